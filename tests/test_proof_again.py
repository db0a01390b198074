"""What a source gives is told the same, whatever is known of it, and in whichever company it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FileRefused
from corpus.git.object_ids import blob_id
from corpus.guarded import contained
from corpus.ingest import read_file, read_nota
from corpus.model import Nota
from corpus.normal import load, render
from corpus.proof.again import Again, Paper, nota_of, text_of, texts_of
from corpus.proof.check import check
from corpus.proof.readings import Reader
from corpus.store import Store, Submission
from tests.forging import NOTA, TEXT, Made, filled, rewritten
from tests.notas import notas

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "corpus" / "samples").rglob("*.md"))


def paper(path: Path) -> Paper:
    return Paper(path.name, path.read_bytes(), "kst-1-2", None, False)


def knowing(one: Paper, stored: str) -> Paper:
    return replace(one, stored=stored)


@given(notas())
def test_the_nota_of_a_text_in_normal_form_is_the_one_that_the_rule_loads(nota: Nota) -> None:
    text = render(nota)
    assert nota_of(text) == load(text)


# Each reads three papers and writes two.
@settings(max_examples=40)
@given(notas(), notas())
def test_a_text_in_normal_form_gives_itself_and_no_other(one: Nota, other: Nota) -> None:
    own, stored = map(render, (one, other))
    source = Paper("nota.md", own.encode(), one.meta.id, one.meta.ontvangen, False)
    try:
        alone = text_of(source)
    except FileRefused:
        return
    assert text_of(knowing(source, own)) == text_of(knowing(source, stored)) == alone


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_known_of_the_stored_text_changes_nothing(path: Path) -> None:
    alone = text_of(paper(path))
    stored = render(read_file(path.name, path.read_bytes()).nota.with_meta(id="kst-1-2"))
    assert blob_id(stored.encode()) == alone.text_id
    assert text_of(knowing(paper(path), stored)) == alone
    nota = load(stored)
    for other in (
        stored.replace(" de ", " het ", 1),
        render(nota.with_meta(titel="Iets anders")),
        render(replace(nota, body=nota.body[:-1])),
        render(replace(nota, introduction=())) if nota.introduction else render(replace(nota, body=())),
    ):
        assert other != stored
        assert text_of(knowing(paper(path), other)) == alone


@pytest.mark.parametrize("order", tuple(permutations(range(3))), ids=str)
def test_versions_that_are_read_one_after_another_give_what_each_gives_by_itself(order: tuple[int, ...]) -> None:
    versions = [paper(path) for path in SAMPLES if path.name.startswith("99999-B")]
    asked = tuple(versions[place] for place in order)
    assert texts_of((*asked, *asked)) == tuple(map(text_of, (*asked, *asked)))


@pytest.mark.parametrize(
    "source",
    [
        b"<html><body><p>Vraag 1</p><p>Hoe?</p></body></html>",
        "\ufeff<?xml version='1.0'?><kamerstuk><p>Hoe?</p></kamerstuk>".encode("utf-16"),
        b"junk %PDF-1.4",
        b"PK\x03\x04",
        b"{\\rtf1",
        b"",
        b"Een brief zonder vragen.",
    ],
)
def test_what_is_no_bare_text_or_is_refused_is_not_read_in_company(source: bytes) -> None:
    others = [paper(path) for path in SAMPLES[:2]]
    first, odd, last = texts_of((others[0], Paper("vreemd.md", source, "kst-1-2", None, False), others[1]))
    assert odd is None
    assert (first, last) == tuple(map(text_of, others))


@pytest.mark.parametrize("gone", ["killed", "silent"])
def test_where_one_takes_its_process_down_each_is_read_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    filled(tmp_path / "corpus")
    rewritten(tmp_path / "corpus", lambda made: [*made[:2], made[2].edited(TEXT, "71,8", "99,9"), *made[3:]])
    real = contained.run
    alone: list[str] = []

    def run(name: str, function: Any, arguments: Any, *others: Any, **named: Any) -> Any:
        if function is texts_of:
            if gone == "killed":
                raise FileRefused("%(file)s: its reader crashed", file=name)
            return ()
        alone.append(name)
        return real(name, function, arguments, *others, **named)

    with Store.open(tmp_path / "corpus") as store:
        expected = check(store)
        monkeypatch.setattr(contained, "run", run)
        assert check(store) == expected
        assert len(alone) == len(store.log())
    assert [where for where, _ in expected.problems] == [f"{NOTA}@2"]


OTHERS = {"kst-99999-B": "99999/kst-99999-B", "kst-99998-B": "99998/kst-99998-B"}
ALIKE = 6
"""Versions of each nota, of which one amount differs."""


def nearly_the_same(path: Path) -> None:
    """Two nota's that differ in nothing but their dossier, with versions that differ in one amount."""
    printed = (SAMPLES[0].parent / "99999-B.1-concept.md").read_text("utf-8")
    with Store.create(path) as store:
        for nota in OTHERS:
            for number in range(ALIKE):
                told = printed.replace("99 999", f"{nota[4:6]} {nota[6:9]}").replace("99999", nota[4:9])
                source = told.replace("62,4 miljoen", f"6{number},4 miljoen").encode()
                reading = read_nota("nota.md", source, id=nota)
                (stored,) = store.add([Submission(reading.nota, "nota.md", source, reading.reader)])
                assert not isinstance(stored, Exception), stored


