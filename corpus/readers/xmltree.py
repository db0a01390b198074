"""XML to a tree, with nothing fetched and nothing expanded."""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from corpus.errors import FileRefused

_PROLOG = 1 << 16
"""Bytes within which the first element begins; what stands before it is read apart, in search of a DOCTYPE."""


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root of an XML document. Raises FileRefused, with the line, for what is not well-formed or has a DOCTYPE.

    A DOCTYPE can define entities that fetch a file or fill the memory; no paper of the parliament has one. It is
    refused where it begins, before anything that it defines is read.
    """
    if _has_doctype(data[:_PROLOG]):
        raise _refused_doctype(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileRefused("%(file)s: is not well-formed XML: %(why)s", file=name, why=str(error)) from None
    # Behind a longer prolog, or in an encoding that only one of the two parsers knows.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused_doctype(name)
    return root


def _refused_doctype(name: str) -> FileRefused:
    return FileRefused("%(file)s: has a DOCTYPE, which is not read; take it out and add it again", file=name)


class _EnoughError(Exception):
    """The prolog was read: whether there is a DOCTYPE in it."""


def _has_doctype(prolog: bytes) -> bool:
    def enough(*_: object) -> None:
        raise _EnoughError

    def found(*_: object) -> None:
        raise _EnoughError("doctype")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = found
    parser.StartElementHandler = enough
    try:
        parser.Parse(prolog, False)
    except _EnoughError as end:
        return bool(end.args)
    except (expat.ExpatError, ValueError, LookupError):
        return False  # what is wrong with it the other parser will say
    return False
