"""What `nota add` finds out for whoever asks later: it spares a wait, and nothing that goes wrong with it is told."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from corpus.store import Store
from differ import beforehand
from differ.audit.threads import history
from differ.beforehand import find_out
from differ.kept import FOLDER
from differ.progress import Bar, silent
from differ.shelves.shelf import DATABASE, Shelf
from tests.commands import Nota
from tests.helpers import DAY, submission
from tests.test_differ_kept import generated

IDS = [f"kst-{10000 + number}-4" for number in range(8)]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(beforehand, "FEW", 3)
    monkeypatch.setattr(beforehand, "MANY", 6)
    with Store.create(tmp_path / "corpus", lambda: DAY) as made:
        yield made


def add(store: Store, first: int, end: int) -> None:
    store.add([submission(own, None) for own in generated(12 * first, 12 * end)])
    find_out(store, [store.newest(nota) for nota in IDS[first:end]])


def unread(store: Store) -> list[str]:
    if not (store.path / FOLDER / DATABASE).exists():
        return list(store.notas())
    with closing(Shelf(store.path / FOLDER)) as shelf:
        missing = shelf.missing(store.newest(nota).text_id for nota in store.notas())
    return [nota for nota in store.notas() if store.newest(nota).text_id in missing]


def test_the_name_of_the_shelf_is_known_without_loading_it() -> None:
    assert f"{FOLDER}/{DATABASE}" == beforehand.SHELF


def test_of_many_that_were_added_the_questions_are_read(store: Store) -> None:
    add(store, 0, 8)
    assert unread(store) == []
    begun: list[str] = []

    @contextmanager
    def listening(label: str, count: int) -> Iterator[Bar]:
        begun.append(f"{label} {count}")
        with silent(label, count) as bar:
            yield bar

    assert history(store, f"{IDS[1]}#3", listening).wordings
    assert begun == ["reading 0"]


def test_of_a_few_they_are_read_once_there_are_more(store: Store) -> None:
    add(store, 0, 1)
    add(store, 1, 2)
    assert unread(store) == IDS[:2]
    add(store, 2, 3)
    assert unread(store) == []


def test_whoever_adds_one_does_not_read_a_whole_corpus(store: Store) -> None:
    store.add([submission(own, None) for own in generated(0, 12 * 7)])
    find_out(store, [store.newest(IDS[6])])
    assert unread(store) == IDS[:7]


def in_the_way(folder: Path) -> None:
    folder.write_text("in the way", "utf-8")


def spoilt(folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


@pytest.mark.parametrize("spoil", [in_the_way, spoilt])
def test_what_cannot_be_kept_is_no_trouble(store: Store, spoil: Callable[[Path], None]) -> None:
    spoil(store.path / FOLDER)
    add(store, 0, 4)
    assert len(store.notas()) == 4
    assert history(store, f"{IDS[1]}#3").wordings


def test_what_another_process_is_busy_with_is_not_waited_for(store: Store) -> None:
    folder = store.path / FOLDER
    folder.mkdir()
    with (folder / "busy").open("w") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        add(store, 0, 4)
    assert unread(store) == IDS[:4]


def test_the_command_reads_the_questions_of_what_it_adds(
    run: Nota, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beforehand, "FEW", 1)
    assert run("--corpus", tmp_path / "corpus", "add", "corpus/samples/kst-36800-K-D.md").status == 0
    with closing(Shelf(tmp_path / "corpus" / FOLDER)) as shelf:
        assert shelf.wordings == 21


def test_what_a_version_changed_is_known_when_somebody_asks(
    run: Nota, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it came in between two others: what the later one changed is another thing then."""
    drafts = [f"corpus/samples/fictief/99999-B.{name}.md" for name in ("1-concept", "3-herdruk", "2-na-review")]
    for draft, day in zip(drafts, ("2031-03-03", "2031-03-28", "2031-03-14"), strict=True):
        assert run("add", "--date", day, draft).status == 0
    monkeypatch.setattr("differ.audit.comparing.compare", None)
    told = run("log", "--json").json["entries"]
    assert [(own["address"], own["kind"]) for own in told] == [
        ("kst-99999-B@2", "changed"),
        ("kst-99999-B@3", "changed"),
        ("kst-99999-B@1", "first"),
    ]
