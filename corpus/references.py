"""What a text points to: other answers, other papers; and who asks. Unsure means not recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.address import canonical_id
from corpus.sentences import split

_ONE = r"\d{1,3}[a-z]?"
_JOIN = r"(?:,? en |, ?| t/m | tot en met | ?[-–] ?)"
NUMBERS = rf"{_ONE}(?:{_JOIN}{_ONE})*"
"""One or more question numbers as people write them: '3', '3, 8 en 9', '7, 8, en 9', '17 t/m 22'."""

_MENTION = re.compile(rf"\b(?:[Vv]ra(?:ag|gen)|(?<=[Zz]ie )antwoord(?:en)?) (?P<numbers>{NUMBERS})(?![\w%])")
# 'van letter B', 'van de nota naar aanleiding van het verslag (36 800 K, D)': the answer stands in another paper.
_ELSEWHERE = re.compile(
    r"\s*(?:van|uit|in) (?:de |het )?(?:(?:stuk |kamerstuk )?letter (?P<letter>[A-Z]{1,2})\b|(?P<paper>.*))",
    re.IGNORECASE,
)
# 'mijn antwoord in de brief van 3 mei (36 800 X, nr. 25) op': the other paper stands before the question.
_ANSWER_IN = re.compile(
    r".*\b(?:antwoord(?:en|de)?|beantwoording|beantwoord)\b(?P<paper>(?: van)?[^?!]*?\b(?:in|uit|van|bij)\b.*)\b"
    r"(?:op|bij|onder|van)(?: de)? $",
    re.IGNORECASE,
)
_LETTER_BEFORE = re.compile(r"\b(?:in|uit) (?:de|mijn|onze|een) (?:\w+ )?brief\b[^,;]* op(?: de)? $", re.IGNORECASE)
# '(36 800 K, D), antwoord op': right behind the other paper.
_RIGHT_BEHIND = re.compile(
    r"\)?[,:;]? ?(?:waarin |in |en )?(?:het |mijn |ons |onze )?(?:antwoord(?:en)?|beantwoording)? ?"
    r"(?:op|van|bij|onder)?(?: de)? ?",
    re.IGNORECASE,
)
# 'van de schriftelijke vragen van 3 mei', 'van de vorige nota': another paper, and it is not said which one.
_UNNAMED = re.compile(
    r"(?:(?:eerdere|vorige|eerste|schriftelijke|feitelijke) )*(?:beantwoording|(?:kamer)?vragen|lijst van vragen"
    r"|aanhangsel)\b|(?:eerdere|vorige|eerste|mijn|onze?) (?:nota|brief|memorie)\b",
    re.IGNORECASE,
)
# 'in de brief van 3 mei': as a rule not this paper, which calls itself 'deze brief'.
_UNNAMED_BEFORE = re.compile(
    r"\b(?:in|uit|van|bij) (?:de|het|mijn|onze?|een) (?:\w+ ){0,2}?(?:brief|brieven|nota|memorie|verslag|aanhangsel"
    r"|kamervragen|beantwoording|lijst van vragen)\b",
    re.IGNORECASE,
)
# 'de brief (33942, nr. 25), waarin op': more than the name of a paper.
_SAYS_MORE = re.compile(r"\b(?:waar\w*|die|dat|en|is|zijn|staat|heb\w*|heeft)\b", re.IGNORECASE)
_FARTHEST = 400
"""Characters before a question among which the paper is looked for that it stands in."""
_UNSURE: tuple[None, str] = (None, "unsure")

_WHO = r"(?:ik|wij|we|het\ kabinet|de\ regering)"
_WHOLE = re.compile(
    rf"""(?:
      (?:zie|vergelijk)(?:\ (?:hiervoor|hierover|daarvoor|hiertoe|ook|tevens|kortheidshalve))*
      | (?:(?:hiervoor|hierover|daarvoor|kortheidshalve|voor\ [^.?!]{{0,80}}?)\ )?
        (?:{_WHO}\ )?(?:verwij(?:s|st|zen)(?:\ {_WHO})?
        (?:\ (?:u|uw\ kamer|de\ leden|graag|kortheidshalve|hiervoor|hierover|daarvoor))*|wordt\ verwezen)\ naar
    )
    \ (?:(?:het|de|mijn|ons|onze)?\ ?(?:antwoord(?:en)?|beantwoording)(?:\ (?:op|van|onder|bij))?(?:\ de)?[ ])?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What may follow a reference that is the whole answer.
