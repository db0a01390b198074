"""What differs because a source was read again by another reader is told apart from what somebody reworded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.model import Answer, Meta, Nota, Paragraph, Question
from corpus.store import Store, Submission
from differ.choosing import Choice
from differ.compare import compare
from differ.conversion import converted
from differ.model import NotaDiff
from tests.commands import Nota as Run
from tests.helpers import DAY, ID, small_nota, stored

RAN_TOGETHER = "De kosten bedragen 76,2miljoen euro in ditjaar."
AS_PRINTED = "De kosten bedragen 76,2 miljoen euro in dit jaar."
OLD = "De minister streeft ernaar de Kamer te informeren."
NEW = "De minister zal de Kamer uiterlijk in mei informeren."


def text(*answers: str, day: int = 21) -> Nota:
    return small_nota(ID, answers, date(2026, 5, day), "36800-K")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two papers, read by an older reader; then the first of them again, by a better one."""
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as made:
        for nota, source, reader in (
            (text(RAN_TOGETHER, OLD, "Ja."), b"eerste", "pdf/1"),
            (text(RAN_TOGETHER, NEW, "Ja.", day=28), b"tweede", "pdf/1"),
            (text(AS_PRINTED, OLD, "Ja."), b"eerste", "pdf/2"),
        ):
            (result,) = made.add([Submission(nota, "D.pdf", source, reader)])
            assert stored(result).status == "added"
        yield made


def compared(store: Store, left: int, right: int) -> NotaDiff:
    versions = store.versions(ID)
    return converted(compare(store.document(versions[left - 1]), store.document(versions[right - 1])), store)


def kinds(result: NotaDiff) -> list[str]:
    return ["conversion" if pair.conversion else pair.kind for pair in result.pairs]


def test_two_readings_of_one_source_differ_in_conversion_alone(store: Store) -> None:
    for result in (compared(store, 1, 3), compared(store, 3, 1)):
        assert kinds(result) == ["conversion", "unchanged", "unchanged"]
        assert result.summary == {"unchanged": 2}
        assert not Choice().finds_difference(result)


def test_what_was_reworded_is_told_and_what_was_only_read_otherwise_is_apart(store: Store) -> None:
    # The second paper was read by the older reader, so question 1 differs and nobody changed it.
    for result in (compared(store, 3, 2), compared(store, 2, 3)):
        assert kinds(result) == ["conversion", "changed", "unchanged"]
        assert Choice().finds_difference(result)


def test_papers_that_one_reader_read_have_no_conversion(store: Store) -> None:
    assert kinds(compared(store, 1, 2)) == ["unchanged", "changed", "unchanged"]


def test_a_question_that_only_the_better_reader_found_was_not_added(store: Store) -> None:
    (result,) = store.add([Submission(text(AS_PRINTED, OLD, "Ja.", "Nee."), "D.pdf", b"eerste", "pdf/3")])
    assert stored(result).version.replaces == f"{ID}@3"
    assert kinds(compared(store, 3, 4)) == ["unchanged", "unchanged", "unchanged", "conversion"]
    assert kinds(compared(store, 4, 3)) == ["unchanged", "unchanged", "unchanged", "conversion"]


def test_what_stands_outside_the_questions_counts_no_more_than_they_do(tmp_path: Path) -> None:
    question = Question("1", (Paragraph(("Wat?",)),), Answer(("1",), (Paragraph(("Dat.",)),)))
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as store:
        for said, reader in (("Hierbijbied ik u aan.", "pdf/1"), ("Hierbij bied ik u aan.", "pdf/2")):
            nota = Nota(Meta(ID), (Paragraph((said,)),), (question,))
            store.add([Submission(nota, "D.pdf", b"brief", reader)])
        result = compared(store, 1, 2)
        assert result.outside_conversion
        assert not Choice().finds_difference(result)


def test_the_command_shows_conversion_last_and_ends_well_where_it_is_all(store: Store, run: Run) -> None:
    ran = run("diff", f"{ID}@1", f"{ID}@3")
    assert ran.status == 0
    assert "2 unchanged · 1 conversion only" in ran.out
    ran = run("diff", f"{ID}@3", f"{ID}@2")
    assert ran.status == 1
    assert ran.out.index("Question 2 · changed") < ran.out.index("Question 1 · changed · conversion only")
    pairs = run("diff", f"{ID}@3", f"{ID}@2", "--json").json["pairs"]
    assert [pair["conversion"] for pair in pairs] == [True, False, False]


def test_list_and_show_tell_what_was_withdrawn_and_which_is_the_newest(store: Store, run: Run) -> None:
    assert (
        "3 versions · 3 questions · 28 May 2026 · newest is @2 · @1 withdrawn, see kst-36800-K-D@3" in run("list").out
    )
    (listed,) = run("list", "--json").json["notas"]
    assert (listed["newest"], listed["withdrawn"]) == (2, [{"version": 1, "replaced_by": f"{ID}@3"}])
    why = "opnieuw gelezen, met pdf/2 in plaats van pdf/1"
    assert f"withdrawn: {ID}@3 stands in its place ({why})" in run("show", f"{ID}@1").out
    assert f"stands in the place of {ID}@1 ({why})" in run("show", f"{ID}@3").out
    assert run("show", f"{ID}@1", "--json").json["corrections"] == {
        "replaces": None,
        "reason": None,
        "rereads": None,
        "replaced_by": f"{ID}@3",
        "replaced_because": why,
    }


def test_the_command_corrects_a_wrong_id(run: Run) -> None:
    sample = "corpus/samples/fictief/99999-D.md"
    assert run("add", sample, "--id", "kst-99999-X").status == 0
    refused = run("add", sample, "--replaces", "kst-99999-X@1")
    assert (refused.status, "--replaces and --reason go together" in refused.err) == (2, True)
    ran = run("add", sample, "--replaces", "kst-99999-X", "--reason", "filed under the wrong id")
    assert (ran.status, ran.out.split()[0]) == (0, "kst-99999-D@1")
    assert "withdrawn: kst-99999-D@1 stands in its place (filed under the wrong id)" in run("show", "99999-X").out
    assert "stands in the place of kst-99999-X@1 (filed under the wrong id)" in run("show", "99999-D").out
    log = run("log").out
    assert "  withdrawn: kst-99999-D@1 stands in its place (filed under the wrong id)\n" in log
    assert "  stands in the place of kst-99999-X@1 (filed under the wrong id)\n  first version\n" in log
    assert run("check").status == 0
