"""What makes two questions different however alike the rest is: another number, name, opposite, a negation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from differ.pairs.compared import Compared, far_slip, slip
from differ.questions.cleaning import FULL
from differ.questions.concepts import carrying_nothing, term
from differ.questions.denials import PLAIN, are_complements, denies, is_denial, is_lacking, turns
from differ.questions.profile import POLAR, Profile, Unit
from differ.questions.roots import one_family, root
from differ.questions.spelling import repaired

Against = Literal["number", "name", "opposite", "negation", "subject", "word", "role"]


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
        "in tegen",
    )
}


def conflict(left: Unit, right: Unit, first: Profile, second: Profile) -> Conflict | None:
    """The first thing that was replaced by another of its kind; opposites among the terms are found elsewhere."""
    if numbers := another_number(left, right, first, second):
        return numbers
    if left.names != right.names:
        mine, others = foreign_names(left, right, first, second), foreign_names(right, left, second, first)
        if mine and others:
            return Conflict("name", mine, others)
    if {left.negated, right.negated} == {0, 1}:
        return Conflict("negation", (), ())
    if left.polar and right.polar and (found := _polar(left, right)):
        return found
    return _before_for_after(left, right, first, second) or _before_for_after(right, left, second, first)


_BEFORE = frozenset(("voordat", "alvorens", "voorafgaand", "voorafgaande"))
_AFTER_CLAUSE = frozenset(("nadat",))
_AFTER = frozenset("na nadat sinds sedert sindsdien tijdens gedurende".split())
"""What tells when by what happens then; 'voor' alone has too many other meanings."""


def _before_for_after(left: Unit, right: Unit, first: Profile, second: Profile) -> Conflict | None:
    """'voordat de wet werd ingevoerd' / 'na de invoering van de wet': also where only one is a clause. What is asked
    about may hold a 'na' of its own."""
    clauses = [
        next((word for word in own.tokens if word in said), "")
        for own, said in ((first, _BEFORE), (second, _AFTER_CLAUSE))
    ]
    if all(clauses) and _AFTER_CLAUSE.isdisjoint(first.tokens) and _BEFORE.isdisjoint(second.tokens):
        return Conflict("opposite", (clauses[0],), (clauses[1],))
    if _AFTER.isdisjoint(second.tokens) or not _AFTER.isdisjoint(first.tokens) or not _BEFORE.isdisjoint(second.tokens):
        return None
    if any(word in _AFTER for word, _ in left.polar):
        return None  # in other words: 'te beginnen met 2027'
    before = [word for word in first.tokens if word in _BEFORE]
    asked = {word for word, _ in right.polar}  # another question of the same text may be asked of a later time
    after = tuple(word for word in second.tokens if word in _AFTER and (word in asked or word not in POLAR))
    if not after:
        return None
    since = "sinds" in after and second.tokens[second.tokens.index("sinds") + 1 :][:1] != ("wanneer",)
    if since or "nadat" in after:
        before += [word for word, what in left.polar if word == "voor" and what in right.terms]
    return Conflict("opposite", (before[0],), after[:1]) if before else None


def turned_round(left: Unit, right: Unit, found: Compared) -> Conflict | None:
    """A denial on one side only, or what turns a question round as a denial does.

    What denies by itself stands for a 'not' of the other side, with what is denied there ('mislukt' / 'niet gelukt'):
    these are taken from what is left.
    """
    ours, theirs = (list(filter(denies, side)) for side in (found.left, found.right))
    mine = (left.negated == 1) + len(ours) + _denied_apart(left, right, found)
    others = (right.negated == 1) + len(theirs) + _denied_apart(right, left, found)
    if mine % 2 == others % 2:
        _take_apart(found.left, found.right, found, right)
        _take_apart(found.right, found.left, found, left)
        ours, theirs = (list(filter(denies, side)) for side in (found.left, found.right))
    said = set(PLAIN) if mine else set()
    if len(ours) != len(theirs):
        said |= _said_by_denial({*ours, *theirs}, (*found.left, *found.right))
    if mine % 2 != others % 2 or (len(ours) != len(theirs) and not said.issuperset((*ours, *theirs))):
        return Conflict("negation", tuple(ours), tuple(theirs))
    if found.opposites and said.issuperset(found.opposites):
        found.opposites = None
    found.left, found.right = ([one for one in side if one not in said] for side in (found.left, found.right))
    ours, theirs = (list(filter(turns, side)) for side in (found.left, found.right))
    return Conflict("negation", tuple(ours), tuple(theirs)) if bool(ours) != bool(theirs) else None


def _take_apart(own: list[str], others: list[str], found: Compared, other: Unit) -> None:
    """A phrase with a 'not' against a 'not' and another word ('niet gehaald' / 'niet bereikt'): what is denied is held
    against what is, and where it says the same both are told."""
    for phrase in [name for name in own if is_denial(name)]:
        denied = " ".join(word for word in phrase.split() if word not in PLAIN)
        denying = next((name for name in others if name in PLAIN), None)
        said = next((name for name in (*others, *other.terms) if _says_the_same(denied, name)), None)
        if denying and said:
            others.remove(denying)
            own.remove(phrase)
            if said in others:
                others.remove(said)
            found.synonyms.append((phrase, said) if own is found.left else (said, phrase))


def _says_the_same(one: str, other: str) -> bool:
    return one == other or not term(one).concepts.isdisjoint(term(other).stands_for) or one_family(one, other)


def _denied_apart(own: Unit, other: Unit, found: Compared) -> int:
    """How many phrases with a 'not' the other side says in two places: 'niet voorziet' / 'voorziet de wet niet', 'niet
    gehaald' / 'werd niet bereikt'."""
    apart = [name for name in own.terms if is_denial(name) and name not in other.terms]
    return sum(set(name.split()) <= set(other.terms) or name in found.compounds for name in apart)


