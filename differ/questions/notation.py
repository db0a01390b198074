"""Figures in names, written in one way: 'CO₂', 'art. 12, derde lid', 'box III', 'snelweg A2'."""

from __future__ import annotations

import re

_STRESSED = re.compile(
    r"\b(?:v[óo][óo]r|n[ií]et|w[eé]l|[áa]l|n[áa]|w[áa]t|[áa]lle|[óo]ok|p[áa]s|t[óo]t)\b", re.IGNORECASE
)
"""Small words with an accent that says no more than that they are stressed: 'vóór het reces'."""
_PLAIN = str.maketrans("áéíóÁÉÍÓ", "aeioAEIO")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
ORDINALS = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split()
_ROMAN = {numeral: str(number) for number, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_ARTICLE = re.compile(r"\b([Aa])rt\. ?(?=\d)")
_ORDINAL = re.compile(rf"\b(?:[Hh]et )?({'|'.join(ORDINALS)}) lid\b")
_NUMBERED = re.compile(
    rf"\b([Bb]ox|fase|titel|hoofdstuk|bijlage|categorie|klasse|schijf|deel|type|pijler) ({'|'.join(_ROMAN)})\b"
)
_ROAD = re.compile(r"\b(?:auto)?(?:snelweg|rijksweg|provinciale weg) (?=[AN] ?\d)", re.IGNORECASE)
_HAS_NUMERAL = re.compile(r" [IVX]+\b")
_COVID = re.compile(r"\bcovid[- ]?19\b", re.IGNORECASE)


def in_one_notation(text: str) -> str:
    """A text with what is named by a figure written as others write it. 'Derde lid' is of an
    article."""
    # Most texts have none of these.
    if not text.isascii():
        text = _STRESSED.sub(lambda found: found[0].translate(_PLAIN), text.translate(_SUBSCRIPTS))
    if "rt" in text:
        text = _ARTICLE.sub(r"\1rtikel ", text)
    if "rtikel" in text and " lid" in text:
        text = _ORDINAL.sub(lambda found: f"lid {ORDINALS.index(found[1]) + 1}", text)
    if "weg " in text:
        text = _ROAD.sub("", text)
    if "19" in text:
        text = _COVID.sub(lambda found: found[0][:5], text)
    return _NUMBERED.sub(_in_figures, text) if _HAS_NUMERAL.search(text) else text


def _in_figures(found: re.Match[str]) -> str:
    return f"{found[1]} {_ROMAN[found[2]]}"
