"""What the publisher's metadata say of a paper: names such as `OVERHEIDop.ondernummer`, in XML and in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ID = re.compile(r"(?:kst|ah-tk|ah-ek|blg)-[\w-]+")
_YEAR = re.compile(r"\d{4}-\d{4}")


def fields_of(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Metadata as fields of the front matter. What has another form than expected is left out."""
    told: dict[str, list[str]] = {}
    for name, content in pairs:
        if content.strip():
            told.setdefault(name.rpartition(".")[2].lower(), []).append(content.strip())

    def first(name: str, form: re.Pattern[str] | None = None) -> str:
        text = told.get(name, [""])[0]
        return text if form is None or form.fullmatch(text) else ""

    title, creator = first("documenttitel"), first("creator")
    kamer = {"Eerste Kamer": "EK", "Tweede Kamer": "TK"}.get(" ".join(creator.split()[:2]))
    fields: dict[str, object] = {
        "id": first("identifier", _ID),
        "dossier": first("dossiernummer").replace(" ", "-"),
        "ondernummer": first("ondernummer"),
        "vergaderjaar": first("vergaderjaar", _YEAR),
        "titel": title,
        "soort": title[:1].lower() + title[1:],
        "indieners": tuple(told.get("indiener", ())),
        "kamer": kamer,
        "ontvangen": _day(first("datumontvangst")),
    }
    return {name: value for name, value in fields.items() if value}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
