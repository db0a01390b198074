"""Pages that are made once: their ETag is known before they are, from the object ids of what they show."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import cast

from flask import Response, current_app, g, make_response, request, stream_with_context
from flask.typing import ResponseReturnValue

from web.user import access
from web.visit import choices

ROOM = 64 * 2**20
"""Bytes of pages that one process keeps."""
_HOUSE = Path(__file__).parents[1]
_FLOORS = ("corpus", "differ", "web")


def pinned(shows: Iterable[str | None], make: Callable[[], ResponseReturnValue]) -> Response:
    """The answer to this request, made at most once for what it shows; 304, and nothing made, where the browser has it.

    `shows` must name everything of the corpus that the page shows, by id: of a version its `text_id`, and its `commit`
    where number, label, date or author are shown; of a list that grows with the corpus (newer versions, repeated
    questions, all addresses) `library().store.head`. With the head among them each import makes every page anew, so
    what may is better left out of a page of versions. Language, choices of the visitor, path, query and the edition of
    our code are part of the key already. Nothing else may be shown: no clock, no user, no form with a token.
    """
    tag = _tag(shows)
    pages = _pages()
    g.pinned = True
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    elif kept := pages.get(tag):
        answer = Response(kept[0], headers=kept[1])
    else:
        answer = make_response(make())
        if "form" in g:
            raise RuntimeError(f"{request.path}: a page with a form of its visitor cannot be kept for others")
        if answer.status_code == 200:
            pages.put(tag, answer.get_data(), list(answer.headers))
    answer.set_etag(tag)
    return answer


def streamed(shows: Iterable[str | None], make: Callable[[], Iterator[str]], media: str) -> Response:
    """As `pinned`, of what is too long to be held: sent as it is made."""
    tag = _tag(shows)
    g.pinned = True
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    else:
        answer = Response(stream_with_context(make()) if request.method == "GET" else (), content_type=media)
    answer.set_etag(tag)
    return answer


def _tag(shows: Iterable[str | None]) -> str:
    # The menu has what can be done here.
    own_kind = "adding" if access().writing else "reading"
    parts = (edition(), own_kind, request.full_path, *choices(), *(own or "" for own in shows))
    return hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()


@cache
def edition() -> str:
    """Of our code, templates, catalogues and styles: other code makes other pages. 32 hex digits."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(file for floor in _FLOORS for file in (_HOUSE / floor).rglob("*.*")):
        if file.suffix in (".py", ".html", ".css", ".js", ".mo", ".txt", ".toml") and file.is_file():
            digest.update(str(file.relative_to(_HOUSE)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


class Pages:
    """Answers by their ETag, up to ROOM bytes; the one longest not asked for goes first. Safe in many threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held: OrderedDict[str, tuple[bytes, list[tuple[str, str]]]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, tag: str) -> tuple[bytes, list[tuple[str, str]]] | None:
        """Body and headers; None where it is not kept."""
        with self._lock:
            if found := self._held.get(tag):
                self._held.move_to_end(tag)
            return found

    def forget(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._held.clear()
            self._bytes = 0

    def put(self, tag: str, body: bytes, headers: list[tuple[str, str]]) -> None:
        """Keep an answer, and let go of others where there is no room."""
        if len(body) > self._room // 8:
            return
        with self._lock:
            if tag in self._held:
                return
            self._held[tag] = (body, headers)
            self._bytes += len(body)
            while self._bytes > self._room:
                self._bytes -= len(self._held.popitem(last=False)[1][0])


def _pages() -> Pages:
    return cast(Pages, current_app.extensions["pages"])
