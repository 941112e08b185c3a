"""Spots that practically coincide, in one layer or several, and the ids of spots of several layers."""

import pytest

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer

EXITS = (("priority", "Double"), ("name", "QString"))


@pytest.fixture
def plan(run):
    """Plans with layers of spots."""

    def plan(*layers, **parameters):
        sites = point_layer([((EASTING, NORTHING),)], ())
        outputs = {"ROUTES": "memory:", "WAYPOINTS": "memory:", "UNSERVED": "memory:"}
        given = {"BLIND_SPOTS": list(layers), "LAUNCH_SITES": sites, "MAX_ITERATIONS": 20, **outputs}
        return run("planroutes", **{"OBJECTIVE": 1} | given | parameters)

    return plan


def exits(*rows, name="exits"):
    """A layer of exits from (x, y, priority, name) rows, in metres from the launch site."""
    return point_layer([((EASTING + x, NORTHING + y), *values) for x, y, *values in rows], EXITS, name=name)


def hovers(result):
    return [row[1:] for row in attributes(result["WAYPOINTS"], "action", "spot_id", "spot_name") if row[0] == "hover"]


def test_an_exit_in_two_layers_is_visited_once(plan, log):
    bus = exits((300.3, 0, 2.0, "Exit A"), (0, 900, 1.0, "Exit C"), name="bus")
    result = plan(exits((300, 0, 1.0, "Exit A"), (0, 500, 1.0, "Exit B")), bus)
    assert sorted(hovers(result)) == [
        ("bus 2", "Exit C"),
        ("exits 1; bus 1", "Exit A"),
        ("exits 2", "Exit B"),
    ]
    assert result["SERVED_PRIORITY"] == result["TOTAL_PRIORITY"] == 5
    assert any("1 spot practically coincides with another one: they are visited together." in s for s in log.infos)
    assert any("4 blind spots give 3 stops." in text for text in log.infos)
    listed = "; ".join(text for (text,) in attributes(result["ROUTES"], "spots"))
    assert sorted(listed.split("; ")) == ["Exit A", "Exit B", "Exit C"]


def test_a_visit_closes_the_gaps_of_all_spots_that_coincide(plan):
    """By the priority of each: they have the same gap, and one visit is for both."""
    given = {"OBJECTIVE": 0, "WATCH": "22:00-04:00", "REVISIT_HOURS": 2, "SPOTS": "memory:"}
    bus = exits((300.3, 0, 2.0, "Exit A"), name="bus")
    result = plan(exits((300, 0, 1.0, "Exit A"), (0, 500, 1.0, "Exit B")), bus, **given)
    assert {spot for spot, _ in hovers(result)} == {"exits 1; bus 1", "exits 2"}
    rows = {row[0]: row[1:] for row in attributes(result["SPOTS"], "spot_id", "visits", "closed")}
    one, other = rows["exits 1"], rows["bus 1"]
    assert one[0] == other[0] > 0
    assert other[1] == pytest.approx(2 * one[1], rel=1e-3)  # 0.3 m away, it is seen a little later


def test_what_coincides_but_is_not_served_has_a_row_each(plan):
    far = exits((90_000, 0, 3.0, "Far"), (90_000.5, 0, 1.0, "Farther"), (200, 0, 1.0, "Near"))
    rows = attributes(plan(far)["UNSERVED"], "spot_id", "priority", "spot_name")
    assert sorted(rows) == [("1", 3.0, "Far"), ("2", 1.0, "Farther")]


def test_fifty_equal_polygons_are_swept_once(plan):
    x, y = EASTING + 100, NORTHING + 100
    box = f"Polygon(({x} {y}, {x + 200} {y}, {x + 200} {y + 150}, {x} {y + 150}, {x} {y}))"
    result = plan(shape_layer([box] * 50, fields=(("priority", "Double"),), rows=[(2.0,)] * 50))
    assert result["SERVED_PRIORITY"] == 100
    assert result["ROUTE_COUNT"] == 1
    starts = [spot for action, spot in attributes(result["WAYPOINTS"], "action", "spot_id") if action == "sweep_start"]
    assert starts == ["; ".join(map(str, range(1, 51)))]


def test_layers_of_one_name_give_distinct_ids(plan, log):
    layers = [exits((300 * number, 0, 1.0, None), name=name) for number, name in enumerate("aaba", 1)]
    layers[2].setName("a 2")
    result = plan(*layers)
    assert sorted(spot for spot, _ in hovers(result)) == ["a 1", "a 2 1", "a 3 1", "a 4 1"]
    assert any(
        "2 layers have the name of another one in BLIND_SPOTS; there spot_id begins with: a 3, a 4." in text
        for text in log.infos
    )
