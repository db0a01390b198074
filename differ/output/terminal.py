"""Results -> lines for a terminal: what one came for first, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from corpus.messages import Message
from corpus.model import Document, Version
from corpus.store import Store, Stored
from differ.bilingual.language import Translator
from differ.bilingual.words import KINDS, asked, called, counted, item, repeats
from differ.keeping.outline import outline
from differ.kinds import kind_of
from differ.model import (
    LEFT,
    RIGHT,
    Cluster,
    Fact,
    Located,
    Match,
    NotaDiff,
    Provenance,
    Run,
    TextDiff,
    Thread,
    Wording,
)
from differ.output.paper import Paper
from differ.output.standing import standing_of
from differ.output.window import Window, marked
from differ.reports.rows import Fold, Row, rows
from differ.reports.said import OUTSIDE, nothing, outside, said, summary

if TYPE_CHECKING:
    from corpus.bulk import Added


class Terminal:
    """Writes results for one reader: in their language, at the width of their window (in columns)."""

    def __init__(self, say: Translator, width: int, side_by_side: bool | None = None) -> None:
        self.say = say
        self.window = Window(width, side_by_side)
        self._is_explained = False

    # What the corpus holds

    def added(self, results: Iterable[Added]) -> Iterator[str]:
        """What became of each file that was not refused."""
        for one in results:
            if isinstance(one.result, Stored):
                version = one.result.version
                told = [
                    self.say("added" if one.result.status == "added" else "unchanged"),
                    counted(self.say, one.questions, one.in_passages),
                    version.commit[:10],
                ]
                if one.account and one.result.status == "added":
                    told.insert(2, self.say.ngettext("%(n)s word, kept", "%(n)s words, all kept", one.account.words))
                yield f"{version.address}  {' · '.join(told)}"

    def listed(self, store: Store) -> Iterator[str]:
        """The nota's, one to two lines each."""
        for nota in store.notas():
            versions, newest = store.versions(nota), store.newest(nota)
            text = outline(store, newest)
            yield _titled(nota, text.dossier_title or text.title)
            told = [
                self.say.ngettext("%(n)s version", "%(n)s versions", len(versions)),
                counted(self.say, text.questions, text.in_passages),
            ]
            told += [self.say.date(newest.received)] if newest.received else []
            told += dict.fromkeys(v.label for v in versions if v.label)
            told += map(self.say, standing_of(versions, newest))
            yield "  " + " · ".join(told)

    def shown(self, document: Document) -> Iterator[str]:
        """A nota, or a question of it."""
        return Paper(self.say, self.window).lines(document)

    # Differences

    def diff(self, result: NotaDiff) -> Iterator[str]:
        """Two texts: the counts, then each question that changed; what is unchanged is one line."""
        yield click.style(f"{result.left.address} -> {result.right.address}", bold=True)
        yield summary(result, self.say) or nothing(result, self.say)
        if not result.complete:
            yield self.say("This diff is coarser than it could be: a limit was met.")
        if text := outside(result):
            yield ""
            yield f"{click.style(self.say(OUTSIDE), bold=True)} · {self.say(KINDS[kind_of(text)])}"
            yield from self._texts(text, "  ")
        for row in rows(result.pairs):
            yield ""
            yield from [self._unchanged(row)] if isinstance(row, Fold) else self._row(row)

    def _row(self, row: Row) -> Iterator[str]:
        yield self._heading(row.number, " · ".join(map(self.say, (KINDS[row.pair.kind], *row.notes))))
        yield from self._facts(row.pair.facts)
        yield from self._texts(row.pair.question, "  ")
        yield ""
        yield from self._texts(row.pair.answer, "    ")

    def _texts(self, text: TextDiff, indent: str) -> Iterator[str]:
        """A text with its changes: in two columns where there is room and something to compare, else in line."""
        sides = marked(text, LEFT), marked(text, RIGHT)
        if self.window.wide and sides[0].strip() and sides[1].strip() and sides[0] != sides[1]:
            yield from self.window.beside(sides)
        else:
            yield from self.window.wrapped(marked(text), indent)

    def _unchanged(self, fold: Fold) -> str:
        line = f"{self.say(fold.called)}: {self.say(KINDS['unchanged'])}"
        if fold.were:
            line += f" ({self.say(Message('was %(numbers)s', {'numbers': fold.were}))})"
        return click.style(line, dim=True)

    def _facts(self, facts: Sequence[Fact]) -> Iterator[str]:
        for fact in facts:
            yield click.style(f"  ! {said(fact, self.say, ' -> ')}", fg="yellow")

    # Repetition

    def duplicates(
        self, clusters: Iterable[Cluster], words: bool = False, none: Message | None = None
    ) -> Iterator[str]:
        """Each cluster as it comes: what repeats, the answers beside each other, and why it is held to repeat.

        With `words` also the words of its questions with their weights. `none` is told where there is none.
        """
        found = chain.from_iterable(
            ([""] if number else [], self._cluster(own, words)) for number, own in enumerate(clusters)
        )
        first = next(lines := chain.from_iterable(found), None)
        nothing_found = self.say(none) if none else self.say("No question repeats.")
        yield nothing_found if first is None else first
        yield from lines

    def _cluster(self, cluster: Cluster, words: bool) -> Iterator[str]:
        told = [*map(self.say, repeats(cluster))]
        # That other questions get other answers, with other facts, goes without saying.
        if is_telling := asked(cluster) != "related":
            told.append(self.say("different answers" if cluster.answers_differ else "same answer"))
        yield click.style(f"{' = '.join(m.address for m in cluster.members)}", bold=True)
        yield click.style(f"  {' · '.join(told)}", fg="yellow" if is_telling and cluster.answers_differ else None)
        yield from self._facts(cluster.difference if is_telling else ())
        yield from self._side_by_side(cluster) if cluster.answers_differ else self._one_answer(cluster)
        yield ""
        yield from self._why(cluster, words)

    def _why(self, cluster: Cluster, words: bool) -> Iterator[str]:
        """Why each pair is held to repeat; pairs with the same reasons are told together, unless by their words."""
        for reasons, together in groupby(cluster.links, lambda link: [self.say(reason) for reason in link.reasons]):
            links = list(together)
            for some in [[link] for link in links] if words else [links]:
                pairs = ", ".join(f"{link.a} = {link.b}" for link in some) if len(cluster.links) > 1 else ""
                yield from self._reasons(": ".join(filter(None, (self.say("why"), pairs))), reasons)
                if words and some[0].words:
                    yield from self._explained()
                    yield from self._weighed(some[0])

    def _reasons(self, opens: str, reasons: Sequence[str]) -> Iterator[str]:
        """Reasons in one line, or each in its own where they do not fit."""
        line = [*self.window.wrapped(f"{opens}: {'; '.join(reasons)}", "  ")]
        if len(line) == 1 or len(reasons) == 1:
            yield from line
            return
        yield from self.window.wrapped(f"{opens}:", "  ")
        for reason in reasons:
            yield from self.window.wrapped(f"- {reason}", "    ")

    def _explained(self) -> Iterator[str]:
        """Once, before the first words: what the numbers behind them are."""
        if not self._is_explained:
            self._is_explained = True
            told = self.say("(behind a word its weight: what it counts against a repeat, where nothing stands for it)")
            yield from self.window.wrapped(told, "    ")

    def _weighed(self, link: Match) -> Iterator[str]:
        """A line for what both say, for what stands for what, and for what each says alone."""
        lines: dict[str, list[str]] = {}
        for own in link.words:
            if own.left and own.right:
                name = self.say("shared") if own.left == own.right else self.say("in other words")
            else:
                name = self.say(Message("only %(address)s", {"address": link.a if own.left else link.b}))
            word = " / ".join(dict.fromkeys(filter(None, (own.left, own.right))))
            lines.setdefault(name, []).append(f"{word} {self.say.number(own.weight)}")
        for name, words in lines.items():
            yield from self.window.wrapped(f"{name}: {' · '.join(words)}", "    ")

    def _side_by_side(self, cluster: Cluster) -> Iterator[str]:
        """The questions (once, where they are equal) with their answers beside each other, two by two."""
        equal = len({member.question for member in cluster.members}) == 1
        if equal:
            yield from self.window.wrapped(cluster.members[0].question, "  ")
        told = [[self._title(m), *([] if equal else [m.question]), self._answer(m)] for m in cluster.members]
        for ours, theirs in zip_longest(told[::2], told[1::2], fillvalue=[""]):
            yield ""
            yield from self.window.beside(["\n\n".join(ours), "\n\n".join(theirs)])

    def _one_answer(self, cluster: Cluster) -> Iterator[str]:
        """The questions, each with its answer: one of them, or a reference to it."""
        for member in cluster.members:
            yield ""
            yield f"  {self._title(member)}"
            yield from self.window.wrapped(member.question, "  ")
            yield from self.window.wrapped(self._answer(member), "    ")

    def _title(self, member: Located) -> str:
        return f"{self.say(item(member.number))} {member.address}"

    def _answer(self, member: Located) -> str:
        return member.answer or self.say("(no answer)")

    # Time

    def history(self, thread: Thread) -> Iterator[str]:
        """The wordings of an answer, oldest first, each marked against the one before."""
        count = self.say.ngettext("%(n)s wording", "%(n)s wordings", len(thread.wordings))
        yield click.style(f"{thread.address}: {count}", bold=True)
        for wording in thread.wordings:
            yield ""
            yield from self._wording(wording, thread.wordings)

    def _wording(self, wording: Wording, thread: Sequence[Wording]) -> Iterator[str]:
        version = wording.version
        told = [self.say.date(version.date), wording.located.address, *([version.label] if version.label else [])]
        yield click.style(" · ".join([*told, self.say(KINDS[wording.kind])]), bold=True)
        yield f"  {version.author} · {version.commit[:10]}"
        if wording.also_in:
            also = ", ".join(f"{v.address} ({self.say.date(v.date)})" for v in wording.also_in)
            yield from self.window.wrapped(f"{self.say('the same in')}: {also}", "  ")
        if wording.returns_to is not None:
            address = thread[wording.returns_to].located.address
            yield f"  {self.say(Message('it said so before: %(address)s', {'address': address}))}"
        yield from self._facts(wording.facts)
        yield from self._texts(wording.answer_diff, "    ")

    def blame(self, found: Iterable[Provenance], words: bool = False) -> Iterator[str]:
        """Each sentence behind a margin that names the version that brought it; with `words` each run of words."""
        for (address, part), sentences in groupby(found, lambda one: (one.address, one.part)):
            yield click.style(self.say(self._part(address, part)), bold=True)
            before: Version | None = None
            for one in sentences:
                for number, run in enumerate(one.words if words else [Run(one.text, one.version)]):
                    margin = self._margin(run.version) if run.version != before else ""
                    before = run.version
                    # What goes on within a sentence stands further in.
                    indent = "  " if number else ""
                    lines = wrap(run.text, max(self.window.width - 42, 30)) or [""]
                    sides = zip_longest([margin], lines, fillvalue="")
                    yield from (f"{side:<38} | {indent}{line}" for side, line in sides)

    def _part(self, address: str, part: str) -> Message:
        if part == "outside":
            return OUTSIDE
        return called(address.partition("#")[2]) if part == "question" else Message("Answer")

    def _margin(self, version: Version) -> str:
        author = version.author.partition(" <")[0][:16]
        return f"@{version.number} {version.date.isoformat()} {version.commit[:7]} {author}"

    # Layout

    def _heading(self, number: str, note: str = "") -> str:
        return click.style(self.say(called(number)), bold=True) + (f" · {note}" if note else "")

    def _apart(self, parts: Iterable[Iterator[str]]) -> Iterator[str]:
        for position, part in enumerate(parts):
            yield from chain([""] if position else [], part)


def _titled(nota: str, title: str | None) -> str:
    return click.style(nota, bold=True) + (f"  {title}" if title else "")
