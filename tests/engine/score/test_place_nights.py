"""The watch night by night: visits, dwell and gaps of each night, against brute force with the clocks of the standard
library."""

import itertools
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import brute
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import place_nights as module
from blindspot.engine.score import score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.passes import find_passes
from blindspot.engine.score.place_nights import place_nights
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch
from small_evidence import evidence_of, fixes_and_tracks

HOUR = 3600.0
WATCHES = {
    "across midnight": Watch(22 * HOUR, 5 * HOUR, frozenset(), "Europe/Berlin"),
    "by day": Watch(9 * HOUR, 17.5 * HOUR, frozenset(), "Europe/Berlin"),
    "all day": Watch(0.0, 0.0, frozenset(), "Europe/Berlin"),
    "all day from six": Watch(6 * HOUR, 6 * HOUR, frozenset(), "Asia/Kolkata"),
    "on weekdays": Watch(22 * HOUR, 5 * HOUR, frozenset({4, 5}), "Europe/Berlin"),
    "all of Saturday and Sunday": Watch(0.0, 0.0, frozenset({5, 6}), "Europe/Berlin"),
}
STARTS = {"spring": "2026-03-27T12:00", "autumn": "2026-10-23T12:00", "winter": "2026-01-02T12:00"}  # all Fridays
PLACES = places_from_geometries(
    np.array([shapely.Point(0, 0), shapely.Point(900, 0), shapely.LineString([(0, 0), (60, 0)])]), 25.0
)


def evidence(seed: int, start: str, watch: Watch, partial=True, revisit=1800.0, places=PLACES) -> Evidence:
    """Units that stay near (0, 0) or (900, 0), or somewhere else, for three days, in whole minutes. Some of their
    outages begin and end in place."""
    rng, rows = np.random.default_rng(seed), []
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC).timestamp()
    for unit in range(3):
        t = begin + 60 * rng.integers(0, 600)
        while t < begin + 3 * 86_400:
            x = rng.choice([0.0, 20.0, 900.0, 5000.0])
            for minutes in rng.choice([1, 2, 5, 12, 30, 58], rng.integers(1, 12)):
                rows.append((unit, t, x))
                t += 60 * minutes
            t += 60 * rng.choice([1, 5, 20, 200, 600])
    unit, t, x = map(np.array, zip(*rows, strict=True))
    tracks = fixes_and_tracks(x, 0.0, t, unit)[1]
    asked = question_of(np.sort(tracks.t), watch, revisit, partial_watches=partial).question
    return evidence_of(tracks, Detection.same(3, 50, 60), places, asked, watch=watch)


