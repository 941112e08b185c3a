"""Tells degrees declared as metres, and metres declared as degrees, by the coordinates of a whole layer."""

from collections.abc import Callable

import numpy as np

from ..language import tr

WORLD = 300.0  # degrees of longitude; a CRS valid over more is not local
NEARLY_ALL = 0.9  # of the positions
SAMPLE = 10_000  # positions
E7 = 1e7  # units in a degree, as many receivers store it
MOST_METRES = 2.5e7  # x or y of a projected CRS: the half-way around the Earth, and some more
MOST_DEGREES = (360.0, 180.0)  # x and y that can be degrees, in whichever order


def are_degrees(x: np.ndarray, y: np.ndarray) -> bool:
    """Whether nearly all coordinates can be degrees. x, y: (n,); those that are not finite, and (0, 0), tell
    nothing."""
    return _nearly_all(x, y, lambda x, y: (np.abs(x) <= MOST_DEGREES[0]) & (np.abs(y) <= MOST_DEGREES[1]))


def are_not_degrees(x: np.ndarray, y: np.ndarray) -> bool:
    """Whether nearly all coordinates cannot be longitude and latitude in degrees."""
    return _nearly_all(x, y, lambda x, y: (np.abs(x) > 360) | (np.abs(y) > 90))


def not_degrees_text(x: np.ndarray, y: np.ndarray, what: str, crs: str, advice: str) -> str:
    """The sentence on coordinates that cannot be degrees. what: the layer; crs: its name; advice: how to set it."""
    x, y = _telling(x, y)
    bounds = tr(
        "x from {west:g} to {east:g}, y from {south:g} to {north:g}",
        west=x.min(),
        east=x.max(),
        south=y.min(),
        north=y.max(),
    )
    if _share((np.abs(x) <= 90) & (np.abs(y) <= 180)) >= NEARLY_ALL:
        return tr(
            "The coordinates of {what} are not longitudes and latitudes ({bounds}), but would be if x and y were "
            "exchanged. Exchange the fields of x and y where the layer is made.",
            what=what,
            bounds=bounds,
        )
    degrees_first = tr("Convert them to degrees first, for instance with the field calculator.")
    if _share(_are_degrees_and_minutes(x, 180) & _are_degrees_and_minutes(y, 90)) >= NEARLY_ALL:
        return tr(
            "The coordinates of {what} cannot be degrees ({bounds}). They are probably degrees and minutes, as "
            "receivers write them (dddmm.mmmm in NMEA 0183). {degrees_first}",
            what=what,
            bounds=bounds,
            degrees_first=degrees_first,
        )
    if _share((np.abs(x) <= 180 * E7) & (np.abs(y) <= 90 * E7)) >= NEARLY_ALL and np.median(np.abs(y)) > MOST_METRES:
        return tr(
            "The coordinates of {what} cannot be degrees ({bounds}). They are probably degrees times 10,000,000. "
            "{degrees_first}",
            what=what,
            bounds=bounds,
            degrees_first=degrees_first,
        )
    return tr(
        "The coordinates of {what} cannot be degrees ({bounds}), but its CRS, {crs}, is in degrees. They are probably "
        "metres of a projected CRS. {advice}",
        what=what,
        bounds=bounds,
        crs=crs,
        advice=advice,
    )


def degrees_text(what: str, crs: str, advice: str) -> str:
    """The sentence on coordinates that look like degrees in a CRS in metres. Arguments as for not_degrees_text."""
    return tr(
        "All coordinates of {what} lie within 360 of (0, 0), but its CRS, {crs}, is in metres. They are probably "
        "degrees. {advice}",
        what=what,
        crs=crs,
        advice=advice,
    )


def _are_degrees_and_minutes(values: np.ndarray, most: float) -> np.ndarray:
    """(n,) whether numbers can be degrees and minutes, such as 6010.25 for 60 degrees 10.25 minutes."""
    degrees, minutes = np.divmod(np.abs(values), 100)
    return (degrees <= most) & (minutes < 60)


def _nearly_all(x: np.ndarray, y: np.ndarray, test: Callable) -> bool:
    """Whether nearly all positions pass a test. Most layers fail it, which a sample shows."""
    step = len(x) // SAMPLE + 1
    for every in (step, 1) if step > 1 else (1,):
        some_x, some_y = _telling(x[::every], y[::every])
        if (len(some_x) or every == 1) and not (len(some_x) and _share(test(some_x, some_y)) >= NEARLY_ALL):
            return False
    return True


def _telling(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    telling = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
    return (x, y) if telling.all() else (x[telling], y[telling])


def _share(which: np.ndarray) -> float:
    return float(np.mean(which))
