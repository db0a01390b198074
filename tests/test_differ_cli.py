"""The command `nota`: what it prints, its exit status, its JSON, and how it tells trouble."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import pytest

from corpus.bulk import Added, add_all
from corpus.text import words
from differ.command import adding
from differ.command.verbs import VERBS
from differ.demo import SAMPLES, fill
from tests.commands import Nota

REAL = SAMPLES / "kst-36800-K-D.md"
B1, B2, B3 = (SAMPLES / "fictief" / f"99999-B.{name}.md" for name in ("1-concept", "2-na-review", "3-herdruk"))
QUESTION = "## Vraag 1\nWie houdt toezicht?\n### Antwoord\nDe Inspectie.\n"


@pytest.fixture
def samples(run: Nota, tmp_path: Path) -> Nota:
    fill(tmp_path / "corpus").close()
    return run


def test_a_nota_is_added_listed_and_shown(run: Nota) -> None:
    added = run("add", REAL, "--json")
    assert added.status == 0
    (entry,) = added.json["added"]
    assert {**entry, "commit": ""} == {
        "nota": "kst-36800-K-D", "version": 1, "commit": "", "questions": 22, "status": "added", "warnings": [],
    }  # fmt: skip
    assert "22 questions · 21 May 2026" in run("list").out
    shown = run("show", "36800-K-D#12", "--json").json
    (question,) = shown["questions"]
    assert question["address"] == "kst-36800-K-D@1#12"
    assert question["answer"].startswith("Onderwerpen die inzicht geven")
    assert run("show", "36800-K-D", "--markdown").out.startswith("---\nschema: nota/1\nid: kst-36800-K-D\n")


def test_a_file_is_shown_as_it_would_be_stored_and_needs_no_corpus(run: Nota, tmp_path: Path) -> None:
    (question,) = run("show", f"{REAL}#13", "--json").json["questions"]
    assert question["answer"].startswith("Defensie doet in het openbaar geen uitspraken")
    line = REAL.read_text().splitlines()[question["source"]["line"] - 1]
    assert "In hoeverre is er sprake van strategische" in line
    assert not (tmp_path / "corpus").exists()
    stored = run("show", "--markdown", REAL).out
    run("add", REAL)
    assert run("show", "--markdown", "36800-K-D").out == stored


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("report", "99999-B"), "Fout: Optie ontbreekt '--output'."),
        (("export", "--csv", "--jsonl"), "Fout: in welke vorm? geef --jsonl of --csv"),
        (("export",), "Fout: in welke vorm? geef --jsonl of --csv"),
    ],
)
def test_a_command_that_lacks_something_says_so_in_dutch(samples: Nota, command: tuple[str, ...], says: str) -> None:
    ran = samples(*command, "--lang", "nl")
    assert (ran.status, ran.out, ran.err.splitlines()[-1]) == (2, "", says)


def test_a_name_or_a_question_that_is_no_utf8_is_no_trouble(samples: Nota, tmp_path: Path) -> None:
    left = shutil.copy(B1, tmp_path / os.fsdecode(b"nota\xff.md"))
    for ending in ("html", "md", "docx"):
        report = tmp_path / f"changes.{ending}"
        assert samples("diff", left, B2, "--output", report).status == 1
        assert report.stat().st_size > 1000
    asked = "Wie voert het toezicht op het Voorbeeldenfonds uit?\udcff"
    assert samples("duplicates", "--question", asked).status == 0


@pytest.mark.parametrize(("typed", "told"), [("histroy", "history"), ("lst", "list"), ("exprot", "export")])
def test_a_slip_in_a_verb_is_answered_with_what_comes_nearest(run: Nota, typed: str, told: str) -> None:
    ran = run(typed, "--lang", "nl")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f"Fout: geen opdracht '{typed}'; bedoelt u {told}?\n")


def test_a_nota_is_shown_with_all_that_stands_outside_its_questions(samples: Nota) -> None:
    """Whoever looks at a draft sees whether its letter was read."""
    told = samples("show", "99999-B@herdruk").out
    said = ("Deze herdruk vervangt de nota van 14 maart 2031.", "Antwoorden op schriftelijke vragen", "Question 1\n")
    places = [told.index(one) for one in (*said, "Question 13\n", "De minister van Voorbeelden, Petra")]
    assert places == sorted(places)
    alone = samples("show", "99999-B@herdruk#13").out
    assert alone == told[: told.index("\n\nMinisterie van")] + told[places[3] - 2 : places[4] - 1]


def test_the_notes_of_a_question_are_shown_with_it(run: Nota, tmp_path: Path) -> None:
    file = tmp_path / "nota.md"
    file.write_text(
        "## Vraag 1\nWie houdt toezicht?\n### Antwoord\nDe Inspectie[^1].\n\n## Vraag 2\nSinds wanneer?\n"
        "### Antwoord\nSinds 2020.\n\n[^1]: Inspectie voor Voorbeelden.\n"
    )
    assert run("show", f"{file}#1").out.endswith("    De Inspectie[^1].\n\n    [^1] Inspectie voor Voorbeelden.\n")
    assert run("show", f"{file}#2").out.endswith("    Sinds 2020.\n")


def test_texts_without_a_difference_say_so(run: Nota) -> None:
    assert run("diff", REAL, REAL, "--only-changed").out.endswith("no differences\n")


def test_where_no_fact_changed_but_questions_did_they_are_not_said_to_be_the_same(
    samples: Nota, tmp_path: Path
) -> None:
    left, right = tmp_path / "left.md", tmp_path / "right.md"
    left.write_text(QUESTION)
    right.write_text(QUESTION.replace("De Inspectie", "Het toezicht ligt bij de Inspectie"))
    assert samples("diff", left, right, "--only-changed").status == 1
    told = samples("diff", left, right, "--facts")
    assert (told.status, told.out.splitlines()[-1]) == (
        0, "no difference of the kind that was asked for; 1 question differs otherwise",
    )  # fmt: skip
    for form in (".html", ".md"):
        report = tmp_path / f"report{form}"
        samples("diff", left, right, "--facts", "--output", report)
        assert "1 question differs otherwise" in report.read_text()
        assert "are the same" not in report.read_text()


def test_the_same_file_again_is_unchanged_and_makes_no_commit(run: Nota, tmp_path: Path) -> None:
    commits = []
    for _ in range(2):
        ran = run("add", REAL)
        commits.append(subprocess.check_output(["git", "rev-parse", "main"], cwd=tmp_path / "corpus"))
    assert ran.status == 0
    assert "unchanged" in ran.out
    assert commits[0] == commits[1]


def test_a_folder_is_added_file_by_file_and_a_bad_one_does_not_stop_the_rest(run: Nota, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(B1, folder / "1.md")
    (folder / "2.md").write_text("Geen vragen hier.\n")
    shutil.copy(B2, folder / "3.md")
    ran = run("add", folder)
    assert ran.status == 2
    assert [line.split()[0] for line in ran.out.splitlines()] == ["kst-99999-B@1", "kst-99999-B@2"]
    # Standard error is no terminal here, so that it has no bar.
    (line,) = ran.err.splitlines()
    assert line.startswith(f"refused: {folder / '2.md'}: no question found")
    assert run("check").status == 0
    again = run("add", folder)
    assert [line.split()[:2] for line in again.out.splitlines()] == [
        ["kst-99999-B@1", "unchanged"], ["kst-99999-B@2", "unchanged"],
    ]  # fmt: skip


def test_on_a_terminal_a_bar_shows_how_far_it_is(tmp_path: Path) -> None:
    environment = {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus"), "LC_ALL": "en_GB.UTF-8", "TERM": "xterm"}
    leader, terminal = pty.openpty()
    command = [str(Path(sys.executable).parent / "nota"), "add", str(B1), str(B2), str(B3)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=terminal, check=True)
    os.close(terminal)
    with contextlib.suppress(OSError), os.fdopen(leader, "rb") as shown:
        assert b"3/3" in shown.read1()
    assert len(done.stdout.splitlines()) == 3


def test_adding_says_how_many_words_were_kept(run: Nota) -> None:
    assert "added · 22 questions · 3,154 words, all kept · " in run("add", REAL).out
    assert "words" not in run("add", REAL).out


def test_the_report_tells_where_each_word_went(run: Nota, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text("Geen vragen hier.\n")
    assert run("add", REAL, bad, "--report", tmp_path / "report.json").status == 2
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    read, refused = report["files"]
    assert report["schema"] == "nota.add-report/1"
    assert (read["file"], read["reader"], read["words"]) == (str(REAL), "markdown/1", 3154)
    gone = sum(words(own["text"]).total() - words(own["instead"]).total() for own in read["removed"])
    assert read["words"] == read["kept"] + gone
    assert {own["why"] for own in read["removed"]} >= {"header", "numbering"}
    assert refused["file"] == str(bad)
    assert "no question found" in refused["reason"]


def test_the_report_on_standard_output_stands_alone(run: Nota) -> None:
    assert run("add", REAL, "--report", "-").json["files"][0]["words"] == 3154
    assert "give one a file" in run("add", REAL, "--report", "-", "--json").err


def test_a_report_that_cannot_be_written_is_told_before_anything_is_stored(run: Nota, tmp_path: Path) -> None:
    report = tmp_path / "missing" / "report.json"
    ran = run("add", REAL, "--report", report)
    assert (ran.status, ran.err) == (2, f"nota: {report}: there is no folder {report.parent}; make it first\n")
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("verb", ["history", "blame"])
def test_a_file_has_no_history(samples: Nota, verb: str) -> None:
    ran = samples(verb, f"{REAL}#12")
    assert ran.status == 2
    assert ran.err == f"nota: {REAL}#12: a file has no history; 'nota add' stores it as a version of its nota\n"


def test_label_date_and_author_of_a_version(run: Nota) -> None:
    run("add", B1, "--label", "concept", "--date", "2031-03-05", "--author", "V <v@voorbeeld.example>")
    (wording,) = run("history", "99999-B@concept#5", "--json").json["wordings"]
    assert (wording["label"], wording["date"], wording["author"]) == (
        "concept",
        "2031-03-05",
        "V <v@voorbeeld.example>",
    )
    assert "a label goes with a changed text" in run("add", B1, "--label", "ander", "--date", "2031-03-05").err


def test_diff_tells_equal_from_different_by_its_exit_status(samples: Nota) -> None:
    assert samples("diff", "99999-B@1", "99999-B@1").status == 0
    changed = samples("diff", "99999-B@1", "99999-B@2")
    assert changed.status == 1
    assert "[-62,4-]{+71,8+} miljoen euro" in changed.out
    assert "! number: ‘62,4 miljoen euro’ -> ‘71,8 miljoen euro’" in changed.out
    assert samples("diff", "99999-B@7", "99999-B@1").status == 2


def test_diff_shows_left_and_right_in_the_order_given(samples: Nota) -> None:
    found = samples("diff", "99999-B@2", "99999-B@3", "--json").json
    assert (found["left"], found["right"]) == ("kst-99999-B@2", "kst-99999-B@3")


def test_diff_leaves_out_what_it_is_asked_to(samples: Nota, tmp_path: Path) -> None:
    plain, curly = tmp_path / "plain.md", tmp_path / "curly.md"
    plain.write_text(QUESTION.replace("toezicht", '"toezicht"'))
    curly.write_text(QUESTION.replace("toezicht", "“toezicht”"))
    assert samples("diff", plain, curly).status == 1
    assert samples("diff", plain, curly, "--ignore-cosmetic").status == 0
    kinds = {p["kind"] for p in samples("diff", "99999-B@1", "99999-B@2", "--json", "--only-changed").json["pairs"]}
    assert kinds == {"changed"}
    facts = samples("diff", "99999-B@1", "99999-B@2", "--json", "--facts").json["pairs"]
    assert [pair["right"] for pair in facts] == [f"kst-99999-B@2#{n}" for n in (2, 4, 5)]


def test_diff_of_two_questions_whatever_they_ask(samples: Nota) -> None:
    found = samples("diff", "36800-K-D#12", "36800-K-D#13", "--json").json
    (pair,) = found["pairs"]
    assert (pair["left"], pair["right"]) == ("kst-36800-K-D@1#12", "kst-36800-K-D@1#13")
    assert {fact["kind"] for fact in pair["facts"]} == {"refusal"}


def test_the_json_of_a_diff_replays_both_texts(samples: Nota) -> None:
    for pair in samples("diff", "99999-B@2", "99999-B@3", "--json").json["pairs"]:
        for side, ops in (("left", ("equal", "delete", "move-from")), ("right", ("equal", "insert", "move-to"))):
            texts = {"text": "", "answer": ""}
            if pair[side]:
                (texts,) = samples("show", pair[side], "--json").json["questions"]
            for part, text in (("question", "text"), ("answer", "answer")):
                assert "".join(op["text"] for op in pair[part] if op["op"] in ops) == (texts[text] or "")


def test_a_wide_window_shows_both_sides(samples: Nota, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    out = samples("diff", "99999-B@1", "99999-B@2").out
    assert any("[-62,4-]" in line and "│" in line and "{+71,8+}" in line for line in out.splitlines())
    assert max(map(len, out.splitlines())) <= 150


def test_columns_and_lines_can_be_asked_for(samples: Nota, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("diff", "99999-B@1", "99999-B@2")
    assert any("[-62,4-]" in line and "│" in line for line in samples(*arguments, "--side-by-side").out.splitlines())
    monkeypatch.setenv("COLUMNS", "150")
    assert "│" not in samples(*arguments, "--inline").out


@pytest.mark.parametrize(
    ("ending", "says"), [("html", "<h1>Wat is er gewijzigd</h1>"), ("md", "# Wat is er gewijzigd\n")]
)
def test_a_report_is_written_in_the_form_of_its_ending(samples: Nota, tmp_path: Path, ending: str, says: str) -> None:
    report = tmp_path / f"verslag.{ending}"
    ran = samples("diff", "99999-B@1", "99999-B@2", "--lang", "nl", "--output", report)
    assert (ran.status, ran.out, ran.err) == (1, "", f"{report}: geschreven\n")
    text = report.read_text("utf-8")
    assert says in text
    assert "71,8 miljoen euro" in text
    assert "13" not in samples("diff", "99999-B@1", "99999-B@1", "--only-changed", "--markdown").out


def test_changes_are_tracked_in_the_draft_itself(run: Nota, tmp_path: Path) -> None:
    draft = docx.Document()
    draft.sections[0].header.paragraphs[0].text = "Ministerie van Voorbeelden"
    for text in ("Vraag 1", "Wie houdt toezicht?", "Antwoord", "De Inspectie doet dat."):
        draft.add_paragraph(text)
    draft.save(str(tmp_path / "concept.docx"))
    (tmp_path / "na-review.md").write_text(QUESTION.replace("De Inspectie.", "De Inspectie doet dat in 2031."))
    out = tmp_path / "wijzigingen.docx"
    ran = run("diff", tmp_path / "concept.docx", tmp_path / "na-review.md", "--output", out)
    assert (ran.status, ran.err) == (1, f"{out}: written\n")
    assert docx.Document(str(out)).sections[0].header.paragraphs[0].text == "Ministerie van Voorbeelden"
    assert run("diff", out, tmp_path / "na-review.md").status == 0
    # Stored, it is tracked in the source that was kept.
    run("add", "--id", "kst-1-A", tmp_path / "concept.docx")
    run("add", "--id", "kst-1-A", tmp_path / "na-review.md")
    assert run("diff", "kst-1-A@1", "kst-1-A@2", "--output", out).err == f"{out}: written\n"
    assert docx.Document(str(out)).sections[0].header.paragraphs[0].text == "Ministerie van Voorbeelden"


def test_what_is_left_out_is_left_out_of_every_form(samples: Nota) -> None:
    arguments = ("diff", "99999-B@2", "99999-B@3")
    for option, gone in (
        ("--only-changed", "Question 1:"),
        ("--ignore-cosmetic", "Question 2 "),
        ("--facts", "Question 4"),
    ):
        for form in ("--inline", "--markdown"):
            assert gone in samples(*arguments, form).out
            assert gone not in samples(*arguments, form, option).out


def test_a_report_that_cannot_be_made_is_one_line_and_leaves_what_was_there(samples: Nota, tmp_path: Path) -> None:
    other = samples("diff", "99999-B@1", "99999-B@2", "--output", tmp_path / "verslag.pdf")
    assert (other.status, other.out) == (2, "")
    assert other.err == (
        f"nota: {tmp_path}/verslag.pdf: the ending tells the form of a report; give it one of .html, .md, .docx\n"
    )
    report = tmp_path / "verslag.html"
    report.write_text("van gisteren")
    assert samples("diff", "99999-B@1", "99999-B@9", "--output", report).status == 2
    assert report.read_text() == "van gisteren"
    missing = samples("diff", "99999-B@1", "99999-B@2", "--output", tmp_path / "weg" / "verslag.html")
    assert (missing.status, len(missing.err.splitlines())) == (2, 1)
    assert sorted(own.name for own in tmp_path.iterdir()) == ["corpus", "verslag.html"]


def test_duplicates_show_the_words_with_their_weights_when_asked(samples: Nota) -> None:
    plain, told = (samples("duplicates", "99999-B", "99999-D", *more).out for more in ((), ("--explain",)))
    assert "ontvangt / krijgt " in told
    assert "shared: " in told
    assert "shared: " not in plain
    assert told.count("(behind a word its weight") == 1
    assert told.index("(behind a word its weight") < told.index("shared: ")
    assert "gedeeld: " in samples("duplicates", "99999-B", "99999-D", "--explain", "--lang", "nl").out
    links = [
        link for own in samples("duplicates", "99999-B", "99999-D", "--json").json["clusters"] for link in own["links"]
    ]
    assert all(bool(link["words"]) == (link["kind"] == "question" and link["grade"] != "identical") for link in links)
    words = [word for link in links for word in link["words"]]
    assert any(word["left"] == "ontvangt" and word["right"] == "krijgt" and word["weight"] > 0 for word in words)


def test_duplicates_of_a_file_without_a_corpus(run: Nota) -> None:
    ran = run("duplicates", REAL)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert f"{REAL}#12 = {REAL}#13" in lines
    assert "  ! refusal to answer: ‘alleen in beslotenheid’ -> ‘geen uitspraken’" in lines
    assert any(line.startswith("  Onderwerpen die inzicht") and "│ Defensie doet" in line for line in lines)
    assert "why:" in ran.out
    assert run("duplicates", REAL, "--check").status == 1


def test_what_repeats_a_draft_is_found_in_the_corpus(samples: Nota) -> None:
    """The draft is a later text of a nota that is there: it stands in the place of that."""
    draft = SAMPLES / "fictief" / "99999-D.md"
    found = samples("duplicates", draft, "--in-corpus", "--kind", "question", "--json").json["clusters"]
    members = [member for cluster in found for member in cluster["members"]]
    assert f"{draft}#4" in members
    assert "kst-99999-B@3#11" in members
    assert not any(member.startswith("kst-99999-D") for member in members)
    assert samples("duplicates", draft, "--in-corpus", "--check").status == 1


def test_was_this_asked_before(samples: Nota) -> None:
    asked = "Hoe lang duurt het op dit moment gemiddeld voordat het Voorbeeldenfonds een besluit op een aanvraag heeft"
    ran = samples("duplicates", "--question", f"{asked} genomen?", "--min-grade", "related")
    assert ran.status == 0
    assert "kst-99999-D@1#4" in ran.out
    nobody = samples("duplicates", "--question", "Hoeveel walvissen zwemmen er in de Noordzee?", "--check")
    told = "Nothing in the newest versions asks this; 'nota search' looks for its words.\n"
    assert (nobody.status, nobody.out) == (0, told)


def test_repeats_in_a_spreadsheet(samples: Nota) -> None:
    ran = samples("duplicates", "--csv", "--only-different-answers", "--kind", "question")
    head, *rows = csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")))
    assert head[:3] == ["cluster", "kind", "grade"]
    assert {row[4] for row in rows} == {"different answers"}
    assert {row[6] for row in rows} >= {"kst-36800-K-D@1#12", "kst-36800-K-D@1#13"}
    dutch = samples("duplicates", "--csv", "--lang", "nl").out
    assert dutch.startswith("\ufeffcluster;soort;")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_options_that_exclude_each_other_are_told(samples: Nota) -> None:
    for given, said in (
        (("--csv", "--json"), "--csv and --json both want standard output; give one of them"),
        (("99999-B", "--question", "Ja?"), "--question is asked of the whole corpus; give no address with it"),
    ):
        ran = samples("duplicates", *given)
        assert ran.status == 2
        assert said in ran.err


def test_duplicates_are_streamed_as_they_would_be_written_whole(samples: Nota) -> None:
    out = samples("duplicates", "--json").out
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"
    none = samples("duplicates", "--json", "--question", "Hoeveel walvissen zwemmen er in de Noordzee?").out
    assert none == json.dumps({"schema": "nota.duplicates/1", "clusters": []}, indent=2) + "\n"


def test_duplicates_of_the_corpus_and_of_one_question(samples: Nota) -> None:
    clusters = samples("duplicates", "--json").json["clusters"]
    assert len(clusters) == 9
    (cluster,) = samples("duplicates", "36800-K-D#12", "--json").json["clusters"]
    assert cluster["members"] == ["kst-36800-K-D@1#12", "kst-36800-K-D@1#13"]
    assert cluster["answers_differ"] is True
    assert cluster["kinds"] == ["question"]


def test_blame_has_a_margin_and_json(samples: Nota) -> None:
    assert "@2 2031-03-14" in samples("blame", "99999-B#1").out
    sentences = samples("blame", "99999-B#1", "--json").json["sentences"]
    assert {s["version"] for s in sentences} == {1, 2}


def test_check_finds_an_altered_object(samples: Nota, tmp_path: Path) -> None:
    assert samples("check").out.startswith("the corpus is sound: ")
    objects = sorted(path for path in (tmp_path / "corpus" / "objects").glob("??/*") if len(path.name) == 38)
    objects[0].chmod(0o644)
    objects[0].write_bytes(objects[1].read_bytes())
    ran = samples("check", "--json")
    assert ran.status == 1
    assert ran.json["ok"] is False
    name = objects[0].parent.name + objects[0].name
    assert any(name in f"{told['address']} {told['problem']}" for told in ran.json["problems"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"Een brief zonder vragen.\n", "no question found"),
        (b"%PDF-1.7\n", "the PDF is damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "this is a picture (PNG)"),
        (b"## Vraag 1\nWie?\n## Vraag 1\nWaar?\n", "question 1 stands twice, on line 1 and line 3"),
        (QUESTION.encode(), "name it with --id"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_stored(run: Nota, tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "bad.md"
    file.write_bytes(content)
    ran = run("add", file)
    assert ran.status == 2
    (line,) = ran.err.splitlines()
    assert str(file) in line
    assert says in line
    assert ran.out == ""
    assert not (tmp_path / "corpus").exists()


def test_a_gap_in_the_numbering_is_a_warning(run: Nota, tmp_path: Path) -> None:
    file = tmp_path / "gap.md"
    file.write_text(QUESTION + QUESTION.replace("Vraag 1", "Vraag 4").replace("toezicht", "de boeken bij"))
    ran = run("add", file, "--id", "concept-gat")
    assert ran.status == 0
    assert "the numbering skips question 2-3" in ran.err


def test_trouble_is_one_line_and_exit_status_two(run: Nota, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thing").write_text("")
    for arguments, says in (
        (("list",), "there is no corpus here"),
        (("list", "--corpus", tmp_path / "other"), "is not a corpus"),
        (("add", REAL, "--corpus", blocked / "corpus"), "cannot be written"),
        (("add", REAL, "--corpus", tmp_path / "other"), "is not a corpus"),
        (("add", tmp_path / "missing.md"), "missing.md: cannot be read (it is not there)"),
        (("show", tmp_path / "missing.md"), "missing.md: cannot be read (it is not there)"),
        (("diff", REAL, "missing.docx"), "nota: missing.docx: cannot be read (it is not there)"),
        (("duplicates", "no-such-folder/36800"), "no-such-folder/36800: cannot be read (it is not there)"),
        (("add", REAL, B1, "--id", "x"), "--id names one nota"),
        (("add", REAL, "--date", "21 mei"), "write it as 2026-05-21"),
        (("nonsense",), "nonsense"),
        (("show",), "ADDRESS"),
    ):
        ran = run(*arguments)
        assert ran.status == 2, arguments
        assert says in ran.err.splitlines()[-1], (arguments, ran.err)
        assert "Traceback" not in ran.err


def test_a_sub_question_stands_for_its_question(samples: Nota) -> None:
    (shown,) = samples("show", "99999-B@1#1.2", "--json").json["questions"]
    assert shown["number"] == "1"
    assert shown["parts"][1].startswith("B) Hoeveel procent")
    assert samples("show", "99999-B@1#1.3").err == "nota: kst-99999-B@1#1 has no .3: the question has 2 parts\n"
    assert samples("blame", "99999-B@1#1.0").status == 2


def test_what_all_verbs_take_may_stand_before_the_verb(samples: Nota, tmp_path: Path) -> None:
    assert samples("--json", "list").json["notas"]
    elsewhere = tmp_path / "elsewhere"
    assert samples("--corpus", elsewhere, "add", REAL).status == 0
    assert "1 versie" in samples("--lang", "nl", "list", "--corpus", elsewhere).out


def test_an_unknown_address_names_what_comes_near(samples: Nota) -> None:
    assert "did you mean kst-36800-K-D?" in samples("show", "kst-36800-K-E").err
    assert "has @1 (@concept), @2 (@na-review), @3 (@herdruk)" in samples("show", "99999-B@9").err
    assert "has no question 77; it has 1–13" in samples("show", "99999-B#77").err


def test_the_language_is_that_of_the_system_or_as_asked(samples: Nota, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "versions" in samples("list").out
    assert "versies" in samples("list", "--lang", "nl").out
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "versies" in samples("list").out
    assert "Opties" in samples("add", "--help").out


def test_an_empty_question_is_no_question(samples: Nota) -> None:
    ran = samples("duplicates", "--question", " ")
    assert (ran.status, ran.out) == (2, "")
    assert "--question: which question was it?" in ran.err


def test_what_is_only_on_one_subject_is_not_called_the_same_question(run: Nota, tmp_path: Path) -> None:
    asked = {
        1: ("Hoeveel paardenvlees is het afgelopen jaar in Nederland ingevoerd?", "In totaal 2.758 ton."),
        2: ("Hoeveel paardenvlees is het afgelopen jaar in Nederland gegeten?", "Dat wordt niet bijgehouden."),
        3: ("Hoeveel paardenvlees is het afgelopen jaar in België ingevoerd?", "In totaal 997 ton."),
    }
    draft = tmp_path / "draft.md"
    draft.write_text("".join(f"## Vraag {n}\n{q}\n### Antwoord {n}\n{a}\n" for n, (q, a) in asked.items()), "utf-8")
    assert run("duplicates", draft).out == "No question repeats.\n"
    assert "  similar question: another year, amount or body · different answers\n" in (
        run("duplicates", draft, "--min-grade", "similar").out
    )
    told = run("duplicates", draft, "--min-grade", "related").out
    assert "same question" not in told
    assert "  another question about the same subject\n" in told, "and nothing of the facts in their answers"


def test_pairs_with_the_same_reason_are_told_together(samples: Nota) -> None:
    told = " ".join(samples("duplicates", "36800-K-D", "--kind", "reference").out.split())
    one, three, four = (f"kst-36800-K-D@1#{number}" for number in (1, 3, 4))
    assert f"why: {one} = {three}, {one} = {four}: the whole answer is: Zie het antwoord op vraag 1." in told


def test_reasons_that_do_not_fit_a_line_have_a_line_each(samples: Nota) -> None:
    told = samples("duplicates", "36800-K-D", "--kind", "answer").out
    assert "  why:\n    - 29% of the shorter answer stands in 2 sentences that say the same (25% is enough)\n" in told


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_examples(run: Nota, verb: str) -> None:
    ran = run(verb, "--help")
    assert ran.status == 0
    assert f"nota {verb}" in ran.out.split("Options:")[1]


def test_the_list_of_verbs_is_shown_without_what_they_need() -> None:
    code = "import sys; from web.command import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *told, loaded = done.stdout.splitlines()
    assert {line.split()[0] for line in told if line.startswith("  ")} >= set(VERBS)
    assert {"git", "lxml", "markdown_it", "numpy", "flask", "corpus.store"} & set(loaded.split()) == set()


def test_the_installed_command_writes_json_alone_to_standard_output(tmp_path: Path) -> None:
    environment = {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus")}
    command = [str(Path(sys.executable).parent / "nota"), "add", "--json", str(REAL), str(B1)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert len(json.loads(done.stdout)["added"]) == 2
    assert done.stderr == b""


def test_a_port_in_use_is_said_with_the_next_free_one(samples: Nota) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = samples("serve", "--port", port)
    assert ran.status == 2
    assert f"port {port} is in use; port " in ran.err


def test_the_demo_takes_the_next_free_port_and_says_so(tmp_path: Path) -> None:
    """As `make run` runs it, up to the pages."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [str(Path(sys.executable).parent / "nota"), "demo", "--lang", "en", "--port", str(port)]
        own = {**os.environ, "TMPDIR": str(tmp_path)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=own) as demo:
            assert demo.stdout
            assert demo.stderr
            url = next(line for line in demo.stdout if line.startswith("The pages are at ")).split()[4]
            with urllib.request.urlopen(f"{url}healthz") as page:
                assert page.status == 200
            # More than once, as where both `make` and who stopped it pass it on.
            while demo.poll() is None:
                demo.send_signal(signal.SIGTERM)
                time.sleep(0.002)
            said = demo.stderr.read()
            assert demo.returncode == 0
    other = urlsplit(url).port
    assert not list(tmp_path.iterdir()), "the corpus of the demo is gone with it"
    assert other != port
    assert f"port {port} is in use; port {other} is taken instead" in said


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("seal",), ("show", "99999-B#4"), ("add", B1), ("demo",)], ids=str
)
def test_without_git_that_is_said_and_nothing_of_the_corpus(
    samples: Nota, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[object, ...]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = samples(*command)
    assert (ran.status, ran.out) == (2, "")
    assert "git is not there" in ran.err
    assert "install git" in ran.err


@pytest.mark.parametrize(
    ("until", "told"), [(0, "nothing was stored"), (1, "stored: 1 version; adding the same again")]
)
def test_an_import_that_is_broken_off_tells_what_was_stored(
    run: Nota, monkeypatch: pytest.MonkeyPatch, until: int, told: str
) -> None:
    """Also what was stored and not told yet, as it is by the hundred."""

    def broken_off(corpus: Path, paths: Sequence[Path], *rest: Any) -> Iterator[Added]:
        list(add_all(corpus, paths[:until], *rest))
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setattr(adding, "add_all", broken_off)
        ran = run("add", REAL, B1)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0].startswith(told)
    assert ran.err.splitlines()[-1] == "nota: interrupted"
    again = run("add", REAL, B1, "--json").json["added"]
    assert [one["status"] for one in again] == ["unchanged"] * until + ["added"] * (2 - until)


