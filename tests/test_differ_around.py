"""What repeats a few questions, found without looking for all that repeats: the same as when all is looked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from bench.questions import labelled
from corpus.model import Meta, Nota, Paragraph, Question
from differ.progress import silent
from differ.repeating import around as looking
from differ.repeating import rounds
from differ.repeating.around import around, begin, begin_soon
from differ.repeating.judging import Verdicts
from differ.repeating.repeats import Desk, by_question
from differ.repeating.rounds import Round, all_verdicts, rounds_of
from differ.shelves.asked import Text, text_of
from differ.shelves.shelf import Rows, Shelf

SIZE = 480
IN_A_TEXT = 15
KEYS = [str(first) for first in range(0, SIZE, IN_A_TEXT)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf on which nothing was looked for."""
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(folder)
    put(shelf, 0, SIZE)
    shelf.close()
    return folder


@pytest.fixture
def shelf(filled: Path, tmp_path: Path) -> Iterator[Shelf]:
    opened = Shelf(Path(shutil.copytree(filled, tmp_path / "shelf")))
    yield opened
    opened.close()


def put(shelf: Shelf, start: int, end: int) -> None:
    texts = [own.text for own in labelled("learn", SIZE)]
    shelf.put(
        text_of(key, Nota(Meta(f"kst-{key}-4"), (), tuple(map(question, range(1, IN_A_TEXT + 1), own))))
        for key in KEYS
        for first in [int(key)]
        if start <= first < end
        for own in [texts[first : first + IN_A_TEXT]]
    )


def question(number: int, text: str) -> Question:
    return Question(str(number), (Paragraph((text,)),))


def groups(shelf: Shelf, rows: Rows, known: Verdicts) -> list[tuple[int, ...]]:
    """Of questions that ask the same, by the ids of the shelf, in the order in which they are made."""
    desk = Desk(shelf, rows, np.ones(len(rows.ids), bool))
    found = by_question(desk, known, "same")
    return [tuple(rows.ids[sorted({row for link in links for row in link[:2]})].tolist()) for links in found]


def place_of(keys: Sequence[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys)}


def test_of_each_pair_of_each_wording_the_verdict_is_that_of_the_whole_round(shelf: Shelf) -> None:
    end = shelf.wordings
    few = [Round(shelf, 0, end).concerning(np.array([wording])) for wording in range(0, end, 7)]
    pairs = Round(shelf, 0, end).pairs(silent)
    assert pairs.shape[1] > 2 * SIZE
    whole = Round(shelf, 0, end)
    for wording, own in zip(range(0, end, 7), few, strict=True):
        assert own.tolist() == sorted(whole.concerning(np.array([wording])).tolist())


def test_the_groups_of_a_text_are_those_of_the_whole(shelf: Shelf) -> None:
    begin(shelf)
    found = {}
    for key in KEYS:
        rows, known = around(shelf, shelf.wordings_of(key), place_of(KEYS))
        found[key] = groups(shelf, rows, known)
    assert not (shelf.folder and list(shelf.folder.glob("found-*/*")))
    everything = groups(shelf, shelf.rows(KEYS), all_verdicts(shelf, silent))
    assert len(everything) > 20
    for key, own in found.items():
        ids = set(shelf.rows([key]).ids.tolist())
        ours = [group for group in everything if ids.intersection(group)]
        assert [group for group in own if ids.intersection(group)] == ours
        # What hangs together with them is whole too: each question has its surest group.
        members = {one for group in own for one in group}
        assert own == [group for group in everything if members.intersection(group)]
    rows, known = around(shelf, shelf.wordings_of(KEYS[3]), place_of(KEYS))
    assert groups(shelf, rows, known) == found[KEYS[3]]


def test_what_came_since_is_found_as_when_all_is_looked_for(tmp_path: Path) -> None:
    told = {}
    for name in ("around", "all"):
        (tmp_path / name).mkdir()
        shelf = Shelf(tmp_path / name)
        for start, end in ((0, 300), (300, 420), (420, SIZE)):
            put(shelf, start, end)
            begin(shelf) if name == "around" else all_verdicts(shelf, silent)
        assert [own.is_whole for own in rounds_of(shelf)] == [name == "all", True, True]
        rows, known = around(shelf, [*shelf.wordings_of("15"), *shelf.wordings_of("435")], place_of(KEYS))
        told[name] = groups(shelf, rows, known)
        shelf.close()
    assert told["around"] == told["all"]
    assert len(told["all"]) > 5


def test_where_much_came_since_it_begins_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "LITTLE", 10)
    assert shelf.folder
    (shelf.folder / "found-000000000-000000200").mkdir()
    compared: list[str] = []

    def listening(label: str, _count: int) -> object:
        compared.append(label)
        return silent(label, 0)

    begin(shelf, listening)  # type: ignore[arg-type]
    assert [(own.end, own.is_whole) for own in rounds_of(shelf)] == [(shelf.wordings, False)]
    assert compared == []


@pytest.mark.parametrize("broken_off", [False, True])
def test_who_looks_for_all_does_so_at_once_unless_that_was_begun(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, broken_off: bool
) -> None:
    monkeypatch.setattr(rounds, "LITTLE", 10)
    begun = Round(shelf, 0, 200)
    begun.begin()
    if broken_off:
        begun.pairs(silent)
    all_verdicts(shelf, silent)
    assert [own.end for own in rounds_of(shelf)] == ([200, shelf.wordings] if broken_off else [shelf.wordings])


def test_what_no_text_that_is_looked_at_bears_joins_nothing(tmp_path: Path) -> None:
    """A question that stood in an older version hangs two together that nothing else does: it is passed over."""
    shelf = Shelf(tmp_path)
    put(shelf, 0, SIZE)
    begin(shelf)
    looked_at = KEYS[::2]
    everything = groups(shelf, shelf.rows(looked_at), all_verdicts(shelf, silent))
    for key in looked_at[:9]:
        rows, known = around(shelf, shelf.wordings_of(key), place_of(looked_at))
        ids = set(shelf.rows([key]).ids.tolist())
        own = [group for group in groups(shelf, rows, known) if ids.intersection(group)]
        assert own == [group for group in everything if ids.intersection(group)]
    shelf.close()


def test_an_empty_shelf_has_nothing_to_look_for(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    begin(shelf)
    rows, known = around(shelf, [], {})
    assert not len(rows.ids)
    assert not len(known)
    shelf.close()


def test_what_is_soon_done_is_done_beforehand(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index at once; what came since a shelf was looked through whole, only where it is little."""
    assert shelf.folder
    begin_soon(shelf)
    assert [own.name for own in shelf.folder.glob("index-*")] == [f"index-{shelf.wordings:09}"]
    all_verdicts(shelf, silent)
    whole = shelf.wordings
    monkeypatch.setattr(looking, "LITTLE", 20)
    for number, ends in ((40, [whole]), (5, [whole, whole + 5])):
        with shelf.visited([more(number)]):
            shelf.shared = True
            begin_soon(shelf)
            assert [own.end for own in rounds_of(shelf) if own.is_whole] == ends


def more(number: int) -> Text:
    asked = [f"Welke van de {n} gemalen in de polder zijn in {2000 + n} vervangen?" for n in range(number)]
    return text_of("more", Nota(Meta("kst-more-4"), (), tuple(map(question, range(1, number + 1), asked))))
