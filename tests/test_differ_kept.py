"""What is kept of a corpus to find repeats again: the same clusters whichever way they were found, and nothing lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest

from bench.questions import labelled
from corpus.errors import DamagedText
from corpus.ingest import read_nota
from corpus.model import Answer, Document, Meta, Nota, Paragraph, Question
from corpus.normal import load, render
from corpus.store import Store
from differ import candidates
from differ.duplicates import Wanted, clusters
from differ.keeping import edition
from differ.keeping.arrays import kept
from differ.kept import FOLDER, in_corpus, newest
from differ.model import Cluster
from differ.progress import Bar, silent
from differ.repeating import judging, rounds
from differ.repeating.rounds import Round, all_verdicts
from differ.shelves import workers
from differ.shelves.asked import text_of
from differ.shelves.filing import questions
from differ.shelves.shelf import ANSWERS, COLUMNS, Shelf
from tests.helpers import DAY, submission
from tests.test_floors import read_imports

SIZE = 180
"""Questions: more than are all compared with all."""
IN_A_NOTA = 12

Said = tuple[tuple[str, ...], tuple[str, ...], str, bool, int]


def told(found: Sequence[Cluster]) -> list[Said]:
    """What a cluster says, without the numbers of versions."""
    return [
        (tuple(m.address for m in own.members), own.kinds, own.grade, own.answers_differ, len(own.links))
        for own in found
    ]


def generated(start: int, end: int) -> list[Nota]:
    """Nota's with questions that repeat each other, a third of the answers in the same words, some by reference."""
    questions = list(labelled("learn", SIZE))[start:end]
    return [
        Nota(
            Meta(f"kst-{10000 + (start + first) // IN_A_NOTA}-4"),
            (),
            tuple(
                _question(number, question.text, start + first)
                for number, question in enumerate(questions[first : first + IN_A_NOTA], start=1)
            ),
        )
        for first in range(0, len(questions), IN_A_NOTA)
    ]


def _question(number: int, text: str, place: int) -> Question:
    kinds = (
        f"Het kabinet zal de Kamer over onderdeel {(place + number) % 45} van het programma nog dit jaar informeren.",
        "Dit onderwerp wordt betrokken bij de evaluatie van de regeling die in het voorjaar wordt uitgevoerd.",
        "Zie het antwoord op vraag 1.",
    )
    return Question(str(number), (Paragraph((text,)),), Answer((str(number),), (Paragraph((kinds[number % 3],)),)))


def put(store: Store, notas: Sequence[Nota]) -> None:
    store.add([submission(own, None) for own in notas])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus", lambda: DAY) as made:
        yield made


@pytest.fixture(scope="module")
def expected() -> list[Said]:
    documents = [Document(f"{own.meta.id}@1", own) for own in generated(0, SIZE)]
    found = told(clusters(documents))
    assert len(found) > 20
    assert {kind for _, kinds, *_ in found for kind in kinds} == {"question", "reference", "answer"}
    return found


def test_what_is_kept_finds_the_same_as_what_is_in_memory(store: Store, expected: list[Said]) -> None:
    put(store, generated(0, SIZE))
    assert told(list(in_corpus(store))) == expected
    assert told(list(in_corpus(store))) == expected


