"""The verbs of the command `nota`: each reads its arguments, asks the modules beside it, and writes the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import click

from corpus.address import parse
from corpus.check import check as check_store
from corpus.errors import CorpusError, FileRefused
from corpus.ingest import read_file, read_nota
from corpus.messages import Message
from corpus.model import Document, Question, Version
from corpus.store import Store, Stored, Submission
from differ import serial
from differ.align import compare, compare_questions
from differ.duplicates import clusters
from differ.help import _
from differ.model import NotaDiff, PairDiff
from differ.session import DIFFERENT, FINE, TROUBLE, Session, verb
from differ.threads import blame as blame_question
from differ.threads import history as history_of
from differ.threads import question_of


@dataclass(frozen=True)
class _Read:
    """A file on its way into the corpus."""

    name: str
    outcome: Submission | CorpusError
    warnings: tuple[Message, ...] = ()


@verb(
    _("Store the next version of each nota. A folder stands for the files in it. Creates the corpus."),
    "nota add kst-36800-K-D.md\nnota add --label herdruk --date 2031-03-28 nota-b.md\nnota add papers/",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--id", "own_id", metavar="ID", help=_("The id of the nota; wins over what the paper says."))
@click.option("--label", metavar="LABEL", help=_("A name for this version: concept, herdruk."))
@click.option(
    "--date", "received", metavar="DATE", help=_("The legal date, as 2026-05-21; wins over what the paper says.")
)
@click.option("--author", metavar="NAME", help=_("Who wrote or supplied the text: 'Name <name@example.nl>'."))
@click.option("--no-source", is_flag=True, help=_("Do not keep the file as it was received."))
def add(
    session: Session,
    files: Sequence[Path],
    own_id: str | None,
    label: str | None,
    received: str | None,
    author: str | None,
    no_source: bool,
) -> int:
    """See its help."""
    paths = list(_files(files))
    if own_id and len(paths) > 1:
        raise click.UsageError(session.say("--id names one nota; give one file with it"))
    day = _day(session, received) if received else None
    reads = []
    for position, path in enumerate(paths, start=1):
        if len(paths) > 1:
            counted = {"position": position, "count": len(paths), "file": path}
            session.tell(Message("reading %(position)s of %(count)s: %(file)s", counted))
        reads.append(_read(path, own_id, day, label, author, not no_source))
    submissions = [read.outcome for read in reads if isinstance(read.outcome, Submission)]
    results: list[tuple[_Read, Stored | CorpusError]]
    if not submissions:
        results = [(read, read.outcome) for read in reads if isinstance(read.outcome, CorpusError)]
        return _report_added(session, None, results)
    with Store.create(session.corpus) as store:
        waiting = Message("waiting for another 'nota add' on %(corpus)s", {"corpus": session.corpus})
        stored = iter(store.add(submissions, waiting=lambda: session.tell(waiting)))
        results = [(read, read.outcome if isinstance(read.outcome, CorpusError) else next(stored)) for read in reads]
        return _report_added(session, store, results)


def _files(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(own for own in path.iterdir() if own.is_file() and not own.name.startswith("."))
        else:
            yield path


def _read(path: Path, own_id: str | None, day: date | None, label: str | None, author: str | None, keep: bool) -> _Read:
    try:
        data = _bytes(path)
        reading = read_nota(str(path), data, id=own_id, received=day)
    except CorpusError as error:
        return _Read(str(path), error)
    submission = Submission(reading.nota, path.name, data if keep else None, reading.reader, label, author)
    return _Read(str(path), submission, reading.warnings)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileRefused("%(file)s: cannot be read (%(why)s)", file=path, why=error.strerror) from None


def _day(session: Session, text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        wrong = Message("'%(date)s' is no date; write it as 2026-05-21", {"date": text})
        raise click.UsageError(session.say(wrong)) from None


def _report_added(session: Session, store: Store | None, results: list[tuple[_Read, Stored | CorpusError]]) -> int:
    def questions(version: Version) -> int:
        return len(store.document(version).nota.pairs) if store else 0

    def lines() -> Iterator[str]:
        for _name, result in results:
            if isinstance(result, Stored):
                count = session.say.ngettext("%(n)s question", "%(n)s questions", questions(result.version))
                status = session.say("added" if result.status == "added" else "unchanged")
                yield f"{result.version.address}  {status} · {count} · {result.version.commit[:10]}"

    for read, result in results:
        for message in read.warnings:
            session.tell(Message("warning: %(warning)s", {"warning": message}))
        if isinstance(result, CorpusError):
            session.tell(Message("refused: %(reason)s", {"reason": result.message}))
    told = [(read.name, result, read.warnings) for read, result in results]
    session.put(serial.added(told, questions, session.say), lines())
    return TROUBLE if any(isinstance(result, CorpusError) for _name, result in results) else FINE


@verb(_("List the nota's of the corpus."), "nota list\nnota list --json")
def list_(session: Session) -> None:
    """See its help."""
    with session.open() as store:
        session.put(serial.listed(store), session.terminal.listed(store))


@verb(
    _("Show a nota, or one question of it."),
    "nota show 36800-K-D\nnota show kst-36800-K-D@2#12\nnota show --markdown kst-36800-K-D > nota.md",
)
@click.argument("address")
@click.option("--markdown", is_flag=True, help=_("Write the stored text itself."))
def show(session: Session, address: str, markdown: bool) -> None:
    """See its help."""
    with session.open() as store:
        version = store.resolve(address)
        if markdown:
            click.echo(store.text(version), nl=False)
            return
        document = _only(store.document(version), address)
        session.put(serial.shown(document, frozenset(store.notas())), session.terminal.shown(document))


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
        full = f"{store.resolve(address).address}#{parse(address).question}"
        session.put(serial.blame(full, found), session.terminal.blame(found))


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
            self._found[name] = self._file(Path(name)) if Path(name).is_file() else self._stored(name)
        return self._found[name]

    def newest(self) -> list[Document]:
        """The newest version of every nota in the corpus."""
        store = self._open()
        return [store.document(store.newest(nota)) for nota in store.notas()]

    def _stored(self, name: str) -> Document:
        store = self._open()
        return store.document(store.resolve(name))

    def _file(self, path: Path) -> Document:
        reading = read_file(str(path), _bytes(path))
        for warning in reading.warnings:
            self._session.tell(Message("warning: %(warning)s", {"warning": warning}))
        return Document(str(path), reading.nota)

    def _open(self) -> Store:
        self._store = self._store or self._session.open()
        return self._store


def _asked(argument: str) -> str | None:
    """The question that an argument names; a sub-question stands for its question."""
    asked = argument.partition("#")[2]
    return asked.partition(".")[0] or None


def _only(document: Document, argument: str) -> Document:
    """The document with the one question that an argument names; whole where it names none."""
    number = _asked(argument)
    if number is None:
        return document
    pair = question_of(document, number)
    alone = Question(pair.number, pair.question.blocks, pair.answer)
    return replace(document, nota=replace(document.nota, introduction=(), body=(alone,)))
