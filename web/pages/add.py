"""Adding nota's: send files, see what was read of each, say what the paper does not, confirm."""

from __future__ import annotations

from typing import cast, get_args
from urllib.parse import urlencode

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from corpus.blocks import Revisions
from corpus.errors import CorpusError, FileRefused
from corpus.model import QAPair
from corpus.papers import SUFFIXES
from corpus.store import Stored
from differ.beforehand import find_out
from differ.reports.html_rows import diff_rows, outside_row
from differ.reports.markup import unmarked
from differ.reports.rows import counts
from web.adding import MOST_SAID, Outcome, Preview, Said, confirm, hold, preview, reread
from web.held import MOST, Held, Holding
from web.user import writer
from web.visit import library, say

AT_ONCE = 20
"""Files in one form: they are read while the browser waits."""


def add() -> str:
    """Where files are sent, and those that wait for a yes."""
    return _page([])


def sent() -> ResponseReturnValue:
    """Read and hold what was sent; on to what was read of it."""
    files = [own for own in request.files.getlist("file") if own.filename]
    if not files:
        return _page([FileRefused("no file was chosen; choose one or more first")]), 400
    held = [_held(own) for own in files[:AT_ONCE]]
    refused = [own for own in held if isinstance(own, CorpusError)]
    if len(files) > AT_ONCE:
        refused.append(FileRefused("only the first %(most)s files were read; send the others next", most=AT_ONCE))
    if refused:
        return _page(refused), 422
    if len(held) == 1 and isinstance(held[0], Held):
        return redirect(url_for("add_preview", held=held[0].key), 303)
    return redirect(url_for("add"), 303)


def add_preview(held: str) -> str:
    """What was read of one file, and what it would change."""
    return _preview(_waiting(held), Said.of(request.args))


def confirmed(held: str) -> ResponseReturnValue:
    """Store one file; or show it again with what is said of it now."""
    own, said = _waiting(held), Said.of(request.form)
    then = request.form.get("then")
    for revisions in get_args(Revisions):
        if then == revisions:
            reread(_holding(), own, revisions)
    if then in ("show", *get_args(Revisions)):
        return redirect(f"{url_for('add_preview', held=held)}?{urlencode(said.fields)}", 303)
    outcome = confirm(library().store, _holding(), own, said, writer())
    if isinstance(outcome.result, CorpusError):
        return _preview(own, said, outcome.result), 422
    return _done([outcome])


def all_confirmed() -> ResponseReturnValue:
    """Store all that waits of those named, as they were read, the first sent first."""
    keys = set(request.form.getlist("held"))
    waiting = [own for own in _holding().of(writer().key) if own.key in keys]
    if not waiting:
        return _page([FileRefused("none of these files waits here any longer; send them again")]), 422
    return _done([confirm(library().store, _holding(), own, Said(), writer()) for own in waiting])


def dropped(held: str) -> ResponseReturnValue:
    """Let go of a file that waits."""
    _holding().drop(_waiting(held))
    return redirect(url_for("add"), 303)


def _held(file: FileStorage) -> Held | CorpusError:
    return hold(_holding(), writer(), file.filename or "", file.stream.read())


def _waiting(key: str) -> Held:
    return _holding().get(writer().key, key)


def _page(refused: list[CorpusError]) -> str:
    waiting = [preview(library().store, own, Said()) for own in _holding().of(writer().key)]
    return render_template(
        "add.html",
        refused=[own.trouble for own in refused],
        waiting=[(own, counts(own.diff) if own.diff else []) for own in waiting],
        ready=sum(_is_ready(own) for own in waiting),
        suffixes=",".join(sorted(SUFFIXES - {".doc"})),
        at_once=AT_ONCE,
        most=MOST,
        author=writer().author,
    )


def _is_ready(own: Preview) -> bool:
    return own.trouble is None and own.same_as is None


def _preview(held: Held, said: Said, trouble: CorpusError | None = None) -> str:
    shown = preview(library().store, held, said)
    diff = shown.diff
    return render_template(
        "add-preview.html",
        shown=shown,
        nota=shown.reading.nota,
        found=[_found(pair) for pair in shown.reading.nota.pairs],
        trouble=trouble.trouble if trouble else shown.trouble,
        counts=counts(diff) if diff else [],
        rows=diff_rows(diff.pairs, say(), "both") if diff else [],
        view="both",
        outside=outside_row(diff, say(), "both") if diff else None,
        author=writer().author,
        most_said=MOST_SAID,
    )


def _found(pair: QAPair) -> tuple[str, str, Markup, Markup | None]:
    """Number, how it begins, question and answer."""
    text = pair.question.text
    return pair.number, text, unmarked(text), unmarked(pair.answer.text) if pair.answer else None


def _done(outcomes: list[Outcome]) -> str:
    stored = [(one, one.result) for one in outcomes if isinstance(one.result, Stored)]
    refused = [one.result.trouble for one in outcomes if isinstance(one.result, CorpusError)]
    find_out(library().store, [result.version for _, result in stored if result.status == "added"])
    return render_template("added.html", stored=stored, refused=refused)


def _holding() -> Holding:
    return cast(Holding, current_app.extensions["holding"])
