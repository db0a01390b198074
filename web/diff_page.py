"""What the page of a comparison shows: rows as far as they find room, chips that filter, and where one can go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from corpus.messages import Message
from corpus.model import Meta
from differ.bilingual.language import Translator
from differ.model import NotaDiff, PairDiff
from differ.reports.html_rows import AnyRow, Ends, FoldPage, OutsideRow, diff_rows, outside_row
from differ.reports.rows import Row, is_quiet, move_ends, row
from differ.reports.sides import Side, side
from web.diff_asked import FILTERS, Asked, is_of

ROOM = 1_600_000
"""Signs of HTML that the questions on a page take; what follows is on the next one. The whole stays under 2 MB."""
FOLDED_ROOM = 10_000
"""Signs of folded text that a page carries: more is fetched when it is opened, as few will be. Of a paper of 22
questions it would be half of the page, and a quarter of what the page costs."""
OVERVIEW = 40
"""Questions whose facts are listed on top of a page."""

# Measured on pages: what a row costs besides its text, a mark in it, and its text where it is shown in both columns
# and in a narrow window. Rather too much: a page that is too heavy is worse than one that is cut early.
_ROW, _MARK, _FACT, _TIMES = 1_400, 330, 260, 3

Address = Callable[..., str]
"""A query -> the address of this comparison with it."""


@dataclass(frozen=True)
class Chip:
    """A kind of change, how often it occurs, and the link that shows it alone."""

    name: str
    word: Message
    count: int
    href: str | None
    """None where nothing can be fetched."""
    said: str
    """What is told when it is chosen."""
    is_on: bool = False


@dataclass(frozen=True)
class Page:
    """A comparison, ready to be shown."""

    diff: NotaDiff
    asked: Asked
    old: Side
    new: Side
    chips: list[Chip]
    outside: OutsideRow | None
    rows: list[AnyRow]
    beside: Mapping[str, tuple[str | None, str | None]]
    """The anchor of each question that changed -> those of the one before and the one after."""
    facts: list[Row]
    """The questions of which the facts are listed on top."""
    more_facts: int
    """How many questions with facts are not in it."""
    following: tuple[str, int] | None
    """Where the page goes on, and how many questions are left."""
    is_equal: bool
    told_otherwise: tuple[str, ...]
    """What the front matter tells otherwise of the same paper, by its names there, where nothing else differs."""

    @property
    def is_whole(self) -> bool:
        """Whether every question is on it, so that a script can filter without asking for another page."""
        return self.asked.kind is None and self.asked.first is None and self.asked.last is None and not self.following

    @property
    def view(self) -> str:
        """How texts are shown."""
        return self.asked.view


def page_of(diff: NotaDiff, asked: Asked, say: Translator, address: Address | None = None) -> Page:
    """The page that is asked for; without an `address` nothing can be fetched later, so all of it is here."""
    counted, pairs = asked.counted(diff), asked.shown(diff)
    here, later = _cut(pairs) if address else (pairs, [])
    begins = asked.first is None and asked.kind is None
    outside = outside_row(diff, say, asked.view) if begins and asked.choice.counts_outside(diff) else None
    rows = diff_rows(
        here,
        say,
        asked.view,
        folding=asked.is_folded,
        fold_page=_fold_page(here, asked, address),
        ends=_ends(diff, here, asked, address),
        # Of a part of the questions one cannot tell where between them another stood.
        positions=None if later or asked.first or asked.kind else _positions(diff),
    )
    with_facts = [pair for pair in counted if pair.facts] if begins else []
    is_equal = all(pair.kind == "unchanged" for pair in counted) and not outside
    return Page(
        diff=diff,
        asked=asked,
        old=side(diff.left, diff.right),
        new=side(diff.right, diff.left),
        chips=_chips(counted, asked, say, address),
        outside=outside,
        rows=rows,
        beside=_beside((["outside"] if outside else []) + [one.anchor for one in rows if one.form == "pair"]),
        facts=[row(pair) for pair in with_facts[:OVERVIEW]],
        more_facts=max(0, len(with_facts) - OVERVIEW),
        following=_following(later, asked, address),
        is_equal=is_equal,
        told_otherwise=tuple(_told_otherwise(diff)) if is_equal else (),
    )


def _told_otherwise(diff: NotaDiff) -> Iterator[str]:
    left, right = diff.left.nota.meta, diff.right.nota.meta
    if left.id == right.id:
        yield from (own.name for own in fields(Meta) if getattr(left, own.name) != getattr(right, own.name))


def _positions(diff: NotaDiff) -> dict[str, int]:
    return {diff.left.address_of(pair.number): position for position, pair in enumerate(diff.left.nota.pairs)}


def _cut(pairs: Sequence[PairDiff]) -> tuple[list[PairDiff], list[PairDiff]]:
    """What finds room on a page, at least one question, and what does not."""
    used = 0
    for number, pair in enumerate(pairs):
        used += _signs(pair)
        if number and used > ROOM:
            return list(pairs[:number]), list(pairs[number:])
    return list(pairs), []


def _signs(pair: PairDiff) -> int:
    marks = sum(change.op != "equal" for text in (pair.question, pair.answer) for change in text.changes)
    return _ROW + _FACT * len(pair.facts) + _MARK * marks + _text(pair) * (1 if is_quiet(pair) else _TIMES)


def _text(pair: PairDiff) -> int:
    return sum(len(change.text) for text in (pair.question, pair.answer) for change in text.changes)


def _fold_page(here: Sequence[PairDiff], asked: Asked, address: Address | None) -> FoldPage:
    if address is None or sum(map(_text, filter(is_quiet, here))) <= FOLDED_ROOM:
        return lambda *_: None
    return lambda first, last: address(**asked.query(first=first, last=last))


def _ends(diff: NotaDiff, here: Sequence[PairDiff], asked: Asked, address: Address | None) -> Ends:
    """Where the ends of moves are: on this page, or on that of the question with the other end."""
    if address is None:
        return move_ends(here)
    own = {id(pair) for pair in here}

    def page(pair: PairDiff) -> str | None:
        return None if id(pair) in own else address(**asked.query(kind=None, first=row(pair).anchor))

    return move_ends(diff.pairs, page)


def _chips(counted: Sequence[PairDiff], asked: Asked, say: Translator, address: Address | None) -> list[Chip]:
    def chip(name: str, word: Message, count: int) -> Chip:
        href = address(**asked.query(kind=name or None)) if address else None
        said = say.ngettext("%(n)s question shown", "%(n)s questions shown", count)
        return Chip(name, word, count, href, said, name == (asked.kind or ""))

    counts = {kind: sum(is_of(pair, kind) for pair in counted) for kind in FILTERS}
    chips = [chip(kind, word, counts[kind]) for kind, word in FILTERS.items() if counts[kind] or asked.kind == kind]
    return [*chips, chip("", Message("all questions"), len(counted))]


def _beside(anchors: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    return {
        own: (before, after)
        for before, own, after in zip([None, *anchors], anchors, [*anchors[1:], None], strict=False)
    }


def _following(later: Sequence[PairDiff], asked: Asked, address: Address | None) -> tuple[str, int] | None:
    if address is None or not later:
        return None
    return address(**asked.query(first=row(later[0]).anchor, last=asked.last)), len(later)
