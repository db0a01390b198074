"""How every test runs. With REQUIRE_ALL set, as in CI, a test that is left out is a test that failed."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

import web.verbs  # noqa: F401  the verbs that serve pages
from differ.command.session import main
from tests.browsing import chromium, small_site
from tests.commands import Nota, Ran

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))

# A deadline measures the machine, not the code; without chance a red run can be repeated.
settings.register_profile("search", deadline=None)
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable" if REQUIRE_ALL else "search")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refuse_a_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refuse_a_skip((yield))


def _refuse_a_skip(report: Report) -> Report:
    expected_failure = hasattr(report, "wasxfail")
    if REQUIRE_ALL and report.skipped and not expected_failure:
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL is set, yet this was left out: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Nota:
    """`run("add", file)`: the command on a corpus of the test alone, in English, 100 columns wide."""
    monkeypatch.setenv("NOTA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return ran


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests; each takes a context of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over three small texts, which no test changes."""
    with small_site(tmp_path_factory.mktemp("site") / "corpus") as address:
        yield address
