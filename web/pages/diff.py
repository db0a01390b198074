"""Two versions side by side."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.model import Version
from differ.choosing import Choice
from differ.model import NotaDiff
from differ.reports.drafts import draft_of
from differ.reports.forms import FORMS, made
from differ.reports.html_rows import diff_rows, outside_row
from differ.reports.rows import counts
from differ.words import KINDS
from web.asked import addresses, chosen, download
from web.visit import library, say


def choose() -> AnyResponse:
    """Two addresses from a form, led to their comparison, with the versions that they mean now."""
    left, right = (library().store.resolve(request.args.get(side, "").strip()) for side in ("left", "right"))
    return redirect(url_for("diff", left=left.address, right=right.address))


def diff(left: str, right: str) -> str | Response:
    """Two versions side by side, question by question; with `?format=`, a report to keep."""
    old, new = library().store.resolve(left), library().store.resolve(right)
    compared = library().compare(old, new)
    if form := chosen("format", [own.removeprefix(".") for own in FORMS]):
        return _report(form, compared, old)
    kind = chosen("kind", KINDS)
    return render_template(
        "diff.html",
        diff=compared,
        old=old,
        new=new,
        kind=kind,
        counts=counts(compared),
        outside=outside_row(compared, say()),
        rows=diff_rows(compared, say(), kind),
        others=addresses(),
        forms=[own.removeprefix(".") for own in FORMS],
    )


def _report(form: str, compared: NotaDiff, old: Version) -> Response:
    report = made(f".{form}", compared, say(), Choice(), draft_of(library().store, old) if form == "docx" else None)
    response = make_response(report.data)
    response.headers["Content-Type"] = FORMS[f".{form}"]
    left, right = (document.address.replace("@", ".v") for document in (compared.left, compared.right))
    return download(response, f"{left}--{right}.{form}")
