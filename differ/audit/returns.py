"""Questions that return in other nota's: which of the newest versions of a corpus ask the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.garbage import collected
from corpus.model import Version
from corpus.store import Store
from differ.derived import derived_of
from differ.progress import Progress, silent

if TYPE_CHECKING:
    from differ.judging import Verdicts
    from differ.shelf import Rows, Shelf

Place = tuple[str, str]
"""A nota and the number of a question in its newest version."""
Groups = list[tuple[Place, ...]]
_KIND = "returns"
ALL = 20_000
"""Wordings of which all that returns is told at once, where it is known which are the same: it takes .2 s then."""


class Returns:
    """Of a question all that ask it, itself too, where it is asked again elsewhere.

    Each question stands in one group, that of its surest match, and in a group each asks the same as each other: so it
    does not matter of which of them one asks. What a nota left out in its newest version is in none. Kept for as long
    as the corpus does not change, nota by nota: of one only what hangs together with its questions is looked for. The
    first time in a corpus all its questions are read, which is kept (`nota add` keeps it of what it adds).
    """

    def __init__(self, store: Store, progress: Progress = silent, waiting: Callable[[], None] = lambda: None) -> None:
        self._store, self._progress, self._waiting = store, progress, waiting
        # By the commit: to look at the newest versions would take longer than all else that a question asks for.
        self._derived, self._head = derived_of(store), store.head
        self._group_of: dict[Place, tuple[Place, ...]] = {}
        self._known: set[str] = set()
        """Nota's of which all groups are at hand."""

    def of(self, place: Place) -> tuple[Place, ...]:
        """The group of this question; none where it is not asked elsewhere."""
        nota = place[0]
        if place not in self._group_of and nota not in self._known:
            self._group_of |= {place: group for group in self._groups(nota) for place in group}
            self._known.add(nota)
        return self._group_of.get(place, ())

    def _groups(self, nota: str) -> Groups:
        for key in (self._head, f"{self._head} {nota}"):
            if (kept := self._derived.get(_KIND, key)) is not None:
                return [tuple((nota, number) for nota, number in own) for own in json.loads(kept)]
        return self._found(nota)

    def _found(self, nota: str) -> Groups:
        store = self._store
        versions = [own[-1] for one in store.notas() if (own := store.standing(one))]
        key, groups = self._head, Groups()
        if len(versions) > 1:
            # Arrays take longer to load than a kept answer to read.
            from differ.kept import shelf_of

            with collected(), shelf_of(store, versions, self._progress, self._waiting) as shelf:
                whole, groups = groups_on(shelf, versions, nota, self._progress)
            key += "" if whole else f" {nota}"
        self._derived.put(_KIND, key, json.dumps(groups).encode())
        return groups


def groups_on(shelf: Shelf, versions: Sequence[Version], nota: str, progress: Progress) -> tuple[bool, Groups]:
    """Those with a question of this nota, and what hangs together with them; or all groups, and that it is all."""
    from differ.around import around, begin, is_whole
    from differ.rounds import all_verdicts

    begin(shelf, progress)
    keys = [version.text_id for version in versions]
    if is_whole(shelf) and shelf.wordings <= ALL:
        rows, known = shelf.rows(keys), all_verdicts(shelf, progress)
        return True, list(_grouped(shelf, rows, known, versions))
    own = [wording for version in versions if version.nota == nota for wording in shelf.wordings_of(version.text_id)]
    rows, known = around(shelf, own, {key: place for place, key in enumerate(keys)})
    return False, list(_grouped(shelf, rows, known, versions))


def _grouped(shelf: Shelf, rows: Rows, known: Verdicts, versions: Sequence[Version]) -> Iterator[tuple[Place, ...]]:
    import numpy as np

    from differ.repeats import Desk, by_question

    desk = Desk(shelf, rows, np.ones(len(rows.ids), bool))
    group_of: dict[int, int] = {}
    for group, links in enumerate(by_question(desk, known, "same")):
        for row in sorted({row for link in links for row in link[:2]}):
            group_of.setdefault(row, group)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row, group in group_of.items():
        members[group].append(row)
    for own in members.values():
        if len({int(rows.texts[row]) for row in own}) > 1:
            where = ((versions[rows.texts[row]].nota, shelf.asked(int(rows.ids[row])).number) for row in own)
            yield tuple(sorted(where))
