"""A signature that a commit bears is verified, as git itself would, and never by a program that the corpus names."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.proof.check import check
from corpus.proof.report import CheckReport
from corpus.store import Store
from differ.audit.verdicts import Verdicts
from differ.keeping.derived import Derived
from tests.commands import Nota
from tests.forging import filled
from tests.helpers import git

WHO = "griffie@voorbeeld.example"
NEWEST = "kst-99999-D@1"
ALTERED = "the signature of its commit is not of what it says: it was altered after it was signed, or forged"
pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen (Debian: openssh-client)")
needs_gpg = pytest.mark.skipif(not shutil.which("gpg"), reason="needs gpg (Debian: gnupg)")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    filled(tmp_path / "corpus")
    (tmp_path / "gitconfig").touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return tmp_path / "corpus"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return made_key(tmp_path / "key")


@pytest.fixture
def signers(key: Path) -> Path:
    return allowed(key)


def made_key(file: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", WHO, "-f", file], check=True)
    return file


def allowed(key: Path, options: str = "") -> Path:
    file = key.with_name(f"{key.name}-signers")
    file.write_text(f"{WHO} {options} {key.with_suffix('.pub').read_text()}")
    return file


def sign(corpus: Path, key: Path | str, *how: str) -> None:
    """Sign the newest commit, as `git commit --amend -S` would."""
    head, _, message = git(corpus, "cat-file", "commit", "main").partition("\n\n")
    who = {line.partition(" ")[0]: line.partition(" ")[2] for line in head.splitlines()}
    told: dict[str, str] = {}
    for name in ("author", "committer"):
        person, _, moment = who[name].partition("> ")
        told |= dict(zip((f"GIT_{name.upper()}_NAME", f"GIT_{name.upper()}_EMAIL"), person.split(" <"), strict=True))
        told[f"GIT_{name.upper()}_DATE"] = f"@{moment}"
    settings = how or ("-c", "gpg.format=ssh")
    command = ["git", *settings, "-c", f"user.signingkey={key}", "commit-tree", "-S", "-p", who["parent"], who["tree"]]
    done = subprocess.run(
        command, cwd=corpus, input=message.encode(), env=os.environ | told, check=True, capture_output=True
    )
    put(corpus, done.stdout.decode().strip())


def put(corpus: Path, commit: str) -> None:
    git(corpus, "update-ref", "refs/heads/main", commit)
    git(corpus, "gc", "--quiet", "--prune=now")


def edited(corpus: Path, edit: Callable[[str], str]) -> None:
    """Another commit in the place of the newest, with the signature that was made of that one."""
    content = edit(git(corpus, "cat-file", "commit", "main"))
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=corpus, input=content.encode(), capture_output=True, check=True,
    )  # fmt: skip
    put(corpus, made.stdout.decode().strip())


def by_git(corpus: Path, signers: Path | None = None) -> str:
    """What git says of the newest commit: G good, B bad, U whose is not known, E cannot be looked at, N none."""
    named = ("-c", f"gpg.ssh.allowedSignersFile={signers}") if signers else ()
    return git(corpus, *named, "log", "-1", "--format=%G?").strip()


def looked_at(corpus: Path, signers: Path | None = None, keeping: bool = False) -> CheckReport:
    with Store.open(corpus) as store:
        return check(store, Verdicts(Derived(corpus)) if keeping else None, signers=signers)


def notes(report: CheckReport) -> list[str]:
    return [f"{where}: {note}" for where, note in report.notes]


def test_most_commits_bear_no_signature(corpus: Path, signers: Path) -> None:
    assert looked_at(corpus, signers).signatures == ()


def test_a_good_signature_is_told_with_who_signed(run: Nota, corpus: Path, key: Path, signers: Path) -> None:
    sign(corpus, key)
    assert by_git(corpus, signers) == "G"
    ran = run("check", "--signers", signers, "--lang", "en")
    assert (ran.status, ran.out.splitlines()[0]) == (0, f"1 commit is validly signed: {WHO}")
    (told,) = run("check", "--signers", signers, "--json").json["signatures"]
    assert (told["address"], told["verdict"], told["signed_by"]) == (NEWEST, "good", WHO)
    assert told["key"] == " ".join(key.with_suffix(".pub").read_text().split()[:2])


def test_a_commit_that_was_altered_after_it_was_signed_is_a_problem(
    run: Nota, corpus: Path, key: Path, signers: Path
) -> None:
    sign(corpus, key)
    edited(corpus, lambda commit: commit.replace("author V <v@", "author W <v@"))
    assert by_git(corpus, signers) == "B"
    for chosen in (("--signers", signers), ()):
        ran = run("check", *chosen, "--lang", "en")
        assert ran.status == 1
        assert f"{NEWEST}: {ALTERED}" in ran.out.splitlines()
    (told,) = run("check", "--json").json["signatures"]
    assert (told["verdict"], told["signed_by"]) == ("bad", None)


def test_what_only_looks_like_a_signature_of_ssh_is_bad(corpus: Path, key: Path) -> None:
    sign(corpus, key)
    edited(corpus, lambda commit: commit.replace("U1NIU0lH", "AAAAAAAA", 1))
    assert looked_at(corpus).problems[0][0] == NEWEST
    assert str(looked_at(corpus).problems[0][1]) == ALTERED


def test_a_signature_for_something_else_is_none_for_a_commit(corpus: Path, key: Path, tmp_path: Path) -> None:
    content = git(corpus, "cat-file", "commit", "main")
    (tmp_path / "commit").write_text(content)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "file", tmp_path / "commit"], check=True)
    armour = (tmp_path / "commit.sig").read_text().rstrip("\n").replace("\n", "\n ")
    edited(corpus, lambda commit: commit.replace("\n\n", f"\ngpgsig {armour}\n\n", 1))
    assert [str(problem) for _, problem in looked_at(corpus).problems] == [ALTERED]


def test_whose_key_it_is_cannot_be_told_without_signers(corpus: Path, key: Path) -> None:
    sign(corpus, key)
    report = looked_at(corpus)
    assert report.ok, report.problems
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    assert notes(report) == [
        f"{NEWEST}: its commit is signed by the key {public}; whose that is, --signers FILE tells",
    ]
    assert [(one.verdict, one.by) for one in report.signatures] == [("unknown", None)]


def test_a_strangers_signature_is_not_taken_for_that_of_a_signer(
    corpus: Path, key: Path, signers: Path, tmp_path: Path
) -> None:
    sign(corpus, made_key(tmp_path / "stranger"))
    assert by_git(corpus, signers) == "U"
    (note,) = notes(looked_at(corpus, signers))
    assert f"which {signers} does not let sign for that day" in note


def test_the_day_of_the_commit_decides_whether_a_key_was_valid(corpus: Path, key: Path) -> None:
    sign(corpus, key)
    # The newest is of 1 April 2031.
    for options, verdict, git_says in (
        ('valid-before="20310501"', "good", "G"),
        ('valid-before="20310301"', "unknown", "U"),
        ('valid-after="20310501"', "unknown", "U"),
        # Git does not tell this from a signature of something else.
        ('namespaces="nota-receipt"', "unknown", "B"),
    ):
        file = allowed(key, options)
        assert by_git(corpus, file) == git_says
        assert [one.verdict for one in looked_at(corpus, file).signatures] == [verdict], options


def test_the_settings_of_git_name_the_signers_and_those_of_the_user_go_first(
    corpus: Path, key: Path, signers: Path, tmp_path: Path
) -> None:
    sign(corpus, key)
    git(corpus, "config", "gpg.ssh.allowedSignersFile", str(signers))
    report = looked_at(corpus)
    assert report.ok, report.problems
    assert [one.by for one in report.signatures] == [WHO]
    others = allowed(made_key(tmp_path / "other"))
    git(corpus, "config", "--file", str(tmp_path / "gitconfig"), "gpg.ssh.allowedSignersFile", str(others))
    assert [one.by for one in looked_at(corpus).signatures] == [None]


def test_no_program_that_a_corpus_names_is_run(corpus: Path, key: Path, signers: Path, tmp_path: Path) -> None:
    sign(corpus, key)
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/was-run\n")
    program.chmod(0o755)
    git(corpus, "config", "gpg.ssh.program", str(program))
    report = looked_at(corpus, signers)
    assert [one.verdict for one in report.signatures] == ["good"]
    assert [str(problem) for _, problem in report.problems] == [
        "the setting 'gpg.ssh.program' may change what git says"
    ]
    assert not (tmp_path / "was-run").exists()


def without_ssh_keygen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "ssh-keygen" else real(name))


def test_without_ssh_keygen_one_cannot_tell(
    corpus: Path, key: Path, signers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(corpus, key)
    without_ssh_keygen(monkeypatch)
    report = looked_at(corpus, signers)
    assert [one.verdict for one in report.signatures] == ["unknown"]
    assert "signatures need the command ssh-keygen, which is not here" in notes(report)[0]


def test_a_kind_that_is_not_known_is_told(corpus: Path) -> None:
    edited(corpus, lambda commit: commit.replace("\n\n", "\ngpgsig -----BEGIN X-----\n y\n\n", 1))
    report = looked_at(corpus)
    assert report.ok, report.problems
    assert notes(report) == [f"{NEWEST}: its commit bears a signature that is not known here: BEGIN X"]


def test_a_good_signature_is_looked_at_once_for_each_file_of_signers(
    corpus: Path, key: Path, signers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(corpus, key)
    first = looked_at(corpus, signers, keeping=True)
    stranger = allowed(made_key(tmp_path / "other"))
    assert [one.verdict for one in looked_at(corpus, stranger, keeping=True).signatures] == ["unknown"]
    without_ssh_keygen(monkeypatch)
    assert looked_at(corpus, signers, keeping=True).signatures == first.signatures
    assert [one.verdict for one in looked_at(corpus, signers).signatures] == ["unknown"]


@pytest.fixture
def pgp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The fingerprint of a key of one's own."""
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    made = ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", f"Griffie <{WHO}>", "ed25519"]
    subprocess.run([*made, "sign", "never"], check=True, capture_output=True)
    listed = subprocess.run(["gpg", "--list-keys", "--with-colons"], check=True, capture_output=True, text=True).stdout
    return next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))


@needs_gpg
def test_signatures_of_openpgp_are_verified_by_gpg(
    corpus: Path, pgp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(corpus, pgp, "-c", "gpg.format=openpgp")
    assert by_git(corpus) == "G"
    report = looked_at(corpus)
    assert report.ok, report.problems
    assert [(one.verdict, one.by, one.key) for one in report.signatures] == [("good", f"Griffie <{WHO}>", pgp)]
    (tmp_path / "h").mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "h"))
    assert by_git(corpus) == "E"
    (note,) = notes(looked_at(corpus))
    assert note.startswith(f"{NEWEST}: its commit is signed by the key ")
    assert note.endswith("which gpg does not have here")


@needs_gpg
def test_a_commit_that_was_altered_after_it_was_signed_with_openpgp_is_a_problem(corpus: Path, pgp: str) -> None:
    sign(corpus, pgp, "-c", "gpg.format=openpgp")
    edited(corpus, lambda commit: commit.replace("author V <v@", "author W <v@"))
    assert by_git(corpus) == "B"
    assert [f"{where}: {problem}" for where, problem in looked_at(corpus).problems] == [f"{NEWEST}: {ALTERED}"]
