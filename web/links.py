"""Where the words of a nota lead: to a question on the same page, to a paper of the corpus, to the official gazette."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from corpus.model import Document
from corpus.pointers import Pointer, pointers
from web.told import Link

OFFICIAL = "https://zoek.officielebekendmakingen.nl/{}.html"
"""Where the States-General publish the paper with this id."""


class Links:
    """The links in the sentences of one nota; `known` are the ids of the corpus.

    `page` is the address of the nota, where its sentences are shown on another page.
    """

    def __init__(self, document: Document, known: frozenset[str], page: str = "") -> None:
        self._page = page
        self._meta = document.nota.meta
        self._numbers = frozenset(pair.number for pair in document.nota.pairs)
        self._known = known

    def __call__(self, sentence: str) -> tuple[Link, ...]:
        """What is a link in a sentence: what it points to, as far as that is somewhere."""
        return tuple(self._links(sentence))

    def _links(self, sentence: str) -> Iterator[Link]:
        for pointer in pointers(sentence, self._meta.dossier, self._known):
            if href := self._href(pointer):
                yield Link(pointer.start, pointer.end, href)

    def _href(self, pointer: Pointer) -> str | None:
        anchor = f"v{pointer.number}" if pointer.number else None
        if pointer.paper is None or pointer.paper == self._meta.id:
            return f"{self._page}#{anchor}" if pointer.number in self._numbers else None
        if pointer.paper in self._known:
            return url_for("nota", nota=pointer.paper, _anchor=anchor)
        # Which question of a paper that is not here cannot be linked; the paper itself is, where it is named.
        return None if anchor else OFFICIAL.format(pointer.paper)
