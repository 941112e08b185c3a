"""Where the sun's times are taken: the middle of the places, or of the fixes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsProcessingFeatureSource

from ...engine.provenance.record import chain
from ...engine.tracks.tracks import Tracks
from ...layers.crs import WGS84, transform_xy
from ..base import tr
from ..run import Run

SUN_PLACE = "SUN_PLACE"
"""The result in a record: longitude and latitude in degrees, those of the four corners, and the parameter."""
DIGITS = 2
"""Of a position in degrees: 0.01 degrees of longitude are 2.4 s."""
WIDEST = 60.0
"""Degrees of longitude: a wider layer has rows in wrong places, or lies on both sides of the date line."""
MOST = 99.0
"""Percent of the fixes that are in their box, on each side."""


@dataclass(frozen=True)
class SunPlace:
    """longitude, latitude: degrees east and north; corners: (4, 2) longitude and latitude of the box of the places or
    fixes; of: the parameter that it is the middle of."""

    longitude: float
    latitude: float
    corners: np.ndarray
    of: str

    @property
    def text(self) -> str:
        """32.05° N, 118.80° E."""
        north, east = (tr("N"), tr("S")), (tr("E"), tr("W"))
        return (
            f"{abs(self.latitude):.2f}° {north[self.latitude < 0]}, {abs(self.longitude):.2f}° "
            f"{east[self.longitude < 0]}"
        )


def follows_sun(run: Run) -> bool:
    """Whether the watch of the run or the ranges follow the sun."""
    return run.choice("WATCH_BY") != 0 or (run.has("DARK_RANGE") and run.given("DARK_RANGE"))


def recorded_sun_place(run: Run, layers: Sequence[str]) -> SunPlace | None:
    """The place that the scores had on which the layers of these parameters are based, so that what follows from them
    has the same hours; None where no record says it."""
    given = [one.record for name in layers for one in run.inputs.layers.get(name, ())]
    for each in (each for record in given if record is not None for each in chain(record)):
        found = _of_record((each.get("results") or {}).get(SUN_PLACE))
        if found is not None:
            return found
    return None


def _of_record(found) -> SunPlace | None:
    """The place from its values in a record; None where they are none."""
    try:
        (longitude, latitude), corners, name = found
        place = SunPlace(float(longitude), float(latitude), np.array(corners, float).reshape(4, 2), str(name))
    except (TypeError, ValueError):
        return None
    known = np.isfinite([place.longitude, place.latitude]).all() and np.isfinite(place.corners).all()
    return place if known and abs(place.latitude) <= 90 else None


def sun_place(run: Run, layer: str, tracks: Tracks, crs: QgsCoordinateReferenceSystem) -> SunPlace:
    """The middle of PLACES, else of AREA, else of the fixes. layer: the parameter of the fixes; tracks: made of them,
    in `crs`. It is noted for the record."""
    found = _middle(run, layer, tracks, crs)
    run.facts[SUN_PLACE] = [[found.longitude, found.latitude], found.corners.tolist(), found.of]
    return found


def _middle(run: Run, layer: str, tracks: Tracks, crs: QgsCoordinateReferenceSystem) -> SunPlace:
    for name in ("PLACES", "AREA"):
        source = run.source(name) if run.has(name) and run.given(name) else None
        box = None if source is None else _box(run, source)
        if box is not None:
            return _middle_of(*box, name)
    x, y = (np.percentile(values, (100 - MOST, 50, MOST)) for values in (tracks.x, tracks.y))
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    places = (x[[0, 0, 2, 2, 1]], y[[0, 2, 0, 2, 1]])
    lon, lat = transform_xy(*places, crs, wgs84, run.transform_context)
    corners = np.column_stack([lon[:4], lat[:4]])
    return SunPlace(round(float(lon[4]), DIGITS), round(float(lat[4]), DIGITS), corners, layer)


def _middle_of(west: float, south: float, east: float, north: float, name: str) -> SunPlace:
    corners = np.array([(lon, lat) for lon in (west, east) for lat in (south, north)])
    return SunPlace(round((west + east) / 2, DIGITS), round((south + north) / 2, DIGITS), corners, name)


def _box(run: Run, source: QgsProcessingFeatureSource) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a layer in degrees; None where they are not known."""
    extent, crs = source.sourceExtent(), source.sourceCrs()
    if extent.isNull() or not extent.isFinite() or not crs.isValid():
        return None
    to_degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(WGS84), run.transform_context)
    try:
        found = to_degrees.transformBoundingBox(extent)
    except QgsCsException:
        return None
    box = (found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum())
    known = np.isfinite(box).all() and abs(box[1]) <= 90 and abs(box[3]) <= 90 and box[2] - box[0] <= WIDEST
    return box if known else None
