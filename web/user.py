"""Who asks, and whether they may write: told by a token they signed in with, or by a proxy before which they did."""

from __future__ import annotations

import socket
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from corpus.errors import CorpusError
from corpus.submission import is_author
from corpus.text import clean
from web.access import Access, key_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COOKIE = "nota-user"
LASTS = 12 * 3600
"""Seconds that one stays signed in."""
_PROXIED = "nota.proxied"


class MayNot(CorpusError):
    """This visitor may not do it."""


class Misdirected(CorpusError):
    """Asked of another host than this one is."""


@dataclass(frozen=True, slots=True)
class User:
    """One who may write."""

    key: str
    """Tells users apart; no secret."""
    author: str | None
    """`Name <email>`; None: whoever serves the pages."""


def access() -> Access:
    """Who may do what here."""
    return cast(Access, current_app.extensions["access"])


def user() -> User | None:
    """Who asks, where they may write."""
    if access().user_header and request.environ.get(_PROXIED):
        return _from_proxy(request.headers.get(access().user_header or "", ""))
    try:
        key = _signer().loads(request.cookies.get(COOKIE, ""), max_age=LASTS)
    except BadSignature:
        return None
    # A token that was withdrawn ends what was signed in with it.
    return User(key, access().tokens[key]) if key in access().tokens else None


def writer() -> User:
    """Who asks, on a page for those who may write. Raises MayNot."""
    if found := user():
        return found
    if access().tokens:
        raise MayNot("only who has signed in may add: open %(page)s first", page=url_for("sign_in"))
    raise MayNot("only who has signed in at the gate of these pages may add")


def admit(endpoints: Container[str | None]) -> Response | None:
    """Before a request: let to these views only who may write; a reader is led to where one signs in."""
    if request.endpoint not in endpoints or user():
        return None
    if request.method in ("GET", "HEAD") and access().tokens:
        return redirect(url_for("sign_in", next=request.full_path.rstrip("?")))
    writer()
    return None


def check_host() -> None:
    """Before a request: it must be for a name of ours. Raises Misdirected."""
    if not access().answers_to(request.host):
        raise Misdirected(
            "these pages are not served as '%(host)s'; whoever serves them can add that name with --name",
            host=request.host,
        )


def sign_in(response: Response, token: str) -> bool:
    """Sign in with a token: the cookie goes with the response. False for a token that is not known."""
    if not (known := access().author_of(token.strip())):
        return False
    cookie = str(_signer().dumps(known[0]))
    response.set_cookie(COOKIE, cookie, max_age=LASTS, samesite="Strict", httponly=True, secure=request.is_secure)
    return True


def sign_out(response: Response) -> None:
    """Forget who signed in."""
    response.delete_cookie(COOKIE, samesite="Strict", httponly=True, secure=request.is_secure)


class BehindProxies:
    """Believes what a trusted proxy says of the visitor (X-Forwarded-For, -Proto, -Host), and nobody else."""

    def __init__(self, app: WSGIApplication, access: Access) -> None:
        self._direct = app
        self._proxied = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._access = access

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """As WSGI wants it."""
        if self._access.is_proxy(environ.get("REMOTE_ADDR", "")):
            environ[_PROXIED] = True
            return self._proxied(environ, start_response)
        return self._direct(environ, start_response)


def _from_proxy(told: str) -> User | None:
    # A header comes as Latin-1; proxies write UTF-8 in it.
    with suppress(UnicodeError):
        told = told.encode("latin-1").decode("utf-8")
    name = clean(told)
    if not name:
        return None
    if is_author(name):
        return User(key_of(name), name)
    bare = name.replace("<", "").replace(">", "")
    address = bare.replace(" ", "") if "@" in bare else f"{bare.replace(' ', '.')}@{socket.gethostname()}"
    return User(key_of(name), f"{bare} <{address}>")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="user")
