"""The legal date orders what a nota said; the moment of an import has a zone, and never goes back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from corpus.model import Version
from corpus.proof.check import check
from corpus.store import Store
from tests.commands import Nota as Run
from tests.helpers import DAY, ID, git, small_nota, stored, submission

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone of the machine, whatever a test made of it."""
    yield
    monkeypatch.undo()
    time.tzset()


def added(corpus: Path, answer: str, day: date | None, when: datetime = DAY) -> Version:
    with Store.create(corpus, now=lambda: when) as store:
        (result,) = store.add([submission(small_nota(ID, [answer], day, "36800-K"), None)])
        return stored(result).version


def standing(corpus: Path) -> list[int]:
    with Store.open(corpus) as store:
        assert store.newest(ID) == store.standing(ID)[-1]
        return [version.number for version in store.standing(ID)]


MAY, JUNE, JULY = date(2026, 5, 21), date(2026, 6, 11), date(2026, 7, 2)


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ([MAY, JUNE, JULY], [1, 2, 3]),
        ([JULY, MAY, JUNE], [2, 3, 1]),
        ([JUNE, MAY, MAY], [2, 3, 1]),
        ([None, MAY, JUNE], [1, 2, 3]),
        # Of the second nothing is known but that it came after the first.
        ([JUNE, None, MAY], [3, 1, 2]),
        ([None, None, None], [1, 2, 3]),
        ([MAY, JUNE, None], [1, 2, 3]),
    ],
)
def test_versions_stand_in_the_order_of_their_legal_dates(
    tmp_path: Path, days: list[date | None], order: list[int]
) -> None:
    for number, day in enumerate(days):
        added(tmp_path / "corpus", f"Antwoord {number}.", day)
    assert standing(tmp_path / "corpus") == order


def test_versions_count_in_order_of_import_whatever_their_dates(tmp_path: Path) -> None:
    made = [added(tmp_path / "corpus", day.isoformat(), day) for day in (JULY, MAY, JUNE)]
    assert [version.number for version in made] == [1, 2, 3]


def test_the_newest_text_again_is_unchanged_though_another_was_imported_last(tmp_path: Path) -> None:
    added(tmp_path / "corpus", "Juli.", JULY)
    added(tmp_path / "corpus", "Mei.", MAY)
    for answer, day, number in (("Juli.", JULY, 1), ("Mei.", MAY, 2)):
        with Store.open(tmp_path / "corpus") as store:
            (result,) = store.add([submission(small_nota(ID, [answer], day, "36800-K"), None)])
            assert (stored(result).status, stored(result).version.number) == ("unchanged", number)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"])
def test_an_import_has_the_zone_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    before = datetime.now(UTC).replace(microsecond=0)
    with Store.create(tmp_path / "corpus") as store:
        (result,) = store.add([submission(small_nota(ID, ["Ja."], None), None)])
    version = stored(result).version
    assert before <= version.committed <= datetime.now(UTC)
    assert version.committed.utcoffset() == version.committed.astimezone(ZoneInfo(zone)).utcoffset()
    # Without a legal date it is of the day that whoever imported it would say.
    assert version.date == version.committed.astimezone(ZoneInfo(zone)).date()
    told = git(tmp_path / "corpus", "log", "-1", "--format=%cI", "main").strip()
    assert datetime.fromisoformat(told).isoformat() == version.committed.isoformat()


def test_the_hour_that_comes_twice_is_told_apart_by_its_zone(tmp_path: Path) -> None:
    first = datetime(2026, 10, 25, 2, 50, tzinfo=AMSTERDAM)
    second = datetime(2026, 10, 25, 2, 10, tzinfo=AMSTERDAM, fold=1)
    made = [added(tmp_path / "corpus", str(n), None, when) for n, when in enumerate((first, second))]
    assert [version.committed.isoformat() for version in made] == [
        "2026-10-25T02:50:00+02:00",
        "2026-10-25T02:10:00+01:00",
    ]
    assert made[0].committed < made[1].committed
    with Store.open(tmp_path / "corpus") as store:
        assert check(store).ok


