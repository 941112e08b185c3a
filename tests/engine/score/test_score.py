"""Scores of places, strip by strip."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.text import duration_text
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from small_evidence import evidence_of

DAY = 86_400.0
START = 1_767_225_600.0  # 2026-01-01T00:00Z


def tracks_of(rows):
    unit, t, x, y = zip(*rows, strict=True)
    data = Fixes(
        *(np.array(v, float) for v in (x, y, t)),
        np.array(unit),
        np.arange(len(rows)),
        tuple(map(str, range(max(unit) + 1))),
    )
    return tracks_from_fixes(data, TrackRules())[0]


def question(days=7, revisit=7200.0) -> Question:
    watch = Watch(22 * 3600.0, 5 * 3600.0, frozenset(), "UTC")
    whole = period(watch, START, START + 1, START, START + days * DAY)
    return Question(whole, moments(whole, revisit), nights(whole, watch), revisit)


def scores_of(tracks, places, detection, asked):
    return score_places(evidence_of(tracks, detection, places, asked))


def random_tracks(rng, units=4, fixes=300):
    rows = []
    for unit in range(units):
        xy = np.cumsum(rng.normal(0, 40, (fixes, 2)), axis=0) + rng.uniform(-500, 500, 2)
        t = START + 20 * 3600 + unit * DAY + np.cumsum(rng.uniform(20, 60, fixes))
        rows += [(unit, *row) for row in np.column_stack([t, xy]).tolist()]
    return tracks_of(rows)


def same(a, b):
    for name, column in a.given.items():
        np.testing.assert_allclose(column, getattr(b, name), rtol=1e-13, err_msg=name)


def test_scores_do_not_depend_on_strips_and_order(monkeypatch):
    rng = np.random.default_rng(2)
    tracks = random_tracks(rng)
    x, y = rng.uniform(-800, 800, (2, 500))
    detection = Detection.same(4, 50, 30)
    whole = scores_of(tracks, point_places(x, y), detection, question())
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 7)
    same(whole, scores_of(tracks, point_places(x, y), detection, question()))
    order = rng.permutation(500)
    shuffled = scores_of(tracks, point_places(x[order], y[order]), detection, question())
    same(whole.take(order), shuffled)


def test_the_score_of_a_line_is_the_mean_of_its_samples():
    rng = np.random.default_rng(5)
    tracks, detection = random_tracks(rng), Detection.same(4, 50, 30)
    line = shapely.LineString([(-300, 0), (300, 100)])
    places = places_from_geometries(np.array([line, shapely.Point(0, 0)]), 25.0)
    found = scores_of(tracks, places, detection, question())
    samples = scores_of(tracks, point_places(places.x[:-1], places.y[:-1]), detection, question())
    assert found.gap[0] == pytest.approx(samples.gap.mean())
    assert found.dwell[0] == pytest.approx(samples.dwell.mean())
    assert found.worst_gap[0] == samples.worst_gap.max()
    assert found.last_seen[0] == np.nanmax(samples.last_seen)
    assert found.visits[0] <= samples.visits.sum()


def test_a_pass_after_the_watch_detects_conditions_that_began_in_it():
    end_of_watch = START + DAY + 5 * 3600
    tracks = tracks_of([(0, end_of_watch + 1800 + 10 * i, 0.0, 0.0) for i in range(60)])
    found = scores_of(tracks, point_places([0.0], [0.0]), Detection.same(1, 50, 0), question(days=3))
    # U has three nights; conditions in the last hours of one of them are detected from 05:30 on.
    assert found.gap[0] < 1
    assert found.visits[0] == 1
    assert found.nights_seen[0] == 0


def test_scores_are_invariant_to_a_shift_in_space():
    rng = np.random.default_rng(9)
    tracks, detection = random_tracks(rng), Detection.same(4, 50, 30)
    x, y = rng.uniform(-500, 500, (2, 100))
    here = scores_of(tracks, point_places(x, y), detection, question())
    moved = type(tracks)(
        tracks.x + 4096.0, tracks.y - 8192.0, tracks.t, tracks.unit, tracks.offsets, tracks.unit_names, tracks.outages
    )
    there = scores_of(moved, point_places(x + 4096.0, y - 8192.0), detection, question())
    np.testing.assert_allclose(here.gap, there.gap, atol=1e-9)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        *((40, "40 s"), (89.4, "89 s"), (90, "2 min"), (1500, "25 min"), (5369, "89 min"), (5370, "1 h")),
        *((26 * 3600, "26 h"), (47 * 3600, "47 h"), (48 * 3600, "2 d"), (76 * 3600, "3 d 4 h"), (96 * 3600, "4 d")),
    ],
)
def test_durations_as_text(seconds, text):
    assert duration_text(seconds) == text


def test_a_stay_that_begins_at_the_end_of_a_night_is_in_the_next_night():
    midnight = START + 2 * DAY
    tracks = tracks_of([(0, midnight + 30 * i, 0.0, 0.0) for i in range(10)])
    watch = Watch(0.0, 0.0, frozenset(), "UTC")
    whole = period(watch, START, START + 1, START, START + 4 * DAY)
    asked = Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)
    found = scores_of(tracks, point_places([0.0], [0.0]), Detection.same(1, 50, 30), asked)
    assert found.nights_seen.tolist() == [1]


def test_several_stays_in_a_night_count_as_one_night():
    begin = START + DAY + 23 * 3600
    rows = [(0, begin + 600 * i, 0.0 if i % 2 else 500.0, 0.0) for i in range(7)]
    found = scores_of(tracks_of(rows), point_places([0.0], [0.0]), Detection.same(1, 50, 30), question())
    assert (found.visits.tolist(), found.nights_seen.tolist()) == ([3], [1])


def test_overlapping_stays_in_a_zone_are_one_visit():
    walk = [(0, START + DAY + 23 * 3600 + 10 * i, 10.0 * i, 0.0) for i in range(60)]
    zone = places_from_geometries(np.array([shapely.box(100, -20, 300, 20)]), 25.0)
    found = scores_of(tracks_of(walk), zone, Detection.same(1, 50, 30), question())
    assert found.visits.tolist() == [1]
