"""What the steps say, which are enabled, and which results belong together."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from blindspot.ui.filled import next_watch
from blindspot.ui.found_results import ASSESSED, CHECKED, ROUTES, SCORED, SPOTS, Result, chain_of
from blindspot.ui.roles import DEMAND, FIXES, PRIVACY, SITES, ZONES, Roles
from blindspot.ui.steps import EXPORTED, next_step, step_states

INPUTS = {"assessplan": "ROUTES", "checkplan": "ROUTES"}
OUTPUTS = {"planroutes": "ROUTES"}


def result(algorithm, made, *inputs, output="", **numbers):
    """A result of a run; inputs: those it was made of."""
    record = {
        "schema": 1, "algorithm": f"blindspot:{algorithm}", "made": made, "parameters": {}, "results": numbers,
        "inputs": {INPUTS.get(algorithm, "INPUT"): [{"record": one.record} for one in inputs]},
        "output": {"name": output or OUTPUTS.get(algorithm, "OUTPUT")},
    }  # fmt: skip
    return Result(f"{algorithm} {made}", algorithm, record)


def full_chain(day):
    scored = result("scoregaps", f"{day}T01", PLACE_COUNT=1200.0, MEAN_GAP=0.763, TOTAL_PRIORITY=912.4)
    spots = result("findblindspots", f"{day}T02", scored, SPOT_COUNT=7)
    routes = result("planroutes", f"{day}T03", spots, ROUTE_COUNT=2, DRONE_MINUTES=43.2, SHARE_CLOSED=26.24)
    gain = result("assessplan", f"{day}T04", routes, PRIORITY_BEFORE=200.0, PRIORITY_AFTER=150.0)
    return scored, spots, routes, gain


def states(results=(), **chosen):
    return step_states(Roles(chosen), chain_of(results, None), lambda layer: layer.upper())


def test_nothing_is_enabled_in_an_empty_project():
    found = states()
    assert not any(one.enabled or one.done for one in found.values())
    assert next_step(found) == ""


def test_a_step_says_what_it_will_do_with_which_layers():
    found = states(**{FIXES: ("march",), DEMAND: ("exits", "shore")})
    assert found[SCORED].parameters == {"INPUT": "march", "DEMAND": ["exits", "shore"]}
    assert "Scores MARCH, with demand from EXITS, SHORE." in found[SCORED].says
    assert next_step(found) == SCORED


def test_done_steps_say_their_result_and_the_next_one_follows():
    scored, spots, routes, gain = full_chain("2026-03-01")
    found = states([scored, spots], **{FIXES: ("march",)})
    assert found[SCORED].says == "1,200 places: mean gap 0.76, total priority 912."
    assert found[SPOTS].says == "7 blind spots."
    assert not found[ROUTES].enabled
    found = states([scored, spots], **{FIXES: ("march",), SITES: ("base",), ZONES: ("z",)})
    assert found[ROUTES].parameters == {"BLIND_SPOTS": [spots.layer], "LAUNCH_SITES": "base", "NO_FLY": ["z"]}
    assert next_step(found) == ROUTES
    found = states([scored, spots, routes, gain], **{FIXES: ("march",), SITES: ("base",)})
    assert found[ROUTES].says == "2 routes in 43 drone minutes close 26 % of the priority."
    assert (found[SPOTS].parameters, found[ASSESSED].parameters) == ({"INPUT": scored.layer}, {"ROUTES": routes.layer})
    assert found[ASSESSED].says == "Total priority 200 → 150 (−25 %)."
    assert next_step(found) == ""  # without the waypoints, the plan can neither be checked nor exported
    assert "waypoints" in found[CHECKED].says


def test_privacy_places_go_to_the_plan():
    scored, spots, *_ = full_chain("2026-03-01")
    found = states([scored, spots], **{FIXES: ("march",), SITES: ("base",), ZONES: ("z",), PRIVACY: ("p", "q")})
    assert found[ROUTES].parameters["PRIVACY"] == ["p", "q"]
    assert found[ROUTES].says.endswith("around Z, P, Q.")


def test_a_plan_is_checked_and_then_exported():
    scored, spots, routes, gain = full_chain("2026-03-01")
    waypoints = replace(routes, layer="points", record={**routes.record, "output": {"name": "WAYPOINTS"}})
    there = [scored, spots, routes, gain, waypoints]
    plan = {"ROUTES": routes.layer, "WAYPOINTS": "points"}
    found = states(there, **{FIXES: ("march",), SITES: ("base",)})
    assert (found[CHECKED].parameters, found[EXPORTED].parameters) == (plan, plan)
    assert (next_step(found), found[EXPORTED].enabled) == (CHECKED, True)

    broken = result("checkplan", "2026-03-01T05", routes, output="VIOLATIONS", VIOLATION_COUNT=2)
    found = states([*there, broken], **{FIXES: ("march",), SITES: ("base",)})
    assert found[CHECKED].says == "2 violations: mend the plan, and check it again."
    assert (found[CHECKED].done, next_step(found)) == (False, CHECKED)
    assert "violations" in found[EXPORTED].says

    sound = result("checkplan", "2026-03-01T06", routes, output="VIOLATIONS", VIOLATION_COUNT=0, LEAST_RESERVE=27.4)
    found = states([*there, broken, sound], **{FIXES: ("march",), SITES: ("base",)})
    assert found[CHECKED].says == "No violation. At least 27 % of each battery is left."
    assert (next_step(found), found[EXPORTED].done) == (EXPORTED, False)

    newer = result("planroutes", "2026-03-02T03", spots, ROUTE_COUNT=2)
    points = replace(newer, layer="points", record={**newer.record, "output": {"name": "WAYPOINTS"}})
    found = states([*there, sound, newer, points], **{FIXES: ("march",), SITES: ("base",)})
    assert not found[CHECKED].done
    assert "made from other input" in found[CHECKED].says


def test_many_nights_are_not_checked_at_once():
    scored, *_ = full_chain("2026-03-01")
    nights = result("plannights", "2026-03-01T03", scored, output="ROUTES", ROUTE_COUNT=4)
    found = states([scored, nights], **{FIXES: ("march",)})
    assert not found[CHECKED].enabled
    assert "night" in found[CHECKED].says


def test_a_small_change_is_not_written_as_none():
    scored, spots, *_ = full_chain("2026-03-01")
    routes = result("planroutes", "2026-03-02", spots, ROUTE_COUNT=2, DRONE_MINUTES=37.3, SHARE_CLOSED=0.0447)
    gain = result("assessplan", "2026-03-03", routes, PRIORITY_BEFORE=145_111.0, PRIORITY_AFTER=145_046.0)
    found = states([scored, spots, routes, gain], **{FIXES: ("march",), SITES: ("base",)})
    assert found[ROUTES].says == "2 routes in 37 drone minutes close less than 0.1 % of the priority."
    assert found[ASSESSED].says == "Total priority 145,111 → 145,046 (less than 0.1 %)."


def test_a_plan_without_a_route_is_not_assessed():
    scored, spots, _, _ = full_chain("2026-03-01")
    empty = result("planroutes", "2026-03-01T03", spots, ROUTE_COUNT=0)
    found = states([scored, spots, empty], **{FIXES: ("march",), SITES: ("base",)})
    assert "No route" in found[ROUTES].says
    assert not found[ASSESSED].enabled


def test_the_newest_results_that_belong_together():
    old, new = full_chain("2026-03-01"), full_chain("2026-03-05")
    assert chain_of([*old, *new], None).assessed is new[3]
    mixed = chain_of([*old, new[0]], None)
    assert (mixed.scored, mixed.spots, mixed.routes) == (new[0], old[1], old[2])
    assert mixed.others == {SPOTS}  # the plan does rest on the old spots
    found = step_states(Roles({FIXES: ("march",)}), mixed, str)
    assert not found[SPOTS].done
    assert "made from other input" in found[SPOTS].says
    both = chain_of([*old, new[0], new[1]], None)
    assert both.others == {ROUTES}


def test_a_comparison_of_two_periods_is_no_assessment_of_a_plan():
    compared = result("assessplan", "2026-03-09T01")
    compared.record["inputs"] = {"INPUT": [{}], "INPUT_AFTER": [{}]}
    assert chain_of([*full_chain("2026-03-01"), compared], None).assessed.made == "2026-03-01T04"


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-03-01T12:00", "2026-03-01T22:00:00"),  # 20:00 in Shanghai
        ("2026-03-01T15:00", "2026-03-02T22:00:00"),  # 23:00: tonight's watch has begun
        ("2026-03-01T17:00", "2026-03-02T22:00:00"),  # 01:00 of the next day
    ],
)
def test_the_next_watch_starts_in_local_time(now, start):
    record = {"parameters": {"WATCH_START": "22:00:00", "TIMEZONE": "Asia/Shanghai"}, "inputs": {}}
    outer = {"parameters": {}, "inputs": {"INPUT": [{"record": record}]}}
    assert next_watch(outer, datetime.fromisoformat(now).replace(tzinfo=UTC)) == start
    assert (
        next_watch({"parameters": {"WATCH_START": "22:00:00", "TIMEZONE": "Mars"}, "inputs": {}}, datetime.now(UTC))
        == ""
    )


def test_the_next_watch_by_the_sun_is_that_after_noon():
    parameters = {"WATCH_START": "18:15:00", "WATCH_BY": 1, "TIMEZONE": "Asia/Shanghai"}
    for now in ("2026-03-17T05:00", "2026-03-17T15:00"):  # 13:00 and 23:00 there
        record = {"parameters": parameters, "inputs": {}}
        assert next_watch(record, datetime.fromisoformat(now).replace(tzinfo=UTC)) == "2026-03-17T12:00:00"
