"""What the record of a plan says of its layers."""

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsVectorLayer

from ...engine.check.priorities import stated_sum_violations
from ...engine.check.violation import Violation
from ...engine.drones.flight_plan import FlightPlan
from ...engine.language import tr
from ...layers.provenance_files import edited, stored
from ..run import Run

RESULTS = ("CLOSED_PRIORITY", "SERVED_PRIORITY")
FLIGHT = (
    *("AIRCRAFT", "ENDURANCE", "BATTERY_WH", "MASS", "SPEED", "CLIMB", "DESCENT", "WIND_SPEED", "WIND_FROM"),
    "BATTERY_FIELD",
)
"""The parameters that times and energy depend on."""


def was_edited(layer: QgsVectorLayer) -> bool:
    """Whether a layer differs from what its record says was written."""
    found = stored(layer)
    return found.record is not None and bool(edited(layer, found.record))


def not_found(run: Run, record: dict | None) -> list[str]:
    """Sentences on layers that the plan was made with, and that are neither given nor found."""
    made = (record or {}).get("inputs") or {}
    layers = (("NO_FLY", tr("The no-fly zones")), ("PRIVACY", tr("The privacy places")))
    return [
        tr("{layers} that the plan was made with are not found, and so not checked. Choose them.", layers=text)
        for name, text in layers
        if made.get(name) and not run.layers(name)
    ]


def not_checked_violations(missing: Sequence[str]) -> list[Violation]:
    """A violation for each layer that was not found, for a plan that was edited: the planner's own check no longer
    counts for it. missing: from not_found."""
    return [Violation("not checked", 0, 0, 0, None, np.nan, np.nan, sentence) for sentence in missing]


def priority_violations(plan: FlightPlan, record: dict | None) -> list[Violation]:
    """A violation where the priorities of all routes do not add up to what the record says that the plan closes, or
    serves."""
    results = (record or {}).get("results") or {}
    stated = next((number_of(results.get(name)) for name in RESULTS if number_of(results.get(name)) is not None), None)
    if stated is None or number_of(results.get("ROUTE_COUNT")) != len(plan.routes):
        return []
    return stated_sum_violations(plan, stated)


def number_of(value: object) -> float | None:
    """A number of a record; None where it is none."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def flown_otherwise(run: Run, record: dict) -> bool:
    """Whether the plan is checked with another aircraft, battery or wind than it was made with. To be called after the
    aircraft was read. Its figures of energy are then out of date, and not wrong."""
    made = record["parameters"]
    return any((run.parameters.get(name) or 0) != (made.get(name) or 0) for name in FLIGHT if name in made)
