"""Local times that the computer's time zone skips are those of the data, also where Qt has moved them."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, QTime

from blindspot.engine.progress import quiet
from blindspot.layers import skipped_times
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields, point_columns
from blindspot.layers.fix_times import iterated_instants
from blindspot.layers.skipped_times import maybe_moved, shown, times_in_file
from small_layers import utc

SKIPPED = 1_774_749_600  # 2026-03-29T02:00, as if the clocks showed UTC
HOUR, HALF = 3600, 1800


@pytest.fixture
def berlin(monkeypatch):
    """Qt 6.7 and newer on a computer in Germany."""
    moving(monkeypatch, HOUR)


def moving(monkeypatch, shift):
    def moved(wall):
        return wall + shift if SKIPPED <= wall < SKIPPED + shift else wall

    monkeypatch.setattr(skipped_times, "shown", moved)
    monkeypatch.setattr(skipped_times, "changes_offset", lambda day: abs(day - SKIPPED // 86_400) < 2)


def local(seconds):
    moment = np.datetime64(int(seconds), "s").item()
    return QDateTime(QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second))


def fixes(path, seconds, zone=""):
    """A layer of fixes at these local times, as GeoJSON."""
    rows = [
        {
            "type": "Feature",
            "id": 100 + i,
            "geometry": {"type": "Point", "coordinates": [13.4 + i * 1e-4, 52.5]},
            "properties": {"time": None if value is None else f"{np.datetime64(int(value), 's')}{zone}"},
        }
        for i, value in enumerate(seconds)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return QgsVectorLayer(str(path), "fixes", "ogr")


def test_times_after_a_skipped_hour_may_have_been_moved(berlin):
    wall = SKIPPED + np.array([-HALF, -1, HOUR, HOUR + 0.25, HOUR + HALF, 2 * HOUR - 1, 2 * HOUR, np.nan])
    assert maybe_moved(wall).tolist() == [False, False, True, True, True, True, False, False]


@pytest.mark.parametrize("shift", [HALF, HOUR, 2 * HOUR])
def test_clocks_go_forward_by_different_shifts(monkeypatch, shift):
    moving(monkeypatch, shift)
    wall = SKIPPED + np.arange(-4 * HALF, 10 * HALF, 600.0)
    assert (maybe_moved(wall) == ((wall >= SKIPPED + shift) & (wall < SKIPPED + 2 * shift))).all()
    assert maybe_moved(np.array([SKIPPED + shift])).tolist() == [True]


@given(st.lists(st.floats(0, 4e9) | st.just(np.nan), max_size=20))
def test_only_times_near_a_change_of_the_clocks_are_in_doubt(seconds):
    wall = np.array(seconds, float)
    doubt = maybe_moved(wall)
    assert len(doubt) == len(wall)
    assert all(skipped_times.changes_offset(int(value // 86_400)) for value in wall[doubt])


@pytest.mark.parametrize("wall", [43_200, SKIPPED + 10 * HOUR, SKIPPED - 14 * HOUR])
def test_no_computer_skips_noon(wall):
    assert shown(wall) == wall


def test_the_file_has_the_times_that_were_moved(berlin, tmp_path):
    true = [SKIPPED - 600, SKIPPED + 600, None, SKIPPED + HOUR + 600]
    layer = fixes(tmp_path / "a.geojson", true)
    file = LayerFile.of(layer, False)
    fid = np.array([feature.id() for feature in layer.getFeatures()])
    assert times_in_file(file, "time", fid[[3, 1]]).tolist() == [true[3], true[1]]
    assert np.isnan(times_in_file(file, "time", fid[[2]])).all()
    assert np.isnan(times_in_file(file, "no such field", fid)).all()
    moved = [local(true[0]), local(SKIPPED + HOUR + 600), None, local(SKIPPED + HOUR + 600)]
    found, null = iterated_instants(
        moved, QMetaType.Type.QDateTime, "UTC", False, in_file=lambda rows: times_in_file(file, "time", fid[rows])
    )
    assert found.seconds.tolist() == pytest.approx([s if s else np.nan for s in true], nan_ok=True)
    assert (null.tolist(), found.warnings, found.naive_count) == ([False, False, True, False], (), 3)


@pytest.mark.parametrize("zone", ["Z", "+02:00", "-11:30"])
def test_times_with_a_zone_are_none_of_the_computer(tmp_path, zone):
    layer = fixes(tmp_path / "a.geojson", [SKIPPED], zone)
    assert np.isnan(times_in_file(LayerFile.of(layer, False), "time", np.array([100]))).all()


def test_only_the_times_without_a_zone_are_in_doubt(berlin):
    values = [local(SKIPPED + HOUR), utc(SKIPPED + HOUR), local(SKIPPED + HOUR + 1)]
    asked = []
    iterated_instants(
        values, QMetaType.Type.QDateTime, "UTC", False, in_file=lambda rows: asked.extend(rows) or np.zeros(len(rows))
    )
    assert asked == [0, 2]


@pytest.mark.parametrize("naive_is_utc", [False, True])
def test_times_that_cannot_be_read_again_are_a_warning(berlin, naive_is_utc):
    values = [local(SKIPPED - 600), local(SKIPPED + HOUR + 600)]
    found, _ = iterated_instants(values, QMetaType.Type.QDateTime, "UTC", naive_is_utc)
    assert found.seconds.tolist() == [SKIPPED - 600, SKIPPED + HOUR + 600]
    (warning,) = found.warnings
    assert warning.startswith("1 times, the first at 2026-03-29 03:10, may be later than in the data")


@pytest.mark.parametrize(("zone", "warned"), [("", 1), ("Z", 0), ("+02:00", 0)])
def test_only_times_without_a_zone_are_read_again(berlin, tmp_path, monkeypatch, zone, warned):
    layer = fixes(tmp_path / "a.geojson", SKIPPED + np.arange(-HOUR, 3 * HOUR, 600), zone)
    file, asked = LayerFile.of(layer, False), []
    monkeypatch.setattr(
        "blindspot.layers.fix_columns.times_in_file",
        lambda *given: asked.append(len(given[2])) or times_in_file(*given),
    )
    _, read, _ = point_columns(layer, file, FixFields(time="time", timezone="Asia/Shanghai"), quiet)
    assert asked == [6] * warned
    assert read.warnings == ()
    assert np.diff(read.seconds).tolist() == [600] * 23
    _, read, _ = point_columns(layer, None, FixFields(time="time", timezone="Asia/Shanghai"), quiet)
    assert len([text for text in read.warnings if "may be later than in the data" in text]) == warned
