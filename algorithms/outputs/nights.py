"""The outputs of many nights: the places before and after, and the blind spots of each night."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.drones.flight_plan import FlightPlan
from ...engine.gain.mixture import Mixture
from ...engine.gain.rotation import Night, Rotation
from ...engine.places.names import Nearest, called
from ...engine.spots.names import names_of_spots, near_spots
from ...engine.spots.spots import Spots
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values
from ..inputs.evidence import ScoreInput
from .layers import OutputLayer
from .places import places_layer
from .plan import flight_layers, route_rows, rows_of_nights, unserved_rows, waypoint_rows

SPOTS_HELP = (
    "The blind spots that each night was planned for. Fields: spot_id (night and rank, as in Waypoints and in the "
    "layer of spots that are not visited), rank (1 has the highest priority of that night), priority (as it counted in "
    "that night, with the weight of places after a visit), served (how much of this priority the plan serves; null if "
    "gaps are closed over the watch), gap (mean of its places, in the watches of that night; if each spot is served "
    "once, in all watches, with the earlier nights flown), area_m2, places (how many), near and near_m (the nearest "
    "named feature of the demand layers, and its distance in metres), name (of the spot's places), visits (how many "
    "sorties visit it), times (local times of day of the visits; the first few), gap_after (the gap that is then "
    "expected in the watches of that night) and closed (how much of the priority the plan closes). The last four are "
    "null if each spot is served once."
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
    "The places with the fields: place_id, demand, gap_before (0 to 1, without drones), gap_after (0 to 1, with the "
    "nights flown as a rotation over the period), gain (demand x (gap_before - gap_after)), priority_before and "
    "priority_after (demand x gap), drone_nights (in how many of the nights a drone visits the place), "
    "visit_probability (only if nights are drawn at random: the probability that a night visits the place; else "
    "null). The fields of your own places come first."
)


@dataclass(frozen=True)
class NamedSpots:
    """What the m spots of a night are called. name: (m,) the names of their places, None where they have none; near:
    the named demand feature near each."""

    name: np.ndarray
    near: Nearest

    @classmethod
    def of(cls, read: ScoreInput, spots: Spots) -> "NamedSpots":
        """From the names of PLACES and of the demand layers."""
        names, nearest, count = read.scored.names, read.demand.nearest, len(spots)
        name = np.full(count, None, object)
        if names is not None:
            name = names_of_spots(spots.members, names, read.evidence.demand)
        near = Nearest.unknown(count) if nearest is None else near_spots(spots.members, nearest, np.inf)
        return cls(name, near)

    @property
    def called(self) -> list[str | None]:
        """One text for each spot."""
        return [called(*both) for both in zip(self.name, self.near.name, strict=True)]


@dataclass(frozen=True)
class PlannedNights:
    """N planned nights, ready to be written.

    order: (N,) index of the plan that each night flies; ids: of the spots of each night; named: their names;
    flight_plans: one for each
    night, checked; mixed: the mixture that the nights were drawn from, None where they were not drawn; chance: (n,)
    probability that a night visits each place, None where they were not drawn; plans: those that the nights were drawn
    from, None where they were not drawn.
    """

    rotation: Rotation
    order: np.ndarray
    ids: list[list[str]]
    named: list["NamedSpots"]
    flight_plans: list[FlightPlan]
    mixed: Mixture | None = None
    chance: np.ndarray | None = None
    plans: Rotation | None = None


def spot_rows(
    nights: Sequence[Night],
    ids: Sequence[list[str]],
    flight_plans: Sequence[FlightPlan],
    named: Sequence[NamedSpots],
) -> tuple[Qgis.WkbType, list[tuple]]:
    """The geometry type of SPOTS, and (fields, WKB, columns) of each night. ids, named: of the spots of each
    night; flight_plans: as they are written, which say what is not served."""
    fields = fields_of(
        ("spot_id", TEXT),
        ("rank", WHOLE),
        ("priority", REAL),
        ("served", REAL),
        ("gap", REAL),
        ("area_m2", REAL),
        ("places", WHOLE),
        ("near", TEXT),
        ("near_m", REAL),
        ("name", TEXT),
        ("visits", WHOLE),
        ("times", TEXT),
        ("gap_after", REAL),
        ("closed", REAL),
    )
    rows = []
    for night, names, plan, named_spots in zip(nights, ids, flight_plans, named, strict=True):
        spots = night.spots
        served, closing = _served(night, names, plan), _closing(plan, len(names))
        numbers = (spots.rank, spots.priority, served, spots.gap, spots.area_m2, spots.places)
        shapes = shapely.to_wkb(spots.geometry, output_dimension=2)
        near, name = named_spots.near, named_spots.name.tolist()
        rows.append(
            (fields, shapes, (names, *map(values, numbers), near.name.tolist(), values(near.metres), name, *closing))
        )
    every = np.concatenate([night.spots.geometry for night in nights])
    return multi_wkb_type(every, Qgis.WkbType.Polygon), rows


def _served(night: Night, names: list[str], plan: FlightPlan) -> np.ndarray:
    """(m,) how much of the priority of each spot the plan serves; NaN if gaps are closed over the watch."""
    if not np.isnan(night.closed):
        return np.full(len(names), np.nan)
    served, index = night.spots.priority.astype(float), {name: i for i, name in enumerate(names)}
    for name, priority in zip(plan.unserved.spot_id, plan.unserved.priority, strict=True):
        served[index[name]] -= priority
    return np.maximum(served, 0.0) if len(plan.routes) else np.zeros(len(names))


def _closing(plan: FlightPlan, count: int) -> list[list]:
    """The columns visits, times, gap_after and closed; null if each spot is served once."""
    names = ("visits", "times", "gap_after", "closed")
    return [[None] * count if plan.spots is None else values(getattr(plan.spots, name)) for name in names]


def night_layers(read: ScoreInput, planned: PlannedNights) -> list[OutputLayer]:
    """All outputs of the nights."""
    mixed, found = planned.mixed, planned.rotation
    night_values = [
        (number, int(plan) + 1, None if mixed is None else float(mixed.share[plan]))
        for number, plan in enumerate(planned.order, 1)
    ]
    flown = (
        rows_of_nights(night_values, [rows_of(plan) for plan in planned.flight_plans])
        for rows_of in (route_rows, waypoint_rows, unserved_rows)
    )
    spots_type, spots = spot_rows(found.nights, planned.ids, planned.flight_plans, planned.named)
    return [
        *flight_layers(*flown, read.crs, dated=True),
        OutputLayer.of("SPOTS", rows_of_nights(night_values, spots), spots_type, read.crs, "spots", 2),
        night_places(read, found, planned.chance),
    ]


def night_places(read: ScoreInput, found: Rotation, chance: np.ndarray | None) -> OutputLayer:
    """OUTPUT: the places without and with the nights. chance: (n,) probability that a night visits each place, None
    where nights are not drawn."""
    nights, all_demand = found.visits().sum(axis=0), read.evidence.demand

    def columns(start: int, end: int) -> tuple:
        some = slice(start, end)
        demand, before, after = all_demand[some], found.before.gap[some], found.after.gap[some]
        numbers = (demand, before, after, demand * (before - after), demand * before, demand * after, nights[some])
        return *map(values, numbers), [None] * len(demand) if chance is None else values(chance[some])

    return places_layer(read.scored, PLACE_FIELDS, columns, "gain")
