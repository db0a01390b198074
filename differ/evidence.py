"""What speaks for two questions being one: their words, those of their answers, and what stands beside them.

A word weighs by how few questions of the two texts have it. In a nota of many questions from one mould the mould
weighs next to nothing, and what fills it decides; in another the same words may be what a question is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from differ.anchors import Asked, Matched
from differ.common import common_stems, stopwords
from differ.folding import stem

QUESTION, ANSWER, BESIDE, OTHER_NUMBERS = 47.0, 33.0, 20.0, -5.0
"""Points: 100 for the same question with the same answer beside the same neighbour. Likeness counts squared, for
half alike proves little in papers that are all of one language. Other numbers in the answer are what a new version
brings, and another question too. The proportions are those of a logistic regression over made versions
(bench/versions), where they come out nearly the same for each of the hands that wrote them."""
ONE_QUESTION = 55.0
"""Points from which two questions are held to be one; the same words asked are, whatever was answered. Even odds
in the regression: a question half reworded with its answer kept has 12 + 33, and 20 when it kept its place."""
WHOLE, PART = 0.25, 0.75
"""Of the points for words: for what both have of all they have, and for what both have of the shorter one. The
second counts most, because a question that was cut in two, or got a part more, is still that question."""
LEAST_COMMON = 0.3
"""The weight of a word that every question has: without it two questions of the mould alone would share nothing."""
SMALL_WORD = 0.3
"""Of a stop word against another word as rare: which ones a small nota repeats is chance."""
COMMON_WORD = 0.5
"""Of a word that is common in Dutch ('beschikbaar', 'middelen'; a frozen list): editors replace it by another, and
then each stands in one question only; what a question is about ('kazernes') they leave."""
FEWEST = 10
"""Questions. In a shorter nota every word is rare; it is weighed as if there were so many."""
TELLING_ANSWER = 20.0
"""Weight of the words of an answer that is a full witness: some five words that no other has. Of a shorter one
('Ja.', 'Zie het antwoord op vraag 1.') the question speaks for the rest."""
TELLING_QUESTION = 4.0
"""Weight. 'Zo nee, waarom niet?' is part of many a question, and no witness."""
SAME_WORD = 78.0
"""Two words of which one is mistyped, or another form: 'middelen' / 'middeln' (93), 'verwacht' / 'verwachte'
(94); not 'instroom' / 'uitstroom' (71)."""
LEAST_WORD = 5
"""Letters. Shorter words are alike by chance."""

_NO_WORDS = str.maketrans(dict.fromkeys("?.,;:!()[]{}|\"'“”„‘’«»–—…", " "))

Bag = Counter[str]


def words(text: str) -> Bag:
    """The words of a text and how often each stands in it; quick, for whole nota's."""
    return Counter(text.lower().translate(_NO_WORDS).split())


class Weights:
    """How much each word tells, questions and answers apart."""

    def __init__(self, left: Sequence[Bag], right: Sequence[Bag]) -> None:
        bearers = [Counter(word for bag in side for word in bag) for side in (left, right)]
        self._bearers = bearers[0] | bearers[1]
        self._count = max(len(left), len(right), FEWEST)
        self._known: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Of one word."""
        weight = self._known.get(word)
        if weight is None:
            weight = math.log(self._count / max(self._bearers[word], 1)) + LEAST_COMMON
            if word in stopwords():
                weight *= SMALL_WORD
            elif stem(word) in common_stems():
                weight *= COMMON_WORD
            self._known[word] = weight
        return weight

    def total(self, bag: Mapping[str, int]) -> float:
        """Of a bag of words."""
        return sum(self.of(word) * count for word, count in bag.items())


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts share, and how much each has: weights."""

    both: float
    left: float
    right: float

    @property
    def alike(self) -> float:
        """What both have of all they have (Dice), 0 to 1."""
        return 2 * self.both / (self.left + self.right) if self.both else 0.0

    def points(self, least: float) -> float:
        """0 to 1; a part of less weight than `least` is not a whole witness."""
        shorter = max(min(self.left, self.right), least)
        return WHOLE * self.alike + PART * self.both / shorter if self.both else 0.0


