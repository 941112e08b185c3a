"""The gap against closed forms and brute force, and its properties."""

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import brute
from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection, sweep_width
from blindspot.engine.score.gap import SilentNights, gap, gap_by
from blindspot.engine.score.passes import Passes, find_passes
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

HOUR = 3600.0


def passes(stays, rate=np.inf) -> Passes:
    """Passes at sample 0 from (start, end) pairs, each of a different unit."""
    stays = sorted(stays)
    n = len(stays)
    start, end = (np.array([s[i] for s in stays], float) for i in (0, 1))
    return Passes(np.zeros(n, np.int64), np.arange(n), start, end, np.full(n, rate))


def one_gap(stays, moments, revisit, rate=np.inf) -> float:
    return float(gap(passes(stays, rate), 1, np.atleast_2d(np.array(moments, float)), revisit)[0])


def test_without_passes_the_gap_is_1():
    assert one_gap([], [0, 10 * HOUR], HOUR) == 1.0


def test_instant_passes_closer_than_the_revisit_interval_give_a_gap_of_0():
    stays = [(t, t) for t in np.arange(0, 12 * HOUR + 1, 0.9 * HOUR)]
    assert one_gap(stays, [0, 10 * HOUR], HOUR) == 0.0


def test_instant_passes_further_apart_than_the_revisit_interval():
    period, revisit = 24 * HOUR, 2 * HOUR
    times = np.array([1.0, 6.0, 7.0, 15.5]) * HOUR
    intervals = np.diff(np.r_[0.0, times, period])
    # The moments of U end R before the period, so those of the last interval do, too.
    expected = np.maximum(intervals - revisit, 0).sum() / (period - revisit)
    assert one_gap([(t, t) for t in times], [0, period - revisit], revisit) == pytest.approx(expected, abs=1e-12)


def test_a_stay_inside_every_window_has_a_closed_form():
    # A stay of s = 100 s: for moments whose window contains all of it, the probability of a miss is exp(-s / tau).
    stay, tau = 100.0, 30.0
    assert one_gap([(5000.0, 5100.0)], [2000.0, 4900.0], 3600.0, 1 / tau) == pytest.approx(
        np.exp(-stay / tau), rel=1e-12
    )


def test_a_window_that_slides_over_a_stay_has_a_closed_form():
    # For u from s - R to e - R, the exposure rises linearly from 0 to (e - s) / tau.
    s, e, revisit, tau = 5000.0, 5100.0, 1000.0, 30.0
    x = (e - s) / tau
    assert one_gap([(s, e)], [s - revisit, e - revisit], revisit, 1 / tau) == pytest.approx(
        -np.expm1(-x) / x, rel=1e-12
    )


def test_poisson_passes_give_an_exponential_gap():
    rng = np.random.default_rng(7)
    mean, revisit, period = 3 * HOUR, 2 * HOUR, 200_000 * HOUR
    times = np.sort(rng.uniform(0, period, rng.poisson(period / mean)))
    found = one_gap([(t, t) for t in times], [0, period - revisit], revisit)
    assert found == pytest.approx(np.exp(-revisit / mean), abs=4 * 0.5 / np.sqrt(period / mean))


def test_a_high_detection_rate_approaches_immediate_detection():
    stays = [(1000.0, 1400.0), (9000.0, 9100.0)]
    at_once = one_gap(stays, [0, 20_000], 3000)
    nearly = one_gap(stays, [0, 20_000], 3000, rate=1e6)
    assert nearly == pytest.approx(at_once, abs=1e-6)


def tracks_of(rows):
    """Tracks from {unit: [(t, x, y), ...]}."""
    flat = [(unit, *fix) for unit, track in rows.items() for fix in track]
    names = sorted(rows)
    unit, t, x, y = zip(*flat, strict=True)
    code = np.array([names.index(u) for u in unit])
    data = Fixes(*(np.array(v, float) for v in (x, y, t)), code, np.arange(len(flat)), tuple(names))
    return tracks_from_fixes(data, TrackRules(max_speed=1e9, max_outage=1e9, max_pause=1e9))[0]


