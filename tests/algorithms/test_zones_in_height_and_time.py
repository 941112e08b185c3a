"""No-fly zones with limits of height and times of validity through planroutes, plannights and sweepareas."""

import pytest
import shapely
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsRasterLayer
from test_planroutes import ORIGIN, UTM, Listener, layer, run

FIELDS = "&".join(
    f"field={name}:string"
    for name in ("name", "lower_m", "lower_ref", "upper_m", "upper_ref", "valid_from", "valid_to", "schedule")
)
NAMES = ("name", "lower_m", "lower_ref", "upper_m", "upper_ref", "valid_from", "valid_to", "schedule")
WALL = "POLYGON((400 -200, 440 -200, 440 200, 400 200, 400 -200))"
START = "2027-01-18T12:00:00Z"  # a Monday


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Initializes Processing."""


def zone(shape=WALL, **values):
    return layer("Polygon", [shape], [[{"name": "wall", **values}.get(name) for name in NAMES]], FIELDS, name="zones")


def planned(zones, log=None, **more):
    spot = layer("Point", ["POINT(800 0)"], [[1]])
    zones = zones if isinstance(zones, list) else [zones]
    defaults = {"BLIND_SPOTS": [spot], "NO_FLY": zones, "START": START, "DRONES": 1}
    return run(log or Listener(), **{**defaults, **more})


def straight(results):
    """Whether the route goes through the wall."""
    (line,) = [shapely.from_wkt(feature.geometry().asWkt()) for feature in results["ROUTES"].getFeatures()]
    return line.intersects(shapely.affinity.translate(shapely.from_wkt(WALL), *ORIGIN))


def said(log, text):
    return any(text in one for one in log.infos + log.warnings)


@pytest.mark.parametrize(
    ("values", "through"),
    [
        ({}, False),
        ({"lower_m": "120", "lower_ref": "AGL"}, True),
        ({"upper_m": "30", "upper_ref": "AGL"}, True),
        ({"lower_m": "62", "lower_ref": "AGL"}, False),
        ({"lower_m": "30", "lower_ref": "AGL", "upper_m": "70", "upper_ref": "AGL"}, False),
    ],
)
def test_zones_above_and_below_are_not_in_the_way(values, through):
    log = Listener()
    results = planned(zone(**values), log)
    assert straight(results) == through
    assert results["SERVED_PRIORITY"] == 1
    assert said(log, "1 no-fly zone is not in the way by height (wall): drones fly 60 m") == through


def test_a_zone_at_the_height_of_the_second_layer_counts():
    high = {"lower_m": "68", "lower_ref": "AGL", "upper_m": "90", "upper_ref": "AGL"}
    assert straight(planned(zone(**high)))
    assert not straight(planned(zone(**high), DRONES=2))
    assert straight(planned(zone(**high), DRONES=2, LAYER_SPACING=2))


def dem(tmp_path, height):
    path = str(tmp_path / "dem.tif")
    made = gdal.GetDriverByName("GTiff").Create(path, 200, 200, 1, gdal.GDT_Float32)
    made.SetGeoTransform((ORIGIN[0] - 2500, 30, 0, ORIGIN[1] + 3000, 0, -30))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(int(UTM.split(":")[1]))
    made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).Fill(height)
    made = None
    return QgsRasterLayer(path, "dem")


@pytest.mark.parametrize(("lower", "through"), [("380", True), ("350", False)])
def test_limits_above_sea_level_are_compared_over_terrain(lower, through, tmp_path):
    over = zone(lower_m=lower, lower_ref="AMSL")
    assert straight(planned(over, TERRAIN=dem(tmp_path, 300.0))) == through
    log = Listener()
    assert not straight(planned(over, log))
    assert said(log, "1 no-fly zone counts as in the way at all heights (wall), because limits above sea level")


@pytest.mark.parametrize(
    ("values", "through"),
    [
        ({"valid_to": "2027-01-18T11:59:00Z"}, True),
        ({"valid_to": "2027-01-18T12:00:30Z"}, False),
        ({"valid_from": "2027-01-18T12:01:00Z"}, False),  # begins in mid-flight
        ({"valid_from": "2027-01-18T18:00:00Z"}, True),
        ({"schedule": "MON 08:00-17:00"}, False),
        ({"schedule": "TUE 08:00-17:00"}, True),
        ({"schedule": "MON SS-SR"}, True),
        ({"schedule": "noon"}, False),
    ],
)
def test_zones_in_force_while_the_drone_is_in_the_air_are_in_the_way(values, through):
    log = Listener()
    results = planned(zone(**values), log)
    assert straight(results) == through
    assert said(log, "1 no-fly zone is not in the way by time (wall)") == through
    assert said(log, "failed its own check") is False
    assert said(log, "counts as in force at all times") == (values == {"schedule": "noon"})


def test_without_start_all_zones_count_as_in_force():
    log = Listener()
    assert not straight(planned(zone(valid_to="2020-01-01T00:00:00Z"), log, START=None))
    assert said(log, "1 no-fly zone with times of validity counts as in force, because the plan has no date")


def test_a_spot_in_a_zone_that_is_in_force_is_unserved_with_its_reason():
    over = "POLYGON((700 -100, 900 -100, 900 100, 700 100, 700 -100))"
    near = layer("Point", ["POINT(800 0)", "POINT(-300 0)"], [[3], [1]])
    results = planned(zone(over, schedule="MON 12:00-12:30"), BLIND_SPOTS=[near])
    left = [(feature["spot_id"], feature["reason"]) for feature in results["UNSERVED"].getFeatures()]
    assert left == [("1", "inside a no-fly zone")]
    assert planned(zone(over, schedule="TUE 12:00-12:30"), BLIND_SPOTS=[near])["UNSERVED"].featureCount() == 0


def test_a_launch_site_below_a_zone_and_one_inside_a_low_zone():
    home = "POLYGON((-50 -50, 50 -50, 50 50, -50 50, -50 -50))"
    assert planned(zone(home, lower_m="100", lower_ref="AGL"))["ROUTE_COUNT"] == 1
    with pytest.raises(
        QgsProcessingException, match=r"base 1 lies inside a no-fly zone \(NO_FLY with NO_FLY_BUFFER; wall\)"
    ):
        planned(zone(home, upper_m="30", upper_ref="AGL"))  # it is climbed through
    with pytest.raises(QgsProcessingException, match=r"in force while drones would start .*\(wall\)"):
        planned(zone(home, schedule="MON 12:00-12:30"))


def test_empty_fields_change_nothing():
    plain = layer("Polygon", [WALL], name="zones")
    one, other = planned(plain), planned(zone())
    for name in ("ROUTES", "WAYPOINTS", "UNSERVED"):
        assert [(f.attributes(), f.geometry().asWkt(17)) for f in one[name].getFeatures()] == [
            (f.attributes(), f.geometry().asWkt(17)) for f in other[name].getFeatures()
        ]


def test_zones_without_restriction_are_left_out_and_said():
    log = Listener()
    free = layer("Polygon", [WALL], [["NO_RESTRICTION"]], "field=restriction:string", name="zones")
    assert straight(planned(free, log))
    assert said(log, "zones: 1 zone has the restriction NO_RESTRICTION")


def test_over_the_watch_a_zone_counts_for_sorties_in_its_hours():
    close = {"OBJECTIVE": 0, "SORTIES": 2, "MAX_ITERATIONS": 5, "START": "2027-01-18T20:00:00Z", "TIMEZONE": "UTC"}
    log = Listener()
    planned(zone(schedule="ANY 22:00-06:00"), log, **close)
    assert said(log, "The plan goes around 1 no-fly zone with times of validity (wall)")
    log = Listener()
    planned(zone(schedule="ANY 08:00-17:00"), log, **close)
    assert said(log, "1 no-fly zone is not in the way by time (wall)")


def test_over_the_watch_drones_take_off_when_no_zone_lies_over_the_launch_site():
    close = {
        "OBJECTIVE": 0,
        "MAX_ITERATIONS": 5,
        "START": "2027-01-18T22:00:00Z",
        "TIMEZONE": "UTC",
        "SPOTS": "memory:",
    }
    home = "POLYGON((-50 -50, 50 -50, 50 50, -50 50, -50 -50))"
    log = Listener()
    results = planned(zone(home, schedule="ANY 18:00-02:00"), log, **close)
    starts = [feature["start"].toUTC().toString("dd HH:mm") for feature in results["ROUTES"].getFeatures()]
    assert starts
    assert min(starts) >= "19 02:01"
    assert said(log, "No-fly zones lie over a launch site at times of the watch (wall): drones take off from 02:01")


def test_sweeps_count_all_zones_and_say_so(log, qgis_processing):
    import processing

    areas = layer("Polygon", ["POLYGON((300 -300, 600 -300, 600 300, 300 300, 300 -300))"])
    high = zone(lower_m="500", lower_ref="AGL", schedule="MON 12:00-12:30")
    given = {"INPUT": areas, "NO_FLY": [high], "SWATH": 60, "OUTPUT": "memory:"}
    results = processing.run("blindspot:sweepareas", given, feedback=log)
    assert results["OUTPUT"].featureCount() >= 1
    assert any("has limits of height or times of validity" in text for text in log.infos)
    wall = shapely.affinity.translate(shapely.from_wkt(WALL), *ORIGIN)
    for feature in results["OUTPUT"].getFeatures():
        assert not shapely.from_wkt(feature.geometry().asWkt()).intersects(wall.buffer(-0.01))
