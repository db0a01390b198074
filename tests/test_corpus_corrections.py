"""A version that was wrong is corrected by a further one, and what it was corrected by is seen from both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.model import Nota, Version
from corpus.store import Store, Submission
from tests.helpers import AUTHOR, DAY, ID, git, nota, small_nota, stored, submission

OTHER = "kst-36800-K-E"


def other(*answers: str) -> Nota:
    return small_nota(OTHER, answers, date(2026, 6, 11), "36800-K")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One version of a nota, and a second that is of another nota, filed under the wrong id."""
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as made:
        made.add(
            [
                submission(nota("Ja.", "Nee."), b"de nota", "D.pdf"),
                submission(nota("Drie.", "Vier."), b"een andere nota", "E.pdf", "concept", AUTHOR),
            ]
        )
        yield made


def correction(text: Nota, source: bytes = b"een andere nota", reader: str = "pdf/1", **said: str) -> Submission:
    changes: dict[str, Any] = {"reader": reader, **said}
    return replace(submission(text, source, "E.pdf"), **changes)


def only(store: Store, *submissions: Submission) -> Version:
    (result,) = store.add(submissions)
    done = stored(result)
    assert done.status == "added"
    return done.version


def test_a_version_under_the_wrong_id_is_withdrawn_and_both_nota_s_tell(store: Store) -> None:
    new = only(store, correction(other("Drie.", "Vier."), replaces=f"{ID}@2", reason="onder het verkeerde id"))
    assert (new.address, new.replaces, new.reason) == (f"{OTHER}@1", f"{ID}@2", "onder het verkeerde id")
    first, second = store.versions(ID)
    assert (first.replaced_by, second.replaced_by) == (None, f"{OTHER}@1")
    assert store.standing(ID) == (first,)
    assert store.newest(ID) == first
    # What was stored is there for ever.
    assert store.resolve(f"{ID}@2") == second
    assert store.document(second).nota == nota("Drie.", "Vier.")


def test_a_correction_is_of_the_same_author_and_label_unless_it_is_said_otherwise(store: Store) -> None:
    new = only(store, correction(other("Drie.", "Vier."), replaces=f"{ID}@2", reason="verkeerd id"))
    assert (new.author, new.label) == (AUTHOR, "concept")
    again = correction(
        other("Drie.", "Vijf."), b"nieuw", replaces=new.address, reason="x", author="A <a@b>", label="na"
    )
    later = only(store, again)
    assert (later.author, later.label) == ("A <a@b>", "na")


def test_the_trailers_tell_it_to_plain_git(store: Store) -> None:
    only(store, correction(other("Drie.", "Vier."), replaces=f"{ID}@2", reason="onder het\nverkeerde id"))
    told = git(store.path, "log", "-1", "--format=%(trailers:key=Vervangt,key=Reden)", "main")
    assert told.split("\n")[:2] == [f"Vervangt: {ID}@2", "Reden: onder het verkeerde id"]


def test_a_nota_of_which_all_was_withdrawn_is_still_found(store: Store) -> None:
    only(store, correction(other("Drie.", "Vier."), replaces=f"{ID}@2", reason="verkeerd id"))
    only(store, correction(other("Ja.", "Nee."), b"de nota", replaces=f"{ID}@1", reason="verkeerd id"))
    assert store.standing(ID) == ()
    assert store.newest(ID).address == f"{ID}@2"
    assert store.newest(ID).withdrawn


@pytest.mark.parametrize(
    ("text", "said", "problem"),
    [
        (other("Drie."), {"replaces": f"{ID}@9", "reason": "x"}, "there is no such version"),
        (other("Drie."), {"replaces": "kst-1-2", "reason": "x"}, "no nota 'kst-1-2'"),
        (other("Drie."), {"replaces": f"{ID}@2", "reason": " "}, f"why is {ID}@2 replaced? say so with --reason"),
        (
            nota("Drie.", "Vier."),
            {"replaces": f"{ID}@2", "reason": "x"},
            f"its text is that of {ID}@2, and a correction",
        ),
        (
            nota("Drie.", "Vier."),
            {"replaces": f"{ID}@1", "reason": "x"},
            f"its text is that of {ID}@2, and a correction",
        ),
    ],
)
def test_what_corrects_nothing_is_refused(store: Store, text: Nota, said: dict[str, str], problem: str) -> None:
    (result,) = store.add([correction(text, b"iets", **said)])
    assert isinstance(result, CorpusError)
    assert problem in str(result)
    assert len(store.log()) == 2


