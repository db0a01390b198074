"""Text as a phrase is looked for in it: what a reader would not call another wording is written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = str.maketrans(
    dict.fromkeys('‘’‚‛“”„‟«»‹›`´"', "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": "", "ĳ": "ij", "Ĳ": "ij"}
)


def fold(text: str) -> str:
    """In lower case, quotes and dashes of one kind, white space single: a phrase may run over the end of a sentence.

    The text is NFC, as all that is stored.
    """
    return " ".join(text.translate(_SIGNS).casefold().split())


def origins(text: str) -> list[int]:
    """For each sign of the folded text the position of the sign in the text that it was made of. Linear."""
    found: list[int] = []
    space: int | None = None
    for place, sign in enumerate(text):
        written = sign.translate(_SIGNS).casefold()
        if written.isspace():
            space = place
        elif written:
            found += [space] if space is not None and found else []
            found += [place] * len(written)
            space = None
    return found


def hits(folded: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a folded phrase stands in a folded text: begin and end. Whole words and whole numbers only.

    '7 miljoen' does not stand in '57,7 miljoen', nor 'vrij' in 'vrijheid'.
    """
    before = r"(?<!\w)(?<!\d[.,])" if phrase[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if phrase[-1].isalnum() else ""
    for found in re.finditer(before + re.escape(phrase) + after, folded):
        yield found.span()
