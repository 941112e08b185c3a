"""DJI's route format WPML: a .kmz with a template, which DJI's apps edit, and waylines, which the aircraft flies.

Both hold the same route, because the apps make the waylines anew from the template when a pilot edits it. Heights are
above the take-off point: sea level would need heights above the ellipsoid, which a plan doesn't have.
"""

import numpy as np

from ..errors import UserError
from ..language import tr
from .airborne import Airborne, airborne
from .mission import RELATIVE, Format, Mission, Options
from .wpml_check import check
from .wpml_elements import (
    AIRCRAFT,
    APART,
    ARC_SHARE,
    BEND,
    KML,
    LEAST_ARC,
    LEAST_POINTS,
    MOST_ARC,
    NAMESPACE,
    OFF_LEG,
    RANGES,
    STRAIGHT,
    TEMPLATE,
    THROUGH,
    WAYLINES,
    WRITTEN_POINTS,
    DjiAircraft,
)
from .xml_text import branch, comment, document, leaf
from .zip_parts import zipped

AUTHOR = "Blindspot"


def write(mission: Mission, options: Options) -> bytes:
    """The .kmz of a mission. Raises UserError where DJI's format cannot hold it."""
    aircraft = AIRCRAFT.get(options.aircraft)
    if aircraft is None:
        raise UserError(tr("DJI_AIRCRAFT: choose the aircraft that flies these missions."))
    if options.heights != RELATIVE:
        raise UserError(
            tr(
                "HEIGHTS: DJI's routes of waypoints have heights above the take-off point. A plan with TERRAIN follows "
                "the ground in these too, because its legs have a waypoint wherever the ground demands one."
            )
        )
    route = _route(mission)
    _refuse(mission, route)
    return zipped(
        {
            TEMPLATE: _file(mission, aircraft, route, _template(mission, aircraft, route), AUTHOR),
            WAYLINES: _file(mission, aircraft, route, _wayline(mission, route, aircraft), None),
        }
    )


def fits(mission: Mission, options: Options) -> bool:
    """Whether one file holds the mission, and stays one that a remote controller opens."""
    return len(mission) <= WRITTEN_POINTS


def slower(mission: Mission, options: Options) -> float:
    """s that the flight takes longer than planned, because the aircraft stops at corners."""
    route = _route(mission)
    return route.stopping(arcs(route) == 0)


def _route(mission: Mission) -> Airborne:
    return airborne(mission, APART, slowest=RANGES["waypointSpeed"][0])


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    return (
        tr("Copy the .kmz files to the remote controller, or to a memory card that it reads."),
        tr(
            "In DJI Pilot 2: Flight Route, Import Route, choose the file. Or upload it to the route library of "
            "FlightHub 2."
        ),
        tr(
            "Open the route, compare aircraft, heights, speeds and return height with the list, and start it at the "
            "launch site."
        ),
    )


def _refuse(mission: Mission, route: Airborne) -> None:
    """Raises UserError for what would have to be changed to get it into the file."""
    if len(route) < LEAST_POINTS:
        raise UserError(
            tr(
                "{mission} has fewer than two waypoints in the air: DJI's apps don't load such a route.",
                mission=mission.name,
            )
        )
    fastest = RANGES["waypointSpeed"][1]
    if (route.speed > fastest).any():
        raise UserError(
            tr(
                "{mission} has a leg at {speed:.1f} m/s; DJI's routes have at most {most:.0f} m/s. Plan with a "
                "SPEED of at most {most:.0f} m/s.",
                **{"mission": mission.name, "speed": float(route.speed.max()), "most": fastest},
            )
        )
    least, most = RANGES["globalRTHHeight"]
    if not least <= mission.return_height <= most:
        raise UserError(
            tr(
                "The return height is {height:.0f} m; DJI takes {least:.0f} to {most:.0f} m.",
                height=mission.return_height,
                least=least,
                most=most,
            )
        )


def _file(mission: Mission, aircraft: DjiAircraft, route: Airborne, folder: list[str], author: str | None) -> bytes:
    written = [] if author is None else leaf("wpml:author", author)
    if author is not None and np.isfinite(mission.start):  # the same plan gives the same file: no clock is read
        written += leaf("wpml:createTime", f"{mission.start * 1000:.0f}") + leaf(
            "wpml:updateTime", f"{mission.start * 1000:.0f}"
        )
    return document(
        branch(
            "kml",
            branch(
                "Document",
                comment(mission.name),
                comment(mission.description),
                written,
                _config(mission, aircraft, route),
                folder,
            ),
            xmlns=KML,
            xmlns__wpml=NAMESPACE,
        )
    )


