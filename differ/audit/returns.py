"""Questions that return in other nota's: which of the newest versions of a corpus ask the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.garbage import collected
from corpus.model import Version
from corpus.store import Store
from differ.keeping.derived import derived_of
from differ.progress import Progress, silent

if TYPE_CHECKING:
    from differ.repeating.judging import Verdicts
    from differ.shelves.shelf import Rows, Shelf

Place = tuple[str, str]
"""A nota and the number of a question in its newest version."""
Groups = list[tuple[Place, ...]]
_ALL = ("", "")
_KIND, _ASKED = "returns", "returns-asked"
ALL = 20_000
"""Wordings of which all that returns is told at once, where it is known which are the same: it takes .2 s then."""


class Returns:
    """Of a question all that ask it, itself too, where it is asked again elsewhere.

    Each question stands in one group, that of its surest match, and in a group each asks the same as each other: so it
    does not matter of which of them one asks. What a nota left out in its newest version is in none. Kept for as long
    as the corpus does not change: of a question only what hangs together with it is looked for, of a nota of which more
    are asked for, with all of them. The first time in a corpus all questions are read, which is kept (`nota add` keeps
    it of what it adds by the dozen).
    """

    def __init__(self, store: Store, progress: Progress = silent, waiting: Callable[[], None] = lambda: None) -> None:
        self._store, self._progress, self._waiting = store, progress, waiting
        # By the commit: to look at the newest versions would take longer than all else that a question asks for.
        self._derived, self._head = derived_of(store), store.head
        self._group_of: dict[Place, tuple[Place, ...]] = {}
        self._known: set[Place] = set()
        """What was looked for: a question, all of a nota (no number), or everything (no nota either)."""

    def of(self, place: Place) -> tuple[Place, ...]:
        """The group of this question; none where it is not asked elsewhere, or (without a number) not any more."""
        if place[1] and place not in self._group_of and self._known.isdisjoint(_within(place)):
            self._group_of |= {place: group for group in self._groups(place) for place in group}
        return self._group_of.get(place, ())

    def _groups(self, place: Place) -> Groups:
        for wider in _within(place):
            if (kept := self._derived.get(_KIND, self._key(wider))) is not None:
                self._known.add(wider)
                return [tuple((nota, number) for nota, number in own) for own in json.loads(kept)]
        # Whoever asks for a second question of a nota may well ask for a third.
        second = self._derived.get(_ASKED, self._key((place[0], "")))
        self._derived.put(_ASKED, self._key((place[0], "")), b"")
        looked_for, groups = self._found((place[0], "") if second is not None else place)
        self._derived.put(_KIND, self._key(looked_for), json.dumps(groups).encode())
        self._known.add(looked_for)
        return groups

    def _key(self, place: Place) -> str:
        return f"{self._head} {'#'.join(place)}"

    def _found(self, place: Place) -> tuple[Place, Groups]:
        """What was looked for, this or more, and the groups."""
        store = self._store
        versions = [own[-1] for one in store.notas() if (own := store.standing(one))]
        if len(versions) < 2:
            return _ALL, []
        # Arrays take longer to load than a kept answer to read.
        from differ.kept import shelf_of

        with collected(), shelf_of(store, versions, self._progress, self._waiting) as shelf:
            return groups_on(shelf, versions, place, self._progress)


def _within(place: Place) -> tuple[Place, Place, Place]:
    """What may have been looked for, if this is known."""
    return _ALL, (place[0], ""), place


def groups_on(
    shelf: Shelf, versions: Sequence[Version], place: Place, progress: Progress = silent
) -> tuple[Place, Groups]:
    """Those with this question (without a number: with any of the nota), and with what hangs together with it; or all
    groups there are. First what was looked for."""
    from differ.repeating.around import around, begin, is_whole
    from differ.repeating.rounds import all_verdicts

    begin(shelf, progress)
    keys = [version.text_id for version in versions]
    if is_whole(shelf) and shelf.wordings <= ALL:
        rows, known = shelf.rows(keys), all_verdicts(shelf, progress)
        return _ALL, list(_grouped(shelf, rows, known, versions))
    nota, number = place
    texts = [version.text_id for version in versions if version.nota == nota]
    own = [wording for text in texts for wording in shelf.wordings_of(text, number)]
    rows, known = around(shelf, own, {key: at for at, key in enumerate(keys)})
    return place, list(_grouped(shelf, rows, known, versions))


def _grouped(shelf: Shelf, rows: Rows, known: Verdicts, versions: Sequence[Version]) -> Iterator[tuple[Place, ...]]:
    import numpy as np

    from differ.repeating.repeats import Desk, by_question

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
