"""A comparison as DOCX: in the document of the left text itself where that is one, else in a plain one."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.blocks import Options
from corpus.errors import CorpusError
from corpus.guarded.contained import run
from corpus.messages import Message
from corpus.model import Answer, Document, Nota, QAPair, Question, Section
from differ.bilingual.language import Translator
from differ.choosing import Choice
from differ.kinds import kind_of
from differ.model import Change, Located, NotaDiff, PairDiff, TextDiff
from differ.reports.drafts import Draft
from differ.reports.said import said
from differ.reports.tracked.plain import plain_document
from differ.reports.tracked.track import track

By = tuple[str, str | None]


def report(diff: NotaDiff, choice: Choice, draft: Draft | None, say: Translator) -> tuple[bytes, tuple[Message, ...]]:
    """The document, and what its reader should know: what is not tracked in it, or not in the draft itself.

    Where questions are left out there is no whole document: it is a plain one of what is left. What is
    ignored stays as it was on the left. Raises CorpusError where not even a plain document can hold the changes.
    """
    by = _by(diff.right)
    if draft and _is_whole(diff) and not (choice.only_changed or choice.facts):
        whole = _without_ignored(diff, choice)
        try:
            arguments = (whole, draft.data, draft.options, by, _facts(whole, say))
            return base64.b64decode(run(draft.name, _tracked, arguments, str, load=(__name__,))), _untracked(
                choice.of(diff)
            )
        except CorpusError as error:
            why = Message(
                "the changes cannot be tracked in %(file)s itself: %(why)s; they are in a plain document",
                {"file": draft.name, "why": error.message},
            )
    else:
        why = None
    shown = diff if choice == Choice() and _is_whole(diff) else _alone(choice.of(diff))
    plain = plain_document(shown.left.nota, say(why) if why else None)
    warnings = (*([why] if why else []), *_untracked(choice.of(diff)))
    return track(shown, plain, Options(), by, _facts(shown, say)), warnings


def _untracked(diff: NotaDiff) -> tuple[Message, ...]:
    """What changed and is not tracked: only questions and answers are."""
    if kind_of(diff.outside) == "unchanged":
        return ()
    return (Message("what changed outside the questions is not tracked in DOCX; .html and .md show it"),)


def _tracked(diff: NotaDiff, data: bytes, options: Options, by: By, facts: Mapping[int, Sequence[str]]) -> str:
    """As `track`, for a process that answers in text."""
    return base64.b64encode(track(diff, data, options, by, facts)).decode("ascii")


def _by(right: Document) -> By:
    """Who made the changes, and when: of a file that is not stored its name alone is known."""
    if (version := right.version) is None:
        return right.address, None
    return version.author.partition(" <")[0], f"{version.date.isoformat()}T00:00:00Z"


def _facts(diff: NotaDiff, say: Translator) -> Mapping[int, Sequence[str]]:
    return {n: [said(fact, say) for fact in pair.facts] for n, pair in enumerate(diff.pairs) if pair.facts}


def _is_whole(diff: NotaDiff) -> bool:
    """Whether every question of both texts is in the comparison, and not only some that were asked for."""
    return all(
        {own.number for pair in diff.pairs if (own := getattr(pair, side))}
        == {own.number for own in document.nota.pairs}
        for side, document in (("left", diff.left), ("right", diff.right))
    )


# Questions by themselves


def _alone(diff: NotaDiff) -> NotaDiff:
    """The questions of a comparison as whole texts: each with an answer of its own."""
    pairs = [replace(pair, left=_own(pair.left), right=_own(pair.right)) for pair in diff.pairs]
    left, right = (
        replace(document, nota=_of(document.nota, [own for pair in pairs if (own := getattr(pair, side))]))
        for side, document in (("left", diff.left), ("right", diff.right))
    )
    return NotaDiff(left, right, tuple(pairs))


def _own(located: Located | None) -> Located | None:
    if located is None:
        return None
    number, answer = located.number, located.pair.answer
    own = Answer((number,), answer.blocks) if answer else None
    question = Question(number, located.pair.question.blocks, own)
    return replace(located, pair=QAPair(question, own))


def _of(nota: Nota, located: Sequence[Located]) -> Nota:
    return replace(nota, introduction=(), body=tuple(own.pair.question for own in located))


# What is ignored


def _without_ignored(diff: NotaDiff, choice: Choice) -> NotaDiff:
    """The comparison with what does not count left as it was: the right text says there what the left does."""
    instead: dict[int, Question | Answer] = {}
    for pair in diff.pairs:
        if pair.left and pair.right and not choice.counts(pair):
            ours, theirs = pair.left.pair, pair.right.pair
            instead[id(theirs.question)] = ours.question
            if ours.answer and theirs.answer:
                instead[id(theirs.answer)] = ours.answer
    if not instead:
        return diff
    nota = replace(diff.right.nota, body=tuple(_with(item, instead) for item in diff.right.nota.body))
    located = {own.number: own for own in nota.pairs}
    pairs = tuple(_settled(pair, located, instead) for pair in diff.pairs)
    return NotaDiff(diff.left, replace(diff.right, nota=nota), pairs)


def _with(item: Section | Question, instead: Mapping[int, Question | Answer]) -> Section | Question:
    if not isinstance(item, Question):
        return item
    answer = item.answer
    if answer and (other := instead.get(id(answer))):
        answer = replace(answer, blocks=other.blocks)
    blocks = other.blocks if (other := instead.get(id(item))) else item.blocks
    return replace(item, blocks=blocks, answer=answer)


def _settled(pair: PairDiff, located: Mapping[str, QAPair], instead: Mapping[int, Question | Answer]) -> PairDiff:
    if pair.right is None:
        return pair
    theirs = pair.right.pair
    question = _unchanged(pair.question) if id(theirs.question) in instead else pair.question
    answer = _unchanged(pair.answer) if theirs.answer and id(theirs.answer) in instead else pair.answer
    return replace(pair, right=replace(pair.right, pair=located[theirs.number]), question=question, answer=answer)


def _unchanged(text: TextDiff) -> TextDiff:
    return TextDiff((Change("equal", text.left),))
