"""The two languages in which we speak of a nota: sentences from the catalogues, dates as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal

from corpus.messages import Message

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
"""Dutch first: it is the default. English needs no catalogue, because the sentences in the code are English."""

CATALOGUES = Path(__file__).parents[1] / "translations"

# Plain 'en' would write dates as Americans do.
_LOCALES: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True)
class Translator:
    """Turns English sentences and messages into one language."""

    language: Language
    catalogue: NullTranslations

    def __call__(self, message: Message | str) -> str:
        """The sentence in this language; a message filled with its values, those translated too."""
        if isinstance(message, str):
            return self._translate(message)
        if not message.values:
            return self._translate(message.template)
        return self._translate(message.template) % {k: self._value(v) for k, v in message.values.items()}

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form that goes with `n`, filled with it: `ngettext("%(n)s question", "%(n)s questions", 3)`."""
        # Templates call it `num`.
        return self.catalogue.ngettext(singular, plural, n) % dict.fromkeys(("n", "num"), self.number(n))

    def number(self, value: float) -> str:
        """A number as the language writes it: `12.345,6` in Dutch, `12,345.6` in English."""
        return _figures(value, _LOCALES[self.language])

    def date(self, day: date) -> str:
        """A day written out: `21 mei 2026`; with the time where it has one: `21 mei 2026 14:05`."""
        return _written(day, _LOCALES[self.language])

    def _translate(self, text: str) -> str:
        # gettext keeps the header of a catalogue under the empty string.
        return self.catalogue.gettext(text) if text else ""

    def _value(self, value: object) -> object:
        match value:
            case Message():
                return self(value)
            case date():
                return self.date(value)
        return value


@lru_cache(maxsize=4096)
def _figures(value: float, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


@lru_cache(maxsize=4096)
def _written(day: date, locale: str) -> str:
    """Kept, for a page names the same days many times, and each costs as much as a question of it."""
    from babel.dates import format_date, format_datetime

    if isinstance(day, datetime):
        return format_datetime(day, "d MMMM y HH:mm", tzinfo=day.tzinfo, locale=locale)
    return format_date(day, "long", locale=locale)


@cache
def translator(language: Language) -> Translator:
    """The translator into `nl` or `en`."""
    catalogue = NullTranslations() if language == "en" else translation("messages", CATALOGUES, [language])
    return Translator(language, catalogue)


def preferred_language(environ: Mapping[str, str]) -> Language:
    """The language of a POSIX environment: the first set of LC_ALL, LC_MESSAGES, LANG; Dutch for any but English."""
    setting = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "en" if setting.lower().startswith("en") else "nl"
