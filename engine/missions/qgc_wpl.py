""".waypoints files of Mission Planner, MAVProxy and QGroundControl: the text format `QGC WPL 110`.

One line an item, 12 columns divided by tabs: index, current, frame, command, param1 to param4, latitude, longitude,
altitude, autocontinue. Line 0 is the home position. Fences and rally points are not in it. Format: MAVLink's developer
guide, "Plain-Text File Formats".
"""

import math

from ..language import tr
from .mavlink import FRAME_SEA_LEVEL, WAYPOINT, Item, fits, items_of, slower
from .mission import PX4, Format, Mission, Options
from .qgc_wpl_check import check

HEADER = "QGC WPL 110"
COMMENT = "#"


def write(mission: Mission, options: Options) -> bytes:
    """The file. Raises UserError where the autopilot cannot fly the mission. A description stands in lines that begin
    with #, where the mission breaks rules: Mission Planner and MAVProxy skip them, QGroundControl refuses the file."""
    lon, lat, above_sea = mission.home
    home = Item(
        WAYPOINT, FRAME_SEA_LEVEL, (0.0, 0.0, 0.0, 0.0, lat, lon, above_sea if math.isfinite(above_sea) else 0.0)
    )
    items = [home, *items_of(mission, options)]
    notes = [f"{COMMENT} {line}" for line in mission.description.splitlines()] if mission.broken else []
    rows = [_row(index, item, options.autopilot == PX4) for index, item in enumerate(items)]
    return "".join(f"{line}\n" for line in (HEADER, *notes, *rows)).encode()


def _row(index: int, item: Item, has_nan: bool) -> str:
    """has_nan: whether a direction that the autopilot chooses is nan. PX4 takes 0 for north; ArduPilot does not use
    it."""
    numbers = [0.0 if value is None else value for value in item.params]
    params = ["nan" if value is None and has_nan else f"{value or 0.0:.8f}" for value in item.params[:4]]
    place = [f"{numbers[4]:.9f}", f"{numbers[5]:.9f}", f"{numbers[6]:.6f}"]
    return "\t".join((str(index), str(int(index == 0)), str(item.frame), str(item.command), *params, *place, "1"))


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    if options.autopilot == PX4:
        load = tr("In QGroundControl: Plan, File, Open; choose the file of this sortie.")
    else:
        load = tr("In Mission Planner: Plan, Load File; choose the file of this sortie, and reset home to it.")
    return (
        load,
        tr("The file has no fences and no rally points: draw them in the ground station, or use the .plan file."),
        tr("Set the return height (RTL_ALT in cm, or RTL_RETURN_ALT); then write the mission to the drone."),
    )


WAYPOINTS = Format("ArduPilot and PX4 waypoints (.waypoints)", ".waypoints", fits, write, check, steps, slower)
