"""How alike are two questions, and two answers. A pair is judged by what was replaced, never by one score alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import snowballstemmer
from rapidfuzz import fuzz

from corpus.messages import Message
from corpus.sentences import split
from differ.lexicon import entries
from differ.model import Grade

SAME_QUESTION = 78.0
"""Of the subject words of both questions, this share at least stands in both: a rewording keeps its subject
('digitaliseren' / 'de digitalisering'), a question on another subject keeps only its frame. The reworded
questions of the shipped samples score 86 to 100; of those that are not the same, and have no other number or
name, the nearest scores 42."""
CERTAIN_QUESTION = 95.0
"""Above this only small words differ."""
LIKE_WORD = 75.0
"""Two words of one family: 'beslist' / 'besluit' (86), 'provincie' / 'province' (94); not 'zomer' / 'zorg' (44)."""
FRAME_WEIGHT = 0.25
"""Of a word of the frame ('kan de regering aangeven') against one of the subject."""
ADDED_SENTENCE = 50.0
"""A sentence of which less than this share of the subject stands in the other question was added as a whole: a
sub-question more, not another question."""
SHARED_SENTENCE = 60.0
"""Two sentences that say the same: they share this much of their words in order, so that a rewritten clause
does not hide it."""
SHARED_ANSWER = 25.0
"""Of the words of the shorter answer that stand in shared sentences. In the nota 36 800 K, D the answers 1 and 19
share 30, the next pair (1 and 9) 12."""
SINGLE_SENTENCE = 60.0
"""The same, where the answers share one sentence only: one may be a formula, unless it is most of the answer."""
LEAST_SENTENCE = 8
"""Words. Shorter sentences ('Dat is mogelijk.') are said anywhere."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASKER = re.compile(
    r",? ?\b(?:zo )?(?:vragen|constateren|merken|stellen|verzoeken)? ?\b(?:de|het) (?:leden|fracties?) van "
    r"(?:de |het )?(?:fracties? van (?:de )?)?[\w'’ ,/+-]*?(?:-fracties?\b|(?= vra| ver| con| mer| ste|[.?!]|$))"
    r"(?: (?:vragen|verzoeken|constateren|willen weten)(?: zich af)?(?: de regering| het kabinet)?)?",
    re.IGNORECASE,
)
_NEGATION = frozenset(("niet", "geen", "nooit", "noch", "zonder", "nergens", "niemand"))
_ADDED_NEGATION = re.compile(r"\bwaarom niet\b|\bof niet\b|\bal dan niet\b|\bniet alleen\b", re.IGNORECASE)
_PARTICLES = ("aan", "af", "bij", "in", "mee", "na", "om", "op", "over", "toe", "uit", "voor", "weg")


@dataclass(frozen=True)
class Profile:
    """A question as it is compared: made once, used in every comparison."""

    tokens: tuple[str, ...]
    """Lower case, without punctuation and without who asks."""
    sentences: tuple[tuple[str, ...], ...]
    """The stems of each sentence, of the subject and the frame; no small words."""
    numbers: frozenset[str]
    names: frozenset[str]
    """Words with a capital that no sentence begins with."""
    negations: int

    @cached_property
    def stems(self) -> Counter[str]:
        """Of all its sentences."""
        return Counter(stem for sentence in self.sentences for stem in sentence)


@dataclass(frozen=True)
class Verdict:
    """Whether two questions are the same, how alike they are (0 to 100), and why."""

    same: bool
    score: float
    reasons: tuple[Message, ...]

    @property
    def grade(self) -> Grade:
        """How sure we are that they are the same."""
        return "certain" if self.score >= CERTAIN_QUESTION else "likely"


@lru_cache(maxsize=65536)
def profile(text: str) -> Profile:
    """What is compared of a question (plain text)."""
    asked = _ASKER.sub("", unicodedata.normalize("NFC", text))
    found = [_TOKEN.findall(sentence) for line in asked.splitlines() for sentence in split(line.strip())]
    tokens = tuple(_fold(token) for sentence in found for token in sentence)
    names = frozenset(
        token.casefold()
        for sentence in found
        for position, token in enumerate(sentence)
        if (position and token[0].isupper()) or (len(token) > 1 and token.isupper())
    )
    negated = _TOKEN.findall(_ADDED_NEGATION.sub("", asked.casefold()))
    return Profile(
        tokens,
        tuple(tuple(_stem(t) for t in map(_fold, sentence) if t not in _stopwords()) for sentence in found),
        frozenset(token for token in tokens if token[0].isdigit()),
        names - _stopwords() - _frames(),
        sum(token in _NEGATION for token in negated),
    )


