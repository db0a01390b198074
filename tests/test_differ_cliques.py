"""Groups without strangers: a chain of likenesses joins nobody."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from differ.repeating.cliques import Pair, Told, cliques

SAME = (1, 90.0)


def members(matches: dict[Pair, Told]) -> list[list[int]]:
    return sorted(sorted(group.members) for group in cliques(matches))


def test_a_group_is_split_where_two_of_it_conflict() -> None:
    assert members({(1, 2): (1, 95.0), (2, 3): SAME, (3, 4): SAME, (2, 4): SAME}) == [[1, 2], [2, 3, 4]]


def test_two_that_were_never_compared_are_asked_about() -> None:
    asked: list[Pair] = []

    def ask(a: int, b: int) -> Told | None:
        asked.append((a, b))
        return SAME if (a, b) == (1, 3) else None

    groups = cliques({(1, 2): SAME, (2, 3): SAME, (3, 4): SAME}, ask)
    assert [sorted(group.members) for group in groups] == [[1, 2, 3], [3, 4]]
    assert groups[0].links[1, 3] == SAME
    assert len(asked) == len(set(asked))


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.integers(0, 3), st.floats(0, 100)),
)


@given(PAIRS)
def test_all_in_a_group_match_and_no_match_is_lost(matches: dict[Pair, Told]) -> None:
    groups = cliques(matches)
    for group in groups:
        assert set(group.links) == set(combinations(sorted(group.members), 2))
    assert {pair: told for group in groups for pair, told in group.links.items()} == matches
    assert len({tuple(sorted(group.members)) for group in groups}) == len(groups)
