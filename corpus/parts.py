"""The sub-questions of a question."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.model import BulletList, Question, sentences

_MARK = re.compile(r"(?:(?<=\s)|^)(?:([A-Z])\)|([a-z])[.)])\s")


def parts(question: Question) -> tuple[str, ...]:
    """The sub-questions as they stand: lettered (A), a.), else bullets, else the sentences that ask.

    A question that asks one thing has one part: its whole text.
    """
    text = " ".join(sentences(question.blocks))
    bullets = tuple(
        " ".join(item) for block in question.blocks if isinstance(block, BulletList) for item in block.items
    )
    asking = tuple(sentence for sentence in sentences(question.blocks) if sentence.endswith("?"))
    for found in (_lettered(text), bullets, asking):
        if len(found) > 1:
            return found
    return (text,)


def _lettered(text: str) -> tuple[str, ...]:
    """Runs that begin with A), B) … or a., b. … in unbroken order from the first letter."""
    marks = list(_MARK.finditer(text))
    for group in (1, 2):
        own = [match for match in marks if match[group]]
        if len(own) > 1 and [m[group].lower() for m in own] == [chr(ord("a") + n) for n in range(len(own))]:
            ends = [later.start() for _, later in pairwise(own)] + [len(text)]
            return tuple(text[m.start() : end].strip() for m, end in zip(own, ends, strict=True))
    return ()
