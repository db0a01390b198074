"""A day as people write it -> a date."""

from __future__ import annotations

import re
from datetime import date

from corpus.errors import CorpusError
from differ.tokens import MONTHS

_NUMBERS = re.compile(r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})")
_WORDS = re.compile(r"(?P<day>\d{1,2})(?:e|ste|de|st|nd|rd|th)? (?P<month>[a-z]{3,9})\.? (?P<year>\d{4})")
_DUTCH = MONTHS.split("|")
_ENGLISH = "january february march april may june july august september october november december".split()
_ALSO = {"mrt": 3}
"""How a month is cut short where that is not its beginning."""


class NoDay(CorpusError):
    """A text that names no day."""


def day_of(text: str) -> date:
    """The day that a text names: `2026-05-21`, `21-05-2026`, `21/5/2026`, `21 mei 2026`, `21 May 2026`.

    The day stands before the month, as in Dutch. Raises NoDay, also for a day that is in no calendar.
    """
    written = " ".join(text.casefold().split())
    try:
        if found := _NUMBERS.fullmatch(written):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        if (found := _WORDS.fullmatch(written)) and (month := _month(found["month"])):
            return date(int(found["year"]), month, int(found["day"]))
        return date.fromisoformat(written)
    except ValueError:
        raise NoDay("%(day)s: this is no day; write it as 2026-05-21, 21-05-2026 or '21 mei 2026'", day=text) from None


def _month(name: str) -> int | None:
    for names in (_DUTCH, _ENGLISH):
        fitting = [number for number, own in enumerate(names, start=1) if own.startswith(name)]
        if len(fitting) == 1:
            return fitting[0]
    return _ALSO.get(name)
