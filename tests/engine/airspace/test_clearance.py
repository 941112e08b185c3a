"""The least distance from zones: slits are closed, and launch sites near a zone can be left."""

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace import airspace as module
from blindspot.engine.airspace.airspace import airspace_around, clearance_notes

SITES = np.array([[-40.0, 0.0]])


def metres(starts, ends):
    return np.hypot(*(ends - starts).T)


def slit(width):
    """Two zones, one above the other, with a slit between them along the x axis."""
    return [shapely.box(0, width / 2, 50, 400), shapely.box(0, -400, 50, -width / 2)]


@pytest.mark.parametrize(("width", "through"), [(0.0, False), (0.5, False), (9.9, False), (10.1, True)])
def test_no_path_leads_through_a_slit_narrower_than_twice_the_clearance(width, through):
    places = np.array([[-50.0, 0.0], [100.0, 0.0]])
    path = airspace_around(slit(width), clearance=5.0).shortest_paths(places, metres).path(0, 1)
    assert (len(path) == 2) == through
    assert shapely.distance(shapely.LineString(path), shapely.union_all(slit(width))) > 5 - 1e-6


def test_the_greater_of_buffer_and_clearance_counts():
    zone = shapely.box(0, 0, 100, 100)
    for buffer, clearance, apart in ((0, 5, 5), (3, 5, 5), (8, 5, 8), (0, 0, 0)):
        found = airspace_around([zone], buffer, clearance)
        assert shapely.union_all(found.zones).bounds == pytest.approx((-apart, -apart, 100 + apart, 100 + apart))
        assert found.given.tolist() == [zone]


def test_a_launch_site_within_the_clearance_can_be_left():
    zone = shapely.box(0, 0, 100, 100)
    sites = np.array([[-2.0, 50.0], [-300.0, 50.0]])
    found = airspace_around([zone], 1.0, 5.0, sites)
    assert found.tight.tolist() == [[-2.0, 50.0]]
    assert not found.closed(sites).any()
    assert found.closed(np.array([[-0.5, 50.0], [-4.0, 80.0]])).all()
    places = np.vstack((sites[:1], [[120.0, 50.0]]))
    path = found.shortest_paths(places, metres).path(0, 1)
    away = shapely.difference(shapely.LineString(path), shapely.Point(sites[0]).buffer(10))
    assert shapely.distance(away, zone) > 5 - 1e-3
    assert airspace_around([zone], 3.0, 5.0, sites).closed(sites).tolist() == [True, False]  # within the buffer


def test_notes_say_what_the_clearance_changes():
    zone = [shapely.box(0, 0, 100, 100)]
    assert clearance_notes(airspace_around([], 0.0, 5.0)) == []
    assert clearance_notes(airspace_around(zone, 5.0, 5.0)) == []
    (note,) = clearance_notes(airspace_around(zone, 0.0, 5.0, SITES))
    assert "5 m" in note
    assert "NO_FLY_BUFFER (0 m)" in note
    _, note = clearance_notes(airspace_around(zone, 0.0, 5.0, np.array([[-2.0, 0], [-3, 0]])))
    assert note.startswith("2 launch sites are nearer")


def test_a_path_sought_near_its_ends_is_the_shortest(monkeypatch):
    random = np.random.default_rng(3)
    zones = [shapely.Point(place).buffer(random.uniform(5, 40), quad_segs=4) for place in random.random((60, 2)) * 600]
    found = airspace_around(zones)
    places = random.random((40, 2)) * 600
    places = places[~found.closed(places)]
    everywhere = found.shortest_paths(places, metres)
    monkeypatch.setattr(module, "FEW_CORNERS", 0)
    bent = 0
    for here in range(len(places) - 1):
        path = found.shortest_path(places[here], places[here + 1], 10.0)
        assert metres(path[:-1], path[1:]).sum() == pytest.approx(everywhere.cost[here, here + 1], rel=1e-6)
        assert not found.blocked(path[:-1], path[1:]).any()
        bent += len(path) > 2
    assert bent > 5
