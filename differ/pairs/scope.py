"""Small words that make another question: of how many it is asked ('alle scholen' / 'sommige scholen'), of these only
or of these too, who is for it and who against, whether it is late or early ('pas' / 'al'); and where each of the two
denies something, what it is that is denied.

They carry no subject, so no term tells them; against a match is only that each text has the other one.
"""

from __future__ import annotations

from collections.abc import Iterator

from differ.pairs.compared import Compared
from differ.pairs.conflicts import Conflict
from differ.pairs.exchanged import exchanged
from differ.questions.denials import PLAIN
from differ.questions.negations import denials, negations
from differ.questions.plainly import plainly
from differ.questions.profile import Profile

_ALL = "alle elke iedere elk ieder volledig geheel".split()
_PART = [
    "sommige",
    "een deel van",
    "een aantal",
    "de meerderheid",
    "het merendeel",
    "de meeste",
    "deels",
    "gedeeltelijk",
]
_ONLY = "alleen uitsluitend slechts enkel louter".split()
_ALSO = "ook eveneens tevens mede".split()
_NOT_ONLY = [f"niet {word}" for word in _ONLY]
"""'Niet alleen' is also."""
_FOR = ["voorstander", "voorstanders", "steunt", "steunen", "is voor", "zijn voor", "stemmen voor", "stemden voor"]
_AGAINST = ["tegenstander", "tegenstanders", "is tegen", "zijn tegen", "stemmen tegen", "stemden tegen"]
_LATE, _EARLY = ["pas"], ["al", "reeds"]


def other_scope(left: Profile, right: Profile, found: Compared) -> Conflict | None:
    """What one text asks of all and the other of some, and its like. In no matter which order; linear."""
    ours, theirs = (f" {plainly(' '.join(own.tokens))} " for own in (left, right))
    return next(_opposed(ours, theirs), None) or _denied_once_more(left, right, found) or exchanged(left, right, found)


def _denied_once_more(left: Profile, right: Profile, found: Compared) -> Conflict | None:
    """Where both deny, one denies a thing more: 'niet in strijd, nu er geen woord' / 'in strijd, nu er geen woord'. Of
    texts that say more than one question this is told where all else is equal alone, and both ask as many."""
    several = any(own.context or len(own.units) > 1 for own in (left, right))
    if len(left.units) != len(right.units) or (several and not PLAIN.issuperset((*found.left, *found.right))):
        return None
    ours, theirs = (plainly(" ".join(own.tokens)) for own in (left, right))
    denied, lacking = (negations(ours), negations(theirs)), (denials(ours), denials(theirs))
    # 'Zonder aanbesteding' may be put as 'niet aanbesteed', or as a word of what is asked about.
    return Conflict("negation", (), ()) if all(denied) and len({*denied}) == len({*lacking}) == 2 else None


def _opposed(ours: str, theirs: str) -> Iterator[Conflict]:
    denied = " niet " in ours + theirs  # who does not support it is against it
    for some, others in (
        (_ALL, _PART),
        (_ONLY, [*_NOT_ONLY, *_ALSO]),
        (_LATE, _EARLY),
        *(() if denied else ((_FOR, _AGAINST),)),
    ):
        mine, here = _first(ours, some), _first(ours, others)
        its, there = _first(theirs, some), _first(theirs, others)
        if mine and there and not here and not its:
            yield Conflict("opposite", (mine,), (there,))
        if here and its and not mine and not there:
            yield Conflict("opposite", (here,), (its,))


def _first(text: str, words: list[str]) -> str | None:
    """'Niet alleen' has no 'alleen'."""
    return next((word for word in words if f" {word} " in text and f" niet {word} " not in text), None)
