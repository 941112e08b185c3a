"""The house keeps its rules: imports run one way, rooms are in order, files are short, the engine knows no QGIS."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["engine", "layers", "algorithms", "ui"]
"""Each may import itself and those before it."""
GROUND_FLOOR = ["errors", "progress", "threads", "geometry", "tables", "language", "text", "strict_json", "file_lock"]
ENGINE_ROOMS = [
    *GROUND_FLOOR,
    *("crs", "timing"),
    "provenance",
    *("tracks", "places", "sight", "archive", "solver", "drones", "zones"),
    *("missions", "score", "check", "airspace", "flown"),
    *("effort", "spots", "sweep", "exposure"),
    *("publication", "consultation", "equity"),
    "slices",
    "plan",
    "gain",
    "assessment",
    "pages",
    "chain",
]
"""Along the flow: each may import itself and those before it. The ground floor may import itself."""
ALLOWED = {"solver": GROUND_FLOOR, "check": [*GROUND_FLOOR, "drones", "zones"]}
"""Rooms that know less than their place would let them: the solver can be read and replaced alone, and the check shares
nothing with the planner."""
FOREIGN_TO_ENGINE = {"qgis", "PyQt5", "PyQt6", "osgeo", "processing"}
MAX_LINES = 400


def source_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> list[tuple[int, str]]:
    """(level, dotted name) of everything a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found += [(node.level, ".".join(filter(None, (node.module, alias.name)))) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
    return found


def target(path: Path, level: int, name: str) -> tuple[str, ...]:
    """Where in the package an import reaches, as parts of a path; empty where it is another package."""
    if level:
        package = path.relative_to(ROOT).parent.parts
        return (*package[: len(package) - level + 1], *name.split("."))
    first, *rest = name.split(".")
    return tuple(rest) if first == "blindspot" else ()


def breaches(path: Path) -> list[str]:
    """What a file imports although its floor or its room must not."""
    inside, found = path.relative_to(ROOT), []
    floor = inside.parts[0]
    room = Path(inside.parts[1]).stem if floor == "engine" else ""
    for level, name in imports(path):
        reached = target(path, level, name)
        if reached and reached[0] in FLOORS and FLOORS.index(reached[0]) > FLOORS.index(floor):
            found.append(f"{inside} imports {reached[0]}: {name}")
        if room and reached[:1] == ("engine",) and not may_import(room, reached[1]):
            found.append(f"{inside} imports the room {reached[1]}: {name}")
        if level == 0 and floor == "engine" and name.split(".")[0] in FOREIGN_TO_ENGINE:
            found.append(f"{inside} imports {name}")
        if level == 0 and name.split(".")[0] in {"PyQt5", "PyQt6"}:
            found.append(f"{inside} imports {name}, not qgis.PyQt")
    return found


def may_import(room: str, other: str) -> bool:
    if room == other or room == "__init__":
        return True
    if room in GROUND_FLOOR:
        return other in GROUND_FLOOR
    if room in ALLOWED:
        return other in ALLOWED[room]
    return ENGINE_ROOMS.index(other) < ENGINE_ROOMS.index(room)


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_run_one_way(floor):
    files = source_files(floor)
    assert files
    assert [breach for path in files for breach in breaches(path)] == []


def test_every_room_of_the_engine_has_its_place():
    rooms = {Path(path.relative_to(ROOT / "engine").parts[0]).stem for path in source_files("engine")} - {"__init__"}
    assert rooms == set(ENGINE_ROOMS)


@pytest.mark.parametrize(
    ("file", "line", "count"),
    [
        ("engine/wrong.py", "from ..layers.crs import metric_crs\nfrom qgis.core import QgsFeature\n", 2),
        ("engine/tracks/wrong.py", "from ..score.passes import Passes\n", 1),
        ("engine/solver/wrong.py", "from ..timing.watch import Watch\n", 1),
        ("engine/check/wrong.py", "def f():\n    from ..plan.plan import Plan\n", 1),
        ("engine/check/wrong.py", "from blindspot.engine.airspace.airspace import Airspace\n", 1),
        ("engine/check/right.py", "from ..drones.aircraft import Aircraft\nfrom ..progress import quiet\n", 0),
        ("layers/wrong.py", "from PyQt5.QtCore import Qt\nfrom ..algorithms.base import tr\n", 2),
    ],
)
def test_a_wrong_import_would_be_found(monkeypatch, file, line, count):
    monkeypatch.setattr(Path, "read_text", lambda self, **_: line)
    monkeypatch.setitem(globals(), "ENGINE_ROOMS", [*ENGINE_ROOMS, "wrong"])
    assert len(breaches(ROOT / file)) == count


def test_the_root_imports_nothing_at_module_level():
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]


def test_no_file_is_longer_than_a_reader_can_hold():
    folders = ("engine", "layers", "algorithms", "ui", "resources", "scripts", "benchmarks", "tests")
    lines = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for f in folders
        for path in source_files(f)
    }
    assert {str(path): count for path, count in lines.items() if count > MAX_LINES} == {}


def test_the_engine_keeps_nothing_at_module_level():
    """No list, dictionary or set that a call could fill. Constants are tuples, arrays and read-only mappings."""
    kept = []
    for path in source_files("engine"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = getattr(node, "value", None)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and is_mutable(value):
                kept.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert kept == []


def is_mutable(value: ast.expr | None) -> bool:
    displays = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    made = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"list", "dict", "set"}
    return isinstance(value, displays) or made
