"""Search, and 'was this asked before?'."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from corpus.address import canonical_id, parse
from corpus.errors import AddressError
from corpus.model import Version
from differ.before import LONGEST, MOST, Earlier, closest
from differ.model import Located
from differ.reports.markup import highlighted, unmarked
from differ.search.find import PAGE, Found, Hit, Search
from differ.search.marks import Excerpt
from web.asked import count, page_of
from web.pinned import pinned
from web.places import Place, place
from web.searched import wanted
from web.visit import library

_QUESTION = re.compile(r"^(?!.*[\"“”*])\S+(?:\s+\S+){3,}\?\s*$", re.DOTALL)
"""Some words and a question mark, without anything that is only said to a search."""


def search() -> AnyResponse:
    """What was asked and answered: in these words, or (`?question=`) closest to this question."""
    typed = request.args.get("q", "")
    if _QUESTION.search(typed):
        # The field in the head of each page takes both: nobody asks in the words of another.
        return redirect(url_for("search", question=typed))
    return pinned([library().store.head], _page)


def _page() -> str:
    asked = request.args.get("question", "").strip()
    looked_for = wanted()
    found = _found(looked_for) if not asked else None
    page, pages = page_of(found.total, PAGE) if found else (1, 0)
    return render_template(
        "search.html",
        search=looked_for,
        found=found,
        rows=[_row(hit) for hit in found.hits] if found else [],
        page=page,
        feed=_feed() if found and not looked_for.is_empty else None,
        pages=pages,
        question=asked[:LONGEST],
        is_cut=len(asked) > LONGEST,
        named=_named(looked_for.text),
        meant=library().finder.nearest(looked_for) if found and not found.total and looked_for.text else None,
        earlier=[_earlier_row(own) for own in closest(library().store, asked)] if asked else [],
        most=MOST,
        longest=LONGEST,
        choices=library().finder.choices(),
    )


def _found(looked_for: Search) -> Found:
    """The page that is asked for; how many there are is only told with it."""
    found = library().finder.find(looked_for, PAGE, (count("page", 1) - 1) * PAGE)
    if found.hits or not found.total:
        return found
    return library().finder.find(looked_for, PAGE, (page_of(found.total, PAGE)[0] - 1) * PAGE)


def _named(text: str) -> tuple[Version, str | None] | None:
    """The version, and the question, of which this is the address: who types '36 800 K, D' looks for that paper."""
    store = library().store
    with suppress(AddressError):
        address, known = parse(text), frozenset(store.notas())
        if canonical_id(address.nota, known) in known:
            return store.resolve(text), address.question
    return None


def _feed() -> str:
    """The feed of this search."""
    own = {name: value for name, value in request.args.items() if value and name not in ("page", "lang", "sort")}
    return f"{url_for('feed')}?{urlencode(own)}"


@dataclass(frozen=True)
class Row:
    """A question, or a piece of text outside the questions, in which something was found."""

    hit: Hit
    place: Place
    date: date
    question: Markup
    answer: Markup
    outside: Markup
    answered_at: Place | None
    others: tuple[Place, ...]
    """The earlier versions in which it stands in the same words."""


def _row(hit: Hit) -> Row:
    return Row(
        hit,
        place(hit.address),
        date.fromisoformat(hit.date),
        _shown(hit.in_question),
        _shown(hit.in_answer),
        _shown(hit.in_outside),
        Place(hit.nota, hit.version, hit.answered_at) if hit.answered_at else None,
        tuple(map(place, hit.versions)),
    )


def _shown(excerpt: Excerpt) -> Markup:
    before, after = ("… " if excerpt.cut_before else ""), (" …" if excerpt.cut_after else "")
    return highlighted([(before, False), *excerpt.runs(), (after, False)])


@dataclass(frozen=True)
class EarlierRow:
    """A question that was asked before, with its answer."""

    earlier: Earlier
    place: Place
    question: Markup
    answer: Markup
    refers_to: Place | None
    referred: Markup


def _earlier_row(own: Earlier) -> EarlierRow:
    other: Located | None = own.answered_by
    return EarlierRow(
        own,
        place(own.located.address),
        unmarked(own.located.question),
        unmarked(own.located.answer),
        place(other.address) if other else None,
        unmarked(other.answer) if other else Markup(),
    )
