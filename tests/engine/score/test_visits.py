"""Visits: what an outage in place does not break."""

import numpy as np

from blindspot.engine.score.passes import Passes
from blindspot.engine.score.visits import arrivals
from blindspot.engine.tracks.tracks import Outages


def stays(*rows) -> Passes:
    """(place, unit, start, end) rows."""
    place, unit, start, end = np.array(sorted(rows, key=lambda r: (r[0], r[2], r[1])), float).T
    return Passes(place.astype(int), unit.astype(int), start, end, np.full(len(rows), np.inf))


def silences(*rows) -> Outages:
    """(unit, from, to) rows."""
    unit, t0, t1 = np.array(sorted(rows), float).T
    nowhere = np.zeros(len(rows))
    return Outages(unit.astype(int), nowhere, nowhere, t0, nowhere, nowhere, t1)


def test_who_falls_silent_in_place_and_is_heard_of_there_again_has_not_left():
    seen = stays((0, 0, 0, 1000), (0, 0, 1700, 2000), (1, 0, 0, 900), (1, 0, 1700, 1800), (2, 1, 1700, 1800))
    assert arrivals(seen, silences((0, 1000, 1700))).tolist() == [True, False, True, True, True]
    assert arrivals(seen, silences((1, 1000, 1700))).all()


def test_outages_elsewhere_and_later_do_not_matter():
    for late in (2e3, 1e6):
        seen = stays((0, 0, 0, 1000), (0, 0, 1700, 1900), (0, 1, 0, 1000), (0, 1, 1700, 1900))
        own = arrivals(seen, silences((0, 1000, 1700), (0, late, late + 700), (1, 1000, 1700)))
        assert own.tolist() == [True, True, False, False]


def test_who_was_there_before_the_period_is_a_visit_within_it():
    assert arrivals(stays((0, 0, 600, 3600)), silences((0, -1200, 600))).tolist() == [True]


def test_times_after_an_origin():
    seen = stays((0, 0, 0, 1000), (0, 0, 1700, 2000))
    assert arrivals(seen, silences((0, 1.7e9 + 1000, 1.7e9 + 1700)), 1.7e9).tolist() == [True, False]
