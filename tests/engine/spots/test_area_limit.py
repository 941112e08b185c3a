"""The area above which spots are cut: cells of a grid are never cut, zones are."""

import numpy as np
import pytest
import shapely

from blindspot.engine.spots.area_limit import USUAL_AREA, area_limit
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots


def grid(side, size, count=8):
    """A block of count x count cells of `side` metres; size: a factor on each, or one for all."""
    x, y = (axis.ravel() * side for axis in np.meshgrid(np.arange(count), np.arange(count)))
    return shapely.box(x, y, x + side * size, y + side)


def scored(geometry):
    one = np.ones(len(geometry))
    return ScoredPlaces(geometry, one, one, one, np.full(len(geometry), ""))


@pytest.mark.parametrize("side", [10, 50, 166])
def test_small_cells_keep_the_usual_area(side):
    limit = area_limit(grid(side, 1), None)
    assert (limit.max_area, limit.note) == (USUAL_AREA, "")


@pytest.mark.parametrize("side", [167, 500, 1000])
def test_large_cells_make_spots_of_nine(side):
    limit = area_limit(grid(side, 1), None)
    assert limit.max_area == pytest.approx(9 * side**2)
    assert f"9 cells of {side**2:,}" in limit.note
    assert not limit.doubtful


@pytest.mark.parametrize("side", [500, 1000])
@pytest.mark.parametrize("given", [None, 1.0, 100_000.0, 250_000.0, 1.5e6])
def test_no_cell_is_ever_cut(side, given):
    places = scored(grid(side, 1))
    limit = area_limit(places.geometry, given)
    spots = find_spots(places, SpotRules(share=1.0, max_area=limit.max_area))
    assert sum(spots.places) == len(places.geometry)
    assert spots.area_m2.min() >= side**2 * (1 - 1e-9)
    if given is None:
        assert spots.places.max() > 3  # not one by one


def test_a_given_area_below_a_cell_is_a_warning_and_a_larger_one_is_kept():
    cells = grid(500, 1)
    small = area_limit(cells, 10_000.0)
    assert small.doubtful
    assert "10,000 m2" in small.note
    assert "250,000 m2" in small.note
    kept = area_limit(cells, 300_000.0)
    assert (kept.max_area, kept.note, kept.doubtful) == (300_000.0, "", False)
    assert area_limit(cells, 0.0).max_area == 0.0
    equal = area_limit(cells, 250_000.0)
    assert (equal.max_area, equal.note, equal.doubtful) == (250_000.0, "", False)


def test_cells_that_a_projection_made_slightly_different_are_cells():
    cells = grid(500, np.linspace(0.995, 1.0, 64))
    limit = area_limit(cells, 10_000.0)
    assert limit.max_area == pytest.approx(250_000.0)
    assert area_limit(cells, None).max_area == pytest.approx(9 * 250_000.0)  # nine of the largest
    spots = find_spots(scored(cells), SpotRules(share=1.0, max_area=limit.max_area))
    assert sum(spots.places) == len(cells)


def test_zones_of_different_sizes_few_polygons_and_points_are_no_cells():
    zones = grid(1000, np.linspace(0.2, 1.0, 64))
    for places in (zones, grid(1000, 1)[:5], shapely.points(np.zeros((20, 2))), np.zeros(0, object)):
        assert area_limit(places, None).max_area == USUAL_AREA
        assert area_limit(places, 10_000.0).max_area == 10_000.0


def test_a_large_least_area_raises_the_usual_one():
    assert area_limit(grid(50, 1), None, 400_000.0).max_area == 400_000.0


@pytest.mark.parametrize(("cells", "others", "limit"), [(60, 4, 40_000.0), (40, 24, 10_000.0), (10, 0, 40_000.0)])
def test_most_polygons_must_be_of_one_size_and_others_do_not_count(cells, others, limit):
    """Cells of 4 ha among zones of 1 km2: the limit is a cell where nearly all are cells, and never a zone."""
    places = np.concatenate([grid(200, 1)[:cells], grid(1000, 1)[:others]])
    assert area_limit(places, 10_000.0).max_area == limit


def test_nine_polygons_are_no_grid():
    assert area_limit(grid(200, 1)[:9], 10_000.0).max_area == 10_000.0
