"""The XML of officielebekendmakingen.nl: `officiele-publicatie` of today and `kamerwrk` of 1995 to 2009."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from corpus.blocks import Removal, Source, SourceBlock, SourceNote
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.official_fields import official_fields
from corpus.readers.official_tables import grid_of
from corpus.readers.runs import Runs
from corpus.readers.xmltree import parse_xml
from corpus.text import Words, clean

READER = "official/1"

_PARAGRAPHS = frozenset(
    "al noot.al tekstregel functie naam datumtekst plaats onderdeel kamervraagomschrijving omschr toelicht".split()
)
_HEADS = frozenset({"tussenkop", "tuskop", "kop", "titel", "subtitel", "nr", "stuknr", "dossiertitel"})
_INLINE = frozenset(
    """nadruk extref intref sup inf al-deel datum ondernummer dossiernr label vet cur
    onderstreept superscript subscript hoofdletter afkorting term linebreak kamervraagonderwerp organisatie""".split()
)
_NAMES = frozenset("naam voornaam tussenvoegsel voorvoegsels achternaam politiek".split())
"""What begins a word and does not end one: 'A.' and 'de Boer', but 'het lid De Boer, over'."""
_CONTAINERS = frozenset(
    """officiele-publicatie kamerstuk kamervragen kamerwrk body frontm stuk algemeen vrije-tekst tekst al-groep divisie
    lijst li artikel bijlage tgroup table vraag antwoord vragen antwoorden ondertekening slotondertekening
    kamervraagopmaak kamervraagkop vraagdoc aanhef box definitielijst definitie-item definitie term kamerstukkop dossier
    dossiernummer onderw nota-toelichting regeling regeling-tekst broodtekst citaat citaat-blok cit bodytekst blok
    circulaire algemeen-deel plaatje illustratie noot lijst-groep deel hoofdstuk paragraaf sub-paragraaf enquete
    toelichting mededelingen reactie verslag wijzig-artikel wijzig-lid lid persoon ondertekenaar""".split()
)
_SILENT = frozenset({"metadata", "meta", "versie", "witreg", "colspec", "ordernr", "vergjaar"})
_HEAD_OF_PAPER = frozenset("kamerstukkop kamervraagkop kamervraagnummer vraagnummer dossier frontm onderw".split())
_PICTURES = frozenset({"plaatje", "illustratie"})
_NO_PAPER = frozenset({"searchRetrieveResponse", "html", "rss", "feed"})
_KNOWN = _PARAGRAPHS | _HEADS | _INLINE | _NAMES | _CONTAINERS | _SILENT | _HEAD_OF_PAPER
_BULLET = re.compile(r"[•▪‣◦·●–—-]")
_MARK_OF = {"vraag": "Vraag", "antwoord": "Antwoord"}
_NUMBERS = re.compile(r"\d{1,4}[a-z]?(?:(?:,? en |, ?| t/m )\d{1,4}[a-z]?)*\.?", re.IGNORECASE)


def read(name: str, data: bytes) -> Source:
    """The blocks of an official XML file. Raises FileRefused for what is no paper."""
    root = parse_xml(name, data)
    local = etree.QName(root).localname
    if local in _NO_PAPER:
        raise FileRefused(
            "%(file)s: is an answer of a search service (<%(element)s>), not a paper; add the paper that it names",
            file=name,
            element=local,
        )
    reading = _Reading(root)
    reading.walk(root, 1)
    if not reading.blocks:
        raise FileRefused("%(file)s: the XML has no text (<%(element)s>)", file=name, element=local)
    return Source(
        name=name,
        reader=READER,
        blocks=tuple(reading.blocks),
        words=Words.of(_raw(root)),
        removed=tuple(reading.removed),
        warnings=tuple(_warnings(name, root, reading.unknown)),
        notes=tuple(reading.notes),
        fields=official_fields(root, _raw),
    )


def _warnings(name: str, root: etree._Element, unknown: set[str]) -> Iterator[Message]:
    for element in sorted(unknown):
        yield Message(
            "%(file)s: the element <%(element)s> is not known; its text is kept", {"file": name, "element": element}
        )
    if pictures := sum(1 for _ in root.iter(*_PICTURES)):
        yield Message("%(file)s: pictures that are left out: %(count)s", {"file": name, "count": pictures})


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _raw(root: etree._Element) -> str:
    """All text. Elements within a sentence part no words, nor do processing instructions and comments; others do."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        local = _local(element)
        gap = "\n" if local and local not in _INLINE and not (local in _NAMES and event == "end") else ""
        text = element.text if event == "start" else "" if element is root else element.tail
        pieces += [gap, text or ""]
    return "".join(pieces)


