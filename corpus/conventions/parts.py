"""The sub-questions of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.model import BulletList, Question, sentences

_MARK = re.compile(r"(?:(?<=\s)|^)(?:([A-Z])\)|([a-z])[.)])\s")

_CLOSING = "\"'’”)»"


def parts(question: Question) -> tuple[str, ...]:
    """The sub-questions as they stand: lettered (A), a.), else bullets, and the sentences that ask beside those.

    A question that asks one thing has one part: its whole text; one that is printed in the text of another has none.
    """
    told = tuple(sentences(question.blocks))
    bullets = tuple(
        " ".join(item) for block in question.blocks if isinstance(block, BulletList) for item in block.items
    )
    for found in (_lettered(told), _listed(question, bullets), _asking(told)):
        if len(found) > 1:
            return found
    return (" ".join(told),) if told else ()


def _asking(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(sentence for sentence in told if sentence.rstrip(_CLOSING).endswith("?"))


def _listed(question: Question, bullets: tuple[str, ...]) -> tuple[str, ...]:
    """The items of a list, between what is asked before and after it."""
    if len(bullets) < 2:
        return ()
    blocks = question.blocks
    places = [place for place, block in enumerate(blocks) if isinstance(block, BulletList)]
    before, after = blocks[: places[0]], blocks[places[-1] + 1 :]
    return (*_asking(sentences(before)), *bullets, *_asking(sentences(after)))


def _lettered(told: tuple[str, ...]) -> tuple[str, ...]:
    """Runs that begin with A), B) … or a., b. … in unbroken order, between what is asked before and after them."""
    text = " ".join(told)
    marks = list(_MARK.finditer(text))
    for group in (1, 2):
        own = [match for match in marks if match[group]]
        if len(own) > 1 and [m[group].lower() for m in own] == [chr(ord("a") + n) for n in range(len(own))]:
            ends = [later.start() for _, later in pairwise(own)] + [len(text)]
            runs = [text[m.start() : end].strip() for m, end in zip(own, ends, strict=True)]
            before = _asking(told[: _sentence_at(told, own[0].start())])
            return (*before, *runs[:-1], *_last(runs, told[_sentence_at(told, own[-1].start()) + 1 :]))
    return ()


def _sentence_at(told: tuple[str, ...], offset: int) -> int:
    """Which sentence holds the character with this number, where a space joins the sentences."""
    end = -1
    for place, sentence in enumerate(told):
        end += len(sentence) + 1
        if offset <= end:
            return place
    return len(told)


def _last(runs: list[str], behind: tuple[str, ...]) -> tuple[str, ...]:
    """The last run, and the sentences behind it that ask something of their own.

    Where the runs are questions themselves ('B) Hoeveel? Waarom?'), what follows belongs to the last of them.
    """
    own = _asking(behind)
    if not own or any("?" in run for run in runs[:-1]):
        return (runs[-1],)
    first = behind.index(own[0])
    tail = " ".join(behind[first:])
    return (runs[-1].removesuffix(tail).strip(), *own)
