"""The strict check of DJI's route format WPML, from the published tables of its elements."""

import re
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from ..crs.geodesic import ground_length
from ..language import tr
from ..text import shortened
from .airborne import Airborne, airborne
from .compared import Held, differences, listed, places, waypoint
from .mission import Fault, Mission, Options
from .wpml_elements import (
    AIRCRAFT,
    APART,
    FOLLOWS_SURFACE,
    HEIGHT_MODES,
    KML,
    LEAST_POINTS,
    MOST_POINTS,
    OFF_LEG,
    RANGES,
    RESOURCES,
    STRAIGHT,
    TEMPLATE,
    TEMPLATE_HEIGHT_MODES,
    THROUGH,
    WAYLINES,
)
from .wpml_structure import Wpml, action_faults, config_faults, folder_faults, value_faults
from .xml_text import Element, NotReadable, child_text, children, number, parsed, whole
from .zip_parts import unzipped

ARCS = (THROUGH, "toPointAndPassWithContinuityCurvature")
NO_ARC = 1e6
"""m, in place of a distance that isn't given."""
SETTINGS = MappingProxyType(
    {
        "flyToWaylineMode": "safely",
        "finishAction": "goHome",
        "exitOnRCLost": "executeLostAction",
        "executeRCLostAction": "goBack",
    }
)
"""of a mission: climb before flying to the first waypoint, return at the end and when the remote control is lost"""
PATH = re.compile(r"[^\x00-\x1f]{1,200}")


def check(data: bytes, mission: Mission | None, options: Options | None) -> list[Fault]:
    """The faults of a .kmz; with a mission, also where it isn't what was to be written."""
    try:
        files = unzipped(data)
    except NotReadable as error:
        return [Fault("", str(error))]
    faults = [
        Fault(name, tr("The zip has no {name}; DJI's apps need it.", name=name))
        for name in (TEMPLATE, WAYLINES)
        if name not in files
    ]
    faults += [
        Fault(shortened(name), tr("The zip has a file that does not belong to a route: {name}.", name=shortened(name)))
        for name in files
        if name not in (TEMPLATE, WAYLINES) and not (name.startswith(RESOURCES) and PATH.fullmatch(name))
    ][:5]
    if faults:
        return faults
    try:
        template, waylines = (Wpml.of(parsed(files[name], name), name) for name in (TEMPLATE, WAYLINES))
    except NotReadable as error:
        return [Fault("", str(error))]
    faults = [fault for part in (template, waylines) for fault in value_faults(part) + config_faults(part)]
    faults += [fault for part in (template, waylines) for fault in folder_faults(part) + action_faults(part)]
    faults += _route_faults(waylines)
    if not faults:
        faults += _agreement(template, waylines)
    if mission is not None and not faults:
        faults += _mission_faults(template, waylines, mission, options)
    return faults


def _route_faults(part: Wpml) -> list[Fault]:
    """Positions, heights and numbers of waypoints of each route."""
    faults = []
    drone = whole(child_text(next(children(part.config, part.name("droneInfo")), None), part.name("droneEnumValue")))
    for folder in part.folders:
        points = list(children(folder, f"{{{KML}}}Placemark"))
        if not LEAST_POINTS <= len(points) <= MOST_POINTS:
            faults.append(
                Fault(
                    part.file,
                    tr(
                        "A route has {count:,} waypoints; {least} to {most:,} are possible.",
                        count=len(points),
                        least=LEAST_POINTS,
                        most=MOST_POINTS,
                    ),
                )
            )
            continue
        lon, lat = positions(points)
        faults += places(lon, lat, None)
        arc = np.array([_turn(part, folder, point)[1] for point in points], float)
        arc[[_turn(part, folder, point)[0] not in ARCS for point in points]] = 0
        heights = _column(points, part.name("executeHeight"))
        leg = np.hypot(ground_length(lon, lat), np.diff(heights)) if not faults else np.full(len(points) - 1, np.inf)
        tight = arc[:-1] + arc[1:] > leg + 0.1
        faults += listed(
            np.append(tight, False),
            lambda row: tr(
                "The arcs through it and the next waypoint (waypointTurnDampingDist) are longer than the leg."
            ),
        )
        mode = child_text(folder, part.name("executeHeightMode"))
        if mode == "realTimeFollowSurface" and drone not in FOLLOWS_SURFACE:
            faults.append(
                Fault(part.file, tr("The aircraft cannot follow the ground by itself (realTimeFollowSurface)."))
            )
        least, most = HEIGHT_MODES.get(mode, (-np.inf, np.inf))
        heights = np.array([number(child_text(point, part.name("executeHeight"))) for point in points])
        faults += listed(
            (heights < least) | (heights > most),
            lambda row, heights=heights, mode=mode, least=least, most=most: tr(
                "executeHeight is {height:.2f} m; with {mode} it is {least:.0f} to {most:.0f} m. Are these heights "
                "above something else?",
                **{"height": heights[row], "mode": mode, "least": least, "most": most},
            ),
        )
    return faults


