"""Visits: an outage that begins and ends in a place does not end the visit."""

import numpy as np

from blindspot.engine.score.passes import Passes
from blindspot.engine.score.visits import arrivals
from blindspot.engine.tracks.tracks import Outages


def stays(*rows) -> Passes:
    """(place, unit, start, end) rows."""
    place, unit, start, end = np.array(sorted(rows, key=lambda r: (r[0], r[2], r[1])), float).T
    return Passes(place.astype(int), unit.astype(int), start, end, np.full(len(rows), np.inf))


def outages(*rows) -> Outages:
    """(unit, from, to) rows."""
    unit, t0, t1 = np.array(sorted(rows), float).T
    nowhere = np.zeros(len(rows))
    return Outages(unit.astype(int), nowhere, nowhere, t0, nowhere, nowhere, t1)


def test_an_outage_that_begins_and_ends_in_a_place_does_not_start_a_visit():
    seen = stays((0, 0, 0, 1000), (0, 0, 1700, 2000), (1, 0, 0, 900), (1, 0, 1700, 1800), (2, 1, 1700, 1800))
    assert arrivals(seen, outages((0, 1000, 1700))).tolist() == [True, False, True, True, True]
    assert arrivals(seen, outages((1, 1000, 1700))).all()


def test_outages_elsewhere_or_later_have_no_effect():
    for late in (2e3, 1e6):
        seen = stays((0, 0, 0, 1000), (0, 0, 1700, 1900), (0, 1, 0, 1000), (0, 1, 1700, 1900))
        own = arrivals(seen, outages((0, 1000, 1700), (0, late, late + 700), (1, 1000, 1700)))
        assert own.tolist() == [True, True, False, False]


def test_a_stay_after_an_outage_at_the_start_of_the_period_is_a_visit():
    assert arrivals(stays((0, 0, 600, 3600)), outages((0, -1200, 600))).tolist() == [True]


def test_times_after_an_origin():
    seen = stays((0, 0, 0, 1000), (0, 0, 1700, 2000))
    assert arrivals(seen, outages((0, 1.7e9 + 1000, 1.7e9 + 1700)), 1.7e9).tolist() == [True, False]
