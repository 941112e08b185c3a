"""The scores of slices, added up, are the scores of all fixes at once."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from shapely import box

from blindspot.engine.places.places import Places, point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.own_profiles import scores_and_profile
from blindspot.engine.score.question import question_of
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.sight.watchers import Watchers
from blindspot.engine.slices.partial_scores import PartialScores, partial_scores
from blindspot.engine.slices.score_sums import ScoreSums
from blindspot.engine.slices.slice import Slice, slices_of
from blindspot.engine.slices.slice_question import slice_questions
from blindspot.engine.timing.hours import parse_hours
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.edge_outages import edge_outages
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from tests.engine.slices.days import DaysInMemory
from tests.engine.slices.patrols import NIGHT, Patrols, patrols

RULES = TrackRules()
HOUR = 3600.0
EXACT = ("visits", "watch_visits", "nights_seen", "steps", "worst_at_edge")


def evidence_of(some: Patrols, places: Places, watch: Watch, revisit: float, **more) -> Evidence:
    tracks, _ = tracks_from_fixes(some.fixes(), RULES)
    units = len(tracks.unit_names)
    detection = replace(Detection.same(units, 60.0, more.pop("time", 30.0)), fastest=np.full(units, 3.0))
    asked = question_of(np.sort(tracks.t), watch, revisit, *more.pop("period", (None, None)))
    edges = edge_outages(tracks, RULES.max_pause) if asked.edges_unknown else None
    demand = np.ones(len(places))
    return Evidence(tracks, detection, places, demand, asked.question, watch, edge_outages=edges, **more)


def parts_of(some: Patrols, whole: Evidence, slices: list[Slice]) -> list[PartialScores]:
    """What each slice gives, computed from its own fixes alone."""
    found, rate = [], whole.detection.total_rate(whole.tracks.unit)
    data = some.t.min(), some.t.max()
    for asked in slice_questions(whole.question, whole.watch, slices):
        since, until = asked.slice.since, asked.slice.until
        tracks, _ = tracks_from_fixes(some.fixes(since, until), RULES)
        known = data[0] if data[0] >= since else -np.inf, data[1] if data[1] <= until else np.inf
        edges = None if whole.edge_outages is None else edge_outages(tracks, RULES.max_pause, known)
        own = replace(whole, tracks=tracks, question=asked.question, edge_outages=edges, since=asked.origin)
        found.append(partial_scores(own, asked, rate))
    return found


def added_up(whole: Evidence, parts: Iterable[PartialScores]) -> ScoreSums:
    sums = ScoreSums(whole)
    for part in parts:
        sums.add(part)
    return sums


def in_slices(some: Patrols, whole: Evidence) -> ScoreSums:
    source, revisit = DaysInMemory.of(some, whole.watch.timezone), whole.question.revisit
    return added_up(whole, parts_of(some, whole, slices_of(source.days, source.timezone, revisit, RULES.max_pause)))


def same(some: Patrols, whole: Evidence, sums: ScoreSums | None = None) -> None:
    expected, profile = scores_and_profile(whole)
    sums = in_slices(some, whole) if sums is None else sums
    found, binned = sums.scores(), sums.profile()
    for name, values in expected.given.items():
        if name == "watched":
            for column in values.dtype.names:
                assert np.allclose(getattr(found, name)[column], values[column], atol=1e-9), column
        elif name in EXACT:
            assert np.array_equal(getattr(found, name), values), name
        else:
            assert np.allclose(getattr(found, name), values, rtol=1e-9, atol=1e-6, equal_nan=True), name
    assert np.abs(found.gap - expected.gap).max() < 1e-9
    assert np.abs(found.gap_low - expected.gap_low).max() < 1e-7  # blocks are cut at other ticks
    assert np.array_equal(binned.few, profile.few)
    if whole.question.revisit < whole.watch.length:
        assert np.array_equal(binned.dated, profile.dated)
    else:  # nights that a pass reaches, but none of whose moments it matters for, do not count in slices
        assert (binned.dated >= profile.dated).all()
    assert np.abs(binned.unseen - profile.unseen).max() < 1e-6
    assert expected.gap.min() < 0.9  # it is about something
    assert expected.visits.max() > 2


def grid() -> Places:
    x, y = np.meshgrid(np.arange(-500, 501, 50.0), np.arange(-500, 501, 50.0))
    return point_places(x.ravel(), y.ravel())


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("watch", "revisit"),
    [(NIGHT, 2 * HOUR), (Watch(0.0, 0.0, timezone="Europe/Helsinki"), HOUR), (NIGHT, 30 * HOUR)],
    ids=["night", "all day", "long revisit"],
)
def test_slices_add_up(seed, watch, revisit):
    some = patrols(seed, days=5)
    same(some, evidence_of(some, grid(), watch, revisit))


@pytest.mark.parametrize("start", ["2026-03-26", "2026-10-22"])
def test_clock_changes(start):
    some = patrols(7, days=5, start=start)
    same(some, evidence_of(some, grid(), NIGHT, 2 * HOUR))


def test_places_of_several_samples():
    x = np.arange(-500.0, 500.0, 20.0)
    places = Places(np.r_[x, x], np.r_[0 * x, 0 * x + 100], np.r_[np.arange(0, 100, 5), 100])
    some = patrols(3, days=4)
    same(some, evidence_of(some, places, NIGHT, 2 * HOUR))


def test_detection_at_once():
    some = patrols(4, days=4)
    same(some, evidence_of(some, grid(), NIGHT, 2 * HOUR, time=0.0))


def test_a_day_without_fixes():
    some = patrols(5, days=6)
    day = np.floor((some.t - some.t.min()) / DAY)
    some = some.take((day != 2) & (day != 3))
    whole = evidence_of(some, grid(), NIGHT, 2 * HOUR)
    assert len(whole.question.silent)
    same(some, whole)


def test_a_period_within_the_fixes():
    some = patrols(6, days=6)
    start = some.t.min()
    same(some, evidence_of(some, grid(), NIGHT, 2 * HOUR, period=(start + 1.3 * DAY, start + 4.4 * DAY)))


def test_watchers_and_walls():
    some, places = patrols(8, days=4), grid()
    two, night = np.ones(2), parse_hours("22:00-02:00", "Europe/Helsinki")
    watchers = Watchers(
        np.array([-200.0, 310.0]), two * 30, two * 120, two / 20, two * 0, two * 360, (night, night), np.array([0, 1])
    )
    walls = np.array([box(-150, -20, -100, 90), box(200, 200, 260, 300)])
    whole = evidence_of(
        some, places, NIGHT, 2 * HOUR, watchers=watchers, sight=Sight(walls_of(walls, np.full(2, np.inf)))
    )
    same(some, whole)


def test_a_visit_that_lasts_for_days_counts_once():
    some = patrols(2, days=5)
    parked = some.unit == 2
    stands = Patrols(some.x * 0, some.y * 0, some.t, some.unit, some.names).take(parked)
    whole = evidence_of(stands, point_places(np.zeros(1), np.zeros(1)), NIGHT, 2 * HOUR)
    expected, _ = scores_and_profile(whole)
    found = in_slices(stands, whole).scores()
    assert found.visits[0] == expected.visits[0]
    assert found.watch_visits[0] == expected.watch_visits[0]
    assert found.nights_seen[0] == expected.nights_seen[0] >= 4


MONDAYS = Watch(22 * HOUR, 5 * HOUR, frozenset({0, 3}), "Europe/Helsinki")


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("watch", [NIGHT, Watch(0.0, 0.0, timezone="Europe/Helsinki"), MONDAYS])
def test_slices_of_any_length_and_any_of_them_together(seed, watch):
    """Nights, and visits of units that stand still for days, go over many edges, with and without the watch between
    them. What several slices give together is the same in their stead."""
    some, revisit, margin = patrols(seed, days=5), HOUR, RULES.max_pause
    whole = evidence_of(some, grid(), watch, revisit)
    edges = np.r_[-np.inf, np.arange(some.t.min() + 4 * HOUR, some.t.max(), 5 * HOUR), np.inf].tolist()
    slices = [Slice(a, b, a - margin, b + revisit + margin) for a, b in pairwise(edges)]
    parts = parts_of(some, whole, slices)
    same(some, whole, added_up(whole, parts))
    for size in (2, 3, 7):
        groups = [added_up(whole, parts[i : i + size]).partial() for i in range(0, len(parts), size)]
        same(some, whole, added_up(whole, groups))
        pairs = [added_up(whole, groups[i : i + 2]).partial() for i in range(0, len(groups), 2)]
        same(some, whole, added_up(whole, pairs))
