"""What a check keeps spares it work, and deceives nobody who asks it to take nothing on trust."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from corpus import contained
from corpus.proof.check import check
from corpus.proof.readings import READ, asked
from corpus.proof.report import CheckReport
from corpus.proof.texts import NORMAL, said
from corpus.store import Store
from differ.audit.verdicts import Verdicts
from differ.derived import FILE, Derived
from tests.commands import Nota
from tests.forging import NOTA, TEXT, Made, filled, rewritten
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

    def run(name: str, *arguments: Any, **named: Any) -> Any:
        names.append(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(contained, "run", run)
    return names


def test_a_source_is_read_again_once(corpus: Path, read_again: list[str]) -> None:
    assert checked(corpus).ok
    assert len(read_again) == 4
    assert checked(corpus).ok
    assert len(read_again) == 4
    assert checked(corpus, keeping=False).ok
    assert len(read_again) == 8


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
        verdicts.put(READ, asked(version), version.text_id)
        verdicts.put(NORMAL, version.text_id, said(version.nota, version.received))
    assert checked(corpus).ok
    assert not checked(corpus, keeping=False).ok
    git(tmp_path, "clone", "--quiet", "--bare", str(corpus), str(tmp_path / "clone"))
    assert not (tmp_path / "clone" / FILE).exists()
    assert not checked(tmp_path / "clone").ok


def test_a_check_needs_no_place_to_keep_anything(corpus: Path) -> None:
    assert checked(corpus).ok
    (corpus / FILE).write_bytes(b"no database at all")
    assert checked(corpus).ok


def test_a_commit_with_a_signature_of_its_own_is_told(corpus: Path) -> None:
    content = git(corpus, "cat-file", "commit", "main").replace("\n\n", "\ngpgsig -----BEGIN X-----\n y\n\n", 1)
    made = git_input(corpus, content, "hash-object", "-t", "commit", "-w", "--stdin")
    git(corpus, "update-ref", "refs/heads/main", made)
    git(corpus, "gc", "--quiet", "--prune=now")
    report = checked(corpus)
    assert report.ok, report.problems
    assert [f"{where}: {what}" for where, what in report.notes] == [
        "kst-99999-D@1: its commit bears a signature, which is not looked at here; 'git verify-commit' does"
    ]


def git_input(corpus: Path, content: str, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=corpus, input=content, text=True, capture_output=True, check=True)
    return done.stdout.strip()
