"""What many nights make of the places, and the blind spots of each, as rows."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.gain.rotation import Drones, Night, Rotation
from ...engine.plan.self_check import require_sound
from ...engine.plan.stops import Targets
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values
from ..inputs.evidence import ScoreInput
from .layers import OutputLayer
from .places import places_layer
from .plan import flight_layers, route_rows, rows_of_nights, unserved_rows, waypoint_rows

SPOTS_HELP = (
    "The blind spots that each night was planned for. Fields: spot_id (as in WAYPOINTS and UNSERVED: the night and the "
    "rank), rank (1 holds the most priority that night), priority (as it counted that night, after RETURN_WEIGHT), "
    "served (how much of it the plan serves), gap (mean over its places, with the nights before flown), area_m2, "
    "places (how many)."
)
PLACE_FIELDS = (
    ("demand", REAL),
    ("gap_before", REAL),
    ("gap_after", REAL),
    ("gain", REAL),
    ("priority_before", REAL),
    ("priority_after", REAL),
    ("drone_nights", WHOLE),
    ("visit_probability", REAL),
)
OUTPUT_HELP = (
    "The places: place_id, demand, gap_before and gap_after (0 to 1: without drones, and with the nights as a rotation "
    "over the period), gain (demand x (gap_before - gap_after)), priority_before and priority_after (demand x gap), "
    "drone_nights (on how many of the nights a drone visits it), visit_probability (with UNPREDICTABLE, that a night's "
    "draw visits it; else null). Fields of PLACES come first."
)


def spot_rows(nights: Sequence[Night], ids: Sequence[list[str]]) -> tuple[Qgis.WkbType, list[tuple]]:
    """The type of SPOTS, and (fields, WKB, columns) of each night. ids: of each night's spots."""
    fields = fields_of(
        ("spot_id", TEXT),
        ("rank", WHOLE),
        ("priority", REAL),
        ("served", REAL),
        ("gap", REAL),
        ("area_m2", REAL),
        ("places", WHOLE),
    )
    rows = []
    for night, names in zip(nights, ids, strict=True):
        spots, served = night.spots, night.spots.priority.astype(float)
        for left in night.plan.unserved:
            served[left.spot] -= left.priority
        served = np.maximum(served, 0.0) if night.plan.sorties else np.zeros(len(spots))
        numbers = (spots.rank, spots.priority, served, spots.gap, spots.area_m2, spots.places)
        shapes = shapely.to_wkb(spots.geometry, output_dimension=2)
        rows.append((fields, shapes, (names, *map(values, numbers))))
    every = np.concatenate([night.spots.geometry for night in nights])
    return multi_wkb_type(every, Qgis.WkbType.Polygon), rows


def night_layers(read: ScoreInput, drones: Drones, found: Rotation, order, mixed, chance) -> list[OutputLayer]:
    """All outputs of the nights; each plan is held to the rules before it is written."""
    marks = [
        (number, int(plan) + 1, None if mixed is None else float(mixed.share[plan]))
        for number, plan in enumerate(order, 1)
    ]
    ids = [[f"{number}-{rank}" for rank in night.spots.rank] for number, night in enumerate(found.nights, 1)]
    routes, waypoints, unserved = [], [], []
    for night, names in zip(found.nights, ids, strict=True):
        to_serve = Targets(night.spots.geometry, night.spots.priority)
        task = replace(drones.task, begins=night.begins)
        given = (to_serve, names, drones.fleet, drones.airspace.zones, 0.0, drones.aircraft)
        require_sound(night.plan, *given, task, night.begins)
        routes.append(route_rows(night.plan, drones.fleet.names, night.begins, drones.aircraft, task.service.swath))
        waypoints.append(waypoint_rows(night.plan, names, task, night.begins, drones.aircraft))
        unserved.append(unserved_rows(night.plan, names))
    spots_type, spots = spot_rows(found.nights, ids)
    joined = (rows_of_nights(marks, rows) for rows in (routes, waypoints, unserved))
    return [
        *flight_layers(*joined, read.crs, dated=True),
        OutputLayer.of("SPOTS", rows_of_nights(marks, spots), spots_type, read.crs, "spots", 2),
        night_places(read, found, chance),
    ]


def night_places(read: ScoreInput, found: Rotation, chance: np.ndarray | None) -> OutputLayer:
    """OUTPUT: the places without and with the nights. chance: (n,) that a night visits each, None where it is not
    drawn."""
    nights, everywhere = found.visits().sum(axis=0), read.evidence.demand

    def columns(start: int, end: int) -> tuple:
        some = slice(start, end)
        demand, before, after = everywhere[some], found.before.gap[some], found.after.gap[some]
        numbers = (demand, before, after, demand * (before - after), demand * before, demand * after, nights[some])
        return *map(values, numbers), [None] * len(demand) if chance is None else values(chance[some])

    return places_layer(read.scored, PLACE_FIELDS, columns, "gain")
