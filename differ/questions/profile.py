"""A question as it is compared: what it asks, part by part, as terms; its numbers, its names, what turns it round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from corpus.sentences import split
from differ.questions.askers import unasked
from differ.questions.beginnings import plainly_begun, without_beginning
from differ.questions.capitals import DAYS, MONTHS, names_in
from differ.questions.cleaning import cleaned, meant_by, righted, tokens_of, words_of
from differ.questions.concepts import carrying_nothing, term
from differ.questions.denials import denies, is_denial
from differ.questions.folding import WORD, fold
from differ.questions.letters import shorts_in
from differ.questions.negations import negations
from differ.questions.openings import Opened, opened, topic_of, without_opening
from differ.questions.phrases import terms
from differ.questions.plainly import plainly
from differ.questions.pointing import asked_outright
from differ.questions.roots import parts, root
from differ.questions.separable import joined_verbs
from differ.questions.told import Meaning, shortened
from differ.statements.numerals import ONES

_AND = r"en|alsmede|evenals|maar|of"
_OPENS = (
    "wanneer|waarom|hoe|hoeveel|hoelang|hoeverre|wie|wat|waar|welke?|zo ja|zo nee|zo niet|indien|op welke|in welke"
    "|in hoeverre|per wanneer|door wie|met wie|aan wie|kunt u|kan de|kan het|is de minister|bent u"
)
_CLAUSE = re.compile(rf"(?:[,;:] |[,;:]? (?:{_AND}) |, (?:{_AND}) )(?=(?:{_OPENS})\b)|; (?:{_AND} )?", re.IGNORECASE)
_ASKING = re.compile(
    r"\?\W*$|^(?:graag|gaarne)\b|\b(?:vragen|vraagt|verzoeken|verzoekt|weten|vernemen|horen)\b.*\b(?:of|hoe\w*|wat|welke?|waarom|wanneer|wie|waar)\b",
    re.IGNORECASE,
)
WORD_NUMBERS = {word: str(number) for number, word in enumerate(ONES[2:13], 2)}
_SAID_NUMBERS = MONTHS | DAYS | set(WORD_NUMBERS)
POLAR = frozenset("voor na tot vanaf sinds tijdens tegen binnen buiten onder boven met zonder in uit naar".split())
_SAYING = """aangeven toelichten uiteenzetten uitleggen ingaan schetsen beantwoorden verduidelijken specificeren
    reageren mededelen toelichting overzicht inzicht antwoord reactie duidelijkheid""".split()
_WHO_THINKS = frozenset("u de het men zij hij wij deze dit die regering kabinet minister staatssecretaris".split())
TELLING = 2
"""Topical terms that tell what a question is about."""
SAYING = 3
"""Terms of weight that do so where none of them is topical: 'hoe worden onafhankelijke journalisten gesteund'."""
_POINTING = frozenset("dit deze die dat ze zij hij hun er hen dergelijke zulke zo ook".split())
_POINTING_BEFORE = ("hier", "daar", "eruit", "ervan", "ervoor", "erbij", "ermee", "erop", "erover", "eraan", "erin")


_T = TypeVar("_T")


class Unit(NamedTuple):
    """One question of those that a text asks: a sentence, or a clause of the only sentence."""

    terms: tuple[str, ...]
    """What it is about and what it asks: roots and phrases (see `concepts.terms`)."""
    numbers: tuple[str, ...]
    """Figures, number words, months, days."""
    names: tuple[str, ...]
    """Roots of words with a capital that no sentence begins with."""
    offices: tuple[str, ...]
    """Those of them that say which minister is asked."""
    polar: tuple[tuple[str, str], ...]
    """'voor', 'na', 'met', 'zonder' and their like, each with the term that it goes with."""
    negated: int
    """0: no; 1: by 'niet' and its like; 2: perhaps, by a word such as 'uitblijven' (see `differ.questions.denials`)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A question as it is compared: made once, used in every comparison.

    Tuples of words throughout, so that a million of them fit in memory and go to another process.
    """

    tokens: tuple[str, ...]
    """Lower case, without punctuation and without who asks."""
    units: tuple[Unit, ...]
    """What is asked. At least one."""
    context: tuple[str, ...]
    """Terms of sentences that ask nothing of their own: what goes before the question, and 'Zo nee, waarom niet?'."""
    compounds: tuple[tuple[str, tuple[str, ...]], ...]
    """The terms that are compounds, each with the roots of its parts."""
    shorts: tuple[str, ...] = ()
    """Words, folded, that may be abbreviations which no list has (see `differ.questions.letters`)."""
    told: tuple[Meaning, ...] = ()
    """What the text itself says that abbreviations stand for. It is read as if these stood there alone."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Of all that is asked, each once."""
        return self.whole.terms

    @property
    def whole(self) -> Unit:
        """All that is asked, as one."""
        return self.units[0] if len(self.units) == 1 else joined_units(self.units)

    @property
    def stems(self) -> Counter[str]:
        """The terms of the whole text, asked or not."""
        return Counter((*self.terms, *self.context))


