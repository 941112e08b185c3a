"""The zone of the nearest city of the same country; what is compared is the clock."""

import zoneinfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.timing.timezones import clock_changes, zone_names
from blindspot.engine.timing.zone_by_position import nautical_zone, read_cities, typical_position, zone_at

WHEN = 1_790_000_000.0  # 2026-09-21
TABLE = """# a comment
ES,GB\t+4024-00341\tEurope/Madrid\tmainland
PT\t+3843-00908\tEurope/Lisbon
CN\t+3114+12128\tAsia/Shanghai\tBeijing time
CN\t+4348+08735\tAsia/Urumqi\tXinjiang time
KP\t+3901+12545\tAsia/Pyongyang
NZ\t-4357-17633\tPacific/Chatham
XX\t+010203+0040506\tNo/Such_Zone
AQ\t-720041+0023206\tAntarctica/Troll
"""
OWN = "# ours\nCN\t39.9\t116.4\tAsia/Shanghai\tBeijing\nES\t42.2\t-8.7\tEurope/Madrid\tVigo\n"
NAMES = zone_names()


@pytest.fixture
def cities():
    return read_cities(TABLE, OWN, NAMES)


def at(cities, lon, lat, country=""):
    return zone_at(lon, lat, cities, WHEN, country, NAMES)


def test_tables_are_read_with_their_coordinates(cities):
    rows = dict(zip(cities.name, zip(cities.country, cities.lat, cities.lon, strict=True), strict=True))
    assert rows["Vigo"] == ("ES", 42.2, -8.7)
    assert rows["Chatham"] == ("NZ", pytest.approx(-43.95), pytest.approx(-176.55))
    assert rows["Troll"][1:] == (pytest.approx(-(72 + 41 / 3600)), pytest.approx(2 + 32 / 60 + 6 / 3600))
    assert "No/Such_Zone" not in cities.zone
    assert sorted(cities.country[cities.zone == "Europe/Madrid"]) == ["ES", "ES", "GB"]


def test_the_nearest_city_is_found_by_brute_force(cities):
    rng = np.random.default_rng(1)
    for _ in range(50):
        lon, lat = rng.uniform(-12, 5), rng.uniform(35, 45)
        a, b = np.radians([lon, lat]), np.radians([cities.lon, cities.lat])

        def vector(lon, lat):
            return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])

        angle = np.arccos(np.clip(vector(*a) @ vector(*b), -1, 1))
        found = at(cities, lon, lat)
        assert found.zone == cities.zone[np.argmin(angle)]
        assert found.distance == pytest.approx(6371 * angle.min(), rel=1e-6)


def test_our_own_cities_and_the_country_decide(cities):
    assert zone_at(116.4, 39.9, read_cities(TABLE, "", NAMES), WHEN, "", NAMES).zone == "Asia/Pyongyang"
    assert at(cities, 116.4, 39.9).zone == "Asia/Shanghai"
    assert at(cities, 124.0, 40.1).zone == "Asia/Pyongyang"
    assert at(cities, 124.0, 40.1, "CN").zone == "Asia/Shanghai"
    assert at(cities, -8.6, 42.0).zone == "Europe/Madrid"
    assert at(cities, -8.6, 42.0, "PT").zone == "Europe/Lisbon"


def test_an_island_overseas_is_not_in_the_zone_of_its_country():
    table = "FR\t+4852+00220\tEurope/Paris\nRE\t-2052+05528\tIndian/Reunion\n"
    assert at(read_cities(table, "", NAMES), 55.5, -21.1, "FR").zone == "Indian/Reunion"


def test_unofficial_zones_are_only_named(cities):
    found = at(cities, 87.6, 43.8, "CN")
    assert found.zone == "Asia/Shanghai"
    assert found.others == ("Asia/Urumqi",)


def test_other_clocks_nearby_are_named_once_each(cities):
    found = at(cities, -8.7, 42.2, "ES")
    assert found.others == ()  # Lisbon is 390 km away
    table = f"{TABLE}PT\t+4110-00836\tEurope/Lisbon\nFR\t+4200-00800\tEurope/Paris\n"
    found = at(read_cities(table, OWN, NAMES), -8.7, 42.2, "ES")
    assert found.others == ("Europe/Lisbon",)  # Paris has the clock of Madrid
    table += "GB\t+4150-00800\tEurope/London\nPT\t+4100-00830\tAtlantic/Azores\nXX\t+4200-00830\tAfrica/Tunis\n"
    table += "XX\t+4050-00800\tAsia/Tokyo\n"
    found = at(read_cities(table, OWN, NAMES), -8.7, 42.2, "ES")  # London has the clock of Lisbon; Tokyo is the fourth
    assert found.others == ("Africa/Tunis", "Europe/London", "Atlantic/Azores")


