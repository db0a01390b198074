"""The verb `diff`: what changed between texts, on the terminal or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from corpus.messages import Message
from corpus.model import Document
from differ.bilingual.help import _
from differ.choosing import Choice
from differ.command.documents import Documents, asked_in, only
from differ.command.session import DIFFERENT, FINE, Session, verb
from differ.compare import compare, compare_questions
from differ.conversion import converted
from differ.model import NotaDiff, PairDiff, TextDiff
from differ.output import serial
from differ.output.serial import Json
from differ.output.serial_three import diff_three
from differ.output.terminal_three import TerminalThree
from differ.reports import output as files
from differ.reports.forms import FORMS, THREE, Made, made, made_of_three
from differ.threeway import ThreeWay, Triple, compare_three, differs
from differ.threeway import chosen as chosen_of


@verb(
    "nota diff 99999-B@1 99999-B@3\nnota diff --facts 99999-B@concept 99999-B@herdruk\nnota diff draft.md final.md\n"
    "nota diff draft.docx final.docx --output changes.docx\nnota diff draft.docx ours.docx theirs.docx",
    _("With three: what two successors changed in one text, and where both changed the same sentence.")
    + "\n\n"
    + _("Exit status: 0 equal, 1 different, 2 trouble."),
)
@click.argument("texts", nargs=-1, required=True, metavar="[BASE] LEFT RIGHT")
@click.option("--only-changed", is_flag=True, help=_("Leave out what is unchanged."))
@click.option("--ignore-cosmetic", is_flag=True, help=_("Leave out what differs in layout or punctuation only."))
@click.option("--facts", is_flag=True, help=_("Only where a number, a date, a name or how firmly it is said changed."))
@click.option(
    "--side-by-side/--inline", default=None, help=_("Two columns, or one text; by default as the window is wide.")
)
@click.option("--markdown", is_flag=True, help=_("Write Markdown."))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write a report, in the form of its ending: .html, .md, or .docx with tracked changes."),
)
def diff(
    session: Session,
    /,
    texts: tuple[str, ...],
    side_by_side: bool | None,
    markdown: bool,
    output: Path | None,
    **chosen: bool,
) -> int:
    """See its help."""
    if len(texts) not in (2, 3):
        raise click.UsageError(session.say("give two texts to compare, or a text and two successors of it"))
    if markdown and session.as_json:
        raise click.UsageError(session.say("give either --markdown or --json"))
    if output:
        files.known(output, FORMS if len(texts) == 2 else THREE)
    session.side_by_side = side_by_side
    wanted = _Wanted(session, Choice(**chosen), markdown, output)
    with Documents(session) as documents:
        return wanted.two(documents, *texts) if len(texts) == 2 else wanted.three(documents, texts)


@dataclass(frozen=True)
class _Wanted:
    """What is to be shown, and in which form."""

    session: Session
    choice: Choice
    markdown: bool
    output: Path | None

    def two(self, documents: Documents, left: str, right: str) -> int:
        """One text that became another."""
        whole = _compared((documents.find(left), left), (documents.find(right), right))
        if whole.left.version and whole.right.version:
            whole = converted(whole, documents.store)
        shown = self.choice.of(whole)

        def make(form: str) -> Made:
            draft = documents.draft(whole.left) if form == ".docx" else None
            return made(form, whole, self.session.say, self.choice, draft)

        self._put(make, lambda: serial.diff(shown), lambda: self.session.terminal.diff(shown))
        return DIFFERENT if self.choice.finds_difference(whole) else FINE

    def three(self, documents: Documents, texts: Sequence[str]) -> int:
        """One text that became two others."""
        base, left, right = map(documents.find, texts)
        shown = chosen_of(_concerned(compare_three(base, left, right), texts), self.choice)
        terminal = self.session.terminal
        self._put(
            lambda form: Made(made_of_three(form, shown, self.session.say)),
            lambda: diff_three(shown),
            lambda: TerminalThree(self.session.say, terminal.window).lines(shown),
        )
        return DIFFERENT if differs(shown) else FINE

    def _put(
        self, make: Callable[[str], Made], document: Callable[[], Json], lines: Callable[[], Iterable[str]]
    ) -> None:
        """To a file, or to standard output; JSON is written beside a file too."""
        if self.output:
            report = make(self.output.suffix.lower())
            for warning in report.warnings:
                self.session.tell(Message("warning: %(warning)s", {"warning": warning}))
            files.write(self.output, report.data)
            self.session.tell(Message("%(file)s: written", {"file": self.output}))
        if self.markdown:
            self.session.write([make(".md").data.decode()], end=False)
        elif self.session.as_json or not self.output:
            self.session.put(document(), lines())


def _concerned(result: ThreeWay, texts: Sequence[str]) -> ThreeWay:
    """The questions that the addresses name, in the text that each of them names."""
    wanted = [asked_in(text) for text in texts]
    if not any(wanted):
        return result

    def is_wanted(triple: Triple) -> bool:
        sides = (triple.base, *(side.right if side else None for side in (triple.left, triple.right)))
        return any(number and side and side.number == number for number, side in zip(wanted, sides, strict=True))

    return replace(result, triples=tuple(filter(is_wanted, result.triples)))


def _compared(ours: tuple[Document, str], theirs: tuple[Document, str]) -> NotaDiff:
    """Two texts, or the questions of them that their addresses name."""
    (left, left_address), (right, right_address) = ours, theirs
    asked = asked_in(left_address), asked_in(right_address)
    if all(asked):
        alone = (only(left, left_address).nota.pairs[0], only(right, right_address).nota.pairs[0])
        return compare_questions(left, alone[0], right, alone[1])
    result = compare(left, right)
    if not any(asked):
        return result

    def concerned(pair: PairDiff) -> bool:
        side, number = (pair.left, asked[0]) if asked[0] else (pair.right, asked[1])
        return side is not None and side.number == number

    return replace(result, pairs=tuple(filter(concerned, result.pairs)), outside=TextDiff(()))
