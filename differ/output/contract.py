"""The JSON documents that other programs rely on: the shape of each, by verb."""

from __future__ import annotations

from differ.output.shapes import Fields, MapOf, Or, Shape, misfits, or_null

NUMBER = Or((int, float))
FACT = {
    "kind": frozenset("number date reference name modality negation scope refusal".split()),
    "left": or_null(str),
    "right": or_null(str),
}
OP = Fields(
    {"op": frozenset("equal delete insert move-from move-to".split()), "text": str},
    {"move": int, "why": frozenset(["renumbered"])},
)
PAIR = Fields(
    {
        "left": or_null(str),
        "right": or_null(str),
        "kind": frozenset("unchanged cosmetic changed rewritten added removed".split()),
        "moved": bool,
        "renumbered": bool,
        # It differs only by how its source was read.
        "conversion": bool,
        "question": [OP],
        "answer": [OP],
        "split_from": or_null(str),
        "merged_into": or_null(str),
        "facts": [FACT],
    },
    {},
)
PLACE = {"page": or_null(int), "line": or_null(int)}
QUESTION = {
    "address": str,
    "number": str,
    "text": str,
    "parts": [str],
    "answer": or_null(str),
    "answered_with": [str],
    "refers_to": [{"address": str, "whole": bool}],
    "asked_by": [{"name": str, "basis": frozenset(["stated", "range"])}],
    "cites": [{"text": str, "id": or_null(str)}],
    "notes": [{"mark": str, "text": or_null(str)}],
    "source": or_null(
        {
            **PLACE,
            "answer": or_null(PLACE),
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
MOMENT = {"address": str, "label": or_null(str), "date": str, "committed": str, "commit": str, "text_id": str}
PERIOD = {"first": MOMENT, "last": MOMENT, "gone": or_null(MOMENT)}
ASKED_OF_TIME: dict[str, Shape] = {
    "log": {
        "entries": [
            {
                **MOMENT,
                "author": str,
                "kind": frozenset("first changed reread withdrawn".split()),
                "before": or_null(str),
                "replaces": or_null(str),
                "replaced_by": or_null(str),
                "reason": or_null(str),
                "questions": int,
                "summary": MapOf(PAIR.required["kind"], int),
                "outside": bool,
                "changes": [
                    {
                        "left": or_null(str),
                        "right": or_null(str),
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
        "first": or_null(MOMENT),
        "last": or_null(MOMENT),
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
                "version": or_null({**MOMENT, "author": str}),
                "after": or_null(MOMENT),
                "questions": or_null([QUESTION]),
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
                "title": or_null(str),
                "versions": int,
                "questions": int,
                "received": or_null(str),
                "labels": [str],
                # Versions may be imported out of order, and corrected.
                "newest": int,
                "withdrawn": [{"version": int, "replaced_by": str}],
            }
        ]
    },
    "show": {
        "nota": str,
        "version": or_null(int),
        "label": or_null(str),
        "text_id": or_null(str),
        "commit": or_null(str),
        # What it corrects, and what corrects it; null of a file.
        "corrections": or_null(
            {name: or_null(str) for name in ("replaces", "reason", "rereads", "replaced_by", "replaced_because")}
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
                        # The words by which it was decided, with their weights.
                        "words": [{"left": or_null(str), "right": or_null(str), "weight": NUMBER}],
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
        # What stands outside the questions.
        "outside": [OP],
        "pairs": [PAIR],
    },
    "history": {
        "thread": str,
        "wordings": [
            {
                "address": str,
                **KEPT,
                "label": or_null(str),
                "kind": PAIR.required["kind"]
                | {"first", "reference", "answered", "withdrawn", "restored", "converted"},
                "question": str,
                "answer": or_null(str),
                "also_in": [str],
                "before": or_null(str),
                "returns_to": or_null(str),
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
                # Where it stands in a nota asked for whole, and where its words are from.
                "address": str,
                "words": [{"text": str, "version": int, **KEPT}],
            }
        ],
    },
    "search": {
        "query": {
            "text": str,
            "dossier": or_null(str),
            "kind": or_null(str),
            "nota": or_null(str),
            "part": or_null(ANY_PART),
            "asked_by": or_null(str),
            "year": or_null(int),
            "changed": bool,
            "all_versions": bool,
            "sort": frozenset(["relevance", "date"]),
        },
        "total": int,
        "offset": int,
        "hits": [
            {
                "address": str,
                "kind": or_null(str),
                "title": or_null(str),
                "date": str,
                "score": NUMBER,
                "question": or_null(str),
                "answer": or_null(str),
                "outside": or_null(str),
                "answered_at": or_null(str),
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
        # What is no problem, and should be known.
        "notes": [{"address": str, "note": str}],
        "checked": MapOf(str, int),
        # Of a receipt that was given with it.
        "receipt": or_null(
            {
                "head": str,
                "date": str,
                "grew": bool,
                "since": int,
                "key": or_null(str),
                "signed_by": or_null(str),
            }
        ),
        "signatures": [
            {
                "address": str,
                "verdict": frozenset(["good", "bad", "unknown"]),
                "signed_by": or_null(str),
                "key": or_null(str),
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
