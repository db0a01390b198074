"""The JSON under /api/v1: the documents that the command gives with --json, made by the same code."""

from __future__ import annotations

from corpus.located import places
from differ import serial
from differ.audit.threads import blame as blame_of
from differ.audit.threads import history as thread_of
from differ.search.documents import document
from differ.search.find import PAGE
from differ.serial import Json
from web.asked import count
from web.repeated import MOST_CLUSTERS, chosen_clusters, found_repeats
from web.searched import MOST, wanted
from web.visit import library, say


def notas() -> Json:
    """Every nota: `nota.list/1`."""
    return serial.listed(library().store)


def nota(address: str) -> Json:
    """One version of a nota: `nota.show/1`."""
    store = library().store
    version = store.resolve(address)
    return serial.shown(store.document(version), frozenset(store.notas()), places(store, version))


def diff(left: str, right: str) -> Json:
    """Two versions compared: `nota.diff/1`."""
    resolve = library().store.resolve
    return serial.diff(library().compare(resolve(left), resolve(right)))


def duplicates() -> Json:
    """The questions that repeat, all or a page of those that are chosen: `nota.duplicates/1`. Raises NotYet."""
    limit, offset = count("limit", -1, most=MOST_CLUSTERS), count("offset", 0, least=0)
    with found_repeats() as (repeats, _):
        return serial.duplicates(repeats.page(chosen_clusters(), limit, offset), say())


def search() -> Json:
    """The questions and answers in which something stands: `nota.search/1`."""
    found = library().finder.find(wanted(), count("limit", PAGE, most=MOST), count("offset", 0, least=0))
    return document(found)


def history(nota: str, version: str, question: str) -> Json:
    """The wordings of an answer: `nota.history/1`."""
    return serial.history(thread_of(library().store, f"{nota}@{version}#{question}"))


def blame(nota: str, version: str, question: str) -> Json:
    """The version that brought each sentence: `nota.blame/1`."""
    address = f"{nota}@{version}#{question}"
    return serial.blame(address, blame_of(library().store, address))
