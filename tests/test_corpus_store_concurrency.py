"""Many writers at once, and writers that are killed: what was acknowledged stays, and nobody after them is blocked."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.proof.check import check
from corpus.store import Store
from tests.helpers import git, small_nota, stored, submission

LOCK = "nota-writer"

# A process of its own for each writer, forked from one that has everything imported: that starts at once.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def write_and_tell(corpus: Path, name: str, count: int, told: Connection) -> None:
    """Add version after version, and tell the commit of each once it is acknowledged."""
    os.setsid()
    with Store.create(corpus) as store:
        for number in range(count):
            nota = small_nota(f"concept-{name}", [f"Antwoord {number} van {name}."])
            told.send(stored(store.add([submission(nota, b"x" * 5000)])[0]).version.commit)


class Writer:
    """A process that adds to a corpus, and what it acknowledged."""

    def __init__(self, corpus: Path, name: str, count: int) -> None:
        self._heard, told = PROCESSES.Pipe(duplex=False)
        self._process = PROCESSES.Process(target=write_and_tell, args=(corpus, name, count, told))
        self._process.start()
        told.close()

    def acknowledged(self) -> Iterator[str]:
        """Each commit as it is told, until the writer ends. One that was cut off was not acknowledged."""
        with suppress(EOFError, OSError):
            while True:
                yield self._heard.recv()

    def kill(self, with_its_git: bool) -> None:
        assert self._process.pid
        # A writer that was only just started has no group of its own yet, and no git.
        with suppress(ProcessLookupError):
            if with_its_git:
                os.killpg(self._process.pid, signal.SIGKILL)
        # With its group it may be gone, and cleared away, already.
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGKILL)

    def end(self) -> int | None:
        """Its exit status."""
        self._process.join()
        self._heard.close()
        return self._process.exitcode


def history(corpus: Path) -> set[str]:
    return set(git(corpus, "rev-list", "main").split())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_four_writers_at_once_lose_nothing(corpus: Path) -> None:
    # They also race to make the corpus.
    writers = [Writer(corpus, f"w{number}", 12) for number in range(4)]
    acknowledged = [commit for writer in writers for commit in writer.acknowledged()]
    assert [writer.end() for writer in writers] == [0] * 4
    assert len(set(acknowledged)) == 48
    assert set(acknowledged) <= history(corpus)
    assert [path.name for path in corpus.parent.iterdir()] == ["corpus"]
    with Store.open(corpus) as store:
        assert check(store).ok
        assert [len(store.versions(nota)) for nota in store.notas()] == [12] * 4


def test_four_threads_of_one_store_lose_nothing(corpus: Path) -> None:
    made: list[str] = []

    def write(name: str, store: Store) -> None:
        for number in range(5):
            nota = small_nota(f"concept-{name}", [f"Antwoord {number}."])
            made.append(stored(store.add([submission(nota)])[0]).version.commit)

    with Store.create(corpus) as store:
        threads = [threading.Thread(target=write, args=(f"t{number}", store)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(made)) == 20
        assert set(made) <= history(corpus)
        assert check(store).ok


@pytest.mark.parametrize("with_its_git", [False, True], ids=["git-survives", "git-is-killed-too"])
def test_writers_killed_at_any_moment_lose_nothing_and_block_nobody(corpus: Path, with_its_git: bool) -> None:
    chance = random.Random(f"killed-{with_its_git}")
    Store.create(corpus).close()
    acknowledged: list[str] = []
    for number in range(25):
        writer = Writer(corpus, f"k{number % 3}-{number}", 1000)
        acknowledged += killed(writer, chance.random() * 0.12, with_its_git)
        assert writer.end() == -signal.SIGKILL
    assert len(acknowledged) >= 25
    assert set(acknowledged) <= history(corpus)
    with Store.open(corpus) as store:
        assert stored(store.add([submission(small_nota("concept-na", ["Ja."]))])[0]).status == "added"
        assert check(store).ok, check(store).problems
    assert left_behind(corpus) == []


def killed(writer: Writer, seconds: float, with_its_git: bool) -> Iterator[str]:
    """Kill a writer some time after its first acknowledgement; gives all that it acknowledged."""
    acknowledged = writer.acknowledged()
    yield next(acknowledged)
    time.sleep(seconds)
    writer.kill(with_its_git)
    yield from acknowledged


def test_writers_killed_while_they_make_the_corpus_leave_a_whole_one_or_none(tmp_path: Path) -> None:
    chance = random.Random("making")
    for number in range(8):
        writer = Writer(tmp_path / str(number), "m", 1000)
        time.sleep(chance.random() * 0.1)
        writer.kill(with_its_git=True)
        acknowledged = set(writer.acknowledged())
        writer.end()
        with Store.create(tmp_path / str(number)) as store:
            assert acknowledged <= history(store.path)
            assert stored(store.add([submission(small_nota("concept-na", ["Ja."]))])[0]).status == "added"
            assert check(store).ok, check(store).problems


def left_behind(corpus: Path) -> list[str]:
    patterns = ("*.lock", "tmp_*", "fast_import_crash_*")
    return [path.name for pattern in patterns for path in corpus.rglob(pattern)]


def test_what_a_killed_writer_left_is_cleared(corpus: Path) -> None:
    with Store.create(corpus) as store:
        stale = [
            "refs/heads/main.lock",
            "objects/pack/tmp_pack_x",
            "fast_import_crash_1",
            "objects/info/commit-graph.lock",
        ]
        for name in stale:
            (corpus / name).parent.mkdir(exist_ok=True)
            (corpus / name).write_text("", "utf-8")
        assert stored(store.add([submission(small_nota("concept-a", ["Ja."]))])[0]).status == "added"
    assert left_behind(corpus) == []


def test_a_child_that_outlives_its_writer_still_holds_the_lock(corpus: Path) -> None:
    with Store.create(corpus) as store:
        with (corpus / LOCK).open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            child = subprocess.Popen(["sleep", "60"], pass_fds=(held.fileno(),))
        # The writer is gone, its child is not: whoever comes next says that it waits, and waits.
        waits = threading.Event()
        done: list[object] = []
        nota = submission(small_nota("concept-a", ["Ja."]))
        thread = threading.Thread(target=lambda: done.extend(store.add([nota], waiting=waits.set)))
        thread.start()
        assert waits.wait(20)
        assert not done
        child.kill()
        child.wait()
        thread.join(20)
        assert stored(done[0]).status == "added"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only /proc tells who has a file open")
def test_the_git_that_writes_inherits_the_lock(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holding: list[int] = []

    def watched(*_: object) -> Iterator[bytes]:
        yield b"feature done\n"
        holding.append(holders(corpus))
        yield b"done\n"

    with Store.create(corpus) as store:
        monkeypatch.setattr("corpus.git.repository.stream", watched)
        with store.repository.writing():
            store.repository.write([], store.head)
    assert holding == [2]


def holders(corpus: Path) -> int:
    """How many processes have the lock's file open."""
    lock = (corpus / LOCK).resolve()
    count = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                count += any(link.resolve() == lock for link in (process / "fd").iterdir())
            except OSError:
                continue
    return count


