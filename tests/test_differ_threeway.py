"""Two successors of one text: who changed what, where both changed the same sentence, and what both together say."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document
from differ.bilingual.language import LANGUAGES, translator
from differ.compare import compare
from differ.merging import merged, stretches
from differ.model import Located
from differ.output.serial_three import diff_three
from differ.reports import html_three, markdown_three
from differ.textdiff import diff
from differ.threeway import ThreeWay, Triple, compare_three
from tests.cases import case_files, document, parts
from tests.commands import Nota
from tests.test_reports import Parsed

CASES = case_files("three")


def texts(case: Path) -> tuple[Document, Document, Document]:
    given = parts(case)
    base, left, right = (document(given[side], f"{side}.md") for side in ("base", "left", "right"))
    return base, left, right


def told(triple: Triple) -> list[str]:
    """A triple as the cases write it."""
    base, left, right = (
        _number(side) for side in (triple.base, *(own.right if own else None for own in (triple.left, triple.right)))
    )
    lines = [f"{base} -> {left} | {right}: {triple.kind}"]
    for one in triple.conflicts:
        said = (" ".join(text.split()) or "-" for text in (one.base, one.left, one.right))
        lines.append("  {}: {} -> {} | {}".format(one.part, *said))
    if triple.kind == "both":
        lines.append(f"  merged: {' '.join((triple.merged('answer') or '').split())}")
    return lines


def _number(side: Located | None) -> str:
    return side.number if side else "-"


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_case(case: Path) -> None:
    result = compare_three(*texts(case))
    assert [line for triple in result.triples for line in told(triple)] == parts(case)["expected"].splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_against_itself_on_the_left_it_is_the_comparison_of_the_right(case: Path) -> None:
    for base, right in permutations(texts(case), 2):
        result = compare_three(base, base, right)
        assert tuple(triple.right for triple in result.triples) == compare(base, right).pairs
        assert {triple.kind for triple in result.triples} <= {"unchanged", "right"}


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_the_sides_can_be_swapped(case: Path) -> None:
    base, left, right = texts(case)
    mirrored = {"left": "right", "right": "left"}
    there = compare_three(base, left, right).triples
    back = compare_three(base, right, left).triples
    assert sorted(
        (t.located.question, mirrored.get(t.kind, t.kind), t.merged("answer") or "") for t in there
    ) == sorted((t.located.question, t.kind, t.merged("answer") or "") for t in back)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "De Inspectie houdt toezicht.", "Het kost 76,2 miljoen euro.", "Het kost 81,4 miljoen euro.", "Ja.",
            "De Kamer wordt in 2031 geïnformeerd over het fonds.", "Nee, dat niet.", "Dat is veel.",
        ]
    ),
    max_size=6,
)  # fmt: skip
TEXTS = st.tuples(SENTENCES, st.sampled_from(["\n", "\n\n", " "])).map(lambda own: own[1].join(own[0]))


@given(TEXTS, TEXTS, TEXTS)
def test_stretches_replay_all_three_texts_and_merge_one_way(base: str, left: str, right: str) -> None:
    found = stretches(diff(base, left), diff(base, right))
    for side, text in (("base", base), ("left", left), ("right", right)):
        assert "".join(getattr(own, side) for own in found) == text
    back = stretches(diff(base, right), diff(base, left))
    assert [(own.base, own.left, own.right) for own in found] == [(own.base, own.right, own.left) for own in back]
    assert merged(found) == merged(back)
    if left in (base, right):
        assert merged(found) == right


def test_two_changes_in_one_sentence_and_one_in_the_next() -> None:
    base = "Het kost 76,2 miljoen euro.\nDat is veel."
    apart = stretches(diff(base, base.replace("76,2", "81,4")), diff(base, base.replace("veel", "weinig")))
    assert merged(apart) == "Het kost 81,4 miljoen euro.\nDat is weinig."
    together = stretches(diff(base, base.replace("76,2", "81,4")), diff(base, base.replace("Het kost", "Dat kost")))
    assert merged(together) is None
    (conflict,) = [own for own in together if own.is_conflict]
    assert (conflict.left, conflict.right) == ("Het kost 81,4 miljoen euro.", "Dat kost 76,2 miljoen euro.")


# Outputs


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_reports_show_both_sides_and_each_conflict(case: Path, language: str) -> None:
    result: ThreeWay = compare_three(*texts(case))
    say = translator(language)
    page, markdown = html_three.report(result, say), markdown_three.report(result, say)
    parsed = Parsed(page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert not re.search(r"url\(|@import|https?:", page)
    for triple in result.triples:
        for one in triple.conflicts:
            for text in filter(None, (one.base, one.left, one.right)):
                assert text in page
                assert text in markdown


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    given = parts(CASES[-1])
    paths = [tmp_path / f"{side}.md" for side in ("base", "left", "right")]
    for path in paths:
        path.write_text(given[path.stem])
    return paths


def test_three_texts_on_the_command_line(run: Nota, files: list[Path], tmp_path: Path) -> None:
    assert CASES[-1].stem == "two-ministries"
    ran = run("diff", *files)
    assert ran.status == 1
    assert "Question 1 · both changed the same sentence" in ran.out
    assert "! Right: how firmly it is said: ‘streeft ernaar’ -> " in ran.out
    assert "    Base: Het kabinet streeft ernaar dat aantal te verhogen." in ran.out.splitlines()
    wide = run("diff", *files, "--side-by-side").out.splitlines()
    assert any("Left (changed)" in line and "│ Right (changed)" in line for line in wide)
    assert run("diff", files[0], files[0], files[0]).status == 0
    assert "Question 5" not in run("diff", *files, "--only-changed").out
    assert [q["base"] for q in run("diff", *files, "--facts", "--json").json["questions"]] == [
        f"{files[0]}#{number}" for number in (1, 2, 3, 4)
    ]
    report = tmp_path / "drie.html"
    assert run("diff", *files, "--lang", "nl", "--output", report).err == f"{report}: geschreven\n"
    assert "<h1>Twee opvolgers van één tekst</h1>" in report.read_text("utf-8")
    assert "# Two successors of one text" in run("diff", *files, "--markdown").out
    assert "give it one of .html, .md\n" in run("diff", *files, "--output", tmp_path / "drie.docx").err
    assert "give two texts to compare" in run("diff", *files, files[0]).err


def test_the_json_replays_all_three_texts(files: list[Path], run: Nota) -> None:
    found = run("diff", *files, "--json").json
    assert found == json.loads(json.dumps(diff_three(compare_three(*(document(f.read_text(), str(f)) for f in files)))))
    assert found["schema"] == "nota.diff3/1"
    base, left, right = (document(file.read_text()).nota for file in files)
    for triple in found["questions"]:
        for side, nota in (("left", left), ("right", right)):
            own = triple[side]
            if own and own["address"] and triple["base"]:
                numbers = triple["base"].partition("#")[2], own["address"].partition("#")[2]
                pairs = base.pair(numbers[0]), nota.pair(numbers[1])
                for pair, ops in zip(pairs, (("equal", "delete"), ("equal", "insert")), strict=True):
                    assert pair
                    assert "".join(op["text"] for op in own["question"] if op["op"] in ops) == pair.question.text
    assert found["summary"] == {"conflict": 2, "both": 1, "right": 1, "same": 1, "unchanged": 1}
