"""Whether what UNSERVED says can be so: of which spot, where, how much, and why."""

import numpy as np
import shapely

from ..drones.flight_plan import IN_ZONE, NO_PRIORITY, REASONS, FlightPlan, Promise
from ..geometry import buffer, intersection, size
from .priorities import NECK, PARTS, left_spots
from .service import EXACT, to_be_seen
from .violation import Limits, Violation

ON_IT = 0.01
"""m from a spot that counts as on it"""


def unserved_violations(plan: FlightPlan, promise: Promise, closed, limits: Limits) -> list[Violation]:
    """Rows of UNSERVED that can't be so. closed: what zones and their buffer close."""
    rows, found = plan.unserved, []
    names = np.array([*promise.id, None], object)
    shown = to_be_seen(promise.geometry, limits)
    seen: set[tuple[int, str]] = set()
    for row, spot in enumerate(left_spots(plan, promise)):
        name, place, reason = rows.spot_id[row], shapely.Point(rows.place[row]), rows.reason[row]
        wrong = None
        if spot < 0 or names[spot] != name:
            wrong = "isn't among the blind spots"
        elif reason not in REASONS:
            wrong = f"isn't served for a reason that nobody knows ({reason})"
        elif (spot, reason) in seen:
            wrong = f"is told twice for one reason ({reason})"
        elif not shapely.dwithin(place, shown[spot], ON_IT):
            wrong = f"is {shapely.distance(place, shown[spot]):.2f} m from where it is said to be"
        else:
            wrong = _wrong_priority(float(rows.priority[row]), reason, promise, spot, closed)
        seen.add((spot, reason))
        if wrong:
            says = f"UNSERVED: spot {name} {wrong}."
            found.append(Violation("unserved", 0, 0, 0, place, np.nan, np.nan, says))
    return found


def _wrong_priority(priority: float, reason: str, promise: Promise, spot: int, closed) -> str | None:
    """What is wrong with the priority that a spot loses for a reason, None where nothing is."""
    most = float(promise.priority[spot])
    if not -EXACT * most <= priority <= most * (1 + EXACT):
        return f"isn't served with a priority of {priority:.4g}, but it has {most:.4g}"
    if (reason == NO_PRIORITY) != (most == 0):
        return f"isn't served for {reason}, but it has {most:.4g}"
    if reason == IN_ZONE:
        geometry = promise.geometry[spot]
        # of what runs along the edge of a zone, a centimetre decides
        least, greatest = (most * _share(intersection(geometry, buffer(closed, by)), geometry) for by in (-NECK, NECK))
        if not least - PARTS * most <= priority <= greatest + PARTS * most:
            return f"loses a priority of {least:.4g} to {greatest:.4g} to no-fly zones, not {priority:.4g}"
    return None


def _share(part, whole) -> float:
    """How much of a geometry a part of it is, by area, length or number of points."""
    return float(size(part, whole) / size(whole, whole))
