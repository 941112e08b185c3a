"""Places where drones do not belong: the parameters, and the areas around these places."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.errors import UserError
from ...engine.plan.plan import Plan
from ...engine.tables import geometries_of
from ...engine.text import counted
from ...engine.zones.privacy import NO_PRIVACY, PrivacyAreas
from ...layers.features import LayerSource
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number

MINUTE = 60.0
"""s"""


@dataclass(frozen=True)
class LayerOfPlaces:
    """The places of a layer of PRIVACY. layer: its name; shapes: in the CRS worked in; names: None where a place has
    none."""

    layer: str
    shapes: list[shapely.Geometry]
    names: list[str | None]


@dataclass(frozen=True)
class PrivacyInput(Block):
    """PRIVACY and PRIVACY_BUFFER, and PRIVACY_HEIGHT and PRIVACY_BUDGET where rules are made of them. help_text: of
    PRIVACY."""

    rules: bool = True
    help_text: str = (
        "Homes, schools, clinics, places of worship: points, lines or polygons that drones should not watch. No drone "
        "hovers, follows a line or sweeps within the privacy distance of them. Spots, or parts of spots, that lie "
        "there are not visited, with the reason: needs ground patrol."
    )

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        kind = Qgis.ProcessingSourceType.VectorAnyGeometry
        algorithm.add(
            QgsProcessingParameterMultipleLayers("PRIVACY", tr("Privacy places"), kind, None, True), self.help_text
        )
        algorithm.add(
            metres("PRIVACY_BUFFER", "Distance to privacy places (m)", 30),
            "Everything within this distance of a privacy place counts as part of it. It must be above 0 for points "
            "and lines.",
        )
        if not self.rules:
            return
        algorithm.add(
            metres("PRIVACY_HEIGHT", "Least height over privacy places (m)", 50, optional=True),
            "Drones cross privacy places only at this height above ground or higher. A drone that flies lower goes "
            "around them. Empty: privacy places are never crossed.",
        )
        algorithm.add(
            number("PRIVACY_BUDGET", "Time over privacy places in a night (min)", None, optional=True, decimals=1),
            "The most minutes that all drones together may spend over privacy places in a night, while they cross "
            "them. With 0, all drones go around. Empty: no limit.",
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("PRIVACY")

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> PrivacyAreas:
        """The areas around the places, in `crs`, which is in metres. Raises UserError where a place cannot be read,
        because none may be ignored."""
        layers = self.places(run, crs)
        shapes = [shape for layer in layers for shape in layer.shapes]
        names = [name for layer in layers for name in layer.names]
        budget = run.optional_number("PRIVACY_BUDGET") if self.rules else None
        if not layers and budget is not None:
            run.warn(tr("PRIVACY_BUDGET is the time over PRIVACY. Without PRIVACY it is not used."))
        if not shapes:
            return NO_PRIVACY
        return PrivacyAreas.around(
            geometries_of(shapes),
            run.number("PRIVACY_BUFFER"),
            run.optional_number("PRIVACY_HEIGHT") if self.rules else None,
            np.inf if budget is None else budget * MINUTE,
            names,
        )

    def places(self, run: Run, crs: QgsCoordinateReferenceSystem) -> list[LayerOfPlaces]:
        """The places themselves, by layer. Raises UserError where one cannot be read."""
        return [_places(run, layer, index, crs) for index, layer in enumerate(run.layers("PRIVACY"))]


def privacy_minutes(plans: Sequence[Plan]) -> dict[str, float]:
    """The output PRIVACY_MINUTES: the most that a plan spends over privacy places; nothing where there are none."""
    found = [plan.privacy.seconds / MINUTE for plan in plans if plan.privacy is not None]
    return {"PRIVACY_MINUTES": max(found)} if found else {}


def _places(run: Run, layer: LayerSource, index: int, crs: QgsCoordinateReferenceSystem) -> LayerOfPlaces:
    features = run.features(layer, crs, of=("PRIVACY", index), collections=True)
    if features.lost or features.flat or features.partial:
        places = counted(features.lost + features.flat + features.partial, "place")
        raise UserError(
            tr(
                "{places} of the PRIVACY layer {name} cannot be read: no area or length, or outside the valid area of "
                "the CRS. Repair or delete them, because no privacy place may be ignored.",
                places=places,
                name=features.name,
            )
        )
    shapes = features.geometry.tolist()
    if not run.number("PRIVACY_BUFFER") and len(shapes) and _has_thin_parts(features.geometry):
        raise UserError(
            tr(
                "The PRIVACY layer {name} contains points or lines. They need a PRIVACY_BUFFER above 0, because a "
                "drone is never exactly over them.",
                name=features.name,
            )
        )
    return LayerOfPlaces(features.name, shapes, [name or None for name in features.names or [None] * len(shapes)])


def _has_thin_parts(shapes: np.ndarray) -> bool:
    """Whether some shapes, or parts of collections, are points or lines."""
    parts = shapely.get_parts(shapes)
    while (shapely.get_type_id(parts) == shapely.GeometryType.GEOMETRYCOLLECTION).any():
        parts = shapely.get_parts(parts)
    return bool((shapely.get_dimensions(parts) < 2).any())
