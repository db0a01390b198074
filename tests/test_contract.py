"""What other programs rely on: the shape of each JSON document, and the promises between its fields.

Over all samples, and over real papers where they are at hand: each of these also as an edited second version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, product
from pathlib import Path
from typing import Any

import pytest

from corpus.ingest import read_nota
from corpus.model import Nota as Nota_
from corpus.model import Question
from corpus.normal import load, render
from corpus.store import Store, Submission
from differ.demo import fill
from differ.output.contract import misfits_of
from tests.commands import Nota, Ran
from tests.helpers import shared, stored
from web.app import create_app

Json = dict[str, Any]

PAPERS = (
    "handelingen-text/answer-42.txt",
    "handelingen-text/answer-75.txt",
    "rekenkamer-text/2019-01-23_2019-brexit.txt",
    "rekenkamer-text/2021-06-08_2021-bzk-grouped-17tm22.txt",
    "noisy-markdown/zorgvraagtypering.md",
    "excerpts/kst-36058-4.nota-nav-verslag.txt",
    "letters-docx/letter-05.docx",
)
SIDES = {"left": ("equal", "delete", "move-from"), "right": ("equal", "insert", "move-to")}
# Written here apart from the tokens of the product, as a reader would: words, and numbers with all that belongs to them.
WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?![\w])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


@pytest.fixture
def nota(run: Nota, tmp_path: Path) -> Nota:
    fill(tmp_path / "corpus").close()
    return run


def document(ran: Ran, verb: str) -> Json:
    """The JSON of a verb, in the shape that was agreed."""
    assert misfits_of(verb, ran.json) == []
    found: Json = ran.json
    return found


def addresses(value: object) -> Iterator[str]:
    """Every address in a document."""
    match value:
        case dict():
            for name, held in value.items():
                if name in ("address", "left", "right", "a", "b", "thread") and isinstance(held, str) and "@" in held:
                    yield held
                yield from addresses(held)
        case list():
            for held in value:
                yield from [held] if isinstance(held, str) and re.fullmatch(r"kst-\S+@\d+(#\S+)?", held) else ()
                yield from addresses(held)


def lead_somewhere(found: Json, store: Store) -> None:
    for address in addresses(found):
        version = store.resolve(address)
        number = address.partition("#")[2]
        assert version.address == address.partition("#")[0]
        assert not number or store.document(version).nota.pair(number), address


def side(ops: list[Json], which: str) -> str:
    return "".join(op["text"] for op in ops if op["op"] in SIDES[which])


def cuts(ops: list[Json], which: str) -> set[int]:
    """Where, in the text of one side, a change begins or ends."""
    return set(accumulate(len(op["text"]) for op in ops if op["op"] in SIDES[which]))


def is_whole(ops: list[Json]) -> None:
    for which in SIDES:
        text, places = side(ops, which), cuts(ops, which)
        for word in WHOLE.finditer(text):
            inside = places & set(range(word.start() + 1, word.end()))
            assert not inside, f"{text[min(inside) - 20 : min(inside)]}|{text[min(inside) : min(inside) + 20]}"


def holds(found: Json, left: Json, right: Json) -> None:
    """The promises of a diff of two whole texts: replay, whole words, literal facts, a true summary."""
    for which, shown in (("left", left), ("right", right)):
        texts = {question["address"]: question for question in shown["questions"]}
        assert sorted(pair[which] for pair in found["pairs"] if pair[which]) == sorted(texts)
        for pair in found["pairs"]:
            told = texts.get(pair[which], {"text": "", "answer": None})
            assert side(pair["question"], which) == told["text"]
            assert side(pair["answer"], which) == (told["answer"] or "")
            said = " ".join(f"{told['text']} {told['answer'] or ''}".split())
            assert all(fact[which] is None or " ".join(fact[which].split()) in said for fact in pair["facts"]), pair
    for pair in found["pairs"]:
        is_whole(pair["question"])
        is_whole(pair["answer"])
        assert all(op["text"] for op in pair["question"] + pair["answer"])
        assert (pair["kind"] == "added") == (pair["left"] is None)
        assert (pair["kind"] == "removed") == (pair["right"] is None)
        ops = {op["op"] for op in pair["question"] + pair["answer"] if op.get("why") != "renumbered"}
        assert ops <= {"equal"} if pair["kind"] == "unchanged" else ops - {"equal"}
    is_whole(found["outside"])
    kinds = [pair["kind"] for pair in found["pairs"]]
    assert found["summary"] == {kind: kinds.count(kind) for kind in kinds}
    ends: dict[str, set[int]] = {"move-from": set(), "move-to": set()}
    for op in [*found["outside"], *(op for pair in found["pairs"] for op in pair["question"] + pair["answer"])]:
        if op["op"] in ends:
            ends[op["op"]].add(op["move"])
    assert ends["move-from"] == ends["move-to"]


VERSIONS = ("99999-B@1", "99999-B@2", "99999-B@3", "99999-D", "36800-K-D")


def test_every_diff_of_the_samples_keeps_its_promises(nota: Nota, tmp_path: Path) -> None:
    shown = {address: document(nota("show", address, "--json"), "show") for address in VERSIONS}
    with Store.open(tmp_path / "corpus") as store:
        for one in shown.values():
            lead_somewhere(one, store)
        for left, right in product(VERSIONS, repeat=2):
            ran = nota("diff", left, right, "--json")
            found = document(ran, "diff")
            holds(found, shown[left], shown[right])
            lead_somewhere(found, store)
            changed = any(pair["kind"] != "unchanged" or pair["moved"] or pair["renumbered"] for pair in found["pairs"])
            assert ran.status == int(changed) == int(left != right)


def test_every_other_verb_keeps_its_promises(nota: Nota, tmp_path: Path) -> None:
    listed = document(nota("list", "--json"), "list")
    assert document(nota("check", "--json"), "check")["ok"]
    with Store.open(tmp_path / "corpus") as store:
        found = document(nota("duplicates", "--json"), "duplicates")
        lead_somewhere(found, store)
        for cluster in found["clusters"]:
            assert len(set(cluster["members"])) == len(cluster["members"]) > 1
            assert {link[end] for link in cluster["links"] for end in "ab"} == set(cluster["members"])
            assert set(cluster["kinds"]) == {link["kind"] for link in cluster["links"]}
            assert cluster["answers_differ"] or not cluster["difference"]
            assert all(0 <= link["score"] <= 100 and link["reasons"] for link in cluster["links"])
        for entry in listed["notas"]:
            shown = document(nota("show", entry["nota"], "--json"), "show")
            assert (shown["version"], len(shown["questions"])) == (entry["versions"], entry["questions"])
            for question in shown["questions"]:
                follows(nota, store, question)


def follows(nota: Nota, store: Store, question: Json) -> None:
    """The history ends at what is shown, and blame tells of each of its sentences, in order."""
    history = document(nota("history", question["address"], "--json"), "history")
    lead_somewhere(history, store)
    times = [(wording["date"], wording["committed"]) for wording in history["wordings"]]
    assert times == sorted(times)
    assert history["wordings"][0]["kind"] in ("first", "reference")
    bearing = [address.partition("@")[0] for w in history["wordings"] for address in [w["address"], *w["also_in"]]]
    assert question["address"].partition("@")[0] in bearing
    blame = document(nota("blame", question["address"], "--json"), "blame")
    for part, text in (("question", question["text"]), ("answer", question["answer"] or "")):
        told = [sentence["text"] for sentence in blame["sentences"] if sentence["part"] == part]
        # A list and a table are told by item and row, without what draws them.
        assert words(" ".join(told)) == words(text)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("notas", ("list",)),
        ("notas/kst-99999-B@2", ("show", "99999-B@2")),
        ("diff/kst-99999-B@1/kst-99999-B@3", ("diff", "99999-B@1", "99999-B@3")),
        ("duplicates", ("duplicates",)),
        ("history/kst-99999-B/3/5", ("history", "99999-B@3#5")),
        ("blame/kst-99999-B/3/5", ("blame", "99999-B@3#5")),
        ("log?dossier=99999", ("log", "--dossier", "99999")),
        ("when?text=licenties&fuzzy=1", ("when", "licenties", "--fuzzy")),
        ("at/99999-B?date=2031-03-20", ("at", "2031-03-20", "99999-B")),
        ("at/99999?date=2031-03-20&by=import", ("at", "2031-03-20", "99999", "--by", "import")),
    ],
)
def test_the_pages_give_the_same_documents(nota: Nota, tmp_path: Path, path: str, command: tuple[str, ...]) -> None:
    app = create_app(tmp_path / "corpus")
    got = app.test_client().get(f"/api/v1/{path}", headers={"Accept-Language": "en"}).get_json()
    app.extensions["library"].store.close()
    assert got == document(nota(*command, "--json"), command[0])


def test_what_was_refused_has_its_shape_too(run: Nota, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("")
    ran = run("add", tmp_path / "empty.md", "--json")
    assert ran.status == 2
    assert len(document(ran, "add")["refused"]) == 1


def test_a_file_that_is_shown_has_no_version(run: Nota, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("## Vraag 1\n\nWie?\n\n### Antwoord 1\n\nWij.\n")
    shown = document(run("show", file, "--json"), "show")
    assert (shown["version"], shown["commit"], shown["text_id"]) == (None, None, None)
    assert document(run("diff", file, file, "--json"), "diff")["summary"] == {"unchanged": 1}


def edited(nota: Nota_) -> Nota_:
    """Without the second question that has an answer of its own, and with other words and numbers."""
    alone = [own for own in nota.body if isinstance(own, Question) and own.answer and len(own.answer.numbers) == 1]
    kept = tuple(own for own in nota.body if own not in alone[1:2])
    front, mark, text = render(replace(nota, body=kept)).partition("\n---\n")
    for old, new in ((r"\bde Kamer\b", "het parlement"), (r"\b(\d+),5\b", r"\g<1>,75"), (r"\bniet\b", "wel")):
        text = re.sub(old, new, text, count=3)
    return load(front + mark + text)


@pytest.mark.parametrize("name", PAPERS)
def test_a_real_paper_and_its_next_version_keep_the_promises(run: Nota, tmp_path: Path, name: str) -> None:
    """The second version lacks its second question, and a word and a number in it are others."""
    file = shared(name)
    reading = read_nota(file.name, file.read_bytes(), id="kst-99998-1")
    with Store.create(tmp_path / "corpus") as store:
        for text in (reading.nota, edited(reading.nota)):
            stored(store.add([Submission(text, file.name, None, reading.reader)])[0])
        shown = [document(run("show", f"kst-99998-1@{number}", "--json"), "show") for number in (1, 2)]
        for left, right in ((0, 1), (1, 0), (0, 0)):
            found = document(run("diff", f"kst-99998-1@{left + 1}", f"kst-99998-1@{right + 1}", "--json"), "diff")
            holds(found, shown[left], shown[right])
            lead_somewhere(found, store)
        for question in shown[1]["questions"][:5]:
            follows(run, store, question)
    assert document(run("duplicates", "--json"), "duplicates")["clusters"] is not None


def test_what_breaks_a_promise_is_found() -> None:
    """These tests can fail."""
    assert misfits_of("blame", {"schema": "nota.blame/1", "address": "a", "sentences": []}) == []
    wrong: Json = {"schema": "nota.blame/2", "address": None, "sentences": [{"text": "Ja."}], "more": 1}
    assert len(misfits_of("blame", wrong)) == 11
    for text, inside in (("ruim 36 725 euro", 7), ("ruim 76,2 procent", 7), ("de begroting", 5)):
        cut = [{"op": "equal", "text": text[:inside]}, {"op": "delete", "text": text[inside:]}]
        with pytest.raises(AssertionError):
            is_whole(cut)
    is_whole([{"op": "equal", "text": "ruim "}, {"op": "delete", "text": "76,2"}, {"op": "equal", "text": "%"}])