def judge(left: Profile, right: Profile) -> Verdict:
    """Whether two questions ask the same.

    What stands on one side only is more or less of the same question; what was replaced by something of its
    own kind (a number, a name, an opposite, a negation) makes another question, however alike the rest is.
    Symmetric. Costs the product of the words that are not shared.
    """
    if left.tokens == right.tokens:
        return Verdict(True, 100.0, (Message("the same question, word for word"),))
    ours, theirs = _compared(left, right), _compared(right, left)
    score = _shared_weight(ours, theirs, left, right)
    if other := _replaced(left, right) or _other_subject(ours, theirs, left, right):
        return Verdict(False, score, (other,))
    if score < SAME_QUESTION:
        return Verdict(False, score, (Message("the questions share %(score)d%% of their subject", {"score": score}),))
    return Verdict(True, score, tuple(_why_same(left, right, score)))


def likeness(left: str, right: str) -> float:
    """How alike two texts are in their words and the order of these, 0 to 100. Symmetric; equal texts give 100."""
    if left == right:
        return 100.0
    return fuzz.ratio(_folded_tokens(left), _folded_tokens(right))


@dataclass(frozen=True)
class Overlap:
    """How much two answers have in common."""

    score: float
    """Of the words of the shorter answer, those in shared sentences, 0 to 100."""
    shared: tuple[tuple[str, str], ...]
    """The sentences that say the same, left and right."""


def overlap(left: str, right: str) -> Overlap:
    """The sentences that two answers (plain texts) share, word for word or nearly. Symmetric in the score."""
    ours, theirs = long_sentences(left), long_sentences(right)
    pairs = sorted(
        (
            (fuzz.ratio(a[1], b[1], score_cutoff=SHARED_SENTENCE), i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
        ),
        key=lambda pair: (-pair[0], pair[1] + pair[2], abs(pair[1] - pair[2])),
    )
    shared: dict[int, int] = {}
    for score, i, j in pairs:
        if score and i not in shared and j not in shared.values():
            shared[i] = j
    common = sum(min(len(ours[i][1]), len(theirs[j][1])) for i, j in shared.items())
    shorter = min(len(_folded_tokens(left)), len(_folded_tokens(right)))
    return Overlap(
        100.0 * common / shorter if shorter else 0.0,
        tuple((ours[i][0], theirs[j][0]) for i, j in sorted(shared.items())),
    )


def long_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of an answer that are long enough to be somebody's own, each with its folded words."""
    found = [(line.strip(), _folded_tokens(line)) for line in text.splitlines()]
    return [(sentence, tokens) for sentence, tokens in found if len(tokens) >= LEAST_SENTENCE]


# Words


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch_porter")


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(entries("stopwords"))


@cache
def _frames() -> frozenset[str]:
    return frozenset(entries("frames"))


@cache
def _frame_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in _frames())


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(_stem(word) for name in ("common", "stopwords", "frames") for word in entries(name))


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = [entry.split("/") for entry in entries("opposites")]
    return tuple((a.strip(), b.strip()) for a, b in pairs)


@lru_cache(maxsize=65536)
def _fold(token: str) -> str:
    """'%' is said as 'procent'; the point in 1.240 and the zero in 76,0 are how a number is written."""
    if token == "%":
        return "procent"
    if not token[0].isdigit():
        return token.casefold()
    whole, _, fraction = re.sub(r"\.(?=\d{3}(?:\D|$))", "", token).partition(",")
    return f"{whole},{fraction.rstrip('0')}".rstrip(",")


@lru_cache(maxsize=65536)
def _stem(token: str) -> str:
    return token if token[0].isdigit() else str(_stemmer().stemWord(token))


@lru_cache(maxsize=16384)
def _folded_tokens(text: str) -> tuple[str, ...]:
    return tuple(map(_fold, _TOKEN.findall(unicodedata.normalize("NFC", text))))


def _weight(stem: str) -> float:
    return FRAME_WEIGHT if stem in _frame_stems() else 1.0


# Judging


def _compared(own: Profile, other: Profile) -> Counter[str]:
    """The stems of the sentences that the other question has too, be it in other words; all where none has."""
    kept = [sentence for sentence in own.sentences if not _is_added(sentence, other)]
    return Counter(stem for sentence in kept for stem in sentence) if kept else own.stems


