"""Who asks: families of questions, each with rewordings of it and with other questions that look alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from bench.questions.ask import SCOPE, Ask, difference
from bench.questions.noise import scanned, typos
from bench.questions.world import Frame, Subject, World, load_world

COPIES = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
"""Rewordings in a family, each as likely as the others: .8 on average."""
TRAPS = (0, 1, 1, 1, 1, 2, 2, 2, 2, 3)
"""Other questions that look alike, in a family: 1.5 on average, some 40 % of all questions."""
ONE_WORD = 0.85
"""Of the traps, those that differ in what fills one place, or in one word, where the question has such a place."""
ANYWHERE = 0.35
"""Of the questions whose subject can be narrowed to a place, those that are."""
OFF_WORDING = 0.25
"""Of the traps, those that are worded otherwise than the question they look like."""
POOL = 20_000
"""Questions that are shuffled with each other: those of a family stand apart, and a million need not be held."""


class Labelled(NamedTuple):
    """A question and what is known of it."""

    text: str
    asks: tuple[Ask, ...]
    """What it asks; two where two questions were merged."""
    how: str
    """The kind of rewording; 'first' for the question as it was asked first."""
    looks_like: Ask | None = None
    """What a trap looks like, but does not ask."""
    trap: str = ""
    """In what it differs from that."""


@dataclass(frozen=True)
class _Form:
    """How a question is put."""

    wording: str = ""
    """Of the frame; '' for the first."""
    writing: int = 0
    """Which writing of the subject."""
    otherwise: bool = False
    """Whether numbers and names are written the other way."""
    opening: str = ""
    """With places for `indirect` or, before a sentence, for nothing but who asks."""
    asker: str = ""
    preamble: str = ""
    """Before the question, with a place for its subject."""


def labelled(world: str, size: int, seed: int = 0) -> Iterator[Labelled]:
    """So many questions of a world, shuffled in pools; the same for the same seed. About 25 microseconds each."""
    chance = Random(f"{world} {seed}")
    author = _Author(load_world(world), chance)
    pool: list[Labelled] = []
    for question in author.questions(size):
        if len(pool) < POOL:
            pool.append(question)
            continue
        place = chance.randrange(POOL)
        yield pool[place]
        pool[place] = question
    chance.shuffle(pool)
    yield from pool


class _Author:
    """Asks each thing once, and then in other words. Remembers what it has asked by its hash."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world = world
        self.chance = chance
        self.frames = {frame.name: frame for frame in world.frames}
        self.subjects = {subject.writings[0]: subject for subject in world.subjects}
        self.beside = {
            subject.writings[0]: [s for s in world.subjects if s.ministry == subject.ministry and s is not subject]
            for subject in world.subjects
        }
        self.alternatives = {(slot, w[0]): w for slot, values in world.slots.items() for w in values}
        self.asked: set[int] = set()

    def questions(self, size: int) -> Iterator[Labelled]:
        count = 0
        while True:
            for question in self.family():
                if count == size:
                    return
                count += 1
                yield question

    def family(self) -> Iterator[Labelled]:
        ask = self.new_ask()
        kinds = [self.kind_of_copy(ask) for _ in range(self.chance.choice(COPIES))]
        # A text that grew by a question of its own is compared with the bare one, not with another such text.
        kinds = [k for n, k in enumerate(kinds) if k not in _LONGER or not set(kinds[:n]) & _LONGER]
        form = self.form(asked="party" in kinds)
        yield Labelled(self.text(ask, form), (ask,), "first")
        for kind in kinds:
            yield from self.copies(ask, form, kind)
        for _ in range(self.chance.choice(TRAPS)):
            yield from self.trap(ask, form)

    # What is asked

    def new_ask(self) -> Ask:
        while True:
            frame, subject = self.chance.choice(self.world.frames), self.chance.choice(self.world.subjects)
            ask = Ask(frame.name, "", subject.writings[0], self.values(frame, subject))
            if self.is_new(ask):
                return ask

    def is_new(self, ask: Ask) -> bool:
        before = len(self.asked)
        self.asked.add(hash(ask))
        return len(self.asked) > before

    def values(self, frame: Frame, subject: Subject) -> tuple[tuple[str, str], ...]:
        values = [(slot, self.value(slot)) for slot in frame.slots]
        if frame.scoped and subject.where and self.chance.random() < ANYWHERE:
            values.append(self.scope(subject))
        return tuple(values)

    def value(self, slot: str) -> str:
        return self.chance.choice(self.world.slots[slot.removeprefix(SCOPE)])[0]

    def scope(self, subject: Subject) -> tuple[str, str]:
        slot = SCOPE + self.chance.choice(subject.where)
        return slot, self.value(slot)

    # How it is put

    def form(self, asked: bool = False) -> _Form:
        form = _Form(asker=self.value("party"), preamble=self.preamble())
        kind = self.chance.random()
        if asked or kind > 0.8:
            return replace(form, opening=self.chance.choice(self.world.asker))
        return replace(form, opening=self.chance.choice(self.world.polite) if kind > 0.6 else "")

    def preamble(self) -> str:
        """Before half of the questions, where the author has any."""
        return self.chance.choice(self.world.preamble) if self.world.preamble and self.chance.random() < 0.5 else ""

    def text(self, ask: Ask, form: _Form) -> str:
        frame = self.frames[ask.frame]
        values = {slot: self.written(slot, value, form) for slot, value in ask.values}
        writings = self.subjects[ask.subject].writings
        values["subject"] = writings[form.writing % len(writings)] + _scope(values)
        before = form.preamble.format(asker=form.asker, subject=values["subject"])
        return f"{before} {self.asked_as(ask, frame, form, values)}".lstrip()

    def asked_as(self, ask: Ask, frame: Frame, form: _Form, values: dict[str, str]) -> str:
        if ask.variant or form.wording or not form.opening:
            return _capital((frame.others.get(ask.variant) or form.wording or frame.text).format_map(values))
        return form.opening.format(indirect=frame.indirect.format_map(values), asker=form.asker)

    def written(self, slot: str, value: str, form: _Form) -> str:
        return self.alternatives[slot.removeprefix(SCOPE), value][-1 if form.otherwise else 0]

    # The same in other words

    def kind_of_copy(self, ask: Ask) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(self.kinds_of_wording(ask))
        otherwise = any(len(self.alternatives[s.removeprefix(SCOPE), v]) > 1 for s, v in ask.values)
        return self.chance.choice(_MECHANICAL + (("written otherwise",) if otherwise else ()))

    def kinds_of_wording(self, ask: Ask) -> list[str]:
        alternative = ["subject"] if len(self.subjects[ask.subject].writings) > 1 else []
        return [*self.frames[ask.frame].reworded, *alternative]

    def copies(self, ask: Ask, form: _Form, kind: str) -> Iterator[Labelled]:
        if kind == "merged":
            other = self.beside_it(ask)
            if other:
                plain = self.text(other, _Form())
                yield Labelled(plain, (other,), "first")
                yield Labelled(self.merged(self.text(ask, form), plain), (ask, other), kind)
        else:
            yield Labelled(self.reworded(ask, form, kind), (ask,), kind)

    def reworded(self, ask: Ask, form: _Form, kind: str) -> str:
        if kind == "several":
            return self.slipped(self.reworded(ask, form, self.chance.choice(self.kinds_of_wording(ask))))
        if kind in _ON_TEXT:
            return self.on_text(self.text(ask, form), kind, form.asker)
        return self.text(ask, self.changed(ask, form, kind))

    def changed(self, ask: Ask, form: _Form, kind: str) -> _Form:
        match kind:
            case "party":
                return replace(form, asker=self.other("party", form.asker))
            case "prefix":
                openings = [o for o in (*self.world.polite, *self.world.asker) if o != form.opening]
                return replace(form, opening=self.chance.choice(openings), asker=self.value("party"))
            case "subject":
                return replace(form, writing=1, preamble=self.preamble())
            case "written otherwise":
                return replace(form, otherwise=True)
            case _:
                wording = self.chance.choice(self.frames[ask.frame].reworded[kind])
                return replace(form, wording=wording, preamble=self.preamble())

    def on_text(self, text: str, kind: str, asker: str = "") -> str:
        match kind:
            case "typos":
                return typos(text, self.chance, self.chance.choice((1, 1, 2)))
            case "scan":
                return scanned(text, self.chance, self.chance.choice((1, 2, 3)))
            case "sub-question":
                return f"{text} {self.chance.choice(self.world.added)}"
            case "lead":
                return f"{self.chance.choice(self.world.lead).format(asker=asker or self.value('party'))} {text}"
            case _:
                return text

    def slipped(self, text: str) -> str:
        return self.on_text(text, self.chance.choice(("typos", "scan", "lead")))

    def merged(self, text: str, other: str) -> str:
        return f"{text} {other}" if self.chance.random() < 0.5 else f"{text} En {other[0].lower()}{other[1:]}"

    def beside_it(self, ask: Ask) -> Ask | None:
        """Another question about the same subject, not asked before."""
        frame = self.chance.choice([f for f in self.world.frames if f.name != ask.frame])
        other = Ask(frame.name, "", ask.subject, self.values(frame, self.subjects[ask.subject]))
        return other if self.is_new(other) else None

    # Another question that looks the same

    def trap(self, ask: Ask, form: _Form) -> Iterator[Labelled]:
        other = self.chance.choice(self.near(ask))
        kind = difference(ask, other)
        if kind and self.is_new(other):
            if self.chance.random() < OFF_WORDING:
                form = self.changed(other, form, self.chance.choice(["prefix", *self.frames[other.frame].reworded]))
            elif other.frame != ask.frame:
                form = replace(form, wording="")
            yield Labelled(self.text(other, form), (other,), "first", ask, kind)

    def near(self, ask: Ask) -> list[Ask]:
        frame, subject = self.frames[ask.frame], self.subjects[ask.subject]
        found = [ask.with_value(slot, self.other(slot, value)) for slot, value in ask.values]
        found += [ask._replace(variant=kind) for kind in frame.others]
        if frame.scoped and subject.where and not any(slot.startswith(SCOPE) for slot, _ in ask.values):
            found.append(ask._replace(values=(*ask.values, self.scope(subject))))
        if found and self.chance.random() < ONE_WORD:
            return found
        other_subject = self.chance.choice(self.beside[ask.subject]).writings[0]
        return [ask._replace(subject=other_subject), self.other_question(ask)]

    def other_question(self, ask: Ask) -> Ask:
        """Another frame about the same subject in the same place; a slot of both keeps its value."""
        frame = self.chance.choice([f for f in self.world.frames if f.name != ask.frame])
        known = dict(ask.values)
        scope = tuple((slot, value) for slot, value in ask.values if slot.startswith(SCOPE) and frame.scoped)
        values = tuple((slot, known.get(slot) or self.value(slot)) for slot in frame.slots)
        return Ask(frame.name, "", ask.subject, values + scope)

    def other(self, slot: str, value: str) -> str:
        while (found := self.value(slot)) == value:
            pass
        return found


_MECHANICAL = ("word for word", "party", "prefix", "lead", "sub-question", "merged", "typos", "scan", "several")
_LONGER = frozenset(("sub-question", "merged"))
_ON_TEXT = frozenset(("word for word", "typos", "scan", "sub-question", "lead"))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _scope(values: dict[str, str]) -> str:
    for slot, value in values.items():
        if slot.startswith(SCOPE):
            return " in " + ("de gemeente " if slot.endswith("municipality") else "") + value
    return ""
