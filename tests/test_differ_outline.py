"""What a list tells of a text is kept: told again it is the same, and the text is not read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Nota
from corpus.store import Store
from differ.keeping.derived import FILE
from differ.keeping.outline import Outline, outline
from tests.helpers import small_nota, stored, submission


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    nota = small_nota("kst-36800-K-D", ["Ja.", "Nee."]).with_meta(titel="Nota", dossiertitel="Begroting")
    with Store.create(tmp_path / "corpus") as store:
        stored(store.add([submission(nota)])[0])
    return tmp_path / "corpus"


def told(corpus: Path) -> Outline:
    with Store.open(corpus) as store:
        return outline(store, store.newest("kst-36800-K-D"))


def test_it_tells_the_titles_and_how_many_questions(corpus: Path) -> None:
    assert told(corpus) == Outline("Nota", "Begroting", 2, in_passages=False)


def test_told_again_the_text_is_not_read_and_without_what_was_kept_it_is(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(corpus)
    read: list[str] = []
    load = Store._load

    def noted(self: Store, text_id: str) -> Nota:
        read.append(text_id)
        return load(self, text_id)

    monkeypatch.setattr(Store, "_load", noted)
    assert told(corpus) == first
    assert read == []
    for file in corpus.glob(f"{FILE}*"):
        file.unlink()
    assert told(corpus) == first
    assert len(read) == 1


def test_another_text_has_another_outline(corpus: Path) -> None:
    first = told(corpus)
    with Store.open(corpus) as store:
        store.add([submission(small_nota("kst-36800-K-D", ["Ja.", "Nee.", "Misschien."]))])
    assert told(corpus) == replace(first, title=told(corpus).title, dossier_title=None, questions=3)
