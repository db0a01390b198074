"""Questions that return in other nota's: which of the newest versions of a corpus ask the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from corpus.model import Version
from corpus.store import Store
from differ.derived import derived_of
from differ.progress import Progress, silent

Place = tuple[str, str]
"""A nota and the number of a question in its newest version."""
_KIND = "returns"


def returns(
    store: Store, progress: Progress = silent, waiting: Callable[[], None] = lambda: None
) -> Mapping[Place, tuple[Place, ...]]:
    """Each question that is asked again elsewhere, with all that ask it, itself too.

    Each stands in one group, that of its surest match, and in a group each asks the same as each other: so it does not
    matter of which of them one asks. What a nota left out in its newest version is in none. Kept for as long as the
    corpus does not change; the first time it costs what `nota duplicates` costs, of which all but the grouping is kept.
    """
    # By the commit: to look at the newest versions would take longer than all else that a question asks for.
    derived, head = derived_of(store), store.head
    kept = derived.get(_KIND, head)
    if kept is None:
        versions = [own[-1] for nota in store.notas() if (own := store.standing(nota))]
        kept = json.dumps(_groups(store, versions, progress, waiting) if len(versions) > 1 else []).encode()
        derived.put(_KIND, head, kept)
    groups = [tuple((nota, number) for nota, number in group) for group in json.loads(kept)]
    return {place: group for group in groups for place in group}


def _groups(
    store: Store, versions: Sequence[Version], progress: Progress, waiting: Callable[[], None]
) -> list[list[Place]]:
    # Arrays take longer to load than a kept answer to read.
    import numpy as np

    from differ.kept import shelf_of
    from differ.repeats import Desk, by_question
    from differ.rounds import all_verdicts

    notas = [version.nota for version in versions]
    with shelf_of(store, versions, progress, waiting) as shelf:
        rows = shelf.rows([version.text_id for version in versions])
        desk = Desk(shelf, rows, np.ones(len(rows.ids), bool))
        group_of: dict[int, int] = {}
        for group, links in enumerate(by_question(desk, all_verdicts(shelf, progress), "same")):
            for row in sorted({row for link in links for row in link[:2]}):
                group_of.setdefault(row, group)
        members: defaultdict[int, list[int]] = defaultdict(list)
        for row, group in group_of.items():
            members[group].append(row)

        def place(row: int) -> Place:
            return notas[rows.texts[row]], shelf.asked(int(rows.ids[row])).number

        return [sorted(map(place, own)) for own in members.values() if len({int(rows.texts[row]) for row in own}) > 1]
