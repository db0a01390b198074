"""The pages for what goes wrong; the API gets the same sentences as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flask import Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from corpus.address import Address, parse
from corpus.errors import AddressError, CorpusError
from corpus.guarded.cell import MIB
from corpus.guarded.contained import LARGEST
from corpus.messages import Message
from corpus.model import Version
from web.visit import is_api, library, say


def not_found(error: CorpusError | HTTPException) -> Response:
    """404 for anything that is not there, whatever the reason: it says what was looked for."""
    if isinstance(error, CorpusError):
        return _page(404, Message("Not found"), error.trouble, [] if is_api() else _named(error.trouble))
    return _page(404, Message("Not found"), Message("There is no page at %(path)s", {"path": request.path}))


def bad(error: CorpusError | HTTPException) -> Response:
    """400: what was asked for cannot be read."""
    unread = Message("this request cannot be read")
    return _page(400, Message("Not understood"), error.trouble if isinstance(error, CorpusError) else unread)


def not_so(error: MethodNotAllowed) -> Response:
    """405: what is asked for cannot be done here."""
    allowed = ", ".join(sorted(error.valid_methods or ()))
    response = _page(405, Message("Not possible here"), Message("This address takes %(methods)s", {"methods": allowed}))
    response.headers["Allow"] = allowed
    return response


def forbidden(error: CorpusError) -> Response:
    """403: this visitor may not do it, or not so."""
    return _page(403, Message("Not allowed"), error.trouble)


def misdirected(error: CorpusError) -> Response:
    """421: asked of another host than this one is."""
    return _page(421, Message("Another host"), error.trouble)


def too_large(_error: HTTPException) -> Response:
    """413: more was sent than is taken."""
    most = Message("more was sent than the %(most)s MiB that are taken at once", {"most": LARGEST // MIB})
    return _page(413, Message("Too large"), most)


def not_yet(error: CorpusError) -> Response:
    """503: it is being found."""
    response = _page(503, Message("Not yet"), error.trouble)
    response.headers["Retry-After"] = "60"
    return response


def trouble(error: CorpusError) -> Response:
    """500: the corpus cannot be read as it should."""
    current_app.logger.error("%s: %s", request.path, error)
    return _page(500, Message("The corpus cannot be read"), error.trouble)


def broken(_error: HTTPException) -> Response:
    """500: a mistake of ours; Flask has logged where."""
    why = Message("This is a mistake in the program; who serves these pages finds it in the log")
    return _page(500, Message("Something went wrong"), why)


def _named(reason: Message) -> list[Version]:
    """The nota's and versions that a reason names, which are there: what is missing is mostly close to one of them."""
    store, found = library().store, []
    for named in (part for value in reason.values.values() for part in str(value).split(", ")):
        with suppress(AddressError):
            address = parse(named)
            if address.nota in store.notas():
                found.append(_standing(address))
    return list(dict.fromkeys(found))


def _standing(address: Address) -> Version:
    """The version of an address, or where there is no such one the newest."""
    store = library().store
    number = address.version or 0
    return next((own for own in store.versions(address.nota) if own.number == number), store.newest(address.nota))


def _page(status: int, title: Message, reason: Message, ways: Sequence[Version] = ()) -> Response:
    if is_api():
        response = jsonify({"schema": "nota.error/1", "error": say()(reason)})
    else:
        response = make_response(render_template("error.html", title=title, reason=reason, ways=ways))
    response.status_code = status
    return response
