"""Which edition of our rules made a number that was kept: another edition makes others, and the old ones are let go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import corpus
import differ

MAKERS = ("differ.shelves.asked", "differ.shelves.index", "differ.shelves.shelf")
"""They make the numbers; what they import has a part in it, and so have the word lists."""
_IMPORT = re.compile(r"^ *from ((?:corpus|differ)[\w.]*) import (?:\(([^)]*)\)|([\w, ]+))", re.MULTILINE)


@cache
def made_by() -> frozenset[str]:
    """The modules of ours whose change makes other numbers."""
    reached, more = set[str](), set(MAKERS)
    while more:
        reached |= more
        more = {own for name in more for own in _imported(name)} - reached
    return frozenset(reached)


def _imported(name: str) -> Iterator[str]:
    for origin, several, some in _IMPORT.findall(_source(name).decode()):
        # `from corpus import text` takes a module, `from corpus.text import clean` a name out of one.
        names = re.findall(r"\w+", several or some)
        yield from (own for own in (origin, *(f"{origin}.{name}" for name in names)) if _file(own).is_file())


@cache
def edition() -> str:
    """32 hex digits over the rules and the word lists."""
    import hashlib

    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(made_by()):
        digest.update(name.encode() + b"\0" + _source(name) + b"\0")
    for entry in sorted(_folder("differ", "lexicon").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".txt", ".toml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _source(name: str) -> bytes:
    return _file(name).read_bytes()


@cache
def _file(name: str) -> Path:
    package, *names = name.split(".")
    own = _folder(package, *names)
    return own / "__init__.py" if own.is_dir() else own.with_suffix(".py")


def _folder(package: str, *names: str) -> Path:
    # To ask `importlib.resources` for it loads as much as most commands need in all.
    return Path({"corpus": corpus, "differ": differ}[package].__path__[0], *names)


@cache
def sources() -> str:
    """64 hex digits over all code and word lists below the pages: what was derived by other code is not believed.

    Wider than `edition`, and so simpler: whatever made it, it is in here. Reads some 200 small files in 10 ms.
    """
    import hashlib

    digest = hashlib.sha256()
    for root in (str(_folder(package)) for package in ("corpus", "differ")):
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(own for own in folders if own not in _NO_CODE)
            for name in sorted(names):
                if name.endswith((".py", ".txt", ".toml")):
                    digest.update(f"{folder.removeprefix(root)}/{name}\0".encode() + _content(f"{folder}/{name}"))
    return digest.hexdigest()


_NO_CODE = frozenset(("__pycache__", "samples", "translations", "templates"))


def _content(path: str) -> bytes:
    # Python's own files take twice as long to open.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
