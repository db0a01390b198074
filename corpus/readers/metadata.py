"""What the publisher's metadata say of a paper: names such as `OVERHEIDop.ondernummer`, in XML and in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ID = re.compile(r"(?:kst|ah-tk|ah-ek|blg)-[\w-]+")


def fields_of(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Metadata as fields of the front matter. What has another form than expected is left out."""
    told: dict[str, list[str]] = {}
    for name, content in pairs:
        if content.strip():
            told.setdefault(name.rpartition(".")[2].lower(), []).append(content.strip())

    def first(name: str) -> str:
        return told.get(name, [""])[0]

    fields: dict[str, object] = {}
    if _ID.fullmatch(first("identifier")):
        fields["id"] = first("identifier")
    if dossier := first("dossiernummer").replace(" ", "-"):
        fields["dossier"] = dossier
    if number := first("ondernummer"):
        fields["ondernummer"] = number
    if re.fullmatch(r"\d{4}-\d{4}", first("vergaderjaar")):
        fields["vergaderjaar"] = first("vergaderjaar")
    if title := first("documenttitel"):
        fields |= {"titel": title, "soort": title[:1].lower() + title[1:]}
    if submitters := tuple(told.get("indiener", ())):
        fields["indieners"] = submitters
    for kamer, name in (("EK", "Eerste Kamer"), ("TK", "Tweede Kamer")):
        if first("creator").startswith(name):
            fields["kamer"] = kamer
    if received := _day(first("datumontvangst")):
        fields["ontvangen"] = received
    return fields


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