def _config(mission: Mission, aircraft: DjiAircraft, route: Airborne) -> list[str]:
    least, most = RANGES["takeOffSecurityHeight"]
    return branch(
        "wpml:missionConfig",
        leaf("wpml:flyToWaylineMode", "safely"),
        leaf("wpml:finishAction", "goHome"),
        leaf("wpml:exitOnRCLost", "executeLostAction"),
        leaf("wpml:executeRCLostAction", "goBack"),
        leaf("wpml:takeOffSecurityHeight", _number(np.clip(route.height[0], least, most))),
        leaf("wpml:globalTransitionalSpeed", _number(_usual_speed(route))),
        leaf("wpml:globalRTHHeight", _number(mission.return_height)),
        branch(
            "wpml:droneInfo",
            leaf("wpml:droneEnumValue", aircraft.drone),
            leaf("wpml:droneSubEnumValue", aircraft.drone_sub),
        ),
        branch(
            "wpml:payloadInfo",
            leaf("wpml:payloadEnumValue", aircraft.payload),
            leaf("wpml:payloadSubEnumValue", 0),
            leaf("wpml:payloadPositionIndex", 0),
        ),
    )


def _template(mission: Mission, aircraft: DjiAircraft, route: Airborne) -> list[str]:
    arc = arcs(route)
    points = [
        branch(
            "Placemark",
            _point(route, row),
            leaf("wpml:ellipsoidHeight", _number(route.height[row])),
            leaf("wpml:height", _number(route.height[row])),
            leaf("wpml:useGlobalHeight", 0),
            leaf("wpml:useGlobalSpeed", 0),
            leaf("wpml:waypointSpeed", _number(route.speed[row])),
            leaf("wpml:useGlobalHeadingParam", 1),
            leaf("wpml:useGlobalTurnParam", int(arc[row] == 0)),
            _turn(arc[row]) if arc[row] else [],
            leaf("wpml:useStraightLine", 1),
            groups,
            leaf("wpml:isRisky", 0),
        )
        for row, groups in enumerate(_action_groups(mission, aircraft, route))
    ]
    return branch(
        "Folder",
        leaf("wpml:templateType", "waypoint"),
        leaf("wpml:templateId", 0),
        branch(
            "wpml:waylineCoordinateSysParam",
            leaf("wpml:coordinateMode", "WGS84"),
            leaf("wpml:heightMode", "relativeToStartPoint"),
            leaf("wpml:positioningType", "GPS"),
        ),
        leaf("wpml:autoFlightSpeed", _number(_usual_speed(route))),
        leaf("wpml:globalHeight", _number(route.height[0])),
        leaf("wpml:gimbalPitchMode", "manual"),  # the actions turn it, and it stays as they leave it
        branch("wpml:globalWaypointHeadingParam", *_heading()),
        leaf("wpml:globalWaypointTurnMode", STRAIGHT),
        leaf("wpml:globalUseStraightLine", 1),
        *points,
        branch("wpml:payloadParam", leaf("wpml:payloadPositionIndex", 0), leaf("wpml:imageFormat", aircraft.lenses)),
    )


def _wayline(mission: Mission, route: Airborne, aircraft: DjiAircraft) -> list[str]:
    arc = arcs(route)
    points = [
        branch(
            "Placemark",
            _point(route, row),
            leaf("wpml:executeHeight", _number(route.height[row])),
            leaf("wpml:waypointSpeed", _number(route.speed[row])),
            branch("wpml:waypointHeadingParam", *_heading()),
            _turn(arc[row]),
            leaf("wpml:useStraightLine", 1),
            groups,
            leaf("wpml:isRisky", 0),
        )
        for row, groups in enumerate(_action_groups(mission, aircraft, route))
    ]
    return branch(
        "Folder",
        leaf("wpml:templateId", 0),
        leaf("wpml:executeHeightMode", "relativeToStartPoint"),
        leaf("wpml:waylineId", 0),
        leaf("wpml:distance", _number(route.leg.sum())),
        leaf("wpml:duration", _number(route.seconds + route.stopping(arc == 0))),
        leaf("wpml:autoFlightSpeed", _number(_usual_speed(route))),
        *points,
    )


def _point(route: Airborne, row: int) -> list[str]:
    position = f"{route.lon[row]:.9f},{route.lat[row]:.9f}"
    return branch("Point", leaf("coordinates", position)) + leaf("wpml:index", row)