def _said_by_denial(denying: set[str], alone: Sequence[str]) -> set[str]:
    """What denies anything, and what denies a word that stands alone, with that word."""
    pairs = {(one, other) for one in denying for other in alone if are_complements(one, other)}
    return {one for one in denying if is_lacking(one)} | {one for pair in pairs for one in pair}


def another_number(left: Unit, right: Unit, first: Profile, second: Profile) -> Conflict | None:
    """Numbers on both sides that the other does not have, nor has said before."""
    if left.numbers == right.numbers:
        return None
    ours = [n for n in left.numbers if n not in right.numbers]
    theirs = [n for n in right.numbers if n not in left.numbers]
    if ours and theirs and not (_said_before(ours, second) or _said_before(theirs, first)):
        return Conflict("number", tuple(ours), tuple(theirs))
    return None


def _said_before(numbers: Iterable[str], other: Profile) -> bool:
    return all(number in other.context for number in numbers)


def foreign_names(own: Unit, other: Unit, ours: Profile, theirs: Profile) -> tuple[str, ...]:
    """The names of one side that the other does not say, in no form."""
    return tuple(n for n in own.names if n not in other.names and not says_name(n, own, other, ours, theirs))


def names_alone(one: Unit, other: Unit, left: Profile, right: Profile) -> bool:
    """Whether either side has a name that the other does not say."""
    if one.names == other.names:
        return False
    return bool(foreign_names(one, other, left, right) or foreign_names(other, one, right, left))


def says_name(name: str, own: Unit, other: Unit, ours: Profile, theirs: Profile) -> bool:
    """Whether a text says a name: in lower case, with another ending, in a compound ('het inkoopbeleid van het Rijk' /
    'het rijksinkoopbeleid'), in full, by its letters, or as the lists do."""
    terms = (*other.terms, *theirs.context)
    if name in terms or any(one_family(name, one) for one in (*other.names, *terms)):
        return True
    if _in_a_compound(name, terms, theirs) or any(_in_a_compound(one, (name,), ours) for one in other.names):
        return True
    if _listed_for(name, own.terms, terms) or _listed_for(name, (name,), other.names):
        return True
    if own.offices and name in own.offices and not other.offices:
        return True
    return _by_letters(name, theirs.tokens) or any(
        _by_letters(short, ours.tokens, name) for short in other.names if short not in own.names
    )


def _in_a_compound(name: str, terms: Sequence[str], whose: Profile) -> bool:
    """Whether one of these terms is a compound with a name in it ('rijksinkoopbeleid', 'Koningsdagviering')."""
    return any(name in parts or one.startswith(name) for one, parts in whose.compounds if one in terms)


def _listed_for(name: str, own: Iterable[str], others: Iterable[str]) -> bool:
    """Whether the lists have something of the other side for the term that the name is part of ('AOW-leeftijd')."""
    concepts = frozenset[str]().union(*(term(one).concepts for one in own if name in one.split()))
    return bool(concepts) and any(not concepts.isdisjoint(term(one).stands_for) for one in others)