def text_of_another_version(made: list[Made], place: int, path: str) -> Made:
    # Not of the one next to it: that would then bring no text of its own.
    other = made[place + 2] if place + 2 < len(made) else made[place - 2]
    return made[place].holding(f"{path}.md", other.files[f"{path}.md"][1])


def one_word(made: list[Made], place: int, path: str) -> Made:
    return made[place].edited(f"{path}.md", "miljoen euro beschikbaar", "miljard euro beschikbaar")


def source_with_a_new_sum(made: list[Made], place: int, path: str) -> Made:
    old = made[place].files[f"{path}.source.md"][1]
    new = old.replace(b"4 miljoen euro beschikbaar", b"5 miljoen euro beschikbaar")
    altered = made[place].holding(f"{path}.source.md", new)
    return altered.saying(sha256(old).hexdigest(), sha256(new).hexdigest())


@pytest.mark.parametrize("place", [0, 3, ALIKE, ALIKE + 4])
@pytest.mark.parametrize(
    "forge", [text_of_another_version, one_word, source_with_a_new_sum], ids=lambda forge: forge.__name__
)
def test_a_version_that_was_tampered_with_is_named_among_those_that_are_nearly_the_same(
    tmp_path: Path, place: int, forge: Callable[[list[Made], int, str], Made]
) -> None:
    nearly_the_same(tmp_path)
    nota = list(OTHERS)[place // ALIKE]

    def forged(made: list[Made]) -> list[Made]:
        # The first commit is that of the corpus itself.
        return [*made[: place + 1], forge(made, place + 1, OTHERS[nota]), *made[place + 2 :]]

    with Store.open(tmp_path) as store:
        assert check(store).problems == ()
    rewritten(tmp_path, forged)
    with Store.open(tmp_path) as store:
        told = check(store).problems
    assert [where for where, _ in told] == [f"{nota}@{place % ALIKE + 1}"]
    assert "its text is not what its source gives" in told[0][1].template


def test_what_is_called_off_is_not_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, read = Reader(), []

    def run(_name: str, function: Any, *_others: Any) -> Any:
        read.append(function)
        reader.call_off()
        raise FileRefused("%(file)s: its reader was stopped", file="nota.md")

    monkeypatch.setattr(contained, "run", run)
    assert reader.read([((), paper(path)) for path in SAMPLES[:3]]) == []
    assert read == [texts_of]
    assert reader.read([((), paper(SAMPLES[0]))]) == []
    assert read == [texts_of]


@given(st.lists(st.sampled_from(["gelijk", "anders"]), min_size=1, max_size=3))
def test_an_answer_of_a_shared_process_is_of_its_own_source(which: list[str]) -> None:
    texts = {"gelijk": SAMPLES[0].read_bytes(), "anders": SAMPLES[0].read_bytes().replace(b" de ", b" die ", 1)}
    papers = tuple(Paper("nota.md", texts[one], "kst-1-2", None, False) for one in which)
    told = texts_of(papers)
    assert len({again.text_id for again in told if isinstance(again, Again)}) == len(set(which))
