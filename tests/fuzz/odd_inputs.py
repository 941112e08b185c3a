"""Odd values for parameters: what dialogs, models, scripts and real files may hand to an algorithm.

Each function draws one value with a random generator and returns it with a description.
"""

from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from small_layers import EASTING, NORTHING, START, utc
from sound_inputs import SoundInputs

NAN, INFINITE = float("nan"), float("inf")

WKTS = {
    "nothing": [""] * 3,
    "empty": ["POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY"],
    "NaN": ["POINT(nan nan)", "LINESTRING(nan 0, 1 nan)", "POLYGON((nan 0, 1 0, 1 1, nan 0))"],
    "huge": ["POINT(1e300 -1e300)", "LINESTRING(1e300 0, 0 1e300)", "POLYGON((0 0, 1e300 0, 0 1e300, 0 0))"],
    "far": ["POINT(9e7 9e7)", "LINESTRING(9e7 0, 9e7 9e7)", "POLYGON((0 0, 9e7 0, 9e7 9e7, 0 0))"],
    "tiny": [
        f"POINT({EASTING + 1e-9} {NORTHING})",
        f"LINESTRING({EASTING} {NORTHING}, {EASTING + 1e-9} {NORTHING})",
        f"POLYGON(({EASTING} {NORTHING}, {EASTING + 1e-6} {NORTHING}, {EASTING} {NORTHING + 1e-6}, "
        f"{EASTING} {NORTHING}))",
    ],
    "sliver": [
        f"POLYGON(({EASTING} {NORTHING}, {EASTING + 900} {NORTHING}, {EASTING + 900} {NORTHING + 0.01}, "
        f"{EASTING} {NORTHING + 0.002}, {EASTING} {NORTHING}))",
    ],
    "invalid": [
        f"POLYGON(({EASTING} {NORTHING}, {EASTING + 400} {NORTHING + 400}, {EASTING + 400} {NORTHING}, "
        f"{EASTING} {NORTHING + 400}, {EASTING} {NORTHING}))",
        f"LINESTRING({EASTING} {NORTHING}, {EASTING} {NORTHING})",
    ],
    "curved": [
        f"COMPOUNDCURVE(CIRCULARSTRING({EASTING} {NORTHING}, {EASTING + 100} {NORTHING + 100}, "
        f"{EASTING + 200} {NORTHING}))",
        f"CURVEPOLYGON(CIRCULARSTRING({EASTING} {NORTHING}, {EASTING + 200} {NORTHING + 200}, {EASTING} {NORTHING}))",
    ],
    "mixed": [
        f"GEOMETRYCOLLECTION(POINT({EASTING} {NORTHING}), LINESTRING({EASTING} {NORTHING}, {EASTING + 90} {NORTHING}))",
        f"MULTIPOINT({EASTING} {NORTHING}, {EASTING + 50} {NORTHING})",
        f"POINT ZM({EASTING} {NORTHING} nan nan)",
    ],
    "surface": [
        f"TIN Z((({EASTING} {NORTHING} 0, {EASTING + 300} {NORTHING} 0, {EASTING} {NORTHING + 300} 9, "
        f"{EASTING} {NORTHING} 0)))",
        f"POLYHEDRALSURFACE Z((({EASTING} {NORTHING} 0, {EASTING + 300} {NORTHING} 0, {EASTING} {NORTHING + 300} 9, "
        f"{EASTING} {NORTHING} 0)))",
        f"TRIANGLE Z(({EASTING} {NORTHING} 0, {EASTING + 300} {NORTHING} 0, {EASTING} {NORTHING + 300} 0, "
        f"{EASTING} {NORTHING} 0))",
    ],
    "degrees": ["POINT(24.9 60.2)", "LINESTRING(24.9 60.2, 25 60.2)", "POLYGON((24 60, 25 60, 25 61, 24 60))"],
}
KINDS = ("Point", "PointZM", "MultiPoint", "LineString", "LineStringM", "Polygon", "PolygonZ", "GeometryCollection")
REFERENCES = ("EPSG:32633", "EPSG:4326", "EPSG:3857", "EPSG:2263", "EPSG:4978", "")
FIELDS = "&".join(
    f"field={field}"
    for field in (
        "time:datetime",
        "unit:string",
        "priority:double",
        "gap:double",
        "place_id:string",
        "gap_profile:string",
    )
)
TIMES = (None, "", "noon", utc(START), utc(-1e9), utc(9e9), QDateTime())
NUMBERS = (None, NAN, INFINITE, -INFINITE, -1.0, 0.0, 1e300, 1e-300, 2**62)
LISTS = (
    "[1,nan]",
    "[1e400,1,1,1,1,1,1,1]",
    "[-1,2]",
    "[]",
    "[[1]]",
    "1;2",
    '{"a": 1}',
    "[" * 5000,
    "[" + "1," * 5000 + "1]",
)
TEXTS = (None, "", "\x00", "甲", "x" * 5000, "'; DROP TABLE fixes; --", "%s {0}", *LISTS)


