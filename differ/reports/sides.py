"""What a report says of the two texts that it compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.messages import Message
from corpus.model import Document, Version
from differ.bilingual.language import Translator


@dataclass(frozen=True)
class Side:
    """One of the texts."""

    name: Message | str
    """Short, to stand above a column: 'version 2 (herdruk)'; with the nota, where the other is of another one."""
    address: str
    title: str | None
    day: date | None
    author: str | None
    """Without the address for mail."""
    text_id: str | None
    """Full hex id of the text, by which it can be proved to be this one; None for a file that is not stored."""

    def told(self, say: Translator) -> str:
        """What is known of it besides its address: `version 2 (herdruk) · 28 March 2031 · Voorbeelddirectie`."""
        name = [say(self.name)] if self.name != self.address else []
        return " · ".join(name + ([say.date(self.day)] if self.day else []) + ([self.author] if self.author else []))


def side(document: Document, other: Document) -> Side:
    """What is said of a text beside another."""
    meta, version = document.nota.meta, document.version
    return Side(
        name=_name(document, other),
        address=document.address,
        title=meta.dossiertitel or meta.titel,
        day=version.date if version else meta.ontvangen,
        author=version.author.partition(" <")[0] if version else None,
        text_id=version.text_id if version else None,
    )


def _name(document: Document, other: Document) -> Message | str:
    version = document.version
    if version is None:
        return document.address
    if other.version is None or other.version.nota != version.nota:
        return document.address
    return version_name(version)


def version_name(version: Version) -> Message:
    """'version 2 (herdruk)'."""
    values: dict[str, object] = {"number": version.number, "label": version.label}
    return Message("version %(number)s (%(label)s)" if version.label else "version %(number)s", values)