def arcs(route: Airborne) -> np.ndarray:
    """(m,) m before each waypoint at which the arc through it begins; 0: the aircraft stops there.

    It flies through waypoints on a slope, and others where the route hardly bends: with a stop at each, a sortie would
    take more than its battery holds. It stops where it hovers and where photographs begin.
    """
    if len(route) < 3:
        return np.zeros(len(route))
    leg, turn = route.leg, np.nan_to_num(route.turn, nan=np.pi)
    shorter = np.concatenate(([0.0], np.minimum(leg[:-1], leg[1:]), [0.0]))
    arc = np.minimum(OFF_LEG / np.maximum(np.sin(turn / 2), 1e-6), np.minimum(ARC_SHARE * shorter, MOST_ARC))
    through = (turn <= BEND) & (route.hover == 0) & (arc >= LEAST_ARC)
    through[[first for first, _ in route.passes]] = False
    return np.where(through, np.floor(arc * 100) / 100, 0.0)


def _turn(arc: float) -> list[str]:
    return branch(
        "wpml:waypointTurnParam",
        leaf("wpml:waypointTurnMode", THROUGH if arc else STRAIGHT),
        leaf("wpml:waypointTurnDampingDist", f"{arc:.2f}" if arc else 0),
    )


def _heading() -> tuple[list[str], ...]:
    return (
        leaf("wpml:waypointHeadingMode", "followWayline"),
        leaf("wpml:waypointHeadingAngle", 0),
        leaf("wpml:waypointPoiPoint", "0.000000,0.000000,0.000000"),
        leaf("wpml:waypointHeadingPathMode", "followBadArc"),
    )


def _usual_speed(route: Airborne) -> float:
    """m/s, the speed at which most of the route is flown."""
    speeds, index = np.unique(np.round(route.speed[:-1], 3), return_inverse=True)
    return float(speeds[np.argmax(np.bincount(index, weights=route.leg))])


def _action_groups(mission: Mission, aircraft: DjiAircraft, route: Airborne) -> list[list[str]]:
    """For each waypoint the lines of its groups of actions: the gimbal at the first one, hovering, and the photographs
    that begin there."""
    begins = dict(route.passes) if mission.camera.trigger is not None else {}
    found, count = [], 0
    for row in range(len(route)):
        here = []
        actions = []
        if row == 0 and mission.camera.pitch is not None:
            actions.append(("gimbalRotate", _gimbal(mission.camera.pitch)))
        if route.hover[row] > 0:
            actions.append(("hover", leaf("wpml:hoverTime", _number(route.hover[row]))))
        if actions:
            here += _group(count, row, row, leaf("wpml:actionTriggerType", "reachPoint"), actions)
            count += 1
        if row in begins:
            trigger = leaf("wpml:actionTriggerType", "multipleDistance")
            trigger += leaf("wpml:actionTriggerParam", _number(mission.camera.trigger))
            here += _group(count, row, begins[row], trigger, [("takePhoto", _photograph(mission, aircraft))])
            count += 1
        found.append(here)
    return found


def _group(number: int, first: int, last: int, trigger: list[str], actions: list[tuple[str, list[str]]]) -> list[str]:
    return branch(
        "wpml:actionGroup",
        leaf("wpml:actionGroupId", number),
        leaf("wpml:actionGroupStartIndex", first),
        leaf("wpml:actionGroupEndIndex", last),
        leaf("wpml:actionGroupMode", "sequence"),
        branch("wpml:actionTrigger", trigger),
        *(
            branch(
                "wpml:action",
                leaf("wpml:actionId", index),
                leaf("wpml:actionActuatorFunc", name),
                branch("wpml:actionActuatorFuncParam", parameters),
            )
            for index, (name, parameters) in enumerate(actions)
        ),
    )


def _gimbal(pitch: float) -> list[str]:
    return [
        *leaf("wpml:gimbalHeadingYawBase", "north"),
        *leaf("wpml:gimbalRotateMode", "absoluteAngle"),
        *leaf("wpml:gimbalPitchRotateEnable", 1),
        *leaf("wpml:gimbalPitchRotateAngle", _number(pitch)),
        *leaf("wpml:gimbalRollRotateEnable", 0),
        *leaf("wpml:gimbalRollRotateAngle", 0),
        *leaf("wpml:gimbalYawRotateEnable", 0),
        *leaf("wpml:gimbalYawRotateAngle", 0),
        *leaf("wpml:gimbalRotateTimeEnable", 0),
        *leaf("wpml:gimbalRotateTime", 0),
        *leaf("wpml:payloadPositionIndex", 0),
    ]


def _photograph(mission: Mission, aircraft: DjiAircraft) -> list[str]:
    return [
        *leaf("wpml:fileSuffix", f"drone{mission.drone}sortie{mission.sortie}"),
        *leaf("wpml:payloadPositionIndex", 0),
        *leaf("wpml:useGlobalPayloadLensIndex", 0),
        *leaf("wpml:payloadLensIndex", aircraft.lenses),
    ]


def _number(value: float) -> str:
    return f"{value:.3f}"


WPML = Format("DJI WPML", ".kmz", fits, write, check, steps, slower)
