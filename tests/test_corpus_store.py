"""What goes into a corpus comes out again, by every address; plain git can audit it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import AddressError, CorpusError, NotACorpus, StoreError
from corpus.model import Meta
from corpus.normal import load, render
from corpus.proof.check import check
from corpus.store import Store
from tests.helpers import AUTHOR, DAY, ID, fill, git, nota, small_nota, stored, submission


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty corpus."""
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


# In and out


def test_every_version_comes_back_as_it_went_in(filled: Store) -> None:
    assert filled.notas() == ("concept-dmf-2026", ID)
    texts = [filled.document(version).nota for version in filled.versions(ID)]
    assert texts == [nota("Ja.", "Nee."), nota("Ja.", "Misschien."), nota("Ja.", "Nooit.")]
    assert [version.number for version in filled.versions(ID)] == [1, 2, 3]
    assert filled.text(filled.newest(ID)) == render(nota("Ja.", "Nooit."))


def test_the_log_has_the_newest_first(filled: Store) -> None:
    assert [version.address for version in filled.log()] == [f"{ID}@3", "concept-dmf-2026@1", f"{ID}@2", f"{ID}@1"]


def test_a_version_tells_where_it_comes_from(filled: Store) -> None:
    first = filled.versions(ID)[0]
    assert (first.label, first.author, first.received) == ("concept", AUTHOR, date(2026, 5, 21))
    assert (first.source_name, first.reader, first.committed) == ("D.md", "markdown/0", DAY)
    assert first.source_sha256 == hashlib.sha256(b"eerste").hexdigest()


def test_the_same_text_again_is_unchanged_and_makes_no_commit(filled: Store) -> None:
    head = filled.head
    again = stored(filled.add([submission(nota("Ja.", "Nooit."), b"other bytes")])[0])
    assert (again.status, again.version.address, filled.head) == ("unchanged", f"{ID}@3", head)


def test_an_older_text_may_return(filled: Store) -> None:
    back = stored(filled.add([submission(nota("Ja.", "Nee."))])[0])
    assert (back.status, back.version.number) == ("added", 4)
    assert back.version.text_id == filled.versions(ID)[0].text_id


def test_the_same_text_twice_in_one_import_is_stored_once(store: Store) -> None:
    results = [stored(result) for result in store.add([submission(nota("Ja.")), submission(nota("Ja."))])]
    assert [(result.status, result.version.address) for result in results] == [
        ("added", f"{ID}@1"),
        ("unchanged", f"{ID}@1"),
    ]


def test_a_new_label_on_an_unchanged_text_is_refused_with_a_hint(filled: Store) -> None:
    head = filled.head
    (refused,) = filled.add([submission(nota("Ja.", "Nooit."), label="herdruk")])
    assert isinstance(refused, StoreError)
    assert "a label goes with a changed text" in str(refused)
    assert filled.head == head


@pytest.mark.parametrize(
    "wrong",
    [
        submission(small_nota("../buiten", ["Ja."])),
        submission(small_nota("a/b", ["Ja."])),
        submission(nota("Nieuw."), label="Her druk"),
        submission(nota("Nieuw."), author="zonder adres"),
        submission(nota("Nieuw."), author="A\nNota-Id: x <a@b>"),
        submission(nota("Nieuw."), author="A\x1fB\x1eC <a@b>"),
        submission(nota("Nieuw."), author="A\0B <a@b>"),
        submission(nota("Nieuw."), author="A\udce9 <a@b>"),
    ],
    ids=["id-out", "id-path", "label", "author", "author-line", "author-separator", "author-nul", "author-surrogate"],
)
def test_what_is_wrong_is_told_in_its_place_and_the_rest_is_stored(filled: Store, wrong: object) -> None:
    results = filled.add([wrong, submission(nota("Ja.", "Ooit."))])  # type: ignore[list-item]
    assert isinstance(results[0], StoreError)
    assert "\n" not in str(results[0])
    assert stored(results[1]).version.number == 4
    assert check(filled).ok


def test_a_text_that_does_not_come_back_is_not_stored(filled: Store) -> None:
    # Two spaces are not the normal form: read again they would be one.
    crooked = nota("Ja.", "Twee  spaties.")
    assert load(render(crooked)) != crooked
    head = filled.head
    (refused,) = filled.add([submission(crooked)])
    assert isinstance(refused, CorpusError)
    assert filled.head == head


