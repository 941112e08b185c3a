"""Whether the figures of each route are those of its line, its waypoints, and the plan."""

import numpy as np
import shapely

from ..drones.flight_plan import ABOVE_SEA, ABOVE_SITE, FlightPlan
from .violation import FIGURES, ROUNDING, Limits, Terrain, Violation, breach


def figure_violations(plan: FlightPlan, limits: Limits, terrain: Terrain | None = None) -> list[Violation]:
    """Sorties whose start, end, duration or distance aren't those of their line, swath that of the plan, altitude that
    of their waypoints, or z_ref what Z is measured from; and a plan that doesn't begin when it should."""
    routes, found = plan.routes, []
    z_ref = ABOVE_SITE if terrain is None else ABOVE_SEA
    for route, line in enumerate(routes.line):
        length = float(np.sqrt((np.diff(line[:, :3], axis=0) ** 2).sum(axis=1)).sum())
        lasts, where = line[-1, 3] - line[0, 3], shapely.Point(line[0, :2])
        figures = [
            ("start", routes.start[route], line[0, 3], ROUNDING),
            ("end", routes.end[route], line[-1, 3], ROUNDING),
            ("duration_s", routes.duration_s[route], lasts, ROUNDING + FIGURES * lasts),
            ("distance_m", routes.distance_m[route], length, ROUNDING + FIGURES * length),
            ("swath_m", routes.swath_m[route], limits.swath, ROUNDING),
        ]
        for name, says, is_so, slack in figures:
            if abs(says - is_so) > slack:  # never where the field is null
                sentence = f"{name} says {says:.3f}, but is {is_so:.3f}."
                found.append(breach(plan, route, name, where, sentence, says, is_so))
        own = plan.waypoints.alt_agl_m[plan.waypoints.of(routes.drone[route], routes.sortie[route])][1:-1]
        if (off := np.abs(own - routes.altitude_m[route]) > ROUNDING).any():
            sentence = f"altitude_m says {routes.altitude_m[route]:g}; its waypoints say {own[off][0]:g}."
            found.append(breach(plan, route, "altitude_m", where, sentence, routes.altitude_m[route], own[off][0]))
        if routes.z_ref[route] not in (None, z_ref):
            sentence = f"z_ref says {routes.z_ref[route]}; its Z is measured from {z_ref}."
            found.append(breach(plan, route, "z_ref", where, sentence))
    return found + _wrong_beginning(plan, limits)


def _wrong_beginning(plan: FlightPlan, limits: Limits) -> list[Violation]:
    begins = [line[0, 3] for line in plan.routes.line]
    if limits.begins is None or not begins or abs(min(begins) - limits.begins) <= ROUNDING:
        return []
    route = int(np.argmin(begins))
    says = f"the plan's first sortie takes off at {begins[route]:.3f} s, not at {limits.begins:.3f} s."
    where = shapely.Point(plan.routes.line[route][0, :2])
    return [breach(plan, route, "start", where, says, begins[route], limits.begins)]
