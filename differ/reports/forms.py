"""The forms in which a comparison can be written down, by the ending of a file."""

from __future__ import annotations

from collections.abc import Mapping

from differ.language import Translator
from differ.model import NotaDiff

FORMS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
}
"""Endings, and the type that each is on the web."""


def made(form: str, diff: NotaDiff, say: Translator) -> bytes:
    """A comparison in one of `FORMS`; the same one gives the same bytes."""
    # Each is loaded when it is wanted: a template engine is no burden on who reads a terminal.
    match form.lower():
        case ".html":
            from differ.reports import html  # noqa: PLC0415

            return html.report(diff, say).encode()
        case ".md":
            from differ.reports import markdown  # noqa: PLC0415

            return markdown.report(diff, say).encode()
    raise ValueError(form)
