"""An inflected form -> the bare word, by endings that leave no doubt: 'categorieën', 'bestuursleden', 'snelle'.

Of verbs and of what is made of them tells questions.forms; of other endings the stemmer. These are those that both get
wrong, found by comparing the roots of 56,000 words of Dutch with a list of lemmas.
"""

from __future__ import annotations

from differ.questions.forms import background, head

_LEAST_LISTED = 7
"""Letters of an inflected form of a listed word: shorter ones may be words of their own ('bode')."""
_LEAST_DOUBLED = 5
"""The same of 'volle': 'alle' is not 'al'."""
_OTHER_PLURALS = (("leden", "lid"), ("steden", "stad"), ("schepen", "schip"), ("kinderen", "kind"))
"""Of which the vowel changes, or the ending is more than -en, at the end of a compound too."""
_NO_PLURALS = frozenset(("data", "media", "nova"))
"""Which nobody takes for several of a 'datum' or a 'medium'."""
_IN_S = ("plaats", "kans", "fonds", "arts", "koers", "wens", "dienst")
"""Last parts of compounds that end in -s themselves, beside the words that are known to: 'investeringsfonds'."""
_NOT_IN_S = frozenset(("anders", "deurs", "plafonds"))
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")


def bare(word: str) -> str:
    """The word of which a folded word is an inflected form, or the word itself."""
    if len(word) <= 3 or head(word):
        return word
    return _plural(word) or _adjective(word) or _of_listed(word) or word


def plural_in_s(word: str) -> str | None:
    """The plural of a word of which the -s is its own: 'kans' is not 'kan', nor 'fonds' 'fond'; None of other words."""
    if not word.endswith("s") or len(word) <= 3 or word[-2] not in _CONSONANTS or word in _NOT_IN_S:
        return None
    found = next((plural for plural in (f"{word}en", f"{word[:-1]}zen") if _known(plural)), None)
    return found or (f"{word}en" if word.endswith(_IN_S) else None)


def _plural(word: str) -> str | None:
    if word.endswith(("ieën", "eeën", "ieen", "eeen")):
        return word[:-2]
    if word.endswith("iën") and _known(f"{word[:-2]}e"):
        return f"{word[:-2]}e"
    if word.endswith(("aties", "heids")) and _known(word[:-1]):
        return word[:-1]
    if word.endswith("heden") and _known(f"{word[:-5]}heid"):
        return f"{word[:-5]}heid"
    return _of_compound(word) or _latin(word)


def _of_compound(word: str) -> str | None:
    """'overleden' is no plural of 'overlid': the singular is known, or what stands before it ends in the link."""
    for plural, singular in _OTHER_PLURALS:
        first = word.removesuffix(plural)
        if first and first != word and (_known(first + singular) or first.endswith("s")):
            return first + singular
    return None


def _latin(word: str) -> str | None:
    if word.endswith("a") and word not in _NO_PLURALS and _known(f"{word[:-1]}um"):
        return f"{word[:-1]}um"
    return f"{word[:-1]}us" if word.endswith("ici") and _known(f"{word[:-1]}us") else None


def _adjective(word: str) -> str | None:
    """'snelle' -> 'snel', where that is no rarer; 'Franse' -> 'Frans'."""
    if word.endswith("se") and plural_in_s(word[:-1]):
        return word[:-1]
    if len(word) < _LEAST_DOUBLED or word[-1] != "e" or word[-2] != word[-3] or word[-2] not in _CONSONANTS:
        return None
    short, known = word[:-2], background()
    return short if known.get(short, 0.0) >= known.get(word, 0.0) > 0 else None


def _of_listed(word: str) -> str | None:
    """'kritische', 'verkochte', 'ziektes', where the list of families has the word without its ending."""
    return word[:-1] if len(word) >= _LEAST_LISTED and word[-1] in "es" and head(word[:-1]) else None


def _known(word: str) -> bool:
    return word in background() or head(word) is not None
