"""The help of a command in the reader's language."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable

import click

from differ.language import CATALOGUES, Language


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


_CLICKS_OWN = (
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Show this message and exit."),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("No such option: {name}"),
    _("No such command {name!r}."),
    _("Missing argument {param_hint}."),
    _("Missing argument"),
    _("Invalid value for {param_hint}: {message}"),
    _("[default: {default}]"),
)
"""What click itself says; it looks these up by gettext under the same domain as ours."""


def speak(language: Language) -> None:
    """Let click say its own sentences in this language."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", CATALOGUES)
    gettext.textdomain("messages")


def translate(command: click.Command, say: Callable[[str], str]) -> None:
    """Put the help of a command, of its options and of the verbs under it into the reader's language."""
    command.help = "\n\n".join(map(say, command.help.split("\n\n"))) if command.help else None
    command.epilog = say(command.epilog) if command.epilog else None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)
    if isinstance(command, click.Group):
        for verb in command.commands.values():
            translate(verb, say)
