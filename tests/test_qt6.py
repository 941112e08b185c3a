"""Qt 6, with which QGIS 4 is built: names that only Qt 5 has are found on Qt 5 too, where they would work."""

import ast
import enum
import importlib
import re
from pathlib import Path

import pytest

import blindspot

CHECKOUT = Path(blindspot.__file__).resolve().parent
GONE = {"exec_", "QVariant", "QRegExp", "QDesktopWidget", "QFontDatabase", "QTextCodec", "qApp"}
"""Without a replacement of the same name, or changed so that no call fits both."""
GONE |= {"globalX", "globalY", "localPos", "posF", "screenPos", "windowPos", "toTime_t", "fromTime_t", "setTime_t"}
MOVED = {"QAction", "QActionGroup", "QShortcut"}
"""From QtWidgets to QtGui."""
HANDLER = re.compile(r"(mouse|wheel|drop|drag|hover|enter|canvas)\w*Event", re.IGNORECASE)
"""Methods that take an event with a position."""
MOUSE_GONE, OTHERS_GONE = {"globalPos", "x", "y"}, {"globalPos", "pos", "x", "y"}
"""What events of the mouse, and other events with a position, no longer have."""
OVERLOADED = {"activated", "buttonClicked", "currentIndexChanged", "highlighted", "textHighlighted", "valueChanged"}
"""Signals of which one overload is left, so that [str] and [int] fail."""


def qt5_only(source: str) -> list[str]:
    """What a module's source takes from Qt or QGIS that Qt 6 does not have: enum members without their enum, types of
    several flags, names that are gone or moved, positions of events, and overloads."""
    tree = ast.parse(source)
    known, found = {}, []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            known |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
            gone = GONE | (MOVED if node.module == "qgis.PyQt.QtWidgets" else set())
            found += [alias.name for alias in node.names if alias.name in gone]
    for node in ast.walk(tree):
        if _is_gone(node, known) or _is_width_of_text(node) or _is_overload(node):
            found.append(ast.unparse(node))
        elif isinstance(node, ast.FunctionDef) and HANDLER.fullmatch(node.name) and len(node.args.args) == 2:
            found += _gone_of_event(node)
    return found


def _is_gone(node: ast.AST, known: dict) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    owner, name = _value(node.value, known), node.attr
    value = getattr(owner, name, None)
    is_member = isinstance(value, int | enum.Enum) and type(value) not in (int, bool)
    return name in GONE or (is_member and type(value) is not owner) or _is_type_of_flags(value)


def _is_type_of_flags(value: object) -> bool:
    """Whether a value is a type such as Qt.Alignment. QGIS keeps its own, as functions."""
    of_qt = isinstance(value, type) and value.__module__.startswith("PyQt") and not issubclass(value, enum.Enum)
    return of_qt and hasattr(value, "__invert__") and hasattr(value, "__index__")


def _is_width_of_text(node: ast.AST) -> bool:
    """Whether a call is QFontMetrics.width(text); all other methods of this name take nothing."""
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "width" and len(node.args) > 0


def _is_overload(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") in OVERLOADED


def _gone_of_event(handler: ast.FunctionDef) -> list[str]:
    event, gone = handler.args.args[1].arg, OTHERS_GONE
    if handler.name.lower().startswith(("mouse", "canvas")):
        gone = MOUSE_GONE
    return [
        ast.unparse(node)
        for node in ast.walk(handler)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == event and node.attr in gone
    ]


def _value(node: ast.expr, known: dict) -> object:
    """What a dotted name stands for, None if that is not known."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    return getattr(_value(node.value, known), node.attr, None) if isinstance(node, ast.Attribute) else None


def test_no_name_is_of_qt_5_alone():
    files = [path for path in CHECKOUT.rglob("*.py") if not str(path.relative_to(CHECKOUT)).startswith(".")]
    assert len(files) > 100
    assert not {path: found for path in files if (found := qt5_only(path.read_text(encoding="utf-8")))}


MOUSE = "class W:\n def mousePressEvent(self, event):\n  event.pos(), event.{0}\n def event(self, event):\n  event.{0}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from qgis.PyQt.QtCore import Qt\nQt.LocalTime, Qt.TimeSpec.LocalTime", ["Qt.LocalTime"]),
        ("from qgis.PyQt.QtCore import QMetaType as M\nM.Int, M.Type.Int", ["M.Int"]),
        ("from qgis.core import QgsVectorFileWriter as W\nW.NoError, W.WriterError.NoError", ["W.NoError"]),
        ("from qgis.core import Qgis\nQgis.Warning, Qgis.MessageLevel.Warning", ["Qgis.Warning"]),
        ("from qgis.PyQt.QtCore import Qt\nQt.Alignment(), Qt.AlignmentFlag(1)", ["Qt.Alignment"]),
        ("from qgis.core import Qgis\nQgis.LayerFilters()", []),
        ("from qgis.PyQt.QtWidgets import QAction, QMenu", ["QAction"]),
        ("from qgis.PyQt.QtGui import QAction, QFontDatabase", ["QFontDatabase"]),
        ("dialog.exec_()\ndialog.exec()", ["dialog.exec_"]),
        ("self.fontMetrics().width('a'), self.width()", ["self.fontMetrics().width('a')"]),
        ("box.currentIndexChanged[str].connect(f)", ["box.currentIndexChanged[str]"]),
        (MOUSE.format("globalPos()"), ["event.globalPos"]),
        (MOUSE.format("x()"), ["event.x"]),
        ("class W:\n def wheelEvent(self, event):\n  event.pos(), event.position()", ["event.pos"]),
        ("when.toTime_t(), when.toSecsSinceEpoch()", ["when.toTime_t"]),
    ],
)
def test_such_names_are_found(source, found):
    assert qt5_only(source) == found