def odd_layer(rng: np.random.Generator) -> tuple[str, QgsVectorLayer]:
    """A memory layer of any geometry type, with odd geometries among sound ones, odd attributes, and any CRS."""
    kind, crs = str(rng.choice(KINDS)), str(rng.choice(REFERENCES))
    flavours = [str(name) for name in rng.choice(list(WKTS), size=rng.integers(0, 3), replace=False)]
    layer = QgsVectorLayer(f"{kind}?crs={crs}&{FIELDS}", "odd", "memory")
    if not crs:
        layer.setCrs(QgsCoordinateReferenceSystem())
    features = []
    for flavour in flavours:
        for wkt in WKTS[flavour]:
            feature = QgsFeature(layer.fields())
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature.setAttributes(_odd_attributes(rng))
            features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return f"{kind} layer in {crs or 'no CRS'} with {', '.join(flavours) or 'no features'}", layer


def _odd_attributes(rng: np.random.Generator) -> list:
    return [_one(rng, values) for values in (TIMES, TEXTS, NUMBERS, NUMBERS, TEXTS, TEXTS)]


def _one(rng: np.random.Generator, values):
    return values[int(rng.integers(len(values)))]


def odd_copy(rng: np.random.Generator, path: str) -> tuple[str, QgsVectorLayer]:
    """A copy of a sound layer in which some features were made odd."""
    sound = QgsVectorLayer(path, "sound", "ogr")
    share, what = float(rng.choice([0.05, 0.5, 1.0])), str(rng.choice(["geometry", "attributes", "both", "CRS"]))
    layer = sound.materialize(QgsFeatureRequest())
    if what == "CRS":
        layer.setCrs(QgsCoordinateReferenceSystem(str(rng.choice(REFERENCES[1:]))))
    provider, geometries, attributes = layer.dataProvider(), {}, {}
    flavour = str(rng.choice(list(WKTS)))
    for feature in layer.getFeatures():
        if rng.random() >= share:
            continue
        if what in ("geometry", "both"):
            wkt = _one(rng, WKTS[flavour])
            geometries[feature.id()] = QgsGeometry.fromWkt(wkt) if wkt else QgsGeometry()
        if what in ("attributes", "both"):
            attributes[feature.id()] = {
                i: _one(rng, TIMES if field.isDateOrTime() else NUMBERS if field.isNumeric() else TEXTS)
                for i, field in enumerate(layer.fields())
            }
    provider.changeGeometryValues(geometries)
    provider.changeAttributeValues(attributes)
    layer.updateExtents()
    return f"a copy with odd {what} ({flavour}) in {share:.0%}", layer


def odd_source(rng: np.random.Generator, inputs: SoundInputs) -> tuple[str, object]:
    """A value for a parameter that takes one layer."""
    files = sorted(path.name for path in inputs.folder.glob("*.gpkg"))
    choice = int(rng.integers(9))
    if choice <= 2:
        return odd_copy(rng, inputs.file(str(rng.choice(files))))
    if choice <= 5:
        return odd_layer(rng)
    if choice == 6:
        file = str(rng.choice(files))
        return f"another layer ({file})", inputs.file(file)
    if choice == 7:
        definition = QgsProcessingFeatureSourceDefinition(inputs.file(str(rng.choice(files))))
        definition.filterExpression = str(rng.choice(["false", "$id = 1", "no such function(", '"nothing" = 1']))
        return f"a filter: {definition.filterExpression}", definition
    value = _one(rng, (inputs.file("terrain.tif"), "/nowhere/none.gpkg", "", 5, True, ["a"], {"a": 1}, NAN, b"x"))
    return f"{value!r}", value


def odd_own(rng: np.random.Generator, value) -> tuple[str, object]:
    """The sound layers of a parameter, some of their features made odd."""
    if not isinstance(value, list):
        return odd_copy(rng, value)
    drawn = [odd_copy(rng, path) for path in value]
    return " and ".join(text for text, _ in drawn), [layer for _, layer in drawn]