@pytest.mark.parametrize(("month", "apart"), [("2015-08", True), ("2016-08", True), ("2016-12", False)])
def test_clocks_are_compared_in_the_whole_year_around(month, apart):
    """Turkey stayed at its summer time, the clock of Moscow, from that of 2016 on."""
    here = read_cities("TR\t+4101+02858\tEurope/Istanbul\nRU\t+4110+02958\tEurope/Moscow\n", "", NAMES)
    when = np.datetime64(month).astype("datetime64[s]").astype(float)
    assert zone_at(28.9, 41.0, here, when, "TR", NAMES).others == (("Europe/Moscow",) if apart else ())


@pytest.mark.parametrize(
    ("lon", "zone", "expected"),
    [
        (-25.0, "Europe/Madrid", "Europe/Madrid"),  # 2.7 hours ahead of the sun, and an hour more in summer
        (68.0, "Europe/Madrid", "Etc/GMT-5"),  # 3.5 hours behind, in summer 2.5
        (-36.0, "Europe/Madrid", "Etc/GMT+2"),  # 3.4 hours ahead
        (-171.7, "Pacific/Apia", "Pacific/Apia"),  # UTC+13, and half an hour from the sun, across the date line
        (172.0, "Pacific/Niue", "Pacific/Niue"),  # UTC-11, the other way
    ],
)
def test_a_clock_is_within_three_hours_of_the_sun_without_summer_time(lon, zone, expected):
    degrees = f"{'+' if lon >= 0 else '-'}{int(abs(lon)):03d}00"
    assert at(read_cities(f"XX\t+0000{degrees}\t{zone}\n", "", NAMES), lon, 0.0).zone == expected


def test_far_from_every_city_and_far_from_the_sun_the_longitude_decides(cities):
    assert at(cities, -40.0, 10.0).zone == "Etc/GMT+3"
    wrong = read_cities("XX\t+0000+00000\tAsia/Tokyo\n", "", NAMES)
    assert at(wrong, 1.0, 1.0).zone == "UTC"
    assert at(read_cities("", "", NAMES), 120.0, 30.0).zone == "Etc/GMT-8"
    assert at(read_cities("", "", NAMES), 120.0, 30.0).near == ""


@given(st.floats(-180, 180))
def test_the_nautical_zone_is_within_half_an_hour_of_the_sun(lon):
    name = nautical_zone(lon, NAMES)
    offset = clock_changes(name, WHEN, WHEN).offset[0] / 3600
    assert abs(offset - lon / 15) <= 0.5 + 1e-9
    assert nautical_zone(lon, ()) == "UTC"


def test_a_typical_position_ignores_strays_and_null_island():
    lon, lat = np.r_[np.full(60, 118.8), np.zeros(30), 5.0, np.nan], np.r_[np.full(60, 32.1), np.zeros(30), 80.0, 1.0]
    assert typical_position(lon, lat) == (pytest.approx(118.8), pytest.approx(32.1))
    assert typical_position(np.zeros(5), np.zeros(5)) is None
    assert typical_position(np.array([np.nan, 900.0]), np.array([0.0, 1.0])) is None
    assert typical_position(np.zeros(0), np.zeros(0)) is None


def test_positions_on_the_meridian_of_greenwich_and_on_the_equator_are_positions():
    """Only both numbers together are no measurement."""
    assert typical_position(np.array([0.0, 0.001]), np.array([51.5, 51.5])) == pytest.approx((0.0005, 51.5))
    assert typical_position(np.array([36.8, 36.8]), np.array([0.0, 0.002])) == pytest.approx((36.8, 0.001))


@given(st.lists(st.tuples(st.floats(-0.9, 0.9), st.sampled_from([-360, 0, 360])), min_size=1), st.floats(-179, 179))
def test_a_typical_position_does_not_depend_on_how_longitudes_are_counted(near, middle):
    """Files that are put together count some of them to 180 and some to 360 degrees."""
    east, turn = np.array(near).T
    lon = middle + east
    counted = np.where(np.abs(lon + turn) <= 360, lon + turn, lon)
    found = typical_position(counted, np.full(len(lon), 40.0))[0]
    assert abs((found - np.median(lon) + 180) % 360 - 180) < 1e-9


def test_a_typical_position_at_the_180th_meridian_is_there():
    lon, lat = typical_position(np.array([179.9, -179.9, 179.8, -179.8]), np.full(4, -17.0))
    assert abs(lon) == pytest.approx(180)
    assert lat == -17


def test_zones_that_are_not_known_here_are_never_guessed():
    only = frozenset({"UTC", "Europe/Lisbon"})
    assert zone_at(116.4, 39.9, read_cities(TABLE, OWN, only), WHEN, "CN", only).zone == "UTC"
    assert zoneinfo.ZoneInfo("Europe/Lisbon")
