"""A comparison as one HTML file for mail or archive: nothing outside it is needed to read it, not even a script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import FACTS, KINDS, called
from differ.model import NotaDiff
from differ.reports.html_rows import diff_rows, outside_row
from differ.reports.rows import counts, row
from differ.reports.said import nothing
from differ.reports.sides import side

TEMPLATES = FileSystemLoader(Path(__file__).parent / "templates")
"""Also for the pages, which show a pair as the report does."""
STYLES = Path(__file__).parent / "styles"
"""The theme and the marks, for the pages too."""


def report(diff: NotaDiff, say: Translator) -> str:
    """The whole report in one language; the same comparison gives the same bytes."""
    old, new = side(diff.left, diff.right), side(diff.right, diff.left)
    return render(
        "report.html",
        say,
        old=old,
        new=new,
        texts=((say("From"), old), (say("To"), new)),
        counts=counts(diff),
        kinds=KINDS,
        complete=diff.complete,
        left_out=diff.left_out,
        nothing=nothing(diff, say),
        with_facts=[row(pair) for pair in diff.pairs if pair.facts],
        outside=outside_row(diff, say, "both"),
        rows=diff_rows(diff.pairs, say, "both"),
        view="both",
    )


def render(template: str, say: Translator, **values: object) -> str:
    """A page of one of the templates, with the words that each of them may use."""
    style = Markup("".join((STYLES / name).read_text("utf-8") for name in ("theme.css", "marks.css", "report.css")))

    def translate(sentence: str, **values: object) -> str:
        return say(Message(sentence, values))

    words = {
        "_": translate,
        "ngettext": say.ngettext,
        "say": say,
        "style": style,
        "called": called,
        "KINDS": KINDS,
        "FACTS": FACTS,
    }
    return _environment().get_template(template).render(values | words)


@cache
def _environment() -> Environment:
    return Environment(
        loader=TEMPLATES, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
