"""What an auditor asks of a corpus: what changed, since when is this said, what stood on that day."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import read_file
from corpus.model import Nota as Text
from corpus.model import Paragraph, Question, Section, Version
from corpus.store import Store, Submission
from differ.audit import abreast
from differ.audit.at import At, at
from differ.audit.changes import changes
from differ.audit.days import NoDay, day_of
from differ.audit.folded import fold, hits, origins
from differ.audit.log import Wanted, log
from differ.audit.when import Found, NoPhrase, Sighting, when
from differ.audit.when import Wanted as Looked
from differ.compare import compare
from differ.demo import fill
from differ.kinds import kind_of
from differ.output.contract import misfits_of
from differ.processes import in_processes
from differ.reports.rows import is_quiet
from tests.cases import DATA
from tests.commands import Nota
from tests.helpers import ID, small_nota, stored, submission

AIMS, WILL, NOT = (
    "De minister streeft ernaar dit in 2027 te doen.",
    "De minister zal dit in 2027 doen.",
    "De minister zal dit niet doen.",
)
OTHER = "kst-36800-X-7"


class Corpus:
    """A store of which the clock is set by hand."""

    def __init__(self, path: Path) -> None:
        self.now = datetime(2026, 1, 1, 9, tzinfo=UTC)
        self.store = Store.create(path, now=lambda: self.now)

    def add(self, imported: str, text: Text, author: str | None = None, **said: str) -> Version:
        self.now = datetime.fromisoformat(f"{imported}T10:00:00+00:00")
        source = said.pop("source", imported).encode()
        sent = replace(submission(text, source, author=author), **said)  # type: ignore[arg-type]
        (result,) = self.store.add([sent])
        return stored(result).version


def answered(received: str, *answers: str, nota_id: str = ID, dossier: str = "36800-K") -> Text:
    return small_nota(nota_id, answers, date.fromisoformat(received), dossier)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """Four versions of a nota, of which the third was imported late, and one of another nota in another chapter."""
    made = Corpus(tmp_path / "corpus")
    with made.store:
        made.add("2026-03-01", answered("2026-01-10", AIMS, "Het kost 3,5 miljoen euro."))
        made.add(
            "2026-03-21", answered("2026-03-20", WILL, "Het kost 57,7 miljoen euro."), "Anja <a@voorbeeld.example>"
        )
        made.add("2026-04-01", answered("2026-02-15", NOT, "Het kost 3,5 miljoen euro."))
        made.add("2026-05-02", answered("2026-05-01", AIMS, "Het kost 4 miljoen euro."))
        made.add("2026-05-03", answered("2026-04-01", "Dat is niet bekend.", nota_id=OTHER, dossier="36800-X"))
        yield made


def addresses(corpus: Corpus, wanted: Wanted) -> list[str]:
    return [entry.version.address for entry in log(corpus.store, wanted)]


# log


def test_the_log_is_by_legal_date_and_compares_with_what_stood_before(corpus: Corpus) -> None:
    told = [(e.version.address, e.kind, e.before.address if e.before else None) for e in log(corpus.store)]
    assert told == [
        (f"{ID}@4", "changed", f"{ID}@2"),
        (f"{OTHER}@1", "first", None),
        (f"{ID}@2", "changed", f"{ID}@3"),
        (f"{ID}@3", "changed", f"{ID}@1"),
        (f"{ID}@1", "first", None),
    ]


def test_a_log_that_takes_long_is_made_side_by_side_and_tells_the_same(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(shutil.copytree(corpus.store.path, tmp_path / "clone")) as other:
        alone = list(log(other))
    monkeypatch.setattr(abreast, "_MANY", 3)
    monkeypatch.setattr(abreast, "_PART", 1)
    began: list[object] = []

    def counted(*given: Any) -> Iterator[Any]:
        began.append(given)
        yield from in_processes(*given)

    monkeypatch.setattr(abreast, "in_processes", counted)
    assert list(log(corpus.store)) == alone
    assert len(began) == 1
    # What they found is kept, and a few are not worth it.
    assert list(log(corpus.store)) == alone
    assert list(log(corpus.store, Wanted(limit=2))) == alone[:2]
    assert len(began) == 1


def test_the_log_tells_which_facts_changed_in_which_question(corpus: Corpus) -> None:
    newest = next(log(corpus.store, Wanted(nota=ID)))
    assert newest.changes
    assert newest.changes.summary == {"changed": 2}
    (aim, price) = newest.changes.facts
    assert [(f.kind, f.left, f.right) for f in price.facts] == [("number", "57,7 miljoen euro", "4 miljoen euro")]
    assert (aim.left, aim.right, aim.question) == ("1", "1", "Wat is het antwoord op vraag 1?")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(since=date(2026, 3, 20)), [f"{ID}@4", f"{OTHER}@1", f"{ID}@2"]),
        (Wanted(until=date(2026, 3, 20)), [f"{ID}@2", f"{ID}@3", f"{ID}@1"]),
        (Wanted(since=date(2026, 2, 15), until=date(2026, 2, 15)), [f"{ID}@3"]),
        (Wanted(author="anja"), [f"{ID}@2"]),
        (Wanted(nota="36 800 X, nr. 7"), [f"{OTHER}@1"]),
        (Wanted(dossier="36 800 K", limit=2), [f"{ID}@4", f"{ID}@2"]),
        (Wanted(dossier="36800", limit=2), [f"{ID}@4", f"{OTHER}@1"]),
        (Wanted(author="niemand"), []),
    ],
)
def test_the_log_gives_what_is_asked_for(corpus: Corpus, wanted: Wanted, found: list[str]) -> None:
    assert addresses(corpus, wanted) == found


def test_a_change_of_words_without_a_fact_is_left_out_where_facts_are_asked_for(corpus: Corpus) -> None:
    corpus.add("2026-06-01", answered("2026-06-01", AIMS.replace("doen", "verrichten"), "Het kost 4 miljoen euro."))
    assert addresses(corpus, Wanted(nota=ID))[0] == f"{ID}@5"
    assert addresses(corpus, Wanted(nota=ID, facts=True)) == [f"{ID}@4", f"{ID}@2", f"{ID}@3"]


def test_what_was_withdrawn_is_told_and_compared_with_nothing(corpus: Corpus) -> None:
    right = answered("2026-05-01", AIMS, "Het kost 5 miljoen euro.")
    corpus.add("2026-06-01", right, replaces=f"{ID}@4", reason="verkeerd bedrag")
    fifth, fourth = log(corpus.store, Wanted(nota=ID, limit=2))
    assert (fourth.kind, fourth.version.replaced_by, fourth.changes) == ("withdrawn", f"{ID}@5", None)
    assert fifth.before
    assert fifth.before.address == f"{ID}@2"
    assert f"{ID}@4" not in addresses(corpus, Wanted(facts=True))


def test_a_source_read_again_is_no_change_of_facts(corpus: Corpus) -> None:
    text = answered("2026-05-01", AIMS, "Het kost 4,0 miljoen euro, exclusief btw van 21 procent.")
    corpus.add("2026-06-01", text, source="2026-05-02", reader="markdown/2")
    newest = next(log(corpus.store, Wanted(nota=ID)))
    assert (newest.kind, newest.version.rereads) == ("reread", f"{ID}@4")
    assert newest.changes
    assert newest.changes.facts
    assert addresses(corpus, Wanted(facts=True, limit=1)) == [f"{ID}@4"]


CASES = sorted(file.parent for file in DATA.glob("diff/*/left.md") if (file.parent / "right.md").exists())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_log_tells_what_the_diff_tells(tmp_path: Path, case: Path) -> None:
    """What is kept in short is what a whole comparison finds, the second time as well."""
    texts = [read_file(f"{side}.md", (case / f"{side}.md").read_bytes()).nota for side in ("left", "right")]
    with Store.create(tmp_path / "corpus") as store:
        for text in texts:
            own = text.with_meta(id=ID, dossier="36800-K", ontvangen=None)
            store.add([Submission(own, "x.md", None, "markdown/1")])
        if len(versions := store.versions(ID)) < 2:
            return  # One text is one version: there is nothing to tell.
        whole = compare(*map(store.document, versions))
        for _ in range(2):
            found = changes(store, *versions)
            assert found.summary == whole.summary
            assert [(o.left, o.right, o.kind, o.moved, o.facts) for o in found.questions] == [
                (p.left and p.left.number, p.right and p.right.number, p.kind, p.moved, p.facts)
                for p in whole.pairs
                if not is_quiet(p)
            ]
            assert found.outside == (kind_of(whole.outside) != "unchanged")


# when


def only(found: Found) -> Sighting:
    ((sighting,),) = [presence.sightings for presence in found.presences]
    return sighting


def test_a_phrase_that_went_and_came_back_has_two_periods(corpus: Corpus) -> None:
    found = when(corpus.store, "streeft ernaar")
    one = only(found)
    assert (found.match, one.part, one.text) == ("exact", "answer", AIMS)
    assert one.text[slice(*one.hit)] == "streeft ernaar"
    assert [(p.first.number, p.last.number, p.gone and p.gone.number) for p in one.periods] == [(1, 1, 3), (4, 4, None)]
    assert (found.first, found.last) == (corpus.store.versions(ID)[0], corpus.store.versions(ID)[3])
    assert (one.first, one.last) == ((f"{ID}@1#1",), (f"{ID}@4#1",))


@pytest.mark.parametrize("phrase", ["3,5 MILJOEN  euro", "‘3,5 miljoen euro’".strip("‘’"), "kost\n3,5 miljoen"])
def test_capitals_and_white_space_make_no_other_phrase(corpus: Corpus, phrase: str) -> None:
    assert only(when(corpus.store, phrase)).first == (f"{ID}@1#2",)


def test_a_number_and_a_word_are_found_whole_alone(corpus: Corpus) -> None:
    assert when(corpus.store, "7 miljoen euro").match == "fuzzy"
    assert when(corpus.store, "minist").match == "fuzzy"
    assert only(when(corpus.store, "57,7 miljoen euro")).last == (f"{ID}@2#2",)


def test_a_phrase_may_run_over_the_end_of_a_sentence_and_quotes_are_of_any_kind(corpus: Corpus) -> None:
    text = answered("2026-06-01", "Nee.")
    question = Question("1", (Paragraph(("Is dat ‘eigen bodem’?", "En zo ja, waarom?")),))
    corpus.add("2026-06-01", replace(text, body=(question, Section("Bijlage", (Paragraph(("Tot slot.",)),)))))
    found = only(when(corpus.store, "'eigen bodem'? en ZO ja"))
    assert (found.part, found.text) == ("question", "Is dat ‘eigen bodem’?\nEn zo ja, waarom?")
    assert found.text[slice(*found.hit)] == "‘eigen bodem’?\nEn zo ja"
    assert only(when(corpus.store, "tot slot")).last == (f"{ID}@5",)


def test_what_a_withdrawn_version_alone_says_is_found_and_said_to_be_withdrawn(corpus: Corpus) -> None:
    right = answered("2026-05-01", AIMS, "Het kost 5 miljoen euro.")
    corpus.add("2026-06-01", right, replaces=f"{ID}@4", reason="verkeerd bedrag")
    one = only(found := when(corpus.store, "4 miljoen euro"))
    assert (one.periods, one.withdrawn, found.first) == ((), (f"{ID}@4#2",), None)


def test_what_comes_closest_is_told_with_the_facts_in_which_it_differs(corpus: Corpus) -> None:
    found = when(corpus.store, "De minister zal dit in 2028 doen")
    assert found.match == "fuzzy"
    closest = found.presences[0].sightings[0]
    assert closest.text == WILL
    assert closest.score < 100
    assert [(f.kind, f.left, f.right) for f in closest.difference] == [("date", "2028", "2027")]
    assert (found.first, found.last) == (None, None)


def test_a_slip_of_the_pen_is_found(corpus: Corpus) -> None:
    assert when(corpus.store, "streeft ernar dit").presences[0].sightings[0].text == AIMS


def test_nothing_is_found_where_nothing_comes_close(corpus: Corpus) -> None:
    assert when(corpus.store, "de Noordzeekottervisserij").presences == ()
    with pytest.raises(NoPhrase):
        when(corpus.store, "  ?! ")


def test_a_phrase_is_looked_for_where_it_is_asked(corpus: Corpus) -> None:
    assert when(corpus.store, "niet", Looked(dossier="36800-X")).presences[0].nota == OTHER
    assert [p.nota for p in when(corpus.store, "niet").presences] == [ID, OTHER]
    assert when(corpus.store, "streeft ernaar", Looked(nota=OTHER)).presences == ()


def test_a_further_version_is_seen_at_once(corpus: Corpus) -> None:
    when(corpus.store, "streeft ernaar")
    corpus.add("2026-07-01", answered("2026-07-01", WILL))
    (_, last) = only(when(corpus.store, "streeft ernaar")).periods
    assert last.gone == corpus.store.versions(ID)[4]


def test_a_phrase_that_was_looked_for_before_is_told_without_a_look_at_the_texts(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [(phrase, wanted) for phrase in ("streeft ernaar", "streven") for wanted in (Looked(), Looked(fuzzy=True))]
    found = [when(corpus.store, *own) for own in asked]
    monkeypatch.setattr("differ.audit.when.Nota", None)
    assert [when(corpus.store, *own) for own in asked] == found


SIGNS = st.text(st.sampled_from(list("abcdeéÏij ‘’'\"“”–-,.%1234567\n\u00a0ĳ")), max_size=60)


@given(SIGNS)
def test_each_sign_of_a_folded_text_is_made_of_one_in_the_text(text: str) -> None:
    folded, made_of = fold(text), origins(text)
    assert len(made_of) == len(folded)
    assert made_of == sorted(made_of)
    assert all(
        fold(text[place]) == "" or sign in fold(text[place]) for sign, place in zip(folded, made_of, strict=True)
    )


@given(SIGNS, st.data())
def test_whatever_stands_in_a_text_in_whole_words_is_found_there(text: str, data: st.DataObject) -> None:
    words = fold(text).split(" ")
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    phrase = " ".join(words[begin:end])
    if phrase:
        assert len(" ".join(words[:begin])) + bool(begin) in {start for start, _ in hits(fold(text), phrase)} or (
            len(list(hits(fold(text), phrase))) > 0
        )


# at


def stood(found: At) -> str | None:
    (then,) = found.notas
    return then.version.address if then.version else None


@pytest.mark.parametrize(
    ("day", "legal", "imported"),
    [
        ("2026-01-09", None, None),
        ("2026-01-10", 1, None),
        ("2026-02-28", 3, None),
        ("2026-03-01", 3, 1),
        ("2026-03-20", 2, 1),
        ("2026-03-21", 2, 2),
        ("2026-04-15", 2, 2),
        ("2026-05-02", 4, 4),
        ("2030-01-01", 4, 4),
    ],
)
def test_what_stood_on_a_day(corpus: Corpus, day: str, legal: int | None, imported: int | None) -> None:
    """By import, the version imported late did not take the place of one with a later legal date."""
    asked = date.fromisoformat(day)
    assert stood(at(corpus.store, asked, ID)) == (legal and f"{ID}@{legal}")
    assert stood(at(corpus.store, asked, ID, "import")) == (imported and f"{ID}@{imported}")


def test_what_comes_next_is_told_also_where_nothing_stood_yet(corpus: Corpus) -> None:
    (early,), (later,) = (at(corpus.store, date(2026, m, 16), ID).notas for m in (1, 2))
    assert early.after
    assert later.after
    assert (early.after.number, later.after.number) == (3, 2)
    (before,) = at(corpus.store, date(2020, 1, 1), ID).notas
    assert before.after
    assert (before.version, before.after.number) == (None, 1)


@pytest.mark.parametrize(
    ("day", "legal", "imported"),
    [
        ("2026-01-09", 1, 1),
        ("2026-01-10", 3, 1),
        ("2026-02-15", 2, 1),
        ("2026-03-10", 2, 2),
        ("2026-03-25", 4, 4),
        ("2026-05-02", None, None),
    ],
)
def test_what_took_the_place_of_what_stood(corpus: Corpus, day: str, legal: int | None, imported: int | None) -> None:
    """By import, the third took the place of none: what stood went on to stand."""
    asked = date.fromisoformat(day)
    for by, number in (("legal", legal), ("import", imported)):
        (then,) = at(corpus.store, asked, ID, by).notas  # type: ignore[arg-type]
        assert (then.after.number if then.after else None) == number


def test_a_version_without_a_date_among_earlier_ones_ends_nothing(corpus: Corpus) -> None:
    """It follows the second, and the fourth came after it: at no day did it stand last."""
    undated = small_nota(ID, [NOT, "Het kost 9 miljoen euro."], None, "36800-K")
    corpus.add("2026-06-01", undated)
    corpus.add("2026-06-02", answered("2026-05-15", WILL, "Het kost 9 miljoen euro."))
    for day, stands, after in ((10, 4, 6), (20, 6, None)):
        (then,) = at(corpus.store, date(2026, 5, day), ID).notas
        assert then.version
        assert (then.version.number, then.after.number if then.after else None) == (stands, after)


def test_a_correction_under_another_id_ends_what_stood_by_import(corpus: Corpus) -> None:
    right = answered("2026-05-01", AIMS, nota_id=OTHER, dossier="36800-X")
    corpus.add("2026-06-01", right, replaces=f"{ID}@4", reason="verkeerd nummer")
    (then,) = at(corpus.store, date(2026, 5, 20), ID, "import").notas
    assert then.version
    assert then.after
    assert (then.version.address, then.after.address) == (f"{ID}@4", f"{OTHER}@2")
    (now,) = at(corpus.store, date(2026, 6, 1), ID, "import").notas
    assert now.version
    assert (now.version.number, now.after) == (2, None)


def test_what_was_withdrawn_later_stood_until_then_by_import(corpus: Corpus) -> None:
    right = answered("2026-05-01", AIMS, "Het kost 5 miljoen euro.")
    corpus.add("2026-06-01", right, replaces=f"{ID}@4", reason="verkeerd bedrag")
    assert stood(at(corpus.store, date(2026, 5, 20), ID)) == f"{ID}@5"
    assert stood(at(corpus.store, date(2026, 5, 20), ID, "import")) == f"{ID}@4"
    assert stood(at(corpus.store, date(2026, 6, 1), ID, "import")) == f"{ID}@5"


def test_of_a_nota_that_was_withdrawn_as_a_whole_nothing_stood(corpus: Corpus, run: Nota) -> None:
    """It was filed under a wrong id, and stands under another since."""
    wrong = "kst-36800-K-E"
    text = small_nota(wrong, [WILL], date(2026, 5, 10), "36800-K")
    corpus.add("2026-06-02", text)
    corpus.add("2026-06-09", text.with_meta(id=ID), source="again", replaces=f"{wrong}@1", reason="verkeerd nummer")
    assert stood(at(corpus.store, date(2026, 6, 20), wrong)) is None
    imported = [at(corpus.store, date(2026, 6, day), wrong, "import") for day in (1, 8, 9)]
    assert list(map(stood, imported)) == [None, f"{wrong}@1", None]
    for more in ((), ("--by", "import")):
        for asked in (wrong, "36800-K", f"{wrong}#1"):
            ran = run("at", "2026-06-20", asked, *more, "--corpus", corpus.store.path)
            gone = f"{wrong}: nothing stood on 20 June 2026, because all that was stored of it was withdrawn"
            assert (ran.status, gone in ran.out) == (0, True), ran


def test_a_question_is_followed_to_the_number_that_it_had(tmp_path: Path) -> None:
    with fill(tmp_path / "corpus") as store:
        found = at(store, date(2031, 3, 20), "99999-B#5")
        (then,) = found.notas
        assert then.pair
        assert (stood(found), then.pair.number) == ("kst-99999-B@2", "4")
        (back,) = at(store, date(2031, 4, 1), "99999-B@1#4").notas
        assert back.pair
        assert back.pair.number == "5"
        (new,) = at(store, date(2031, 3, 20), "99999-B#4").notas
        assert new.pair is None, "that question came with the third version"


def test_a_question_that_stood_is_told_as_show_tells_it_with_its_place_in_the_source(run: Nota, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    (then,) = run("at", "2031-03-20", "99999-B#5", "--json").json["notas"]
    shown = run("show", "99999-B@2#4", "--json").json["questions"]
    assert then["questions"] == shown
    assert shown[0]["source"]["line"] > 1


def test_of_a_dossier_each_nota_is_told(corpus: Corpus) -> None:
    found = at(corpus.store, date(2026, 3, 25), "36800")
    assert found.is_dossier
    assert [(t.nota, t.version.number if t.version else None) for t in found.notas] == [(ID, 2), (OTHER, None)]


@pytest.mark.parametrize(
    "text",
    ["2026-05-21", "21-05-2026", "21/5/2026", "21.5.2026", "21 mei 2026", " 21  MEI 2026", "21 May 2026", "20260521"],
)
def test_a_day_is_written_in_many_ways(text: str) -> None:
    assert day_of(text) == date(2026, 5, 21)


@pytest.mark.parametrize(
    ("text", "month"), [("1 mrt 2026", 3), ("1 maart 2026", 3), ("1 Mar. 2026", 3), ("1e okt 2026", 10)]
)
def test_a_month_may_be_cut_short(text: str, month: int) -> None:
    assert day_of(text) == date(2026, month, 1)


@pytest.mark.parametrize("text", ["", "gisteren", "2026", "31-02-2026", "21 ma 2026", "05-21-2026", "21-05.2026"])
def test_what_is_no_day_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(NoDay, match="write it as 2026-05-21"):
        day_of(text)


# The command


@pytest.fixture
def asked(run: Nota, corpus: Corpus) -> Nota:
    return run


ASKED: Sequence[tuple[str, ...]] = (
    ("log",),
    ("log", "--facts", "--nota", ID),
    ("when", "streeft ernaar"),
    ("when", "streeft ernar"),
    ("when", "de Noordzeekottervisserij"),
    ("at", "2026-03-20", ID),
    ("at", "2026-03-20", f"{ID}#2", "--by", "import"),
    ("at", "2026-03-20", "36800"),
    ("at", "2020-01-01", ID),
)


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_each_question_is_answered_in_lines_json_and_csv(asked: Nota, command: tuple[str, ...]) -> None:
    for language in ("nl", "en"):
        told = asked(*command, "--lang", language)
        assert (told.status, told.err) == (0, "")
        assert told.out.strip()
        rows = list(csv.reader(io.StringIO(asked(*command, "--csv", "--lang", language).out.removeprefix("\ufeff")),
                               delimiter=";" if language == "nl" else ","))  # fmt: skip
        assert len({len(row) for row in rows}) == 1
    assert misfits_of(command[0], asked(*command, "--json").json) == []


def test_a_table_has_the_day_until_which_it_stood_and_none_where_it_still_does(asked: Nota, corpus: Corpus) -> None:
    def until(*command: str) -> list[str]:
        rows = csv.DictReader(io.StringIO(asked(*command, "--csv", "--lang", "en").out.removeprefix("\ufeff")))
        return [row["until"] for row in rows]

    assert until("when", WILL) == ["2026-05-01"]
    assert until("when", "Het kost 4 miljoen euro.") == [""]
    assert until("at", "2026-03-25", ID) == ["2026-05-01"]
    assert until("at", "2026-03-25", ID, "--by", "import") == ["2026-05-02"]
    assert until("at", "2026-06-01", ID) == [""]


def test_a_cell_that_looks_like_a_formula_is_text(asked: Nota, corpus: Corpus) -> None:
    text = answered("2026-06-01", "Nee.")
    formula = Question("1", (Paragraph(("=HYPERLINK(1)",)),))
    corpus.add("2026-06-01", replace(text, body=(formula,)))
    assert ",'=HYPERLINK(1)" in asked("log", "--csv", "--limit", "1").out
    assert ",'=HYPERLINK(1)" in asked("when", "HYPERLINK", "--csv").out
    assert ",'=HYPERLINK(1)" in asked("at", "2026-06-01", f"{ID}#1", "--csv").out


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("at", "gisteren", ID), "nota: gisteren: this is no day; write it as"),
        (("at", "2026-05-01", f"{ID}@2"), "a version says the same on every day"),
        (("at", "2026-05-01", f"{ID}#9"), f"{ID}@4 has no question 9"),
        (("log", "--dossier", "12345"), "no dossier '12345' in this corpus; it has 36800-K, 36800-X"),
        (("log", "--since", "2026"), "2026: this is no day"),
        (("when", "?"), "which words are to be looked for"),
        (("log", "--csv", "--json"), "give one of them"),
    ],
)
def test_what_is_wrong_is_one_line_with_what_to_do(asked: Nota, command: tuple[str, ...], says: str) -> None:
    ran = asked(*command)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_what_was_kept_may_be_thrown_away(asked: Nota, corpus: Corpus) -> None:
    before = [asked(*command).out for command in ASKED]
    for file in corpus.store.path.glob("nota-derived*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    assert [asked(*command).out for command in ASKED] == before


def test_of_a_question_that_was_taken_out_it_is_told_when_it_stood(asked: Nota, corpus: Corpus) -> None:
    corpus.add("2026-06-02", answered("2026-06-01", AIMS))
    corpus.add("2026-07-02", answered("2026-07-01", WILL))
    for verb in ("history", "blame"):
        told = asked(verb, f"{ID}#2")
        assert (told.status, told.err) == (2, f"nota: {ID}@6 has no question 2; it stood last in {ID}@4#2\n")
    assert f"{ID}@6 has no question 9; it has 1" in asked("history", f"{ID}#9").err
    assert f"{ID}@4#2" in asked("history", f"{ID}@4#2").out
