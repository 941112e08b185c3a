"""The watch by the sun and the range after dark of the Python interface."""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..score.light import Light
from ..tables import geopandas, pyproj
from ..text import shortened
from ..timing.sun_hours import NAMES, SunHours
from ..timing.sun_report import differs_within, hours_by_sun, unusual_nights
from ..timing.watch import Period, Watch
from ..tracks.tracks import Tracks
from .metric import box_of, transformed
from .moments import seconds_of_day

DIGITS = 2
"""Of a position in degrees."""
WIDEST = 60.0
"""Degrees of longitude."""


@dataclass(frozen=True)
class SunPlace:
    """Where the sun's times are taken. longitude, latitude: degrees east and north; corners: (4, 2) of the box of the
    places or fixes."""

    longitude: float
    latitude: float
    corners: np.ndarray

    @property
    def light(self) -> Light:
        """For `dark_range`."""
        return Light(self.longitude, self.latitude)


def sun_place(tables: Sequence[geopandas.GeoDataFrame | None], crs: pyproj.CRS, tracks: Tracks) -> SunPlace:
    """The middle of the first table that is given, else of the fixes, as in QGIS: also where a table has no position on
    the ground, or seems to be wider than WIDEST, as on both sides of the date line. crs: of the tracks. Raises
    UserError where the fixes have no position on the ground either."""
    degrees = pyproj.CRS(4326)
    for table in tables:
        if table is None:
            continue
        west, south, east, north = box_of(table.total_bounds, table.crs, degrees)
        if 0 <= east - west <= WIDEST and -90 <= south <= north <= 90:
            return _place(
                (west + east) / 2, (south + north) / 2, [(x, y) for x in (west, east) for y in (south, north)]
            )
    x, y = (np.percentile(values, (1, 50, 99)) for values in (tracks.x, tracks.y))
    found = np.column_stack(transformed(x[[0, 0, 2, 2, 1]], y[[0, 2, 0, 2, 1]], crs, degrees))
    if not np.isfinite(found).all():
        raise UserError(tr("The places have no position on the ground, so the times of the sun there are not known."))
    return _place(*found[4], found[:4])


def _place(longitude: float, latitude: float, corners) -> SunPlace:
    return SunPlace(round(float(longitude), DIGITS), round(float(latitude), DIGITS), np.array(corners))


def watch_of(
    watch: tuple | str, weekdays: frozenset[int], timezone: str, offset: float, place: SunPlace | None, tracks: Tracks
) -> Watch:
    """The watch from two times of day, or by the sun from one of NAMES. offset: min. Raises UserError where it is
    neither."""
    if not isinstance(watch, str):
        return Watch(*map(seconds_of_day, watch, ("watch[0]", "watch[1]")), weekdays, timezone)
    if watch not in NAMES:
        raise UserError(
            tr(
                "watch is {watch}. Give two times of day, such as (22:00, 05:00), or one of: {names}.",
                watch=shortened(watch),
                names=tr(", ").join(NAMES),
            )
        )
    return watch_by_sun(NAMES[watch], weekdays, timezone, offset, place, tracks)


def watch_by_sun(
    angle: float, weekdays: frozenset[int], timezone: str, offset: float, place: SunPlace, tracks: Tracks
) -> Watch:
    """The watch while the sun is below an angle in degrees. Others as of `watch_of`."""
    sun = SunHours(place.longitude, place.latitude, angle, float(offset) * 60)
    return Watch.by_sun(sun, weekdays, timezone, float(np.median(tracks.t)))


def report_sun(watch: Watch, period: Period, place: SunPlace | None, depth: int) -> None:
    """Logs the hours of a watch by the sun, with a UserWarning for what is unusual. depth: of the caller of score_gaps,
    counted as by warnings.warn."""
    if watch.sun is None or place is None:
        return
    where = f"{watch.sun.latitude:g}, {watch.sun.longitude:g}"
    logging.getLogger(__name__).info(hours_by_sun(watch, period.t0, period.t1, where))
    notes = [
        *unusual_nights(watch, period.t0, period.t1),
        differs_within(watch, period.t0, period.t1, place.corners),
    ]
    for note in filter(None, notes):
        warnings.warn(note, stacklevel=depth)
