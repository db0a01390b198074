"""Texts -> a shelf: read and profiled in several processes, put away batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.cutting import pairs
from corpus.front_matter import load_meta
from corpus.model import Nota
from corpus.normal import load
from differ.bilingual.help import _
from differ.progress import Progress
from differ.shelves.asked import Text, text_of
from differ.shelves.shelf import Shelf
from differ.shelves.workers import each

BATCH = 20
"""Texts that are put away together: what is there stays there when the work is broken off."""


Read = Callable[[str], Nota]


def questions(text: str) -> Nota:
    """The questions of a stored text, and which paper it is: all that is kept of it.

    In half a millisecond for twenty; to read all of it takes ten times as long. Raises DamagedText.
    """
    front, is_whole, _ = text.partition("\n---\n")
    if not (is_whole and front.startswith("---\n")):
        # Which tells what is wrong with it.
        return load(text)
    return Nota(load_meta(front[4:] + "\n"), (), tuple(pair.question for pair in pairs(text)))


class Reader:
    """Reads texts. Raises what `read` raises: of the normal form DamagedText."""

    def __init__(self, shelf: Shelf, read: Read) -> None:
        self._read = read
        # Of a few texts no more may come of it than one looks at, and they are read in this process.
        self._to_spool = shelf.folder is not None

    def __call__(self, texts: Sequence[tuple[str, str]]) -> list[Text]:
        """What is kept of each of these texts, each given with its key."""
        return [text_of(key, self._read(text), self._to_spool) for key, text in texts]


def file_texts(
    shelf: Shelf, keys: Iterable[str], text: Callable[[str], str], progress: Progress, read: Read = questions
) -> None:
    """Put those of these texts on the shelf that are not there yet; `text` gives the text for a key, `read` reads it.

    `read` must be a function of a module: other processes call it.
    """
    missing = shelf.missing(keys)
    with progress(_("reading"), len(missing)) as bar:
        batches = (tuple((key, text(key)) for key in batch) for batch in _batches(missing))
        for texts in each(shelf, Reader, batches, len(missing) // BATCH, (read,)):
            shelf.put(texts)
            bar.update(len(texts))


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
