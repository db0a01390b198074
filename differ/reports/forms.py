"""The forms in which a comparison can be written down, by the ending of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.choosing import Choice
from differ.model import NotaDiff
from differ.reports.drafts import Draft
from differ.threeway import ThreeWay

FORMS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Endings, and the type that each is on the web."""


THREE = (".html", ".md")
"""The forms for two successors of one text."""


@dataclass(frozen=True)
class Made:
    """A report, and what its reader should know of how it was made."""

    data: bytes
    warnings: tuple[Message, ...] = ()


def made(form: str, diff: NotaDiff, say: Translator, choice: Choice, draft: Draft | None = None) -> Made:
    """What is chosen of a comparison in one of `FORMS`; the same gives the same bytes.

    `draft` is the DOCX that the left text was read from. Raises CorpusError where a form cannot hold it.
    """
    # Each is loaded when it is wanted: a template engine is no burden on who reads a terminal.
    match form.lower():
        case ".html":
            from differ.reports import html  # noqa: PLC0415

            return Made(html.report(choice.of(diff), say).encode(errors="replace"))
        case ".md":
            from differ.reports import markdown  # noqa: PLC0415

            return Made(markdown.report(choice.of(diff), say).encode(errors="replace"))
        case ".docx":
            from differ.reports import docx  # noqa: PLC0415

            return Made(*docx.report(diff, choice, draft, say))
    raise ValueError(form)


def made_of_three(form: str, result: ThreeWay, say: Translator) -> bytes:
    """A comparison of two successors of one text in one of `THREE`; the same gives the same bytes."""
    match form.lower():
        case ".html":
            from differ.reports import html_three  # noqa: PLC0415

            return html_three.report(result, say).encode(errors="replace")
        case ".md":
            from differ.reports import markdown_three  # noqa: PLC0415

            return markdown_three.report(result, say).encode(errors="replace")
    raise ValueError(form)
