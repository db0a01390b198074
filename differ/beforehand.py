"""What is found of nota's when a version of them was added, so that whoever asks for it later need not wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from itertools import pairwise

from corpus.errors import CorpusError
from corpus.model import Version
from corpus.store import Store
from differ.audit.chains import keep
from differ.audit.changes import changes
from differ.bilingual.help import _
from differ.progress import Progress, silent

FEW, MANY = 20, 200
"""Nota's whose questions were not read yet. Fewer are soon read by whoever looks for repeats: to load what reads them
takes longer. More than many were there before anything was kept: whoever adds one does not read them all."""
SHELF = "nota-repeats/asked.sqlite"
"""As `differ.kept` has it, which takes longer to load than most that is added to store."""


def find_out(store: Store, added: Sequence[Version], progress: Progress = silent) -> None:
    """Of the nota's of these versions which question is which in all their versions, what changed from one version to
    the next, and what stands for their questions in a comparison.

    All of it is derived, and kept where it can be. Nothing that goes wrong with it is told: it is found again by who
    asks for it.
    """
    notas = sorted({version.nota for version in added})
    keep(store, notas)
    _keep_changes(store, added, progress)
    unread = _unread(store)
    wanted = unread if len(unread) <= MANY else [nota for nota in notas if nota in unread]
    if len(wanted) >= FEW:
        from differ.kept import file

        file(store, wanted, progress)


def _keep_changes(store: Store, added: Sequence[Version], progress: Progress) -> None:
    """What these versions changed, and what the next one did where one came in between: for `nota log`."""
    new = {version.address for version in added}
    standing = (store.standing(nota) for nota in {version.nota for version in added})
    pairs = [pair for own in standing for pair in pairwise(own) if not new.isdisjoint(each.address for each in pair)]
    with progress(_("comparing"), len(pairs)) as bar, suppress(CorpusError):
        for before, version in pairs:
            changes(store, before, version)
            bar.update(1)


def _unread(store: Store) -> Collection[str]:
    """The nota's of which the newest version is not on the shelf."""
    newest = {own[-1].text_id: nota for nota in store.notas() if (own := store.standing(nota))}
    # A database that is not there, or is none, has nothing on it.
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{_shelf(store)}?mode=ro", uri=True)) as data:
        for (key,) in data.execute("SELECT key FROM text"):
            newest.pop(key, None)
    return dict.fromkeys(newest.values())


def _shelf(store: Store) -> str:
    return (store.path.absolute() / SHELF).as_uri()
