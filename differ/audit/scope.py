"""What a question is asked of: the whole corpus, a dossier, or one nota."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from corpus.errors import AddressError
from corpus.model import Version

_SHOWN = 8
"""Dossiers that are named to who asked for one that is not there."""


def dossier_of(version: Version) -> str | None:
    """The dossier that a nota is kept under: `36800-K`; None where it has none."""
    folder = str(PurePosixPath(version.path).parent)
    return folder if folder != version.nota else None


def by_nota(log: Iterable[Version]) -> dict[str, list[Version]]:
    """The versions of each nota in order of import, nota's in order of id; `log` has the newest first."""
    found: dict[str, list[Version]] = {}
    for version in reversed(tuple(log)):
        found.setdefault(version.nota, []).append(version)
    return dict(sorted(found.items()))


def notas_of(log: Iterable[Version], dossier: str) -> tuple[str, ...]:
    """The nota's of a dossier as people write it (`36 800 K`), chapters and all (`36 800`), in order of id.

    None where it is not there.
    """
    wanted = _written(dossier)
    return tuple(sorted({own.nota for own in log if f"{dossier_of(own) or ''}-".casefold().startswith(f"{wanted}-")}))


def in_dossier(log: Iterable[Version], dossier: str) -> tuple[str, ...]:
    """As `notas_of`. Raises AddressError for a dossier that is not there."""
    log = tuple(log)
    if found := notas_of(log, dossier):
        return found
    known = sorted({name for name in map(dossier_of, log) if name})
    raise AddressError(
        "no dossier '%(dossier)s' in this corpus; it has %(dossiers)s",
        dossier=dossier,
        dossiers=", ".join([*known[:_SHOWN], *(["…"] if len(known) > _SHOWN else [])]) or "–",
    )


def _written(text: str) -> str:
    joined = re.sub(r"(?<=\d)[ .](?=\d)", "", text.strip().removeprefix("kst-"))
    return re.sub(r"[\s,-]+|(?<=\d)(?=[A-Z])", "-", joined).casefold()
