"""What is said of a comparison in running text, the same in the terminal and in Markdown and DOCX."""

from __future__ import annotations

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import FACTS, KINDS
from differ.kinds import kind_of
from differ.model import Fact, NotaDiff, TextDiff
from differ.reports.layout import changed_paragraphs
from differ.reports.rows import CONVERSION, counts


def summary(diff: NotaDiff, say: Translator) -> str:
    """`2 changed · 1 added · 10 unchanged`; empty where there is no question."""
    told = [f"{count} {say(KINDS[kind])}" for kind, count in counts(diff)]
    moved = sum(pair.moved for pair in diff.pairs)
    told += [f"{moved} {say('moved')}"] if moved else []
    told += [say("changed outside the questions")] if outside(diff) else []
    converted = sum(pair.conversion for pair in diff.pairs)
    return " · ".join(told + ([f"{converted} {say(CONVERSION)}"] if converted else []))


def nothing(diff: NotaDiff, say: Translator) -> str:
    """What is said where no difference is shown: there is none, or none of the kind that was asked for."""
    if not diff.left_out:
        return say("no differences")
    return say.ngettext(
        "no difference of the kind that was asked for; %(n)s question differs otherwise",
        "no difference of the kind that was asked for; %(n)s questions differ otherwise",
        diff.left_out,
    )


def outside(diff: NotaDiff) -> TextDiff | None:
    """What changed outside the questions, the changed paragraphs alone; None where nothing did."""
    changed = kind_of(diff.outside) != "unchanged"
    return changed_paragraphs(diff.outside) if changed and not diff.outside_conversion else None


OUTSIDE = Message("Outside the questions")


def said(fact: Fact, say: Translator, arrow: str = " → ") -> str:
    """A fact that changed, in the literal words of both sides: `number: ‘76,2’ → ‘81,4’`."""
    sides = (f"‘{side}’" if side else say(Message("(nothing)")) for side in (fact.left, fact.right))
    return f"{say(FACTS[fact.kind])}: {arrow.join(sides)}"
