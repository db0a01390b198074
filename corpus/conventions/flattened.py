"""Text of which a converter made one line: its page numbers and running headers stand within its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from corpus.blocks import Removal
from corpus.sentences import split

LONG = 1000
"""Characters of a line that no person typed as one."""
_SHORTEST, _LONGEST = 6, 40
"""Words of a running header: fewer are a turn of phrase."""
_ALIKE = 0.75
"""Of the words of a header that a scan has read alike on each page."""
_FEWEST_ITEMS = 2
"""Of a list; a single sign stands between two names too: 'Algemene Rekenkamer • Den Haag'."""
_OFTEN = 3
"""Pages on which it recurs; what stands twice may be said twice."""
_SLIP = 12
"""Words between a header and its page number: the first line of the page may have slipped in, 'Vraag 3 3/13'."""
_MARKS = frozenset({"Vraag", "Antwoord"})
# '3/13', also where the first word of the page stands against it.
_PAGE = re.compile(r"(\d{1,3})/(\d{1,3})((?:[^\W\d_]|[(«‘“]).*|)")
_BULLET = re.compile(r"(?<=[.:;,\w)])\s+•\s+(?=\S)")
_SPACES = re.compile(r" {2,}")
_PARAGRAPH = re.compile(r" {4,}")


def unflatten(text: str, bullet: str = "• ") -> tuple[str, list[Removal]]:
    """A text with its long lines cleared of furniture, and broken where runs of spaces tell that lines ended.

    A page number is a line of its own, so that one can tell the pages; and so is an item of a list, with `bullet`
    before it. Other lines come back as they are.
    """
    removed: list[Removal] = []
    lines: list[str] = []
    printed = text.split("\n")
    if "•" not in text and max(map(len, printed)) <= LONG:
        return text, removed
    for line in printed:
        if len(line) > LONG:
            own, gone = _cleared(line, bullet)
            lines += own
            removed += gone
        else:
            lines.append(_itemised(line, bullet) if "•" in line else line)
    return "\n".join(lines), removed


def _has_ends(line: str) -> bool:
    """Whether runs of spaces are the ends of lines, longer ones those of paragraphs; a few are slips of the thumb."""
    return len(_SPACES.findall(line)) * LONG >= len(line) * 5


def _itemised(line: str, bullet: str) -> str:
    """A line with each item of a list that runs on in it on a line of its own."""
    head, *items = _BULLET.split(line)
    if len(items) < _FEWEST_ITEMS:
        return line
    pieces = [head, ""]
    for at, item in enumerate(items):
        last = at == len(items) - 1
        own, after = _ended(item, last)
        pieces += [f"{bullet}{own}", *(["", after, ""] if after else [])]
    return "\n".join(pieces)


def _ended(item: str, last: bool) -> tuple[str, str]:
    """An item and what follows the list: nothing, unless it is the last one, leads to another list, or holds a mark.

    Nothing in such a text tells where a last item ends: it is taken to be one sentence.
    """
    own, *after = split(item)
    ends = last or item.endswith(":") or not _MARKS.isdisjoint(item.split())
    return (own, " ".join(after)) if ends and after else (item, "")


@lru_cache(maxsize=1024)
def _cleared(line: str, bullet: str) -> tuple[tuple[str, ...], tuple[Removal, ...]]:
    """The lines that a long line is made of, and what was taken out of it."""
    ended = _has_ends(line)
    line, gone = without_furniture(line, ended)
    line = _SPACES.sub("\n", _PARAGRAPH.sub("\n\n", line)) if ended else line
    return tuple(_itemised(piece, bullet) for piece in line.split("\n")), tuple(gone)


def without_furniture(line: str, ended: bool = False) -> tuple[str, list[Removal]]:
    """A long line without page numbers ('3/13', counting up) and the words that recur beside them.

    Where it tells the ends of lines (`ended`) a page number stays, as a line of its own: it tells the pages.
    """
    tokens = line.split(" ")
    pages = _page_numbers(tokens) if "/" in line else []
    if not pages:
        return line, []
    gone = _headers(tokens, pages)
    removed = []
    for at in pages:
        number, of, rest = _PAGE.fullmatch(tokens[at]).groups()  # type: ignore[union-attr]
        page = f"{number}/{of}"
        if rest:
            removed.append(Removal("layout", f"{page}{rest}", f"{page} {rest}"))
        tokens[at] = f"\n{page}\n{rest}" if ended else rest
        removed += [] if ended else [Removal("furniture", page)]
    gone |= {at for at in pages if not tokens[at]}
    runs = [[i for i, _ in run] for there, run in groupby(enumerate(tokens), lambda t: t[0] in gone) if there]
    texts = (" ".join(tokens[i] for i in run if tokens[i]) for run in runs)
    return (
        " ".join(token for i, token in enumerate(tokens) if i not in gone),
        [*removed, *(Removal("furniture", text) for text in texts if text)],
    )


def _page_numbers(tokens: list[str]) -> list[int]:
    """Where 'k/n' stands with one n and k counting up: of at least half of the pages."""
    found = [(i, int(m[1]), int(m[2])) for i, token in enumerate(tokens) if (m := _PAGE.fullmatch(token))]
    best: list[int] = []
    for total in {total for _, _, total in found}:
        last, own = 0, []
        for i, page, of in found:
            if of == total and last < page <= total:
                own.append(i)
                last = page
        if len(own) * 2 >= total and len(own) > max(1, len(best)):
            best = own
    return best


def _headers(tokens: list[str], pages: list[int]) -> set[int]:
    """The longest run of words that recurs beside most of the page numbers, in front of them or behind.

    An answer recurs too ('hier hebben wij geen onderzoek naar verricht'), but not beside page after page.
    """
    beside: dict[tuple[str, ...], list[list[int]]] = {}
    filled = [i for i, token in enumerate(tokens) if token]
    for at in (filled.index(page) for page in pages):
        for run in _runs_beside(filled, at):
            words = tuple(tokens[i] for i in run)
            if _MARKS.isdisjoint(words):
                beside.setdefault(words, []).append(run)
    often = max(_OFTEN, len(pages) // 3)
    recurring = [words for words, runs in beside.items() if len(runs) >= often]
    if not recurring:
        return set()
    header = max(recurring, key=len)
    found = {i for run in beside[header] for i in run}
    for at in (filled.index(page) for page in pages):
        found.update(_much_like(header, _runs_beside(filled, at), tokens))
    return found


def _much_like(header: tuple[str, ...], runs: Iterable[list[int]], tokens: list[str]) -> list[int]:
    """The run beside a page number that is the header, but for its first word or for a few letters; [] for none."""
    alike: dict[int, list[int]] = {}
    for run in runs:
        if len(header) - 1 <= len(run) <= len(header):
            same = sum(tokens[i] == word for i, word in zip(run, header[-len(run) :], strict=True))
            alike.setdefault(same, run)  # the shorter one: its first word may be the last one of the text
    most = max(alike, default=0)
    return alike[most] if most >= len(header) * _ALIKE else []


def _runs_beside(filled: list[int], at: int) -> Iterator[list[int]]:
    """Runs of words that end shortly before a page number, or begin shortly behind it."""
    for slip in range(_SLIP + 1):
        for length in range(_SHORTEST, _LONGEST + 1):
            if at - slip - length >= 0:
                yield filled[at - slip - length : at - slip]
            if at + 1 + slip + length <= len(filled):
                yield filled[at + 1 + slip : at + 1 + slip + length]