def _by_letters(short: str, tokens: tuple[str, ...], among: str = "") -> bool:
    """Whether a short name is made of the first letters of words in a row ('woo': 'wet open overheid')."""
    if not 2 <= len(short) <= 5:
        return False
    words, letters = _initials(tokens)
    start = letters.find(short)
    while start >= 0:
        if not among or among in map(root, words[start : start + len(short)]):
            return True
        start = letters.find(short, start + 1)
    return False


@lru_cache(maxsize=4096)
def _initials(tokens: tuple[str, ...]) -> tuple[list[str], str]:
    words = [token for token in tokens if token not in _SMALL]
    return words, "".join(word[0] for word in words)


_PLACING = frozenset(
    """van naar aan door uit in voor na tegen met zonder op over onder boven bij tot vanaf sinds tussen binnen
    buiten per vanuit""".split()
)
_INTERCHANGED = {
    frozenset(pair.split())
    for pair in (
        "van voor,van over,van bij,van in,van op,van door,van met,van rond,voor bij,voor aan,voor op,voor in,voor rond,"
        "in op,in bij,in binnen,op bij,op over,op aan,over rond,over bij,met bij,naar voor,naar in,door bij,"
        "sinds vanaf,op per,vanaf per,van uit,van vanuit,uit vanuit"
    ).split(",")
}
"""Prepositions that say the same of a subject: 'de kosten van' / 'de kosten voor'. Any others turn a question round."""
_EXCHANGED = tuple(
    frozenset(words.split())
    for words in (
        "de het een die dat deze dit er daar hier hij zij ze u uw wij we ons onze hun haar zijn zich",
        "elk elke ieder iedere",
        "zeggen meedelen mededelen melden vertellen aangeven toelichten uitleggen uiteenzetten verduidelijken",
        "regering kabinet minister ministers staatssecretaris bewindspersoon bewindspersonen bewindslieden",
        "kamer parlement volksvertegenwoordiging",
        "u wij men regering kabinet minister staatssecretaris wordt worden werd werden is zijn was waren",
        "is was waren ben bent geweest heeft hebben had hadden hebt wordt worden werd werden geworden zijn",
        "kan kunnen kon konden zal zullen zou zouden gaat gaan wil willen",
        "wat welk welke",
        "en als of maar dan want",
        "omdat doordat",
        "nu momenteel thans inmiddels",
        "ook eveneens tevens daarnaast voorts verder graag gaarne vervolgens bovendien allereerst daarbij nog concreet",
        "reeds al inmiddels",
        "aangeven toelichten uiteenzetten uitleggen verduidelijken schetsen beschrijven vertellen zeggen noemen",
        "overzicht inzicht zicht toelichting uitleg uiteenzetting verduidelijking",
        "vragen vraagt vernemen verneemt constateren stellen lezen",
        "toezeggen garanderen beloven verzekeren instaan",
        "erkennen toegeven onderkennen inzien",
    )
)
"""Small words and words of the frame that may take each other's place ('hoe worden zij bereikt' / 'hoe bereikt u hen');
any others turn a question round."""
_ARTICLES = frozenset(("de", "het", "een"))
_SMALL = frozenset("de het een van voor en in op der aan te".split())


def another_word(left: Profile, right: Profile) -> Conflict | None:
    """The only word that differs, where neither stands for the other: who rewords a question changes more than that.

    The order of the words does not matter.
    """
    ours, theirs = list(left.tokens), []
    for word in right.tokens:
        if word in ours:
            ours.remove(word)
        else:
            theirs.append(word)
    if len(ours) != 1 or len(theirs) != 1 or _may_stand(ours[0], theirs[0]):
        return None
    return Conflict("word", tuple(ours), tuple(theirs))


def _may_stand(one: str, other: str) -> bool:
    """Whether a word may take the place of another: as another form, a synonym, a slip, or one that carries nothing."""
    pair = frozenset((one, other))
    if pair <= _PLACING:
        return pair in _INTERCHANGED
    nothing = carrying_nothing()
    if (one in nothing) != (other in nothing) or not (pair.isdisjoint(_ARTICLES) or pair.isdisjoint(_PLACING)):
        return True  # a word more on one side, not one for another: 'de Friese boeren' / 'boeren in Friesland'
    if one[0].isdigit() or other[0].isdigit() or any(pair <= words for words in _EXCHANGED):
        return True
    first, second = (root(repaired(FULL.get(word, word))[0]) for word in (one, other))
    alike = (
        first == second or one_family(first, second) or slip(first, second) or slip(one, other) or far_slip(one, other)
    )
    return alike or not term(first).concepts.isdisjoint(term(second).concepts)


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
