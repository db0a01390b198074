"""Two questions of which one abbreviates what the other says in full: 'de RVS' / 'de Raad van State'.

Before they are compared the full name is written as the abbreviation, so that whatever compares them finds one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from differ.questions.concepts import words_of
from differ.questions.letters import SMALL, runs_of
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root
from differ.questions.told import Meaning


def in_one_name(left: Profile, right: Profile) -> tuple[Profile, Profile]:
    """The two with each name written in one way in both, where nothing but its letters, or what a text tells of it, is
    known. An abbreviation that stands for something else in either is written in full there."""
    if not (left.shorts or right.shorts or left.told or right.told):
        return left, right
    for one, other in _apart(left, right):
        left, right = _in_full(left, one), _in_full(right, other)
    return _as_in(left, right), _as_in(right, left)


def names_of(left: Profile, right: Profile) -> Iterator[tuple[str, str]]:
    """What either abbreviates, and how the other says it; the words of the left one first."""
    for short, (start, end) in _runs(right, left):
        yield short, " ".join(right.tokens[start:end])
    for short, (start, end) in _runs(left, right):
        yield " ".join(left.tokens[start:end]), short


def _apart(left: Profile, right: Profile) -> Iterator[tuple[Meaning, Meaning]]:
    """Abbreviations of which both texts tell what they stand for, and not the same."""
    for one in left.told:
        yield from ((one, other) for other in right.told if one.short == other.short and not _alike(one, other))


def _alike(one: Meaning, other: Meaning) -> bool:
    return _weighing(one.tokens) == _weighing(other.tokens)


def _weighing(tokens: Iterable[str]) -> list[str]:
    return [root(token) for token in tokens if token not in SMALL]


def _as_in(own: Profile, other: Profile) -> Profile:
    """A question with what another abbreviates written as the other does."""
    for short, place in _runs(own, other):
        own = _written(own, short, place)
    return own


def _runs(own: Profile, other: Profile) -> Iterator[tuple[str, tuple[int, int]]]:
    """The abbreviations of another text that this one says in full, and where it does; the last first."""
    told = dict(other.told)
    found: list[tuple[tuple[int, int], str]] = []
    for short in dict.fromkeys((*told, *other.shorts)):
        if short not in own.tokens:
            place = _place(told[short], own.tokens) if short in told else _run_of(short, own)
            if place and not set(own.tokens[slice(*place)]) <= {*other.tokens}:
                found.append((place, short))
    end = len(own.tokens)
    for place, short in sorted(found, reverse=True):
        if place[1] <= end:
            end = place[0]
            yield short, place


def _run_of(short: str, own: Profile) -> tuple[int, int] | None:
    """Which words in a row make an abbreviation: the most that all are names, else the fewest."""
    runs = runs_of(short, own.tokens)
    if not runs:
        return None
    names = {name for unit in own.units for name in unit.names}
    named = [run for run in runs if names.issuperset(_weighing(own.tokens[slice(*run)]))]
    return max(named, key=_length) if named else min(runs, key=_length)


def _length(run: tuple[int, int]) -> int:
    return run[1] - run[0]


def _place(run: tuple[str, ...], tokens: tuple[str, ...]) -> tuple[int, int] | None:
    size = len(run)
    return next(((i, i + size) for i in range(len(tokens) - size + 1) if tokens[i : i + size] == run), None)


def _written(own: Profile, short: str, place: tuple[int, int]) -> Profile:
    """With the words there written as this abbreviation; as it was where they are no terms of one question."""
    start, end = place
    run = frozenset(_weighing(own.tokens[start:end]))
    gone = run.difference(map(root, (*own.tokens[:start], *own.tokens[end:])))
    gone &= {word for one in (*own.terms, *own.context) for word in _words(one)}
    units = tuple(_said(unit, root(short), run, gone) for unit in own.units)
    context = _replaced(own.context, root(short), run, gone)
    if units == own.units and context == own.context:
        return own
    tokens = (*own.tokens[:start], short, *own.tokens[end:])
    return replace(own, tokens=tokens, units=units, context=context)


def _said(unit: Unit, name: str, run: frozenset[str], gone: frozenset[str]) -> Unit:
    terms = _replaced(unit.terms, name, run, gone)
    if terms == unit.terms:
        return unit
    return unit._replace(
        terms=terms,
        names=_replaced(unit.names, name, run, gone),
        offices=tuple(one for one in unit.offices if one not in gone),
        polar=tuple((word, name if after in gone else after) for word, after in unit.polar),
    )


def _replaced(terms: tuple[str, ...], name: str, run: frozenset[str], gone: frozenset[str]) -> tuple[str, ...]:
    """Terms with those of a run, but for what is said elsewhere too, as one name in the place of the first; as they
    were where they are not of all that is gone."""
    of_run = {one for one in terms if run.issuperset(_words(one)) and not gone.isdisjoint(_words(one))}
    if not of_run or not gone <= {word for one in of_run for word in _words(one)}:
        return terms
    return tuple(dict.fromkeys(name if one in of_run else one for one in terms))


def _words(name: str) -> tuple[str, ...]:
    return words_of(name) if " " in name else (name,)


def _in_full(own: Profile, meaning: Meaning) -> Profile:
    name, full = root(meaning.short), _weighing(meaning.tokens)

    def spelled(terms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for one in terms for word in (full if one == name else (one,))))

    units = tuple(unit._replace(terms=spelled(unit.terms), names=spelled(unit.names)) for unit in own.units)
    tokens = tuple(word for token in own.tokens for word in (meaning.tokens if token == meaning.short else (token,)))
    shorts = tuple(short for short in own.shorts if short != meaning.short)
    told = tuple(one for one in own.told if one != meaning)
    return replace(own, tokens=tokens, units=units, context=spelled(own.context), shorts=shorts, told=told)
