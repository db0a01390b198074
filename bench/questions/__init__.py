"""Labelled questions as members of parliament ask them: made from readable files, the same every time.

A world is a folder: `frames.toml` (what is asked, in several wordings), `subjects.toml` (about what) and
`words.toml` (how its author opens a question, and what fills its places). `learn` may be used to build a matcher;
the others only to measure one.
"""

from bench.questions.ask import Ask, difference
from bench.questions.author import Labelled, labelled
from bench.questions.world import WORLDS, World, load_world

__all__ = ["WORLDS", "Ask", "Labelled", "World", "difference", "labelled", "load_world"]
