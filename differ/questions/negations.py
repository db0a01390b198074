"""How often a text denies with a word that does nothing else: 'niet', 'geen'; of other words tells `denials`."""

from __future__ import annotations

import re

from differ.questions.folding import WORD

NEGATION = frozenset(("niet", "geen", "nooit", "noch", "zonder", "nergens", "niemand", "evenmin"))
_ADDED_NEGATION = re.compile(
    r"\b(?:waarom|zo|of|of juist|al dan|wel of|wel en) niet\b|\bniet alleen\b|\b(?:wel )?of geen\b"
    r"|\b(?:mensen|personen|zelfstandigen?) zonder\b",
    re.IGNORECASE,
)


def negations(said: str) -> int:
    """How often a text in lower case says 'niet' and its like, but for 'waarom niet' and 'niet alleen'."""
    # To look for each of these words takes less time than to take all words apart.
    if not any(word in said for word in NEGATION):
        return 0
    return sum(word in NEGATION for word in WORD.findall(_ADDED_NEGATION.sub("", said)))


def denials(said: str) -> int:
    """How often a text denies by more than 'zonder', which tells what something lacks: 'jongeren zonder diploma'."""
    return negations(said) - said.split().count("zonder")
