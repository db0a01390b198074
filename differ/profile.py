"""A question as it is compared: what it asks, part by part, as terms; its numbers, its names, what turns it round."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from corpus.sentences import split
from differ.concepts import carrying_nothing, term, terms
from differ.folding import WORD, fold
from differ.lexicon import entries
from differ.naming import one_name
from differ.openings import without_opening
from differ.roots import PARTICLES, joined, parts, root
from differ.spelling import repaired

_PARTY = r"[A-Z0-9][\w'’+/&-]*(?: (?:van |voor )?(?:de )?[A-Z][\w-]+){0,2}"
_PARTIES = rf"(?:de |het )?{_PARTY}(?:(?:,| en|, en) (?:de |het )?{_PARTY})*"
_VERBS = (
    "vraagt|vragen|wil|willen|verzoekt|verzoeken|verneemt|vernemen|hoort|horen|zou|zouden|is benieuwd|zijn benieuwd"
)
_ASKER = re.compile(
    rf"(?:,? ?\b(?:zo|aldus) )?\b(?:(?:{_VERBS})(?: zich)? )?(?:"
    rf"\b(?:[Nn]amens |[Oo]ok )?(?:[Dd]e|[Hh]et) (?:aan het woord zijnde )?(?:[Ll]eden|[Ll]id|[Ff]ractie(?:s|leden)?) "
    r"(?:van )?"
    rf"(?:(?:de |het )?[Ff]racties? van )?{_PARTIES}(?:-?[Ff]racties?| [Ff]racties?)?(?: \([^()]*\))?"
    rf"|\b(?:[Nn]amens )?(?:[Dd]e |[Hh]et )?{_PARTY}-[Ff]racties?"
    r"|\b[Dd]eze leden|\b[Dd]e aan het woord zijnde leden"
    rf")(?: (?:{_VERBS})\b)?(?: zich)?(?: graag)?(?: (?:weten|vernemen|horen)\b)?(?: af\b)?"
    r"(?: (?:aan )?(?:de regering|het kabinet|de minister|de staatssecretaris)\b)?"
)
_ASKERS = ("lid", "Lid", "eden", "ractie")
"""One of these stands in all that `_ASKER` takes away: most sentences have none, and need no looking through."""
_CITED = re.compile(r"\((?:[^()]*\b(?:kamerstuk|nr|blz|p|pag|zie|bron|dossier|bijlage)\b[^()]*)\)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ .\u00a0\u202f]\d{3})+)(?![\d])")
_SCANNED_FIGURE = re.compile(r"(?<!\w)(?=[\dOoIl]*\d)(?=[\dOoIl]*[OoIl])[\dOoIl]{3,}(?!\w)")
_BROKEN = re.compile(r"(\w{2,})-\s(?=[a-zë]{2,})(?!(?:en|of|dan wel)\b)")
"""A word cut at the end of a line; 'dak- en thuislozen' is none."""
_FIGURES = str.maketrans("OoIl", "0011")
_AND = r"en|alsmede|evenals|maar|of"
_OPENS = (
    "wanneer|waarom|hoe|hoeveel|hoelang|hoeverre|wie|wat|waar|welke?|zo ja|zo nee|zo niet|indien|op welke|in welke"
    "|in hoeverre|per wanneer|door wie|met wie|aan wie|kunt u|kan de|kan het|is de minister|bent u"
)
_CLAUSE = re.compile(rf"(?:[,;:] |[,;:]? (?:{_AND}) |, (?:{_AND}) )(?=(?:{_OPENS})\b)|; (?:{_AND} )?", re.IGNORECASE)
_ASKING = re.compile(
    r"\?\W*$|^(?:graag|gaarne)\b|\b(?:vragen|vraagt|weten|vernemen)\b.*\b(?:of|hoe\w*|wat|welke?|waarom|wanneer|wie|waar)\b",
    re.IGNORECASE,
)
_WORD_NUMBERS = {
    word: str(number)
    for number, word in enumerate("twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), 2)
}
FULL = {"mln": "miljoen", "mld": "miljard", "eur": "euro", "fte's": "fte"}
_MONTHS = frozenset("januari februari maart april mei juni juli augustus september oktober november december".split())
_DAYS = frozenset("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split())
_SAID_NUMBERS = _MONTHS | _DAYS | set(_WORD_NUMBERS)
_NEGATION = frozenset(("niet", "geen", "nooit", "noch", "zonder", "nergens", "niemand", "evenmin"))
_LACKING = frozenset(
    map(root, "ontbreken uitblijven achterwege nalaten afwezigheid afzien gebrek ontbering weigeren verzuimen".split())
)
_ADDED_NEGATION = re.compile(
    r"\b(?:waarom|zo|of|of juist|al dan|wel of|wel en) niet\b|\bniet alleen\b|\b(?:wel )?of geen\b"
    r"|\b(?:mensen|personen|zelfstandigen?) zonder\b",
    re.IGNORECASE,
)
_POLAR = frozenset("voor na tot vanaf sinds tijdens tegen binnen buiten onder boven met zonder in uit naar".split())
_SAYING = """aangeven toelichten uiteenzetten uitleggen ingaan schetsen beantwoorden verduidelijken specificeren
    reageren mededelen toelichting overzicht inzicht antwoord reactie duidelijkheid""".split()
MOST_BETWEEN = 25
"""Words between a verb and its particle."""
_WHO_THINKS = frozenset("u de het men zij hij wij deze dit die regering kabinet minister staatssecretaris".split())
_AFTER_WHERE = frozenset("aan op in mee van toe tegen door voor over uit onder bij naar af heen".split())
"""What may end a question that begins with 'waar': 'waar … aan' is 'waaraan'."""
_PARTICIPLES = ("ge", "be", "ver", "uitge", "inge", "aange", "toege", "word", "werd")
_AFTER_VERB = frozenset(
    """dat of om als en dan zodat omdat aan van voor met op tot in over bij onder door naar tegen tussen uit sinds na
    binnen per ten""".split()
)
"""Words before which a particle ends its verb: 'draagt … bij aan'."""
TELLING = 2
"""Topical terms that tell what a question is about."""
_IN_OFFICES = frozenset(("van", "en", "voor", "de", "het"))
_OFFICES = frozenset(("minister", "staatssecretaris", "ministers", "staatssecretarissen", "bewindspersoon"))


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
    """0: no; 1: by 'niet' and its like; 2: perhaps, by a word such as 'uitblijven'."""


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
    sentences = [s for line in cleaned(text).splitlines() for s in split(line.strip()) if WORD.search(s)]
    asking = _asking(sentences)
    context = [t for s in sentences if s not in asking for t in _read(_words(s), _figures(_words(s)))[0]]
    opened = [without_opening(s) for s in asking]
    pieces = opened if len(asking) > 1 else [c for s in opened for c in _CLAUSE.split(s)]
    units = list(_merged(map(_unit, pieces)))
    asked = [unit for unit in units if _has_subject(unit)] if len(asking) > 1 else units
    asked = asked or units
    context += [words[i] for s in sentences if s not in asking for words in [_words(s)] for i in _figures(words)]
    context += [t for unit in units if unit not in asked for t in (*unit.terms, *unit.numbers)]
    return Profile(
        tuple(fold(t) for s in sentences for t in _tokens(_unasked(s).strip())),
        tuple(dict.fromkeys(asked)) or (Unit((), (), (), (), (), 0),),
        tuple(dict.fromkeys(context)),
        _compounds(text),
    )


def _asking(sentences: list[str]) -> list[str]:
    """The sentences that ask; all where these have no subject ('Heeft de regering een antwoord op die vraag?')."""
    asking = [s for s in sentences if s.endswith("?") or _ASKING.search(s) or without_opening(s) != s]
    return asking if any(_has_subject(_unit(sentence)) for sentence in asking) else sentences


def _compounds(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(own for word in dict.fromkeys(_words(text)) if (own := _compound(word)))


@lru_cache(maxsize=65536)
def _compound(word: str) -> tuple[str, tuple[str, ...]] | None:
    """The root of a compound, and those of its parts; None for another word."""
    own = parts(word)
    return (root(word), own) if own else None


@lru_cache(maxsize=1024)
def _unasked(text: str) -> str:
    """Without who asks."""
    return _ASKER.sub(" ", text) if any(mark in text for mark in _ASKERS) else text


# A sentence is looked at twice: whether it asks for something of its own, and as what is asked.
@lru_cache(maxsize=1024)
def _unit(piece: str) -> Unit:
    said = _unasked(piece).strip()
    names, offices = _names(said)
    return asked_in(said)._replace(names=names, offices=offices)


def asked_in(said: str) -> Unit:
    """A clause as one question, without its names."""
    words = _words(said)
    figures = _figures(words)
    terms_, polar = _read(words, figures)
    negated = 1 if _denies(said.casefold()) else 2 if not _LACKING.isdisjoint(terms_) else 0
    numbers = {
        _WORD_NUMBERS.get(words[i], words[i]): None for i in figures if not (words[i] == "acht" and _thinks(words, i))
    }
    return Unit(terms_, tuple(numbers), (), (), tuple(dict.fromkeys(polar)), negated)


def _denies(said: str) -> bool:
    # To look for each of these words takes less time than to take all words apart.
    return any(word in said for word in _NEGATION) and not _NEGATION.isdisjoint(
        WORD.findall(_ADDED_NEGATION.sub("", said))
    )


def _thinks(words: Sequence[str], i: int) -> bool:
    """Whether 'acht' is no number: 'Acht u dit wenselijk?', 'hoe ernstig acht de minister dit'."""
    return i + 1 < len(words) and words[i + 1] in _WHO_THINKS


def _has_subject(unit: Unit) -> bool:
    """Whether a unit is about something of its own, and not about 'this'."""
    named = bool(unit.names or unit.numbers) or any(term(one).kind == "rare" for one in unit.terms)
    return named or tells_subject(unit.terms)


def tells_subject(found: Iterable[str]) -> bool:
    """Whether terms tell what is asked about. One of them may be what is asked of it: 'hoe wordt dit geëvalueerd'."""
    return sum(term(one).topical for one in found) >= TELLING


def cleaned(text: str) -> str:
    """A text with what stands for the same written in one way: names, numbers, words that a line end cut."""
    text = unicodedata.normalize("NFC", text).replace("ﬁ", "fi").replace("ﬂ", "fl")
    # Most texts have none of these, which is told sooner than where they stand.
    if "(" in text:
        text = _CITED.sub("", text)
    if "-" in text:
        text = _BROKEN.sub(r"\1", text)
    if _DIGIT.search(text):
        text = _SCANNED_FIGURE.sub(lambda figure: figure[0].translate(_FIGURES), text)
    text = one_name(text)
    if not _DIGIT.search(text):
        return text
    return _GROUPED.sub(lambda figure: figure[1] + re.sub(r"\D", "", figure[2]), text)


def _words(text: str) -> list[str]:
    """The words of a text, folded, slips put right, 'mln' and its like written in full."""
    return [word for token in _tokens(text) for word in _meant(token)]


@lru_cache(maxsize=256)
def _tokens(text: str) -> Sequence[str]:
    """Kept for a moment: a sentence is looked at for its names, for its terms and as it stands."""
    return tuple(WORD.findall(text))


@lru_cache(maxsize=131072)
def _meant(token: str) -> tuple[str, ...]:
    """One as a rule, two where a space was lost; a name stays as it is."""
    folded = fold(token)
    return tuple(FULL.get(word, word) for word in (repaired(folded) if token[1:].islower() else (folded,)))


def _figures(words: Sequence[str]) -> list[int]:
    """Where numbers, months and days stand."""
    return [i for i, word in enumerate(words) if word in _SAID_NUMBERS or word[0].isdigit()]


def _names(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roots of the names in a sentence, and those of the ministries whose minister is asked."""
    tokens = _tokens(sentence)
    named = [i for i, token in enumerate(tokens) if not token.islower() and _is_name(i, token)]
    if not named:
        return (), ()
    names = dict.fromkeys(root(fold(tokens[i])) for i in named)
    return tuple(names), tuple(dict.fromkeys(root(fold(tokens[i])) for i in named if _of_office(tokens, i, named)))


