"""A question as it is kept to be compared: its words, its answer, and what stands for them in a comparison."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from corpus.model import Answer, Nota, Paragraph, QAPair, Question
from differ.model import Located
from differ.questions.concepts import widest
from differ.questions.folding import folded_tokens
from differ.questions.letters import SMALL
from differ.questions.roots import root
from differ.questions.told import introduced, told_in
from differ.sentences.likeness import long_sentences
from differ.shelves.spool import Spooled, spooled
from differ.similarity import Profile, profile

RUN = 5
"""Words in a row by which a sentence of an answer is known again, ..."""
RUNS = 4
"""... of which so many stand for it: those with the lowest hashes, so that two sentences that share most of their
words share most of these, whatever stands around them."""
SENTENCE_KEYS = RUNS + 1
LEAST_KEYS = 2
"""Questions are looked up by pairs of keys."""
_CONCEPT, _NUMBER = "=", "#"
"""What begins a key that is no term."""
_REFERENCE = re.compile(r"(?:vra(?:ag|gen)|antwoord(?:en)?) \d", re.IGNORECASE)


class Asked(NamedTuple):
    """One question of a text, and what stands for it in a comparison. A tuple: it goes from process to process."""

    number: str
    question: str
    """Plain text."""
    compared: str
    """The same as it is compared: it tells what its paper tells of an abbreviation in it."""
    answer: str
    """Plain text; '' where there is none."""
    serves: str
    """The numbers that the answer serves, joined by commas."""
    again: bool
    """Whether the answer stands with an earlier question already: one answer to several is no repetition."""
    wording: bytes
    """The same for all questions that are the same word for word; b'' for one without words."""
    keys: bytes
    """Of the question, see `keys`; 4 bytes each, the lowest first."""
    may_refer: bool
    """Whether the answer may be no more than a reference to another."""
    answer_keys: bytes
    """See `answer_keys`; 4 bytes each, the lowest first."""
    spooled: Spooled | None
    """The question as it is compared, for this run: see differ.shelves.spool."""


class Text(NamedTuple):
    """The questions of one text of a nota."""

    key: str
    """Its id in git; of a file, something that is its own."""
    nota: str
    dossier: str | None
    asked: tuple[Asked, ...]


def text_of(key: str, nota: Nota, to_spool: bool = False) -> Text:
    """What is kept of a text; with `to_spool` also what other processes compare it by."""
    meta = nota.meta
    return Text(key, meta.id, meta.dossier, tuple(_all_asked(nota.pairs, to_spool)))


def _all_asked(pairs: Iterable[QAPair], to_spool: bool) -> Iterator[Asked]:
    pairs, served = [*pairs], set[tuple[str, ...]]()
    known = _told(pairs)
    for pair in pairs:
        serves = pair.answer.numbers if pair.answer else ()
        yield _asked(pair, known, serves in served, to_spool)
        served |= {serves} if serves else set()


def _told(pairs: Iterable[QAPair]) -> dict[str, str]:
    """What a paper tells of its abbreviations, in a question or in an answer; what it says first counts."""
    texts = [text for pair in pairs for text in (pair.question.text, pair.answer.text if pair.answer else "")]
    return {short: full for text in reversed(texts) for short, full in told_in(text).items()}


def _asked(pair: QAPair, known: Mapping[str, str], again: bool, to_spool: bool) -> Asked:
    question, answer = pair.question.text, pair.answer.text if pair.answer else ""
    compared = introduced(question, known)
    profiled = profile(compared)
    return Asked(
        pair.number,
        question,
        compared,
        answer,
        ",".join(pair.answer.numbers) if pair.answer else "",
        again,
        wording(profiled) if profiled.tokens else b"",
        packed(keys(profiled)),
        may_refer(answer),
        packed(answer_keys(answer)),
        spooled(profiled) if to_spool else None,
    )


def packed(numbers: list[int]) -> bytes:
    """Numbers of 32 bits, the lowest byte first."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def may_refer(answer: str) -> bool:
    """Whether corpus.references may find that an answer (plain text) is a reference as a whole: it is one sentence."""
    return "\n" not in answer and _REFERENCE.search(answer) is not None


def located(address: str, question: str, answer: str, serves: str) -> Located:
    """A kept question as it is shown: its texts are those of the nota to the letter, its blocks all paragraphs."""
    answered = Answer(tuple(serves.split(",")), _blocks(answer)) if serves else None
    return Located(address, QAPair(Question(address.rpartition("#")[2], _blocks(question), answered), answered))


def _blocks(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(tuple(block.split("\n"))) for block in text.split("\n\n")) if text else ()


def wording(profiled: Profile) -> bytes:
    """Stands for all questions that are the same word for word; 16 bytes."""
    return hashlib.blake2b("\x1f".join(profiled.tokens).encode(), digest_size=16).digest()


def keys(profiled: Profile) -> list[int]:
    """What a question is looked up by, each once, as numbers of 32 bits (never 0).

    A term that stands for a concept is looked up by that: two wordings of one question share what is said, not always
    how. Of the labelled questions so another twentieth is found. Its numbers tell it from the many of its kind.
    A compound is looked up by its parts too: 'vossenjacht' / 'de jacht op vossen'.
    What is said before it asks nothing and is rarer than what is asked: with it, another introduction hides the
    question. It counts only where too little is asked to look up.
    """
    figures = dict.fromkeys(_NUMBER + figure for unit in profiled.units for figure in unit.numbers)
    asked = dict.fromkeys((*map(_meant, profiled.terms), *figures))
    asked |= dict.fromkeys(_meant(root(token)) for told in profiled.told for token in told.tokens if token not in SMALL)
    parts = dict(profiled.compounds)
    asked |= dict.fromkeys(_meant(part) for one in profiled.terms for part in parts.get(one, ()))
    if len(asked) < LEAST_KEYS:
        asked |= dict.fromkeys(map(_meant, profiled.context))
    return [number(key) for key in asked]


@lru_cache(maxsize=1 << 17)
def _meant(name: str) -> str:
    """A term, or the widest of the concepts it stands for."""
    return _CONCEPT + concept if (concept := widest(name)) else name


@lru_cache(maxsize=1 << 17)
def number(stem: str) -> int:
    """A word as a number of 32 bits, the same in every run and on every machine."""
    return crc32(stem.encode()) or 1


def answer_keys(answer: str) -> list[int]:
    """What stands for the sentences of an answer (plain text): of each `SENTENCE_KEYS` numbers of 32 bits.

    The first stands for the whole sentence, the others for runs of words in it; 0 where a sentence has fewer runs.
    """
    keys: list[int] = []
    for _, tokens in long_sentences(answer):
        runs = sorted({crc32(" ".join(tokens[i : i + RUN]).encode()) or 1 for i in range(len(tokens) - RUN + 1)})
        keys += [sentence_key(tokens), *(runs + [0] * RUNS)[:RUNS]]
    return keys


def sentence_key(tokens: tuple[str, ...]) -> int:
    """A whole sentence as a number of 32 bits."""
    return crc32(" ".join(tokens).encode()) or 1


def without(answer: str, formulas: frozenset[int]) -> str:
    """An answer (plain text) without the sentences that are formulas."""
    kept = [line for line in answer.splitlines() if sentence_key(folded_tokens(line)) not in formulas]
    return "\n".join(kept)
