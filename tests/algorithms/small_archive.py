"""A small archive of patrols over several days, and the same fixes as a layer."""

from pathlib import Path

import numpy as np
import pytest

from blindspot.engine.archive.writing import ArchiveWriter
from blindspot.engine.tracks.fixes import Fixes
from small_layers import EASTING, NORTHING, point_layer, utc

ZONE, CRS = "Europe/Vienna", "EPSG:32633"
BEGIN = 1769900000.0  # s since the epoch: late in a night of January


def walks(days: int, seed: int = 1) -> Fixes:
    """Three units for some days, day and night, with silences and outliers."""
    rng = np.random.default_rng(seed)
    columns = []
    for unit in range(3):
        t = np.round(BEGIN + np.cumsum(rng.uniform(20, 100, days * 1440)))
        t = t[(t < BEGIN + days * 86400) & (rng.random(len(t)) > 0.01)]
        way = rng.normal(0, 40, (2, len(t))).cumsum(axis=1)
        x, y = np.abs(way[0] % 2000 - 1000) + EASTING, np.abs(way[1] % 1000 - 500) + NORTHING
        astray = rng.random(len(t)) < 0.002
        x[astray] += 40_000
        silent = (t % 20_000 < 2_000) & (unit == 1)
        columns.append(np.stack([x, y, t, np.full(len(t), unit)])[:, ~silent])
    x, y, t, unit = np.concatenate(columns, axis=1)
    return Fixes(x, y, t, unit.astype(int), np.arange(len(t)), ("a", "b", "c"))


def as_layer(fixes: Fixes):
    """The fixes as a layer with time and unit, in the CRS of the archive."""
    rows = [
        ((x, y), utc(t), fixes.unit_names[unit])
        for x, y, t, unit in zip(*(column.tolist() for column in (fixes.x, fixes.y, fixes.t, fixes.unit)), strict=True)
    ]
    return point_layer(rows)


def add_to_archive(path: Path, fixes: Fixes) -> str:
    """Adds the fixes to an archive; returns its path."""
    pytest.importorskip("pyarrow")
    with ArchiveWriter(str(path), CRS, ZONE) as writer:
        writer.add(fixes)
        writer.commit()
    return str(path)
