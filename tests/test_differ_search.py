"""Search: what is found and marked, whatever is typed, and an index that is never out of date, half or damaged."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Note, Paragraph, Section
from corpus.store import Store
from differ.demo import fill
from differ.output.contract import misfits_of
from differ.search.base import Base
from differ.search.find import Search
from differ.search.finder import FOLDER, Finder
from differ.search.marks import Marker
from differ.search.nearest import nearest
from differ.search.query import read
from tests.commands import Nota as Command
from tests.helpers import small_nota, submission

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "search" / "found.toml").read_text("utf-8")
)["case"]
FIRST = date(2026, 1, 1)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    with fill(tmp_path_factory.mktemp("search") / "corpus") as store:
        finder = Finder(store)
        yield finder
        finder.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus") as store:
        yield store


def addresses(finder: Finder, search: Search) -> list[str]:
    found = finder.find(search, limit=500)
    assert found.total == len(found.hits)
    return [hit.address for hit in found.hits]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_one_looks_for_is_found_and_nothing_else(samples: Finder, case: dict[str, Any]) -> None:
    options = {name: value for name, value in case.items() if name not in ("why", "query", "finds", "not")}
    found = addresses(samples, Search(case["query"], **options))
    assert set(case["finds"]) <= set(found)
    assert not set(case.get("not", ())) & set(found)
    assert bool(found) == bool(case["finds"])


TYPED = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["licentie", '"', "-", "*", "(", ")", "OR", "NEAR", ":", "^", "'", "de", "76,2", "é", "\0", "”", "{", "+"]
    ),
    max_size=8,
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=TYPED)
def test_whatever_is_typed_is_no_error(samples: Finder, typed: str) -> None:
    found = samples.find(Search(typed))
    assert found.total >= len(found.hits)


@settings(deadline=None)
@given(
    typed=TYPED, text=st.text(max_size=900) | st.lists(TYPED, max_size=60).map("\n".join), width=st.integers(40, 400)
)
def test_an_excerpt_is_part_of_the_text_with_its_marks_in_order(typed: str, text: str, width: int) -> None:
    excerpt = Marker(read(typed)).excerpt(text, width)
    assert excerpt.text in text
    assert "".join(piece for piece, _ in excerpt.runs()) == excerpt.text
    assert excerpt.cut_before == (not text.startswith(excerpt.text)) or not excerpt.text
    edges = [place for mark in excerpt.marks for place in mark]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)


def test_every_hit_shows_what_was_looked_for(samples: Finder) -> None:
    for query in ("licentie", '"zie het antwoord"', "uitzond*", "fonds"):
        for hit in samples.find(Search(query), limit=500).hits:
            assert hit.in_question.marks or hit.in_answer.marks or hit.in_outside.marks, (query, hit.address)


def test_a_long_text_is_shown_around_what_was_found() -> None:
    text = "Dit gaat over iets anders. " * 60 + "Hier staat de huurtoeslag in. " + "En dan weer iets anders. " * 60
    excerpt = Marker(read("toeslag")).excerpt(text)
    assert [excerpt.text[a:b] for a, b in excerpt.marks] == ["huurtoeslag"]
    assert excerpt.cut_before
    assert excerpt.cut_after


def test_pages_follow_each_other_and_together_are_all(samples: Finder) -> None:
    for sort in ("relevance", "date"):
        search = Search("voorbeeld", sort=sort)
        whole = addresses(samples, search)
        parts = [hit.address for at in range(0, len(whole) + 2, 2) for hit in samples.find(search, 2, at).hits]
        assert parts == whole
        assert len(whole) > 4


def test_by_date_the_newest_comes_first(samples: Finder) -> None:
    dates = [hit.date for hit in samples.find(Search("licentie", sort="date", all_versions=True), limit=500).hits]
    assert dates == sorted(dates, reverse=True)


def test_a_hit_names_every_version_that_says_it(samples: Finder) -> None:
    (hit,) = samples.find(Search('"71,8 miljoen"', changed=True)).hits
    assert (hit.address, hit.newest, hit.changed) == ("kst-99999-B@3#5", True, True)
    (older, *_) = samples.find(Search('"62,4 miljoen"', all_versions=True)).hits
    assert (older.versions, older.newest) == (("kst-99999-B@1#4",), False)
    unchanged = samples.find(Search('"zie het antwoord op vraag 1" tabel')).hits[0]
    assert unchanged.versions == ("kst-99999-B@1#3", "kst-99999-B@2#3", "kst-99999-B@3#3")


def test_an_answer_to_several_questions_is_found_once_and_named_by_the_others(samples: Finder) -> None:
    hits = samples.find(Search(nota="kst-99999-B"), limit=50).hits
    together = {hit.number: hit.answered_at for hit in hits if hit.answered_at}
    assert together
    for hit in hits:
        if hit.number in together.values():
            assert hit.answer
            assert sum(other.answer == hit.answer for other in hits) == 1


def test_a_new_version_is_found_at_once_and_what_it_replaced_no_longer(corpus: Store) -> None:
    finder, other = Finder(corpus), Finder(corpus)
    corpus.add([submission(small_nota("kst-1", ["Appels."], FIRST))])
    assert addresses(finder, Search("appel")) == addresses(other, Search("appel")) == ["kst-1@1#1"]
    corpus.add(
        [submission(small_nota("kst-1", ["Peren."], FIRST)), submission(small_nota("kst-2", ["Appels."], FIRST))]
    )
    for own in (finder, other):
        assert addresses(own, Search("appel")) == ["kst-2@1#1"]
        assert addresses(own, Search("appel", all_versions=True)) == ["kst-2@1#1", "kst-1@1#1"]
        own.close()


def test_what_was_said_again_is_new_again(corpus: Store) -> None:
    for answer in ("Appels.", "Peren.", "Appels."):
        corpus.add([submission(small_nota("kst-1", [answer], FIRST))])
    finder = Finder(corpus)
    (hit,) = finder.find(Search("appel")).hits
    assert (hit.address, hit.versions, hit.changed) == ("kst-1@3#1", ("kst-1@1#1", "kst-1@3#1"), True)
    finder.close()


def test_a_version_with_an_earlier_legal_date_is_not_the_newest_whenever_it_comes(corpus: Store) -> None:
    finder = Finder(corpus)
    corpus.add([submission(small_nota("kst-1", ["Peren."], date(2026, 2, 1)))])
    assert addresses(finder, Search("peer", changed=True)) == []
    corpus.add([submission(small_nota("kst-1", ["Appels."], FIRST))])
    assert addresses(finder, Search("appel")) == []
    assert addresses(finder, Search("appel", all_versions=True)) == ["kst-1@2#1"]
    (hit,) = finder.find(Search("peren", changed=True)).hits
    assert (hit.address, hit.newest) == ("kst-1@1#1", True)
    finder.close()


def test_what_was_withdrawn_is_found_among_all_versions_only(corpus: Store) -> None:
    finder = Finder(corpus)
    corpus.add([submission(small_nota("kst-1", ["Appels."], FIRST))])
    assert addresses(finder, Search("appel")) == ["kst-1@1#1"]
    wrong = replace(submission(small_nota("kst-2", ["Appels."], FIRST)), replaces="kst-1@1", reason="verkeerd nummer")
    corpus.add([wrong])
    assert addresses(finder, Search("appel")) == ["kst-2@1#1"]
    assert addresses(finder, Search("appel", all_versions=True)) == ["kst-2@1#1", "kst-1@1#1"]
    finder.close()


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(["kst-1", "kst-2"]),
        st.lists(st.sampled_from(["Appels.", "Peren.", "Geen ideeën.", "Huurtoeslag."]), min_size=1, max_size=3),
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(history=HISTORIES)
def test_an_index_that_grew_knows_what_one_made_at_once_knows(history: list[tuple[str, list[str], int]]) -> None:
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "corpus") as corpus:
        grown = Finder(corpus)
        for nota, answers, day in history:
            corpus.add([submission(small_nota(nota, answers, date(2026, 1, day)))])
            grown.refresh()
        grown.close()
        known = index_of(corpus)
        shutil.rmtree(corpus.path / FOLDER)
        Finder(corpus).refresh()
        assert known == index_of(corpus)


def index_of(corpus: Store) -> tuple[list[Any], ...]:
    """Each word with where it stands, and what is known of each entry, by what it says."""
    with closing(sqlite3.connect(corpus.path / FOLDER / "search.sqlite")) as data:
        data.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, said, instance)")
        named = "SELECT hex(key) || nota FROM entry WHERE id = doc & 1099511627775"
        words = f"SELECT term, ({named}), doc >= 1099511627776, col, offset FROM temp.words ORDER BY 1, 2, 3, 4, 5"
        entries = "SELECT hex(key), nota, state, changed, date, number, version, question, answer FROM entry JOIN text USING (id) ORDER BY 1, 2"
        stands = "SELECT hex(key), s.nota, s.version, s.number FROM stands s JOIN entry ON entry.id = s.entry ORDER BY 1, 2, 3, 4"
        return tuple(data.execute(query).fetchall() for query in (words, entries, stands))


@pytest.mark.parametrize("damage", ["emptied", "garbage", "cut", "another table", "folder gone"])
def test_a_damaged_index_is_made_again(corpus: Store, damage: str) -> None:
    corpus.add([submission(small_nota("kst-1", ["Appels en peren."] * 40, FIRST))])
    finder = Finder(corpus)
    before = addresses(finder, Search("appel"))
    finder.close()
    file = corpus.path / FOLDER / "search.sqlite"
    content = file.read_bytes()
    match damage:
        case "emptied":
            file.write_bytes(b"")
        case "garbage":
            file.write_bytes(b"garbage" * 5000)
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "another table":
            shutil.copy(_other_database(corpus.path.parent), file)
        case "folder gone":
            shutil.rmtree(file.parent)
    finder = Finder(corpus)
    assert addresses(finder, Search("appel")) == before
    finder.close()


def _other_database(folder: Path) -> Path:
    data = sqlite3.connect(folder / "other.sqlite")
    data.executescript("CREATE TABLE edition (name TEXT, head TEXT); INSERT INTO edition VALUES ('x', 'y');")
    data.close()
    return folder / "other.sqlite"


def test_an_index_that_is_deleted_under_a_reader_is_made_again(corpus: Store) -> None:
    corpus.add([submission(small_nota("kst-1", ["Appels."], FIRST))])
    finder = Finder(corpus)
    assert addresses(finder, Search("appel")) == ["kst-1@1#1"]
    shutil.rmtree(corpus.path / FOLDER)
    assert addresses(finder, Search("appel")) == ["kst-1@1#1"]
    assert (corpus.path / FOLDER / "search.sqlite").exists()
    finder.close()


def test_a_corpus_that_cannot_be_written_is_searched_all_the_same(corpus: Store) -> None:
    corpus.add([submission(small_nota("kst-1", ["Appels."], FIRST))])
    # Where a folder should be stands a file: this cannot be written by anyone, not even by root.
    (corpus.path / FOLDER).write_text("")
    finder = Finder(corpus)
    assert addresses(finder, Search("appel")) == ["kst-1@1#1"]
    corpus.add([submission(small_nota("kst-2", ["Appels."], FIRST))])
    assert addresses(finder, Search("appel")) == ["kst-1@1#1", "kst-2@1#1"]
    finder.close()


def test_many_threads_and_finders_search_while_the_corpus_grows(corpus: Store) -> None:
    corpus.add([submission(small_nota("kst-0", ["Appels."], FIRST))])
    finders = [Finder(corpus), Finder(corpus)]
    troubles: list[BaseException] = []

    def look(finder: Finder) -> None:
        try:
            seen = 0
            while seen < 9:
                found = finder.find(Search("appel"), limit=50).total
                assert found >= seen
                seen = found
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=look, args=(finder,)) for finder in finders * 2]
    for thread in threads:
        thread.start()
    for number in range(1, 9):
        corpus.add([submission(small_nota(f"kst-{number}", ["Appels."], FIRST))])
    for thread in threads:
        thread.join(60)
    assert troubles == []
    assert not any(thread.is_alive() for thread in threads)


def test_many_texts_are_read_in_several_processes_to_the_same_end(corpus: Store) -> None:
    corpus.add([submission(small_nota(f"kst-{n}", [f"Antwoord {n} over appels."], FIRST)) for n in range(1, 31)])
    finder = Finder(corpus)
    assert len(addresses(finder, Search("appel"))) == 30
    assert addresses(finder, Search('"antwoord 17 over"')) == ["kst-17@1#1"]
    finder.close()


def test_the_command_tells_the_same_as_lines_json_and_a_table(run: Command, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    told = run("search", "licentie")
    assert told.out.startswith("7 places found\n")
    assert run("search", "licentie", "--part", "answer").out.startswith("5 questions found\n")
    assert "«licentieproductie»" in told.out
    document = json.loads(run("search", "licentie", "--json", "--limit", "3", "--offset", "1").out)
    assert misfits_of("search", document) == []
    assert (document["total"], len(document["hits"])) == (7, 3)
    for excerpt in (e for hit in document["hits"] for e in hit["excerpts"]):
        assert all("licentie" in excerpt["text"][start:end].lower() for start, end in excerpt["marks"])
    table = run("search", "licentie", "--csv").out.splitlines()
    assert table[0].endswith(
        "address,date,kind of paper,subject,asked by,question,answer,outside the questions,versions"
    )
    assert sum(line.startswith("kst-") for line in table) == 7


def test_the_command_narrows_to_a_kind_of_paper_and_tells_which_there_are(run: Command, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    kind = "nota naar aanleiding van het nader verslag"
    document = json.loads(run("search", "--kind", kind, "--json").out)
    assert (document["query"]["kind"], document["total"]) == (kind, 8)
    assert {hit["kind"] for hit in document["hits"]} == {kind}
    table = run("search", "--kind", kind, "--csv").out.splitlines()
    assert all(f",{kind}," in line for line in table if line.startswith("kst-"))
    told = run("search", "--kind", "brief")
    assert told.out == "0 questions found\n"
    assert f"no paper is of the kind 'brief'; there are: nota naar aanleiding van het verslag, {kind}" in told.err


def test_a_dossier_or_a_party_that_is_not_there_is_told_and_not_taken_for_silence(run: Command, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    refused = run("search", "voorbeeld", "--dossier", "99998")
    assert (refused.status, refused.out) == (2, "")
    assert "no dossier '99998' in this corpus; it has 36800-K, 99999" in refused.err
    for written in ("99999", "99 999", "kst-99999"):
        assert run("search", "voorbeeld", "--dossier", written).out.startswith("24 places found")
    told = run("search", "voorbeeld", "--asked-by", "Voorbeeld C")
    assert told.out == "0 questions found\n"
    assert "nobody asks by the name of 'Voorbeeld C'; there are: " in told.err
    assert "Voorbeeld A, Voorbeeld B" in told.err
    assert not run("search", "voorbeeld", "--asked-by", "voorbeeld a").err


def test_a_nota_that_turns_out_to_be_of_another_kind_is_found_as_that(corpus: Store) -> None:
    small = small_nota("kst-1", ["Appels."], FIRST)
    finder = Finder(corpus)
    for kind in ("brief", "verslag"):
        corpus.add([submission(small.with_meta(soort=kind))])
        assert addresses(finder, Search(kind=kind)) == [f"kst-1@{'1' if kind == 'brief' else '2'}#1"]
    assert finder.choices().kinds == [("verslag", 1)]
    assert addresses(finder, Search(kind="brief")) == []
    finder.close()


def test_what_stands_outside_the_questions_is_found_where_it_stands(corpus: Store) -> None:
    small = small_nota("kst-1", ["Appels."], FIRST)
    section = Section("Bijlage over peren", (Paragraph(("De peren zijn rijp.",)),))
    outside = replace(small, introduction=(Paragraph(("Hierbij de antwoorden.",)),), body=(*small.body, section))
    noted = outside.with_meta(noten=(Note("2", "Appels", "Zie de pruimenlijst."), Note("3", "Appels", None)))
    corpus.add([submission(noted)])
    finder = Finder(corpus)
    for query, anchor, text in (
        ("hierbij", "i", "Hierbij de antwoorden."),
        ("peer", "s2", "Bijlage over peren\n\nDe peren zijn rijp."),
        ("pruimen", "note-2", "Zie de pruimenlijst."),
    ):
        (hit,) = finder.find(Search(query)).hits
        assert (hit.address, hit.anchor, hit.outside, hit.question) == ("kst-1@1", anchor, text, "")
        assert hit.in_outside.marks
        assert hit.versions == ("kst-1@1",)
    assert finder.find(Search(part="outside", nota="kst-1")).total == 3
    assert finder.choices().years == [2026]
    corpus.add([submission(replace(noted, introduction=()))])
    assert addresses(finder, Search("hierbij")) == []
    assert addresses(finder, Search("hierbij", all_versions=True)) == ["kst-1@1"]
    finder.close()


def test_the_command_tells_what_stands_outside_the_questions(run: Command, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    told = run("search", "inbreng").out
    assert told.startswith("1 place found\n\nkst-99999-B@3 · 28 March 2031 · outside the questions\n")
    assert "«inbreng»" in told
    document = json.loads(run("search", "inbreng", "--json").out)
    assert misfits_of("search", document) == []
    (hit,) = document["hits"]
    assert (hit["address"], hit["question"], hit["answer"]) == ("kst-99999-B@3", None, None)
    assert hit["outside"].startswith("Ministerie van Voorbeelden (fictief voorbeeld)\n\nDit is")
    assert [own["part"] for own in hit["excerpts"]] == ["outside"]


def test_a_search_for_nothing_says_what_to_do(run: Command, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    for words in ([], [""], [" ", ""]):
        refused = run("search", *words)
        assert refused.status == 2
        assert "say what to look for" in refused.err
    assert run("search", '"(').out == "0 questions found\n"
    assert run("search", "x", "--nota", "nergens").status == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("doelsteling", "doelstelling"),
        ("Doelsteling om", "doelstelling om"),
        ("voorbeeld digitaliserng", "voorbeeld digitalisering"),
        ("digitaliserng -tabel", "digitalisering -tabel"),
        # Nothing comes close; too short to tell; as they stand; a number is no word.
        ("xyzzyquux", None),
        ("mott", None),
        ('"doelsteling"', None),
        ("987654321", None),
        # Put right it would find nothing either.
        ("doelsteling gelderland", None),
    ],
)
def test_words_that_stand_nowhere_are_put_right_where_that_finds_something(
    samples: Finder, typed: str, meant: str | None
) -> None:
    assert samples.find(Search(typed)).total == 0
    assert samples.nearest(Search(typed)) == meant
    assert meant is None or samples.find(Search(meant)).total


def test_words_are_put_right_in_an_index_that_cannot_be_written(tmp_path: Path) -> None:
    with fill(tmp_path / "corpus") as store:
        finder = Finder(store)
        finder.refresh()
        finder.close()
    base = Base.reading(tmp_path / "corpus" / FOLDER)
    assert nearest(base, Search("doelsteling")) == "doelstelling"
    base.close()
