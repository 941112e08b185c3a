"""The question where data end: closed forms, brute force over every second, and what a cut may and may not change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

import brute
from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection, rates
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.gap import gap
from blindspot.engine.score.passes import Passes
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch, moments, nights, nights_without, period
from blindspot.engine.tracks.edge_outages import edge_outages
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
MIDNIGHT = 1_767_225_600.0  # 2026-01-01T00:00Z, a Thursday
NIGHT = Watch(22 * HOUR, 5 * HOUR)
SPEED = 4.0  # m/s
RULES = TrackRules(max_speed=2 * SPEED, max_outage=10 * MINUTE, max_pause=HOUR)


def passes_at(times: np.ndarray, origin: float) -> Passes:
    """Instants at which a unit is at the place and notices everything."""
    nought = np.zeros(len(times), int)
    return Passes(nought, nought, times - origin, times - origin, np.full(len(times), np.inf))


def lengths(intervals: np.ndarray) -> float:
    return float((intervals[:, 1] - intervals[:, 0]).sum())


@pytest.mark.parametrize(("begin", "end"), [(0.0, 24.0), (3.0, 24.0), (0.0, 9.7), (8.2, 20.5)])
def test_instant_passes_with_edges_where_the_data_begin_and_end(begin, end):
    first, last, revisit = MIDNIGHT + begin * HOUR, MIDNIGHT + end * HOUR - 1, HOUR
    every = np.arange(first + 2 * HOUR, last, 2.5 * HOUR)
    asked = question_of(np.r_[first, every, last], Watch(0, 0), revisit).question
    found = gap(passes_at(every, first), 1, asked.moments - first, revisit)[0]
    intervals = np.diff(np.r_[first, every, last])
    assert found == pytest.approx(np.maximum(intervals - revisit, 0).sum() / (last - first - revisit))


def test_every_pass_within_the_revisit_interval_leaves_no_gap_at_the_edges_of_the_data():
    fixes = MIDNIGHT + np.arange(5.0 * HOUR, 19 * HOUR, 40 * MINUTE)
    for partial, expected in ((False, 0.0), (True, 1 - (fixes[-1] - fixes[0] + HOUR) / (23 * HOUR))):
        asked = question_of(fixes, Watch(0, 0), HOUR, partial_watches=partial).question
        assert gap(passes_at(fixes, 0.0), 1, asked.moments, HOUR)[0] == pytest.approx(expected)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    ("start", "end", "days"), [(22, 5, {}), (0, 0, {}), (2.5, 4, {}), (20, 1, {4, 5}), (7, 6, {6})]
)
@pytest.mark.parametrize("bounds", [(None, None), (-30, 70), (10.0, None), (None, 33.3)])
def test_the_moments_are_those_of_a_walk_over_every_minute(zone, start, end, days, bounds):
    watch = Watch(start * HOUR, end * HOUR, frozenset(days), zone)
    around = datetime(2026, 3, 28, 1, 20, tzinfo=ZoneInfo(zone)).timestamp()  # clocks change in Berlin on the 29th
    times = around + np.arange(0.0, 47.5, 0.7) * HOUR
    given = [None if hour is None else around + hour * HOUR for hour in bounds]
    revisit = 50 * MINUTE
    asked = question_of(times, watch, revisit, *given).question
    t0, t1 = asked.period.t0, asked.period.t1
    minute = np.arange(t0, t1, MINUTE) + 1.0
    local = [datetime.fromtimestamp(u, UTC).astimezone(ZoneInfo(zone)) for u in minute.tolist()]
    counts = np.array([_in_watch(when, start, end, days) for when in local])
    counts &= (minute >= times[0]) & (minute + revisit <= min(times[-1], t1))
    inside = np.searchsorted(asked.moments[:, 0], minute, "right") > np.searchsorted(
        asked.moments[:, 1], minute, "right"
    )
    assert (inside == counts).all()
    assert counts.any()
    assert asked.nights[0, 0] >= times[0]
    assert asked.nights[-1, 1] <= times[-1]


def _in_watch(when: datetime, start: float, end: float, days) -> bool:
    hour, day = when.hour + when.minute / 60 + when.second / 3600, when.date()
    if end <= start and hour < end:
        day, inside = day - timedelta(1), True
    else:
        inside = hour >= start and (end <= start or hour < end)
    return inside and (not days or day.weekday() in days)


def walks(seed: int, units: int, hours: np.ndarray, step: float = 30.0) -> list[np.ndarray]:
    """(fixes, 3) t, x, y of each unit: a random walk around four places, at up to SPEED, on duty in `hours` (k, 2)."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(units):
        t = np.concatenate([np.arange(a + rng.integers(step), b, step) for a, b in hours])
        steps = rng.uniform(-1, 1, (len(t), 2)) * SPEED * step / np.sqrt(2)
        xy = np.cumsum(steps, axis=0) + rng.uniform(0, 900, 2)
        found.append(np.column_stack([t, np.abs(xy % 1800 - 900)]))
    return found


