"""Detection after dark: tracks cut at dusk and dawn, against the intervals in range by light and after dark."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.light import Light, cut_at_dusk_and_dawn, passes_by_light
from blindspot.engine.score.passes import find_passes
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import score_places
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.timing.sun_hours import SunHours
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.planned import NO_OUTAGES
from blindspot.engine.tracks.tracks import Outages, Tracks

EVENING = datetime(2026, 3, 20, 12, tzinfo=UTC).timestamp()
NANJING, DAY = Light(118.8, 32.05), 86_400.0


def tracks_of(*units: list[tuple[float, float, float]]) -> Tracks:
    """A track for each unit from (x, y, seconds after EVENING)."""
    rows = [np.array(unit, float) for unit in units]
    x, y, t = np.concatenate(rows).T
    counts = [len(row) for row in rows]
    names = tuple(f"unit {number}" for number in range(len(rows)))
    return Tracks(
        x, y, t + EVENING, np.repeat(np.arange(len(rows), dtype=np.int32), counts), np.r_[0, np.cumsum(counts)],
        names, NO_OUTAGES,
    )  # fmt: skip


def detection_of(tracks: Tracks, by_light: float, dark: np.ndarray | float) -> Detection:
    return replace(Detection.same(len(tracks.unit_names), by_light, 30.0), dark=dark)


def random_case(seed: int) -> tuple[Tracks, object]:
    """Units that wander for days with rests, and places near them."""
    random = np.random.default_rng(seed)
    units = []
    for _ in range(3):
        n = int(random.integers(2, 60))
        t = np.cumsum(random.integers(60, 4000, n)).astype(float)
        units.append(np.column_stack([random.uniform(-200, 200, (n, 2)), t]).tolist())
    return tracks_of(*units), point_places(*random.uniform(-200, 200, (2, 8)))


def in_range(tracks, places, detection, hours: np.ndarray) -> dict:
    """By (sample, unit), the intervals in range, from those of each range cut to the hours that it is for."""
    dark = replace(detection, range=np.minimum(detection.range, detection.dark))
    edges = np.r_[-np.inf, (hours - EVENING).ravel(), np.inf]
    found: dict = {}
    for number, (first, last) in enumerate(pairwise(edges.tolist())):
        passes = find_passes(tracks, places, dark if number % 2 else detection, EVENING)
        start, end = np.maximum(passes.start, first), np.minimum(passes.end, last)
        for i in np.flatnonzero(end > start).tolist():
            found.setdefault((int(passes.sample[i]), int(passes.unit[i])), []).append([start[i], end[i]])
    merged = {}
    for key, spans in found.items():
        spans.sort()
        parts = [spans[0]]
        for span in spans[1:]:
            if span[0] <= parts[-1][1] + 1e-6:
                parts[-1][1] = max(parts[-1][1], span[1])
            else:
                parts.append(span)
        merged[key] = parts
    return merged


@pytest.mark.parametrize("seed", range(60))
def test_passes_are_the_times_within_the_range_of_the_hour(seed):
    tracks, places = random_case(seed)
    detection = detection_of(tracks, 80.0, np.array([30.0, 80.0, 55.0]))
    found = passes_by_light(tracks, places, detection, NANJING, EVENING)
    hours = NANJING.dark_hours(tracks.t.min(), tracks.t.max())
    expected = in_range(tracks, places, detection, hours)
    pairs = list(zip(found.sample.tolist(), found.unit.tolist(), strict=True))
    long = found.end > found.start + 1e-6
    for key, spans in expected.items():
        own = [i for i, pair in enumerate(pairs) if pair == key and long[i]]
        spans = [span for span in spans if span[1] > span[0] + 1e-6]
        np.testing.assert_allclose(np.column_stack([found.start[own], found.end[own]]), spans, rtol=0, atol=1e-5)
    assert {pair for pair, some in zip(pairs, long, strict=True) if some} <= set(expected)
    order = np.lexsort((found.unit, found.start, found.sample))
    assert (order == np.arange(len(found))).all()


@pytest.mark.parametrize("seed", range(20))
def test_a_shorter_range_after_dark_never_lowers_a_gap_and_gap_low_stays_a_bound(seed):
    tracks, places = random_case(seed)
    watch = Watch.by_sun(SunHours(118.8, 32.05), frozenset(), "Asia/Shanghai", EVENING)
    last = float(tracks.t.max())
    outage = Outages(np.zeros(1, np.int32), *(np.full(1, value) for value in (0, 0, EVENING, 90.0, 0, EVENING + 3000)))
    asked = question_of(np.sort(tracks.t), watch, 1800.0, EVENING, max(last, EVENING + DAY), True).question
    gaps = []
    for dark in (np.inf, 60.0, 30.0, 5.0):
        detection = replace(detection_of(tracks, 80.0, dark), fastest=1.0)
        evidence = Evidence(
            replace(tracks, outages=outage), detection, places, np.ones(8), asked, watch, light=NANJING
        )  # fmt: skip
        scores = score_places(evidence)
        assert (scores.gap_low <= scores.gap).all()
        gaps.append(scores.gap)
    assert (np.diff(gaps, axis=0) >= -1e-12).all()


@pytest.mark.parametrize("seed", range(20))
def test_equal_ranges_give_the_same_passes_to_the_bit(seed):
    tracks, places = random_case(seed)
    plain = find_passes(tracks, places, detection_of(tracks, 80.0, np.inf), EVENING)
    for dark in (np.inf, 80.0, 200.0):
        found = passes_by_light(tracks, places, detection_of(tracks, 80.0, dark), NANJING, EVENING)
        for name in ("sample", "unit", "start", "end", "rate"):
            np.testing.assert_array_equal(getattr(found, name), getattr(plain, name))


@pytest.mark.parametrize("seed", range(20))
def test_cutting_changes_nothing_where_the_range_stays(seed):
    """As if all units were cut: a range that is less by a hair gives the passes of the whole tracks."""
    tracks, places = random_case(seed)
    plain = find_passes(tracks, places, detection_of(tracks, 80.0, np.inf), EVENING)
    found = passes_by_light(tracks, places, detection_of(tracks, 80.0, 80.0 - 1e-9), NANJING, EVENING)
    np.testing.assert_array_equal(found.sample, plain.sample)
    np.testing.assert_allclose(found.start, plain.start, rtol=0, atol=1e-4)
    np.testing.assert_allclose(found.end, plain.end, rtol=0, atol=1e-4)


def test_a_fix_at_dusk_begins_the_dark_and_a_part_without_duration_is_left_out():
    dusk, dawn = NANJING.dark_hours(EVENING - DAY, EVENING + DAY)[1] - EVENING
    ways = ([(0, 0, dusk - 60), (6, 0, dusk), (12, 0, dusk + 60)], [(0, 0, dusk), (6, 0, dusk + 60)])
    tracks = tracks_of(*ways, [(0, 0, dusk - 60), (6, 0, dusk)], [(0, 0, dusk)], [(0, 0, dawn)], [(0, 0, dusk)])
    cut = np.array([True] * 5 + [False])
    hours = NANJING.dark_hours(tracks.t.min(), tracks.t.max())
    bright, dark = cut_at_dusk_and_dawn(tracks, cut, hours)
    assert bright.unit[bright.offsets[:-1]].tolist() == [0, 2, 4, 5]
    assert np.diff(bright.offsets).tolist() == [2, 2, 1, 1]
    assert dark.unit[dark.offsets[:-1]].tolist() == [0, 1, 3]
    assert np.diff(dark.offsets).tolist() == [2, 2, 1]


def test_behind_walls_the_stays_in_range_are_joined_over_dusk():
    """A unit walks past a place that a building hides at dusk: two clear passes, one stay in range."""
    dusk = NANJING.dark_hours(EVENING - DAY, EVENING + DAY)[1, 0] - EVENING
    tracks = tracks_of([(-100, 0, dusk - 100), (100, 0, dusk + 100)])
    place = point_places(np.zeros(1), np.full(1, 30.0))
    sight = Sight(walls_of(np.array([shapely.box(-4, 15, 4, 20)])), tolerance=0.0)
    found = passes_by_light(tracks, place, detection_of(tracks, 60.0, 50.0), NANJING, EVENING, sight=sight)
    assert len(found) == 2
    assert found.end[0] < dusk < found.start[1]
    np.testing.assert_allclose(found.entered, [dusk - np.sqrt(60**2 - 30**2)] * 2, atol=1e-6)
    np.testing.assert_allclose(found.left, [dusk + 40.0] * 2, atol=1e-6)


def test_a_stay_over_dusk_is_one_pass_within_both_ranges_and_ends_at_dusk_between_them():
    dusk = NANJING.dark_hours(EVENING - DAY, EVENING + DAY)[1, 0] - EVENING
    tracks = tracks_of([(0, 0, dusk - 300), (0, 0, dusk + 300)])
    near, between = point_places(np.array([10.0, 40.0]), np.zeros(2)), detection_of(tracks, 50.0, 20.0)
    found = passes_by_light(tracks, near, between, NANJING, EVENING)
    np.testing.assert_allclose(found.start, [dusk - 300] * 2, atol=1e-6)
    np.testing.assert_allclose(found.end, [dusk + 300, dusk], atol=1e-6)


def test_all_day_is_dark_in_the_polar_night_and_light_in_summer():
    tromso = Light(18.95, 69.65)
    winter = datetime(2026, 12, 20, tzinfo=UTC).timestamp()
    assert len(tromso.dark_hours(winter, winter + 3 * DAY)) >= 3  # civil twilight around noon
    longyearbyen = Light(15.6, 78.2)
    assert np.diff(longyearbyen.dark_hours(winter, winter + 3 * DAY)).tolist()[0][0] > 3 * DAY
    assert len(tromso.dark_hours(EVENING + 90 * DAY, EVENING + 93 * DAY)) == 0


def test_units_that_are_added_keep_their_own_range_after_dark():
    patrols, drones = Detection.same(2, 50.0, 30.0), Detection.same(3, 80.0, 0.0)
    both = replace(patrols, dark=20.0).extended_by(drones, 2)
    assert both.weaker_after_dark.tolist() == [True] * 2 + [False] * 6
    assert patrols.extended_by(replace(drones, dark=10.0)).weaker_after_dark.tolist() == [False] * 2 + [True] * 3