def gap_of_rows(rows, xy, reach, tau, revisit, moments) -> np.ndarray:
    tracks = tracks_of(rows)
    places = point_places(*np.array(xy, float).T)
    found = find_passes(tracks, places, Detection.same(len(tracks.unit_names), reach, tau))
    return gap(found, len(places), np.array(moments, float), revisit)


coordinate = st.integers(-200, 200).map(float)
track = st.lists(
    st.tuples(st.integers(0, 40).map(lambda i: 30.0 * i), coordinate, coordinate),
    min_size=1,
    max_size=8,
    unique_by=lambda f: f[0],
)
some_tracks = st.dictionaries(st.sampled_from("abc"), track.map(sorted), min_size=1)


@settings(max_examples=80)
@given(
    some_tracks,
    st.tuples(coordinate, coordinate),
    st.sampled_from([40.3, 90.7]),  # no fix is exactly at range: the sampling would miss a single instant
    st.sampled_from([0.0, 20.0, 200.0]),
    st.sampled_from([120.0, 400.0]),
)
def test_against_brute_force(rows, xy, reach, tau, revisit):
    moments = [(0.0, 500.0), (620.0, 900.0)]
    assume(tau > 0 or all(len(fixes) > 1 for fixes in rows.values()))  # the sampling would miss a single fix
    found = gap_of_rows(rows, [xy], reach, tau, revisit, moments)[0]
    assert found == pytest.approx(
        brute.gap(rows.values(), *xy, reach, tau, revisit, moments), abs=2e-3 if tau else 1e-2
    )


MOMENTS = [(0.0, 1000.0)]
PLACES = [(0.0, 0.0), (60.0, -80.0), (-150.0, 120.0)]


@settings(deadline=None, max_examples=100)
@given(some_tracks, track.map(sorted))
def test_another_track_never_raises_a_gap(rows, extra):
    before = gap_of_rows(rows, PLACES, 60, 30, 300, MOMENTS)
    after = gap_of_rows({**rows, "z": extra}, PLACES, 60, 30, 300, MOMENTS)
    assert np.all(after <= before + 1e-9)
    assert np.all((before >= 0) & (before <= 1))


@settings(deadline=None, max_examples=100)
@given(some_tracks)
def test_gap_decreases_with_range_detection_rate_and_revisit_interval(rows):
    base = gap_of_rows(rows, PLACES, 60, 30, 300, MOMENTS)
    assert np.all(gap_of_rows(rows, PLACES, 90, 30, 300, MOMENTS) <= base + 1e-9)
    assert np.all(gap_of_rows(rows, PLACES, 60, 10, 300, MOMENTS) <= base + 1e-9)
    assert np.all(gap_of_rows(rows, PLACES, 60, 0, 300, MOMENTS) <= base + 1e-9)
    assert np.all(gap_of_rows(rows, PLACES, 60, 30, 500, MOMENTS) <= base + 1e-9)


@settings(deadline=None, max_examples=100)
@given(some_tracks, st.floats(0.05, 0.95))
def test_splitting_a_leg_changes_nothing(rows, share):
    split = {}
    for unit, fixes in rows.items():
        split[unit] = [fixes[0]]
        for (ta, xa, ya), (tb, xb, yb) in itertools.pairwise(fixes):
            split[unit] += [(ta + share * (tb - ta), xa + share * (xb - xa), ya + share * (yb - ya)), (tb, xb, yb)]
    np.testing.assert_allclose(
        gap_of_rows(split, PLACES, 60, 30, 300, MOMENTS), gap_of_rows(rows, PLACES, 60, 30, 300, MOMENTS), atol=1e-6
    )


def test_adjoining_watches_add_up_to_their_union():
    rows = {"a": [(0.0, -100.0, 0.0), (300.0, 100.0, 0.0), (900.0, 0.0, 10.0)]}
    whole = gap_of_rows(rows, PLACES, 60, 30, 300, [(0.0, 800.0)])
    parts = [gap_of_rows(rows, PLACES, 60, 30, 300, [band]) for band in ((0.0, 250.0), (250.0, 800.0))]
    np.testing.assert_allclose(250 * parts[0] + 550 * parts[1], 800 * whole, rtol=1e-12)


