"""Checks whether the figures of each route agree with its line, its waypoints, and the plan."""

import numpy as np
import shapely

from ..drones.flight_plan import ABOVE_SEA, ABOVE_SITE, FlightPlan
from ..language import tr
from .violation import FIGURE_TOLERANCE, ROUNDING, Limits, Terrain, Violation, sortie_violation


def figure_violations(plan: FlightPlan, limits: Limits, terrain: Terrain | None = None) -> list[Violation]:
    """Sorties whose start, end, duration_s or distance_m disagrees with their line, swath_m with the plan, altitude_m
    with their waypoints, or z_ref with the terrain; and a plan that doesn't start when it should."""
    routes, found = plan.routes, []
    z_ref = ABOVE_SITE if terrain is None else ABOVE_SEA
    for route, line in enumerate(routes.line):
        length = float(np.sqrt((np.diff(line[:, :3], axis=0) ** 2).sum(axis=1)).sum())
        duration, where = line[-1, 3] - line[0, 3], shapely.Point(line[0, :2])
        figures = [
            ("start", routes.start[route], line[0, 3], ROUNDING),
            ("end", routes.end[route], line[-1, 3], ROUNDING),
            ("duration_s", routes.duration_s[route], duration, ROUNDING + FIGURE_TOLERANCE * duration),
            ("distance_m", routes.distance_m[route], length, ROUNDING + FIGURE_TOLERANCE * length),
            ("swath_m", routes.swath_m[route], limits.swath, ROUNDING),
        ]
        for name, stated, actual, tolerance in figures:
            if abs(stated - actual) > tolerance:  # False for a null field
                message = tr(
                    "{name} is {stated:.3f}; it should be {actual:.3f}.", name=name, stated=stated, actual=actual
                )
                found.append(sortie_violation(plan, route, name, where, message, stated, actual))
        own = plan.waypoints.alt_agl_m[plan.waypoints.of(routes.drone[route], routes.sortie[route])][1:-1]
        if (off := np.abs(own - routes.altitude_m[route]) > ROUNDING).any():
            stated, actual = routes.altitude_m[route], own[off][0]
            message = tr("altitude_m is {stated:g}, but its waypoints are at {actual:g}.", stated=stated, actual=actual)
            found.append(sortie_violation(plan, route, "altitude_m", where, message, stated, actual))
        if routes.z_ref[route] not in (None, z_ref):
            message = tr(
                "z_ref is {z_ref}, but its Z is measured from {actual}.", z_ref=routes.z_ref[route], actual=z_ref
            )
            found.append(sortie_violation(plan, route, "z_ref", where, message))
    return found + _start_violations(plan, limits)


def _start_violations(plan: FlightPlan, limits: Limits) -> list[Violation]:
    begins = [line[0, 3] for line in plan.routes.line]
    if limits.first_from is not None:
        early = [route for route, at in enumerate(begins) if at < limits.first_from - ROUNDING]
        return [
            sortie_violation(
                plan,
                route,
                "start",
                shapely.Point(plan.routes.line[route][0, :2]),
                tr(
                    "it takes off at {begins:.3f} s, before {first_from:.3f} s.",
                    begins=begins[route],
                    first_from=limits.first_from,
                ),
                begins[route],
                limits.first_from,
            )
            for route in early
        ]
    if limits.begins is None or not begins or abs(min(begins) - limits.begins) <= ROUNDING:
        return []
    route = int(np.argmin(begins))
    message = tr(
        "the plan's first sortie takes off at {begins:.3f} s, not at {expected:.3f} s.",
        begins=begins[route],
        expected=limits.begins,
    )
    where = shapely.Point(plan.routes.line[route][0, :2])
    return [sortie_violation(plan, route, "start", where, message, begins[route], limits.begins)]