def _is_added(sentence: tuple[str, ...], other: Profile) -> bool:
    total = sum(map(_weight, sentence))
    shared = sum(_weight(stem) for stem in sentence if stem in other.stems)
    return 100.0 * shared < ADDED_SENTENCE * total


def _shared_weight(ours: Counter[str], theirs: Counter[str], left: Profile, right: Profile) -> float:
    """Twice the weight that both have, of the weight of both (Dice), words of one family counted as shared."""
    shared = sum(_weight(stem) for stem in (ours & theirs).elements())
    shared += sum(_weight(a) for a, _ in _families(ours, theirs, left, right))
    total = sum(_weight(stem) for stem in (ours + theirs).elements())
    return 200.0 * shared / total if total else 0.0


def _other_subject(ours: Counter[str], theirs: Counter[str], left: Profile, right: Profile) -> Message | None:
    """A rare word that stands on one side only names what is asked about: 'munitiebeheer', 'cryptobeheer'."""
    paired = {word for pair in _families(ours, theirs, left, right) for word in pair}
    rare = {stem for stem in (ours - theirs) + (theirs - ours) if _is_rare(stem) and stem not in paired}
    named = [token for token in dict.fromkeys(left.tokens + right.tokens) if _stem(token) in rare]
    return Message("another subject: %(words)s", {"words": ", ".join(named[:4])}) if rare else None


def _is_rare(stem: str) -> bool:
    return len(stem) > 1 and not stem[0].isdigit() and stem not in _common_stems()


def _families(ours: Counter[str], theirs: Counter[str], left: Profile, right: Profile) -> list[tuple[str, str]]:
    """Words that stand on one side only, paired with one of their family on the other; each once."""
    mine, others = sorted((ours - theirs).elements()), sorted((theirs - ours).elements())
    found: list[tuple[str, str]] = []
    related = ((fuzz.ratio(a, b), a, b) for a in set(mine) for b in set(others) if _related(a, b, left, right))
    for _, a, b in sorted(related, reverse=True):
        while a in mine and b in others:
            mine.remove(a)
            others.remove(b)
            found.append((a, b))
    return found


def _related(a: str, b: str, left: Profile, right: Profile) -> bool:
    if a[0].isdigit() or b[0].isdigit():
        return False
    if a[:3] == b[:3]:
        return fuzz.ratio(a, b) >= LIKE_WORD
    # 'uitvoert' / 'voert … uit': a separable verb.
    return any((a == p + b and p in right.tokens) or (b == p + a and p in left.tokens) for p in _PARTICLES)


def _replaced(left: Profile, right: Profile) -> Message | None:
    """What stands in the place of something of its own kind, if anything does."""
    for ours, theirs, said in (
        (left.numbers - right.numbers, right.numbers - left.numbers, "another number: %(left)s, %(right)s"),
        (left.names - right.names, right.names - left.names, "another name: %(left)s, %(right)s"),
    ):
        mine = {word for word in ours if not any(_same_name(word, other) for other in theirs)}
        other = {word for word in theirs if not any(_same_name(word, own) for own in ours)}
        if mine and other:
            return Message(said, {"left": " ".join(sorted(mine)), "right": " ".join(sorted(other))})
    only_left, only_right = set(left.tokens) - set(right.tokens), set(right.tokens) - set(left.tokens)
    for a, b in _opposites():
        if (a in only_left and b in only_right) or (b in only_left and a in only_right):
            return Message("an opposite: %(left)s, %(right)s", {"left": a, "right": b})
    if bool(left.negations) != bool(right.negations):
        return Message("a negation on one side only")
    return None


def _same_name(a: str, b: str) -> bool:
    """'Israël' / 'Israëlische'; numbers are never nearly the same."""
    return not a[0].isdigit() and not b[0].isdigit() and a[:4] == b[:4] and fuzz.ratio(a, b) >= LIKE_WORD


def _why_same(left: Profile, right: Profile, score: float) -> list[Message]:
    reasons = [Message("the questions share %(score)d%% of their subject", {"score": score})]
    paired = {word for pair in _families(left.stems, right.stems, left, right) for word in pair}
    for own, other in ((left, right), (right, left)):
        shown = set(own.stems) - set(other.stems) - paired
        if only := [t for t in dict.fromkeys(own.tokens) if t not in _stopwords() and _stem(t) in shown]:
            reasons.append(Message("only on one side: %(words)s", {"words": ", ".join(only[:6])}))
    return reasons
