"""A hand that writes as the committees do: who asks and why, then several questions at once; see narrative.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from bench.versions.model import Asked, Part, has_word, with_word

SIMILAR = (("topic",), ("topic", "topic2"), ("body", "land", "topic2"))


@dataclass(frozen=True)
class _Recipe:
    ask: int
    way: int
    slots: tuple[tuple[str, str], ...]


class Narrative:
    """The style `narrative`."""

    def __init__(self, half: int | None = None) -> None:
        data: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
        if half is not None:
            data["topics"] = data["topics"][half::2]
        self.data = data
        self._asked: set[str] = set()

    def fresh(self, chance: Random) -> Asked:
        """A topic, and one to three questions about it."""
        slots = self._slots(chance)
        preamble = _filled(chance.choice(self.data["preambles"]), slots)
        asks = chance.sample(range(len(self.data["asks"])), chance.choice((1, 1, 2, 2, 3)))
        made = Asked(tuple(self._part(ask, slots, chance) for ask in asks), (preamble,) if preamble else ())
        return made if self._is_new(made) else self.fresh(chance)

    def similar(self, asked: Asked, chance: Random, elsewhere: bool = True) -> Asked:
        """The same questions about another topic, or to another body, with answers of their own."""
        recipes = [part.recipe for part in asked.parts if isinstance(part.recipe, _Recipe)]
        if not recipes:
            return self.fresh(chance)
        other = self._slots(chance)
        slots = dict(recipes[0].slots)
        filled = chance.choice(SIMILAR) if elsewhere else ("topic", "topic2")
        slots |= {name: other[name] for name in filled}
        made = Asked(tuple(self._part(r.ask, slots, chance, r.way) for r in recipes))
        return made if self._is_new(made) else self.fresh(chance)

    def reworded(self, asked: Asked, chance: Random) -> Asked:
        """Each question put in another way."""

        def other(part: Part) -> Part:
            if not isinstance(part.recipe, _Recipe):
                return part
            ways = self.data["asks"][part.recipe.ask]["ways"]
            way = chance.choice([way for way in range(len(ways)) if way != part.recipe.way])
            return replace(part, question=(_filled(ways[way], dict(part.recipe.slots)),))

        return replace(asked, parts=tuple(map(other, asked.parts)))

    def word(self, sentence: str, chance: Random) -> str:
        """A word put otherwise, one left out, or a clause put in front."""
        pairs = [(a, b) for a, b in self.data["swaps"] if has_word(sentence, a)]
        if pairs and chance.random() < 0.7:
            return with_word(sentence, *chance.choice(pairs))
        words = sentence.split(" ")
        if len(words) > 6 and chance.random() < 0.5:
            words.pop(chance.randrange(1, len(words) - 1))
            return " ".join(words)
        return f"{chance.choice(('Zoals bekend:', 'Overigens:', 'Voor de goede orde:'))} {sentence}"

    def sentence(self, chance: Random) -> str:
        """One that fits anywhere."""
        return _filled(chance.choice(self.data["answers"]["middles"]), self._slots(chance))

    def _is_new(self, asked: Asked) -> bool:
        """Whether it was not asked before, in whatever wording."""
        key = str(sorted(self._key(part.recipe) for part in asked.parts if isinstance(part.recipe, _Recipe)))
        known = key in self._asked
        self._asked.add(key)
        return not known

    def _key(self, recipe: _Recipe) -> str:
        told = "".join(self.data["asks"][recipe.ask]["ways"])
        return f"{recipe.ask} {[value for name, value in recipe.slots if f'{{{name}}}' in told]}"

    def _slots(self, chance: Random) -> dict[str, str]:
        topic, other = chance.sample(self.data["topics"], 2)
        return {
            "topic2": other,
            "topic": topic,
            "body": chance.choice(self.data["bodies"]),
            "land": chance.choice(self.data["lands"]),
            "party": chance.choice(self.data["parties"]),
            "year": str(chance.randint(2016, 2036)),
            "sum": str(chance.randint(2, 480)),
            "n": str(chance.randint(3, 90)),
        }

    def _part(self, ask: int, slots: dict[str, str], chance: Random, way: int | None = None) -> Part:
        ways = self.data["asks"][ask]["ways"]
        way = chance.randrange(len(ways)) if way is None else way
        recipe = _Recipe(ask, way, tuple(slots.items()))
        return Part((_filled(ways[way], slots),), self._answer(slots, chance), recipe)

    def _answer(self, slots: dict[str, str], chance: Random) -> tuple[str, ...]:
        answers = self.data["answers"]
        if chance.random() < 0.12:
            return (str(chance.choice(answers["short"])),)
        middles = chance.sample(answers["middles"], chance.randint(1, 4))
        said = [chance.choice(answers["openings"]), *middles, chance.choice(answers["closings"])]
        return tuple(_filled(sentence, slots | {"n": str(chance.randint(3, 90))}) for sentence in said if sentence)


def _filled(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text[:1].upper() + text[1:]
