"""Many files at once: read side by side, stored in the order given, and again as often as one likes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus import bulk
from corpus.abreast import READ_AHEAD, in_order
from corpus.bulk import Added, Terms, add_all
from corpus.errors import CorpusError
from corpus.guarded import contained
from corpus.papers import files_of, suffix_of
from corpus.store import Store, Stored

ROOT = Path(__file__).parents[1]
BAD = (7, 30, 59)
MANY = Terms(only_new=True)


def paper(number: int, answer: str = "Ja.") -> str:
    head = f"**36 800 K** Vaststelling van de begroting\n\n**Nr. {number}** **NOTA**\n\n"
    return f"{head}**1. Wat is het antwoord op vraag {number}?**\n\n{answer}\n\n**2. En dan?**\n\nNiets.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty papers, of which three are none."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(1, 61):
        text = "Geen vragen hier.\n" if number in BAD else paper(number)
        (papers / f"{number:02}.md").write_text(text)
    return papers


def added(corpus: Path, folder: Path, terms: Terms = MANY) -> list[Added]:
    return list(add_all(corpus, files_of([folder]), terms))


def statuses(results: Sequence[Added]) -> list[str]:
    return [one.result.status if isinstance(one.result, Stored) else "refused" for one in results]


def stored_in(corpus: Path) -> list[str]:
    with Store.open(corpus) as store:
        return [version.address for version in reversed(store.log())]


GOOD = [f"kst-36800-K-{n}@1" for n in range(1, 61) if n not in BAD]


def test_a_folder_is_stored_in_the_order_of_its_names_and_the_bad_are_told(tmp_path: Path, folder: Path) -> None:
    results = added(tmp_path / "corpus", folder)
    assert [Path(one.file).name for one in results] == [f"{n:02}.md" for n in range(1, 61)]
    assert [n for n, one in enumerate(results, 1) if isinstance(one.result, CorpusError)] == list(BAD)
    assert stored_in(tmp_path / "corpus") == GOOD
    assert {one.questions for one in results if isinstance(one.result, Stored)} == {2}


def test_again_nothing_is_read_and_all_is_unchanged(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(tmp_path / "corpus", folder)
    for number in BAD:
        (folder / f"{number:02}.md").unlink()
    # Whatever is read now is refused, and would show.
    monkeypatch.setattr(contained, "LARGEST", 0)
    monkeypatch.setattr(contained, "file_bytes", Path.read_bytes)
    results = added(tmp_path / "corpus", folder)
    assert set(statuses(results)) == {"unchanged"}
    assert {one.questions for one in results} == {2}
    assert stored_in(tmp_path / "corpus") == GOOD


def test_only_what_is_missing_is_added(tmp_path: Path, folder: Path) -> None:
    added(tmp_path / "corpus", folder)
    (folder / "07.md").write_text(paper(7))
    (folder / "61.md").write_text(paper(1, "Nee."))
    results = added(tmp_path / "corpus", folder)
    assert [Path(one.file).name for one in results if statuses([one]) == ["added"]] == ["07.md", "61.md"]
    assert stored_in(tmp_path / "corpus") == [*GOOD, "kst-36800-K-7@1", "kst-36800-K-1@2"]


@pytest.mark.parametrize("keep_source", [True, False])
def test_successive_versions_in_one_folder_do_not_come_back(tmp_path: Path, keep_source: bool) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, answer in (("1-concept", "Ja."), ("2-na-review", "Nee."), ("3-kopie-van-1", "Ja.")):
        (folder / f"{name}.md").write_text(paper(1, answer))
    terms = Terms(only_new=True, keep_source=keep_source)
    assert statuses(added(tmp_path / "corpus", folder, terms)) == ["added", "added", "unchanged"]
    assert statuses(added(tmp_path / "corpus", folder, terms)) == ["unchanged"] * 3
    assert len(stored_in(tmp_path / "corpus")) == 2


def test_one_file_that_is_meant_may_bring_an_old_text_back(tmp_path: Path) -> None:
    file = tmp_path / "nota.md"
    for answer in ("Ja.", "Nee.", "Ja."):
        file.write_text(paper(1, answer))
        list(add_all(tmp_path / "corpus", [file], Terms()))
    assert stored_in(tmp_path / "corpus") == [f"kst-36800-K-1@{n}" for n in (1, 2, 3)]


def test_a_file_that_is_passed_over_is_told_of_where_its_version_was_withdrawn(tmp_path: Path) -> None:
    folder, right = tmp_path / "papers", tmp_path / "right.md"
    folder.mkdir()
    (folder / "wrong.md").write_text(paper(1, "Ja."))
    right.write_text(paper(1, "Nee."))
    corpus = tmp_path / "corpus"
    added(corpus, folder)
    list(add_all(corpus, [right], Terms(replaces="kst-36800-K-1@1", reason="slecht omgezet")))
    (passed,) = added(corpus, folder, Terms(only_new=True))
    assert isinstance(passed.result, Stored)
    assert passed.result.status == "unchanged"
    (warning,) = passed.warnings
    assert "which was withdrawn; kst-36800-K-1@2 stands in its place" in str(warning)


def test_no_corpus_is_made_for_files_of_which_none_is_a_paper(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "1.md").write_text("Geen vragen hier.\n")
    assert statuses(added(tmp_path / "corpus", tmp_path / "papers")) == ["refused"]
    assert not (tmp_path / "corpus").exists()


def test_what_a_folder_gives(tmp_path: Path) -> None:
    for name in "b.md a.PDF c.docx d.odt e.html f.xml g.doc .h.md ~$c.docx i.png j.zip k".split():
        (tmp_path / name).write_text("")
    (tmp_path / "sub.md").mkdir()
    assert [path.name for path in files_of([tmp_path])] == "a.PDF b.md c.docx d.odt e.html f.xml g.doc".split()
    assert list(files_of([tmp_path / "i.png"])) == [tmp_path / "i.png"]


@pytest.mark.parametrize(
    ("name", "reader", "suffix"),
    [
        ("nota.md", "markdown/1", "md"),
        ("nota.txt", "markdown/1", "txt"),
        ("nota.pdf", "markdown/1", "md"),
        ("NOTA.PDF", "pdf/1", "pdf"),
        ("nota", "pdf/1", "pdf"),
        ("nota.doc", "docx/1", "docx"),
        ("nota.htm", "html/1", "htm"),
        ("nota.md", "official/1", "xml"),
        ("nota", "text/1", "txt"),
    ],
)
def test_the_kept_source_is_called_after_what_it_is(name: str, reader: str, suffix: str) -> None:
    assert suffix_of(Path(name), reader) == suffix


def test_a_folder_of_any_size_is_held_only_in_part() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(1, 1001):
            taken.append(item)
            yield item

    results = in_order(items(), lambda item: item * 2, lambda: None)
    for done, result in enumerate(results, start=1):
        assert result == done * 2
        assert len(taken) - done < READ_AHEAD


# An import that is broken off

SLOW = paper(1).replace("Ja.", "\n\n".join(f"Zin {n} van het antwoord." for n in range(400)))


def begin(tmp_path: Path, folder: Path) -> subprocess.Popen[bytes]:
    """`nota add` of a folder, some way on its way: one batch is stored, the next is being read."""
    for number in range(200, 270):
        (folder / f"{number}.md").write_text(paper(number))
    for number in range(900, 940):
        (folder / f"{number}.md").write_text(SLOW.replace("Nr. 1", f"Nr. {number}"))
    # Who runs the tests in the background hands on that Ctrl-C is ignored.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heeding}; from differ.command.session import main; main()"
    command = [sys.executable, "-c", program, "add", str(folder)]
    environment = {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus"), "LC_ALL": "en_GB.UTF-8"}
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not (tmp_path / "corpus" / "HEAD").exists():
        time.sleep(0.01)
    while process.poll() is None and len(stored_in(tmp_path / "corpus")) < bulk.BATCH - len(BAD):
        time.sleep(0.05)
    assert process.poll() is None
    return process


@pytest.mark.parametrize("broken_off", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_was_broken_off_is_completed_by_the_next(
    tmp_path: Path, folder: Path, broken_off: signal.Signals
) -> None:
    with begin(tmp_path, folder) as process:
        process.send_signal(broken_off)
        _, told = process.communicate(timeout=30)
    before = stored_in(tmp_path / "corpus")
    if broken_off == signal.SIGKILL:
        assert (process.returncode, told) == (-signal.SIGKILL, b"")
    else:
        assert process.returncode == 2
        *_, stored, _, last = told.decode().splitlines()
        assert stored.startswith(f"stored: {len(before)} versions;"), told
        assert last == "nota: interrupted"
    names = [path for path in files_of([folder]) if path.stem not in {f"{n:02}" for n in BAD}]
    assert len(before) < len(names)
    added(tmp_path / "corpus", folder)
    expected = [f"kst-36800-K-{int(path.stem)}@1" for path in names]
    assert stored_in(tmp_path / "corpus") == expected
    assert before == expected[: len(before)]
