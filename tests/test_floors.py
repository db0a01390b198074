"""The house has three floors and one way down; each foreign library that we may outgrow has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

Imports = Mapping[str, frozenset[str]]
"""What each module of ours imports, at its top or inside a function: full names, ours and foreign."""

FLOORS = ("corpus", "differ", "web")
DOORS = {"git": "corpus.git.repository", "diff_match_patch": "differ.sentences.wording"}


def read_imports(root: Path) -> Imports:
    files = {_module_name(root, file): file for floor in FLOORS for file in (root / floor).rglob("*.py")}
    return {name: frozenset(_imported(name, file, files)) for name, file in files.items()}


def _module_name(root: Path, file: Path) -> str:
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _imported(module: str, file: Path, ours: Mapping[str, Path]) -> Iterator[str]:
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            # `from corpus import text` takes a module, `from corpus.text import clean` a name out of one.
            names = (f"{origin}.{alias.name}" for alias in node.names)
            yield from (name if name in ours else origin for name in names)


def _top(module: str) -> str:
    return module.partition(".")[0]


def arrows_up(imports: Imports) -> list[str]:
    return [
        f"{module} imports {other}"
        for module, others in imports.items()
        for other in sorted(others)
        if _top(other) in FLOORS and FLOORS.index(_top(other)) > FLOORS.index(_top(module))
    ]


def rooms(imports: Imports) -> Imports:
    """What each package of a floor, and each module that is in none, imports of others."""
    reached: dict[str, set[str]] = {}
    for module, others in imports.items():
        # Nothing imports what is only run: it may load what it will from where it stands.
        if not module.endswith(".__main__"):
            reached.setdefault(_room(module), set()).update(map(_room, others))
    return {room: frozenset(others - {room}) for room, others in reached.items()}


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def circle(imports: Imports) -> list[str]:
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def at_the_wrong_door(imports: Imports) -> list[str]:
    return [
        f"{module} imports {other}"
        for module, others in imports.items()
        for other in sorted(others)
        if DOORS.get(_top(other), module) != module
    ]


@pytest.fixture
def house() -> Imports:
    return read_imports(Path(__file__).parents[1])


def test_every_floor_is_looked_at(house: Imports) -> None:
    assert {_top(module) for module in house} == set(FLOORS)


def test_no_arrow_goes_up(house: Imports) -> None:
    assert arrows_up(house) == []


def test_there_is_no_circle(house: Imports) -> None:
    assert circle(house) == []


def test_there_is_no_circle_of_packages(house: Imports) -> None:
    assert circle(rooms(house)) == []


def test_foreign_libraries_have_one_door(house: Imports) -> None:
    assert at_the_wrong_door(house) == []


def test_every_door_is_in_use(house: Imports) -> None:
    assert [library for library, door in DOORS.items() if library not in map(_top, house.get(door, frozenset()))] == []


def build(root: Path, files: Mapping[str, str]) -> Imports:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return read_imports(root)


@pytest.mark.parametrize(
    "arrow", ["import web.rows", "from web import rows", "def late():\n    from web.rows import Row"]
)
def test_an_arrow_up_is_found_however_it_is_written(tmp_path: Path, arrow: str) -> None:
    imports = build(tmp_path, {"web/rows.py": "", "differ/output/serial.py": arrow})
    assert arrows_up(imports) == ["differ.output.serial imports web.rows"]


def test_a_circle_is_found_through_a_relative_import(tmp_path: Path) -> None:
    imports = build(tmp_path, {"corpus/a.py": "from . import b", "corpus/b.py": "from corpus.a import name"})
    assert set(circle(imports)) == {"corpus.a", "corpus.b"}


def test_a_circle_of_packages_is_found_where_none_of_their_modules_is_in_one(tmp_path: Path) -> None:
    files = {
        "corpus/git/log.py": "from corpus.proof import seal",
        "corpus/git/blobs.py": "",
        "corpus/proof/seal.py": "",
        "corpus/proof/check.py": "from corpus.git.blobs import read",
    }
    imports = build(tmp_path, files)
    assert circle(imports) == []
    assert set(circle(rooms(imports))) == {"corpus.git", "corpus.proof"}


def test_a_library_is_found_behind_another_door(tmp_path: Path) -> None:
    imports = build(
        tmp_path, {"corpus/git/repository.py": "import git", "differ/audit/threads.py": "from git.exc import GitError"}
    )
    assert at_the_wrong_door(imports) == ["differ.audit.threads imports git.exc"]
