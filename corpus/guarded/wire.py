"""Values of ours <-> bytes that pass between two processes, of which one is not trusted.

The form is closed: nothing is made but what the asked type allows, so that bytes from elsewhere are at worst refused.
(Pickle, the usual way, runs whatever the bytes tell it to.)
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from corpus.messages import Message

T = TypeVar("T")
_Decoder = Callable[[Any], Any]
_PLACE = re.compile(r"%%|%\((\w+)\)s")
_SCALARS = (str, int, float, bool, type(None))
_PLAIN = frozenset(_SCALARS)


class NotOurs(ValueError):
    """The bytes are not the value that was expected."""


def pack(value: object) -> bytes:
    """A value as bytes: dataclasses, tuples, dictionaries with keys of text, dates, times and plain values."""
    return json.dumps(_plain(value), separators=(",", ":")).encode()


def unpack(kind: type[T], data: bytes) -> T:
    """The value of this type in the bytes. Raises NotOurs."""
    try:
        value: T = _decoder(kind)(json.loads(data))  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotOurs(f"{type(error).__name__}: {error}") from None
    return value


def _plain(value: object) -> object:
    # Nearly all are plain already, or of a type that was met before.
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if (values := _values(kind)) is not None:
        return [kind.__name__, *[own if type(own) in _PLAIN else _plain(own) for own in values(value)]]
    return _opened(value)


def _opened(value: object) -> object:
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case datetime():
            return ["datetime", value.isoformat()]
        case date():
            return ["date", value.isoformat()]
    return value if isinstance(value, _SCALARS) else str(value)


@cache
def _values(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """What takes the values of its fields from a dataclass; None of what is none."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    # Of one name `attrgetter` gives no tuple.
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)


@cache
def _decoder(kind: Any) -> _Decoder:
    """What makes a value of this type of plain values, or fails."""
    if kind is object:
        return _union((Message, date, *_SCALARS))
    if kind is datetime:
        return lambda plain: datetime.fromisoformat(_untagged("datetime", plain)[0])
    if kind is date:
        return lambda plain: date.fromisoformat(_untagged("date", plain)[0])
    if is_dataclass(kind):
        return _dataclass(kind)
    if origin := get_origin(kind):
        return _generic(origin, get_args(kind))
    return lambda plain: _expect(kind, plain)


def _generic(origin: Any, arguments: tuple[Any, ...]) -> _Decoder:
    if origin in (Union, UnionType):
        return _union(arguments)
    if origin is Literal:
        return lambda plain: arguments[arguments.index(plain)]
    each = _decoder(int if origin is Counter else arguments[-1 if origin is dict else 0])
    if origin is tuple:
        return lambda plain: tuple(map(each, _expect(list, plain)))
    return lambda plain: origin({key: each(one) for key, one in _expect(dict, plain).items()})


def _dataclass(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    decoders = [_decoder(hints[field.name]) for field in fields(kind)]

    def decode(plain: Any) -> Any:
        values = [each(one) for each, one in zip(decoders, _untagged(kind.__name__, plain), strict=True)]
        return _checked(kind(*values))

    return decode


def _union(kinds: tuple[Any, ...]) -> _Decoder:
    """Which of several: a dataclass and a date are told by their tag, a plain value by its type."""
    tagged = {kind.__name__: kind for kind in kinds if isinstance(kind, type) and kind not in _SCALARS}
    others = sorted((kind for kind in kinds if kind not in tagged.values()), key=lambda kind: kind not in _SCALARS)

    def decode(plain: Any) -> Any:
        # The decoders are looked up late: a Message may hold a Message.
        if isinstance(plain, list) and plain and plain[0] in tagged:
            return _decoder(tagged[plain[0]])(plain)
        for kind in others:
            if get_origin(kind) or type(plain) is kind:
                return _decoder(kind)(plain)
        raise NotOurs(f"{type(plain).__name__} is none of what was expected")

    return decode


def _checked(value: object) -> object:
    """A sentence may name its values and no more: a width, as in '%(file)99999999s', would fill the memory."""
    if isinstance(value, Message) and value.values:
        names = {place[1] for place in _PLACE.finditer(value.template) if place[1]}
        if "%" in _PLACE.sub("", value.template) or not names <= value.values.keys():
            raise NotOurs("a sentence with more than the names of its values")
    return value


def _untagged(tag: str, plain: Any) -> list[Any]:
    if not isinstance(plain, list) or not plain or plain[0] != tag:
        raise NotOurs(f"no {tag}")
    return plain[1:]


def _expect(kind: type[T], plain: Any) -> T:
    # `type` and not `isinstance`: True is an int too.
    if type(plain) is not kind:
        raise NotOurs(f"{type(plain).__name__} in the place of {kind.__name__}")
    return plain
