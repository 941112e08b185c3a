"""Errors of lengths in a projection, against pyproj's scale factors; coordinates in the wrong units."""

import numpy as np
import pytest

from blindspot.engine.crs.coordinate_units import are_degrees, are_not_degrees, not_degrees_text
from blindspot.engine.crs.length_errors import cells_of, errors_where, length_errors, length_errors_text, samples_of
from blindspot.engine.tables import pyproj

AROUND_NEW_YORK = "+proj=aeqd +lat_0=40.7 +lon_0=-74 +datum=WGS84 +units=m"


def errors_at(crs, lon, lat):
    crs = pyproj.CRS.from_user_input(crs)
    x, y = pyproj.Transformer.from_crs(4326, crs, always_xy=True).transform(np.asarray(lon), np.asarray(lat))
    return errors_where(x, y, pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform)


@pytest.mark.parametrize("crs", ["EPSG:32635", "EPSG:3035", "EPSG:3395", AROUND_NEW_YORK, "EPSG:3413"])
@pytest.mark.parametrize("at", [(24.9, 60.2), (-74.1, 40.6), (12.0, 45.0)])
def test_errors_are_those_of_tissots_ellipse(crs, at):
    factors = pyproj.Proj(pyproj.CRS.from_user_input(crs)).get_factors(*at)
    axes = np.array([factors.tissot_semimajor, factors.tissot_semiminor]) - 1
    expected = axes[np.argmax(np.abs(axes))]
    assert errors_at(crs, [at[0]], [at[1]]).error[0] == pytest.approx(expected, abs=2e-4, rel=1e-3)


def test_each_far_place_is_named_once_with_its_units():
    lon = np.r_[np.full(30, -74.0), 139.7 + np.arange(25) * 1e-3, 18.4 + np.arange(9) * 1e-3]
    lat = np.r_[np.full(30, 40.7), np.full(25, 35.7), np.full(9, -33.9)]
    errors = errors_at(AROUND_NEW_YORK, lon, lat)
    assert np.flatnonzero(errors.wrong).tolist() == list(range(30, 64))
    text = length_errors_text(errors, "fixes", ["cape", "tokyo"])
    assert "34 of 64 fixes of the units cape, tokyo" in text
    assert "latitude 35.7, longitude 139.7" in text
    assert "latitude -33.9, longitude 18.4" in text
    assert "too long" in text


@pytest.mark.parametrize(("east", "noted"), [(34.2, False), (36.0, True), (37.5, True)])
def test_one_per_cent_any_wrong(east, noted):
    """Along the equator in the UTM zone of 27 degrees east: 0.75 %, 1.2 % and 1.7 %."""
    errors = errors_at("EPSG:32635", [east] * 9, np.arange(9) / 1000)
    assert errors.any_wrong == noted
    assert errors.wrong.tolist() == [noted] * 9 if noted else not len(errors.places())


def test_lengths_across_the_antimeridian_are_true():
    assert not errors_at("EPSG:32760", [179.9996, 179.99999], [-17.0, -17.0]).any_wrong  # samples reach 100 m east


def test_the_middles_of_cells_do_not_hide_what_is_wrong_at_their_edges():
    to_degrees = pyproj.Transformer.from_crs(32635, 4326, always_xy=True).transform
    x = np.repeat([1_247_000.0, 1_442_000.0], 5)  # 0.65 % and 1.05 %; the middle of the second cell has 0.95 %
    errors = errors_where(x, np.zeros(10), to_degrees)
    assert errors.wrong.tolist() == [False] * 5 + [True] * 5


def test_places_near_each_other_are_named_once():
    errors = errors_at(AROUND_NEW_YORK, [139.7, 141.2, 143.0, 18.4], [35.7, 36.5, 37.0, -33.9])
    assert sorted(round(errors.lon[i]) for i in errors.places())[0] == 18
    assert len(errors.places()) == 2


def test_sound_data_say_how_true_lengths_are():
    errors = errors_at("EPSG:32635", [24.9, 25.0], [60.1, 60.2])
    assert not errors.any_wrong
    assert length_errors_text(errors, "fixes", []) == "Lengths are true within 0.025 % wherever there are fixes."


def test_every_position_has_its_sample():
    rng = np.random.default_rng(0)
    for spread in (1e3, 1e6, 1e9):
        x, y = rng.uniform(-spread, spread, (2, 500))
        samples = samples_of(x, y)
        assert samples.count.sum() == 500
        assert np.bincount(samples.of, minlength=len(samples.count)).tolist() == samples.count.tolist()
        assert np.hypot(samples.x[samples.of] - x, samples.y[samples.of] - y).max() < 1.5e5
        cells = cells_of(x, y)
        assert cells.count.sum() == 500
        away = np.hypot(cells.x - x[:, None], cells.y - y[:, None]).min(axis=1)
        assert away.max() < 1.5e5


def test_where_the_projection_has_no_place_lengths_are_wrong_without_bound():
    samples = samples_of(np.zeros(1), np.zeros(1))
    nowhere = np.full(3, np.inf)
    with np.errstate(invalid="ignore"):
        errors = length_errors(samples, nowhere, nowhere)
    assert errors.worst == np.inf
    assert "more than 10 times too long" in length_errors_text(errors, "fixes", [])


def test_units_of_coordinates():
    degrees = np.array([24.9, 24.95, 0.0, np.nan]), np.array([60.1, 60.2, 0.0, 60.0])
    metres = np.array([5e5, 5.1e5, 0.0]), np.array([6.7e6, 6.7e6, 0.0])
    assert are_degrees(*degrees)
    assert not are_degrees(*metres)
    assert not are_not_degrees(*degrees)
    assert are_not_degrees(*metres)
    assert not are_degrees(np.zeros(3), np.zeros(3))
    assert not are_not_degrees(np.full(3, np.nan), np.zeros(3))
    one_of_twenty = np.r_[np.full(19, 5e5), 24.9], np.r_[np.full(19, 6.7e6), 60.0]
    assert are_not_degrees(*one_of_twenty)
    assert not are_degrees(*one_of_twenty)
    half = np.r_[np.full(10, 5e5), np.full(10, 24.9)], np.r_[np.full(10, 6.7e6), np.full(10, 60.0)]
    assert not are_degrees(*half)
    assert not are_not_degrees(*half)
    minutes_of_76 = np.array([2476.4, 2477.0]), np.array([6010.2, 6085.6])
    assert "probably metres" in not_degrees_text(*minutes_of_76, "fixes", "EPSG:4326", "")
    exchanged = np.array([35.7, 35.8]), np.array([139.7, 139.8])
    assert are_not_degrees(*exchanged)
    assert "x and y were exchanged" in not_degrees_text(*exchanged, "fixes", "EPSG:4326", "")
    assert "probably metres" in not_degrees_text(*metres, "fixes", "EPSG:4326", "Set it.")
    nmea = np.array([2456.4, 2457.01]), np.array([6010.2, 6011.59])
    assert "degrees and minutes" in not_degrees_text(*nmea, "fixes", "EPSG:4326", "")
    assert "times 10,000,000" in not_degrees_text(degrees[0][:2] * 1e7, degrees[1][:2] * 1e7, "fixes", "EPSG:4326", "")
