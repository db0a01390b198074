"""A world of questions, read from its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORLDS = tuple(sorted(folder.name for folder in HERE.iterdir() if (folder / "frames.toml").exists()))
OTHER_QUESTIONS = ("negation", "antonym", "rise/fall")
"""Keys of a frame that hold another question; each other list of wordings holds the same one."""
PLACES = ("province", "municipality", "country")

_SLOT = re.compile(r"\{(\w+)\}")
_MILLIONS = (
    "1,4",
    "1,8",
    "2,4",
    "3,6",
    "5,5",
    "7",
    "8,2",
    "12",
    "14",
    "19",
    "25",
    "36",
    "48",
    "60",
    "75",
    "110",
    "185",
)
_YEARS = range(2009, 2029)
_PERCENTS = (2, 3, 5, 8, 10, 12, 15, 18, 20, 25, 30, 33, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95)

Writings = tuple[str, ...]
"""One thing as it is written first, and otherwise."""


@dataclass(frozen=True)
class Frame:
    """A question about any subject."""

    name: str
    text: str
    indirect: str
    """As it stands after 'vragen'."""
    reworded: Mapping[str, Writings]
    """The same question in other words, by kind."""
    others: Mapping[str, str]
    """Other questions that look alike: `negation`, `antonym`, `rise/fall`."""
    slots: tuple[str, ...]
    """What it names besides its subject: `year`, `body`."""
    scoped: bool
    """Whether its subject may be narrowed to a place."""

    @property
    def wordings(self) -> Iterator[str]:
        """Every text of the frame, of the same question and of others."""
        yield from (self.text, self.indirect, *self.others.values())
        for texts in self.reworded.values():
            yield from texts


@dataclass(frozen=True)
class Subject:
    """What a question is about, and where that can be."""

    writings: Writings
    where: tuple[str, ...]
    """Slots that may narrow it."""
    ministry: str


@dataclass(frozen=True)
class World:
    """Frames, subjects and the words of one author."""

    name: str
    frames: tuple[Frame, ...]
    subjects: tuple[Subject, ...]
    polite: tuple[str, ...]
    asker: tuple[str, ...]
    lead: tuple[str, ...]
    added: tuple[str, ...]
    slots: Mapping[str, tuple[Writings, ...]]
    preamble: tuple[str, ...] = ()
    """Sentences about the subject that may stand before a question, and ask nothing."""


@cache
def load_world(name: str) -> World:
    """The world of this name, one of `WORLDS`."""
    words = _toml(HERE / name / "words.toml")
    slots = {**_toml(HERE / "slots.toml"), **words["slots"]}
    return World(
        name,
        tuple(_frame(*item) for item in _toml(HERE / name / "frames.toml").items()),
        tuple(_subjects(_toml(HERE / name / "subjects.toml"))),
        tuple(words["polite"]),
        tuple(words["asker"]),
        tuple(words["lead"]),
        tuple(words["added"]),
        {**{slot: tuple(map(_writings, values)) for slot, values in slots.items()}, **_numbers()},
        tuple(words.get("preamble", ())),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _writings(entry: str) -> Writings:
    return tuple(part.strip() for part in entry.split("|"))


def _numbers() -> dict[str, tuple[Writings, ...]]:
    return {
        "year": tuple((str(year),) for year in _YEARS),
        "percent": tuple((f"{n}%", f"{n} procent") for n in _PERCENTS),
        "amount": tuple((f"{n} miljoen euro", f"€ {n} miljoen", f"{n} mln. euro") for n in _MILLIONS),
    }


def _frame(name: str, entry: dict[str, Any]) -> Frame:
    slots = tuple(slot for slot in _SLOT.findall(entry["text"]) if slot != "subject")
    return Frame(
        name,
        entry["text"],
        entry["indirect"],
        {kind: tuple(texts) for kind, texts in entry.items() if isinstance(texts, list)},
        {kind: entry[kind] for kind in OTHER_QUESTIONS if kind in entry},
        slots,
        entry.get("where", True) and not set(slots) & set(PLACES),
    )


_WHERE = {"regional": ("province", "municipality"), "abroad": ("country",), "nowhere": ()}


def _subjects(entries: dict[str, Any]) -> Iterator[Subject]:
    for ministry, entry in entries.items():
        for text in entry["subjects"]:
            yield Subject(_writings(text), _WHERE[entry["where"]], ministry)
