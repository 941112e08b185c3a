"""Whether a file holds what it must: its waypoints against those of the mission it was written for."""

from dataclasses import dataclass

import numpy as np

from ..crs.geodesic import inverse
from ..language import tr
from .mission import Fault, Mission

POSITION = 1e-7
"""degrees"""
HEIGHT = 0.01
"""m, also for distances between photographs"""
SPEED = 0.01
"""m/s"""
HOVER = 0.01
"""s"""
FAR = 100_000.0
"""m from the first waypoint, or the launch site, at which a waypoint cannot be meant."""
MOST_FAULTS = 20
"""of one kind, in one file"""


@dataclass(frozen=True)
class Held:
    """The w waypoints that a file holds, or should hold. Columns that the format doesn't have are None."""

    lon: np.ndarray
    lat: np.ndarray
    """(w,) degrees"""
    height: np.ndarray | None = None
    """(w,) m, from whatever the format measures it"""
    speed: np.ndarray | None = None
    """(w,) m/s"""
    hover: np.ndarray | None = None
    """(w,) s"""
    interval: np.ndarray | None = None
    """(w,) m between photographs on the leg to the next waypoint; NaN: none are taken"""


def differences(found: Held, wanted: Held, mission: Mission, height_name: str) -> list[Fault]:
    """The faults of a file whose waypoints aren't those that it should hold. height_name: what its heights are, as
    "height above the take-off point"."""
    if len(found.lon) != len(wanted.lon):
        return [
            Fault(
                "",
                tr(
                    "The file has {found:,} waypoints, the mission {wanted:,}.",
                    found=len(found.lon),
                    wanted=len(wanted.lon),
                ),
            )
        ]
    return (
        _positions(found, wanted)
        + _heights(found, wanted, mission, height_name)
        + _column(found.speed, wanted.speed, SPEED, tr("speed"), "m/s")
        + _column(found.hover, wanted.hover, HOVER, tr("time to hover"), "s")
        + _column(found.interval, wanted.interval, HEIGHT, tr("distance between photographs"), "m")
    )


def places(lon: np.ndarray, lat: np.ndarray, mission: Mission | None) -> list[Fault]:
    """The faults of positions that no flight can have: outside of the earth, or too far apart. Longitude and latitude
    that were swapped are often found by that."""
    outside = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))
    if outside.any():
        return listed(
            outside,
            lambda row: tr(
                "Latitude {lat}, longitude {lon} is no position on earth. Are they swapped?",
                lat=f"{lat[row]:.7f}",
                lon=f"{lon[row]:.7f}",
            ),
        )
    if not len(lon):
        return []
    lon0, lat0 = (mission.home[0], mission.home[1]) if mission is not None else (lon[0], lat[0])
    away = inverse(np.full(len(lon), lon0), np.full(len(lat), lat0), lon, lat)[1]
    near = tr("the launch site") if mission is not None else tr("the first waypoint")
    return listed(
        ~(away <= FAR),
        lambda row: tr(
            "It is {away:,.0f} km from {place}: no flight goes that far. Are latitude and longitude swapped?",
            away=away[row] / 1000,
            place=near,
        ),
    )


def listed(wrong: np.ndarray, sentence) -> list[Fault]:
    """A fault for each waypoint that is marked, the first ones alone where there are many. sentence: row -> text."""
    rows = np.flatnonzero(wrong)
    faults = [Fault(waypoint(row), sentence(row)) for row in rows[:MOST_FAULTS]]
    if len(rows) > MOST_FAULTS:
        faults.append(Fault("", tr("{count:,} more waypoints have the same fault.", count=len(rows) - MOST_FAULTS)))
    return faults


def waypoint(row: int) -> str:
    """Where a fault is: waypoints count from 1."""
    return tr("waypoint {number:,}", number=int(row) + 1)


def _positions(found: Held, wanted: Held) -> list[Fault]:
    off = np.maximum(np.abs(found.lon - wanted.lon), np.abs(found.lat - wanted.lat))
    wrong = ~(off <= POSITION)
    if not wrong.any():
        return []
    swapped = np.maximum(np.abs(found.lon - wanted.lat), np.abs(found.lat - wanted.lon)) <= POSITION
    if swapped[wrong].all():
        return [Fault("", tr("Latitude and longitude are swapped."))]
    if _same(np.sort(found.lon), np.sort(wanted.lon)) and _same(np.sort(found.lat), np.sort(wanted.lat)):
        return [Fault("", tr("The waypoints are in another order than in the mission."))]
    return listed(
        wrong,
        lambda row: tr(
            "It is at latitude {lat}, longitude {lon}; the mission has latitude {lat2}, longitude {lon2}.",
            **{"lat": f"{found.lat[row]:.7f}", "lon": f"{found.lon[row]:.7f}"},
            **{"lat2": f"{wanted.lat[row]:.7f}", "lon2": f"{wanted.lon[row]:.7f}"},
        ),
    )


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    return bool((np.abs(one - other) <= POSITION).all())


def _heights(found: Held, wanted: Held, mission: Mission, name: str) -> list[Fault]:
    if found.height is None or wanted.height is None:
        return []
    wrong = _unlike(found.height, wanted.height, HEIGHT)
    if not wrong.any():
        return []
    base = mission.home[2]
    if np.isfinite(base) and abs(base) > 1 and not _unlike(found.height, wanted.height + base, 1.0).any():
        return [
            Fault(
                "",
                tr("The heights are above sea level, but the file says that they are the {name}.", name=name),
            )
        ]
    return listed(
        wrong,
        lambda row: tr(
            "Its {name} is {found:.2f} m; the mission has {wanted:.2f} m.",
            name=name,
            found=found.height[row],
            wanted=wanted.height[row],
        ),
    )


def _column(found: np.ndarray | None, wanted: np.ndarray | None, tolerance: float, name: str, unit: str) -> list[Fault]:
    if found is None or wanted is None:
        return []
    return listed(
        _unlike(found, wanted, tolerance),
        lambda row: tr(
            "Its {name} is {found}; the mission has {wanted}.",
            name=name,
            found=_said(found[row], unit),
            wanted=_said(wanted[row], unit),
        ),
    )


def _said(value: float, unit: str) -> str:
    return tr("none") if np.isnan(value) else f"{value:.2f} {unit}"


def _unlike(found: np.ndarray, wanted: np.ndarray, tolerance: float) -> np.ndarray:
    """(w,) whether two columns differ; NaN is alike to NaN alone."""
    return ~((np.abs(found - wanted) <= tolerance) | (np.isnan(found) & np.isnan(wanted)))
