"""What a person types -> an expression of FTS5. Whatever is typed means something; nothing is an error.

uitgaven scholing      both, in whatever form, alone or in a compound
"76,2 miljoen"         these words in this order, as they stand
materi*                what begins so
-fonds -"in 2026"      not with these
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from differ.questions.common import stopwords
from differ.questions.folding import folded_tokens
from differ.search.terms import own_forms, plain

Part = Literal["question", "answer", "outside"]
PARTS: tuple[Part, ...] = ("question", "answer", "outside")
"""Outside: what a paper says beside its questions and answers."""
LONGEST = 1000
"""Signs of a query that are heeded; who pastes more wants `closest`."""
_MOST_TERMS = 40
_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[-−])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, or (`minus`) must not be there."""

    words: tuple[str, ...]
    """Folded."""
    kind: Literal["form", "phrase", "prefix"]
    """In whatever form; these words as they stand; what begins so."""
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.minus)

    def match(self, part: Part | None = None) -> str:
        """The expression for FTS5, within one part or all; '' where nothing must be there."""
        unwanted = [_expression(term, part) for term in self.terms if term.minus]
        wanted = " AND ".join(_expression(term, part) for term in self.wanted)
        return f"({wanted}) NOT ({' OR '.join(unwanted)})" if wanted and unwanted else wanted

    def excluded(self, part: Part | None = None) -> str:
        """The expression for what must not be there, where nothing must be; else ''."""
        return "" if self.wanted else " OR ".join(_expression(term, part) for term in self.terms)


def read(text: str) -> Query:
    """What a text asks for. Words such as 'de' count where nothing else is asked."""
    terms = list(_terms(text[:LONGEST]))
    weighing = [term for term in terms if not _is_idle(term)]
    return Query(tuple((weighing if any(not term.minus for term in weighing) else terms)[:_MOST_TERMS]))


def _terms(text: str) -> Iterator[Term]:
    for piece in _PIECE.finditer(text):
        minus = piece["minus"] is not None
        if piece["phrase"] is not None:
            if tokens := folded_tokens(piece["phrase"]):
                yield Term(tokens, "phrase", minus)
            continue
        tokens = folded_tokens(piece["word"])
        if tokens and piece["word"].endswith("*"):
            yield from _each(tokens[:-1], minus)
            yield Term(tokens[-1:], "prefix", minus)
        elif minus and len(tokens) > 1:
            # 'not this one word', which we cut: each alone is not meant to be gone.
            yield Term(tokens, "phrase", minus)
        else:
            yield from _each(tokens, minus)


def _each(tokens: Iterable[str], minus: bool) -> Iterator[Term]:
    return (Term((token,), "form", minus) for token in tokens)


def _is_idle(term: Term) -> bool:
    return term.kind == "form" and not term.minus and term.words[0] in stopwords()


def _expression(term: Term, part: Part | None) -> str:
    # Each word is of letters and digits, and quoted: nothing in it can be taken for syntax.
    chosen = [part] if part else PARTS
    if term.kind == "form":
        columns = " ".join(f"{own}_forms" for own in chosen)
        return f"{{{columns}}} : ({' OR '.join(_quoted(form) for form in own_forms(term.words[0]))})"
    said = _quoted(" ".join(map(plain, term.words)))
    return f"{{{' '.join(chosen)}}} : {said}{' *' if term.kind == 'prefix' else ''}"


def _quoted(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'
