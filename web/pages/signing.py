"""Signing in with a token, for those who may add."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import user


def sign_in() -> str:
    """Where one signs in; and who has, where one signs out."""
    return render_template("sign-in.html", onward=_onward(), user=user.user(), writing=user.access(), wrong=False)


def signed_in() -> ResponseReturnValue:
    """Signed in, on to the page that was asked for; or the same page, which says that the token is not known."""
    response = redirect(_onward(), 303)
    if user.sign_in(response, request.form.get("token", "")):
        return response
    return render_template("sign-in.html", onward=_onward(), user=None, writing=user.access(), wrong=True), 403


def signed_out() -> ResponseReturnValue:
    """Signed out, back on the first page."""
    response = redirect(url_for("home"), 303)
    user.sign_out(response)
    return response


def _onward() -> str:
    """The page of ours that was asked for, never another site's."""
    asked = request.values.get("next", "")
    ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return asked if ours else url_for("add")