def test_random_legs_agree_with_koopmans_formula():
    # Legs with random position and direction in an area: the mean gap over places is about 1 - POD = exp(-W L / A).
    rng = np.random.default_rng(3)
    side, reach, legs, length = 4000.0, 50.0, 400, 500.0
    start = rng.uniform(-1000, side + 1000, (legs, 2))
    angle = rng.uniform(0, 2 * np.pi, legs)
    end = start + length * np.column_stack([np.cos(angle), np.sin(angle)])
    rows = {f"u{i:03}": [(100.0, *start[i]), (100.0 + length, *end[i])] for i in range(legs)}
    xy = rng.uniform(0, side, (4000, 2))
    found = gap_of_rows(rows, xy, reach, 0, 2000, [(0.0, 50.0)]).mean()
    area = (side + 2000) ** 2
    # A leg detects everything within reach of it (a capsule). The tolerance is for the random legs.
    coverage = legs * (2 * reach * length + np.pi * reach**2) / area
    assert found == pytest.approx(np.exp(-coverage), abs=0.03)


def test_the_weighted_mean_over_slots_is_the_gap():
    stays = [(300.0, 900.0), (2500.0, 2600.0), (7000.0, 7000.0)]
    moments = np.array([[0.0, 1000.0], [1000.0, 1700.0], [4000.0, 6000.0]])
    slot = np.array([0, 2, 0])
    for rate in (1 / 40, np.inf):
        by_slot = gap_by(passes(stays, rate), 2, moments, slot, 4, 1200.0)
        whole = gap(passes(stays, rate), 2, moments, 1200.0)
        hours = np.array([3000.0, 0.0, 700.0, 0.0])
        assert np.isnan(by_slot[:, [1, 3]]).all()
        assert np.nansum(by_slot * hours, axis=1) / hours.sum() == pytest.approx(whole, abs=1e-12)
        assert by_slot[0, 2] == one_gap(stays, [1000.0, 1700.0], 1200.0, rate)


@pytest.mark.parametrize("rate", [1 / 500, np.inf])
@pytest.mark.parametrize("stays", [[], [(300.0, 900.0), (2500.0, 2600.0), (4100.0, 5000.0)]])
def test_silent_nights_have_the_effect_of_passes(rate, stays):
    moments = np.array([[0.0, 1000.0], [2000.0, 6000.0]])
    silent = np.array([[500.0, 800.0], [4000.0, 4900.0]])
    found = gap(passes(stays, 1 / 300), 1, moments, 1200.0, SilentNights(silent, rate))[0]
    own = passes(stays, 1 / 300)
    assert found == pytest.approx(gap(own.extended_by(passes(silent.tolist(), rate)), 1, moments, 1200.0)[0], abs=1e-9)


def test_mixed_rates_against_brute_force():
    rows = {"a": [(0.0, 0.0, 0.0), (600.0, 0.0, 0.0)], "b": [(300.0, 10.0, 0.0), (900.0, 10.0, 0.0)]}
    tracks = tracks_of(rows)
    found = find_passes(
        tracks, point_places([0.0], [0.0]), Detection(np.array([50.0, 50.0]), np.array([1 / 100, 1 / 700]))
    )
    moments = [(0.0, 800.0)]
    exact = gap(found, 1, np.array(moments), 400.0)[0]

    def exposure(t):
        return np.clip(t, 0, 600) / 100 + np.clip(t - 300, 0, 600) / 700

    u = np.linspace(0, 800, 400_001)
    assert exact == pytest.approx(np.mean(np.exp(-(exposure(u + 400) - exposure(u)))), abs=1e-5)


