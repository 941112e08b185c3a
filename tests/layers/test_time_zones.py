"""The time zone at the position of real cities, with the tables of this machine."""

import contextlib
import json
import zoneinfo
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsApplication

from blindspot.engine.timing.timezones import zone_names
from blindspot.engine.timing.zone_by_position import _clock
from blindspot.layers import time_zones
from blindspot.layers.time_zones import OWN_TABLE, country_at, guessed_zone, zone_table

WHEN = 1_790_000_000.0
has_map = pytest.mark.skipif(
    not Path(QgsApplication.pkgDataPath(), time_zones.WORLD_MAP).is_file(), reason="QGIS without its world map"
)
CITIES = [
    ("Nanjing", 32.06, 118.8, "Asia/Shanghai"),
    ("Urumqi", 43.83, 87.62, "Asia/Shanghai"),
    ("Jinan", 36.65, 117.0, "Asia/Shanghai"),
    ("Kanpur", 26.45, 80.33, "Asia/Kolkata"),
    ("Goa", 15.49, 73.83, "Asia/Kolkata"),
    ("Maasai Mara", -1.5, 35.15, "Africa/Nairobi"),
    ("Serengeti", -2.33, 34.83, "Africa/Dar_es_Salaam"),
    ("Jersey City", 40.73, -74.07, "America/New_York"),
    ("Waco", 31.55, -97.15, "America/Chicago"),
    ("Austin", 30.27, -97.74, "America/Chicago"),
    ("Tempe", 33.43, -111.94, "America/Phoenix"),
    ("Helsinki", 60.17, 24.94, "Europe/Helsinki"),
    ("Barcelona", 41.39, 2.17, "Europe/Madrid"),
    ("Lisbon", 38.72, -9.14, "Europe/Lisbon"),
    ("Kaliningrad", 54.71, 20.51, "Europe/Kaliningrad"),
    ("La Paz", -16.5, -68.15, "America/La_Paz"),
    ("Saint-Denis", -20.88, 55.45, "Indian/Reunion"),
    ("Ponta Delgada", 37.74, -25.67, "Atlantic/Azores"),
    ("Auckland", -36.85, 174.76, "Pacific/Auckland"),
]
BORDERS = [
    ("Tui", 42.05, -8.65, "Europe/Madrid"),
    ("Salamanca", 40.97, -5.66, "Europe/Madrid"),
    ("Guarda", 40.54, -7.27, "Europe/Lisbon"),
    ("Haparanda", 65.83, 24.13, "Europe/Stockholm"),
    ("Debrecen", 47.53, 21.63, "Europe/Budapest"),
    ("Lappeenranta", 61.06, 28.19, "Europe/Helsinki"),
]


@pytest.mark.parametrize(("name", "lat", "lon", "zone"), CITIES)
def test_the_clock_of_a_city(name, lat, lon, zone):
    assert _clock(guessed_zone(lon, lat, WHEN).zone, WHEN) == _clock(zone, WHEN), name


@has_map
@pytest.mark.parametrize(("name", "lat", "lon", "zone"), BORDERS)
def test_the_clock_of_a_city_near_a_border(name, lat, lon, zone):
    assert _clock(guessed_zone(lon, lat, WHEN).zone, WHEN) == _clock(zone, WHEN), name


@has_map
def test_the_country_of_a_position_on_land_at_the_coast_and_at_sea():
    assert country_at(24.9, 60.25) == "FI"
    assert country_at(2.3, 41.3) == "ES"  # 10 km off Barcelona
    assert country_at(-40, 30) == ""


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (5, 5, "AA"),
        (10.3, 5, "AA"),  # at sea, 0.3 degrees from AA and 0.4 from BB
        (10.4, 5, "BB"),
        (-0.4, 5, "AA"),
        (-0.6, 5, ""),
        (-0.4, -0.4, ""),  # 0.57 degrees from a corner of AA, which is inside the rectangle of 0.5
        (25, 5, ""),  # in a country whose code is none
        (35, 5, ""),
    ],
)
def test_the_nearest_country_within_half_a_degree(tmp_path, lon, lat, code):
    def country(west, east, code):
        ring = [[west, 0], [east, 0], [east, 10], [west, 10], [west, 0]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"iso_a2": code}, "geometry": shape}

    features = [country(0, 10, "AA"), country(10.7, 20, "BB"), country(20, 30, "-99"), country(30, 40, None)]
    path = tmp_path / "countries.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    map_of_four = ogr.Open(str(path))
    assert time_zones._country_in(map_of_four.GetLayer(0), lon, lat) == code


def test_without_the_world_map_the_nearest_city_is_taken(monkeypatch):
    monkeypatch.setattr(time_zones, "WORLD_MAP", "resources/data/no_such.gpkg")
    assert guessed_zone(118.8, 32.1, WHEN).zone == "Asia/Shanghai"
    assert country_at(118.8, 32.1) == ""


def test_the_table_of_a_package_is_found_and_without_any_the_longitude_decides(monkeypatch):
    here = zone_table()
    assert "Europe/Helsinki" in here
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    assert zone_table() == "" or "Europe/Helsinki" in zone_table()
    monkeypatch.setattr(time_zones, "zone_table", lambda: "")
    assert guessed_zone(118.8, 32.1, WHEN).zone == "Etc/GMT-8"


def test_every_zone_of_our_table_is_known():
    lines = [line.split("\t") for line in OWN_TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    unknown = {fields[3] for fields in lines} - zone_names()
    with contextlib.suppress(KeyError):  # Kyiv was called Kiev before 2022
        unknown.remove("Europe/Kyiv")
    assert not unknown
    assert all(-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180 for _, lat, lon, *_ in lines)
    assert all(len(fields) == 5 and len(fields[0]) == 2 for fields in lines)
