"""How likely both questions of many pairs are one line of the list, told from arrays: see differ.repeating.sieve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from differ.pairs.asked_alike import LEAST_ALIKE
from differ.shelves.hashed import Places
from differ.shelves.sifted import Sifted

_MARGIN = 1e-4
"""By what part of them sums of the same numbers may be apart, these being halved in length."""


class Likely:
    """The lines that some questions may ask."""

    def __init__(self, questions: Sequence[Sifted]) -> None:
        lines = np.frombuffer(b"".join(own.likely for own in questions), np.int32)
        chances = np.frombuffer(b"".join(own.chances for own in questions), np.float32)
        ends = np.cumsum([0, *(len(own.likely) // lines.itemsize for own in questions)])
        self._rows = sp.csr_matrix((chances, lines, ends), (len(questions), int(lines.max(initial=0)) + 1))

    def may_be_one(self, a: Places, b: Places) -> NDArray[np.bool_]:
        """Of each pair of these two columns, whether it may be likely enough that both are one line."""
        both = self._rows[a].multiply(self._rows[b]).sum(axis=1)
        return np.asarray(np.asarray(both).ravel() >= LEAST_ALIKE * (1.0 - _MARGIN))
