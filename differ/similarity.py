"""Whether two questions are the same, and why. A pair is judged by what was replaced, never by one score alone."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz

from corpus.messages import Message
from differ.folding import stem
from differ.model import Grade
from differ.profile import Profile, common_stems, frame_stems, opposites, profile, stopwords

__all__ = ["Profile", "Scorer", "Verdict", "explain", "judge", "profile"]

SAME_QUESTION = 78.0
"""Of the subject words of both questions, this share at least stands in both: a rewording keeps its subject
('digitaliseren' / 'de digitalisering'), a question on another subject keeps only its frame. The reworded
questions of the shipped samples score 86 to 100; of those that are not the same, and have no other number or
name, the nearest scores 42."""
LIKE_WORD = 75.0
"""Two words of one family: 'beslist' / 'besluit' (86), 'provincie' / 'province' (94); not 'zomer' / 'zorg' (44)."""
RELATED = 50.0
"""Share of the subject words from which two questions are told to be on one subject."""
FRAME_WEIGHT = 0.25
"""Of a word of the frame ('kan de regering aangeven') against one of the subject."""
ADDED_SENTENCE = 50.0
"""A sentence of which less than this share of the subject stands in the other question was added as a whole: a
sub-question more, not another question."""
_PARTICLES = ("aan", "af", "bij", "in", "mee", "na", "om", "op", "over", "toe", "uit", "voor", "weg")


class Verdict(NamedTuple):
    """Whether two questions repeat, and how alike they are."""

    grade: Grade | None
    """None: nothing worth telling."""
    score: float
    """0 to 100."""

    @property
    def same(self) -> bool:
        """Whether they ask the same."""
        return self.grade in ("identical", "same")


class Scorer(Protocol):
    """How alike two questions are in meaning, by a model of the user's own; none is used unless one is given.

    It may raise a pair from `related` (or none) to `same`, never against a conflict of number, date, name, negation
    or antonym: what a model of meaning is worst at.
    """

    def __call__(self, left: str, right: str) -> float:
        """0 (strangers) to 1 (the same) for two plain texts; symmetric."""
        ...


def judge(left: Profile, right: Profile) -> Verdict:
    """Whether two questions ask the same; `explain` says why.

    What stands on one side only is more or less of the same question; what was replaced by something of its
    own kind (a number, a name, an opposite, a negation) makes another question, however alike the rest is.
    Symmetric. Costs the product of the words that are not shared. Makes no sentence: it is called by the million.
    """
    if left.tokens == right.tokens:
        return Verdict("identical", 100.0)
    score, replaced, subject = _weighed(left, right)
    if score < RELATED:
        return Verdict(None, score)
    if score < SAME_QUESTION or subject:
        return Verdict("related", score)
    return Verdict("similar" if replaced else "same", score)


def explain(left: Profile, right: Profile) -> tuple[Message, ...]:
    """Why `judge` says what it says of two questions: the deciding reason first."""
    if left.tokens == right.tokens:
        return (Message("the same question, word for word"),)
    score, *others = _weighed(left, right)
    if told := tuple(other for other in others if other):
        return told
    return tuple(_why_same(left, right, score))


def _weighed(left: Profile, right: Profile) -> tuple[float, Message | None, Message | None]:
    ours, theirs = _compared(left, right), _compared(right, left)
    score = _shared_weight(ours, theirs, left, right)
    return score, _replaced(left, right), _other_subject(ours, theirs, left, right)


def _weight(stem: str) -> float:
    return FRAME_WEIGHT if stem in frame_stems() else 1.0


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
    named = [token for token in dict.fromkeys(left.tokens + right.tokens) if stem(token) in rare]
    return Message("another subject: %(words)s", {"words": ", ".join(named[:4])}) if rare else None


def _is_rare(stem: str) -> bool:
    return len(stem) > 1 and not stem[0].isdigit() and stem not in common_stems()


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
    for a, b in opposites():
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
        if only := [t for t in dict.fromkeys(own.tokens) if t not in stopwords() and stem(t) in shown]:
            reasons.append(Message("only on one side: %(words)s", {"words": ", ".join(only[:6])}))
    return reasons
