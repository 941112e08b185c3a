"""Partition: parts fit into the maximum area, are connected and compact."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter, label
from shapely import affinity

from blindspot.engine.errors import UserError
from blindspot.engine.spots.adjacency import components, touching_polygons
from blindspot.engine.spots.partition import Pieces, compact_parts, cut_polygon


def square_cells(mask, size=50.0):
    column, row = np.nonzero(np.asarray(mask, dtype=bool))
    return shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)


def blob(seed, count=60, wave=7):
    """The largest connected area of smooth noise, with bays, narrow parts and holes."""
    field = gaussian_filter(np.random.default_rng(seed).normal(size=(count, count)), wave)
    islands, _ = label(field > np.quantile(field, 0.55))
    return islands == np.bincount(islands[islands > 0]).argmax()


def split(polygons, max_area):
    touches = touching_polygons(polygons)
    centre = shapely.get_coordinates(shapely.centroid(polygons))
    pieces = Pieces(shapely.area(polygons), centre, touches.first, touches.second, touches.length)
    parts = compact_parts(pieces, max_area)
    apart = parts[touches.first] != parts[touches.second]
    connected = components(len(polygons), touches.first[~apart], touches.second[~apart])
    assert len(np.unique(connected)) == parts.max() + 1, "each part is connected"
    return np.array([shapely.union_all(polygons[parts == number]) for number in range(parts.max() + 1)])


def convexity(polygons):
    return shapely.area(polygons) / shapely.area(shapely.convex_hull(polygons))


def roundness(polygons):
    """Polsby and Popper's: 1 for a disc, 0.785 for a square."""
    return 4 * np.pi * shapely.area(polygons) / shapely.length(polygons) ** 2


def test_three_square_kilometres_are_cut_into_parts_of_similar_size():
    parts = split(square_cells(np.ones((35, 35))), 250_000)
    area = shapely.area(parts)
    assert 13 <= len(parts) <= 16
    assert area.max() <= 250_000
    assert area.min() > 0.8 * area.max()
    assert convexity(parts).min() > 0.8
    assert roundness(parts).min() > 0.5


@pytest.mark.parametrize("seed", range(8))
def test_irregular_areas_are_cut_into_compact_parts(seed):
    cells = square_cells(blob(seed))
    parts = split(cells, 250_000)
    area = shapely.area(parts)
    assert area.sum() == pytest.approx(len(cells) * 2500)
    assert area.max() <= 250_000
    assert len(parts) <= 1.35 * area.sum() / 250_000 + 2
    assert np.median(area) > 0.7 * 250_000
    # A 4:1 strip has a roundness of 0.50; cells make every oblique edge a staircase, which costs a fifth of it.
    assert np.median(convexity(parts)) > 0.8
    assert np.median(roundness(parts)) > 0.4
    assert convexity(parts).min() > 0.45


def test_a_ring_is_cut_into_arcs():
    far = np.hypot(*np.mgrid[-30:31, -30:31])
    parts = split(square_cells((far < 30) & (far > 24)), 250_000)
    assert convexity(parts).min() > 0.7


def test_a_strip_is_cut_across():
    parts = split(square_cells(np.ones((2, 200))), 100_000)
    assert convexity(parts).min() > 0.95
    assert shapely.area(parts).min() > 80_000


@given(
    st.integers(0, 2**31),
    st.integers(2, 14),
    st.floats(0.3, 1.0),
    st.sampled_from([2500.0, 6000.0, 10_000.0, 30_000.0]),
)
@settings(max_examples=60, deadline=None)
def test_parts_fit_and_are_connected(seed, side, density, max_area):
    mask = np.random.default_rng(seed).random((side, side)) <= density
    mask[0, 0] = True
    cells = square_cells(mask)
    parts = split(cells, max_area)
    assert shapely.area(parts).max() <= max_area * (1 + 1e-9)
    assert shapely.area(parts).sum() == pytest.approx(2500 * len(cells))
    assert (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON).all()


