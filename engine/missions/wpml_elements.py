"""DJI's route format WPML as published: aircraft, element names, values and ranges.

Source: DJI Cloud API, DJI WPML (template.kml, waylines.wpml, common elements) and product support, developer.dji.com.
"""

from dataclasses import dataclass
from types import MappingProxyType

KML = "http://www.opengis.net/kml/2.2"
NAMESPACE = "http://www.dji.com/wpmz/1.0.6"
NAMESPACES = tuple(f"http://www.dji.com/wpmz/1.0.{minor}" for minor in range(10))
APART = 0.5
"""m between successive waypoints, at the least."""
LEAST_POINTS, MOST_POINTS, WRITTEN_POINTS = 2, 65_535, 5_000
"""Waypoints of a route, as published, and at the most in a file that is written."""
TEMPLATE, WAYLINES, RESOURCES = "wpmz/template.kml", "wpmz/waylines.wpml", "wpmz/res/"


@dataclass(frozen=True)
class DjiAircraft:
    """An aircraft with its camera, as WPML numbers them."""

    title: str
    drone: int
    drone_sub: int
    payload: int
    lenses: str
    """the pictures that are kept of each photograph"""


AIRCRAFT = MappingProxyType(
    {
        "M3E": DjiAircraft("DJI Mavic 3E", 77, 0, 66, "wide"),
        "M3T": DjiAircraft("DJI Mavic 3T", 77, 1, 67, "wide,ir"),
        "M30": DjiAircraft("DJI Matrice 30", 67, 0, 52, "wide"),
        "M30T": DjiAircraft("DJI Matrice 30T", 67, 1, 53, "wide,ir"),
        "M350_H20T": DjiAircraft("DJI Matrice 350 RTK, Zenmuse H20T", 89, 0, 43, "wide,ir"),
        "M350_H30T": DjiAircraft("DJI Matrice 350 RTK, Zenmuse H30T", 89, 0, 83, "wide,ir"),
    }
)
"""What missions are written for."""

ZENMUSE = frozenset({20, 26, 41, 42, 43, 50, 61, 82, 83, 90, 91, 65534, 65535})
PAYLOADS = MappingProxyType(
    {
        (60, 0): ZENMUSE,
        (89, 0): ZENMUSE,
        (67, 0): frozenset({52, 65534}),
        (67, 1): frozenset({53, 65534}),
        (77, 0): frozenset({66, 65534}),
        (77, 1): frozenset({67, 65534}),
        (77, 2): frozenset({68, 65534}),
        (91, 0): frozenset({80, 65534}),
        (91, 1): frozenset({81, 65534}),
        (99, 0): frozenset({88, 65534}),
        (99, 1): frozenset({89, 65534}),
    }
)
"""Cameras by drone type and sub type: M300, M350, M30, M30T, Mavic 3E, 3T, 3M, Matrice 3D, 3TD, 4E, 4T."""
FOLLOWS_SURFACE = frozenset({77, 91})
"""Drone types that can fly at a height above the ground that they measure themselves."""

