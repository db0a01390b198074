"""How much each feature of a pair weighs: read from a file that a script makes from labelled questions."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import exp

from differ.pairs.features import Features


def chance(features: Features) -> float:
    """The chance that two questions are the same, 0 to 1: the logistic function of the weighed sum."""
    start, own = weights()
    return 1.0 / (1.0 + exp(-(start + sum(map(float.__mul__, own, features)))))


@cache
def weights() -> tuple[float, Features]:
    """Where the sum starts, and what is added to it for each of a feature."""
    read = tomllib.loads(files("differ.lexicon").joinpath("weights.toml").read_text(encoding="utf-8"))
    return float(read["start"]), Features(**{name: float(value) for name, value in read["features"].items()})