def test_random_crossings_give_the_exponential_of_coverage():
    """C = W L / A: straight passes that cross an area at random miss a place with probability exp(-C) (Koopman)."""
    rng = np.random.default_rng(11)
    side, reach, tau, speed, lines = 4000.0, 50.0, 20.0, 5.0, 90
    angle, offset = rng.uniform(0, np.pi, lines), rng.uniform(-1, 1, lines) * side
    along = np.array([np.cos(angle), np.sin(angle)])
    middle = side / 2 + offset * np.array([-along[1], along[0]])
    a, b = middle - 4 * side * along, middle + 4 * side * along
    lasts = 8 * side / speed
    rows = {f"{i:02d}": [(0.0, *a[:, i]), (lasts, *b[:, i])] for i in range(lines)}
    x, y = rng.uniform(side * 0.1, side * 0.9, (2, 4000))
    tracks = tracks_of(rows)
    found = find_passes(tracks, point_places(x, y), Detection.same(lines, reach, tau))
    unseen = gap(found, len(x), np.array([[0.0, 1.0]]), lasts)
    within = np.array([_length_in_square(p, q, side) for p, q in zip(a.T, b.T, strict=True)])
    coverage = sweep_width(reach, 1 / tau, speed) * within.sum() / side**2
    # With so few lines the mean over places varies with the seed, with a standard deviation of about 0.02.
    assert unseen.mean() == pytest.approx(np.exp(-coverage), abs=0.06)


def _length_in_square(p, q, side) -> float:
    return shapely.LineString([p, q]).intersection(shapely.box(0, 0, side, side)).length


@settings(max_examples=60)
@given(some_tracks, st.permutations(range(12)))
def test_gap_does_not_depend_on_order_repeats_and_origin(rows, order):
    flat = [(unit, *fix) for unit, fixes in rows.items() for fix in fixes]
    shuffled = [flat[i % len(flat)] for i in order] + flat  # in another order, with repeats
    names = sorted(rows)

    def of(fixes, later=0.0):
        unit, t, x, y = zip(*fixes, strict=True)
        columns = (np.array(x, float), np.array(y, float), np.array(t, float) + later)
        data = Fixes(*columns, np.array([names.index(u) for u in unit]), np.arange(len(fixes)), tuple(names))
        tracks = tracks_from_fixes(data, TrackRules(max_speed=1e9, max_outage=1e9, max_pause=1e9))[0]
        found = find_passes(tracks, point_places(*np.array(PLACES).T), Detection.same(len(names), 60, 30))
        return gap(found, len(PLACES), np.array(MOMENTS) + later, 300)

    assert np.array_equal(of(flat), of(shuffled))
    np.testing.assert_allclose(of(flat), of(flat, 1_767_225_600.0), atol=1e-8)


@settings(max_examples=60)
@given(some_tracks, some_tracks)
def test_longer_stays_and_more_units_never_raise_the_gap(rows, others):
    one = gap_of_rows(rows, PLACES, 60, 30, 300, MOMENTS)
    longer = {unit: [*fixes, (fixes[-1][0] + 120.0, *fixes[-1][1:])] for unit, fixes in rows.items()}
    assert np.all(gap_of_rows(longer, PLACES, 60, 30, 300, MOMENTS) <= one + 1e-9)
    both = rows | {f"{unit}2": fixes for unit, fixes in others.items()}
    assert np.all(gap_of_rows(both, PLACES, 60, 30, 300, MOMENTS) <= one + 1e-9)
    assert np.all((one >= 0) & (one <= 1))


def test_no_rounding_error_is_carried_from_sample_to_sample():
    """If times were rounded to ticks separately, an error of the exposure would remain for all samples after it."""
    rng = np.random.default_rng(5)
    samples, nights, day = 20_000, 365, 86_400.0
    sample = np.repeat(np.arange(samples), 4)
    start = rng.uniform(0, nights * day, len(sample))
    some = Passes(sample, 0 * sample, start, start + rng.uniform(0, 600, len(sample)), np.full(len(sample), 1 / 30))
    moments = np.arange(nights)[:, None] * day + np.array([[0.0, 7 * HOUR]])
    together = gap(some, samples, moments, 7200.0)
    for k in range(0, samples, 500):
        assert together[k] == pytest.approx(gap(some.of_samples(k, k + 1), 1, moments, 7200.0)[0], abs=1e-10)
