"""No-fly zones: the parameters, and the airspace outside the zones."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.airspace.airspace import MIN_CLEARANCE, SITE_ROOM, Airspace, airspace_around, clearance_notes
from ...engine.errors import UserError
from ...engine.text import counted
from ...engine.zones.zones import Zones
from ...layers.features import Features, LayerSource
from ...layers.zones import zones_of
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres


@dataclass(frozen=True)
class NoFlyInput(Block):
    """NO_FLY, NO_FLY_BUFFER and, for drones, CLEARANCE. zones_help, distance_help: the help texts of the first two."""

    zones_help: str = "Polygons that no drone may enter. Holes in the polygons may be entered."
    distance_help: str = "Distance that drones keep from no-fly zones."
    clears: bool = True
    """whether there is CLEARANCE"""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        polygon = Qgis.ProcessingSourceType.VectorPolygon
        algorithm.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), polygon, None, True),
            self.zones_help,
        )
        algorithm.add(
            metres("NO_FLY_BUFFER", "Distance to no-fly zones (m)", 0),
            self.distance_help,
        )
        if self.clears:
            algorithm.add(
                metres("CLEARANCE", "Least distance to no-fly zones (m)", MIN_CLEARANCE, decimals=1),
                tr(
                    "Drones keep at least this distance from no-fly zones, even where Distance to no-fly zones is "
                    "less: positions err by a few metres, and no drone can be held to a slit between zones that touch. "
                    "A spot within it, or a part of a spot, is not visited. Around a launch site that is itself nearer "
                    "to a zone, only Distance to no-fly zones counts within {room:g} times this distance.",
                    room=SITE_ROOM,
                ),
            )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("NO_FLY")

    def zones(
        self, run: Run, crs: QgsCoordinateReferenceSystem, begins: float | None = None, ends: float | None = None
    ) -> Zones:
        """All zones of NO_FLY in `crs`, with their heights and times. begins, ends: s since the epoch, the span in
        which times matter; None where there are no dates: all zones then count as in force. Says in the log what of
        their fields cannot be read."""
        found, dated = Zones.always([]), 0
        for index, layer in enumerate(run.layers("NO_FLY")):
            read = zones_of(_features(run, layer, index, crs), crs, run.transform_context, begins, ends)
            run.say(*read.notes)
            run.warn(*read.doubts)
            found, dated = found + read.zones, dated + read.dated
        if dated and (begins is None or ends is None):
            run.say(_no_dates(dated))
        return found

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem, sites: np.ndarray | None = None) -> Airspace:
        """The airspace outside the zones and their buffer. sites: (s, 2) launch sites in `crs`. Says in the log where
        CLEARANCE counts."""
        zones = [
            zone
            for index, layer in enumerate(run.layers("NO_FLY"))
            for zone in _features(run, layer, index, crs).table.geometry
        ]
        airspace = airspace_around(
            zones, run.number("NO_FLY_BUFFER"), run.number("CLEARANCE") if self.clears else 0.0, sites
        )
        run.say(*clearance_notes(airspace))
        return airspace


def _features(run: Run, layer: LayerSource, index: int, crs: QgsCoordinateReferenceSystem) -> Features:
    """The polygons of a layer of no-fly zones. Raises UserError where a zone cannot be read, because no zone may be
    ignored."""
    features = run.features(layer, crs, of=("NO_FLY", index))
    if len(features) and shapely.get_dimensions(features.geometry).min() < 2:
        raise UserError(
            tr(
                "The NO_FLY layer {name} contains points or lines, but a zone needs an area. Buffer them into "
                "polygons first, by the distance that drones must keep.",
                name=features.name,
            )
        )
    if features.lost or features.flat or features.partial:
        zones = counted(features.lost + features.flat + features.partial, "zone")
        raise UserError(
            tr(
                "{zones} of the NO_FLY layer {name} cannot be read: no area, parts without one, or outside the "
                "valid area of the CRS. Repair or delete them, because a plan must not ignore a zone.",
                zones=zones,
                name=features.name,
            )
        )
    return features


def _no_dates(dated: int) -> str:
    zones = counted(dated, "no-fly zone has", "no-fly zones have")
    return tr(
        "{zones} times of validity, but the plan has no date (START is empty): they count as in force.", zones=zones
    )
