"""Scores as they are published: what can be told of single persons from them, and what stays true."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from blindspot.engine.places.demand import own_demand
from blindspot.engine.places.grid import SQUARE, Lattice, grid_near
from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.published import published
from blindspot.engine.score.question import question_of
from blindspot.engine.score.reasons import reasons
from blindspot.engine.score.score import Scores, over_strips, score_places
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from blindspot.resources.sample.city import simulate

DAY, HOUR, QUARTER = 86_400.0, 3600.0, 900.0
EVENING = 1_767_304_800.0  # 2026-01-01T22:00Z
FAR = 200.0  # metres


def evidence(x, y, t, unit, zone="UTC") -> Evidence:
    """The cells around fixes, in a watch from 22:00 to 05:00."""
    names, code = np.unique(unit, return_inverse=True)
    fixes = Fixes(x, y, t, code, np.arange(len(t)), tuple(map(str, names)), None)
    tracks = tracks_from_fixes(fixes, TrackRules())[0]
    watch = Watch(22 * HOUR, 5 * HOUR, timezone=zone)
    places = grid_near(tracks.x, tracks.y, Lattice(50.0, SQUARE), 100.0).places
    asked = question_of(np.sort(tracks.t), watch, 7200.0).question
    found = Evidence(tracks, Detection.same(len(names), 50.0, 30.0), places, np.ones(len(places)), asked, watch)
    return found.without_silence()


def officers(nights: int, shared: bool, seed: int = 0, units: int = 4) -> Evidence:
    """Units that walk along the streets of four quarters, each in its own one, or `shared`, in another one each
    night."""
    rng, legs = np.random.default_rng(seed), []
    for night in range(nights):
        for unit, quarter in enumerate(rng.permutation(units) if shared else range(units)):
            corner = 2000.0 * np.array([quarter % 2, quarter // 2])
            stops = corner + 100 * rng.integers(0, 16, (60, 2))
            turns = np.column_stack([stops[1:, 0], stops[:-1, 1]])  # east or west first, then north or south
            way = np.empty((2 * len(stops) - 1, 2))
            way[::2], way[1::2] = stops, turns
            along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(way, axis=0).T))]
            clock = np.arange(0, 7 * HOUR - 600, 30.0)
            xy = [np.interp(1.4 * clock, along, column) for column in way.T]
            start = EVENING + night * DAY + rng.uniform(0, 600)
            legs.append(np.column_stack([*xy, start + clock, np.full(len(clock), unit)]))
    x, y, t, unit = np.concatenate(legs).T
    return evidence(x + 5e5, y + 5.5e6, t, unit.astype(int))


def city() -> Evidence:
    fixes = simulate(1).fixes
    return evidence(*fixes.xy.T, fixes.time, fixes.unit, "Asia/Shanghai")


def last_units(given: Evidence, scores: Scores) -> np.ndarray:
    """(n,) the unit of the last pass of each place, which is not published: to see whether an attack is right."""
    origin = given.origin
    parts = over_strips(
        given, lambda own, few, first: np.column_stack([own.sample + first, own.unit, own.end + origin])
    )
    place, unit, end = np.concatenate(parts).T
    last = end >= scores.last_seen[place.astype(int)] - 1e-6
    units = np.full(len(scores), -1)
    units[place[last].astype(int)] = unit[last]
    return units


def pairs_of_a_path(given: Evidence, scores: Scores) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places FAR apart that the same unit was the last to see, in the same night."""
    rng, seen = np.random.default_rng(1), np.flatnonzero(np.isfinite(scores.last_seen))
    a, b = rng.choice(seen, (2, 200_000))
    unit, night = last_units(given, scores), np.floor((scores.last_seen - EVENING) / DAY)
    apart = np.hypot(given.places.x[a] - given.places.x[b], given.places.y[a] - given.places.y[b]) >= FAR
    some = (unit[a] == unit[b]) & (night[a] == night[b]) & apart
    return a[some], b[some]


