"""The watch by the sun and the range after dark of the Python interface."""

import logging
import warnings
from collections.abc import Sequence

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
from .metric import transformed
from .moments import seconds_of_day


def watch_of(
    watch: tuple | str, weekdays: frozenset[int], timezone: str, offset: float, corners: np.ndarray, tracks: Tracks
) -> Watch:
    """The watch from two times of day, or by the sun from one of NAMES. offset: min; corners: see `corners_of`. Raises
    UserError where it is neither."""
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
    return watch_by_sun(NAMES[watch], weekdays, timezone, offset, corners, tracks)


def watch_by_sun(
    angle: float, weekdays: frozenset[int], timezone: str, offset: float, corners: np.ndarray, tracks: Tracks
) -> Watch:
    """The watch while the sun is below an angle in degrees. Others as of `watch_of`."""
    longitude, latitude = np.round(corners.mean(axis=0), 2).tolist()
    sun = SunHours(longitude, latitude, angle, float(offset) * 60)
    return Watch.by_sun(sun, weekdays, timezone, float(np.median(tracks.t)))


def corners_of(tables: Sequence[geopandas.GeoDataFrame | None], crs: pyproj.CRS, tracks: Tracks) -> np.ndarray:
    """(4, 2) longitudes and latitudes of the corners of the box of the first table that is given, else of nearly all
    fixes. crs: of the tracks. Raises UserError where they have no position on the ground."""
    table = next((each for each in tables if each is not None), None)
    if table is None:
        (west, east), (south, north) = (np.percentile(values, (1, 99)) for values in (tracks.x, tracks.y))
    else:
        crs = table.crs
        west, south, east, north = table.total_bounds
    found = np.column_stack(
        transformed(np.array([west, west, east, east]), np.array([south, north, south, north]), crs, pyproj.CRS(4326))
    )
    if not np.isfinite(found).all():
        raise UserError(tr("The places have no position on the ground, so the times of the sun there are not known."))
    return found


def light_at(corners: np.ndarray) -> Light:
    """Where the sun's times are taken for `dark_range`."""
    return Light(*np.round(corners.mean(axis=0), 2).tolist())


def report_sun(watch: Watch, period: Period, corners: np.ndarray, depth: int) -> None:
    """Logs the hours of a watch by the sun, with a UserWarning for what is unusual. depth: of the caller of score_gaps,
    counted as by warnings.warn."""
    if watch.sun is None:
        return
    where = f"{watch.sun.latitude:g}, {watch.sun.longitude:g}"
    logging.getLogger(__name__).info(hours_by_sun(watch, period.t0, period.t1, where))
    notes = [
        *unusual_nights(watch, period.t0, period.t1),
        differs_within(watch, period.t0, period.t1, corners),
    ]
    for note in filter(None, notes):
        warnings.warn(note, stacklevel=depth)
