"""Two successors of one text -> where both changed the same sentence, and the text with the changes of both.

What diff3 does with lines (Khanna, Kunal and Pierce, A Formal Investigation of Diff3, 2007), done with sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from differ.model import LEFT, RIGHT, TextDiff
from differ.tokens import sentences


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a base text, whole sentences of it (none: a place between two), and what each successor says there."""

    base: str
    left: str
    right: str

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it, and not to the same."""
        return self.base not in (self.left, self.right) and self.left != self.right

    @property
    def merged(self) -> str:
        """What the successor says that changed it; of a conflict there is no such text."""
        return self.right if self.left == self.base else self.left


@dataclass(frozen=True, slots=True)
class _Hunk:
    start: int
    end: int
    """In the base, half-open, in characters."""
    text: str


def stretches(left: TextDiff, right: TextDiff) -> tuple[Stretch, ...]:
    """The stretches of a text, in order, given its diffs to two successors; joined, each side of them is its text.

    Deterministic, and the same with the sides swapped. Linear in the texts.
    """
    base = left.left
    assert base == right.left, "both diffs are from one text"
    spans = list(_spans(base))
    ours, theirs = (list(_hunks(diff, spans)) for diff in (left, right))
    found: list[Stretch] = []
    at = 0
    for mine, yours in _overlapping(ours, theirs):
        start = min(hunk.start for hunk in (*mine, *yours))
        end = max(hunk.end for hunk in (*mine, *yours))
        if at < start:
            found.append(Stretch(*[base[at:start]] * 3))
        found.append(Stretch(base[start:end], _applied(base, mine, start, end), _applied(base, yours, start, end)))
        at = end
    if at < len(base):
        found.append(Stretch(*[base[at:]] * 3))
    return tuple(found)


def merged(found: Sequence[Stretch]) -> str | None:
    """The text with the changes of both; None where they conflict."""
    return None if any(one.is_conflict for one in found) else "".join(one.merged for one in found)


def _spans(base: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, the white space after it left out."""
    start = 0
    for sentence in sentences(base):
        yield start, start + len(sentence.rstrip())
        start += len(sentence)


def _hunks(diff: TextDiff, spans: Sequence[tuple[int, int]]) -> Iterator[_Hunk]:
    """The changes of one successor, each as wide as the sentences that it touches."""
    waiting: _Hunk | None = None
    for raw in _raw_hunks(diff):
        hunk = _widened(raw, spans, diff.left)
        if waiting and hunk.start < waiting.end:
            # Two changes in one sentence: what stands between the two belongs to both.
            kept = waiting.text[: len(waiting.text) - (waiting.end - raw.start)]
            end = max(waiting.end, hunk.end)
            waiting = _Hunk(waiting.start, end, kept + raw.text + diff.left[raw.end : end])
        else:
            if waiting:
                yield waiting
            waiting = hunk
    if waiting:
        yield waiting


def _raw_hunks(diff: TextDiff) -> Iterator[_Hunk]:
    at = start = 0
    gone = new = ""
    for change in diff.changes:
        if change.op == "equal":
            if gone or new:
                yield _Hunk(start, at, new)
            at += len(change.text)
            start, gone, new = at, "", ""
        else:
            gone += change.text if change.op in LEFT else ""
            new += change.text if change.op in RIGHT else ""
            at += len(change.text) if change.op in LEFT else 0
    if gone or new:
        yield _Hunk(start, at, new)


def _widened(hunk: _Hunk, spans: Sequence[tuple[int, int]], base: str) -> _Hunk:
    touched = [span for span in spans if span[0] < hunk.end and hunk.start < span[1]]
    if hunk.start == hunk.end:
        touched = [span for span in spans if span[0] < hunk.start < span[1]]
    start = min([hunk.start, *(span[0] for span in touched)])
    end = max([hunk.end, *(span[1] for span in touched)])
    return _Hunk(start, end, base[start : hunk.start] + hunk.text + base[hunk.end : end])


def _overlapping(ours: Sequence[_Hunk], theirs: Sequence[_Hunk]) -> Iterator[tuple[list[_Hunk], list[_Hunk]]]:
    """Hunks of both sides that touch the same sentences, together; in order."""
    sides = sorted([(hunk, 0) for hunk in ours] + [(hunk, 1) for hunk in theirs], key=_in_order)
    group: tuple[list[_Hunk], list[_Hunk]] = ([], [])
    end = -1
    for hunk, side in sides:
        # Two texts put at one place touch, though neither touches a sentence.
        at_one_place = any(own.start == own.end == hunk.start == hunk.end for own in (*group[0], *group[1]))
        if any(group) and not (hunk.start < end or at_one_place):
            yield group
            group, end = ([], []), -1
        group[side].append(hunk)
        end = max(end, hunk.end)
    if any(group):
        yield group


def _in_order(own: tuple[_Hunk, int]) -> tuple[int, int, int]:
    hunk, side = own
    return hunk.start, hunk.end, side


def _applied(base: str, hunks: Sequence[_Hunk], start: int, end: int) -> str:
    text = ""
    for hunk in hunks:
        text += base[start : hunk.start] + hunk.text
        start = hunk.end
    return text + base[start:end]
