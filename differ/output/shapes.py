"""The shapes of the JSON documents that other programs rely on, and whether a document has one."""

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


def _or_null(shape: Shape) -> Or:
    return Or((shape, None))


NUMBER = Or((int, float))
FACT = {
    "kind": frozenset("number date reference name modality negation scope refusal".split()),
    "left": _or_null(str),
    "right": _or_null(str),
}
OP = Fields(
    {"op": frozenset("equal delete insert move-from move-to".split()), "text": str},
    {"move": int, "why": frozenset(["renumbered"])},
)
PAIR = Fields(
    {
        "left": _or_null(str),
        "right": _or_null(str),
        "kind": frozenset("unchanged cosmetic changed rewritten added removed".split()),
        "moved": bool,
        "renumbered": bool,
        # Beyond what was agreed: it differs only by how its source was read.
        "conversion": bool,
        "question": [OP],
        "answer": [OP],
        "split_from": _or_null(str),
        "merged_into": _or_null(str),
        "facts": [FACT],
    },
    {},
)
PLACE = {"page": _or_null(int), "line": _or_null(int)}
QUESTION = {
    "address": str,
    "number": str,
    "text": str,
    "parts": [str],
    "answer": _or_null(str),
    "answered_with": [str],
    "refers_to": [{"address": str, "whole": bool}],
    "asked_by": [{"name": str, "basis": frozenset(["stated", "range"])}],
    "cites": [{"text": str, "id": _or_null(str)}],
    "notes": [{"mark": str, "text": _or_null(str)}],
    "source": _or_null(
        {
            **PLACE,
            "answer": _or_null(PLACE),
            "sentences": [Fields({"part": frozenset(["question", "answer"])}, PLACE)],
        }
    ),
}
KEPT = {"commit": str, "date": str, "committed": str, "author": str}
PART = frozenset(["question", "answer"])
ANY_PART = PART | {"outside"}
GRADE = frozenset("identical same similar related".split())
META = Fields(
    {"schema": frozenset(["nota/1"]), "id": str},
    {
        **dict.fromkeys("dossier ondernummer vergaderjaar soort titel dossiertitel ontvangen".split(), str),
        "kamer": frozenset(["EK", "TK"]),
        "indieners": [str],
        "ondertekend": [Fields({}, {"functie": str, "naam": str})],
        "noten": [Fields({"merk": str}, {"bij": str, "tekst": str})],
    },
)
MOMENT = {"address": str, "label": _or_null(str), "date": str, "committed": str, "commit": str, "text_id": str}
PERIOD = {"first": MOMENT, "last": MOMENT, "gone": _or_null(MOMENT)}
ASKED_OF_TIME: dict[str, Shape] = {
    "log": {
        "entries": [
            {
                **MOMENT,
                "author": str,
                "kind": frozenset("first changed reread withdrawn".split()),
                "before": _or_null(str),
                "replaces": _or_null(str),
                "replaced_by": _or_null(str),
                "reason": _or_null(str),
                "questions": int,
                "summary": MapOf(PAIR.required["kind"], int),
                "outside": bool,
                "changes": [
                    {
                        "left": _or_null(str),
                        "right": _or_null(str),
                        "kind": PAIR.required["kind"],
                        "moved": bool,
                        "question": str,
                        "facts": [FACT],
                    }
                ],
            }
        ]
    },
    "when": {
        "phrase": str,
        "match": frozenset(["exact", "fuzzy"]),
        "first": _or_null(MOMENT),
        "last": _or_null(MOMENT),
        "notas": [
            {
                "nota": str,
                "periods": [PERIOD],
                "sightings": [
                    {
                        "part": frozenset("question answer outside".split()),
                        "text": str,
                        "hit": {"begin": int, "end": int},
                        "score": NUMBER,
                        "difference": [FACT],
                        "first": [str],
                        "last": [str],
                        "periods": [PERIOD],
                        "withdrawn": [str],
                    }
                ],
            }
        ],
    },
    "at": {
        "date": str,
        "by": frozenset(["legal", "import"]),
        "asked": str,
        "notas": [
            {
                "nota": str,
                "version": _or_null({**MOMENT, "author": str}),
                "after": _or_null(MOMENT),
                "questions": _or_null([QUESTION]),
            }
        ],
    },
}
DOCUMENTS: dict[str, Shape] = {
    **ASKED_OF_TIME,
    "receipt": Fields(
        {"head": str, "date": str, "counts": MapOf(str, int), "versions": MapOf(str, [str])},
        {"public_key": str, "signature": str},
    ),
    "add": {
        "added": [
            {
                "nota": str,
                "version": int,
                "commit": str,
                "questions": int,
                "status": frozenset(["added", "unchanged"]),
                "warnings": [str],
            }
        ],
        "refused": [{"file": str, "reason": str}],
    },
    "list": {
        "notas": [
            {
                "nota": str,
                "title": _or_null(str),
                "versions": int,
                "questions": int,
                "received": _or_null(str),
                "labels": [str],
                # Beyond what was agreed: versions may be imported out of order, and corrected.
                "newest": int,
                "withdrawn": [{"version": int, "replaced_by": str}],
            }
        ]
    },
    "show": {
        "nota": str,
        "version": _or_null(int),
        "label": _or_null(str),
        "text_id": _or_null(str),
        "commit": _or_null(str),
        # Beyond what was agreed: what it corrects, and what corrects it; null of a file.
        "corrections": _or_null(
            {name: _or_null(str) for name in ("replaces", "reason", "rereads", "replaced_by", "replaced_because")}
        ),
        "meta": META,
        "questions": [QUESTION],
    },
    "duplicates": {
        "clusters": [
            {
                "kinds": [frozenset(["question", "reference", "answer"])],
                "grade": GRADE,
                "members": [str],
                "score": NUMBER,
                "answers_differ": bool,
                "difference": [FACT],
                "links": [
                    {
                        "a": str,
                        "b": str,
                        "kind": frozenset(["question", "reference", "answer"]),
                        "score": NUMBER,
                        "grade": GRADE,
                        "reasons": [str],
                        # Beyond what was agreed: the words by which it was decided, with their weights.
                        "words": [{"left": _or_null(str), "right": _or_null(str), "weight": NUMBER}],
                    }
                ],
            }
        ]
    },
    "diff": {
        "left": str,
        "right": str,
        "complete": bool,
        "summary": MapOf(PAIR.required["kind"], int),
        # Beyond what was agreed: what stands outside the questions.
        "outside": [OP],
        "pairs": [PAIR],
    },
    "history": {
        "thread": str,
        "wordings": [
            {
                "address": str,
                **KEPT,
                "label": _or_null(str),
                "kind": PAIR.required["kind"]
                | {"first", "reference", "answered", "withdrawn", "restored", "converted"},
                "question": str,
                "answer": _or_null(str),
                # Beyond what was agreed, and kept.
                "also_in": [str],
                "before": _or_null(str),
                "returns_to": _or_null(str),
                "facts": [FACT],
            }
        ],
    },
    "blame": {
        "address": str,
        "sentences": [
            {
                "text": str,
                "part": frozenset(["question", "answer", "outside"]),
                "version": int,
                **KEPT,
                # Beyond what was agreed: where it stands in a nota asked for whole, and where its words are from.
                "address": str,
                "words": [{"text": str, "version": int, **KEPT}],
            }
        ],
    },
    "search": {
        "query": {
            "text": str,
            "dossier": _or_null(str),
            "kind": _or_null(str),
            "nota": _or_null(str),
            "part": _or_null(ANY_PART),
            "asked_by": _or_null(str),
            "year": _or_null(int),
            "changed": bool,
            "all_versions": bool,
            "sort": frozenset(["relevance", "date"]),
        },
        "total": int,
        "offset": int,
        "hits": [
            {
                "address": str,
                "kind": _or_null(str),
                "title": _or_null(str),
                "date": str,
                "score": NUMBER,
                "question": _or_null(str),
                "answer": _or_null(str),
                "outside": _or_null(str),
                "answered_at": _or_null(str),
                "asked_by": [str],
                "changed": bool,
                "newest": bool,
                "versions": [str],
                "excerpts": [{"part": ANY_PART, "text": str, "marks": [[int]]}],
            }
        ],
    },
    "check": {
        "ok": bool,
        # Whether it was broken off before all sources were read again.
        "interrupted": bool,
        "problems": [{"address": str, "problem": str}],
        # Beyond what was agreed: what is no problem, and should be known.
        "notes": [{"address": str, "note": str}],
        "checked": MapOf(str, int),
        # Of a receipt that was given with it.
        "receipt": _or_null(
            {
                "head": str,
                "date": str,
                "grew": bool,
                "since": int,
                "key": _or_null(str),
                "signed_by": _or_null(str),
            }
        ),
        "signatures": [
            {
                "address": str,
                "verdict": frozenset(["good", "bad", "unknown"]),
                "signed_by": _or_null(str),
                "key": _or_null(str),
            }
        ],
    },
}
"""By verb; each document has its `schema` as well."""


def misfits_of(verb: str, document: dict[str, object]) -> list[str]:
    """Where a document is not what the verb gives."""
    return misfits(document, whole(verb), verb)


def whole(verb: str) -> Fields:
    """The shape of the document of a verb, with its `schema`."""
    own, named = DOCUMENTS[verb], {"schema": frozenset([f"nota.{verb}/1"])}
    return Fields({**named, **own.required}, own.optional) if isinstance(own, Fields) else Fields({**named, **own}, {})
