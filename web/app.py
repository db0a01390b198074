"""Pages and API over a corpus: `create_app` makes the application; its routes are the tables above it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flask import Flask, Request
from flask.sessions import SessionInterface
from flask.typing import ResponseReturnValue
from flask_babel import Babel  # type: ignore[import-untyped]
from jinja2 import ChoiceLoader, FileSystemLoader

from corpus.errors import AddressError, CorpusError
from corpus.guarded.cell import MIB
from corpus.guarded.contained import LARGEST
from corpus.store import Store
from differ.audit.days import NoDay
from differ.audit.when import NoPhrase
from differ.bilingual.language import CATALOGUES
from differ.reports.html import TEMPLATES
from web import api, api_audit, assets, csrf, errors, user, visit
from web.access import READING, Access
from web.held import Holding, NotHeld
from web.house import house_of, theme
from web.openapi import described
from web.pages import (
    about,
    add,
    audit,
    compare,
    diff,
    duplicates,
    feed,
    health,
    history,
    home,
    nota,
    search,
    signing,
    source,
)
from web.paging import BadQuery
from web.pinned import Pages
from web.quoting import quoting
from web.reading import Library
from web.repeated import NotYet
from web.secret import secret_of

Route = tuple[str, Callable[..., ResponseReturnValue]]

PAGES = (
    ("/", home.home),
    ("/nota/<nota>", nota.nota),
    ("/nota/<nota>/<version>", nota.nota),
    ("/nota/<nota>/<version>/markdown", nota.markdown),
    ("/nota/<nota>/<version>/source", source.source),
    ("/nota/<nota>/<version>/source/view", source.source_view),
    ("/nota/<nota>/<version>/source/<part>", source.source_at),
    ("/diff", diff.choose),
    ("/diff/<left>/<right>", diff.diff),
    ("/compare", compare.compare),
    ("/duplicates", duplicates.duplicates),
    ("/search", search.search),
    ("/feed.atom", feed.feed),
    ("/history/<nota>/<version>/<question>", history.history),
    ("/log", audit.log),
    ("/when", audit.when),
    ("/at", audit.at),
    ("/display", about.display),
    ("/accessibility", about.accessibility),
    ("/theme.css", theme),
    ("/healthz", health.healthz),
)
FORMS: tuple[Route, ...] = (("/compare", compare.compare_files), ("/display", about.set_display))
"""What is posted, each beside its page in `PAGES`; the token of `{{ csrf_field() }}` is checked before the view."""
ADDING = (
    ("/add", add.add),
    ("/add/<held>", add.add_preview),
    ("/sign-in", signing.sign_in),
)
"""Pages that are there only where someone may write."""
ADDING_FORMS: tuple[Route, ...] = (
    ("/add", add.sent),
    ("/add/all", add.all_confirmed),
    ("/add/<held>", add.confirmed),
    ("/add/<held>/drop", add.dropped),
    ("/sign-in", signing.signed_in),
    ("/sign-out", signing.signed_out),
)
WRITERS = frozenset(("add", "add_preview", "sent", "all_confirmed", "confirmed", "dropped"))
"""Of these views those that only who may write gets to."""
CALLS = (*api.CALLS, *api_audit.CALLS)
API: tuple[Route, ...] = (
    *((call.rule, call.view) for call in CALLS),
    ("/openapi.json", described(CALLS)),
)


def create_app(corpus: Path, access: Access = READING) -> Flask:
    """The application over one corpus, which it opens once. Raises NotACorpus, and Misconfigured."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), TEMPLATES])
    app.extensions["library"] = Library(Store.open(corpus))
    app.extensions["house"] = house_of(os.environ)
    app.extensions["pages"] = Pages()
    app.extensions["holding"] = Holding(corpus)
    app.extensions["access"] = access
    app.config.update(MAX_CONTENT_LENGTH=LARGEST + MIB, MAX_FORM_MEMORY_SIZE=MIB, MAX_FORM_PARTS=500)
    app.secret_key = secret_of(corpus)
    app.session_interface = NoSessions()
    Babel(app, default_translation_directories=str(CATALOGUES), locale_selector=visit.language)
    # The same catalogue: Flask-Babel looks for language and catalogue again at each sentence, a third of a page's cost.
    app.jinja_env.install_gettext_callables(visit.gettext, visit.ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(assets.shared)
    for prefix, method, routes in _tables(access):
        for rule, view in routes:
            # Flask would answer OPTIONS as well.
            app.add_url_rule(rule, prefix + view.__name__, view, methods=[method], provide_automatic_options=False)
    # In this order: nobody's files are read who may not send them.
    app.before_request(user.check_host)
    app.before_request(lambda: user.admit(WRITERS))
    app.before_request(csrf.check)
    app.context_processor(visit.words)
    app.jinja_env.globals["csrf_field"] = csrf.field
    app.jinja_env.globals["quoting"] = quoting
    app.after_request(visit.finish)
    app.register_error_handler(AddressError, errors.not_found)
    app.register_error_handler(404, errors.not_found)
    for unread in (BadQuery, NoDay, NoPhrase):
        app.register_error_handler(unread, errors.bad)
    app.register_error_handler(400, errors.bad)
    app.register_error_handler(500, errors.broken)
    app.register_error_handler(405, errors.not_so)
    app.register_error_handler(413, errors.too_large)
    app.register_error_handler(csrf.Forged, errors.forbidden)
    app.register_error_handler(user.MayNot, errors.forbidden)
    app.register_error_handler(user.Misdirected, errors.misdirected)
    app.register_error_handler(NotHeld, errors.not_found)
    app.register_error_handler(NotYet, errors.not_yet)
    app.register_error_handler(CorpusError, errors.trouble)
    app.wsgi_app = user.BehindProxies(app.wsgi_app, access)  # type: ignore[method-assign]
    return app


class NoSessions(SessionInterface):
    """Nothing is kept of a visitor but what their cookies say; to look for a session costs a tenth of a kept page."""

    def open_session(self, app: Flask, request: Request) -> None:
        """None, as there is none."""


def _tables(access: Access) -> Iterator[tuple[str, str, Iterable[Route]]]:
    yield from (("", "GET", PAGES), ("", "POST", FORMS), ("api_", "GET", API))
    if access.writing:
        yield from (("", "GET", ADDING), ("", "POST", ADDING_FORMS))
