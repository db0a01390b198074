"""What a reader made of a file, as lines that a person can compare; and whether it kept every word."""

from __future__ import annotations

import re
from collections import Counter

from corpus.blocks import Source
from corpus.text import words


def shown(source: Source) -> list[str]:
    """Each block as `kind: text`, bold in asterisks, the lines of one block parted by ` / `, cells by ` | `."""
    lines = []
    for block in source.blocks:
        rows = " // ".join(" | ".join(row) for row in block.rows)
        text = " / ".join(block.lines) or rows
        mark = {"all": f"**{text}**", "start": f"*{text}", "none": text}[block.bold]
        lines.append(f"{block.kind}{block.level or ''}: {mark}")
    return lines


def lost_and_new(source: Source) -> tuple[Counter[str], Counter[str]]:
    """The words of the file that stand nowhere, and those that stand somewhere and not in the file."""
    marks = {note.mark for note in source.notes}
    texts = [text for block in source.blocks for text in (*block.lines, *(cell for row in block.rows for cell in row))]
    bare = re.sub(r"\[\^([^\]\s]+)\]", lambda match: "" if match[1] in marks else match[0], "\n".join(texts))
    kept = words("\n".join([bare, *(note.text for note in source.notes)]))
    for removal in source.removed:
        kept.update(words(removal.text))
        kept.subtract(words(removal.instead))
    there = source.words.counted()
    return there - kept, Counter({word: kept[word] - there[word] for word in kept}) - Counter()


def told(source: Source, why: str) -> list[str]:
    """What was taken out for one reason."""
    return [f"{r.text} -> {r.instead}" if r.instead else r.text for r in source.removed if r.why == why]