def test_hostile_names_of_files_stay_text(store: Store) -> None:
    name = "a\nNota-Versie: 7\x1f\x1e\x1d../../x.sh;rm"
    version = stored(store.add([submission(nota("Ja."), b"x", name)])[0]).version
    assert (version.number, store.source(version)) == (1, b"x")
    assert version.source_name == "a Nota-Versie: 7 ../../x.sh;rm"
    assert git(store.path, "ls-tree", "-r", "--name-only", "main").split() == [
        ".gitattributes",
        f"36800-K/{ID}.md",
        f"36800-K/{ID}.source.bin",
        "README.md",
    ]


def test_a_nota_keeps_its_path_when_the_dossier_becomes_known(store: Store) -> None:
    store.add([submission(small_nota(ID, ["Ja."])), submission(small_nota(ID, ["Nee."], dossier="36800-K"))])
    assert [version.path for version in store.versions(ID)] == [f"{ID}/{ID}.md"] * 2


def test_a_reader_sees_what_another_process_stored(filled: Store) -> None:
    with Store.open(filled.path) as other:
        assert len(other.versions(ID)) == 3
        filled.add([submission(nota("Ja.", "Ooit."))])
        assert other.newest(ID).number == 4
        assert other.document(other.newest(ID)).nota == nota("Ja.", "Ooit.")


# The source


def test_the_source_of_each_version_is_kept_as_it_was_received(filled: Store) -> None:
    assert [filled.source(version) for version in filled.versions(ID)] == [b"eerste", b"tweede", b"derde"]
    assert filled.source(filled.newest("concept-dmf-2026")) is None


def test_only_the_newest_source_stands_beside_the_text(filled: Store) -> None:
    files = git(filled.path, "ls-tree", "-r", "--name-only", "main", "36800-K/").split()
    assert files == [f"36800-K/{ID}.md", f"36800-K/{ID}.source.docx"]


def test_a_version_without_its_source_does_not_show_that_of_the_one_before(filled: Store) -> None:
    version = stored(filled.add([submission(nota("Ja.", "Ooit."), None)])[0]).version
    assert filled.source(version) is None
    assert check(filled).ok


def test_one_id_may_be_the_beginning_of_another(store: Store) -> None:
    store.add([submission(small_nota("kst-36100-4", ["Ja."], dossier="36100"), b"vier")])
    store.add([submission(small_nota("kst-36100-40", ["Ja."], dossier="36100"), b"veertig")])
    store.add([submission(small_nota("kst-36100-4", ["Nee."], dossier="36100"), None)])
    assert store.source(store.newest("kst-36100-40")) == b"veertig"
    assert store.source(store.newest("kst-36100-4")) is None


def test_bytes_that_are_no_text_are_kept_too(store: Store) -> None:
    source = bytes(range(256)) * 40
    assert store.source(stored(store.add([submission(nota("Ja."), source, "x.pdf")])[0]).version) == source


# Addresses


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (ID, 3),
        ("36 800 K, D", 3),
        ("36800-K-D@1", 1),
        (f"{ID}@concept", 1),
        (f"{ID}@na-review#2", 2),
        ("36800-K", 3),
        (f"{ID}#12a", 3),
    ],
)
def test_an_address_leads_to_its_version(filled: Store, address: str, number: int) -> None:
    assert filled.resolve(address) == filled.versions(ID)[number - 1]


def test_a_text_id_of_seven_digits_leads_to_its_version(filled: Store) -> None:
    second = filled.versions(ID)[1]
    assert filled.resolve(f"{ID}@{second.text_id[:7]}") == second
    assert filled.resolve(f"{ID}@{second.text_id}") == second


def test_the_newest_with_a_label_wins(filled: Store) -> None:
    filled.add([submission(nota("Ja.", "Ooit."), label="concept")])
    assert filled.resolve(f"{ID}@concept").number == 4


def test_a_label_that_reads_as_the_id_of_a_text_leads_to_its_version(filled: Store) -> None:
    filled.add([submission(nota("Ja.", "Ooit."), label="deadbee")])
    assert filled.resolve(f"{ID}@deadbee").number == 4


@pytest.mark.parametrize("address", [f"{ID}@9", f"{ID}@0", f"{ID}@herdruk", f"{ID}@0000000"])
def test_a_version_that_is_not_there_is_told_with_those_that_are(filled: Store, address: str) -> None:
    with pytest.raises(AddressError) as refused:
        filled.resolve(address)
    assert f"{ID} has @1 (@concept), @2 (@na-review), @3" in str(refused.value)


def test_an_id_that_is_not_in_the_corpus(filled: Store) -> None:
    assert filled.versions("kst-1-2") == ()
    with pytest.raises(AddressError):
        filled.newest("kst-36800-K-E")


