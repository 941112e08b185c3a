"""Qt 6, with which QGIS 4 is built: names that only Qt 5 has are found on Qt 5 too, where they would work."""

import ast
import enum
import importlib
from pathlib import Path

import pytest

import blindspot

CHECKOUT = Path(blindspot.__file__).resolve().parent
GONE = {"exec_", "QVariant", "QRegExp", "QDesktopWidget", "QFontDatabase"}
"""Without a replacement of the same name, or changed so that no call fits both."""
MOVED = {"QAction", "QActionGroup", "QShortcut"}
"""From QtWidgets to QtGui."""


def qt5_only(source: str) -> list[str]:
    """What a module's source takes from Qt or QGIS that Qt 6 does not have: enum members without their enum, and names
    that are gone or moved."""
    tree = ast.parse(source)
    known, found = {}, []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            known |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
            gone = GONE | (MOVED if node.module == "qgis.PyQt.QtWidgets" else set())
            found += [alias.name for alias in node.names if alias.name in gone]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner, name = _value(node.value, known), node.attr
            value = getattr(owner, name, None)
            is_member = isinstance(value, int | enum.Enum) and type(value) not in (int, bool)
            if name in GONE or (is_member and type(value) is not owner):
                found.append(ast.unparse(node))
    return found


def _value(node: ast.expr, known: dict) -> object:
    """What a dotted name stands for, None if that is not known."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    return getattr(_value(node.value, known), node.attr, None) if isinstance(node, ast.Attribute) else None


def test_no_name_is_of_qt_5_alone():
    files = [path for path in CHECKOUT.rglob("*.py") if not str(path.relative_to(CHECKOUT)).startswith(".")]
    assert len(files) > 100
    assert not {path: found for path in files if (found := qt5_only(path.read_text(encoding="utf-8")))}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from qgis.PyQt.QtCore import Qt\nQt.LocalTime, Qt.TimeSpec.LocalTime", ["Qt.LocalTime"]),
        ("from qgis.PyQt.QtCore import QMetaType as M\nM.Int, M.Type.Int", ["M.Int"]),
        ("from qgis.core import QgsVectorFileWriter as W\nW.NoError, W.WriterError.NoError", ["W.NoError"]),
        ("from qgis.core import Qgis\nQgis.Warning, Qgis.MessageLevel.Warning", ["Qgis.Warning"]),
        ("from qgis.PyQt.QtWidgets import QAction, QMenu", ["QAction"]),
        ("from qgis.PyQt.QtGui import QAction, QFontDatabase", ["QFontDatabase"]),
        ("dialog.exec_()\ndialog.exec()", ["dialog.exec_"]),
    ],
)
def test_such_names_are_found(source, found):
    assert qt5_only(source) == found
