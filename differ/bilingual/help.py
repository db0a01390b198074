"""The help of a command in the reader's language."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from typing import TypeVar

import click

from differ.bilingual.language import CATALOGUES, Language

Command = TypeVar("Command", bound=click.Command)


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


def ngettext(one: str, many: str, _n: int = 0) -> tuple[str, str]:
    """Marks a sentence with its plural."""
    return one, many


EXAMPLES = _("Examples:")
"""What stands above the examples of a verb."""

_CLICKS_OWN = (
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Show this message and exit."),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("No such option {name!r}."),
    _("No such command {name!r}."),
    _("Option {name!r} does not take a value."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    _("Missing argument"),
    _("Missing option"),
    _("Invalid value for {param_hint}: {message}"),
    _("Invalid value: {message}"),
    _("{value!r} is not a valid {number_type}."),
    _("{value} is not in the range {range}."),
    _("Could not open file {filename!r}: {message}"),
    _("{name} {filename!r} is a directory."),
    _("{name} {filename!r} is not readable."),
    _("file"),
    _("path"),
    _("default: {default}"),
    _("required"),
    # In the first line of the help; click leaves these to whoever makes the command.
    _("[OPTIONS]"),
    _("COMMAND [ARGS]..."),
    _("ADDRESS"),
    _("integer"),
    _("integer range"),
)
"""What click itself says; it looks these up by gettext under the same domain as ours."""


def speak(language: Language) -> None:
    """Let click say its own sentences in this language."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", CATALOGUES)
    gettext.textdomain("messages")


def translate(command: Command, say: Callable[[str], str]) -> Command:
    """Put the help of a command and of its options into the reader's language."""
    command.help = "\n\n".join(map(say, command.help.split("\n\n"))) if command.help else None
    command.epilog = "\n".join(map(say, command.epilog.split("\n"))) if command.epilog else None
    command.options_metavar = say("[OPTIONS]")
    for parameter in command.params:
        if metavar := parameter.metavar or (isinstance(parameter, click.Argument) and (parameter.name or "").upper()):
            parameter.metavar = say(metavar)
        parameter.type.name = say(parameter.type.name)
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)
    if isinstance(command, click.Group):
        command.subcommand_metavar = say("COMMAND [ARGS]...")
    return command
