"""Questions that repeat: asked again, answered by reference to another, or answered in the same sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.messages import Message
from corpus.model import Document
from corpus.references import mentions
from differ.candidates import answer_pairs, question_pairs
from differ.facts import changed_facts
from differ.kinds import is_cosmetic
from differ.likeness import SHARED_ANSWER, SINGLE_SENTENCE, overlap
from differ.model import Cluster, Fact, Located, Match
from differ.profile import profile
from differ.similarity import explain, judge
from differ.textdiff import diff

_SHOWN = 90
"""Characters of a shared sentence that a reason quotes."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of one of the documents."""

    located: Located
    refers_to: tuple[int, ...]
    """Positions of the questions whose answer is its whole answer."""


def clusters(documents: Sequence[Document]) -> tuple[Cluster, ...]:
    """The questions that repeat in and across these documents, in reading order of their first member.

    Give one version a nota: successive versions repeat everything. Each way of repeating has its own
    clusters, because a match does not carry over: that 3 refers to 1 and 19 is answered as 1 is, does not
    make 3 and 19 alike. Within a cluster of equal questions each member matches each other one.
    """
    asked = _asked(documents)
    found = list(_by_question(asked)) + list(_by_reference(asked))
    linked = {frozenset((m.a, m.b)) for matches in found for m in matches}
    found += _by_answer(asked, linked)
    position = {a.located.address: i for i, a in enumerate(asked)}
    grouped: dict[tuple[int, ...], list[Match]] = {}
    for matches in found:
        members = tuple(sorted({position[address] for m in matches for address in (m.a, m.b)}))
        grouped.setdefault(members, []).extend(matches)
    return tuple(_cluster(asked, members, grouped[members]) for members in sorted(grouped))


def _resolved_answer(asked: Sequence[_Asked], position: int) -> str:
    """The answer to a question after its whole-answer references are followed; '' where it has none."""
    seen: set[int] = set()
    while asked[position].refers_to and position not in seen:
        seen.add(position)
        position = asked[position].refers_to[0]
    return asked[position].located.answer


def _asked(documents: Sequence[Document]) -> list[_Asked]:
    located = [(d, Located(d.address_of(pair.number), pair)) for d in documents for pair in d.nota.pairs]
    known = frozenset(d.nota.meta.id for d in documents)
    position = {(d.nota.meta.id, one.number): i for i, (d, one) in enumerate(located)}
    return [_Asked(one, tuple(_referred(document, one, position, known))) for document, one in located]


def _referred(
    document: Document, one: Located, position: dict[tuple[str, str], int], known: frozenset[str]
) -> Iterator[int]:
    meta = document.nota.meta
    for mention in mentions(one.answer, meta.dossier, known) if one.answer else ():
        for number in mention.numbers if mention.whole else ():
            target = position.get((mention.paper or meta.id, number))
            if target is not None and target != position[(meta.id, one.number)]:
                yield target


# The three ways


def _by_question(asked: Sequence[_Asked]) -> Iterator[list[Match]]:
    profiles = [profile(a.located.question) for a in asked]
    matches = {}
    for i, j in question_pairs(profiles):
        verdict = judge(profiles[i], profiles[j])
        if verdict.same and verdict.grade:
            matches[i, j] = Match(
                asked[i].located.address,
                asked[j].located.address,
                "question",
                verdict.score,
                verdict.grade,
                explain(profiles[i], profiles[j]),
            )
    yield from _cliques(matches)


def _by_reference(asked: Sequence[_Asked]) -> Iterator[list[Match]]:
    """One cluster for each answer that others refer to."""
    stars: dict[int, list[Match]] = {}
    for one in asked:
        for target in one.refers_to:
            reason = Message("the whole answer is: %(answer)s", {"answer": one.located.answer})
            match = Match(
                asked[target].located.address, one.located.address, "reference", 100.0, "identical", (reason,)
            )
            stars.setdefault(target, []).append(match)
    yield from stars.values()


def _by_answer(asked: Sequence[_Asked], linked: set[frozenset[str]]) -> list[list[Match]]:
    """Answers in largely the same sentences, to questions that are not the same."""
    matches = {}
    for i, j in answer_pairs(["" if a.refers_to else a.located.answer for a in asked]):
        left, right = asked[i].located, asked[j].located
        if frozenset((left.address, right.address)) in linked or left.pair.answer is right.pair.answer:
            continue
        common = overlap(left.answer, right.answer)
        if common.score >= (SHARED_ANSWER if len(common.shared) > 1 else SINGLE_SENTENCE):
            reasons = tuple(_why_shared(common.score, common.shared))
            matches[i, j] = Match(left.address, right.address, "answer", common.score, "same", reasons)
    return list(_cliques(matches))


def _why_shared(score: float, shared: Sequence[tuple[str, str]]) -> Iterator[Message]:
    yield Message(
        "%(score)d%% of the shorter answer stands in %(count)s sentences that say the same (%(least)d%% is enough)",
        {"score": score, "count": len(shared), "least": SHARED_ANSWER},
    )
    for ours, _ in shared:
        quoted = ours if len(ours) <= _SHOWN else ours[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield Message("both say: %(sentence)s", {"sentence": quoted})


def _cliques(matches: dict[tuple[int, int], Match]) -> Iterator[list[Match]]:
    """Groups in which each member matches each other one; the best matches first, each match in one group."""
    groups: list[set[int]] = []
    for i, j in sorted(matches, key=lambda pair: (-matches[pair].score, pair)):
        if any({i, j} <= group for group in groups):
            continue
        for group in groups:
            joined = group | {i, j}
            if group & {i, j} and all((a, b) in matches for a in joined for b in joined if a < b):
                group.update(joined)
                break
        else:
            groups.append({i, j})
    for group in groups:
        yield [matches[pair] for pair in sorted(matches) if set(pair) <= group]


# What a cluster tells


def _cluster(asked: Sequence[_Asked], members: Sequence[int], links: Iterable[Match]) -> Cluster:
    difference = _difference([_resolved_answer(asked, position) for position in members])
    return Cluster(
        tuple(asked[position].located for position in members),
        tuple(links),
        difference is not None,
        difference or (),
    )


def _difference(answers: Sequence[str]) -> tuple[Fact, ...] | None:
    """The facts that differ between the first answer and the first one unlike it; None where all are alike."""
    first, *others = answers
    for other in others:
        if other != first and not is_cosmetic(changes := diff(first, other)):
            return changed_facts(changes)
    return None
