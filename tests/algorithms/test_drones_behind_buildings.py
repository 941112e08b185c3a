"""Buildings and drones, end to end: canyons are said before they are flown, and what is hidden is not closed."""

import numpy as np
import pytest
import shapely
from blocks import random_blocks
from qgis.core import QgsProcessingException

from small_layers import shape_layer

EAST, NORTH = 500_000.0, 5_500_000.0
CLOSE = {"OBJECTIVE": 0, "MAX_ITERATIONS": 15, "DRONES": 1, "SORTIES": 1, "ROUTES": "memory:", "UNSERVED": "memory:"}
HIDDEN = "hidden by buildings at ALTITUDE"


def moved(shape):
    return shapely.transform(shape, lambda xy: xy + (EAST, NORTH)).wkt


def layer(shapes, kind="Polygon", **fields):
    names = [(name, "Double") for name in fields]
    rows = list(zip(*fields.values(), strict=True)) if fields else None
    return shape_layer([moved(shape) for shape in shapes], kind, fields=names, rows=rows)


def canyon(run, altitude, scored_y=(50,), heights=(20, 20), **more):
    """A sweep of 60 x 300 m whose line runs 22 m beside an alley of 12 m between two rows of buildings of 20 m."""
    spots = layer([shapely.box(0, 0, 300, 60)], priority=[float(len(scored_y))])
    rows = [shapely.box(-600, 36, 900, 46), shapely.box(-600, 58, 900, 70)]
    sites = layer([shapely.Point(150, -100)], "Point")
    places = [shapely.Point(x, y) for y in scored_y for x in range(40, 250, 15)]
    scored = layer(places, "Point", priority=[1.0 / 14] * len(places))
    given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": sites, "SCORED": scored, "ALTITUDE": altitude, **CLOSE}
    given |= {"BUILDINGS": layer(rows, height=list(map(float, heights))), "HEIGHT_FIELD": "height", **more}
    return run("planroutes", **given)


def reasons(result):
    return {feature["reason"]: feature["priority"] for feature in result["UNSERVED"].getFeatures()}


def test_a_canyon_is_said_to_be_hidden_and_is_served_from_higher_up(run, log):
    low = canyon(run, 60)
    assert reasons(low) == {HIDDEN: pytest.approx(1)}
    assert low["ROUTE_COUNT"] == 0
    assert low["CLOSED_PRIORITY"] == 0
    (said,) = [text for text in log.warnings if "Hidden by buildings" in text]
    assert "14 of 14 sample points of the blind spots are seen from no stop at 60 m" in said
    assert "1 of them as a whole" in said
    assert "0 at 120 m" in said
    log.warnings.clear()
    high = canyon(run, 120)
    assert reasons(high) == {}
    assert high["CLOSED_PRIORITY"] > 0.2
    assert not any("Hidden" in text for text in log.warnings)
    bare = canyon(run, 60, BUILDINGS=None, HEIGHT_FIELD=None)
    assert bare["CLOSED_PRIORITY"] == pytest.approx(high["CLOSED_PRIORITY"], rel=0.1)


def test_what_is_hidden_of_a_spot_is_not_closed(run, log):
    partly = canyon(run, 60, (10, 50))
    open_ground = canyon(run, 60, (10,))
    assert reasons(partly) == {HIDDEN: pytest.approx(1)}
    assert partly["CLOSED_PRIORITY"] == pytest.approx(open_ground["CLOSED_PRIORITY"], rel=0.05)
    assert any("14 of 28" in text and "as a whole" not in text for text in log.warnings)


def test_buildings_without_a_height_hide_from_any_height(run, log):
    fields = {"HEIGHT_FIELD": None}
    assert reasons(canyon(run, 120, **fields)) == {HIDDEN: pytest.approx(1)}
    assert any("2 buildings have no height (HEIGHT_FIELD)" in text for text in log.warnings)
    assert any("does not help" in text for text in log.warnings)
    assert reasons(canyon(run, 120, BUILDING_HEIGHT=20, **fields)) == {}
    assert reasons(canyon(run, 120, heights=(20, -1))) == {}  # the row behind the alley hides nothing of it
    assert any("1 building has no height (HEIGHT_FIELD) of 0 or more" in text for text in log.warnings)


def test_served_once_what_is_hidden_is_said_too(run, log):
    spots = layer([shapely.box(0, 0, 300, 60)], priority=[1.0])
    rows = [shapely.box(-600, 36, 900, 46), shapely.box(-600, 58, 900, 70)]
    given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": layer([shapely.Point(150, -100)], "Point"), "ALTITUDE": 40}
    given |= {"BUILDINGS": layer(rows, height=[30.0, 30.0]), "HEIGHT_FIELD": "height"}
    result = run("planroutes", **given, **CLOSE | {"OBJECTIVE": 1})
    lost = reasons(result)[HIDDEN]
    assert 0.1 < lost < 0.35
    assert result["SERVED_PRIORITY"] == pytest.approx(1 - lost)
    assert any("Hidden by buildings" in text for text in log.warnings)


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_in_a_random_city_keeps_its_promise_and_closes_more_from_higher_up(run, log, seed):
    rng = np.random.default_rng(seed)
    blocks, heights = random_blocks(rng, 60)
    corners = rng.uniform(0, 300, (4, 2))
    spots = [shapely.box(x, y, x + 90, y + 70) for x, y in corners]
    places = [shapely.Point(*xy) for xy in rng.uniform(0, 400, (300, 2))]
    given = {
        "BLIND_SPOTS": [layer(spots, priority=[1.0] * 4)],
        "LAUNCH_SITES": layer([shapely.Point(200, -50)], "Point"),
        "SCORED": layer(places, "Point", priority=list(rng.uniform(0, 1, 300))),
        "DRONES": 2,
        "SORTIES": 2,
        "BUILDINGS": layer(blocks, height=list(heights)),
        "HEIGHT_FIELD": "height",
    }
    low, high, bare = (
        run("planroutes", **CLOSE | given | other)  # each passes its own check, which recomputes what is closed
        for other in ({"ALTITUDE": 40}, {"ALTITUDE": 5000, "ENDURANCE": 600}, {"ALTITUDE": 40, "BUILDINGS": None})
    )
    assert 0 < low["CLOSED_PRIORITY"] < bare["CLOSED_PRIORITY"]
    assert high["ROUTE_COUNT"] >= 1
    assert not any("failed its own check" in text for text in log.warnings)


def test_a_wrong_height_field_is_a_sentence(run):
    with pytest.raises(QgsProcessingException, match="HEIGHT_FIELD"):
        canyon(run, 60, HEIGHT_FIELD="levels")
