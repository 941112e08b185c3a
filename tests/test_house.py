"""The house keeps its rules: imports run one way, and the engine knows no QGIS."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["engine", "layers", "algorithms", "ui"]  # each may import itself and those before it
FOREIGN_TO_ENGINE = {"qgis", "PyQt5", "PyQt6", "osgeo", "processing"}


def imports(path: Path) -> list[tuple[int, str]]:
    """(level, dotted name) of everything a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found += [(node.level, ".".join(filter(None, (node.module, alias.name)))) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
    return found


def room_imported(path: Path, level: int, name: str) -> str | None:
    """Which room of the house an import reaches into."""
    if level:
        package = path.relative_to(ROOT).parent.parts
        target = (*package[: len(package) - level + 1], *name.split("."))
    elif name.split(".")[0] == "blindspot":
        target = tuple(name.split(".")[1:])
    else:
        return None
    return target[0] if target and target[0] in ROOMS else None


def breaches(path: Path) -> list[str]:
    """What a file imports although its room must not."""
    room = path.relative_to(ROOT).parts[0]
    found = []
    for level, name in imports(path):
        reached = room_imported(path, level, name)
        if reached and ROOMS.index(reached) > ROOMS.index(room):
            found.append(f"{path.relative_to(ROOT)} imports {reached}: {name}")
        if level == 0 and room == "engine" and name.split(".")[0] in FOREIGN_TO_ENGINE:
            found.append(f"{path.relative_to(ROOT)} imports {name}")
        if level == 0 and name.split(".")[0] in {"PyQt5", "PyQt6"}:
            found.append(f"{path.relative_to(ROOT)} imports {name}, not qgis.PyQt")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    assert [breach for path in files for breach in breaches(path)] == []


def test_a_wrong_import_would_be_found(monkeypatch):
    wrong = ROOT / "engine" / "wrong.py"
    tree = "from ..layers.crs import metric_crs\nfrom qgis.core import QgsFeature\n"
    monkeypatch.setattr(Path, "read_text", lambda self, **_: tree)
    assert len(breaches(wrong)) == 2


def test_the_root_imports_nothing_at_module_level():
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
