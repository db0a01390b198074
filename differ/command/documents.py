"""The texts that the arguments of a verb name: files, and addresses in the corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.messages import Message
from corpus.model import Document, Question, Version
from corpus.normal import render
from corpus.papers import SUFFIXES
from differ.command.again import doubt
from differ.command.session import Session
from differ.reports.drafts import Draft, draft_of, is_docx

if TYPE_CHECKING:
    from corpus.places import Places
    from corpus.store import Store


class Documents:
    """What the arguments of a verb name: a path that exists is a file, all else an address in the corpus."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store: Store | None = None
        self._found: dict[str, Document] = {}

    def __enter__(self) -> Documents:
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
            return located(self.store, document.version)
        from corpus.guarded.contained import file_bytes
        from corpus.located import places_in

        return places_in(document.address, file_bytes(Path(document.address)), render(document.nota))

    def draft(self, document: Document) -> Draft | None:
        """The DOCX that a text was read from, if it was one and is still there."""
        if document.version:
            return draft_of(self.store, document.version)
        from corpus.blocks import Options
        from corpus.guarded.contained import file_bytes

        data = file_bytes(Path(document.address))

        return Draft(document.address, data, Options()) if is_docx(data) else None

    def known(self) -> frozenset[str]:
        """The ids of the corpus, where one was needed."""
        return frozenset(self._store.notas()) if self._store else frozenset()

    @property
    def store(self) -> Store:
        """The corpus. Raises NotACorpus."""
        self._store = self._store or self._session.open()
        return self._store

    def _stored(self, name: str) -> Document:
        return self.store.document(self.store.resolve(name))

    def _file(self, path: Path) -> Document:
        from corpus.guarded.contained import file_bytes, read_file

        reading = read_file(str(path), file_bytes(path))
        for warning in reading.warnings:
            self._session.tell(Message("warning: %(warning)s", {"warning": warning}))
        return Document(str(path), reading.nota)


def _means_file(name: str) -> bool:
    """Whether a path is meant and no address; it need not be there, so that it can be told that it is not."""
    path = Path(name)
    return path.is_file() or len(path.parts) > 1 or path.suffix.lower() in SUFFIXES


def asked_in(argument: str) -> str | None:
    """The question that an argument names; a sub-question stands for its question."""
    return argument.partition("#")[2].partition(".")[0] or None


def only(document: Document, argument: str) -> Document:
    """The document with the one question that an argument names; whole where it names none."""
    if asked_in(argument) is None:
        return document
    from differ.audit.asking import question_of

    pair = question_of(document, argument.partition("#")[2])
    alone = Question(pair.number, pair.question.blocks, pair.answer)
    return replace(document, nota=replace(document.nota, introduction=(), body=(alone,)))


def located(store: Store, version: Version) -> Places | None:
    """Where the sentences of a version stand in its source; not told again where they could not be found now."""
    from corpus.located import places

    found = places(store, version)
    if found is None and version.source_sha256:
        doubt("its source could not be read, in the time and memory that there was now")
    return found
