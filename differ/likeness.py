"""How alike two texts are in their words, and which sentences two answers share."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from differ.folding import folded_tokens

SHARED_SENTENCE = 60.0
"""Two sentences that say the same: they share this much of their words in order, so that a rewritten clause
does not hide it."""
SHARED_ANSWER = 25.0
"""Of the words of the shorter answer that stand in shared sentences. In the nota 36 800 K, D the answers 1 and 19
share 30, the next pair (1 and 9) 12."""
SINGLE_SENTENCE = 60.0
"""The same, where the answers share one sentence only: one may be a formula, unless it is most of the answer."""
LEAST_SENTENCE = 8
"""Words. Shorter sentences ('Dat is mogelijk.') are said anywhere."""


def likeness(left: str, right: str) -> float:
    """How alike two texts are in their words and the order of these, 0 to 100. Symmetric; equal texts give 100."""
    if left == right:
        return 100.0
    return fuzz.ratio(folded_tokens(left), folded_tokens(right))


@dataclass(frozen=True)
class Overlap:
    """How much two answers have in common."""

    score: float
    """Of the words of the shorter answer, those in shared sentences, 0 to 100."""
    shared: tuple[tuple[str, str], ...]
    """The sentences that say the same, left and right."""


def overlap(left: str, right: str) -> Overlap:
    """The sentences that two answers (plain texts) share, word for word or nearly. Symmetric in the score."""
    ours, theirs = long_sentences(left), long_sentences(right)
    pairs = sorted(
        (
            (fuzz.ratio(a[1], b[1], score_cutoff=SHARED_SENTENCE), i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
        ),
        key=lambda pair: (-pair[0], pair[1] + pair[2], abs(pair[1] - pair[2])),
    )
    shared: dict[int, int] = {}
    for score, i, j in pairs:
        if score and i not in shared and j not in shared.values():
            shared[i] = j
    common = sum(min(len(ours[i][1]), len(theirs[j][1])) for i, j in shared.items())
    shorter = min(len(folded_tokens(left)), len(folded_tokens(right)))
    return Overlap(
        100.0 * common / shorter if shorter else 0.0,
        tuple((ours[i][0], theirs[j][0]) for i, j in sorted(shared.items())),
    )


def long_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of an answer that are long enough to be somebody's own, each with its folded words."""
    found = [(line.strip(), folded_tokens(line)) for line in text.splitlines()]
    return [(sentence, tokens) for sentence, tokens in found if len(tokens) >= LEAST_SENTENCE]
