"""Sentences of ours with words of a nota in them, each read in its own language."""

from __future__ import annotations

from markupsafe import Markup, escape

from corpus.messages import Message
from web.visit import language, say


def quoting(message: Message) -> Markup:
    """A message of which every value that is text is quoted from a nota: marked as Dutch where the page is not."""
    values = {name: _value(value) for name, value in message.values.items()}
    template = escape(say()(message.template))
    return template % values if values else template


def _value(value: object) -> object:
    match value:
        case Message():
            return quoting(value)
        case str() if language() != "nl":
            return Markup('<span lang="nl">{}</span>').format(value)
    return value
