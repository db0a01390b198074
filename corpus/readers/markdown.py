"""Markdown as people and converters write it, and plain text: a text without marks reads the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from textwrap import dedent
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.tree import SyntaxTreeNode

from corpus.blocks import Removal, Source, SourceBlock, SourceNote
from corpus.conventions.flattened import unflatten
from corpus.messages import Message
from corpus.readers.plain_markdown import plain_blocks
from corpus.readers.printed import without_print
from corpus.text import Words, clean

READER = "markdown/1"

_MARKS = re.compile(
    r"^#{1,6} \S|^\s*[-*] \S|\*\*\S|^\|.*\|\s*$|^-{3,}\s*$|^\[\^\w+\]: |^([*_])[^\s*_].*[^\s*_]\1\s*$", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"---\n((?:.*\n)*?schema: nota/.*\n(?:.*\n)*?)---(?:\n|\Z)")
# As Pandoc writes it: its further lines follow at once, its further paragraphs stand in by four spaces.
_NOTE = re.compile(
    r"^\[\^(?P<mark>[\w.-]+)\]:[ \t]+(?P<text>.+(?:\n(?!\[\^)[ \t]*\S.*|\n(?:[ \t]*\n)+    \S.*)*)", re.MULTILINE
)
_STRAY_BOLD = re.compile(r"^\*\*|\*\*$")
# A line that stands behind a blank one, is not set in, and is no item: whatever was open above it has ended there.
_BEGINS_ANEW = re.compile(r"\n[ \t]*\n(?![-+*](?:[ \t\n]|\Z)|\d{1,9}[.)](?:[ \t\n]|\Z))(?=[^ \t\n])")


def is_markdown(text: str) -> bool:
    """Whether a text has marks of Markdown; one without any is read line by line."""
    return _MARKS.search(text) is not None


def read(name: str, text: str, warnings: tuple[Message, ...] = ()) -> Source:
    """The blocks of a Markdown or plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    # Blank lines in its place keep the line numbers right.
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    body, removed = unflatten(body, bullet="- ")
    removed += [Removal("header", front[1])] if front else []
    body, notes = _without_notes(body, removed)
    blocks, rules = _parsed(body, removed)
    pages = [1 + sum(rule < block.line for rule in rules) for block in blocks]
    # What was written as Markdown was not printed.
    if not front and not notes:
        blocks, notes, printed = without_print(blocks, pages)
        removed += printed
    else:
        removed += [Removal("note", note.mark) for note in notes for _ in range(_bears(blocks, note.mark))]
    return Source(
        name=name,
        reader=READER,
        torn=True,
        text=text,
        blocks=tuple(blocks),
        notes=tuple(notes),
        words=_raw_words(text),
        front_matter=front[1] if front else None,
        removed=tuple(removed),
        warnings=warnings,
    )


def _parsed(body: str, removed: list[Removal]) -> tuple[list[SourceBlock], list[int]]:
    """The blocks of a text, and the lines on which rules stand between them."""
    blocks: list[SourceBlock] = []
    rules: list[int] = []
    above, start = 0, 0
    for end in (*(found.end() for found in _BEGINS_ANEW.finditer(body)), len(body)):
        own, gone, between, lines = _lowered(body[start:end], above)
        blocks += own
        rules += between
        removed += gone
        above, start = above + lines, end
    return blocks, rules


@lru_cache(maxsize=4096)
def _passage(text: str) -> tuple[tuple[SourceBlock, ...], tuple[Removal, ...], tuple[int, ...]]:
    """What of a text no other part of it can change, as if it stood on the first line; and the rules in it.

    The versions of a nota share nearly all: who reads them one after another reads what is new.
    """
    if plain := plain_blocks(text):
        return tuple(plain), (), ()
    removed: list[Removal] = []
    tree = SyntaxTreeNode(_parser().parse(text))
    blocks = tuple(_blocks(tree, removed))
    return blocks, tuple(removed), tuple(_line(node) for node in tree.children if node.type == "hr")


@lru_cache(maxsize=4096)
def _lowered(passage: str, above: int) -> tuple[tuple[SourceBlock, ...], tuple[Removal, ...], tuple[int, ...], int]:
    """The same so many lines further down, and how many lines it has."""
    blocks, removed, rules = _passage(passage)
    lowered = tuple(_lower(block, above) for block in blocks) if above else blocks
    return lowered, removed, tuple(above + line for line in rules), passage.count("\n")


def _lower(block: SourceBlock, lines: int) -> SourceBlock:
    numbers = tuple(number + lines for number in block.numbers)
    return SourceBlock(block.kind, block.line + lines, block.lines, block.bold, block.level, block.rows, (), numbers)