def positions(points: list[Element]) -> tuple[np.ndarray, np.ndarray]:
    """(w,) longitude and latitude of placemarks, NaN where there is none."""
    found = []
    for point in points:
        text = child_text(next(children(point, f"{{{KML}}}Point"), None), f"{{{KML}}}coordinates") or ""
        values = [number(value) for value in text.split(",")]
        found.append(values[:2] if len(values) in (2, 3) else [np.nan, np.nan])
    lon, lat = np.array(found, float).reshape(-1, 2).T
    return lon, lat


def _agreement(template: Wpml, waylines: Wpml) -> list[Fault]:
    """Where template and waylines differ. Templates other than of waypoints hold an area, and are not compared."""
    faults = []
    for name in sorted({*RANGES, "flyToWaylineMode", "finishAction", "exitOnRCLost", "executeRCLostAction"}):
        here, there = (child_text(part.config, part.name(name)) for part in (template, waylines))
        if here is not None and there is not None and not _alike(here, there):
            faults.append(_disagree(name, here, there))
    for outer, inner in (
        ("droneInfo", "droneEnumValue"),
        ("droneInfo", "droneSubEnumValue"),
        ("payloadInfo", "payloadEnumValue"),
    ):
        here, there = (
            child_text(next(children(part.config, part.name(outer)), None), part.name(inner))
            for part in (template, waylines)
        )
        if here != there:
            faults.append(_disagree(inner, here, there))
    known = {child_text(folder, template.name("templateId")): folder for folder in template.folders}
    for folder in waylines.folders:
        number_of = child_text(folder, waylines.name("templateId"))
        if number_of not in known:
            faults.append(
                Fault(
                    WAYLINES, tr("A route has templateId {number}, which the template doesn't have.", number=number_of)
                )
            )
        elif child_text(known[number_of], template.name("templateType")) == "waypoint":
            faults += _same_route(template, known[number_of], waylines, folder)
    return faults


def _same_route(template: Wpml, drawn: Element, waylines: Wpml, flown: Element) -> list[Fault]:
    ours, theirs = (list(children(folder, f"{{{KML}}}Placemark")) for folder in (drawn, flown))
    if len(ours) != len(theirs):
        return [
            Fault(
                "",
                tr("template.kml has {here:,} waypoints, waylines.wpml {there:,}.", here=len(ours), there=len(theirs)),
            )
        ]
    (lon, lat), (lon2, lat2) = positions(ours), positions(theirs)
    faults = listed(
        ~((np.abs(lon - lon2) <= 1e-7) & (np.abs(lat - lat2) <= 1e-7)),
        lambda row: tr("template.kml and waylines.wpml have it at different places."),
    )
    mode = child_text(
        next(children(drawn, template.name("waylineCoordinateSysParam")), None), template.name("heightMode")
    )
    flown_mode = child_text(flown, waylines.name("executeHeightMode"))
    if TEMPLATE_HEIGHT_MODES.get(mode) != flown_mode:
        return [*faults, _disagree("heightMode", mode, flown_mode)]
    if mode == "EGM96" or mode == "aboveGroundLevel":  # the route has the heights above the ellipsoid
        heights = _column(ours, template.name("ellipsoidHeight"))
    else:
        heights = _column(ours, template.name("height"))
    globally = [child_text(point, template.name("useGlobalHeight")) == "1" for point in ours]
    heights = np.where(globally, number(child_text(drawn, template.name("globalHeight"))), heights)
    flown_heights = _column(theirs, waylines.name("executeHeight"))
    return faults + listed(
        np.abs(heights - flown_heights) > 0.01,
        lambda row: tr(
            "template.kml has it at {here:.2f} m, waylines.wpml at {there:.2f} m.",
            here=heights[row],
            there=flown_heights[row],
        ),
    )


