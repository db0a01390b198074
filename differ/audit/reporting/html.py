"""A report as one HTML file: nothing outside it is needed to read or to print it."""

from __future__ import annotations

from markupsafe import Markup

from differ.audit.reporting.outline import Outline, Said
from differ.bilingual.language import Translator
from differ.reports.html import render
from differ.reports.markup import BOTH, Marker


def report(outline: Outline, say: Translator) -> bytes:
    """The whole report, UTF-8."""

    def shown(own: Said, number: int) -> Markup:
        return Marker(say, f"s{number}").show(own.text, BOTH)

    return render("audit.html", say, outline=outline, shown=shown).encode()
