"""Whether a text is in normal form, told in a hundredth of the time that rendering it again takes.

`corpus.normal` is the rule: a text is in normal form where `render(load(text)) == text`. That takes 100 ms for a nota,
and a corpus has thousands. But the blocks of the normal form do not touch each other: one that is in normal form by
itself is so wherever it stands. So a text is taken apart into its lines; a block of lines that are nothing but words
and such signs as mean nothing in Markdown needs no more; what is left is rendered again by itself, and once, however
often it occurs. Who is told 'no' asks the rule, which also says what is wrong: only a 'yes' has to be right, and the
tests hold every 'yes' against the rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from corpus.errors import DamagedText
from corpus.front_matter import SCHEMA, load_meta, meta_of
from corpus.model import Meta, Nota
from corpus.normal import NUMBER, enumerate_numbers, load, render
from corpus.plain_words import LINE, WORDS

_PLAIN = re.compile(rf"(?:- |  )?{LINE}|## (?!\d){WORDS}")
_KINDS = {
    "/": "a blank one, which ends a block",
    "p": "one of a paragraph",
    "i": "an item of a list",
    "c": "one that goes on with an item",
    "h": "a heading",
    "l": "an item in which there may be more than words",
    "o": "such a heading",
    "?": "any other",
}
"""Kinds of lines. The first letters of its lines tell of a block whether there is nothing in it but words."""
_HEADINGS = "ho"
_GAP = re.compile("^/|//|/$")
_ODD = re.compile(r"(?:^|(?<=/))(?:[il][^/]*(?:/[il][^/]*)+|(?!(?:h|p+|i[ic]*)(?:/|$))[^/]+)")
"""Blocks of which that has to be found out: lists that follow each other, as their marks are told apart, and others."""
_QUESTION = re.compile(rf"## (?:Vraag (?P<question>{NUMBER})|Passage (?P<passage>\d{{1,4}}))")
_ANSWER = re.compile(rf"### Antwoord ({NUMBER}(?:(?:, | en ){NUMBER})*)")
_FIELDS = (
    "schema id kamer dossier ondernummer vergaderjaar soort titel dossiertitel ontvangen indieners ondertekend noten"
).split()
_ENTRY = re.compile(r"(\w+):(?: [^\n]+)?(?:\n .*)*\n")
_ID = re.compile(r"id: ([a-z]{2,}-[A-Za-z0-9-]*[A-Za-z0-9])\n")
"""Letters and then a hyphen: nothing that YAML takes for a number or a word of its own."""
_LETTER = "A-Za-zÀ-ÖØ-öø-ž"
_SAID = rf"(?=[^\n ]+[ ])[{_LETTER}](?:[{_LETTER}0-9,.()/’–-]|[ ](?![ ]))*(?<![ ])"
"""Some words of which the first begins with a letter, and no sign that means anything in YAML: text, and bare."""
_ENTRY_AS_IT_IS = re.compile(
    rf"""kamer:[ ][ET]K\n
    | dossier:[ ](?:[1-9]\d{{2,5}}-[A-Z]+ | '[1-9]\d{{2,5}}')\n
    | ondernummer:[ ](?:[A-D] | '[1-9]\d{{0,4}}')\n
    | vergaderjaar:[ ](?:19|20)\d\d-(?:19|20)\d\d\n
    | (?:soort|dossiertitel):[ ]{_SAID}\n
    | indieners:\n(?:[ ]{{2}}-[ ]{_SAID}\n)+
    | ondertekend:\n(?:[ ]{{2}}-[ ](?:functie:[ ]{_SAID}\n(?:[ ]{{4}}naam:[ ]{_SAID}\n)? | naam:[ ]{_SAID}\n))+
    | noten:\n(?:[ ]{{2}}-[ ]merk:[ ]'[1-9]\d{{0,2}}'\n
        (?:[ ]{{4}}bij:[ ][{_LETTER}]+\d\d?\n)?(?:[ ]{{4}}tekst:[ ]{_SAID}\n)?)+
    """,
    re.VERBOSE,
)
"""Fields of which one can see that they are written as they would be written again."""
_TITLE = re.compile(rf"(?:titel|soort): ({_SAID})\n")
_MANY_LINES = 200_000
"""Lines that are remembered: some 50 MB. The versions of a nota come one after the other, and share most of theirs."""
_MANY = 20_000
"""Other blocks that are remembered: some 20 MB."""
_MANY_FRONTS = 10_000
"""Front matters that are remembered: some 10 MB."""
_DAY = re.compile(rb"(?<=\nontvangen: )(\d{4}-\d\d-\d\d)(?=\n)")
_SOME_DAY = b"2000-01-01"


class Told(NamedTuple):
    """What a text says of itself."""

    id: str
    received: date | None


@dataclass
class Recogniser:
    """Remembers what it has seen. Works on bytes: of a text of which all was seen before, none need be decoded."""

    lines: dict[bytes, str] = field(default_factory=dict)
    """What kind each is: see `_KINDS`."""
    known: dict[str, bool] = field(default_factory=dict)
    """Texts of one block, one list or one title, and front matters: whether they are in normal form."""
    fronts: dict[tuple[bytes, bytes], str | None] = field(default_factory=dict)
    """The id in a front matter, with any day in the place of its own, and the title under it; None where these may not
    be in normal form."""

    def told(self, content: bytes) -> Told | None:
        """What a text in normal form says of itself; None where it may not be in normal form."""
        head, fence, body = content.partition(b"\n---\n\n")
        if not fence or not body.endswith(b"\n") or body.endswith(b"\n\n"):
            return None
        title, _, rest = body[:-1].partition(b"\n\n")
        try:
            nota, received = self._front(head + b"\n", title)
            return Told(nota, received) if nota and self._body(rest) else None
        except ValueError:
            # No UTF-8, or a day that is none.
            return None

    def _front(self, head: bytes, title: bytes) -> tuple[str | None, date | None]:
        # Of the front matters of successive versions only the day differs.
        day = _DAY.search(head)
        alike = (_DAY.sub(_SOME_DAY, head, count=1), title)
        if alike not in self.fronts:
            if len(self.fronts) > _MANY_FRONTS:
                self.fronts.clear()
            self.fronts[alike] = self._id(*(part.decode() for part in alike))
        return self.fronts[alike], date.fromisoformat(day[1].decode()) if day else None

    def _id(self, head: str, title: str) -> str | None:
        """The id in a front matter; None where that, or the title, may not be as it would be written again."""
        front = head.removeprefix("---\n")
        names = _ENTRY.findall(front)
        whole = {match[1]: match[0] for match in _ENTRY.finditer(front)}
        if f"---\n{''.join(whole.values())}" != head or names != [name for name in _FIELDS if name in whole]:
            return None
        if whole.get("schema") != f"schema: {SCHEMA}\n" or "id" not in whole:
            return None
        named = next((whole[name] for name in ("titel", "soort") if name in whole), "")
        own = "id: x-1\n" if named else whole["id"]
        others = ((name, entry) for name, entry in whole.items() if name not in ("schema", "titel"))
        if not (_is_plain_title(named, title) or self._once(f"---\nschema: {SCHEMA}\n{own}{named}---\n\n{title}\n")):
            return None
        if not all(self._entry(name, entry) for name, entry in others):
            return None
        found = _ID.fullmatch(whole["id"])
        return found[1] if found else load_meta(f"schema: {SCHEMA}\n{whole['id']}").id

    def _entry(self, name: str, entry: str) -> bool:
        if (name == "id" and _ID.fullmatch(entry)) or _ENTRY_AS_IT_IS.fullmatch(entry):
            return True
        if name == "ontvangen":
            return entry == f"ontvangen: {_SOME_DAY.decode()}\n"
        head = f"schema: {SCHEMA}\n" + ("" if name == "id" else "id: x-1\n")
        # The title is written behind the fields that it may come from: of others it is that of the id.
        return self._written(f"---\n{head}{entry}---\n\n")

    def _body(self, body: bytes) -> bool:
        if not body:
            return True
        lines = body.split(b"\n")
        # Of thousands of versions nearly all lines were seen before, and to look them up is nearly all there is to do.
        layout = _layout("".join([self.lines.get(line) or self._line(line) for line in lines]))
        if layout.has_gap or not _in_order(tuple([lines[place] for place in layout.headings])):
            return False
        return all(self._unit(b"\n".join(lines[begin:end])) for begin, end in layout.odd)

    def _line(self, line: bytes) -> str:
        """What kind of line this is: see `_KINDS`."""
        if len(self.lines) > _MANY_LINES:
            self.lines.clear()
        self.lines[line] = _kind(line.decode())
        return self.lines[line]

    def _unit(self, unit: bytes) -> bool:
        """Whether blocks that belong together, of which the lines do not tell it, are in normal form by themselves."""
        return self._once(_alone(unit.decode()))

    def _learn(self, text: str, verdict: bool) -> bool:
        if len(self.known) > _MANY:
            self.known.clear()
        self.known[text] = verdict
        return verdict

    def _written(self, head: str) -> bool:
        """Whether a front matter comes back as it is, whatever the title made of it."""
        if head not in self.known:
            try:
                again = render(Nota(load_meta(head[4:-5]), (), ()))
            except DamagedText:
                again = ""
            return self._learn(head, again.startswith(head))
        return self.known[head]

    def _once(self, text: str) -> bool:
        known = self.known.get(text)
        return self._learn(text, is_normal(text)) if known is None else known


def _kind(line: str) -> str:
    if not line:
        return "/"
    if (_PLAIN.fullmatch(line) and not _has_address(line)) or _ANSWER.fullmatch(line):
        return {"-": "i", " ": "c", "#": "h"}.get(line[0], "p")
    return "l" if line.startswith(("- ", "* ")) else "o" if line.startswith("#") else "?"


def _is_plain_title(named: str, title: str) -> bool:
    """Whether a title is written as it would be of the field that it is made of: as it is, where it is mere words."""
    found = _TITLE.fullmatch(named)
    return found is not None and title == f"# {found[1]}" and not _has_address(title)


def _has_address(line: str) -> bool:
    # A pattern that heeds no capitals takes longer than all else here.
    return "://" in line or "@" in line or "www." in line.lower()


def plain_meta(front: str) -> Meta | None:
    """A front matter in normal form of which each field is written so that one can see what YAML would read in it.

    None where one cannot, or it bears a day: that is no text. A parser of YAML takes 2 ms for it.
    """
    begin = f"schema: {SCHEMA}\n"
    entries = [(found[1], found[0]) for found in _ENTRY.finditer(front, len(begin))]
    if begin + "".join(entry for _, entry in entries) != front:
        return None
    fields: dict[str, object] = {}
    for name, entry in entries:
        if not (_ENTRY_AS_IT_IS.fullmatch(entry) or _ID.fullmatch(entry) or _TITLE.fullmatch(entry)):
            return None
        if entry.startswith(f"{name}:\n"):
            fields[name] = _listed(entry.split("\n")[1:-1])
        else:
            fields[name] = _said(entry[len(name) + 2 : -1])
    return meta_of(fields) if "id" in fields else None


def _listed(lines: list[str]) -> list[str] | list[dict[str, str]]:
    """The items of a list, which are texts, or fields with a text each."""
    if ": " not in lines[0]:
        return [line.removeprefix("  - ") for line in lines]
    items: list[dict[str, str]] = []
    for line in lines:
        if line.startswith("  - "):
            items.append({})
        name, _, value = line[4:].partition(": ")
        items[-1][name] = _said(value)
    return items


def _said(value: str) -> str:
    return value.strip("'")


def is_normal(text: str) -> bool:
    """The rule itself: whether a text, written again, is the same."""
    try:
        return render(load(text)) == text
    except DamagedText:
        return False


def _alone(unit: str) -> str:
    return f"---\nschema: {SCHEMA}\nid: x-1\n---\n\n# x-1\n\n{unit}\n"


class _Layout(NamedTuple):
    """Where in a text what stands, by its lines."""

    has_gap: bool
    """Whether there is more than one blank line between two blocks."""
    headings: tuple[int, ...]
    odd: tuple[tuple[int, int], ...]
    """Blocks that belong together and may not be in normal form."""


@lru_cache(maxsize=1024)
def _layout(kinds: str) -> _Layout:
    """Of the kinds of the lines of a text, a letter each. Most versions of a nota have the same."""
    headings = tuple(place for place, kind in enumerate(kinds) if kind in _HEADINGS)
    return _Layout(bool(_GAP.search(kinds)), headings, tuple(run.span() for run in _ODD.finditer(kinds)))


@lru_cache(maxsize=1024)
def _in_order(headings: tuple[bytes, ...]) -> bool:
    """Whether each answer stands under a question of its own, and its numbers are written as they would be."""
    open_ = False
    for heading in map(bytes.decode, headings):
        if answer := _ANSWER.fullmatch(heading):
            numbers = re.split(", | en ", answer[1])
            if not open_ or enumerate_numbers(numbers) != answer[1]:
                return False
            open_ = False
        elif heading.startswith("## "):
            open_ = _QUESTION.fullmatch(heading) is not None
        else:
            return False
    return True


def by_rule(text: str) -> Told:
    """What a text says of itself, as the rule reads it. Raises DamagedText where it is not in normal form."""
    nota = load(text)
    if render(nota) != text:
        raise DamagedText("rendered again it differs")
    return Told(nota.meta.id, nota.meta.ontvangen)
