"""A hand that writes many questions from few moulds: see templated.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from bench.versions.model import Asked, Part, has_word, with_word

SIMILAR = ("subject", "year", "place", "percent")
_SLOTS = ("subject", "year", "place", "amount", "number", "percent", "office")


@dataclass(frozen=True)
class _Recipe:
    frame: int
    way: int
    slots: tuple[tuple[str, str], ...]


class Templated:
    """The style `templated`."""

    def __init__(self, half: int | None = None) -> None:
        data: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
        if half is not None:
            data["subjects"] = data["subjects"][half::2]
        self.data = data
        self._asked: set[str] = set()

    def fresh(self, chance: Random) -> Asked:
        """One mould filled in; one question in six is two in one, about one subject."""
        slots = self._slots(chance)
        parts = [self._part(chance.randrange(len(self.data["frames"])), slots, chance)]
        if chance.random() < 0.18:
            parts.append(self._part(chance.randrange(len(self.data["frames"])), slots, chance))
        return self._not_asked_before(Asked(tuple(parts))) or self.fresh(chance)

    def similar(self, asked: Asked, chance: Random, elsewhere: bool = True) -> Asked:
        """One slot of the question filled in otherwise, the answer made anew."""
        recipe = asked.parts[0].recipe
        if not isinstance(recipe, _Recipe):
            return self.fresh(chance)
        slots = dict(recipe.slots)
        told = self.data["frames"][recipe.frame]["questions"][recipe.way]
        slot = chance.choice([name for name in SIMILAR if f"{{{name}}}" in told]) if elsewhere else "subject"
        others = self._slots(chance)
        slots |= {name: others[name] for name in (slot, "amount", "number")}
        return self._not_asked_before(Asked((self._part(recipe.frame, slots, chance, recipe.way),))) or self.fresh(
            chance
        )

    def reworded(self, asked: Asked, chance: Random) -> Asked:
        """The other wording of the same mould."""

        def other(part: Part) -> Part:
            if not isinstance(part.recipe, _Recipe):
                return part
            ways = self.data["frames"][part.recipe.frame]["questions"]
            way = chance.choice([way for way in range(len(ways)) if way != part.recipe.way])
            return replace(part, question=(_filled(ways[way], dict(part.recipe.slots)),))

        return replace(asked, parts=tuple(map(other, asked.parts)))

    def word(self, sentence: str, chance: Random) -> str:
        """A synonym where there is one, else a word more."""
        pairs = [(a, b) for pair in self.data["synonyms"] for a, b in (pair, pair[::-1]) if has_word(sentence, a)]
        if pairs:
            return with_word(sentence, *chance.choice(pairs))
        words = sentence.split(" ")
        words.insert(
            chance.randrange(1, len(words) + 1), chance.choice(("echter", "inmiddels", "nog", "ook", "daarbij"))
        )
        return " ".join(words)

    def sentence(self, chance: Random) -> str:
        """One that fits anywhere."""
        return str(chance.choice(self.data["extra"]))

    def _slots(self, chance: Random) -> dict[str, str]:
        return {
            "subject": chance.choice(self.data["subjects"]),
            "place": chance.choice(self.data["places"]),
            "office": chance.choice(self.data["offices"]),
            "year": str(chance.randint(2024, 2033)),
            "amount": f"{chance.randint(1, 99)},{chance.randint(1, 9)}",
            "number": str(chance.randint(12, 980)),
            "percent": str(chance.randint(2, 97)),
        }

    def _part(self, number: int, slots: dict[str, str], chance: Random, way: int | None = None) -> Part:
        frame = self.data["frames"][number]
        way = chance.randrange(2) if way is None else way
        answer = chance.choice(self.data["small_answers"] if chance.random() < 0.1 else frame["answers"])
        recipe = _Recipe(number, way, tuple((name, slots[name]) for name in _SLOTS))
        said = tuple(_filled(answer, slots).split("\n"))
        return Part((_filled(frame["questions"][way], slots),), said, recipe)

    def _not_asked_before(self, asked: Asked) -> Asked | None:
        """The moulds are few: what was asked before, in whatever wording, is no new question."""
        key = str(sorted(self._key(part) for part in asked.parts))
        if key in self._asked:
            return None
        self._asked.add(key)
        return asked

    def _key(self, part: Part) -> str:
        recipe = part.recipe
        assert isinstance(recipe, _Recipe)
        told = "".join(self.data["frames"][recipe.frame]["questions"])
        return f"{recipe.frame} {[value for name, value in recipe.slots if f'{{{name}}}' in told and name != 'office']}"


def _filled(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text[0].upper() + text[1:]
