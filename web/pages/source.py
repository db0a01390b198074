"""The file from which a version was read: to keep, and to look at where a sentence stands in it."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePath

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import AddressError
from corpus.located import options_of
from corpus.model import Document, Section, Version
from corpus.source_text import SourceText, has_lines, source_text
from differ.audit.asking import question_of
from web.asked import download, version_of
from web.pinned import pinned
from web.visit import library
from web.whereabouts import Spots, is_pdf

_SECTION = re.compile(r"s([1-9][0-9]{0,5})")
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


def source_at(nota: str, version: str, part: str) -> AnyResponse:
    """The place of a part in the file; looked for on the spot where it is not known yet.

    A part is a question (`12`), the introduction (`i`) or a section (`s3`, as it is called on the page of the nota).
    """
    shown = version_of(nota, version)
    document = library().store.document(shown)
    outside = _outside(document, part)
    number = question_of(document, part).number if outside is None else ""
    _kept(shown)
    spots = Spots(shown, library().places.found(shown))
    spot = spots.of_question(number) if outside is None else spots.of_outside(outside)
    return redirect(spot.href if spot else url_for("source_view", nota=shown.nota, version=shown.number))


def _outside(document: Document, part: str) -> int | None:
    """The place of a part outside the questions, 0 for the introduction; None where it is no such part."""
    if part == "i":
        return 0
    place, body = _SECTION.fullmatch(part), document.nota.body
    if place is None or int(place[1]) > len(body) or not isinstance(body[int(place[1]) - 1], Section):
        return None
    return int(place[1])


def _pdf(version: Version) -> Response:
    response = make_response(_kept(version))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Security-Policy"] = _PDF_POLICY
    response.headers.set("Content-Disposition", "inline", filename=_name(version))
    return response


def _text(version: Version) -> str:
    read = source_text(_name(version), _kept(version), version.reader, options_of(version))
    return render_template(
        "source.html",
        version=version,
        lines=_numbered(read),
        is_text=has_lines(version.reader),
        is_broken=read.broken,
        name=_name(version),
    )


def _numbered(read: SourceText) -> list[tuple[int | None, str]]:
    """Each line with its number; of a table, which has one for all its rows, the first."""
    first = {line.number: at for at, line in reversed(list(enumerate(read.lines)))}
    return [(line.number if first[line.number] == at else None, line.text) for at, line in enumerate(read.lines)]


def _name(version: Version) -> str:
    return PurePath(version.source_name or version.address).name


def _kept(version: Version) -> bytes:
    data = library().store.source(version)
    if data is None:
        raise AddressError("the source of %(address)s was not kept", address=version.address)
    return data
