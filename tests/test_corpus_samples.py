"""The shipped samples: all of them are imported, and nobody can take a fictional one for real."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
FICTIONAL = sorted((SAMPLES / "fictief").glob("*.md"))


def test_the_list_names_every_sample_once() -> None:
    listed = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))["sample"]
    shipped = [file.relative_to(SAMPLES).as_posix() for file in SAMPLES.rglob("*.md")]
    assert sorted(entry["file"] for entry in listed) == sorted(shipped)


@pytest.mark.parametrize("file", FICTIONAL, ids=lambda file: file.stem)
def test_a_fictional_text_says_so_everywhere(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("Ministerie van Voorbeelden (fictief voorbeeld)\n")
    dossier = next(part for part in text.split("\n\n") if part.startswith("**99 999**"))
    assert "(fictief voorbeeld)" in dossier
    introduction = text[: text.index("Hierbij bied")]
    assert "Dit is een fictief voorbeeld: " in introduction
    assert "van het fictieve Voorbeeldenfonds" in text
