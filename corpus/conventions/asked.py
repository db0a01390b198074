"""Who asks each question: as its text states, or by the range of what stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.model import Nota, Section
from corpus.references import askers

_THESE = re.compile(r"\b(?:[Dd]eze|[Dd]ezelfde|[Gg]enoemde) (?:leden|fracties?)\b|^Zij\b")
_PARTY = re.compile(r"\(([^()]+)\)")
# Printed behind the number, 'Vraag 12 (VVD)'; '(pagina 4)' is what the question is about.
_BESIDE_NUMBER = re.compile(r"\((?!p|blz)([A-Z][^()]*)\)")


@dataclass(frozen=True, slots=True)
class Asker:
    """A party that asks, and what says so: the question itself, or what stands above it."""

    name: str
    basis: Literal["stated", "range"]


def who_asks(nota: Nota) -> dict[str, tuple[Asker, ...]]:
    """The askers of each question, by its number; () where nothing tells.

    A heading such as 'Vragen van de leden van de VVD-fractie' holds until the next one that names a party;
    'deze leden' are those named last; who hands in the questions ('het lid Dijk (SP)') asks all of them.
    """
    found: dict[str, tuple[Asker, ...]] = {}
    handed_in = tuple(party for name in nota.meta.indieners for party in _PARTY.findall(name))
    heading, last = handed_in, handed_in
    for item in nota.body:
        if isinstance(item, Section):
            heading = askers(item.heading) or heading
            continue
        beside = _BESIDE_NUMBER.fullmatch(item.text.partition("\n")[0])
        stated = tuple(re.split(r", | en ", beside[1])) if beside else askers(item.text)
        above = last if not stated and _THESE.search(item.text) else heading
        found[item.number] = tuple(
            Asker(name, "stated" if stated else "range") for name in dict.fromkeys(stated or above)
        )
        last = stated or last
    return found
