"""Two sets of terms held against each other: what both have, what stands for what, and what only one side has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from differ.lexicon import entries
from differ.pairs.opposed import are_opposed, opposites_in
from differ.questions.concepts import Class, Term, commonness, term, words_of
from differ.questions.profile import Profile, Unit
from differ.questions.roots import UNKNOWN, one_family, root
from differ.questions.roots import parts as parts_of

MOST_LONGER = 8
"""Letters that two small words which lost their space add to a word."""
FAMILY = 4
"""Letters that words of one family begin with, at least."""
_MEASURES = "hoe "
"""What such a phrase asks is told by the whole: 'hoe duur' is not 'duurt', nor 'hoe lang'."""
_SMALL = 4
LEAST_TYPO = 5
"""Letters of a word that may be a slip of another one: shorter words are often one letter apart."""
TWO_TYPOS = 9
"""Letters from which a word may have two slips."""


@dataclass(slots=True)
class Compared:
    """What was found; counts are of terms."""

    shared: list[str]
    synonyms: list[tuple[str, str]] = field(default_factory=list)
    """A term on one side only, and one that stands only on the other side and may say the same."""
    echoes: list[tuple[str, str]] = field(default_factory=list)
    """A term on one side only, and one of both sides that may say the same: 'geld uitgegeven' / 'uitgegeven'."""
    compounds: list[str] = field(default_factory=list)
    typos: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """What nothing on the right stands for."""
    right: list[str] = field(default_factory=list)
    opposites: tuple[str, str] | None = None


def compare(left: Unit, right: Unit, first: Profile, second: Profile) -> Compared:
    """Hold the terms of two questions against each other, `left` of the text `first`, `right` of `second`.

    Sentences that lead up to a question may stand for something, but need not be asked about. Costs the product of the
    terms that are not shared.
    """
    ours, theirs = set(left.terms), set(right.terms)
    found = Compared([one for one in left.terms if one in theirs])
    only_left = [one for one in left.terms if one not in theirs and one not in second.context]
    only_right = [one for one in right.terms if one not in ours and one not in first.context]
    if not only_left and not only_right:
        return found
    found.opposites = opposites_in(only_left, only_right)
    if not found.opposites and (first.context or second.context):
        found.opposites = opposites_in(_said(only_left), _said(second.context, ours)) or opposites_in(
            _said(first.context, theirs), _said(only_right)
        )
    parts = dict(first.compounds) | dict(second.compounds)
    parts |= {one: words_of(one) for one in (*only_left, *only_right) if " " in one and not one.startswith(_MEASURES)}
    _Side(found, only_left, only_right, (*right.terms, *second.context), second.tokens, parts).read(found.left, False)
    _Side(found, only_right, only_left, (*left.terms, *first.context), first.tokens, parts).read(found.right, True)
    found.left = _without_told(found.left, only_right, found, False)
    found.right = _without_told(found.right, only_left, found, True)
    if found.typos:
        _without_slips(found)
    if len(found.left) == len(found.right) == 1 and far_slip(found.left[0], found.right[0]):
        found.typos.append((found.left.pop(), found.right.pop()))
    return found


def _without_slips(found: Compared) -> None:
    """Take away what a slip on the other side was meant to be, where that is a common word or one of no term."""
    told = {name for pair in found.typos for word in pair for name in (word, root(word))}
    found.left, found.right = ([one for one in side if one not in told] for side in (found.left, found.right))


def _said(names: Iterable[str], but: Collection[str] = ()) -> list[str]:
    """What is said of a subject; in a context that may be what is asked: 'In de begroting staat 3 miljoen euro voor X.
    Is dat besteed?'."""
    return [one for one in names if one not in but and term(one).kind == "general"]


def _without_told(unmatched: list[str], others: Sequence[str], found: Compared, swapped: bool) -> list[str]:
    """What is left when each wide word of the other side has stood for one term."""
    used: set[str] = set()
    left = []
    for one in unmatched:
        stands = term(one).stands_for
        wide = next((o for o in others if o not in used and not stands.isdisjoint(term(o).concepts)), None)
        if wide is None:
            left.append(one)
        else:
            used.add(wide)
            pair = (wide, one) if swapped else (one, wide)
            if pair not in found.synonyms:
                found.synonyms.append(pair)
    return left


