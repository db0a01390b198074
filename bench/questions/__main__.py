"""`python -m bench.questions [WORLD [SIZE [SEED]]]`: labelled questions to read, one a line, by what they ask."""

from __future__ import annotations

import sys
from itertools import chain

from bench.questions import Ask, labelled


def _said(asks: tuple[Ask, ...]) -> str:
    return " + ".join("/".join([a.frame, a.variant, a.subject, *chain.from_iterable(a.values)]) for a in asks)


def main(world: str = "learn", size: str = "100", seed: str = "0") -> None:
    """Columns: what is asked, how it is reworded, what sets a trap apart from what it looks like, the text."""
    for question in sorted(labelled(world, int(size), int(seed)), key=lambda q: q.looks_like or q.asks[0]):
        print(_said(question.asks), question.how, question.trap, question.text, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