def test_the_hour_that_is_left_out_makes_no_gap(tmp_path: Path) -> None:
    before = datetime(2026, 3, 29, 1, 59, 59, tzinfo=AMSTERDAM)
    after = (before.astimezone(UTC) + timedelta(seconds=1)).astimezone(AMSTERDAM)
    made = [added(tmp_path / "corpus", str(n), None, when) for n, when in enumerate((before, after))]
    assert made[1].committed.isoformat() == "2026-03-29T03:00:00+02:00"
    assert made[1].committed - made[0].committed == timedelta(seconds=1)


def test_machines_in_different_zones_are_ordered_by_the_moment(tmp_path: Path) -> None:
    east = datetime(2026, 6, 2, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    west = datetime(2026, 6, 1, 13, 0, tzinfo=timezone(timedelta(hours=-4)))
    made = [added(tmp_path / "corpus", str(n), None, when) for n, when in enumerate((east, west))]
    # By the clock on the wall the second is eleven hours before the first, and it is an hour after it.
    assert [version.committed for version in made] == [east, west]
    with Store.open(tmp_path / "corpus") as store:
        assert check(store).ok


def test_a_clock_that_is_behind_does_not_date_a_version_before_the_last(tmp_path: Path) -> None:
    added(tmp_path / "corpus", "Ja.", None, DAY)
    with Store.open(tmp_path / "corpus", now=lambda: DAY - timedelta(days=400)) as store:
        (result,) = store.add([submission(small_nota(ID, ["Nee."], None), None)])
        assert stored(result).version.committed == DAY
        assert "the clock says 2025-04-27 12:00:00+00:00, yet the newest version was stored at 2026-06-01" in str(
            stored(result).notes[0]
        )
        assert check(store).ok


def test_clocks_that_keep_their_time_may_differ_a_little(tmp_path: Path) -> None:
    added(tmp_path / "corpus", "Ja.", None, DAY)
    with Store.open(tmp_path / "corpus", now=lambda: DAY - timedelta(minutes=2)) as store:
        (result,) = store.add([submission(small_nota(ID, ["Nee."], None), None)])
        assert stored(result).notes == ()
        assert check(store).ok


@pytest.mark.parametrize("day", ["2026-02-30", "31-02-2026", "2026", "vandaag", "0206-05-21", "2026-05-21T10:00", ""])
def test_a_date_that_is_none_is_refused_before_anything_is_read(run: Run, day: str, tmp_path: Path) -> None:
    ran = run("add", "corpus/samples/fictief/99999-D.md", f"--date={day}")
    assert ran.status == 2
    assert f"'{day}' is no date; write it as 2026-05-21, 21-05-2026 or '21 mei 2026'" in ran.err
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("day", ["2031-09-05", "05-09-2031", "5 september 2031"])
def test_a_date_is_understood_as_people_write_it(run: Run, day: str) -> None:
    assert run("add", "corpus/samples/fictief/99999-D.md", f"--date={day}").status == 0
    assert "5 September 2031" in run("list").out


def test_the_date_that_is_given_stands_in_the_text_and_in_the_commit(run: Run, tmp_path: Path) -> None:
    ran = run("add", "corpus/samples/fictief/99999-D.md", "--date=2031-09-05")
    assert "the paper says 4 September 2031; stored as 5 September 2031" in ran.err
    assert "ontvangen: 2031-09-05\n" in run("show", "--markdown", "99999-D").out
    told = git(tmp_path / "corpus", "log", "-1", "--format=%(trailers:key=Ontvangen,valueonly)", "main")
    assert told.strip() == "2031-09-05"
    assert run("check").status == 0


def test_a_zone_changes_no_legal_date(tmp_path: Path) -> None:
    shown = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        environment = {**os.environ, "TZ": zone, "NOTA_CORPUS": str(tmp_path / zone.replace("/", "-"))}
        for arguments in (["add", "corpus/samples/fictief/99999-D.md"], ["list", "--json"]):
            code = f"import sys; sys.argv[1:] = {arguments!r}; from web.command import main; main()"
            done = subprocess.run(
                [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
            )
        shown.add(done.stdout)
    assert len(shown) == 1
