"""What is said in several words, said in one: 'niet eerder dan' is 'pas', 'zorgen dat … niet' is 'voorkomen dat'.

Two questions that differ in such a turn of phrase differ in a 'not', in a role or in several words, and ask the same.
They are read in one way before they are taken apart, so that no rule behind that need know of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from differ.lexicon import entries

_NOTHING = "-"
_ENSURE = (
    "zorg(?:en|t|de|den)?|garandeert?|garanderen|gegarandeerd|(?:ge)?waarborg(?:en|t|d)?|(?:ge)?borg(?:en|t|d)?"
    "|verzeker(?:en|t|d)|bewerkstellig(?:en|t|d)|veiliggesteld"
)
_ENSURED_NOT = re.compile(
    rf"\b(?:ervoor (?:te )?)?(?:{_ENSURE})((?: (?!dat\b)[\w'-]+){{0,5}}) dat ([^;?]*?)\b(?:niet|geen) ", re.IGNORECASE
)
_WHO_ENSURES = re.compile(r" (?:ervoor|er|voor)\b")
_WHY = "waarom|om welke redenen?|vanwaar|reden dat"
_CHOSEN = re.compile(
    rf"\b({_WHY})((?: [\w'-]+){{0,5}}?) (?:ervoor|er voor|er( niet) voor) gekozen(?: om)?\b", re.IGNORECASE
)
_CHOOSES = re.compile(
    rf"\b({_WHY}) (?:kiest|kiezen|koos|kozen)((?: [\w'-]+){{0,4}}) er(?:( niet) )?voor(?: om)?\b", re.IGNORECASE
)
_INTENDS = re.compile(
    r"\b(hoe|wat) (?:denk|denkt|denken|hoopt|hopen|beoogt|beogen) (?=(?:u|de|het)\b[^;?]* te \w)", re.IGNORECASE
)
"""'Hoe denkt u dit op te lossen' asks how he is going to."""
_INSTEAD = re.compile(r"\bin plaats van (?=(?:bij|in|via|door|met|op|aan|uit|onder|per|als)\b)", re.IGNORECASE)
_LATE_IN = re.compile(r"\btot (?:in )?(?=\d{4}\b)([^;?]*?)\bop zich (?:laat|laten|liet|lieten) wachten", re.IGNORECASE)
"""A year that is waited for: 'de evaluatie laat tot 2027 op zich wachten'."""

_FACED = re.compile(r"\bzie(?:t|n)? ([^;?]{0,200}?) ?\bonder ogen\b|\bonder ogen (?:ziet|zien|zie)\b", re.IGNORECASE)
_AWAITED = re.compile(r"\b(?:zie[nt]?|zou(?:den)?)((?: [\w'-]+){1,9}?) tegemoet(?: ?zien)?\b", re.IGNORECASE)
_ASKED = r"(?:u|de regering|het kabinet|de minister|de staatssecretaris|de bewindspersoon|de bewindslieden|Nederland)"
_BROUGHT_TO = re.compile(
    rf"\bhoe (?:is|bent|zijn|was|kwam|kwamen|komt|komen) {_ASKED} ertoe(?: gekomen)?(?: om)?(?: juist)?\b"
    rf"|\bhoe {_ASKED} ertoe (?:is |zijn |was )?(?:gekomen|komt|komen|kwam)(?: (?:is|zijn))?(?: om)?(?: juist)?\b"
    rf"|\bwat (?:heeft|had|bracht|brengt|bewoog|beweegt|noopte|noopt|dreef|drijft|zet|zette|deed|doet) {_ASKED}"
    r"(?: ertoe)?(?: (?:gebracht|bewogen|genoopt|gedreven|aangezet|doen besluiten|besluiten|doen kiezen))?"
    r"(?: (?:om|tot))?(?: juist)? ",
    re.IGNORECASE,
)
"""What brings somebody to do it is why he does."""
_LEFT_UNDONE = re.compile(
    r"\bon((?:be|ge|ver|ont|aan|af|op|uit|in)\w{3,}(?:d|t|en))(?: (?:is|zijn|was|waren|wordt|worden))?"
    r" (?:gebleven|gelaten|blijft|blijven|bleef|bleven|laat|laten)\b",
    re.IGNORECASE,
)
"""'Onbeantwoord gebleven' is 'niet beantwoord'; so of each participle."""
_AWAITED_UNTIL = re.compile(
    r"(?:\bom )?\btot ((?:in |na )?(?:[\w']+ )?\d{4}) (?:te wachten|wacht|wachten|(?:(?:wordt|is) )?gewacht) met\b",
    re.IGNORECASE,
)
_DONE_IN = re.compile(
    r"\b[Ii]n (\d{4}) (?:verrichtt?e|uitgevoerde|gehouden|verschenen|gepubliceerde|opgestelde|afgeronde|uitgebrachte"
    r"|aangenomen|ingediende|gesloten|opgeleverde|verzonden|gestarte|gedane) ([\w'-]+)"
)
"""'De in 2014 verrichte evaluatie' is 'de evaluatie uit 2014'."""
_GROWING_WITH = re.compile(
    r"\b(?:groeit|groeien|stijgt|stijgen|beweegt|bewegen|loopt|lopen) ([^;?]{0,200}?)\bmee met de"
    r" (?:inflatie|prijzen|lonen(?: en (?:de )?prijzen)?|(?:prijs|loon|loon- en prijs)ontwikkeling)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b[Ii]n \d{4} \w+[ne] ")
_STARTING = re.compile(r"\bte beginnen (?:met|in|bij)(?: het jaar)? (?=\d{4}\b)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def plainly(sentence: str) -> str:
    """A sentence in which each such turn of phrase is read in one way. Linear in its length."""
    said = _one_by_one(sentence)
    said = _listed().sub(lambda found: _read_as()[found[0].casefold()], said)
    if " dat " in said:
        said = _ENSURED_NOT.sub(lambda found: f"voorkomt{_WHO_ENSURES.sub('', found[1])} dat {found[2]}", said)
    if "voor" in said:
        said = _CHOOSES.sub(_chosen, _CHOSEN.sub(_chosen, said))
    if "hoe d" in said.casefold() or "wat d" in said.casefold():
        said = _INTENDS.sub(r"\1 gaat ", said)
    if " van " in said and " niet " not in said:
        said = _INSTEAD.sub("en niet ", said)
    return _LATE_IN.sub(r"pas in \1", said) if "wacht" in said else said


def _one_by_one(said: str) -> str:
    """A sentence in which the turns of phrase that no list can have, since words stand between, are read plainly."""
    if "onder ogen" in said:
        said = _FACED.sub(lambda found: f"erkent {found[1] or ''}", said)
    if " tegemoet" in said:
        said = _AWAITED.sub(r"ontvangen\1", said)
    if "te beginnen" in said:
        said = _STARTING.sub("sinds ", said)
    if "mee met" in said:
        said = _GROWING_WITH.sub(r"wordt \1geïndexeerd", said)
    if "blijv" in said or "blijf" in said or "bleven" in said or "bleef" in said or "lat" in said:
        said = _LEFT_UNDONE.sub(r"niet \1", said)
    if "wacht" in said:
        said = _AWAITED_UNTIL.sub(r"uitgesteld tot \1", said)
    if _YEAR.search(said):
        said = _DONE_IN.sub(r"\2 uit \1", said)
    return _BROUGHT_TO.sub("waarom ", said) if "ertoe" in said or "besl" in said or "bew" in said else said


def _chosen(found: re.Match[str]) -> str:
    return "".join(filter(None, found.groups()))


@cache
def _listed() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(_read_as(), key=lambda form: (-len(form), form))))
    return re.compile(rf"\b(?:{forms})(?!\w)", re.IGNORECASE)


@cache
def _read_as() -> Mapping[str, str]:
    """What each form is read as."""
    found: dict[str, str] = {}
    for line in entries("plainly"):
        plain, _, forms = line.partition(": ")
        found |= dict.fromkeys(forms.split(" / "), "" if plain == _NOTHING else plain)
    return found
