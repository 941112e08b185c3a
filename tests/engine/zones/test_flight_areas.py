"""DJI's custom flight areas: what is written contains every zone, and the check finds what is wrong."""

import json

import numpy as np
import pytest
import shapely

from blindspot.engine.zones.flight_areas import MOST_CORNERS, faults, flight_areas, in_the_way, outer_ring
from blindspot.engine.zones.geozone import Geozone
from blindspot.engine.zones.shapes import circle
from blindspot.engine.zones.zones import AGL, AMSL
from small_geozones import changed

SQUARE = shapely.box(8.0, 47.0, 8.02, 47.01)


def written(*zones, ceiling=120.0):
    content, count, simplified = flight_areas(zones, ceiling)
    assert faults(content) == []
    document = json.loads(content)
    assert len(document["features"]) == count
    return document["features"], simplified


def star(corners: int, seed: int) -> shapely.Polygon:
    """A ragged outline around 8 E, 47 N, a few kilometres wide."""
    random = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radii = 0.02 * (1 + 0.02 * random.random(corners) + 0.5 * np.sin(3 * angles))
    return shapely.Polygon(np.stack((8 + radii * np.cos(angles), 47 + 0.7 * radii * np.sin(angles)), 1))


def test_polygons_and_circles():
    wide = Geozone(circle(8.1, 47.1, 500.04, 1.0), circle=(8.1, 47.1, 500.04), restriction="PROHIBITED")
    small = Geozone(circle(8.2, 47.1, 3.0, 1.0), circle=(8.2, 47.1, 3.0), restriction="CONDITIONAL")
    features, simplified = written(Geozone(SQUARE, restriction="USPACE"), wide, small)
    square, first, second = features
    assert simplified == 0
    assert shapely.equals(shapely.Polygon(square["geometry"]["coordinates"][0]), SQUARE)
    assert square["properties"] == {"radius": 0, "enable": True}
    assert first["geometry"] == {"type": "Point", "coordinates": [8.1, 47.1]}
    assert first["properties"] == {"subType": "Circle", "radius": 500.1, "enable": True}
    assert second["properties"]["radius"] == 10.0
    assert {each["geofence_type"] for each in features} == {"nfz"}


def test_zones_out_of_reach_and_periods_of_the_same_area_are_not_repeated():
    features, _ = written(
        Geozone(shapely.box(9.0, 47.0, 9.1, 47.1), restriction="NO_RESTRICTION"),
        Geozone(SQUARE, lower=150.0, restriction="PROHIBITED"),
        Geozone(SQUARE, lower=100.0, restriction="PROHIBITED"),
        Geozone(SQUARE, lower=3000.0, lower_ref="AMSL", restriction="PROHIBITED", valid_from=0.0),
        Geozone(SQUARE, restriction="", schedule="MON 08:00-09:00"),
    )
    assert len(features) == 1
    assert len(written(Geozone(SQUARE, lower=150.0), ceiling=200.0)[0]) == 1


def test_a_zone_that_begins_above_sea_level_may_be_in_the_way():
    high = {name: Geozone(SQUARE, lower=5000.0, lower_ref=name) for name in (AGL, AMSL)}
    assert {name: in_the_way(zone, 120.0) for name, zone in high.items()} == {AGL: False, AMSL: True}


@pytest.mark.parametrize("corners", [300, 2000])
@pytest.mark.parametrize("seed", range(4))
def test_simplified_outlines_contain_the_zone_and_are_close_to_it(corners, seed):
    zone = star(corners, seed)
    ring, changed_it = outer_ring(zone)
    assert changed_it
    assert len(ring) <= MOST_CORNERS
    simple = shapely.Polygon(ring)
    assert simple.contains(zone)
    assert simple.area < 1.06 * zone.area


def test_holes_are_filled_and_parts_are_kept():
    holed = SQUARE.difference(shapely.box(8.005, 47.002, 8.01, 47.005))
    both = shapely.multipolygons([holed, shapely.box(8.1, 47.0, 8.2, 47.1)])
    features, _ = written(Geozone(both, restriction="PROHIBITED"))
    assert len(features) == 2
    assert shapely.equals(shapely.Polygon(features[0]["geometry"]["coordinates"][0]), SQUARE)


GOOD = {
    "type": "FeatureCollection",
    "features": [
        {
            "id": "0b0b5f4c-1111-4222-8333-444455556666",
            "type": "Feature",
            "geofence_type": "nfz",
            "geometry": {"type": "Polygon", "coordinates": [[[8, 47], [8.1, 47], [8.1, 47.1], [8, 47]]]},
            "properties": {"radius": 0, "enable": True},
        },
        {
            "id": "0b0b5f4c-1111-4222-8333-444455556667",
            "type": "Feature",
            "geofence_type": "dfence",
            "geometry": {"type": "Point", "coordinates": [8, 47]},
            "properties": {"subType": "Circle", "radius": 10, "enable": False},
        },
    ],
}
RING = ("features", 0, "geometry", "coordinates")
MANY = [[8 + 0.1 * np.cos(a), 47 + 0.1 * np.sin(a)] for a in np.linspace(0, 2 * np.pi, 256, endpoint=False)]


def test_a_good_file_passes():
    assert faults(json.dumps(GOOD).encode()) == []


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("type",), "Feature", "no FeatureCollection"),
        (("features",), {}, "no FeatureCollection"),
        (("features", 0), 5, "is no object"),
        (("features", 0, "id"), "nfz-1", "no UUID"),
        (("features", 0, "id"), GOOD["features"][1]["id"], "id of another"),
        (("features", 0, "type"), ..., "not Feature"),
        (("features", 0, "geofence_type"), "fence", "neither nfz nor dfence"),
        (("features", 0, "geometry", "type"), "MultiPolygon", "neither a Polygon nor a Point"),
        (("features", 0, "properties"), None, "no properties"),
        (("features", 0, "properties", "enable"), 1, "neither true nor false"),
        (("features", 0, "properties", "subType"), "Circle", "no subType"),
        ((*RING, 0), MANY, "256 corners"),
        ((*RING, 0, 3), [8, 46], "not closed"),
        ((*RING, 0, 1), [8.1, 470], "no longitude and latitude"),
        ((*RING, 0), [[8, 47], [9, 48], [9, 47], [8, 48], [8, 47]], "crosses itself"),
        (RING, [[[8, 47]], [[8, 47]]], "one ring"),
        (("features", 1, "properties", "radius"), 9.9, "at least 10 m"),
        (("features", 1, "properties", "radius"), "10", "at least 10 m"),
        (("features", 1, "properties", "subType"), ..., "at least 10 m"),
        (("features", 1, "geometry", "coordinates"), [8], "its centre"),
    ],
)
def test_what_is_wrong_is_found(path, value, message):
    found = faults(json.dumps(changed(GOOD, *path, value)).encode())
    assert any(message in fault for fault in found)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x00\xff", b'{"type": NaN}', b"[" * 10_000])
def test_what_is_no_such_file_is_a_fault(content):
    assert len(faults(content)) == 1
