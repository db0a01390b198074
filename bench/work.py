"""The work: the shipped nota with five named edits, and 500 questions made of it. The same every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from string import ascii_lowercase, ascii_uppercase

import corpus
from corpus.ingest import read_nota
from corpus.model import Answer, Block, BulletList, Nota, Paragraph, Question, Section, Table, sentences

SAMPLE = Path(corpus.__file__).parent / "samples" / "kst-36800-K-D.md"
_REFERENCE = re.compile(r"(?<=vraag )\d+")

Body = tuple[Section | Question, ...]


@dataclass(frozen=True)
class Work:
    """Two texts and what was really changed between them."""

    name: str
    edits: tuple[str, ...]
    left: Nota
    right: Nota


@cache
def edited_nota() -> Work:
    """The shipped nota and a copy with five edits, one of each kind."""
    left = _sample()
    body = left.body
    for old, new in (("76,2 miljoen", "81,4 miljoen"), ("streeft er naar dat", "zal zorgen dat")):
        body = _replaced(body, old, new)
    body = _with_sentence_moved(body, "21", "tijdige levering", "ruime levering")
    body = _moved(body, _position(body, "20"), _position(body, "16"))
    body = _inserted(body, _position(body, "6"))
    edits = ("a number", "a promise", "a sentence moved and edited", "a question moved", "a question inserted")
    return Work("the nota, five edits", edits, left, replace(left, body=_numbered(body)))


@cache
def many_questions(count: int = 500) -> Work:
    """So many questions made of those of the shipped nota; 120 answers edited, 5 questions moved, 3 inserted."""
    questions = [item for item in _sample().body if isinstance(item, Question)]
    body: Body = tuple(_variation(questions[k % len(questions)], k) for k in range(count))
    left = replace(_sample(), body=_numbered(body))
    chance = Random(1)
    answered = [k for k, q in enumerate(left.body) if isinstance(q, Question) and q.answer]
    edited = set(chance.sample(answered, count * 120 // 500))
    body = tuple(_with_word_edited(q, chance) if k in edited else q for k, q in enumerate(left.body))
    for _ in range(5):
        body = _moved(body, chance.randrange(len(body)), chance.randrange(len(body)))
    for _ in range(3):
        body = _inserted(body, chance.randrange(len(body)))
    edits = (f"{len(edited)} answers edited", "5 questions moved", "3 questions inserted")
    return Work(f"{count} questions", edits, left, replace(left, body=_numbered(body)))


def versions_of(k: int, count: int) -> Iterator[Nota]:
    """The shipped nota as department `k` might write it, in so many versions: in each a word of four answers is new."""
    chance = Random(k)
    body: Body = tuple(_variation(q, k % 600) if isinstance(q, Question) else q for q in _sample().body)
    for _ in range(count):
        yield replace(_sample(), body=body)
        answered = [n for n, q in enumerate(body) if isinstance(q, Question) and q.answer]
        edited = set(chance.sample(answered, 4))
        body = tuple(_with_word_edited(q, chance) if n in edited else q for n, q in enumerate(body))


@cache
def small() -> Work:
    """Other texts than those that are measured: to load what a tool loads once."""
    asked = "Is dit een vraag om warm te lopen?"
    said = "Ja, dit is er een van Defensie, waarvan verder niemand iets leest of meet."
    question = Question("1", (Paragraph((asked,)),), Answer(("1",), (Paragraph((said,)),)))
    left = replace(_sample(), body=(question,))
    return Work("small", ("a word",), left, replace(left, body=_replaced(left.body, "Defensie", "Marine")))


def all_reversed() -> Work:
    """The 500 questions in the reverse order."""
    left = many_questions().left
    return Work("500 questions, all in reverse order", (), left, replace(left, body=_numbered(left.body[::-1])))


def all_replaced() -> Work:
    """The 500 questions with other answers: of the same words, of which nothing is said as it was."""
    left = many_questions().left
    chance = Random(2)
    words = [word for question in left.body[:22] if isinstance(question, Question) for word in question.text.split()]

    def replaced(sentence: str) -> str:
        return " ".join(chance.choice(words).strip(".?,:") for _ in sentence.split()).capitalize() + "."

    body = tuple(_answered(q, replaced) if isinstance(q, Question) else q for q in left.body)
    return Work("500 questions, all answers replaced", (), left, replace(left, body=body))


def one_long_answer() -> Work:
    """One question whose answer has 12,000 words, of which 600 are changed."""
    said = [s for pair in many_questions().left.pairs if pair.answer for s in sentences(pair.answer.blocks)]
    told: list[str] = []
    count = 0
    for sentence in said:
        told.append(sentence)
        count += len(sentence.split())
        if count >= 12_000:
            break
    chance = Random(3)
    words = [sentence.split(" ") for sentence in told]
    for i, j in chance.sample([(i, j) for i, sentence in enumerate(words) for j in range(len(sentence))], 600):
        words[i][j] = "herzien"
    asked = (Paragraph(("Wat is er nu te zeggen over alles wat in deze nota aan de orde is gekomen?",)),)
    sides = (tuple(told), tuple(map(" ".join, words)))
    left, right = (
        replace(_sample(), body=(Question("1", asked, Answer(("1",), (Paragraph(side),))),)) for side in sides
    )
    return Work("one answer of 12,000 words, 600 of them changed", (), left, right)


WORKS: dict[str, Callable[[], Work]] = {"nota": edited_nota, "many": many_questions}
NORMAL = "many"
WORST: dict[str, Callable[[], Work]] = {"reversed": all_reversed, "replaced": all_replaced, "long": one_long_answer}
ALL_WORKS = {**WORKS, **WORST}


def _sample() -> Nota:
    return read_nota(SAMPLE.name, SAMPLE.read_bytes()).nota


# Changing a text


def _texts(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Paragraph(sentences):
            return Paragraph(tuple(map(change, sentences)))
        case BulletList(items):
            return BulletList(tuple(tuple(map(change, item)) for item in items))
        case Table(rows):
            return Table(tuple(tuple(map(change, row)) for row in rows))


def _answered(question: Question, change: Callable[[str], str]) -> Question:
    if not question.answer:
        return question
    blocks = tuple(_texts(block, change) for block in question.answer.blocks)
    return replace(question, answer=replace(question.answer, blocks=blocks))


def _everywhere(question: Question, change: Callable[[str], str]) -> Question:
    blocks = tuple(_texts(block, change) for block in question.blocks)
    return replace(_answered(question, change), blocks=blocks)


def _replaced(body: Body, old: str, new: str) -> Body:
    """The answers with a wording replaced, which must stand there."""
    changed = tuple(_answered(q, lambda s: s.replace(old, new)) if isinstance(q, Question) else q for q in body)
    if changed == body:
        raise ValueError(f"{SAMPLE.name} no longer says {old!r}: choose another edit")
    return changed


def _position(body: Body, number: str) -> int:
    return next(i for i, item in enumerate(body) if isinstance(item, Question) and item.number == number)


def _moved(body: Body, old: int, new: int) -> Body:
    rest = [*body[:old], *body[old + 1 :]]
    return (*rest[:new], body[old], *rest[new:])


def _inserted(body: Body, position: int) -> Body:
    asked = "Welke stappen zet de regering om reservedelen voor helikopters binnen Europa te laten vervaardigen?"
    said = "Daarover voert het kabinet overleg met de betrokken bedrijven, waarvan de uitkomst later dit jaar volgt."
    new = Question("0", (Paragraph((asked,)),), Answer(("0",), (Paragraph((said,)),)))
    return (*body[:position], new, *body[position:])


def _with_sentence_moved(body: Body, number: str, old: str, new: str) -> Body:
    """The sentence that holds `old` becomes the first of its answer, and holds `new`."""
    position = _position(body, number)
    question = body[position]
    if not (isinstance(question, Question) and question.answer):
        raise ValueError(f"{SAMPLE.name} has no answer to question {number}: choose another edit")
    (block,) = question.answer.blocks
    if not isinstance(block, Paragraph):
        raise ValueError(f"answer {number} of {SAMPLE.name} is no longer one paragraph: choose another edit")
    (moving,) = (s for s in block.sentences if old in s)
    staying = tuple(s for s in block.sentences if s != moving)
    answer = replace(question.answer, blocks=(Paragraph((moving.replace(old, new), *staying)),))
    return (*body[:position], replace(question, answer=answer), *body[position + 1 :])


def _variation(question: Question, k: int) -> Question:
    """The question as another department might ask it: other numbers, another name in each sentence."""

    name = f"{ascii_uppercase[k // 26]}{ascii_lowercase[k % 26]}"

    def vary(sentence: str) -> str:
        other = re.sub(r"(?<![\w.,-])\d+(?![\w.-])", lambda n: str(int(n[0]) + k), sentence)
        return f"{other[:-1]} {name}{other[-1]}"

    return _everywhere(question, vary)


def _with_word_edited(question: Section | Question, chance: Random) -> Section | Question:
    """One word of the answer replaced."""
    if not (isinstance(question, Question) and question.answer):
        return question
    prose = tuple(block for block in question.answer.blocks if not isinstance(block, Table))
    chosen = chance.choice([s for s in sentences(prose) if len(s.split()) > 2])
    words = chosen.split(" ")
    words[chance.randrange(1, len(words) - 1)] = "herzien"
    new = " ".join(words)
    return _answered(question, lambda s: new if s == chosen else s)


def _numbered(body: Sequence[Section | Question]) -> Body:
    """The questions numbered in order, each answer under its own; references follow."""
    questions = [item for item in body if isinstance(item, Question)]
    new = {q.number: str(n) for n, q in reversed(list(enumerate(questions, 1))) if q.number != "0"}

    def follow(sentence: str) -> str:
        return _REFERENCE.sub(lambda number: new.get(number[0], number[0]), sentence)

    count = 0
    found: list[Section | Question] = []
    for item in body:
        if isinstance(item, Question):
            count += 1
            answer = replace(item.answer, numbers=(str(count),)) if item.answer else None
            found.append(_answered(replace(item, number=str(count), answer=answer), follow))
        else:
            found.append(item)
    return tuple(found)