CASES = {"own beats, one night": (1, False), "own beats, a week": (7, False), "shared beats, a week": (7, True)}


@pytest.fixture(scope="module", params=[*CASES, "sample city"])
def scored(request) -> tuple[Evidence, Scores]:
    given = city() if request.param == "sample city" else officers(*CASES[request.param])
    return given, score_places(given)


def test_paths_cannot_be_put_in_order(scored):
    given, exact = scored
    told = published(exact, given.question, given.watch)
    a, b = pairs_of_a_path(given, exact)
    assert len(a) > 1000
    assert np.mean(exact.last_seen[a] != exact.last_seen[b]) > 0.999  # what this protects from
    # Pairs of which both are told by the clock belong to places with many units; others to a day of the watch.
    step = told.steps[:, 0]
    first = (told.last_seen[a] + step[a] <= told.last_seen[b]) | (told.last_seen[b] + step[b] <= told.last_seen[a])
    assert np.mean(first) < 0.001


def test_last_seen_cannot_be_computed_from_the_durations(scored):
    given, exact = scored
    told, period = published(exact, given.question, given.watch), given.question.period
    length, once = period.end - period.start, exact.visits == 1
    assert once.sum() > 20

    def errors(scores: Scores) -> np.ndarray:
        """How far the time of the only pass is from the nearer solution of its equations."""
        apart = np.sqrt(np.maximum(scores.mean_idle * length - length**2 / 4, 0.0))
        of_mean = period.start + length / 2 + np.outer([1, -1], apart)
        of_worst = np.stack([period.end - scores.worst_gap, period.start + scores.worst_gap])
        return np.abs(np.concatenate([of_mean, of_worst]) - exact.last_seen).min(axis=0)[once]

    assert np.mean(errors(exact) <= 120) > 0.9
    assert np.mean(errors(told) <= QUARTER) < 0.2  # the night is known, and has but 28 quarters


def test_what_is_published_stays_true(scored):
    given, exact = scored
    told, period = published(exact, given.question, given.watch), given.question.period
    seen = np.isfinite(exact.last_seen)
    assert np.array_equal(np.isnan(told.last_seen), ~seen)
    assert (told.last_seen[seen] <= exact.last_seen[seen]).all()
    assert (exact.last_seen[seen] - told.last_seen[seen] <= told.steps[seen, 0]).all()
    assert ((told.last_seen[seen] >= period.start) & (told.last_seen[seen] <= period.end)).all()
    for name in ("worst_gap", "mean_idle"):
        ours, theirs = getattr(told, name), getattr(exact, name)
        assert (ours <= theirs).all()
        assert (ours[seen] > 0).all()
        assert np.array_equal(ours[~seen], theirs[~seen])
    assert (told.worst_at_edge | (exact.worst_gap - told.worst_gap <= QUARTER)).all()  # why says "at least"
    for name in ("dwell", "watch_dwell"):
        ours, theirs = getattr(told, name), getattr(exact, name)
        assert (np.abs(ours - theirs) <= 60).all()
        assert ((ours > 0) == (theirs > 0)).all()
        assert (ours[seen] % 60 == 0).all()
    for name in ("gap", "gap_low", "visits", "nights_seen"):
        assert np.array_equal(getattr(told, name), getattr(exact, name))
    assert published(exact, given.question, given.watch, seconds=True) is exact


def at_one_place(*passes) -> tuple[Evidence, Scores]:
    """The score of a place with passes of a minute, as (unit, hours after the evening); a second place is unseen."""
    rows = [(EVENING + hours * HOUR + s, unit) for unit, hours in passes for s in (0.0, 60.0)]
    t, unit = map(np.array, zip(*rows, strict=True))
    fixes = Fixes(np.zeros(len(t)), np.zeros(len(t)), t, unit, np.arange(len(t)), ("a", "b", "c", "d"), None)
    tracks = tracks_from_fixes(fixes, TrackRules())[0]
    watch = Watch(22 * HOUR, 5 * HOUR)
    asked = question_of(np.sort(t), watch, 3600.0, EVENING, EVENING + 2 * DAY, True).question
    places = point_places([0.0, 5000.0], [0.0, 0.0])
    given = Evidence(tracks, Detection.same(4, 50.0, 30.0), places, np.ones(2), asked, watch).without_silence()
    return given, score_places(given)


