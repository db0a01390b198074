"""A comparison as the stories of `tests/data/diff` write it: every pair, and in what changed the marks and the facts."""

from __future__ import annotations

from collections.abc import Iterator

from differ.model import NotaDiff, PairDiff, TextDiff

_FORMS = {
    "equal": "{0}",
    "delete": "[-{0}-]",
    "insert": "{{+{0}+}}",
    "move-from": "[{1}<{0}<{1}]",
    "move-to": "{{{1}>{0}>{1}}}",
}


def marks(text: TextDiff) -> str:
    """`[-gone-]`, `{+new+}`, `[1<moved from<1]`, `{1>moved to>1}`; ° where it is only a new number."""
    written = "".join(_FORMS[c.op].format(c.text, c.move) + ("°" if c.why else "") for c in text.changes)
    return written.replace("-]°{+", "-]{+")


def told(pair: PairDiff) -> str:
    """A pair in a line: `3 -> 4 unchanged renumbered`."""
    left, right = (side.number if side else "-" for side in (pair.left, pair.right))
    notes = [name for name, is_so in (("renumbered", pair.renumbered), ("moved", pair.moved)) if is_so]
    return " ".join([left, "->", right, pair.kind, *notes])


def story(diff: NotaDiff) -> str:
    """All of it."""
    return "\n".join(line for pair in diff.pairs for line in _pair(pair))


def _pair(pair: PairDiff) -> Iterator[str]:
    yield f"== {told(pair)}"
    for name, text in (("question", pair.question), ("answer", pair.answer)):
        if (pair.left and pair.right and not text.all_equal) or any(change.move for change in text.changes):
            yield f"{name}: {marks(text)}"
    for fact in pair.facts:
        yield f"! {fact.kind}: {fact.left or 'none'} -> {fact.right or 'none'}"