PLACES = point_places([200.0, 700.0, 200.0, 500.0], [200.0, 200.0, 700.0, 450.0])


def tracks_of(walked: list[np.ndarray]) -> Tracks:
    t, x, y = np.concatenate(walked).T
    unit = np.repeat(np.arange(len(walked)), [len(one) for one in walked])
    names = tuple(map(str, range(len(walked))))
    return tracks_from_fixes(Fixes(x, y, t, unit, np.arange(len(t)), names), RULES)[0]


def evidence(walked: list[np.ndarray], question: Question, tau: float, edges: bool = True) -> Evidence:
    tracks, units = tracks_of(walked), len(walked)
    detection = Detection(np.full(units, 60.0), rates(np.full(units, tau)), 0.0, np.full(units, SPEED * 2))
    unknown = edge_outages(tracks, RULES.max_pause) if edges else None
    return Evidence(tracks, detection, PLACES, np.ones(len(PLACES)), question, NIGHT, None, unknown)


def asked_of(walked: list[np.ndarray], revisit: float, watch: Watch = NIGHT, **given) -> Question:
    return question_of(np.sort(np.concatenate(walked)[:, 0]), watch, revisit, **given).question


@pytest.mark.parametrize(("seed", "tau"), [(1, 0.0), (2, 45.0)])
def test_brute_force_over_every_second_with_the_cut(seed, tau):
    watch, revisit = Watch(1 * HOUR, 3 * HOUR), 15 * MINUTE
    walked = walks(seed, 2, MIDNIGHT + np.array([[1.3, 2.4]]) * HOUR, 60.0)
    asked = asked_of(walked, revisit, watch)
    times = np.sort(np.concatenate(walked)[:, 0])
    second = np.arange(MIDNIGHT, MIDNIGHT + 4 * HOUR)
    counts = (second >= MIDNIGHT + HOUR) & (second < MIDNIGHT + 3 * HOUR)
    counts &= (second >= times[0]) & (second < times[-1] - revisit)
    edges = np.flatnonzero(np.diff(np.r_[False, counts, False])).reshape(-1, 2) + MIDNIGHT
    assert edges.tolist() == asked.moments.tolist() == [[times[0], times[-1] - revisit]]
    found = score_places(evidence(walked, asked, tau)).gap
    assert found.min() < 0.9
    for place in range(len(PLACES)):
        expected = brute.gap(walked, PLACES.x[place], PLACES.y[place], 60.0, tau, revisit, edges.tolist())
        assert found[place] == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_changes_nothing_in_the_moments_that_stay(seed):
    """Of one unit, whatever comes after the cut, and before it."""
    rng = np.random.default_rng(seed)
    walked = walks(seed, 1, MIDNIGHT + np.array([[21.0, 29.5], [46.2, 52.8], [69.0, 77.5]]) * HOUR)
    full = asked_of(walked, HOUR)
    since, until = MIDNIGHT + np.sort(rng.uniform([21.5, 50], [27, 76])) * HOUR
    kept = [one[(one[:, 0] >= since) & (one[:, 0] <= until)] for one in walked]
    cut = asked_of(kept, HOUR)
    assert cut.moments[0, 0] >= full.moments[0, 0]
    assert cut.moments[-1, 1] <= full.moments[-1, 1]
    expected = score_places(evidence(walked, replace(full, moments=cut.moments), 30.0))
    found = score_places(evidence(kept, cut, 30.0))
    assert found.gap == pytest.approx(expected.gap, abs=1e-9)
    assert (found.gap_low <= expected.gap + 1e-9).all()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("tau", "outages"), [(0.0, 12), (120.0, 12), (0.0, 0), (120.0, 0)])
