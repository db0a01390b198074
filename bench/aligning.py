"""How well questions are aligned: F1 by kind of edit, and strangers matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import process_time

from rapidfuzz import fuzz, process

from bench.versions import PAPERS, STYLES, Versions, versions
from bench.work import many_questions
from corpus.model import QAPair
from differ.align import Aligned, align

SIZES = (20, 30, 50, 80, 120, 200, 500)
MOST_REAL = 300
"""Of the real questions there are some 700; the new ones of a version come out of them too."""
SHARES = (30, 25, 20, 12, 7, 4, 2)
"""Of a hundred pairs of versions, how many are of each size."""

PAIRS = 700
"""Pairs of versions in each style: three styles give more than two thousand."""
STRANGERS = 150
"""Pairs of nota's that have nothing in common, in each style."""
TUNED = "templated and real"
"""The styles whose mistakes were looked at while the thresholds were chosen; `narrative` was measured only."""
SEED = 11
ROUNDS = 5
"""Times that speed is measured; the median counts."""


@dataclass
class Score:
    """Pairs of questions: found and true, found, true; and per kind of edit."""

    right: int = 0
    found: int = 0
    true: int = 0
    by_edit: Counter[str] = field(default_factory=Counter)
    found_by_edit: Counter[str] = field(default_factory=Counter)
    wrong_by_edit: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 1.0


def links(entries: Iterable[Aligned]) -> set[tuple[int, int]]:
    """Left and right positions of what became what; each piece of a split is one."""
    found: set[tuple[int, int]] = set()
    for a in entries:
        if a.left is not None and a.right is not None:
            found.add((a.left, a.right))
        if a.right is not None and a.split_from is not None:
            found.add((a.split_from, a.right))
        if a.left is not None and a.merged_into is not None:
            found.add((a.left, a.merged_into))
    return found


def made(style: str, count: int, seed: int) -> Iterator[Versions]:
    """Pairs of versions in one style; the same for one seed."""
    for number in range(count):
        chance = Random(f"{style} {seed} {number}")
        (size,) = chance.choices(SIZES, SHARES)
        yield versions(STYLES[style](), min(size, MOST_REAL) if style == "real" else size, chance)


def scored(pairs: Iterable[Versions]) -> Score:
    """All pairs of versions together."""
    score = Score()
    for number, one in enumerate(pairs):
        found = links(align(one.left, one.right))
        true = {(link.left, link.right): link.edits for link in one.truth}
        score.right += len(found & set(true))
        score.found += len(found)
        score.true += len(true)
        for link, edits in true.items():
            for edit in edits:
                score.by_edit[edit] += 1
                score.found_by_edit[edit] += link in found
            if link not in found:
                score.misses.append(f"{number} missed {link} {sorted(edits)}")
        came = dict(one.alone)
        for link in found - set(true):
            edits = came.get(link[1]) or frozenset(e for k, own in true.items() if k[1] == link[1] for e in own)
            score.wrong_by_edit.update(edits)
            score.misses.append(f"{number} wrong {link} {sorted(edits)}")
    return score


def strangers(style: str, count: int, seed: int) -> Iterator[tuple[tuple[QAPair, ...], tuple[QAPair, ...]]]:
    """Two nota's in one style, each about subjects of its own."""
    for number in range(count):
        chance = Random(f"strangers {style} {seed} {number}")
        (size,) = chance.choices(SIZES[:-1], SHARES[:-1])
        left, right = (
            [hand.fresh(chance).pair(str(n)) for n in range(1, size + 1)] for hand in map(STYLES[style], (0, 1))
        )
        yield tuple(left), tuple(right)


# What is printed


def print_aligning(pairs: int = PAIRS) -> None:
    print(f"{pairs} pairs of successive versions in each style, 20 to 500 questions; {TUNED}: used for tuning.")
    print(f"{'':34}{'questions':>10}{'recall':>9}{'wrong':>7}")
    for style in STYLES:
        if style == "real" and not PAPERS.exists():
            print(f"{style}: left out, {PAPERS.name} is not there")
            continue
        _print_style(style, pairs)
    _print_speed()


def _print_style(style: str, pairs: int) -> None:
    score = scored(made(style, pairs, SEED))
    precision, recall = score.right / score.found, score.right / score.true
    print(f"\n{style}: F1 {score.f1:.4f}, precision {precision:.4f}, recall {recall:.4f}, {score.true} true pairs")
    for edit in sorted(score.by_edit | score.wrong_by_edit):
        count = score.by_edit[edit]
        share = f"{score.found_by_edit[edit] / count:9.4f}" if count else f"{'-':>9}"
        print(f"  {edit:32}{count:10}{share}{score.wrong_by_edit[edit]:7}")
    for name, one_nota in (("of two nota's", False), ("not known whether of two", None)):
        matched = sum(len(links(align(*pair, one_nota))) for pair in strangers(style, STRANGERS, SEED))
        print(f"  {STRANGERS} pairs of strangers, {name}: {matched} questions matched", flush=True)


def _print_speed() -> None:
    work = many_questions()
    left, right = work.left.pairs, work.right.pairs
    texts = [[pair.question.text for pair in pairs] for pairs in (left, right)]
    align(left[:2], right[:2])
    own, peer = _seconds(lambda: align(left, right)), _seconds(lambda: process.cdist(*texts, scorer=fuzz.ratio))
    print(f"\n{len(left)} against {len(right)} questions, processor time, median of {ROUNDS}:")
    print(f"  nota-differ, questions and answers {own * 1000:7.1f} ms")
    print(f"  rapidfuzz cdist, questions alone   {peer * 1000:7.1f} ms, {peer / own:.1f} times ours")


def _seconds(run: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        times.append(process_time() - start)
    return median(times)
