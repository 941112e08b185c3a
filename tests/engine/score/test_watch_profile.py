"""The gap by bins of the watch, against brute force, and against the gap that its parts add up to."""

import zoneinfo
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.own_profiles import scores_and_profile
from blindspot.engine.score.passes import Passes, find_passes
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import score_places
from blindspot.engine.score.watch_bins import bin_edges
from blindspot.engine.score.watch_profile import watch_profile
from blindspot.engine.timing.watch import Watch
from small_evidence import evidence_of, fixes_and_tracks

HOUR = 3600.0
WATCHES = {
    "across midnight": Watch(22 * HOUR, 5 * HOUR, frozenset(), "Europe/Berlin"),
    "by day": Watch(9 * HOUR, 17.5 * HOUR, frozenset(), "Europe/Berlin"),
    "all day": Watch(0.0, 0.0, frozenset(), "Europe/Berlin"),
    "all day from six": Watch(6 * HOUR, 6 * HOUR, frozenset(), "Asia/Kolkata"),
    "on weekdays": Watch(22 * HOUR, 5 * HOUR, frozenset({4, 5}), "Europe/Berlin"),
    "in odd minutes": Watch(21.4 * HOUR, 4.05 * HOUR, frozenset(), "Europe/Berlin"),
    "ten minutes": Watch(2.5 * HOUR, 2.5 * HOUR + 600, frozenset(), "Europe/Berlin"),
    "while clocks change": Watch(2.5 * HOUR, 6 * HOUR, frozenset(), "Europe/Berlin"),
    "a whole night and more": Watch(17 * HOUR, 8 * HOUR, frozenset({5, 6}), "Europe/Berlin"),
}
STARTS = {"spring": "2026-03-27T12:00", "autumn": "2026-10-23T12:00", "winter": "2026-01-02T12:00"}  # all Fridays
PLACES = places_from_geometries(
    np.array([shapely.Point(0, 0), shapely.Point(900, 0), shapely.LineString([(0, 0), (60, 0)])]), 25.0
)
cases = given(
    st.integers(0, 10_000),
    st.sampled_from(sorted(STARTS)),
    st.sampled_from(sorted(WATCHES)),
    st.booleans(),
    st.sampled_from([900.0, 1800.0, 7200.0, 30 * HOUR]),
    st.sampled_from([0.0, 60.0, 900.0]),
)


def case_of(seed, start, hours, partial, revisit, tau) -> Evidence:
    """Three units that stay near (0, 0) or (900, 0), or elsewhere, in four days, in whole minutes."""
    rng, rows = np.random.default_rng(seed), []
    begin = datetime.fromisoformat(STARTS[start]).replace(tzinfo=UTC).timestamp()
    for unit in range(3):
        t = begin + 60 * rng.integers(0, 600)
        while t < begin + 4 * 86_400:
            x = rng.choice([0.0, 20.0, 900.0, 5000.0])
            for minutes in rng.choice([1, 2, 5, 12, 30, 58], rng.integers(1, 12)):
                rows.append((unit, t, x))
                t += 60 * minutes
            t += 60 * rng.choice([1, 5, 20, 200, 600])
    unit, t, x = map(np.array, zip(*rows, strict=True))
    tracks, watch = fixes_and_tracks(x, 0.0, t, unit)[1], WATCHES[hours]
    times = np.sort(tracks.t)
    cut = times[[0, -1]] + [4321.0, -9876.0]  # in the middle of a night, if it is one
    asked = question_of(times, watch, revisit, *cut, partial_watches=partial).question
    return evidence_of(tracks, Detection.same(3, 50, tau), PLACES, asked, watch=watch)


def unseen_at(passes: Passes, u: np.ndarray, revisit: float) -> np.ndarray:
    """What of the conditions that begin at moments u goes unseen."""
    total = np.zeros(len(u))
    for start, end, rate in zip(passes.start, passes.end, passes.rate, strict=True):
        within = np.minimum(end, u + revisit) - np.maximum(start, u)
        total += np.where(within > 0, np.maximum(within, 0) * rate if np.isfinite(rate) else np.inf, 0.0)
    return np.exp(-total)


