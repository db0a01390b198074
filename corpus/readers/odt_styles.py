"""What the styles of an ODT file say: which text is bold, and how the items of a list are numbered."""

from __future__ import annotations

from lxml import etree

from corpus.readers.runs import numbered

_STYLE, _FO, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("style", "xsl-fo-compatible", "text")
)
_DEEPEST = 20
"""Parents of a style; more is a circle."""


class Styles:
    """The styles of `content.xml` and `styles.xml` by name."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._weights: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._levels: dict[tuple[str, int], etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style") if root is not None else ():
                self._add_style(style)
            for style in root.iter(f"{_TEXT}list-style") if root is not None else ():
                for level in style.iterchildren(f"{_TEXT}list-level-style-number"):
                    at = int(level.get(f"{_TEXT}level") or 1)
                    self._levels.setdefault((style.get(f"{_STYLE}name") or "", at), level)

    def _add_style(self, style: etree._Element) -> None:
        name = style.get(f"{_STYLE}name") or ""
        properties = style.find(f"{_STYLE}text-properties")
        weight = properties.get(f"{_FO}font-weight") if properties is not None else None
        if weight:
            self._weights.setdefault(name, weight)
        if parent := style.get(f"{_STYLE}parent-style-name"):
            self._parents.setdefault(name, parent)

    def is_bold(self, name: str | None, otherwise: bool) -> bool:
        """Whether a style prints bold, by itself or by its parents; `otherwise` where none says."""
        for _ in range(_DEEPEST):
            if not name:
                break
            if weight := self._weights.get(name):
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
            name = self._parents.get(name)
        return otherwise

    def start(self, style: str, level: int) -> int:
        """The number of the first item of a list."""
        found = self._levels.get((style, level))
        value = found.get(f"{_TEXT}start-value") if found is not None else None
        return int(value) if value and value.isdigit() else 1

    def label(self, style: str, level: int, number: int) -> str:
        """What is printed before an item, '3.' or 'c)'; '' for a bullet."""
        found = self._levels.get((style, level))
        form = found.get(f"{_STYLE}num-format") if found is not None else None
        if found is None or not form:
            return ""
        prefix, suffix = (found.get(f"{_STYLE}num-{part}") or "" for part in ("prefix", "suffix"))
        return prefix + numbered(number, form, suffix)
