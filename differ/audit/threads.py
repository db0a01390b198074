"""One question through the versions of a nota and through other nota's: its wordings, the origin of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from corpus.address import parse
from corpus.errors import AddressError
from corpus.model import PASSAGE, Block, Document, QAPair, Version, sentences
from corpus.parts import parts
from corpus.references import mentions
from corpus.store import Store
from differ.align import align
from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import Kind, Located, Provenance, Thread, Wording
from differ.similarity import judge, profile
from differ.textdiff import diff
from differ.tokens import spoken
from differ.words import ranges

Part = Literal["question", "answer"]
PARTS: tuple[Part, ...] = ("question", "answer")

_OWN_SENTENCE = 6
"""Words. A sentence this long that stood elsewhere in the version before was moved; a shorter one is said anywhere."""


def history(store: Store, address: str) -> Thread:
    """The wordings of the answer to a question, in time order, here and wherever the question returns.

    Raises AddressError when the address leads to no question. Reads every nota of the corpus once.
    """
    version, pair = find(store, address)
    bearers = list(_through_versions(store, version, pair.number))
    asked = [profile(located.question) for _, located in bearers]
    for other in store.notas():
        if other != version.nota:
            newest = store.newest(other)
            for theirs in store.document(newest).nota.pairs:
                if any(judge(own, profile(theirs.question.text)).same for own in asked):
                    bearers += _through_versions(store, newest, theirs.number)
    bearers.sort(key=lambda bearer: (bearer[0].date, bearer[0].committed, bearer[0].nota, bearer[0].number))
    return Thread(f"{version.address}#{pair.number}", tuple(_wordings(bearers)))


def blame(store: Store, address: str) -> tuple[Provenance, ...]:
    """Each sentence of a question and its answer with the version that brought it.

    A sentence is followed back through the versions of its question, and where it came from another answer,
    there. Raises AddressError when the address leads to no question.
    """
    version, pair = find(store, address)
    versions = store.versions(version.nota)[: version.number]
    numbers = dict(_numbers(store, versions, len(versions) - 1, pair.number))
    found = [(part, text, key) for part in PARTS for text, key in _keyed(_blocks(pair, part))]
    origin = [version] * len(found)
    alive = set(range(len(found)))
    for position in range(len(versions) - 2, -1, -1):
        document = store.document(versions[position])
        alive = {n for n in alive if _stands_in(document, numbers.get(position), found[n][0], found[n][2])}
        for n in alive:
            origin[n] = versions[position]
    return tuple(Provenance(text, part, origin[n]) for n, (part, text, _) in enumerate(found))


def find(store: Store, address: str) -> tuple[Version, QAPair]:
    """The version and the question that an address leads to; a sub-question leads to its question.

    Raises AddressError, also for an address without a question.
    """
    version, asked = store.resolve(address), parse(address).question
    if asked is None:
        raise AddressError("%(address)s: which question? add its number, as in %(address)s#12", address=version.address)
    return version, question_of(store.document(version), asked)


def question_of(document: Document, asked: str) -> QAPair:
    """The question with this number; a sub-question (`15.2`) stands for its question.

    Raises AddressError, which tells which numbers there are.
    """
    number, point, part = asked.partition(".")
    pair = document.nota.pair(number)
    if pair:
        count = len(parts(pair.question))
        if point and part not in map(str, range(1, count + 1)):
            raise AddressError(
                "%(address)s has no %(part)s: the question has %(count)s parts",
                address=document.address_of(number),
                part=f".{part}",
                count=count,
            )
        return pair
    pairs = document.nota.pairs
    raise AddressError(
        "%(address)s has no question %(number)s; it has %(numbers)s",
        address=document.address,
        number=number,
        numbers=(PASSAGE if document.nota.in_passages else "") + ranges(own.number for own in pairs),
    )


# A question through the versions of its nota


def _through_versions(store: Store, version: Version, number: str) -> Iterator[tuple[Version, Located]]:
    versions = store.versions(version.nota)
    for position, found in _numbers(store, versions, version.number - 1, number):
        pair = store.document(versions[position]).nota.pair(found)
        if pair:
            yield versions[position], Located(f"{versions[position].address}#{found}", pair)


def _numbers(store: Store, versions: Sequence[Version], start: int, number: str) -> Iterator[tuple[int, str]]:
    """The number of a question in each version that has it, by position; from one version to the next."""
    yield start, number
    for step, end in ((1, len(versions)), (-1, -1)):
        current = number
        for position in range(start + step, end, step):
            ours = store.document(versions[position - step]).nota.pairs
            theirs = store.document(versions[position]).nota.pairs
            became = {
                ours[a.left].number: theirs[right].number
                for a in align(ours, theirs, one_nota=True)
                if a.left is not None and (right := a.merged_into if a.right is None else a.right) is not None
            }
            if current not in became:
                break
            current = became[current]
            yield position, current


# Wordings


def _wordings(bearers: Sequence[tuple[Version, Located]]) -> Iterator[Wording]:
    runs: list[list[tuple[Version, Located]]] = []
    for bearer in bearers:
        if runs and runs[-1][0][1].stated == bearer[1].stated:
            runs[-1].append(bearer)
        else:
            runs.append([bearer])
    before = ""
    for run in runs:
        version, located = run[0]
        changes = diff(before if run is not runs[0] else located.stated, located.stated)
        kind: Kind | Literal["first", "reference"] = kind_of(changes)
        if any(mention.whole for mention in mentions(located.stated)):
            kind = "reference"
        elif run is runs[0]:
            kind = "first"
        facts = changed_facts(changes) if kind in ("changed", "rewritten") else ()
        yield Wording(located, version, kind, tuple(v for v, _ in run[1:]), facts, changes)
        before = located.stated


# Sentences


def _blocks(pair: QAPair, part: Part) -> tuple[Block, ...]:
    if part == "question":
        return pair.question.blocks
    return pair.answer.blocks if pair.answer else ()


def _keyed(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each sentence with what tells it apart: its words, and which of its equals it is."""
    seen: Counter[str] = Counter()
    for sentence in sentences(blocks):
        words = spoken(sentence).strip()
        seen[words] += 1
        yield sentence, (words, seen[words])


def _stands_in(document: Document, number: str | None, part: Part, key: tuple[str, int]) -> bool:
    pair = document.nota.pair(number) if number else None
    if pair and any(own == key for _, own in _keyed(_blocks(pair, part))):
        return True
    if len(key[0].split()) < _OWN_SENTENCE:
        return False
    others = (_blocks(other, own) for other in document.nota.pairs for own in PARTS)
    here = [_blocks(pair, own) for own in PARTS] if pair else []
    return any(key[0] == said for blocks in others if blocks not in here for _, (said, _count) in _keyed(blocks))
