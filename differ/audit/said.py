"""All that a nota said in any of its versions, each text once: what a phrase is looked for in. Made once, and kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.cutting import Piece, blocks, pieces
from corpus.front_matter import load_meta
from corpus.guarded.wire import NotOurs, pack, unpack
from corpus.model import Version, plain
from corpus.store import Store
from differ.audit.folded import fold
from differ.keeping.derived import derived_of

Part = Literal["question", "answer", "outside"]
_TEXTS, _FOLDED = "said", "said-folded"
_NO_TEXT = re.compile(r"^(?:ontvangen|vergaderjaar): .*\n", re.MULTILINE)
_BETWEEN = "\0"
"""Between two folded texts: no phrase runs over it."""


@dataclass(frozen=True)
class Said:
    """A text and where it stands."""

    part: Part
    number: str
    """Of the question; '' outside the questions."""
    text: str
    """Plain; outside the questions with its heading as its first line."""
    runs: tuple[tuple[int, int], ...]
    """First and last of versions in a row, by their position in order of import."""


@dataclass(frozen=True)
class _Texts:
    said: tuple[Said, ...]


class Nota:
    """What one nota said. Its texts are read only where they are asked for: most phrases stand in few nota's."""

    def __init__(self, store: Store, versions: Sequence[Version]) -> None:
        """`versions` are all of one nota, in order of import."""
        self._store = store
        self.versions = versions
        ids = "".join(version.text_id for version in versions)
        self._key = hashlib.sha256(ids.encode()).hexdigest()
        self._derived = derived_of(store)

    def folded(self) -> str:
        """All texts folded, each once, a NUL between them."""
        kept = self._derived.get(_FOLDED, self._key)
        return kept.decode() if kept is not None else self._make()[0]

    def said(self) -> tuple[Said, ...]:
        """The texts, in the order of `folded`."""
        if kept := self._derived.get(_TEXTS, self._key):
            with suppress(NotOurs):
                return unpack(_Texts, kept).said
        return self._make()[1]

    def _make(self) -> tuple[str, tuple[Said, ...]]:
        said = tuple(_all_said([self._store.text(version) for version in self.versions]))
        folded = _BETWEEN.join(fold(own.text) for own in said)
        self._derived.put(_TEXTS, self._key, pack(_Texts(said)))
        self._derived.put(_FOLDED, self._key, folded.encode())
        return folded, said


def _all_said(texts: Sequence[str]) -> Iterator[Said]:
    runs: dict[tuple[Part, str, str], list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        told = [*_front(text), *(own for piece in pieces(text) for own in _parts(piece))]
        for key in dict.fromkeys(told):
            known = runs.setdefault(key, [])
            begun = known.pop()[0] if known and known[-1][1] == at - 1 else at
            known.append((begun, at))
    for (part, number, markdown), own in runs.items():
        yield Said(part, number, plain(blocks(markdown)), tuple(own))


def _parts(piece: Piece) -> Iterator[tuple[Part, str, str]]:
    """Its texts as Markdown: the same Markdown is the same text, and most stands in many versions."""
    if piece.number is None:
        yield "outside", "", "\n\n".join(filter(None, (piece.heading, piece.text)))
        return
    yield "question", piece.number, piece.text
    if piece.answer is not None:
        yield "answer", piece.number, piece.answer


def _front(text: str) -> Iterator[tuple[Part, str, str]]:
    """What the front matter says as text: titles, notes, signatures."""
    # The day and the year tell versions apart that have the same of all these.
    for told in _told_of(_NO_TEXT.sub("", text[4 : text.index("\n---\n", 3) + 1])):
        yield "outside", "", told


@lru_cache(maxsize=64)
def _told_of(front: str) -> tuple[str, ...]:
    meta = load_meta(front)
    signed = (", ".join(filter(None, (who.functie, who.naam))) for who in meta.ondertekend)
    notes = (f"[^{note.merk}] {note.tekst}" for note in meta.noten if note.tekst)
    return tuple(_escaped(own) for own in (meta.titel, meta.dossiertitel, *notes, *signed) if own)


def _escaped(text: str) -> str:
    """As Markdown, in which all else is."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
