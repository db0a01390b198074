"""The margin that tells which version brought each sentence, and which words in it came later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for
from markupsafe import Markup

from corpus.messages import Message
from corpus.model import Version
from differ.language import Translator
from differ.model import Provenance, Run
from web.told import Words

AGES = 5
"""How many tints there are, from the oldest version to the newest; the number of the version tells which it is."""


def tint(version: Version, versions: Sequence[Version]) -> str:
    """The class of a version among all of its nota, oldest first: `age-0` is the first."""
    last = max(1, len(versions) - 1)
    return f"age-{round(versions.index(version) / last * (AGES - 1))}" if version in versions else "age-0"


class ProvenanceMargin:
    """The margin of a question or of its answer. `found` are its sentences in order, `home` the nota of the page."""

    def __init__(
        self, found: Sequence[Provenance], home: str, versions: Mapping[str, Sequence[Version]], say: Translator
    ) -> None:
        self._found = found
        self._home = home
        self._versions = versions
        self._say = say

    def name(self, sentence: int) -> str:
        """One class for each version: `since-2`."""
        version = self._of(sentence)
        elsewhere = "" if version.nota == self._home else f" of-{version.nota}"
        return f"since-{version.number} {tint(version, self._versions[version.nota])}{elsewhere}"

    def label(self, sentence: int) -> Markup:
        """The version, which leads to its text, and its date."""
        version = self._of(sentence)
        called = self._say(Message("version %(number)s", {"number": version.number}))
        where = "" if version.nota == self._home else f"{version.nota}, "
        return Markup('<a class="since" href="{}" lang="{}"><span class="sr">{} </span><b>{}{}</b> {}</a> ').format(
            url_for("nota", nota=version.nota, version=version.number),
            self._say.language,
            self._say(Message("Since")),
            where,
            called,
            self._say.date(version.date),
        )

    def words(self, sentence: int) -> Sequence[Words]:
        """What came later than the oldest words of the sentence."""
        found = self._found[sentence - 1]
        return tuple(self._later(found.words, found.version))

    def _later(self, runs: Sequence[Run], labelled: Version) -> Iterator[Words]:
        """A run of the version that the label names needs no number of its own."""
        oldest = min((run.version for run in runs), key=_in_time, default=None)
        end = 0
        for run in runs:
            start, end = end, end + len(run.text)
            words = run.text.rstrip()
            if run.version != oldest and words:
                told = Message("since version %(number)s", {"number": run.version.number})
                name = tint(run.version, self._versions[run.version.nota])
                sign = "" if run.version == labelled else str(run.version.number)
                yield Words(start, start + len(words), name, sign, self._say(told))

    def _of(self, sentence: int) -> Version:
        return self._found[sentence - 1].version


def _in_time(version: Version) -> tuple[date, int]:
    return version.date, version.number
