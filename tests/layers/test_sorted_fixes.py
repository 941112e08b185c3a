"""Fixes sorted in place and without their coordinates in the layer's CRS: the same tracks and rejected rows."""

from dataclasses import fields

import numpy as np
import pytest
from qgis.core import QgsCoordinateTransformContext

from blindspot.engine.progress import quiet
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import in_crs_of_kept, read_fixes
from small_layers import START, point_layer, saved, source_of, utc

NAMES = FixFields(time="time", unit="unit")
CONTEXT = QgsCoordinateTransformContext()
PLACES = {
    "degrees in one zone": ("EPSG:4326", (15.0, 50.0), (1e-4, 1e-4)),
    "degrees in several zones": ("EPSG:4326", (15.0, 50.0), (8e-2, 1e-4)),
    "metres": ("EPSG:32633", (500_000.0, 5_500_000.0), (10.0, 10.0)),
    "feet": ("EPSG:2263", (980_000.0, 200_000.0), (30.0, 30.0)),
}


def layer_of(place: str, tmp_path, seed: int):
    """Three units in the order of time or none, with outliers, repeats, (0, 0), no time, and no position."""
    crs, (x0, y0), (dx, dy) = PLACES[place]
    rng = np.random.default_rng(seed)
    rows = []
    for i in rng.permutation(150).tolist():
        step, unit = divmod(i, 3)
        rows.append(((x0 + dx * step, y0 + dy * rng.integers(3)), utc(START + 600 * step), "abc"[unit]))
    for i in rng.permutation(150)[:20].tolist():
        (x, y), time, unit = rows[i]
        rows.append(
            [
                ((x, y), time, unit),
                ((x + 3000 * dx, y), time, unit),
                ((0.0, 0.0), time, unit),
                ((x, y), None, unit),
                (None, time, unit),
            ][i % 5]
        )
    return saved(point_layer(rows, crs=crs), tmp_path / f"{seed}.gpkg")


def read(layer, **how):
    return read_fixes(source_of(layer), LayerFile.of(layer, False), NAMES, None, CONTEXT, quiet, **how)


def outcome(found):
    """CRS, tracks and the rows rejected with their reasons, after the second choice of a CRS."""
    tracks, rejected = tracks_from_fixes(found.fixes, TrackRules())
    again = in_crs_of_kept(found, rejected, CONTEXT, quiet)
    if again is not None:
        found = again
        tracks, rejected = tracks_from_fixes(found.fixes, TrackRules())
    reasons = dict(zip(found.fixes.row[rejected.index].tolist(), rejected.reason.tolist(), strict=True))
    assert len(reasons) + len(tracks.t) == found.rows
    return found, tracks, reasons


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("keep_source", [True, False])
def test_tracks_and_rejections_are_the_same(tmp_path, place, seed, keep_source):
    layer = layer_of(place, tmp_path, seed)
    plain, expected, reasons = outcome(read(layer))
    found, tracks, now = outcome(read(layer, sort=True, keep_source=keep_source))
    assert len(set(reasons.values())) >= 4
    assert now == reasons
    assert found.crs == plain.crs
    for column in fields(expected):
        if column.name not in ("outages", "unit_names"):
            np.testing.assert_array_equal(getattr(tracks, column.name), getattr(expected, column.name), column.name)
    kept = bool(len(found.source_x))
    assert kept == (keep_source or place != "degrees in one zone")
    if kept:
        order = np.argsort(found.fixes.row)
        np.testing.assert_array_equal(found.source_x[order], plain.source_x)
        np.testing.assert_array_equal(found.source_y[order], plain.source_y)


def test_sound_fixes_are_not_copied_for_tracks(tmp_path):
    rng = np.random.default_rng(1)
    rows = [
        ((15 + 1e-4 * (i // 2), 50.0), utc(START + 30 * (i // 2)), "ab"[i % 2]) for i in rng.permutation(100).tolist()
    ]
    found = read(saved(point_layer(rows, crs="EPSG:4326"), tmp_path / "walks.gpkg"), sort=True, keep_source=False)
    tracks, rejected = tracks_from_fixes(found.fixes, TrackRules())
    assert not len(rejected)
    assert np.shares_memory(tracks.x, found.fixes.x)
    assert found.fixes.row.dtype == np.int32
