"""The pages for what goes wrong; the API gets the same sentences as JSON."""

from __future__ import annotations

from flask import Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from corpus.errors import CorpusError
from corpus.guarded.cell import MIB
from corpus.guarded.contained import LARGEST
from corpus.messages import Message
from web.visit import is_api, say


def not_found(error: CorpusError | HTTPException) -> Response:
    """404 for anything that is not there, whatever the reason: it says what was looked for."""
    if isinstance(error, CorpusError):
        return _page(404, Message("Not found"), error.trouble)
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


def _page(status: int, title: Message, reason: Message) -> Response:
    if is_api():
        response = jsonify({"schema": "nota.error/1", "error": say()(reason)})
    else:
        response = make_response(render_template("error.html", title=title, reason=reason))
    response.status_code = status
    return response
