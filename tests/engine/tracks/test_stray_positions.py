"""Positions that are no measurements: found only by comparison with the others; sound data lose nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks.stray_positions import (
    EXCHANGED,
    IN_DEGREES,
    IN_METRES,
    NULL_ISLAND,
    ONE_ZERO,
    WRONG_SIGN_X,
    WRONG_SIGN_Y,
    WRONG_SIGNS,
    stray_positions,
)
from blindspot.engine.tracks.stray_report import position_sentences, units_text

CITIES = {
    "Helsinki": (24.94, 60.17),
    "Nairobi": (36.82, -1.29),
    "New York": (-74.0, 40.7),
    "Santiago": (-70.65, -33.45),
    "Tokyo": (139.7, 35.7),
}


def city(lon, lat, count=200, seed=0, wide=0.05):
    rng = np.random.default_rng(seed)
    return np.column_stack([lon + rng.normal(0, wide, count), lat + rng.normal(0, wide, count)])


def found(xy, scale=None):
    strays = stray_positions(*xy.T, scale)
    return {reason: index.tolist() for reason, index in strays.faults.items()}


@settings(max_examples=100, deadline=None)
@given(lon=st.floats(-180, 180), lat=st.floats(-80, 80), wide=st.floats(0.001, 3), seed=st.integers(0, 99))
def test_one_area_anywhere_loses_nothing(lon, lat, wide, seed):
    xy = city(lon, lat, seed=seed, wide=wide)
    xy[:, 0] = (xy[:, 0] + 180) % 360 - 180
    assert found(np.clip(xy, [-180, -90], [180, 90])) == {}


def test_sound_areas_far_apart_lose_nothing():
    assert found(np.concatenate([city(*at, seed=i) for i, at in enumerate(CITIES.values())])) == {}
    assert found(np.concatenate([city(-3.2, 51.5), city(3.2, 50.9, 50)])) == {}  # Cardiff, and beside its mirror image
    assert found(np.concatenate([city(179.9, -17, 80), city(-179.9, -17, 50)])) == {}
    assert found(np.concatenate([city(36.8, 0.4, 80), city(36.8, -0.4, 50)])) == {}
    assert found(np.concatenate([city(-0.1, 51.5, 80), [[0.0, 51.5]]])) == {}


@pytest.mark.parametrize("name", CITIES)
@pytest.mark.parametrize("share", [0.01, 0.45])
def test_each_error_of_a_part_has_its_reason(name, share):
    lon, lat = CITIES[name]
    sound = city(lon, lat)
    few = sound[: int(share * len(sound))]
    wrong = {
        WRONG_SIGN_X: few * [-1, 1],
        WRONG_SIGN_Y: few * [1, -1],
        WRONG_SIGNS: -few,
        EXCHANGED: few[:, ::-1],
        NULL_ISLAND: few * 0,
        ONE_ZERO: few * [0, 1],
    }
    if abs(lat) < 2:  # the mirror image lies within the area, or beside it
        del wrong[WRONG_SIGN_Y], wrong[WRONG_SIGNS]
    for reason, bad in wrong.items():
        order = np.random.default_rng(1).permutation(len(sound) + len(bad))
        xy = np.concatenate([sound, bad])[order]
        assert found(xy) == {reason: np.flatnonzero(order >= len(sound)).tolist()}, reason


def test_all_errors_at_once_are_told_apart():
    sound = city(24.94, 60.17, 400)
    few = sound[:7]
    parts = [sound, few * [-1, 1], few * [1, -1], few[:, ::-1], few * 0, few * [1, 0], few * 1e5, [[1e300, -1e300]]]
    xy, result = np.concatenate(parts), found(np.concatenate(parts))
    assert {reason: len(index) for reason, index in result.items()} == dict.fromkeys(
        (WRONG_SIGN_X, WRONG_SIGN_Y, EXCHANGED, NULL_ISLAND, ONE_ZERO, IN_METRES), 7
    )
    together = np.concatenate(list(result.values()))
    assert len(np.unique(together)) == len(together) == len(xy) - 401


def test_zero_is_sound_where_others_lie_near():
    assert found(np.concatenate([city(0.3, 0.2), np.zeros((9, 2))])) == {}
    wide = np.concatenate([city(0.3, 0.2, wide=1.0), city(36.8, -1.3)])
    assert found(np.concatenate([wide, np.zeros((9, 2)), [[0.0, 0.4], [0.4, 0.0]]])) == {}
    assert found(np.zeros((9, 2))) == {NULL_ISLAND: list(range(9))}
    few_near = np.concatenate([city(36.8, -1.3), city(0.3, 0.2, 10)])
    assert found(np.concatenate([few_near, np.zeros((9, 2))])) == {}
    hardly_any = np.concatenate([city(36.8, -1.3), city(0.3, 0.2, 1)])
    assert found(np.concatenate([hardly_any, np.zeros((9, 2))])) == {NULL_ISLAND: list(range(201, 210))}
    around = np.random.default_rng(0).uniform(-1e-4, 1e-4, (9, 2))
    assert found(np.concatenate([city(24.9, 60.2), around])) == {NULL_ISLAND: list(range(200, 209))}
    assert found(np.concatenate([city(6.6, 0.2), [[6.6, 0.0]]])) == {}  # Sao Tome


def test_a_mirror_image_of_as_many_fixes_is_said_but_kept():
    sound = city(24.94, 60.17, 30)
    strays = stray_positions(*np.concatenate([sound, sound * [-1, 1]]).T, None)
    assert strays.faults == {}
    assert list(strays.undecided) == [WRONG_SIGN_X]
    (said,) = position_sentences(strays, np.repeat([0, 1], 30), ("a", "b"))
    assert "cannot be known" in said
    assert "units a, b" in said


@pytest.mark.parametrize(("count", "rejected"), [(30, False), (5, True)])
def test_among_many_areas_two_may_be_mirror_images_by_chance(count, rejected):
    areas = [city(10 + 6 * i, 50, 100, seed=i) for i in range(25)]
    image = areas[10][:count] * [-1, 1]
    index = list(range(2500, 2500 + count))
    assert found(np.concatenate([*areas, image])) == ({WRONG_SIGN_X: index} if rejected else {})


def test_metres_have_the_same_errors():
    sound = np.random.default_rng(0).normal([2_776_000, 8_437_000], 3000, (100, 2))
    assert found(np.concatenate([sound, [[0, -7e-10]]]), 1.0) == {NULL_ISLAND: [100]}
    assert found(np.concatenate([sound, sound[:9, ::-1]]), 1.0) == {EXCHANGED: list(range(100, 109))}
    assert found(np.concatenate([sound, city(24.9, 60.2, 60)]), 1.0) == {IN_DEGREES: list(range(100, 160))}
    local = np.random.default_rng(0).normal(0, 3000, (100, 2))
    assert found(np.concatenate([local, [[0, 0], [24.9, 60.2]]]), 1.0) == {}
    assert found(np.concatenate([sound / 0.3048, [[24.9, 60.2]]]), 1 / 0.3048) == {IN_DEGREES: [100]}


def test_the_sentence_names_units_and_what_to_do():
    strays = stray_positions(*np.concatenate([city(24.94, 60.17), np.zeros((3, 2))]).T, None)
    unit = np.r_[np.zeros(200, int), [1, 1, 2]]
    assert position_sentences(strays, unit, ("a", "b", "")) == [
        "3 fixes rejected: at (0, 0), far from all others (units b, without a name). Receivers report (0, 0) while "
        "they have no position."
    ]


@pytest.mark.parametrize("share", [0.05, 0.6])
def test_null_island_in_a_projected_crs(share):
    """Longitude and latitude 0 in EPSG:27700 lie at (622575, -5527063)."""
    null_island = (622_575.7, -5_527_063.2)
    rng = np.random.default_rng(0)
    x, y = 430_000 + rng.uniform(0, 5000, 100), 170_000 + rng.uniform(0, 5000, 100)
    lost = np.arange(100) < 100 * share
    x[lost], y[lost] = null_island[0] + 0.3, null_island[1]
    assert stray_positions(x, y, 1.0, null_island).faults[NULL_ISLAND].tolist() == np.flatnonzero(lost).tolist()
    assert stray_positions(x, y, 1.0).faults == {}
    assert stray_positions(x[~lost], y[~lost], 1.0, null_island).faults == {}


def test_a_coordinate_of_0_at_null_island_is_rejected_once():
    x, y = np.full(50, 430_000.0) + np.arange(50), np.full(50, 6_700_000.0)
    x[:3], y[:3] = -2_700_000.0, 0.0
    faults = stray_positions(x, y, 1.0, (-2_700_000.0, 0.0)).faults
    assert {reason: index.tolist() for reason, index in faults.items()} == {NULL_ISLAND: [0, 1, 2]}


def test_fixes_near_null_island_are_kept():
    x, y = np.linspace(-50_000, 50_000, 101), np.zeros(101)
    assert stray_positions(x, y, 1.0, (0.0, 0.0)).faults == {}


def test_five_units_are_named_those_with_the_most_fixes_first():
    names = ("a", "b", "c", "d", "e", "f", "g")
    codes = np.repeat(np.arange(7), [1, 3, 5, 7, 6, 4, 2])
    assert units_text(codes, names) == "units d, e, c, f, b and 2 more"
    assert units_text(codes[codes > 1], names) == "units d, e, c, f, g"
    assert units_text([4, 4], names) == "unit e"
    assert units_text([0], ("",)) == "without a unit"