def test_what_was_withdrawn_is_not_corrected_twice_nor_stored_again(store: Store) -> None:
    new = only(store, correction(other("Drie.", "Vier."), replaces=f"{ID}@2", reason="verkeerd id"))
    twice, again = store.add(
        [
            correction(other("Zes."), b"iets", replaces=f"{ID}@2", reason="nog eens"),
            submission(nota("Drie.", "Vier."), b"een andere nota", "E.pdf"),
        ]
    )
    assert f"{ID}@2 was replaced already, by {new.address}" in str(twice)
    assert f"its text is that of {ID}@2, which was withdrawn; {new.address} stands in its place" in str(again)


def test_a_withdrawn_text_comes_back_only_as_a_correction(store: Store) -> None:
    right = only(store, correction(nota("Drie.", "Vijf."), replaces=f"{ID}@2", reason="slecht omgezet"))
    (again,) = store.add([submission(nota("Drie.", "Vier."), b"een kopie", "E.pdf")])
    assert f"its text is that of {ID}@2, which was withdrawn; {right.address} stands in its place" in str(again)
    back = only(store, correction(nota("Drie.", "Vier."), replaces=right.address, reason="het was toch goed"))
    assert store.newest(ID) == back


def test_it_is_told_where_an_earlier_text_is_stored_once_more(store: Store) -> None:
    (again,) = store.add([submission(nota("Ja.", "Nee."), b"de nota", "D.pdf")])
    (told,) = stored(again).notes
    assert str(told) == f"{ID}@3 has the text that {ID}@1 had; it is stored as a version of its own"


def test_a_better_reader_of_the_same_file_takes_the_place_of_what_it_reads_again(store: Store) -> None:
    first = store.versions(ID)[0]
    (result,) = store.add([correction(nota("Ja!", "Nee."), b"de nota", "pdf/2")])
    new = stored(result).version
    assert (new.replaces, new.rereads) == (first.address, first.address)
    assert new.reason == "opnieuw gelezen, met pdf/2 in plaats van markdown/0"
    assert "is kst-36800-K-D@1 read again, with pdf/2 instead of markdown/0" in str(stored(result).notes[0])
    # It is the paper of version 1, in another conversion: version 2 came after it.
    assert [own.number for own in store.standing(ID)] == [3, 2]
    assert store.newest(ID).number == 2


def test_a_better_reader_that_reads_the_same_words_makes_no_version(store: Store) -> None:
    (result,) = store.add([correction(nota("Ja.", "Nee."), b"de nota", "pdf/2")])
    assert stored(result).status == "unchanged"
    assert stored(result).version.address == f"{ID}@1"


@pytest.mark.parametrize(
    ("source", "reader"),
    [(b"de nota", "markdown/0"), (b"een nieuwere nota", "pdf/2"), (b"de nota", "markdown/2 original")],
    ids=["the-same-reader", "another-file", "another-state-of-a-draft"],
)
def test_another_text_is_no_rereading(store: Store, source: bytes, reader: str) -> None:
    (result,) = store.add([correction(nota("Ja!", "Nee."), source, reader)])
    new = stored(result)
    assert (new.version.replaces, new.version.rereads, new.notes) == (None, None, ())


def test_a_rereading_keeps_the_date_that_was_given_with_the_file(tmp_path: Path) -> None:
    undated = nota("Ja.").with_meta(ontvangen=None)
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as store:
        store.add([submission(nota("Ja."), b"de nota")])
        again = only(store, correction(undated.with_meta(titel="Een Nota"), b"de nota", "pdf/2"))
        assert again.received == date(2026, 5, 21)
        assert store.document(again).nota.meta.ontvangen == date(2026, 5, 21)
