"""Sentences that a person reads, kept apart from the language they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """An English template with its values, as `Message("%(file)s is empty", {"file": name})`.

    Whoever shows it translates the template and fills it; `str` gives English. A value that is a
    Message itself is translated with it.
    """

    template: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template