def joined_units(units: Sequence[Unit]) -> Unit:
    """Several questions as one."""

    def each(found: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
        return tuple(dict.fromkeys(one for own in found for one in own))

    return Unit(
        each(u.terms for u in units),
        each(u.numbers for u in units),
        each(u.names for u in units),
        each(u.offices for u in units),
        each(u.polar for u in units),
        min((u.negated for u in units if u.negated), default=0),
    )


@lru_cache(maxsize=4096)
def profile(text: str) -> Profile:
    """What is compared of a question (plain text). Linear in its length."""
    text, told = shortened(text)
    typed = [s for line in cleaned(text).splitlines() for s in split(line.strip()) if WORD.search(s)]
    sentences = asked_outright(list(map(righted, typed)))
    asking = _asking(sentences)
    leading = [words_of(s) for s in sentences if s not in asking] if len(asking) < len(sentences) else []
    read = [_opened(s) if _asks(s) else Opened("", without_beginning(s)) for s in asking]
    leading += [words_of(lead) for lead, _ in read if lead]
    pieces = [s for _, s in read] if len(asking) > 1 else [c for _, s in read for c in _CLAUSE.split(s)]
    leaning = _with_what_they_lean_on(zip(pieces, map(_asks, asking), strict=True)) if len(asking) > 1 else None
    units = list(_merged(leaning or map(_unit, pieces)))
    asked = [unit for unit in units if _has_subject(unit) or _says_enough(unit)] if len(asking) > 1 else units
    asked = asked or units
    context = [name for words in leading for name in _read(words, _figures(words))[0]]
    context += [words[i] for words in leading for i in _figures(words)]
    context += [t for unit in units if unit not in asked for t in (*unit.terms, *unit.numbers)]
    tokens = [token for s in _spoken(typed, sentences) for token in tokens_of(s)]
    return Profile(
        tuple(map(fold, tokens)),
        tuple(dict.fromkeys(asked)) or (Unit((), (), (), (), (), 0),),
        tuple(dict.fromkeys(context)),
        _compounds(text),
        shorts_in(tokens),
        told,
    )


def _spoken(typed: Sequence[str], sentences: Sequence[str]) -> list[str]:
    """The sentences without who asks; without what goes before the question where that denies: 'het is niet duidelijk
    waarom', 'zij begrijpen niet dat'. It denies nothing of what is asked."""
    said = [unasked(s).strip() for s in typed]
    if not any(map(negations, said)):
        return said
    asked = [unasked(f"{lead} {question}" if lead else question).strip() for lead, question in map(opened, sentences)]
    return asked if sum(map(negations, asked)) < sum(map(negations, said)) else said


def _opened(sentence: str) -> Opened:
    """A sentence by what it tells and what it asks; as a whole where the question leans on what was told before it."""
    found = opened(sentence)
    if topic := topic_of(found.lead):
        return Opened("", f"{topic} {found.question}")
    if not found.lead or _has_subject(unit := _unit(found.question)) or _is_of_its_own(unit, found.question):
        return found
    return Opened("", f"{without_beginning(found.lead)} {found.question}")


def _asking(sentences: list[str]) -> list[str]:
    """The sentences that ask, with what goes before those that have no subject ('Is dat bedrag besteed?'); all where
    none has one ('Heeft de regering een antwoord op die vraag?')."""
    asking = [s for s in sentences if _asks(s)]
    if len(asking) == len(sentences):
        return asking
    own = {s for s in asking for unit in [_unit(s)] if _has_subject(unit) or _is_of_its_own(unit, s)}
    if not own:
        return sentences
    before = {after: s for s, after in pairwise(sentences) if s not in asking and after in asking and after not in own}
    return [s for s in sentences if s in asking or s in before.values()] if before else asking


def _asks(sentence: str) -> bool:
    """Whether a sentence asks, and does not tell; as it was written, with its opening."""
    return sentence.endswith("?") or bool(_ASKING.search(sentence)) or without_opening(sentence) != sentence


def _with_what_they_lean_on(sentences: Iterable[tuple[str, bool]]) -> Iterator[Unit]:
    """A unit for each sentence, given behind its opening and with whether it asks; a question that has no subject as
    one with the sentence before it that asks nothing: 'In de begroting staat 3 miljoen euro voor X. Waarom is dit
    geschrapt?' is asked of X, and asks why."""
    told: Unit | None = None
    waiting = False
    for sentence, asks in sentences:
        unit = _unit(sentence)
        if not asks:
            if told and waiting:
                yield told
            told, waiting = (unit, True) if _has_subject(unit) else (None, False)
            if not told:
                yield unit
        elif told and not _has_subject(unit) and not _is_of_its_own(unit, sentence):
            yield joined_units((told, unit))
            waiting = False
        else:
            if told and waiting:
                yield told
            told, waiting = None, False
            yield unit
    if told and waiting:
        yield told


def _is_of_its_own(unit: Unit, sentence: str) -> bool:
    """Whether a sentence with common words only tells what it asks about, and points to nothing before it."""
    return _says_enough(unit) and not _points(sentence)


def _says_enough(unit: Unit) -> bool:
    telling = sum(term(one).kind in ("general", "common") for one in unit.terms)
    return telling >= SAYING and any(term(one).kind == "common" for one in unit.terms)


def _points(sentence: str) -> bool:
    return any(word in _POINTING or word.startswith(_POINTING_BEFORE) for word in map(fold, words_of(sentence)))


def _compounds(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = dict.fromkeys(word for token in tokens_of(text) if (own := _compounds_in(token)) for word in own)
    return tuple((root(word), parts(word)) for word in words)


@lru_cache(maxsize=65536)
def _compounds_in(token: str) -> tuple[str, ...]:
    """Those of its words that are compounds: few have any."""
    return tuple(filter(parts, meant_by(token)))


# A sentence is looked at twice: whether it asks for something of its own, and as what is asked.
@lru_cache(maxsize=1024)
def _unit(piece: str) -> Unit:
    said = unasked(piece).strip()
    names, offices = names_in(said)
    return asked_in(said)._replace(names=names, offices=offices)


def asked_in(said: str) -> Unit:
    """A clause as one question, without its names."""
    said = plainly(plainly_begun(said))
    words = words_of(said)
    figures = _figures(words)
    terms_, polar = _read(words, figures, _with_capital(said))
    negated = 1 if negations(said.casefold()) > sum(map(is_denial, terms_)) else 2 if any(map(denies, terms_)) else 0
    numbers = {
        WORD_NUMBERS.get(words[i], words[i]): None for i in figures if not (words[i] == "acht" and _thinks(words, i))
    }
    return Unit(terms_, tuple(numbers), (), (), tuple(dict.fromkeys(polar)), negated)


def _thinks(words: Sequence[str], i: int) -> bool:
    """Whether 'acht' is no number: 'Acht u dit nodig?', 'hoe ernstig acht de minister dit', 'of u dit nodig acht'."""
    if i + 1 == len(words):
        return i > 0 and words[i - 1] not in POLAR
    return words[i + 1] in _WHO_THINKS


def _has_subject(unit: Unit) -> bool:
    """Whether a unit is about something of its own, and not about 'this'."""
    named = bool(unit.names or unit.numbers) or any(term(one).kind == "rare" for one in unit.terms)
    return named or tells_subject(unit.terms)


def tells_subject(found: Iterable[str]) -> bool:
    """Whether terms tell what is asked about. One of them may be what is asked of it: 'hoe wordt dit geëvalueerd'."""
    return sum(term(one).topical for one in found) >= TELLING


def _figures(words: Sequence[str]) -> list[int]:
    """Where numbers, months and days stand."""
    return [i for i, word in enumerate(words) if word in _SAID_NUMBERS or word[0].isdigit()]


def _with_capital(said: str) -> frozenset[str]:
    """The words of a clause with a capital, but for its first."""
    return frozenset([fold(token) for token in tokens_of(said)[1:] if token[0].isupper()])


def _read(
    tokens: Sequence[str], figures: Sequence[int], names: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The terms of a clause, and its polar words with the next word that carries something; `figures`: where not."""
    roots = joined_verbs(tokens, names)
    kept = [(one, tokens[i]) for i, one in enumerate(roots) if one and i not in figures]
    found = terms([one for one, _ in kept], [word for _, word in kept], names)
    if not _saying().isdisjoint(roots):
        found = [one for one in found if "?willing" not in term(one).concepts]
    polar = [] if POLAR.isdisjoint(tokens) else [*_polar(tokens, roots)]
    return tuple(found), polar


def _polar(tokens: Sequence[str], roots: Sequence[str]) -> Iterator[tuple[str, str]]:
    nothing = carrying_nothing()
    for i, token in enumerate(tokens):
        if token not in POLAR or not roots[i]:
            continue
        for j in range(i + 1, len(tokens)):
            if roots[j] and tokens[j] not in nothing and term(roots[j]).kind != "weak":
                yield token, roots[j]
                break


@cache
def _saying() -> frozenset[str]:
    """To be willing to say something is nothing but to say it."""
    return frozenset(map(root, _SAYING))


def _merged(units: Iterator[Unit]) -> Iterator[Unit]:
    """Units, those that have no word of their own ('hoe' of 'hoe en wanneer') joined to the next one."""
    waiting: list[Unit] = []
    for unit in units:
        if any(term(one).kind in ("general", "common", "rare") for one in unit.terms):
            yield joined_units([*waiting, unit]) if waiting else unit
            waiting = []
        else:
            waiting.append(unit)
    if waiting:
        yield joined_units(waiting)