HEIGHT_MODES = MappingProxyType(
    {
        "WGS84": (-1000.0, 10_000.0),
        "relativeToStartPoint": (-500.0, 1500.0),
        "realTimeFollowSurface": (1.0, 500.0),
    }
)
"""executeHeightMode, and the heights in m that can be meant."""
TEMPLATE_HEIGHT_MODES = MappingProxyType(
    {
        "EGM96": "WGS84",
        "relativeToStartPoint": "relativeToStartPoint",
        "aboveGroundLevel": "WGS84",
        "realTimeFollowSurface": "realTimeFollowSurface",
    }
)
"""heightMode of the template -> executeHeightMode of the route."""
TURNS = frozenset(
    {
        "coordinateTurn",
        "toPointAndStopWithDiscontinuityCurvature",
        "toPointAndStopWithContinuityCurvature",
        "toPointAndPassWithContinuityCurvature",
    }
)
STRAIGHT = "toPointAndStopWithDiscontinuityCurvature"
"""In straight lines, with a stop at the waypoint: the only mode that keeps the aircraft on the legs at a corner."""
THROUGH = "coordinateTurn"
"""In straight lines, through the waypoint in an arc that begins waypointTurnDampingDist before it."""
OFF_LEG = 0.1
"""m that such an arc may lead off the legs."""
BEND = 0.26
"""radians (15 degrees) from which on an aircraft stops: a narrow arc would slow it down as much."""
LEAST_ARC, MOST_ARC, ARC_SHARE = 0.2, 5.0, 0.45
"""waypointTurnDampingDist in m, and at the most as a share of the shorter leg."""
VALUES = MappingProxyType(
    {
        "flyToWaylineMode": frozenset({"safely", "pointToPoint"}),
        "finishAction": frozenset({"goHome", "noAction", "autoLand", "gotoFirstWaypoint"}),
        "exitOnRCLost": frozenset({"goContinue", "executeLostAction"}),
        "executeRCLostAction": frozenset({"goBack", "landing", "hover"}),
        "templateType": frozenset({"waypoint", "mapping2d", "mapping3d", "mappingStrip"}),
        "coordinateMode": frozenset({"WGS84"}),
        "positioningType": frozenset({"GPS", "RTKBaseStation", "QianXun", "Custom"}),
        "gimbalPitchMode": frozenset({"manual", "usePointSetting", "fixed"}),
        "globalWaypointTurnMode": TURNS,
        "waypointTurnMode": TURNS,
        "waypointHeadingMode": frozenset({"followWayline", "manually", "fixed", "smoothTransition", "towardPOI"}),
        "waypointHeadingPathMode": frozenset({"clockwise", "counterClockwise", "followBadArc"}),
        "actionGroupMode": frozenset({"sequence"}),
        "actionTriggerType": frozenset({"reachPoint", "betweenAdjacentPoints", "multipleTiming", "multipleDistance"}),
        "gimbalHeadingYawBase": frozenset({"north", "aircraft"}),
        "gimbalRotateMode": frozenset({"relativeAngle", "absoluteAngle"}),
        "aircraftPathMode": frozenset({"clockwise", "counterClockwise"}),
        "executeHeightMode": frozenset(HEIGHT_MODES),
        "heightMode": frozenset(TEMPLATE_HEIGHT_MODES),
        "shootType": frozenset({"time", "distance"}),
    }
)
"""Elements with a list of values, wherever they are."""
FLAGS = frozenset(
    {
        *("useGlobalHeight", "useGlobalSpeed", "useGlobalHeadingParam", "useGlobalTurnParam", "useStraightLine"),
        *("globalUseStraightLine", "useGlobalPayloadLensIndex", "gimbalPitchRotateEnable", "gimbalRollRotateEnable"),
        *("gimbalYawRotateEnable", "gimbalRotateTimeEnable", "waypointHeadingAngleEnable", "isRisky", "isPointFocus"),
        *("isInfiniteFocus", "accurateFrameValid", "caliFlightEnable", "surfaceFollowModeEnable"),
    }
)
"""Elements that are 0 or 1."""
RANGES = MappingProxyType(
    {
        "takeOffSecurityHeight": (1.2, 1500.0),
        "globalTransitionalSpeed": (1.0, 15.0),
        "globalRTHHeight": (2.0, 1500.0),
        "autoFlightSpeed": (1.0, 15.0),
        "waypointSpeed": (1.0, 15.0),
        "index": (0, 65535),
        "templateId": (0, 65535),
        "waylineId": (0, 65535),
        "actionGroupId": (0, 65535),
        "actionGroupStartIndex": (0, 65535),
        "actionGroupEndIndex": (0, 65535),
        "actionId": (0, 65535),
        "payloadPositionIndex": (0, 2),
        "gimbalPitchRotateAngle": (-120.0, 45.0),
        "gimbalPitchAngle": (-120.0, 45.0),
        "waypointGimbalPitchAngle": (-120.0, 45.0),
        "gimbalYawRotateAngle": (-180.0, 180.0),
        "aircraftHeading": (-180.0, 180.0),
        "waypointHeadingAngle": (-180.0, 180.0),
        "waypointTurnDampingDist": (0.0, 10_000.0),
        "hoverTime": (0.001, 86_400.0),
        "actionTriggerParam": (0.001, 100_000.0),
        "distance": (0.0, 10_000_000.0),
        "duration": (0.0, 1_000_000.0),
    }
)
"""Elements with a number, both limits included, wherever they are."""
WHOLE = frozenset(name for name, (least, _) in RANGES.items() if isinstance(least, int))
"""Those of RANGES that are whole numbers."""

CONFIG = (
    *("flyToWaylineMode", "finishAction", "exitOnRCLost", "takeOffSecurityHeight", "globalTransitionalSpeed"),
    *("globalRTHHeight", "droneInfo", "payloadInfo"),
)
"""What missionConfig must have."""
WAYLINE = ("templateId", "executeHeightMode", "waylineId", "autoFlightSpeed")
"""What a folder of waylines.wpml must have."""
WAYLINE_POINT = ("index", "executeHeight", "waypointSpeed", "waypointHeadingParam", "waypointTurnParam")
TEMPLATE_FOLDER = ("templateType", "templateId", "autoFlightSpeed", "waylineCoordinateSysParam")
TEMPLATE_ROUTE = ("globalWaypointTurnMode", "gimbalPitchMode", "globalHeight", "globalWaypointHeadingParam")
"""What a folder of template.kml of the type waypoint must have besides."""
ACTION_PARAMETERS = MappingProxyType(
    {
        "takePhoto": ("payloadPositionIndex",),
        "startRecord": ("payloadPositionIndex",),
        "stopRecord": ("payloadPositionIndex",),
        "focus": ("payloadPositionIndex",),
        "zoom": ("payloadPositionIndex", "focalLength"),
        "customDirName": ("payloadPositionIndex", "directoryName"),
        "gimbalRotate": (
            "payloadPositionIndex",
            "gimbalRotateMode",
            "gimbalPitchRotateEnable",
            "gimbalPitchRotateAngle",
        ),
        "gimbalEvenlyRotate": ("payloadPositionIndex", "gimbalPitchRotateAngle"),
        "rotateYaw": ("aircraftHeading",),
        "hover": ("hoverTime",),
        "accurateShoot": ("payloadPositionIndex",),
        "orientedShoot": ("payloadPositionIndex",),
        "panoShot": ("payloadPositionIndex",),
        "recordPointCloud": (),
    }
)
"""actionActuatorFunc, and the parameters without which none can be done."""
