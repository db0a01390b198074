"""What belongs to every request: its language, the corpus it reads, and the headers that keep its pages safe."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import urlencode

from flask import Response, current_app, g, request, url_for

from differ.bilingual.language import LANGUAGES, Language, Translator, translator
from differ.bilingual.words import FACTS, GRADES, KINDS, MATCHES, REMOVALS, called, counted, ranges
from web import csrf, menu
from web.assets import asset, is_asset, keep
from web.display import display
from web.house import house
from web.reading import Library
from web.user import access

FEW_FACTS, MANY_FACTS = 6, 12
"""Facts that are seen at once, in a list of several questions and above one text; more than these are folded.
A table with new figures has dozens, and would push what was said out of sight."""
_YEAR = 365 * 24 * 3600  # seconds

# Nothing but our own files, nothing inline, nobody's frame.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_FOR_OTHER_SITES = {
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_THIS_MACHINE = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
_VARY = ("Accept-Language", "Cookie", "Origin")


def language() -> Language:
    """The language in the link, else as chosen before, else what the browser prefers; Dutch where none fits."""
    if "language" not in g:
        preferred = request.accept_languages.best_match(LANGUAGES)
        choices = (request.args.get("lang"), request.cookies.get("lang"), preferred)
        g.language = next((own for choice in choices for own in LANGUAGES if own == choice), "nl")
    return cast(Language, g.language)


def choices() -> tuple[str, ...]:
    """What this visitor chose of how pages look: two visitors with the same choices get the same page."""
    return (language(), repr(display()), house().theme_address or "")


def say() -> Translator:
    """The translator of this request."""
    if "say" not in g:
        g.say = translator(language())
    return cast(Translator, g.say)


def gettext(sentence: str) -> str:
    """A sentence of a template in the language of this request, its places not yet filled in."""
    return say()(sentence)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that goes with `n`, which it says as the language writes it; its other places not yet filled in."""
    form = say().catalogue.ngettext(singular, plural, n)
    for place in ("n", "num"):
        form = form.replace(f"%({place})s", say().number(n))
    return form


def library() -> Library:
    """The corpus that the application reads."""
    return cast(Library, current_app.extensions["library"])


def words() -> dict[str, object]:
    """What every template may use."""
    return {
        "say": say(),
        "called": called,
        "counted": counted,
        "ranges": ranges,
        "language": language(),
        "asset": asset,
        "display": display(),
        "theme": house().theme_address,
        "shortcut": display().shortcut,
        "menu": menu.entries(menu.PAGES),
        "about": menu.entries(menu.ABOUT),
        "page_link": lambda page: with_query(page=page),
        "query_link": with_query,
        "switch": [(code, _same_page(code)) for code in LANGUAGES],
        "KINDS": KINDS,
        "FACTS": FACTS,
        "FEW_FACTS": FEW_FACTS,
        "MANY_FACTS": MANY_FACTS,
        "MATCHES": MATCHES,
        "GRADES": GRADES,
        "REMOVALS": REMOVALS,
    }


def is_api() -> bool:
    """Whether a program asks, which wants JSON."""
    return request.path.startswith(("/api/", "/openapi.json"))


def finish(response: Response) -> Response:
    """Keep the chosen language, add the safety headers, and answer 304 where the browser has the same bytes."""
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie("lang", language(), max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    if is_api() and (origin := _who_may_read()):
        # Reading only, and without the cookies of the visitor.
        response.headers.update({**_FOR_OTHER_SITES, "Access-Control-Allow-Origin": origin})
    own = {name for name, _ in response.headers}
    response.headers.extend([(name, value) for name, value in _HEADERS.items() if name not in own])
    if is_asset():
        return keep(response)
    csrf.keep(response)
    if response.status_code not in (200, 304) or response.direct_passthrough:
        return response
    if "pinned" in g:
        # As below, where it costs a fifth of a kept page.
        response.headers["Vary"] = ", ".join(_VARY)
        response.headers["Cache-Control"] = "no-cache"
        return response
    response.vary.update(_VARY)
    # A version never changes, but what is said around it does (newer versions, repetitions): so ask each time.
    response.cache_control.no_cache = True
    if "form" not in g and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response


def _who_may_read() -> str | None:
    """The origin whose pages may read the API in a browser; `*` for all of them.

    Where only this machine reaches us, not every site that someone on it visits, but the pages that it serves itself.
    """
    if access().cors:
        return "*"
    origin = request.headers.get("Origin", "")
    return origin if _THIS_MACHINE.fullmatch(origin) else None


def with_query(**changes: object) -> str:
    """This page with other choices in its query; None leaves one out."""
    kept = [(name, own) for name, own in request.args.items(multi=True) if name not in changes and name != "lang"]
    chosen = [(name, value) for name, value in changes.items() if value is not None]
    # Not by `url_for` alone, to which some names mean something else.
    query = urlencode([*kept, *chosen])
    return url_for(request.endpoint or "home", **(request.view_args or {})) + (f"?{query}" if query else "")


def _same_page(code: Language) -> str:
    """This page in another language."""
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return url_for("home", lang=code)
    return with_query(lang=code)
