"""No-fly zones: the parameters, and the airspace that they leave."""

from dataclasses import dataclass

import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.airspace.airspace import Airspace, airspace_around
from ...engine.errors import UserError
from ...engine.tables import geopandas
from ...layers.features import LayerSource
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres


@dataclass(frozen=True)
class NoFlyInput(Block):
    """NO_FLY and NO_FLY_BUFFER. what: what keeps out of the zones, for the help."""

    what: str = "drone"

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        polygon = Qgis.ProcessingSourceType.VectorPolygon
        algorithm.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), polygon, None, True),
            f"Polygons that no {self.what} may enter. Holes in them are open.",
        )
        algorithm.add(
            metres("NO_FLY_BUFFER", "Distance to no-fly zones", 0), f"How far {self.what}s keep from no-fly zones."
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("NO_FLY")

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Airspace:
        """What the zones, with their buffer, leave open."""
        zones = [zone for layer in run.layers("NO_FLY") for zone in _zones(run, layer, crs)]
        return airspace_around(zones, run.number("NO_FLY_BUFFER"))


def _zones(run: Run, layer: LayerSource, crs: QgsCoordinateReferenceSystem) -> geopandas.GeoSeries:
    """The polygons of a layer of no-fly zones. Raises UserError where one of them could not be kept clear of."""
    features = run.features(layer, crs)
    if len(features) and shapely.get_dimensions(features.geometry).min() < 2:
        raise UserError(
            f"NO_FLY layer {features.name} holds points or lines, and a zone needs an area. Buffer them into polygons "
            "first, as wide as drones must keep away."
        )
    if features.lost or features.flat:
        raise UserError(
            f"{features.lost + features.flat:,} zones of the NO_FLY layer {features.name} cannot be read: they have no "
            "area, or lie outside what the CRS can express. Mend or delete them: a plan must know every zone."
        )
    return features.table.geometry
