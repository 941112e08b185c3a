"""Visits where walls hide places for a part of the time in range: every stay in range with a clear moment is one."""

import numpy as np
import pytest

from blindspot.engine.score.nights import Nights
from blindspot.engine.score.passes import Passes
from blindspot.engine.score.visits import arrivals, first_stays
from blindspot.engine.tracks.tracks import Outages

NO_OUTAGES = Outages(*[np.zeros(0, int), *[np.zeros(0)] * 6])


def parts(*rows) -> Passes:
    """Clear parts from (sample, unit, start, end, entered, left) rows."""
    rows = sorted(rows, key=lambda row: (row[0], row[2], row[1]))
    sample, unit, start, end, entered, left = np.array(rows, float).T
    return Passes(sample.astype(int), unit.astype(int), start, end, np.ones(len(rows)), entered, left)


def outages(*rows) -> Outages:
    """(unit, from, to) rows."""
    unit, t0, t1 = np.array(sorted(rows), float).T
    nowhere = np.zeros(len(rows))
    return Outages(unit.astype(int), nowhere, nowhere, t0, nowhere, nowhere, t1)


def visits(passes: Passes, silent: Outages = NO_OUTAGES) -> int:
    return int(arrivals(passes, silent).sum())


def test_clear_parts_of_one_stay_are_one_visit():
    one = parts((0, 0, 2, 3, 0, 10), (0, 0, 5, 6, 0, 10), (0, 0, 8, 10, 0, 10))
    assert visits(one) == 1
    assert first_stays(one, NO_OUTAGES).tolist() == [0, 0, 0]
    two = parts((0, 0, 2, 3, 0, 4), (0, 0, 5, 6, 4.5, 10), (0, 0, 8, 10, 4.5, 10))
    assert arrivals(two, NO_OUTAGES).tolist() == [True, True, False]


def test_other_units_and_places_are_other_visits():
    passes = parts((0, 0, 2, 3, 0, 10), (0, 1, 4, 5, 0, 10), (0, 0, 6, 7, 0, 10), (1, 0, 2, 3, 0, 10))
    assert arrivals(passes, NO_OUTAGES).tolist() == [True, True, False, True]


def test_a_long_stay_holds_shorter_ones_of_other_sample_points():
    # the stay at one sample point of a zone spans two stays at another, and is seen last
    passes = parts((0, 0, 3, 4, 2, 5), (0, 0, 6.2, 6.5, 6, 7), (0, 0, 8, 9, 0, 10))
    assert visits(passes) == 1
    assert visits(parts((0, 0, 1, 1.5, 0, 10), (0, 0, 3, 4, 2, 5), (0, 0, 6.2, 6.5, 6, 7), (0, 0, 12, 13, 11, 14))) == 2


def test_a_stay_goes_on_after_an_outage_although_its_ends_are_hidden():
    silent = outages((0, 1000, 1700))
    seen = parts((0, 0, 10, 20, 0, 1000), (0, 0, 50, 60, 0, 1000), (0, 0, 1900, 1950, 1700, 2000))
    assert visits(seen, silent) == 1
    assert first_stays(seen, silent).tolist() == [0, 0, 0]
    assert visits(parts((0, 0, 10, 20, 0, 990), (0, 0, 1900, 1950, 1700, 2000)), silent) == 2
    assert visits(parts((0, 0, 10, 20, 0, 1000), (0, 0, 1900, 1950, 1710, 2000)), silent) == 2
    assert visits(seen, outages((1, 1000, 1700))) == 2


def test_one_visit_lasts_over_outages_between_its_parts():
    silent = outages((0, 1000, 1700), (0, 2000, 2700))
    seen = parts((0, 0, 0, 1, 0, 1000), (0, 0, 1800, 1810, 1700, 2000), (0, 0, 1820, 1830, 1700, 2000))
    more = parts((0, 0, 2700, 2710, 2700, 2800))
    assert visits(seen.extended_by(more), silent) == 1


@pytest.mark.parametrize("seed", range(20))
def test_stays_that_are_clear_throughout_are_visits_as_without_walls(seed):
    rng = np.random.default_rng(seed)
    starts = np.sort(rng.integers(0, 400, (40, 2)), axis=1).astype(float)
    rows = [(int(rng.integers(3)), int(rng.integers(2)), *pair) for pair in starts]
    sample, unit, start, end = np.array(sorted(rows, key=lambda row: (row[0], row[2], row[1])), float).T
    plain = Passes(sample.astype(int), unit.astype(int), start, end, np.ones(40)).of_places(np.arange(3))
    silent = outages(*((unit, end, end + 7) for unit, end in zip(plain.unit, plain.end, strict=True)))
    walled = Passes(plain.sample, plain.unit, plain.start, plain.end, plain.rate, plain.start, plain.end)
    assert (first_stays(walled, silent) == first_stays(plain, silent)).all()
    assert (first_stays(walled, NO_OUTAGES) == np.arange(len(plain))).all()


def test_a_visit_counts_in_the_watch_only_for_its_clear_moments():
    nights = Nights(np.array([[100.0, 200.0], [300.0, 400.0]]), 1000.0)
    hidden = parts((0, 0, 50, 60, 40, 190), (0, 0, 210, 220, 195, 450))
    met = nights.met_by(hidden)
    begins = first_stays(hidden, NO_OUTAGES)
    assert met.number(1).tolist() == [0]
    assert met.visits(begins, 1).tolist() == [0]
    clear = parts((0, 0, 50, 60, 40, 350), (0, 0, 150, 160, 40, 350), (0, 0, 310, 320, 40, 350))
    met = nights.met_by(clear)
    assert met.number(1).tolist() == [2]
    assert met.visits(first_stays(clear, NO_OUTAGES), 1).tolist() == [1]
    assert met.seconds().tolist() == [0, 10, 10]


def test_cutting_to_the_period_does_not_part_a_stay():
    stay = parts((0, 0, 2, 3, 0, 10), (0, 0, 5, 6, 0, 10), (0, 0, 8, 10, 0, 10)).within(5.5, 9)
    assert stay.start.tolist() == [5.5, 8]
    assert visits(stay) == 1


def test_the_clear_parts_at_a_zone_are_merged_with_their_stays():
    passes = parts((0, 0, 2, 4, 0, 10), (1, 0, 3, 5, 1, 12), (2, 0, 20, 21, 11, 30), (3, 0, 40, 41, 39, 42))
    merged = passes.of_places(np.zeros(4, int))
    assert merged.start.tolist() == [2, 20, 40]
    assert visits(merged) == 2


def test_stays_that_adjoin_are_one_visit():
    assert visits(parts((0, 0, 2, 3, 0, 5), (0, 0, 6, 7, 5, 8))) == 1
    assert visits(parts((0, 0, 2, 3, 0, 5), (0, 0, 6, 7, 5.5, 8))) == 2
