"""The Python interface sets the same fixes apart as the algorithms, and warns."""

import warnings

import numpy as np
import pytest
import shapely

from blindspot.engine import prepare_tracks, score_gaps
from blindspot.engine.chain.moments import utc_times
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas
from blindspot.engine.tracks.stray_positions import NULL_ISLAND, WRONG_SIGN_Y
from blindspot.engine.tracks.stray_times import FAR_IN_TIME, WEEK_ROLLOVER
from blindspot.engine.tracks.tracks import NO_POSITION

START = 1_769_889_600.0  # 2026-01-31T20:00Z
HOURS = {"watch": ("21:00", "23:30"), "timezone": "Europe/Helsinki", "revisit": 30, "grid_reach": 100}


def table(*rows):
    """Fixes from (unit, lon, lat, seconds) rows."""
    unit, lon, lat, t = zip(*rows, strict=True)
    return geopandas.GeoDataFrame(
        {"unit": unit, "time": utc_times(np.array(t))}, geometry=geopandas.points_from_xy(lon, lat), crs=4326
    )


def walk(unit="a", lon=24.94, lat=60.17, start=START, fixes=40):
    return [(unit, lon + 0.001 * i, lat, start + 60 * i) for i in range(fixes)]


STRAYS = [
    ("a", 24.95, 60.17, START + 8 * 31_557_600),
    *walk("b", start=START + 1024 * 604_800, fixes=5),
    *((unit, 0.0, 0.0, t) for unit, _, _, t in walk("n")),
    *((unit, x, -y, t) for unit, x, y, t in walk("s", fixes=6)),
    ("i", 1e300, 60.0, START),
]


def test_strays_are_rejected_with_their_reasons_and_named():
    with pytest.warns(UserWarning, match="fix") as warned:
        found = prepare_tracks(table(*walk(), *STRAYS), unit_field="unit", timezone="Europe/Helsinki")
    assert found.rejected["reason"].value_counts().to_dict() == {
        NULL_ISLAND: 40,
        WRONG_SIGN_Y: 6,
        WEEK_ROLLOVER: 5,
        FAR_IN_TIME: 1,
        NO_POSITION: 1,
    }
    assert found.tracks["fixes"].tolist() == [40]
    assert found.tracks.crs.to_epsg() == 32635
    said = " ".join(str(warning.message) for warning in warned)
    for part in ("(2034-01-31 22:00)", "1,024 weeks after the others", "unit n", "unit s"):
        assert part in said


def test_strays_change_no_score():
    expected = score_gaps(table(*walk()), unit_field="unit", **HOURS)
    with pytest.warns(UserWarning, match="fix"):
        found = score_gaps(table(*walk(), *STRAYS), unit_field="unit", **HOURS)
    assert found["place_id"].tolist() == expected["place_id"].tolist()
    assert found["gap"].tolist() == expected["gap"].tolist()
    assert found.attrs == expected.attrs


def test_rejected_fixes_do_not_choose_the_crs():
    """40 fixes in the zone of 27 degrees east; more fixes, all too inaccurate, two zones further west."""
    fixes = table(*walk(), *walk("west", lon=15.0, fixes=90))
    fixes["accuracy"] = np.repeat([5.0, 500.0], [40, 90])
    found = prepare_tracks(fixes, unit_field="unit", accuracy_field="accuracy", max_accuracy=50)
    assert (found.tracks["unit"].tolist(), len(found.rejected)) == (["a"], 90)
    assert found.tracks.crs.to_epsg() == 32635
    assert found.tracks["distance_m"].sum() == pytest.approx(39 * 55.6, rel=0.01)


@pytest.mark.parametrize(("year", "said"), [(1985, "before 1990"), (1998, "before 22 August 1999")])
def test_old_dates_are_a_warning(year, said):
    old = START - (2026 - year) * 31_557_600
    with pytest.warns(UserWarning, match=said):
        prepare_tracks(table(*walk(start=old)), unit_field="unit")


def test_sound_fixes_warn_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepare_tracks(table(*walk()), unit_field="unit")


def test_lengths_that_are_wrong_are_a_warning():
    with pytest.warns(UserWarning, match=r"25 of 65 fixes of the unit tokyo.*too far apart"):
        prepare_tracks(table(*walk(), *walk("tokyo", 139.7, 35.7, fixes=25)), unit_field="unit", crs=32635)


def test_coordinates_that_cannot_be_in_the_crs_are_an_error():
    fixes = table(*walk())
    with pytest.raises(UserError, match=r"fixes lie within 360 of \(0, 0\).*degrees"):
        prepare_tracks(fixes.set_crs(3857, allow_override=True), unit_field="unit")
    with pytest.raises(UserError, match=r"fixes cannot be degrees.*probably metres"):
        prepare_tracks(fixes.to_crs(32635).set_crs(4326, allow_override=True), unit_field="unit")
    places = geopandas.GeoDataFrame(geometry=[shapely.Point(24.95, 60.17)], crs=32635)
    with pytest.raises(UserError, match="places lie within 360"):
        score_gaps(fixes, unit_field="unit", places=places, **HOURS)


def test_a_local_grid_is_only_a_warning():
    grid = "+proj=tmerc +lat_0=60 +lon_0=25 +datum=WGS84 +units=m"
    rows = geopandas.GeoDataFrame(
        {"time": utc_times(START + 60.0 * np.arange(9))}, geometry=shapely.points(np.arange(9.0), 1.0), crs=grid
    )
    with pytest.warns(UserWarning, match="within 360"):
        assert prepare_tracks(rows).tracks["fixes"].tolist() == [9]


def test_longitude_and_latitude_0_are_found_in_a_projected_table():
    both = table(*walk(), *(("n", 0.0, 0.0, t) for _, _, _, t in walk())).to_crs("EPSG:3035")
    with pytest.warns(UserWarning, match="unit n"):
        found = prepare_tracks(both, unit_field="unit")
    assert found.tracks["unit"].tolist() == ["a"]
    assert found.rejected["reason"].tolist() == [NULL_ISLAND] * 40
