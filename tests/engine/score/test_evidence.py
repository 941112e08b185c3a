"""Evidence: selection of places, and scores without gap_low."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import places_from_geometries
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch, moments, nights, nights_without, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from small_evidence import evidence_of

HOUR, DAY = 3600.0, 86_400.0
START = 1_767_225_600.25  # 2026-01-01T00:00:00.25Z


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """Four places; a unit with an outage of half an hour and without a fix in the last night."""
    shapes = np.array(
        [
            shapely.box(0, 0, 100, 60),
            shapely.Point(150, 10),
            shapely.LineString([(0, 20), (300, 100)]),
            shapely.box(500, 0, 560, 80),
        ]
    )
    t = START + 22 * HOUR + np.r_[np.arange(40) * 60.0, 4200 + np.arange(40) * 60.0]
    x, y = np.linspace(-50, 600, 80), np.full(80, 30.0)
    fixes = Fixes(x, y, t, np.zeros(80, int), np.arange(80), ("a",))
    tracks = tracks_from_fixes(fixes, TrackRules(max_outage=600.0))[0]
    watch = Watch(20 * HOUR, 5 * HOUR)
    whole = period(watch, START, START + 1, START, START + 3 * DAY)
    _, silent = nights_without(whole, watch, t)
    question = Question(whole, moments(whole, HOUR), nights(whole, watch), HOUR, silent)
    detection = Detection(np.array([40.0]), np.array([1 / 30]), fastest=np.array([2.0]))
    places = places_from_geometries(shapes, 25.0)
    return evidence_of(tracks, detection, places, question, [3.0, 1.0, 2.0, 5.0], watch, shapes)


def test_selected_places_have_the_same_scores(evidence):
    index = np.array([3, 0, 2])
    some, everywhere = score_places(evidence.take(index)), score_places(evidence)
    expected = everywhere.take(index)
    for name, column in some.given.items():
        np.testing.assert_allclose(column, getattr(expected, name), rtol=1e-12, err_msg=name)
    assert len(np.unique(everywhere.gap)) == 4


def test_take_keeps_demand_geometry_and_samples_of_each_place(evidence):
    taken = evidence.take(np.array([3, 0]))
    assert taken.demand.tolist() == [5.0, 3.0]
    assert taken.geometry.tolist() == evidence.geometry[[3, 0]].tolist()
    assert [len(taken.places.subset(i, i + 1).x) for i in range(2)] == [
        len(evidence.places.subset(i, i + 1).x) for i in (3, 0)
    ]
    assert len(evidence.take(np.zeros(0, int)).places) == 0
    assert (
        evidence_of(evidence.tracks, evidence.detection, evidence.places, evidence.question).take([1]).geometry is None
    )


def test_without_silence_gap_is_unchanged_and_gap_low_equals_it(evidence):
    both, alone = score_places(evidence), score_places(evidence.without_silence())
    assert alone.gap.tolist() == both.gap.tolist()
    assert alone.gap_low.tolist() == both.gap.tolist()
    assert (both.gap_low < both.gap).any()
    assert len(evidence.tracks.outages)
    assert len(evidence.question.silent)


@pytest.mark.parametrize("outside", [[], [(0, 100)], [(0, 25), (45, 90)], [(5, 8), (95, 120)], [(10, 20)]])
@pytest.mark.parametrize("silent", [[], [(0, 10), (20, 30), (40, 50), (80, 95)]])
def test_unknown_time_is_the_union_of_silent_nights_and_the_time_outside_the_data(evidence, silent, outside):
    parts = [np.array(edges, float).reshape(-1, 2) for edges in (silent, outside)]
    unknown = replace(evidence.question, silent=parts[0], outside=parts[1]).unknown
    assert np.all(unknown[:, 0] < unknown[:, 1])
    assert np.all(unknown[1:, 0] >= unknown[:-1, 1])
    seconds = np.arange(130) + 0.5
    of = [np.any([(a <= seconds) & (seconds < b) for a, b in edges] or [seconds < 0], axis=0) for edges in parts]
    inside = np.any([(a <= seconds) & (seconds < b) for a, b in unknown] or [seconds < 0], axis=0)
    np.testing.assert_array_equal(inside, of[0] | of[1])


def test_outages_at_the_edges_of_the_data_count_as_well_as_all_others(evidence):
    own = evidence.tracks.outages
    late = replace(own, t0=own.t0 + 2 * HOUR, t1=own.t1 + 2 * HOUR)
    both = replace(evidence, edge_outages=late)
    alone = replace(both, tracks=replace(evidence.tracks, outages=own.take(np.zeros(0, int))))
    assert both.outages.t0.tolist() == [*own.t0, *late.t0]
    low, without_edges, only_edges = (score_places(some).gap_low for some in (both, evidence, alone))
    assert np.all(low <= np.minimum(without_edges, only_edges))
    assert (low < without_edges).any()
    assert (low < only_edges).any()


def test_without_silence_nothing_is_unknown(evidence):
    question = replace(evidence.question, outside=np.array([[START, START + HOUR]]))
    one = evidence.tracks.outages.take(np.array([0]))
    bare = replace(evidence, question=question, edge_outages=one).without_silence()
    assert (len(bare.outages), len(bare.question.unknown)) == (0, 0)


def test_the_origin_is_the_last_whole_second_before_the_period(evidence):
    assert evidence.origin == np.floor(evidence.question.period.t0) == START - 0.25
