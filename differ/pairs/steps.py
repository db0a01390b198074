"""How far a thing has come and whether it must or may be done: 'aanvragen' / 'toegekende aanvragen', 'een boete
opgelegd' / 'betaald', 'moeten' / 'mogen'.

Words that many a wording leaves out or says otherwise, so that one more or less tells little; of these few it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import dropwhile

from differ.pairs.compared import Compared
from differ.pairs.conflicts import Conflict
from differ.questions.concepts import term
from differ.questions.denials import PLAIN
from differ.questions.profile import Profile
from differ.questions.roots import root


def _roots(words: str) -> frozenset[str]:
    return frozenset(map(root, words.split()))


_REQUESTED = _roots("aanvraag verzoek klacht bezwaar bezwaarschrift beroep melding aangifte claim sollicitatie")
_OUTCOMES: Mapping[str, frozenset[str]] = {
    "granted": _roots("toekennen honoreren inwilligen goedkeuren toewijzen gegrond verlenen"),
    "refused": _roots("afwijzen weigeren verwerpen ongegrond afkeuren stuiten afstuiten"),
    "withdrawn": _roots("intrekken terugtrekken"),
    "dealt with": _roots("afhandelen afdoen afwikkelen"),
}
"""What becomes of a request; of a text that asks for requests it tells which."""
_COUNTED = "dealt with"
"""What tells another number, and no other time or manner: 'hoe lang duurt het voordat een klacht is afgehandeld'."""
_COUNTING = _roots("hoeveel aantal")
_HOW_OFTEN = frozenset(("hoe vak", "hoe frequent", "hoe dikwijl", "hoevel ker"))
"""What counts as 'hoeveel' does: 'hoe vaak is er geklaagd' is 'hoeveel klachten zijn er'."""
_NOT = _roots("niet geen")
_FINED = _roots("boete dwangsom heffing premie")
_PAYMENTS: Mapping[str, frozenset[str]] = {
    "imposed": _roots("opleggen beboeten krijgen uitdelen uitschrijven"),
    "paid": _roots("betalen voldoen innen afdragen"),
    "let off": _roots("kwijtschelden intrekken"),
}
_HELP = _roots("steun hulp bijstand geld subsidie advies informatie opheldering medewerking uitleg")
_HELPING: Mapping[str, frozenset[str]] = {
    "asked": frozenset("gevraagd vroeg vroegen vraagt verzocht verzoekt verzoek aangevraagd vragen".split()),
    "given": frozenset(
        "geboden gegeven verleend verstrekt biedt bood verleent verstrekt geeft gaf kreeg gekregen krijgt".split()
    ),
}
_ALL = re.compile(r"\b(?:alle|elke|iedere|elk|ieder)\b(?! (?:jaar|maand|week|kwartaal|dag))")
_THERE_ARE = re.compile(r"\b(?:zijn er|er zijn|bestaan er|er bestaan|hoeveel|aantal|welk deel)\b")
_SHARE = re.compile(r"\b(?:aandeel|percentage|procent|(?:welk|het|een|groot) deel)\b")
_WANT = frozenset("willen wil wilden wensen".split())
_WANTING = _roots(
    "willen wens bereid voornemen plan interesse belangstelling animo graag aanvragen zullen gaan aanmelden weigeren"
)
_HOW_MANY = frozenset("hoeveel welke aantal".split())
_MUST = frozenset("moet moeten moest moesten dient dienen verplicht plicht verplichting".split())
_MAY = frozenset("mag mogen mocht mochten toegestaan vrijwillig".split())
_DENYING = frozenset("niet geen zonder nooit noch evenmin verboden verbod afzien weigeren".split())


def other_outcome(left: Profile, right: Profile, found: Compared) -> Conflict | None:
    """Another thing that became of what was requested: 'aanvragen' / 'toegekende aanvragen'. One more on one side tells
    it, unless something else is said there. Symmetric but for which is told first."""
    ours, theirs = _said(left), _said(right)
    if not (ours & _REQUESTED and theirs & _REQUESTED):
        return None
    words = frozenset[str]().union(*_OUTCOMES.values())
    mine, its = _outcomes(ours), _outcomes(theirs)
    if mine and its:
        told = mine.isdisjoint(its)
    else:
        silent, other = (right, ours) if mine else (left, theirs)
        told = bool(mine or its) and not _by_another_word(words, found) and not _says_more(silent, other)
    return Conflict("word", tuple(sorted(ours & words)), tuple(sorted(theirs & words))) if told else None


def _outcomes(own: frozenset[str]) -> set[str]:
    """What is not granted is refused."""
    steps = _steps_in(own, _OUTCOMES) - (set() if own & _COUNTING and not own & _NOT else {_COUNTED})
    return {"refused" if one == "granted" and _NOT & own else one for one in steps}


def _by_another_word(words: frozenset[str], found: Compared) -> bool:
    return any(not words.isdisjoint(one.split()) for pair in found.synonyms for one in pair if " " not in one)


def _says_more(own: Profile, other: frozenset[str]) -> bool:
    return any(
        (" " in name or term(name).kind not in ("weak", "soft", "asked"))
        and name not in _HOW_OFTEN
        and not set(name.split()) <= other | _REQUESTED
        for name in own.terms
    )


def other_step(left: Profile, right: Profile) -> Conflict | None:
    """Another step of the same thing, or another duty; symmetric but for which is told first."""
    return next(_steps(left, right), None)


def _steps(left: Profile, right: Profile) -> Iterator[Conflict]:
    ours, theirs = _said(left), _said(right)
    if ours & _FINED and theirs & _FINED:
        yield from _told(ours, theirs, _PAYMENTS)
    if ours & _HELP and theirs & _HELP:
        yield from _told(frozenset(left.tokens), frozenset(right.tokens), _HELPING)
    yield from _how_many(" ".join(left.tokens), " ".join(right.tokens))
    yield from _how_many(" ".join(right.tokens), " ".join(left.tokens))
    yield from _duties(frozenset(left.tokens), frozenset(right.tokens))
    yield from _wanting(left, right)
    yield from _wanting(right, left)


@lru_cache(maxsize=4096)
def _said(own: Profile) -> frozenset[str]:
    """The roots of the words of a text, and of the verbs that it says in two words ('af te wijzen')."""
    return frozenset(map(root, own.tokens)).union(*(name.split() for name in own.terms))


def _steps_in(own: frozenset[str], steps: Mapping[str, frozenset[str]]) -> set[str]:
    return {name for name, words in steps.items() if words & own}


def _told(ours: frozenset[str], theirs: frozenset[str], steps: Mapping[str, frozenset[str]]) -> Iterator[Conflict]:
    """The steps that two texts tell, where they have none in common."""
    mine, its = _steps_in(ours, steps), _steps_in(theirs, steps)
    if mine and its and mine.isdisjoint(its):
        words = frozenset[str]().union(*steps.values())
        yield Conflict("word", tuple(sorted(ours & words)), tuple(sorted(theirs & words)))


def _how_many(here: str, there: str) -> Iterator[Conflict]:
    """'Doen alle scholen mee' / 'zijn er scholen die meedoen'; a number is no share."""
    every, some = _ALL.search(here), _THERE_ARE.search(there)
    if every and some and not _ALL.search(there) and not _THERE_ARE.search(here):
        yield Conflict("opposite", (every[0],), (some[0],))
    share = _SHARE.search(here)
    if share and "aantal" in there and "aantal" not in here and not _SHARE.search(there):
        yield Conflict("opposite", (share[0],), ("aantal",))


def _duties(ours: frozenset[str], theirs: frozenset[str]) -> Iterator[Conflict]:
    """'Moeten scholen' / 'mogen scholen'; what need not or may not be done is told by its 'not'."""
    if not _DENYING.isdisjoint(ours | theirs):
        return
    must, may = (sorted(ours & _MUST), sorted(theirs & _MAY)), (sorted(ours & _MAY), sorted(theirs & _MUST))
    if all(must) and not any(may):
        yield Conflict("opposite", tuple(must[0]), tuple(must[1]))
    elif all(may) and not any(must):
        yield Conflict("opposite", tuple(may[0]), tuple(may[1]))


def _wanting(here: Profile, there: Profile) -> Iterator[Conflict]:
    """'Hoeveel boeren willen overstappen' / 'zijn overgestapt'. Who does not want to does not; who is asked may only be
    said to want it; and who asks wants to know ('de leden willen weten hoeveel'), before the word that counts."""
    ours, theirs = _counted(here), _counted(there)
    if ours and theirs and ours & _WANT and _WANTING.isdisjoint(_said(there)) and not ours & (_OFFICES | PLAIN):
        yield Conflict("opposite", tuple(sorted(ours & _WANT))[:1], ())


def _counted(own: Profile) -> frozenset[str]:
    """The words from the first one on that asks how many; none where nothing asks so."""
    return frozenset(dropwhile(lambda word: word not in _HOW_MANY, own.tokens))


_OFFICES = frozenset("u minister staatssecretaris kabinet regering leden fractie".split())
