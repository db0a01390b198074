"""Any two texts compared: two versions of the corpus, or two files of which nothing is kept."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.papers import SUFFIXES
from differ.choosing import Choice
from differ.reports.forms import FORMS, made
from web.asked import download
from web.comparing import Compared, compared, sent
from web.diff_asked import Asked
from web.diff_page import page_of
from web.visit import library, say

SUGGESTED = 1_000
"""Versions that the field for an address offers, the newest; more would weigh down the page, and any may be typed."""


def compare() -> str:
    """Which two."""
    return form(None)


def compare_files() -> Response:
    """Two files side by side, or (`format` in the form) as a report to keep; nothing of them is kept here."""
    try:
        result = compared(*sent(request.files.to_dict(), request.form))
        answer = _answer(result)
    except FileRefused as error:
        answer = make_response(form(error.trouble), 422)
    answer.cache_control.no_store = True
    return answer


def _answer(result: Compared) -> Response:
    kept_as = f".{request.form.get('format', '')}"
    if kept_as in FORMS:
        response = make_response(made(kept_as, result.diff, say(), Choice(), result.draft).data)
        response.headers["Content-Type"] = FORMS[kept_as]
        return download(response, f"{result.left.name}--{result.right.name}{kept_as}")
    page = page_of(result.diff, Asked(), say())
    return make_response(render_template("compared-files.html", page=page, view=page.view, result=result))


def form(refused: Message | None) -> str:
    """The page that asks which two, filled in as the query says; with why what was asked for cannot be done."""
    return render_template(
        "compare.html",
        refused=refused,
        left=request.args.get("left", ""),
        right=request.args.get("right", ""),
        versions=library().store.log()[:SUGGESTED],
        suffixes=",".join(sorted(SUFFIXES - {".doc"})),
        forms=[own.removeprefix(".") for own in FORMS],
    )
