"""The two languages: every sentence has its Dutch, and messages are filled as people write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from corpus.errors import CorpusError
from corpus.messages import Message
from differ import catalogue
from differ.bilingual.language import preferred_language, translator
from differ.command.verbs import VERBS
from tests.commands import Nota

Sentence = str | list[str] | tuple[str, ...]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[^}]*\}")


def subclasses(kind: type[CorpusError]) -> set[str]:
    return {name for sub in kind.__subclasses__() for name in ({sub.__name__} | subclasses(sub))}


def texts(value: Sentence | list[str] | None) -> list[str]:
    """A sentence, or its singular and plural."""
    return [value] if isinstance(value, str) else list(value or ())


def placeholders(value: Sentence | None) -> set[str]:
    return {found for text in texts(value) for found in PLACEHOLDER.findall(text)}


def test_every_sentence_in_code_and_templates_has_its_dutch() -> None:
    dutch = catalogue.read("nl")
    ours = [(said.id, dutch.get(said.id)) for said in catalogue.collect() if said.id]
    missing = [said for said, found in ours if not (found and catalogue.is_translated(found))]
    assert not missing, "translate these in differ/translations/nl and run: make translations"


def test_a_sentence_with_places_to_fill_in_is_collected_wherever_it_stands() -> None:
    source = '''
def warn(numbers):
    """No sentence: %(this)s."""
    self._later("it skips %(numbers)s", numbers=numbers)
    for said in ("another %(name)s", "no place"):
        say.ngettext("%(n)s word", "%(n)s words", 2)
    option("--out", metavar="FILE", help=said)
'''
    assert set(catalogue.in_code(source)) == {
        "it skips %(numbers)s", "another %(name)s", ("%(n)s word", "%(n)s words"), "FILE"
    }  # fmt: skip


def test_what_the_library_of_the_command_says_is_still_what_it_says(run: Nota) -> None:
    """Its sentences are looked up by their English, which changes with its versions."""
    for arguments, dutch in (
        (("list", "--nonsense"), "Onbekende optie '--nonsense'."),
        (("list", "--lan", "nl"), "Bedoelt u '--lang'?"),
        (("nonsense",), "Onbekende opdracht 'nonsense'."),
        (("list", "--lang", "fr"), "'fr' is geen van 'nl', 'en'."),
        (("list", "--corpus"), "Bij de optie '--corpus' hoort een waarde."),
        (("list", "x", "y"), "Argumenten te veel (x y)"),
        (("show",), "Argument ontbreekt 'ADRES'."),
        (("serve", "--port", "x"), "'x' is geen geheel getal."),
        (("diff", "a.md", "b.md", "--output", "."), "Bestand '.' is een map."),
        (("serve", "--port", "70000"), "70000 valt buiten 0<=x<=65535."),
    ):
        ran = run("--lang=nl", *arguments)
        assert ran.status == 2
        assert dutch in ran.err, (arguments, ran.err)


def test_the_help_is_dutch_to_the_last_word(run: Nota) -> None:
    shown = run("serve", "--help", "--lang=nl").out
    assert shown.startswith("Gebruik: nota serve [OPTIES]\n")
    assert "  Voorbeelden:\n    nota serve\n" in shown
    assert "--port POORT" in shown
    assert "[standaard: 8000;" in shown
    assert "nota [OPTIES] OPDRACHT [ARGUMENTEN]..." in run("--lang=nl", "--help").out
    assert "nota serve [OPTIONS]" in run("serve", "--help").out


@pytest.mark.parametrize("verb", VERBS)
def test_no_paragraph_and_no_mark_of_a_verbs_help_stays_english(run: Nota, verb: str) -> None:
    english, dutch = (
        {" ".join(part.split()) for part in run(verb, "--help", f"--lang={lang}").out.split("\n\n")}
        for lang in ("en", "nl")
    )
    assert not english & dutch
    assert not any("[required]" in part or "INTEGER" in part for part in dutch)


def test_the_list_of_verbs_says_whole_what_each_is_for(run: Nota) -> None:
    for lang in ("en", "nl"):
        listed = run(f"--lang={lang}", "--help").out.split("\n\n")[-2]
        assert "..." not in listed


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    said = {m.id for m in catalogue.collect()}
    assert [m.id for m in catalogue.read("nl") if m.id and m.id not in said] == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert catalogue.path_of("nl", ".mo").read_bytes() == catalogue.compiled(catalogue.read("nl"))


def test_a_translation_fills_in_what_the_sentence_fills_in() -> None:
    for message in catalogue.read("nl"):
        if message.id:
            assert placeholders(message.string) == placeholders(message.id)


def test_the_sentences_of_every_error_are_collected() -> None:
    import web.server  # noqa: F401, PLC0415  its error counts too

    assert subclasses(CorpusError) <= set(catalogue.ERRORS)


def test_a_message_within_a_message_is_translated_too() -> None:
    inner = Message("unchanged")
    assert translator("nl")(Message("%(what)s", {"what": inner})) == "ongewijzigd"
    assert translator("en")(Message("%(what)s", {"what": inner})) == "unchanged"


@pytest.mark.parametrize(("language", "written"), [("nl", "3 maart 2026"), ("en", "3 March 2026")])
def test_a_date_in_a_message_is_written_out(language: str, written: str) -> None:
    say = translator("nl" if language == "nl" else "en")
    assert say(Message("%(day)s", {"day": date(2026, 3, 3)})) == written
    assert say.date(datetime(2026, 3, 3, 9, 5, tzinfo=UTC)) == f"{written} 09:05"


def test_a_sentence_without_translation_stays_english_and_nothing_stays_nothing() -> None:
    assert translator("nl")("This sentence is in no catalogue") == "This sentence is in no catalogue"
    assert translator("nl")("") == ""


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "nl"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8", "LC_ALL": ""}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
    ],
)
def test_the_language_of_the_environment(environ: dict[str, str], language: str) -> None:
    assert preferred_language(environ) == language


def test_no_sentence_of_a_page_has_what_a_browser_would_take_for_a_tag() -> None:
    on_pages = [m for m in catalogue.collect() if m.id and any(file.endswith(".html") for file, _ in m.locations)]
    assert on_pages
    said = [text for m in on_pages for text in ([m.id] if isinstance(m.id, str) else m.id)]
    assert [text for text in said if "<" in text or ">" in text] == []
