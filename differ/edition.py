"""Which edition of our rules made a number that was kept: another edition makes others, and the old ones are let go."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

MADE_BY = {
    "corpus": ("model", "normal", "sentences", "text"),
    "differ": ("asked", "folding", "hashed", "index", "likeness", "profile", "shelf", "signs", "similarity"),
}
"""The modules whose change makes other numbers; the word lists go with them."""


@cache
def edition() -> str:
    """32 hex digits over the rules and the word lists."""
    digest = hashlib.blake2b(digest_size=16)
    own = [files(package) / f"{module}.py" for package, modules in MADE_BY.items() for module in modules]
    lists = [entry for entry in (files("differ") / "lexicon").iterdir() if entry.name.endswith((".txt", ".toml"))]
    for file in (*own, *sorted(lists, key=lambda entry: entry.name)):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
