"""Pages about the pages: how they look and act, and for whom they work."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from web.display import THEMES, chosen
from web.display import display as current
from web.house import house

EXAMINED = date(2026, 11, 28)
"""When the statement of accessibility was last held against the pages."""


def display() -> str:
    """Colours and keys, to choose."""
    return render_template("display.html", display=current(), themes=THEMES, saved="saved" in request.args)


def set_display() -> Response:
    """Keep what was chosen in the browser."""
    response = redirect(url_for("display", saved=""), 303)
    chosen(request.form.to_dict()).keep(response)
    return response


def accessibility() -> str:
    """The statement of accessibility."""
    return render_template("accessibility.html", examined=EXAMINED, contact=house().contact)
