"""How each thing that a report tells is seen with plain git, without this program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from shlex import quote

from corpus.model import Version
from corpus.normal import heading_of
from differ.audit.reporting.gathered import Audit, Audited, Followed
from differ.audit.reporting.outline import Step
from differ.model import Wording

_SPECIAL = re.compile(r"([.\[\]*^$/\\])")
"""In a regular expression as git reads it."""


def of_corpus(audit: Audit) -> Iterator[Step]:
    """The state of the corpus: its head, one line of history, every object whole."""
    yield Step("git rev-parse main", audit.head)
    yield Step("git rev-list --count --merges main", "0")
    yield Step("git fsck --full --no-progress --no-dangling", "")


def of_nota(nota: Audited) -> Iterator[Step]:
    """Its versions are these, and no others."""
    yield Step(
        f"git log --format=%H main -- {quote(nota.versions[0].path)}",
        "\n".join(version.commit for version in reversed(nota.versions)),
    )


def of_version(version: Version, source: str | None) -> Iterator[Step]:
    """Who stored it when, which text it is, and which file it was read from."""
    told = f"{version.author} {version.committer} {version.committed.isoformat()}"
    yield Step(f"git show -s --format='%an <%ae> %cn <%ce> %cI' {version.commit}", told)
    yield Step(f"git rev-parse {version.commit}:{quote(version.path)}", version.text_id)
    if source:
        yield Step(f"git cat-file blob {version.commit}:{quote(source)} | sha256sum", f"{version.source_sha256}  -")


def of_question(nota: Audited, question: Followed) -> Iterator[Step]:
    """The question through all versions that git itself can follow it in, up to the last that had it."""
    begin = f"/^{_written('## ' + heading_of(question.located.number))}$/"
    end = f"/^{_written('## ' + question.following)}$/" if question.following else ""
    yield Step(f"git log -L {quote(f'{begin},{end}:{nota.versions[0].path}')} {question.last}", None)


def of_wording(wording: Wording, before: Wording | None) -> Iterator[Step]:
    """What it changed in the one before; of two nota's git compares the files."""
    if before is None or before.version.commit == wording.version.commit:
        return
    sides = (f"{own.version.commit}:{quote(own.version.path)}" for own in (before, wording))
    yield Step(f"git diff --word-diff {' '.join(sides)}", None)


def _written(heading: str) -> str:
    return _SPECIAL.sub(r"\\\1", heading)
