"""blindspot:exposure through processing.run: exact times, edited plans, many nights, and bad input."""

from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from small_layers import attributes, shape_layer

X, Y = 500_000, 5_000_000
CRS = "EPSG:32650"
OWN = {"CAMERA": 1, "SENSOR_WIDTH": 10, "FOCAL_LENGTH": 15, "IMAGE_WIDTH": 2000, "IMAGE_HEIGHT": 1000}
"""40 x 20 m from 60 m"""
FIELDS = "field=drone:integer&field=sortie:integer&field=altitude_m:double&field=swath_m:double"


def routes(*rows, crs=CRS, fields=FIELDS, name="routes"):
    """Routes from (values, ((x, y, t), ...))."""
    layer = QgsVectorLayer(f"LineStringZM?crs={crs}&{fields}", name, "memory")
    features = []
    for values, path in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        vertices = ", ".join(f"{x} {y} 60 {t}" for x, y, t in path)
        feature.setGeometry(QgsGeometry.fromWkt(f"LineStringZM({vertices})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def east(begin=0, y=0):
    """100 m to the east in 10 s."""
    return ((X, Y + y, begin), (X + 100, Y + y, begin + 10))


ONE = ((1, 1, 60, 60), east())


def box(x0, y0, x1, y1):
    x0, x1, y0, y1 = X + x0, X + x1, Y + y0, Y + y1
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


def schools(*shapes, name="schools", kind="Polygon", crs=CRS):
    rows = [[f"{name} {index}"] for index in range(1, len(shapes) + 1)]
    return shape_layer(shapes, kind, crs, name, [("name", "QString")], rows)


def expose(run, given=None, **more):
    outputs = {"OUTPUT": "memory:", "NEIGHBOURHOODS": "memory:"}
    return run("exposure", **{"ROUTES": routes(ONE) if given is None else given, **outputs, **more})


def test_times_over_and_in_view(run):
    result = expose(run, PRIVACY=[schools(box(40, -5, 60, 5))], PRIVACY_BUFFER=0, **OWN)
    ((name, kind, over, view, passes, nights, lowest, share),) = attributes(
        result["OUTPUT"], "place_name", "kind", "over_s", "view_s", "passes", "nights", "lowest_m", "seen_share"
    )
    assert (name, kind, passes, nights, lowest, share) == ("schools 1", "schools", 1, 1, 60, 1)
    assert (over, view) == pytest.approx((2, 4))
    assert result["PRIVACY_MINUTES"] == pytest.approx(2 / 60)
    assert result["VIEW_MINUTES"] == pytest.approx(4 / 60)
    assert result["FOOTPRINT_KM2"] == pytest.approx(120 * 40 / 1e6)
    assert result["PRIVACY_KM2"] == pytest.approx(200 / 1e6)
    assert result["DRONE_MINUTES"] == pytest.approx(1 / 6)
    assert (result["PLACES_IN_VIEW"], result["PLACE_COUNT"], result["NIGHT_COUNT"]) == (1, 1, 1)


def test_the_buffer_counts_for_over_and_not_for_in_view(run):
    result = expose(run, PRIVACY=[schools(f"POINT({X + 50} {Y + 25})", kind="Point")], PRIVACY_BUFFER=30, **OWN)
    ((over, view),) = attributes(result["OUTPUT"], "over_s", "view_s")
    assert view == 0
    assert over == pytest.approx(2 * (30**2 - 25**2) ** 0.5 / 10, rel=0.06)


def test_without_a_camera_the_swath_is_the_view(run, log):
    result = expose(run, PRIVACY=[schools(f"POINT({X + 50} {Y + 18})", kind="Point")])
    ((view,),) = attributes(result["OUTPUT"], "view_s")
    assert view == pytest.approx(2 * 24 / 10, rel=1e-3)
    assert any("circle as wide as the swath, 60 m" in text for text in log.infos)


def test_neighbourhoods(run):
    areas = schools(box(0, -50, 50, 50), box(50, -50, 100, 50), box(500, 0, 600, 100), name="areas")
    result = expose(run, AREAS=areas, PRIVACY=[schools(box(40, -5, 60, 5))], PRIVACY_BUFFER=0, **OWN)
    rows = attributes(
        result["NEIGHBOURHOODS"],
        "area_name",
        "drone_min",
        "min_per_km2",
        "share",
        "privacy_min",
        "seen_km2",
        "area_km2",
    )
    assert [row[0] for row in rows] == ["areas 1", "areas 2", "areas 3"]
    assert rows[0][1:] == pytest.approx((5 / 60, 5 / 60 / 0.005, 0.5, 1 / 60, 0.002, 0.005))
    assert rows[2][1:6] == (0, 0, 0, 0, 0)


def test_kinds_overlaps_and_drones(run, log):
    given = routes(ONE, ((2, 1, 60, 60), east(3)))
    homes = schools(box(20, -5, 40, 5), box(30, -5, 50, 5), name="homes")
    result = expose(run, given, PRIVACY=[homes, schools(box(30, -5, 60, 5))], PRIVACY_BUFFER=0, **OWN)
    assert [row[0] for row in attributes(result["OUTPUT"], "over_s")] == pytest.approx([4, 4, 6])
    assert result["PRIVACY_MINUTES"] == pytest.approx(8 / 60)
    assert [row[0] for row in attributes(result["OUTPUT"], "kind")] == ["homes", "homes", "schools"]


def test_many_nights(run, tmp_path):
    fields = f"field=night:integer&{FIELDS}"
    day = 86_400
    given = routes(*(((night, 1, 1, 60, 60), east(1_773_680_000 + night * day)) for night in (1, 2, 2)), fields=fields)
    page = tmp_path / "page.html"
    result = expose(run, given, PRIVACY=[schools(box(40, -5, 60, 5))], PRIVACY_BUFFER=0, HTML=str(page), **OWN)
    ((nights, worst, view),) = attributes(result["OUTPUT"], "nights", "worst_s", "view_s")
    assert (nights, worst, view) == pytest.approx((2, 8, 12))
    assert result["NIGHT_COUNT"] == 2
    assert result["PRIVACY_MINUTES_NIGHT"] == pytest.approx(4 / 60)
    text = page.read_text(encoding="utf-8")
    assert "By night" in text
    assert "night 2" in text
    assert "16:00–17:00" in text
    expose(run, given, PRIVACY=[schools(box(40, -5, 60, 5))], TIMEZONE="Asia/Shanghai", HTML=str(page))
    assert "00:00–01:00" in page.read_text(encoding="utf-8")


def test_the_page(run, tmp_path):
    page = tmp_path / "page.html"
    areas = schools(box(0, -50, 50, 50), name="areas <b>")
    given = {"PRIVACY": [schools(box(40, -5, 60, 5))], "AREAS": areas}
    result = expose(run, HTML=str(page), **given, **OWN)
    text = Path(result["HTML"]).read_text(encoding="utf-8")
    for part in (
        "By kind of place",
        "By neighbourhood",
        "hour 1",
        "schools 1",
        "areas &lt;b&gt; 1",
        "<svg",
        "or within 30",
    ):
        assert part in text, part
    assert "areas <b>" not in text
    assert str(tmp_path) not in text
    again = tmp_path / "again.html"
    expose(run, HTML=str(again), **given, **OWN)
    assert again.read_text(encoding="utf-8").split("<body>")[1] == text.split("<body>")[1]


def waypoints(*rows):
    fields = "field=drone:integer&field=sortie:integer&field=seq:integer&field=arrive_s:double&field=leave_s:double"
    layer = QgsVectorLayer(f"PointZM?crs={CRS}&{fields}", "waypoints", "memory")
    features = []
    for seq, (x, y, arrive, leave) in enumerate(rows, 1):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([1, 1, seq, arrive, leave])
        feature.setGeometry(QgsGeometry.fromWkt(f"PointZM({x} {y} 60 {arrive})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_moved_waypoints_count(run, log):
    school = schools(box(50, 190, 60, 210))
    kept = expose(run, WAYPOINTS=waypoints((X, Y, 0, 0), (X + 100, Y, 10, 10)), PRIVACY=[school], **OWN)
    assert attributes(kept["OUTPUT"], "view_s") == [(0,)]
    assert not log.warnings
    moved = waypoints((X, Y, 0, 0), (X + 100, Y + 400, 10, 10))
    result = expose(run, WAYPOINTS=moved, PRIVACY=[school], PRIVACY_BUFFER=0, **OWN)
    ((view,),) = attributes(result["OUTPUT"], "view_s")
    assert view > 0
    assert result["DRONE_MINUTES"] == pytest.approx((100**2 + 400**2) ** 0.5 / 10 / 60)
    assert any("1 waypoint was moved" in text for text in log.warnings)


def test_edited_routes_count(run):
    given = routes(ONE)
    assert given.startEditing()
    assert given.moveVertex(X + 100, Y + 400, 1, 1)
    result = expose(run, given, PRIVACY=[schools(box(45, 190, 55, 210))], PRIVACY_BUFFER=0, **OWN)
    assert attributes(result["OUTPUT"], "view_s")[0][0] > 0
    given.rollBack()


def test_layers_in_degrees(run):
    school = schools("POLYGON((117 45.150, 117.001 45.150, 117.001 45.152, 117 45.152, 117 45.150))", crs="EPSG:4326")
    layer = routes(((1, 1, 60, 60), ((117.0005, 45.149, 0), (117.0005, 45.153, 40))), crs="EPSG:4326")
    result = expose(run, layer, PRIVACY=[school], PRIVACY_BUFFER=0, **OWN)
    ((over,),) = attributes(result["OUTPUT"], "over_s")
    assert over == pytest.approx(20, abs=0.01)
    assert result["OUTPUT"].crs() == QgsCoordinateReferenceSystem("EPSG:32650")


def test_the_camera_of_the_plan_is_taken(run, log, tmp_path):
    area = shape_layer([box(0, 0, 300, 200)], crs=CRS, fields=[("priority", "Double")], rows=[[1.0]])
    sites = shape_layer([f"POINT({X} {Y - 100})"], "Point", CRS, name="sites")
    plan = {"BLIND_SPOTS": [area], "LAUNCH_SITES": sites, "MAX_ITERATIONS": 5, "DRONES": 1, "ROUTES": "memory:"}
    made = run("planroutes", **plan, **OWN)["ROUTES"]
    result = expose(run, made, PRIVACY=[schools(box(0, 0, 50, 50))])
    assert any("from 60 m the image shows 40.0 x 20.0 m" in text for text in log.infos)
    assert result["PRIVACY_MINUTES"] > 0
    log.infos.clear()
    expose(run, made, PRIVACY=[schools(box(0, 0, 50, 50))], CAMERA=0)
    assert any("Without a camera" in text for text in log.infos)


def test_bad_input(run, log):
    with pytest.raises(QgsProcessingException, match=r"Give .*or both"):
        expose(run)
    with pytest.raises(QgsProcessingException, match="no route"):
        expose(run, routes(), PRIVACY=[schools(box(0, 0, 1, 1))])
    points = schools(f"POINT({X} {Y})", kind="Point")
    with pytest.raises(QgsProcessingException, match="contains points or lines"):
        expose(run, PRIVACY=[points], PRIVACY_BUFFER=0)
    with pytest.raises(QgsProcessingException, match="Shanghi"):
        expose(run, PRIVACY=[points], TIMEZONE="Asia/Shanghi")
    with pytest.raises(QgsProcessingException, match="no layer of waypoints"):
        expose(run, PRIVACY=[points], WAYPOINTS=points)
    far = expose(run, PRIVACY=[schools(box(9000, 0, 9100, 100))], AREAS=schools(box(9000, 0, 9100, 100)), **OWN)
    assert (far["PRIVACY_MINUTES"], far["PLACES_IN_VIEW"]) == (0, 0)
    assert any("None of 1 privacy place" in text for text in log.infos)
    empty = expose(run, PRIVACY=[schools()], **OWN)
    assert empty["OUTPUT"].featureCount() == 0
    assert any("no feature that can be used" in text for text in log.warnings)


def test_invalid_rings_are_repaired_and_said(run, log):
    x, y = X + 40, Y - 10
    bow = f"POLYGON(({x} {y}, {x + 20} {y + 20}, {x + 20} {y}, {x} {y + 20}, {x} {y}))"
    result = expose(run, PRIVACY=[schools(bow, None)], PRIVACY_BUFFER=0, **OWN)
    assert [row[0] for row in attributes(result["OUTPUT"], "view_s")] == pytest.approx([4])
    assert any("repaired" in text for text in log.warnings)
    assert any("no geometry" in text for text in log.warnings)


def test_a_place_that_cannot_be_read_is_not_ignored(run):
    with pytest.raises(QgsProcessingException, match="no privacy place may be ignored"):
        expose(run, PRIVACY=[schools("POLYGON((0 0, 1 0, 2 0, 0 0))", box(40, -5, 60, 5))], **OWN)


def test_routes_without_fields_of_the_plan(run, log):
    layer = routes(((1,), east()), fields="field=drone:integer")
    result = expose(run, layer, PRIVACY=[schools(box(40, -5, 60, 5))], **OWN)
    assert result["FOOTPRINT_KM2"] > 0
    assert any("altitude_m" in text for text in log.warnings)
    assert any("swath_m" in text for text in log.warnings)
