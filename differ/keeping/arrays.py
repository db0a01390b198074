"""Arrays in a file beside what they were made of: whole or not at all, and made again where they are not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def kept(path: Path) -> tuple[NDArray[Any], ...] | None:
    """What was put away there; None where nothing was, or it was damaged since."""
    with suppress(OSError, ValueError, EOFError, TypeError), path.open("rb") as file:
        return tuple(np.load(file) for _ in range(int(np.load(file))))
    return None


def keep(path: Path, *arrays: NDArray[Any]) -> None:
    """Put these away, in the place of what was there."""
    draft = path.with_name(f"draft-{path.name}")
    with draft.open("wb") as file:
        for array in (np.array(len(arrays)), *arrays):
            np.save(file, array)
    draft.rename(path)
