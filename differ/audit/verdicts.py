"""What `nota check` found of texts and sources, kept by their ids so that it need not be found again."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.model import Version
from corpus.proof.readings import READ, asked
from corpus.proof.texts import NORMAL, said
from differ.keeping.derived import Derived


class Verdicts:
    """Verdicts beside a corpus. Who can write the corpus can write them too: `--from-scratch` takes none of them."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived
        self._known: dict[str, dict[str, str]] = {}
        """By their kinds, of those that were asked for."""

    def get(self, kind: str, key: str) -> str | None:
        """The verdict that was kept, or None."""
        if kind not in self._known:
            # A check asks for those of each version.
            self._known[kind] = {own: kept.decode() for own, kept in self._derived.get_all(kind).items()}
        return self._known[kind].get(key)

    def put(self, kind: str, verdicts: Mapping[str, str]) -> None:
        """Keep verdicts, by their keys."""
        if kind in self._known:
            self._known[kind].update(verdicts)
        self._derived.put_all(kind, {key: verdict.encode() for key, verdict in verdicts.items()})

    def just_stored(self, version: Version) -> None:
        """A version that was read and proved a moment ago, by the same code that would do it again."""
        self.put(NORMAL, {version.text_id: said(version.nota, version.received)})
        if version.source_sha256:
            self.put(READ, {asked(version): version.text_id})
