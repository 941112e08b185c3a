""".plan files of QGroundControl, version 1 with a mission of version 2: mission, geofence and rally points.

Format: QGroundControl's developer guide, "Plan File Format".
"""

import json
from types import MappingProxyType

import numpy as np

from ..language import tr
from .mavlink import (
    FRAME_RELATIVE,
    FRAME_SEA_LEVEL,
    FRAME_TERRAIN,
    LAUNCH,
    Item,
    fits,
    items_of,
    slower,
)
from .mission import ARDUPILOT, PX4, Fence, Format, Mission, Options
from .qgc_plan_check import check

FIRMWARE = MappingProxyType({ARDUPILOT: 3, PX4: 12})
MULTIROTOR = 2
ALTITUDE_MODES = MappingProxyType({FRAME_RELATIVE: 1, FRAME_SEA_LEVEL: 2, FRAME_TERRAIN: 4})
"""QGroundControl's numbers for what an altitude is measured from, by frame."""
USUAL_SPEED = 5.0
"""m/s, for the ground station's estimates, where a mission moves nowhere."""


def write(mission: Mission, options: Options) -> bytes:
    """The file. Raises UserError where the autopilot cannot fly the mission."""
    items = items_of(mission, options)
    lon, lat, above_sea = mission.home
    speeds = mission.speed[2:-1]
    speed = float(np.round(np.median(speeds), 2)) if len(speeds) else USUAL_SPEED
    frame = next((item.frame for item in items if item.has_position and item.command != LAUNCH), FRAME_RELATIVE)
    plan = {
        "fileType": "Plan",
        "version": 1,
        "groundStation": "Blindspot",
        "description": mission.description,
        "mission": {
            "version": 2,
            "firmwareType": FIRMWARE[options.autopilot],
            "vehicleType": MULTIROTOR,
            "cruiseSpeed": speed,
            "hoverSpeed": speed,
            "globalPlanAltitudeMode": ALTITUDE_MODES.get(frame, 1),
            "plannedHomePosition": [round(lat, 9), round(lon, 9), round(above_sea, 2) if np.isfinite(above_sea) else 0],
            "items": [_item(item, number) for number, item in enumerate(items, 1)],
        },
        "geoFence": {
            "version": 2,
            "polygons": [_polygon(fence) for fence in mission.fences if fence.radius is None],
            "circles": [_circle(fence) for fence in mission.fences if fence.radius is not None],
        },
        "rallyPoints": {
            "version": 2,
            "points": [[round(one.lat, 9), round(one.lon, 9), round(one.height, 2)] for one in mission.rally],
        },
    }
    return (json.dumps(plan, indent=4, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _item(item: Item, number: int) -> dict:
    shown = {}
    if item.has_position:
        mode = ALTITUDE_MODES[item.frame]
        shown = {"AMSLAltAboveTerrain": None, "Altitude": item.params[6], "AltitudeMode": mode}
    return {
        **shown,
        "autoContinue": True,
        "command": item.command,
        "doJumpId": number,
        "frame": item.frame,
        "params": list(item.params),
        "type": "SimpleItem",
    }


def _points(fence: Fence) -> list[list[float]]:
    return [[round(float(lat), 9), round(float(lon), 9)] for lon, lat in fence.points]


def _polygon(fence: Fence) -> dict:
    return {"polygon": _points(fence), "inclusion": fence.inclusion, "version": 1}


def _circle(fence: Fence) -> dict:
    return {
        "circle": {"center": _points(fence)[0], "radius": float(fence.radius)},
        "inclusion": fence.inclusion,
        "version": 1,
    }


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    if options.autopilot == PX4:
        safe = tr("Set RTL_RETURN_ALT to the return height, and the geofence action GF_ACTION; then upload.")
    else:
        safe = tr(
            "Set RTL_ALT to the return height (in cm), and FENCE_TYPE and FENCE_ENABLE if the fences are to act "
            "(FENCE_ALT_MAX and FENCE_RADIUS then act too); then upload."
        )
    return (
        tr("In QGroundControl: Plan, File, Open; choose the file of this sortie."),
        tr("Compare take-off position, heights, fences and the way home with the ground you stand on."),
        safe,
    )


PLAN = Format("QGroundControl plan (.plan)", ".plan", fits, write, check, steps, slower)
