"""The field gap_profile, from Score gaps through Find blind spots to the blind spots of a plan."""

import json

import numpy as np
import pytest
import shapely
from qgis.core import QgsProcessingContext, QgsVectorLayer

from blindspot.algorithms.inputs.blind_spots import BlindSpotsInput
from blindspot.algorithms.planroutes import PlanRoutes
from blindspot.algorithms.run import Run
from blindspot.engine import find_blind_spots, score_gaps
from blindspot.engine.score.gap_profiles import unseen_of
from blindspot.engine.tables import geopandas
from small_layers import EASTING, NORTHING, START, Feedback, attributes, point_layer, saved, shape_layer, utc

HOUR = 3600.0
WATCH = {"WATCH_START": "22:00", "WATCH_END": "05:00", "REVISIT": 60, "DETECTION_TIME": 0}
PERIOD = {"PERIOD_START": "2026-01-01T12:00:00", "PERIOD_END": "2026-01-08T12:00:00"}
PLACES = [f"Point({EASTING + x} {NORTHING})" for x in (0, 900, 1800)]


def rows(nights=7, units=3):
    """Three units, or as many, pass (0, 0) at 23:00 each night, and the first also (900, 0) at 01:00; all are far away
    before and after."""
    found = []
    for unit in range(units):
        found += [((EASTING + 9000, NORTHING), utc(START - 11 * HOUR), f"U{unit}")]
        for night in range(nights):
            for x, hour in ((0, 0.0), (900, 2.0)) if unit == 0 else ((0, 0.0),):
                at = START + 24 * HOUR * night + hour * HOUR
                found += [((EASTING + x, NORTHING), utc(at + second), f"U{unit}") for second in (0, 60)]
        found += [((EASTING + 9000, NORTHING), utc(START + 24 * HOUR * 7 - 11 * HOUR), f"U{unit}")]
    return found


@pytest.fixture
def score(run):
    def score(given=None, **parameters):
        layer = point_layer(rows() if given is None else given)
        fixes = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "MAX_SPEED": 1000}
        places = {"PLACES": shape_layer(PLACES, "Point"), "OUTPUT": "memory:"}
        return run("scoregaps", INPUT=layer, **{**fixes, **WATCH, **PERIOD, **places, **parameters})["OUTPUT"]

    return score


def profiles(layer) -> np.ndarray:
    return np.array([json.loads(text) for (text,) in attributes(layer, "gap_profile")])


def test_it_is_the_gap_by_quarter_of_an_hour(score):
    found, gap = profiles(score()), [one for (one,) in attributes(score(), "gap")]
    assert found.shape == (3, 28)
    assert found.mean(axis=1) == pytest.approx(gap, abs=0.5 / 7 / 28)
    assert found[0].tolist() == [0] * 4 + [0.9333] + [1] * 23  # passed from 23:00 to 23:01
    assert found[1].tolist() == [1] * 8 + [0] * 4 + [1] * 16  # by one unit: to the quarter of an hour
    assert found[2].tolist() == [1] * 28
    assert profiles(score(SECONDS=True))[1].tolist() == [1] * 8 + [0] * 4 + [0.9333] + [1] * 15
    longer = profiles(score(WATCH_START="20:00", WATCH_END="09:00"))
    assert longer.shape == (3, 26)


def test_a_profile_that_would_date_a_pass_is_flat(score):
    layer = score(rows(nights=2))
    found, gap = profiles(layer), [one for (one,) in attributes(layer, "gap")]
    assert np.ptp(found[0]) > 0.2  # by three units
    assert np.ptp(found[1]) == np.ptp(found[2]) == 0
    assert found[1] == pytest.approx(gap[1], abs=1e-4)
    assert np.ptp(profiles(score(rows(nights=2), SECONDS=True))[1]) > 0.2


