"""Slivers and needles: thin polygons get a path that sees them, along their outline."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate

from blindspot.engine.airspace.airspace import Airspace
from blindspot.engine.progress import quiet
from blindspot.engine.sweep.areas import SweepRules, swept_parts
from blindspot.engine.sweep.coverage import coverage, path_length
from blindspot.engine.sweep.slivers import sliver_path
from blindspot.engine.sweep.sweep import MIN_COVERAGE, Thoroughness, single_direction_path, sweep_paths


def strip(length, width):
    return shapely.box(0, -width / 2, length, width / 2)


def needle(length, width):
    return shapely.Polygon([(0, 0), (length, 0), (length / 2, width)])


def bent(length, width):
    line = shapely.LineString([(0, 0), (length / 2, length / 3), (length, 0), (1.2 * length, length)])
    return line.buffer(width / 2, cap_style="flat", join_style="mitre")


def ring(length, width):
    return shapely.Point(0, 0).buffer(length / 2).boundary.buffer(width / 2)


def dented(length, width):
    return shapely.Polygon([(0, 0), (length, 0), (length, width), (length / 3, width / 9), (0, width)])


@settings(max_examples=60, deadline=None)
@given(
    shape=st.sampled_from([strip, needle, bent, ring, dented]),
    length=st.floats(0, 3.3).map(lambda power: 10**power),
    width=st.floats(-3, -1.5).map(lambda power: 10**power),
    angle=st.floats(0, 180),
    swath=st.sampled_from([10.0, 60.0, 100.0]),
    thoroughness=st.sampled_from(list(Thoroughness)),
)
def test_every_sliver_is_seen(shape, length, width, angle, swath, thoroughness):
    """1 mm to 3 cm wide, at the place of a UTM zone."""
    polygon = translate(rotate(shape(length, width), angle, origin=(0, 0)), 500_000, 5_500_000)
    if polygon.geom_type != "Polygon" or not polygon.is_valid:
        return
    paths = [*sweep_paths(polygon, swath, quiet, thoroughness), single_direction_path(polygon, swath, 0.3)]
    for path in paths:
        assert coverage(polygon, path, swath) >= MIN_COVERAGE
        assert path_length(path) <= polygon.length
        assert shapely.distance(polygon, shapely.points(path)).max() < 1e-3


@pytest.mark.parametrize(("shape", "length"), [(strip, 1000), (bent, 2222), (ring, 3136)])
def test_the_path_is_as_long_as_the_sliver(shape, length):
    """The length of the middle line; of a ring, the whole of it."""
    path = sliver_path(shape(1000, 0.01), 60.0, MIN_COVERAGE)
    assert path_length(path) == pytest.approx(length, rel=2e-3)


def test_a_polygon_that_is_no_sliver_is_swept_as_before():
    assert sliver_path(shapely.box(0, 0, 300, 2), 60.0, MIN_COVERAGE) is None
    assert len(sweep_paths(shapely.box(0, 0, 300, 120), 60.0)) == 4


@pytest.mark.parametrize(("swath", "limit"), [(60.0, 0.6), (100.0, 1.0), (4.0, 0.05)])
def test_how_wide_a_sliver_may_be(swath, limit):
    assert sliver_path(strip(1000, 0.9 * limit), swath, MIN_COVERAGE) is not None
    assert sliver_path(strip(1000, 1.1 * limit), swath, MIN_COVERAGE) is None


@pytest.mark.parametrize("angle", [None, 0.0, 1.0])
def test_a_narrow_strip_cut_across_keeps_its_pieces(angle):
    zones = Airspace(np.array([], object))
    for width in (0.11, 0.3, 0.7, 1.0):
        (swept,) = swept_parts(strip(400, width), SweepRules(zones, 10.0, 10.0, angle), quiet)
        assert swept.coverage > 0.99


@pytest.mark.parametrize("width", [0.2, 0.8, 1.6, 3.0])
def test_the_path_around_a_wide_thin_ring_stays_in_it(width):
    """It has more lines than are ordered one by one, and lines of one run are on both sides of the hole."""
    polygon, swath = ring(2000, width), 10.0
    for path in sweep_paths(polygon, swath, thoroughness=Thoroughness.LITTLE):
        assert coverage(polygon, path, swath) >= MIN_COVERAGE
        assert shapely.length(shapely.difference(shapely.linestrings(path), polygon.buffer(0.05))) == 0