@dataclass(slots=True)
class _Side:
    """The terms of one side for which something on the other may stand."""

    found: Compared
    own: Sequence[str]
    only_other: Sequence[str]
    other: Sequence[str]
    """Its terms, and those of what leads up to it."""
    tokens: Sequence[str]
    """The words of the other text."""
    parts: Mapping[str, tuple[str, ...]]
    compounds: Sequence[tuple[str, ...]] = field(init=False)
    """The parts of the terms that stand only on the other side."""
    mine: Sequence[str] = field(init=False)
    """All terms of this side, and the parts of those that are compounds; ..."""
    theirs: Sequence[str] = field(init=False)
    """... of the other side."""

    def __post_init__(self) -> None:
        self.compounds, self.mine, self.theirs = (), (), ()
        if not self.parts:
            return
        self.compounds = [self.parts[other] for other in self.only_other if self.parts.get(other)]
        if self.compounds:
            self.mine = self.whole_and_parts((*self.own, *self.found.shared))
        if not self.parts.keys().isdisjoint(self.own):
            self.theirs = self.whole_and_parts(self.other)

    def read(self, unmatched: list[str], swapped: bool) -> None:
        for one in self.own:
            if not (self.by_concept(one, swapped) or self.by_form(one) or self.by_parts(one)):
                unmatched.append(one)

    def by_concept(self, one: str, swapped: bool) -> bool:
        own = term(one)
        if not own.concepts:
            return False
        if other := _sharing(own, self.only_other):
            if not swapped:
                self.found.synonyms.append((one, other))
            return True
        if other := _sharing(own, self.other):
            self.found.echoes.append((one, other))
            return True
        return False

    def by_form(self, one: str) -> bool:
        if _has_family(one, self.other):
            return True
        if term(one).kind == "rare" and (other := self.slip_of(one)):
            if (other, one) not in self.found.typos:
                self.found.typos.append((one, other))
            return True
        return False

    def slip_of(self, one: str) -> str | None:
        """The word on the other side that it is a slip of, or that is a slip of it."""
        known = is_known(one)
        for other in self.only_other:
            # Two words of Dutch are two words: see `slip`.
            if not (known and is_known(other)) and slip(one, other):
                return other
        if known:
            return None
        for other in self.other:
            if other not in self.found.shared and slip(one, other):
                return other
        long = (word for word in self.tokens if len(word) >= LEAST_TYPO)
        return next((word for word in long if slip(one, word) and root(word) not in self.found.shared), None)

    def by_parts(self, one: str) -> bool:
        if not self.parts:
            return False
        own = self.parts.get(one, ())
        if own and all(_stands(part, self.theirs) or _stand(self.parts.get(part, ()), self.theirs) for part in own):
            self.found.compounds.append(one)
            return True
        mine = self.mine
        for others in self.compounds:
            if _stands(one, others) and all(_stands(part, mine) for part in others):
                return True
            rest = [part for part in others[1:] if part not in _small_words()]
            if own and own[0] == others[0] and rest and all(_stands(part, mine) for part in rest):
                return True  # 'opvang van asielzoekers' / 'asielopvang'
        return False

    def whole_and_parts(self, names: Sequence[str]) -> list[str]:
        """Terms, the parts of those that are compounds, and of a phrase also their parts ('opslag van kernafval')."""
        parts = [part for one in names for part in self.parts.get(one, ())]
        return [*names, *parts, *(part for one in parts for part in self.parts.get(one, ()))]


def _sharing(own: Term, others: Iterable[str]) -> str | None:
    # A loop, as in what follows: these are asked by the million, and a generator costs as much as what it is asked.
    concepts = own.concepts
    if concepts:
        for other in others:
            if not concepts.isdisjoint(term(other).stands_for):
                return other
    return None


def _has_family(one: str, others: Iterable[str]) -> bool:
    start = one[:FAMILY]
    for other in others:  # noqa: SIM110  see _sharing
        if other.startswith(start) and one_family(one, other):
            return True
    return False


def _stands(part: str, others: Sequence[str]) -> bool:
    return part in others or _sharing(term(part), others) is not None or _has_family(part, others)


def _stand(parts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether there are parts, and each is said by something else."""
    return bool(parts) and all(_stands(part, others) for part in parts)


@lru_cache(maxsize=1 << 14)
def slip(one: str, other: str) -> bool:
    """Whether one root is the other with a slip of the pen or of the scanner. Two words of Dutch are two words."""
    shorter = min(len(one), len(other))
    if shorter < LEAST_TYPO or abs(len(one) - len(other)) > MOST_LONGER or (is_known(one) and is_known(other)):
        return False
    if are_opposed(one, other):
        return False
    if _ran_together(one, other) or _ran_together(other, one):
        return True
    most = 2 if shorter >= TWO_TYPOS else 1
    return bool(OSA.distance(one, other, score_cutoff=most) <= most)


def far_slip(one: str, other: str) -> bool:
    """Whether a word that is none is two slips away from another; for words that stand in one place where all else is
    the same: 'toeslag' / 'tosag'."""
    if min(len(one), len(other)) < LEAST_TYPO or one[0] != other[0] or _is_word(one) == _is_word(other):
        return False
    return bool(OSA.distance(one, other, score_cutoff=2) <= 2)


def _is_word(one: str) -> bool:
    return is_known(one) or bool(parts_of(one)) or not one.isalpha()


@cache
def is_known(one: str) -> bool:
    """Whether a root is of a word in the background."""
    return commonness(one) > UNKNOWN


def _ran_together(long: str, short: str) -> bool:
    """'vanhetstatiegeld' / 'statiegeld': small words that lost their space."""
    if not long.endswith(short):
        return False
    small, before = _small_words(), long[: -len(short)]
    return before in small or any(before[:i] in small and before[i:] in small for i in range(1, len(before)))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for word in entries("stopwords") if len(word) <= _SMALL)


def counted(unmatched: Iterable[str]) -> dict[Class, int]:
    """How many terms there are of each kind."""
    found: dict[Class, int] = {}
    for one in unmatched:
        kind = term(one).kind
        found[kind] = found.get(kind, 0) + 1
    return found
