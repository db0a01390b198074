"""The pages: an address in, what the corpus says of it out."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import AddressError
from corpus.model import Version, plain
from differ.choosing import Choice
from differ.model import Kind, Located, NotaDiff
from differ.reports.drafts import draft_of
from differ.reports.forms import FORMS, made
from differ.reports.html_rows import diff_rows, outside_row
from differ.reports.markup import unmarked
from differ.reports.rows import counts
from differ.threads import blame, find
from differ.threads import history as thread_of
from differ.words import KINDS, MATCHES
from web.cluster_rows import answered_differently, cluster_row
from web.history_rows import origins, wording_rows
from web.nota_rows import NotaRows, linked_notes
from web.visit import library, say

NEWS = 8
"""How many versions and repetitions the first page shows."""


def home() -> str:
    """What is new, which questions repeat with another answer, and every nota."""
    differing = [cluster for cluster in library().clusters() if answered_differently(cluster)]
    return render_template(
        "home.html",
        documents=library().newest(),
        versions=library().versions(),
        news=[_news(version) for version in library().store.log()[:NEWS]],
        clusters=[cluster_row(cluster, say()) for cluster in differing[:NEWS]],
        others=_addresses(),
    )


@dataclass(frozen=True)
class News:
    """A version that came in, and what it changed in the one before."""

    version: Version
    title: str
    before: Version | None
    counts: list[tuple[Kind, int]]
    questions: int
    in_passages: bool


def _news(version: Version) -> News:
    before = library().before(version)
    document = library().store.document(version)
    return News(
        version=version,
        title=document.nota.meta.dossiertitel or document.nota.meta.titel or version.nota,
        before=before,
        counts=counts(library().compare(before, version)) if before else [],
        questions=len(document.nota.pairs),
        in_passages=document.nota.in_passages,
    )


def nota(nota: str, version: str | None = None) -> str:
    """One version of a nota: the newest, or the one asked for."""
    shown = _version(nota, version)
    versions = library().store.versions(shown.nota)
    before = library().before(shown)
    document = library().store.document(shown)
    return render_template(
        "nota.html",
        document=document,
        introduction=unmarked(plain(document.nota.introduction), linked_notes(document)),
        version=shown,
        versions=versions,
        before=before,
        rows=NotaRows(document, frozenset(library().store.notas())).rows(
            library().compare(before, shown) if before else None,
            library().clusters(shown.nota) if shown == versions[-1] else (),
        ),
        others=_addresses(),
    )


def markdown(nota: str, version: str) -> Response:
    """The text of a version as the corpus holds it."""
    shown = _version(nota, version)
    response = make_response(library().store.text(shown))
    response.headers["Content-Type"] = "text/markdown; charset=utf-8"
    return _download(response, f"{shown.nota}.v{shown.number}.md")


def source(nota: str, version: str) -> Response:
    """The file as it was received."""
    shown = _version(nota, version)
    data = library().store.source(shown)
    if data is None:
        raise AddressError("the source of %(address)s was not kept", address=shown.address)
    name = PurePath(shown.source_name or shown.address).name
    response = make_response(data)
    response.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _download(response, name)


def choose() -> AnyResponse:
    """Two addresses from a form, led to their comparison, with the versions that they mean now."""
    left, right = (library().store.resolve(request.args.get(side, "").strip()) for side in ("left", "right"))
    return redirect(url_for("diff", left=left.address, right=right.address))


def diff(left: str, right: str) -> str | Response:
    """Two versions side by side, question by question; with `?format=`, a report to keep."""
    old, new = library().store.resolve(left), library().store.resolve(right)
    compared = library().compare(old, new)
    if form := _asked("format", [own.removeprefix(".") for own in FORMS]):
        return _report(form, compared, old)
    kind = _asked("kind", KINDS)
    return render_template(
        "diff.html",
        diff=compared,
        old=old,
        new=new,
        kind=kind,
        counts=counts(compared),
        outside=outside_row(compared, say()),
        rows=diff_rows(compared, say(), kind),
        others=_addresses(),
        forms=[own.removeprefix(".") for own in FORMS],
    )


def _report(form: str, compared: NotaDiff, old: Version) -> Response:
    report = made(f".{form}", compared, say(), Choice(), draft_of(library().store, old) if form == "docx" else None)
    response = make_response(report.data)
    response.headers["Content-Type"] = FORMS[f".{form}"]
    left, right = (document.address.replace("@", ".v") for document in (compared.left, compared.right))
    return _download(response, f"{left}--{right}.{form}")


def duplicates() -> str:
    """The questions that repeat: in the whole corpus, or with a member in one nota."""
    wanted, kind = request.args.get("nota"), _asked("kind", MATCHES)
    nota = library().store.resolve(wanted).nota if wanted else None
    found = [cluster_row(c, say()) for c in library().clusters(nota) if kind is None or kind in c.kinds]
    return render_template(
        "duplicates.html",
        nota=nota,
        kind=kind,
        # What asks for a reader's judgement first; the sort is stable, so the order of reading stays.
        clusters=sorted(found, key=lambda row: not row.answered_differently),
        notas=library().store.notas(),
        dates={own: versions[-1].date for own, versions in library().versions().items()},
    )


def history(nota: str, version: str, question: str) -> str:
    """The wordings of an answer through time, and which version brought each sentence of it."""
    shown = _version(nota, version)
    address = f"{shown.address}#{question}"
    _, pair = find(library().store, address)
    alone = Located(address, pair).is_alone
    return render_template(
        "history.html",
        version=shown,
        number=pair.number,
        question=None if alone else unmarked(pair.question.text),
        wordings=wording_rows(thread_of(library().store, address), say()),
        origins=origins(blame(library().store, address), "question" if alone else "answer"),
    )


def healthz() -> Response:
    """Whether the corpus can be read; `head` tells which state of it."""
    return make_response({"schema": "nota.health/1", "ok": True, "head": library().store.head})


def _version(nota: str, version: str | None) -> Version:
    """The version that a link names. Raises AddressError."""
    return library().store.resolve(f"{nota}@{version}" if version else nota)


def _asked(name: str, among: Collection[str]) -> str | None:
    """A choice in the query; None where it is none of these."""
    value = request.args.get(name)
    return value if value in among else None


def _addresses() -> list[str]:
    """What can be compared: every version."""
    return [version.address for versions in library().versions().values() for version in versions]


def _download(response: Response, name: str) -> Response:
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
