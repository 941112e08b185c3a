"""Figures beside those of an earlier layer."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from small_publication import RULES

from blindspot.engine.publication.differencing import Comparison, EarlierLayer
from blindspot.engine.publication.evidence_counts import Evidence
from blindspot.engine.publication.merged_places import Merging

CELLS = shapely.box(np.arange(4) * 50.0, 0, np.arange(1, 5) * 50.0, 50)
ALONE = Merging(np.arange(4), np.full(4, 50.0), np.array([True, True, False, False]))
"""Two cells with enough evidence, and two without."""
SHOWN = np.array([True, False, False, False])


def evidence(*units):
    place = np.repeat(np.arange(len(units)), units)
    unit = np.concatenate([np.arange(count) for count in units])
    return Evidence(len(units), place, unit, unit % 3, np.full(len(unit), 9), np.full(len(unit), 60.0), 0, 2)


def withheld(earlier, found=None, cells=CELLS, days=(0, 2)):
    found = evidence(4, 4, 1, 1) if found is None else found
    return Comparison.of(cells, found, days, [earlier], RULES).withheld(ALONE).tolist()


def test_the_rest_of_an_earlier_total_is_known():
    """The second cell, subtracted from what the earlier total leaves, would tell of the two cells of one unit."""
    earlier = EarlierLayer(CELLS, SHOWN, 0, 2, total=True)
    assert withheld(earlier) == [False, True, False, False]
    assert withheld(replace(earlier, total=False)) == [False] * 4
    assert withheld(earlier, evidence(4, 4, 4, 1)) == [False] * 4  # then the other two have enough together


def test_what_lies_beyond_the_places_cannot_be_counted():
    whole = EarlierLayer(np.array([shapely.box(0, 0, 300, 50)], object), np.array([True]), 0, 2)
    assert withheld(whole, evidence(4, 4, 4, 4)) == [True, True, False, False]
    same = replace(whole, shapes=np.array([shapely.box(0, 0, 200, 50)], object))
    assert withheld(same, evidence(4, 4, 4, 4)) == [False] * 4


def test_a_block_that_is_known_already_less_a_cell():
    block = EarlierLayer(np.array([shapely.box(0, 0, 100, 50)], object), np.array([True]), 0, 2, total=False)
    assert withheld(block) == [False] * 4
    small = Merging(np.arange(4), np.full(4, 50.0), np.array([True, False, False, False]))
    found = Comparison.of(CELLS, evidence(4, 1, 1, 1), (0, 2), [block], RULES).withheld(small)
    assert found.tolist() == [True, False, False, False]


@pytest.mark.parametrize(("first", "last", "told"), [(3, 9, False), (1, 2, True), (0, 2, False), (-4, 2, True)])
def test_days_that_differ_need_evidence_of_their_own(first, last, told):
    """Of another period with a day in common; there are no fixes of the days before 0."""
    earlier = EarlierLayer(CELLS, SHOWN, first, last, total=False)
    assert withheld(earlier)[0] == told
