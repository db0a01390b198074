"""The blocks of a file with all that opens a question, an answer or a passage marked as such."""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_

from corpus.blocks import Removal, Source, SourceBlock
from corpus.conventions.broken_text import broken_by_a_page, ended_early, ended_too_early, joined
from corpus.conventions.flattened import LONG
from corpus.conventions.head import printed_head
from corpus.conventions.markers import bare, is_bare, lines_apart, may_run_on, numbered, question_marker, running
from corpus.conventions.passages import marked_paragraphs, marked_passages
from corpus.conventions.question_tables import unfolded
from corpus.conventions.short_marks import has_sign, short_marks
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.text import word_list

_FEWEST_BLOCKS = 5
"""Paragraphs of a letter; a note of a few lines is none."""


def with_marks(source: Source, is_paper: bool) -> tuple[list[SourceBlock], list[Removal], list[Message]]:
    """The blocks with at least one that opens a question or a passage; and the heads of tables of questions."""
    blocks = lines_apart(ended_early(source.blocks) if _is_wrapped(source.text) else source.blocks)
    blocks = joined(blocks, broken_by_a_page) if source.torn else blocks
    blocks = joined(blocks, ended_too_early) if source.typed else blocks
    blocks, heads, numbered = _numbered(blocks)
    if any(map(question_marker, blocks)):
        told = Message("%(file)s: the questions bear no numbers; they are numbered as they come", {"file": source.name})
        return blocks, heads, [] if numbered else [told]
    passages = marked_passages(blocks)
    if any(map(question_marker, passages)):
        return passages, [], []
    fields = {**printed_head(blocks).fields, **source.fields}
    if is_paper or fields.get("dossier") or fields.get("id") or _tells_of_answers(blocks):
        passages = marked_paragraphs(blocks)
        if any(map(question_marker, passages)):
            told = Message(
                "%(file)s: no question can be told from its answer; stored as numbered passages", {"file": source.name}
            )
            return passages, [], [told]
    raise FileRefused(
        "%(file)s: no question found; questions begin with 'Vraag 1' or with a number and a point", file=source.name
    )


def _is_wrapped(text: str) -> bool:
    """Whether the lines of a text file are those that were printed."""
    return bool(text) and max(map(len, text.split("\n"))) < LONG


_ASKS, _ROWS, _SIGN, _RUNS_ON, _BARE = (1 << place for place in range(5))


@lru_cache(maxsize=8192)
def _needed(block: SourceBlock) -> int:
    """What of a block one of the rules below needs: where no block has that, the rule finds nothing."""
    told = (question_marker(block), block.rows, has_sign(block), may_run_on(block), is_bare(block))
    return sum(1 << place for place, one in enumerate(told) if one)


def _numbered(blocks: list[SourceBlock]) -> tuple[list[SourceBlock], list[Removal], bool]:
    """The blocks with the marks of their questions, by the first rule that finds any, and what these took out.

    Also whether each question bears a number of its own. Rule 'one style': where 'Vraag 1' is written out, a bare
    number is never a question; not even where that stands in running text, in a letter that was flattened to one line.
    """
    has = reduce(or_, map(_needed, blocks), 0)
    if has & _ASKS:
        return blocks, [], True
    if has & _ROWS and any(map(question_marker, (unfolding := unfolded(blocks))[0])):
        return unfolding
    if has & _SIGN:
        written_out, are_numbered = short_marks(blocks)
        if any(map(question_marker, written_out)):
            return written_out, [], are_numbered
    if has & _RUNS_ON and (found := running(blocks)):
        return found, [], True
    return numbered(bare(blocks) if has & _BARE else blocks), [], True


def _tells_of_answers(blocks: list[SourceBlock]) -> bool:
    """Whether a text without marks says of itself that it answers questions, as letters do that answer by subject."""
    said = {word for block in blocks for word in word_list(block.text)}
    return len(blocks) >= _FEWEST_BLOCKS and "vragen" in said and bool(said & {"antwoord", "antwoorden"})
