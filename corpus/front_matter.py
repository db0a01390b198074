"""What a nota says of itself <-> the YAML between the `---` lines on top of its normal form."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING, cast

from corpus.errors import DamagedText
from corpus.model import Kamer, Meta, Note, Signatory

# Loaded where it is used: many a command tells what is kept, and neither reads nor writes a text.
if TYPE_CHECKING:
    from ruamel.yaml import YAML

SCHEMA = "nota/1"


def front_matter(meta: Meta) -> dict[str, object]:
    """The fields of the front matter in their order, as YAML and JSON have them; what is unknown is left out."""
    fields: dict[str, object] = {}
    for name in (
        "id",
        "kamer",
        "dossier",
        "ondernummer",
        "vergaderjaar",
        "soort",
        "titel",
        "dossiertitel",
        "ontvangen",
    ):
        fields[name] = getattr(meta, name)
    fields["indieners"] = list(meta.indieners)
    fields["ondertekend"] = [_known(functie=s.functie, naam=s.naam) for s in meta.ondertekend]
    fields["noten"] = [_known(merk=n.merk, bij=n.bij, tekst=n.tekst) for n in meta.noten]
    return {name: value for name, value in fields.items() if value not in (None, [])}


def dump_meta(meta: Meta) -> str:
    """The front matter of a nota, as the YAML between its `---` lines."""
    out = io.StringIO()
    _yaml().dump({"schema": SCHEMA, **front_matter(meta)}, out)
    return out.getvalue()


def _known(**fields: str | None) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value is not None}


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    # The settings of mdformat-frontmatter, so that what we write is already as it wants it.
    yaml = YAML(typ="rt", pure=True)
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = sys.maxsize
    return yaml


def load_meta(text: str) -> Meta:
    """The front matter of a nota, from the YAML between its `---` lines. Raises DamagedText."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        fields = YAML(typ="safe", pure=True).load(text)
    # A day that there is not, as 30 February, is a ValueError of the library.
    except (YAMLError, ValueError) as error:
        raise DamagedText("the front matter is not YAML: %(error)s", error=" ".join(str(error).split())) from None
    if not isinstance(fields, dict) or fields.get("schema") != SCHEMA or not isinstance(fields.get("id"), str):
        raise DamagedText("the front matter lacks 'schema: %(schema)s' or an 'id'", schema=SCHEMA)
    try:
        return meta_of(cast(dict[str, object], fields))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise DamagedText("the front matter has a field of the wrong form: %(error)s", error=error) from None


def meta_of(fields: dict[str, object]) -> Meta:
    """The front matter of which these are the fields, as YAML gives them. Raises what a wrong form of them leads to."""

    def text(name: str) -> str | None:
        value = fields.get(name)
        return None if value is None else str(value)

    def entries(name: str) -> list[dict[str, str]]:
        return [
            {key: str(value) for key, value in entry.items()}
            for entry in cast(list[dict[str, object]], fields.get(name) or [])
        ]

    received = fields.get("ontvangen")
    if received is not None and not isinstance(received, date):
        raise ValueError(f"ontvangen: {received}")
    return Meta(
        id=str(fields["id"]),
        kamer=cast(Kamer | None, text("kamer")),
        dossier=text("dossier"),
        ondernummer=text("ondernummer"),
        vergaderjaar=text("vergaderjaar"),
        soort=text("soort"),
        titel=text("titel"),
        dossiertitel=text("dossiertitel"),
        ontvangen=received,
        indieners=tuple(str(name) for name in cast(list[object], fields.get("indieners") or [])),
        ondertekend=tuple(Signatory(e.get("functie"), e.get("naam")) for e in entries("ondertekend")),
        noten=tuple(Note(e["merk"], e.get("bij"), e.get("tekst")) for e in entries("noten")),
    )
