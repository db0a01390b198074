"""Blocks -> Nota: the conventions of these papers. Each is a rule with a name, in the modules that this one calls."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.blocks import Removal, Source
from corpus.conventions.gathering import gathered, marks_its_answers
from corpus.conventions.head import own_head, printed_head, printed_meta
from corpus.conventions.letterhead import take_signatures
from corpus.conventions.markers import last_mark, question_marker
from corpus.conventions.marking import with_marks
from corpus.conventions.notes import glued_notes, known_notes, take_typed_notes
from corpus.messages import Message
from corpus.model import Meta, Nota


@dataclass(frozen=True, slots=True)
class Parsed:
    """A nota, what of the source does not stand in its body, and what its reader should know."""

    nota: Nota
    removed: tuple[Removal, ...]
    warnings: tuple[Message, ...]
    guessed: tuple[Message, ...] = ()
    """What the paper does not say in so many words, and a rule has decided."""


def parse(source: Source, meta: Meta | None = None) -> Parsed:
    """The nota in the blocks of a file.

    `meta` is the front matter where the file brings its own; else the letterhead is read. The id is
    '' where the paper does not tell it. Raises FileRefused for two questions with one number, and for a
    text without questions of which nothing tells that it is a paper of the parliament.
    """
    blocks, heads, warnings = with_marks(source, meta is not None)
    blocks, typed, marks = (blocks, [], []) if meta else take_typed_notes(blocks, last_mark(blocks), source.notes)
    start = next(i for i, block in enumerate(blocks) if question_marker(block))
    before, after = blocks[:start], blocks[start:]
    head = own_head(before) if meta else printed_head(before)
    # Front matter says who signed; what stands in such a text besides is left in it.
    after, signed, gone = (after, (), []) if meta else take_signatures(after)
    found = gathered(source.name, head.rest, after, marks_its_answers(blocks))
    nota = Nota(meta or printed_meta(head, source, signed), found.introduction, found.body)
    if not meta:
        notes = (*source.notes, *typed)
        nota = nota.with_meta(noten=(*known_notes(nota, notes), *glued_notes(nota, notes)))
    removed = (*source.removed, *heads, *marks, *head.removed, *gone, *found.removed)
    return Parsed(nota, removed, (*source.warnings, *warnings, *found.warnings), found.guessed)
