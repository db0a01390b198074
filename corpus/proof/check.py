"""Is a corpus sound and untampered?"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.git.branch import BRANCH
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.damage import complained, damaged, outside
from corpus.proof.history import Recorded, commit_of, line, recorded, sources, times
from corpus.proof.listed import listed
from corpus.proof.lost import lost
from corpus.proof.lost import told as told_lost
from corpus.proof.objects import Objects, rehash
from corpus.proof.readings import Unread, readings, unread
from corpus.proof.report import CheckReport, Forgotten, Kept, Listener, Nobody, Problem, Sealed, Signature
from corpus.proof.sealed import Seal, held_against
from corpus.proof.signatures import signatures, signers_of
from corpus.proof.signing import NotSigned
from corpus.proof.surroundings import is_cut_off, surroundings
from corpus.proof.texts import Texts
from corpus.proof.versions import versions
from corpus.store import Store

_FSCK = ("fsck", "--full", "--strict", "--no-dangling", "--no-progress")


@dataclass
class _Findings:
    """What was found so far."""

    checked: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sealed: Sealed | None = None
    signatures: tuple[Signature, ...] = ()
    left: Unread | None = None

    def report(self, interrupted: bool = False) -> CheckReport:
        return CheckReport(
            problems=tuple(dict.fromkeys(self.problems)),
            checked=dict(self.checked),
            notes=tuple(self.notes),
            sealed=self.sealed,
            signatures=self.signatures,
            interrupted=interrupted,
        )


def check(
    store: Store,
    kept: Kept | None = None,
    listener: Listener | None = None,
    seal: Seal | None = None,
    signers: Path | None = None,
) -> CheckReport:
    """Hash every object again, verify the history, and read every version and its source.

    Of texts and readings that `kept` has a verdict of, by their ids, it is taken: their content was hashed again, and
    what is said of a content holds for ever. Without it nothing is taken from anybody. With a `seal` the history is
    held against that as well; raises NotSigned where it has a signature and ssh-keygen is missing. `signers` are those
    who may sign commits, as ssh has them (`allowed_signers`); where none are given, those that git's settings name.
    Costs a read of the whole corpus, beside what there is no verdict of.

    The sources are read again last, as that takes longest. Ctrl-C then ends it, and the report tells what was found
    until there.
    """
    found = _Findings(dict.fromkeys(("objects", "commits", "versions", "sources", "reread"), 0))
    kept, listener = kept or Forgotten(), listener or Nobody()
    raw = Raw(store.path)
    try:
        _look(raw, kept, seal, signers, found)
        if found.left:
            listener.begun(found.report(), found.left.count)
            _read_again(raw, found.left, kept, listener, found)
    except NotSigned:
        raise
    except (CorpusError, OSError) as error:
        found.problems.append(_unreadable(error))
    except KeyboardInterrupt:
        if found.left is None:
            raise
        return found.report(interrupted=True)
    return found.report()


def _look(repository: Raw, kept: Kept, seal: Seal | None, signers: Path | None, found: _Findings) -> None:
    """All but the sources."""
    with ThreadPoolExecutor(1) as beside:
        # The one waits for git as the other does: together they take as long as the longest.
        complaints = beside.submit(repository.complaints, *_FSCK)
        # Somebody may add to the corpus meanwhile: what came after this commit is for the next check.
        tip = repository.tip()
        kinds = repository.kinds()
        objects = Objects()
        # What the history is made of comes first: it tells which of the others are texts, and what is read in a text
        # can be seen while it is at hand to be hashed.
        rehash(repository, [name for name, kind in kinds.items() if kind != "blob"], objects)
        history, unread = _recorded(repository, tip, objects)
        texts = Texts((one.version for one in history if one.version), kept)
        rehash(repository, [name for name, kind in kinds.items() if kind == "blob"], objects, texts.look)
        found.checked["objects"] = objects.count
        found.problems += surroundings(repository)
        gone = lost(repository, objects)
        found.problems += told_lost(repository, gone, objects, tip)
        if unread and not (gone.packs and objects.can_be_walked):
            found.problems.append(unread)
        found.problems += damaged(repository, objects, history, gone)
        found.problems += complained(complaints.result(), objects, history, gone)
    if seal:
        found.sealed, wrong, unknown = held_against(seal, history)
        found.problems += wrong
        found.notes += unknown
    if history:
        _verify(repository, objects, history, signers, kept, found)
        _walk(repository, objects, history, texts, kept, found)


def _recorded(repository: Raw, tip: str, objects: Objects) -> tuple[tuple[Recorded, ...], Problem | None]:
    """The history; none where it cannot be walked, or read, and then why."""
    if not objects.can_be_walked:
        told = Message("the history cannot be walked while a commit or a tree in it is not what its id says")
        return (), (BRANCH, told)
    try:
        return recorded(repository, tip), None
    except (CorpusError, ValueError) as error:
        return (), _unreadable(error)


def _unreadable(error: Exception) -> Problem:
    why = error.message if isinstance(error, CorpusError) else str(error)
    return BRANCH, Message("the history cannot be read: %(problem)s", {"problem": why})


def _verify(
    repository: Raw,
    objects: Objects,
    history: tuple[Recorded, ...],
    given: Path | None,
    kept: Kept,
    found: _Findings,
) -> None:
    """The signatures of commits, of which nearly all corpora have none."""
    signed = [one for one in history if one.commit in objects.signed and one.commit not in objects.damaged]
    if not signed:
        return
    found.signatures = tuple(signatures(repository, signed, signers_of(repository, given), kept))
    for one in found.signatures:
        if one.why:
            (found.problems if one.verdict == "bad" else found.notes).append((one.address, one.why))


def _walk(
    repository: Raw, objects: Objects, history: tuple[Recorded, ...], texts: Texts, kept: Kept, found: _Findings
) -> None:
    own = tuple(one.version for one in history if one.version)
    lying = sources(history)
    found.checked.update(commits=len(history), versions=len(own), sources=sum(map(bool, lying.values())))
    # Of a history that is cut off that is told; what follows from it, that its first commit holds all and versions are
    # missing, would hide the rest.
    is_whole = not is_cut_off(repository)
    found.problems += line(history) if is_whole else ()
    found.problems += times(history)
    each = history if is_whole else history[1:]
    found.problems += ((one.place, told) for one in each if one.version for told in commit_of(one, one.version))
    found.problems += versions(own, lying, objects, is_whole)
    found.problems += listed(repository, history)
    there = [version for version in own if version.text_id not in objects.damaged]
    # Looked for among the objects: that it was in order once is kept.
    missing = [version for version in there if version.text_id not in objects.sha256]
    found.problems += ((version.address, Message("its text is missing")) for version in missing)
    readable = tuple(version for version in there if version.text_id in objects.sha256)
    found.problems += texts.problems(repository, readable)
    found.notes += outside(repository, objects)
    found.left = _left(readable, lying, objects, kept, found)


def _left(
    readable: tuple[Version, ...],
    lying: Mapping[str, tuple[str, ...]],
    objects: Objects,
    kept: Kept,
    found: _Findings,
) -> Unread:
    left = unread(readable, lying, objects, kept)
    found.problems += left.wrong
    found.checked["reread"] = left.known
    return left


def _read_again(repository: Raw, left: Unread, kept: Kept, listener: Listener, found: _Findings) -> None:
    with closing(readings(repository, left, kept)) as each:
        for one in each:
            found.problems += one.wrong
            found.notes += one.unknown
            found.checked["reread"] += one.count - len(one.unknown)
            listener.read()
