"""The shape of a value that JSON can write, and where a value is not of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Shape = Any
"""A type; a frozenset of values; a list of one shape; a dict of fields, all required; or one of these classes."""


@dataclass(frozen=True)
class Or:
    """Any of several shapes."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class MapOf:
    """A dict from keys of one shape to values of another."""

    key: Shape
    value: Shape


@dataclass(frozen=True)
class Fields:
    """A dict that has the required fields and may have the others."""

    required: dict[str, Shape]
    optional: dict[str, Shape]


def misfits(value: object, shape: Shape, at: str = "") -> list[str]:
    """Where a value is not of a shape; empty where it is."""
    found = [f"{at}: {value!r} is not {shape!r}"]
    match shape:
        case frozenset() if value in shape:
            found = []
        case Or(shapes):
            found = min((misfits(value, own, at) for own in shapes), key=len)
        case MapOf(key, held) if isinstance(value, dict):
            found = [m for k, v in value.items() for m in [*misfits(k, key, at), *misfits(v, held, f"{at}.{k}")]]
        case [held] if isinstance(value, list):
            found = [m for n, own in enumerate(value) for m in misfits(own, held, f"{at}[{n}]")]
        case dict() if isinstance(value, dict):
            found = _misfitting_fields(value, shape, {}, at)
        case Fields(required, optional) if isinstance(value, dict):
            found = _misfitting_fields(value, required, optional, at)
        case type() | None if value is None if shape is None else type(value) is shape:
            found = []
    return found


def _misfitting_fields(value: dict[str, object], required: Shape, optional: Shape, at: str) -> list[str]:
    missing = [f"{at}: {name} is missing" for name in required if name not in value]
    unknown = [f"{at}: {name} is unknown" for name in value if name not in required and name not in optional]
    shapes = {**required, **optional}
    return missing + unknown + [m for n, v in value.items() if n in shapes for m in misfits(v, shapes[n], f"{at}.{n}")]


def or_null(shape: Shape) -> Or:
    """That shape, or nothing."""
    return Or((shape, None))
