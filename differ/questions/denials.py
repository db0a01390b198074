"""What denies without 'niet': words that say that something is lacking, and those that say what another denies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.concepts import commonness, rooted
from differ.questions.roots import UNKNOWN, root

PLAIN = frozenset(map(root, ("niet", "geen", "zonder")))
"""What denies whatever else a question says. One may stand for another: 'geen huisarts' / 'zonder huisarts'."""
_UN = "on"
_LEAST = 4
"""Letters of a word before which 'on' stands."""
_NO_DENIAL = frozenset("langs gedan even recht geval kost kruid wer rust ding roer derzoek".split())
"""Roots that are another word with 'on' before them: 'onkosten' are costs."""


@cache
def denies(name: str) -> bool:
    """Whether a term says by itself that something is not there, not done or not so."""
    return is_denial(name) or is_lacking(name) or bool(_denied(name))


def is_lacking(name: str) -> bool:
    """Whether a term says of anything that it is not there or not done."""
    return name in _lacking()


def is_denial(name: str) -> bool:
    """Whether a term is a phrase with a 'not' in it: 'niet haalbaar'."""
    return " " in name and not PLAIN.isdisjoint(name.split())


@cache
def turns(name: str) -> bool:
    """Whether a term makes another question of one in which nothing stands for it."""
    return name in _turning() or denies(name)


def are_complements(one: str, other: str) -> bool:
    """Whether what is not the one is the other: 'gelukt' / 'mislukt', 'duidelijk' / 'onduidelijk'."""
    return one in _denied(other) or other in _denied(one)


@cache
def _denied(name: str) -> frozenset[str]:
    """The terms that a term denies."""
    if is_denial(name):
        return frozenset((" ".join(one for one in name.split() if one not in PLAIN),))
    rest = name.removeprefix(_UN)
    if rest != name and len(rest) >= _LEAST and rest not in _NO_DENIAL and commonness(rest) > UNKNOWN:
        return _complements().get(name, frozenset()) | {rest}
    return _complements().get(name, frozenset())


@prepared
def _complements() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in entries("denials"):
        said, _, denied = line.partition(": ")
        for one in said.split(" / "):
            found[_name(one)] = frozenset(map(_name, denied.split(" / ")))
    return found


@prepared
def _lacking() -> frozenset[str]:
    return _names("lacking")


@prepared
def _turning() -> frozenset[str]:
    return _names("turning")


def _names(kind: str) -> frozenset[str]:
    return frozenset(_name(form) for line in entries(kind) for form in line.split(" / "))


def _name(form: str) -> str:
    return " ".join(rooted(form))
