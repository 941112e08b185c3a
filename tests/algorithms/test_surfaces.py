"""Triangles, TINs, polyhedral surfaces and curves in every parameter that takes polygons: as the ground they cover."""

import pytest
from qgis.core import QgsProcessingException

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, walk_rows

E, N = EASTING, NORTHING
CORNERS = ((E, N), (E + 300, N), (E + 300, N + 200), (E, N + 200))
A, B, C, D = (f"{x:.0f} {y:.0f} {z}" for (x, y), z in zip(CORNERS, (0, 5, 9, 5), strict=True))
UP = f"{E:.0f} {N:.0f} 30"
WALL = f"(({A},{B},{UP},{A}))"
SURFACES = {
    "PolygonZ": f"POLYGON Z(({A},{B},{C},{D},{A}))",
    "TINZ": f"TIN Z((({A},{B},{C},{A})),(({A},{C},{D},{A})),{WALL})",
    "PolyhedralSurfaceZ": f"POLYHEDRALSURFACE Z((({A},{B},{C},{D},{A})),{WALL})",
    "MultiPolygonZ": f"MULTIPOLYGON Z((({A},{B},{C},{D},{A})),(({A},{D},{C},{B},{A})),{WALL})",
    "MultiSurfaceZ": f"MULTISURFACE Z(CURVEPOLYGON Z(COMPOUNDCURVE Z(({A},{B},{C},{D},{A}))))",
}
FAR = f"POLYGON(({E + 900} {N},{E + 950} {N},{E + 950} {N + 50},{E + 900} {N}))"


def surface(kind, **columns):
    fields = tuple((name, "Double") for name in columns)
    return shape_layer([SURFACES[kind]], kind, fields=fields, rows=[tuple(columns.values())] if columns else None)


def results(run, name, kind):
    fixes = {"INPUT": point_layer(walk_rows(units=1, fixes=20)), "TIME_FIELD": "time"}
    sites = shape_layer([f"POINT({E} {N})"], "Point")
    given = {
        "places": ("scoregaps", {**fixes, "PLACES": surface(kind)}),
        "area": ("scoregaps", {**fixes, "AREA": surface(kind)}),
        "demand": ("scoregaps", {**fixes, "AREA": surface("PolygonZ"), "DEMAND": [surface(kind)]}),
        "zones of effort": ("patroleffort", {**fixes, "PLACES": surface(kind)}),
        "scored places": ("findblindspots", {"INPUT": surface(kind, priority=1.0, gap=0.9), "SHARE": 100}),
        "areas to sweep": ("sweepareas", {"INPUT": surface(kind)}),
        "no-fly zone": ("sweepareas", {"INPUT": shape_layer([FAR]), "NO_FLY": [surface(kind)]}),
        "blind spots": (
            "planroutes",
            {"BLIND_SPOTS": [surface(kind)], "LAUNCH_SITES": sites, "MAX_ITERATIONS": 5},
        ),
    }
    algorithm, parameters = given[name]
    output = "ROUTES" if algorithm == "planroutes" else "OUTPUT"
    result = run(algorithm, **parameters, **{output: "memory:"})
    numbers = {key: value for key, value in result.items() if isinstance(value, (int, float))}
    return numbers, sorted(feature.geometry().area() for feature in result[output].getFeatures())


NAMES = ("places", "area", "demand", "zones of effort", "scored places", "areas to sweep", "no-fly zone", "blind spots")


@pytest.mark.parametrize("name", NAMES)
def test_a_surface_is_its_footprint(run, log, name):
    expected, areas = results(run, name, "PolygonZ")
    for kind in SURFACES:
        found, covered = results(run, name, kind)
        assert found == pytest.approx(expected, rel=1e-6), kind
        assert covered == pytest.approx(areas, rel=1e-6), kind
    assert not any("Traceback" in text for text in log.errors)


def test_places_that_all_stand_upright_are_said_to_be_flat(run, log):
    wall = shape_layer([f"POLYHEDRALSURFACE Z({WALL})"], "PolyhedralSurfaceZ", name="wall")
    with pytest.raises(QgsProcessingException, match=r"wall \(PLACES\) has no feature with a usable geometry"):
        run("scoregaps", INPUT=point_layer(walk_rows(1, 9)), TIME_FIELD="time", PLACES=wall, OUTPUT="memory:")
    assert any("wall: 1 feature has no area" in text for text in log.warnings)


def test_curves_with_times_are_tracks(run):
    arc = ",".join(f"{E + x} {N + y} {1767308400 + x}" for x, y in ((0, 0), (50, 50), (100, 0)))
    curve = f"COMPOUNDCURVE M(CIRCULARSTRING M({arc}))"
    for kind, wkt in (("CompoundCurveM", curve), ("MultiCurveM", f"MULTICURVE M({curve})")):
        tracks = run("preparetracks", INPUT=shape_layer([wkt], kind), OUTPUT="memory:")
        assert tracks["TRACK_COUNT"] == 1
        ((length,),) = attributes(tracks["OUTPUT"], "distance_m")
        assert length == pytest.approx(157.08, rel=0.03)  # without scatter: bends are cut a little
