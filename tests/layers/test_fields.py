"""Fields are read in words, with short numbers and local times; the data stay as they are."""

import ast
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsVectorLayer,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui
from qgis.PyQt.QtCore import Qt

from blindspot.layers.styles.fields import DECIMALS, FIRST, WIDE, describe
from blindspot.layers.styles.map_tips import FIGURES
from blindspot.layers.styles.table_formats import TIME, add_formats, remove_formats
from blindspot.layers.styles.words_of_fields import words_of_fields
from flown_layers import LOOP, routes

ALGORITHMS = Path(__file__).resolve().parents[2] / "algorithms"
LAYERS = ALGORITHMS.parent / "layers"
TYPES = {"REAL", "TEXT", "WHOLE", "MOMENT"}
COPIED = {"origin"}
"""Fields that are added to those of another layer."""


def fields_of_outputs() -> set[str]:
    """The names in all (name, type) pairs of the algorithms."""
    found = set()
    for path in ALGORITHMS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                name, kind = node.elts
                if isinstance(kind, ast.Name) and kind.id in TYPES and isinstance(name, ast.Constant):
                    found.add(name.value)
    return found


def test_every_field_of_an_output_has_words():
    found = fields_of_outputs()
    assert len(found) > 60
    assert found - set(words_of_fields()) <= COPIED


def test_no_field_has_two_words():
    tree = ast.parse((LAYERS / "styles" / "words_of_fields.py").read_text(encoding="utf-8"))
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    names = [key.value for each in dicts for key in each.keys if isinstance(key, ast.Constant)]
    assert sorted(names) == sorted(set(names))


def test_the_fields_that_are_arranged_exist():
    known = set(words_of_fields())
    for names in (DECIMALS, WIDE, *FIRST.values(), *FIGURES.values()):
        assert set(names) <= known


@pytest.fixture
def described(qgis_app):
    layer = routes((1, 1, LOOP))
    describe(layer, "routes", "Asia/Shanghai")
    return layer


def shown(layer, name):
    """A value of the first feature as an attribute table shows it."""
    index = layer.fields().lookupField(name)
    setup = layer.editorWidgetSetup(index)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    value = next(layer.getFeatures())[name]
    return formatter.representValue(layer, index, setup.config(), None, value)


def tip(layer) -> str:
    feature = next(layer.getFeatures())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_names_become_words_and_files_keep_them(described):
    assert described.attributeDisplayName(described.fields().lookupField("distance_m")) == "Distance (m)"
    assert "distance_m" in [field.name() for field in described.fields()]


@pytest.fixture
def with_formats(qgis_app):
    add_formats()
    add_formats()  # also when it is called again
    yield
    remove_formats()


def test_numbers_are_short_and_the_data_are_not(with_formats):
    layer = QgsVectorLayer("Polygon?field=place_id:string&field=gap:double&field=dwell_s:double", "p", "memory")
    row = QgsFeature(layer.fields())
    row.setAttributes(["a", 0.8312345, 1234.5678])
    layer.dataProvider().addFeatures([row])
    describe(layer, "places", "")
    assert (shown(layer, "gap"), shown(layer, "dwell_s").replace(",", "")) == ("0.83", "1235")
    assert next(layer.getFeatures())["gap"] == 0.8312345


def test_tables_show_local_times(described, with_formats):
    assert described.editorWidgetSetup(described.fields().lookupField("start")).type() == TIME
    assert shown(described, "start") == "Tue 17 Mar 2026, 00:53"
    assert shown(described, "spots") == "NULL"


def test_without_the_plugin_tables_show_what_is_in_the_file(described):
    assert "2026" in shown(described, "start")
    assert shown(described, "distance_m").replace(",", "").startswith("1800")


def test_a_form_changes_no_other_field(described, with_formats):
    """The range widget of QGIS would round the numbers that it shows."""
    index = described.fields().lookupField
    described.startEditing()
    before = next(described.getFeatures())
    described.changeAttributeValue(before.id(), index("distance_m"), 1234.56789)
    before = next(described.getFeatures())
    QgsGui.editorWidgetRegistry().initEditors()
    form = QgsAttributeForm(described, before)
    form.setMode(QgsAttributeEditorContext.Mode.SingleEditMode)
    form.changeAttribute("sortie", 7)
    assert form.save()
    after = next(described.getFeatures())
    assert after["sortie"] == 7
    for name in ("distance_m", "start", "end", "drone"):
        assert after[name] == before[name], name
    described.rollBack()


def test_map_tips_are_in_words_local_times_and_units(described):
    text = tip(described)
    assert "<b>Drone 1, sortie 1</b>" in text
    assert "<td>Start</td><td>Tue 17 Mar 2026, 00:53</td>" in text
    assert "<td>Distance</td><td>1,800 m</td>" in text
    assert "visited" not in text  # null
    assert "[%" not in text


@pytest.mark.parametrize(("seconds", "text"), [(3000.0, "50 min"), (5399.0, "90 min"), (7200.0, "2.0 h")])
def test_map_tips_have_minutes_or_hours(qgis_app, seconds, text):
    layer = QgsVectorLayer("LineString?field=unit:string&field=duration_s:double", "outages", "memory")
    row = QgsFeature(layer.fields())
    row.setAttributes(["A", seconds])
    layer.dataProvider().addFeatures([row])
    describe(layer, "outages", "")
    assert f"<td>Duration</td><td>{text}</td>" in tip(layer)


def test_the_zone_may_be_unknown(qgis_app):
    layer = routes((1, 1, LOOP))
    describe(layer, "routes", "")
    assert "Mon 16 Mar 2026, 16:53 UTC" in tip(layer)
    assert layer.editorWidgetSetup(layer.fields().lookupField("start")).type() != TIME


def test_fields_of_the_user_are_left_alone(qgis_app):
    layer = QgsVectorLayer("Polygon?field=gap:double&field=name:string&field=place_id:string", "p", "memory")
    describe(layer, "places", "")
    assert layer.attributeAlias(0) == ""
    assert layer.attributeAlias(2) == "Place"
    columns = [column.name for column in layer.attributeTableConfig().columns() if column.name]
    assert columns == ["place_id", "name", "gap"]


def test_why_is_near_the_front(qgis_app):
    fields = "".join(f"&field={name}:string" for name in ("fid", "place_id", "demand", "gap", "visits", "why"))
    layer = QgsVectorLayer(f"Polygon?{fields[1:]}", "p", "memory")
    describe(layer, "places", "")
    columns = [column.name for column in layer.attributeTableConfig().columns() if column.name]
    assert columns == ["place_id", "gap", "why", "demand", "visits", "fid"]


def test_the_table_of_spots_begins_with_the_first_rank(qgis_app):
    layer = QgsVectorLayer("Polygon?field=spot_id:string&field=priority:double&field=rank:integer", "s", "memory")
    describe(layer, "spots", "")
    config = layer.attributeTableConfig()
    assert (config.sortExpression(), config.sortOrder()) == ('"rank"', Qt.SortOrder.AscendingOrder)
    assert next(column.name for column in config.columns()) == "rank"
