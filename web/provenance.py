"""The margin that tells which version brought each sentence, and which words in it came later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from flask import url_for
from markupsafe import Markup

from corpus.messages import Message
from corpus.model import Document, Question, Section, Version, sentences
from differ.bilingual.language import Translator
from differ.model import Provenance, Run
from web.nota_rows import Margins, Part
from web.told import Margin, Words

AGES = 5
"""How many tints there are, from the oldest version to the newest; the number of the version tells which it is."""

_PARTS: Mapping[str, Part] = {"question": "q", "answer": "a"}


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


def margins(
    document: Document,
    found: Mapping[tuple[str, str], Sequence[Provenance]],
    versions: Mapping[str, Sequence[Version]],
    say: Translator,
) -> Margins:
    """The margins of every part of a version; `found` as `Library.provenance` gives it."""
    own: dict[tuple[str, Part], Sequence[Provenance]] = {(n, _PARTS[p]): v for (n, p), v in found.items() if n}
    outside = iter(found.get(("", "outside"), ()))
    for place, item in enumerate([document.nota.introduction, *document.nota.body]):
        if not isinstance(item, Question):
            blocks = item.blocks if isinstance(item, Section) else item
            key: tuple[str, Part] = (str(place), "s") if place else ("", "i")
            own[key] = list(islice(outside, len(list(sentences(blocks)))))
    home = document.nota.meta.id

    def beside(number: str, part: Part) -> Margin | None:
        beside = own.get((number, part))
        return ProvenanceMargin(beside, home, versions, say) if beside else None

    return beside


def _in_time(version: Version) -> tuple[date, int]:
    return version.date, version.number
