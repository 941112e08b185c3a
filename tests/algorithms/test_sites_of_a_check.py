"""The launch sites of a check are named and placed as in the plan."""

import pytest
from checked_plan import make_plan, opened
from test_planroutes import layer


@pytest.mark.parametrize(
    ("kind", "shapes", "count"),
    [("MultiPoint", ["MULTIPOINT((0 0), (900 900))"], 1), ("Point", ["POINT(0 0)", "POINT(900 900)"], 2)],
)
@pytest.mark.parametrize("named", [True, False])
def test_sites_of_several_points_and_without_names(run, tmp_path, kind, shapes, count, named):
    fields, rows = ("field=name:string", [["base"]] * count) if named else ("field=code:int", [[7]] * count)
    plan = make_plan(run, tmp_path, LAUNCH_SITES=layer(kind, shapes, rows, fields, name="own"), DRONES=2, PRIVACY=[])
    assert opened(plan["ROUTES"]).featureCount() > 0
    assert run("checkplan", **plan)["VIOLATION_COUNT"] == 0
