"""Texts that follow each other, cut as each by itself: what stayed is compared, and not looked through for headings.

To look for the headings in 55 kB takes some forty microseconds, and to compare as much a tenth of it. So a text is held
against the one before it in blocks of some questions; only a block that changed is cut, up to where the next goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.cutting import FRONT, NEXT, Piece, decoded, introduction, piece_of, pieces, text_of

_SIZE = 8
"""Pieces in a block, some 5 kB: a smaller one is compared no sooner, and of a larger one more is cut for each edit."""
_OPENING = 60
"""Bytes of a block by which it is found: a heading and the first words under it."""
_MORE = 10_000
"""Bytes by which a block may grow for the next one to be looked for behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Some pieces that stand together, from a heading up to another one or the end."""

    content: bytes
    chunks: Sequence[bytes]
    """The content of each piece, without what stands between two of them."""
    cut: Sequence[Piece]


class _Parts(dict[bytes, str]):
    """The same text for a question and an answer that only got another number."""

    def __missing__(self, part: bytes) -> str:
        text = self[part] = text_of(part)
        return text


class _Cut(dict[bytes, Piece]):
    """What was cut of these texts: the same piece where it stands again. It goes with them."""

    def __init__(self) -> None:
        super().__init__()
        self._text = _Parts().__getitem__

    def __missing__(self, chunk: bytes) -> Piece:
        piece = self[chunk] = piece_of(chunk, self._text)
        return piece


def successive(texts: Iterable[str | bytes]) -> Iterator[tuple[Piece, ...]]:
    """The `pieces` of each of these texts, of which each has most in common with the one before it.

    Raises DamagedText for bytes that are no text.
    """
    blocks: list[_Block] = []
    known = _Cut()
    cut: tuple[Piece, ...] = ()
    for text in texts:
        content = text.encode() if isinstance(text, str) else text
        before = blocks
        try:
            blocks = _cut_again(content, before, known)
        except UnicodeDecodeError:
            decoded(content)
            raise
        if blocks != before:
            cut = tuple(chain.from_iterable(block.cut for block in blocks))
        yield cut


def _cut_again(content: bytes, before: Sequence[_Block], known: _Cut) -> list[_Block]:
    stays = before and FRONT in before[0].content and _goes_on(content, 0, before[0])
    found = [before[0] if stays else _head(content)]
    at = len(found[0].content)
    for place, block in enumerate(before[1:], 2):
        if _goes_on(content, at, block):
            found.append(block)
            at += len(block.content)
            continue
        # Where the next one is not found either, most that follows got another number.
        near = at + len(block.content) + _MORE
        end = content.find(before[place].content[:_OPENING], at, near) if place < len(before) else -1
        if end < 0:
            break
        found += _blocks(content[at:end], known, block)
        at = end
    return found + list(_blocks(content[at:], known))


def _goes_on(content: bytes, at: int, block: _Block) -> bool:
    """Whether a block stands here, and no more than that under its last heading."""
    end = at + len(block.content)
    return content.startswith(block.content, at) and (end == len(content) or content.startswith(NEXT, end))


def _head(content: bytes) -> _Block:
    """What stands before the first heading; a text without front matter is no more than that."""
    front = content.find(FRONT)
    if front < 0:
        return _Block(content, (), pieces(content.decode()))
    # The end of the line of the front matter is the one before a heading that follows at once.
    start = front + len(FRONT) - 1
    end = content.find(NEXT, start)
    own = content[: end if end >= 0 else len(content)]
    own.decode()
    return _Block(own, (), (introduction(own[start:]),))


def _blocks(content: bytes, known: _Cut, before: _Block | None = None) -> Iterator[_Block]:
    """What begins with a heading, as blocks; `before`: the one that may have become this."""
    _, *chunks = content.split(NEXT)
    if before and len(chunks) == len(before.chunks):
        both = zip(chunks, before.chunks, before.cut, strict=True)
        yield _Block(content, chunks, [own if new == old else known[new] for new, old, own in both])
        return
    for start in range(0, len(chunks), _SIZE):
        own = chunks[start : start + _SIZE]
        yield _Block(NEXT + NEXT.join(own), own, list(map(known.__getitem__, own)))