def test_whoever_asks_where_a_withdrawn_text_came_from_is_told_that_it_is_withdrawn(run: Nota) -> None:
    run("add", B1, "--id", "kst-99999-X")
    run("add", B1, "--replaces", "kst-99999-X@1", "--reason", "verkeerd nummer")
    for asked in ("show", "history", "blame"):
        wrong, right = (run(asked, f"kst-99999-{letter}#4").out for letter in "XB")
        assert "withdrawn: kst-99999-B@1 stands in its place (verkeerd nummer)" in wrong
        assert "stands in the place of kst-99999-X@1 (verkeerd nummer)" in right
        assert "withdrawn" not in right


def test_an_id_of_two_parts_is_that_of_a_nota_that_is_there_and_else_asked_for_in_full(
    samples: Nota, tmp_path: Path
) -> None:
    file = tmp_path / "nota.md"
    file.write_text(QUESTION)
    (added,) = samples("add", file, "--id", "99999-B", "--json").json["added"]
    assert (added["nota"], added["version"]) == ("kst-99999-B", 4)
    refused = samples("add", file, "--id", "99999-E")
    assert (refused.status, refused.out) == (2, "")
    assert "'99999-E' may be a paper or a dossier with its chapter; write the id in full, as kst-99999-E" in refused.err
    assert samples("add", file, "--id", "kst-99999-E").status == 0


@pytest.mark.parametrize("written", ["36800-K-E", "36 800 K, E", "36.800-K, letter E", "kst-36800-K-E-h1"])
def test_an_id_is_given_as_an_address_is_written_and_leads_to_the_same_nota(
    run: Nota, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "nota.md"
    file.write_text(QUESTION)
    (added,) = run("add", file, "--id", written, "--json").json["added"]
    assert added["nota"] == "kst-36800-K-E"
    assert run("show", written.removesuffix("-h1"), "--json").json["nota"] == "kst-36800-K-E"
