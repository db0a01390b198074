"""What is made of the word lists, made once and kept: to make it takes half a second, to read it again milliseconds.

    @prepared
    def heads() -> Mapping[str, tuple[str, ...]]: ...

What it gives is made when it is first needed, and is then kept where Python keeps our compiled modules, or else in the
user's folder for caches: a file for each such function, under the edition of our sources and lists, so that no other is
ever read. Nothing that is wrong with it is an error: what is missing or damaged is made again, and where nothing
can be written it is made by each process. `python -m differ.lexicon` makes all of it beforehand.

The files are read by `marshal`, as Python reads its own: who can write there can also write what we run.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import Stemmer

from differ import lexicon
from differ.keeping.edition import edition

Made = TypeVar("Made")

_SUM = 4
"""Bytes at the beginning of a file: a checksum of the rest."""
_EDITIONS = 8
"""Of each so many are kept, the newest: one user may have several installations."""
MAKERS: list[Callable[[], object]] = []
"""All that is prepared, of the modules that are loaded."""


def prepared(make: Callable[[], Made]) -> Callable[[], Made]:
    """A function of no arguments that makes the same of the word lists each time, kept; in a process it is called once.

    Plain values only: strings, numbers, None, and tuples, dicts and frozensets of them.
    """

    @cache
    @wraps(make)
    def kept() -> Made:
        name = f"{make.__module__.rpartition('.')[2]}.{make.__name__.strip('_')}"
        if (found := _read(name)) is not None:
            return found  # type: ignore[return-value]
        made = make()
        _keep(name, made)
        return made

    MAKERS.append(kept)
    return kept


def _read(name: str) -> object | None:
    for folder in _folders():
        with suppress(OSError):
            content = (folder / _file(name)).read_bytes()
            if content[:_SUM] == _sum(content[_SUM:]):
                with _no_collection():
                    return marshal.loads(content[_SUM:])  # type: ignore[no-any-return]
    return None


@contextmanager
def _no_collection() -> Iterator[None]:
    """While what is made holds no circles: to look for them takes longer than to read it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _keep(name: str, made: object) -> None:
    content = marshal.dumps(made)  # type: ignore[arg-type]
    for folder in _folders(beside=not sys.dont_write_bytecode):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(folder / _file(name), _sum(content) + content)
            for old in sorted(folder.glob(_file(name, "*")), key=_made_at)[:-_EDITIONS]:
                old.unlink(missing_ok=True)
            return


def _made_at(path: Path) -> float:
    return path.stat().st_mtime


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    descriptor, draft = tempfile.mkstemp(prefix="draft-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        # As readable as the modules beside it: others may run what one has installed.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink()
        raise


def _sum(content: bytes) -> bytes:
    return crc32(content).to_bytes(_SUM, "little")


def _file(name: str, edition_: str | None = None) -> str:
    return f"{name}.{sys.implementation.cache_tag}.{edition_ or _edition()}.prepared"


@cache
def _edition() -> str:
    # Roots are made by the stemmer: another one makes others.
    return f"{edition()}-{Stemmer.version()}"


def _folders(beside: bool = True) -> Iterator[Path]:
    """Where it may be, and may be kept, the first choice first; `beside`: with our modules too."""
    if beside:
        yield Path(cache_from_source(lexicon.__file__)).parent
    import platformdirs

    if _is_ours(own := Path(platformdirs.user_cache_dir("nota")) / "lexicon"):
        yield own


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can write in a folder of the user's, or will be able to once it is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    state = folder.stat()
    return not hasattr(os, "geteuid") or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)
