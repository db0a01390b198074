"""What `nota check` found of texts and sources, kept by their ids so that it need not be found again."""

from __future__ import annotations

from corpus.model import Version
from corpus.proof.readings import READ, asked
from corpus.proof.texts import NORMAL, said
from differ.keeping.derived import Derived


class Verdicts:
    """Verdicts beside a corpus. Who can write the corpus can write them too: `--from-scratch` takes none of them."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived

    def get(self, kind: str, key: str) -> str | None:
        """The verdict that was kept, or None."""
        kept = self._derived.get(kind, key)
        return kept.decode() if kept is not None else None

    def put(self, kind: str, key: str, verdict: str) -> None:
        """Keep a verdict."""
        self._derived.put(kind, key, verdict.encode())

    def just_stored(self, version: Version) -> None:
        """A version that was read and proved a moment ago, by the same code that would do it again."""
        self.put(NORMAL, version.text_id, said(version.nota, version.received))
        if version.source_sha256:
            self.put(READ, asked(version), version.text_id)
