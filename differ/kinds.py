"""What changed in a text -> what kind of change that is."""

from __future__ import annotations

from differ.likeness import likeness
from differ.model import Kind, TextDiff
from differ.tokens import spoken

REWRITTEN = 35.0
"""An answer (or a question) of which less than this stays is shown as two whole texts: the words that both happen
to have would only look like something kept. 'Daarover doet het ministerie in het openbaar geen uitspraken.' and 'De
doelstelling is een minimum. …' share 15."""


def kind_of(*texts: TextDiff) -> Kind:
    """What kind of change texts went through together: that of the one that changed most."""
    if not any(map(_changes, texts)):
        return "unchanged"
    if all(map(is_cosmetic, texts)):
        return "cosmetic"
    return "rewritten" if any(map(_is_rewritten, texts)) else "changed"


def _changes(text: TextDiff) -> bool:
    return any(change.op != "equal" and not change.why for change in text.changes)


def _is_rewritten(text: TextDiff) -> bool:
    return bool(text.left and text.right) and likeness(text.left, text.right) < REWRITTEN


def is_cosmetic(text: TextDiff) -> bool:
    """Whether both sides say the same in the same order, however they are written; see `differ.tokens.spoken`.

    What was only renumbered is no change of its own. True where nothing changed.
    """
    left, right = (
        spoken("".join(c.text for c in text.changes if c.op in ("equal", *ops) and not c.why))
        for ops in (("delete", "move-from"), ("insert", "move-to"))
    )
    return left == right
