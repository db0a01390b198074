"""The zip file that a DOCX is: its parts read, some of them replaced, written again."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from corpus.readers.archive import Archive
from corpus.readers.xmltree import parse_xml
from differ.reports.tracked.ooxml import Element

MAIN = "word/document.xml"
COMMENTS = "word/comments.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same comparison gives the same bytes, whenever it is made."""
_TYPES = "[Content_Types].xml"
_LINKS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"


class Package:
    """The parts of a DOCX."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._archive = Archive(name, data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._order = list(dict.fromkeys(archive.namelist()))
        self._changed: dict[str, Element] = {}

    def read(self, member: str) -> Element | None:
        """The root of a part; None where there is none. Raises FileRefused."""
        if member in self._changed:
            return self._changed[member]
        return parse_xml(self._name, self._archive.read(member)) if member in self._archive.names else None

    def part(self, member: str) -> Element | None:
        """The root of a part, to be changed; None where there is none. Raises FileRefused."""
        root = self.read(member)
        if root is not None:
            self._changed[member] = root
        return root

    def add(self, member: str, root: Element, kind: str) -> None:
        """Add a part that the document points to; `kind` is that of the relation and of its content, as `comments`."""
        self._changed[member] = root
        types, links = self.part(_TYPES), self.part(_LINKS)
        assert types is not None and links is not None, "a document has these"
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        etree.SubElement(
            types, f"{_PACKAGE}content-types}}Override", {"PartName": f"/{member}", "ContentType": content}
        )
        ids = {own.get("Id") for own in links}
        free = next(name for n in range(1, len(ids) + 2) if (name := f"rId{n}") not in ids)
        attributes = {"Id": free, "Type": f"{_OFFICE}/{kind}", "Target": member.removeprefix("word/")}
        etree.SubElement(links, f"{_PACKAGE}relationships}}Relationship", attributes)

    def written(self) -> bytes:
        """The whole file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in dict.fromkeys([*self._order, *self._changed]):
                root = self._changed.get(member)
                data = self._archive.read(member) if root is None else _bytes(root)
                archive.writestr(zipfile.ZipInfo(member, _EPOCH), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
