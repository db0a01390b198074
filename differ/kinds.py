"""What changed in a text -> what kind of change that is."""

from __future__ import annotations

from collections.abc import Mapping

from differ.model import Kind, Op, TextDiff
from differ.strings import common_end, common_start
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

    What was only renumbered is no change of its own. True where nothing changed.
    """
    left, right = (
        "".join(c.text for c in text.changes if c.op in ("equal", *ops) and not c.why)
        for ops in (("delete", "move-from"), ("insert", "move-to"))
    )
    # What is said the same in other signs stands in one line: most of a text need not be read for that.
    start = left.rfind("\n", 0, common_start(left, right)) + 1
    end = common_end(left, right, min(len(left), len(right)) - start)
    end -= (left[len(left) - end :] + "\n").index("\n")
    return spoken(left[start : len(left) - end]) == spoken(right[start : len(right) - end])
