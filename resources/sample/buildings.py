"""The buildings of the simulated city: blocks between the streets, most of them around a courtyard; and two cameras.

They have generators of their own, so that the rest of the city does not depend on them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
import shapely.affinity

from .network import Network

KERB, QUAY = 9.0, 25.0
"""Metres from the middle of a street, and from the water, to a building."""
PLOT, PASSAGE = 130.0, 8.0
"""Metres: about the side of a plot, and the way between two."""
DEPTH, LEAST_COURTYARD, LEAST_PLOT = 14.0, 600.0, 400.0
"""Metres from the street to the courtyard; m2 of the smallest courtyard and plot."""
OPEN, UNKNOWN = 0.12, 0.25
"""The share of plots without a building, and of buildings whose height is not known."""
STOREY, STOREYS = 3.0, (2, 8)
"""Metres, and from how many to how many."""
CAMERAS = ((80.0, 100.0, None, 30.0), (60.0, 80.0, "22:00-02:00", 60.0))
"""Range in metres, field of view in degrees, hours, and detection time in seconds of each camera."""


@dataclass(frozen=True)
class Building:
    """A polygon in metres, and its height in metres; None where it is not known."""

    shape: shapely.Polygon
    height: float | None


@dataclass(frozen=True)
class Camera:
    """A camera on a building. bearing, view: degrees; hours: as text, None for always."""

    name: str
    place: shapely.Point
    reach: float
    bearing: float
    view: float
    hours: str | None
    detection: float


def draw_buildings(seed: int, streets: Network, water: shapely.Polygon) -> list[Building]:
    """Buildings on the land between the streets, from west to east."""
    rng = np.random.default_rng([seed, 1000])
    quays = water.buffer(QUAY)
    blocks = shapely.get_parts(shapely.polygonize(streets.lines()))
    plots = [
        plot
        for block in _sorted(blocks)
        for plot in _plots(block.buffer(-KERB, join_style="mitre", mitre_limit=2.0) - quays)
    ]
    found = []
    for plot in _sorted(np.array(plots)):
        built, known = rng.random(2) > (OPEN, UNKNOWN)
        height = STOREY * float(rng.integers(*STOREYS))
        if built:
            courtyard = plot.buffer(-DEPTH, join_style="mitre", mitre_limit=2.0)
            has_one = courtyard.geom_type == "Polygon" and courtyard.area > LEAST_COURTYARD
            found.append(Building(plot - courtyard if has_one else plot, height if known else None))
    return found


def hang_cameras(buildings: list[Building], exits: np.ndarray, names: list[str]) -> list[Camera]:
    """A camera that sees each of these exits, (2, 2) positions, from the wall next to it. It is mapped just inside its
    building, as they often are. names: of the exits."""
    shapes = np.array([building.shape for building in buildings])
    cameras = []
    for at, name, settings in zip(exits, names, CAMERAS, strict=True):
        here = shapely.Point(at)
        wall = shapes[np.argmin(shapely.distance(shapes, here))]
        corner = shapely.get_coordinates(shapely.shortest_line(wall, here))
        dx, dy = corner[1] - corner[0]
        length = np.hypot(dx, dy)
        inside = corner[0] - np.array([dx, dy]) / length
        reach, view, hours, detection = settings
        bearing = float(np.rint(np.degrees(np.arctan2(dx, dy)) % 360.0))
        cameras.append(Camera(f"Camera at {name}", shapely.Point(inside), reach, bearing, view, hours, detection))
    return cameras


def _plots(block: shapely.Geometry) -> Iterator[shapely.Polygon]:
    """The plots of a block, cut across its longer and its shorter side."""
    for part in shapely.get_parts(block):
        if part.is_empty or part.area < LEAST_PLOT:
            continue
        box = shapely.get_coordinates(part.minimum_rotated_rectangle)
        middle, ways = box[:4].mean(axis=0), []
        for side, across in ((box[1] - box[0], box[3] - box[0]), (box[3] - box[0], box[1] - box[0])):
            pieces = max(round(np.hypot(*side) / PLOT), 1)
            for k in range(1, pieces):
                at = middle + side * (k / pieces - 0.5)
                ways.append(shapely.LineString([at - across, at + across]).buffer(PASSAGE / 2, cap_style="flat"))
        cut = part - shapely.union_all(ways) if ways else part
        yield from (plot for plot in shapely.get_parts(cut) if plot.area >= LEAST_PLOT)


def _sorted(polygons: np.ndarray) -> np.ndarray:
    """Polygons from west to east, whatever order GEOS made them in."""
    middle = np.rint(shapely.get_coordinates(shapely.centroid(polygons)))
    return polygons[np.lexsort((middle[:, 1], middle[:, 0]))]
