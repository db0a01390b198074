"""The verbs of the command `nota`: where each is, and what it is for.

A verb is loaded when it is run or its own help is asked for: what one verb needs is no burden on another, and the list
of all is shown at once.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module

import click

from corpus.messages import Message
from differ.bilingual.help import _, translate
from differ.bilingual.language import Translator


@dataclass(frozen=True)
class Entry:
    """Which module makes a verb, and the first paragraph of its help."""

    module: str
    purpose: str


VERBS: dict[str, Entry] = {
    "add": Entry(
        "differ.command.adding",
        _("Store the next version of each nota. A folder stands for the papers in it. Creates the corpus."),
    ),
    "at": Entry("differ.command.auditing", _("The text as it stood on a day.")),
    "blame": Entry(
        "differ.command.following",
        _("Which version, of which date and author, brought each sentence of a question or a whole nota."),
    ),
    "check": Entry(
        "differ.command.proving", _("Is the corpus sound and untampered? Exit status: 0 sound, 1 a problem, 2 trouble.")
    ),
    "diff": Entry(
        "differ.command.diffing", _("Show what changed between two versions, two nota's, two questions or two files.")
    ),
    "duplicates": Entry(
        "differ.command.duplicating",
        _(
            "Find repeated questions: in one nota or file, in several, or in the whole corpus "
            "(the newest version of each)."
        ),
    ),
    "export": Entry(
        "differ.command.exporting",
        _("Write every question with its answer, one a line, for other programs and spreadsheets."),
    ),
    "history": Entry(
        "differ.command.following",
        _("The wordings of an answer through all versions, and through other nota's in which the question returns."),
    ),
    "list": Entry("differ.command.listing", _("List the nota's of the corpus.")),
    "log": Entry("differ.command.auditing", _("The changes of the corpus, of a dossier or of a nota, newest first.")),
    "search": Entry(
        "differ.command.searching",
        _("Search the questions and answers of the corpus (the newest version of each nota)."),
    ),
    "report": Entry(
        "differ.command.reporting",
        _("Write an audit to a file: every wording of every answer, what changed in it, and what proves it."),
    ),
    "seal": Entry(
        "differ.command.proving",
        _("Write a receipt of the corpus as it is now, signed with an SSH key if you have one."),
    ),
    "show": Entry(
        "differ.command.listing", _("Show a nota, or one question of it; of a file, how it would be stored.")
    ),
    "when": Entry(
        "differ.command.auditing",
        _("In which versions stands this phrase: since when, until when, and in which sentences?"),
    ),
}
"""By name. Those of this floor: another adds its own."""

MADE: dict[str, click.Command] = {}
"""The verbs that are loaded, in English."""


class Verbs(click.Group):
    """The group of all verbs; each comes in the language of whoever asks."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """The names, sorted."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb by its name; None where there is none."""
        if cmd_name not in VERBS:
            return None
        import_module(VERBS[cmd_name].module)
        return translate(deepcopy(MADE[cmd_name]), ctx.obj.say)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is asked for; of one that there is not, what comes nearest is told."""
        from difflib import get_close_matches

        if args[0] not in VERBS and (near := get_close_matches(args[0], VERBS)):
            values: dict[str, object] = {"verb": args[0], "near": ", ".join(near)}
            ctx.fail(ctx.obj.say(Message("no verb '%(verb)s'; did you mean %(near)s?", values)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help: click would load them all to ask each what it is for."""
        with formatter.section(ctx.obj.say("Commands")):
            formatter.write_dl([(name, self._purpose(name, ctx.obj.say)) for name in self.list_commands(ctx)])

    def _purpose(self, name: str, say: Translator) -> str:
        """The first sentence of its help, whole: click would cut it where the line ends."""
        return re.split(r"(?<=[.?]) ", say(VERBS[name].purpose))[0]
