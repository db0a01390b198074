"""A comparison of two successors of one text -> its JSON document, `nota.diff3/1`."""

from __future__ import annotations

from differ.model import PairDiff
from differ.output.serial import Json, address_or_null, as_document, fact_of, ops
from differ.reports.three import PARTS
from differ.threeway import Conflict, ThreeWay, Triple


def diff_three(result: ThreeWay) -> Json:
    """Who changed what, and where both changed the same sentence."""
    return as_document(
        "diff3",
        base=result.base.address,
        left=result.left.address,
        right=result.right.address,
        complete=result.complete,
        summary=dict(result.summary),
        questions=[_triple(triple) for triple in result.triples],
    )


def _triple(triple: Triple) -> Json:
    return {
        "base": address_or_null(triple.base),
        "left": _side(triple.left),
        "right": _side(triple.right),
        "kind": triple.kind,
        "conflicts": [_conflict(one) for one in triple.conflicts],
        "merged": {part: triple.merged(part) for part in PARTS},
    }


def _side(pair: PairDiff | None) -> Json | None:
    """What one successor made of a question, as a PAIR of `nota.diff/1` has it against the base."""
    if pair is None:
        return None
    return {
        "address": address_or_null(pair.right),
        "kind": pair.kind,
        "moved": pair.moved,
        "renumbered": pair.renumbered,
        "question": ops(pair.question),
        "answer": ops(pair.answer),
        "facts": [fact_of(fact) for fact in pair.facts],
    }


def _conflict(one: Conflict) -> Json:
    return {"part": one.part, "base": one.base, "left": one.left, "right": one.right}
