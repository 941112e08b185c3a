"""KML 2.2: a route to look at in Google Earth, QGIS and others, or to import into a ground station.

The route is a line, and each waypoint a point with what is done there. Heights are above sea level (absolute) where the
plan has terrain, else above the ground (relativeToGround); the file always says which.
"""

import numpy as np

from ..language import tr
from ..timing.text import utc_text
from .airborne import arrivals
from .kml_check import NAMESPACE, check, heights_of
from .mission import Format, Mission, Options
from .xml_text import branch, document, leaf

MOST_POINTS = 10_000
LINE_COLOUR = "ff00a5ff"
"""aabbggrr"""


def write(mission: Mission, options: Options) -> bytes:
    """The .kml of a mission."""
    reach = mission.start + arrivals(mission)
    return document(
        branch(
            "kml",
            branch(
                "Document",
                leaf("name", mission.name),
                leaf("description", mission.description),
                _style(),
                _route(mission, reach),
                branch("Folder", leaf("name", tr("Waypoints")), *_waypoints(mission, reach)),
            ),
            xmlns=NAMESPACE,
        )
    )


def fits(mission: Mission, options: Options) -> bool:
    """Whether one file holds the mission: KML has no limit, but programs have."""
    return len(mission) <= MOST_POINTS


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    return (
        tr("Copy the .kml files to the computer or the tablet that shows the flight."),
        tr("Open them in Google Earth, QGIS, or import them into a ground station that reads KML."),
        tr(
            "KML has no speeds and actions that a ground station flies: set these there, or take another format to fly."
        ),
    )


def _style() -> list[str]:
    line = branch("LineStyle", leaf("color", LINE_COLOUR), leaf("width", 3))
    return branch("Style", line, branch("PolyStyle", leaf("color", "40" + LINE_COLOUR[2:])), id="route")


def _route(mission: Mission, reach: np.ndarray) -> list[str]:
    mode, height = heights_of(mission)
    places = " ".join(_coordinates(mission, height, row) for row in range(len(mission)))
    line = branch(
        "LineString",
        leaf("extrude", 1),
        leaf("tessellate", 0),
        leaf("altitudeMode", mode),
        leaf("coordinates", places),
    )
    return branch("Placemark", leaf("name", mission.name), _span(reach[0], reach[-1]), leaf("styleUrl", "#route"), line)


def _waypoints(mission: Mission, reach: np.ndarray) -> list[list[str]]:
    mode, height = heights_of(mission)
    return [
        branch(
            "Placemark",
            leaf("name", row + 1),
            leaf("description", told(mission, row)),
            _span(reach[row], reach[row] + mission.hover[row]),
            _data(mission, row),
            branch(
                "Point",
                leaf("extrude", 1),
                leaf("altitudeMode", mode),
                leaf("coordinates", _coordinates(mission, height, row)),
            ),
        )
        for row in range(len(mission))
    ]


def told(mission: Mission, row: int) -> str:
    """What is done at a waypoint, for a reader."""
    parts = [
        mission.action[row],
        tr("{height:.0f} m above the ground", height=float(mission.above_ground[row])),
        tr("{speed:.1f} m/s", speed=float(mission.speed[row])),
    ]
    if mission.hover[row] > 0:
        parts.append(tr("hovers {seconds:.0f} s", seconds=float(mission.hover[row])))
    if mission.spot[row]:
        parts.append(str(mission.spot[row]))
    return "; ".join(parts)


def _data(mission: Mission, row: int) -> list[str]:
    values = {
        "action": mission.action[row],
        "speed_ms": f"{mission.speed[row]:.3f}",
        "hover_s": f"{mission.hover[row]:.3f}",
        "height_above_takeoff_m": f"{mission.height[row]:.3f}",
        "height_above_ground_m": f"{mission.above_ground[row]:.3f}",
        **({"spot": mission.spot[row]} if mission.spot[row] else {}),
    }
    return branch("ExtendedData", *(branch("Data", leaf("value", value), name=name) for name, value in values.items()))


def _coordinates(mission: Mission, height: np.ndarray, row: int) -> str:
    return f"{mission.lon[row]:.9f},{mission.lat[row]:.9f},{height[row]:.3f}"


def _span(begins: float, ends: float) -> list[str]:
    if not np.isfinite(begins):
        return []
    return branch("TimeSpan", leaf("begin", utc_text(begins)), leaf("end", utc_text(ends)))


KML = Format("KML", ".kml", fits, write, check, steps)
