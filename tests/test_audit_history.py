"""Histories that a policy officer can read, made into real repositories: the threads and the provenance they must have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from corpus.ingest import read_nota
from corpus.model import Question, sentences
from corpus.store import Store, Submission
from differ.audit.chains import Chains
from differ.audit.provenance import blame
from differ.audit.threads import history
from differ.audit.wordings import thread
from differ.keeping.derived import derived_of
from differ.model import Provenance, Thread, Wording
from differ.progress import silent
from tests.cases import case_files
from tests.commands import Nota
from tests.forging import SAMPLES
from tests.helpers import stored

CASES = case_files("history")
VERB = ("thread", "blame")


def parts(file: Path) -> list[tuple[str, str]]:
    """Its parts in order, each with its heading: several versions of one nota have nearly the same."""
    _, *rest = file.read_text("utf-8").split("\n=== ")
    return [(heading, text.strip("\n")) for heading, _, text in (part.partition("\n") for part in rest)]


def clock() -> Callable[[], datetime]:
    """One import a day, whatever the papers say of themselves."""
    days = count()
    return lambda: datetime(2031, 6, 1, 12, tzinfo=UTC) + timedelta(days=next(days))


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def store(case: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus", clock()) as made:
        for heading, text in parts(case):
            if not heading.startswith(VERB):
                identity, day, *label = heading.split()
                nota = read_nota("nota.md", text.encode(), id=identity, received=date.fromisoformat(day)).nota
                (result,) = made.add([Submission(nota, "nota.md", text.encode(), "markdown/1", *label)])
                assert stored(result).status == "added"
        yield made


def told(thread: Thread) -> str:
    return "\n".join(line for wording in thread.wordings for line in _told(wording, thread))


def _told(wording: Wording, thread: Thread) -> Iterator[str]:
    line = [wording.located.address, wording.kind]
    if wording.also_in:
        line.append("also in " + ", ".join(version.address for version in wording.also_in))
    if wording.returns_to is not None:
        line.append(f"again as {thread.wordings[wording.returns_to].located.address}")
    yield " · ".join(line)
    yield from (f"  ! {fact.kind}: {fact.left or 'none'} -> {fact.right or 'none'}" for fact in wording.facts)


def told_of(one: Provenance) -> str:
    runs = "".join(f"{{{run.version.number} {run.text}}}" for run in one.words)
    is_plain = len(one.words) == 1 and one.words[0].version == one.version
    return f"{one.part} @{one.version.number} {one.text if is_plain else runs}"


def test_its_threads_and_provenance_are_those_that_were_written_down(case: Path, store: Store) -> None:
    asked = [(heading.split(), text) for heading, text in parts(case) if heading.startswith(VERB)]
    assert asked
    for (verb, address), expected in asked:
        found = told(history(store, address)) if verb == "thread" else "\n".join(map(told_of, blame(store, address)))
        assert found == expected, f"{verb} {address}"


def addresses(store: Store) -> Iterator[str]:
    for version in store.log():
        yield from (f"{version.address}#{pair.number}" for pair in store.document(version).nota.pairs)


def test_a_thread_is_the_same_from_each_of_its_questions(store: Store) -> None:
    threads = {address: history(store, address).wordings for address in addresses(store)}
    for address, wordings in threads.items():
        named = [wording.located.address for wording in wordings if "#" in wording.located.address]
        assert all(threads[other] == wordings for other in named), address
        assert address in named or any(address.split("#")[0] == v.address for w in wordings for v in w.also_in)


def test_chains_that_were_kept_tell_what_they_tell_when_they_are_found(store: Store) -> None:
    derived = derived_of(store)
    for address in addresses(store):
        derived.close()
        derived.path.unlink(missing_ok=True)
        found, again = (thread(store, address, silent) for _ in range(2))
        assert found == again, address


def test_chains_that_were_kept_go_on_through_the_versions_that_came_since(store: Store) -> None:
    for nota in store.notas():
        versions = store.standing(nota)
        whole = Chains.of(store, versions)
        for known in range(1, len(versions)):
            derived_of(store).close()
            derived_of(store).path.unlink()
            assert Chains.of(store, versions[:known]).is_new
            later, again = Chains.of(store, versions), Chains.of(store, versions)
            assert later.lineage == again.lineage == whole.lineage
            assert (later.is_new, again.is_new) == (True, False)


def test_who_adds_a_version_leaves_the_chains_ready(run: Nota, tmp_path: Path) -> None:
    for own in ("1-concept", "2-na-review", "3-herdruk"):
        run("add", str(SAMPLES / f"99999-B.{own}.md"))
    with Store.open(tmp_path / "corpus") as store:
        assert not Chains.of(store, store.standing("kst-99999-B")).is_new


def test_a_version_is_stored_also_where_one_before_it_cannot_be_read(run: Nota, tmp_path: Path) -> None:
    run("add", str(SAMPLES / "99999-B.1-concept.md"))
    with Store.open(tmp_path / "corpus") as store:
        (version,) = store.versions("kst-99999-B")
    damaged = tmp_path / "corpus" / "objects" / version.text_id[:2] / version.text_id[2:]
    damaged.chmod(0o600)
    damaged.unlink()
    assert run("add", str(SAMPLES / "99999-B.2-na-review.md")).status == 0
    with Store.open(tmp_path / "corpus") as store:
        assert [own.number for own in store.versions("kst-99999-B")] == [1, 2]


def test_each_wording_replays_from_the_one_it_is_compared_with(store: Store) -> None:
    for address in addresses(store):
        wordings = history(store, address).wordings
        for wording in wordings:
            said = wording.located.stated if "#" in wording.located.address else ""
            assert wording.answer_diff.right == said
            if wording.before is not None:
                assert wording.answer_diff.left == wordings[wording.before].answer_diff.right


def test_the_words_of_a_nota_are_told_once_each_and_of_no_later_version(store: Store) -> None:
    for version in store.log():
        nota = store.document(version).nota
        found = blame(store, version.address)
        blocks = [nota.introduction]
        for item in nota.body:
            blocks.append(item.blocks)
            if isinstance(item, Question) and item.answer:
                blocks.append(item.answer.blocks)
        assert [one.text for one in found] == [sentence for own in blocks for sentence in sentences(own)]
        for one in found:
            assert "".join(run.text for run in one.words) == one.text
            assert all(run.version.date <= one.version.date <= version.date for run in one.words)
