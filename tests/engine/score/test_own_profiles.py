"""Gap profiles of places with their own hours, in the bins of the watch of the run."""

import numpy as np
import pytest

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.own_profiles import shares_of_bins
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