def clock_nights(watch: Watch, start: float, end: float) -> dict[date, tuple[float, float]]:
    """The nights that are partly in [start, end], by the local date on which they begin."""
    zone, found = zoneinfo.ZoneInfo(watch.timezone), {}

    def at(day: date, seconds: float) -> float:
        clock = time(int(seconds // 3600), int(seconds % 3600 // 60))
        return datetime.combine(day, clock, zone).timestamp()

    day = datetime.fromtimestamp(start, UTC).date() - timedelta(days=3)
    while day <= datetime.fromtimestamp(end, UTC).date() + timedelta(days=3):
        last = day + timedelta(days=1) if watch.end_s <= watch.start_s else day
        edges = max(at(day, watch.start_s), start), min(at(last, watch.end_s), end)
        if edges[0] < edges[1] and (not watch.weekdays or day.weekday() in watch.weekdays):
            found[day] = edges
        day += timedelta(days=1)
    return found


def visits_of(case: Evidence, place: int) -> list[list[tuple[float, float]]]:
    """The stays of each visit to a place: (from, to), cut to the time that is scored."""
    tracks, places, period = case.tracks, case.places, case.question.period
    low, high = places.offsets[place : place + 2]
    found = find_passes(tracks, point_places(places.x[low:high], places.y[low:high]), case.detection)
    outages = set(
        zip(tracks.outages.unit.tolist(), tracks.outages.t0.tolist(), tracks.outages.t1.tolist(), strict=True)
    )
    visits = []
    for unit in range(3):
        stays = []
        for a, b in sorted(zip(found.start[found.unit == unit], found.end[found.unit == unit], strict=True)):
            if stays and a <= stays[-1][1] + 1e-6:
                stays[-1] = stays[-1][0], max(b, stays[-1][1])
            else:
                stays.append((a, b))
        stays = [(max(a, period.start), min(b, period.end)) for a, b in stays if b >= period.start and a <= period.end]
        for k, stay in enumerate(stays):
            if k and (unit, stays[k - 1][1], stay[0]) in outages:
                visits[-1].append(stay)
            else:
                visits.append([stay])
    return visits


cases = given(st.integers(0, 10_000), st.sampled_from(sorted(STARTS)), st.sampled_from(sorted(WATCHES)), st.booleans())


@settings(max_examples=40, deadline=None)
@cases
def test_visits_and_dwell_in_the_watch_by_brute_force(seed, start, hours, partial):
    watch = WATCHES[hours]
    case = evidence(seed, STARTS[start], watch, partial)
    period = case.question.period
    expected = clock_nights(watch, period.start, period.end)
    scores, found = score_places(case), place_nights(case)
    assert found.dates.tolist() == list(expected)

    def meets(stay, night) -> bool:
        return stay[1] >= night[0] and (stay[0] < night[1] or stay[0] == night[1] == period.end)

    for place in range(2):  # points; the dwell of a line is a mean over its samples
        visits = visits_of(case, place)
        assert scores.visits[place] == len(visits)
        in_watch = [v for v in visits if any(meets(s, n) for s in v for n in expected.values())]
        assert scores.watch_visits[place] == len(in_watch)
        for k, night in enumerate(expected.values()):
            stays = [s for s in itertools.chain(*visits) if meets(s, night)]
            assert found.passes[place, k] == sum(any(meets(s, night) for s in v) for v in visits)
            seconds = sum(min(b, night[1]) - max(a, night[0]) for a, b in stays)
            assert found.dwell[place, k] == pytest.approx(seconds, abs=1e-5)
            first, last = (min(a for a, _ in stays), max(b for _, b in stays)) if stays else (np.nan, np.nan)
            assert found.first[place, k] == pytest.approx(max(first, night[0]), nan_ok=True, abs=1e-5)
            assert found.last[place, k] == pytest.approx(min(last, night[1]), nan_ok=True, abs=1e-5)
    visits = visits_of(case, 2)
    assert scores.watch_visits[2] == sum(any(meets(s, n) for s in v for n in expected.values()) for v in visits)


@settings(max_examples=30, deadline=None)
@cases
def test_nights_add_up_to_the_scores_of_the_places(seed, start, hours, partial):
    case = evidence(seed, STARTS[start], WATCHES[hours], partial)
    scores, found = score_places(case), place_nights(case)
    scored = found.hours > 0
    assert np.isnan(found.gap[:, ~scored]).all()
    mean = np.average(found.gap[:, scored], axis=1, weights=found.hours[scored])
    np.testing.assert_allclose(mean, scores.gap, atol=1e-9)
    assert found.hours.sum() * HOUR == pytest.approx(np.diff(case.question.moments).sum())
    np.testing.assert_allclose(found.dwell.sum(axis=1), scores.watch_dwell, atol=1e-6)
    assert (found.passes > 0).sum(axis=1).tolist() == scores.nights_seen.tolist()
    assert (found.passes.sum(axis=1) >= scores.watch_visits).all()
    assert (found.passes >= found.units).all()
    assert ((found.units > 0) == (found.passes > 0)).all()
    assert (np.isnan(found.first) == (found.passes == 0)).all()
    assert (scores.watch_visits <= scores.visits).all()
    assert (scores.watch_dwell <= scores.dwell + 1e-6).all()
    if WATCHES[hours].all_day and not WATCHES[hours].weekdays:
        assert scores.watch_visits.tolist() == scores.visits.tolist()
        assert scores.watch_dwell.tolist() == scores.dwell.tolist()


@pytest.mark.parametrize(("start", "place"), [("spring", 0), ("autumn", 1)])
def test_the_gap_of_each_night_by_brute_force(start, place):
    case = evidence(5, STARTS[start], WATCHES["across midnight"], partial=False)
    tracks, found, end = case.tracks, place_nights(case), case.question.period.end - case.question.revisit
    nights = clock_nights(case.watch, case.question.period.start, end)
    assert list(nights) == found.dates[found.hours > 0].tolist()
    runs = [slice(*run) for run in itertools.pairwise(tracks.offsets.tolist())]
    expected = []
    for since, until in nights.values():
        near = [run for run in runs if tracks.t[run][-1] > since and tracks.t[run][0] < until + 1800]
        walks = [np.column_stack([tracks.t[run], tracks.x[run], tracks.y[run]]).tolist() for run in near]
        expected.append(brute.gap(walks, case.places.x[place], 0.0, 50.0, 60.0, 1800, [(since, until)]))
    assert found.gap[place, found.hours > 0] == pytest.approx(expected, abs=2e-3)
    assert len({round(gap, 3) for gap in expected}) > 1


def test_nights_do_not_depend_on_the_parts_in_which_they_are_computed(monkeypatch):
    rng = np.random.default_rng(3)
    x = rng.uniform(-60, 960, 40)
    lines = [shapely.LineString([(a, 0), (a + 10 * k, 30)]) for k, a in enumerate(x.tolist(), 1)]
    case = evidence(8, STARTS["spring"], WATCHES["by day"], places=places_from_geometries(np.array(lines), 25.0))
    whole = place_nights(case)
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 50)
    monkeypatch.setattr(module, "NUMBERS_AT_ONCE", 20)
    parts = place_nights(case)
    for name in whole.__dataclass_fields__:
        one, other = getattr(whole, name), getattr(parts, name)
        if one.dtype.kind == "f":
            np.testing.assert_allclose(one, other, rtol=1e-12, err_msg=name)
        else:
            assert (one == other).all(), name


def test_a_stay_of_two_nights_is_one_visit_in_the_watch_and_one_in_each_night():
    begin = datetime(2026, 1, 2, 20, tzinfo=UTC).timestamp()
    t = begin + 300.0 * np.arange(12 * 30)  # 30 hours
    tracks = fixes_and_tracks(0.0, 0.0, t)[1]
    watch = Watch(22 * HOUR, 5 * HOUR)
    asked = question_of(t, watch, 1800.0).question
    case = evidence_of(tracks, Detection.same(1, 50, 60), point_places([0.0, 500.0], [0.0, 0.0]), asked, watch=watch)
    scores, found = score_places(case), place_nights(case)
    assert (scores.visits.tolist(), scores.watch_visits.tolist()) == ([1, 0], [1, 0])
    assert scores.nights_seen.tolist() == [2, 0]
    assert found.passes.tolist() == [[1, 1], [0, 0]]
    assert found.dwell[0].tolist() == [7 * HOUR, 4 * HOUR - 300]
    assert scores.watch_dwell[0] == 11 * HOUR - 300
    rows = found.columns(1, 2)
    assert rows[0].tolist() == ["2026-01-02", "2026-01-03"]
    assert rows[1].tolist() == [0, 0]
    assert rows[5].tolist() == [1.0, 1.0]


def test_nights_of_the_period_beyond_the_data_have_no_rows():
    t = datetime(2026, 1, 5, 2, tzinfo=UTC).timestamp() + 300.0 * np.arange(12 * 24)
    tracks, watch = fixes_and_tracks(0.0, 0.0, t)[1], Watch(22 * HOUR, 5 * HOUR)
    for partial, days in ((False, [4, 5]), (True, [3, 4, 5, 6])):
        asked = question_of(t, watch, 1800.0, t[0] - 40 * HOUR, t[-1] + 30 * HOUR, partial).question
        case = evidence_of(tracks, Detection.same(1, 50, 60), point_places([0.0], [0.0]), asked, watch=watch)
        found = place_nights(case)
        assert found.dates.astype(str).tolist() == [f"2026-01-{day:02d}" for day in days]
        assert found.gap.shape == (1, len(days))


@pytest.mark.parametrize(("after", "seen"), [(0, 1), (60, 0)])
def test_the_last_instant_of_the_data_is_in_the_night_that_it_cuts(after, seen):
    """A unit appears once, as the last fix of all, or as the last but one at the moment at which the watch ends."""
    ends = datetime(2026, 1, 3, 5, tzinfo=UTC).timestamp()
    t = np.r_[ends - 7 * HOUR + 300.0 * np.arange(80), ends + 300.0 * np.arange(1, 5), ends]
    t = np.r_[t[t < ends - 300], ends] if not after else t
    unit = np.r_[np.zeros(len(t) - 1, int), 1]
    x = np.r_[np.full(len(t) - 1, 900.0), 0.0]
    tracks = fixes_and_tracks(x, 0.0, t, unit)[1]
    watch = Watch(22 * HOUR, 5 * HOUR if after else 6 * HOUR)
    asked = question_of(np.sort(t), watch, 1800.0, start=ends - 8 * HOUR, end=ends + HOUR).question
    scores = score_places(evidence_of(tracks, Detection.same(2, 50, 0), point_places([0.0], [0.0]), asked, watch=watch))
    assert (scores.visits[0], scores.watch_visits[0], scores.nights_seen[0]) == (1, seen, seen)