def shared(left: Bag, right: Bag, weights: Weights) -> Shared:
    """What two bags of words share, a mistyped word counted as the word."""
    ours, theirs = left - right, right - left
    both = weights.total(left & right)
    own, other = both + weights.total(ours), both + weights.total(theirs)
    mistyped = sum(min(weights.of(a), weights.of(b)) for a, b in _same_words(ours, theirs))
    return Shared(both + mistyped, own, other)


def _same_words(ours: Bag, theirs: Bag) -> list[tuple[str, str]]:
    mine, others = (sorted(w for w in bag if len(w) >= LEAST_WORD and w.isalpha()) for bag in (ours, theirs))
    found: list[tuple[str, str]] = []
    for word in mine:
        other = next((o for o in others if fuzz.ratio(word, o, score_cutoff=SAME_WORD)), None)
        if other:
            found.append((word, other))
            others.remove(other)
    return found


class Evidence:
    """The points of pairs of questions. The first costs the length of both texts, each that of its own two pairs."""

    def __init__(self, left: Sequence[Asked], right: Sequence[Asked]) -> None:
        self.left, self.right = left, right
        self._said: dict[tuple[int, int], float] = {}

    @cached_property
    def questions(self) -> tuple[list[Bag], list[Bag]]:
        """The words of each question, left and right."""
        return [words(own.question) for own in self.left], [words(own.question) for own in self.right]

    @cached_property
    def answers(self) -> tuple[list[Bag], list[Bag]]:
        """The words of each answer, left and right."""
        return [words(own.answer) for own in self.left], [words(own.answer) for own in self.right]

    @cached_property
    def of_questions(self) -> Weights:
        """What words tell in a question."""
        return Weights(*self.questions)

    @cached_property
    def of_answers(self) -> Weights:
        """What words tell in an answer."""
        return Weights(*self.answers)

    def points(self, i: int, j: int, neighbours: Neighbours) -> float:
        """Of a left and a right position, between what is matched already."""
        said = self._said.get((i, j))
        if said is None:
            said = self._said[i, j] = self.of_bags(
                self.questions[0][i], self.answers[0][i], self.questions[1][j], self.answers[1][j]
            )
        return said + BESIDE * neighbours.common(i, j)

    def asked(self, i: int, j: int) -> float:
        """How much two questions share, 0 to 1, whatever is answered."""
        return shared(self.questions[0][i], self.questions[1][j], self.of_questions).points(TELLING_QUESTION)

    def of_bags(self, question: Bag, answer: Bag, other_question: Bag, other_answer: Bag) -> float:
        """Of the words of a question and its answer, and of another and its answer."""
        asked = shared(question, other_question, self.of_questions)
        said = shared(answer, other_answer, self.of_answers)
        question_points = asked.points(TELLING_QUESTION)
        telling = min(1.0, min(said.left, said.right) / TELLING_ANSWER)
        answer_points = telling * said.points(0.0) + (1 - telling) * question_points
        points = QUESTION * question_points**2 + ANSWER * answer_points**2
        points += OTHER_NUMBERS * _other_numbers(answer, other_answer)
        return max(points, ONE_QUESTION + 1) if question == other_question else points


def _other_numbers(left: Bag, right: Bag) -> bool:
    return any(w[0].isdigit() and w not in right for w in left) and any(w[0].isdigit() and w not in left for w in right)


class Neighbours:
    """What stands before and after each position and is matched."""

    def __init__(self, matched: Matched, lefts: int, rights: int, kin: bool) -> None:
        back = {j: i for i, j in matched.items()}
        self._before = _nearest(range(lefts), matched), _nearest(range(rights), {j: j for j in back})
        self._after = (
            _nearest(range(lefts - 1, -1, -1), matched),
            _nearest(range(rights - 1, -1, -1), {j: j for j in back}),
        )
        self._kin = kin

    def common(self, i: int, j: int) -> bool:
        """Whether the one before or the one after is the same; the edges of the texts are, of one nota."""
        return self._kin and any(side[0][i] == side[1][j] for side in (self._before, self._after))


def _nearest(order: range, matched: Matched) -> dict[int, int | None]:
    nearest: dict[int, int | None] = {}
    last: int | None = None
    for position in order:
        nearest[position] = last
        last = matched.get(position, last)
    return nearest
