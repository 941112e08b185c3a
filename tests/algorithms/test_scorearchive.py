"""blindspot:scorearchive through processing.run."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from small_archive import BEGIN, ZONE, add_to_archive, as_layer, walks

from blindspot.engine.score.recorded_question import question_of_record
from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, Feedback, attributes, point_layer, saved, shape_layer

X0, X1, Y0, Y1 = EASTING, EASTING + 800, NORTHING, NORTHING + 400
AREA = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"
NUMBERS = ("demand", "gap", "gap_low", "priority", "visits", "dwell_s", "mean_idle_s", "worst_gap_s")
SETTINGS = {"PRISM_SPEED": 15}


@pytest.fixture(scope="module")
def fixes():
    return walks(4)


@pytest.fixture
def archive(tmp_path, fixes):
    return add_to_archive(tmp_path / "archive", fixes)


def rows(layer) -> list:
    return sorted(attributes(layer, "place_id", *NUMBERS, "why", "last_seen", "gap_profile", "nights_seen"))


def profile(text) -> list[float]:
    return json.loads(text) if text else []


def same(one, other) -> None:
    assert one.fields().names() == other.fields().names()
    for a, b in zip(rows(one), rows(other), strict=True):
        assert a[0] == b[0]
        assert a[1:9] == pytest.approx(b[1:9], rel=1e-9, abs=1e-9)
        assert (*a[9:11], *a[12:]) == (*b[9:11], *b[12:])
        assert profile(a[11]) == pytest.approx(profile(b[11]), abs=1.1e-4)  # written to four decimals


@pytest.mark.parametrize("where", ["area", "near the fixes", "places", "hexagons and demand"])
def test_an_archive_is_scored_as_a_layer_of_its_fixes(run, archive, fixes, where):
    all_day = {"WATCH_START": "00:00", "WATCH_END": "00:00"}
    given = {
        "area": {"AREA": shape_layer([AREA])},
        "near the fixes": {"CELL_SIZE": 80},
        "places": {"PLACES": shape_layer([AREA, AREA.replace(str(X1), str(X0 + 90))]), **all_day},
        "hexagons and demand": {"AREA": shape_layer([AREA]), "GRID_TYPE": 1, "DEMAND": [shape_layer([AREA])]},
    }[where] | SETTINGS
    one = run("scoregaps", INPUT=as_layer(fixes), UNIT_FIELD="unit", TIMEZONE=ZONE, **given, OUTPUT="memory:")
    other = run("scorearchive", ARCHIVE=archive, **given, OUTPUT="memory:")
    same(one["OUTPUT"], other["OUTPUT"])
    for name in ("PLACE_COUNT", "PERIOD_START", "PERIOD_END", "CRS", "TIMEZONE"):
        assert one[name] == other[name]
    assert other["MEAN_GAP"] == pytest.approx(one["MEAN_GAP"], abs=1e-12) != 1


def joined(fixes, x, y, t, unit):
    """The fixes and one more."""
    more = {"x": x, "y": y, "t": t, "unit": unit, "row": len(fixes.t)}
    return replace(fixes, **{name: np.append(getattr(fixes, name), value) for name, value in more.items()})


@pytest.mark.parametrize("what", ["watchers on a few nights", "an outlier at the end", "a grid and few nights"])
def test_it_is_the_same_score_where_slices_have_little_in_them(run, tmp_path, fixes, what):
    given = {
        "watchers on a few nights": {
            "AREA": shape_layer([AREA]),
            "WATCHERS": point_layer([((X0 + 99, Y0), None, "post")]),
        },
        "an outlier at the end": {"AREA": shape_layer([AREA]), "WATCH_START": "00:00", "WATCH_END": "00:00"},
        "a grid and few nights": {"CELL_SIZE": 80},
    }[what] | SETTINGS
    if what == "an outlier at the end":
        fixes = joined(fixes, X0 + 90_000, Y0, fixes.t.max() + 1.0, 0)
    else:
        given |= {"WATCH_START": "01:00", "WATCH_END": "04:00", "WEEKDAYS": "Sun,Tue"}
        fixes = joined(fixes, X0 + 3_000, Y0, fixes.t.max() + 3600.0, 0)
    path = add_to_archive(tmp_path / "archive", fixes)
    one = run("scoregaps", INPUT=as_layer(fixes), UNIT_FIELD="unit", TIMEZONE=ZONE, **given, OUTPUT="memory:")
    other = run("scorearchive", ARCHIVE=path, **given, OUTPUT="memory:")
    same(one["OUTPUT"], other["OUTPUT"])
    assert other["MEAN_GAP"] == pytest.approx(one["MEAN_GAP"], abs=1e-12) != 1


def test_by_the_sun_only_a_new_day_is_computed_as_well(run, tmp_path, fixes):
    early = fixes.t < BEGIN + 3 * 86400
    part = replace(fixes, **{name: getattr(fixes, name)[early] for name in ("x", "y", "t", "unit", "row")})
    given = {"ARCHIVE": add_to_archive(tmp_path / "archive", part), "AREA": shape_layer([AREA]), "WATCH_BY": 1}
    first = run("scorearchive", **given, OUTPUT="memory:")
    add_to_archive(tmp_path / "archive", fixes)
    later = run("scorearchive", **given, OUTPUT="memory:")
    assert later["SLICES_COMPUTED"] <= 3 < first["SLICES_COMPUTED"]


def test_partials_may_be_in_the_home_folder(run, archive, tmp_path, monkeypatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    run("scorearchive", ARCHIVE=archive, AREA=shape_layer([AREA]), PARTIALS="~/kept", OUTPUT="memory:")
    assert (tmp_path / "kept").is_dir()
    assert not (tmp_path / "~").exists()


def test_only_a_new_day_is_computed(run, tmp_path, fixes, log):
    late = fixes.t >= BEGIN + 3 * 86400
    part = replace(fixes, **{name: getattr(fixes, name)[~late] for name in ("x", "y", "t", "unit", "row")})
    path = add_to_archive(tmp_path / "archive", part)
    given = {"ARCHIVE": path, "AREA": shape_layer([AREA]), "OUTPUT": "memory:"}
    first = run("scorearchive", **given)
    assert first["SLICES_COMPUTED"] == first["ARCHIVE_DAYS"]
    assert run("scorearchive", **given)["SLICES_COMPUTED"] == 0
    assert run("scorearchive", **given, DETECTION_TIME=20)["SLICES_COMPUTED"] > 0
    add_to_archive(tmp_path / "archive", fixes)
    later = run("scorearchive", **given)
    assert later["SLICES_COMPUTED"] <= 3 < first["SLICES_COMPUTED"]
    fresh = run("scorearchive", **given, PARTIALS=str(tmp_path / "elsewhere"))
    assert fresh["SLICES_COMPUTED"] > 3
    assert rows(fresh["OUTPUT"]) == rows(later["OUTPUT"])
    assert any("slices of time" in text for text in log.infos)


def test_the_last_nights(run, archive):
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "OUTPUT": "memory:"}
    last = run("scorearchive", **given, LAST_NIGHTS=2)
    asked = run("scorearchive", **given, PERIOD_START=last["PERIOD_START"])
    assert rows(last["OUTPUT"]) == rows(asked["OUTPUT"])
    whole = run("scorearchive", **given)
    assert last["PERIOD_START"] > whole["PERIOD_START"]
    assert last["ARCHIVE_DAYS"] < whole["ARCHIVE_DAYS"]
    with pytest.raises(QgsProcessingException, match="Leave one of them empty"):
        run("scorearchive", **given, LAST_NIGHTS=2, PERIOD_START="2026-01-30T00:00:00")


def test_its_record_does_not_name_the_home_folder(run, archive, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "PARTIALS": str(tmp_path / "kept")}
    scored = run("scorearchive", **given, OUTPUT=str(tmp_path / "gaps.gpkg"))
    parameters = stored(QgsVectorLayer(scored["OUTPUT"], "gaps", "ogr")).record["parameters"]
    assert (parameters["ARCHIVE"], parameters["PARTIALS"]) == (str(Path("~/archive")), str(Path("~/kept")))


def test_its_record_has_the_question_and_the_days(run, archive, tmp_path):
    area = saved(shape_layer([AREA]), tmp_path / "area.gpkg").source()
    given = {"ARCHIVE": archive, "AREA": area, "LAST_NIGHTS": 2}
    scored = run("scorearchive", **given, OUTPUT=str(tmp_path / "gaps.gpkg"))
    assert run("repeatrun", INPUT=scored["OUTPUT"], OUTPUT="memory:")["AGREES"] == 1
    record = stored(QgsVectorLayer(scored["OUTPUT"], "gaps", "ogr")).record
    assert record["parameters"]["TIMEZONE"] == ZONE
    assert record["parameters"]["ARCHIVE"] == archive
    assert set(record["assumed"]) >= {"TIMEZONE", "PERIOD_START"}
    assert len(record["results"]["ARCHIVE_CONTENT"]) == 32
    question = question_of_record(record)
    assert question.words[:3] == ("archive", "area", "22-05")
    assert "last 2 nights" in question.words
    later = {**record, "parameters": {**record["parameters"], "PERIOD_START": "2026-03-01T21:00:00Z"}}
    assert question_of_record(later).key == question.key
    spots = run("findblindspots", INPUT=scored["OUTPUT"], OUTPUT="memory:")
    assert spots["SPOT_COUNT"] > 0


@pytest.mark.parametrize("fault", ["no folder", "no archive", "cut file", "no days", "nothing in the period"])
def test_what_cannot_be_scored_is_a_sentence(run, archive, tmp_path, fault):
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "OUTPUT": "memory:"}
    if fault == "no folder":
        given["ARCHIVE"] = str(tmp_path / "nowhere")
    elif fault == "no archive":
        given["ARCHIVE"] = str(tmp_path)
    elif fault == "cut file":
        file = sorted(Path(archive).glob("date=*/*.parquet"))[1]
        file.write_bytes(file.read_bytes()[:1000])
    elif fault == "no days":
        for folder in Path(archive).glob("date=*"):
            shutil.rmtree(folder)
    else:
        given |= {"PERIOD_START": "2031-01-01T00:00:00", "PERIOD_END": "2031-01-03T00:00:00"}
    said = {
        "no folder": "is no archive of fixes",
        "no archive": "is no archive of fixes",
        "cut file": "cannot be read",
        "no days": "has no day with fixes",
        "nothing in the period": "No fix falls in the period",
    }[fault]
    with pytest.raises(QgsProcessingException, match=said):
        run("scorearchive", **given)


def test_a_missing_day_is_said(run, archive, log):
    shutil.rmtree(sorted(Path(archive).glob("date=*"))[2])
    result = run("scorearchive", ARCHIVE=archive, AREA=shape_layer([AREA]), OUTPUT="memory:")
    assert result["PLACE_COUNT"] == 128
    assert any("has no fix of 1 day" in text for text in log.warnings)


def test_a_folder_that_cannot_be_written_is_a_warning(run, archive, tmp_path, log):
    (tmp_path / "file").write_text("")
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "PARTIALS": str(tmp_path / "file"), "OUTPUT": "memory:"}
    assert run("scorearchive", **given)["SLICES_COMPUTED"] > 0
    assert any("cannot be kept" in text for text in log.warnings)


def test_an_address_is_read_and_nothing_is_kept(run, archive):
    given = {"ARCHIVE": Path(archive).as_uri(), "AREA": shape_layer([AREA]), "OUTPUT": "memory:"}
    assert run("scorearchive", **given)["SLICES_COMPUTED"] == run("scorearchive", **given)["SLICES_COMPUTED"] > 0


def test_cancelling_keeps_what_is_done(run, archive):
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "OUTPUT": "memory:", "THREADS": 1}
    assert "OUTPUT" not in run("scorearchive", feedback=Feedback(cancel_at=50), **given)
    later = run("scorearchive", **given)
    assert 0 < later["SLICES_COMPUTED"] < later["ARCHIVE_DAYS"]


@pytest.mark.parametrize("where", ["area", "near the fixes"])
def test_many_fixes_are_scored_day_by_day(run, fixes, tmp_path, log, monkeypatch, where):
    given = {"area": {"AREA": shape_layer([AREA])}, "near the fixes": {"CELL_SIZE": 80}}[where] | SETTINGS
    layer = saved(as_layer(fixes), tmp_path / "fixes.gpkg").source()
    given |= {"INPUT": layer, "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "OUTPUT": "memory:"}
    one = run("scoregaps", **given)
    assert not any("day by day" in text for text in log.infos)
    monkeypatch.setattr("blindspot.algorithms.inputs.large_fixes.MANY", 1000)
    monkeypatch.setattr("blindspot.layers.archive_sources.MOST_ROWS", 1000)
    monkeypatch.setattr("blindspot.layers.archive_sources.AT_ONCE", 5000)
    other = run("scoregaps", **given)
    assert any("day by day" in text for text in log.infos)
    same(one["OUTPUT"], other["OUTPUT"])
    for name in ("PLACE_COUNT", "PERIOD_START", "PERIOD_END", "CRS", "TIMEZONE"):
        assert one[name] == other[name]
    log.warnings.clear()
    run("scoregaps", **given, NIGHTS="memory:")
    assert any("NIGHTS needs all" in text for text in log.warnings)
