"""docs/api.md names each field that the documents have, and no other; what it shows is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from differ.demo import fill
from differ.output.contract import DOCUMENTS
from differ.output.shapes import Fields, MapOf, Or, Shape
from web.app import create_app

TEXT = (Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
DESCRIBED = TEXT.partition("## The documents")[2].partition("\nTexts are plain")[0]


def said(shape: Shape) -> Iterator[str]:
    """Every name of a field and every value of a choice; the front matter has a page of its own."""
    match shape:
        case frozenset():
            yield from shape
        case Or(shapes):
            for own in shapes:
                yield from said(own)
        case MapOf(_, held) | [held]:
            yield from said(held)
        case Fields(required, optional):
            yield from said({**required, **optional})
        case dict():
            for name, own in shape.items():
                yield name
                yield from () if name == "meta" else said(own)


def test_every_field_and_value_of_each_document_is_told_and_no_other() -> None:
    known = {name for document in DOCUMENTS.values() for name in said(document)}
    assert set(re.findall(r'"([a-z_-]+)"', DESCRIBED)) == known


def test_every_document_is_described() -> None:
    described = set(re.findall(r"^ +nota\.([a-z]+)/1 ", DESCRIBED, re.MULTILINE))
    assert described == set(DOCUMENTS)


def test_what_it_asks_for_is_there(tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    asked = re.findall(r"curl http://127\.0\.0\.1:8000(\S+)", TEXT)
    client = create_app(tmp_path / "corpus").test_client()
    assert asked
    assert [path for path in asked if client.get(path).status_code != 200] == []


@pytest.mark.parametrize("page", sorted(Path(__file__).parents[1].glob("docs/*.md")), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []
