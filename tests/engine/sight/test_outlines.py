"""Outlines with needless vertices are simplified, all others are not touched."""

import numpy as np
import shapely

from blindspot.engine.sight.outlines import SIMPLIFIED, plain_outlines


def test_usual_buildings_are_not_touched():
    long = shapely.segmentize(shapely.box(0, 0, 100, 100), 1.0)
    small = shapely.Point(0, 0).buffer(1, quad_segs=8)
    buildings = np.array([shapely.box(0, 0, 10, 10), long, small])
    found, simplified = plain_outlines(buildings)
    assert found is buildings
    assert simplified == 0
    assert plain_outlines(np.zeros(0, object))[1] == 0


def test_round_towers_keep_their_walls_to_centimetres():
    tower = shapely.Point(7, 3).buffer(20, quad_segs=100_000)
    yard = tower.difference(shapely.Point(7, 3).buffer(5, quad_segs=500))
    buildings = np.array([shapely.box(0, 0, 10, 10), tower, yard])
    found, simplified = plain_outlines(buildings)
    assert simplified == 2
    assert found[0] is buildings[0]
    assert (shapely.get_num_coordinates(found[1:]) < 150).all()
    assert (shapely.hausdorff_distance(found[1:], buildings[1:]) <= SIMPLIFIED + 1e-9).all()
    assert shapely.is_valid(found).all()
    assert len(found[2].interiors) == 1


def test_an_outline_that_would_vanish_is_kept():
    thread = shapely.LineString([(0, 0), (0.3, 0)]).buffer(0.01, quad_segs=64)
    found, simplified = plain_outlines(np.array([thread]))
    assert simplified == 0
    assert found[0].equals(thread)
