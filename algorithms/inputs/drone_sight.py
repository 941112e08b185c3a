"""The buildings that hide the ground from the drones of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.sight.sight import Sight
from ...engine.text import counted
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .evidence import SCORING
from .sight import LEAST_REACH, add_buildings, add_height_field, read_walls
from .taken import PLANNERS, Taken

NAMES = ("BUILDINGS", "HEIGHT_FIELD", "BUILDING_HEIGHT")
"""All parameters of what hides the ground from drones."""


def as_scored(layer: str) -> Taken:
    """The buildings with which the gaps of a layer were scored."""
    return Taken((layer,), SCORING, dict(zip(NAMES, NAMES, strict=True)), silent=True, or_empty=("BUILDINGS",))


def as_planned(layer: str) -> Taken:
    """The buildings with which the routes of a layer were planned."""
    return Taken((layer,), PLANNERS, dict(zip(NAMES, NAMES, strict=True)), silent=True, or_empty=("BUILDINGS",))


def eyes_of(run: Run, altitude: np.ndarray, sight: Sight | None) -> np.ndarray:
    """(f,) m above the ground from which flights see; those without an altitude as from the ground, with a warning
    where buildings or terrain hide places. altitude: (f,) m, NaN where it is not known."""
    unknown = ~(altitude > 0)
    if sight is not None and unknown.any():
        run.warn(
            tr(
                "{routes} no altitude (field altitude_m), and see as little as from the ground: every building in the "
                "way hides what is behind it.",
                routes=counted(int(unknown.sum()), "route has", "routes have"),
            )
        )
    return np.where(unknown, 0.0, altitude)


@dataclass(frozen=True)
class DroneSightInput(Block):
    """BUILDINGS, HEIGHT_FIELD and BUILDING_HEIGHT of a plan."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        add_buildings(
            algorithm,
            "Polygons of buildings. They hide the ground behind them from drones that fly too low: from 60 m, over a "
            "building of 20 m, a drone sees a place 10 m behind the wall only up to 30 m away from the place. What is "
            "hidden does not count as closed, and what no stop sees at this altitude is said before it is flown. "
            "Drones are not kept away from buildings: fly above all of them. Without buildings, a drone sees all that "
            "is in range.",
        )
        add_height_field(algorithm)

    def read(
        self, run: Run, crs: QgsCoordinateReferenceSystem, shapes: Sequence[np.ndarray], reach: float
    ) -> Sight | None:
        """What hides the ground from drones, in the metric `crs`; None without buildings. shapes: arrays of shapely
        geometries in it that are looked at; reach: m, how far drones see."""
        if not run.given("BUILDINGS"):
            return None
        west, south, east, north = shapely.total_bounds(np.concatenate(shapes)).tolist()
        reach = max(reach, LEAST_REACH)
        near = (west - reach, south - reach, east + reach, north + reach)
        walls = read_walls(run, crs, near, run.doing(tr("Reading the buildings."), 0.03, 0.05))
        return None if walls is None else Sight(walls)
