"""The command `nota` as it is installed: what it told before, or else what a verb of `differ` or of the pages tells."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from differ.command.again import again
from differ.command.reader import opened


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `nota`, by default on the arguments of this process, and end it with its exit status."""
    opened()
    given = sys.argv[1:] if arguments is None else arguments

    def run() -> None:
        from web.verbs import main

        main(given)

    try:
        again(given, run)
    except KeyboardInterrupt:
        # Before the command itself could tell it: most of the program was still to be loaded.
        from differ.command.session import interrupted

        interrupted(given)
