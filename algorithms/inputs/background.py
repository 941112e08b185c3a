"""BACKGROUND: layers that are drawn below the maps of a report."""

from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.pages.background import Draws
from ...layers.background import copies_of, drawn
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run


@dataclass(frozen=True)
class BackgroundInput(Block):
    """BACKGROUND."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "BACKGROUND", tr("Background of the maps"), Qgis.ProcessingSourceType.MapLayer, None, True
            ),
            "Streets, water, a basemap: layers that the report draws below its maps, in their own styles, the first on "
            "top; grey if they have none. They change no result. Layers on a server are drawn as far as they can be "
            "reached.",
        )

    def prepare(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, "BACKGROUND", run.context)
        run.prepared["BACKGROUND"] = copies_of(layers, run.context.project())

    def draws(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Draws | None:
        """Draws the layers in `crs`; None where there are none."""
        layers = run.prepared["BACKGROUND"]
        if not layers:
            return None

        def draw(extent: tuple[float, float, float, float], width: int, height: int) -> bytes:
            return drawn(layers, crs, run.transform_context, extent, width, height)

        return draw
