"""How a visitor wants the pages to look and act: kept in cookies of the browser, needed by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from flask import request
from markupsafe import Markup
from werkzeug import Response

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
"""As the system is set, or always light, or always dark."""
_YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Display:
    """What was chosen; by default the colours of the system, and single keys that act."""

    theme: Theme = "system"
    keys: bool = True

    def shortcut(self, key: str) -> Markup:
        """What lets an element act on a single key, for its tag: `<a{{ shortcut("n") }} href=…>`."""
        return Markup(' aria-keyshortcuts="{}"').format(key) if self.keys else Markup("")

    def keep(self, response: Response) -> None:
        """In the browser, for a year; what is as by default is not kept."""
        for name, value, default in (("theme", self.theme, "system"), ("keys", "on" if self.keys else "off", "on")):
            if value == default:
                response.delete_cookie(name, samesite="Lax", httponly=True, secure=request.is_secure)
            else:
                response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)


def chosen(asked: dict[str, str]) -> Display:
    """What cookies or a form say; anything unknown counts as the default."""
    theme: Theme = next((own for own in THEMES if own == asked.get("theme")), "system")
    return Display(theme, asked.get("keys") != "off")


def display() -> Display:
    """What the visitor of this request chose before."""
    return chosen(request.cookies.to_dict())
