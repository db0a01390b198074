"""All verbs of the command `nota`: those of `differ`, and those that serve the pages."""

from __future__ import annotations

from differ.bilingual.help import _
from differ.command.session import main
from differ.command.verbs import VERBS, Entry

__all__ = ["main"]

VERBS["serve"] = Entry(
    "web.serving",
    _(
        "Serve the corpus as web pages, until told to stop. Anyone who can reach the address can read all of it; to "
        "add needs a token, which is printed where none was given and only this machine can reach the address."
    ),
)
VERBS["demo"] = Entry(
    "web.serving",
    _("Show the whole job on the shipped samples, in a corpus of its own that is gone afterwards; then serve it."),
)
