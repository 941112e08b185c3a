"""Rings along the outline lie a little less than a swath apart: nothing is left between them, and none is too many."""

from itertools import pairwise

import pytest
import shapely

from blindspot.engine.sweep.contours import rings_path
from blindspot.engine.sweep.coverage import coverage
from blindspot.engine.sweep.sweep import inside_of

SHAPES = {
    "square": shapely.box(0, 0, 600, 600),
    "oblong": shapely.box(0, 0, 900, 500),
    "bent": shapely.box(0, 0, 800, 800).difference(shapely.box(400, 400, 800, 800)),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("swath", [40.0, 60.0])
def test_rings_alone_see_nearly_all_with_little_overlap(name, swath):
    shape = SHAPES[name]
    path = rings_path(shape, inside_of(shape), swath)
    assert coverage(shape, path, swath) >= 0.975
    assert 1.0 <= shapely.LineString(path).length * swath / shape.area < 1.18


@pytest.mark.parametrize("swath", [40.0, 60.0])
def test_across_the_rings_no_place_is_further_than_half_a_swath(swath):
    """From the middle of a side inward, away from corners and joins, the rings cross at right angles."""
    square = SHAPES["square"]
    path = shapely.LineString(rings_path(square, inside_of(square), swath))
    crossed = sorted(
        point.x for point in shapely.get_parts(path.intersection(shapely.LineString([(0, 410), (190, 410)])))
    )
    steps = [after - before for before, after in pairwise(crossed)]
    assert crossed[0] == pytest.approx(swath / 2, abs=0.1)
    assert steps == pytest.approx([0.91 * swath] * len(steps), abs=0.5)
