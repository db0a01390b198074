"""Who asks, taken out of a sentence wherever it stands: 'vragen de leden van de SP-fractie'."""

from __future__ import annotations

import re
from functools import lru_cache

from differ.questions.openings import without_party

_PARTY = r"[A-Z0-9][\w'’+/&-]*(?: (?:van |voor )?(?:de )?[A-Z][\w-]+){0,2}"
_MEMBERS = (
    r"(?:[Ff]ractie|[Cc]ommissie|[Kk]amer)?[Ll]eden|(?:[Ff]ractie|[Kk]amer)?[Ll]id|[Ss]enator(?:en)?|[Ff]racties?"
)
_PARTIES = rf"(?:de |het )?{_PARTY}(?:(?:,| en|, en) (?:de |het )?{_PARTY})*"
_VERBS = (
    "vraagt|vragen|wil|willen|verzoekt|verzoeken|verneemt|vernemen|hoort|horen|zou|zouden|is benieuwd|zijn benieuwd"
)
_ASKER = re.compile(
    rf"(?:,? ?\b(?:zo|aldus) )?\b(?:(?:{_VERBS})(?: zich)? )?(?:"
    rf"\b(?:[Nn]amens |[Oo]ok )?(?:[Dd]e|[Hh]et) (?:aan het woord zijnde )?(?:{_MEMBERS}) "
    r"(?:(?:die deel uitmaken |behorende? |afkomstig )?(?:van|tot|uit) )?"
    rf"(?:(?:de |het )?[Ff]racties? van )?{_PARTIES}(?:-?[Ff]racties?| [Ff]racties?)?(?: \([^()]*\))?"
    rf"|\b(?:[Nn]amens )?(?:[Dd]e |[Hh]et )?{_PARTY}-(?:{_MEMBERS})(?: (?:van|uit|in) de (?:commissie|Kamer|Senaat))?"
    rf"|\b(?:[Dd]e heer|[Mm]evrouw) {_PARTY} \([^()]*\)(?= (?:{_VERBS})\b)"
    rf"|\b[Dd]e woordvoerders? van (?:de )?{_PARTY}(?= (?:{_VERBS})\b)"
    r"|\b[Dd]eze leden|\b[Dd]e aan het woord zijnde leden"
    rf")(?: (?:{_VERBS})\b)?(?: zich)?(?: graag)?(?: (?:weten|vernemen|horen)\b)?(?: af\b)?"
    r"(?: (?:aan )?(?:de regering|het kabinet|de minister|de staatssecretaris)\b)?"
)
_ASKERS = ("lid", "Lid", "eden", "ractie", "enator", "oordvoerder", "heer ", "evrouw ")
"""One of these stands in all that `_ASKER` takes away: most sentences have none, and need no looking through."""
_ASKED_OF = frozenset("vraag vragen verzoek inbreng bijdrage zijde kant".split())
"""'op vragen van de SP-fractie': who asks. 'De motie van de SP-fractie' is what is asked about."""
_EARLIER = frozenset("eerdere eerder schriftelijke mondelinge openstaande onbeantwoorde gestelde aanvullende".split())
"""'de eerdere vragen van het lid Jansen': what is asked about too, ..."""
_MEMBER = re.compile(r"\b(?:[Ll]id|[Hh]eer|[Mm]evrouw)\b(?!.*[Ff]ractie)")
_ABOUT = (" over ", " inzake ", " omtrent ", " betreffende ", " naar ")
"""... as are those of a member about something."""
_GIVEN = frozenset("toezegging toezeggingen belofte beloften brief brieven antwoord antwoorden".split())
_ARTICLES = frozenset("de het een die dat deze dit".split())


@lru_cache(maxsize=1024)
def unasked(text: str) -> str:
    """Without who asks."""
    return without_party(_ASKER.sub(_unless_meant, text) if any(mark in text for mark in _ASKERS) else text)


def _unless_meant(found: re.Match[str]) -> str:
    """Nothing for who asks; what was found where it tells whose motion or earlier questions, a promise to whom, or
    talks with whom."""
    *_, earlier, before, last = ("", "", "", *found.string[: found.start()].casefold().split()[-3:])
    about_something = _MEMBER.search(found[0]) and found.string.startswith(_ABOUT, found.end())
    meant = (
        (last == "van" and (before not in _ASKED_OF or earlier in _EARLIER or about_something))
        or (last == "aan" and before in _GIVEN)
        or (last == "door" and before in _ARTICLES)
        or last in ("met", "tegen", "tussen")
    )
    return found[0] if meant else " "
