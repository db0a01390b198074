"""What a command writes to: it may be closed, speak another alphabet, or have enough before the end, as `head` has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper


def opened() -> None:
    """Have streams that all can be written to.

    A program reads UTF-8, whatever the system speaks; a window shows another sign for one that it does not have.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # As after `>&-`. Else the next file that is opened takes its number, and is written to by our children.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    out = sys.stdout
    if isinstance(out, TextIOWrapper) and not out.encoding.lower().startswith("utf"):
        out.reconfigure(encoding=None if out.isatty() else "utf-8", errors="replace")


@contextmanager
def while_read() -> Iterator[None]:
    """Write until nobody reads any further; the command then goes on, and its status says what it says of the corpus.

    Left to click, a broken pipe would end it with 1: which is "different", or "not sound".
    """
    try:
        yield
    except BrokenPipeError:
        # What is buffered still, and what is written from here on, goes nowhere.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
