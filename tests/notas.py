"""Nota's of every shape, for property tests: what the model allows, a person may one day write."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from corpus.model import Answer, Block, BulletList, Meta, Nota, Note, Paragraph, Question, Section, Signatory, Table
from corpus.text import clean

# Each has a meaning in Markdown, HTML or YAML; here it is text.
TRAPS = """# ## - * + > 1. 2) 12. --- *** === ``` ~~~ | \\ ! [^1] [^1]: [x] [a](b) ![a](b) [a]: <b> <br> </div> <!-- -->
&amp; &nbsp; &#35; & https://voorbeeld.nl/a_b?c=1&d=2 <https://voorbeeld.nl> www.voorbeeld.nl a@voorbeeld.nl
*nadruk* **vet** _onder_ __twee__ ~~weg~~ `code` a_b_c \\* 2026. 76,2 1.240 40% € 36 725 no yes null ~ 1e3 0x1F 0o7 1_000
2026-01-01 12:30 a: b : -1 .5 'één' "twee" @ % ! {a} [b] , ; ? NRC3 Vraag Antwoord en (c) ... -- é e\u0301 ß ﬁ 日本 🇳🇱 👩‍🚀
עברית \u2028 \x85 \xa0 \u200b \t \\n :-: |---| $x$ :smile: TODO [ ] [x] 1986\\. \\| {#id} {.class} ==x== ^1^ H~2~O""".split(
    " "
)

TEXT = (
    st.lists(st.sampled_from(TRAPS) | st.text(max_size=6) | st.sampled_from("de Kamer is het".split()), max_size=7)
    .flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words)))
    .map(clean)
    .filter(bool)
)
SENTENCES = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
CELL = TEXT | st.just("")


def rows(width: int) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    row = st.lists(CELL, min_size=width, max_size=width).map(tuple)
    return st.lists(row, min_size=1, max_size=3).map(tuple)


BLOCK: st.SearchStrategy[Block] = st.one_of(
    SENTENCES.map(Paragraph),
    st.lists(SENTENCES, min_size=1, max_size=3).map(tuple).map(BulletList),
    st.integers(1, 3).flatmap(rows).map(Table),
)
BLOCKS = st.lists(BLOCK, max_size=3).map(tuple)
NUMBER = st.builds("{}{}".format, st.integers(1, 9999), st.sampled_from(["", "", "a", "z"]))
UNKNOWN = st.none() | TEXT
META = st.builds(
    Meta,
    id=st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True) | st.sampled_from(["no", "null", "1e3", "2026-01-01"]),
    kamer=st.sampled_from([None, "EK", "TK"]),
    dossier=UNKNOWN,
    ondernummer=st.sampled_from([None, "D", "N", "4", "078", "no"]),
    vergaderjaar=UNKNOWN,
    soort=UNKNOWN,
    titel=UNKNOWN,
    dossiertitel=UNKNOWN,
    ontvangen=st.none() | st.dates(min_value=date(1815, 1, 1)),
    indieners=st.lists(TEXT, max_size=2).map(tuple),
    ondertekend=st.lists(
        st.builds(Signatory, functie=TEXT, naam=UNKNOWN) | st.builds(Signatory, functie=st.none(), naam=TEXT),
        max_size=2,
    ).map(tuple),
    noten=st.lists(st.builds(Note, merk=TEXT, bij=UNKNOWN, tekst=UNKNOWN), max_size=2).map(tuple),
)
SECTION = st.builds(Section, TEXT.filter(lambda heading: not heading.startswith(("Vraag ", "Passage "))), BLOCKS)


@st.composite
def notas(draw: st.DrawFn) -> Nota:
    """Questions with their own answer, with one shared by several, and with none; sections between them."""
    numbers = draw(st.lists(NUMBER, min_size=1, max_size=3, unique=True))
    body: list[Section | Question] = []
    waiting: list[str] = []
    for number in numbers:
        body += draw(st.lists(SECTION, max_size=1))
        waiting.append(number)
        kind = draw(st.sampled_from(["answered", "answered", "later", "never"]))
        answer = None
        if kind == "answered":
            answer, waiting = Answer(tuple(waiting), draw(BLOCKS)), []
        elif kind == "never":
            waiting.pop()
        body.append(Question(number, draw(BLOCKS), answer))
    return Nota(draw(META), draw(BLOCKS), tuple(body))
