"""What changed in a text -> what kind of change that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from differ.model import Kind, Op, TextDiff
from differ.sentences.strings import common_start
from differ.tokens import spoken


def kind_of(*texts: TextDiff) -> Kind:
    """What kind of change texts went through together: that of the one that changed most."""
    changed = [text for text in texts if _changes(text)]
    if not changed:
        return "unchanged"
    if all(map(is_cosmetic, changed)):
        return "cosmetic"
    return "rewritten" if any(map(_is_rewritten, changed)) else "changed"


def _changes(text: TextDiff) -> bool:
    return any(change.op != "equal" and not change.why for change in text.changes)


def _is_rewritten(text: TextDiff) -> bool:
    """Whether both sides have words and share none, as they are shown."""
    shown = {op: any(_has_words(c.text) for c in text.changes if c.op in ops) for op, ops in _OPS.items()}
    return shown["gone"] and shown["new"] and not shown["stayed"]


_OPS: Mapping[str, tuple[Op, ...]] = {
    "stayed": ("equal", "move-from", "move-to"),
    "gone": ("delete",),
    "new": ("insert",),
}


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def is_cosmetic(text: TextDiff) -> bool:
    """Whether both sides say the same in the same order, however they are written; see `differ.tokens.spoken`.

    What was only renumbered is no change of its own. True where nothing changed. Costs the lines that changed, up to
    the first that is not cosmetic.
    """
    left = right = ""
    for change in text.changes:
        if change.op == "equal":
            end, is_end, rest = change.text.partition("\n")
            if is_end:
                if not _say_the_same(left + end, right + end):
                    return False
                left = right = rest.rpartition("\n")[2]
            else:
                left, right = left + end, right + end
        elif not change.why:
            left += change.text if change.op in _LEFT else ""
            right += change.text if change.op not in _LEFT else ""
    return _say_the_same(left, right)


def _say_the_same(left: str, right: str) -> bool:
    if left == right:
        return True
    # Letters are written in one way only, but for 'procent': where others stand something else is said. Most texts
    # that do not say the same show it soon.
    if "procent" not in left and "procent" not in right:
        start = common_start(left, right)
        for most in (start + _SOON, None):
            ours, theirs = _letters(left[start:most]), _letters(right[start:most])
            if not (ours.startswith(theirs) or theirs.startswith(ours)):
                return False
    return spoken(left) == spoken(right)


_SOON = 60
"""Signs: some words."""
_NO_LETTERS = re.compile(r"[\W\d_]+")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text))


_LEFT: tuple[Op, ...] = ("delete", "move-from")
