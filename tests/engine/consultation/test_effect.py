"""The effect of answers: sums equal totals, costs are in one currency, and reasons are those that hold."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.consultation.areas import NumberedAreas
from blindspot.engine.consultation.effect import Asked, PlacesOf, effect, respondents_of, seconds_over
from blindspot.engine.consultation.effect_words import asked_text, change_text, why_text
from blindspot.engine.consultation.runs_alike import asked_with, unlike_runs
from blindspot.engine.errors import UserError
from blindspot.engine.exposure.legs import Legs, View
from blindspot.engine.pages.consult_effect_page import effect_page, finding

SHAPES = shapely.box(np.array([0.0, 1000.0]), 0, np.array([1000.0, 2000.0]), 1000)
AREAS = NumberedAreas(np.array([1, 2]), SHAPES, ("<West>", ""))
XY = np.array([[100, 100], [900, 900], [1500, 500], [5000, 5000]], float)


def places(demand, after, before=0.8, order=(0, 1, 2, 3)):
    order = list(order)
    columns = (np.broadcast_to(np.asarray(one, float), (4,))[order] for one in (demand, before, after))
    return PlacesOf(tuple(f"p{i}" for i in order), shapely.points(XY)[order], *columns)


def asked(*answers):
    """From (area, answer)."""
    middles = shapely.points([[500, 500], [1500, 500], [9000, 0]])
    points = np.array([middles[area - 1] for area, _ in answers], object)
    return Asked(points, tuple(answer for _, answer in answers), np.ones(len(answers)), len(answers))


ONE_MORE = asked((1, "more"))
FLOWN = np.array([60.0, 600, 0]), np.array([600.0, 60, 0])


def test_sums_are_totals_also_outside_and_in_another_order():
    found = effect(
        places([1, 2, 3, 4], [0.8, 0.8, 0.1, 0.8]),
        places([2, 2, 1, 4], [0.2, 0.8, 0.8, 0.8], order=(3, 1, 0, 2)),
        AREAS,
        asked((1, "more"), (2, "not_here"), (3, "more")),
        FLOWN,
    )
    assert found.places.tolist() == [2, 1, 1]
    assert (found.more.tolist(), found.not_here.tolist()) == ([1, 0, 1], [0, 1, 0])
    assert (found.demand.tolist(), found.demand_other.tolist()) == ([3, 3, 4], [4, 1, 4])
    assert found.closed == pytest.approx([0, 3 * 0.7, 0])
    assert found.closed_other == pytest.approx([1 * 0.6, 0, 0])  # by the demand without answers
    assert found.wished_other == pytest.approx([2 * 0.6, 0, 0])
    assert found.wished == pytest.approx([0, 1 * 0.7, 0])
    assert found.cost == pytest.approx(2.1 - 0.6)
    assert (found.raised.tolist(), found.lowered.tolist()) == ([1, 0, 0], [0, 1, 0])


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.floats(0, 5)] * 2, *[st.floats(0, 1)] * 3), min_size=4, max_size=4))
def test_any_places_add_up(rows):
    one, other, before, after, later = np.array(rows).T
    found = effect(places(one, after, before), places(other, later, before), AREAS, ONE_MORE)
    assert found.demand.sum() == pytest.approx(one.sum())
    assert found.priority_other.sum() == pytest.approx((other * before).sum())
    assert found.cost == pytest.approx((one * (later - after)).sum(), abs=1e-9)
    assert (found.raised + found.lowered <= found.places).all()
    assert found.places.sum() == 4


def test_scored_places_have_no_cost():
    one, other = places(1, 0.5), places(2, 0.5)
    found = effect(PlacesOf(one.ident, one.shape, one.demand, one.before, None), other, AREAS, ONE_MORE)
    assert not found.has_gain
    assert not found.has_flights
    assert len(finding(found, 1)) == 2


def test_other_places_are_refused():
    one = places(1, 0.5)
    less = PlacesOf(one.ident[:3], one.shape[:3], one.demand[:3], one.before[:3], None)
    for pair in ((one, less), (less, one)):
        with pytest.raises(UserError, match="do not have the same places"):
            effect(*pair, AREAS, ONE_MORE)


def test_seconds_over_add_up_to_the_time_in_the_air():
    line = np.array([[-500, 500, 60, 0], [2500, 500, 60, 300], [2500, 500, 60, 360]], float)
    found = seconds_over(Legs.of([line], [View.of_swath(1.0)]), AREAS)
    assert found == pytest.approx([100, 100, 160])
    along_an_edge = np.array([[1000, 0, 60, 0], [1000, 1000, 60, 100]], float)
    assert seconds_over(Legs.of([along_an_edge], [View.of_swath(1.0)]), AREAS).sum() == pytest.approx(100)
    assert seconds_over(Legs.of([], []), AREAS).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("answers", "demand", "more", "words"),
    [
        ([(1, "more")], [2, 2, 1, 1], {"flights": FLOWN}, ""),
        ([(1, "more")], [2, 2, 1, 1], {"flights": FLOWN, "limit": 2.0}, "The limit is reached in 2 places"),
        ([(1, "more")], [2, 2, 1, 1], {"flights": FLOWN[::-1]}, "close more of the gap elsewhere"),
        ([(1, "more")], [2, 2, 1, 1], {"flights": FLOWN[::-1], "no_fly": SHAPES[:1]}, "must not fly over 100 %"),
        ([(1, "more")], [1, 1, 1, 1], {}, "do not reach its places"),
        ([(1, "more")], [0.5, 0.5, 1, 1], {}, "moves the other way"),
        ([(1, "more"), (1, "not_here")], [1, 1, 1, 1], {}, "cancel out"),
        ([(2, "not_here")], [1, 1, 0.2, 1], {"minimum": 0.2}, "The minimum holds in 1 place"),
        ([(2, "not_here")], [1, 1, 0.2, 1], {"flights": FLOWN[::-1]}, "among those that the drones close most"),
        ([(2, "not_here")], [1, 1, 0.2, 1], {"flights": FLOWN}, ""),
    ],
)
def test_reasons(answers, demand, more, words):
    found = effect(places(1, 0.5), places(demand, 0.5), AREAS, asked(*answers), **more)
    text = why_text(found, answers[0][0] - 1)
    assert words in text
    assert bool(text) == bool(words)


def test_well_seen_places_are_a_reason():
    found = effect(places(1, 0.1, 0.1), places([2, 2, 1, 1], 0.1, 0.1), AREAS, ONE_MORE, FLOWN[::-1])
    assert "Patrols see most of it in time (mean gap 0.10)" in why_text(found, 0)


def test_differences_in_words():
    found = effect(places(1, 0.5), places([2, 2, 1, 1], 0.5), AREAS, ONE_MORE, FLOWN, nights=(1, 2))
    assert asked_text(found, 0) == "1 for more"
    assert change_text(found, 0) == "Demand +100 %; drones 5.0 instead of 1.0 min a night"
    assert change_text(found, 1) == "Demand unchanged; drones 0.5 instead of 10.0 min a night"


def test_respondents_are_counted_once():
    assert respondents_of(("a", "a", "b", "", "")) == 4


def test_the_page_escapes_names_and_loads_nothing():
    found = effect(places(1, 0.5), places([2, 2, 1, 1], 0.5), AREAS, ONE_MORE, FLOWN, SHAPES[:1], 2.0, 0.1)
    page = effect_page("T", found, finding(found, 1), ["<b>other</b>"], ["note"], ["rule"], [("Made by", "x")])
    assert "&lt;West&gt;" in page
    assert "<West>" not in page
    assert "&lt;b&gt;other" in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def record(algorithm="scoregaps", parameters=None, **inputs):
    base = {"blindspot": "1", "algorithm": f"blindspot:{algorithm}"}
    return {**base, "parameters": {"REVISIT": 120, **(parameters or {})}, "inputs": inputs}


def layer(content, made=None):
    return {"name": content, "content": content, **({} if made is None else {"record": made})}


def test_runs_that_differ_in_the_answers_alone():
    fixes = [layer("fixes")]
    without = record(INPUT=fixes)
    other = record(
        parameters={"RESIDENTS_LIMIT": 3, "RESIDENTS_WEIGHT": 0.2}, INPUT=fixes, RESIDENTS=[layer("answers")]
    )
    assert unlike_runs(without, other) == []
    routes = [record("planroutes", {"SEED": 1}, BLIND_SPOTS=[layer("s", one)]) for one in (without, other)]
    assert unlike_runs(*routes) == []
    assert asked_with(routes[0]) is None
    assert asked_with(routes[1]) is other


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (record(parameters={"REVISIT": 60}, INPUT=[layer("fixes")]), ("scoregaps", "REVISIT")),
        (record(parameters={"DEMAND_MINIMUM": 10}, INPUT=[layer("fixes")]), ("scoregaps", "DEMAND_MINIMUM")),
        (record(INPUT=[layer("later fixes")]), ("scoregaps", "INPUT")),
        (record(INPUT=[layer("fixes")], DEMAND=[layer("exits")]), ("scoregaps", "DEMAND")),
        ({**record(INPUT=[layer("fixes")]), "blindspot": "2"}, ("scoregaps", "")),
        (record("scorearchive", INPUT=[layer("fixes")]), ("scoregaps", "")),
    ],
)
def test_what_else_differs_is_found_far_down_in_the_records(changed, what):
    def plan(score):
        return record("assessplan", ROUTES=[layer("r", record("planroutes", BLIND_SPOTS=[layer("s", score)]))])

    (found,) = unlike_runs(plan(record(INPUT=[layer("fixes")])), plan(changed))
    assert (found.algorithm, found.parameter) == what
