"""The forms in which an audit can be written down, by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from differ.audit.reporting.gathered import Audit
from differ.audit.reporting.outline import Outline
from differ.audit.reporting.written import outline
from differ.bilingual.language import Translator
from differ.reports.forms import FORMS as OF_DIFFS

FORMS: Mapping[str, str] = {**OF_DIFFS, ".pdf": "application/pdf"}
"""Endings, and the type that each is on the web."""
_MAKERS = {".html": "html", ".md": "markdown", ".docx": "docx", ".pdf": "pdf"}


def made(form: str, audit: Audit, say: Translator) -> bytes:
    """An audit in one of `FORMS`; the same corpus gives the same bytes."""
    # Each is loaded when it is wanted: what makes PDF is no burden on who reads Markdown.
    report: Callable[[Outline, Translator], bytes] = import_module(
        f"differ.audit.reporting.{_MAKERS[form.lower()]}"
    ).report
    return report(outline(audit, say), say)
