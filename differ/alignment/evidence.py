"""What speaks for two questions being one: their words, those of their answers, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from corpus.model import Asked
from differ.alignment.anchors import Matched
from differ.alignment.rarity import Bag, Weights, shared, words

QUESTION, ANSWER, BESIDE, OTHER_NUMBERS = 47.0, 33.0, 20.0, -5.0
"""Points: 100 for the same question with the same answer beside the same neighbour. Likeness counts squared, for
half alike proves little in papers that are all of one language. Other numbers in the answer are what a new version
brings, and another question too. The proportions are those of a logistic regression over made versions
(bench/versions), where they come out nearly the same for each of the hands that wrote them."""
ONE_QUESTION = 55.0
"""Points from which two questions are held to be one; the same words asked are, whatever was answered. Even odds
in the regression: a question half reworded with its answer kept has 12 + 33, and 20 when it kept its place."""
LIKELY = 0.5
"""Of a question, the share from which mistyped words of its answer are looked for: a scan may have one in each line."""
TELLING_ANSWER = 20.0
"""Weight of the words of an answer that is a full witness: some five words that no other has. Of a shorter one
('Ja.', 'Zie het antwoord op vraag 1.') the question speaks for the rest."""
TELLING_QUESTION = 4.0
"""Weight. 'Zo nee, waarom niet?' is part of many a question, and no witness."""


class Evidence:
    """The points of pairs of questions. The first costs the length of both texts, each that of its own two pairs."""

    def __init__(self, left: Sequence[Asked], right: Sequence[Asked]) -> None:
        self.left, self.right = left, right
        self._asked: dict[tuple[int, int], float] = {}
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
        return Weights([own.question for own in self.left], [own.question for own in self.right])

    @cached_property
    def of_answers(self) -> Weights:
        """What words tell in an answer."""
        return Weights([own.answer for own in self.left], [own.answer for own in self.right])

    def points(self, i: int, j: int, neighbours: Neighbours) -> float:
        """Of a left and a right position, between what is matched already; where it cannot be one question, the most
        that it could have whatever is answered."""
        beside = BESIDE * neighbours.common(i, j)
        most = QUESTION * self.asked(i, j) ** 2 + ANSWER + beside
        if most < ONE_QUESTION and words(self.left[i].question) != words(self.right[j].question):
            return most
        said = self._said.get((i, j))
        if said is None:
            said = self._said[i, j] = self._weighed(i, j)
        return said + beside

    def asked(self, i: int, j: int) -> float:
        """How much two questions share, 0 to 1, whatever is answered."""
        share = self._asked.get((i, j))
        if share is None:
            ours, theirs = words(self.left[i].question), words(self.right[j].question)
            share = self._asked[i, j] = shared(ours, theirs, self.of_questions).held(TELLING_QUESTION)
        return share

    def _weighed(self, i: int, j: int) -> float:
        """The points of what is asked and answered."""
        asked = self.asked(i, j)
        ours, theirs = words(self.left[i].answer), words(self.right[j].answer)
        points = QUESTION * asked**2 + ANSWER * self._answered(ours, theirs, asked) ** 2
        points += OTHER_NUMBERS * _other_numbers(ours, theirs)
        is_same = words(self.left[i].question) == words(self.right[j].question)
        return max(points, ONE_QUESTION + 1) if is_same else points

    def _answered(self, ours: Bag, theirs: Bag, asked: float) -> float:
        """How much two answers share, 0 to 1; of short ones the question speaks for the rest."""
        # Most that are weighed were edited in the question alone: of that answer the words of all need not be counted.
        if ours == theirs and self.of_answers.reaches(ours, TELLING_ANSWER):
            return 1.0
        said = shared(ours, theirs, self.of_answers, mistyped=asked >= LIKELY)
        telling = min(1.0, min(said.left, said.right) / TELLING_ANSWER)
        return telling * said.held() + (1 - telling) * asked


def _other_numbers(left: Bag, right: Bag) -> bool:
    return any(w[0].isdigit() and w not in right for w in left) and any(w[0].isdigit() and w not in left for w in right)


class Neighbours:
    """What stands before and after each position and is matched."""

    def __init__(self, matched: Matched, lefts: int, rights: int, kin: bool) -> None:
        left = list(map(matched.get, range(lefts)))
        taken = set(matched.values())
        right = [j if j in taken else None for j in range(rights)]
        self._before = _nearest(left), _nearest(right)
        self._after = _nearest(left[::-1])[::-1], _nearest(right[::-1])[::-1]
        self._kin = kin

    def common(self, i: int, j: int) -> bool:
        """Whether the one before or the one after is the same; the edges of the texts are, of one nota."""
        return self._kin and any(side[0][i] == side[1][j] for side in (self._before, self._after))


def _nearest(matched: Sequence[int | None]) -> list[int | None]:
    """For each position what the one before it is matched with that is matched."""
    nearest: list[int | None] = []
    last: int | None = None
    for own in matched:
        nearest.append(last)
        if own is not None:
            last = own
    return nearest
