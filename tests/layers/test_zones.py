"""Layers of no-fly zones: limits, times and restrictions in their fields, and what counts where they are unreadable."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from blindspot.engine.zones.zones import AGL, AMSL, WGS84
from blindspot.layers.features import read_features
from blindspot.layers.zones import zones_of
from small_layers import saved, shape_layer, utc

UTM, CONTEXT = QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateTransformContext()
MONDAY = 1_800_230_400.0  # 2027-01-18T00:00Z
HOUR, DAY = 3600.0, 86_400.0
SQUARE = "POLYGON((500000 5500000, 500100 5500000, 500100 5500100, 500000 5500100, 500000 5500000))"
TEXTS = (
    *(("name", "QString"), ("lower_m", "QString"), ("lower_ref", "QString")),
    *(("upper_m", "QString"), ("upper_ref", "QString"), ("valid_from", "QString"), ("valid_to", "QString")),
    *(("schedule", "QString"), ("restriction", "QString")),
)


def layer(*rows, fields=TEXTS):
    return shape_layer([SQUARE] * len(rows), name="geozones", fields=fields, rows=rows)


def read(made, begins=MONDAY, ends=MONDAY + DAY):
    return zones_of(read_features(made, UTM, CONTEXT), UTM, CONTEXT, begins, ends)


def texts(**values):
    return tuple(values.get(name) for name, _ in TEXTS)


def test_ordinary_polygons_are_always_in_force():
    found = read(shape_layer([SQUARE] * 2, fields=(("name", "QString"),), rows=[("park",), (None,)]))
    assert found.zones.unlimited.all()
    assert found.zones.name.tolist() == ["park", None]
    assert (found.notes, found.doubts, found.dated) == ((), (), 0)


def test_limits_times_and_restrictions_are_read_from_fields_of_their_types():
    fields = (
        *(("zone_id", "QString"), ("lower_m", "Double"), ("lower_ref", "QString"), ("upper_m", "Int")),
        *(("upper_ref", "QString"), ("valid_from", "QDateTime"), ("valid_to", "QDateTime"), ("schedule", "QString")),
        ("restriction", "QString"),
    )
    rows = [
        ("Z1", 30.5, "AGL", 120, "AMSL", utc(MONDAY), utc(MONDAY + HOUR), None, "PROHIBITED"),
        ("Z2", None, None, 300, "WGS84", None, None, "MON 08:00-17:00", None),
        ("Z3", None, None, None, None, None, None, None, "NO_RESTRICTION"),
    ]
    found = read(layer(*rows, fields=fields))
    zones = found.zones
    assert zones.name.tolist() == ["Z1", "Z2"]
    assert zones.lower.tolist() == [30.5, -np.inf]
    assert zones.upper.tolist() == [120, 300]
    assert zones.lower_ref.tolist() == [AGL, AGL]
    assert zones.upper_ref.tolist() == [AMSL, WGS84]
    assert zones.periods[0].tolist() == [[MONDAY, MONDAY + HOUR]]
    assert [MONDAY + 8 * HOUR, MONDAY + 17 * HOUR] in zones.periods[1].tolist()
    assert found.dated == 2
    assert found.doubts == ()
    assert len(found.notes) == 1
    assert found.notes[0].startswith("geozones: 1 zone has the restriction NO_RESTRICTION")


@pytest.mark.parametrize("driver", [("ESRI Shapefile", "shp"), ("GPKG", "gpkg"), ("GeoJSON", "geojson")])
def test_files_keep_what_counts(driver, tmp_path):
    fields = tuple((name.upper(), kind) for name, kind in TEXTS)
    row = texts(
        name="a", lower_m="50", lower_ref=" agl ", upper_m="120.5", upper_ref="AMSL", schedule="ANY 10:00-11:00"
    )
    made = layer(row, texts(restriction="no_restriction"), fields=fields)
    found = read(saved(made, tmp_path / f"zones.{driver[1]}", driver[0]))
    assert found.zones.lower.tolist() == [50]
    assert found.zones.upper.tolist() == [120.5]
    assert found.zones.upper_ref.tolist() == [AMSL]
    assert not found.zones.in_force(MONDAY, MONDAY + HOUR)[0]
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"lower_m": "120", "lower_ref": "AGL", "upper_m": "50", "upper_ref": "AGL"}, "the lower limit is not below"),
        ({"lower_m": "50", "lower_ref": "AGL", "upper_m": "50", "upper_ref": "AGL"}, "the lower limit is not below"),
        ({"lower_m": "500", "lower_ref": "FL"}, "lower_ref is none of AGL, AMSL, WGS84"),
        ({"upper_m": "20"}, "upper_ref is none of"),
        ({"lower_m": "1,200", "lower_ref": "AGL"}, "lower_m is no number"),
        ({"lower_m": "nan", "lower_ref": "AGL"}, "lower_m is no number"),
        ({"lower_m": "500 ft", "lower_ref": "AGL"}, "lower_m is no number"),
        ({"upper_m": "-9999", "upper_ref": "AGL"}, "the upper limit is not above the ground"),
    ],
)
def test_a_zone_whose_limits_cannot_be_read_counts_at_all_heights(values, reason):
    found = read(layer(texts(name="tower", **values)))
    assert found.zones.unlimited.all()
    assert len(found.doubts) == 1
    assert found.doubts[0].startswith(f"geozones: 1 zone counts as in force at all heights, because {reason}")
    assert found.doubts[0].endswith(" (tower).")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"valid_from": "yesterday"}, "valid_from is no date and time"),
        ({"valid_to": "2026-13-01"}, "valid_to is no date and time"),
        ({"valid_from": "2026-05-01", "valid_to": "2026-04-01"}, "valid_from is after valid_to"),
        ({"schedule": "whenever"}, "the schedule cannot be read"),
        ({"schedule": "MON 25:00-26:00"}, "the schedule cannot be read"),
    ],
)
def test_a_zone_whose_times_cannot_be_read_counts_at_all_times(values, reason):
    found = read(layer(texts(name="tower", **values)))
    assert found.zones.unlimited.all()
    assert len(found.doubts) == 1
    assert found.doubts[0] == f"geozones: 1 zone counts as in force at all times, because {reason} (tower)."
    undated = read(layer(texts(name="tower", **values)), None, None)
    assert undated.zones.unlimited.all()
    assert undated.dated == 1


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        ("2027-01-18T02:00:00Z", "2027-01-18T03:00:00Z", [2, 3]),
        ("2027-01-18T02:00:00", "2027/01/18 03:00:00", [2, 3]),
        ("2027-01-18T02:00:00+01:00", "9999-12-31T23:59:59Z", [1, np.inf]),
        ("2027-01-18", "2027-01-18", [0, 24]),
        (" ", None, [-np.inf, np.inf]),
    ],
)
def test_dates_are_utc_and_a_date_alone_is_the_whole_day(first, last, inside):
    found = read(layer(texts(valid_from=first, valid_to=last)))
    begins, ends = (found.zones.periods[0][0] - MONDAY) / HOUR
    assert begins == inside[0]
    assert ends == inside[1] or (inside[1] == np.inf and ends > 1e6)
    assert found.doubts == ()


def test_dates_of_shapefiles_and_local_times_of_qgis():
    fields = (("valid_from", "QDate"), ("valid_to", "QDate"))
    found = read(layer((QDate(2027, 1, 18), QDate(2027, 1, 19)), fields=fields))
    assert found.zones.periods[0].tolist() == [[MONDAY, MONDAY + 2 * DAY]]
    local = QDateTime(QDate(2027, 1, 18), QTime(5, 0), Qt.TimeSpec.LocalTime)
    found = read(layer((local,), fields=(("valid_from", "QDateTime"),)))
    assert found.zones.periods[0][0, 0] == MONDAY + 5 * HOUR


def test_a_number_as_a_date_is_in_doubt():
    found = read(layer((20270118,), fields=(("valid_from", "Int"),)))
    assert found.zones.unlimited.all()
    assert "valid_from is no date and time" in found.doubts[0]


def test_hours_of_the_sun_are_those_at_the_zone():
    found = read(layer(texts(schedule="ANY SR-SS")))
    night, noon = MONDAY + 1 * HOUR, MONDAY + 11 * HOUR
    assert not found.zones.in_force(night, night + HOUR)[0]
    assert found.zones.in_force(noon, noon)[0]


def test_no_zone_is_lost_and_nothing_fails_whatever_the_fields_hold():
    """Random texts, and texts that are nearly right."""
    random = np.random.default_rng(20)
    parts = ["", " ", "0", "-1", "1e999", "12", "AGL", "amsl", "NaN", "MON", "08:00-17:00", "SR", "-", ";", "é", "\x00"]
    parts += ["2027-01-18", "T24:00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "Z", "/", "9" * 300]
    rows = [
        tuple(None if random.random() < 0.2 else "".join(random.choice(parts, random.integers(1, 4))) for _ in TEXTS)
        for _ in range(300)
    ]
    found = read(layer(*rows))
    assert len(found.zones) == len(rows)
    assert len(found.zones.periods) == len(rows)
    known = np.concatenate((found.zones.lower, found.zones.upper))
    assert not np.isnan(known).any()
    assert (found.zones.lower < found.zones.upper).sum() > 250
    assert all(len(sentence) < 600 for sentence in found.doubts)
