"""`openapi.json` (OpenAPI 3.1): made of the table of the API and of the shapes that the documents are tested by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from differ.output.contract import whole
from differ.output.shapes import Fields, MapOf, Or, Shape

Schema = dict[str, Any]

_PLACE = re.compile(r"<(\w+)>")
_WHOLE = {"type": "integer", "minimum": 1, "maximum": 1000}
_TYPES: Mapping[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", None: "null"}


@dataclass(frozen=True, slots=True)
class Query:
    """What may be asked for behind the question mark."""

    name: str
    about: str
    schema: Schema
    required: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One address of the API: what it takes, and which document it answers with."""

    rule: str
    """As Flask takes it: `/api/v1/notas/<address>`."""
    view: Callable[..., ResponseReturnValue]
    verb: str
    """Of the document: `list` for `nota.list/1`; `` where the answer is a stream of `media`."""
    about: str
    query: tuple[Query, ...] = ()
    media: str = "application/json"
    may_take_long: bool = False
    """Whether it may have to be found first, so that the answer is to ask again."""


TEXT = {"type": "string", "minLength": 1}
PAGES = (
    Query("limit", "How many at most; the header Link then leads to the next.", _WHOLE),
    Query("after", "The last id of the page before.", TEXT),
)
ABOUT = {
    "address": "A nota (kst-36800-K-D: its newest version) or one version of it (kst-36800-K-D@2, @herdruk, @9f2c1e7).",
    "left": "As of `/api/v1/notas/{address}`.",
    "right": "As of `/api/v1/notas/{address}`.",
    "nota": "The id of a nota.",
    "version": "What stands after the @ of an address: 2, herdruk, 9f2c1e7.",
    "question": "The number of a question: 12, 12a, p3.",
}
"""Of the parts of a path."""


_TROUBLE = {
    "bad": "What was asked for cannot be read.",
    "absent": "It is not there.",
    "later": "It is being found; Retry-After tells when to ask again.",
}


def described(calls: Sequence[Call]) -> Callable[[], Response]:
    """The view that answers with the description of these calls."""

    @cache
    def text() -> str:
        from flask import current_app  # noqa: PLC0415

        return current_app.json.dumps(document(calls))

    def openapi() -> Response:
        return Response(text(), mimetype="application/json")

    return openapi


def document(calls: Sequence[Call]) -> Schema:
    """The whole description."""
    verbs = sorted({call.verb for call in calls if call.verb})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "nota-differ",
            "version": version("nota-differ"),
            "description": "What changed, what repeats and since when, in nota's that answer numbered questions.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {_PLACE.sub(r"{\1}", call.rule): {"get": _operation(call)} for call in calls},
        "components": {
            "schemas": {
                **{verb: of_shape(whole(verb)) for verb in verbs},
                "error": of_shape({"schema": frozenset(["nota.error/1"]), "error": str}),
            },
            "responses": {
                name: {"description": about, "content": {"application/json": {"schema": _ref("schemas", "error")}}}
                for name, about in _TROUBLE.items()
            },
        },
    }


def _operation(call: Call) -> Schema:
    places = [
        {"name": name, "in": "path", "required": True, "description": ABOUT[name], "schema": TEXT}
        for name in _PLACE.findall(call.rule)
    ]
    queries = [
        {"name": q.name, "in": "query", "required": q.required, "description": q.about, "schema": q.schema}
        for q in call.query
    ]
    held = _ref("schemas", call.verb) if call.verb else {"type": "string"}
    responses: Schema = {
        "200": {
            "description": f"`nota.{call.verb}/1`" if call.verb else "A stream.",
            "headers": {"ETag": {"description": "Of this very answer.", "schema": {"type": "string"}}},
            "content": {call.media: {"schema": held}},
        },
        "304": {"description": "What If-None-Match names has not changed."},
    }
    if queries:
        responses["400"] = _ref("responses", "bad")
    # A path may always be wrong; a query may name a nota that is not there.
    if places or any(query.name in ("nota", "address", "dossier") for query in call.query):
        responses["404"] = _ref("responses", "absent")
    if call.may_take_long:
        responses["503"] = _ref("responses", "later")
    return {
        "operationId": call.view.__name__,
        "summary": call.about,
        "parameters": places + queries,
        "responses": responses,
    }


def of_shape(shape: Shape) -> Schema:
    """The JSON Schema of a shape."""
    match shape:
        case frozenset():
            found: Schema = {"enum": sorted(shape)}
        case Or(shapes):
            found = {"anyOf": [of_shape(own) for own in shapes]}
        case MapOf(key, held):
            found = {"type": "object", "propertyNames": of_shape(key), "additionalProperties": of_shape(held)}
        case [held]:
            found = {"type": "array", "items": of_shape(held)}
        case Fields(required, optional):
            found = _object(required, {**required, **optional})
        case dict():
            found = _object(shape, shape)
        case _:
            found = {"type": _TYPES[shape]}
    return found


def _object(required: Mapping[str, Shape], known: Mapping[str, Shape]) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {name: of_shape(own) for name, own in known.items()},
        "additionalProperties": False,
    }


def _ref(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}
