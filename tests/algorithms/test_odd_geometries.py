"""Coordinates that are nowhere, in every layer of every algorithm: a result and a count, or a sentence."""

import json

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPoint, QgsProcessingException, QgsVectorLayer

from small_layers import EASTING, NORTHING, START, point_layer, shape_layer, utc, walk_rows

E, N = EASTING, NORTHING
SQUARE = f"POLYGON(({E} {N},{E + 300} {N},{E + 300} {N + 200},{E} {N + 200},{E} {N}))"
FAR = f"POLYGON(({E + 900} {N},{E + 950} {N},{E + 950} {N + 50},{E + 900} {N}))"
ROUTE = f"LINESTRING ZM({E} {N} 60 0,{E + 300} {N} 60 60,{E} {N} 60 120)"
BAD = (float("nan"), float("inf"), -float("inf"), 1e300, 1e15)
SCORED = (("priority", "Double"), ("gap", "Double"))
KINDS = {
    "Point": f"POINT({E} {N})",
    "LineString": f"LINESTRING({E} {N},{E + 100} {N + 100})",
    "Polygon": SQUARE,
}


def broken(layer: QgsVectorLayer, values=()) -> QgsVectorLayer:
    """The layer with features added whose last vertex, or whose all vertices, are nowhere."""
    first = next(layer.getFeatures())
    added = []
    for bad in BAD:
        for every in (True, False):
            feature = QgsFeature(first)
            geometry = QgsGeometry(feature.geometry())
            count = sum(1 for _ in geometry.vertices())
            for number in range(count):
                if every or number == count - 1:
                    old = geometry.vertexAt(number)
                    geometry.get().moveVertex(
                        geometry.vertexIdFromVertexNr(number)[1], QgsPoint(bad, bad, old.z(), old.m())
                    )
            feature.setGeometry(geometry)
            added.append(feature)
    layer.dataProvider().addFeatures(added)
    return layer


def inputs(name):
    """The least that an algorithm needs, with sound layers."""
    fixes = point_layer(walk_rows(units=1, fixes=20))
    scored = {"INPUT": fixes, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "PLACES": shape_layer([SQUARE, FAR])}
    spots = shape_layer([SQUARE], fields=SCORED, rows=[(1.0, 0.9)])
    plan = {
        "BLIND_SPOTS": [spots],
        "LAUNCH_SITES": shape_layer([KINDS["Point"]], "Point"),
        "NO_FLY": [shape_layer([FAR])],
        "MAX_ITERATIONS": 10,
    }
    return {
        "preparetracks": {"INPUT": fixes, "TIME_FIELD": "time"},
        "scoregaps": {**scored, "DEMAND": [shape_layer([SQUARE])]},
        "findblindspots": {"INPUT": spots, "SHARE": 100},
        "planroutes": plan,
        "assessplan": {**scored, "ROUTES": shape_layer([ROUTE], "LineStringZM")},
        "plannights": {**scored, **plan, "BLIND_SPOTS": [spots], "NIGHTS": 2},
        "sweepareas": {"INPUT": shape_layer([SQUARE]), "NO_FLY": [shape_layer([FAR])]},
        "coverageprofile": scored,
        "patroleffort": scored,
        "spotstability": {**scored, "SPOTS": spots, "REPEATS": 2},
    }[name]


def layers():
    names = ("preparetracks", "scoregaps", "findblindspots", "planroutes", "assessplan")
    names += ("sweepareas", "coverageprofile", "patroleffort", "spotstability")
    given = {
        "preparetracks": ["INPUT"],
        "scoregaps": ["INPUT", "PLACES", "AREA", "DEMAND"],
        "findblindspots": ["INPUT", "NAMES"],
        "planroutes": ["BLIND_SPOTS", "LAUNCH_SITES", "NO_FLY"],
        "assessplan": ["ROUTES"],
        "sweepareas": ["INPUT", "NO_FLY"],
        "coverageprofile": ["INPUT", "PLACES"],
        "patroleffort": ["INPUT", "PLACES"],
        "spotstability": ["SPOTS"],
    }
    return [(name, parameter) for name in names for parameter in given[name]]


@pytest.mark.parametrize(("name", "parameter"), layers())
def test_coordinates_that_are_nowhere_are_counted_or_refused(run, log, name, parameter):
    given = inputs(name)
    if parameter == "AREA":
        given["AREA"] = shape_layer([SQUARE])
        del given["PLACES"]
    if parameter == "NAMES":
        given["NAMES"] = shape_layer([SQUARE], fields=(("name", "QString"),), rows=[("a",)])
        given["NAME_FIELD"] = "name"
    layer = given[parameter]
    broken(layer[0] if isinstance(layer, list) else layer)
    output = "ROUTES" if name == "planroutes" else "OUTPUT"
    if parameter in ("NO_FLY", "SPOTS"):  # no zone may be left out; and the square is no spot of these fixes
        sentence = "a plan must not ignore a zone" if parameter == "NO_FLY" else "Not one of the spots"
        with pytest.raises(QgsProcessingException, match=sentence):
            run(name, **given, **{output: "memory:"})
    else:
        assert run(name, **given, **{output: "memory:"})
    words = ("left out", "no position", "rejected")
    assert any(word in text for text in [*log.warnings, *log.infos] for word in words), (log.warnings, log.infos)


def test_rows_of_fixes_with_coordinates_that_are_nowhere_are_rejected_and_counted(run):
    rows = [((bad, N), utc(START + i), "a") for i, bad in enumerate(BAD)]
    rows += [((E, bad), utc(START + 60 + i), "a") for i, bad in enumerate(BAD)]
    layer = point_layer([*walk_rows(1, 20), *rows])
    result = run("preparetracks", INPUT=layer, TIME_FIELD="time", REJECTED="memory:", OUTPUT="memory:")
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (20, len(rows))


def test_places_of_several_kinds_in_one_file_are_those_of_the_most_frequent_one(run, log, tmp_path):
    points = [{"type": "Point", "coordinates": [15 + 0.001 * i, 49.65]} for i in range(3)]
    square = {"type": "Polygon", "coordinates": [[[15, 49.65], [15.01, 49.65], [15.01, 49.66], [15, 49.65]]]}
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in (points[0], square, *points[1:])]
    file = tmp_path / "mixed.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    given = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "OUTPUT": str(tmp_path / "scored.gpkg")}
    result = run("scoregaps", INPUT=point_layer(walk_rows()), PLACES=str(file), **given)
    assert result["PLACE_COUNT"] == 3
    assert any("1 feature is of another geometry type than the others and is left out" in text for text in log.warnings)


def test_a_no_fly_zone_of_which_a_part_is_no_area_is_refused(run):
    zone = f"GEOMETRYCOLLECTION({FAR},LINESTRING({E} {N},{E + 100} {N + 100}))"
    spot, site = shape_layer([f"POINT({E + 100} {N})"], "Point"), shape_layer([f"POINT({E} {N})"], "Point")
    closed = shape_layer([zone], "GeometryCollection", name="zones")
    with pytest.raises(QgsProcessingException, match="1 zone of the NO_FLY layer zones cannot be read"):
        run("planroutes", BLIND_SPOTS=[spot], LAUNCH_SITES=site, NO_FLY=[closed], ROUTES="memory:")