class _Reading:
    """One walk through the tree; what stands in it, and what of it was taken out."""

    def __init__(self, root: etree._Element) -> None:
        self.blocks: list[SourceBlock] = []
        self.removed: list[Removal] = []
        self.notes: list[SourceNote] = []
        self.unknown: set[str] = set()
        self._count = 0
        self._runs = Runs()
        self._notes = {note.get("id"): note for note in root.iter("{*}noot") if note.get("id")}
        self._told: set[etree._Element] = set()
        """Notes that were put where a reference to them stands."""

    def walk(self, element: etree._Element, depth: int) -> None:
        """Gather the blocks of what an element holds; text between its elements is a paragraph of its own."""
        self._loose(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, depth)
            self._loose(child.tail)

    def _loose(self, text: str | None) -> None:
        if text and text.strip():
            self._runs.add(text.replace("\n", " "))
            self._close("paragraph")

    def _child(self, child: etree._Element, depth: int) -> None:
        local = _local(child)
        if local in _SILENT or local in _HEAD_OF_PAPER or _is_title_of_paper(child):
            self._remove("header", child)
        elif local in _PARAGRAPHS or local in _INLINE or local in _NAMES:
            self._paragraph(child)
        elif local in _HEADS:
            self._heading(child, depth)
        elif local == "li":
            self._item(child, depth)
        elif child in self._told:
            pass
        elif local in ("tgroup", "table") and child.find(".//{*}row") is not None:
            self._table(child)
        elif local in _MARK_OF:
            self._marked(child, depth)
        else:
            if local not in _CONTAINERS:
                self.unknown.add(local)
            self.walk(child, depth + (local in ("divisie", "bijlage", "hoofdstuk", "paragraaf")))

    def _remove(self, why: Literal["header", "layout", "numbering"], element: etree._Element) -> None:
        if text := clean(_raw(element)):
            self.removed.append(Removal(why, text))

    def _close(self, kind: Literal["heading", "paragraph", "item"], level: int = 0) -> None:
        self._count += 1
        if block := self._runs.take(kind, self._count, level):
            self.blocks.append(block)

    def _paragraph(self, element: etree._Element) -> None:
        inner: list[etree._Element] = []
        self._inline(element, False, inner)
        self._close("paragraph")
        for child in inner:
            self._child(child, 2)

    def _inline(self, element: etree._Element, bold: bool, inner: list[etree._Element]) -> None:
        """The running text of an element; lists and tables that stand in it come after it."""
        bold = (
            bold or (_local(element) == "nadruk" and "vet" in (element.get("type") or "")) or _local(element) == "vet"
        )
        self._runs.add(_spaced(element.text), bold)
        for child in element:
            local = _local(child)
            if local == "noot":
                self._note(child)
            elif local == "nootref":
                self._reference(child)
            elif local in ("br", "witreg", "linebreak"):
                self._runs.add("\n")
            elif local in ("lijst", "table", "tgroup", *_PICTURES):
                inner.append(child)
            elif local:
                self._runs.add(" " if local in _NAMES else "" if local in _INLINE else "\n")
                self._inline(child, bold, inner)
                self._runs.add("" if local in _INLINE | _NAMES else "\n")
                if local not in _KNOWN:
                    self.unknown.add(local)
            self._runs.add(_spaced(child.tail), bold)

    def _note(self, note: etree._Element) -> None:
        self._told.add(note)
        number = note.find("{*}noot.nr")
        printed = clean(_raw(number)) if number is not None else ""
        taken = {one.mark for one in self.notes}
        mark = re.sub(r"[\s\])]", "", printed) or str(len(self.notes) + 1)
        mark = mark if mark not in taken else f"{mark}-{len(self.notes) + 1}"
        text = clean(_raw(note))
        self.notes.append(SourceNote(mark, text.removeprefix(printed).strip()))
        self.removed += [Removal("note", printed)] if printed else []
        self._runs.add(f"[^{mark}]")

    def _reference(self, reference: etree._Element) -> None:
        """The mark of a note that stands elsewhere in the file, mostly behind the last answer."""
        note = self._notes.get(reference.get("refid") or reference.get("idref") or "")
        printed = clean(_raw(reference))
        if note is None or note in self._told:
            self._runs.add(printed)
            return
        self._note(note)
        self.removed += [Removal("note", printed)] if printed else []

    def _heading(self, element: etree._Element, depth: int) -> None:
        inner: list[etree._Element] = []
        self._inline(element, False, inner)
        small = (element.get("kopopmaak") or element.get("letat") or "vet") not in ("vet", "rom-vet", "romvet", "")
        # A heading of a part is printed in pieces: label, number, title.
        lines = " ".join(self._runs.lines())
        self._runs = Runs()
        self._runs.add(lines)
        self._close("heading", min(max(depth, 2) + (2 if small else 1), 6))
        for child in inner:
            self._child(child, depth)

    def _item(self, item: etree._Element, depth: int) -> None:
        kind: Literal["paragraph", "item"] = "item"
        label = item.find("{*}li.nr")
        printed = clean(_raw(label)) if label is not None else ""
        bullet = bool(_BULLET.fullmatch(printed)) or not printed
        for child in item:
            local = _local(child)
            if local == "li.nr" or not local:
                continue
            if local in _PARAGRAPHS or local in _INLINE:
                if printed and not bullet:
                    self._runs.add(f"{printed} ")
                    bullet = True
                inner: list[etree._Element] = []
                self._inline(child, False, inner)
                self._close(kind)
                kind = "paragraph"
                for one in inner:
                    self._child(one, depth)
            else:
                self._child(child, depth)
        if printed and not bullet:
            self._runs.add(printed)
            self._close("item")

    def _table(self, table: etree._Element) -> None:
        for title in table.iterchildren("{*}title", "{*}titel"):
            self._paragraph(title)
        rows = grid_of(table, self._cell)
        self._count += 1
        if len(rows) > 1 and len(rows[0]) > 1:
            self.blocks.append(SourceBlock("table", self._count, (), rows=rows))
            return
        for text in (cell for row in rows for cell in row if cell):
            self._runs.add(text)
            self._close("paragraph")

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell, read as that of the body is: notes are where they belong."""
        count, outside, self.blocks = self._count, self.blocks, []
        self.walk(cell, 2)
        text = " ".join(block.text for block in self.blocks)
        self._count, self.blocks = count, outside
        return text

    def _marked(self, element: etree._Element, depth: int) -> None:
        """A question or an answer: its printed number becomes the mark that it is in other formats."""
        word = _MARK_OF[_local(element)]
        number = next((child for child in element if _local(child) in ("nr", "kop", "vraagnr", "antwoordnr")), None)
        printed = clean(_raw(number)) if number is not None else ""
        level = 2 if word == "Vraag" else 3
        if printed and not _NUMBERS.fullmatch(printed):
            self._runs.add(printed)
        elif printed or word == "Antwoord":
            self._runs.add(f"{word} {printed.rstrip('.')}".strip())
            self.removed.append(Removal("numbering", "", word))
        self._close("heading", level)
        self._loose(element.text)
        for child in element:
            if isinstance(child.tag, str) and child is not number:
                self._child(child, depth)
            self._loose(child.tail)


def _is_title_of_paper(element: etree._Element) -> bool:
    """The number and the title that the paper bears, not those of its parts."""
    parent = element.getparent()
    return parent is not None and _local(parent) in ("stuk", "kamerwrk") and _local(element) in (
        "stuknr", "titel", "kop", "ltrlabel", "nummer", "datumtekst",
    )  # fmt: skip


def _spaced(text: str | None) -> str | None:
    r"""A newline in the file is a space; only an element breaks a line."""
    return text.replace("\n", " ") if text else None
