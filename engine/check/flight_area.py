"""The area in which drones must stay, and the places to which they return: inputs of the check besides the plan."""

from dataclasses import dataclass, field

import numpy as np
import shapely

DOCK_EDGE = 10.0
"""m, the least distance of a dock from the edge of a custom flight area. DJI, Custom Flight Area (Cloud API): a dock
lies inside an operation area, outside of all custom zones, and at least this far from their edges."""
ABORT_EDGE = 5.0
"""m from the edge of a custom flight area within which a drone of a DJI dock aborts its task and returns (same
source)."""


@dataclass(frozen=True)
class FlightArea:
    """Where drones may be, and where they return to."""

    geofence: np.ndarray = field(default_factory=lambda: np.zeros(0, object))
    """(k,) shapely polygons, m: drones stay inside their union; none: there is no geofence"""
    rally: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))
    """(r, 2) m: rally points, to which a drone returns instead of its launch site"""
    rally_name: tuple[str | None, ...] = ()
    """(r,) None where a point has none"""
    return_height: float | None = None
    """m above the take-off point, at which a drone returns when it must; None: as high as its sortie flies"""
    docks: bool = False
    """whether the launch sites are DJI docks, with DJI's rules on custom flight areas"""

    @property
    def fenced(self) -> bool:
        """Whether there is a geofence."""
        return bool(len(self.geofence))

    @property
    def fence(self) -> shapely.Geometry:
        """The geofence as one geometry; empty where there is none."""
        return shapely.union_all(self.geofence) if self.fenced else shapely.Polygon()

    @property
    def returns(self) -> bool:
        """Whether the return from the worst point of a sortie is held to the reserve."""
        return bool(len(self.rally)) or self.return_height is not None


NO_AREA = FlightArea()
