"""The file from which a version was read: to keep, and to look at where a sentence stands in it."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import AddressError
from corpus.located import options_of
from corpus.model import Version
from corpus.source_text import SourceText, has_lines, source_text
from differ.audit.threads import question_of
from web.asked import download, version_of
from web.pinned import pinned
from web.visit import library
from web.whereabouts import Spots, is_pdf

_PDF_POLICY = (
    # The viewer of a browser puts itself and its style into the document; nothing of the file itself may run or load.
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def source(nota: str, version: str) -> Response:
    """The file as it was received."""
    shown = version_of(nota, version)
    name = _name(shown)
    response = make_response(_kept(shown))
    response.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return download(response, name)


def source_view(nota: str, version: str) -> Response:
    """The file to look at: a PDF as it is, anything else as text, so that no markup of a stranger is ever ours."""
    shown = version_of(nota, version)
    if is_pdf(shown):
        return _pdf(shown)
    return pinned((shown.commit,), lambda: _text(shown))


def source_at(nota: str, version: str, question: str) -> AnyResponse:
    """The place of a question in the file; looked for on the spot where it is not known yet."""
    shown = version_of(nota, version)
    number = question_of(library().store.document(shown), question).number
    _kept(shown)
    spot = Spots(shown, library().places.found(shown)).of_question(number)
    return redirect(spot.href if spot else url_for("source_view", nota=shown.nota, version=shown.number))


def _pdf(version: Version) -> Response:
    response = make_response(_kept(version))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Security-Policy"] = _PDF_POLICY
    response.headers.set("Content-Disposition", "inline", filename=_name(version))
    return response


def _text(version: Version) -> str:
    read = source_text(_name(version), _kept(version), version.reader, options_of(version))
    return render_template(
        "source.html", version=version, lines=_numbered(read), is_text=has_lines(version.reader), name=_name(version)
    )


def _numbered(read: SourceText) -> list[tuple[int | None, str]]:
    """Each line with its number; the rows of a table may have that of a paragraph behind it, which then has none."""
    first = {line.number: at for at, line in reversed(list(enumerate(read.lines)))}
    return [(line.number if first[line.number] == at else None, line.text) for at, line in enumerate(read.lines)]


def _name(version: Version) -> str:
    return PurePath(version.source_name or version.address).name


def _kept(version: Version) -> bytes:
    data = library().store.source(version)
    if data is None:
        raise AddressError("the source of %(address)s was not kept", address=version.address)
    return data