def odd_layers(rng: np.random.Generator, inputs: SoundInputs) -> tuple[str, object]:
    """A value for a parameter that takes several layers."""
    if rng.random() < 0.2:
        value = _one(rng, ("", 5, [], [[]], [None], ["/nowhere/none.gpkg"], [inputs.file("terrain.tif")], {"a": 1}))
        return f"{value!r}", value
    drawn = [odd_source(rng, inputs) for _ in range(int(rng.integers(1, 3)))]
    return " and ".join(text for text, _ in drawn), [value for _, value in drawn]


def odd_number(rng: np.random.Generator, definition: QgsProcessingParameterDefinition) -> tuple[str, object]:
    """A value for a number: bounds, beyond them, expressions, other types."""
    least, most = definition.minimum(), definition.maximum()
    plain = (least, most, least - 1, most + 1 if most < 1e9 else 1e300, NAN, INFINITE, -INFINITE, 0, -1, 1e-300, 1e9)
    others = (None, "", "abc", "1,5", [3], {"a": 1}, True, "5", b"5", 10**30)
    expressions = ("-1", "0", "NULL", "'abc'", "1/0", "no such(", "1e300", '"field"')
    choice = int(rng.integers(3))
    if choice == 2:
        expression = _one(rng, expressions)
        return f"the expression {expression}", QgsProperty.fromExpression(expression)
    value = _one(rng, plain if choice == 0 else others)
    return f"{value!r}", value


def odd_text(rng: np.random.Generator) -> tuple[str, object]:
    """A value for a text."""
    value = _one(
        rng, (*TEXTS, 5, [3, 1], ["Mon", 2], {"a": 1}, True, b"x", "3,1", "1,,2", "nan", "Mon-Xxx", "-1,1e400")
    )
    return f"{str(value)[:40]!r}", value


def odd_choice(rng: np.random.Generator) -> tuple[str, object]:
    """A value for an option, or a flag."""
    value = _one(rng, (-1, 99, 1, "1", "x", [0], [], None, 0.5, NAN, True, {"a": 1}, QgsProperty.fromExpression("99")))
    return f"{value!r}", value


def odd_field(rng: np.random.Generator) -> tuple[str, object]:
    """The name of a field."""
    names = ("nothing", "TIME", "Unit", "fid", "time", "unit", "gap", "priority", "geom", "$geometry")
    value = _one(rng, (*names, 5, ["time"], ["time", "unit"], "time;unit", None, {"a": 1}, True))
    return f"{value!r}", value


def odd_time(rng: np.random.Generator) -> tuple[str, object]:
    """A date, a time of day, or both."""
    texts = ("noon", "25:00", "22:00", "24:00", "2026-02-30T00:00:00", "2026-01-02", "9999-12-31T00:00:00", "-1", "")
    values = (*texts, None, 5, QDateTime(), QTime(), QDate(2026, 1, 2), QTime(1, 0), utc(START), utc(-1e12), ["22:00"])
    value = _one(rng, values)
    return f"{value!r}", value


def odd_destination(rng: np.random.Generator, folder: Path) -> tuple[str, object]:
    """Where an output goes."""
    formats = [
        str(folder / f"out.{suffix}") for suffix in ("geojson", "csv", "shp", "kml", "tab", "fgb", "xlsx", "zzz")
    ]
    places = (str(folder), str(folder / "none" / "out.gpkg"), "/proc/out.gpkg", "", "memory:", "TEMPORARY_OUTPUT")
    value = _one(rng, (*formats, *places, 5, ["x"], {"a": 1}, True))
    return f"{value!r}", value


def odd_value(
    rng: np.random.Generator, definition: QgsProcessingParameterDefinition, inputs: SoundInputs, folder: Path
) -> tuple[str, object]:
    """A value for any parameter, by its type."""
    kind = definition.type()
    if kind == "source":
        return odd_source(rng, inputs)
    if kind == "multilayer":
        return odd_layers(rng, inputs)
    if kind == "raster":
        return odd_source(rng, inputs)
    if kind in ("number", "distance", "area", "duration"):
        return odd_number(rng, definition)
    if kind in ("enum", "boolean"):
        return odd_choice(rng)
    if kind == "field":
        return odd_field(rng)
    if kind == "datetime":
        return odd_time(rng)
    if definition.isDestination():
        return odd_destination(rng, folder)
    return odd_text(rng)
