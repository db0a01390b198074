"""Whether each stored text is in normal form, and of the nota and the date that its commit says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.errors import DamagedText
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.plainly import Recogniser, by_rule
from corpus.proof.report import Kept, Problem

NORMAL = "normal"
"""The kind of these verdicts, by the id of the text: what it says of itself; see `said`."""


def said(nota: str, received: object) -> str:
    """What a text in normal form says of itself, as it is kept."""
    return f"{nota} {received or '-'}"


def texts(repository: Raw, versions: Sequence[Version], kept: Kept) -> Iterator[Problem]:
    """What is wrong with the texts of these versions. Those that have no verdict yet are read, each once."""
    # The versions of one nota share most of their blocks, and these are looked at once.
    in_order = sorted(versions, key=lambda version: version.nota)
    wanted = {own: kept.get(NORMAL, own) for own in dict.fromkeys(version.text_id for version in in_order)}
    read = _read(repository, [own for own, verdict in wanted.items() if verdict is None], kept)
    verdicts: dict[str, str | Message] = {}
    for version in in_order:
        verdict = wanted[version.text_id]
        while verdict is None and version.text_id not in verdicts:
            own, found = next(read)
            verdicts[own] = found
        yield from ((version.address, told) for told in _told(version, verdict or verdicts[version.text_id]))


def _told(version: Version, verdict: str | Message) -> Iterator[Message]:
    if isinstance(verdict, Message):
        yield verdict
        return
    nota, _, received = verdict.partition(" ")
    if nota != version.nota:
        yield Message("its front matter says it is %(id)s", {"id": nota})
    if received != str(version.received or "-"):
        yield Message("its front matter and its commit give other dates")


def _read(repository: Raw, text_ids: Sequence[str], kept: Kept) -> Iterator[tuple[str, str | Message]]:
    recogniser = Recogniser()
    for text_id, kind, content in repository.contents(text_ids):
        verdict = _verdict(recogniser, content) if kind == "blob" else Message("its text is missing")
        if isinstance(verdict, str):
            kept.put(NORMAL, text_id, verdict)
        yield text_id, verdict


def _verdict(recogniser: Recogniser, content: bytes) -> str | Message:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _not_normal(Message("byte %(place)s of the text is not UTF-8", {"place": error.start}))
    try:
        told = recogniser.told(text) or by_rule(text)
    except DamagedText as error:
        return _not_normal(error.message)
    return said(told.id, told.received)


def _not_normal(problem: Message) -> Message:
    return Message("its text is not in normal form: %(problem)s", {"problem": problem})
