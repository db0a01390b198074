"""The clusters of a corpus on disk: the same as those that are found, chosen and ordered, of the state one asks for."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.messages import Message
from corpus.model import Answer, Meta, Nota, Paragraph, Question
from corpus.store import Store
from differ.demo import fill
from differ.gathered import gather as gathering
from differ.gathered.current import Current
from differ.gathered.gather import FOLDER, gather, kept
from differ.gathered.part import LARGE, piece
from differ.gathered.repeats import Chosen, Repeats
from differ.gathered.written import name, read, write
from differ.kept import FOLDER as SHELF
from differ.kept import in_corpus
from differ.model import Cluster
from tests.helpers import submission


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fill(tmp_path / "corpus") as store:
        yield store


def told(cluster: Cluster) -> tuple[object, ...]:
    """All that is shown of a cluster."""
    members = [(own.address, own.question, own.answer, own.is_alone) for own in cluster.members]
    return members, cluster.links, cluster.answers_differ, cluster.difference, cluster.kinds, cluster.grade


def asks(nota_id: str, question: str, answer: str) -> Nota:
    blocks = (Paragraph((question,)),)
    return Nota(Meta(nota_id), (), (Question("1", blocks, Answer(("1",), (Paragraph((answer,)),))),))


def test_a_cluster_that_was_kept_is_the_one_that_was_found(store: Store) -> None:
    found = list(in_corpus(store))
    assert len(found) > 5
    assert [told(read(write(own))) for own in found] == [told(own) for own in found]


def test_a_reason_keeps_what_stands_in_it(store: Store) -> None:
    cluster = next(iter(in_corpus(store)))
    reason = Message("%(a)s %(b)s", {"a": Message("in %(c)s", {"c": date(2026, 1, 2)}), "b": 1.5})
    link = replace(cluster.links[0], reasons=(reason,))
    again = read(write(Cluster(cluster.members, (link,), True, ())))
    assert again.links[0].reasons == (reason,)
    with pytest.raises(TypeError, match="cannot be kept"):
        write(replace(cluster, links=(replace(link, reasons=(Message("%(x)s", {"x": [1]}),)),)))


def test_a_shelf_of_another_edition_is_cleared_and_the_clusters_are_found_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("differ.shelves.shelf.edition", lambda: "an earlier one")
        list(in_corpus(store))
    path = gather(store)
    assert path is not None
    assert Repeats.of(path).count() == len(list(in_corpus(store)))
    assert not list(path.parent.glob("draft-*"))


def test_pages_together_are_all_and_the_choices_keep_to_what_they_say(store: Store) -> None:
    path = gather(store)
    assert path is not None
    repeats = Repeats.of(path)
    every = [told(own) for own in in_corpus(store)]
    assert repeats.count() == len(every)
    assert [told(own) for at in range(0, len(every), 2) for own in repeats.page(limit=2, offset=at)] == every
    for kind in ("question", "reference", "answer"):
        some = list(repeats.page(Chosen(kind=kind)))
        assert some
        assert all(kind in own.kinds for own in some)
        assert repeats.count(Chosen(kind=kind)) == len(some)
    for own in repeats.page(Chosen(nota="kst-99999-D")):
        assert any(member.address.startswith("kst-99999-D@") for member in own.members)
    for own in repeats.page(Chosen(dossier="36800-K")):
        assert any(member.address.startswith("kst-36800-K-") for member in own.members)
    assert all(own.answers_differ and "question" in own.kinds for own in repeats.page(Chosen(again=True)))
    assert {own.grade for own in repeats.page(Chosen(grade="identical"))} == {"identical"}
    sizes = [len(own.members) for own in repeats.page(Chosen(order="size"))]
    assert sizes == sorted(sizes, reverse=True)
    assert repeats.dossiers() == ["36800-K", "99999"]
    repeats.close()


def test_where_the_questions_of_a_nota_repeat_is_told_without_reading_the_clusters(store: Store) -> None:
    path = gather(store)
    assert path is not None
    repeats = Repeats.of(path)
    for nota in store.notas():
        found = list(repeats.page(Chosen(nota=nota)))
        expected = [
            (
                member.address,
                name(own),
                own.kinds[0],
                own.answers_differ and "question" in own.kinds,
                len(own.members),
                n,
            )
            for n, own in enumerate(found)
            for member in own.members
            if member.address.startswith(f"{nota}@")
        ]
        assert expected
        assert sorted(repeats.of_nota(nota)) == sorted(expected)
    repeats.close()


QUESTION = "Kunt u deze vragen over de verzonnen dienst elk afzonderlijk beantwoorden?"
ANSWERS = ("Ja.", "Nee, dat kan niet.", "Dat gebeurt waar het mogelijk is.")


@pytest.fixture
def often(tmp_path: Path) -> Iterator[Repeats]:
    """One question in 70 nota's, with three answers and once in other words."""
    with Store.create(tmp_path / "often") as store:
        notas = [asks(f"kst-1-{n}", QUESTION, ANSWERS[n % 3]) for n in range(1, 70)]
        store.add(map(submission, [*notas, asks("kst-1-70", QUESTION.replace("elk ", ""), ANSWERS[0])]))
        path = gather(store)
        assert path is not None
        repeats = Repeats.of(path)
        yield repeats
        repeats.close()


