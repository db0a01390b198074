"""Who asks, and how politely, taken from the front of a question that is asked in a subordinate clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from differ.lexicon import entries
from differ.questions.folding import WORD, fold

_BEFORE = (
    "om de|in|op|aan|met|van|voor|door|bij|tot|per|sinds|vanaf|onder|naar|uit|binnen|om|tegen|via|langs|over|tussen"
    "|boven|gedurende|tijdens|volgens|namens|vanwege|wegens|ten koste van|ten behoeve van|ten aanzien van|uiterlijk"
    "|ten opzichte van|met betrekking tot|met ingang van|op basis van|aan de hand van|op grond van|met behulp van"
    "|in het kader van|als gevolg van"
)
"""What may stand before the word that asks: 'op welke'."""
_WHERE = "aan|achter|bij|binnen|door|heen|in|langs|mee|na|naar|onder|op|over|tegen|toe|uit|van|voor"
_ASKS = (
    rf"\b(?:(?:{_BEFORE}) )?(?:of|hoe|hoeveel|hoelang|hoever|hoeverre|hoezeer|wat|welke?|wie|wiens|wanneer|waarom"
    rf"|vanwaar|waar(?:{_WHERE})?)\b"
)
_ASKS_IN_LOWER, _ASKS_ANYHOW = re.compile(_ASKS), re.compile(_ASKS, re.IGNORECASE)
"""To look for capitals too takes four times as long."""
_TOKEN = re.compile(rf"\b(?:[A-Z]+\d+|\d+[A-Z]+)\b|{WORD.pattern}")
"""A word, or the name of a party with a figure in it ('D66', '50PLUS'), which is two words elsewhere."""
_GROUP = frozenset(
    """fractie fracties fractieleden fractielid lid leden namens senatoren commissie commissies commissieleden delegatie
    afdeling heer mevrouw kamerlid""".split()
)
"""Words that stand beside the name of who asks."""
_ONE_ASKS = re.compile(
    r"(?:De |Het )?[A-Z][\w'’+/&-]*(?: [A-Z][\w-]*)? (?P<asks>(?:vraagt|wil|wilde|verneemt|hoort|verzoekt|zou)\b)"
)
"""A party by its name alone: 'D66 vraagt', 'De VVD wil weten'."""
_WHO = r"(?:(?:de|deze) leden|de aan het woord zijnde leden|het lid|de fracties?|de commissie|zij|ze|wij|ik|hij)\b"
_VERBS = "vragen vraagt vraag willen wil vernemen verneemt verneem verzoeken verzoekt horen".split()
"""One of these stands in all that `_THEY_ASK` finds: few other sentences have any, and need no looking through."""
_ASK = f"(?:{'|'.join(_VERBS)})"
_THEY_ASK = re.compile(
    rf"(?:[,;:] |,? \ben )(?:{_WHO} [^,;]*)?(?P<after>{_ASK}\b)|\b(?P<before>{_ASK} {_WHO})", re.IGNORECASE
)
"""Where who asks begins to ask, behind what the sentence told before that."""
_MAY_ASK = re.compile("[Vv]ra(?:gen|ag)|[Ww]il|[Vv]erne+m|[Vv]erzoek|[Hh]oren|, ")
"""One of these stands in each sentence in which they do, or in which something is told between."""
_ASIDE = re.compile(
    r", (?:mede )?(?:gelet op|gezien|gegeven|in het licht van|naar aanleiding van|met het oog op|in navolging van"
    r"|onder verwijzing naar|rekening houdend met|indachtig|ondanks) [^,;]*,(?= )",
    re.IGNORECASE,
)
"""What is told between who asks and the question."""
_TOPIC = re.compile(
    r"(?:(?:ook|specifiek|meer specifiek|in het bijzonder|tot slot|voorts|verder|daarnaast|en) )?"
    r"(?:over|inzake|omtrent|aangaande|betreffende|rondom|wat betreft|voor wat betreft|met betrekking tot"
    r"|ten aanzien van|als het gaat om|waar het gaat om|in het geval van|(?:terug|vooruit)?(?:kijkend|blikkend) op"
    r"|kijkend naar|vooruitblikkend naar|sprekend over) ",
    re.IGNORECASE,
)
"""How it begins that only the subject is named: 'Terugkijkend op de dijken vragen zij wat'."""
_MOST_LEADS = 8
"""Places in a sentence where who asks may begin to ask, at most: so a text of nothing else costs no more."""


_WITH_PARTICLE = {
    "voor": frozenset(("leggen", "legt", "leg")),
    "op": frozenset(("dringt", "dringen", "werpt", "werpen", "komt", "roept")),
}


class Opened(NamedTuple):
    """A sentence by what it asks and what goes before that."""

    lead: str
    """What it tells before it asks; '' where that is only who asks, and how."""
    question: str


@lru_cache(maxsize=1024)
def opened(sentence: str) -> Opened:
    """A sentence from what it asks on, behind its opening. All of it is asked where nothing of the kind goes before."""
    if cut := _cut(sentence):
        return Opened("", sentence[cut:])
    if not _MAY_ASK.search(sentence):
        return Opened("", sentence)
    return _behind_aside(sentence) or _behind_lead(sentence) or Opened("", sentence)


def without_opening(sentence: str) -> str:
    """A sentence from what it asks on; the sentence itself where no opening goes before that."""
    return opened(sentence).question


def without_party(sentence: str) -> str:
    """A sentence without the party that asks, where it stands by its name alone: 'De SGP vraagt zich af'."""
    if (alone := _ONE_ASKS.match(sentence)) and without_opening(sentence) != sentence:
        return sentence[alone.start("asks") :]
    return sentence


def topic_of(lead: str) -> str:
    """What a question is about, where that is all that is told before it ('Over | de dijken vragen zij hoe'); or ''."""
    found = _TOPIC.match(lead)
    return lead[found.end() :].strip(" ,") if found and not _small(lead[found.end() :]) else ""


def _starts(sentence: str) -> Iterator[int]:
    """Where a subordinate clause may begin, as far as the words before it may be an opening."""
    at = 0
    # Of other letters the small ones may be more in number.
    asks = _ASKS_IN_LOWER.finditer(sentence.lower()) if sentence.isascii() else _ASKS_ANYHOW.finditer(sentence)
    for found in asks:
        piece = sentence[at : found.start()]
        if not _small(piece):
            return
        yield found.start() + _of_verb(found[0], piece)
        if found[0].casefold() != "of":
            return
        at = found.end()


def _of_verb(asks: str, piece: str) -> int:
    """The letters of a preposition that belongs to the verb before it: 'leggen de vraag voor | wie dat betaalt'."""
    first, _, rest = asks.partition(" ")
    verbs = _WITH_PARTICLE.get(first, frozenset[str]())
    return len(first) + 1 if rest and not verbs.isdisjoint(piece.casefold().split()) else 0


def _cut(sentence: str) -> int:
    """Where a sentence begins to ask behind an opening; 0 where there is none."""
    return max((start for start in _starts(sentence) if start and _carries_nothing(sentence[:start])), default=0)


def _behind_aside(sentence: str) -> Opened | None:
    """'De leden … vragen, gelet op de stijgende kosten, | wie dat betaalt'."""
    if not (aside := _ASIDE.search(sentence)):
        return None
    whole = sentence[: aside.start()] + sentence[aside.end() :]
    cut = _cut(whole)
    return Opened(aside[0].strip(", "), whole[cut:]) if cut else None


def _behind_lead(sentence: str) -> Opened | None:
    """'De leden … lezen dat de kosten stijgen en vragen | wie dat betaalt': what was told first is not asked."""
    folded = sentence.casefold()
    if not any(word in folded for word in _VERBS):
        return None
    for found in islice(_THEY_ASK.finditer(sentence), _MOST_LEADS):
        asks = found.start("after") if found["after"] else found.start("before")
        if cut := _cut(sentence[asks:]):
            return Opened(sentence[: found.start() if found["after"] else asks], sentence[asks + cut :])
    return None


def _small(piece: str) -> bool:
    return all(_is_name(token) or fold(token) in _allowed() for token in _TOKEN.findall(piece))


def _carries_nothing(opening: str) -> bool:
    tokens = _TOKEN.findall(opening)
    words = {fold(token) for token in tokens}
    named = any(_is_name(token) and fold(token) not in _allowed() for token in tokens)
    if named and words.isdisjoint(_GROUP) and "fractie" not in opening and not _ONE_ASKS.match(opening):
        return False
    return _asks(words)


def _asks(words: Set[str]) -> bool:
    words_alone, phrases = _saying()
    return not words.isdisjoint(words_alone) or any(phrase <= words for phrase in phrases)


def _is_name(token: str) -> bool:
    return token[0].isupper() or (token[0].isdigit() and token[-1].isupper())


@cache
def _saying() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The words that ask, and the words of the phrases that do."""
    listed = [frozenset(entry.split()) for entry in entries("openings")]
    return frozenset(word for one in listed if len(one) == 1 for word in one), tuple(p for p in listed if len(p) > 1)


@cache
def _allowed() -> frozenset[str]:
    listed = {word for name in ("openings", "procedure", "stopwords") for one in entries(name) for word in one.split()}
    return frozenset(listed.union(word for word in entries("frames") if " " not in word) - {"moment"})
