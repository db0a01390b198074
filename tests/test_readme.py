"""The README tells the truth: each of its commands is run, and prints what stands there.

After a change of the output: UPDATE_README=1 pytest tests/test_readme.py, and read the difference.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from differ.command.verbs import VERBS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
# Commit ids depend on the moment of the import, and who imports on the machine.
VARYING = (
    (re.compile(r"\b[0-9a-f]{7,40}\b"), "0123456"),
    (re.compile(r"\b20\d\d-\d\d-\d\dT[\d:]{8}[+-]\d\d:\d\d"), "2031-10-01T12:00:00+02:00"),
)


def commands(block: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def said(command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    for pattern, instead in VARYING:
        output = pattern.sub(instead, output)
    return output


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NOTA_CORPUS": str(tmp_path / "corpus"),
        "GIT_COMMITTER_NAME": "Griffie",
        "GIT_COMMITTER_EMAIL": "griffie@voorbeeld.example",
        "LC_ALL": "en_GB.UTF-8",
        "COLUMNS": "100",
    }
    return {"HOME": str(tmp_path), **own}


def test_each_command_prints_what_the_readme_says(environment: dict[str, str]) -> None:
    text = README.read_text("utf-8")
    made = CONSOLE.sub(lambda block: "".join(f"$ {c}\n{said(c, environment)}" for c in commands(block[1])), text)
    if os.environ.get("UPDATE_README"):
        README.write_text(made, "utf-8")
    assert made == text


def test_every_verb_stands_in_the_readme() -> None:
    text = README.read_text("utf-8")
    assert [verb for verb in VERBS if f"nota {verb}" not in text] == []


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8"))
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