def _without_notes(body: str, removed: list[Removal]) -> tuple[str, list[SourceNote]]:
    """The text with blank lines in the place of notes, as `[^1]: NRC, 3 mei.`; one without a mark in the text stays."""
    if "[^" not in body:
        return body, []
    notes: dict[str, SourceNote] = {}
    bare = _NOTE.sub("", body)

    def take(found: re.Match[str]) -> str:
        mark = found["mark"]
        if mark in notes or f"[^{mark}]" not in bare:
            return found[0]
        blocks = _blocks(SyntaxTreeNode(_parser().parse(dedent(found["text"]))), removed)
        notes[mark] = SourceNote(mark, " ".join(block.text for block in blocks))
        removed.append(Removal("note", mark))
        return "\n" * found[0].count("\n")

    return _NOTE.sub(take, body), list(notes.values())


def _bears(blocks: Iterable[SourceBlock], mark: str) -> int:
    """How often the mark of a note stands in a text."""
    texts = (text for block in blocks for text in (*block.lines, *chain.from_iterable(block.rows)))
    return sum(text.count(f"[^{mark}]") for text in texts)


@cache
def _parser() -> MarkdownIt:
    # Left out is all by which Markdown would swallow or reshape a text that was never meant as Markdown:
    # indented or fenced code, raw HTML, link definitions, a line of dashes that makes a heading of the line above.
    rules = ["code", "fence", "html_block", "reference", "lheading", "backticks", "html_inline"]
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(rules)
    # A target is reported as it is written, without percent signs more or less.
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _raw_words(text: str) -> Words:
    # Escapes and entities alone; `html.unescape` would find an entity without its end in '?page=1&section=2' too.
    return Words.of(unescapeAll(text))


def _blocks(tree: SyntaxTreeNode, removed: list[Removal]) -> Iterator[SourceBlock]:
    for node in tree.children:
        match node.type:
            case "heading":
                yield _run(node, "heading", removed, level=int(node.tag[1]))
            case "paragraph":
                yield _run(node, "paragraph", removed)
            case "table":
                rows = tuple(
                    tuple(clean(" ".join(_text(cell.children[0], removed))) for cell in row.children)
                    for part in node.children
                    for row in part.children
                )
                first = _line(node)
                # Below its heading stands a line of dashes.
                numbers = (first, *range(first + 2, first + 1 + len(rows)))
                yield SourceBlock("table", first, (), rows=rows, numbers=numbers)
            case "bullet_list" | "ordered_list":
                for item in node.children:
                    yield from _item(item, removed)
            case "hr":
                pass
            case _:
                yield from _blocks(node, removed)


def _item(item: SyntaxTreeNode, removed: list[Removal]) -> Iterator[SourceBlock]:
    """An item is its first paragraph; what follows in it stands on its own. A printed number stays text."""
    number = f"{item.info}{item.markup} " if item.info else ""
    blocks = list(_blocks(item, removed))
    if not blocks or item.children[0].type != "paragraph":
        if number:
            yield SourceBlock("item", _line(item), (number.strip(),), numbers=(_line(item),))
        yield from blocks
        return
    first, *rest = blocks
    lines = (number + first.lines[0], *first.lines[1:]) if first.lines else (number.strip(),)
    yield SourceBlock("item", first.line, lines, first.bold, numbers=first.numbers or (first.line,))
    yield from rest


def _run(
    node: SyntaxTreeNode, kind: Literal["heading", "paragraph"], removed: list[Removal], level: int = 0
) -> SourceBlock:
    inline = node.children[0]
    lines = _text(inline, removed)
    joined = "\n".join(lines).strip()
    bare = _STRAY_BOLD.sub("", joined)
    bold = "all" if bare != joined else _bold(inline)
    cleaned = [(line, number) for number, line in enumerate(map(clean, bare.split("\n")), start=_line(node)) if line]
    texts, numbers = tuple(line for line, _ in cleaned), tuple(number for _, number in cleaned)
    return SourceBlock(kind, _line(node), texts, bold, level, numbers=numbers)


def _text(inline: SyntaxTreeNode, removed: list[Removal]) -> list[str]:
    """The printed lines of running text, marks of emphasis taken off. The target of a link is reported."""
    lines = [""]
    for node in inline.walk():
        match node.type:
            case "text":
                lines[-1] += node.content
            case "softbreak" | "hardbreak":
                lines.append("")
            case "link" if node.markup != "autolink":
                removed.append(Removal("link", " ".join(str(value) for value in node.attrs.values())))
            case "image":
                removed.append(Removal("link", " ".join(str(v) for k, v in node.attrs.items() if k != "alt")))
    return lines


def _bold(inline: SyntaxTreeNode) -> Literal["none", "start", "all"]:
    runs = [
        any(parent.type == "strong" for parent in _parents(node))
        for node in inline.walk()
        if node.type == "text" and node.content.strip()
    ]
    if runs and all(runs):
        return "all"
    return "start" if runs and runs[0] else "none"


def _parents(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    while node.parent:
        node = node.parent
        yield node


def _line(node: SyntaxTreeNode) -> int:
    return (node.map or (0, 0))[0] + 1
