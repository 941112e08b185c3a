"""Drones that fly along the same legs are drawn at different levels."""

from blindspot.engine.drones.shared_legs import line_levels

A, B, C, D = (0, 0), (500, 0), (500, 400), (0, 400)


def test_drones_on_one_leg_differ_and_others_are_alike():
    levels, sharing = line_levels([("", 1, (A, B, C, A)), ("", 2, (A, D, A)), ("", 3, (C, B))])
    assert levels == {1: 0, 2: 0, 3: 1}
    assert sharing == {1, 3}


def test_another_night_is_another_sky():
    levels, sharing = line_levels([(1, 1, (A, B)), (2, 2, (A, B))])
    assert levels == {1: 0, 2: 0}
    assert not sharing


def test_hovering_is_no_leg():
    assert line_levels([("", 1, (A, A)), ("", 2, (A, A))])[1] == set()


def test_more_drones_than_levels_repeat_them():
    levels, _ = line_levels([("", drone, (A, B)) for drone in range(1, 6)])
    assert set(levels.values()) == {0, 1, 2}
    assert line_levels([]) == ({}, set())
