"""Running text while it is read from markup: pieces, of which some are bold, and the lines that they make."""

from __future__ import annotations

from typing import Literal

from corpus.blocks import SourceBlock
from corpus.text import clean

Bold = Literal["none", "start", "all"]


class Runs:
    """The pieces of one paragraph."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool]] = []

    def add(self, text: str | None, bold: bool = False) -> None:
        r"""Add a piece; a newline in it is the end of a printed line."""
        if text:
            self._pieces.append((text, bold))

    def take(
        self, kind: Literal["heading", "paragraph", "item"], line: int, level: int = 0, label: str = ""
    ) -> SourceBlock | None:
        """The paragraph as a block, None where it has no text, and begin another. `label` is put before its text."""
        lines = self.lines()
        block = None
        if lines:
            lines = (f"{label} {lines[0]}", *lines[1:]) if label else lines
            block = SourceBlock(kind, line, lines, self._bold(), level)
        self._pieces = []
        return block

    def lines(self) -> tuple[str, ...]:
        """The printed lines so far."""
        text = "".join(piece for piece, _ in self._pieces)
        return tuple(line for line in map(clean, text.split("\n")) if line)

    def _bold(self) -> Bold:
        shown = [bold for text, bold in self._pieces if text.strip()]
        return "all" if all(shown) else "start" if shown[0] else "none"


def numbered(number: int, style: str, suffix: str = ".") -> str:
    """The printed label of a list item: 3 in style `1`, `a`, `A`, `i` or `I` -> '3.', 'c.', 'C.', 'iii.', 'III.'."""
    match style:
        case "a" | "A":
            letters = ""
            rest = number
            while rest > 0:
                rest, digit = divmod(rest - 1, 26)
                letters = chr(ord("a") + digit) + letters
            label = letters
        case "i" | "I":
            label = _roman(number)
        case _:
            label = str(number)
    return (label.upper() if style in ("A", "I") else label) + suffix


def _roman(number: int) -> str:
    label = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, number = divmod(number, value)
        label += sign * count
    return label
