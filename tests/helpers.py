"""Small values that tests are made of, and plain git as an auditor would use it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.model import Answer, Meta, Nota, Paragraph, Question
from corpus.store import Store, Stored, Submission

DAY = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""When things are imported in tests."""
ID = "kst-36800-K-D"
AUTHOR = "Ministerie van Voorbeelden <post@example.org>"


def small_nota(nota_id: str, answers: Sequence[str], received: date | None = None, dossier: str | None = None) -> Nota:
    """Questions 1, 2, 3 … with these answers of one sentence."""
    body = tuple(
        Question(
            str(number),
            (Paragraph((f"Wat is het antwoord op vraag {number}?",)),),
            Answer((str(number),), (Paragraph((answer,)),)),
        )
        for number, answer in enumerate(answers, start=1)
    )
    return Nota(Meta(nota_id, titel="Een nota", ontvangen=received, dossier=dossier), (), body)


def submission(
    nota: Nota,
    source: bytes | None = b"as received",
    source_name: str = "nota.md",
    label: str | None = None,
    author: str | None = None,
) -> Submission:
    """A nota on its way into a corpus; its source is any bytes, so it was read by a reader that is no more."""
    return Submission(nota, source_name, source, "markdown/0", label, author)


def stored(result: object) -> Stored:
    """What was stored; fails where it was refused."""
    assert isinstance(result, Stored), result
    return result


def nota(*answers: str) -> Nota:
    """One version of the nota of which `fill` stores three."""
    return small_nota(ID, answers, date(2026, 5, 21), "36800-K")


def fill(store: Store) -> None:
    """Three versions of one nota, of which two bear a label, and one version of another."""
    results = store.add(
        [
            submission(nota("Ja.", "Nee."), b"eerste", "D.md", "concept", AUTHOR),
            submission(nota("Ja.", "Misschien."), b"tweede", "D.docx", "na-review"),
            submission(small_nota("concept-dmf-2026", ["Nee."]), None),
            submission(nota("Ja.", "Nooit."), b"derde", "D.docx"),
        ]
    )
    assert [stored(result).status for result in results] == ["added"] * 4


def git(corpus: Path, *arguments: str, **environment: str) -> str:
    """What plain git prints, run in a corpus."""
    quiet = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments],
        cwd=corpus,
        env={**os.environ, **quiet, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Real papers, beside a checkout of this project where someone has put them."""


def shared(path: str) -> Path:
    """One of the real papers; the test is skipped where they are not there."""
    if not (SHARED / path).exists():
        pytest.skip("needs the real papers, which are not part of the project")
    return SHARED / path
