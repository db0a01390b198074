"""Where in its source a sentence of a nota stands, as far as that is known without reading the source on the spot.

Reading a PDF takes seconds, so it is done behind the page that wants it: the first visitor gets a link to the source,
the next one to the page in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from flask import url_for
from markupsafe import Markup

from corpus.located import known_places, places
from corpus.messages import Message
from corpus.model import Version
from corpus.places import Located, Place, Places
from corpus.source_text import has_lines
from corpus.store import Store
from differ.bilingual.language import Translator
from web.told import Words

PDF = "pdf"
_PARTS = {"q": "question", "a": "answer", "i": "text", "s": "text"}


def is_pdf(version: Version) -> bool:
    """Whether its source is a PDF, which a browser opens at a page."""
    return (version.reader or "").partition("/")[0] == PDF


class Finder:
    """Looks up places in sources, one source at a time, and only once each. Safe in many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wanted: set[str] = set()
        self._lock = Lock()
        self._one = Lock()

    def known(self, version: Version) -> Places | None:
        """The places of a version where they are known; else None, and they are looked for in the meantime."""
        found = known_places(self._store, version)
        if found is None:
            with self._lock:
                new = version.address not in self._wanted
                self._wanted.add(version.address)
            if new:
                Thread(target=self._find, args=(version,), daemon=True).start()
        return found

    def found(self, version: Version) -> Places | None:
        """The places of a version, however long that takes; None where its source is not kept or not read any more."""
        with self._one:
            return places(self._store, version)

    def _find(self, version: Version) -> None:
        self.found(version)


@dataclass(frozen=True)
class Spot:
    """Where something stands in the source, and where a browser sees it."""

    called: Message
    href: str


class Spots:
    """The spots of one version."""

    def __init__(self, version: Version, places: Places | None) -> None:
        self._version = version
        self._places = places or Places({}, ())

    def of_question(self, number: str) -> Spot | None:
        """Where a question begins; None where that is not known."""
        return self._first(self._places.of.get(number, ()))

    def of_outside(self, place: int) -> Spot | None:
        """Where the introduction (0) begins, or the section with this place in the body, counted from 1."""
        return self._first(self._outside(place))

    def of_sentences(self, number: str, part: str) -> tuple[Spot | None, ...]:
        """Where each sentence of a part begins; None where it was not found. Parts are named as in `Margins`."""
        return tuple(self._spot(one.place) if one.place else None for one in self._part(number, part))

    def _part(self, number: str, part: str) -> Iterator[Located]:
        wanted = _PARTS[part]
        found = self._outside(int(number or 0)) if wanted == "text" else self._places.of.get(number, ())
        return (one for one in found if one.part == wanted)

    def _outside(self, place: int) -> Sequence[Located]:
        outside = self._places.outside
        return outside[place] if place < len(outside) else ()

    def _first(self, found: Sequence[Located]) -> Spot | None:
        return next((self._spot(one.place) for one in found if one.place), None)

    def _spot(self, place: Place) -> Spot:
        version = self._version
        href = url_for("source_view", nota=version.nota, version=version.number)
        if is_pdf(version) and place.page:
            return Spot(Message("p. %(page)s", {"page": place.page}), f"{href}#page={place.page}")
        called = (
            Message("line %(line)s", {"line": place.line})
            if has_lines(version.reader)
            else Message("paragraph %(number)s", {"number": place.line})
        )
        return Spot(called, f"{href}#r{place.line}")


class SourceMargin:
    """The margin that tells where in the source each sentence begins."""

    def __init__(self, spots: Sequence[Spot | None], say: Translator) -> None:
        self._spots = spots
        self._say = say

    def name(self, sentence: int) -> str:
        """One class for each place: `at-3` is the third."""
        seen = list(dict.fromkeys(self._spots))
        spot = self._spot(sentence)
        return f"at-{seen.index(spot)}" if spot else "at-none"

    def label(self, sentence: int) -> Markup:
        """The place, which leads to it."""
        spot = self._spot(sentence)
        if spot is None:
            return Markup('<span class="since">{}</span> ').format(self._say(Message("not found")))
        return Markup('<a class="since" href="{}" lang="{}"><span class="sr">{} </span>{}</a> ').format(
            spot.href, self._say.language, self._say(Message("In the source:")), self._say(spot.called)
        )

    def words(self, _sentence: int) -> Sequence[Words]:
        """Nothing within a sentence."""
        return ()

    def _spot(self, sentence: int) -> Spot | None:
        return self._spots[sentence - 1] if sentence <= len(self._spots) else None