def test_the_python_interface_gives_the_same(score):
    layer = score()
    table = geopandas.GeoDataFrame(
        [(time.toSecsSinceEpoch(), unit) for _, time, unit in rows()],
        columns=["time", "unit"],
        geometry=geopandas.points_from_xy(*zip(*[xy for xy, *_ in rows()], strict=True)),
        crs=32633,
    )
    places = geopandas.GeoDataFrame(geometry=geopandas.GeoSeries.from_wkt(PLACES), crs=32633)
    bounds = {"period_start": "2026-01-01T12:00:00", "period_end": "2026-01-08T12:00:00", "max_speed": 1000}
    found = score_gaps(
        table, places=places, unit_field="unit", revisit=60, detection_time=0, watch=("22:00", "05:00"), **bounds
    )
    assert found["gap_profile"].tolist() == [text for (text,) in attributes(layer, "gap_profile")]
    spots = find_blind_spots(found, share=100, min_gap=0)
    assert spots.columns[-1] == "gap_profile"
    assert sorted(spots["gap_profile"]) == sorted(found["gap_profile"])
    assert "gap_profile" not in find_blind_spots(found.drop(columns="gap_profile"), share=100, min_gap=0)
    with pytest.warns(UserWarning, match="1 place has a gap_profile that cannot be used"):
        find_blind_spots(found.assign(gap_profile=["[1]", *found["gap_profile"][1:]]), share=100, min_gap=0)


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp", "fgb", "csv"])
def test_it_survives_in_files(run, score, log, tmp_path, ending):
    path = str(tmp_path / f"places.{ending}")
    expected = profiles(score())
    score(OUTPUT=path)
    layer = QgsVectorLayer(path, "places", "ogr")
    name = "gap_profil" if ending == "shp" else "gap_profile"
    found = [json.loads(one) if isinstance(one, str) else list(one) for (one,) in attributes(layer, name)]
    assert np.array(sorted(found)) == pytest.approx(np.array(sorted(expected.tolist())))  # in fgb, in another order
    assert not any("decimals" in text for text in log.infos)
    if ending != "csv":
        spots = run("findblindspots", INPUT=layer, SHARE=100, MIN_GAP=0, OUTPUT="memory:")["OUTPUT"]
        assert sorted(profiles(spots).tolist()) == sorted(expected.tolist())


@pytest.mark.parametrize("ending", ["shp", "tab"])
def test_where_it_is_too_long_for_the_format_it_has_fewer_decimals(run, score, log, tmp_path, ending):
    watch = {"WATCH_START": "20:00", "WATCH_END": "08:00"}
    expected = profiles(score(**watch))
    score(OUTPUT=str(tmp_path / f"places.{ending}"), **watch)
    layer = QgsVectorLayer(str(tmp_path / f"places.{ending}"), "places", "ogr")
    name = "gap_profil" if ending == "shp" else "gap_profile"
    found = np.array([json.loads(text) for (text,) in attributes(layer, name)])
    assert found == pytest.approx(np.round(expected, 2))
    assert sum("gap_profile has 2 decimals instead of 4" in text for text in log.infos) == 1
    spots = run("findblindspots", INPUT=layer, SHARE=100, MIN_GAP=0, OUTPUT=str(tmp_path / f"spots.{ending}"))
    assert spots["SPOT_COUNT"] == 3
    assert sum("gap_profile has 2 decimals instead of 4" in text for text in log.infos) == 2


def spot_layer(texts, gap=0.5, kind="QString"):
    boxes = [shapely.box(x, NORTHING, x + 50, NORTHING + 50) for x in EASTING + 200 * np.arange(len(texts))]
    squares = list(map(shapely.to_wkt, boxes))
    fields = (("priority", "Double"), ("gap", "Double"), ("gap_profile", kind))
    return shape_layer(squares, fields=fields, rows=[(1.0, gap, text) for text in texts], name="scored")


def test_what_is_no_profile_is_counted_and_said(run, log):
    texts = ["[0.5,0.5]", "[1]", "[-1,2]", "[null,1]", "text", None]
    result = run("findblindspots", INPUT=spot_layer(texts), SHARE=100, OUTPUT="memory:")
    assert sum("scored: 4 places have a gap_profile that cannot be used" in text for text in log.warnings) == 1
    assert [text for (text,) in attributes(result["OUTPUT"], "gap_profile")] == ["[0.5,0.5]"] * 6
    nothing = run("findblindspots", INPUT=spot_layer([None, None]), SHARE=100, OUTPUT="memory:")["OUTPUT"]
    assert nothing.fields().names()[-1] == "gap_profile"
    assert [feature["gap_profile"] or None for feature in nothing.getFeatures()] == [None, None]


def given_spots(*layers):
    context, feedback = QgsProcessingContext(), Feedback()
    run = Run(PlanRoutes().create(), {"BLIND_SPOTS": list(layers)}, context, feedback)
    run.prepare_layers("BLIND_SPOTS")
    return BlindSpotsInput().read(run)


def test_the_blind_spots_of_a_plan_have_their_profiles(tmp_path):
    part = [0.5, 0.25] * 14
    with_it, without = spot_layer([json.dumps(part), "[1]"]), shape_layer(PLACES[2:], "Point")
    spots = given_spots(with_it, without)
    assert spots.profiles == [json.dumps(part), "[1]", None]
    unseen, fits = unseen_of(spots.profiles, 7 * HOUR)
    assert fits.tolist() == [True, False, False]
    assert unseen[0] == pytest.approx(np.array(part) / sum(part))
    assert unseen[1:] == pytest.approx(1 / 28)
    lists = saved(spot_layer([json.dumps(part), None]), str(tmp_path / "spots.geojson"), "GeoJSON")
    assert unseen_of(given_spots(lists).profiles, 7 * HOUR)[1].tolist() == [True, False]
