"""No-fly zones that cut spots, slits between zones, and spots that are far too large, through blindspot:planroutes."""

import pytest
import shapely
from qgis.core import QgsProcessingException
from test_planroutes import Listener, layer, run, sites


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Initializes Processing."""


def lines(results):
    return [shapely.from_wkt(found.geometry().asWkt()) for found in results["ROUTES"].getFeatures()]


def moved(shape):
    return shapely.affinity.translate(shapely.from_wkt(shape), 500_000, 5_000_000)


def reasons(results):
    return {(left["spot_id"], left["reason"]) for left in results["UNSERVED"].getFeatures()}


@pytest.mark.parametrize("objective", [0, 1])
def test_a_corridor_that_a_zone_cuts_is_swept_around_it(objective):
    river = layer("LineString", ["LINESTRING(200 300, 900 350)"], [[5]])
    wall = "POLYGON((500 250, 540 250, 540 360, 500 360, 500 250))"
    listener = Listener()
    results = run(
        listener,
        OBJECTIVE=objective,
        BLIND_SPOTS=[river],
        NO_FLY=[layer("Polygon", [wall])],
        CORRIDOR_WIDTH=200,
        ENDURANCE=40,
    )
    assert results["ROUTE_COUNT"] >= 1
    assert ("1", "inside a no-fly zone") in reasons(results)
    assert all(shapely.distance(line, moved(wall)) > 5 - 1e-3 for line in lines(results))
    assert any("CLEARANCE" in text for text in listener.infos)
    assert not any("failed its own check" in text for text in listener.warnings)


@pytest.mark.parametrize(("clearance", "straight"), [(5, False), (0.5, True)])
def test_a_slit_between_zones_is_no_way_through(clearance, straight):
    zones = [f"POLYGON((400 {low}, 440 {low}, 440 {low + 300}, 400 {low + 300}, 400 {low}))" for low in (2, -302)]
    results = run(
        BLIND_SPOTS=[layer("Point", ["POINT(800 0)"], [[1]])],
        NO_FLY=[layer("Polygon", zones)],
        CLEARANCE=clearance,
    )
    (line,) = lines(results)
    assert (line.length < 1700) == straight
    assert min(shapely.distance(line, moved(zone)) for zone in zones) > min(clearance, 2) - 1e-3


def test_a_launch_site_near_a_zone_is_left_and_said():
    zone = layer("Polygon", ["POLYGON((2 -50, 100 -50, 100 50, 2 50, 2 -50))"])
    listener = Listener()
    results = run(listener, NO_FLY=[zone])
    assert results["ROUTE_COUNT"] >= 1
    assert any("1 launch site is nearer" in text for text in listener.infos)
    with pytest.raises(QgsProcessingException, match=r"base 1.*no-fly zone"):
        run(NO_FLY=[zone], NO_FLY_BUFFER=3)


def test_a_buffer_above_the_clearance_is_not_mentioned():
    listener = Listener()
    run(listener, NO_FLY=[layer("Polygon", ["POLYGON((900 900, 950 900, 950 950, 900 900))"])], NO_FLY_BUFFER=10)
    assert not any("CLEARANCE" in text for text in listener.infos)


def test_a_polygon_of_100_km_does_not_take_the_others_with_it():
    huge = layer("Polygon", ["POLYGON((-50000 -50000, 50000 -50000, 50000 50000, -50000 50000, -50000 -50000))"], [[9]])
    points = layer("Point", ["POINT(200 300)"], [[1]], name="points")
    listener = Listener()
    results = run(listener, BLIND_SPOTS=[huge, points], LAUNCH_SITES=sites())
    assert results["ROUTE_COUNT"] >= 1
    assert results["SERVED_PRIORITY"] > 1
    assert "larger than all batteries together" in {reason for _, reason in reasons(results)}
    assert any("MAX_AREA" in text for text in listener.warnings)
