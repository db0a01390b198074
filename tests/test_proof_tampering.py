"""Whatever is done to a corpus is found, and it is said to which version. What only a receipt shows is told apart."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest

from corpus.ingest import read_nota
from corpus.proof.check import check
from corpus.proof.receipt import Receipt, read_receipt, receipt_of
from corpus.proof.sealed import Seal
from corpus.register import FILE
from corpus.store import Store, Submission
from tests.forging import NOTA, SAMPLES, SOURCE, TEXT, Made, filled, rewritten
from tests.helpers import git

Edit = Callable[[list[Made]], list[Made]]
NOW = datetime(2031, 4, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("sound") / "corpus"
    filled(corpus)
    return corpus


@pytest.fixture
def corpus(sound: Path, tmp_path: Path) -> Path:
    """A corpus of the test alone."""
    return Path(shutil.copytree(sound, tmp_path / "corpus", symlinks=True))


@pytest.fixture(scope="module")
def receipt(sound: Path) -> Receipt:
    with Store.open(sound) as store:
        return receipt_of(store.head, 5, store.log()[::-1], NOW)


def found(corpus: Path, receipt: Receipt | None = None) -> list[str]:
    """The problems, each on a line."""
    with Store.open(corpus) as store:
        report = check(store, seal=Seal(receipt) if receipt else None)
        assert report.ok is not bool(report.problems)
        return [f"{where}: {problem}" for where, problem in report.problems]


def noted(corpus: Path) -> list[str]:
    with Store.open(corpus) as store:
        return [f"{where}: {note}" for where, note in check(store).notes]


def named(lines: Sequence[str], *expected: str) -> None:
    """Each of these is told, and nothing of another version."""
    for one in expected:
        assert any(line.startswith(one) for line in lines), (one, lines)
    places = {one.partition(":")[0] for one in expected}
    assert {line.partition(":")[0] for line in lines} == places, lines


def test_nothing_is_wrong_with_a_corpus_that_nobody_touched(corpus: Path, receipt: Receipt) -> None:
    assert found(corpus, receipt) == []
    assert noted(corpus) == []
    # A history that is written anew as it was is the same to the last byte.
    rewritten(corpus, list)
    assert found(corpus, receipt) == []


# In place: the history stays as it is


def blob_of(corpus: Path, revision: str) -> str:
    return git(corpus, "rev-parse", revision).strip()


def test_a_loose_object_with_another_content(corpus: Path) -> None:
    blob = blob_of(corpus, f"main~3:{TEXT}")
    file = corpus / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(zlib.decompress(file.read_bytes()).replace(b"62,4", b"99,9")))
    named(found(corpus), f"{NOTA}@1: a part of it, {blob}, is not what its id says")


def packed(corpus: Path) -> Path:
    git(corpus, "repack", "-adfq", "--depth=0")
    (pack,) = (corpus / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    return pack


def test_a_packed_object_with_other_bytes(corpus: Path) -> None:
    pack = packed(corpus)
    blob = blob_of(corpus, f"main~2:{TEXT}")
    listed = git(corpus, "verify-pack", "-v", str(pack.with_suffix(".idx"))).splitlines()
    place = int(next(line.split()[4] for line in listed if line.startswith(blob)))
    content = bytearray(pack.read_bytes())
    content[place + 40] ^= 0xFF
    pack.write_bytes(content)
    lines = found(corpus)
    assert f"{NOTA}@2: a part of it, {blob}, is not what its id says: it was altered or is damaged" in lines
    assert not any(line.startswith((f"{NOTA}@1", f"{NOTA}@3", "kst-99999-D")) for line in lines)


GONE = "it cannot be read any more: a part of it lies in a pack that is damaged"


def cut(pack: Path, share: float) -> str:
    """Leave so much of a pack; its name within the corpus."""
    content = pack.read_bytes()
    pack.write_bytes(content[: int(len(content) * share)])
    return f"objects/pack/{pack.name}"


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("share", [0.99, 0.3])
def test_of_a_pack_that_was_cut_off_the_versions_are_named(corpus: Path, share: float, listed: bool) -> None:
    """By the list that is kept, and without it by what is left of the pack."""
    with Store.open(corpus) as store:
        assert len(store.log()) == 4
    if not listed:
        (corpus / "nota-versions").unlink()
    name = cut(packed(corpus), share)
    lines = found(corpus)
    assert lines[:4] == [f"{own}: {GONE}" for own in (f"{NOTA}@1", f"{NOTA}@2", f"{NOTA}@3", "kst-99999-D@1")]
    assert len(lines) == 5
    assert lines[4].startswith(
        f"{name}: this pack was cut off or is damaged, and git reads none of the 24 objects in it; "
    )
    assert "the versions that went with it are named" in lines[4]


def test_where_not_all_can_be_named_that_is_told(corpus: Path) -> None:
    (corpus / "nota-versions").unlink(missing_ok=True)
    cut(packed(corpus), 0.01)
    (line,) = found(corpus)
    assert "versions that are not named may have gone with it" in line


def test_versions_beside_a_pack_that_was_cut_off_are_not_named_and_the_others_can_be_fetched(
    corpus: Path, tmp_path: Path
) -> None:
    pack = packed(corpus)
    data = (SAMPLES / "99999-D.md").read_bytes().replace(b"Voorbeeldenfonds", b"Voorbeeldfonds")
    with Store.open(corpus) as store:
        reading = read_nota("99999-D.md", data)
        (added,) = store.add([Submission(reading.nota, "99999-D.md", data, reading.reader)])
        assert not isinstance(added, Exception), added
    # Of a clone on the same disk git makes links: to cut off the one would cut off the other.
    git(tmp_path, "clone", "--quiet", "--bare", "--no-hardlinks", str(corpus), str(tmp_path / "elsewhere"))
    name = cut(pack, 0.5)
    lines = found(corpus)
    assert [line.partition(":")[0] for line in lines] == [f"{NOTA}@1", f"{NOTA}@2", f"{NOTA}@3", "kst-99999-D@1", name]
    remedy = lines[-1].partition("git fetch ")[2]
    for file in (pack, pack.with_suffix(".idx")):
        file.rename(tmp_path / file.name)
    git(corpus, "fetch", "--quiet", *remedy.replace("CLONE", str(tmp_path / "elsewhere")).split())
    assert found(corpus) == []


def test_a_commit_with_another_author_in_place(corpus: Path) -> None:
    commit = blob_of(corpus, "main~1")
    file = corpus / "objects" / commit[:2] / commit[2:]
    file.chmod(0o644)
    file.write_bytes(zlib.compress(zlib.decompress(file.read_bytes()).replace(b"author V", b"author W")))
    lines = found(corpus)
    assert f"{NOTA}@3: a part of it, {commit}, is not what its id says: it was altered or is damaged" in lines


# By a history that was written anew, and keeps every rule of git


def each(edit: Callable[[Made], Made], *places: int) -> Edit:
    """The same edit of the versions at these places (1: the first version)."""
    return lambda history: [edit(one) if at in places else one for at, one in enumerate(history)]


def dated(one: Made, day: str) -> Made:
    stamp = f" {int(datetime.fromisoformat(day).timestamp())} +0000"
    return replace(one, author=one.author.rsplit(" ", 2)[0] + stamp, committer=one.committer.rsplit(" ", 2)[0] + stamp)


def standing_on(one: Made, before: Made) -> Made:
    """A version of the other nota, with the files of this one as they were before it."""
    return one.holding(TEXT, before.files[TEXT][1]).holding(SOURCE, before.files[SOURCE][1])


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


OLD = (SAMPLES / "99999-B.2-na-review.md").read_bytes()
NEW = OLD.replace(b"71,8", b"99,9")

FOUND: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "text-altered": (
        each(lambda one: one.edited(TEXT, "71,8", "99,9"), 2),
        (f"{NOTA}@2: its text is not what its source gives",),
    ),
    "source-altered": (
        each(lambda one: one.edited(SOURCE, "71,8", "99,9"), 2),
        (f"{NOTA}@2: the kept source is not the file that was added: its SHA-256 differs",),
    ),
    "source-and-its-sha-altered": (
        each(lambda one: one.edited(SOURCE, "71,8", "99,9").saying(sha(OLD), sha(NEW)), 2),
        (f"{NOTA}@2: its text is not what its source gives",),
    ),
    "source-missing": (
        each(lambda one: one.without(SOURCE), 2),
        (f"{NOTA}@2: the source that was added with it is missing",),
    ),
    "middle-version-removed": (
        lambda history: [one for at, one in enumerate(history) if at != 2],
        (f"{NOTA}@3: it calls itself version 3 and is number 2",),
    ),
    "versions-reordered": (
        lambda history: [*(history[at] for at in (0, 1, 3, 2)), standing_on(history[4], history[2])],
        (
            f"{NOTA}@3: it calls itself version 3 and is number 2",
            f"{NOTA}@2: it calls itself version 2 and is number 3",
            f"{NOTA}@2: it is dated back",
        ),
    ),
    "dated-back": (
        each(lambda one: dated(one, "2031-03-01T12:00:00+00:00"), 3),
        (f"{NOTA}@3: it is dated back: its commit is of 2031-03-01T12:00:00+00:00, and the one before it of 2031",),
    ),
    "author-date-altered": (
        each(lambda one: replace(one, author="V <v@voorbeeld.example> 1900000000 +0000"), 2),
        (f"{NOTA}@2: its commit was made anew",),
    ),
    "label-altered": (
        each(lambda one: one.saying("Nota-Label: herdruk", "Nota-Label: concept"), 3),
        (f"{NOTA}@3: the message of its commit is not the one that its trailers give",),
    ),
    "label-that-is-none": (
        each(lambda one: one.saying("herdruk)", "HERDRUK)").saying("Label: herdruk", "Label: HERDRUK"), 3),
        (f"{NOTA}@3: 'HERDRUK' is no label",),
    ),
    "date-in-the-trailer-altered": (
        each(lambda one: one.saying("Ontvangen: 2031-03-14", "Ontvangen: 2031-03-13"), 2),
        (f"{NOTA}@2: its front matter and its commit give other dates",),
    ),
    "date-in-the-front-matter-altered": (
        each(lambda one: one.edited(TEXT, "ontvangen: 2031-03-14", "ontvangen: 2031-03-13"), 2),
        (f"{NOTA}@2: its front matter and its commit give other dates",),
    ),
    "trailer-added": (
        each(lambda one: replace(one, message=one.message + "Goedgekeurd-door: niemand\n"), 2),
        (f"{NOTA}@2: the message of its commit is not the one that its trailers give",),
    ),
    "number-altered": (
        each(lambda one: one.saying("versie 3", "versie 4").saying("Nota-Versie: 3", "Nota-Versie: 4"), 3),
        (f"{NOTA}@4: it calls itself version 4 and is number 3",),
    ),
    "correction-of-nothing": (
        each(lambda one: replace(one, message=one.message + f"Vervangt: {NOTA}@9\nReden: zomaar\n"), 3),
        (f"{NOTA}@3: it replaces {NOTA}@9, which was not there before it",),
    ),
    "not-in-normal-form": (
        each(lambda one: one.edited(TEXT, "\n### Antwoord 1\n", "\n### Antwoord 1\n\n"), 1),
        (f"{NOTA}@1: its text is not in normal form",),
    ),
    "text-of-another-nota": (
        each(lambda one: one.edited(TEXT, f"id: {NOTA}", "id: kst-99999-C"), 2),
        (f"{NOTA}@2: its front matter says it is kst-99999-C",),
    ),
    "text-is-a-link": (
        each(lambda one: one.holding(TEXT, b"kst-99999-D.md", "120000"), 3, 4),
        (f"{NOTA}@3: {TEXT} is no plain file but 120000",),
    ),
    "first-commit-tells-git-to-show-less": (
        lambda history: [one.holding(".gitattributes", b"*.md -diff\n*.source.* -diff\n") for one in history],
        ("COMMIT: its .gitattributes is not the one that a corpus begins with",),
    ),
    "first-commit-with-a-link": (
        lambda history: [one.holding("README.md", b"/etc/passwd", "120000") for one in history],
        ("COMMIT: its README.md is not the one that a corpus begins with",),
    ),
    "another-file-with-it": (
        each(lambda one: one.holding("hook.sh", b"#!/bin/sh\n", "100755"), 3, 4),
        (f"{NOTA}@3: its commit changes hook.sh too", f"{NOTA}@3: hook.sh is no plain file but 100755"),
    ),
}


@pytest.mark.parametrize(("edit", "expected"), FOUND.values(), ids=FOUND)
def test_what_a_check_finds_by_itself(corpus: Path, receipt: Receipt, edit: Edit, expected: tuple[str, ...]) -> None:
    rewritten(corpus, edit)
    lines = [re.sub("^[0-9a-f]{40}:", "COMMIT:", line) for line in found(corpus)]
    for one in expected:
        assert any(line.startswith(one) for line in lines), (one, lines)
    # Of no other version anything is told.
    assert {line.partition(":")[0] for line in lines} == {one.partition(":")[0] for one in expected}, lines
    assert any("that was sealed on 2031-04-02" in line for line in found(corpus, receipt))


ONLY_SEALED: dict[str, tuple[Edit, str]] = {
    "author-altered": (
        each(lambda one: replace(one, author=one.author.replace("V <v@", "W <w@")), 1),
        f"{NOTA}@1: it is not what was sealed",
    ),
    "text-and-source-altered": (
        each(lambda one: one.edited(TEXT, "71,8", "99,9").edited(SOURCE, "71,8", "99,9").saying(sha(OLD), sha(NEW)), 2),
        f"{NOTA}@2: it is not what was sealed",
    ),
    "label-altered-everywhere": (
        each(lambda one: one.saying("(herdruk)", "(concept)").saying("Label: herdruk", "Label: concept"), 3),
        f"{NOTA}@3: it is not what was sealed",
    ),
    "all-dated-otherwise": (
        each(lambda one: dated(one, "2031-04-01T12:00:00+00:00"), 1, 2, 3, 4),
        f"{NOTA}@1: it is not what was sealed",
    ),
    "middle-version-removed-and-counted-anew": (
        lambda history: [
            one.saying("versie 3", "versie 2").saying("Nota-Versie: 3", "Nota-Versie: 2") if at == 3 else one
            for at, one in enumerate(history)
            if at != 2
        ],
        f"{NOTA}@2: it was sealed, and is gone",
    ),
    "newest-version-removed": (lambda history: history[:-1], "kst-99999-D@1: it was sealed, and is gone"),
}


@pytest.mark.parametrize(("edit", "expected"), ONLY_SEALED.values(), ids=ONLY_SEALED)
def test_what_only_a_receipt_shows(corpus: Path, receipt: Receipt, edit: Edit, expected: str) -> None:
    rewritten(corpus, edit)
    # Who writes the whole history anew and keeps every rule leaves nothing in it that tells.
    assert found(corpus) == []
    lines = found(corpus, receipt)
    assert (
        lines[0]
        == f"main: the commit {receipt.head} that was sealed on {receipt.date} is not in the history: it was rewritten"
    )
    assert any(line.startswith(expected) for line in lines), lines


def test_a_version_that_was_removed_and_counted_anew_tells_where_the_later_ones_went(
    corpus: Path, receipt: Receipt
) -> None:
    rewritten(corpus, ONLY_SEALED["middle-version-removed-and-counted-anew"][0])
    assert f"{NOTA}@3: it was sealed, and is version 2 now" in found(corpus, receipt)


def test_the_newest_version_that_was_taken_off_still_lies_there(corpus: Path) -> None:
    taken = blob_of(corpus, "main")
    git(corpus, "update-ref", "refs/heads/main", "main~1")
    assert found(corpus) == []
    (note,) = noted(corpus)
    assert note.startswith(f"kst-99999-D@1: a commit lies outside the history, {taken}")


def test_a_reader_that_is_not_here_is_no_problem_and_is_told(corpus: Path) -> None:
    rewritten(
        corpus, each(lambda one: one.saying("Lezer: markdown/1", "Lezer: markdown/7").edited(TEXT, "71,8", "9"), 2)
    )
    assert found(corpus) == []
    assert noted(corpus) == [
        f"{NOTA}@2: its source was not read again: that needs the reader markdown/7, which is not here"
    ]


# Beside the history


def grafted(corpus: Path) -> None:
    (corpus / "info").mkdir(exist_ok=True)
    (corpus / "info" / "grafts").write_text(f"{blob_of(corpus, 'main')} {blob_of(corpus, 'main~2')}\n")


def borrowed(corpus: Path) -> None:
    (corpus / "objects" / "info").mkdir(exist_ok=True)
    (corpus / "objects" / "info" / "alternates").write_text("/tmp/elsewhere/objects\n")


def linked(corpus: Path) -> None:
    elsewhere = corpus.with_name("elsewhere")
    (corpus / "objects").rename(elsewhere)
    (corpus / "objects").symlink_to(elsewhere)


def skipping(corpus: Path) -> None:
    git(corpus, "config", "fsck.missingEmail", "ignore")


def headed(corpus: Path) -> None:
    (corpus / "HEAD").write_text("ref: refs/heads/other\n")


def cut_off(corpus: Path) -> None:
    (corpus / "shallow").write_text(f"{blob_of(corpus, 'main~2')}\n")


BESIDE: dict[str, tuple[Callable[[Path], object], str]] = {
    "second-branch": (
        lambda corpus: git(corpus, "branch", "other", "main"),
        "refs/heads/other: a corpus has one branch",
    ),
    "tag": (lambda corpus: git(corpus, "tag", "v1", "main~1"), "refs/tags/v1: a corpus has one branch"),
    "replacement": (
        lambda corpus: git(corpus, "replace", "main", "main~1"),
        "refs/replace/",
    ),
    "graft": (grafted, "info/grafts: this file gives commits other parents than they have"),
    "objects-from-elsewhere": (borrowed, "objects/info/alternates: this file has git take objects from another folder"),
    "objects-behind-a-link": (linked, "objects: it is a link that leads to "),
    "fsck-told-to-be-silent": (skipping, "config: the setting 'fsck.missingemail' may change what git says"),
    "another-branch-for-clones": (headed, "HEAD: it points to 'ref: refs/heads/other'"),
    "history-cut-off": (cut_off, "shallow: the history is cut off"),
}


@pytest.mark.parametrize(("tamper", "expected"), BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_the_history_and_changes_what_git_says(
    corpus: Path, tamper: Callable[[Path], object], expected: str
) -> None:
    tamper(corpus)
    assert any(line.startswith(expected) for line in found(corpus)), found(corpus)


def test_of_a_clone_that_is_cut_off_that_is_told_and_no_more(corpus: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", "--depth", "2", corpus.as_uri(), "cut")
    (told,) = found(tmp_path / "cut")
    assert told.startswith("shallow: the history is cut off: this is no full clone; 'git fetch --unshallow'")


# The list of versions that is kept beside it

FORGED: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "author": (lambda told: told.replace(b"V <v@", b"W <w@", 1), (f"{NOTA}@1",)),
    "legal-date": (lambda told: told.replace(b'"2031-03-14"', b'"2031-03-13"', 1), (f"{NOTA}@2",)),
    "text": (lambda told: told.replace(b"99999-D.md", b"99999-E.md"), ("kst-99999-D@1",)),
    "nota-left-out": (lambda told: told.partition(b"kst-99999-D\t")[0], ("kst-99999-D@1",)),
    "under-another-id": (lambda told: told.replace(b"kst-99999-D\t", b"kst-99999-E\t"), ("nota-versions",)),
    "nonsense": (lambda told: told[:-20] + b"\n", ("nota-versions",)),
}


@pytest.mark.parametrize(("forge", "expected"), FORGED.values(), ids=FORGED)
def test_a_list_of_versions_that_says_other_than_the_commits_is_found(
    corpus: Path, forge: Callable[[bytes], bytes], expected: tuple[str, ...]
) -> None:
    with Store.open(corpus) as store:
        store.log()
    file = corpus / FILE
    first, _, told = file.read_bytes().partition(b"\n")
    altered = forge(told)
    assert altered != told
    code, _, head = first.split(b" ")
    file.write_bytes(b"%b %08x %b\n" % (code, crc32(altered), head) + altered)
    named(found(corpus), *(f"{one}: the list that is kept beside the corpus, nota-versions, tells" for one in expected))
    file.unlink()
    assert found(corpus) == []


def test_a_list_that_is_behind_and_one_of_another_history_are_no_problem(corpus: Path) -> None:
    with Store.open(corpus) as store:
        store.log()
        reading = read_nota("nota.md", OLD.replace(b"71,8", b"81,9"))
        store.add([Submission(reading.nota, "nota.md", OLD.replace(b"71,8", b"81,9"), reading.reader)])
    assert found(corpus) == []
    rewritten(corpus, lambda history: history[:-1])
    assert found(corpus) == []


# The receipt itself


def test_a_corpus_that_only_grew_is_what_the_receipt_says(corpus: Path, sound: Path, receipt: Receipt) -> None:
    with Store.open(sound) as store:
        older = receipt_of(blob_of(sound, "main~2"), 3, store.log()[::-1][:2], NOW)
    assert found(corpus, older) == []


@pytest.mark.parametrize(
    "forged",
    [
        lambda told: {**told, "counts": {**told["counts"], "versions": 3}},
        lambda told: {**told, "versions": {**told["versions"], NOTA: told["versions"][NOTA][:2]}},
        lambda told: {**told, "versions": {**told["versions"], "kst-1-2": ["0" * 16]}},
    ],
    ids=["counts", "version-left-out", "version-added"],
)
def test_a_receipt_that_says_other_than_its_commit_is_found(
    corpus: Path, receipt: Receipt, forged: Callable[[dict[str, dict[str, list[str]]]], dict[str, object]]
) -> None:
    told = forged(json.loads(json.dumps(receipt.document())))
    other = read_receipt("r.json", json.dumps(told).encode())
    assert found(corpus, other) == [
        "receipt: the receipt counts other versions than its own commit has: it was altered"
    ]


def test_a_receipt_of_another_corpus_is_not_of_this_one(corpus: Path, receipt: Receipt) -> None:
    other = replace(receipt, head="0" * 40, versions={"kst-1-2": ("0" * 16,)})
    assert "kst-1-2@1: it was sealed, and is gone" in found(corpus, other)
