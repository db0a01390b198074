"""How a long job tells how far it is, whoever is listening."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Bar(Protocol):
    """One stage of a job."""

    def update(self, n_steps: int) -> None:
        """So much more is done."""
        ...


Progress = Callable[[str, int], AbstractContextManager[Bar]]
"""Begins a stage: what it is called, and how much there is to do."""


class _Silent:
    def update(self, n_steps: int) -> None:
        pass


def silent(_label: str, _count: int) -> AbstractContextManager[Bar]:
    """Tells nobody."""
    return nullcontext(_Silent())