_PLACE_IN_PAPER = re.compile(r"(?: (?:hierboven|hieronder|hiervoor|hierna|eerder|al|in deze (?:nota|brief)))*[ .)]*$")

_PARTY_WORD = r"(?:Partij\ (?:voor|van)\ de\ [A-Z]\w+|[^\W_a-z][\w’'+/-]*)"
_PARTY = rf"{_PARTY_WORD}(?:\ {_PARTY_WORD})*?"
_PARTY_WHOLE = rf"{_PARTY_WORD}(?:\ {_PARTY_WORD})*"
_ASKERS = (
    re.compile(
        rf"\b(?:leden|vragen|inbreng)\ van\ de\ (?P<names>{_PARTY}(?:(?:-,|-)?(?:\ en|,)\ {_PARTY})*)-fracties?\b"
    ),
    re.compile(
        rf"\bleden\ van\ de\ fracties?\ van\ (?:de\ |het\ )?"
        rf"(?P<names>{_PARTY_WHOLE}(?:(?:,| en)\ (?:de\ |het\ )?{_PARTY_WHOLE})*)"
    ),
)

_DOSSIER = r"(?<![\w.,])\d{2}[ .]?\d{3}"
_CHAPTER = r"(?:X{0,2}(?:IX[AB]?|IV|V?I{1,3}|V)|X{1,2}|[A-M])"
_CITATION = re.compile(
    rf"""(?:\b(?P<named>Kamerstuk(?:ken)?(?:\ I{{1,2}})?|dossier)\ )?
    (?P<paper>{_DOSSIER}
      (?:(?P<chapter>[ ]?[-–]?[ ]?{_CHAPTER}(?![a-z]))?
         (?P<sub>,?\ ?nr\.\ ?\d+ | ,\ (?:letter\ )?[A-Z]{{1,2}}\b | [-–]\d{{1,4}}\b | (?<=[A-Z])\d{{1,4}}\b )?)
    )(?![\w%])""",
    re.VERBOSE,
)
# 'Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 2386', and with the session in front.
_SESSION = r"(?:vergaderjaar )?(?P<{0}>\d{{4}})\ ?[-–/]\ ?(?P<{1}>\d{{2}}(?:\d{{2}})?)"
_APPENDIX = re.compile(
    r"\bAanhangsel(?: van de)?(?: der)? Handelingen(?: II)?,? " + _SESSION.format("a", "b") + r",? nr\. ?(?P<n>\d{1,4})"
    r"|\b" + _SESSION.format("c", "d") + r", Aanhangsel(?: van de)? Handelingen,? (?:nr\. ?)?(?P<m>\d{1,4})"
)
_PUBLISHED = re.compile(r"\b(?:kst-\d{5}-[\w-]*\w|ah-[te]k-\d{8}-\d{1,4})\b")
# A ministry's own mark of a letter: MINDEF20260028717, 2026D01234.
_DOCUMENT_MARK = re.compile(r"\b(?:[A-Z]{3,8}[ -]?\d{8,}|\d{4}[DZ]\d{5})\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference to the answer to one or more other questions."""

    numbers: tuple[str, ...]
    whole: bool
    """The reference is the whole answer, not a passing mention."""
    paper: str | None
    """The id of the other paper meant; None: this paper."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that is cited, as printed; `id` is None where the print does not say which one for certain."""

    text: str
    id: str | None


def mentions(answer: str, dossier: str | None = None, known: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The references to other answers in an answer (plain text), in order.

    `dossier` is that of the paper itself, for 'van letter B'; `known` are the ids that the corpus has.
    """
    sentences = [sentence for line in answer.splitlines() for sentence in split(line.removeprefix("- ").strip())]
    alone = len(sentences) == 1
    return tuple(own for sentence in sentences for _, own in placed_mentions(sentence, dossier, known, alone))


@lru_cache(maxsize=1024)
def expand_numbers(text: str) -> tuple[str, ...]:
    """'3, 8 en 9' -> 3, 8, 9; '17 t/m 20' -> 17, 18, 19, 20."""
    found: list[str] = []
    parts = re.split(rf"({_JOIN})", text)
    for joint, number in zip(["", *parts[1::2]], parts[::2], strict=True):
        if re.fullmatch(r" t/m | tot en met | ?[-–] ?", joint) and found and (found[-1] + number).isdigit():
            found += [str(n) for n in range(int(found[-1]) + 1, int(number))]
        found.append(number)
    return tuple(dict.fromkeys(found))


def citations(text: str, known: frozenset[str] = frozenset()) -> tuple[Citation, ...]:
    """The papers cited in a text, in order, each once."""
    return tuple(dict.fromkeys(citation for _, citation in placed_citations(text, known)))


def placed_citations(text: str, known: frozenset[str] = frozenset()) -> list[tuple[int, Citation]]:
    """The papers cited in a text, in order, each with the offset at which it is printed."""
    found = [
        (m.start(), Citation(m[0], canonical_id(m["paper"], known)))
        for m in _CITATION.finditer(text)
        if _is_citation(m)
    ]
    found += [(m.start(), Citation(m[0], _appendix_id(m))) for m in _APPENDIX.finditer(text)]
    found += [(m.start(), Citation(m[0], m[0])) for m in _PUBLISHED.finditer(text)]
    found += [(m.start(), Citation(m[0], None)) for m in _DOCUMENT_MARK.finditer(text)]
    return sorted(found, key=lambda pair: pair[0])


def _appendix_id(match: re.Match[str]) -> str:
    first, last = match["a"] or match["c"], match["b"] or match["d"]
    return f"ah-tk-{first}{first[:2]}{last[-2:]}-{match['n'] or match['m']}"


def askers(question: str) -> tuple[str, ...]:
    """The parties that a question says ask it: 'De leden van de SP-fractie vragen' -> SP. Each once, in order."""
    matches = sorted((m for pattern in _ASKERS for m in pattern.finditer(question)), key=lambda m: m.start())
    names = [name for m in matches for name in re.split(r"-?(?:, | en )(?:de |het )?", m["names"])]
    return tuple(dict.fromkeys(name.strip("- ") for name in names))


def placed_mentions(
    sentence: str, dossier: str | None = None, known: frozenset[str] = frozenset(), alone: bool = False
) -> Iterator[tuple[range, Mention]]:
    """The references in one sentence, each with the offsets between which its numbers are printed.

    `alone`: the sentence is the whole answer. Elsewhere as `mentions`.
    """
    for match in _MENTION.finditer(sentence):
        before = sentence[: match.start()]
        named = _named_before(before[-_FARTHEST:], sentence[match.end() :], known)
        elsewhere = named or _elsewhere(sentence[match.end() :], dossier, known)
        if elsewhere is None or elsewhere is _UNSURE:
            continue
        paper, rest = elsewhere
        lead = _WHOLE.match(before)
        between = before[lead.end() :] if lead else ""
        only_names = not between or (elsewhere is named and not _SAYS_MORE.search(between))
        whole = alone and lead is not None and only_names and not _PLACE_IN_PAPER.sub("", rest)
        yield range(*match.span("numbers")), Mention(expand_numbers(match["numbers"]), whole, paper)


def _named_before(before: str, after: str, known: frozenset[str]) -> tuple[str | None, str] | None:
    """The other paper that is named before the question, and what follows the question; None where none is.

    `_UNSURE` where it is in another paper and one cannot tell which.
    """
    cited = citations(before, known)
    if cited and cited[-1].id and _RIGHT_BEHIND.fullmatch(before.rpartition(cited[-1].text)[2]):
        return cited[-1].id, after
    named = _ANSWER_IN.fullmatch(before)
    if not named:
        return _UNSURE if _LETTER_BEFORE.search(before) else None
    cited = citations(named["paper"], known)
    if cited and cited[0].id:
        return cited[0].id, after
    return _UNSURE if _UNNAMED_BEFORE.search(named["paper"]) else None


def _elsewhere(after: str, dossier: str | None, known: frozenset[str]) -> tuple[str | None, str] | None:
    """The other paper that a reference points to (None: this one), and what follows it in the sentence.

    None where it is in another paper and one cannot tell which.
    """
    where = _ELSEWHERE.match(after)
    if not where:
        return None, after
    if where["letter"]:
        return (f"kst-{dossier}-{where['letter'].upper()}" if dossier else None), after[where.end() :]
    cited = citations(where["paper"], known)
    if cited and cited[0].id:
        return cited[0].id, after.partition(cited[0].text)[2]
    return None if _UNNAMED.match(where["paper"]) else (None, after)


def _is_citation(match: re.Match[str]) -> bool:
    """Five figures alone are an amount as often as a dossier: something must say which."""
    return bool(match["named"] or match["chapter"] or (match["sub"] and "nr" in match["sub"]) or _is_dotted(match))


def _is_dotted(match: re.Match[str]) -> bool:
    """'33.279-40': a dossier of this age and a number after a dash. '10 000-20 000' is a range."""
    return bool(
        match["sub"] and match["sub"][0] in "-–" and "20000" <= re.sub(r"\D", "", match["paper"])[:5] <= "39999"
    )
