"""An address -> the version and the question that it leads to."""

from __future__ import annotations

from corpus.address import parse
from corpus.conventions.parts import parts
from corpus.cutting import pieces
from corpus.errors import AddressError
from corpus.model import PASSAGE, Document, QAPair, Version
from corpus.store import Store
from differ.bilingual.words import ranges


def find(store: Store, address: str) -> tuple[Version, QAPair]:
    """The version and the question that an address leads to; a sub-question leads to its question.

    Raises AddressError, also for an address without a question; of one that was taken out it tells when it stood.
    """
    version, asked = store.resolve(address), parse(address).question
    if asked is None:
        raise AddressError("%(address)s: which question? add its number, as in %(address)s#12", address=version.address)
    document = store.document(version)
    number = asked.partition(".")[0]
    if not document.nota.pair(number) and (before := _stood(store, version, number)):
        raise AddressError(
            "%(address)s has no question %(number)s; it stood last in %(before)s",
            address=version.address,
            number=number,
            before=f"{before.address}#{number}",
        )
    return version, question_of(document, asked)


def _stood(store: Store, version: Version, number: str) -> Version | None:
    """The last of the versions before this one that has a question with this number."""
    earlier = store.versions(version.nota)[: version.number - 1]
    return next(
        (own for own in reversed(earlier) if number in {piece.number for piece in pieces(store.text(own))}), None
    )


def place(store: Store, address: str) -> tuple[Version, str]:
    """The version and the number of the question that an address leads to, without more of the text being read.

    Raises as `find` does.
    """
    version, asked = store.resolve(address), parse(address).question
    if asked and any(piece.number == asked for piece in pieces(store.text(version))):
        return version, asked
    version, pair = find(store, address)
    return version, pair.number


def question_of(document: Document, asked: str) -> QAPair:
    """The question with this number; a sub-question (`15.2`) stands for its question.

    Raises AddressError, which tells which numbers there are.
    """
    number, point, part = asked.partition(".")
    pair = document.nota.pair(number)
    if pair:
        count = len(parts(pair.question))
        if point and part not in map(str, range(1, count + 1)):
            raise AddressError(
                "%(address)s has no %(part)s: the question has %(count)s parts",
                address=document.address_of(number),
                part=f".{part}",
                count=count,
            )
        return pair
    pairs = document.nota.pairs
    raise AddressError(
        "%(address)s has no question %(number)s; it has %(numbers)s",
        address=document.address,
        number=number,
        numbers=(PASSAGE if document.nota.in_passages else "") + ranges(own.number for own in pairs),
    )
