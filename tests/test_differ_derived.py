"""Derived data beside a corpus: found again, never in the way, and never believed when it is damaged or of old code."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from corpus.proof.check import check
from corpus.store import Store
from differ.keeping import derived as module
from differ.keeping.derived import FILE, Derived, derived_of
from tests.helpers import DAY, fill

TEXT = "f" * 40


@pytest.fixture
def derived(tmp_path: Path) -> Iterator[Derived]:
    with closing(Derived(tmp_path)) as made:
        yield made


def kept_by_another(folder: Path, kind: str, key: str) -> bytes | None:
    with closing(Derived(folder)) as other:
        return other.get(kind, key)


def test_what_was_put_is_found_again_by_another(derived: Derived, tmp_path: Path) -> None:
    assert derived.get("lines", TEXT) is None
    derived.put("lines", TEXT, b"one")
    derived.put("lines", TEXT, b"two")
    assert kept_by_another(tmp_path, "lines", TEXT) == b"two"
    assert kept_by_another(tmp_path, "thread", TEXT) is None


def test_several_that_are_put_at_once_are_found_again_one_by_one_and_all_together(
    derived: Derived, tmp_path: Path
) -> None:
    derived.put("lines", "one", b"before")
    derived.put("thread", "one", b"of another kind")
    several = {"one": b"1", "two": b"2", "three": b"3" * 1000}
    derived.put_all("lines", several)
    assert {key: kept_by_another(tmp_path, "lines", key) for key in several} == several
    assert derived.get_all("lines") == several
    assert derived.get_all("nothing") == {}


def test_what_other_code_found_is_not_believed(derived: Derived, monkeypatch: pytest.MonkeyPatch) -> None:
    derived.put("lines", TEXT, b"old")
    monkeypatch.setattr(module, "sources", lambda: "another edition")
    assert derived.get("lines", TEXT) is None
    derived.put("lines", TEXT, b"new")
    assert derived.get("lines", TEXT) == b"new"


def test_a_changed_word_list_is_another_edition() -> None:
    asked = "import sys; from differ.keeping import edition; from pathlib import Path; print(edition.sources())"
    changed = asked.replace("; print", "; real = edition._content; edition._content = lambda path: real(path)"
                            " + (b'x' if path.endswith('lexicon/weak.txt') else b''); print")  # fmt: skip
    told = [subprocess.check_output([sys.executable, "-c", code], text=True) for code in (asked, asked, changed)]
    assert told[0] == told[1] != told[2]


@pytest.mark.parametrize("damage", ["no database", "cut off", "other tables", "empty"])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: str) -> None:
    with closing(Derived(tmp_path)) as before:
        for number in range(500):
            before.put("lines", f"{number}", os.urandom(300))
    file = tmp_path / FILE
    content = file.read_bytes()
    assert not file.with_name(f"{FILE}-wal").exists()
    if damage == "other tables":
        with closing(sqlite3.connect(file)) as data:
            data.executescript("DROP TABLE derived; CREATE TABLE derived (something INTEGER);")
    else:
        file.write_bytes(
            {"no database": b"no database" * 900, "cut off": content[: len(content) // 2], "empty": b""}[damage]
        )
    with closing(Derived(tmp_path)) as after:
        for number in range(500):
            after.get("lines", f"{number}")
        for _ in range(3):
            after.put("lines", TEXT, b"again")
        assert after.get("lines", TEXT) == b"again"


def test_an_altered_value_is_not_handed_out(derived: Derived) -> None:
    derived.put("lines", TEXT, b"what was found")
    with closing(sqlite3.connect(derived.path)) as data:
        (value,) = data.execute("SELECT value FROM derived").fetchone()
        data.execute("UPDATE derived SET value = ?", (value[:-1] + bytes([value[-1] ^ 1]),))
        data.commit()
    assert derived.get("lines", TEXT) is None
    assert derived.get_all("lines") == {}


def test_a_file_that_is_deleted_meanwhile_is_begun_anew(derived: Derived, tmp_path: Path) -> None:
    derived.put("lines", TEXT, b"one")
    for own in tmp_path.glob(f"{FILE}*"):
        own.unlink()
    assert derived.get("lines", TEXT) is None
    derived.put("lines", TEXT, b"two")
    assert kept_by_another(tmp_path, "lines", TEXT) == b"two"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    # The tests may run as root, who may write anywhere: a file in the place of the folder stops root too.
    (tmp_path / "corpus").write_text("no folder")
    with closing(Derived(tmp_path / "corpus")) as derived:
        derived.put("lines", TEXT, b"one")
        assert derived.get("lines", TEXT) is None


def test_a_busy_file_keeps_nobody_waiting(derived: Derived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.01)
    derived.put("lines", "before", b"one")
    with closing(sqlite3.connect(derived.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        derived.put("lines", TEXT, b"two")
        assert derived.get("lines", "before") == b"one"
    assert derived.get("lines", TEXT) is None


def test_it_does_not_grow_without_bound(tmp_path: Path) -> None:
    most = 400_000
    with closing(Derived(tmp_path, most)) as derived:
        for number in range(300):
            derived.put("lines", f"{number}", os.urandom(5_000))
        assert derived.get("lines", "0") is None
        assert derived.get("lines", "299") is not None
    assert (tmp_path / FILE).stat().st_size < 2 * most


def test_many_threads_and_processes_use_it_at_once(derived: Derived, tmp_path: Path) -> None:
    def put(name: str) -> None:
        for number in range(40):
            derived.put(name, f"{number}", name.encode())

    code = (
        "import sys; from pathlib import Path; from differ.keeping.derived import Derived; own = Derived(Path(sys.argv[1]));"
        "[own.put(sys.argv[2], str(n), sys.argv[2].encode()) for n in range(40)]; own.close()"
    )
    others = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), f"process {n}"]) for n in range(2)]
    threads = [Thread(target=put, args=(f"thread {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait() for other in others] == [0, 0]
    names = [f"thread {n}" for n in range(4)] + [f"process {n}" for n in range(2)]
    assert all(derived.get(name, f"{number}") == name.encode() for name in names for number in range(40))


def test_a_fork_opens_its_own(derived: Derived, tmp_path: Path) -> None:
    derived.put("lines", TEXT, b"one")
    child = os.fork()
    if not child:
        derived.put("lines", "of the child", b"two")
        os._exit(0 if derived.get("lines", TEXT) == b"one" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert derived.get("lines", "of the child") == b"two"


def test_a_corpus_with_it_is_sound(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus", lambda: DAY) as store:
        fill(store)
        derived_of(store).put("lines", store.head, b"one")
        assert derived_of(store) is derived_of(store)
        assert (tmp_path / "corpus" / FILE).exists()
        assert check(store).ok
