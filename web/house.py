"""What an organisation that serves the pages makes its own: a theme over ours, and where it can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import Response, abort, current_app, url_for

from corpus.errors import CorpusError, why

THEME = "NOTA_THEME"
"""Names a style sheet that is loaded after all of ours."""
CONTACT = "NOTA_CONTACT"
"""An address for e-mail or of a page, for the statement of accessibility."""


class Misconfigured(CorpusError):
    """A setting that cannot be followed."""


@dataclass(frozen=True)
class House:
    """What is set; None where it is not."""

    theme: bytes | None = None
    contact: str | None = None
    """As a link: `mailto:` or `https:`."""

    @property
    def theme_address(self) -> str | None:
        """Under which the theme is kept by browsers until it changes."""
        return url_for("theme", v=sha256(self.theme).hexdigest()[:12]) if self.theme is not None else None


def house_of(environ: Mapping[str, str]) -> House:
    """The settings of an environment. Raises Misconfigured."""
    return House(_theme(environ.get(THEME)), _contact(environ.get(CONTACT)))


def house() -> House:
    """Of the application that answers this request."""
    return cast(House, current_app.extensions["house"])


def theme() -> Response:
    """The theme as a style sheet; 404 where none is set."""
    own = house().theme
    return Response(own, mimetype="text/css") if own is not None else abort(404)


def _theme(name: str | None) -> bytes | None:
    if not name:
        return None
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Misconfigured(
            "the theme %(file)s cannot be read (%(reason)s); NOTA_THEME must name a style sheet",
            file=name,
            reason=why(error),
        ) from None


def _contact(given: str | None) -> str | None:
    if not given:
        return None
    if re.fullmatch(r"https?://\S+", given):
        return given
    if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", given):
        return f"mailto:{given}"
    raise Misconfigured(
        "NOTA_CONTACT is %(given)s, which is no address for e-mail and none of a page (https://…)", given=given
    )
