"""Results -> lines for a terminal: what one came for first, readable without colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, zip_longest
from textwrap import wrap

import click

from corpus.bulk import Added
from corpus.check import CheckReport
from corpus.messages import Message
from corpus.model import Document, Version
from corpus.store import Store, Stored
from differ.language import Translator
from differ.model import Cluster, Fact, Located, NotaDiff, PairDiff, Provenance, TextDiff, Thread, Wording
from differ.words import FACTS, KINDS, MATCHES, called, called_together, counted, item, ranges

SIDE_BY_SIDE = 110
"""Columns. Narrower than this, two columns of prose are too narrow to read: changes are shown in line."""
MOST_COLUMNS = 160

_MARKS = {"delete": ("[-", "-]"), "insert": ("{+", "+}"), "move-from": ("[<", "<]"), "move-to": ("{>", ">}")}
_COLOURS = {"[-": "red", "{+": "green", "[<": "blue", "{>": "blue"}
_MARK = re.compile(r"\[-|-\]|\{\+|\+\}|\[<|<\]|\{>|>\}")


class Terminal:
    """Writes results for one reader: in their language, at the width of their window (in columns)."""

    def __init__(self, say: Translator, width: int) -> None:
        self.say = say
        self.width = min(max(width, 40), MOST_COLUMNS)

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
            versions = store.versions(nota)
            text = store.document(versions[-1]).nota
            yield click.style(nota, bold=True) + f"  {text.meta.titel or ''}"
            told = [
                self.say.ngettext("%(n)s version", "%(n)s versions", len(versions)),
                counted(self.say, len(text.pairs), text.in_passages),
            ]
            told += [self.say.date(versions[-1].received)] if versions[-1].received else []
            told += dict.fromkeys(v.label for v in versions if v.label)
            yield "  " + " · ".join(told)

    def shown(self, document: Document) -> Iterator[str]:
        """A nota: its title, then each question with its answer."""
        meta = document.nota.meta
        yield click.style(f"{document.address}  {meta.titel or ''}", bold=True)
        if meta.dossiertitel:
            yield f"{meta.dossier}  {meta.dossiertitel}"
        for pair in document.nota.pairs:
            yield ""
            yield self._heading(pair.number)
            yield from self._wrapped(pair.question.text, "  ")
            # A passage of which no part answers another is a text by itself: nothing is missing there.
            if pair.answer or not document.nota.in_passages:
                yield ""
                yield from self._wrapped(pair.answer.text if pair.answer else self.say("(no answer)"), "    ")

    # Differences

    def diff(self, result: NotaDiff) -> Iterator[str]:
        """Two texts: the counts, then each question that changed; what is unchanged is one line."""
        yield click.style(f"{result.left.address} -> {result.right.address}", bold=True)
        yield self.summary(result) or self.say("no differences")
        if not result.complete:
            yield self.say("This diff is coarser than it could be: a limit was met.")
        for quiet, run in groupby(result.pairs, _is_quiet):
            pairs = list(run)
            yield ""
            yield from [self._unchanged(pairs)] if quiet else self._apart(map(self._pair, pairs))

    def summary(self, result: NotaDiff) -> str:
        """`2 changed · 1 added · 10 unchanged`."""
        counts = [(kind, result.summary.get(kind, 0)) for kind in KINDS if kind in result.summary]
        moved = sum(pair.moved for pair in result.pairs)
        told = [f"{count} {self.say(KINDS[kind])}" for kind, count in counts]
        return " · ".join(told + ([f"{moved} {self.say('moved')}"] if moved else []))

    def _pair(self, pair: PairDiff) -> Iterator[str]:
        side = pair.right or pair.left
        assert side
        notes = [self.say(KINDS[pair.kind])]
        if pair.renumbered and pair.left:
            notes.append(self.say(Message("was %(numbers)s", {"numbers": called(pair.left.number, opens=False)})))
        if pair.moved:
            notes.append(self.say("moved"))
        yield self._heading(side.number, " · ".join(notes))
        yield from self._facts(pair.facts)
        yield from self._texts(pair.question, "  ")
        yield ""
        yield from self._texts(pair.answer, "    ")

    def _texts(self, text: TextDiff, indent: str) -> Iterator[str]:
        """A text with its changes: in two columns where there is room and something to compare, else in line."""
        sides = _marked(text, ("equal", "delete", "move-from")), _marked(text, ("equal", "insert", "move-to"))
        if self.width >= SIDE_BY_SIDE and sides[0].strip() and sides[1].strip() and sides[0] != sides[1]:
            yield from self._columns(sides)
        else:
            yield from self._wrapped(_marked(text, ("equal", "delete", "insert", "move-from", "move-to")), indent)

    def _unchanged(self, pairs: Sequence[PairDiff]) -> str:
        numbers = [pair.right.number for pair in pairs if pair.right]
        line = f"{self.say(called_together(numbers))}: {self.say(KINDS['unchanged'])}"
        if any(pair.renumbered for pair in pairs):
            were = ranges(pair.left.number for pair in pairs if pair.left)
            line += f" ({self.say(Message('was %(numbers)s', {'numbers': were}))})"
        return click.style(line, dim=True)

    def _facts(self, facts: Sequence[Fact]) -> Iterator[str]:
        for fact in facts:
            sides = (f"‘{side}’" if side else self.say("(nothing)") for side in (fact.left, fact.right))
            yield click.style(f"  ! {self.say(FACTS[fact.kind])}: {' -> '.join(sides)}", fg="yellow")

    # Repetition

    def duplicates(self, clusters: Sequence[Cluster]) -> Iterator[str]:
        """Each cluster: what repeats, the answers beside each other, and why it is held to repeat."""
        if not clusters:
            yield self.say("No question repeats.")
        yield from self._apart(self._cluster(cluster) for cluster in clusters)

    def _cluster(self, cluster: Cluster) -> Iterator[str]:
        answers = self.say("different answers" if cluster.answers_differ else "same answer")
        kinds = ", ".join(self.say(MATCHES[kind]) for kind in cluster.kinds)
        yield click.style(f"{' = '.join(m.address for m in cluster.members)}", bold=True)
        yield click.style(f"  {kinds} · {answers}", fg="yellow" if cluster.answers_differ else None)
        yield from self._facts(cluster.difference)
        yield from self._side_by_side(cluster) if cluster.answers_differ else self._one_answer(cluster)
        yield ""
        for link in cluster.links:
            reasons = "; ".join(self.say(reason) for reason in link.reasons)
            yield from self._wrapped(f"{self.say('why')}: {link.a} = {link.b}: {reasons}", "  ")

    def _side_by_side(self, cluster: Cluster) -> Iterator[str]:
        """The questions (once, where they are equal) with their answers beside each other, two by two."""
        equal = len({member.question for member in cluster.members}) == 1
        if equal:
            yield from self._wrapped(cluster.members[0].question, "  ")
        told = [[self._title(m), *([] if equal else [m.question]), self._answer(m)] for m in cluster.members]
        for ours, theirs in zip_longest(told[::2], told[1::2], fillvalue=[""]):
            yield ""
            yield from self._columns(["\n\n".join(ours), "\n\n".join(theirs)])

    def _one_answer(self, cluster: Cluster) -> Iterator[str]:
        """The questions, each with its answer: one of them, or a reference to it."""
        for member in cluster.members:
            yield ""
            yield f"  {self._title(member)}"
            yield from self._wrapped(member.question, "  ")
            yield from self._wrapped(self._answer(member), "    ")

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
            yield from self._wording(wording)

    def _wording(self, wording: Wording) -> Iterator[str]:
        version = wording.version
        told = [self.say.date(version.date), wording.located.address, *([version.label] if version.label else [])]
        yield click.style(" · ".join([*told, self.say(KINDS[wording.kind])]), bold=True)
        yield f"  {version.author} · {version.commit[:10]}"
        if wording.also_in:
            also = ", ".join(f"{v.address} ({self.say.date(v.date)})" for v in wording.also_in)
            yield from self._wrapped(f"{self.say('the same in')}: {also}", "  ")
        yield from self._facts(wording.facts)
        yield from self._texts(wording.answer_diff, "    ")

    def blame(self, number: str, found: Iterable[Provenance]) -> Iterator[str]:
        """Each sentence behind a margin that names the version that brought it."""
        for part, sentences in groupby(found, lambda one: one.part):
            yield click.style(self.say(item(number) if part == "question" else "Answer"), bold=True)
            before: Version | None = None
            for one in sentences:
                margin = self._margin(one.version) if one.version != before else ""
                before = one.version
                lines = wrap(one.text, max(self.width - 42, 30)) or [""]
                yield from (f"{side:>38} | {line}" for side, line in zip_longest([margin], lines, fillvalue=""))

    def _margin(self, version: Version) -> str:
        author = version.author.partition(" <")[0][:16]
        return f"@{version.number} {version.date.isoformat()} {version.commit[:7]} {author}"

    def checked(self, report: CheckReport) -> Iterator[str]:
        """Whether the corpus is sound: each problem on a line, then what was looked at."""
        for address, problem in report.problems:
            yield click.style(f"{address}: {self.say(problem)}", fg="red")
        verdict = self.say("the corpus is sound") if report.ok else self.say("the corpus is NOT sound")
        looked_at = {
            "objects": self.say.ngettext("%(n)s object", "%(n)s objects", report.checked["objects"]),
            "commits": self.say.ngettext("%(n)s commit", "%(n)s commits", report.checked["commits"]),
            "versions": self.say.ngettext("%(n)s version", "%(n)s versions", report.checked["versions"]),
            "sources": self.say.ngettext("%(n)s source", "%(n)s sources", report.checked["sources"]),
        }
        yield f"{verdict}: {' · '.join(looked_at.values())}"

    # Layout

    def _heading(self, number: str, note: str = "") -> str:
        return click.style(self.say(called(number)), bold=True) + (f" · {note}" if note else "")

    def _apart(self, parts: Iterable[Iterator[str]]) -> Iterator[str]:
        for position, part in enumerate(parts):
            yield from chain([""] if position else [], part)

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        return _coloured(_wrap(text, self.width - len(indent)), indent)

    def _columns(self, texts: Sequence[str]) -> Iterator[str]:
        width = (self.width - 5) // 2
        sides = [_wrap(text, width) for text in texts]
        coloured = [list(_coloured(lines, "")) for lines in sides]
        for plain, ours, theirs in zip_longest(sides[0], coloured[0], coloured[1], fillvalue=""):
            yield f"  {ours}{' ' * (width - len(plain))} │ {theirs}".rstrip()


def _marked(text: TextDiff, ops: Sequence[str]) -> str:
    shown = [(change, *_MARKS.get(change.op, ("", ""))) for change in text.changes if change.op in ops]
    return "".join(_enclosed(c.text, before, after) if not c.why else c.text for c, before, after in shown)


def _enclosed(text: str, before: str, after: str) -> str:
    """A mark stands at the words, not at the white space around them."""
    core = text.strip()
    if not core or not before:
        return text
    start = text.index(core)
    return f"{text[:start]}{before}{core}{after}{text[start + len(core) :]}"


def _wrap(text: str, width: int) -> list[str]:
    """Lines of at most this many columns; a bullet hangs, a table is left as it is, paragraphs stay apart."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            lines.append(line)
        else:
            lines += wrap(
                line, width, subsequent_indent="  " if line.startswith("- ") else "", break_on_hyphens=False
            ) or [""]
    return lines


def _coloured(lines: Iterable[str], indent: str) -> Iterator[str]:
    """The lines with the marked runs coloured; a run may go on over several lines."""
    colour: str | None = None
    for line in lines:
        shown, start = "", 0
        for mark in _MARK.finditer(line):
            end = mark.end() if colour else mark.start()
            shown += _styled(line[start:end], colour)
            start, colour = end, None if colour else _COLOURS.get(mark[0])
        shown += _styled(line[start:], colour)
        yield indent + shown if shown else ""


def _styled(text: str, colour: str | None) -> str:
    return click.style(text, fg=colour) if text and colour else text


def _is_quiet(pair: PairDiff) -> bool:
    return pair.kind == "unchanged" and not pair.moved