@given(st.integers(0, 2**31), st.integers(2, 7), st.integers(2, 7), st.floats(1.0, 6.0))
@settings(max_examples=100, deadline=None)
def test_no_small_part_remains_that_fits_into_a_neighbour(seed, columns, rows, room):
    random = np.random.default_rng(seed)
    east, north = (np.cumsum(np.r_[0, random.uniform(5, 40, count)]) for count in (columns, rows))
    i, j = (index.ravel() for index in np.indices((columns, rows)))
    keep = random.random(len(i)) < 0.9
    keep[0] = True
    pieces = shapely.box(east[i], north[j], east[i + 1], north[j + 1])[keep]
    max_area = room * shapely.area(pieces).max()
    parts = split(pieces, max_area)
    area = shapely.area(parts)
    assert area.max() <= max_area * (1 + 1e-9)
    assert area.sum() == pytest.approx(shapely.area(pieces).sum())
    touches = touching_polygons(parts)
    both = area[touches.first] + area[touches.second]
    small = np.minimum(area[touches.first], area[touches.second]) < max_area / 2
    assert (both[small] > max_area).all()


def test_pieces_of_different_sizes_are_joined_as_far_as_they_fit():
    widths = np.array([60.0, 10, 10, 10, 60, 30, 30, 5, 90])
    east = np.cumsum(widths)
    parts = split(shapely.box(east - widths, 0, east, 10), 1000)
    assert shapely.area(parts).max() <= 1000
    assert len(parts) <= 5


def test_a_piece_above_the_limit_is_a_part_on_its_own():
    parts = split(np.array([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 40, 10)]), 200)
    assert sorted(shapely.area(parts)) == [100, 300]


ZONES = {
    "square": shapely.box(0, 0, 1000, 1000),
    "strip": affinity.rotate(shapely.box(0, 0, 8000, 50), 37),
    "hole": shapely.Point(0, 0).buffer(900) - shapely.Point(200, 100).buffer(400),
    "bay": shapely.box(0, 0, 1000, 1000) - shapely.box(200, 300, 1000, 700),
    "comb": shapely.union_all(
        [shapely.box(0, 0, 1000, 100)] + [shapely.box(x, 0, x + 50, 900) for x in range(0, 1000, 200)]
    ),
}


@pytest.mark.parametrize("far", [0.0, 4e6])
@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("max_area", [250_000, 33_333])
def test_zones_are_cut_without_loss(name, max_area, far):
    zone = affinity.translate(ZONES[name], far / 8, far)
    pieces = np.array(cut_polygon(zone, max_area))
    assert (shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON).all()
    assert shapely.is_valid(pieces).all()
    assert shapely.area(pieces).max() <= max_area * (1 + 1e-8)
    assert shapely.area(pieces).sum() == pytest.approx(zone.area, rel=1e-9)
    assert shapely.union_all(pieces, grid_size=1e-3).symmetric_difference(zone).area < 1e-3 * zone.length
    parts = split(pieces, max_area)
    assert shapely.area(parts).max() <= max_area * (1 + 1e-8)


def test_a_square_is_cut_into_the_fewest_pieces_possible():
    assert shapely.area(cut_polygon(ZONES["square"], 250_000)) == pytest.approx([250_000] * 4)
    assert shapely.area(cut_polygon(ZONES["square"], 400_000)) == pytest.approx([1e6 / 3] * 3)


def test_a_polygon_that_fits_is_not_cut():
    assert cut_polygon(ZONES["square"], 1e6) == [ZONES["square"]]


def test_an_absurd_number_of_parts_is_refused():
    with pytest.raises(UserError, match="MAX_AREA is 1 m2"):
        cut_polygon(shapely.box(0, 0, 1000, 1000), 1.0)


def test_progress_never_decreases():
    seen = []
    polygons = square_cells(np.ones((30, 30)))
    touches = touching_polygons(polygons)
    centre = shapely.get_coordinates(shapely.centroid(polygons))
    pieces = Pieces(shapely.area(polygons), centre, touches.first, touches.second, touches.length)
    compact_parts(pieces, 30_000, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 100
