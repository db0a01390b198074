"""One version of a nota -> the next, with all that editors do to it, and the truth about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from bench.versions.model import Asked, Link, Part, Style, Versions, numbered

RATES = (0.06, 0.25, 0.6)
"""Of the questions, how many are touched: a reprint, a round of comments, a rewrite."""
EQUAL_QUESTIONS = 0.03
"""Of the questions, how many are asked twice, word for word, and answered otherwise."""
TWICE = 0.3
"""Of the questions touched, how many are edited a second time."""
WITHOUT_ANSWERS, TYPOGRAPHY = 0.08, 0.1
"""Of the pairs of versions: lists of questions to be answered; and new versions that another program typeset."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d+(?:,\d+)?(?![\w.])")

Edit = Callable[[Asked, Style, Random], Asked]


@dataclass(frozen=True)
class _Piece:
    """A question of the version to come."""

    asked: Asked
    sources: tuple[int, ...]
    """Of the left version: none for a new one, two for a merged one."""
    edits: frozenset[str] = frozenset()
    """What was done to it; for a new one how it came."""
    letter: bool = False
    """Shares its number with the one before."""


def versions(style: Style, count: int, chance: Random) -> Versions:
    """Two versions of a nota of so many questions."""
    without_answers = chance.random() < WITHOUT_ANSWERS
    # Asked twice and answered not at all, they would be one and the same.
    left = _nota(style, count, 0.0 if without_answers else EQUAL_QUESTIONS, chance)
    if without_answers:
        left = [_with_answer(asked, ()) for asked in left]
    rate = chance.choice(RATES)
    pieces = _edited(left, style, rate, chance)
    pieces = _new_ones(pieces, style, rate, chance)
    for _ in range(chance.randint(0, 1 + int(len(pieces) * rate * 0.1))):
        pieces = _moved(pieces, 1, "moved", chance)
    if len(pieces) > 12 and chance.random() < 0.3:
        pieces = _moved(pieces, chance.randint(3, len(pieces) // 4), "section moved", chance)
    pieces = _swapped(pieces, chance)
    if chance.random() < TYPOGRAPHY:
        pieces = [replace(p, asked=p.asked.each(_typeset, _typeset)) for p in pieces]
    letters = frozenset(j for j, piece in enumerate(pieces) if piece.letter)
    truth = tuple(Link(i, j, p.edits or frozenset(("untouched",))) for j, p in enumerate(pieces) for i in p.sources)
    alone = tuple((j, piece.edits) for j, piece in enumerate(pieces) if not piece.sources)
    return Versions(numbered(left), numbered([piece.asked for piece in pieces], letters), truth, alone)


def _nota(style: Style, count: int, equal: float, chance: Random) -> list[Asked]:
    asked: list[Asked] = []
    while len(asked) < count:
        one = style.fresh(chance)
        asked.append(one)
        if chance.random() < equal and len(asked) < count:
            other = style.fresh(chance)
            answers = [replace(p, answer=other.answer if k == 0 else ()) for k, p in enumerate(one.parts)]
            asked.insert(
                chance.choice((len(asked), chance.randrange(len(asked) + 1))), replace(one, parts=tuple(answers))
            )
    return asked


# What is done to one question


def _answer_word(asked: Asked, style: Style, chance: Random) -> Asked:
    return _one_sentence(asked, "answer", chance, lambda s: style.word(s, chance))


def _answer_number(asked: Asked, _style: Style, chance: Random) -> Asked:
    return asked.each(answer=lambda s: _NUMBER.sub(lambda _: str(chance.randint(2, 990)), s))


def _answer_longer(asked: Asked, style: Style, chance: Random) -> Asked:
    *parts, last = asked.parts
    said = list(last.answer)
    said.insert(chance.randint(0, len(said)), style.sentence(chance))
    return replace(asked, parts=(*parts, replace(last, answer=tuple(said))))


def _answer_shorter(asked: Asked, _style: Style, chance: Random) -> Asked:
    if len(asked.answer) < 2:
        return asked
    parts = list(asked.parts)
    k = chance.choice([k for k, part in enumerate(parts) if part.answer])
    said = list(parts[k].answer)
    said.pop(chance.randrange(len(said)))
    return replace(asked, parts=(*parts[:k], replace(parts[k], answer=tuple(said)), *parts[k + 1 :]))


def _answer_replaced(asked: Asked, style: Style, chance: Random) -> Asked:
    other = style.fresh(chance).answer
    parts = tuple(replace(part, answer=other if k == 0 else ()) for k, part in enumerate(asked.parts))
    return replace(asked, parts=parts)


def _question_word(asked: Asked, style: Style, chance: Random) -> Asked:
    return _one_sentence(asked, "question", chance, lambda s: style.word(s, chance))


def _question_reworded(asked: Asked, style: Style, chance: Random) -> Asked:
    return style.reworded(asked, chance)


def _question_corrected(asked: Asked, _style: Style, chance: Random) -> Asked:
    """The year of the question, and as a rule that of the answer too, was wrong."""
    found = _YEAR.findall(" ".join(asked.question))
    if not found:
        return asked
    old, new = chance.choice(found), str(chance.randint(2019, 2039))
    correct = lambda s: s.replace(old, new)  # noqa: E731
    return asked.each(correct, correct if chance.random() < 0.7 else str)


def _question_longer(asked: Asked, style: Style, chance: Random) -> Asked:
    more = style.similar(asked, chance).parts[-1] if chance.random() < 0.5 else style.fresh(chance).parts[-1]
    last = Part(more.question[-1:], more.answer[:1] if chance.random() < 0.7 else ())
    return replace(asked, parts=(*asked.parts, last))


def _question_typing(asked: Asked, _style: Style, chance: Random) -> Asked:
    return _one_sentence(asked, "question", chance, lambda s: _mistyped(s, chance))


def _both(asked: Asked, style: Style, chance: Random) -> Asked:
    once = _answer_word(_question_word(asked, style, chance), style, chance)
    return _answer_number(_question_word(once, style, chance), style, chance)


EDITS: dict[str, tuple[float, Edit]] = {
    "answer: a word": (5, _answer_word),
    "answer: numbers": (4, _answer_number),
    "answer: longer": (3, _answer_longer),
    "answer: shorter": (2, _answer_shorter),
    "answer: replaced": (2, _answer_replaced),
    "question: a word": (3, _question_word),
    "question: reworded": (2, _question_reworded),
    "question: year corrected": (2, _question_corrected),
    "question: longer": (1, _question_longer),
    "question: mistyped": (1, _question_typing),
    "question and answer": (2, _both),
}


def _one_sentence(asked: Asked, side: str, chance: Random, change: Callable[[str], str]) -> Asked:
    sentences = asked.question if side == "question" else asked.answer
    if not sentences:
        return asked
    chosen = chance.choice(sentences)
    new = change(chosen)
    swap = lambda s: new if s == chosen else s  # noqa: E731
    return asked.each(swap) if side == "question" else asked.each(answer=swap)


def _typeset(sentence: str) -> str:
    return sentence.replace("-", "‑").replace("'", "’").replace(" euro", "\u00a0euro").replace(", ", " – ")


def _mistyped(sentence: str, chance: Random) -> str:
    words = sentence.split(" ")
    for k in chance.sample(range(len(words)), min(len(words), chance.randint(1, 3))):
        if len(words[k]) > 4:
            cut = chance.randrange(1, len(words[k]) - 2)
            a, b = words[k][cut], words[k][cut + 1]
            middle = chance.choice((b + a, b, a + a + b, "c" + b))
            words[k] = words[k][:cut] + middle + words[k][cut + 2 :]
    return " ".join(words)


# What is done to the nota


def _edited(left: list[Asked], style: Style, rate: float, chance: Random) -> list[_Piece]:
    pieces: list[_Piece] = []
    names, weights = list(EDITS), [weight for weight, _ in EDITS.values()]
    position = 0
    while position < len(left):
        asked, here = left[position], position
        position += 1
        if chance.random() >= rate:
            pieces.append(_Piece(asked, (here,)))
        elif (fate := chance.random()) < 0.08:
            if chance.random() < 0.3:
                new = style.similar(asked, chance, elsewhere=False)
                pieces.append(_Piece(new, (), frozenset(("similar new one for one removed",))))
        elif fate < 0.14 and len(asked.parts) > 1:
            pieces += _split(asked, here, chance)
        elif fate < 0.19 and position < len(left) and asked.question != left[position].question:
            pieces.append(_Piece(_merged(asked, left[position]), (here, position), frozenset(("merged",))))
            position += 1
        else:
            changed, told = asked, set()
            for name in chance.choices(names, weights, k=1 + (chance.random() < TWICE)):
                changed, before = EDITS[name][1](changed, style, chance), changed
                told |= {name} if changed != before else set()
            # Asked in other words and answered with something else: nobody could tell it is that question.
            if not told >= {"question: reworded", "answer: replaced"}:
                pieces.append(_Piece(changed, (here,), frozenset(told) if changed != asked else frozenset()))
    return pieces


def _split(asked: Asked, here: int, chance: Random) -> list[_Piece]:
    cut = chance.randint(1, len(asked.parts) - 1)
    first = replace(asked, parts=asked.parts[:cut])
    second = Asked(asked.parts[cut:], asked.preamble if chance.random() < 0.3 else ())
    how = chance.random()
    if how < 0.15:
        first, second = (
            _with_answer(first, asked.answer),
            _with_answer(second, ("Zie het antwoord op de vorige vraag.",)),
        )
    elif how < 0.3:
        first, second = _with_answer(first, asked.answer), _with_answer(second, asked.answer)
    edits = frozenset(("split",))
    return [_Piece(first, (here,), edits), _Piece(second, (here,), edits, letter=chance.random() < 0.5)]


def _with_answer(asked: Asked, answer: tuple[str, ...]) -> Asked:
    return replace(asked, parts=tuple(replace(p, answer=answer if k == 0 else ()) for k, p in enumerate(asked.parts)))


def _merged(first: Asked, second: Asked) -> Asked:
    parts = list(second.parts)
    if second.preamble:
        parts[0] = replace(parts[0], question=second.preamble + parts[0].question)
    return replace(first, parts=(*first.parts, *parts))


def _new_ones(pieces: list[_Piece], style: Style, rate: float, chance: Random) -> list[_Piece]:
    made = list(pieces)
    for _ in range(chance.randint(0, 2 + int(len(pieces) * rate * 0.12))):
        place = chance.choice((0, len(made), *[chance.randrange(len(made) + 1) for _ in range(6)]))
        if place < len(made) and made[place].letter:
            continue
        kind = "inserted in front" if place == 0 else "inserted"
        if chance.random() < 0.4:
            made.insert(
                place, _Piece(style.similar(chance.choice(made).asked, chance), (), frozenset((f"{kind}, similar",)))
            )
        else:
            made.insert(place, _Piece(style.fresh(chance), (), frozenset((kind,))))
    return made


def _moved(pieces: list[_Piece], length: int, name: str, chance: Random) -> list[_Piece]:
    """A run of questions taken out and put elsewhere; the letters of a split stay together."""
    start = chance.randrange(len(pieces) - length)
    while start + length < len(pieces) and pieces[start + length].letter:
        length += 1
    run, rest = pieces[start : start + length], pieces[:start] + pieces[start + length :]
    place = chance.randrange(len(rest) + 1)
    if not rest or run[0].letter or (place < len(rest) and rest[place].letter) or abs(place - start) < 2:
        return pieces
    told = [replace(p, edits=p.edits | {name}) if p.sources else p for p in run]
    return rest[:place] + told + rest[place:]


def _swapped(pieces: list[_Piece], chance: Random) -> list[_Piece]:
    """Of questions that are asked twice, some change places with their answers."""
    where: dict[tuple[str, ...], int] = {}
    made = list(pieces)
    for j, piece in enumerate(made):
        if len(piece.sources) != 1 or piece.edits or piece.letter:
            continue
        i = where.setdefault(piece.asked.question, j)
        if i != j and chance.random() < 0.4 and made[i].asked.answer != piece.asked.answer:
            edits = frozenset(("equal questions swapped",))
            made[i], made[j] = replace(piece, edits=edits), replace(made[i], edits=edits)
    return made
