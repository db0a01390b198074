"""What is made of the word lists is made once and kept; whatever becomes of the files, what is read is what is made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import differ.similarity  # noqa: F401  loads all that is prepared
from differ.keeping import prepared as module
from differ.keeping.edition import made_by
from differ.keeping.prepared import prepared

MADE = {"huur": frozenset(("1", "7")), "toeslag": ("a", 2.5, None)}


class Maker:
    """Counts how often it is asked to make something; each call of `again` is as of another process."""

    def __init__(self) -> None:
        self.times = 0

    def again(self) -> object:
        def lists() -> object:
            self.times += 1
            return MADE

        return prepared(lists)()


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """Of a machine on which nothing was made yet."""
    monkeypatch.setattr(module, "MAKERS", [])
    monkeypatch.setattr(sys, "pycache_prefix", f"{tmp_path}/modules")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}/user")
    return Maker()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_it_is_made_once_and_read_by_the_next_process(maker: Maker, tmp_path: Path) -> None:
    assert [maker.again(), maker.again()] == [MADE, MADE]
    assert maker.times == 1
    (kept,) = files(tmp_path)
    assert kept.is_relative_to(tmp_path / "modules")


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[:0], lambda b: b[:3], lambda b: b[:-1], lambda b: b[:9] + bytes([b[9] ^ 1]) + b[10:], lambda b: b * 2],
    ids="empty short cut altered twice".split(),
)
def test_what_is_damaged_is_made_again(maker: Maker, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    maker.again()
    (kept,) = files(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert maker.again() == MADE
    assert maker.times == 2
    assert files(tmp_path) == [kept]
    assert kept.read_bytes() == whole


def test_what_other_lists_made_is_not_read_and_the_oldest_goes(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        monkeypatch.setattr(module, "_edition", lambda own=f"edition-{number}": own)
        assert [maker.again(), maker.again()] == [MADE, MADE]
        assert maker.times == number + 1
        newest = max(files(tmp_path), key=lambda path: path.stat().st_mtime_ns)
        assert f"edition-{number}" in newest.name
    assert len(files(tmp_path)) == 8


def test_who_installs_no_modules_gets_a_folder_of_the_users_own(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    maker.again()
    maker.again()
    assert maker.times == 1
    (kept,) = files(tmp_path)
    assert kept.is_relative_to(tmp_path / "user")
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_each_process_makes_it(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("modules", "user"):
        (tmp_path / name).write_text("no folder")
    assert [maker.again(), maker.again()] == [MADE, MADE]
    assert maker.times == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="who may write where is told by POSIX modes")
def test_a_folder_in_which_others_may_write_is_not_read(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    maker.again()
    (kept,) = files(tmp_path)
    kept.parent.chmod(0o777)
    maker.again()
    assert maker.times == 2


@pytest.mark.parametrize("kept", module.MAKERS, ids=lambda kept: kept.__name__)
def test_what_is_kept_is_what_is_made_of_the_lists(kept: Callable[[], object]) -> None:
    making = kept.__wrapped__.__wrapped__  # type: ignore[attr-defined]
    assert kept() == making()
    # Else another edition of it would be taken for this one.
    assert kept.__module__ in made_by()


def test_it_can_be_made_beforehand(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{tmp_path}", "PYTHONDONTWRITEBYTECODE": ""}
    environment["XDG_CACHE_HOME"] = f"{tmp_path}/user"
    subprocess.run([sys.executable, "-m", "differ.lexicon"], env=environment, check=True)
    assert sum(path.suffix == ".prepared" for path in files(tmp_path)) == len(module.MAKERS)


COMPARES = """
from differ.keeping import prepared
from differ.similarity import judge, profile
asked = profile("Wat zijn de kosten van de huurtoeslag?"), profile("Hoeveel geld is er met de huurtoeslag gemoeid?")
print(judge(*asked))
"""


def test_a_process_that_reads_compares_as_one_that_makes(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": f"{tmp_path}",
        "PYTHONDONTWRITEBYTECODE": "",
        "XDG_CACHE_HOME": f"{tmp_path}/user",
    }
    told = [
        subprocess.run(
            [sys.executable, "-c", COMPARES], env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert told[0] == told[1] != ""
    assert any(path.suffix == ".prepared" for path in files(tmp_path))
