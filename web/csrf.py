"""Forms that only our own pages can send: a signed token in the form, of which a cookie has the other half.

Another site can make a browser send a form with its cookies, but can read neither the cookie nor our page. Signed with
the secret of the corpus, so that any worker takes the form that another has shown, and nothing is kept of it.
"""

from __future__ import annotations

import re
import secrets

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup

from corpus.errors import CorpusError

FIELD = "csrf"
"""Of the form; `X-CSRF-Token` for a script."""
COOKIE = "nota-form"
LASTS = 12 * 3600
"""Seconds that a page with a form may stand open."""
_HALF = re.compile(r"[\w-]{22}")


class Forged(CorpusError):
    """A form that no page of ours has shown, or too long ago."""


def field() -> Markup:
    """The token as a hidden field, for `{{ csrf_field() }}` in a form that is posted.

    A page that has one is this visitor's alone: it is kept by nobody, and cannot be `pinned`.
    """
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def token() -> str:
    """The half of the token that stands in the form."""
    g.form = g.get("form") or _cookie() or secrets.token_urlsafe(16)
    return str(_signer().dumps(g.form))


def check() -> None:
    """Before a request that is no reading. Raises Forged."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.routing_exception:
        return
    # What every browser of today says of itself comes on top of the token, never in its place.
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forged("this form was sent by another site; open the page here and send it again")
    sent = request.headers.get("X-CSRF-Token") or request.form.get(FIELD, "")
    try:
        half = _signer().loads(sent, max_age=LASTS)
    except BadSignature:
        half = None
    if half is None or not secrets.compare_digest(str(half), _cookie()):
        raise Forged("this form was shown too long ago, or elsewhere; open its page again and send it once more")


def keep(response: Response) -> None:
    """Send the cookie with a page that has a form."""
    if "form" not in g:
        return
    if g.form != _cookie():
        response.set_cookie(COOKIE, g.form, samesite="Strict", httponly=True, secure=request.is_secure)
    response.cache_control.no_store = True


def _cookie() -> str:
    own = request.cookies.get(COOKIE, "")
    return own if _HALF.fullmatch(own) else ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="form")
