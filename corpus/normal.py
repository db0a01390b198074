"""Nota <-> normal form: mdformat writes, markdown-it-py reads; FORMAT.md shows each rule by input and output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from corpus.errors import DamagedText
from corpus.front_matter import SCHEMA, dump_meta, load_meta
from corpus.model import (
    PASSAGE,
    Answer,
    Block,
    BulletList,
    Meta,
    Nota,
    Paragraph,
    Question,
    Section,
    Table,
)

# The libraries are loaded where they are used: many a command tells what is kept, and neither reads nor writes a text.
if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

NUMBER = r"\d{1,4}[a-z]?"
"""How a question is numbered: 12, 12a."""

_QUESTION_HEADING = re.compile(rf"(?:Vraag (?P<question>{NUMBER})|Passage (?P<passage>\d{{1,4}}))")
_ANSWER_HEADING = re.compile(rf"Antwoord ({NUMBER}(?:(?:, | en ){NUMBER})*)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
OPTIONS = {"wrap": "keep", "number": False, "end_of_line": "lf", "compact_tables": True}
EXTENSIONS = frozenset({"gfm", "frontmatter"})
"""With these mdformat leaves a text in normal form as it is."""


def render(nota: Nota) -> str:
    """The normal form of a nota. `load` gives the same nota back; rendering that gives the same bytes."""
    text = _format("\n".join(_lines(nota)))
    # Only without its escapes is an address of the web a link to mdformat, beside which other marks need escapes.
    return _format(text) if _ADDRESS.search(text) else text


def _format(markdown: str) -> str:
    import mdformat

    return mdformat.text(markdown, options=OPTIONS, extensions=EXTENSIONS)


def load(text: str) -> Nota:
    """The nota in a text in normal form. Sentences are the lines as they stand.

    Raises DamagedText, which names the line, for anything the normal form does not have.
    """
    from markdown_it.tree import SyntaxTreeNode

    tree = SyntaxTreeNode(_parser().parse(text))
    if not tree.children or tree.children[0].type != "front_matter":
        raise DamagedText(
            "line 1: the text has no front matter; a nota in normal form begins with '---' and 'schema: %(schema)s'",
            schema=SCHEMA,
        )
    return _Loader(load_meta(tree.children[0].content)).load(tree.children[1:])


def heading_of(number: str) -> str:
    """The heading of a question or a passage: 12 -> 'Vraag 12', p12 -> 'Passage 12'."""
    return f"Passage {number.removeprefix(PASSAGE)}" if number.startswith(PASSAGE) else f"Vraag {number}"


def enumerate_numbers(numbers: Iterable[str]) -> str:
    """Numbers as Dutch writes them: '17, 18, 19 en 20'."""
    *most, last = numbers
    return f"{', '.join(most)} en {last}" if most else last


# Writing


def _lines(nota: Nota) -> Iterator[str]:
    meta = nota.meta
    yield from ("---", dump_meta(meta).rstrip("\n"), "---", "")
    yield from (f"# {_escape(meta.titel or meta.soort or meta.id)}", "")
    yield from _block_lines(nota.introduction)
    for item in nota.body:
        heading = item.heading if isinstance(item, Section) else heading_of(item.number)
        yield from (f"## {_escape(heading)}", "")
        yield from _block_lines(item.blocks)
        if isinstance(item, Question) and item.answer:
            numbers = (number.removeprefix(PASSAGE) for number in item.answer.numbers)
            yield from (f"### Antwoord {enumerate_numbers(numbers)}", "")
            yield from _block_lines(item.answer.blocks)


def _block_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    bullet = "-"
    for before, block in zip((None, *blocks), blocks, strict=False):
        match block:
            case Paragraph(sentences):
                yield from map(_escape, sentences)
            case BulletList(items):
                # Two lists in a row stay two only when their markers differ.
                bullet = "*" if isinstance(before, BulletList) and bullet == "-" else "-"
                for item in items:
                    first, *rest = map(_escape, item)
                    yield from (f"{bullet} {first}", *(f"  {line}" for line in rest))
            case Table(rows):
                head, *body = ["| " + " | ".join(map(_escape, row)) + " |" for row in rows]
                yield from (head, "|" + "---|" * len(rows[0]), *body)
        yield ""


def _escape(text: str) -> str:
    """Every punctuation mark escaped: mdformat takes out again what needs none, and knows better."""
    return _PUNCTUATION.sub(r"\\\1", text)


# Reading


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    return MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin)


class _Loader:
    """Walks the blocks once and puts each under the heading it stands under."""

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self._introduction: tuple[Block, ...] = ()
        self._body: list[Section | Question] = []
        self._under: list[Block] = []

    def load(self, nodes: list[SyntaxTreeNode]) -> Nota:
        heading: tuple[str, str, int] | None = None
        for node in nodes:
            if node.type == "heading":
                self._close(heading)
                heading = (node.tag, " ".join(_inline(node.children[0])), _line(node))
            else:
                self._under.append(_block(node))
        self._close(heading)
        return Nota(self._meta, self._introduction, tuple(self._body))

    def _close(self, heading: tuple[str, str, int] | None) -> None:
        """Put the blocks gathered under a heading where they belong."""
        blocks, self._under = tuple(self._under), []
        match heading:
            case None:
                self._introduction = blocks
            case ("h1", _, _):
                self._introduction += blocks
            case ("h2", text, _) if heads := _QUESTION_HEADING.fullmatch(text):
                self._body.append(Question(heads["question"] or PASSAGE + heads["passage"], blocks))
            case ("h2", text, _):
                self._body.append(Section(text, blocks))
            case ("h3", text, line) if numbers := _ANSWER_HEADING.fullmatch(text):
                self._answer(Answer(tuple(re.split(", | en ", numbers[1])), blocks), line)
            case (_, text, line):
                raise DamagedText(
                    "line %(line)s: the heading '%(heading)s' does not belong in the normal form",
                    line=line,
                    heading=text,
                )

    def _answer(self, answer: Answer, line: int) -> None:
        match self._body[-1:]:
            case [Question(number, blocks, None)]:
                if number.startswith(PASSAGE):
                    answer = replace(answer, numbers=tuple(PASSAGE + n for n in answer.numbers))
                self._body[-1] = Question(number, blocks, answer)
            case _:
                raise DamagedText(
                    "line %(line)s: the heading 'Antwoord %(numbers)s' does not stand under a question",
                    line=line,
                    numbers=enumerate_numbers(answer.numbers),
                )


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "paragraph":
            return Paragraph(tuple(_inline(node.children[0])))
        case "bullet_list":
            return BulletList(tuple(_item(item) for item in node.children))
        case "table":
            rows = [row for part in node.children for row in part.children]
            return Table(tuple(tuple(" ".join(_inline(cell.children[0])) for cell in row.children) for row in rows))
    raise _unexpected(node)


def _item(item: SyntaxTreeNode) -> tuple[str, ...]:
    if [child.type for child in item.children] != ["paragraph"]:
        raise _unexpected(item)
    return tuple(_inline(item.children[0].children[0]))


def _inline(node: SyntaxTreeNode) -> list[str]:
    """The lines of running text."""
    lines = [""]
    for child in node.children:
        match child.type:
            case "text":
                lines[-1] += child.content
            case "softbreak":
                lines.append("")
            case _:
                raise _unexpected(node)
    return lines


def _unexpected(node: SyntaxTreeNode) -> DamagedText:
    return DamagedText("line %(line)s: '%(kind)s' does not belong in the normal form", line=_line(node), kind=node.type)


def _line(node: SyntaxTreeNode) -> int:
    """Where a node begins, counted from 1."""
    return (node.map or (0, 0))[0] + 1
