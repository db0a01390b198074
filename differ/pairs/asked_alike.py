"""Whether two questions that no list of wordings joins ask the same of one subject, by a model of what is asked.

Held against pairs in doubt only: nothing stands against them, their subject is the same to the last number and name,
and the words that are left over on a side are part of ways of asking (`lexicon/constructions.txt`). See
differ.pairs.doubt for what is told of them; where what is left over of
both asks for things of different classes it is not asked at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from differ.lexicon import entries
from differ.pairs.answers import OPENS
from differ.pairs.aspects import Aspects, Likely, aspects
from differ.pairs.compared import Compared
from differ.pairs.conflicts import names_alone
from differ.pairs.constructions import turns_line, ways_of
from differ.pairs.doubt import Learnt, Pair, chance_of, left_over, likeness, own_terms, told_of
from differ.pairs.swaps import swaps
from differ.questions.concepts import term
from differ.questions.negations import denials
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

ALIKE = 0.6
"""The least chance of asking the same of one subject that is called so."""
ALIKE_BY_A_WORD = 0.85
"""The same where little tells it. One word is left over on each side: 'het idee terzijde gelegd' / 'overgenomen',
opposites that no list has. Or one side only has words left over, and one of them asks: 'welke musea' / 'hoeveel …
musea'; or nothing else differs: 'hoeveel klachten' / 'hoeveel klachten zijn gegrond'."""
LEAST_NAMED = 0.3
"""How likely it must be that both are one line for it to be named as what they ask: at .15 'welke afwijkingen van de
wet zijn nodig' was told to ask for the difference with an old regulation."""
MOST_ALONE = 6
"""Words left over on both sides together: of more it is not told what each of them does."""
MOST_UNLISTED = 1
"""Of these so many may be no part of any way of asking."""
LEAST_LISTED = 0.01
"""How likely a line must be at least for its having a wording of a question to tell anything: with the words of what is
asked about many a question is put in a way that it is not."""
_DENYING = frozenset(map(root, "niet geen nooit noch zonder nergens niemand evenmin".split()))
_WITHOUT = root("zonder")
_WHOM = re.compile(r"(?:er|aa?r|ist|[ae]nt|ling|eur|or|kind|vrouw|man)$")
"""How a root may end that names people: 'leraren', 'patiënten', 'ondernemers', 'nieuwkomelingen'."""
_PLACE = re.compile(r"\{\w\}")


class Alike(NamedTuple):
    """Two questions that ask the same of one subject."""

    line: int | None
    """Of the list: the likeliest that both ask; None where none is likely."""
    sure: float


def asked_alike(one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, sure: float) -> Alike | None:
    """Whether two questions of the texts `left` and `right` ask the same, as they were compared; None where not.

    `sure`: the chance that they do by the words they share. Costs the places of their words in the list, remembered.
    """
    model = aspects()
    if not same_subject(one, other, left, right, found, model):
        return None
    one, other = _without_lack(one), _without_lack(other)
    ours, theirs = model.likely(one.terms, one.negated), model.likely(other.terms, other.negated)
    if _told_apart(_listed(one, found.left, ours), _listed(other, found.right, theirs)):
        return None
    pair = Pair(one, other, left, right, found, sure)
    chance = chance_of(told_of(pair, ours, theirs, Learnt(model, swaps())))
    if chance < (ALIKE_BY_A_WORD if _by_a_word(pair) else ALIKE):
        return None
    line = max(ours.keys() & theirs.keys(), key=lambda line: (ours[line] * theirs[line], -line), default=None)
    if line is not None and any(turns_line(name, line) for name in (*left_over(found.left), *left_over(found.right))):
        return None
    return Alike(line if likeness(ours, theirs) >= LEAST_NAMED else None, chance)


def same_subject(one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, model: Aspects) -> bool:
    """Whether what is asked about is the same, and all that is left over is part of a way of asking."""
    alone = left_over(found.left), left_over(found.right)
    return (
        0 < len(alone[0]) + len(alone[1]) <= MOST_ALONE
        and _mostly_listed(alone, model)
        and set(one.numbers) == set(other.numbers)
        and one.negated == other.negated
        and (one.negated != 1 or _both_lack(one, other, left, right))
        and _DENYING.isdisjoint(name for side in alone for name in side)
        and _about_something(found, model)
        and not names_alone(one, other, left, right)
    )


def _both_lack(one: Unit, other: Unit, left: Profile, right: Profile) -> bool:
    """Whether all that is denied is what both are about: 'jongeren zonder diploma'."""
    lacking = [{after for word, after in unit.polar if root(word) == _WITHOUT} for unit in (one, other)]
    return (
        bool(lacking[0])
        and lacking[0] == lacking[1]
        and not any(denials(" ".join(own.tokens)) for own in (left, right))
    )


def _without_lack(unit: Unit) -> Unit:
    """A question without what its subject lacks: that is nothing that it asks."""
    terms = tuple(one for one in unit.terms if one != _WITHOUT)
    return unit._replace(terms=terms, negated=0) if unit.negated == 1 else unit


def _by_a_word(pair: Pair) -> bool:
    """Whether one word stands for one, or one side only has words left over and these ask, or are all that differs."""
    mine, others = left_over(pair.found.left), left_over(pair.found.right)
    if mine and others:
        return len(mine) == len(others) == 1
    if any(word.startswith(OPENS) for name in (*mine, *others) for word in name.split()):
        return True
    return not (own_terms(pair.one, pair.other) and own_terms(pair.other, pair.one))


def _told_apart(mine: frozenset[int], others: frozenset[int]) -> bool:
    """Whether the list has the wordings of both, on different lines: then they ask different things."""
    return bool(mine and others) and mine.isdisjoint(others)


def _listed(unit: Unit, alone: Iterable[str], likely: Likely) -> frozenset[int]:
    """The lines in one of whose wordings a question may be put with all that is left over of it; none if nothing is."""
    words = frozenset(left_over(alone))
    lines = ways_of(unit.terms).items() if words else ()
    return frozenset(
        line for line, own in lines if likely.get(line, 0.0) >= LEAST_LISTED and any(words <= way.terms for way in own)
    )


def _mostly_listed(alone: tuple[list[str], list[str]], model: Aspects) -> bool:
    """Whether all that is left over is part of a way of asking; one word may say the same as such a word by the lists,
    or be one of no list, where something is left over for which it may stand."""
    unlisted = [name for side in alone for name in side if not model.knows(name)]
    return not unlisted or (
        len(unlisted) <= MOST_UNLISTED and all(alone) and all(may_ask(name, model) for name in unlisted)
    )


def may_ask(name: str, model: Aspects) -> bool:
    """Whether a word of no way of asking may be left over: not if it may say whom it is about, by its ending."""
    kind = term(name).kind
    if _WHOM.search(name):
        return False
    return kind in ("common", "soft") or (kind != "rare" and bool(model.known_as(name)))


def _about_something(found: Compared, model: Aspects) -> bool:
    shared = (*found.shared, *found.compounds, *(name for pair in (*found.synonyms, *found.typos) for name in pair))
    return any(term(name).kind in ("rare", "common") or not model.knows(name) for name in shared)


def question(line: int) -> str:
    """A line of the list by its first wording, as 'Welke kosten zijn gemoeid met …'."""
    return _PLACE.sub("…", entries("constructions")[line].split(" / ")[0])
