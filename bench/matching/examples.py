"""Questions that our matching got wrong, to read. Only of worlds that a matcher may be built on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from bench.matching.found import Listed
from bench.matching.judged import mistakes
from bench.matching.truth import Truth

OPEN = ("learn", "second", "third", "unseen", "fifth", "sixth", "seventh", "eighth", "ninth")
"""The worlds whose questions may be shown; the others are an exam, as `unseen` and `second` were until they
had been measured thirty times."""


def print_examples(found: Listed, known: Truth, texts: Sequence[str], count: int) -> None:
    """So many pairs of each kind of rewording that were missed, and of each kind of mistake; the same each time."""
    missed: dict[str, list[int]] = defaultdict(list)
    for key, kind, score in zip(known.same.keys, known.same.kinds, found.scores_of(known.same.keys), strict=True):
        if score < 0:
            missed[f"missed, {kind}"].append(int(key))
    for key in mistakes(found, known):
        missed[f"wrong, {known.mistake(int(key))}"].append(int(key))
    for title, keys in sorted(missed.items()):
        _print_pairs(title, Random(0).sample(keys, min(count, len(keys))), known.size, texts)


def _print_pairs(title: str, keys: Iterable[int], size: int, texts: Sequence[str]) -> None:
    for key in keys:
        print(f"\n{title}\n  {texts[key // size]}\n  {texts[key % size]}")
