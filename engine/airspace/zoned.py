"""The airspace around those no-fly zones that are in the way, by their heights and by their times.

Flights are planned in the plane: a zone is planned around, at all times of the plan, or not at all. It is not in the
way if it lies above or below all flights, or if it is not in force while a sortie that would meet it is in the air.
"""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..drones.aircraft import Elevation
from ..language import tr
from ..text import counted, listed, shortened
from ..zones.zones import AGL, Zones
from .airspace import Airspace, airspace_around
from .zoning import Zoning

HEIGHT_MARGIN = 5.0
"""m in height between a flight and a zone above or below it: about what drones err by."""
MAX_SAMPLES = 250_000
"""Samples of the ground in one zone."""
NAMED = 5
"""Zones that a sentence names."""
LONGEST = 40
"""Characters of a name in a sentence."""


@dataclass(frozen=True)
class FlightHeights:
    """Between which heights above the ground drones fly, m, and the ground. ground: None where it is not known;
    spacing: m between its nodes; bounds: (x, y, x, y) around all that is flown to, where it is known."""

    lowest: float
    highest: float
    ground: Elevation | None = None
    spacing: float = 30.0
    bounds: tuple[float, float, float, float] | None = None

    @property
    def text(self) -> str:
        """The heights in m as text."""
        if self.lowest == self.highest:
            return f"{self.lowest:g}"
        return tr("{lowest:g} to {highest:g}", lowest=self.lowest, highest=self.highest)


@dataclass(frozen=True)
class ByHeight:
    """Which of n zones are in the way by their heights. here: those that lie where drones may fly, or near it;
    unknown: those of them that are in the way only because their limits cannot be compared with heights of flights."""

    near: np.ndarray
    here: np.ndarray
    unknown: np.ndarray
    heights: FlightHeights

    def notes(self, zones: Zones) -> tuple[list[str], list[str]]:
        """Sentences for the log, and warnings."""
        said, doubts = [], []
        if len(away := np.flatnonzero(self.here & ~self.near)):
            said.append(
                tr(
                    "{zones} not in the way by height ({names}): drones fly {heights} m above the ground, and keep "
                    "{margin:g} m in height from zones above and below them.",
                    zones=counted(len(away), "no-fly zone is", "no-fly zones are"),
                    names=zone_names(zones, away),
                    heights=self.heights.text,
                    margin=HEIGHT_MARGIN,
                )
            )
        if len(some := np.flatnonzero(self.unknown)):
            why = tr("the height of the ground is not known there")
            if self.heights.ground is None:
                why = tr("choose TERRAIN, which gives the height of the ground")
            doubts.append(
                tr(
                    "{zones} as in the way at all heights ({names}), because limits above sea level or the ellipsoid "
                    "cannot be compared with the flights: {why}.",
                    zones=counted(len(some), "no-fly zone counts", "no-fly zones count"),
                    names=zone_names(zones, some),
                    why=why,
                )
            )
        return said, doubts


def zone_names(zones: Zones, which: np.ndarray) -> str:
    """The first few zones as text. which: indices."""
    labels = [zones.name[row] or tr("zone {number}", number=row + 1) for row in which.tolist()]
    return listed([shortened(label, LONGEST) for label in labels], NAMED)


def by_height(zones: Zones, heights: FlightHeights, sites: np.ndarray, distance: float) -> ByHeight:
    """Which zones are in the way of drones between these heights. A zone below them is, if a launch site (s, 2) is
    nearer to it than `distance` m, because drones climb through its heights there. In doubt a zone is in the way."""
    near, here, unknown = np.ones(len(zones), bool), np.ones(len(zones), bool), np.zeros(len(zones), bool)
    if heights.bounds is not None:
        here = shapely.intersects(shapely.box(*heights.bounds), zones.polygon)
    limited = np.flatnonzero(~(np.isneginf(zones.lower) & np.isposinf(zones.upper)))
    lower, upper = zones.bounds()
    places = shapely.points(sites)
    for row in limited.tolist():
        low_ground, high_ground = 0.0, 0.0
        from_sea = (np.isfinite(lower[row]) and zones.lower_ref[row] != AGL) or (
            np.isfinite(upper[row]) and zones.upper_ref[row] != AGL
        )
        if from_sea:
            low_ground, high_ground = ground_range(zones.polygon[row], heights, distance)
        above = heights.highest + HEIGHT_MARGIN + (0.0 if zones.lower_ref[row] == AGL else high_ground)
        below = heights.lowest - HEIGHT_MARGIN + (0.0 if zones.upper_ref[row] == AGL else low_ground)
        over = bool(lower[row] >= above)  # with NaN, where the ground is not known, neither is true
        with np.errstate(invalid="ignore"):
            under = bool(upper[row] <= below) and not shapely.dwithin(places, zones.polygon[row], distance).any()
        near[row] = not (over or under)
        unknown[row] = near[row] and here[row] and from_sea and np.isnan(low_ground)
    return ByHeight(near, here, unknown, heights)