def test_the_truth_lies_between_gap_low_and_gap(seed, tau, outages):
    """Three units that walk all night. Their data lack all before and after a cut, where each unit starts late and ends
    early, and, with outages, times of up to an hour and the second of three nights. Whatever is missing, the gap of the
    truth is within the bounds, over the same moments."""
    rng = np.random.default_rng(seed)
    hours = MIDNIGHT + np.array([[21.5, 29.2], [46.0, 53.0], [69.5, 77.5]]) * HOUR
    truth = walks(seed, 3, hours)
    since, until = MIDNIGHT + rng.uniform([21.5, 70], [27, 77.4]) * HOUR
    known = []
    for one in truth:
        t = one[:, 0]
        night = (t >= hours[1, 0]) & (t <= hours[1, 1]) & (outages > 0)
        first, last = since + rng.uniform(0, 0.9) * HOUR, until - rng.uniform(0, 0.9) * min(HOUR, until - hours[2, 0])
        inside = (t >= first) & (t <= last) & ~night
        here = inside.copy()
        for start in rng.uniform(since, until, outages):
            here &= ~((t > start) & (t < start + rng.uniform(0.2, 0.95) * HOUR))
        here[np.flatnonzero(inside)[[0, -1]]] = True
        known.append(_without_pauses(one, here))
    asked = asked_of(known, 40 * MINUTE)
    found = score_places(evidence(known, asked, tau))
    real = score_places(evidence(truth, asked, tau, edges=False)).gap
    assert (found.gap_low <= real + 1e-9).all()
    assert (real <= found.gap + 1e-9).all()
    assert (found.gap_low < found.gap).any()


def _without_pauses(one: np.ndarray, here: np.ndarray) -> np.ndarray:
    """The fixes `here`, and others so that no silence within a night lasts longer than MAX_PAUSE."""
    t, kept = one[:, 0], here.copy()
    while True:
        at = np.flatnonzero(kept)
        silent = np.diff(t[at])
        long = np.flatnonzero((silent > RULES.max_pause) & (silent < 8 * HOUR))
        if not len(long):
            return one[kept]
        kept[(at[long] + at[long + 1]) // 2] = True


@pytest.mark.parametrize("seed", range(4))
def test_too_little_data_count_whole_watches_and_gap_low_stays_a_bound(seed):
    truth = walks(seed, 2, MIDNIGHT + np.array([[21.5, 29.5]]) * HOUR)
    kept = [one[(one[:, 0] > MIDNIGHT + 24 * HOUR) & (one[:, 0] < MIDNIGHT + 24.4 * HOUR)] for one in truth]
    asked = asked_of(kept, HOUR)
    assert lengths(asked.moments) == 6 * HOUR
    found = score_places(evidence(kept, asked, 60.0))
    real = score_places(evidence(truth, asked, 60.0, edges=False)).gap
    assert (found.gap_low <= real + 1e-9).all()
    assert (real <= found.gap + 1e-9).all()


@pytest.mark.parametrize("bounds", [(None, None), (12 * HOUR, 90 * HOUR), (23 * HOUR, None), (None, 73 * HOUR)])
@pytest.mark.parametrize("watch", [NIGHT, Watch(0, 0), Watch(20 * HOUR, 4 * HOUR, frozenset({3, 5}))])
def test_partial_watches_count_as_they_always_did_where_that_is_asked(watch, bounds):
    t = MIDNIGHT + np.sort(np.r_[np.arange(22.7, 26, 0.1), np.arange(70.2, 74, 0.1)]) * HOUR
    start, end = (None if bound is None else MIDNIGHT + bound for bound in bounds)
    asked = question_of(t, watch, HOUR, start, end, True).question
    inside = t[
        np.array(
            [
                _in_watch(datetime.fromtimestamp(u, UTC), watch.start_s / HOUR, watch.end_s / HOUR, watch.weekdays)
                for u in t.tolist()
            ]
        )
    ]
    whole = period(watch, inside[0], inside[-1], start, end)
    assert (asked.period.start, asked.period.end) == (whole.t0, whole.t1)
    assert np.array_equal(asked.moments, moments(whole, HOUR))
    assert np.array_equal(asked.nights, nights(whole, watch))
    assert np.array_equal(asked.silent, nights_without(whole, watch, t)[1])
    assert not len(asked.outside)


def test_only_nights_with_data_count_and_the_last_fix_keeps_its_night_from_being_silent():
    t = MIDNIGHT + np.array([23.0, 23.1, 24.0, 70.5]) * HOUR  # nights of the 1st and the 3rd
    asked = question_of(t, NIGHT, HOUR, MIDNIGHT - 2 * DAY, MIDNIGHT + 9 * DAY)
    assert (asked.question.nights - MIDNIGHT).tolist() == [
        [23 * HOUR, 29 * HOUR],
        [46 * HOUR, 53 * HOUR],
        [70 * HOUR, 70.5 * HOUR],
    ]
    assert asked.silent == ["2026-01-02"]
    assert (asked.question.silent - MIDNIGHT).tolist() == [[46 * HOUR, 53 * HOUR]]
    assert asked.question.period.t0 == MIDNIGHT - 2 * DAY
