"""Work in several processes: they end with the one that asked for it, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from differ.processes import in_processes


def doubled(part: int) -> int:
    return 2 * part


def refused() -> None:
    raise FileNotFoundError("what it begins with is gone")


def slept(part: str) -> str:
    Path(part).write_text(str(os.getpid()))
    time.sleep(60)
    return part


def test_parts_come_back_in_order() -> None:
    assert list(in_processes(doubled, range(50))) == list(range(0, 100, 2))


def test_what_goes_wrong_as_a_process_begins_is_told_to_who_asked(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FileNotFoundError, match="what it begins with is gone"):
        list(in_processes(doubled, range(3), refused))
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs to see which processes there are")
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_goes_on_where_who_asked_was_ended(tmp_path: Path, ended_by: signal.Signals) -> None:
    code = (
        "import sys\nfrom differ.processes import in_processes\nfrom tests.test_differ_processes import slept\n"
        "if __name__ == '__main__': list(in_processes(slept, sys.argv[1:]))\n"
    )
    script = tmp_path / "asks.py"
    script.write_text(code)
    told = tmp_path / "worker"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, script, told], env=environment, stderr=subprocess.DEVNULL) as asking:
        assert _within(30, lambda: told.exists() and told.read_text())
        worker = int(told.read_text())
        asking.send_signal(ended_by)
        asking.wait()
    assert _within(10, lambda: not _lives(worker))


def _within(seconds: int, holds: Callable[[], object]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    # One that has ended may wait for whoever takes its status.
    return state != "Z"
