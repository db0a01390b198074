"""The command `nota` as its users run it, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Nota = Callable[..., Ran]
"""Arguments in; paths and numbers may stand among them."""
