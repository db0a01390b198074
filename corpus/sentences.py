"""Dutch sentences. Unsure means not cut: a sentence too long reads better in a diff than half a one."""

from __future__ import annotations

import re
from functools import lru_cache

# Never the last word of a sentence: something always follows.
_OPEN_ABBREVIATIONS = frozenset(
    """art. artt. blz. bijv. bv. ca. cf. d.d. dd. d.m.v. dhr. doc. dr. drs. d.w.z. ex. excl. fig. gem. i.c.
    i.h.a. i.h.b. incl. ing. i.p.v. ir. i.v.m. jhr. lid. m.a.w. max. m.b.t. m.b.v. m.i.v.
    min. mln. mld. m.m.v. m.n. mr. mw. n.a.v. nl. no. nr.
    nrs. o.a. o.b.v. o.g.v. o.l.v. p. pag. par. prof. red. resp. st. stb. stcrt. t.a.v. tel. t.b.v. t.g.v. t.o.v.
    v. vgl. vs. w.o. z.g. zgn. z.n.""".split()
)
# May end one, when a capital follows: 'van 24 april jl. Daarom', but not '1 jan. 2027'.
_CLOSING_ABBREVIATIONS = frozenset(
    """a.s. b.v. c.a. c.s. e.a. e.d. e.v. enz. etc. jl. j.l. n.v. u.s. e.e.a.
    jan. feb. febr. mrt. apr. jun. jul. aug. sep. sept. okt. nov. dec.""".split()
)

_BOUNDARY = re.compile(r"""(?<=[.?!…])(?P<close>["'”’»)\]]*(?:\[\^\w+\])*) (?=(?P<next>["'“‘„«(\[]*[^\W_]))""")
_ENDS = ".?!…"
_BEFORE_A_WORD = re.compile(r"""[\s("'“‘„«\[,;/]""")
# '(...)', '[…]': words that were left out, mostly in the middle of a sentence.
_LEFT_OUT = re.compile(r"[(\[](?:\.\.\.|…)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph of clean text (see `corpus.text.clean`).

    Joined by single spaces they are the text to the letter; an empty text has none. Linear in its length.
    """
    if not any(end in text[:-1] for end in _ENDS):
        return (text,) if text else ()
    found, start = [], 0
    for boundary in _BOUNDARY.finditer(text):
        if _ends(text[start : boundary.start()], boundary["close"], boundary["next"]):
            found.append(text[start : boundary.end() - 1])
            start = boundary.end()
    return (*found, text[start:]) if text else ()


def _ends(sentence: str, close: str, following: str) -> bool:
    if following[-1].islower() and not (len(following) > 1 and sentence[-1] != "."):
        return False
    if sentence[-1] != "." or sentence.endswith(".."):
        return not _LEFT_OUT.search(sentence)
    word = _last_word(sentence).casefold()
    if word in _OPEN_ABBREVIATIONS:
        return False
    if word in _CLOSING_ABBREVIATIONS:
        return bool(close) or following[0].isupper()
    # 'J. Jansen', 'A.P. (Arno)', 'plan B. De': an initial and the end of a sentence look alike.
    if _INITIALS.fullmatch(word):
        return False
    # '12. De regering': the number of an item, not the end of a sentence.
    return not (sentence == word and word[:-1].isalnum() and len(word) < 5)


def _last_word(sentence: str) -> str:
    # From behind: a pattern that ends in `$` is tried anew at every word of the sentence.
    edge = _BEFORE_A_WORD.search(sentence[::-1])
    return sentence[len(sentence) - edge.start() :] if edge else sentence
