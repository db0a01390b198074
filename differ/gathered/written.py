"""A cluster as text that can be kept, and back."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from corpus.messages import Message
from differ.model import Cluster, Fact, Located, Match, Weighed
from differ.shelves.asked import located

_NAMED = 3
"""Members after the first that a name tells."""


def write(cluster: Cluster) -> str:
    """JSON on one line."""
    told = {
        "members": [_member(own) for own in cluster.members],
        "links": [_link(link) for link in cluster.links],
        "differ": cluster.answers_differ,
        "facts": [[fact.kind, fact.left, fact.right] for fact in cluster.difference],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def name(cluster: Cluster) -> str:
    """What a link to it names: the members, as a question may belong to several clusters; of more than a few a mark."""
    first, *others = [own.address for own in cluster.members]
    if len(others) <= _NAMED:
        return "+".join((first, *others))
    return f"{first}+{hashlib.blake2b(' '.join(others).encode(), digest_size=6).hexdigest()}"


def read(text: str) -> Cluster:
    """The cluster that was written; its texts are those of the nota to the letter, its blocks all paragraphs."""
    told = json.loads(text)
    return Cluster(
        tuple(located(*own) for own in told["members"]),
        tuple(
            Match(a, b, kind, score, grade, tuple(_heard(own) for own in said), tuple(Weighed(*word) for word in words))
            for a, b, kind, score, grade, said, words in told["links"]
        ),
        told["differ"],
        tuple(Fact(*own) for own in told["facts"]),
    )


def _member(own: Located) -> list[str]:
    numbers = own.pair.answer.numbers if own.pair.answer else ()
    return [own.address, own.question, own.answer, ",".join(numbers)]


def _link(link: Match) -> list[object]:
    words = [(own.left, own.right, own.weight) for own in link.words]
    return [link.a, link.b, link.kind, link.score, link.grade, [_said(reason) for reason in link.reasons], words]


def _said(value: object) -> Any:
    match value:
        case Message(template, values):
            return {"says": template, "with": {name: _said(own) for name, own in values.items()}}
        case date():
            return {"day": value.isoformat()}
        case str() | int() | float() | None:
            return value
    raise TypeError(f"a reason with a {type(value).__name__} cannot be kept")


def _heard(told: Any) -> Any:
    match told:
        case {"says": template, "with": values}:
            return Message(template, {name: _heard(own) for name, own in values.items()})
        case {"day": day}:
            return date.fromisoformat(day)
    return told
