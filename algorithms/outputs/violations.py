"""Violations of a plan as layers: a point for each, and the stretches of flight that are concerned as lines."""

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.check.rule_texts import UNITS, rule_name
from ...engine.check.violation import Violation
from ...engine.drones.flight_plan import FlightPlan
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from ..inputs.preflight import Preflight
from .layers import OutputLayer, Rows

FIELDS = (
    *(("rule", TEXT), ("drone", WHOLE), ("sortie", WHOLE), ("seq", WHOLE), ("value", REAL), ("limit", REAL)),
    *(("unit", TEXT), ("message", TEXT), ("time", MOMENT), ("time_s", REAL), ("code", TEXT)),
)
_FIELDS_HELP = (
    "Fields: rule (its name), drone, sortie and seq (of the waypoint there, or of the one at the end of the leg; null "
    "where it concerns the whole plan), value and limit (what was found, and the limit it breaks), unit (of both), "
    "message (what is wrong, in a sentence), time (date and time, UTC; null in a plan without dates), time_s (seconds "
    "from the first take-off of the plan), code (of the rule, the same in all languages, for models)."
)
VIOLATIONS_HELP = f"One point for each violation, where it begins or is worst. None for a sound plan. {_FIELDS_HELP}"
LINES_HELP = (
    "The stretches of flight on which a rule is broken (MultiLineString), such as the part of a leg within a no-fly "
    f"zone. Violations at a single position have none. {_FIELDS_HELP}"
)


def violation_layers(found: Preflight) -> list[OutputLayer]:
    """VIOLATIONS and VIOLATION_LINES."""
    plan, some = found.plan, list(found.violations)
    places = shapely.points(np.array([place_of(one, plan) for one in some]).reshape(-1, 2))
    lines = [_lines(one.where) for one in some]
    drawn = [row for row, line in enumerate(lines) if not line.is_empty]
    point, line = Qgis.WkbType.Point, Qgis.WkbType.MultiLineString
    return [
        OutputLayer.of("VIOLATIONS", _rows(some, places, plan), point, found.crs, "violations", 6, ("time", "")),
        OutputLayer.of(
            "VIOLATION_LINES",
            _rows([some[row] for row in drawn], np.array([lines[row] for row in drawn], object), plan),
            line,
            found.crs,
            "violations",
            6,
            ("time", ""),
        ),
    ]


def moments_of(violations: list[Violation], plan: FlightPlan) -> np.ndarray:
    """(n,) s, in the time reference of M: when each violation begins, or when its waypoint is reached; NaN where it has
    no time."""
    points, found = plan.waypoints, np.array([one.moment for one in violations], float)
    for row, one in enumerate(violations):
        if np.isnan(found[row]) and one.seq:
            at = (points.drone == one.drone) & (points.sortie == one.sortie) & (points.seq == one.seq)
            found[row] = points.arrival[at][0] if at.any() else np.nan
    return found


def place_of(violation: Violation, plan: FlightPlan) -> np.ndarray:
    """(2,) where a violation is marked: in the middle of its longest stretch; of a return, where it begins. One without
    a place is marked where its sortie, or the first one, takes off."""
    where, routes = violation.where, plan.routes
    if where is None or where.is_empty:
        own = np.flatnonzero((routes.drone == violation.drone) & (routes.sortie == violation.sortie))
        return routes.line[own[0] if len(own) else 0][0, :2]
    if violation.rule == "return":
        return shapely.get_coordinates(where)[0]
    lines = _lines(where)
    if lines.is_empty:
        return shapely.get_coordinates(shapely.point_on_surface(where))[0]
    parts = shapely.get_parts(lines)
    longest = parts[shapely.length(parts).argmax()]
    return shapely.get_coordinates(shapely.line_interpolate_point(longest, 0.5, normalized=True))[0]


def _lines(where) -> shapely.Geometry:
    """The lines of a geometry, and the outlines of its polygons; empty where it has none."""
    parts = [] if where is None else shapely.get_parts(where)
    kept = []
    for part in parts:
        if shapely.get_dimensions(part) == 2:
            kept += list(shapely.get_parts(shapely.boundary(part)))
        elif shapely.get_dimensions(part) == 1 and shapely.length(part) > 0:
            kept.append(part)
    return shapely.multilinestrings(kept) if kept else shapely.MultiLineString()


def _rows(violations: list[Violation], shapes: np.ndarray, plan: FlightPlan) -> Rows:
    fields = fields_of(*FIELDS)
    at = moments_of(violations, plan)

    def number(name: str) -> list:
        return [int(getattr(one, name)) or None for one in violations]

    def real(name: str) -> list:
        column = np.array([getattr(one, name) for one in violations], float)
        return values(np.where(np.isfinite(column), column, np.nan))

    columns = [
        [rule_name(one.rule) for one in violations],
        number("drone"),
        number("sortie"),
        number("seq"),
        real("value"),
        real("limit"),
        [UNITS.get(one.rule) for one in violations],
        [one.message for one in violations],
        moments(at if plan.dated else np.full(len(at), np.nan)),
        values(at - min(line[0, 3] for line in plan.routes.line)),
        [one.rule for one in violations],
    ]
    return fields, shapely.to_wkb(shapes, output_dimension=2), columns