def test_of_a_cluster_of_many_a_part_is_shown_that_tells_the_same(often: Repeats) -> None:
    (whole,), (shown,) = often.page(), often.shown()
    assert (shown.size, shown.answers, len(whole.members)) == (70, 3, 70)
    assert 3 <= len(shown.cluster.members) <= LARGE + 4
    assert {own.answer for own in shown.cluster.members} == set(ANSWERS)
    for own in (shown.cluster, piece(whole, 20, 40)):
        assert (own.kinds, own.answers_differ, own.difference) == (whole.kinds, whole.answers_differ, whole.difference)
    assert (shown.cluster.grade, shown.cluster.score) == (whole.grade, whole.score)
    assert {m.address for m in shown.cluster.members} >= {a for m in shown.cluster.links for a in (m.a, m.b)}


def test_the_whole_of_it_is_had_by_its_name_piece_by_piece(often: Repeats) -> None:
    (shown,) = often.shown()
    whole = often.named(shown.name)
    assert whole is not None
    assert told(whole) == told(next(often.page()))
    assert len(shown.name) < 40
    pieces = [piece(whole, 20, at) for at in range(0, 70, 20)]
    assert [own for one in pieces for own in one.members] == list(whole.members)
    assert all(one.links for one in pieces)
    assert often.named("kst-1-1@1#1") is None


def test_the_question_of_the_nota_that_is_asked_for_is_told_though_the_part_is_without_it(often: Repeats) -> None:
    (shown,) = often.shown(Chosen(nota="kst-1-55"))
    assert "kst-1-55@1#1" not in {own.address for own in shown.cluster.members}
    assert shown.own == ("kst-1-55@1#1",)


def test_what_is_added_is_in_the_next_state_and_the_one_before_is_let_go(store: Store) -> None:
    first = gather(store)
    assert gather(store) == first
    store.add([submission(asks("kst-7", "Wie houdt toezicht op de verzonnen dienst?", "Niemand."))])
    store.add([submission(asks("kst-8", "Wie houdt toezicht op de verzonnen dienst?", "De inspectie."))])
    second = gather(store)
    assert first and second
    assert (first.exists(), second.exists()) == (False, True)
    repeats = Repeats.of(second)
    (own,) = repeats.page(Chosen(nota="kst-7"))
    assert [member.address for member in own.members] == ["kst-7@1#1", "kst-8@1#1"]
    repeats.close()


def test_what_is_added_while_they_are_found_is_not_taken_for_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = [submission(asks("kst-7", "Wie houdt toezicht op de verzonnen dienst?", "Niemand."))]

    def busy(path: Path, known: gathering.Stands, found: Iterator[Cluster]) -> None:
        real(path, known, found)
        if added:
            store.add([added.pop()])

    real = gathering.fill
    monkeypatch.setattr(gathering, "fill", busy)
    assert gather(store) == kept(store, store.head)


def test_a_small_corpus_is_waited_for_and_a_large_one_shown_as_it_was(store: Store) -> None:
    small = Current(store)
    with small.open() as (repeats, is_current):
        assert repeats is not None
        assert is_current
        before = repeats.count()
    store.add([submission(asks("kst-7", "Is dit verzonnen?", "Ja."))])
    large = Current(store, small=0)
    with large.open() as (repeats, is_current):
        assert repeats is not None
        assert repeats.count() == before
        assert not is_current
    (job,) = large._jobs
    assert job.wait(120) == 0
    with large.open() as (_, is_current):
        assert is_current
    large.close()


def test_of_a_large_corpus_that_was_never_looked_through_there_is_nothing_yet(store: Store) -> None:
    large = Current(store, small=0)
    with large.open() as (repeats, is_current):
        assert repeats is None
        assert not is_current
    large.close()


def test_whoever_forgets_to_close_it_leaves_no_process_behind(store: Store) -> None:
    large = Current(store, small=0)
    with large.open():
        (job,) = large._jobs
    assert job.poll() is None
    del large
    gc.collect()
    assert job.returncode is not None


def test_a_corpus_that_cannot_be_written_has_its_clusters_in_memory(store: Store) -> None:
    (store.path / FOLDER).write_text("")
    with Current(store).open() as (repeats, is_current):
        assert repeats is not None
        assert repeats.count() > 5
        assert is_current


@pytest.mark.parametrize("content", [b"", b"garbage" * 2000])
def test_a_file_that_is_damaged_is_made_again(store: Store, content: bytes) -> None:
    path = gather(store)
    assert path is not None
    with closing(sqlite3.connect(path)) as data:
        count = data.execute("SELECT count(*) FROM cluster").fetchone()[0]
    path.write_bytes(content)
    with Current(store).open() as (repeats, _):
        assert repeats is not None
        assert repeats.count() == count


def test_a_shelf_that_is_spoilt_and_cleared_takes_no_clusters_with_it(store: Store) -> None:
    first = gather(store)
    store.add([submission(asks("kst-99999-Z", "Wie beheert de haven van de gemeente?", "De provincie."))])
    for own in (store.path / SHELF).iterdir():
        if own.is_file() and own.name != "lock":
            own.write_bytes(b"spoilt")
    second = gather(store)
    assert second is not None
    assert second.exists()
    assert second != first
