"""Whether the list of versions that is kept beside a corpus says what the commits say: most commands believe it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.proof.history import Recorded
from corpus.proof.report import Problem
from corpus.register import FILE, read
from corpus.versions import Index

_OTHERWISE = Message(
    "the list that is kept beside the corpus, %(file)s, tells of it what no commit says; delete that file, and it is "
    "made anew",
    {"file": FILE},
)


def listed(repository: Raw, history: Sequence[Recorded]) -> Iterator[Problem]:
    """The versions, by their addresses, of which the list tells anything that their commits do not.

    `history` is oldest first. A list that nobody believes, by its own sum or because it goes up to a commit of
    another history, is none. Its sum is against accidents: whoever writes the list anew makes that fit as well.
    """
    kept = read(repository.path / FILE)
    place = next((at for at, one in enumerate(history, start=1) if kept and one.commit == kept.head), None)
    if kept is None or place is None:
        return
    told = Index.of(kept.head, tuple(one.version for one in reversed(history[:place]) if one.version))
    try:
        same = kept.log == told.log and dict(kept.by_nota) == dict(told.by_nota)
    except (ValueError, TypeError, IndexError):
        yield FILE, _OTHERWISE
        return
    if not same:
        others = {version.address for version in set(kept.log) ^ set(told.log)}
        yield from ((address, _OTHERWISE) for address in sorted(others) or [FILE])
