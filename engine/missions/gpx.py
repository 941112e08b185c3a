"""GPX 1.1: a route for handheld receivers, QGIS and ground stations that read GPX.

It is one route (rte), which is to be flown, and no track (trk), which is what was. Elevations are above sea level; a
plan without terrain has none. Speeds and hovering are in extensions, because GPX has no elements for them.
"""

import numpy as np

from ..language import tr
from ..timing.text import utc_text
from .airborne import arrivals
from .gpx_check import EXTENSIONS, NAMESPACE, check
from .kml import told
from .mission import Format, Mission, Options
from .xml_text import branch, document, leaf

MOST_POINTS = 10_000


def write(mission: Mission, options: Options) -> bytes:
    """The .gpx of a mission."""
    reach = mission.start + arrivals(mission)
    points = [_point(mission, row, reach[row]) for row in range(len(mission))]
    return document(
        branch(
            "gpx",
            branch("metadata", leaf("name", mission.name), leaf("desc", mission.description)),
            branch("rte", leaf("name", mission.name), leaf("desc", mission.description), *points),
            version="1.1",
            creator="Blindspot",
            xmlns=NAMESPACE,
            xmlns__bs=EXTENSIONS,
        )
    )


def fits(mission: Mission, options: Options) -> bool:
    """Whether one file holds the mission: GPX has no limit, but programs have."""
    return len(mission) <= MOST_POINTS


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    return (
        tr("Copy the .gpx files to the receiver or the computer."),
        tr("Import them as routes, for example in QGIS or in a ground station that reads GPX."),
        tr(
            "GPX has no speeds and actions that a ground station flies: set these there, or take another format to fly."
        ),
    )


def _point(mission: Mission, row: int, reached: float) -> list[str]:
    sea = mission.above_sea[row]
    return branch(
        "rtept",
        leaf("ele", f"{sea:.3f}") if np.isfinite(sea) else [],
        leaf("time", utc_text(reached)) if np.isfinite(reached) else [],
        leaf("name", f"{row + 1:04d} {mission.action[row]}"),
        leaf("desc", told(mission, row)),
        branch(
            "extensions",
            leaf("bs:speed", f"{mission.speed[row]:.3f}"),
            leaf("bs:hover", f"{mission.hover[row]:.3f}"),
            leaf("bs:height_above_takeoff", f"{mission.height[row]:.3f}"),
            leaf("bs:height_above_ground", f"{mission.above_ground[row]:.3f}"),
        ),
        lat=f"{mission.lat[row]:.9f}",
        lon=f"{mission.lon[row]:.9f}",
    )


GPX = Format("GPX", ".gpx", fits, write, check, steps)
