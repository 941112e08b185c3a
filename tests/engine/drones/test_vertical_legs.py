"""Vertical legs, as seen from above."""

import numpy as np

from blindspot.engine.drones.vertical_legs import APART, with_legs_apart

FLIGHT = np.array(
    [[0, 0, 0, 0], [0, 0, 60, 20], [500, 0, 60, 70], [500, 0, 60, 130], [0, 0, 60, 180], [0, 0, 0, 210.0]]
)


def test_both_ends_of_a_vertical_leg_are_seen_from_above():
    moved = with_legs_apart(FLIGHT)
    assert moved[0].tolist() == [-APART, 0, 0, 0]
    assert moved[-1].tolist() == [APART, 0, 0, 210]
    assert (moved[1:-1] == FLIGHT[1:-1]).all()  # hovering at one height is no leg
    assert (FLIGHT[[0, -1], 0] == 0).all()


def test_a_flight_without_vertical_legs_stays():
    for line in (FLIGHT[1:5], FLIGHT[:1], FLIGHT[:0]):
        assert (with_legs_apart(line) == line).all()