def bin_of(u: float, watch: Watch) -> int:
    """The bin of a moment in the watch, by the clocks of the standard library."""
    zone = zoneinfo.ZoneInfo(watch.timezone)
    local = datetime.fromtimestamp(u, UTC).astimezone(zone)
    begins = []
    for back in (0, 1):
        day = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0) - timedelta(days=back)
        clock = day.replace(tzinfo=None) + timedelta(seconds=watch.start_s)
        begin = clock.replace(tzinfo=zone).timestamp()
        if datetime.fromtimestamp(begin, UTC).astimezone(zone).replace(tzinfo=None) != clock:  # skipped
            begin = clock.replace(hour=3, minute=0, second=0, tzinfo=zone).timestamp()
        if begin <= u and (not watch.weekdays or day.weekday() in watch.weekdays):
            begins.append(begin)
    step = 900 if watch.length <= 12 * HOUR else 1800
    return int(min((u - max(begins)) // step, np.ceil(watch.length / step) - 1))


@settings(max_examples=25, deadline=None)
@cases
def test_each_bin_by_brute_force(seed, start, hours, partial, revisit, tau):
    case = case_of(seed, start, hours, partial, revisit, tau)
    watch, question = case.watch, case.question
    found, step = watch_profile(case), 30.0
    middles = np.concatenate([np.arange(a + step / 2, b, step) for a, b in question.moments])
    slot = np.array([bin_of(u, watch) for u in middles])
    for place in range(2):
        passes = find_passes(case.tracks, PLACES.subset(place, place + 1), case.detection)
        unseen = unseen_at(passes, middles, question.revisit)
        expected = np.bincount(slot, unseen, found.unseen.shape[1]) / len(middles)
        # a pass that begins in the step of a moment is seen from part of it
        assert found.unseen[place] == pytest.approx(expected, abs=(2 + 2 * len(passes)) / len(middles))
        seconds = np.bincount(slot, minlength=found.unseen.shape[1]) * step
        assert found.moments.seconds == pytest.approx(seconds, abs=step * (2 + 2 * len(question.moments)))


@settings(max_examples=60, deadline=None)
@cases
def test_the_parts_add_up_to_the_gap(seed, start, hours, partial, revisit, tau):
    case = case_of(seed, start, hours, partial, revisit, tau)
    found, gap = watch_profile(case), score_places(case).gap
    assert found.unseen.sum(axis=1) == pytest.approx(gap, abs=1e-9)
    assert found.unseen.min() >= 0
    assert (found.unseen <= found.moments.seconds / found.moments.seconds.sum() + 1e-12).all()


@settings(max_examples=25, deadline=None)
@cases
def test_each_bin_is_the_gap_of_its_moments(seed, start, hours, partial, revisit, tau):
    case = case_of(seed, start, hours, partial, revisit, tau)
    found = watch_profile(case)
    edges, slot = found.moments.edges + case.origin, found.moments.slot
    total = np.diff(edges).sum()
    for number in np.unique(slot)[:6]:
        alone = edges[slot == number]
        question = replace(case.question, moments=alone)
        expected = score_places(replace(case, question=question)).gap * np.diff(alone).sum() / total
        assert found.unseen[:, number] == pytest.approx(expected, abs=1e-9)


def test_with_the_scores_it_is_the_same(monkeypatch):
    case = case_of(3, "autumn", "across midnight", True, 1800.0, 60.0)
    alone, (scores, found) = watch_profile(case), scores_and_profile(case)
    assert (scores.gap == score_places(case).gap).all()
    assert found.unseen.dtype == np.float32
    assert found.unseen == pytest.approx(alone.unseen, abs=1e-7)
    assert (found.few == alone.few).all()
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 1)
    monkeypatch.setattr(score, "FOUND_AT_ONCE", 10)
    assert (scores_and_profile(case)[1].unseen == found.unseen).all()


def walked(rows, between=(None, None), watch=WATCHES["across midnight"], revisit=7200.0, places=2) -> Evidence:
    """Units that pass (0, 0) for a minute. rows: (unit, UTC time) of each pass; between: the period in UTC."""
    unit, t = zip(*[(unit, datetime.fromisoformat(f"{at}+00:00").timestamp()) for unit, at in rows], strict=True)
    t = np.array(t)[:, None] + [0.0, 60.0]
    tracks = fixes_and_tracks(0.0, 0.0, t.ravel(), np.repeat(unit, 2))[1]
    period = [at and datetime.fromisoformat(f"{at}+00:00").timestamp() for at in between]
    asked = question_of(np.sort(tracks.t), watch, revisit, *period, partial_watches=True).question
    where = point_places(np.arange(places) * 900.0, np.zeros(places))
    return evidence_of(tracks, Detection.same(max(unit) + 1, 50, 0), where, asked, watch=watch)


def test_one_pass_in_one_of_the_nights():
    found = watch_profile(walked([(0, "2026-01-05T22:30"), (0, "2026-01-06T22:30"), (0, "2026-01-08T12:00")]))
    # 22-05 in Berlin is 21-04 UTC: the first two nights, seen from 21:30 less half an hour of it until 22:31
    values = found.values(seconds=True)
    assert found.bins.tolist() == [900.0 * number for number in range(29)]
    assert values[0, :6] == pytest.approx([0, 0, 0, 0, 0, 0], abs=1e-9)
    assert values[0, 6] == pytest.approx(1 - 60 / 900)
    assert values[0, 7:20] == pytest.approx(1.0)
    assert values[1, :20] == pytest.approx(1.0)
    assert values[:, 20:] == pytest.approx(0.5)  # U ends 2 h before the end of the last night
    weights = values * np.diff(found.bins)
    assert weights / weights.sum(axis=1)[:, None] == pytest.approx(found.unseen / found.unseen.sum(axis=1)[:, None])


def test_places_without_a_pass():
    case = walked([(0, "2026-01-05T22:30"), (0, "2026-01-07T22:30")])
    far = replace(case, places=point_places([5000.0, 6000.0], [0.0, 0.0]))
    for found in (watch_profile(far), scores_and_profile(far)[1]):
        assert found.unseen.sum(axis=1) == pytest.approx(1.0)
        assert found.values() == pytest.approx(np.tile(found.moments.counted, (2, 1)))
    assert found.dated.all()


def test_a_profile_that_dates_a_pass_is_flat():
    few = [(0, "2026-01-05T22:30"), (1, "2026-01-06T22:40"), (1, "2026-01-07T12:00"), (2, "2026-01-07T12:00")]
    case = walked(few)
    found = watch_profile(case)
    assert found.few.tolist() == found.dated.tolist() == [True, True]
    gap = score_places(case).gap[:, None]
    assert found.values() == pytest.approx(gap * found.moments.counted)
    assert np.ptp(found.values(seconds=True)[0, :20]) > 0.9
    three = watch_profile(walked([*few, (2, "2026-01-06T22:35")]))  # by a third unit
    assert (three.few.tolist(), three.dated.tolist()) == ([False, True], [False, True])
    assert (three.values()[0] == three.values(seconds=True)[0]).all()


def test_in_three_nights_it_is_told_to_the_quarter_of_an_hour():
    rows = [(0, f"2026-01-0{day}T22:3{day}") for day in (5, 6, 7)]
    found = watch_profile(walked([*rows, (0, "2026-01-12T22:30")]))
    assert (found.few[0], found.dated[0], found.moments.nights) == (True, False, 8)
    values, exact = found.values()[0], found.values(seconds=True)[0]
    assert values * 8 == pytest.approx(np.rint(exact * 8))
    assert values != pytest.approx(exact)
    later = [(0, f"2026-01-0{day}T22:3{day - 2}") for day in (5, 6, 7)]  # in the same quarters of an hour
    assert watch_profile(walked([*later, (0, "2026-01-12T22:30")])).values()[0] == pytest.approx(values)
    # a fix outside the watch counts where it is within R of a moment
    outside = [(0, f"2026-01-0{day}T05:30") for day in (6, 7, 8)]
    found = watch_profile(walked(outside, ("2026-01-05T12:00", "2026-01-09T12:00")))
    assert (found.few[0], found.dated[0]) == (True, False)
    assert watch_profile(walked(outside[:2], ("2026-01-05T12:00", "2026-01-09T12:00"))).dated[0]


def test_a_longer_night_goes_on_in_the_last_bin():
    autumn = walked([(0, "2026-10-24T22:30")], ("2026-10-24T12:00", "2026-10-26T12:00"))
    found = watch_profile(autumn)
    assert len(found.bins) == 29
    night = found.moments.seconds
    assert night[:27] == pytest.approx(2 * 900.0)
    assert night[27] == pytest.approx(2 * 900.0 + HOUR)
    assert found.values(seconds=True)[1] == pytest.approx(1.0)
    spring = watch_profile(walked([(0, "2026-03-28T22:30")], ("2026-03-28T12:00", "2026-03-31T12:00")))
    assert spring.moments.seconds[[0, 23, 24, 27]] == pytest.approx([2700, 2700, 1800, 1800])


@pytest.mark.parametrize(
    ("hours", "count", "step"), [(7, 28, 900), (12, 48, 900), (12.5, 25, 1800), (24, 48, 1800), (0.1, 1, 360)]
)
def test_bins(hours, count, step):
    edges = bin_edges(hours * HOUR)
    assert (len(edges) - 1, edges[1], edges[-1]) == (count, step, hours * HOUR)
    assert bin_edges(7.1 * HOUR)[-3:] == pytest.approx([27 * 900, 28 * 900, 7.1 * HOUR])
