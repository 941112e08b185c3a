"""The coverage profiles of slices, added up, are the profile of all fixes at once."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.places.places import Places
from blindspot.engine.score import score
from blindspot.engine.score.coverage_profile import coverage_profile
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.sight.watchers import Watchers
from blindspot.engine.slices.partial_profile import PartialProfile, ProfileSums, partial_profile
from blindspot.engine.slices.slice import slices_of
from blindspot.engine.slices.slice_question import slice_questions
from blindspot.engine.timing.hours import parse_hours
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.tracks import tracks_from_fixes
from tests.engine.slices.days import DaysInMemory
from tests.engine.slices.patrols import NIGHT, Patrols, patrols
from tests.engine.slices.test_partial_scores import RULES, evidence_of, grid

HOUR = 3600.0
ALL_DAY = Watch(0.0, 0.0, timezone="Europe/Helsinki")
FINEST = 1e-7  # of a gap: times are rounded to microseconds, in a slice after another origin


def parts_of(some: Patrols, whole: Evidence, per_place: bool) -> list[PartialProfile]:
    """What each slice adds, computed from its own fixes alone, as it is read from a file."""
    source, found = DaysInMemory.of(some, whole.watch.timezone), []
    slices = slices_of(source.days, source.timezone, whole.question.revisit, RULES.max_pause)
    for asked in slice_questions(whole.question, whole.watch, slices):
        tracks, _ = tracks_from_fixes(some.fixes(asked.slice.since, asked.slice.until), RULES)
        own = replace(whole, tracks=tracks, question=asked.question, since=asked.origin)
        found.append(pickle.loads(pickle.dumps(partial_profile(own, asked, per_place))))
    return found


def same(some: Patrols, whole: Evidence) -> list[PartialProfile]:
    expected = coverage_profile(whole, per_place=True)
    parts, sums = parts_of(some, whole, True), ProfileSums(whole, True)
    for partial in parts:
        sums.add(partial)
    found = sums.profiles()
    for own, all_at_once in zip(found, expected, strict=True):
        assert np.array_equal(np.isnan(own.gap), np.isnan(all_at_once.gap))
        assert np.nanmax(np.abs(own.gap - all_at_once.gap)) < FINEST
        assert np.allclose(own.unit_hours, all_at_once.unit_hours, rtol=1e-9, atol=1e-9, equal_nan=True)
        assert np.allclose(own.watch_hours, all_at_once.watch_hours, rtol=1e-12)
        assert np.array_equal(own.units, all_at_once.units)
    assert np.abs(found[0].places - expected[0].places).max() < FINEST
    assert found[1].places is None
    assert expected[0].places.min() < 0.9  # it is about something
    assert np.nanmax(expected[1].unit_hours) > 0.1
    return parts


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("watch", "revisit"), [(NIGHT, 2 * HOUR), (ALL_DAY, HOUR), (NIGHT, 30 * HOUR)], ids=["night", "all day", "long"]
)
def test_slices_add_up(seed, watch, revisit):
    some = patrols(seed, days=5)
    same(some, evidence_of(some, grid(), watch, revisit))


def test_the_same_hour_of_two_weeks():
    some = patrols(1, days=9, units=3)
    same(some, evidence_of(some, grid(), NIGHT, 2 * HOUR))


@pytest.mark.parametrize("start", ["2026-03-26", "2026-10-22"])
@pytest.mark.parametrize("watch", [NIGHT, ALL_DAY], ids=["night", "all day"])
def test_clock_changes(start, watch):
    some = patrols(7, days=5, start=start)
    same(some, evidence_of(some, grid(), watch, 2 * HOUR))


def test_places_of_several_samples():
    x = np.arange(-500.0, 500.0, 20.0)
    places = Places(np.r_[x, x], np.r_[0 * x, 0 * x + 100], np.r_[np.arange(0, 100, 5), 100])
    some = patrols(3, days=4)
    same(some, evidence_of(some, places, NIGHT, 2 * HOUR))


def test_days_without_fixes_and_a_night_without_moments():
    some = patrols(5, days=6)
    day = np.floor((some.t - some.t.min()) / DAY)
    some = some.take((day < 2) | (day > 3))
    watch = replace(NIGHT, weekdays=frozenset({1, 4, 5}))
    parts = same(some, evidence_of(some, grid(), watch, 2 * HOUR))
    assert any(not len(partial.names) for partial in parts)
    assert any(len(partial.names) and not len(partial.places) for partial in parts)


def test_a_period_within_the_fixes():
    some, start = patrols(6, days=6), patrols(6, days=6).t.min()
    same(some, evidence_of(some, grid(), NIGHT, 2 * HOUR, period=(start + 1.3 * DAY, start + 4.4 * DAY)))


def test_watchers_and_slow_legs():
    some, places = patrols(8, days=4), grid()
    two, night = np.ones(2), parse_hours("22:00-02:00", "Europe/Helsinki")
    watchers = Watchers(
        np.array([-200.0, 310.0]), two * 30, two * 120, two / 20, two * 0, two * 360, (night, night), np.array([0, 1])
    )
    whole = evidence_of(some, places, NIGHT, 2 * HOUR, watchers=watchers)
    same(some, replace(whole, detection=replace(whole.detection, slowest=0.4)))


@pytest.mark.parametrize("demanded", [True, False])
def test_demand_of_places_in_several_pieces(demanded, monkeypatch):
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 100)
    some = patrols(2, days=4)
    whole = evidence_of(some, grid(), NIGHT, 2 * HOUR)
    demand = np.random.default_rng(0).uniform(0, 5, len(whole.places)) * demanded
    same(some, replace(whole, demand=demand))


def test_units_of_the_same_code_are_told_apart_by_name():
    some = patrols(4, days=4, units=3)
    day = np.floor((some.t - some.t.min()) / DAY).astype(int)
    some = some.take(day % 3 == some.unit)  # each day has one unit, whose code in the slice is mostly 0
    whole = evidence_of(some, grid(), ALL_DAY, 2 * HOUR)
    same(some, whole)
    assert coverage_profile(whole)[0].units == 3


def test_the_total_alone():
    some = patrols(3, days=4)
    whole = evidence_of(some, grid(), NIGHT, 2 * HOUR)
    sums = ProfileSums(whole)
    for partial in parts_of(some, whole, False):
        sums.add(partial)
    (found, nothing), (expected, _) = sums.profiles(), coverage_profile(whole)
    assert nothing is None
    assert np.allclose(found.gap, expected.gap, atol=FINEST, equal_nan=True)
    assert np.allclose(found.unit_hours, expected.unit_hours, equal_nan=True)
    assert np.allclose(found.places, expected.places, atol=FINEST)
    assert found.darkest == expected.darkest
