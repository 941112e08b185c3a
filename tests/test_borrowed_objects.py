"""What QGIS lends out dies with its owner: a renderer that is taken from a layer without a name is gone when it is
used, which is a crash on some machines and luck on others."""

import ast
from pathlib import Path

import pytest

import blindspot

CHECKOUT = Path(blindspot.__file__).resolve().parent
LENT = {"dataProvider", "elevationProperties", "labeling", "renderer", "rootRule", "styleManager", "subSymbol"}
LENT |= {"symbol", "symbolLayer", "symbolLayers", "temporalProperties"}
"""Methods that return an object of the one that they are called on."""
MAKERS = {"clone", "create", "createSimple"}


def lent_by_nobody(source: str) -> list[str]:
    """The calls that take an object from one that is made in the same expression, and dies after the call."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LENT
        and _is_made_here(node.func.value)
    ]


def _is_made_here(node: ast.expr) -> bool:
    """Whether an expression is a call of a function or class, or of a method that returns a new object."""
    return isinstance(node, ast.Call) and (
        isinstance(node.func, ast.Name) or (isinstance(node.func, ast.Attribute) and node.func.attr in MAKERS)
    )


def test_no_object_is_taken_from_one_without_a_name():
    files = [path for path in CHECKOUT.rglob("*.py") if not str(path.relative_to(CHECKOUT)).startswith(".")]
    assert len(files) > 100
    assert not {path: found for path in files if (found := lent_by_nobody(path.read_text(encoding="utf-8")))}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("opened(path).renderer().type()", 1),
        ("QgsVectorLayer(path).dataProvider().subLayers()", 1),
        ("symbol.clone().symbolLayer(0).color()", 1),
        ("layer = opened(path)\nlayer.renderer().type()", 0),
        ("opened(path).fields().names()", 0),  # a copy
    ],
)
def test_such_calls_are_found(source, count):
    assert len(lent_by_nobody(source)) == count
