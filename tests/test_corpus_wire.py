"""What passes between two processes: any value of ours comes through as it was, and nothing else comes through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given

from corpus.guarded.wire import NotOurs, pack, unpack
from corpus.messages import Message
from corpus.model import Meta, Nota, Paragraph, Table
from tests.notas import notas


@dataclass(frozen=True)
class Parcel:
    words: Counter[str]
    day: date | None
    block: Paragraph | Table
    message: Message


@given(notas())
def test_a_nota_comes_through(nota: Nota) -> None:
    assert unpack(Nota, pack(nota)) == nota


def test_each_kind_of_value_comes_through() -> None:
    inner = Message("page %(page)s", {"page": 7})
    message = Message("%(file)s: 100%% of %(where)s", {"file": "één\ud800", "where": inner, "day": date(2031, 3, 5)})
    parcel = Parcel(Counter(a=2), None, Table((("a", "b"),)), message)
    assert unpack(Parcel, pack(parcel)) == parcel


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (str, b""),
        (str, b"\xff"),
        (str, b"7"),
        (int, b"true"),
        (str, b"[" * 100_000),
        (date, b'["date","31 mei"]'),
        (date, b'["day","2031-03-05"]'),
        (Paragraph, b'["Paragraph",["Een zin.",7]]'),
        (Paragraph, b'["Paragraph",["Een zin."],"and more"]'),
        (Paragraph, b'["Table",[]]'),
        (Paragraph, b'[["Paragraph"]]'),
        (Meta, pack(Meta("kst-1", kamer="EK")).replace(b'"EK"', b'"XK"')),
        (Message, b'["Message","%(file)999999999s",{"file":"a"}]'),
        (Message, b'["Message","%(gone)s",{"file":"a"}]'),
        (Message, b'["Message","%s",{"file":"a"}]'),
        (Message, b'["Message","%(file)s",{"file":["Paragraph",[]]}]'),
    ],
)
def test_what_is_not_the_expected_value_is_refused(kind: type, data: bytes) -> None:
    with pytest.raises(NotOurs):
        unpack(kind, data)
