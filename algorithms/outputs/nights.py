"""What many nights make of the places, and the blind spots of each, as rows."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from qgis.core import Qgis, QgsFields

from ...engine.gain.rotation import Night, Rotation
from ...layers.sinks import REAL, TEXT, WHOLE, added_fields, fields_of, multi_wkb_type, values
from ..inputs.evidence import Evidence

PLACES_AT_ONCE = 50_000

SPOTS_HELP = (
    "The blind spots that each night was planned for. Fields: spot_id (as in WAYPOINTS and UNSERVED: the night and the "
    "rank), rank (1 holds the most priority that night), priority (as it counted that night, after RETURN_WEIGHT), "
    "served (how much of it the plan serves), gap (mean over its places, with the nights before flown), area_m2, "
    "places (how many)."
)
PLACE_FIELDS = (
    ("place_id", TEXT),
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


def place_fields(evidence: Evidence) -> QgsFields:
    """The fields of PLACES, if there are any, and then ours."""
    ours, features = fields_of(*PLACE_FIELDS), evidence.scored.features
    return ours if features is None else added_fields(features.fields, ours)


def place_rows(evidence: Evidence, found: Rotation, chance: np.ndarray | None) -> Iterator[tuple]:
    """(WKB, columns) of OUTPUT, some places at a time. chance: (n,) that a night visits each, None where it is not
    drawn."""
    scored, nights = evidence.scored, found.visits().sum(axis=0)
    for start in range(0, len(nights), PLACES_AT_ONCE):
        end = min(start + PLACES_AT_ONCE, len(nights))
        own = () if scored.features is None else zip(*scored.features.attributes[start:end], strict=True)
        demand = evidence.demand.total[start:end]
        before, after = found.before.gap[start:end], found.after.gap[start:end]
        numbers = (demand, before, after, demand * (before - after), demand * before, demand * after, nights[start:end])
        likely = [None] * (end - start) if chance is None else values(chance[start:end])
        yield scored.wkb(start, end), (*own, scored.ids(start, end), *map(values, numbers), likely)
