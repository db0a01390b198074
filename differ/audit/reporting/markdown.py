"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from differ.audit.reporting.outline import Contents, Element, Grid, Heading, Note, Outline, Points, Said, Steps
from differ.bilingual.language import Translator
from differ.reports.markdown import Writer, escaped


def report(outline: Outline, say: Translator) -> bytes:
    """The whole report, UTF-8."""
    return ("\n\n".join(block for own in outline.elements for block in _blocks(own, say)) + "\n").encode()


def _blocks(own: Element, say: Translator) -> Iterator[str]:
    match own:
        case Heading(level, text, _):
            yield f"{'#' * level} {escaped(text)}"
        case Contents():
            # Whatever shows Markdown makes one of the headings.
            return
        case Note(text):
            yield escaped(text)
        case Points(lines):
            yield "\n".join(f"- {escaped(line)}" for line in lines)
        case Said(text):
            yield Writer(say, {}).text(text)
        case Grid(head, rows):
            yield "\n".join([_row(head), "|" + " -- |" * len(head), *map(_row, rows)])
        case Steps(steps):
            told = [line for step in steps for line in (f"$ {step.command}", *(step.prints or "").splitlines())]
            yield "\n".join(["```console", *told, "```"])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell).replace("\n", " ") for cell in cells) + " |"