def test_several_processes_find_the_same_as_one(
    store: Store, expected: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ALONE", 0)
    put(store, generated(0, SIZE))
    assert told(list(in_corpus(store))) == expected


def test_what_was_added_later_is_found_as_if_it_had_always_been_there(store: Store, expected: list[Said]) -> None:
    for start, end in ((0, 120), (120, 168), (168, SIZE)):
        put(store, generated(start, end))
        found = told(list(in_corpus(store)))
    assert found == expected


def test_what_is_only_like_it_is_found_when_somebody_asks_for_it(
    store: Store, expected: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who is looked up among few has more neighbours: of what is no more than like it another round may find more.
    monkeypatch.setattr(candidates, "EXHAUSTIVE", SIZE)
    documents = [Document(f"{own.meta.id}@1", own) for own in generated(0, SIZE)]
    related = told(clusters(documents, Wanted("related")))
    assert len(related) > len(expected)
    for start, end in ((0, 120), (120, SIZE)):
        put(store, generated(start, end))
        list(in_corpus(store))
    for _ in range(2):
        assert told(list(in_corpus(store, Wanted("related")))) == related
        assert told(list(in_corpus(store))) == expected


def test_an_index_finds_what_comparing_all_with_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document(f"{own.meta.id}@1", own) for own in generated(0, 96)]
    assert len({q.text for own in documents for q in own.nota.body if isinstance(q, Question)}) <= candidates.EXHAUSTIVE
    all_with_all = told(clusters(documents))
    monkeypatch.setattr(candidates, "EXHAUSTIVE", 0)
    assert told(clusters(documents)) == all_with_all


def test_a_lower_grade_holds_in_a_small_corpus_and_in_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another year is another question: not a repeat, but shown when one asks for what is like it."""
    asked = "Hoeveel aanvragen heeft het Voorbeeldenfonds in {} afgewezen, en om welke redenen?"
    other = [Question(str(n), (Paragraph((q.text,)),)) for n, q in enumerate(labelled("unseen", SIZE), start=3)]
    years = [Question(str(n), (Paragraph((asked.format(year),)),)) for n, year in enumerate((2029, 2030), start=1)]
    for others in ([], other):
        document = Document("nota", Nota(Meta("kst-1-4"), (), (*years, *others)))
        pair = ("nota#1", "nota#2")
        assert any(
            set(pair) <= set(members) and grade == "similar"
            for members, _, grade, *_ in told(clusters([document], Wanted("similar")))
        )
        assert not any(set(pair) <= set(members) for members, *_ in told(clusters([document])))


def lose_all(folder: Path) -> None:
    shutil.rmtree(folder)


def lose_the_index(folder: Path) -> None:
    for own in folder.glob("index-*"):
        shutil.rmtree(own)


def lose_half_the_index(folder: Path) -> None:
    next(folder.glob("index-*/data.npy")).unlink()


def spoil_the_database(folder: Path) -> None:
    (folder / "asked.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def spoil_the_verdicts(folder: Path) -> None:
    next(folder.glob("found-*/verdicts-same.npy")).write_bytes(b"nothing")


@pytest.mark.parametrize(
    "damage", [lose_all, lose_the_index, lose_half_the_index, spoil_the_database, spoil_the_verdicts]
)
def test_what_is_lost_or_damaged_is_made_again(
    store: Store, expected: list[Said], damage: Callable[[Path], None]
) -> None:
    put(store, generated(0, SIZE - IN_A_NOTA))
    list(in_corpus(store))
    damage(store.path / FOLDER)
    put(store, generated(SIZE - IN_A_NOTA, SIZE))
    assert told(list(in_corpus(store))) == expected


def test_another_edition_of_the_rules_begins_anew(
    store: Store, expected: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, generated(0, SIZE))
    list(in_corpus(store))
    monkeypatch.setattr("differ.shelves.shelf.edition", lambda: "another")
    read: list[int] = []

    @contextmanager
    def listening(label: str, count: int) -> Iterator[Bar]:
        read.extend([count] if label == "reading" else [])
        with silent(label, count) as bar:
            yield bar

    assert told(list(in_corpus(store, progress=listening))) == expected
    assert read == [SIZE // IN_A_NOTA]


def test_every_module_that_makes_a_number_is_in_the_edition() -> None:
    """Whatever `asked` and `index` come down to within the house, however they import it."""
    imports = read_imports(Path(__file__).parents[1])
    reached, more = set[str](), set(edition.MAKERS)
    while more:
        reached |= more
        more = {own for module in more for own in imports[module] if own in imports} - reached
    # What a package holds of its own is a line that tells what it is for: whether it is counted makes no difference.
    packages = {name.rpartition(".")[0] for name in imports}
    assert edition.made_by() - packages == reached - packages
    assert {"differ.questions.profile", "differ.similarity", "differ.questions.folding"} <= reached


class Stop(Exception):
    """Somebody pressed Ctrl-C."""


def stopping(after: str, steps: int) -> Callable[[str, int], AbstractContextManager[Bar]]:
    """Breaks off in this stage, after so many steps."""

    class Stopping:
        def __init__(self, label: str) -> None:
            self.label = label
            self.seen = 0

        def update(self, n_steps: int) -> None:
            self.seen += n_steps
            if self.label == after and self.seen >= steps:
                raise Stop

    @contextmanager
    def progress(label: str, _count: int) -> Iterator[Bar]:
        yield Stopping(label)

    return progress


@pytest.mark.parametrize(("stage", "steps"), [("reading", 10), ("looking up", 100), ("comparing", 200)])
def test_what_was_broken_off_goes_on_where_it_was(
    store: Store, expected: list[Said], monkeypatch: pytest.MonkeyPatch, stage: str, steps: int
) -> None:
    monkeypatch.setattr("differ.repeating.rounds.BLOCK", 100)
    monkeypatch.setattr("differ.repeating.rounds.PART", 100)
    monkeypatch.setattr("differ.repeating.judging.PART", 50)
    monkeypatch.setattr("differ.shelves.filing.BATCH", 5)
    put(store, generated(0, SIZE))
    with pytest.raises(Stop):
        list(in_corpus(store, progress=stopping(stage, steps)))
    done: dict[str, int] = {}

    @contextmanager
    def counting(label: str, count: int) -> Iterator[Bar]:
        class Counting:
            def update(self, n_steps: int) -> None:
                done.setdefault(label, 0)
                done[label] += n_steps

        yield Counting()
        assert done.get(label, 0) <= count

    assert told(list(in_corpus(store, progress=counting))) == expected
    if stage == "reading":
        assert done["reading"] <= SIZE // IN_A_NOTA - steps


def test_a_corpus_that_cannot_be_written_beside_is_read_all_the_same(store: Store, expected: list[Said]) -> None:
    put(store, generated(0, SIZE))
    (store.path / FOLDER).write_text("in the way", "utf-8")
    assert told(list(in_corpus(store))) == expected


def test_only_the_newest_version_of_a_nota_counts(store: Store) -> None:
    first, second = generated(0, 24)
    put(store, [first, second])
    before = told(list(in_corpus(store)))
    put(store, [Nota(second.meta, (Paragraph(("Een inleiding.",)),), second.body)])
    after = told(list(in_corpus(store)))
    assert [(kinds, grade, differ, links) for _, kinds, grade, differ, links in after] == [
        (kinds, grade, differ, links) for _, kinds, grade, differ, links in before
    ]
    assert {version.number for version in newest(store)} == {1, 2}
    assert all("10000-4@1#" in m or "10001-4@2#" in m for members, *_ in after for m in members)


def test_who_visits_a_shelf_leaves_nothing_behind(store: Store, expected: list[Said]) -> None:
    put(store, generated(0, SIZE))
    draft = Document("draft.md", Nota(Meta("draft"), (), generated(0, 12)[0].body))
    list(in_corpus(store))
    compared = []

    @contextmanager
    def listening(label: str, count: int) -> Iterator[Bar]:
        compared.extend([count] if label == "comparing" else [])
        with silent(label, count) as bar:
            yield bar

    found = list(in_corpus(store, asked=[draft], progress=listening))
    # Its questions are those of a nota of the corpus, word for word: nothing is left to compare.
    assert compared == []
    repeated = {m.address for own in found for m in own.members if m.address.startswith("draft.md#")}
    assert repeated == {f"draft.md#{number}" for number in range(1, 13)}
    assert all(any(m.address in repeated for m in own.members) for own in found)
    assert told(list(in_corpus(store))) == expected
    with_shelf = Shelf(store.path / FOLDER)
    assert with_shelf.missing(["asked 0"]) == ["asked 0"]
    with_shelf.close()


def test_a_pair_of_wordings_is_judged_once(store: Store) -> None:
    put(store, generated(0, 168))
    list(in_corpus(store))
    put(store, generated(168, SIZE))
    list(in_corpus(store))
    shelf = Shelf(store.path / FOLDER)
    verdicts = all_verdicts(shelf, silent)
    codes = verdicts["a"].astype(np.int64) << 32 | verdicts["b"]
    assert len(codes) == len(np.unique(codes)) > 0
    assert (verdicts["a"] < verdicts["b"]).all()
    shelf.close()


def test_a_round_of_its_own_finds_what_many_rounds_find() -> None:
    shelf = Shelf(None)
    shelf.put(text_of(str(n), own) for n, own in enumerate(generated(0, 96)))
    middle = shelf.wordings // 2
    parts = [Round(shelf, 0, middle).verdicts(silent), Round(shelf, middle, shelf.wordings).verdicts(silent)]
    whole = Round(shelf, 0, shelf.wordings).verdicts(silent)
    assert {tuple(v) for part in parts for v in part.tolist()} == {tuple(v) for v in whole.tolist()}
    shelf.close()


def test_what_is_put_away_is_a_whole_number_of_what_is_judged_in_one_go() -> None:
    """Else a file holds more pairs than its number tells, and what was broken off judges some again."""
    assert rounds.PART % judging.PART == 0


@pytest.mark.parametrize("sample", sorted(Path("corpus/samples").rglob("*.md")), ids=lambda path: path.stem)
def test_of_a_stored_text_its_questions_are_kept_as_if_all_of_it_were_read(sample: Path) -> None:
    text = render(read_nota(sample.name, sample.read_bytes()).nota)
    assert text_of("key", questions(text)) == text_of("key", load(text))
    assert text_of("key", questions(text)).asked


@pytest.mark.parametrize("spoil", [("---\n", ""), ("schema:", "scheme:"), ("\n---\n", "\n")])
def test_of_a_text_that_was_damaged_it_is_told_what_is_wrong(spoil: tuple[str, str]) -> None:
    sample = Path("corpus/samples/kst-36800-K-D.md")
    text = render(read_nota(sample.name, sample.read_bytes()).nota).replace(*spoil, 1)
    with pytest.raises(DamagedText):
        questions(text)


def test_what_is_read_whole_is_kept_as_arrays_too(
    store: Store, expected: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many, and without what a visitor brings; what came since is read from the database."""
    monkeypatch.setattr("differ.shelves.shelf._MANY", 12)
    folder = store.path / FOLDER
    for start, end in ((0, 120), (120, 168), (168, SIZE)):
        put(store, generated(start, end))
        draft = Document("draft.md", Nota(Meta("draft"), (), generated(0, 120)[0].body))
        list(in_corpus(store, asked=[draft]))
        found = told(list(in_corpus(store)))
    assert found == expected
    columns, answers = kept(folder / COLUMNS), kept(folder / ANSWERS)
    assert columns and answers
    assert columns[0].shape == (5, 168)
    assert len(answers[1]) > 12
    for name in (COLUMNS, ANSWERS):
        (folder / name).write_bytes(b"nothing")
    assert told(list(in_corpus(store))) == expected
