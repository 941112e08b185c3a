"""Checks whether the rows of UNSERVED are possible: their spots, places, priorities and reasons."""

import numpy as np
import shapely

from ..drones.flight_plan import GROUND_PATROL, IN_ZONE, NO_PRIORITY, REASONS, FlightPlan, Promise, reason_text
from ..geometry import buffer, difference, intersection, size
from ..language import tr
from .priorities import AREA_TOLERANCE, EDGE_TOLERANCE, left_spots
from .service import PRIORITY_TOLERANCE, target_geometry
from .violation import Limits, Violation

ON_SPOT = 0.01
"""m from a spot within which a place counts as on it."""


def unserved_violations(
    plan: FlightPlan, promise: Promise, closed, limits: Limits, private: shapely.Geometry | None = None
) -> list[Violation]:
    """Rows of UNSERVED that can't be right. closed: from service.closed_area; private: the privacy areas, None if there
    are none."""
    rows, found = plan.unserved, []
    names = np.array([*promise.id, None], object)
    shown = target_geometry(promise.geometry, limits)  # for a line with sharp bends, without some of the line itself
    seen: set[tuple[int, str]] = set()
    for row, spot in enumerate(left_spots(plan, promise)):
        name, place, reason = rows.spot_id[row], shapely.Point(rows.place[row]), rows.reason[row]
        wrong = None
        if spot < 0 or names[spot] != name:
            wrong = tr("isn't among the blind spots")
        elif reason not in REASONS:
            wrong = tr("has an unknown reason ({reason})", reason=reason)
        elif (spot, reason) in seen:
            wrong = tr("has two rows with the same reason ({reason})", reason=reason_text(reason))
        elif not shapely.dwithin(place, [shown[spot], promise.geometry[spot]], ON_SPOT).any():
            wrong = tr("is {distance:.2f} m away from the place given", distance=shapely.distance(place, shown[spot]))
        else:
            wrong = _wrong_priority(float(rows.priority[row]), reason, promise, spot, closed)
            if not wrong and reason == GROUND_PATROL:
                wrong = _wrong_patrol(float(rows.priority[row]), promise, spot, closed, private)
        seen.add((spot, reason))
        if wrong:
            message = tr("UNSERVED: spot {name} {wrong}.", name=name, wrong=wrong)
            found.append(Violation("unserved", 0, 0, 0, place, np.nan, np.nan, message, spot))
    return found


def _wrong_priority(priority: float, reason: str, promise: Promise, spot: int, closed) -> str | None:
    """What is wrong with the priority in a row of UNSERVED; None if nothing is."""
    most = float(promise.priority[spot])
    if not -PRIORITY_TOLERANCE * most <= priority <= most * (1 + PRIORITY_TOLERANCE):
        return tr(
            "has an unserved priority of {priority:.4g}, but its priority is {most:.4g}", priority=priority, most=most
        )
    if (reason == NO_PRIORITY) != (most == 0):
        return tr("has the reason '{reason}', but its priority is {most:.4g}", reason=reason_text(reason), most=most)
    if reason == IN_ZONE:
        geometry = promise.geometry[spot]
        # a spot that runs along the edge of a zone is sensitive to centimetres
        least, greatest = (
            most * _share(intersection(geometry, buffer(closed, by)), geometry)
            for by in (-EDGE_TOLERANCE, EDGE_TOLERANCE)
        )
        if not least - AREA_TOLERANCE * most <= priority <= greatest + AREA_TOLERANCE * most:
            return tr(
                "has {least:.4g} to {greatest:.4g} of its priority in no-fly zones, not {priority:.4g}",
                least=least,
                greatest=greatest,
                priority=priority,
            )
    return None


def _wrong_patrol(priority: float, promise: Promise, spot: int, closed, private) -> str | None:
    """What is wrong with a row of a spot that needs a ground patrol; None if nothing is. More than what lies in privacy
    areas may need one: what cannot be flown to within the time allowed over them."""
    if private is None:
        return tr("has the reason '{reason}', but there is no privacy place", reason=reason_text(GROUND_PATROL))
    geometry, most = promise.geometry[spot], float(promise.priority[spot])
    inside = intersection(difference(geometry, closed), buffer(private, -EDGE_TOLERANCE))
    least = most * _share(inside, geometry)
    if priority < least - AREA_TOLERANCE * most:
        return tr(
            "has {least:.4g} of its priority in privacy areas, more than {priority:.4g}", least=least, priority=priority
        )
    return None


def _share(part, whole) -> float:
    """The share of a geometry that a part of it makes up, by area, length or number of points."""
    return float(size(part, whole) / size(whole, whole))
