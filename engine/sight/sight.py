"""Sight: what hides a place from a unit in range of it."""

from dataclasses import dataclass

from .terrain import Terrain
from .walls import Walls

WALL_TOLERANCE = 5.0
"""metres; a unit up to so far behind a wall counts as before it, because fixes scatter"""


@dataclass(frozen=True)
class Sight:
    """What hides places from units.

    walls: None where no buildings are given; tolerance: metres, a unit or a watcher up to so far behind a wall counts
    as before it. It applies to patrols and watchers, not to units above the ground (`Detection.eye`), whose positions
    are planned. terrain: None where none is given; it hides places beside the walls.
    """

    walls: Walls | None = None
    tolerance: float = WALL_TOLERANCE
    terrain: Terrain | None = None