def ground_range(polygon, heights: FlightHeights, distance: float) -> tuple[float, float]:
    """The least and the greatest height of the ground, m above sea level, within `distance` of a polygon; NaN where it
    is not known. Sampled at half of the spacing, each sample with its steps to its neighbours in addition, so that no
    node between samples lies outside of the range."""
    unknown = np.nan, np.nan
    if heights.ground is None or heights.bounds is None:
        return unknown
    grown = shapely.buffer(polygon, distance + heights.spacing)
    low, high = np.array(heights.bounds).reshape(2, 2)
    west, south = np.maximum(shapely.bounds(grown)[:2], low)
    east, north = np.minimum(shapely.bounds(grown)[2:], high)
    if not (west <= east and south <= north):
        return unknown
    step = max(heights.spacing / 2, np.sqrt((east - west) * (north - south) / MAX_SAMPLES))
    x, y = (np.arange(low, high + step, step) for low, high in ((west, east), (south, north)))
    across, up = np.meshgrid(x, y)
    ground = heights.ground(across.ravel(), up.ravel()).reshape(across.shape)
    inside = shapely.contains_xy(grown, across.ravel(), up.ravel()).reshape(across.shape) & np.isfinite(ground)
    if not inside.any():
        return unknown
    change = sum(_steps(ground, axis) for axis in (0, 1))
    return float((ground - change)[inside].min()), float((ground + change)[inside].max())


def _steps(ground: np.ndarray, axis: int) -> np.ndarray:
    """The greater of the steps from each sample to its two neighbours along an axis; 0 where they are not known."""
    steps = np.nan_to_num(np.abs(np.diff(ground, axis=axis)))
    none = np.zeros_like(np.take(ground, [0], axis=axis))
    return np.maximum(np.concatenate((none, steps), axis=axis), np.concatenate((steps, none), axis=axis))


def zoned_airspace(
    zones: Zones,
    found: ByHeight,
    buffer: float = 0.0,
    clearance: float = 0.0,
    sites: np.ndarray | None = None,
) -> Airspace:
    """The airspace outside of those zones that are always in force. `Airspace.around` adds others.

    found: which zones are in the way by their heights; the others as for airspace_around.
    """
    there = ~(shapely.is_missing(zones.polygon) | shapely.is_empty(zones.polygon))
    zones, near = zones.take(there), found.near[there]
    if len(zones):
        zones = replace(zones, polygon=shapely.make_valid(zones.polygon))
    zoning = Zoning(zones, near, near, found.here[there], sites)
    around = near & ~zoning.timed
    made = airspace_around(zones.polygon[around], buffer, clearance, sites)
    return replace(made, zoning=replace(zoning, around=around))


def time_notes(airspace: Airspace) -> list[str]:
    """Sentences for the log on the zones with times: which a plan was made around, and which it was not, because no
    sortie comes near them while they are in force."""
    zoning = airspace.zoning
    timed, notes = zoning.timed & zoning.near & zoning.here, []
    if len(some := np.flatnonzero(timed & zoning.around)):
        notes.append(
            tr(
                "The plan goes around {zones} with times of validity ({names}), at all of its times.",
                zones=counted(len(some), "no-fly zone", "no-fly zones"),
                names=zone_names(zoning.zones, some),
            )
        )
    if len(some := np.flatnonzero(timed & ~zoning.around)):
        notes.append(
            tr(
                "{zones} not in the way by time ({names}): no sortie that is in the air at times in force comes near.",
                zones=counted(len(some), "no-fly zone is", "no-fly zones are"),
                names=zone_names(zoning.zones, some),
            )
        )
    return notes


def named_zones_at(airspace: Airspace, places: np.ndarray) -> tuple[str, bool]:
    """The zones that are planned around and lie at any of (n, 2) places, by their names, empty where none has a name or
    times; and whether any of them is not always in force."""
    if airspace.zoning is None:
        return "", False
    zones, rows = airspace.zoning.zones, np.flatnonzero(airspace.zoning.around)
    distance = max(airspace.buffer, airspace.clearance)
    with np.errstate(invalid="ignore"):
        near = shapely.dwithin(zones.polygon[rows, None], shapely.points(places), distance).any(axis=1)
    rows = rows[near]
    timed = bool(airspace.zoning.timed[rows].any())
    named = timed or any(zones.name[row] for row in rows.tolist())
    return zone_names(zones, rows) if named else "", timed