def _is_name(position: int, token: str) -> bool:
    return ((position > 0 and token[0].isupper()) or (len(token) > 1 and token.isupper())) and (
        fold(token) not in _no_names()
    )


def _of_office(tokens: Sequence[str], name: int, named: Sequence[int]) -> bool:
    before = (fold(tokens[i]) for i in range(name - 1, -1, -1) if i not in named)
    return next((word for word in before if word not in _IN_OFFICES), "") in _OFFICES


@cache
def _no_names() -> frozenset[str]:
    return frozenset(entries("stopwords")) | {word for word in entries("frames") if " " not in word} | _MONTHS | _DAYS


def _read(tokens: Sequence[str], figures: Sequence[int]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The terms of a clause, and its polar words with the next word that carries something; `figures`: where not."""
    roots = _joined_verbs(tokens)
    kept = [(one, tokens[i]) for i, one in enumerate(roots) if one and i not in figures]
    found = terms([one for one, _ in kept], [word for _, word in kept])
    if not _saying().isdisjoint(roots):
        found = [one for one in found if "?willing" not in term(one).concepts]
    polar = [] if _POLAR.isdisjoint(tokens) else [*_polar(tokens, roots)]
    return tuple(found), polar


def _polar(tokens: Sequence[str], roots: Sequence[str]) -> Iterator[tuple[str, str]]:
    nothing = carrying_nothing()
    for i, token in enumerate(tokens):
        if token not in _POLAR or not roots[i]:
            continue
        for j in range(i + 1, len(tokens)):
            if roots[j] and tokens[j] not in nothing and term(roots[j]).kind != "weak":
                yield token, roots[j]
                break


def _joined_verbs(tokens: Sequence[str]) -> list[str]:
    """The roots, a verb and its particle further on made one: 'voert … uit'. What was joined leaves ''."""
    roots = [root(token) for token in tokens]
    if tokens and tokens[0] == "waar":
        _join_where(tokens, roots)
    particles = _particles()
    if particles.isdisjoint(tokens):
        return roots
    for i in range(len(tokens) - 2) if "te" in tokens else ():
        if tokens[i + 1] == "te" and tokens[i] in particles:
            roots[i], roots[i + 1], roots[i + 2] = root(tokens[i] + tokens[i + 2]), "", ""
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i] not in particles or not _parted(tokens, i):
            continue
        for j in range(i - 1, max(-1, i - MOST_BETWEEN), -1):
            if (len(tokens[j]) > 2 or tokens[j] == "is") and (whole := joined(tokens[i], tokens[j])):
                roots[j], roots[i] = whole, ""
                break
    return roots


def _join_where(tokens: Sequence[str], roots: list[str]) -> None:
    """'Waar wordt het geld aan besteed?' asks 'waaraan'."""
    for i in range(len(tokens) - 1, max(0, len(tokens) - 3), -1):
        if tokens[i] in _AFTER_WHERE and (i == len(tokens) - 1 or tokens[-1].startswith(_PARTICIPLES)):
            roots[0], roots[i] = root(tokens[0] + tokens[i]), ""
            return


def _parted(tokens: Sequence[str], particle: int) -> bool:
    """A particle that ends its clause belongs to a verb; elsewhere it is a preposition."""
    return particle == len(tokens) - 1 or tokens[particle + 1] in _AFTER_VERB


@cache
def _saying() -> frozenset[str]:
    """To be willing to say something is nothing but to say it."""
    return frozenset(map(root, _SAYING))


@cache
def _particles() -> frozenset[str]:
    return frozenset(PARTICLES)


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
