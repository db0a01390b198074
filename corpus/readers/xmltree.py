"""XML to a tree, with nothing fetched and nothing expanded."""

from __future__ import annotations

from lxml import etree

from corpus.errors import FileRefused


def parse_xml(name: str, data: bytes) -> etree._Element:
    """The root of an XML document. Raises FileRefused, with the line, for what is not well-formed or has a DOCTYPE.

    A DOCTYPE can define entities that fetch a file or fill the memory; no paper of the parliament has one.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileRefused("%(file)s: is not well-formed XML: %(why)s", file=name, why=str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileRefused("%(file)s: has a DOCTYPE, which is not read; take it out and add it again", file=name)
    return root
