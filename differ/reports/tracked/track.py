"""The left document with the changes to the right text tracked in it; proved by reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.blocks import Options
from corpus.ingest import read_file
from corpus.model import Answer
from differ.model import RIGHT, Change, NotaDiff
from differ.reports.layout import NOTE_MARK
from differ.reports.tracked.editor import Editor, Move
from differ.reports.tracked.glyphs import Glyphs
from differ.reports.tracked.in_place import edit
from differ.reports.tracked.look import Look
from differ.reports.tracked.ooxml import Element, Stamp, W
from differ.reports.tracked.package import MAIN, Package
from differ.reports.tracked.places import Misplaced, Region, find
from differ.reports.tracked.plan import Gone, Part, Step, steps
from differ.reports.tracked.remarks import Remarks
from differ.reports.tracked.settle import settle
from differ.reports.tracked.writer import Writer


def track(
    diff: NotaDiff, document: bytes, options: Options, by: tuple[str, str | None], facts: Mapping[int, Sequence[str]]
) -> bytes:
    """The document that the left text was read from (with these options), with the changes tracked.

    `by` is who made them and when (ISO 8601, or None); `facts` are lines to be remarked at a pair, by its place in
    the comparison. Raises Misplaced where a change cannot be made, and FileRefused for a damaged document.
    """
    package = Package(diff.left.address, document)
    root = package.part(MAIN)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise Misplaced("'%(text)s' is not found in the document", text="w:body")
    settle(body, options)
    stamp = Stamp(*by, first=_free_id(root))
    tracking = _Tracking(diff, body, stamp, package)
    tracking.run()
    remarks = Remarks(package, stamp)
    for number, pair in enumerate(diff.pairs):
        if number in facts and (place := tracking.paragraph_of.get(id(pair))) is not None:
            remarks.add(place, facts[number])
    made = package.written()
    prove(diff, made)
    return made


def prove(diff: NotaDiff, made: bytes) -> None:
    """Read a document back: before its changes it is the left text, after them the right. Raises Misplaced."""
    for revisions, side in (("original", "left"), ("accept", "right")):
        wanted = {own.number: own for pair in diff.pairs if (own := getattr(pair, side))}
        if not wanted:
            continue
        nota = read_file("tracked.docx", made, Options(revisions)).nota  # type: ignore[arg-type]
        found = {own.number: own for own in nota.pairs}
        if differing := sorted(wanted.keys() ^ found.keys()):
            raise Misplaced("question %(number)s does not come back from the document", number=differing[0])
        for number, own in wanted.items():
            answer = found[number].answer
            texts = found[number].question.text, answer.text if answer else ""
            if tuple(map(_bare, texts)) != (_bare(own.question), _bare(own.answer)):
                raise Misplaced("question %(number)s does not come back from the document", number=number)


def _bare(text: str) -> list[str]:
    """A text by its paragraphs; where its lines end, and how its notes are counted, tells nothing."""
    return [" ".join(NOTE_MARK.sub("[^]", own).split()) for own in text.split("\n\n")]


def _free_id(root: Element) -> int:
    used = [int(number) for own in root.iter() if (number := own.get(f"{W}id") or "").isdigit()]
    return max(used, default=0) + 1


class _Tracking:
    """One document while it is changed."""

    def __init__(self, diff: NotaDiff, body: Element, stamp: Stamp, package: Package) -> None:
        self._diff = diff
        self._body = body
        glyphs = Glyphs(body)
        self._regions = find(diff.left.nota, glyphs)
        self._glyphs = glyphs
        self._editor = Editor(glyphs, stamp)
        self._writer = Writer(self._editor, Look(glyphs, body, package))
        self.paragraph_of: dict[int, Element] = {}
        """By the identity of a pair: the paragraph where it begins."""

    def run(self) -> None:
        """Make all changes."""
        found, gone = steps(self._diff, self._regions)
        for own in gone:
            self._writer.remove(own.region, own.diff)
        behind: Element | None = None
        before: Region | None = None
        for number, step in enumerate(found):
            if step.stays and step.region:
                self._stay(step, step.region)
                before, behind = step.region, None
            else:
                for element in self._come(step, number, before):
                    self._place(element, behind, before)
                    behind = element
        self._remark_places(gone)
        self._editor.finish()

    def _stay(self, step: Step, region: Region) -> None:
        self._writer.renumber(region, _numbers(step.part))
        edit(self._writer, region, step.diff, step.part)
        self.paragraph_of.setdefault(id(step.pair), self._glyphs.all[region.text].paragraph)

    def _come(self, step: Step, number: int, before: Region | None) -> list[Element]:
        """The paragraphs of what is new at its place; of what moved, taken out where it stood."""
        like = self._like(step.part, before)
        move = ("whole", number) if step.region else None
        if step.region:
            self._writer.remove(step.region, step.diff, move)
        changes = [_coming(change, move) for change in step.diff.changes if change.op in RIGHT]
        made = self._writer.put(step.part, like, changes, move)
        if made:
            self.paragraph_of.setdefault(id(step.pair), made[0])
        return made

    def _like(self, part: Part, before: Region | None) -> Region | None:
        """A region of the same kind, with a mark as the new one needs it: the nearest before it, else the first."""
        same = [own for own in self._regions if isinstance(own.part, Answer) == isinstance(part, Answer)]
        fitting = [own for own in same if len(_numbers(own.part)) == 1] or same
        earlier = [own for own in fitting if before and own.text <= before.text]
        return next(iter([*earlier[::-1], *fitting]), None)

    def _place(self, element: Element, behind: Element | None, before: Region | None) -> None:
        if behind is not None:
            behind.addnext(element)
        elif before is not None:
            self._last_of(before).addnext(element)
        elif self._regions:
            first = self._glyphs.all[self._regions[0].start].paragraph
            first.addprevious(element)
        else:
            self._body.insert(len(self._body) - (self._body[-1].tag == f"{W}sectPr"), element)

    def _last_of(self, region: Region) -> Element:
        """The block in which a region ends; nothing else may stand behind it there."""
        glyph = self._glyphs.all[region.end - 1]
        if glyph.run is not None:
            raise Misplaced("a question and what follows it stand in one paragraph")
        if region.segments[-1].kind == "cell":
            table = next(glyph.paragraph.iterancestors(f"{W}tbl"), None)
            return glyph.paragraph if table is None else table
        return glyph.paragraph

    def _remark_places(self, gone: Sequence[Gone]) -> None:
        for pair in self._diff.pairs:
            if pair.left and not pair.right:
                for own in gone:
                    if own.region.part is pair.left.pair.question:
                        self.paragraph_of[id(pair)] = self._glyphs.all[own.region.text].paragraph


def _numbers(part: Part) -> tuple[str, ...]:
    numbers = part.numbers if isinstance(part, Answer) else (part.number,)
    return tuple(number.removeprefix("p") for number in numbers)


def _coming(change: Change, move: Move | None) -> Change:
    """What comes with a text that moves as a whole came from where that stood, but for what is new in it."""
    if change.op == "equal":
        return Change("move-to" if move else "insert", change.text)
    return change
