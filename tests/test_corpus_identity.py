"""Who ran an import, and is the author where no other is named: as git knows the user."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from tests.helpers import AUTHOR, git, nota, stored, submission

OF_GIT = ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME")
OF_SYSTEM = ("LOGNAME", "USER", "LNAME", "USERNAME")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A corpus of somebody of whom git knows nothing yet."""
    for name in OF_GIT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LOGNAME", "jansen")
    with Store.create(tmp_path / "corpus") as store:
        yield store


def who(store: Store, answer: str = "Ja.", author: str | None = None) -> tuple[str, str]:
    """Author and committer of a version that is added now."""
    version = stored(store.add([submission(nota(answer), author=author)])[0]).version
    return version.author, version.committer


def own_settings(tmp_path: Path, text: str) -> None:
    (tmp_path / ".gitconfig").write_text(text, "utf-8")


def test_the_name_in_the_system_where_git_knows_none(store: Store) -> None:
    author, committer = who(store)
    assert author == committer
    assert author.startswith("jansen <jansen@")


def test_the_users_own_settings_of_git(store: Store, tmp_path: Path) -> None:
    own_settings(tmp_path, "[user]\n\tname = Jan de Griffier\n\temail = jan@example.org\n")
    assert who(store) == ("Jan de Griffier <jan@example.org>",) * 2


def test_those_of_the_corpus_come_before_the_users_own(store: Store, tmp_path: Path) -> None:
    own_settings(tmp_path, "[user]\n\tname = Jan de Griffier\n\temail = jan@example.org\n")
    git(store.path, "config", "user.name", "Griffie")
    assert who(store) == ("Griffie <jan@example.org>",) * 2


def test_what_the_environment_says_comes_before_all_settings(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_settings(tmp_path, "[user]\n\tname = Piet\n\temail = piet@example.org\n")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Jan de Griffier")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "jan@example.org")
    assert who(store) == ("Jan de Griffier <jan@example.org>",) * 2


def test_who_is_named_is_the_author(store: Store, tmp_path: Path) -> None:
    own_settings(tmp_path, "[user]\n\tname = Piet\n\temail = piet@example.org\n")
    assert who(store, author=AUTHOR) == (AUTHOR, "Piet <piet@example.org>")


def test_settings_that_git_cannot_read_or_that_hold_no_name_are_passed_over(store: Store, tmp_path: Path) -> None:
    for number, text in enumerate(("[user\n", "[user]\n\tname =\n\temail = <>\n", "[user]\n\tname = <x>\n")):
        own_settings(tmp_path, text)
        author, _ = who(store, f"Ja, {number} keer.")
        assert author.startswith(("jansen <jansen@", "x <jansen@"))


def test_someone_without_a_name_on_this_machine_can_import(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # As in a container that runs under a number: the system knows no name, and the environment gives none.
    for name in OF_SYSTEM:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda number: (_ for _ in ()).throw(KeyError(number)))
    assert str(os.getuid()) in who(store)[1]
