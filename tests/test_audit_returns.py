"""Which questions return elsewhere: the same for one question, for a nota and for all, whoever asked for what before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Meta, Nota, Version
from corpus.store import Store
from differ.audit import returns as looking
from differ.audit.returns import Place, Returns
from differ.keeping.derived import FILE
from differ.kept import in_corpus
from tests.helpers import DAY
from tests.test_differ_kept import SIZE, generated, put


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("returns") / "corpus", lambda: DAY) as made:
        put(made, generated(0, SIZE))
        yield made


@pytest.fixture(scope="module")
def everything(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[Place, tuple[Place, ...]]:
    """As all of it is told where it is known which questions are the same."""
    with Store.create(tmp_path_factory.mktemp("all") / "corpus", lambda: DAY) as other:
        put(other, generated(0, SIZE))
        assert list(in_corpus(other))
        elsewhere = Returns(other)
        return {place: elsewhere.of(place) for place in places(other)}


def places(store: Store) -> list[Place]:
    return [(nota, str(number)) for nota in store.notas() for number in range(1, 13)]


def forget(store: Store) -> None:
    for file in store.path.glob(f"{FILE}*"):
        file.unlink()


def test_one_question_is_told_as_all_are(store: Store, everything: dict[Place, tuple[Place, ...]]) -> None:
    assert len(set(everything.values()) - {()}) > 20
    for place in places(store)[::7]:
        forget(store)
        assert Returns(store).of(place) == everything[place]


def test_those_of_a_nota_are_told_as_all_are(store: Store, everything: dict[Place, tuple[Place, ...]]) -> None:
    forget(store)
    elsewhere = Returns(store)
    assert {place: elsewhere.of(place) for place in places(store)} == everything
    assert {place: Returns(store).of(place) for place in places(store)} == everything


def test_of_a_nota_all_is_looked_for_when_a_second_question_is_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(store)
    looked_for: list[Place] = []
    own = looking.groups_on

    def listening(shelf: object, versions: list[Version], place: Place, *more: object) -> object:
        looked_for.append(place)
        return own(shelf, versions, place, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "groups_on", listening)
    nota = next(nota for nota in store.notas() if Returns(store).of((nota, "1")) == ())
    for number in ("1", "2", "3", "4"):
        Returns(store).of((nota, number))
    assert [place for place in looked_for if place[0] == nota] == [(nota, "1"), (nota, "")]


def test_what_does_not_stand_any_more_returns_nowhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "groups_on", None)
    forget(store)
    assert Returns(store).of(("kst-10000-4", "")) == ()


def test_in_a_corpus_of_one_nota_nothing_returns(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus", lambda: DAY) as alone:
        put(alone, [Nota(Meta("kst-1-4"), (), generated(0, 12)[0].body)])
        assert Returns(alone).of(("kst-1-4", "3")) == ()
