"""Large corpora, made at once: 500 nota's of 10 versions, and one of 1,000 versions of 50 questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.auditing.histories import Asked, Editor, written
from bench.questions import labelled
from bench.versions import Narrative
from corpus.git.fastimport import Commit
from corpus.git.object_ids import blob_id
from corpus.model import Version
from corpus.normal import load, render
from corpus.plan import message_of
from corpus.store import Store

SHAPES = {"many": (500, 10, 20), "long": (1, 1000, 50)}
"""Nota's, versions of each, questions in each."""
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_PERSON = "Directie Voorbeelden <d@voorbeeld.example>"


class _Plain(Editor):
    """Writes the normal form itself: the library that renders it takes a minute for a thousand versions."""

    def __init__(self, chance: Random, questions: int, asked: Iterator[str], nota: str) -> None:
        self._questions = asked
        self._nota = nota
        super().__init__(Narrative(), chance, questions)

    def _fresh(self) -> Asked:
        question = [self._sentence(_tame(next(self._questions)))]
        return Asked(question, [self._sentence(_tame(self._style.sentence(self._chance))) for _ in range(4)])

    def text(self) -> str:
        head = f"---\nschema: nota/1\nid: {self._nota}\n---\n\n# {self._nota}\n"
        return head + "".join(self._written(n, asked) for n, asked in enumerate(self._asked, 1))

    def _written(self, number: int, asked: Asked) -> str:
        question, answer = ("\n".join(map(written, own)) for own in (asked.question, asked.answer))
        return f"\n## Vraag {number}\n\n{question}\n\n### Antwoord {number}\n\n{answer}\n"


def _tame(text: str) -> str:
    """Without signs that Markdown would have escaped."""
    return re.sub(r"[^\w ,.;:?()'’%€-]", "", " ".join(text.split())).lstrip("-0123456789. ")


def build(folder: Path, shape: str) -> None:
    """A corpus of this shape in a new folder."""
    notas, versions, questions = SHAPES[shape]
    asked = (own.text for own in labelled("learn", notas * questions * 2 + 3_000))
    with Store.create(folder, lambda: _FIRST) as store:
        commits = list(_commits(notas, versions, questions, asked))
        with store.repository.writing():
            store.repository.write(commits, store.head)
            store.repository.tidy(len(commits))


def _commits(notas: int, versions: int, questions: int, asked: Iterator[str]) -> Iterator[Commit]:
    """Version by version, each of all nota's, as years of work would have it."""
    names = [f"kst-{20000 + number}-4" for number in range(notas)]
    editors = [_Plain(Random(f"speed {name}"), questions, asked, name) for name in names]
    first = editors[0].text()
    if render(load(first)) != first:
        raise ValueError("what is made is not in normal form")
    for number in range(1, versions + 1):
        for place, (name, editor) in enumerate(zip(names, editors, strict=True)):
            when = _FIRST + timedelta(minutes=number * notas + place)
            text = (editor.text() if number == 1 else editor.edited(number)).encode()
            day = date(2021, 1, 1) + timedelta(days=number)
            path = f"{name}/{name}.md"
            version = Version(
                name, number, None, "", blob_id(text), path, _PERSON, _PERSON, when, day, "nota.md", None, "markdown/1"
            )
            yield Commit(message_of(version), _PERSON, _PERSON, when, ((path, text),))
