"""The text that a source gives: what runs inside the process that reads it, and so loads nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.blocks import Options
from corpus.cutting import Piece, blocks, pieces, unescaped
from corpus.errors import FileRefused
from corpus.front_matter import load_meta
from corpus.git.object_ids import blob_id
from corpus.ingest import NORMAL_READER, identified, read_file
from corpus.model import Answer, Meta, Nota, Question, Section
from corpus.normal import render
from corpus.proof.plainly import plain_meta
from corpus.readers import is_bare_text


@dataclass(frozen=True, slots=True)
class Paper:
    """A source, and the version that was made of it."""

    name: str
    source: bytes
    nota: str
    received: date | None
    original: bool
    """Whether of a draft with tracked changes the text before them was taken."""
    stored: str | None = None
    """The text of the version, where that is known to be in normal form."""


@dataclass(frozen=True, slots=True)
class Again:
    """What reading a source again gave."""

    text_id: str
    reader: str


_SMALLEST = """\
Eerste Kamer der Staten-Generaal | Vergaderjaar 2025-2026

**99 999 K Een voorbeeld**

**D NOTA NAAR AANLEIDING VAN HET VERSLAG**
Ontvangen 21 mei 2026

**1. Vraag?**

Een antwoord (1.240). Zie nr. 3.

- [een](https://voorbeeld.example) item

| a | b |
| - | - |
| 1 | 2 |

De minister van Voorbeelden,

A. de Vries
"""
"""With a little of everything that makes a library load, or build, something."""
_DAY = re.compile(r"^ontvangen: (\d{4}-\d\d-\d\d)\n", re.MULTILINE)


def warm() -> None:
    """Read a smallest paper: the first reading loads and builds what all later ones use, and takes thrice as long."""
    paper = Paper("nota.md", _SMALLEST.encode(), "kst-99999-K-D", None, False)
    stored = render(identified(paper.name, read_file(paper.name, paper.source), paper.nota, None).nota)
    text_of(replace(paper, stored=stored))


def texts_of(papers: tuple[Paper, ...]) -> tuple[Again | None, ...]:
    """What each of several sources gives, read one after another: what they have in common is read once.

    None for one that is to be read by itself: it is refused, or is not the kind of file of which the readers are
    written here from the first letter to the last, so that it is foreign to no more than their rules.
    """
    return tuple(map(_beside_others, papers))


def _beside_others(paper: Paper) -> Again | None:
    try:
        return text_of(paper) if is_bare_text(paper.name, paper.source) else None
    except FileRefused:
        return None


def text_of(paper: Paper) -> Again:
    """The text that a source gives as the version of a nota. Raises FileRefused.

    A text in normal form is what its nota is written as. So where the source gives the nota of the stored text, it
    gives the stored text, and need not be written again, which takes longer than all the rest.
    """
    stored = paper.stored
    known = stored.encode() if stored is not None else None
    if stored is not None and paper.source == known and _is_itself(paper, stored):
        return Again(blob_id(paper.source), NORMAL_READER)
    reading = read_file(paper.name, paper.source, Options(revisions="original" if paper.original else "accept"))
    nota = identified(paper.name, reading, paper.nota, paper.received).nota
    is_stored = stored is not None and nota_of(stored) == nota
    return Again(blob_id(known if known is not None and is_stored else render(nota).encode()), reading.reader)


def _is_itself(paper: Paper, stored: str) -> bool:
    """Whether a source that is the stored text is a nota in normal form, which `corpus.ingest` takes as it is.

    It would load that and write it again, which gives the same; that is known already.
    """
    nota = nota_of(stored)
    return bool(nota.pairs) and (nota.meta.id, nota.meta.ontvangen) == (
        paper.nota,
        paper.received or nota.meta.ontvangen,
    )


def nota_of(text: str) -> Nota:
    """The nota in a text in normal form: what `corpus.normal.load` gives, in a tenth of the time."""
    introduction, *rest = pieces(text)
    front = text.partition("\n---\n")[0].removeprefix("---\n") + "\n"
    return Nota(_meta(front), blocks(introduction.text), tuple(map(_item, rest)))


@lru_cache(maxsize=4096)
def _item(piece: Piece) -> Section | Question:
    if not piece.number:
        return Section(unescaped(piece.heading), blocks(piece.text))
    answer = Answer(piece.numbers, blocks(piece.answer)) if piece.answer is not None else None
    return Question(piece.number, blocks(piece.text), answer)


def _meta(front: str) -> Meta:
    # Of the fields of successive versions mostly the date differs.
    day = _DAY.search(front)
    meta = _undated(_DAY.sub("", front, count=1))
    return replace(meta, ontvangen=date.fromisoformat(day[1])) if day else meta


@lru_cache(maxsize=64)
def _undated(front: str) -> Meta:
    return plain_meta(front) or load_meta(front)
