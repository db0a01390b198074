"""An address or a dossier -> all that a report tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.address import parse
from corpus.corrections import standing
from corpus.cutting import pieces
from corpus.errors import AddressError
from corpus.model import Note, Version
from corpus.store import Store
from differ.audit.asking import find
from differ.audit.chains import Chains
from differ.audit.provenance import blame
from differ.audit.scope import by_nota, notas_of
from differ.audit.threads import history
from differ.bilingual.help import _
from differ.model import Located, Provenance, Thread, Wording
from differ.progress import Bar, silent


@dataclass(frozen=True)
class Followed:
    """One question: its wordings, and where the sentences of the last one come from."""

    located: Located
    """As it stands last."""
    thread: Thread
    provenance: tuple[Provenance, ...]
    notes: tuple[tuple[Note, ...], ...]
    """Of each wording those whose text is known."""
    following: str
    """The heading that follows it there; '' where none does."""
    is_gone: bool
    """Whether it stands no more in the newest version."""
    last: str
    """Up to where git can follow it: the commit of the version that had it last, or the branch."""


@dataclass(frozen=True)
class Audited:
    """One nota."""

    nota: str
    title: str | None
    versions: tuple[Version, ...]
    """All, in order of import."""
    questions: tuple[Followed, ...]


@dataclass(frozen=True)
class Audit:
    """What was asked for."""

    asked: str
    is_dossier: bool
    head: str
    """The commit that the corpus is at."""
    newest: Version
    """The version that was imported last of all."""
    notas: tuple[Audited, ...]
    elsewhere: tuple[Version, ...]
    """The versions of other nota's in which a question of these returns, in the order in which they are told."""
    sources: dict[str, str]
    """By commit of any of the versions the path of the source that was kept."""


def gather(store: Store, asked: str, progress: Callable[[str, int], AbstractContextManager[Bar]] = silent) -> Audit:
    """All of one question, of a nota, or of a dossier. Raises AddressError for what is not there.

    Costs the histories of its questions; of a nota also of those that no longer stand in it.
    """
    everything = store.log()
    versions = by_nota(everything)
    dossier = () if set("#@") & set(asked) else notas_of(everything, asked)
    wanted = [(nota, tuple(_questions(store, versions[nota]))) for nota in dossier] or [_asked(store, versions, asked)]
    with progress(_("following questions"), sum(len(addresses) for _, addresses in wanted)) as bar:
        notas = tuple(_audited(store, versions[nota], addresses, bar) for nota, addresses in wanted)
    elsewhere = tuple(_elsewhere(notas))
    told = (*(version for nota in notas for version in nota.versions), *elsewhere)
    sources = {version.commit: path for version in told if (path := _source(store, version))}
    return Audit(asked, bool(dossier), store.head, everything[0], notas, elsewhere, sources)


def _elsewhere(notas: tuple[Audited, ...]) -> Iterator[Version]:
    here = {nota.nota for nota in notas}
    wordings = (own for nota in notas for question in nota.questions for own in question.thread.wordings)
    told = dict.fromkeys(version for own in wordings for version in (own.version, *own.also_in))
    return (version for version in told if version.nota not in here)


def _asked(store: Store, versions: dict[str, list[Version]], asked: str) -> tuple[str, tuple[str, ...]]:
    address = parse(asked)
    version = store.resolve(asked)
    if address.question is not None:
        found, pair = find(store, asked)
        return found.nota, (f"{found.address}#{pair.number}",)
    if (address.version, address.label, address.text_id) != (None, None, None):
        raise AddressError(
            "%(address)s: a report is of all versions; leave out what stands behind the @, or name a question",
            address=asked,
        )
    return version.nota, tuple(_questions(store, versions[version.nota]))


def _questions(store: Store, versions: list[Version]) -> Iterator[str]:
    """The last address of every question that ever stood: those of the newest text in its order, then what is gone."""
    order = standing(versions) or tuple(versions)
    told = Chains.of(store, order).lineage
    seen: set[int] = set()
    for version, stood in zip(reversed(order), reversed(told.standings), strict=True):
        for number, chain in zip(stood.numbers, stood.chains, strict=True):
            if chain not in seen or version == order[-1]:
                # What was cut from it or put together with it, and is gone, is told in its history.
                seen |= set(told.family(chain))
                yield f"{version.address}#{number}"


def _audited(store: Store, versions: list[Version], addresses: tuple[str, ...], bar: Bar) -> Audited:
    meta = store.document(versions[-1]).nota.meta
    newest = (standing(versions) or versions)[-1]
    found = []
    for address in addresses:
        found.append(_followed(store, versions[-1], newest, address))
        bar.update(1)
    return Audited(versions[0].nota, meta.dossiertitel or meta.titel, tuple(versions), tuple(found))


def _followed(store: Store, stored_last: Version, newest: Version, address: str) -> Followed:
    version, pair = find(store, address)
    thread = history(store, address)
    following = _following(store.text(version), pair.number)
    last = "main" if version == stored_last else version.commit
    notes = tuple(_notes(store, wording) for wording in thread.wordings)
    return Followed(Located(address, pair), thread, blame(store, address), notes, following, version != newest, last)


def _notes(store: Store, wording: Wording) -> tuple[Note, ...]:
    pair = wording.located.pair
    if "[^" not in wording.located.question + wording.located.answer:
        return ()
    return tuple(note for note in store.document(wording.version).nota.notes_of(pair) if note.tekst)


def _following(text: str, number: str) -> str:
    """The heading, as Markdown, behind a question."""
    found = pieces(text)
    at = next(n for n, piece in enumerate(found) if piece.number == number)
    return found[at + 1].heading if at + 1 < len(found) else ""


def _source(store: Store, version: Version) -> str | None:
    folder = str(PurePosixPath(version.path).parent)
    if version.source_sha256 is None:
        return None
    names = store.repository.files(version.commit, folder)
    return next((f"{folder}/{name}" for name in names if name.startswith(f"{version.nota}.source.")), None)
