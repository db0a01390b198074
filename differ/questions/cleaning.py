"""A text as it was typed or scanned -> the words that were meant, each written in one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from differ.questions.folding import fold, written
from differ.questions.naming import one_name
from differ.questions.notation import in_one_notation
from differ.questions.quantities import in_figures
from differ.questions.spelling import LEAST_SLIP, is_fragment, joins, repaired

_CITED = re.compile(r"\((?:[^()]*\b(?:kamerstuk|nr|blz|p|pag|zie|bron|dossier|bijlage)\b[^()]*)\)", re.IGNORECASE)
_AND_OTHERS = re.compile(r"(?<=\w) c\.\s?s\.")
"""Behind a name, of who else signed: 'de motie-Jansen c.s.' is the motion of Jansen."""
_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"\d[ .\u00a0\u202f]\d")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ .\u00a0\u202f]\d{3})+)(?![\d])")
_SCANNED_FIGURE = re.compile(r"(?<!\w)(?=[\dOoIl]*\d)(?=[\dOoIl]*[OoIl])[\dOoIl]{3,}(?!\w)")
_BROKEN = re.compile(r"(\w{2,})-\s(?=[a-zë]{2,})(?!(?:en|of|dan wel)\b)")
"""A word cut at the end of a line; 'dak- en thuislozen' is none."""
_LOWER = re.compile(rf"(?<!\w)[a-zëïéöü']{{{LEAST_SLIP},}}(?![\w-])")
_CUT = re.compile(r"\w-\s")
_FIGURES = str.maketrans("OoIl", "0011")
FULL = {"mln": "miljoen", "mld": "miljard", "eur": "euro", "fte's": "fte"}


def cleaned(text: str) -> str:
    """A text with what stands for the same written in one way: names, numbers, words that a line end cut."""
    # Most texts have none of these, which is told sooner than where they stand.
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("ﬁ", "fi").replace("ﬂ", "fl")
    if "(" in text:
        text = _CITED.sub("", text)
    if " c." in text:
        text = _AND_OTHERS.sub("", text)
    if "-" in text and _CUT.search(text):
        text = _BROKEN.sub(r"\1", text)
    if _DIGIT.search(text):
        text = _SCANNED_FIGURE.sub(lambda figure: figure[0].translate(_FIGURES), text)
    text = one_name(in_one_notation(text))
    if _GROUP.search(text):
        text = _GROUPED.sub(lambda figure: figure[1] + re.sub(r"\D", "", figure[2]), text)
    return in_figures(text)


def righted(sentence: str) -> str:
    """A sentence with the slips of its words put right, but for those with a capital, which may be names; and with the
    known names that only show then."""
    # Most have none, and its words are asked for again.
    if not any(map(_is_wrong, tokens_of(sentence))):
        return sentence
    return one_name(_LOWER.sub(lambda word: " ".join(repaired(word[0])), sentence))


@lru_cache(maxsize=65536)
def _is_wrong(token: str) -> bool:
    return len(token) >= LEAST_SLIP and token.islower() and repaired(token) != (token,)


def words_of(text: str) -> list[str]:
    """The words of a text, folded, slips put right, 'mln' and its like written in full."""
    return list(chain.from_iterable(map(meant_by, tokens_of(text))))


@lru_cache(maxsize=256)
def tokens_of(text: str) -> Sequence[str]:
    """Kept for a moment: a sentence is looked at for its names, for its terms and as it stands."""
    found = written(text)
    return tuple(_whole(found)) if any(map(_may_be_cut, found)) else tuple(found)


@lru_cache(maxsize=65536)
def _may_be_cut(token: str) -> bool:
    """Whether it may be the end of a word: hardly any is."""
    return token.islower() and is_fragment(token)


def _whole(tokens: Iterable[str]) -> Iterator[str]:
    """'verschil', 'lende' as one: a word that was cut at the end of a line, and lost its hyphen."""
    before = ""
    for token in tokens:
        if before and _may_be_cut(token) and joins(fold(before), token):
            before += token
        else:
            if before:
                yield before
            before = token
    if before:
        yield before


@lru_cache(maxsize=131072)
def meant_by(token: str) -> tuple[str, ...]:
    """The words that a token stands for: one as a rule, two where a space was lost; a name stays as it is."""
    folded = fold(token)
    return tuple(FULL.get(word, word) for word in (repaired(folded) if token[1:].islower() else (folded,)))
