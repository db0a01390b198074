"""The origin of each word: right on histories whose truth is known, and where plain git must agree with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.auditing.histories import history as made_history
from bench.auditing.histories import written
from bench.auditing.told import TELLERS, made, right
from bench.versions import Narrative, Templated
from corpus.cutting import pieces
from corpus.model import Answer, Meta, Nota, Paragraph, Question, Section
from corpus.normal import render
from corpus.store import Store, Submission
from corpus.succession import successive
from differ.audit.lineage import continued, lineage
from differ.audit.provenance import blame
from differ.audit.remembered import AT_HAND
from differ.audit.threads import history as thread_of
from differ.audit.tracing import sentences_of
from tests.helpers import DAY, git
from tests.test_audit_history import addresses

WORDS = "de minister zal het fonds in Gelderland niet 76,2 miljoen Kamer ‘eigen’ - Ja. over 2031".split(" ")
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
ANSWER = st.lists(SENTENCE, max_size=4)
VERSION = st.lists(
    st.tuples(st.sampled_from("Wat? Hoe? Hoeveel voorbeelden zijn er in 2030?".split(" ")), ANSWER), max_size=4
)


def nota(asked: list[tuple[str, list[str]]]) -> str:
    def question(number: str, text: str, said: list[str]) -> Question:
        answer = Answer((number,), (Paragraph(tuple(said)),)) if said else None
        return Question(number, (Paragraph((text,)),), answer)

    body = tuple(question(str(n), *own) for n, own in enumerate(asked, 1))
    return render(Nota(Meta("kst-99999-1"), (), body))


@given(st.lists(VERSION, min_size=1, max_size=5))
@settings(max_examples=60)
def test_of_any_history_the_last_text_is_told_and_nothing_is_older_than_its_words(
    history: list[list[tuple[str, list[str]]]],
) -> None:
    texts = list(map(nota, history))
    found = sentences_of(texts)
    assert [own.text for own in found] == [own.text for own in sentences_of(texts[-1:])]
    for own in found:
        assert "".join(run.text for run in own.runs) == own.text
        assert all(0 <= run.origin <= own.since < len(texts) for run in own.runs)


def agrees_wherever_it_went_on(texts: list[str]) -> None:
    cut = list(successive(texts))
    whole = lineage(cut)
    for known in range(1, len(cut)):
        assert continued(lineage(cut[:known]), cut.__getitem__, cut[known:]) == whole


@given(st.lists(VERSION, min_size=2, max_size=6))
@settings(max_examples=150)
def test_chains_go_on_from_where_they_are_known_as_if_all_were_read(
    history: list[list[tuple[str, list[str]]]],
) -> None:
    agrees_wherever_it_went_on(list(map(nota, history)))


@pytest.mark.parametrize("seed", range(6))
def test_chains_go_on_through_what_an_office_does(seed: int) -> None:
    style = (Narrative, Templated)[seed % 2]()
    agrees_wherever_it_went_on(made_history(style, Random(f"goes on {seed}"), 14, 8).texts)


@given(VERSION, st.integers(1, 4))
@settings(max_examples=30)
def test_what_does_not_change_is_of_the_first_version(asked: list[tuple[str, list[str]]], versions: int) -> None:
    assert {own.since for own in sentences_of([nota(asked)] * versions)} <= {0}


@given(VERSION)
@settings(max_examples=20)
def test_what_was_taken_out_whole_and_comes_back_is_of_the_first_version(first: list[tuple[str, list[str]]]) -> None:
    long = [
        (f"Hoeveel staat er over onderwerp {n} van de begroting?", [f"Over onderwerp {n} zegt men: {' '.join(said)}."])
        for n, (_, said) in enumerate(first)
    ]
    assert {own.since for own in sentences_of([nota(long), nota([]), nota(long)])} <= {0}


DISTINCT = (
    "Hoeveel voorbeelden zijn er in 2030 in de provincie Gelderland?",
    "Waarom is het fonds voor de kazernes niet eerder opgericht?",
    "Wie betaalt de reis van de commissie naar Brussel?",
)
APART = st.lists(st.sampled_from(DISTINCT), unique=True).flatmap(
    lambda asked: st.tuples(*(st.tuples(st.just(question), ANSWER) for question in asked)).map(list)
)


@given(APART, APART)
@settings(max_examples=40)
def test_what_comes_back_after_another_text_stood_there_is_of_the_first_version(
    first: list[tuple[str, list[str]]], other: list[tuple[str, list[str]]]
) -> None:
    """Of questions that can be told apart. Of two that are the same nothing tells whose a short answer was: see the
    case `trap-a-short-answer-comes-back-among-identical-questions`."""
    assert {own.since for own in sentences_of([nota(first), nota(other), nota(first)])} <= {0}


@pytest.mark.parametrize("style", ["templated", "narrative"])
def test_nearly_every_word_is_told_right_where_nothing_done_tells_nine_in_ten(style: str) -> None:
    """The figures of many histories are in docs/audit.md; these few must not fall far below."""
    totals = {name: [0, 0] for name in ("nota-differ", "all of the first version")}
    for own in made(style, 4, 3):
        for name, total in totals.items():
            good, count = right(own.truth, TELLERS[name](own.texts))
            total[0] += good
            total[1] += count
    shares = {name: good / count for name, (good, count) in totals.items()}
    assert shares["nota-differ"] > 0.98 > shares["all of the first version"]


@pytest.mark.parametrize("seed", range(4))
def test_the_quick_way_through_versions_finds_the_chains_of_the_slow_one(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [pieces(text) for text in made_history((Narrative, Templated)[seed % 2](), Random(seed), 10, 12).texts]
    quick = lineage(texts)
    monkeypatch.setattr("differ.audit.lineage.stayed", lambda *_: False)
    assert lineage(texts) == quick


def test_sections_that_changed_places_are_told_in_the_order_in_which_they_stand_now() -> None:
    first, other = (Section(heading, (Paragraph((f"{heading} zegt dit.",)),)) for heading in ("Eerst", "Daarna"))
    texts = [render(Nota(Meta("kst-99999-1"), (), body)) for body in ((first, other), (other, first))]
    assert [(own.text, own.since) for own in sentences_of(texts)] == [("Daarna zegt dit.", 0), ("Eerst zegt dit.", 0)]


def test_where_only_sentences_come_and_go_plain_git_says_the_same(tmp_path: Path) -> None:
    """`git blame -M -C` follows lines; edits inside them and moves of questions it cannot, so these are left out."""
    chance = Random(5)
    style = Narrative()
    said = [[" ".join(style.sentence(chance).split()) for _ in range(4)] for _ in range(5)]
    asked = [style.fresh(chance).question[-1] for _ in said]
    with Store.create(tmp_path / "corpus", lambda: DAY) as store:
        for number in range(6):
            if number:
                answer = chance.choice(said)
                answer.insert(chance.randrange(len(answer)), f"Toegevoegd in versie {number}: {style.sentence(chance)}")
                gone = chance.choice([own for own in said if len(own) > 2])
                gone.pop(chance.randrange(len(gone)))
            body = tuple(
                Question(str(n), (Paragraph((q,)),), Answer((str(n),), (Paragraph(tuple(a)),)))
                for n, (q, a) in enumerate(zip(asked, said, strict=True), 1)
            )
            own = Nota(Meta("kst-99999-1", ontvangen=date(2031, 1, number + 1)), (), body)
            store.add([Submission(own, "nota.md", None, "markdown/1", author="A <a@voorbeeld.example>")])
        newest = store.newest("kst-99999-1")
        told = git(store.path, "blame", "-M", "-C", "--line-porcelain", newest.commit, "--", newest.path)
        commits, commit = {}, ""
        for line in told.splitlines():
            if line.startswith("\t"):
                commits[line[1:].replace("\\", "")] = commit
            elif len(line.split(" ")[0]) == 40:
                commit = line.split(" ")[0]
        ours = {one.text: one.version.commit for one in blame(store, "kst-99999-1")}
        assert {version.number for version in store.log() if version.commit in ours.values()} > {1, 3}
        assert ours == {text: commits[text.replace("\\", "")] for text in ours}


def test_the_same_is_told_when_it_is_asked_again_and_when_what_was_kept_is_lost(tmp_path: Path) -> None:
    made_up = made_history(Narrative(), Random(9), 5, 5)
    with Store.create(tmp_path / "corpus", lambda: DAY) as store:
        for number, text in enumerate(made_up.texts, 1):
            own = Nota(Meta("kst-99999-1", ontvangen=date(2031, 1, number)), (), _body(text))
            store.add([Submission(own, "nota.md", None, "markdown/1", author="A <a@voorbeeld.example>")])
        asked = list(addresses(store))
        first = [(blame(store, address), thread_of(store, address)) for address in asked]
        assert [(blame(store, address), thread_of(store, address)) for address in asked] == first
    for is_damaged in (False, True):
        for file in store.path.glob("nota-derived.sqlite*") if is_damaged else ():
            file.write_bytes(b"damaged" * 1000)
        with Store.open(tmp_path / "corpus") as again:
            assert [(blame(again, address), thread_of(again, address)) for address in asked] == first


def test_of_an_open_corpus_the_last_answers_stay_at_hand_until_it_grows(tmp_path: Path) -> None:
    def added(text: str, day: int) -> None:
        own = Nota(Meta("kst-99999-1", ontvangen=date(2031, 1, day)), (), _body(text))
        store.add([Submission(own, "nota.md", None, "markdown/1", author="A <a@voorbeeld.example>")])

    first, second = made_history(Narrative(), Random(9), 2, 5).texts
    with Store.create(tmp_path / "corpus", lambda: DAY) as store:
        added(first, 1)
        for ask, address in ((blame, "kst-99999-1"), (thread_of, "kst-99999-1#2")):
            assert ask(store, address) is ask(store, address)
        before = blame(store, "kst-99999-1")
        for at in range(AT_HAND):
            blame(store, f"kst-99999-1@1#{at % 5 + 1}" + " " * (at // 5))
        assert blame(store, "kst-99999-1") == before
        added(second, 2)
        assert {own.version.number for own in blame(store, "kst-99999-1")} == {1, 2}


def _body(text: str) -> tuple[Question, ...]:
    return tuple(piece.pair.question for piece in pieces(text) if piece.number)


def test_a_history_of_the_bench_knows_its_own_truth() -> None:
    own = made_history(Narrative(), Random(1), 6, 8)
    assert [written(sentence) for sentence in own.truth] == [s.text for s in sentences_of(own.texts[-1:])]
    assert {word.origin for sentence in own.truth for word in sentence} >= {0, 5}
    assert len(set(own.texts)) == 6
