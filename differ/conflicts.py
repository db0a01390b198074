"""What makes two questions different however alike the rest is: another number, name, opposite, a negation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from differ.profile import Profile, Unit
from differ.roots import one_family, root

Against = Literal["number", "name", "opposite", "negation", "subject"]


class Conflict(NamedTuple):
    """What stands in the place of something of its own kind."""

    kind: Against
    left: tuple[str, ...]
    right: tuple[str, ...]


_OPPOSED = {
    frozenset(pair.split())
    for pair in (
        "voor na",
        "tot na",
        "tot vanaf",
        "voor vanaf",
        "voor sinds",
        "tot sinds",
        "voor tegen",
        "binnen buiten",
        "onder boven",
        "met zonder",
        "voor tijdens",
        "na tijdens",
        "in uit",
        "uit naar",
    )
}


def conflict(left: Unit, right: Unit, first: Profile, second: Profile) -> Conflict | None:
    """The first thing that was replaced by another of its kind; opposites among the terms are found elsewhere."""
    ours = [n for n in left.numbers if n not in right.numbers]
    theirs = [n for n in right.numbers if n not in left.numbers]
    if ours and theirs and not (_said_before(ours, second) or _said_before(theirs, first)):
        return Conflict("number", tuple(ours), tuple(theirs))
    if left.names != right.names:
        mine, others = foreign_names(left, right, first, second), foreign_names(right, left, second, first)
        if mine and others:
            return Conflict("name", mine, others)
    if {left.negated, right.negated} == {0, 1}:
        return Conflict("negation", (), ())
    if left.polar and right.polar and (found := _polar(left, right)):
        return found
    return None


def _said_before(numbers: Iterable[str], other: Profile) -> bool:
    return all(number in other.context for number in numbers)


def foreign_names(own: Unit, other: Unit, ours: Profile, theirs: Profile) -> tuple[str, ...]:
    """The names of one side that the other does not say, in no form."""
    return tuple(n for n in own.names if n not in other.names and not says_name(n, own, other, ours, theirs))


def says_name(name: str, own: Unit, other: Unit, ours: Profile, theirs: Profile) -> bool:
    """Whether a text says a name: in lower case, with another ending, in full or by its letters."""
    terms = (*other.terms, *theirs.context)
    if name in terms or any(one_family(name, one) for one in (*other.names, *terms)):
        return True
    if own.offices and name in own.offices and not other.offices:
        return True
    return _by_letters(name, theirs.tokens) or any(
        _by_letters(short, ours.tokens, name) for short in other.names if short not in own.names
    )


def _by_letters(short: str, tokens: tuple[str, ...], among: str = "") -> bool:
    """Whether a short name is made of the first letters of words in a row ('woo': 'wet open overheid')."""
    if not 2 <= len(short) <= 5:
        return False
    words = [t for t in tokens if t not in _SMALL]
    for i in range(len(words) - len(short) + 1):
        run = words[i : i + len(short)]
        if all(word[0] == letter for word, letter in zip(run, short, strict=True)):
            return not among or among in map(root, run)
    return False


_SMALL = frozenset("de het een van voor en in op der aan te".split())


def _polar(left: Unit, right: Unit) -> Conflict | None:
    """'voor de inwerkingtreding' / 'na de inwerkingtreding'."""
    theirs = set(right.polar)
    for word, after in left.polar:
        if (word, after) in theirs:
            continue
        for other, also in theirs:
            if after == also and frozenset((word, other)) in _OPPOSED and (other, also) not in left.polar:
                return Conflict("opposite", (word,), (other,))
    return None
