"""What stands above the first question: the front matter of a file, or a letterhead of which it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.blocks import Removal, Source, SourceBlock
from corpus.conventions.letterhead import Letterhead, read_letterhead, take_signatures
from corpus.conventions.masthead import read_masthead
from corpus.conventions.office_letter import read_office_letter
from corpus.model import Meta, Signatory


def own_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file with front matter, only the printed title is header."""
    titles = [block for block in before if block.kind == "heading" and block.level == 1]
    return Letterhead({}, [b for b in before if b not in titles], [Removal("header", b.text) for b in titles])


def printed_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file as it is printed: its letterhead, and who signed there."""
    head = read_letterhead(before)
    if "dossier" not in head.fields:
        fields, head.rest, removed = read_masthead(head.rest)
        head.fields = {**fields, **head.fields}
        head.removed += removed
    subject, head.rest, letterhead = read_office_letter(head.rest)
    head.fields = {**subject, **head.fields}
    head.removed += letterhead
    head.rest, head.fields["ondertekend"], gone = take_signatures(head.rest)
    head.removed += gone
    _take_title(head)
    return head


def _take_title(head: Letterhead) -> None:
    """The title that is printed once more, above the text."""
    title = str(head.fields.get("titel", "")).casefold()
    again = [block for block in head.rest if block.text.casefold() == title and not block.rows]
    head.rest = [block for block in head.rest if block not in again]
    head.removed += [Removal("header", block.text) for block in again]


def printed_meta(head: Letterhead, source: Source, signed_below: tuple[Signatory, ...]) -> Meta:
    """What the file says outside its text wins over what is printed."""
    fields = {**head.fields, **source.fields}
    meta = Meta(**{"id": _id_of(fields), **fields})  # type: ignore[arg-type]
    return replace(meta, ondertekend=meta.ondertekend + signed_below)


def _id_of(fields: Mapping[str, object]) -> str:
    dossier, number = fields.get("dossier"), fields.get("ondernummer")
    return f"kst-{dossier}-{number}" if dossier and number else ""
