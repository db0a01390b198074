"""The verbs of the command `nota`: each reads its arguments, asks the modules beside it, and writes the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

import differ.adding  # noqa: F401  the verb `add`
from corpus.address import parse
from corpus.check import check as check_store
from corpus.contained import file_bytes, read_file
from corpus.located import places, places_in
from corpus.messages import Message
from corpus.model import Document, Question
from corpus.normal import render
from corpus.papers import SUFFIXES
from corpus.places import Places
from corpus.store import Store
from differ import serial
from differ.compare import compare, compare_questions
from differ.duplicates import clusters
from differ.help import _
from differ.model import NotaDiff, PairDiff
from differ.session import DIFFERENT, FINE, Session, verb
from differ.threads import blame as blame_question
from differ.threads import history as history_of
from differ.threads import question_of


@verb(_("List the nota's of the corpus."), "nota list\nnota list --json")
def list_(session: Session) -> None:
    """See its help."""
    with session.open() as store:
        session.put(serial.listed(store), session.terminal.listed(store))


@verb(
    _("Show a nota, or one question of it; of a file, how it would be stored."),
    "nota show 36800-K-D\nnota show kst-36800-K-D@2#12\nnota show --markdown kst-36800-K-D > nota.md\n"
    "nota show draft.docx",
)
@click.argument("address")
@click.option("--markdown", is_flag=True, help=_("Write the stored text itself."))
def show(session: Session, address: str, markdown: bool) -> None:
    """See its help."""
    with _Documents(session) as documents:
        document = documents.find(address)
        if markdown:
            click.echo(render(document.nota), nl=False)
            return
        found = documents.places(document) if session.as_json else None
        shown = _only(document, address)
        session.put(serial.shown(shown, documents.known(), found), session.terminal.shown(shown))


@verb(
    _("Show what changed between two versions, two nota's, two questions or two files.")
    + "\n\n"
    + _("Exit status: 0 equal, 1 different, 2 trouble."),
    "nota diff 99999-B@1 99999-B@3\nnota diff --facts 99999-B@concept 99999-B@herdruk\nnota diff draft.md final.md",
)
@click.argument("left")
@click.argument("right")
@click.option("--only-changed", is_flag=True, help=_("Leave out what is unchanged."))
@click.option("--ignore-cosmetic", is_flag=True, help=_("Leave out what differs in layout or punctuation only."))
@click.option("--facts", is_flag=True, help=_("Only where a number, a date, a name or how firmly it is said changed."))
def diff(session: Session, left: str, right: str, only_changed: bool, ignore_cosmetic: bool, facts: bool) -> int:
    """See its help."""
    with _Documents(session) as documents:
        result = _compared(documents.find(left), left, documents.find(right), right)
        pairs = [p for p in result.pairs if not ((ignore_cosmetic and p.kind == "cosmetic") or (facts and not p.facts))]
        different = any(p.kind != "unchanged" or p.moved or p.renumbered for p in pairs)
        shown = [p for p in pairs if not only_changed or p.kind != "unchanged" or p.moved or p.renumbered]
        result = replace(result, pairs=tuple(shown))
        session.put(serial.diff(result), session.terminal.diff(result))
        return DIFFERENT if different else FINE


def _compared(left: Document, left_address: str, right: Document, right_address: str) -> NotaDiff:
    ours, theirs = _asked(left_address), _asked(right_address)
    if ours and theirs:
        return compare_questions(
            left, _only(left, left_address).nota.pairs[0], right, _only(right, right_address).nota.pairs[0]
        )
    result = compare(left, right)
    if not (ours or theirs):
        return result

    def concerned(pair: PairDiff) -> bool:
        side, number = (pair.left, ours) if ours else (pair.right, theirs)
        return side is not None and side.number == number

    return replace(result, pairs=tuple(filter(concerned, result.pairs)))


@verb(
    _("Find repeated questions: in one nota or file, in several, or in the whole corpus (the newest version of each)."),
    "nota duplicates 36800-K-D\nnota duplicates nota.md\nnota duplicates 99999-B 99999-D --json\nnota duplicates",
)
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--check", is_flag=True, help=_("Exit with 1 when any question repeats."))
def duplicates(session: Session, addresses: Sequence[str], check: bool) -> int:
    """See its help."""
    with _Documents(session) as documents:
        found = clusters([documents.find(address) for address in addresses] or documents.newest())
        asked = [address for address in addresses if _asked(address)]
        if asked:
            named = {d.address_of(n) for a in asked if (n := _asked(a)) for d in [documents.find(a)]}
            found = tuple(c for c in found if named & {member.address for member in c.members})
        session.put(serial.duplicates(found, session.say), session.terminal.duplicates(found))
        return DIFFERENT if check and found else FINE


@verb(
    _("The wordings of an answer through all versions, and through other nota's in which the question returns."),
    "nota history 99999-B#5\nnota history kst-99999-B@1#4 --json",
)
@click.argument("address")
def history(session: Session, address: str) -> None:
    """See its help."""
    with session.open() as store:
        thread = history_of(store, address)
        session.put(serial.history(thread), session.terminal.history(thread))


@verb(
    _("Which version, of which date and author, brought each sentence of a question and its answer."),
    "nota blame 99999-B#5\nnota blame kst-99999-B@2#4 --json",
)
@click.argument("address")
def blame(session: Session, address: str) -> None:
    """See its help."""
    with session.open() as store:
        found = blame_question(store, address)
        number = parse(address).question or ""
        full = f"{store.resolve(address).address}#{number}"
        session.put(serial.blame(full, found), session.terminal.blame(number, found))


@verb(
    _("Is the corpus sound and untampered? Exit status: 0 sound, 1 a problem, 2 trouble."),
    "nota check\nnota check --json",
)
def check(session: Session) -> int:
    """See its help."""
    with session.open() as store:
        report = check_store(store)
        session.put(serial.check(report, session.say), session.terminal.checked(report))
        return FINE if report.ok else DIFFERENT


class _Documents:
    """What the arguments of a verb name: a path that exists is a file, all else an address in the corpus."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store: Store | None = None
        self._found: dict[str, Document] = {}

    def __enter__(self) -> _Documents:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._store:
            self._store.close()

    def find(self, argument: str) -> Document:
        """The text that an argument names. Raises CorpusError."""
        name = argument.partition("#")[0]
        if name not in self._found:
            self._found[name] = self._file(Path(name)) if _means_file(name) else self._stored(name)
        return self._found[name]

    def places(self, document: Document) -> Places | None:
        """Where the sentences of a text stand in its source."""
        if document.version:
            return places(self._open(), document.version)
        return places_in(document.address, file_bytes(Path(document.address)), render(document.nota))

    def known(self) -> frozenset[str]:
        """The ids of the corpus, where one was needed."""
        return frozenset(self._store.notas()) if self._store else frozenset()

    def newest(self) -> list[Document]:
        """The newest version of every nota in the corpus."""
        store = self._open()
        return [store.document(store.newest(nota)) for nota in store.notas()]

    def _stored(self, name: str) -> Document:
        store = self._open()
        return store.document(store.resolve(name))

    def _file(self, path: Path) -> Document:
        reading = read_file(str(path), file_bytes(path))
        for warning in reading.warnings:
            self._session.tell(Message("warning: %(warning)s", {"warning": warning}))
        return Document(str(path), reading.nota)

    def _open(self) -> Store:
        self._store = self._store or self._session.open()
        return self._store


def _means_file(name: str) -> bool:
    """Whether a path is meant and no address; it need not be there, so that it can be told that it is not."""
    path = Path(name)
    return path.is_file() or len(path.parts) > 1 or path.suffix.lower() in SUFFIXES


def _asked(argument: str) -> str | None:
    """The question that an argument names; a sub-question stands for its question."""
    return argument.partition("#")[2].partition(".")[0] or None


def _only(document: Document, argument: str) -> Document:
    """The document with the one question that an argument names; whole where it names none."""
    if _asked(argument) is None:
        return document
    pair = question_of(document, argument.partition("#")[2])
    alone = Question(pair.number, pair.question.blocks, pair.answer)
    return replace(document, nota=replace(document.nota, introduction=(), body=(alone,)))
