"""The wordings of an answer, from all that bear its question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.garbage import uncollected
from corpus.model import Version
from corpus.references import mentions
from corpus.store import Store
from differ.audit.asking import place
from differ.audit.bearers import Bearer, Track, bearers
from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import TextDiff, Thread, Wording, WordingKind
from differ.progress import Progress
from differ.textdiff import diff
from differ.tokens import spoken


def thread(store: Store, address: str, progress: Progress) -> Thread:
    """As `differ.audit.threads.history`, found now."""
    version, number = place(store, address)
    with uncollected():
        return Thread(f"{version.address}#{number}", wordings(bearers(store, version, number, progress)))


def wordings(borne: Iterable[Bearer]) -> tuple[Wording, ...]:
    """What is said from bearer to bearer (in time order); what stays the same is one wording."""
    writer = _Writer()
    for bearer in borne:
        writer.add(bearer)
    return tuple(replace(w, also_in=tuple(also)) for w, also in zip(writer.found, writer.also_in, strict=True))


@dataclass
class _Writer:
    """Goes through time, and remembers what stands in each track."""

    found: list[Wording] = field(default_factory=list)
    also_in: list[list[Version]] = field(default_factory=list)
    _texts: list[tuple[str, bool]] = field(default_factory=list)
    """Of each wording what it says, and whether it is gone."""
    _spoken: list[str] = field(default_factory=list)
    """The same, whatever the signs look like."""
    _stands: dict[Track, int] = field(default_factory=dict)
    """The wording that each track has now."""
    _said: dict[Track, int] = field(default_factory=dict)
    """The last one in which something was said."""
    _latest: dict[str, int] = field(default_factory=dict)
    """By nota, the newest last."""

    def add(self, bearer: Bearer) -> None:
        before = self._before(bearer)
        if before is not None and (_said(bearer), bearer.gone) == self._texts[before]:
            self.also_in[before].append(bearer.version)
        else:
            before = self._put(bearer, before)
        self._stands[bearer.track] = before
        self._latest.pop(bearer.version.nota, None)
        self._latest[bearer.version.nota] = before
        if self._texts[before][0]:
            self._said[bearer.track] = before

    def _before(self, bearer: Bearer) -> int | None:
        """What stood before it: in its own track, else in that which it was cut from, else the newest elsewhere."""
        for track in (bearer.track, bearer.since):
            if track in self._stands:
                return self._stands[track]
        others = [own for nota, own in self._latest.items() if nota != bearer.version.nota]
        return others[-1] if others else None

    def _put(self, bearer: Bearer, before: int | None) -> int:
        text = _said(bearer)
        was = self._texts[before][0] if before is not None else text
        restored = before is not None and text and not was and bearer.track in self._said
        if restored:
            before = self._said[bearer.track]
            was = self._texts[before][0]
        changes = diff(was, text, dict(bearer.renumbered))
        kind: WordingKind = "restored" if restored else _kind(before, was, text, changes)
        if before is not None and bearer.version.rereads in self._borne(before):
            kind = "converted"
        facts = changed_facts(changes) if kind in ("changed", "rewritten", "restored") else ()
        said = spoken(text)
        back = self._same(said) if kind not in ("unchanged", "cosmetic", "converted") else None
        self.found.append(Wording(bearer.located, bearer.version, kind, (), facts, changes, before, back))
        self.also_in.append([])
        self._texts.append((text, bearer.gone))
        self._spoken.append(said)
        return len(self.found) - 1

    def _borne(self, place: int) -> list[str]:
        return [version.address for version in (self.found[place].version, *self.also_in[place])]

    def _same(self, said: str) -> int | None:
        """The last wording that said the same."""
        places = range(len(self.found) - 1, -1, -1)
        return next((place for place in places if said and self._spoken[place] == said), None)


def _said(bearer: Bearer) -> str:
    return "" if bearer.gone else bearer.located.stated


def _kind(before: int | None, was: str, text: str, changes: TextDiff) -> WordingKind:
    refers, referred = _refers(text), before is not None and _refers(was)
    if refers and not referred:
        return "reference"
    if before is None:
        return "first"
    if not text or not was:
        return "added" if text else "withdrawn"
    if referred and not refers:
        return "answered"
    return kind_of(changes)


def _refers(text: str) -> bool:
    """Whether a text is no more than a reference to another answer."""
    return any(mention.whole for mention in mentions(text))
