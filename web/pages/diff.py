"""Two versions side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import AddressError
from corpus.model import Version
from differ.model import NotaDiff
from differ.reports.drafts import draft_of
from differ.reports.forms import FORMS, made
from differ.reports.sides import version_name
from web.asked import chosen, download
from web.conversions import conversion
from web.diff_asked import asked
from web.diff_page import page_of
from web.pages import compare
from web.pinned import pinned
from web.visit import library, say


def choose() -> AnyResponse:
    """Two addresses from a form, led to their comparison with the versions they mean now; of one, to choose two."""
    said = {side: address for side in ("left", "right") if (address := request.args.get(side, "").strip())}
    if len(said) < 2:
        return redirect(url_for("compare", left=said.get("left"), right=said.get("right")))
    try:
        left, right = (library().store.resolve(said[side]) for side in ("left", "right"))
    except AddressError as error:
        # Back to the form, where the one that is wrong can be put right.
        return make_response(compare.form(error.trouble), 404)
    query: dict[str, Any] = asked().query()
    return redirect(url_for("diff", left=left.address, right=right.address, **query))


def diff(left: str, right: str) -> Response:
    """Two versions side by side, question by question; with `?format=`, a report to keep."""
    old, new = library().store.resolve(left), library().store.resolve(right)
    # Asked once: each time the store looks whether the corpus has grown.
    versions = {nota: library().store.versions(nota) for nota in dict.fromkeys((old.nota, new.nota))}
    newest = [own[-1].commit for own in versions.values()]
    # What corrects a version may be one of another nota.
    replaced = [version.replaced_by for own in versions.values() for version in own]
    shows = [old.text_id, old.commit, new.text_id, new.commit, *newest, *replaced]
    return pinned(shows, partial(_made, old, new, versions))


def _made(old: Version, new: Version, versions: Mapping[str, Sequence[Version]]) -> str | Response:
    compared = library().compare(old, new)
    if form := chosen("format", [own.removeprefix(".") for own in FORMS]):
        return _report(form, compared, old)
    base = url_for("diff", left=old.address, right=new.address)

    def address(**query: str) -> str:
        # `url_for` would find the rule again for each of the many links.
        return f"{base}?{urlencode(query)}" if query else base

    wanted = asked()
    return render_template(
        "diff.html",
        page=page_of(compared, wanted, say(), address),
        view=wanted.view,
        address=address,
        converted=conversion(old, new, versions[new.nota]),
        places=(_places(old), _places(new)),
        old=old,
        new=new,
        notas={nota: [(version.address, _told(version)) for version in own] for nota, own in versions.items()},
        forms=[own.removeprefix(".") for own in FORMS],
    )


def _told(version: Version) -> str:
    """How one knows a version among others."""
    withdrawn = f" · {say()('withdrawn')}" if version.withdrawn else ""
    return f"{say()(version_name(version))} · {say().date(version.date)}{withdrawn}"


def _places(version: Version) -> tuple[str, str]:
    """The address of a version, and what those of the histories of its questions begin with."""
    name: dict[str, Any] = {"nota": version.nota, "version": version.number}
    return url_for("nota", **name), url_for("history", **name, question="1").removesuffix("1")


def _report(form: str, compared: NotaDiff, old: Version) -> Response:
    choice, draft = asked().choice, draft_of(library().store, old) if form == "docx" else None
    response = make_response(made(f".{form}", compared, say(), choice, draft).data)
    response.headers["Content-Type"] = FORMS[f".{form}"]
    left, right = (document.address.replace("@", ".v") for document in (compared.left, compared.right))
    return download(response, f"{left}--{right}.{form}")
