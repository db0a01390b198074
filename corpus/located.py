"""The places of the sentences of a stored version in its kept source: made by reading that again, and cached."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from corpus.blocks import Options
from corpus.errors import FileRefused
from corpus.guarded.wire import NotOurs, pack, unpack
from corpus.model import Version
from corpus.places import Places
from corpus.store import Store

_CACHE = "nota-places"
"""A folder beside git's own in the corpus: derived, and made again when it is missing."""
_EDITION = 2
"""Of what is found: counts on when a reader finds other places, so that the old ones are not believed."""


def places(store: Store, version: Version) -> Places | None:
    """The places in the source of a version; None where no source was kept, or where it is not read any more.

    The first time it costs a reading of the source, contained as any; then that of a small file.
    """
    if version.source_sha256 is None:
        return None
    if kept := known_places(store, version):
        return kept
    source = store.source(version)
    if source is None:
        return None
    try:
        found = places_in(version.source_name or version.address, source, store.text(version), options_of(version))
    except FileRefused:
        return None
    _keep(_cached(store, version), pack(found))
    return found


def known_places(store: Store, version: Version) -> Places | None:
    """The places in the source of a version, where they were looked for before: without reading the source."""
    with suppress(OSError, NotOurs):
        return unpack(Places, _cached(store, version).read_bytes())
    return None


def options_of(version: Version) -> Options:
    """How the source of a version was read."""
    return Options("original" if (version.reader or "").endswith(" original") else "accept")


def places_in(name: str, source: bytes, text: str, options: Options | None = None) -> Places:
    """The places of a text in normal form in the file that it was read from. Raises FileRefused."""
    from corpus.guarded import contained
    from corpus.places import in_file

    return contained.run(name, in_file, (name, source, options or Options(), text), Places)


def _cached(store: Store, version: Version) -> Path:
    return store.path / _CACHE / f"{version.source_sha256}-{version.text_id}-{_EDITION}.json"


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all; a corpus that cannot be written is read without."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(content)
        Path(draft.name).replace(path)
