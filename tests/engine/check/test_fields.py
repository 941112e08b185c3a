"""No field of a flight plan can be changed without the check finding it.

The fields are taken from the dataclasses, so that a new field is tested automatically.
"""

from dataclasses import fields, replace

import numpy as np
import pytest
from planted import changed, rules
from scenarios import Scenario, village

from blindspot.engine.drones.flight_plan import REASONS, ClosedSpots, FlightPlan, Promise, Routes, Unserved, Waypoints
from blindspot.engine.plan.watch_task import WatchTask

PARTS = {"routes": Routes, "waypoints": Waypoints, "unserved": Unserved, "spots": ClosedSpots}
COORDINATES = [("routes", "line"), ("waypoints", "vertex"), ("unserved", "place")]
EVERY = [(part, field.name) for part, kind in PARTS.items() for field in fields(kind)]
COLUMNS = [column for column in EVERY if column not in COORDINATES]
OWN = [field.name for field in fields(FlightPlan) if field.name not in PARTS]
ROWS = (None, 0, 0.4, 1)
PLANS = ("level", "dated", "hilly", "watch", "dated watch")


def hills(x, y):
    return 30 + 20 * np.sin(np.asarray(x) / 150) * np.cos(np.asarray(y) / 120)


@pytest.fixture(scope="module", params=PLANS)
def plan(request) -> tuple[Scenario, FlightPlan, Promise]:
    """The village, with a START, over hills, and as plans that close gaps over a watch."""
    given = village()
    if "dated" in request.param:
        given = replace(given, start=1.8e9, task=replace(given.task, begins=1.8e9))
    if "watch" in request.param:
        watch = WatchTask(4 * 3600.0, 3600.0, 600.0, 5 * 3600.0, 30.0, curve=False, start_s=22 * 3600.0)
        profile = np.random.default_rng(1).dirichlet(np.ones(16), len(given.ids))
        gap = np.linspace(0.2, 0.8, len(given.ids)) if request.param == "watch" else None
        given = replace(
            given, task=replace(given.task, watch=watch), spots=replace(given.spots, unseen=profile, gap=gap)
        )
    if request.param == "hilly":
        given = replace(given, aircraft=replace(given.aircraft, ground=hills, ground_spacing=10.0, endurance=800))
    made, promise = given.layers(given.plan())
    assert rules(given, made, promise) == set()
    assert len(made.unserved)
    assert len(made.routes) > 2
    return given, made, promise


def at(row: float | None, count: int):
    """One of `count` rows, from 0 for the first to 1 for the last; None for all of them."""
    return slice(None) if row is None else round(row * (count - 1))


def others_of(column: np.ndarray, row) -> list:
    """Other values for a row of a column, or for all rows."""
    value = column[row]
    if column.dtype == object:
        return ["other"]
    if column.dtype.kind == "i":
        return [value + 1]
    if np.isnan(value).any():
        return [np.nan_to_num(value) + 1]
    return [value + 1] + ([1.01 * value] if np.all(value != 0) else []) + ([value * 0] if np.all(value != 0) else [])


def with_column(plan: FlightPlan, part: str, name: str, column) -> FlightPlan:
    return replace(plan, **{part: replace(getattr(plan, part), **{name: column})})


def test_all_parts_are_known():
    assert {field.name for field in fields(FlightPlan)} == {*PARTS, *OWN}
    assert OWN == ["served_priority", "total_priority", "closed_priority"]


@pytest.mark.parametrize(("part", "name"), COLUMNS)
def test_no_column_can_be_changed(plan, part, name):
    given, made, promise = plan
    if getattr(made, part) is None:
        pytest.skip("only a plan for a watch has it")
    column = getattr(getattr(made, part), name)
    for row in (at(share, len(column)) for share in ROWS):
        for value in others_of(column, row):
            other = with_column(made, part, name, changed(column, row, value))
            assert rules(given, other, promise), (row, value)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("axis", range(4))
def test_no_coordinate_can_be_changed(plan, row, axis):
    given, made, promise = plan
    line = made.routes.line[-1]
    other = changed(line, (at(row, len(line)), axis), line[at(row, len(line)), axis] + 1)
    assert rules(given, with_column(made, "routes", "line", (*made.routes.line[:-1], other)), promise)
    for part, name in COORDINATES[1:]:
        column = getattr(getattr(made, part), name)
        if axis < column.shape[1]:
            where = at(row, len(column)), axis
            assert rules(given, with_column(made, part, name, changed(column, where, column[where] + 1)), promise), part


@pytest.mark.parametrize(("part", "name"), EVERY)
def test_no_value_can_be_removed_or_added(plan, part, name):
    given, made, promise = plan
    if getattr(made, part) is None:
        pytest.skip("only a plan for a watch has it")
    column = getattr(getattr(made, part), name)
    if isinstance(column, tuple):
        assert rules(given, with_column(made, part, name, (column[0] * np.nan, *column[1:])), promise)
    elif column.dtype.kind == "f":
        for row in (at(share, len(column)) for share in ROWS):
            other = changed(column, row, np.where(np.isnan(column[row]), 1.8e9, np.nan))
            assert rules(given, with_column(made, part, name, other), promise), row
    elif column.dtype == object:
        for row in (at(share, len(column)) for share in ROWS):
            none = column[row] is None or (row == slice(None) and part == "waypoints" and name == "spot_id")
            other = changed(column, row, "p0" if none else None)
            assert rules(given, with_column(made, part, name, other), promise), row


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("factor", [1.01, 2.0, 0.0, np.nan])
def test_no_result_can_be_changed(plan, name, factor):
    given, made, promise = plan
    if np.isnan(getattr(made, name)):
        pytest.skip("only plans of the other objective have it")
    assert rules(given, replace(made, **{name: factor * getattr(made, name)}), promise)


@pytest.mark.parametrize("name", ["action", "spot_id"])
def test_no_text_of_a_waypoint_can_be_replaced(good, name):
    given, made, promise = good
    column = getattr(made.waypoints, name)
    for row, own in enumerate(column):
        for value in set(column.tolist()) - {own}:
            other = with_column(made, "waypoints", name, changed(column, row, value))
            assert rules(given, other, promise), (row, own, value)


@pytest.mark.parametrize(("name", "known"), [("launch_site", ("north", "south")), ("z_ref", ("AMSL", "launch site"))])
def test_no_text_of_a_route_can_be_replaced(plan, name, known):
    given, made, promise = plan
    column = getattr(made.routes, name)
    for row, own in enumerate(column):
        (value,) = set(known) - {own}
        assert rules(given, with_column(made, "routes", name, changed(column, row, value)), promise), row


def test_only_reasons_that_the_check_cannot_recompute_can_be_replaced(plan):
    """Only planning can tell which spots are out of reach and why; the check recomputes zones, privacy
    areas and priorities."""
    given, made, promise = plan
    found = {
        reason
        for reason in REASONS
        if rules(given, with_column(made, "unserved", "reason", changed(made.unserved.reason, 0, reason)), promise)
    }
    assert found == {"inside a no-fly zone", "no priority", "needs ground patrol"}  # there is no privacy place
