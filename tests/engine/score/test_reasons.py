"""The reasons for scores, in words."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.places.demand import demand_from_layers, own_demand
from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.doubts import Doubts
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.reasons import reasons
from blindspot.engine.score.score import Scores, score_places
from blindspot.engine.timing.watch import Watch, moments, nights, period
from small_evidence import evidence_of, fixes_and_tracks

DAY, HOUR, MINUTE = 86_400.0, 3600.0, 60.0
START = 1_767_225_600.0  # 2026-01-01T00:00Z
NIGHT = Watch(22 * HOUR, 5 * HOUR)
ALL_DAY = Watch(0.0, 0.0)


def question(days=7, watch=NIGHT) -> Question:
    whole = period(watch, START, START + 1, START, START + days * DAY)
    return Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)


def scores_of(*stays, watch=NIGHT, x=(0.0,), y=(0.0,)) -> Scores:
    """Scores of places where one unit stays at (0, 0), (from, to) in seconds after START, with a fix every 30 s."""
    t = np.concatenate([np.arange(a, b + 1, 30.0) for a, b in stays])
    tracks = fixes_and_tracks(0.0, 0.0, START + t)[1]
    places = point_places(np.array(x), np.array(y))
    return score_places(evidence_of(tracks, Detection.same(1, 50, 30), places, question(watch=watch)))


def why(found, watch=NIGHT) -> str:
    return reasons(found, own_demand(len(found)), question(watch=watch), watch, 100.0)[0]


EVENING = (DAY + 23 * HOUR, DAY + 23 * HOUR + 180)
NOON = (3 * DAY + 12 * HOUR, 3 * DAY + 12 * HOUR + 120)


@pytest.mark.parametrize(
    ("stays", "text"),
    [
        (
            [EVENING],
            "Seen in the watch on 1 of 8 nights (1 pass, 3 min in range), last 5 d 1 h before the end; longest alone "
            "at least 5 d 1 h.",
        ),
        (
            [NOON],
            "Never seen in the watch in 8 nights; 1 pass at other hours (2 min in range), last 3 d 12 h before the "
            "end; longest alone at least 3 d 12 h.",
        ),
        (
            [EVENING, NOON],
            "Seen in the watch on 1 of 8 nights (1 pass, 3 min in range); also 1 pass at other hours; at any hour, "
            "last seen 3 d 12 h before the end, longest alone at least 3 d 12 h.",
        ),
        (
            [EVENING, (2 * DAY + 9 * HOUR, 2 * DAY + 17 * HOUR)],
            "Seen in the watch on 1 of 8 nights (1 pass, 3 min in range); also 1 visit at other hours; at any hour, "
            "last seen 4 d 7 h before the end, longest alone at least 4 d 7 h.",
        ),
        (  # a stay that ends after the watch is a visit in it, and none at other hours
            [(2 * DAY + 4 * HOUR, 2 * DAY + 8 * HOUR)],
            "Seen in the watch on 1 of 8 nights (1 long stay, 60 min in range), last 4 d 16 h before the end; longest "
            "alone at least 4 d 16 h.",
        ),
        (  # a long stay in the watch does not make a long visit of a pass at other hours
            [(2 * DAY, 2 * DAY + HOUR), NOON],
            "Seen in the watch on 1 of 8 nights (1 long stay, 60 min in range); also 1 pass at other hours; at any "
            "hour, last seen 3 d 12 h before the end, longest alone at least 3 d 12 h.",
        ),
        (  # two passes of 20 minutes are no long stays
            [(2 * DAY, 2 * DAY + 20 * MINUTE), (2 * DAY + 3 * HOUR, 2 * DAY + 3 * HOUR + 20 * MINUTE)],
            "Seen in the watch on 1 of 8 nights (2 passes, 40 min in range), last 4 d 21 h before the end; longest "
            "alone at least 4 d 21 h.",
        ),
        ([(8 * DAY, 8 * DAY + 60)], "Never seen in 8 nights."),
    ],
)
def test_the_watch_and_other_hours_are_not_mixed(stays, text):
    assert why(scores_of(*stays)) == text


def test_a_watch_of_all_day_has_no_other_hours():
    assert why(scores_of(EVENING, NOON, watch=ALL_DAY), ALL_DAY) == (
        "Seen on 2 of 7 days (2 passes, 5 min in range), last 3 d 12 h before the end; longest alone at least 3 d 12 h."
    )
    weekdays = Watch(0.0, 0.0, frozenset({0}))  # Monday 5 January
    assert why(scores_of(EVENING, watch=weekdays), weekdays).startswith("Never seen in the watch in 1 day; 1 pass at")


def test_features_that_matter_are_named():
    x, y = [0.0, 5000.0, 5000.0], [0.0, 0.0, 3000.0]
    found = scores_of(EVENING, x=x, y=y)
    exits = shapely.points([5010.0, 5020.0], [0.0, 0.0])
    demand = demand_from_layers(shapely.points(x, y), [exits], ["Station exits"], [1.0], 100.0)
    texts = reasons(found, demand, question(), NIGHT, 100.0)
    assert texts[1:] == ["Never seen in 8 nights; 2 station exits within 100 m.", "Never seen in 8 nights."]
    one = replace(question(), nights=question().nights[:1])
    assert reasons(found, own_demand(3), one, ALL_DAY, 100.0)[1] == "Never seen in 1 day."
    two = replace(question(), nights=question().nights[:2])
    assert reasons(found, own_demand(3), two, ALL_DAY, 100.0)[1] == "Never seen in 2 days."


def test_the_layer_with_the_largest_share_of_the_demand_is_named_first():
    places = shapely.points([0.0], [0.0])
    layers = [shapely.points([60.0], [0.0]), shapely.points([5.0], [0.0])]
    demand = demand_from_layers(places, layers, ["Bars", "Schools"], [1.0, 1.0], 100.0)
    assert demand.share[1, 0] > demand.share[0, 0] > 0
    text = reasons(scores_of(EVENING, x=(5000.0,)), demand, question(), NIGHT, 100.0)[0]
    assert text == "Never seen in 8 nights; 1 school and 1 bar within 100 m."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Underpass", "1 underpass"),
        ("ATMs", "1 ATM"),
        ("A roads", "1 a road"),
        ("BBQ places", "1 BBQ place"),
        ("Station exits (simulated)", "1 station exit (simulated)"),
        ("Exits - north", "1 exit - north"),
        ("Schools, 2026", "1 school, 2026"),
        ("bars_2", "1 bar_2"),
        ("Embassies", "1 embassy"),
        ("Churches [OSM]", "1 church [OSM]"),
        ("Bus terminus", "1 bus terminus"),
        ("Campus (all buildings)", "1 campus (all buildings)"),
        ("(simulated)", "1 (simulated)"),
    ],
)
def test_a_layer_is_named_in_a_sentence_and_one_too_far_away_is_not(name, text):
    layers = [shapely.points([5.0], [0.0]), shapely.points([5000.0], [0.0])]
    demand = demand_from_layers(shapely.points([0.0], [0.0]), layers, [name, "Schools"], [1.0, 1.0], 100.0)
    found = reasons(scores_of(EVENING, x=(5000.0,)), demand, question(), NIGHT, 100.0)[0]
    assert found == f"Never seen in 8 nights; {text} within 100 m."


@pytest.mark.parametrize(("at_edge", "alone"), [(True, "at least 37 min"), (False, "37 min")])
def test_a_time_alone_that_is_rounded_is_given_as_it_is(at_edge, alone):
    found = replace(scores_of(EVENING), worst_gap=np.array([37 * MINUTE]), worst_at_edge=np.array([at_edge]))
    assert why(replace(found, rounded=np.array([True]))).endswith(f" of the end; longest alone {alone}.")


@pytest.mark.parametrize(
    ("before_end", "text"),
    [
        (40 * MINUTE, "last 45 min before the end; longest alone"),
        (2 * MINUTE, "last under 15 min before the end; longest alone"),
    ],
)
def test_times_before_the_end_are_in_quarters_of_an_hour(before_end, text):
    found = scores_of(EVENING)
    end = question().period.end
    assert text in why(replace(found, last_seen=np.array([end - before_end])))


def test_the_time_alone_at_an_edge_does_not_tell_when_a_unit_was_last_there():
    found = scores_of((6 * DAY + 23 * HOUR, 6 * DAY + 23 * HOUR + 26 * MINUTE))
    end = question().period.end
    known = replace(found, last_seen=np.array([end - 30 * MINUTE]), worst_gap=np.array([34 * MINUTE]))
    assert why(known).endswith("last 30 min before the end; longest alone at least 30 min.")
    between = replace(found, last_seen=np.array([end - 40 * MINUTE]), worst_gap=np.array([44 * MINUTE]))
    assert why(between).endswith("last 45 min before the end; longest alone at least 45 min.")
    early = replace(known, worst_gap=np.array([80 * MINUTE]))  # at the other edge
    assert why(early).endswith("longest alone at least 75 min.")
    assert why(replace(known, worst_gap=np.array([4 * MINUTE]), last_seen=np.array([end]))).endswith(
        "last under 15 min before the end; longest alone under 15 min."
    )
    inner = replace(known, worst_at_edge=np.array([False]))
    assert why(inner).endswith("longest alone 34 min.")


@pytest.mark.parametrize(("low", "mentioned"), [(0.91, False), (0.89, True)])
def test_silent_units_are_named_where_gap_and_gap_low_differ_by_a_tenth(low, mentioned):
    found = scores_of(EVENING, x=(5000.0,))
    text = why(replace(found, gap_low=np.array([low])))
    assert text.endswith(f"; the gap could be {low:.2f} if silent units were there.") == mentioned


def doubted(gap, low) -> Scores:
    """Scores of places with these gaps and lowest gaps."""
    gap, low = np.broadcast_arrays(np.array(gap, float), np.array(low, float))
    nothing = np.zeros(len(gap))
    return Scores(
        gap,
        low,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing > 0,
        *[nothing] * 3,
        np.zeros((len(gap), 2)),
        nothing > 0,
    )


RISING = np.linspace(0.2, 1.0, 100)


@pytest.mark.parametrize(
    ("gap", "low", "common"),
    [
        (RISING, RISING - 0.15, "about 0.15 lower than gap"),  # such as one silent night of seven
        (
            np.linspace(0.4, 1, 100),
            np.zeros(100),
            "could be about 0.00 (gap_low)",
        ),  # whatever the gap is, it could be nothing
        (RISING, RISING - np.repeat([0.11, 0.3], [40, 60]), ""),  # two places in five have a much smaller doubt
        (RISING, RISING - np.repeat([0.11, 0.3], [60, 40]), ""),  # and two in five a much larger one
        (RISING, RISING / 2, ""),  # the doubts differ from place to place
        (RISING, RISING - 0.05, ""),  # too small to mention
        (np.ones(100), np.repeat([0.8, 1.0], [80, 20]), ""),  # one place in five has none
        (np.ones(100), np.repeat([0.86, 0.94], 50), ""),  # every other place has none worth a sentence
        (np.ones(100), np.repeat([0.8, 1.0], [95, 5]), "about 0.20 lower than gap"),
        ([1.0], [0.5], ""),  # a single place
    ],
)
def test_a_doubt_that_nearly_all_places_share_is_said_once(gap, low, common):
    found = doubted(gap, low)
    doubts = Doubts.of(found)
    assert common in doubts.sentence
    assert bool(doubts.sentence) == bool(common)
    said = ["silent units" in text for text in reasons(found, own_demand(len(found)), question(), NIGHT, 100.0, doubts)]
    assert said == [not common and bool(d) for d in found.gap - found.gap_low >= 0.1]


def test_places_with_another_doubt_than_nearly_all_are_still_named():
    low = np.repeat([0.8, 0.5, 1.0], [95, 3, 2])
    found = doubted(np.ones(100), low)
    doubts = Doubts.of(found)
    assert doubts.sentence.startswith("At 95 of 100 places the gap could be about 0.20 lower than gap (gap_low)")
    texts = reasons(found.subset(90, 100), own_demand(10), question(), NIGHT, 100.0, doubts)
    assert ["could be 0.50" in text for text in texts] == [False] * 5 + [True] * 3 + [False] * 2
