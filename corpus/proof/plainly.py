"""Whether a text is in normal form, told in a hundredth of the time that rendering it again takes.

`corpus.normal` is the rule: a text is in normal form where `render(load(text)) == text`. That takes 100 ms for a nota,
and a corpus has thousands. But the blocks of the normal form do not touch each other: one that is in normal form by
itself is so wherever it stands. So a text is taken apart at its blank lines; a block of nothing but words and such
signs as mean nothing in Markdown needs no more; what is left is rendered again by itself, and once, however often it
occurs. Who is told 'no' asks the rule, which also says what is wrong: only a 'yes' has to be right, and the tests hold
every 'yes' against the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corpus.errors import DamagedText
from corpus.front_matter import SCHEMA, load_meta, meta_of
from corpus.model import Meta, Nota
from corpus.normal import NUMBER, enumerate_numbers, load, render
from corpus.plain_words import LINE, WORDS

_PARAGRAPH = re.compile(rf"{LINE}(?:\n{LINE})*")
_LIST = re.compile(rf"- {LINE}(?:\n(?:- |  ){LINE})*")
_IS_LIST = re.compile(r"[-*] ")
_HEADING = re.compile(rf"## (?!\d)({WORDS})")
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
_TITLE = re.compile(rf"titel: {_SAID}\n")
_MANY = 100_000
"""Blocks that are remembered: some 50 MB. The versions of a nota come one after the other, and share most of theirs."""
_MANY_PASSAGES = 10_000
"""Questions that are remembered, each with its answer: some 20 MB."""
_DAY = re.compile(r"ontvangen: (\d{4}-\d\d-\d\d)\n")


class Told(NamedTuple):
    """What a text says of itself."""

    id: str
    received: date | None


@dataclass
class Recogniser:
    """Remembers the blocks it has seen."""

    known: dict[str, bool] = field(default_factory=dict)
    passages: dict[str, bool] = field(default_factory=dict)

    def told(self, text: str) -> Told | None:
        """What a text in normal form says of itself; None where it may not be in normal form."""
        head, fence, body = text.partition("\n---\n\n")
        if not fence or not head.startswith("---\n") or not body.endswith("\n") or body.endswith("\n\n"):
            return None
        entries = _ENTRY.findall(head[4:] + "\n")
        whole = {match[1]: match[0] for match in _ENTRY.finditer(head[4:] + "\n")}
        if "".join(whole.values()) != head[4:] + "\n" or entries != [name for name in _FIELDS if name in whole]:
            return None
        title, _, rest = body[:-1].partition("\n\n")
        if not self._front(whole, title) or not self._body(rest):
            return None
        own, day = _ID.fullmatch(whole["id"]), _DAY.fullmatch(whole.get("ontvangen", ""))
        nota = own[1] if own else load_meta(f"schema: {SCHEMA}\n{whole['id']}").id
        return Told(nota, date.fromisoformat(day[1]) if day else None)

    def _front(self, whole: dict[str, str], title: str) -> bool:
        """Whether each field, and the title that is made of them, is written as it would be written again."""
        if whole.get("schema") != f"schema: {SCHEMA}\n" or "id" not in whole:
            return False
        named = next((whole[name] for name in ("titel", "soort") if name in whole), "")
        own = "id: x-1\n" if named else whole["id"]
        return self._once(f"---\nschema: {SCHEMA}\n{own}{named}---\n\n{title}\n") and all(
            self._entry(name, entry) for name, entry in whole.items() if name not in ("schema", "titel")
        )

    def _entry(self, name: str, entry: str) -> bool:
        if (name == "id" and _ID.fullmatch(entry)) or _ENTRY_AS_IT_IS.fullmatch(entry):
            return True
        if name == "ontvangen":
            day = _DAY.fullmatch(entry)
            return day is not None and _is_day(day[1])
        head = f"schema: {SCHEMA}\n" + ("" if name == "id" else "id: x-1\n")
        # The title is written behind the fields that it may come from: of others it is that of the id.
        return self._written(f"---\n{head}{entry}---\n\n")

    def _body(self, body: str) -> bool:
        if not body:
            return True
        # Units and order are told of a question, or a section, by itself: what stands above it makes no difference.
        first, *others = body.split("\n\n## ")
        return "\n\n\n" not in body and self._passage(first) and all(self._passage(f"## {own}") for own in others)

    def _passage(self, passage: str) -> bool:
        """The same of a heading of the second level, and what stands under it."""
        if (known := self.passages.get(passage)) is None:
            if len(self.passages) > _MANY_PASSAGES:
                self.passages.clear()
            known = self.passages[passage] = all(map(self._unit, _units(passage))) and _in_order(passage)
        return known

    def _unit(self, unit: str) -> bool:
        """Whether blocks that belong together are in normal form by themselves."""
        if (known := self.known.get(unit)) is not None:
            return known
        is_plain = not _has_address(unit) and any(form.fullmatch(unit) for form in (_PARAGRAPH, _LIST, _HEADING))
        return self._learn(unit, is_plain or bool(_ANSWER.fullmatch(unit)) or is_normal(_alone(unit)))

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


def _has_address(unit: str) -> bool:
    # A pattern that heeds no capitals takes longer than all else here.
    return "://" in unit or "@" in unit or "www." in unit.lower()


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


def _units(body: str) -> Iterator[str]:
    """The blocks of a text; lists that follow each other are one, because their marks are told apart."""
    held: list[str] = []
    for block in body.split("\n\n"):
        if held and not (_IS_LIST.match(block) and _IS_LIST.match(held[-1])):
            yield "\n\n".join(held)
            held = []
        held.append(block)
    yield "\n\n".join(held)


def _in_order(body: str) -> bool:
    """Whether each answer stands under a question of its own, and its numbers are written as they would be."""
    open_ = False
    for block in body.split("\n\n"):
        if not block.startswith("#"):
            continue
        if answer := _ANSWER.fullmatch(block):
            numbers = re.split(", | en ", answer[1])
            if not open_ or enumerate_numbers(numbers) != answer[1]:
                return False
            open_ = False
        elif block.startswith("## "):
            open_ = _QUESTION.fullmatch(block) is not None
        else:
            return False
    return True


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def by_rule(text: str) -> Told:
    """What a text says of itself, as the rule reads it. Raises DamagedText where it is not in normal form."""
    nota = load(text)
    if render(nota) != text:
        raise DamagedText("rendered again it differs")
    return Told(nota.meta.id, nota.meta.ontvangen)