def test_a_reader_never_sees_half_of_an_import(corpus: Path) -> None:
    with Store.create(corpus) as writer, Store.open(corpus) as reader:
        counts: list[int] = []
        ended = threading.Event()

        def read() -> None:
            while not ended.is_set():
                counts.append(len([reader.text(version) for version in reader.log()]))

        thread = threading.Thread(target=read)
        thread.start()
        for round_ in range(5):
            writer.add(submission(small_nota(f"concept-{n}", [f"Ronde {round_}."]), None) for n in range(20))
        ended.set()
        thread.join()
        assert {count % 20 for count in counts} == {0}
        assert counts == sorted(counts)


def test_eight_readers_at_once_each_get_what_they_asked_for(corpus: Path) -> None:
    with Store.create(corpus) as store:
        store.add(submission(small_nota(f"concept-{n}", [f"Antwoord {n}."]), b"bron %d" % n) for n in range(20))
        versions = store.log()
        expected = [(store.text(version), store.source(version)) for version in versions]
        assert len(set(expected)) == 20

        def read(first: int) -> bool:
            chosen = [(first + step) % 20 for step in range(60)]
            return all((store.text(versions[n]), store.source(versions[n])) == expected[n] for n in chosen)

        with ThreadPoolExecutor(8) as readers:
            assert list(readers.map(read, range(8))) == [True] * 8
