"""A receipt: what a corpus was on a day, small enough to be published, by which it is shown later that it only grew.

Who can write a corpus can write its whole history anew, and nothing in it then tells. The id of the newest commit
does: it depends on every byte of every version before it. So the id is kept where the writer of the corpus cannot
reach it. The rest of a receipt is for people: which versions there were, so that one that was altered is named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.errors import CorpusError
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.report import Problem

RECEIPT = "receipt"
"""The place of what is wrong with the receipt itself."""
SCHEMA = "nota.receipt/1"
_ID_DIGITS = 16


class ReceiptRefused(CorpusError):
    """A file that is no receipt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sealed."""

    head: str
    """The newest commit, full hex id."""
    date: str
    """When it was sealed, with the time zone (ISO 8601)."""
    counts: dict[str, int]
    """How many `commits`, `versions` and `notas` there were."""
    versions: dict[str, tuple[str, ...]]
    """Of each nota what each of its versions is, in order; see `marks`."""
    public_key: str | None = None
    """As in a file of ssh: `ssh-ed25519 AAAA…`."""
    signature: str | None = None
    """Of `statement`, armoured as ssh-keygen writes it."""

    @property
    def statement(self) -> bytes:
        """What is signed: the document without its signature, as `jq -cS 'del(.signature)'` writes it."""
        fields = {name: value for name, value in self.document().items() if name != "signature"}
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"

    def document(self) -> dict[str, object]:
        """As JSON; what is not there is left out."""
        fields: dict[str, object] = {
            "schema": SCHEMA,
            "head": self.head,
            "date": self.date,
            "counts": self.counts,
            "versions": {nota: list(own) for nota, own in self.versions.items()},
            "public_key": self.public_key,
            "signature": self.signature,
        }
        return {name: value for name, value in fields.items() if value is not None}


def receipt_of(head: str, commits: int, own: Sequence[Version], now: datetime) -> Receipt:
    """The receipt of a corpus as it is, not signed. `own` are all its versions, oldest first."""
    found = marks(own)
    counts = {"commits": commits, "versions": len(own), "notas": len(found)}
    return Receipt(head, now.isoformat(timespec="seconds"), counts, found)


def marks(own: Iterable[Version]) -> dict[str, tuple[str, ...]]:
    """Of each nota what each version is: 16 hex digits over all that its commit says, apart from what came before it.

    So they are the same in a history that was written anew, but for the versions that became others.
    """
    gathered: dict[str, list[str]] = {}
    for version in own:
        gathered.setdefault(version.nota, []).append(_mark(version))
    return {nota: tuple(found) for nota, found in sorted(gathered.items())}


def _mark(version: Version) -> str:
    told = (
        version.nota,
        version.label,
        version.text_id,
        version.path,
        version.author,
        version.committer,
        version.committed.isoformat(),
        version.received,
        version.source_name,
        version.source_sha256,
        version.reader,
        version.replaces,
        version.reason,
    )
    return hashlib.sha256("\0".join("" if one is None else str(one) for one in told).encode()).hexdigest()[:_ID_DIGITS]


def read_receipt(name: str, data: bytes) -> Receipt:
    """The receipt in a file. Raises ReceiptRefused."""
    try:
        told = json.loads(data)
        if told["schema"] != SCHEMA:
            raise ValueError(f"schema: {told['schema']}")
        receipt = Receipt(
            head=_text(told["head"]),
            date=datetime.fromisoformat(_text(told["date"])).isoformat(timespec="seconds"),
            counts={_text(key): int(value) for key, value in told["counts"].items()},
            versions={_text(nota): tuple(map(_text, own)) for nota, own in told["versions"].items()},
            public_key=_text(told["public_key"]) if "public_key" in told else None,
            signature=_text(told["signature"]) if "signature" in told else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReceiptRefused(
            "%(file)s: it is no receipt as 'nota seal' writes it (%(why)s)",
            file=name,
            why=Message("it is no JSON")
            if isinstance(error, json.JSONDecodeError | UnicodeDecodeError)
            else f"{type(error).__name__}: {error}",
        ) from None
    return receipt


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} in the place of text")
    return value


def grown(receipt: Receipt, commits: Sequence[str], own: Sequence[Version]) -> tuple[Problem, ...]:
    """What is wrong if a corpus was what the receipt says and only grew since. None where it did.

    `commits` are those of the history, oldest first, and `own` its versions.
    """
    if receipt.head not in commits:
        named = tuple(_altered(receipt.versions, marks(own)))
        lost = Message(
            "the commit %(head)s that was sealed on %(date)s is not in the history: it was rewritten",
            {"head": receipt.head, "date": receipt.date},
        )
        return (("main", lost), *named)
    then = commits.index(receipt.head) + 1
    before = set(commits[:then])
    found = receipt_of(receipt.head, then, [one for one in own if one.commit in before], datetime.now().astimezone())
    if (found.counts, found.versions) != (receipt.counts, receipt.versions):
        # The id holds what there was, so it is the receipt that is not right.
        return ((RECEIPT, Message("the receipt counts other versions than its own commit has: it was altered")),)
    return ()


def _altered(then: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]]) -> Iterable[Problem]:
    """The versions that became others, by what the receipt keeps of each."""
    for nota, own in then.items():
        here = now.get(nota, ())
        for number, mark in enumerate(own, start=1):
            standing = here[number - 1] if number <= len(here) else None
            if standing == mark:
                continue
            yield f"{nota}@{number}", _became(mark, standing, own, here)


def _became(mark: str, standing: str | None, then: tuple[str, ...], now: tuple[str, ...]) -> Message:
    if mark in now:
        return Message("it was sealed, and is version %(number)s now", {"number": now.index(mark) + 1})
    if standing is None or standing in then:
        return Message("it was sealed, and is gone")
    return Message("it is not what was sealed: its text, its source or what its commit says was altered")
