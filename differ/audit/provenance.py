"""Who brought each sentence of a nota, and each word in it: with which version, commit and date."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.garbage import uncollected
from corpus.model import Version
from corpus.store import Store
from differ.audit.blamed import Blamed, Sentence, packed, unpacked
from differ.audit.remembered import at_hand, remembered
from differ.model import Provenance, Run


def blame(store: Store, address: str) -> tuple[Provenance, ...]:
    """Each sentence of a question and its answer, or of a whole nota, with the version that brought it and its words.

    Versions count in the order of their legal dates. A sentence is followed wherever it goes in the nota, and keeps its
    first version when it was taken out and comes back. An answer to several questions stands under the last of them;
    asked for one of the others, it is told too. Raises AddressError when the address leads to nothing.
    """
    return blamed(store, address)[1]


def blamed(store: Store, address: str) -> tuple[str, tuple[Provenance, ...]]:
    """The full address, and the `blame` of it. Of one question it is taken from that of the whole version."""
    with uncollected():
        return at_hand(store, "blame", address, lambda: _blamed(store, address))


def _blamed(store: Store, address: str) -> tuple[str, tuple[Provenance, ...]]:
    version, is_question, _ = address.partition("#")

    def whole() -> Blamed:
        return remembered(store, Blamed, version, traced, packed, unpacked)

    def traced() -> Blamed:
        from differ.audit import tracing

        return tracing.traced(store, version)

    def asked() -> Blamed:
        from differ.audit import tracing

        return tracing.of_question(store, address, whole)

    found = remembered(store, Blamed, address, asked, packed, unpacked) if is_question else whole()
    nota = found.address.partition("#")[0]
    return found.address, tuple(_provenance(own, nota, found.versions) for own in found.sentences)


def _provenance(own: Sentence, nota: str, versions: Sequence[Version]) -> Provenance:
    address = f"{nota}#{own.number}" if own.number else nota
    runs = tuple(Run(run.text, versions[run.origin]) for run in own.runs)
    return Provenance(own.text, own.part, versions[own.since], runs, address)
