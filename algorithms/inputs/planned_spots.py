"""The blind spots, no-fly zones and privacy places of a plan, for what is compared with it: given, or those that the
record of its routes names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...engine.flown.remaining import Spot
from ...engine.provenance.record import name_of
from ...layers.crs import transform_xy
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .blind_spots import BlindSpotsInput
from .carried_records import carried_by
from .recorded_layers import NotFound, layer_to_read
from .taken import PLANNERS, Taken

AS_PLANNED = ("PRIORITY_FIELD", "LAYER_WEIGHTS", "PRIVACY_BUFFER")
"""Values that are taken from the record of ROUTES where they are empty."""
NOTES = "planned_spots_notes"
SPOTS = BlindSpotsInput()


@dataclass(frozen=True)
class PlannedSpotsInput(Block):
    """BLIND_SPOTS, PRIORITY_FIELD and LAYER_WEIGHTS, which may be empty; layers: the names of all parameters of several
    layers that are taken from the record of ROUTES where they are empty."""

    layers: Sequence[str] = ("BLIND_SPOTS", "NO_FLY", "PRIVACY")

    @property
    def as_made(self) -> tuple[Taken, ...]:
        """For AS_MADE of an algorithm with this block."""
        return (Taken(("ROUTES",), PLANNERS, {name: name for name in AS_PLANNED}),)

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "BLIND_SPOTS", tr("Blind spots of the plan"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "The layers that the plan was made for, in the same order. They give what is still to be flown its shape, "
            "priority and name. Empty: those that the record of the drone routes names; if they are not found, the "
            "places of the stops, with a priority of 1 each.",
        )
        algorithm.add(
            QgsProcessingParameterString("PRIORITY_FIELD", tr("Priority field"), "priority", False, True),
            "The field with the priority of each spot, as in the plan.",
        )
        algorithm.add(
            QgsProcessingParameterString("LAYER_WEIGHTS", tr("Weights of the layers"), None, False, True),
            "One number for each layer of blind spots, as in the plan. Empty: all 1.",
            takes_list=True,
        )

    def prepare(self, run: Run) -> None:
        run.prepared[NOTES] = self._take(run)
        run.prepare_layers("BLIND_SPOTS")

    def _take(self, run: Run) -> list[str]:
        """Takes what is empty from the record of ROUTES. Returns notes on layers that are not found."""
        layer = run.vector_layer("ROUTES")
        carried = None if layer is None else carried_by(layer, check_edits=False)
        record = None if carried is None else carried.record
        if record is None or name_of(record) not in PLANNERS:
            return []
        notes = []
        for name in self.layers:
            entries = (record["inputs"].get(name) or []) if not run.given(name) else []
            definition = run.algorithm.parameterDefinition(name)
            try:
                found = [layer_to_read(definition, entry, carried.name, run.context) for entry in entries]
            except NotFound as error:
                notes.append(error.why)
                continue
            if found and all(isinstance(one, str) for one in found):
                run.parameters[name] = found
        return notes

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> dict[str, Spot]:
        """The spots by their id in the plan, in `crs`; none where they are not known."""
        run.warn(*run.prepared[NOTES])
        if not run.layers("BLIND_SPOTS"):
            return {}
        given = SPOTS.read(run)
        shapes = given.targets.geometry
        if given.crs != crs:

            def moved(xy: np.ndarray) -> np.ndarray:
                return np.column_stack(transform_xy(xy[:, 0], xy[:, 1], given.crs, crs, run.transform_context))

            shapes = shapely.transform(shapes, moved)
        gaps = given.targets.gap
        rows = zip(given.ids, shapes, given.targets.priority, given.names, gaps, given.profiles, strict=True)
        return {str(one): Spot(shape, float(priority), name, float(gap), profile)
                for one, shape, priority, name, gap, profile in rows}  # fmt: skip
