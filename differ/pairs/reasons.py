"""Why two questions are held to be the same or not, in sentences with the words that they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.messages import Message
from differ.model import Weighed
from differ.pairs.abbreviated import names_of
from differ.pairs.asked_alike import Alike, question
from differ.pairs.compared import Compared
from differ.pairs.conflicts import Against, Conflict
from differ.pairs.features import WEIGHING
from differ.pairs.weights import weights
from differ.questions.concepts import GAP, term
from differ.questions.negations import NEGATION
from differ.questions.profile import Profile
from differ.questions.roots import root

_SHOWN = 4
"""Words that a reason names."""
_AGAINST: dict[Against, Callable[[dict[str, object]], Message]] = {
    "number": lambda values: Message("another number: %(left)s / %(right)s", values),
    "name": lambda values: Message("another name: %(left)s / %(right)s", values),
    "opposite": lambda values: Message("an opposite: %(left)s / %(right)s", values),
    "word": lambda values: Message("another word: %(left)s / %(right)s", values),
    "role": lambda values: Message("another role: %(left)s / %(right)s", values),
    "subject": lambda values: Message("another subject: %(left)s / %(right)s", values),
}


def against(conflict: Conflict, left: Profile, right: Profile) -> Message:
    """What was replaced by something of its own kind."""
    if conflict.kind == "negation":
        return _negation(conflict, left, right)
    between = " " if conflict.kind == "role" else ", "
    values: dict[str, object] = {
        "left": between.join(_words(conflict.left[:_SHOWN], left)),
        "right": between.join(_words(conflict.right[:_SHOWN], right)),
    }
    return _AGAINST[conflict.kind](values)


def _negation(conflict: Conflict, left: Profile, right: Profile) -> Message:
    """On one side only, by what denies there and not on the other: 'niet', 'mislukt'."""
    told = [*_words(conflict.left, left), *_words(conflict.right, right)]
    ours, theirs = ([token for token in own.tokens if token in NEGATION] for own in (left, right))
    told += [token for token in (*ours, *theirs) if ours.count(token) != theirs.count(token)]
    if not told:
        return Message("a negation on one side only")
    return Message("a negation on one side only: %(words)s", {"words": ", ".join(dict.fromkeys(told[:_SHOWN]))})


def answered(both: Sequence[str], own: Profile) -> Message:
    """That the answers decided; `both`: the terms of both questions that these say too."""
    told = sorted(both, key=lambda name: -_weight((name, name)))[:_SHOWN]
    return Message(
        "the answers say the same about it, in the same sentences: %(words)s", {"words": ", ".join(_words(told, own))}
    )


def in_other_words(found: Compared, left: Profile, right: Profile) -> Iterator[Message]:
    """What stands for what."""
    for pairs, written in ((found.synonyms, False), (found.typos, True)):
        told = [f"{_word(one, left, right)} / {_word(other, right, left)}" for one, other in pairs[:_SHOWN]]
        if told:
            values: dict[str, object] = {"words": ", ".join(told)}
            if written:
                yield Message("written otherwise: %(words)s", values)
            else:
                yield Message("said in other words: %(words)s", values)


def names(left: Profile, right: Profile) -> Iterator[Message]:
    """What one abbreviates and the other says in full."""
    told = [f"{one} / {other}" for one, other in names_of(left, right)]
    if told:
        yield Message("written otherwise: %(words)s", {"words": ", ".join(told)})


def alike(told: Alike) -> Message:
    """What both ask, as a model of what is asked tells it."""
    if told.line is None:
        return Message("they differ in how it is asked only")
    return Message("both ask: %(question)s", {"question": question(told.line)})


def alone(found: Compared, left: Profile, right: Profile) -> Iterator[Message]:
    """The words of weight for which nothing stands on the other side."""
    for only, own, is_first in ((found.left, left, True), (found.right, right, False)):
        if shown := [one for one in only if term(one).kind in WEIGHING]:
            words: dict[str, object] = {"words": ", ".join(_words(shown[:_SHOWN], own))}
            if is_first:
                yield Message("only in the first question: %(words)s", words)
            else:
                yield Message("only in the second question: %(words)s", words)


def weighed(found: Compared, left: Profile, right: Profile) -> tuple[Weighed, ...]:
    """The words and numbers of both questions with their weights: shared, standing for each other, on one side only."""
    ours, theirs = left.whole.numbers, right.whole.numbers
    pairs = [(one, other) if one in left.terms else (other, one) for one, other in (*found.synonyms, *found.typos)]
    groups = (
        [(one, one) for one in (*found.shared, *(n for n in ours if n in theirs))],
        dict.fromkeys(pairs),
        [(one, "") for one in (*found.left, *(n for n in ours if n not in theirs))],
        [("", one) for one in (*found.right, *(n for n in theirs if n not in ours))],
    )
    return tuple(
        Weighed(one and _word(one, left, right), other and _word(other, right, left), _weight((one, other)))
        for group in groups
        for one, other in sorted(group, key=_weight, reverse=True)
    )


def _weight(names: tuple[str, str]) -> float:
    """What a term or a number takes from the sum that decides where nothing stands for it; of two the heavier."""
    _, weigh = weights()
    return max(
        abs(weigh.more_numbers if name[0].isdigit() else float(getattr(weigh, f"more_{term(name).kind}")))
        for name in names
        if name
    )


def _words(terms: Sequence[str], own: Profile) -> list[str]:
    return [_word(one, own) for one in terms]


def _word(name: str, *profiles: Profile) -> str:
    """A term as a question says it: its root is no word."""
    said = {root(token): token for own in reversed(profiles) for token in reversed(own.tokens)}
    return " ".join(said.get(one, one) for one in name.split() if one != GAP)
