"""A corpus of many questions in git: papers of 25, as several kinds of paper, over a quarter of a century.

The last question of each paper is the same in all of them, as it is in many that members of parliament ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from bench.questions import Ask, labelled
from bench.versions.narrative import Narrative
from corpus.model import Meta, Nota
from corpus.normal import load, render
from corpus.store import Store
from corpus.submission import Submission

WORLD = "unseen"
EACH = 25
"""Questions in a paper."""
KINDS = (
    "nota naar aanleiding van het verslag",
    "lijst van vragen en antwoorden",
    "memorie van antwoord",
    "verslag van een schriftelijk overleg",
    "aanhangsel van de handelingen",
)
_STANDING = "Kunt u deze vragen elk afzonderlijk en vóór het debat beantwoorden?"
_USUAL, _OTHER, _SELDOM = "Ja.", "De vragen zijn om hun samenhang samen beantwoord.", 7
_FIRST = date(2000, 1, 3)
_BESIDE = 10
"""Papers in a dossier."""
_CHECKED = 40
"""Papers of which it is proven that their text is in the normal form, which is written here by hand."""
_SAME, _FIGURES, _REFERENCE = 0.25, 0.6, 0.03
"""Of what is asked again: the part with the same answer, and that with other figures in it (up to .6). Of all: the
part that is answered by reference to the question before."""


class Asked(NamedTuple):
    """A question with its answer."""

    question: str
    sentences: tuple[str, ...]


def asked(size: int) -> Iterator[Asked]:
    """So many, the same every time. What is asked again is often answered as it was before, or with other figures."""
    chance, hand = Random(5), Narrative()
    given: dict[Ask, tuple[str, ...]] = {}
    for own in labelled(WORLD, size):
        before = given.get(own.asks[0])
        kind = chance.random()
        if before is None or kind >= _FIGURES:
            answer = _fresh(hand, chance)
        else:
            answer = before if kind < _SAME else _other_figures(before, chance)
        given[own.asks[0]] = answer
        yield Asked(" ".join(own.text.split()), answer)


def _fresh(hand: Narrative, chance: Random) -> tuple[str, ...]:
    return tuple(hand.sentence(chance) for _ in range(chance.randint(2, 6)))


def _other_figures(answer: tuple[str, ...], chance: Random) -> tuple[str, ...]:
    return tuple(re.sub(r"\b\d{1,3}\b", lambda _: str(chance.randint(3, 480)), sentence) for sentence in answer)


def stored(path: Path, size: int) -> int:
    """Store them; how many papers they make."""
    texts: dict[int, str] = {}
    count = 0

    def rendered(submission: Submission) -> bytes:
        # By hand: to render them would take an hour, and is not what is measured.
        return texts.pop(id(submission)).encode()

    def submissions() -> Iterator[Submission]:
        nonlocal count
        every = asked(size - size // EACH)
        while paper := list(islice(every, EACH - 1)):
            paper.append(Asked(_STANDING, (_USUAL if count % _SELDOM else _OTHER,)))
            one = Submission(Nota(_meta(count), (), ()), "nota.md", None, "nota/1")
            texts[id(one)] = text = _text(count, paper)
            if count < _CHECKED and render(load(text)) != text:
                raise AssertionError(f"paper {count} is not in the normal form")
            count += 1
            yield one

    with Store.create(path) as store, patch("corpus.plan.checked", rendered):
        store.add(submissions())
    return count


def _meta(number: int) -> Meta:
    dossier = f"{30_000 + number // _BESIDE}"
    letter = str(number % _BESIDE + 1)
    return Meta(
        f"kst-{dossier}-{letter}",
        kamer="TK",
        dossier=dossier,
        ondernummer=letter,
        soort=KINDS[number % len(KINDS)],
        dossiertitel=f"Wijziging van regeling {number // _BESIDE + 1}",
        ontvangen=_FIRST + timedelta(days=2 * number),
    )


def _text(number: int, paper: list[Asked]) -> str:
    meta, chance = _meta(number), Random(number)
    lines = [
        *("---", "schema: nota/1", f"id: {meta.id}", "kamer: TK", f"dossier: '{meta.dossier}'"),
        *(f"ondernummer: '{meta.ondernummer}'", f"soort: {meta.soort}", f"dossiertitel: {meta.dossiertitel}"),
        *(f"ontvangen: {meta.ontvangen}", "---", "", f"# {meta.soort}", ""),
    ]
    for at, own in enumerate(paper, start=1):
        answer = (f"Zie het antwoord op vraag {at - 1}.",) if at > 1 and chance.random() < _REFERENCE else own.sentences
        lines += [f"## Vraag {at}", "", own.question, "", f"### Antwoord {at}", "", *answer, ""]
    return "\n".join(lines)