@pytest.mark.parametrize(
    ("passes", "last", "worst", "mean", "at_least"),
    [
        (((0, 25.3),), 24.0, 24.0, 11 + 59 / 60, True),
        (((0, 25.3), (1, 25.4), (2, 25.45)), 25.25, 24.0, 11.75, True),
        (((0, 2.1), (1, 25.4), (2, 46.9)), 24.0, 23.25, 10.5, False),
    ],
)
def test_three_units_decide(passes, last, worst, mean, at_least):
    given, exact = at_one_place(*passes)
    told = published(exact, given.question, given.watch)
    assert (told.last_seen[0] - EVENING) / HOUR == last
    assert told.worst_gap[0] / HOUR == worst
    assert told.mean_idle[0] / HOUR == pytest.approx(mean)
    assert bool(told.worst_at_edge[0]) is at_least
    assert told.dwell[0] == 60.0 * len(passes)
    assert (told.worst_gap[1], told.mean_idle[1]) == (2 * DAY, DAY)


def test_drones_hide_no_patrol_and_are_not_rounded_where_they_are_alone():
    given, patrols = at_one_place((0, 25.3))
    both = at_one_place((0, 25.3), (1, 25.4), (2, 25.45))[1]
    told = published(both, given.question, given.watch, patrols=patrols)
    assert told.last_seen[0] == EVENING + DAY
    exact = {"last_seen": EVENING + 5.5, "dwell": 75.5, "watch_dwell": 71.5, "worst_gap": 1000.5, "mean_idle": 500.5}
    alone = replace(both, **{name: np.full(2, value) for name, value in exact.items()}, worst_at_edge=np.zeros(2, bool))
    told = published(alone, given.question, given.watch, patrols=patrols)  # the second place was seen by drones only
    assert {name: getattr(told, name)[1] for name in exact} == exact
    assert {name: getattr(told, name)[0] for name in exact}.items() != exact.items()
    assert told.rounded.tolist() == [True, False]
    assert told.worst_at_edge.tolist() == [True, False]


@settings(max_examples=25)
@drawn(st.integers(1, 12), st.floats(1, 600))
def test_durations_tell_what_follows_from_the_number_of_visits(count, seconds):
    """Closed form: visits that divide the period evenly have the shortest durations that there can be. What is
    published is no longer, and shorter by at most three minutes, although single units are rounded to the day. With
    outages in between they are one visit: then the number tells nothing, but nothing gets longer either."""
    given, patrols = at_one_place((0, 25.3))
    length = given.question.period.end - given.question.period.start
    worst = (length - count * seconds) / (count + 1)
    of_visits = {"visits": count, "dwell": count * seconds, "worst_gap": worst}
    of_visits["mean_idle"] = (count + 1) * worst**2 / (2 * length)
    exact = replace(patrols, **{name: np.full(2, value) for name, value in of_visits.items()})
    told = published(exact, given.question, given.watch)
    one = published(replace(exact, visits=np.ones(2)), given.question, given.watch)
    for name in ("worst_gap", "mean_idle"):
        assert getattr(one, name)[0] <= of_visits[name]
        assert of_visits[name] - 180 <= getattr(told, name)[0] <= of_visits[name]


def test_why_is_no_finer_than_the_fields():
    given, exact = at_one_place((0, 25.3))
    told = published(exact, given.question, given.watch)
    text = reasons(told, own_demand(2), given.question, given.watch, 100.0)[0]
    assert text.endswith("(1 pass, 60 s in range), last within 24 h of the end; longest alone at least 24 h.")
    text = reasons(exact, own_demand(2), given.question, given.watch, 100.0)[0]
    assert text.endswith("(1 pass, 60 s in range), last 23 h before the end; longest alone at least 25 h.")
