"""Terrain that hides places from units in open country."""

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterRasterLayer

from ...engine.places.places import Places
from ...engine.progress import Progress, quiet
from ...engine.provenance.content import content_hash
from ...engine.sight.terrain import Terrain
from ...engine.text import counted
from ...layers.features import Bounds
from ...layers.sight_terrain import metres_of_heights, read_sight_terrain
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres

EYE, TARGET = 1.7, 1.0  # metres
COARSE = 3
"""A range of fewer cells than this shows little of a terrain."""


@dataclass(frozen=True)
class SightTerrainInput(Block):
    """SIGHT_TERRAIN, EYE_HEIGHT and TARGET_HEIGHT."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The parameters."""
        algorithm.add(
            QgsProcessingParameterRasterLayer("SIGHT_TERRAIN", tr("Terrain that hides places"), None, True),
            "DEM for open country: heights in metres. A patrol then sees a place only while no ridge or slope is "
            "between them. Use it for long ranges, over ground that rises and falls by more than a few metres; in a "
            "city buildings matter more. Where the DEM has no data, nothing is hidden. Without it, the ground is flat.",
        )
        algorithm.add(
            metres("EYE_HEIGHT", "Height of the eyes above the ground (m)", EYE, decimals=1),
            "Height above the ground from which patrols see: 1.7 for persons on foot, 1.2 in a car, 2.5 on a horse. "
            "Watchers have it too. Only used with terrain that hides places.",
        )
        algorithm.add(
            metres("TARGET_HEIGHT", "Height of what is to be seen (m)", TARGET, decimals=1),
            "Height above the ground of what patrols look for: 1 for a person who crouches, 1.7 for one who stands, 0 "
            "for tracks or litter. Only used with terrain that hides places.",
        )

    def read(
        self,
        run: Run,
        crs: QgsCoordinateReferenceSystem,
        places: Places,
        bounds: Bounds,
        reach: float,
        progress: Progress = quiet,
    ) -> Terrain | None:
        """The terrain in `bounds` (x, y, x, y in the metric `crs`); None where none is given. reach: metres, the
        longest range of a patrol."""
        layer = run.raster("SIGHT_TERRAIN") if run.has("SIGHT_TERRAIN") else None
        if layer is None:
            return None
        read = read_sight_terrain(layer, bounds, crs, run.transform_context, reach, progress)
        terrain = replace(read, eye=run.number("EYE_HEIGHT"), target=run.number("TARGET_HEIGHT"))
        content = content_hash(np.round(np.nan_to_num(terrain.heights, nan=-1e6), 2).ravel())
        run.note_input("SIGHT_TERRAIN", content=content, within=bounds)
        _report(run, layer.name(), metres_of_heights(layer), terrain, places, reach)
        return terrain


def _report(run: Run, name: str, unit: float, terrain: Terrain, places: Places, reach: float) -> None:
    """Logs what is known of the ground, and warns where it shows little."""
    size = f"{float(f'{terrain.size:.3g}'):,g}"
    run.say(
        tr(
            "{layer} (SIGHT_TERRAIN), band 1, is read in cells of {size} m. What is {target:g} m high is seen from "
            "{eye:g} m above the ground where the ground between does not hide it.",
            layer=name,
            size=size,
            target=terrain.target,
            eye=terrain.eye,
        )
    )
    if unit != 1:
        run.say(
            tr(
                "Its heights are in feet, by its vertical CRS or its band, and are converted ({unit:.7g} m).",
                unit=unit,
            )
        )
    unknown = int(np.count_nonzero(~terrain.known(places.x, places.y)))
    share = float(np.mean(np.isnan(terrain.heights)))
    if unknown or share > 0:
        text = tr(
            "SIGHT_TERRAIN has no data for {share} % of the ground around the places, with {unknown} of {points} "
            "in it. Ground without data hides nothing, and what is on it is seen.",
            share=f"{100 * share:.0f}" if share >= 0.01 else f"{100 * share:.1g}",
            unknown=f"{unknown:,}",
            points=counted(len(places.x), "sample point"),
        )
        (run.warn if unknown else run.say)(text)
    if reach < COARSE * terrain.size:
        run.warn(
            tr(
                "The cells of SIGHT_TERRAIN ({size} m) are large beside DETECTION_RANGE ({reach:g} m), so the "
                "terrain hides little. Use a DEM with smaller pixels, or leave SIGHT_TERRAIN empty.",
                size=size,
                reach=reach,
            )
        )
