"""An airspace without further areas."""

from dataclasses import replace

import shapely

from .airspace import Airspace, airspace_around


def without(airspace: Airspace, areas: shapely.Geometry) -> Airspace:
    """The airspace that is also outside of `areas`, polygons in its CRS, at no distance from them. They do not count
    among the zones that it was given."""
    if shapely.is_empty(areas):
        return airspace
    return replace(airspace, zones=airspace_around([*airspace.zones, areas]).zones)