def test_a_version_whose_text_is_gone_is_told_in_one_line(filled: Store) -> None:
    version = filled.newest(ID)
    (filled.path / "objects" / version.text_id[:2] / version.text_id[2:]).unlink()
    with Store.open(filled.path) as store, pytest.raises(StoreError, match="git cannot read a part of it"):
        store.document(store.newest(ID))


# Plain git


def test_plain_git_shows_who_what_and_when(filled: Store) -> None:
    shown = git(filled.path, "log", "--format=%s|%an <%ae>|%cI|%(trailers:only,separator=|)", "main").splitlines()
    assert shown[-1].startswith("Begin corpus|")
    assert shown[-2] == (
        f"{ID} versie 1 (concept)|{AUTHOR}|2026-06-01T12:00:00+00:00|Nota-Id: {ID}|Nota-Versie: 1|Nota-Label: concept|"
        f"Ontvangen: 2026-05-21|Bron-Naam: D.md|Bron-SHA256: {hashlib.sha256(b'eerste').hexdigest()}|Lezer: markdown/0"
    )
    assert shown[0].startswith(f"{ID} versie 3|")


def test_plain_git_follows_one_question(filled: Store) -> None:
    span = f"/^## Vraag 1$/,/^## Vraag 2$/:36800-K/{ID}.md"
    filled.add([submission(nota("Jazeker.", "Nooit.")), submission(nota("Jazeker.", "Ooit."))])
    log = git(filled.path, "log", "--format=%s", f"-L{span}", "main")
    assert [line for line in log.splitlines() if line.startswith(ID)] == [f"{ID} versie 4", f"{ID} versie 1 (concept)"]
    assert "-Ja.\n+Jazeker.\n" in log


