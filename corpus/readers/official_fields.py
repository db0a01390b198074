"""What an official XML file says of its paper: in its metadata, and in the head that is printed."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from corpus.conventions.letterhead import find_date
from corpus.readers.metadata import fields_of
from corpus.text import clean


def official_fields(root: etree._Element, raw: Callable[[etree._Element], str]) -> dict[str, object]:
    """What the metadata and the head of the paper tell; `raw` gives the text of an element."""
    fields = fields_of((meta.get("name") or "", meta.get("content") or "") for meta in root.iter("{*}meta"))
    printed = _printed_fields(root, raw)
    return {**printed, **fields}


def _printed_fields(root: etree._Element, raw: Callable[[etree._Element], str]) -> dict[str, object]:
    def text(*paths: str) -> str:
        found = (root.find(path) for path in paths)
        return next((clean(raw(element)) for element in found if element is not None), "")

    fields: dict[str, object] = {}
    chapter = text(".//{*}dossiernummer/{*}begrotingshoofdstuk", ".//{*}begrotingshoofdstuk")
    if dossier := re.fullmatch(
        r"(\d{2}) ?(\d{3})(?:[ -]([IVXA-M]+))?", text(".//{*}dossiernr", ".//{*}onderw/{*}nummer")
    ):
        fields["dossier"] = f"{dossier[1]}{dossier[2]}" + (f"-{dossier[3] or chapter}" if dossier[3] or chapter else "")
    if title := text(".//{*}dossier/{*}titel", ".//{*}onderw/{*}naam"):
        fields["dossiertitel"] = title
    if number := text(".//{*}stuk//{*}ondernummer", ".//{*}stuk/{*}nummer"):
        fields["ondernummer"] = number
    if title := text(".//{*}stuk/{*}titel"):
        spelled = title.capitalize() if title.isupper() else title
        fields |= {"titel": spelled, "soort": spelled[:1].lower() + spelled[1:]}
    head = " ".join(clean(raw(e)) for e in root.iter("{*}kamerstukkop", "{*}kamervraagkop", "{*}kop", "{*}vergjaar"))
    if year := re.search(r"(\d{4})[-–](\d{4})", head):
        fields["vergaderjaar"] = f"{year[1]}-{year[2]}"
    if kamer := re.search(r"(Eerste|Tweede) Kamer", head):
        fields["kamer"] = "EK" if kamer[1] == "Eerste" else "TK"
    number = text(".//{*}kamervraagnummer")
    if number.isdigit() and "vergaderjaar" in fields:
        fields |= {"id": f"ah-tk-{str(fields['vergaderjaar']).replace('-', '')}-{number}", "ondernummer": number}
        fields |= {"kamer": "TK", "titel": "Aanhangsel van de Handelingen", "soort": "aanhangsel van de handelingen"}
    received = text(".//{*}datumtekst")
    if received.startswith("Ontvangen") and (day := find_date(received)):
        fields["ontvangen"] = day
    return fields
