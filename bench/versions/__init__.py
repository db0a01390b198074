"""Pairs of successive versions whose truth is known, made by three hands that write unlike one another."""

from collections.abc import Callable

from bench.versions.edits import versions
from bench.versions.model import Link, Style, Versions
from bench.versions.narrative import Narrative
from bench.versions.real import PAPERS, Real
from bench.versions.templated import Templated

STYLES: dict[str, Callable[..., Style]] = {"templated": Templated, "narrative": Narrative, "real": Real}

__all__ = ["PAPERS", "STYLES", "Link", "Narrative", "Real", "Style", "Templated", "Versions", "versions"]
