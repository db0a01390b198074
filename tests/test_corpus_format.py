"""FORMAT.md tells the truth: each of its inputs becomes its output."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import corpus
from corpus.ingest import read_file, read_nota
from corpus.model import Meta
from corpus.normal import render

FORMAT = (Path(corpus.__file__).parent / "FORMAT.md").read_text("utf-8")
PLAIN_HEAD = re.search(r"left out for brevity:\n\n```markdown\n(.*?)```", FORMAT, re.DOTALL)
PAIRS = re.findall(
    r"^Input\n\n```markdown\n(.*?)^```\n\nOutput\n\n```markdown\n(.*?)^```", FORMAT, re.DOTALL | re.MULTILINE
)


def normal_form(text: str) -> str:
    data = text.encode()
    written = render(read_nota("nota.md", data, id=read_file("nota.md", data).nota.meta.id or "een-nota").nota)
    assert PLAIN_HEAD
    return written.removeprefix(PLAIN_HEAD[1] + "\n")


def test_every_example_is_found() -> None:
    assert PAIRS
    assert len(PAIRS) == FORMAT.count("\nInput\n") == FORMAT.count("\nOutput\n")


@pytest.mark.parametrize(("written", "stored"), PAIRS)
def test_an_input_becomes_its_output(written: str, stored: str) -> None:
    assert normal_form(written) == stored


@pytest.mark.parametrize("field", [field.name for field in fields(Meta)])
def test_every_field_of_the_front_matter_is_explained(field: str) -> None:
    table = "\n".join(line.split("|")[1] for line in FORMAT.splitlines() if line.startswith("| `"))
    assert f"`{field}`" in table
