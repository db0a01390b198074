"""Pairs of questions written one by one, without a template: what no frame can teach and no frame can test."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from differ.similarity import judge, profile

PAIRS = Path(__file__).with_name("written-pairs.tsv")


@dataclass(frozen=True)
class Written:
    """Two questions, whether they ask the same, and what sets them apart or how they were reworded."""

    grade: str
    """`same` or `different`."""
    kind: str
    left: str
    right: str

    @property
    def held_the_same(self) -> bool:
        """Whether ours says so."""
        return judge(profile(self.left), profile(self.right)).same


def written_pairs() -> tuple[Written, ...]:
    """Each pair, as written."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return tuple(Written(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def print_written() -> None:
    """What ours says of each pair, by kind. No pair is shown: they are an exam."""
    pairs = written_pairs()
    same = [pair for pair in pairs if pair.grade == "same"]
    found = [pair for pair in pairs if pair.held_the_same]
    right = sum(pair.grade == "same" for pair in found)
    precision = f"{right / len(found):.3f}" if found else "-"
    print(f"\nwritten: {len(pairs)} pairs written one by one, {len(same)} ask the same; each pair judged by itself.")
    print(f"precision {precision} ({right} of {len(found)}), recall {right / len(same):.3f} ({right} of {len(same)})")
    for grade in ("same", "different"):
        held = Counter(pair.kind for pair in found if pair.grade == grade)
        kinds = Counter(pair.kind for pair in pairs if pair.grade == grade)
        told = ", ".join(f"{kind} {held[kind]}/{count}" for kind, count in kinds.most_common())
        print(f"held to be the same, of those that are {grade}: {told}")
