"""The list of versions that is kept: the same as the commits tell, and never believed where it is not."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from corpus import register
from corpus.git.repository import Repository
from corpus.model import Nota, Version
from corpus.proof.check import check
from corpus.register import FILE
from corpus.store import Store
from corpus.submission import Submission
from tests.helpers import git, small_nota, submission

ID, OTHER = "kst-36800-K-D", "kst-36800-X-7"


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "corpus") as store:
        store.add([submission(small_nota(ID, ["Ja."]), b"1", label="concept")])
        store.add([submission(small_nota(OTHER, ["Verkeerd."])), submission(small_nota(ID, ["Nee."]))])
        store.add([correcting(small_nota(ID, ["Toch."]), f"{OTHER}@1")])
    return tmp_path / "corpus"


def correcting(nota: Nota, replaces: str) -> Submission:
    return replace(submission(nota), replaces=replaces, reason="verkeerde nota")


def listed(corpus: Path) -> tuple[Version, ...]:
    with Store.open(corpus) as store:
        return store.log()


def by_commits(corpus: Path) -> tuple[Version, ...]:
    with Store.open(corpus) as store:
        return store.log_by_commits()


@pytest.fixture(name="reads")
def _reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Since which commit git was asked for the log, each time; '': for all of it."""
    found: list[str] = []
    log: Callable[..., str] = Repository.log

    def noted(self: Repository, since: str, until: str, form: str) -> str:
        found.append(since)
        return log(self, since, until, form)

    monkeypatch.setattr(Repository, "log", noted)
    return found


def test_the_second_process_reads_no_commits_and_sees_the_same(corpus: Path, reads: list[str]) -> None:
    first = listed(corpus)
    assert len(reads) == 1
    with Store.open(corpus) as store:
        assert store.log() == first
        assert store.versions(ID) == tuple(v for v in reversed(first) if v.nota == ID)
        assert store.notas() == (ID, OTHER)
        assert store.versions(OTHER)[0].replaced_by == f"{ID}@3"
        assert store.standing(OTHER) == ()
    assert len(reads) == 1
    assert by_commits(corpus) == first


def test_after_an_addition_only_the_new_commits_are_read(corpus: Path, reads: list[str]) -> None:
    with Store.open(corpus) as store:
        before = store.head
        store.log()
    with Store.open(corpus) as store:
        store.add([correcting(small_nota(OTHER, ["Goed."]), f"{ID}@1")])
    reads.clear()
    # What a new version says of an old one of another nota is heard.
    assert [v.replaced_by for v in reversed(listed(corpus)) if v.nota == ID] == [f"{OTHER}@2", None, None]
    assert reads == [before]
    assert listed(corpus) == by_commits(corpus)
    assert reads == [before, ""]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept[:-40],
        lambda kept: kept.replace(b'"concept"', b'"herdruk"'),
        lambda kept: b"0" * 64 + kept[64:],
        lambda _kept: b"",
        lambda _kept: b"\xff\xfe no list",
    ],
    ids=["cut", "altered", "other-code", "empty", "foreign"],
)
def test_a_list_that_is_not_whole_or_of_other_code_is_made_again(corpus: Path, spoil: Callable[[bytes], bytes]) -> None:
    right = listed(corpus)
    whole = (corpus / FILE).read_bytes()
    (corpus / FILE).write_bytes(spoil(whole))
    assert listed(corpus) == right
    assert (corpus / FILE).read_bytes() == whole


def test_a_history_that_was_taken_back_or_went_another_way_is_read_anew(corpus: Path) -> None:
    whole = listed(corpus)
    with Store.open(corpus) as store:
        # One process stays, another comes new: both look at what is there now.
        store.log()
        git(corpus, "update-ref", "refs/heads/main", "main~1")
        assert store.log() == listed(corpus) == by_commits(corpus)
        assert len(store.log()) == len(whole) - 1
        git(corpus, "update-ref", "refs/heads/main", whole[0].commit)
        assert store.log() == listed(corpus) == whole
        git(corpus, "update-ref", "refs/heads/main", "main~2")
        store.add([submission(small_nota(ID, ["Anders."]))])
        assert store.log() == listed(corpus) == by_commits(corpus)
        assert store.versions(ID)[-1].commit not in {own.commit for own in whole}


def test_a_list_of_another_corpus_is_not_believed(corpus: Path, tmp_path: Path) -> None:
    right = listed(corpus)
    with Store.create(tmp_path / "other") as other:
        other.add([submission(small_nota("kst-1-2", ["Ja."]))])
        other.log()
    listed(tmp_path / "other")
    (corpus / FILE).write_bytes((tmp_path / "other" / FILE).read_bytes())
    assert listed(corpus) == right


def test_a_corpus_that_cannot_be_written_is_read_all_the_same(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = listed(corpus)
    (corpus / FILE).unlink()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert listed(corpus) == right
    assert not (corpus / FILE).exists()


def test_others_may_read_what_one_process_kept_and_no_draft_is_left(corpus: Path) -> None:
    listed(corpus)
    assert stat.S_IMODE((corpus / FILE).stat().st_mode) == stat.S_IMODE((corpus / "HEAD").stat().st_mode)
    assert not list(corpus.glob(f"{FILE}-*"))


def test_what_is_proven_does_not_rest_on_what_is_kept_and_that_is_found_to_say_otherwise(corpus: Path) -> None:
    right = listed(corpus)
    # As a forger would, who takes the trouble to make the sum right.
    head, made_by = right[0].commit, register.edition()
    rest = (corpus / FILE).read_bytes().partition(b"\n")[2].replace(b'"concept"', b'"herdruk"')
    (corpus / FILE).write_bytes(f"{made_by} {crc32(rest):08x} {head}\n".encode() + rest)
    assert listed(corpus) != right
    with Store.open(corpus) as store:
        assert store.log_by_commits() == right
        report = check(store)
        assert [where for where, _ in report.problems] == [f"{ID}@1"]
    (corpus / FILE).unlink()
    with Store.open(corpus) as store:
        assert check(store) == replace(report, problems=())
