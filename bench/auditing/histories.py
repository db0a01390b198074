"""Histories of a nota, edited version by version, of which each word knows the version that brought it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from bench.versions import Style
from corpus.model import Answer, Meta, Nota, Paragraph, Question
from corpus.normal import render
from differ.tokens import tokenise

VERSIONS, QUESTIONS = 12, 20
EDITS = (1, 5)
"""So many in each version, at least and at most: of 12 versions some 92 words in a hundred are then of the first."""


@dataclass
class Word:
    """A word or a sign, with the white space after it."""

    text: str
    origin: int


Sentence = list[Word]


@dataclass
class Asked:
    """A question and its answer."""

    question: list[Sentence]
    answer: list[Sentence]


@dataclass
class History:
    """The texts of a nota in normal form, oldest first, and the truth about the last one."""

    texts: list[str] = field(default_factory=list)
    truth: list[Sentence] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)


def history(style: Style, chance: Random, versions: int = VERSIONS, questions: int = QUESTIONS) -> History:
    """A nota in this style that is edited so many times; the same for one seed."""
    editor = Editor(style, chance, questions)
    made = History([editor.text()])
    for version in range(1, versions):
        while made.texts[-1] == (text := editor.edited(version)):
            pass
        made.texts.append(text)
    made.truth = list(editor.sentences())
    made.edits = editor.done
    return made


class Editor:
    """Edits a nota as an office would, and keeps the books."""

    def __init__(self, style: Style, chance: Random, questions: int) -> None:
        self._style = style
        self._chance = chance
        self._version = 0
        self._asked = [self._fresh() for _ in range(questions)]
        self._vocabulary = [w.text for s in self.sentences() for w in s if w.text.strip().isalpha()]
        self._out: list[Sentence] = []
        """Sentences that were taken out."""
        self._gone: list[Asked] = []
        self._were: list[tuple[Sentence, list[Word]]] = []
        """Sentences that were edited, and what they read before."""
        self.done: list[str] = []

    def sentences(self) -> Iterator[Sentence]:
        """In reading order."""
        for asked in self._asked:
            yield from asked.question
            yield from asked.answer

    def text(self) -> str:
        """The version as it is stored."""
        return render(Nota(Meta("kst-99999-1"), (), tuple(self._question(n, a) for n, a in enumerate(self._asked, 1))))

    def edited(self, version: int) -> str:
        """The next version."""
        self._version = version
        edits = self._edits()
        for _ in range(self._chance.randint(*EDITS)):
            (edit,) = self._chance.choices(list(edits), [weight for weight, _ in edits.values()])
            if edits[edit][1]():
                self.done.append(edit)
        return self.text()

    def _edits(self) -> dict[str, tuple[int, Callable[[], bool]]]:
        return {
            "words replaced": (30, self._replace),
            "words added": (10, self._add_words),
            "words taken out": (10, self._drop_words),
            "a reading undone": (6, self._undo),
            "a sentence added": (14, self._add),
            "a sentence taken out": (10, self._drop),
            "a sentence put back": (8, self._back),
            "a sentence moved": (6, self._move),
            "a sentence moved to another answer": (6, self._move_away),
            "a sentence cut in two": (3, self._cut),
            "an answer rewritten": (2, self._rewrite),
            "a question added": (2, self._ask),
            "a question taken out": (1, self._drop_question),
            "a question put back": (2, self._ask_again),
            "a question moved": (2, self._move_question),
        }

    # Words

    def _replace(self) -> bool:
        return self._at_words(self._chance.randint(1, 4), self._chance.randint(1, 4))

    def _add_words(self) -> bool:
        return self._at_words(0, self._chance.randint(1, 6))

    def _drop_words(self) -> bool:
        return self._at_words(self._chance.randint(1, 4), 0)

    def _at_words(self, old: int, new: int) -> bool:
        """Never the last sign of the sentence, nor more than half of it."""
        sentence = self._chance.choice([s for s in self.sentences() if len(s) > 9])
        at = self._chance.randrange(0, len(sentence) - old - 1)
        gone = [word.text for word in sentence[at : at + old]]
        words = [word for word in (self._chance.choice(self._vocabulary) for _ in range(new)) if word not in gone]
        if old > len(sentence) // 2 or not (old or words):
            return False
        self._were.append((sentence, list(sentence)))
        sentence[at : at + old] = [Word(word.strip() + " ", self._version) for word in words]
        for left, right in pairwise(sentence):
            # A word that stood before a comma had no space after it.
            if left.text[-1].isalnum() and right.text[0].isalnum():
                left.text += " "
        return True

    def _undo(self) -> bool:
        standing = [(s, before) for s, before in self._were if any(s is own for own in self.sentences())]
        if not standing:
            return False
        sentence, before = self._chance.choice(standing)
        sentence[:] = before
        return True

    def _cut(self) -> bool:
        asked, at = self._somewhere(12)
        if asked is None:
            return False
        sentence = asked.answer[at]
        place = self._chance.randint(4, len(sentence) - 5)
        ours, theirs = sentence[:place], sentence[place:]
        asked.answer[at : at + 1] = [[*ours[:-1], Word(ours[-1].text.strip(), ours[-1].origin), self._new(".")], theirs]
        return True

    # Sentences

    def _add(self) -> bool:
        self._put(self._chance.choice(self._asked).answer, self._sentence(self._style.sentence(self._chance)))
        return True

    def _drop(self) -> bool:
        asked, at = self._somewhere(1)
        if asked is None or len(asked.answer) < 2:
            return False
        self._out.append(asked.answer.pop(at))
        return True

    def _back(self) -> bool:
        if not self._out:
            return False
        self._put(self._chance.choice(self._asked).answer, self._out.pop(self._chance.randrange(len(self._out))))
        return True

    def _move(self) -> bool:
        asked, at = self._somewhere(6)
        if asked is None:
            return False
        self._put(asked.answer, asked.answer.pop(at))
        return True

    def _move_away(self) -> bool:
        asked, at = self._somewhere(8)
        if asked is None or len(asked.answer) < 2:
            return False
        self._put(self._chance.choice(self._asked).answer, asked.answer.pop(at))
        return True

    def _rewrite(self) -> bool:
        self._chance.choice(self._asked).answer = self._fresh().answer
        return True

    # Questions

    def _ask(self) -> bool:
        self._asked.insert(self._chance.randrange(len(self._asked) + 1), self._fresh())
        return True

    def _drop_question(self) -> bool:
        self._gone.append(self._asked.pop(self._chance.randrange(len(self._asked))))
        return True

    def _ask_again(self) -> bool:
        if not self._gone:
            return False
        self._asked.insert(self._chance.randrange(len(self._asked) + 1), self._gone.pop())
        return True

    def _move_question(self) -> bool:
        asked = self._asked.pop(self._chance.randrange(len(self._asked)))
        self._asked.insert(self._chance.randrange(len(self._asked) + 1), asked)
        return True

    # What it is made of

    def _fresh(self) -> Asked:
        made = self._style.fresh(self._chance)
        return Asked([self._sentence(s) for s in made.question], [self._sentence(s) for s in made.answer])

    def _sentence(self, text: str) -> Sentence:
        return [self._new(token) for token in tokenise(" ".join(text.split()))]

    def _new(self, text: str) -> Word:
        return Word(text, self._version)

    def _put(self, answer: list[Sentence], sentence: Sentence) -> None:
        answer.insert(self._chance.randrange(len(answer) + 1), sentence)

    def _somewhere(self, least: int) -> tuple[Asked | None, int]:
        """A sentence of an answer, of so many words at least."""
        found = [(a, at) for a in self._asked for at, s in enumerate(a.answer) if len(s) >= least]
        return self._chance.choice(found) if found else (None, 0)

    def _question(self, number: int, asked: Asked) -> Question:
        question, answer = (
            (Paragraph(tuple(map(written, own))),) if own else () for own in (asked.question, asked.answer)
        )
        return Question(str(number), question, Answer((str(number),), answer) if answer else None)


def written(sentence: Sequence[Word]) -> str:
    """As it stands in the text."""
    return "".join(word.text for word in sentence).strip()
