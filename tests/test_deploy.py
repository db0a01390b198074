"""What ships for a service and a container says what `nota serve` takes, and gives no more away than it must."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from differ.bilingual.language import translator
from differ.command.session import Session, nota

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
DOCS = (ROOT / "docs" / "serving.md").read_text("utf-8")
UNIT = (DEPLOY / "nota.service").read_text("utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def options() -> frozenset[str]:
    """Every option of `nota serve`."""
    context = click.Context(nota, obj=Session(translator("en")))
    serve = nota.get_command(context, "serve")
    assert serve
    return frozenset(option for parameter in serve.params for option in parameter.opts)


def test_the_docs_the_unit_and_the_container_name_options_that_are_there(options: frozenset[str]) -> None:
    commands = re.findall(r"nota serve[^`\n]*", DOCS) + re.findall(r"^ExecStart=.*$", UNIT, re.MULTILINE)
    commands += re.findall(r"^(?:ENTRYPOINT|CMD) .*$", CONTAINER, re.MULTILINE)
    named = {own for command in commands for own in re.findall(r"--[a-z][a-z-]+", command)}
    assert {"--workers", "--token-file", "--trust-proxy", "--access-log", "--host"} <= named
    assert named <= options


def test_every_option_is_documented(options: frozenset[str]) -> None:
    common = {"--corpus", "--json", "--lang", "--help"}
    assert {own for own in options - common if own not in DOCS + UNIT} == set()


def test_the_service_is_kept_small() -> None:
    """Of what systemd can take from a service, each thing that this one does not need."""
    settings = dict(line.split("=", 1) for line in UNIT.splitlines() if re.match(r"[A-Z]\w+=", line))
    for (
        name
    ) in """NoNewPrivileges ProtectHome PrivateTmp PrivateDevices ProtectClock ProtectControlGroups ProtectHostname
        ProtectKernelLogs ProtectKernelModules ProtectKernelTunables RestrictRealtime
        RestrictSUIDSGID LockPersonality""".split():
        assert settings[name] == "yes", name
    assert settings["ProtectSystem"] == "strict"
    assert settings["CapabilityBoundingSet"] == ""
    assert settings["User"] == "nota"
    # It must be given longer to finish than it takes.
    assert int(settings["TimeoutStopSec"]) > 30


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    file = tmp_path / "nota.service"
    file.write_text(UNIT.replace("/opt/nota/bin/nota", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", file], capture_output=True, text=True, check=False)
    assert [line for line in (done.stdout + done.stderr).splitlines() if "nota.service" in line] == []


def test_the_container_copies_what_is_there_and_runs_as_nobody_in_particular() -> None:
    lines = CONTAINER.replace("\\\n", " ").splitlines()
    copied = [shlex.split(line)[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert [name for names in copied for name in names if not (ROOT / name).exists()] == []
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.search(r"^USER \d{4,}$", last, re.MULTILINE)
    assert re.search(r"^VOLUME /corpus$", last, re.MULTILINE)
    assert "/healthz" in last
