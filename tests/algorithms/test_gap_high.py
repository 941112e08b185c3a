"""gap_high of blindspot:scoregaps and of score_gaps, through processing.run and Python."""

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, walk_rows

X0, X1, Y0, Y1 = EASTING, EASTING + 1000, NORTHING, NORTHING + 500
GIVEN = {
    "TIME_FIELD": "time",
    "UNIT_FIELD": "unit",
    "TIMEZONE": "Europe/Vienna",
    "AREA": shape_layer([f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"]),
    "PARTIAL_WATCHES": 1,  # so that nothing else lowers gap_low
    "OUTPUT": "memory:",
}
FIELDS = ("place_id", "gap", "gap_low", "gap_high")
UNCERTAIN = {"GAP_HIGH": True, "POSITION_ERROR": 5}


@pytest.fixture
def walks():
    return point_layer(walk_rows(units=2, fixes=40, step=60.0))


def figures(layer, *names) -> np.ndarray:
    return np.array(attributes(layer, *names), float)


def test_without_it_nothing_changes_and_with_it_only_gap_low_and_gap_high(run, walks):
    plain = run("scoregaps", INPUT=walks, **GIVEN)["OUTPUT"]
    ignored = run("scoregaps", INPUT=walks, **GIVEN, POSITION_ERROR=50)["OUTPUT"]
    bounded = run("scoregaps", INPUT=walks, **GIVEN, **UNCERTAIN)["OUTPUT"]
    names = [field.name() for field in plain.fields()]
    assert "gap_high" not in names
    assert [field.name() for field in bounded.fields()] == [*names, "gap_high"]
    assert attributes(ignored, *names) == attributes(plain, *names)
    others = [name for name in names if name != "gap_low"]
    assert attributes(bounded, *others) == attributes(plain, *others)
    low, gap, high = figures(bounded, "gap_low", "gap", "gap_high").T
    assert np.all((low >= 0) & (low <= gap) & (gap <= high) & (high <= 1))
    assert np.all(low <= figures(plain, "gap_low")[:, 0])
    assert np.any(low < figures(plain, "gap_low")[:, 0])
    assert np.mean(high > gap) > 0.1
    assert np.mean(low < gap) > 0.1


def test_the_log_says_how_exactly_the_gap_is_known_and_what_an_empty_error_is(run, walks, log):
    run("scoregaps", INPUT=walks, **GIVEN, GAP_HIGH=True)
    assert any("Fixes come every 60 s: where patrols came, the gap is known to within 0." in text for text in log.infos)
    assert any("gap_high takes fixes to be within 10 m" in text for text in log.infos)


def test_a_smaller_error_brings_the_bounds_closer(run, walks):
    widths = []
    for error in (0, 5, None, 20):
        layer = run("scoregaps", INPUT=walks, **GIVEN, GAP_HIGH=True, POSITION_ERROR=error)["OUTPUT"]
        widths.append(np.diff(figures(layer, "gap_low", "gap_high")).mean())
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_each_fix_has_its_own_accuracy_where_a_field_gives_it(run, log):
    rows = [(*row, 0.0 if i % 2 else (1.0 if row[2] == "U0" else 40.0)) for i, row in enumerate(walk_rows(fixes=40))]
    fields = (("time", "QDateTime"), ("unit", "QString"), ("accuracy", "Double"))
    layer = point_layer(rows, fields)
    given = {**GIVEN, **UNCERTAIN, "ACCURACY_FIELD": "accuracy"}
    scored = run("scoregaps", INPUT=layer, **given)["OUTPUT"]
    assert any("40 of 80 fixes have none of their own and get 5 m" in text for text in log.infos)
    same = run("scoregaps", INPUT=layer, **{**GIVEN, **UNCERTAIN})["OUTPUT"]
    north = np.array([feature.geometry().centroid().asPoint().y() > NORTHING + 100 for feature in scored.getFeatures()])
    wider = np.diff(figures(scored, "gap_low", "gap_high"))[:, 0] - np.diff(figures(same, "gap_low", "gap_high"))[:, 0]
    assert wider[north].max() > 0.01
    assert wider[~north].max() < wider[north].max() / 4


def test_a_negative_error_is_refused(run, walks):
    with pytest.raises(QgsProcessingException):
        run("scoregaps", INPUT=walks, **GIVEN, GAP_HIGH=True, POSITION_ERROR=-1)


def test_python_gives_the_same_bounds(run, walks, caplog):
    geopandas = pytest.importorskip("geopandas")
    from blindspot.engine import score_gaps
    from blindspot.engine.errors import UserError

    layer = run("scoregaps", INPUT=walks, **GIVEN, **UNCERTAIN)["OUTPUT"]
    rows = walk_rows(units=2, fixes=40, step=60.0)
    table = geopandas.GeoDataFrame(
        {"time": [t.toSecsSinceEpoch() for _, t, _ in rows], "unit": [unit for *_, unit in rows], "accuracy": 5.0},
        geometry=geopandas.points_from_xy(*np.array([xy for xy, *_ in rows]).T),
        crs=32633,
    )
    table["time"] = np.array(table["time"], "datetime64[s]")
    area = geopandas.GeoDataFrame(
        geometry=geopandas.GeoSeries.from_wkt([f"POLYGON(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"]),
        crs=32633,
    )
    given = {
        "unit_field": "unit",
        "timezone": "Europe/Vienna",
        "naive_times_utc": True,
        "area": area,
        "partial_watches": True,
    }
    caplog.set_level("INFO")
    found = score_gaps(table, **given, gap_high=True, position_error=5)
    assert any("the gap is known to within" in record.message for record in caplog.records)
    theirs = dict(zip(found["place_id"], found[["gap", "gap_low", "gap_high"]].to_numpy().tolist(), strict=True))
    for place_id, gap, low, high in attributes(layer, *FIELDS):
        assert theirs[place_id] == pytest.approx([gap, low, high], abs=1e-9)
    by_field = score_gaps(table, **given, gap_high=True, position_error=50, accuracy_field="accuracy")
    np.testing.assert_allclose(by_field["gap_high"], found["gap_high"])
    assert "gap_high" not in score_gaps(table, **given)
    with pytest.raises(UserError, match="position_error"):
        score_gaps(table, **given, gap_high=True, position_error=-1)