def _column(points: list[Element], name: str) -> np.ndarray:
    return np.array([number(child_text(point, name)) for point in points], float)


def _alike(one: str, other: str) -> bool:
    a, b = number(one), number(other)
    return one == other or abs(a - b) <= 0.001


def _disagree(name: str, here: str | None, there: str | None) -> Fault:
    return Fault(
        "",
        tr(
            "{name} is {here} in template.kml and {there} in waylines.wpml.",
            **{"name": name, "here": shortened(here or "-"), "there": shortened(there or "-")},
        ),
    )


def _mission_faults(template: Wpml, waylines: Wpml, mission: Mission, options: Options | None) -> list[Fault]:
    """Where the file differs from the mission that it was written for."""
    if len(waylines.folders) != 1:
        return [Fault(WAYLINES, tr("The file has {count:,} routes; a mission is one.", count=len(waylines.folders)))]
    folder = waylines.folders[0]
    if child_text(folder, waylines.name("executeHeightMode")) != "relativeToStartPoint":
        return [
            Fault(
                WAYLINES,
                tr("executeHeightMode must be relativeToStartPoint: the mission has heights above the take-off point."),
            )
        ]
    route = airborne(mission, APART, slowest=RANGES["waypointSpeed"][0])
    for part, drawn, height in ((waylines, folder, "executeHeight"), (template, template.folders[0], "height")):
        faults = [
            replace(fault, where=", ".join(filter(None, (part.file, fault.where))))
            for fault in _differences(part, drawn, height, route, mission)
        ]
        if faults:  # the other file most likely has the same ones
            return faults
    faults = [
        Fault(WAYLINES, tr("{name} must be {value}.", name=name, value=value))
        for name, value in SETTINGS.items()
        if child_text(waylines.config, waylines.name(name)) != value
    ]
    returns = number(child_text(waylines.config, waylines.name("globalRTHHeight")))
    if not abs(returns - mission.return_height) <= 0.01:
        faults.append(
            Fault(
                "",
                tr(
                    "globalRTHHeight is {height:.2f} m; the mission returns at {wanted:.2f} m.",
                    height=returns,
                    wanted=mission.return_height,
                ),
            )
        )
    climb = number(child_text(waylines.config, waylines.name("takeOffSecurityHeight")))
    height = float(np.clip(route.height[0], *RANGES["takeOffSecurityHeight"]))
    if not abs(climb - height) <= 0.01:
        faults.append(
            Fault(
                "",
                tr(
                    "takeOffSecurityHeight is {climb:.2f} m; the mission climbs to {height:.2f} m before it flies on.",
                    climb=climb,
                    height=height,
                ),
            )
        )
    return faults + _aircraft_faults(waylines, options)


def _differences(part: Wpml, folder: Element, height: str, route: Airborne, mission: Mission) -> list[Fault]:
    """Where one of the two files differs from the mission. height: the element with the height."""
    points = list(children(folder, f"{{{KML}}}Placemark"))
    hover, interval, gimbal = held_actions(part, points)
    heights, speeds = (_column(points, part.name(name)) for name in (height, "waypointSpeed"))
    found = Held(*positions(points), heights, speeds, hover, interval)
    faults = differences(found, wanted(route, mission), mission, tr("height above the take-off point"))
    faults += _turn_faults([_turn(part, folder, point) for point in points], route)
    if mission.camera.pitch is not None and not abs(gimbal - mission.camera.pitch) <= 0.01:
        faults.append(
            Fault(
                waypoint(0),
                tr("The gimbal isn't turned to {pitch:.0f} degrees at the first waypoint.", pitch=mission.camera.pitch),
            )
        )
    return faults


