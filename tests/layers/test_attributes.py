"""Attributes of every type as text: units, names and ids are called the same wherever they are read."""

import pytest
from qgis.core import NULL, QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsGeometry
from qgis.PyQt import QtCore
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, QTime, QTimeZone

from blindspot.engine.progress import quiet
from blindspot.layers.arrow import LayerFile
from blindspot.layers.attributes import text_of
from blindspot.layers.features import read_features
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import read_fixes
from small_layers import EASTING, NORTHING, START, point_layer, saved, source_of, utc

DAY, HOUR = QDate(2026, 1, 31), QTime(22, 4, 10)
VALUES = [
    ("QDate", DAY, "2026-01-31"),
    ("QTime", HOUR, "22:04:10"),
    ("QDateTime", QDateTime(DAY, HOUR, QTimeZone.utc()), "2026-01-31T22:04:10Z"),
    ("QStringList", ["a", "b"], "a, b"),
    ("QVariantList", [1, 2], "1, 2"),
    ("QVariantMap", {"team": "北", "no": 3}, '{"no": 3, "team": "北"}'),
    ("QByteArray", QByteArray(b"\xff\x00"), "ff00"),
    ("Double", 7.0, "7"),
    ("Double", 7.25, "7.25"),
    ("LongLong", 353456789012345, "353456789012345"),
    ("Bool", True, "True"),
    ("QString", "甲", "甲"),
]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((value, text) for _, value, text in VALUES),
        (None, ""),
        (NULL, ""),
        (vars(QtCore)["QVariant"](), ""),
        (QDate(), ""),
        (QDateTime(), ""),
        (QTime(0, 0, 0, 5), "00:00:00.005"),
        (QDateTime(DAY, HOUR), "2026-01-31T22:04:10"),
        (QDateTime(DAY, HOUR, QTimeZone(-(3 * 3600 + 1800))), "2026-01-31T22:04:10-03:30"),
        (QDateTime(DAY, HOUR, QTimeZone(b"Asia/Shanghai")), "2026-01-31T22:04:10+08:00"),
        ([DAY, None], "2026-01-31, "),
        (QgsGeometry.fromWkt("POINT(1 2)"), "Point (1 2)"),
    ],
)
def test_an_attribute_has_one_text(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(("kind", "value", "text"), VALUES)
@pytest.mark.parametrize("through", ["memory", "GPKG", "GeoJSON"])
def test_units_names_and_ids_have_it(tmp_path, kind, value, text, through):
    other = None
    rows = [((EASTING + i, NORTHING), utc(START + 60 * i), value if i < 2 else other) for i in range(4)]
    layer = point_layer(rows, (("time", "QDateTime"), ("name", kind)), crs="EPSG:32633")
    if through != "memory":
        if kind in ("QVariantMap", "QVariantList"):
            pytest.skip("QGIS cannot write this type to the format")
        extension = {"GPKG": "gpkg", "GeoJSON": "geojson"}[through]
        layer = saved(layer, tmp_path / f"a.{extension}", through)
        if kind in ("QByteArray", "QStringList"):
            text = text_of(next(layer.getFeatures())["name"])  # the format has another type for it
            assert "PyQt" not in text
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    file = LayerFile.of(layer, False) if through != "memory" else None
    names = FixFields(time="time", unit="name")
    found = read_fixes(source_of(layer), file, names, crs, QgsCoordinateTransformContext(), quiet).fixes
    assert [found.unit_names[code] for code in found.unit] == [text, text, "", ""]
    features = read_features(layer, crs, QgsCoordinateTransformContext())
    assert features.texts("NAME") == features.ids("name") == [text, text, "", ""]
