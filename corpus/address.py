"""How people name a nota, a version and a question, and what they mean by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import AddressError
from corpus.messages import Message

_ID = re.compile(r"[a-z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_LABEL = re.compile(r"[a-z][a-z0-9-]*")
_VERSION = re.compile(r"[0-9]{1,6}")
_TEXT_ID = re.compile(r"[0-9a-f]{7,40}")
_QUESTION = re.compile(r"p[0-9]+|[0-9]{1,4}[a-z]?(?:\.[0-9]+)?")

# Chapters of the budget (I to XXIII, IXA, IXB) and its funds (A to M).
_CHAPTER = r"(?:X{0,2}(?:I[XV]|V?I{1,3}|V)|X{1,2})[AB]?|[A-M]"
# '36 800 K, D', '36.800-K, letter D', '36800-X, nr.78', '36 800-X34', '21501-20-2018'. A herdruk or nadruk
# ('-h1', '-n1') is another version of a paper, not another paper.
_PAPER = re.compile(
    rf"""(?P<kst>kst-)? (?P<dossier>\d{{2}}[ .]?\d{{3}})
    (?: [ -]?[ ]?(?P<chapter>{_CHAPTER}|\d{{2}}(?=-\d|,|\ nr)) (?![A-Za-z]) )?
    (?: (?P<joint>,?\ ?nr\.?\ ? | ,?\ ?letter\ | ,\ ? | \ | - | (?<=[A-Z])) (?P<sub>\d{{1,5}}|[A-Z]{{1,2}}) )?
    (?:-[hn]\d+)?""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says, before it is looked up. At most one of version, label and text_id is set."""

    nota: str
    """As written: `36 800 K, D`."""
    version: int | None = None
    label: str | None = None
    text_id: str | None = None
    question: str | None = None
    """`12`, `12a`, `15.2` or `p12`."""


def parse(text: str) -> Address:
    """The parts of an address such as `kst-36800-K-D@2#12`. Raises AddressError for a part of the wrong form."""
    rest, hash_sign, question = text.strip().partition("#")
    nota, at_sign, selector = rest.partition("@")
    if hash_sign and not _QUESTION.fullmatch(question):
        raise AddressError(
            "%(address)s: '%(part)s' is no question number; write #12, #12a or #15.2", address=text, part=question
        )
    if not nota.strip():
        raise AddressError("'%(address)s': which nota? an address is written as kst-36800-K-D@2#12", address=text)
    version, label, text_id = _selected(text, selector) if at_sign else (None, None, None)
    return Address(nota.strip(), version, label, text_id, question or None)


def valid_id(text: str) -> bool:
    """Whether a text may be the id of a nota: letters, figures and single hyphens, so a safe file name too."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def valid_label(text: str) -> bool:
    """Whether a text may be the label of a version: `herdruk`, `na-review`."""
    return len(text) <= 40 and _LABEL.fullmatch(text) is not None


def canonical_id(text: str, known: frozenset[str] = frozenset()) -> str | None:
    """The id of the paper that a text names in any of the usual ways; None where that is not certain.

    Two parts ('36800-K', '21501-20') may be a dossier with its chapter or a dossier with its paper: a printed
    'nr.' or 'letter' decides, else what is `known`, else I-XXIII and A-M is a chapter and a number a paper.
    """
    text = text.strip()
    paper = _PAPER.fullmatch(text)
    if text in known or (not paper and valid_id(text) and text[0].isalpha()):
        return text
    parts = _parts(paper) if paper else []
    if not paper or not parts:
        return None
    full = "-".join([_dossier(paper), *parts])
    told = paper["kst"] or (paper["joint"] or "").strip(" ,")[:1] in ("n", "l")
    unsure = len(parts) == 1 and re.fullmatch(_CHAPTER, parts[0]) and not told and full not in known
    return None if unsure else full


def given_id(text: str, known: Iterable[str]) -> str:
    """The id that somebody gives to a paper, written as in an address: so both lead to the same nota.

    `known` are those of the corpus. Raises AddressError where it may be a dossier or a paper: stored as it is written,
    it would be found in the place of the paper.
    """
    found = canonical_id(text, frozenset(known))
    paper = _PAPER.fullmatch(text.strip())
    if found is None and paper and _parts(paper):
        full = "-".join([_dossier(paper), *_parts(paper)])
        raise AddressError(
            "'%(id)s' may be a paper or a dossier with its chapter; write the id in full, as %(full)s",
            id=text,
            full=full,
        )
    return found or text


def resolve_id(text: str, known: Iterable[str]) -> str:
    """The id of a nota in the corpus. Raises AddressError, which names what comes nearest."""
    ids = frozenset(known)
    found = canonical_id(text, ids)
    if found in ids:
        return str(found)
    begun = sorted(own for own in ids if found is None and own.startswith(_beginning(text)))
    if len(begun) == 1:
        return begun[0]
    from difflib import get_close_matches

    near = begun[:3] or get_close_matches(found or text, sorted(ids), n=3, cutoff=0.7)
    if near:
        raise AddressError("no nota '%(nota)s' in this corpus; did you mean %(near)s?", nota=text, near=", ".join(near))
    hint = Message("'nota list' shows which there are")
    raise AddressError("no nota '%(nota)s' in this corpus", hint=hint, nota=text)


def _selected(address: str, selector: str) -> tuple[int | None, str | None, str | None]:
    if _VERSION.fullmatch(selector):
        return int(selector), None, None
    if _TEXT_ID.fullmatch(selector):
        return None, None, selector
    if valid_label(selector):
        return None, selector, None
    raise AddressError(
        "%(address)s: '%(part)s' is no version; write @2, @herdruk or @9f2c1e7", address=address, part=selector
    )


def _dossier(paper: re.Match[str]) -> str:
    return "kst-" + re.sub(r"\D", "", paper["dossier"])


def _parts(paper: re.Match[str]) -> list[str]:
    return [part for part in (paper["chapter"], paper["sub"]) if part]


def _beginning(text: str) -> str:
    """'36 800 K' -> 'kst-36800-K-', with which the ids of its papers begin."""
    paper = _PAPER.fullmatch(text.strip())
    return "-".join([_dossier(paper), *_parts(paper), ""]) if paper else f"{text}-"
