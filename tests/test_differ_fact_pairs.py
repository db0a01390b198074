"""How many of the facts that changed are told, and how many of those told did change, on labelled pairs of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import differ.facts
from differ.facts import facts_between
from differ.model import FactKind

FOLDER = Path(__file__).parent / "data" / "fact-pairs"

FLOOR = 0.98
"""Of what is told, this much is labelled; of what is labelled, this much is told."""


@dataclass(frozen=True, slots=True)
class Labelled:
    place: str
    """`numbers.txt:7`."""
    left: str
    right: str
    facts: Counter[str]
    """`number: 12 -> 14`."""


def labelled_pairs() -> Iterator[Labelled]:
    for path in sorted(FOLDER.glob("*.txt")):
        number = 1
        for block in path.read_text("utf-8").split("\n\n"):
            lines = block.split("\n")
            said = {sign: [line[2:] for line in lines if line.startswith(f"{sign} ")] for sign in "-+!"}
            if said["-"]:
                (left,), (right,) = said["-"], said["+"]
                yield Labelled(f"{path.name}:{number}", left, right, Counter(said["!"]))
            number += len(lines) + 1


PAIRS = tuple(labelled_pairs())


def told(pair: Labelled) -> Counter[str]:
    facts = facts_between(pair.left, pair.right)
    return Counter(f"{f.kind}: {f.left or 'none'} -> {f.right or 'none'}" for f in facts)


def test_there_are_pairs_of_each_kind() -> None:
    kinds = Counter(fact.partition(":")[0] for pair in PAIRS for fact in pair.facts)
    assert len(PAIRS) >= 200
    assert all(kinds[kind] >= 15 for kind in FactKind.__args__), kinds  # type: ignore[attr-defined]


def test_precision_and_recall() -> None:
    found = {pair.place: told(pair) for pair in PAIRS}
    right = sum((found[pair.place] & pair.facts).total() for pair in PAIRS)
    wrong = [
        f"{p.place}: told {dict(found[p.place] - p.facts)}, not told {dict(p.facts - found[p.place])}"
        for p in PAIRS
        if found[p.place] != p.facts
    ]
    assert right >= FLOOR * sum(f.total() for f in found.values()), "\n".join(wrong)
    assert right >= FLOOR * sum(p.facts.total() for p in PAIRS), "\n".join(wrong)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.place)
def test_told_from_the_other_side(pair: Labelled) -> None:
    there = facts_between(pair.left, pair.right)
    back = facts_between(pair.right, pair.left)
    assert Counter((f.kind, f.left, f.right) for f in there) == Counter((f.kind, f.right, f.left) for f in back)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.place)
def test_an_edit_whose_words_state_nothing_is_passed_over(pair: Labelled, monkeypatch: pytest.MonkeyPatch) -> None:
    passed_over = told(pair)
    monkeypatch.setattr(differ.facts, "may_state", lambda *_: True)
    assert passed_over == told(pair)
