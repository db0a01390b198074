"""Pages and API over a corpus: `create_app` makes the application; `PAGES`, `FORMS` and `API` are its route table."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_babel import Babel  # type: ignore[import-untyped]
from jinja2 import ChoiceLoader, FileSystemLoader

from corpus.errors import AddressError, CorpusError
from corpus.store import Store
from differ.language import CATALOGUES
from differ.reports.html import TEMPLATES
from web import api, assets, csrf, errors, visit
from web.house import house_of, theme
from web.pages import about, diff, duplicates, health, history, home, nota, source
from web.pinned import Pages
from web.reading import Library
from web.secret import secret_of

PAGES = (
    ("/", home.home),
    ("/nota/<nota>", nota.nota),
    ("/nota/<nota>/<version>", nota.nota),
    ("/nota/<nota>/<version>/markdown", nota.markdown),
    ("/nota/<nota>/<version>/source", source.source),
    ("/nota/<nota>/<version>/source/view", source.source_view),
    ("/nota/<nota>/<version>/source/<question>", source.source_at),
    ("/diff", diff.choose),
    ("/diff/<left>/<right>", diff.diff),
    ("/duplicates", duplicates.duplicates),
    ("/history/<nota>/<version>/<question>", history.history),
    ("/display", about.display),
    ("/accessibility", about.accessibility),
    ("/theme.css", theme),
    ("/healthz", health.healthz),
)
FORMS: tuple[tuple[str, Callable[..., ResponseReturnValue]], ...] = (("/display", about.set_display),)
"""What is posted, each beside its page in `PAGES`; the token of `{{ csrf_field() }}` is checked before the view."""
API = (
    ("/api/v1/notas", api.notas),
    ("/api/v1/notas/<address>", api.nota),
    ("/api/v1/diff/<left>/<right>", api.diff),
    ("/api/v1/duplicates", api.duplicates),
    ("/api/v1/history/<nota>/<version>/<question>", api.history),
    ("/api/v1/blame/<nota>/<version>/<question>", api.blame),
)


def create_app(corpus: Path) -> Flask:
    """The application over one corpus, which it opens once. Raises NotACorpus, and Misconfigured."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), TEMPLATES])
    app.extensions["library"] = Library(Store.open(corpus))
    app.extensions["house"] = house_of(os.environ)
    app.extensions["pages"] = Pages()
    app.secret_key = secret_of(corpus)
    Babel(app, default_translation_directories=str(CATALOGUES), locale_selector=visit.language)
    app.register_blueprint(assets.shared)
    for prefix, method, routes in (("", "GET", PAGES), ("", "POST", FORMS), ("api_", "GET", API)):
        for rule, view in routes:
            # Flask would answer OPTIONS as well.
            app.add_url_rule(rule, prefix + view.__name__, view, methods=[method], provide_automatic_options=False)
    app.before_request(csrf.check)
    app.context_processor(visit.words)
    app.jinja_env.globals["csrf_field"] = csrf.field
    app.after_request(visit.finish)
    app.register_error_handler(AddressError, errors.not_found)
    app.register_error_handler(404, errors.not_found)
    app.register_error_handler(405, errors.not_so)
    app.register_error_handler(csrf.Forged, errors.forbidden)
    app.register_error_handler(CorpusError, errors.trouble)
    return app