def _turn(part: Wpml, folder: Element, point: Element) -> tuple[str | None, float]:
    """waypointTurnMode and waypointTurnDampingDist of a waypoint, of its own or of all; the latter have no distance."""
    if part.is_template and child_text(point, part.name("useGlobalTurnParam")) == "1":
        return child_text(folder, part.name("globalWaypointTurnMode")), NO_ARC
    turn = next(children(point, part.name("waypointTurnParam")), None)
    arc = number(child_text(turn, part.name("waypointTurnDampingDist")))
    return child_text(turn, part.name("waypointTurnMode")), arc


def _turn_faults(turns: list[tuple[str | None, float]], route: Airborne) -> list[Fault]:
    """Waypoints at which the aircraft would leave its legs, or fly on although it is to hover."""
    if len(turns) != len(route):
        return []
    modes, arc = [mode for mode, _ in turns], np.array([arc for _, arc in turns], float)
    stops = np.array([mode == STRAIGHT for mode in modes], bool)
    through = np.array([mode == THROUGH for mode in modes], bool)
    off = arc * np.sin(np.nan_to_num(route.turn, nan=np.pi) / 2)
    faults = listed(
        ~stops & ~(through & (off <= OFF_LEG + 0.001)),
        lambda row: tr("waypointTurnMode is {mode}: the aircraft would leave the leg.", mode=modes[row]),
    )
    return faults + listed(
        through & (route.hover > 0), lambda row: tr("The aircraft is to hover there, but flies through.")
    )


def wanted(route: Airborne, mission: Mission) -> Held:
    """What a file must hold of a route."""
    trigger = np.nan if mission.camera.trigger is None else mission.camera.trigger
    return Held(
        route.lon, route.lat, route.height, route.speed, route.hover, np.where(route.photographs, trigger, np.nan)
    )


def held_actions(part: Wpml, points: list[Element]) -> tuple[np.ndarray, np.ndarray, float]:
    """(w,) s of hovering at each waypoint, (w,) m between photographs on the leg after it, and the pitch of the gimbal
    at the first one."""
    hover, interval, gimbal = np.zeros(len(points)), np.full(len(points), np.nan), np.nan
    for row, point in enumerate(points):
        for group in children(point, part.name("actionGroup")):
            trigger = next(children(group, part.name("actionTrigger")), None)
            kind = child_text(trigger, part.name("actionTriggerType"))
            for action in children(group, part.name("action")):
                done = child_text(action, part.name("actionActuatorFunc"))
                parameters = next(children(action, part.name("actionActuatorFuncParam")), None)
                if done == "hover":
                    hover[row] += number(child_text(parameters, part.name("hoverTime")))
                elif done == "gimbalRotate" and row == 0:
                    gimbal = number(child_text(parameters, part.name("gimbalPitchRotateAngle")))
                elif done == "takePhoto" and kind == "multipleDistance":
                    first = whole(child_text(group, part.name("actionGroupStartIndex"))) or 0
                    last = whole(child_text(group, part.name("actionGroupEndIndex"))) or 0
                    interval[first:last] = number(child_text(trigger, part.name("actionTriggerParam")))
    return hover, interval, gimbal


def _aircraft_faults(part: Wpml, options: Options | None) -> list[Fault]:
    aircraft = AIRCRAFT.get(options.aircraft) if options is not None else None
    if aircraft is None:
        return []
    drone, payload = (next(children(part.config, part.name(name)), None) for name in ("droneInfo", "payloadInfo"))
    found = (
        whole(child_text(drone, part.name("droneEnumValue"))),
        whole(child_text(drone, part.name("droneSubEnumValue"))) or 0,
        whole(child_text(payload, part.name("payloadEnumValue"))),
    )
    if found == (aircraft.drone, aircraft.drone_sub, aircraft.payload):
        return []
    return [Fault("", tr("The file is for another aircraft than {aircraft}.", aircraft=aircraft.title))]
