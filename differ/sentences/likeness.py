"""How alike two texts are in their words, and which sentences two answers share."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from differ.questions.folding import WORD, fold, folded_tokens
from differ.sentences.signs import Signs

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

RAREST = 4
"""Words by which a sentence is looked for. Of one that was edited here and there some of these stayed."""
FEW_OTHERS = 4
"""Sentences, on each side, that have a word which tells one from another."""


def likeness(left: str, right: str) -> float:
    """How alike two texts are in their words and the order of these, 0 to 100. Symmetric; equal texts give 100."""
    if left == right:
        return 100.0
    return fuzz.ratio(folded_tokens(left), folded_tokens(right))


def much_like(text: str, among: Iterable[str], least: float, most: int) -> list[str]:
    """Those that are this much like a text (0 to 100, by their letters), the most alike first, so many at most."""
    return [one for one, _, _ in process.extract(text, among, scorer=fuzz.ratio, score_cutoff=least, limit=most)]


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


class Words:
    """Sentences compared by their words, each read once; kept for one comparison of two texts."""

    def __init__(self) -> None:
        self._signs = Signs(fold)
        self._read: dict[str, str] = {}

    def read(self, sentence: str) -> str:
        """A sentence as its words, a sign each; no punctuation."""
        found = self._read.get(sentence)
        if found is None:
            found = self._read[sentence] = self._signs.encode(WORD.findall(unicodedata.normalize("NFC", sentence)))
        return found

    def likeness(self, left: str, right: str) -> float:
        """As `likeness`; 0 where one has no words to be alike in."""
        if left == right:
            return 100.0
        ours, theirs = self.read(left), self.read(right)
        return fuzz.ratio(ours, theirs) if ours and theirs else 0.0

    def candidates(self, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Positions of sentences that share one of their rarest words; no pair twice.

        Rare is what few sentences have on either side, so a formula has no candidates. Linear in the words.
        """
        counts = [Counter(word for one in side for word in set(self.read(one))) for side in (ours, theirs)]
        rare = {
            word: n + m for word, n in counts[0].items() if n <= FEW_OTHERS and 0 < (m := counts[1][word]) <= FEW_OTHERS
        }
        where: dict[str, list[int]] = {}
        for j, sentence in enumerate(theirs):
            for word in self._rarest(sentence, rare):
                where.setdefault(word, []).append(j)
        for i, sentence in enumerate(ours):
            found = {j for word in self._rarest(sentence, rare) for j in where.get(word, ())}
            yield from ((i, j) for j in sorted(found))

    def _rarest(self, sentence: str, rare: Mapping[str, int]) -> list[str]:
        words = [word for word in dict.fromkeys(self.read(sentence)) if word in rare]
        return sorted(words, key=rare.__getitem__)[:RAREST]
