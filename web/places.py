"""Where questions stand, ready to be linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.address import parse
from differ.model import Located


@dataclass(frozen=True)
class Place:
    """Where a question stands, ready to be linked."""

    nota: str
    version: int | None
    number: str


def place(address: str) -> Place:
    """The nota, version and question of an address: `kst-36800-K-D@2#12`."""
    parsed = parse(address)
    return Place(parsed.nota, parsed.version, parsed.question or "")


def places(members: Iterable[Located]) -> tuple[Place, ...]:
    """The places of several questions."""
    return tuple(place(member.address) for member in members)
