"""Whether each stored text is in normal form, and of the nota and the date that its commit says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.errors import DamagedText
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.plainly import Recogniser, by_rule
from corpus.proof.report import Kept, Problem

NORMAL = "normal"
"""The kind of these verdicts, by the id of the text: what it says of itself; see `said`."""
_AT_ONCE = 100
"""Verdicts that are kept together: one by one it takes as long as to find them."""


def said(nota: str, received: object) -> str:
    """What a text in normal form says of itself, as it is kept."""
    return f"{nota} {received or '-'}"


class Texts:
    """What is found of the stored texts, while they are handed out to be hashed."""

    def __init__(self, versions: Iterable[Version], kept: Kept) -> None:
        self._asked = {version.text_id for version in versions}
        self._kept = kept
        self._recogniser = Recogniser()
        self._found: dict[str, str | Message] = {}
        """By the id of the text: what it says of itself, or what is wrong with it."""
        self._new: dict[str, str] = {}
        """Of these what is not kept yet."""

    def look(self, blob: str, content: bytes) -> None:
        """Judge a content that was just hashed, if it is a text of which there is no verdict yet."""
        if blob not in self._asked:
            return
        verdict: str | Message | None = self._kept.get(NORMAL, blob)
        if verdict is None:
            verdict = _verdict(self._recogniser, content)
            if isinstance(verdict, str):
                self._new[blob] = verdict
        self._found[blob] = verdict
        if len(self._new) == _AT_ONCE:
            self._keep()

    def problems(self, repository: Raw, versions: Sequence[Version]) -> Iterator[Problem]:
        """What is wrong with the texts of these versions."""
        # Where git cannot tell of an object that it is a blob, it was hashed before one knew that it is a text.
        left = dict.fromkeys(own.text_id for own in versions if own.text_id not in self._found)
        for blob, _, content in repository.contents(list(left)):
            self.look(blob, content)
        self._keep()
        for version in versions:
            yield from ((version.address, told) for told in _told(version, self._found[version.text_id]))

    def _keep(self) -> None:
        self._kept.put(NORMAL, self._new)
        self._new = {}


def _told(version: Version, verdict: str | Message) -> Iterator[Message]:
    if isinstance(verdict, Message):
        yield verdict
        return
    nota, _, received = verdict.partition(" ")
    if nota != version.nota:
        yield Message("its front matter says it is %(id)s", {"id": nota})
    if received != str(version.received or "-"):
        yield Message("its front matter and its commit give other dates")


def _verdict(recogniser: Recogniser, content: bytes) -> str | Message:
    try:
        told = recogniser.told(content) or by_rule(content.decode())
    except UnicodeDecodeError as error:
        return _not_normal(Message("byte %(place)s of the text is not UTF-8", {"place": error.start}))
    except DamagedText as error:
        return _not_normal(error.message)
    return said(told.id, told.received)


def _not_normal(problem: Message) -> Message:
    return Message("its text is not in normal form: %(problem)s", {"problem": problem})
