"""Texts -> a shelf: read and profiled in several processes, put away batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.model import Nota
from corpus.normal import load
from differ.asked import Text, text_of
from differ.help import _
from differ.progress import Progress
from differ.shelf import Shelf
from differ.workers import each

BATCH = 20
"""Texts that are put away together: what is there stays there when the work is broken off."""


Read = Callable[[str], Nota]


class Reader:
    """Reads texts. Raises what `read` raises: of the normal form DamagedText."""

    def __init__(self, _shelf: Shelf, read: Read) -> None:
        self._read = read

    def __call__(self, texts: Sequence[tuple[str, str]]) -> list[Text]:
        """What is kept of each of these texts, each given with its key."""
        return [text_of(key, self._read(text)) for key, text in texts]


def file_texts(
    shelf: Shelf, keys: Iterable[str], text: Callable[[str], str], progress: Progress, read: Read = load
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
