"""A corpus of many nota's of many versions, made at once: each a copy of the shipped nota of 22 questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from bench.work import SAMPLE
from corpus.ingest import read_nota
from corpus.model import Meta, Nota
from corpus.normal import render
from corpus.store import Store
from corpus.submission import Submission

VERSIONS = 10
_AMOUNT = re.compile(r"\b(\d+),(\d) miljoen")


def made(path: Path, notas: int) -> None:
    """Store so many nota's in ten versions each; in each version two questions are other than in the one before."""
    texts: dict[int, str] = {}

    def rendered(submission: Submission) -> bytes:
        # Rendered once: to render each of 5,000 would take an hour, and is not what is measured.
        return texts.pop(id(submission)).encode()

    def submissions() -> Iterator[Submission]:
        template = render(read_nota(SAMPLE.name, SAMPLE.read_bytes()).nota)
        for version in range(VERSIONS):
            for number in range(notas):
                one = Submission(
                    Nota(Meta(_id(number), dossier=f"4{number // 10:04}"), (), ()), "nota.md", None, "nota/1"
                )
                texts[id(one)] = _text(template, number, version)
                yield one

    with Store.create(path) as store, patch("corpus.plan.checked", rendered):
        store.add(submissions())


def _id(number: int) -> str:
    return f"kst-4{number // 10:04}-{number % 10 + 1}"


def _text(template: str, number: int, version: int) -> str:
    front, mark, body = template.partition("\n---\n")
    front = re.sub(r"^id: .*$", f"id: {_id(number)}", front, flags=re.MULTILINE)
    body = _AMOUNT.sub(lambda found: f"{int(found[1]) + number},{(int(found[2]) + version) % 10} miljoen", body)
    other = "" if version % 2 else "overigens "
    return front + mark + body.replace("De krijgsmacht ", f"De krijgsmacht {other}", 1 + version)
