"""What a check keeps spares it work, and deceives nobody who asks it to take nothing on trust."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.guarded import contained
from corpus.ingest import read_nota
from corpus.proof.again import texts_of
from corpus.proof.check import check
from corpus.proof.readings import READ, asked
from corpus.proof.report import CheckReport
from corpus.proof.texts import NORMAL, said
from corpus.store import Store, Submission
from differ.audit.verdicts import Verdicts
from differ.command.checked import Told
from differ.keeping.derived import FILE, Derived
from tests.commands import Nota
from tests.forging import NOTA, SOURCE, TEXT, Made, filled, rewritten
from tests.helpers import git

ALTERED = f"{NOTA}@2: its text is not what its source gives"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    filled(tmp_path / "corpus")
    return tmp_path / "corpus"


def checked(corpus: Path, keeping: bool = True) -> CheckReport:
    with Store.open(corpus) as store:
        return check(store, Verdicts(Derived(corpus)) if keeping else None)


def altered(made: list[Made]) -> list[Made]:
    return [*made[:2], made[2].edited(TEXT, "71,8", "99,9"), *made[3:]]


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read again."""
    names: list[str] = []
    real = contained.run

    def run(name: str, function: Any, arguments: Any, *others: Any, **named: Any) -> Any:
        names.extend([paper.name for paper in arguments[0]] if function is texts_of else [name])
        return real(name, function, arguments, *others, **named)

    monkeypatch.setattr(contained, "run", run)
    return names


def test_a_source_is_read_again_once(corpus: Path, read_again: list[str]) -> None:
    assert checked(corpus).ok
    assert len(read_again) == 4
    assert checked(corpus).ok
    assert len(read_again) == 4
    assert checked(corpus, keeping=False).ok
    assert len(read_again) == 8


def test_one_reading_tells_of_all_versions_that_have_the_same_source(corpus: Path, read_again: list[str]) -> None:
    with Store.open(corpus) as store:
        source = store.repository.blob(git(corpus, "rev-parse", f"main~3:{SOURCE}").strip())
        reading = read_nota("again.md", source)
        store.add([Submission(reading.nota, "again.md", source, reading.reader)])
    report = checked(corpus)
    assert report.ok, report.problems
    assert (report.checked["sources"], report.checked["reread"], len(read_again)) == (5, 5, 4)


class Stopping:
    """Presses Ctrl-C after so many sources."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.so_far: CheckReport | None = None

    def begun(self, so_far: CheckReport, _left: int) -> None:
        self.so_far = so_far

    def read(self) -> None:
        self.after -= 1
        if self.after == 0:
            raise KeyboardInterrupt


def test_who_breaks_off_knows_what_is_proven_and_keeps_what_was_read(
    corpus: Path, read_again: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is read in one process is kept together.
    monkeypatch.setattr("corpus.proof.readings._TOGETHER", 3)
    rewritten(corpus, lambda made: [*made[:4], replace(made[4], author="Mallory <m@x> 1932800000 +0000")])
    stopping = Stopping(after=3)
    with Store.open(corpus) as store:
        report = check(store, Verdicts(Derived(corpus)), stopping)
    assert stopping.so_far
    assert stopping.so_far.problems == report.problems != ()
    assert stopping.so_far.checked == report.checked | {"reread": 0}
    assert (report.interrupted, report.checked["versions"], report.checked["reread"]) == (True, 4, 3)
    read_again.clear()
    again = checked(corpus)
    assert (again.interrupted, again.checked["reread"], len(read_again)) == (False, 4, 1)


def test_the_command_tells_what_is_proven_when_it_is_broken_off(
    run: Nota, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("differ.command.checked._MANY", 2)
    monkeypatch.setattr(Told, "read", Stopping(after=1).read)
    ran = run("check", "--corpus", corpus, "--lang", "en")
    assert ran.status == 2
    assert list(filter(None, ran.err.splitlines())) == [
        "the corpus is sound: 24 objects · 5 commits · 4 versions · 4 sources, so far; now 4 sources are read again, "
        "which takes longest (Ctrl-C ends it; what was read is kept)",
        "nota: interrupted",
    ]
    assert ran.out.splitlines() == [
        "the corpus is sound: 24 objects · 5 commits · 4 versions · 4 sources",
        "of 4 sources 1 were read again, the others were not",
    ]


def test_a_text_that_is_gone_is_told_also_where_it_was_found_in_order_before(corpus: Path) -> None:
    assert checked(corpus).ok
    with Store.open(corpus) as store:
        text = store.versions(NOTA)[0].text_id
    (corpus / "objects" / text[:2] / text[2:]).unlink()
    assert (f"{NOTA}@1", "its text is missing") in [(where, str(what)) for where, what in checked(corpus).problems]


def test_what_was_just_added_was_just_read(run: Nota, tmp_path: Path, read_again: list[str]) -> None:
    run("add", "corpus/samples/fictief/99999-D.md")
    read_again.clear()
    assert run("check").status == 0
    assert read_again == []
    assert run("check", "--from-scratch").status == 0
    assert read_again == ["99999-D.md"]


def test_a_problem_is_found_each_time(corpus: Path) -> None:
    rewritten(corpus, altered)
    for _ in range(2):
        assert next(f"{where}: {what}" for where, what in checked(corpus).problems).startswith(ALTERED)


def test_a_verdict_of_one_text_is_none_of_another(corpus: Path) -> None:
    assert checked(corpus).ok
    rewritten(corpus, altered)
    assert not checked(corpus).ok


def test_a_forged_verdict_deceives_only_who_takes_it(corpus: Path, tmp_path: Path) -> None:
    rewritten(corpus, altered)
    with Store.open(corpus) as store:
        version = store.resolve(f"{NOTA}@2")
        verdicts = Verdicts(Derived(corpus))
        verdicts.put(READ, {asked(version): version.text_id})
        verdicts.put(NORMAL, {version.text_id: said(version.nota, version.received)})
    assert checked(corpus).ok
    assert not checked(corpus, keeping=False).ok
    git(tmp_path, "clone", "--quiet", "--bare", str(corpus), str(tmp_path / "clone"))
    assert not (tmp_path / "clone" / FILE).exists()
    assert not checked(tmp_path / "clone").ok


def test_a_check_needs_no_place_to_keep_anything(corpus: Path) -> None:
    assert checked(corpus).ok
    (corpus / FILE).write_bytes(b"no database at all")
    assert checked(corpus).ok