def test_a_clone_has_the_files(filled: Store, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", filled.path, tmp_path / "clone"], check=True)
    assert (tmp_path / "clone" / "36800-K" / f"{ID}.md").read_text("utf-8") == render(nota("Ja.", "Nooit."))
    assert "Each nota is a Markdown file" in (tmp_path / "clone" / "README.md").read_text("utf-8")


def test_the_settings_of_a_user_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[core]\nautocrlf = true\nbare = false\nabbrev = 4\n[log]\nshowSignature = true\ndate = relative\n"
        "[i18n]\nlogOutputEncoding = UTF-16\n[color]\nui = always\n[init]\ndefaultBranch = trunk\n"
        "[trailer]\nseparators = '='\n[diff]\nrenames = copies\nexternal = false\n[user]\nname = Wrong\n",
        "utf-8",
    )
    for name, value in {"HOME": str(home), "GIT_DIR": "/nowhere", "GIT_PAGER": "false", "GIT_AUTHOR_NAME": "X"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as store:
        version = stored(store.add([submission(nota("Hé."), b"a\r\nb", author=AUTHOR)])[0]).version
        assert (version.author, version.number, store.source(version)) == (AUTHOR, 1, b"a\r\nb")
        assert store.document(version).nota == nota("Hé.")
        assert check(store).ok


# Places


def test_a_corpus_is_made_once(store: Store) -> None:
    store.add([submission(nota("Ja."))])
    with Store.create(store.path) as again:
        assert again.newest(ID).number == 1


def test_an_empty_folder_becomes_a_corpus(tmp_path: Path) -> None:
    assert Store.create(tmp_path).notas() == ()


def test_a_path_is_taken_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.create(Path("$HOME, een map")) as store:
        store.add([submission(nota("Ja."))])
    assert Store.open(tmp_path / "$HOME, een map").newest(ID).number == 1


def test_a_corpus_stays_where_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store.create(Path("corpus"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert stored(store.add([submission(nota("Ja."))])[0]).version.number == 1


def test_a_folder_that_is_no_corpus_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("niet van ons", "utf-8")
    for enter in (Store.open, Store.create):
        with pytest.raises(NotACorpus, match="is not a corpus"):
            enter(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["brief.txt"]


def test_another_git_repository_is_no_corpus(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", tmp_path / "other"], check=True)
    for enter in (Store.open, Store.create):
        with pytest.raises(NotACorpus, match="is not a corpus"):
            enter(tmp_path / "other")


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotACorpus, match="there is no corpus here; 'nota add FILE' makes one"):
        Store.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(NotACorpus, match="is not a corpus"):
        Store.create(tmp_path / "file")
    with pytest.raises(StoreError, match="cannot be written"):
        Store.create(tmp_path / "file" / "corpus")


def test_a_folder_that_may_not_be_written(store: Store) -> None:
    # Not by permissions, which do not hold for root: a folder stands where the lock is to be, and /proc takes no files.
    lock = store.path / "nota-writer"
    lock.unlink()
    lock.mkdir()
    for path in (store.path, Path("/proc/nota-corpus")):
        with pytest.raises(StoreError, match="cannot be written"):
            Store.create(path).add([submission(nota("Ja."))])


# Upkeep


def test_many_small_imports_are_packed_with_an_index_of_their_paths(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.git.repository._MOST_LOOSE", 20)
    for number in range(30):
        store.add([submission(nota(f"Antwoord {number}."), None)])
    loose, packs = (int(found) for found in re.findall(r"^(?:count|packs): (\d+)", counted(store), re.MULTILINE))
    assert loose <= 20
    assert 1 <= packs <= 4
    assert has_path_index(store)
    assert check(store).ok
    assert len(store.versions(ID)) == 30


def test_packs_of_larger_imports_are_merged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.git.repository._MOST_PACKS", 3)
    for number in range(6):
        # More than a hundred objects at once, which git stores as a pack.
        store.add(submission(nota(f"Antwoord {number}.{part}."), None) for part in range(40))
    assert 1 <= len(list(store.path.glob("objects/pack/*.pack"))) <= 3
    assert has_path_index(store)
    assert len(store.versions(ID)) == 240


def test_a_git_that_packs_holds_the_lock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # It may outlive a writer that is killed, and what it has half done looks like what was left behind.
    monkeypatch.setattr("corpus.git.repository._MOST_LOOSE", 0)
    run, held = subprocess.run, list[bool]()

    def watched(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        if "repack" in command or "commit-graph" in command:
            lock = (store.path / "nota-writer").stat()
            held.append(any(os.path.samestat(os.fstat(own), lock) for own in options["pass_fds"]))
        return run(command, **options)

    monkeypatch.setattr("corpus.git.repository.subprocess.run", watched)
    store.add([submission(nota("Ja."))])
    assert held == [True, True]


def test_one_large_import_is_indexed_too(store: Store) -> None:
    store.add(submission(nota(f"Antwoord {number}."), None) for number in range(300))
    assert has_path_index(store)


def counted(store: Store) -> str:
    return git(store.path, "count-objects", "--verbose")


def has_path_index(store: Store) -> bool:
    graph = store.path / "objects" / "info" / "commit-graph"
    # The chunks that hold which paths each commit changed, by their names in git's format.
    return graph.is_file() and b"BIDX" in graph.read_bytes() and b"BDAT" in graph.read_bytes()


def test_readers_that_are_gone_leave_no_process_behind(filled: Store) -> None:
    filled.close()
    before = children()
    for _ in range(12):
        thread = threading.Thread(target=lambda: filled.text(filled.newest(ID)))
        thread.start()
        thread.join()
    assert 1 <= len(children() - before) <= 2
    filled.close()
    assert children() - before == set()


def children() -> set[str]:
    """The processes that this one started and that still run, by number."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="], capture_output=True, text=True, check=True
    )
    return {line for line in listed.stdout.splitlines() if " git " in line or "/git " in line}


def test_a_hook_in_a_copied_corpus_is_not_run(filled: Store) -> None:
    hook = filled.path / "hooks" / "reference-transaction"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch '{filled.path}/ran'\n", "utf-8")
    hook.chmod(0o755)
    filled.add([submission(nota("Ja.", "Ooit."))])
    assert not (filled.path / "ran").exists()


def test_a_forked_process_reads_beside_its_parent(filled: Store) -> None:
    versions = filled.versions(ID)
    texts = [filled.text(version) for version in versions]
    child = os.fork()
    if child == 0:
        right = all(filled.text(versions[n % 3]) == texts[n % 3] for n in range(300))
        os._exit(0 if right else 1)
    assert all(filled.text(versions[n % 3]) == texts[n % 3] for n in range(300))
    assert os.waitpid(child, 0)[1] == 0


def test_a_clock_with_a_zone_is_kept(tmp_path: Path) -> None:
    summer = DAY.astimezone(timezone(timedelta(hours=2)))
    with Store.create(tmp_path / "corpus", now=lambda: summer) as store:
        assert stored(store.add([submission(nota("Ja."))])[0]).version.committed.isoformat() == (
            "2026-06-01T14:00:00+02:00"
        )


def test_meta_alone_makes_a_new_version(filled: Store) -> None:
    newest = filled.document(filled.newest(ID)).nota
    renamed = replace(newest, meta=Meta(ID, titel="Een andere titel", dossier="36800-K"))
    assert stored(filled.add([submission(renamed)])[0]).status == "added"
