"""Numbered areas: they cover what was asked, do not overlap, and give nothing away by their edges."""

import numpy as np
import pytest
import shapely

from blindspot.engine.consultation.areas import MOST_AREAS, grid_areas, named_areas
from blindspot.engine.consultation.levels import FEW, HIDDEN, MANY, SOME, level_edges, levels
from blindspot.engine.errors import UserError

SIZE = 500.0


def test_cells_are_numbered_from_the_north_west_and_snapped():
    areas = grid_areas((510, 20, 1400, 900), SIZE)
    assert areas.number.tolist() == [1, 2, 3, 4]
    corners = [tuple(shape.bounds[:2]) for shape in areas.shape]
    assert corners == [(500, 500), (1000, 500), (500, 0), (1000, 0)]


def test_the_edges_do_not_follow_what_is_inside():
    one, other = grid_areas((510, 20, 1400, 900), SIZE), grid_areas((740, 333, 1001, 501), SIZE)
    assert shapely.equals(one.shape, other.shape).all()


def test_cells_without_a_place_are_left_out():
    cells = shapely.box(np.array([0, 50, 1450]), 0, np.array([50, 100, 1500]), 50)  # the last touches the edge at 1500
    areas = grid_areas(tuple(shapely.total_bounds(cells)), SIZE, cells)
    assert [tuple(shape.bounds) for shape in areas.shape] == [(0, 0, 500, 500), (1000, 0, 1500, 500)]


def test_a_long_place_is_in_all_cells_that_it_crosses():
    street = np.array([shapely.LineString([(10, 10), (1990, 10)])])
    assert len(grid_areas(tuple(shapely.total_bounds(street)), SIZE, street)) == 4


@pytest.mark.parametrize(
    ("extent", "size"), [((0, 0, 1000, 1000), 199), ((0, 0, 1e5, 1e5), 500), ((0, 0, 1e9, 1e9), 200)]
)
def test_too_small_or_too_many_cells(extent, size):
    with pytest.raises(UserError, match="AREA_SIZE"):
        grid_areas(extent, size)


def test_neighbourhoods_do_not_overlap():
    shapes = np.array([shapely.box(0, 0, 600, 600), shapely.box(400, 0, 1000, 600), shapely.box(410, 10, 590, 590)])
    areas = named_areas(shapes, ("A", " B  b ", "inside A"))
    assert areas.name == ("A", "B b")
    assert areas.size_m2.sum() == pytest.approx(1000 * 600)
    assert areas.at(shapely.points([500, 800, 5000], [300, 300, 0])).tolist() == [0, 1, -1]


def test_given_numbers_stay():
    shapes = np.array([shapely.box(0, 0, 600, 600), shapely.box(1000, 0, 1600, 600)])
    areas = named_areas(shapes, ("A", "B"), np.array([17, 4]))
    assert list(zip(areas.number.tolist(), areas.name, strict=True)) == [(4, "B"), (17, "A")]
    assert areas.at(shapely.points([1200.0], [10.0])).tolist() == [0]


def test_too_many_neighbourhoods():
    x = np.arange(MOST_AREAS + 1) * 300.0
    with pytest.raises(UserError, match="larger neighbourhoods"):
        named_areas(shapely.box(x, 0, x + 300, 300), ("",) * len(x))


def test_levels_have_none_for_none():
    hidden = np.array([False, False, False, False, True])
    found = levels(np.array([0.0, 59.9, 60.0, 600.0, 9999.0]), level_edges("1; 10"), hidden)
    assert found.tolist() == [FEW, FEW, SOME, MANY, HIDDEN]


@pytest.mark.parametrize("text", ["", "1", "10,1", "0,5", "a,b", "1,2,3", "nan,2", "1,inf"])
def test_wrong_levels(text):
    with pytest.raises(UserError, match="LEVELS"):
        level_edges(text)
