"""Checks whether drones stay away from privacy areas: no stops there, no low flight, and no more time than allowed."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..geometry import buffer, intersection
from ..language import tr
from ..zones.privacy import PrivacyAreas
from ..zones.zones import Zones
from .violation import FIGURE_TOLERANCE, ROUNDING, LaunchSites, Terrain, Violation, seq_at, sortie_violation
from .zone_times import part_in_force, pieces_of

SLACK = 0.1
"""s by which the time over the areas may exceed the budget, for rounding in files."""


def privacy_violations(
    plan: FlightPlan, privacy: PrivacyAreas, sites: LaunchSites, terrain: Terrain | None = None
) -> list[Violation]:
    """Stops over privacy areas, sorties that cross them lower than allowed, and too much time over them in all.

    sites: from one that lies in an area, a drone may climb and leave by the shortest way (PrivacyAreas.over).
    """
    if not len(privacy) or not len(plan.routes):
        return []
    kept, over = (buffer(area, -ROUNDING) for area in (privacy.union, privacy.over(sites.place)))
    shapely.prepare(kept)
    return [
        *_stops(plan, privacy, kept),
        *_too_low(plan, privacy, over, terrain),
        *_too_long(plan, privacy, over),
    ]


def seconds_over(line: np.ndarray, area: shapely.Geometry) -> float:
    """s for which a sortie is over an area. line: (m, 4) x, y, z in m and time in s; along a leg the speed is
    constant."""
    total = 0.0
    for start, end in pairwise(line):
        leg = shapely.LineString([start[:2], end[:2]])
        if leg.length > 0:
            total += float(end[3] - start[3]) * intersection(leg, area).length / leg.length
        elif shapely.intersects_xy(area, *start[:2]):
            total += float(end[3] - start[3])
    return total


def _stops(plan: FlightPlan, privacy: PrivacyAreas, kept: shapely.Geometry) -> list[Violation]:
    """Waypoints at which, or on the legs to which, something is served or waited for over an area: one violation for
    each sortie and area."""
    points, found = plan.waypoints, []
    for route in range(len(plan.routes)):
        own, before = points.of(plan.routes.drone[route], plan.routes.sortie[route]), None
        told: set[int] = set()
        for row in own:
            place, action = points.vertex[row, :2], points.action[row]
            waits = points.departure[row] - points.arrival[row] > ROUNDING and action not in ("takeoff", "land")
            shape = shapely.Point(place) if waits or action == "hover" else None
            if action.startswith(("follow", "sweep")):
                starts = before is None or action.endswith("_start")
                shape = shapely.Point(place) if starts else shapely.LineString([points.vertex[before, :2], place])
            before = row
            if shape is None or not shapely.intersects(kept, shape):
                continue
            area = int(shapely.distance(privacy.area, intersection(kept, shape)).argmin())
            if area not in told:
                told.add(area)
                message = tr("it hovers over, follows or sweeps {place}.", place=_called(privacy, area))
                seq = int(points.seq[row])
                found.append(sortie_violation(plan, route, "privacy service", shape, message, seq=seq))
    return found


def _too_low(
    plan: FlightPlan, privacy: PrivacyAreas, over: shapely.Geometry, terrain: Terrain | None
) -> list[Violation]:
    """Sorties that cross areas lower than allowed: one violation for each sortie and area."""
    least = np.inf if privacy.height is None else privacy.height
    low = replace(Zones.always([over]), upper=np.array([least - ROUNDING]))
    found = []
    for route, line in enumerate(plan.routes.line):
        if not shapely.intersects(over, shapely.linestrings(line[:, :2])):
            continue
        pieces = pieces_of(line, terrain)
        part = part_in_force(pieces, low, 0, dated=False)
        some = shapely.intersects(part.line, over)
        inside, moments = intersection(part.line[some], over), part.moment[some]
        of = [int(shapely.distance(privacy.area, shape).argmin()) for shape in inside]
        for area in sorted(set(of)):
            own = np.array(of) == area
            path, seq = shapely.union_all(inside[own]), seq_at(plan, route, float(moments[own][0]))
            if privacy.height is None:
                message, value = tr("it crosses {place}.", place=_called(privacy, area)), np.nan
            else:
                value = _lowest(pieces, path)
                message = tr(
                    "it crosses {place} at {value:.1f} m above the ground, lower than {least:g} m.",
                    place=_called(privacy, area),
                    value=value,
                    least=least,
                )
            limit = np.nan if privacy.height is None else least
            found.append(sortie_violation(plan, route, "privacy height", path, message, value, limit, seq))
    return found


def _lowest(pieces, path: shapely.Geometry) -> float:
    """The least height above the ground, m, of the pieces that touch a path."""
    lines = shapely.linestrings(pieces.place)
    near = shapely.dwithin(lines, path, ROUNDING)
    return float(np.nanmin(pieces.above_ground[near])) if near.any() else np.nan


def _too_long(plan: FlightPlan, privacy: PrivacyAreas, over: shapely.Geometry) -> list[Violation]:
    """The time of all sorties over the areas, where it is more than the budget."""
    if not np.isfinite(privacy.budget):
        return []
    total = sum(seconds_over(line, over) for line in plan.routes.line)
    if total <= privacy.budget * (1 + FIGURE_TOLERANCE) + SLACK:
        return []
    paths = [intersection(shapely.LineString(line[:, :2]), over) for line in plan.routes.line]
    message = tr(
        "Drones are over privacy places for {minutes:.1f} min in all, but PRIVACY_BUDGET is {budget:g} min.",
        minutes=total / 60,
        budget=privacy.budget / 60,
    )
    where = shapely.union_all(paths)
    return [Violation("privacy budget", 0, 0, 0, where, total, privacy.budget, message)]


def _called(privacy: PrivacyAreas, area: int) -> str:
    name = None if privacy.name is None else privacy.name[area]
    return tr("the privacy place {name}", name=name) if name else tr("a privacy place")
