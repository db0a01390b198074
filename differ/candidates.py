"""Which pairs are worth judging: comparing all with all is right, and 50 million pairs for 10,000 questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from differ.likeness import long_sentences
from differ.profile import Profile

RAREST = 8
"""A question is looked up by this many of its rarest stems; two wordings of one question share at least two."""
SHARED_STEMS = 2
WORDS_IN_A_ROW = 5
"""Two answers are worth comparing when they share this many words in a row, ..."""
SHARED_ROWS = 2
"""... at two places, which also one run of six words is."""
MOST_BEARERS = 200
"""A stem or a row of words that more texts bear than this tells nothing; equal questions are found all the same."""


def question_pairs(profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs of positions (lower first) of questions that may be the same.

    Linear in the number of questions but for the bearers of one stem.
    """
    bearers = Counter(stem for profile in profiles for stem in set(profile.stems))
    keys = [_rarest(profile, bearers) for profile in profiles]
    pairs = _sharing(keys, SHARED_STEMS)
    # A question of one or two words has no two rare stems: equal ones are found by their words.
    return pairs | _sharing([{profile.tokens} for profile in profiles], 1, most_bearers=len(profiles))


def answer_pairs(answers: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of positions (lower first) of answers (plain texts) that have sentences in common, or nearly."""
    return _sharing([_rows(answer) for answer in answers], SHARED_ROWS)


def _rarest(profile: Profile, bearers: Counter[str]) -> set[str]:
    return set(sorted(profile.stems, key=lambda stem: (bearers[stem], stem))[:RAREST])


def _rows(answer: str) -> set[tuple[str, ...]]:
    return {
        tokens[i : i + WORDS_IN_A_ROW]
        for _, tokens in long_sentences(answer)
        for i in range(len(tokens) - WORDS_IN_A_ROW + 1)
    }


def _sharing(keys: Iterable[Iterable[Hashable]], least: int, most_bearers: int = MOST_BEARERS) -> set[tuple[int, int]]:
    """Pairs of positions that share at least so many keys."""
    bearing: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(keys):
        for key in own:
            bearing[key].append(position)
    shared: Counter[tuple[int, int]] = Counter(_pairs(bearing.values(), most_bearers))
    return {pair for pair, count in shared.items() if count >= least}


def _pairs(groups: Iterable[list[int]], most_bearers: int) -> Iterator[tuple[int, int]]:
    for positions in groups:
        if len(positions) <= most_bearers:
            yield from combinations(positions, 2)
