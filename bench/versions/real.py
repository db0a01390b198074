"""Questions and answers as the Court of Audit gave them, edited by a program. The papers stay out of the project."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from bench.versions.model import Asked, Part
from corpus.sentences import split

PAPERS = Path(__file__).parents[3] / "shared" / "data" / "rekenkamer-text" / "kamervragen.tsv"
LONGEST = 1500
"""Letters. What is longer is not one question, but a letter of which the program that took them out lost the end."""
_PREFIXES = ("Kan de minister aangeven: ", "Kunt u toelichten: ", "De leden vragen: ", "In aanvulling daarop: ")


class Real:
    """The style `real`: questions from the letters, in an order of their own."""

    def __init__(self, half: int | None = None) -> None:
        self._half = half
        self._left: list[Asked] = []

    def fresh(self, chance: Random) -> Asked:
        """A question that was not drawn yet."""
        if not self._left:
            self._left = [asked for paper, asked in _papers() if self._half is None or paper % 2 == self._half]
            chance.shuffle(self._left)
        return self._left.pop()

    def similar(self, asked: Asked, chance: Random, elsewhere: bool = True) -> Asked:
        """The question with another year or number in it, answered as another one was."""
        other = re.sub(r"\d+", lambda n: str(int(n[0]) + chance.randint(1, 4)), " ".join(asked.question))
        if not elsewhere or other == " ".join(asked.question):
            return self.fresh(chance)
        return Asked((Part((other,), self.fresh(chance).answer),))

    def reworded(self, asked: Asked, chance: Random) -> Asked:
        """A prefix, and the clauses of a sentence the other way round."""
        first, *rest = asked.parts
        sentence, *others = first.question
        head, comma, tail = sentence.rstrip("?. ").partition(", ")
        turned = f"{tail}, {head}?" if comma and len(tail) > 20 else sentence
        told = chance.choice(_PREFIXES) + turned
        return replace(asked, parts=(replace(first, question=(told, *others)), *rest))

    def word(self, sentence: str, chance: Random) -> str:
        """One word left out, doubled in another place, or replaced."""
        words = sentence.split(" ")
        place = chance.randrange(len(words))
        if chance.random() < 0.5 and len(words) > 4:
            words.pop(place)
        else:
            words[place] = chance.choice(("voorts", "aldus", "gewijzigd", "betreffende", "overige"))
        return " ".join(words)

    def sentence(self, chance: Random) -> str:
        """One out of another answer."""
        return chance.choice(chance.choice(_papers())[1].answer)


@cache
def _papers() -> tuple[tuple[int, Asked], ...]:
    """Each question once, with the number of its letter."""
    with PAPERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    letters = {source: number for number, source in enumerate(dict.fromkeys(row["src_id"] for row in rows))}
    found: dict[str, tuple[int, Asked]] = {}
    for row in rows:
        question, answer = split(row["vraag"].strip()), tuple(split(row["antwoord"].strip()))
        if question and answer and len(row["vraag"]) < LONGEST:
            found.setdefault(row["vraag"], (letters[row["src_id"]], _asked(tuple(question), answer)))
    return tuple(found.values())


def _asked(question: tuple[str, ...], answer: tuple[str, ...]) -> Asked:
    """Two questions in one where there are two; the answer is cut in the middle, which is as good as anywhere."""
    ends = [k for k, sentence in enumerate(question[:-1], 1) if sentence.endswith("?")]
    if not ends or len(answer) < 2:
        return Asked((Part(question, answer),))
    half = (len(answer) + 1) // 2
    return Asked((Part(question[: ends[0]], answer[:half]), Part(question[ends[0] :], answer[half:])))
