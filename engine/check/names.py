"""Checks whether a flight plan calls its spots by their names."""

import re

import numpy as np
import shapely

from ..drones.flight_plan import (
    BETWEEN_SPOTS,
    LONGEST_LIST,
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
    """Sorties whose field spots names other spots than their waypoints do, and waypoints that call one spot by another
    name than the others. For plans without their blind spots: texts of other languages are compared too, of long
    lists the spots that they name."""
    points, found = plan.waypoints, _two_names(plan)
    for route, text in enumerate(plan.routes.spots):
        own = points.of(plan.routes.drone[route], plan.routes.sortie[route])
        served = [(points.spot_id[row], points.spot_name[row]) for row in own if points.spot_id[row] is not None]
        served = list(dict.fromkeys(served))
        if text is None or not served or any(BETWEEN_SPOTS in str(spot) for spot, _ in served):
            continue
        lists = [name or spot for spot, name in served]
        if not _lists(text, list(dict.fromkeys(lists)), {spot for spot, name in served if not name}):
            should = spots_in_order(lists)
            message = tr("spots is {spots}; it should be {lists}.", spots=text, lists=should)
            where = shapely.Point(plan.routes.line[route][0, :2])
            found.append(sortie_violation(plan, route, "spot names", where, message))
    return found


def _lists(text: str, names: list[str], nameless: set[str]) -> bool:
    """Whether a text lists the first of these names in their order, with a word besides each of the nameless ones and
    at the end of a longer list; a text of full length may end anywhere."""
    plain, at = _plain(text), 0
    for name in names[:SPOTS_LISTED]:
        there = plain.find(_plain(name), at)
        if there < 0 and len(text) >= LONGEST_LIST:
            return len(plain) - at < len(_plain(name)) + MOST_BETWEEN
        if not 0 <= there - at <= (MOST_BETWEEN if name in nameless else 0):
            return False
        at = there + len(_plain(name))
    ends, more = plain[at:], len(names) - SPOTS_LISTED
    if len(text) >= LONGEST_LIST or more <= 0:
        return len(ends) <= (MOST_BETWEEN if len(text) >= LONGEST_LIST or names[-1] in nameless else 0)
    return len(ends) <= MOST_BETWEEN + len(str(more)) and re.findall(r"\d+", ends) == [str(more)]


def _two_names(plan: FlightPlan) -> list[Violation]:
    """The first waypoint whose spot has another name at an earlier one, or that names one and serves none."""
    points, names = plan.waypoints, {}
    for row, (spot, name) in enumerate(zip(points.spot_id, points.spot_name, strict=True)):
        if names.setdefault(spot, None if spot is None else name) == name:
            continue
        drone, sortie, seq = int(points.drone[row]), int(points.sortie[row]), int(points.seq[row])
        message = tr(
            "Drone {drone}, sortie {sortie}, waypoint {seq}: spot_name is {spot_name}; it should be {served}.",
            drone=drone,
            sortie=sortie,
            seq=seq,
            spot_name=name,
            served=names[spot],
        )
        where = shapely.Point(points.vertex[row, :2])
        return [Violation("spot names", drone, sortie, seq, where, np.nan, np.nan, message)]
    return []


def _plain(text: str) -> str:
    """A text without blanks and punctuation, which differ between languages."""
    return "".join(letter for letter in str(text).casefold() if letter.isalnum())
