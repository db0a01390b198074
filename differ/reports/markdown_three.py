"""Two successors of one text as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import called, called_together, item
from differ.reports.markdown import Writer, escaped, legend, named
from differ.reports.said import said
from differ.reports.sides import side
from differ.reports.three import PARTS, SIDES, changed, name, sides, texts_of
from differ.threeway import OUTCOMES, Part, ThreeWay, Triple


def report(result: ThreeWay, say: Translator) -> str:
    """The whole report in one language; the same comparison gives the same bytes."""
    return "\n".join(_lines(result, say)) + "\n"


def _lines(result: ThreeWay, say: Translator) -> Iterator[str]:
    yield from [f"# {say('Two successors of one text')}", ""]
    for role, text in zip(SIDES, (result.base, result.left, result.right), strict=True):
        yield f"- {say(SIDES[role])}: {named(side(text, text), say)}"
    counts = " · ".join(f"{count} {say(OUTCOMES[kind])}" for kind, count in result.summary.items())
    yield from ["", f"**{counts or say('no differences')}**", "", legend(say)]
    if not result.complete:
        yield from ["", say("This diff is coarser than it could be: a limit was met.")]
    for quiet, group in groupby(result.triples, lambda triple: triple.kind == "unchanged"):
        triples = list(group)
        if quiet:
            numbers = [triple.located.number for triple in triples]
            yield from ["", f"*{say(called_together(numbers))}: {say(OUTCOMES['unchanged'])}*"]
        else:
            for triple in triples:
                yield from _triple(triple, say)


def _triple(triple: Triple, say: Translator) -> Iterator[str]:
    number = triple.located.number
    yield from ["", f"## {say(called(number))} · {say(OUTCOMES[triple.kind])}"]
    facts = [(role, fact) for role, pair in sides(triple) if pair for fact in pair.facts]
    yield from [""] if facts else []
    yield from (f"- {say(SIDES[role])}: {escaped(said(fact, say))}" for role, fact in facts)
    for conflict in triple.conflicts:
        yield from ["", f"**{say(OUTCOMES['conflict'])}**", ""]
        for role, text in texts_of(conflict):
            yield f"- {say(SIDES[role])}: {escaped(' '.join(text.split())) or say('(nothing)')}"
    for part, title in zip(PARTS, (item(number), Message("Answer")), strict=True):
        yield from _part(triple, part, say(title), say)


def _part(triple: Triple, part: Part, title: str, say: Translator) -> Iterator[str]:
    writer = Writer(say, {})
    texts = [(say(name(role, pair)), writer.text(text)) for role, pair, text in changed(triple, part)]
    if not any(text for _, text in texts):
        return
    yield from ["", f"### {title}"]
    if len({text for _, text in texts}) == 1 < len(texts):
        yield from ["", texts[0][1]]
        return
    for named_side, text in texts:
        yield from ["", f"#### {named_side}", "", text or say("(nothing)")]
