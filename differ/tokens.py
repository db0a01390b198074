"""Text -> tokens: the words, numbers and marks that a diff may mark, and never cuts. Joined again they are the text.

One token is:
- a word with its hyphens and apostrophes: `EU-programma's`, `wet-`, `-infrastructuur`, `en/of`;
- an abbreviation with its points: `c.s.`, `jl.`;
- a number with its points, commas, spaces, percent and euro sign: `76,2`, `1,75%`, `36 725`, `€ 36 725`, `12a`,
  `50%-doelstelling`; but its unit is the next token: `76,2` `miljoen` `euro`;
- a day: `21 mei 2026`, because the 22nd of May is another day, not the same month;
- a paper: `36 800-X, nr. 78`, `33.279-40`, `36 800-X34`;
- any other sign.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.sentences import split

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"

# Within a token there is no line end, so that the tokens of a text are those of its lines.
_GAP = "[ \u00a0\u202f]"
# A letter, figure, or accent that stands apart (NFD).
_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"
_DOSSIER = r"\d{2}[ .\u00a0\u202f]?\d{3}"
_CHAPTER = r"(?:[XVI]+|[A-M])(?:\d{1,4})?(?![^\W_])"
_PAPER = rf"""{_DOSSIER}(?:
        {_GAP}?[-–]?{_GAP}?{_CHAPTER}(?:,?{_GAP}?(?:nr\.|letter){_GAP}?(?:\d+|[A-Z]+)\b|,{_GAP}[A-Z]{{1,2}}\b)?
      | ,?{_GAP}?(?:nr\.|letter){_GAP}?(?:\d+|[A-Z]+)\b
    )"""
_DAY = rf"\d{{1,2}}{_GAP}(?:{MONTHS})(?:{_GAP}\d{{4}})?(?!{_LETTER})"
_FIGURES = r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,:/]\d+)*)"
_NUMBER = rf"(?:€{_GAP}?)?{_FIGURES}(?:[-–/]{_FIGURES})*[%‰]?(?:-?{_LETTER}+)*-?(?:['’]{_LETTER}+)?"
_ABBREVIATION = (
    r"(?:[^\W\d_]\.){2,}"
    r"|(?i:jl|nrs?|artt?|bijv|bv|ca|mln|mld|incl|excl|blz|resp|dhr|mr|mw|drs?|ir|prof|vgl|zgn|enz)\."
)
_WORD = rf"(?:['’][snt](?=[ -])|-?{_LETTER}+)(?:[-‑'’/]{_LETTER}+|\.(?=[a-z0-9]){_LETTER}+)*-?"
# Most words: what could be more than its letters is left to the others, which are tried one by one.
_PLAIN_WORD = r"[^\W\d_]++(?![-‑'’/.\d\u0300-\u036f])"
_TOKEN = re.compile(
    rf"""(?: {_PLAIN_WORD} | (?<![\w.,]){_PAPER} | (?<![\w.,]){_DAY} | {_NUMBER}
      | (?<![^\W_])(?:{_ABBREVIATION})(?!{_LETTER}) | {_WORD} | \[\^[^\]\s]+\] | \.{{2,}} | -{{2,}} | \S
    )\s* | \s+""",
    re.VERBOSE,
)
_LINE = re.compile(r"([^\n]*)(\n\s*|$)")
# Signs that mean the same, as written -> as compared.
_SIGNS = str.maketrans({**dict.fromkeys("‘’‚‛´`", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—―", "-")})
_FIGURE = re.compile(r"\d")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[. ]\d{3})+(?![\d])")
_PERCENT = re.compile(r"(?<=\d)(?:%| procent\b)")
_ZERO_DECIMALS = re.compile(r"(\d),(\d*?)0+(?!\d)")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the white space after it; joined they are the text."""
    found: list[str] = []
    for line, end in _LINE.findall(text):
        *others, last = split(line) or ("",)
        found += [f"{sentence} " for sentence in others]
        found.append(last + end)
    return [sentence for sentence in found if sentence]


def tokenise(text: str) -> tuple[str, ...]:
    """The tokens of a text, each with the white space after it; joined they are the text to the letter.

    White space before the first word is a token of its own. Linear in the length of the text.
    """
    return tuple(_TOKEN.findall(text))


def identity(token: str) -> str:
    """What makes a token the same as another: its letters in NFC; white space after or in it tells nothing."""
    return unicodedata.normalize("NFC", " ".join(token.split()))


def spoken(text: str) -> str:
    """A text as it is said, however it is written.

    The shape of quotes and dashes, the space around them and between words, and how a number is spelled
    (`1.240` / `1 240`, `40%` / `40 procent`, `3,50` / `3,5`) tell nothing. Case does: it makes a name.
    """
    said = identity(text).translate(_SIGNS).replace("…", "...")
    if not _FIGURE.search(said):
        return said
    said = _GROUPED.sub(lambda figures: re.sub(r"[. ]", "", figures[0]), said)
    return _ZERO_DECIMALS.sub(lambda number: f"{number[1]},{number[2]}".rstrip(","), _PERCENT.sub("%", said))
