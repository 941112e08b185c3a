"""The check of a plan as its layers hold it now, before it is flown: after edits, and against rules that may differ
from those it was planned with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import ABOVE_SEA, ABOVE_SITE, FlightPlan, Promise
from ..language import tr
from ..zones.privacy import NO_PRIVACY, PrivacyAreas
from ..zones.zones import Zones
from .airspace import ground_at
from .battery import JOULES_PER_WH, energy_along, full_battery
from .flight_area import NO_AREA, FlightArea
from .moved import MovedPlan, moved_plan, moved_violations, waypoint_of_vertices
from .names import sortie_spot_violations
from .nulls import emptied_violations
from .violation import ROUNDING, LaunchSites, Limits, Terrain, Violation, sortie_violation

LEAST_SHIFT = 2.0
"""m of a constant error of Z from which on it is taken for another reference."""
OVER_TERRAIN = frozenset(
    (
        *("no-fly zone", "terrain", "lowest height", "highest height", "return", "return height", "dock abort"),
        *("privacy service", "privacy height", "privacy budget"),
    )
)
"""Rules that depend on the ground: of a plan that was made without terrain, they are checked over the terrain given,
and all others as it was made."""


@dataclass(frozen=True)
class Rules:
    """What a plan is held to, in its CRS."""

    aircraft: Aircraft
    limits: Limits
    sites: LaunchSites
    zones: Zones
    terrain: Terrain | None = None
    privacy: PrivacyAreas = NO_PRIVACY
    area: FlightArea = NO_AREA
    promise: Promise | None = None
    """None: what is served is not checked"""
    closing: np.ndarray | None = None
    """see check_plan"""


@dataclass(frozen=True)
class CheckedPlan:
    """moved: the plan as it would be flown; violations: none for a sound plan."""

    moved: MovedPlan
    violations: list[Violation]


def checked_plan(plan: FlightPlan, rules: Rules, edited: Mapping[tuple[int, int], str] | None = None) -> CheckedPlan:
    """Checks a plan as it would be flown after the edits of its layers. edited: as for moved_plan.

    A plan that was made without terrain is checked over the terrain of `rules`, if that is given: its Z is then turned
    into metres above sea level.
    """
    level = rules.terrain is not None and not is_above_sea(plan)
    own = replace(rules, terrain=None) if level else rules
    moved = moved_plan(plan, own.aircraft, own.terrain, edited)
    found = emptied_violations(plan) + height_disagreements(plan, own.terrain) + _violations(moved.plan, own)
    found += sortie_spot_violations(plan) if rules.promise is None else []
    if level:
        moved = replace(moved, plan=above_sea(moved.plan, rules.terrain))
        over = _violations(moved.plan, replace(rules, promise=None))
        found = [one for one in found if one.rule not in OVER_TERRAIN]
        found += [one for one in over if one.rule in OVER_TERRAIN]
    return CheckedPlan(moved, found)


def is_above_sea(plan: FlightPlan) -> bool:
    """Whether a plan was made over terrain: its waypoints have heights above sea level, or, where that field is
    missing, most of its routes say so."""
    if np.isfinite(plan.waypoints.alt_amsl_m).any():
        return True
    return 2 * int((plan.routes.z_ref == ABOVE_SEA).sum()) > len(plan.routes)


def above_sea(plan: FlightPlan, terrain: Terrain) -> FlightPlan:
    """A plan whose Z is above the launch site, with Z above sea level. Where the ground of a launch site is not known,
    Z becomes NaN there."""
    routes, points = plan.routes, plan.waypoints
    lines, vertex, sea = [], points.vertex.copy(), points.alt_amsl_m.copy()
    for route, line in enumerate(routes.line):
        base = float(ground_at(terrain, line[:1])[0])
        lines.append(line + np.array([0, 0, base, 0]))
        own = points.of(routes.drone[route], routes.sortie[route])
        vertex[own, 2] += base
        sea[own] = vertex[own, 2]
    reference = np.where(routes.z_ref == ABOVE_SITE, ABOVE_SEA, routes.z_ref)
    return replace(
        plan,
        routes=replace(routes, line=tuple(lines), z_ref=reference),
        waypoints=replace(points, vertex=vertex, alt_amsl_m=sea),
    )


def with_battery(plan: FlightPlan, aircraft: Aircraft, sites: LaunchSites) -> FlightPlan:
    """A plan whose energy_wh and left_pct are those of this aircraft: of a plan that was made with another one."""
    routes, (full, _) = plan.routes, full_battery(aircraft)
    used = np.array([energy_along(line, aircraft) for line in routes.line])
    starts = zip(routes.launch_site, routes.line, strict=True)
    charge = np.array([sites.charge_of(name, line[0, :2]) for name, line in starts])
    left = 100 * (charge - used / full)
    return replace(plan, routes=replace(routes, energy_wh=used / JOULES_PER_WH, left_pct=left))


def height_disagreements(plan: FlightPlan, terrain: Terrain | None = None) -> list[Violation]:
    """Sorties whose Z differs between ROUTES and WAYPOINTS where both are at the same place, and those whose Z is off
    by the same height all along: it is then measured from something else than z_ref says."""
    found: list[Violation] = []
    points = plan.waypoints
    for route, line in enumerate(plan.routes.line):
        own = points.of(plan.routes.drone[route], plan.routes.sortie[route])
        at = waypoint_of_vertices(plan, route, own)
        where = shapely.Point(line[0, :2])
        if at is not None:
            vertex = points.vertex[own][at]
            same = np.hypot(*(vertex[:, :2] - line[:, :2]).T) <= ROUNDING
            off = np.where(same, np.abs(vertex[:, 2] - line[:, 2]), 0.0)
            if off.max() > ROUNDING:
                worst = int(off.argmax())
                message = tr(
                    "its Z is {route:.1f} m in ROUTES, but {waypoint:.1f} m in WAYPOINTS.",
                    route=line[worst, 2],
                    waypoint=vertex[worst, 2],
                )
                seq, place = int(points.seq[own][at[worst]]), shapely.Point(line[worst, :2])
                values = (float(line[worst, 2]), float(vertex[worst, 2]), seq)
                found.append(sortie_violation(plan, route, "waypoints", place, message, *values, moment=line[worst, 3]))
        if len(own) < 2:
            continue
        shift = points.vertex[own, 2] - ground_at(terrain, points.vertex[own]) - points.alt_agl_m[own]
        if not np.isfinite(shift).any() or np.nanmax(shift) - np.nanmin(shift) > LEAST_SHIFT:
            continue
        middle = float(np.nanmedian(shift))
        if abs(middle) > LEAST_SHIFT:
            seems = tr("the launch site") if terrain is not None else tr("sea level")
            message = tr(
                "its Z is {shift:+.1f} m off its height above the ground all along. It seems to be measured from "
                "{seems}, although z_ref is {z_ref}.",
                shift=middle,
                seems=seems,
                z_ref=plan.routes.z_ref[route],
            )
            found.append(sortie_violation(plan, route, "z_ref", where, message, middle, 0.0))
    return found


def _violations(plan: FlightPlan, rules: Rules) -> list[Violation]:
    return moved_violations(
        plan,
        rules.aircraft,
        rules.limits,
        rules.sites,
        rules.zones,
        rules.terrain,
        rules.promise,
        rules.privacy,
        rules.area,
        rules.closing,
    )
