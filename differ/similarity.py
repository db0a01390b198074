"""Whether two questions are the same, and why. A pair is judged by what was replaced, never by one score alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.messages import Message
from differ.model import Grade, Weighed
from differ.pairs import reasons
from differ.pairs.abbreviated import in_one_name
from differ.pairs.antecedents import other_antecedent, other_statements
from differ.pairs.asked_alike import Alike, asked_alike
from differ.pairs.compared import FAMILY, Compared, compare, is_known
from differ.pairs.conflicts import Conflict, another_number, another_word, conflict, turned_round
from differ.pairs.constructions import asked_otherwise
from differ.pairs.converses import other_side
from differ.pairs.directions import other_direction
from differ.pairs.features import SUBJECT, measured, share
from differ.pairs.giving import other_giver
from differ.pairs.heads import asked_apart
from differ.pairs.numbered import other_number
from differ.pairs.roles import other_role
from differ.pairs.said import Said, as_answered
from differ.pairs.scope import other_scope
from differ.pairs.states import other_state
from differ.pairs.steps import other_outcome, other_step
from differ.pairs.times import other_time
from differ.pairs.ways import asking_words
from differ.pairs.weights import chance
from differ.questions.concepts import Term, term
from differ.questions.profile import Profile, Unit, profile, tells_subject

__all__ = ["Profile", "Said", "Verdict", "explain", "judge", "judge_answered", "profile", "words"]


SAME = 0.45
"""The least chance of being the same question that is called so. From .40 on one or two hundredths more are found, and
of one world (`second`) three times as many traps are taken for the same: opposites that no list has."""
RELATED = 50.0
"""Below this share of their terms in common two questions are not worth telling together."""
SIMILAR = 70.0
"""From this share on, with a number, a name or an opposite against it, a question is the same but for that."""

KNOWN_WAY = 0.9
"""The chance that two questions are the same that differ in a way of asking only."""
BY_WORDS = ("negation", "subject")
"""What is against a match by its words, but may be another way to ask: 'is uitgezonderd' / 'valt niet onder'. So may
opposites that both are words of a way: 'de toegang vergroten' / 'de drempel verlagen'."""
SAYING_ENOUGH = 4
"""Terms in common that make a question one of its own, whatever they are: fewer may be asked about anything."""


class Verdict(NamedTuple):
    """Whether two questions repeat, and how alike they are."""

    grade: Grade | None
    """None: nothing worth telling."""
    score: float
    """0 to 100."""

    @property
    def same(self) -> bool:
        """Whether they ask the same."""
        return self.grade in ("identical", "same")


def judge(left: Profile, right: Profile) -> Verdict:
    """Whether two questions ask the same; `explain` says why.

    Symmetric. Costs the product of the words that are not shared. Makes no sentence: it is called by the million.
    """
    are_equal = left.tokens == right.tokens
    left, right = in_one_name(left, right)
    if left.tokens == right.tokens:
        return Verdict("identical" if are_equal else "same", 100.0)
    if len(left.units) == len(right.units) == 1 and (early := _early(left, right)):
        return early
    best = _best(left, right)
    if best.same:
        return Verdict("same", 100.0 * best.sure)
    if best.share < RELATED:
        return Verdict(None, best.share)
    return Verdict("similar" if best.against and best.share >= SIMILAR else "related", best.share)


def judge_answered(left: Profile, right: Profile, said: Said) -> Verdict:
    """Whether two questions ask the same that `judge` holds to be different, now that their own answers are known.

    Answers tell that what is asked of a subject is the same, however it is put; that the subject is, the questions must
    tell themselves, or both answers. Symmetric. None where it is left as it was.
    """
    best = _best(*in_one_name(left, right), said)
    return Verdict("same", 100.0 * best.sure) if best.same else Verdict(None, best.share)


def _early(left: Profile, right: Profile) -> Verdict | None:
    """The verdict on the great many pairs that need no comparing: nothing shared, or another number or subject.

    Its score counts equal terms only, so it may be lower than that of a comparison; its 'not the same' is the same.
    """
    one, other = left.units[0], right.units[0]
    ours, theirs = set(one.terms), set(other.terms)
    shared = len(ours & theirs)
    if not shared and not left.compounds and not right.compounds:
        return Verdict(None, 0.0)
    if not (another_number(one, other, left, right) or another_subject(ours - theirs, theirs - ours, left, right)):
        return None
    score = 200.0 * shared / (len(ours) + len(theirs))
    numbers = one.numbers != other.numbers and score >= SIMILAR
    return Verdict(None if score < RELATED else "similar" if numbers else "related", score)


def another_subject(ours: set[str], theirs: set[str], left: Profile, right: Profile) -> bool:
    """Whether both sides have a rare word of their own that is whole, rightly written and of no list."""
    return any(_stands_alone(t, theirs, left, right) for t in ours) and any(
        _stands_alone(t, ours, right, left) for t in theirs
    )


def _stands_alone(name: str, others: set[str], own: Profile, other: Profile) -> bool:
    known = term(name)
    if known.kind != "rare" or not is_known(name) or name in other.context or name in asking_words():
        return False
    start = name[:FAMILY]
    return not (
        any(o.startswith(start) or not is_known(o) for o in others)
        or (known.concepts and _may_be_said(known, other))
        or any(start in part for _, parts in other.compounds for part in parts)
        or any(name == compound for compound, _ in own.compounds)
    )


def _may_be_said(known: Term, other: Profile) -> bool:
    """Whether a text has a word for what a term may be said for, in a compound too."""
    parts = (part for _, own in other.compounds for part in own)
    return any(not known.concepts.isdisjoint(term(o).concepts) for o in (*other.units[0].terms, *other.context, *parts))


def _best(left: Profile, right: Profile, said: Said | None = None) -> Held:
    if against := other_statements(left, right):
        found = compare(left.whole, right.whole, left, right)
        return Held(found, against, 0.0, share(found))
    best = weigh(left.whole, right.whole, left, right, said)
    if not best.same and (len(left.units) > 1 or len(right.units) > 1):
        parts = (contained(left, right, said), contained(right, left, said))
        best = max((best, *filter(None, parts)), key=_sure)
    return best


class Held(NamedTuple):
    """Two questions held against each other."""

    found: Compared
    against: Conflict | None
    sure: float
    """The chance that they are the same, 0 to 1; 0 where something is against it."""
    share: float
    """Of the weighing terms of both, those for which something stands on the other side, 0 to 100."""
    alike: Alike | None = None
    """Where a model of what is asked tells that they are the same, and no more than that is known."""
    listed: bool = False
    """Whether both are ways of asking on one line of the list: who wrote it knew what its words say."""

    @property
    def same(self) -> bool:
        """Whether they are held to be the same."""
        return self.sure >= SAME


def weigh(one: Unit, other: Unit, left: Profile, right: Profile, said: Said | None = None) -> Held:
    """Hold a question of the left text against one of the right; `said`: by the own answers, where these are known."""
    weighed = _weighed(one, other, left, right, said)
    if weighed.same and (
        against := other_role(left, right)
        or other_direction(left, right)
        or other_giver(left, right)
        or other_number(left, right)
        or other_scope(left, right, weighed.found)
        or other_time(left, right)
        or other_outcome(left, right, weighed.found)
        or (None if weighed.listed else other_state(one, other, left, right) or other_step(left, right))
        or other_side(left, right)
    ):
        found = compare(one, other, left, right) if weighed.listed else weighed.found
        return Held(found, against, 0.0, share(found))
    if weighed.alike and asked_apart(one, other, weighed.found):
        return weighed._replace(sure=0.0, alike=None)
    return weighed


def _weighed(one: Unit, other: Unit, left: Profile, right: Profile, said: Said | None) -> Held:
    found, against = held(one, other, left, right)
    if not one.terms or not other.terms:
        return Held(found, against, 0.0, 0.0)
    sure = 0.0 if against else chance(measured(found, one, other, left, right))
    by_words = against is None or against.kind in BY_WORDS or against.left == (found.opposites or ())[:1]
    in_doubt = sure < SAME and by_words
    if in_doubt and not another_word(left, right) and (otherwise := asked_otherwise(one, other, left, right, found)):
        return Held(otherwise, None, KNOWN_WAY, share(otherwise), listed=True)
    if in_doubt and against is None and (alike := asked_alike(one, other, left, right, found, sure)):
        return Held(found, None, alike.sure, share(found), alike)
    if said and against is None and sure < SAME and (known := as_answered(found, one, other, left, right, said)):
        sure = chance(known)
    return Held(found, against, sure, share(found))


def held(one: Unit, other: Unit, left: Profile, right: Profile) -> tuple[Compared, Conflict | None]:
    """What stands for what in two questions, and what is against their being the same."""
    found = compare(one, other, left, right)
    against = conflict(one, other, left, right) or turned_round(one, other, found)
    if against is None and found.opposites:
        against = Conflict("opposite", (found.opposites[0],), (found.opposites[1],))
    against = against or other_subject(found) or other_of_a_kind(found, left, right)
    return found, against or another_word(left, right)


def other_subject(found: Compared) -> Conflict | None:
    """A rare word on both sides for which nothing stands on the other: another thing is asked about."""
    mine, others = (tuple(one for one in side if term(one).kind == "rare") for side in (found.left, found.right))
    return Conflict("subject", mine, others) if mine and others else None


def other_of_a_kind(found: Compared, left: Profile, right: Profile) -> Conflict | None:
    """A compound on one side only, whose last part the other says alone: 'personeelsbeheer', 'financieel beheer'.

    Where both are the same ('beheer van personeel'), nothing is left over.
    """
    for names, own, other, swapped in ((found.left, left, right, False), (found.right, right, left, True)):
        for name, parts in own.compounds:
            if name in names and term(name).kind == "rare" and _says(other, parts[-1]) and not _says(own, parts[-1]):
                pair = (parts[-1],), (name,)
                return Conflict("subject", *(pair if swapped else pair[::-1]))
    return None


def _says(own: Profile, name: str) -> bool:
    return name in own.context or any(name in unit.terms for unit in own.units)


def contained(left: Profile, right: Profile, said: Said | None = None) -> Held | None:
    """All questions of the left text asked on the right, beside others: the weakest of their best matches.

    Or asked there as one: the clauses of a sentence that stands alone ('waarom X, en wat leert u daarvan?') are told
    apart, those of one beside others are not.

    None where one of them is not asked there, and where they lean on another subject: 'Hoeveel is er bespaard met dit
    programma?' is asked of many programmes.
    """
    if other_antecedent(left, right):
        return None
    if len(left.units) > 1 and (whole := _asked_in(left.whole, left, right, said)).same:
        return whole
    matches = []
    for one in left.units:
        if not (match := _asked_in(one, left, right, said)).same:
            return None
        matches.append(match)
    return min(matches, key=_sure)


def _asked_in(one: Unit, left: Profile, right: Profile, said: Said | None) -> Held:
    """A question of the left text against the one of the right that matches it best."""
    return max((_part(one, other, left, right, said) for other in right.units), key=_sure)


def _part(one: Unit, other: Unit, left: Profile, right: Profile, said: Said | None) -> Held:
    """One question of a text against one of another. 'Hoe wordt deze beoordeeld?' is none of its own: anything may be
    assessed."""
    weighed = weigh(one, other, left, right, said)
    found = weighed.found
    terms = (*found.shared, *(one for one, _ in found.synonyms), *found.compounds)
    about = tells_subject(terms) or any(term(one).kind in SUBJECT for one in terms) or len(terms) >= SAYING_ENOUGH
    return weighed if about else weighed._replace(sure=0.0)


def _sure(weighed: Held) -> float:
    return weighed.sure


# Why


def explain(left: Profile, right: Profile, said: Said | None = None) -> tuple[Message, ...]:
    """Why `judge` (or, with what the answers said, `judge_answered`) says what it says: the deciding reason first."""
    one, other = in_one_name(left, right)
    if left.tokens == right.tokens and one.tokens == other.tokens:
        return (Message("the same question, word for word"),)
    return (*_told(_best(one, other, said), one, other, said), *reasons.names(left, right))


def words(left: Profile, right: Profile, said: Said | None = None) -> tuple[Weighed, ...]:
    """The words of two questions as they were held against each other; none where the two are equal."""
    left, right = in_one_name(left, right)
    return reasons.weighed(_best(left, right, said).found, left, right) if left.tokens != right.tokens else ()


def _told(best: Held, left: Profile, right: Profile, said: Said | None) -> Iterator[Message]:
    if said:
        yield reasons.answered([name for name in best.found.shared if name in said.both], left)
    if best.against:
        yield reasons.against(best.against, left, right)
    elif not best.same:
        yield from reasons.alone(best.found, left, right)
    yield Message("the questions share %(score)d%% of their subject", {"score": best.share})
    yield from reasons.in_other_words(best.found, left, right)
    if best.alike:
        yield reasons.alike(best.alike)
    if best.same:
        yield from reasons.alone(best.found, left, right)
