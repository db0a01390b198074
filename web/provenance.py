"""The margin that tells which version brought each sentence, and which words in it came later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from markupsafe import Markup

from corpus.messages import Message
from corpus.model import Version
from differ.language import Translator
from differ.model import Provenance
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
        date = self._say.date(version.date)
        where = "" if version.nota == self._home else f"{version.nota}, "
        return Markup('<a class="since" href="{}" lang="{}"><span class="sr">{} </span><b>{}{}</b> {}</a> ').format(
            url_for("nota", nota=version.nota, version=version.number),
            self._say.language,
            self._say(Message("Since")),
            where,
            called,
            date,
        )

    def words(self, _sentence: int) -> Sequence[Words]:
        """What came later than the sentence itself."""
        return ()

    def _of(self, sentence: int) -> Version:
        return self._found[sentence - 1].version
