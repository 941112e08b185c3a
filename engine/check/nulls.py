"""Checks whether each field of a flight plan that must have a value has one."""

from dataclasses import fields

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan, Routes, Unserved, Waypoints
from ..language import tr
from .violation import Violation

ONLY_WITH_START = ("start", "end", "arrive", "leave")
ONLY_ABOVE_SEA = ("alt_amsl_m",)
MAY_BE_NULL = (("WAYPOINTS", "spot_id"), ("WAYPOINTS", "spot_name"), ("UNSERVED", "spot_name"))
"""spot_id is null where no spot is served, and spot_name also where a spot has no name. service.py and names.py check
them."""


def null_violations(plan: FlightPlan, dated: bool, terrain: bool) -> list[Violation]:
    """Fields with a null although they must have a value, or with a value although they must be null; one violation for
    each field.

    dated: whether the plan has a START; terrain: whether it has TERRAIN. check_plan skips null fields, because users
    may remove values from layers. A plan that is about to be written must have them all.
    """
    found = []
    for name, part in (("ROUTES", plan.routes), ("WAYPOINTS", plan.waypoints), ("UNSERVED", plan.unserved)):
        for field in _columns(part):
            null = _null(getattr(part, field))
            absent = (field in ONLY_WITH_START and not dated) or (field in ONLY_ABOVE_SEA and not terrain)
            if (name, field) in MAY_BE_NULL:
                continue
            if (null != absent).any():
                message = (
                    tr("{name} has a row with a value of {field}.", name=name, field=field)
                    if absent
                    else tr("{name} has a row without a value of {field}.", name=name, field=field)
                )
                found.append(Violation("nulls", 0, 0, 0, None, np.nan, np.nan, message))
    result = "served_priority" if plan.spots is None else "closed_priority"
    for field in (result, "total_priority"):
        if not np.isfinite(getattr(plan, field)):
            message = tr("{field} has no value.", field=field.upper())
            found.append(Violation("nulls", 0, 0, 0, None, np.nan, np.nan, message))
    return found


def emptied_violations(plan: FlightPlan) -> list[Violation]:
    """Fields that are null in some sorties or waypoints, but not in all: one violation for each field. A format or a
    user who removes a field removes it from all of them."""
    found = []
    for name, part in (("ROUTES", plan.routes), ("WAYPOINTS", plan.waypoints)):
        for field in _columns(part):
            null = _null(getattr(part, field))
            if (name, field) not in MAY_BE_NULL and null.any() and not null.all():
                row = int(null.argmax())
                message = tr("{name} has a row without a value of {field}.", name=name, field=field)
                place = shapely.Point(part.line[row][0, :2] if name == "ROUTES" else part.vertex[row, :2])
                seq = 0 if name == "ROUTES" else int(part.seq[row])
                which = (int(part.drone[row]), int(part.sortie[row]), seq)
                found.append(Violation("nulls", *which, place, np.nan, np.nan, message))
    return found


def _columns(part: Routes | Waypoints | Unserved) -> list[str]:
    return [field.name for field in fields(part)]


def _null(column) -> np.ndarray:
    """(n,) whether a row of the column, or any of its coordinates, has no value."""
    if isinstance(column, tuple):
        return np.array([not np.isfinite(line).all() for line in column], bool)
    if column.dtype == object:
        return np.array([value is None for value in column.tolist()], bool)
    finite = np.isfinite(column)
    return ~(finite if column.ndim == 1 else finite.all(axis=1))
