"""Gap profiles of places with their own hours, in the bins of the watch of the run."""

from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, OwnQuestions, Question
from blindspot.engine.score.own_nights import all_nights
from blindspot.engine.score.own_profiles import scores_and_profile, shares_of_bins
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.timing.watch_text import parse_watch
from small_evidence import evidence_of, fixes_and_tracks

MONDAY = 1_767_571_200.0  # 2026-01-05T00:00Z
WEEK, HOUR = 7 * 86_400.0, 3600.0
USUAL = Watch(22 * HOUR, 5 * HOUR)
TRACKS = fixes_and_tracks([0.0, 5.0], 0.0, [MONDAY, MONDAY + 60])[1]


def shares(hours: str, usual: Watch = USUAL) -> np.ndarray:
    own = parse_watch(hours, "UTC")
    whole = period(own, MONDAY, MONDAY + WEEK, MONDAY, MONDAY + WEEK)
    question = Question(whole, moments(whole, HOUR), nights(whole, own), HOUR)
    place = point_places(np.zeros(1), np.zeros(1))
    return shares_of_bins(usual, evidence_of(TRACKS, Detection.same(1, 50, 30), place, question, watch=own))


def test_the_same_watch_has_the_same_bins():
    assert (shares("22:00-05:00") == np.eye(28)).all()


def test_an_edge_within_a_bin_takes_a_part_of_it():
    found = shares("00:07-04:00")
    assert found.shape == (28, 16)
    assert found[8].tolist() == pytest.approx([8 / 15, *[0] * 15])
    assert found[9, :2].tolist() == pytest.approx([7 / 15, 8 / 15])
    assert found.sum(axis=1).tolist() == pytest.approx([0] * 8 + [8 / 15] + [1] * 15 + [0] * 4)


def test_longer_bins_give_each_of_the_shorter_ones_their_value():
    found = shares("all day")  # half hours
    assert found.sum(axis=1).tolist() == pytest.approx([1] * 28)
    assert np.flatnonzero(found[0]).tolist() == np.flatnonzero(found[1]).tolist() == [44]
    assert np.flatnonzero(found[27]).tolist() == [9]


def test_days_on_which_a_place_is_not_watched_have_none():
    found = shares("22:00-05:00 Mon-Thu")
    assert found[0, 0] == pytest.approx(4 / 7)
    assert found[27, 27] == pytest.approx(4 / 7)  # early on Monday belongs to the night of Sunday
    assert not shares("08:00-18:00").any()
    assert not shares("22:00-05:00 Mon", Watch(22 * HOUR, 5 * HOUR, frozenset({3}))).any()


def asked_in_turn() -> Evidence:
    """Seven places that are watched at night, by day or from 23:00, in turn."""
    watches = tuple(parse_watch(hours, "UTC") for hours in ("22:00-05:00", "08:00-18:00", "23:00-02:00"))
    wholes = [period(watch, MONDAY, MONDAY + WEEK, MONDAY, MONDAY + WEEK) for watch in watches]
    questions = tuple(
        Question(whole, moments(whole, HOUR), nights(whole, watch), HOUR)
        for whole, watch in zip(wholes, watches, strict=True)
    )
    t = np.arange(MONDAY, MONDAY + WEEK, 600.0)
    tracks = fixes_and_tracks(np.arange(len(t)) * 37.0 % 700, 0.0, t)[1]
    places = point_places(np.arange(7) * 100.0, np.zeros(7))
    made = evidence_of(tracks, Detection.same(1, 50, 30), places, questions[0], watch=watches[0])
    return replace(made, own=OwnQuestions(np.arange(7) % 3, questions, watches, USUAL))


def test_some_places_have_their_rows_of_all():
    evidence = asked_in_turn()
    profile, by_night = scores_and_profile(evidence)[1], all_nights(evidence)
    whole, (place, columns) = profile.values(True), by_night.columns(0, 7)
    assert np.isnan(whole).all(axis=1).tolist() == [False, True, False] * 2 + [False]
    assert np.bincount(place).tolist() == by_night.count.tolist()
    for start, end in ((0, 2), (2, 5), (4, 7), (6, 7)):
        np.testing.assert_array_equal(profile.values(True, start, end), whole[start:end])
        own, some = by_night.columns(start, end)
        kept = (place >= start) & (place < end)
        assert own.tolist() == (place[kept] - start).tolist()
        for one, other in zip(some, columns, strict=True):
            np.testing.assert_array_equal(one, other[kept])
