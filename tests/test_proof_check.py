"""Tampering and damage do not go unseen, and are named."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.git.raw import Raw
from corpus.normal import render
from corpus.proof.check import check
from corpus.store import Store
from tests.helpers import DAY, ID, fill, git, nota, small_nota, submission


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus", now=lambda: DAY) as store:
        fill(store)
        yield store


def problems(store: Store) -> str:
    report = check(store)
    assert report.ok is not bool(report.problems)
    return "\n".join(f"{where}: {problem}" for where, problem in report.problems)


def test_a_sound_corpus_has_no_problems(filled: Store) -> None:
    report = check(filled)
    assert report.ok, report.problems
    assert report.checked["versions"] == 4
    assert report.checked["sources"] == 3
    assert report.checked["commits"] == 5
    assert report.checked["objects"] == int(git(filled.path, "count-objects").split()[0])


def altered_part(address: str, name: str) -> str:
    return f"{address}: a part of it, {name}, is not what its id says: it was altered or is damaged"


def loose(store: Store, object_id: str) -> Path:
    return store.path / "objects" / object_id[:2] / object_id[2:]


def altered(store: Store, object_id: str, old: bytes, new: bytes) -> None:
    """Write another content of the same length in the place of an object."""
    file = loose(store, object_id)
    content = zlib.decompress(file.read_bytes())
    assert old in content
    assert len(old) == len(new)
    file.chmod(0o644)
    file.write_bytes(zlib.compress(content.replace(old, new)))


def test_a_loose_object_that_was_altered_is_found(filled: Store) -> None:
    version = filled.versions(ID)[0]
    altered(filled, version.text_id, b"Nee.", b"Ja!!")
    # git hands it out as if nothing had happened.
    assert "Ja!!" in git(filled.path, "cat-file", "blob", version.text_id)
    assert problems(Store.open(filled.path)) == altered_part(version.address, version.text_id)


def test_an_object_that_was_cut_off_is_found_and_the_other_versions_are_still_read(filled: Store) -> None:
    first, second, _ = filled.versions(ID)
    file = loose(filled, first.text_id)
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:20])
    altered(filled, second.text_id, b"Misschien.", b"Misschieen")
    found = problems(Store.open(filled.path))
    assert altered_part(first.address, first.text_id) in found
    assert altered_part(second.address, second.text_id) in found
    assert check(Store.open(filled.path)).checked["versions"] == 4


def test_whichever_object_stands_in_the_place_of_another_it_is_found(filled: Store) -> None:
    listed = git(filled.path, "cat-file", "--batch-all-objects", "--batch-check").splitlines()
    kinds = {line.split()[1]: line.split()[0] for line in listed}
    assert set(kinds) == {"blob", "tree", "commit"}
    for object_id in (line.split()[0] for line in listed):
        file = loose(filled, object_id)
        kept = file.read_bytes()
        for other in sorted(set(kinds.values()) - {object_id}):
            file.chmod(0o644)
            file.write_bytes(loose(filled, other).read_bytes())
            with Store.open(filled.path) as store:
                found = [line for line in problems(store).splitlines() if object_id in line]
                assert any("is not what its id says: it was altered or is damaged" in line for line in found)
        file.write_bytes(kept)


@pytest.mark.parametrize("part", ["text", "source"])
def test_an_object_that_is_missing_is_found(filled: Store, part: str) -> None:
    version = filled.versions(ID)[0]
    source = git(filled.path, "rev-parse", f"{version.commit}:36800-K/{ID}.source.md").strip()
    loose(filled, version.text_id if part == "text" else source).unlink()
    found = problems(Store.open(filled.path))
    assert (
        f"{version.address}: {'its text' if part == 'text' else 'the source that was added with it'} is missing"
        in found
    )


@pytest.fixture
def clone(filled: Store, tmp_path: Path) -> Path:
    """A clone in which a stranger works with plain git."""
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", filled.path, folder], check=True)
    for name, value in {"user.name": "Mallory", "user.email": "m@example.org"}.items():
        git(folder, "config", name, value)
    return folder


def forge(clone: Path, name: str, text: str | bytes, message: str) -> None:
    (clone / name).parent.mkdir(exist_ok=True)
    (clone / name).write_bytes(text.encode() if isinstance(text, str) else text)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", message)


def trailers(number: int, sha256: str | None = None, nota_id: str = ID, received: str = "2026-05-21") -> str:
    lines = [f"Nota-Id: {nota_id}", f"Nota-Versie: {number}", f"Ontvangen: {received}"]
    lines += [f"Bron-SHA256: {sha256}"] if sha256 else []
    return f"{nota_id} versie {number}\n\n" + "\n".join(lines)


def pushed(filled: Store, clone: Path) -> str:
    git(clone, "push", "--quiet", "--force", "origin", "HEAD:main")
    return problems(Store.open(filled.path))


TEXT = f"36800-K/{ID}.md"
DERDE = hashlib.sha256(b"derde").hexdigest()


def test_a_forged_version_that_keeps_every_rule_is_no_problem(filled: Store, clone: Path) -> None:
    # The case against which the others prove something: here nothing is wrong.
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE))
    assert pushed(filled, clone) == ""


def test_a_text_that_is_not_in_normal_form_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")) + "\n\n* los\n", trailers(4, DERDE))
    assert f"{ID}@4: its text is not in normal form" in pushed(filled, clone)


def test_a_text_in_normal_form_is_handed_out_once_to_be_hashed_and_judged(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = Raw.contents

    def contents(raw: Raw, names: Sequence[str]) -> Iterator[tuple[str, str, bytes]]:
        asked.extend(names)
        return real(raw, names)

    monkeypatch.setattr(Raw, "contents", contents)
    monkeypatch.setattr("corpus.proof.check._read_again", lambda *_: None)
    assert check(filled).ok
    assert {asked.count(own.text_id) for own in filled.versions(ID)} == {1}


def test_a_text_that_is_no_text_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")).encode("utf-16"), trailers(4, DERDE))
    assert f"{ID}@4: its text is not in normal form: byte 0 of the text is not UTF-8" in pushed(filled, clone)


def test_a_version_that_says_it_is_another_nota_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(small_nota("kst-36800-K-E", ["Ja."], dossier="36800-K")), trailers(4, DERDE))
    assert f"{ID}@4: its front matter says it is kst-36800-K-E" in pushed(filled, clone)


def test_a_source_that_was_taken_away_is_found(filled: Store, clone: Path) -> None:
    git(clone, "rm", "--quiet", f"36800-K/{ID}.source.docx")
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE))
    assert f"{ID}@4: the source that was added with it is missing" in pushed(filled, clone)


def test_a_source_that_is_not_the_one_that_was_added_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, "0" * 64))
    assert f"{ID}@4: the kept source is not the file that was added" in pushed(filled, clone)


def test_a_number_that_does_not_follow_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(7, DERDE))
    assert "it calls itself version 7 and is number 4" in pushed(filled, clone)


def test_a_commit_that_is_no_version_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), "Kleine verbetering")
    found = pushed(filled, clone)
    assert f"{filled.head}: this commit is no version of a nota; it changes: {TEXT}" in found


def test_a_version_that_changes_another_nota_as_well_is_found(filled: Store, clone: Path) -> None:
    other = "concept-dmf-2026/concept-dmf-2026.md"
    (clone / other).write_text(render(small_nota("concept-dmf-2026", ["Jawel."])), "utf-8")
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE))
    assert other in pushed(filled, clone)


def test_a_version_that_is_that_of_another_nota_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(2, nota_id="concept-dmf-2026"))
    assert "this commit is no version of a nota" in pushed(filled, clone)


def test_a_legal_date_that_differs_is_found(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE, received="2025-01-01"))
    assert "its front matter and its commit give other dates" in pushed(filled, clone)


def test_a_date_that_is_none_is_a_problem_and_no_crash(filled: Store, clone: Path) -> None:
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE, received="gisteren"))
    assert f"{ID}@4: its front matter and its commit give other dates" in pushed(filled, clone)
    assert Store.open(filled.path).newest(ID).received is None


def test_an_author_who_forges_the_log_is_only_a_strange_name(filled: Store, clone: Path) -> None:
    git(clone, "config", "user.name", "M\x1e" + "0" * 40 + "\x1fx\x1fy\x1fz\x1fNota-Versie: 9\x1f")
    forge(clone, TEXT, render(nota("Ja.", "Ooit.")), trailers(4, DERDE))
    assert pushed(filled, clone) == ""
    assert [version.number for version in Store.open(filled.path).versions(ID)] == [1, 2, 3, 4]


def test_a_path_that_moved_is_found(filled: Store, clone: Path) -> None:
    (clone / "elders").mkdir()
    git(clone, "mv", TEXT, f"elders/{ID}.md")
    forge(clone, f"elders/{ID}.md", render(nota("Ja.", "Ooit.")), trailers(4))
    assert f"its commit changes elders/{ID}.md too" in pushed(filled, clone)


def test_a_merge_is_found(filled: Store, clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "side", "HEAD~1")
    forge(clone, "side.txt", "side", "side")
    git(clone, "checkout", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-edit", "side")
    assert "this commit has 2 parents" in pushed(filled, clone)


def test_a_second_branch_is_found(filled: Store) -> None:
    git(filled.path, "branch", "other", "main")
    assert "refs/heads/other: a corpus has one branch, 'main'" in problems(filled)


def test_a_tag_is_found(filled: Store) -> None:
    git(filled.path, "tag", "v1", "main")
    assert "refs/tags/v1: a corpus has one branch, 'main', and no tags" in problems(filled)


def test_a_commit_whose_author_is_no_utf_8_is_found_and_hides_nothing(filled: Store) -> None:
    tree = git(filled.path, "rev-parse", "main^{tree}").strip()
    made = f"tree {tree}\nparent {filled.head}\nauthor Ren\xe9 <r@x> 1 +0000\ncommitter R <r@x> 1 +0000\n\nhoi\n"
    hash_object = ["git", "hash-object", "-t", "commit", "-w", "--stdin"]
    done = subprocess.run(hash_object, cwd=filled.path, input=made.encode("latin-1"), capture_output=True, check=True)
    git(filled.path, "update-ref", "refs/heads/main", done.stdout.decode().strip())
    with Store.open(filled.path) as store:
        assert f"{store.head}: this commit is no version of a nota; it changes: -" in problems(store)
        assert len(store.log()) == 4


def test_a_replacement_object_changes_nothing_and_is_found(filled: Store) -> None:
    first, second, _ = filled.versions(ID)
    git(filled.path, "replace", first.text_id, second.text_id)
    assert Store.open(filled.path).document(first).nota == nota("Ja.", "Nee.")
    assert "refs/replace/" in problems(filled)


def test_what_is_added_while_a_check_is_at_work_is_no_problem(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Raw.kinds

    def kinds_before_somebody_adds(repository: Raw) -> dict[str, str]:
        found = real(repository)
        filled.add([submission(nota("Ja.", "Ooit."), b"vierde", "D.pdf")])
        return found

    monkeypatch.setattr(Raw, "kinds", kinds_before_somebody_adds)
    report = check(filled)
    assert report.ok, report.problems
    assert report.checked["versions"] == 4
    assert len(filled.log()) == 5
    assert not any("outside the history" in str(note) for _, note in report.notes)
