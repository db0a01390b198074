"""Keeps the catalogues up to date: `python -m differ.catalogue` after a sentence in code or template changed.

It collects the English sentences, merges them into each `messages.po` and compiles `messages.mo`. A sentence that is
new has no translation yet: fill it in and run this again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from differ.bilingual.language import CATALOGUES, LANGUAGES

HOUSE = Path(__file__).parents[1]
FLOORS = ("corpus", "differ", "web")
ERRORS = tuple(
    """
    FileRefused AddressError NotACorpus StoreError NoGit DamagedText
    CannotServe NotWritten Misplaced Misconfigured Forged NotSigned ReceiptRefused
    MayNot Misdirected NotHeld NotYet Unsafe NoDay NoPhrase BadQuery
    """.split()
)
"""Errors take their sentence as the first argument."""
SAID = frozenset(("_", "say", "Message", *ERRORS))
"""Calls whose first argument is a sentence."""
_FILLED_IN = re.compile(r"%\(\w+\)[sd]")

Sentence = str | tuple[str, ...]
"""English as it stands in the code; singular and plural where a number chooses."""


def collect() -> Catalog:
    """Every English sentence in the code and the templates, with the files it stands in."""
    found = Catalog(project="nota-differ", charset="utf-8")
    for floor in FLOORS:
        for file in sorted((HOUSE / floor).rglob("*.py")):
            for sentence in in_code(file.read_text("utf-8")):
                found.add(sentence, locations=[(file.relative_to(HOUSE).as_posix(), 0)])
    for file in sorted(file for floor in FLOORS for file in (HOUSE / floor).rglob("templates/*.html")):
        for _line, sentence, _comments, _context in extract_from_file(
            "jinja2", file, keywords={"_": None, "ngettext": (1, 2)}
        ):
            found.add(sentence, locations=[(file.relative_to(HOUSE).as_posix(), 0)])
    return found


def in_code(source: str) -> Iterator[Sentence]:
    """The sentences in a Python module.

    By its syntax tree: an extractor that works on tokens misses what is said inside an f-string, inside another call,
    or in one of two branches. What has places to fill in is a sentence wherever it stands,
    and so is the word that stands for an argument in the help.
    """
    tree = ast.parse(source)
    no_sentences = {id(text) for node in ast.walk(tree) for text in _documentation_and_plurals(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "metavar":
            yield from _strings(node.value)
        if isinstance(node, ast.Constant) and id(node) not in no_sentences:
            yield from (text for text in _strings(node) if _FILLED_IN.search(text))
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", None))
            if name in SAID:
                yield from _strings(node.args[0])
            elif name == "ngettext" and (forms := tuple(form for own in node.args[:2] for form in _strings(own))):
                # Who hands on what he was given says nothing himself.
                yield forms


def _documentation_and_plurals(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=text):
            yield text
        case ast.Call(func=ast.Attribute(attr="ngettext") | ast.Name(id="ngettext"), args=[one, many, *_]):
            yield from (one, many)


def _strings(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _strings(one)
            yield from _strings(other)


def path_of(language: str, suffix: str) -> Path:
    """Where a catalogue lies; `suffix` is `.po` or `.mo`."""
    return CATALOGUES / language / "LC_MESSAGES" / f"messages{suffix}"


def read(language: str) -> Catalog:
    """The catalogue of a language as it is on disk."""
    with path_of(language, ".po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The binary form, which gettext loads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def is_translated(message: Message) -> bool:
    """Whether it has its translation, in the plural too."""
    own = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(own) and all(own) and not message.fuzzy


def main() -> None:
    """Bring every catalogue up to date and tell what lacks a translation."""
    for language in (language for language in LANGUAGES if language != "en"):
        catalogue = read(language)
        catalogue.update(collect(), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path_of(language, ".po").open("wb") as file:
            write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
        path_of(language, ".mo").write_bytes(compiled(catalogue))
        for message in catalogue:
            if message.id and not is_translated(message):
                print(f"{language}: no translation for: {message.id}")


if __name__ == "__main__":
    main()
