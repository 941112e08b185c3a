"""Checks whether a flight plan calls its spots by their names."""

import numpy as np
import shapely

from ..drones.flight_plan import (
    BETWEEN_SPOTS,
    SPOTS_LISTED,
    FlightPlan,
    Promise,
    names_together,
    spot_labels,
    spots_in_order,
)
from ..language import tr
from .priorities import left_spots
from .service import served_spots
from .violation import Violation, sortie_violation

MOST_BETWEEN = 12
"""Letters that a list may have for each spot besides its name: `spot` in any language."""


def spot_name_violations(plan: FlightPlan, promise: Promise) -> list[Violation]:
    """Waypoints, rows of UNSERVED and sorties that call a spot by another name than its own. Without the names of the
    spots nothing is checked: plans of earlier versions have none."""
    if promise.name is None:
        return []
    points, left, served = plan.waypoints, plan.unserved, served_spots(plan, promise)
    names, found = np.array([*promise.name, None], object), []
    of_points = np.array([names_together(names[list(spots)]) for spots in served], object)
    for row in _wrong(points.spot_name, of_points)[:1]:
        drone, sortie, seq = int(points.drone[row]), int(points.sortie[row]), int(points.seq[row])
        message = tr(
            "Drone {drone}, sortie {sortie}, waypoint {seq}: spot_name is {spot_name}; it should be {served}.",
            drone=drone,
            sortie=sortie,
            seq=seq,
            spot_name=points.spot_name[row],
            served=of_points[row],
        )
        where = shapely.Point(points.vertex[row, :2])
        found.append(Violation("spot names", drone, sortie, seq, where, np.nan, np.nan, message))
    of_rows = names[np.array(left_spots(plan, promise), int)]
    for row in _wrong(left.spot_name, of_rows)[:1]:
        message = tr(
            "UNSERVED: spot_name of spot {spot_id} is {spot_name}; it should be {name}.",
            spot_id=left.spot_id[row],
            spot_name=left.spot_name[row],
            name=of_rows[row],
        )
        found.append(Violation("spot names", 0, 0, 0, shapely.Point(left.place[row]), np.nan, np.nan, message))
    labels = spot_labels(promise.name, promise.id)
    called = [[labels[spot] for spot in spots if spot >= 0] for spots in served]
    lists = np.array([_spots_of(plan, route, called) for route in range(len(plan.routes))], object)
    for row in _wrong(plan.routes.spots, lists)[:1]:
        where = shapely.Point(plan.routes.line[row][0, :2])
        message = tr("spots is {spots}; it should be {lists}.", spots=plan.routes.spots[row], lists=lists[row])
        found.append(sortie_violation(plan, int(row), "spot names", where, message))
    return found


def _wrong(stated: np.ndarray, actual: np.ndarray) -> np.ndarray:
    """Indices where two columns differ."""
    return np.flatnonzero(stated != actual)


def _spots_of(plan: FlightPlan, route: int, labels: list[list[str]]) -> str:
    own = plan.waypoints.of(plan.routes.drone[route], plan.routes.sortie[route])
    return spots_in_order([label for row in own for label in labels[row]])


def sortie_spot_violations(plan: FlightPlan) -> list[Violation]:
    """Sorties whose field spots names other spots than their waypoints do. For plans without their blind spots: texts
    of other languages are compared too, and lists that were shortened are not."""
    points, found = plan.waypoints, []
    for route, text in enumerate(plan.routes.spots):
        own = points.of(plan.routes.drone[route], plan.routes.sortie[route])
        served = [(points.spot_id[row], points.spot_name[row]) for row in own if points.spot_id[row] is not None]
        served = list(dict.fromkeys(served))
        if text is None or not 0 < len(served) <= SPOTS_LISTED or any(BETWEEN_SPOTS in str(spot) for spot, _ in served):
            continue
        wrong = [name or spot for spot, name in served if _plain(name or spot) not in _plain(text)]
        more = len(_plain(text)) - sum(len(_plain(name or spot)) for spot, name in served)
        if wrong or more > MOST_BETWEEN * len(served):
            lists = BETWEEN_SPOTS.join(name or spot for spot, name in served)
            message = tr("spots is {spots}; it should be {lists}.", spots=text, lists=lists)
            where = shapely.Point(plan.routes.line[route][0, :2])
            found.append(sortie_violation(plan, route, "spot names", where, message))
    return found


def _plain(text: str) -> str:
    """A text without blanks and punctuation, which differ between languages."""
    return "".join(letter for letter in str(text).casefold() if letter.isalnum())
