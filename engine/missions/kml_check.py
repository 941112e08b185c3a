"""The strict check of KML 2.2 routes: well-formed, elements in the order of the schema, heights that say what they are
above, line and points that agree. Source: OGC KML 2.2 (OGC 07-147r2).
"""

from datetime import datetime
from types import MappingProxyType

import numpy as np

from ..language import tr
from ..text import shortened
from .compared import Held, differences, listed, places, waypoint
from .mission import Fault, Mission, Options
from .xml_text import Element, NotReadable, child_text, children, number, parsed

NAMESPACE = "http://www.opengis.net/kml/2.2"
ABSOLUTE, RELATIVE_TO_GROUND = "absolute", "relativeToGround"
ORDER = MappingProxyType(
    {
        "Document": ("name", "visibility", "open", "description", "Style", "StyleMap", "Placemark", "Folder"),
        "Folder": ("name", "visibility", "open", "description", "Placemark"),
        "Placemark": (
            *("name", "visibility", "open", "description", "LookAt", "TimeStamp", "TimeSpan", "styleUrl", "Style"),
            *("ExtendedData", "Point", "LineString", "MultiGeometry"),
        ),
        "LineString": ("extrude", "tessellate", "altitudeMode", "coordinates"),
        "Point": ("extrude", "altitudeMode", "coordinates"),
    }
)
"""Children in the order that the schema demands; all other elements are left alone."""
HEIGHTS = MappingProxyType({ABSOLUTE: (-1000.0, 10_000.0), RELATIVE_TO_GROUND: (-1.0, 1500.0)})
"""m that can be meant."""


def heights_of(mission: Mission) -> tuple[str, np.ndarray]:
    """altitudeMode, and (n,) the heights in m, of a mission: above sea level where all are known."""
    if np.isfinite(mission.above_sea).all():
        return ABSOLUTE, np.asarray(mission.above_sea, float)
    return RELATIVE_TO_GROUND, np.asarray(mission.above_ground, float)


def check(data: bytes, mission: Mission | None, options: Options | None) -> list[Fault]:
    """The faults of a .kml; with a mission, also where it isn't what was to be written."""
    try:
        root = parsed(data, tr("The file"))
    except NotReadable as error:
        return [Fault("", str(error))]
    if root.tag != _name("kml"):
        return [
            Fault("", tr("The file does not begin with kml of {namespace}: it is no KML 2.2.", namespace=NAMESPACE))
        ]
    document = next(children(root, _name("Document")), None)
    if document is None:
        return [Fault("", tr("The file has no Document."))]
    faults = _order_faults(document)
    marks = list(document.iter(_name("Placemark")))
    lines = [line for mark in marks for line in children(mark, _name("LineString"))]
    points = [(mark, point) for mark in marks for point in children(mark, _name("Point"))]
    if len(lines) != 1:
        faults.append(Fault("", tr("The file has {count:,} lines; a route is one.", count=len(lines))))
    if not points:
        faults.append(Fault("", tr("The file has no waypoints (placemarks with a point).")))
    if faults:
        return faults
    modes = {child_text(shape, _name("altitudeMode")) for shape in (lines[0], *(point for _, point in points))}
    if len(modes) != 1 or not modes <= set(HEIGHTS):
        return [
            Fault(
                "",
                tr("altitudeMode must be absolute or relativeToGround, everywhere the same; the file has {modes}.",
                   modes=", ".join(sorted(shortened(mode or "-") for mode in modes))),
            )
        ]  # fmt: skip
    mode = modes.pop()
    along = _coordinates(lines[0])
    stops = np.array([row for _, point in points for row in _coordinates(point)[:1]]).reshape(-1, 3)
    faults += _place_faults(along, stops, len(points), mission, mode)
    faults += _time_faults(marks)
    if mission is not None and not faults:
        faults += _mission_faults(mode, stops, [mark for mark, _ in points], mission)
    return faults


def _place_faults(along: np.ndarray, stops: np.ndarray, count: int, mission: Mission | None, mode: str) -> list[Fault]:
    if np.isnan(along).any() or np.isnan(stops).any() or not len(along):
        return [Fault("", tr("Coordinates must be longitude,latitude,height, separated by spaces."))]
    if len(stops) != count or len(along) != len(stops) or not np.allclose(along, stops, rtol=0, atol=1e-7):
        return [Fault("", tr("The line and the waypoints are at different places."))]
    least, most = HEIGHTS[mode]
    faults = places(stops[:, 0], stops[:, 1], mission)
    return faults + listed(
        (stops[:, 2] < least) | (stops[:, 2] > most),
        lambda row: tr(
            "Its height is {height:.2f} m; with {mode} it is {least:.0f} to {most:.0f} m. Is it above something else?",
            **{"height": stops[row, 2], "mode": mode, "least": least, "most": most},
        ),
    )


def _coordinates(shape: Element) -> np.ndarray:
    """(k, 3) longitude, latitude, height; NaN where a text is no coordinate."""
    rows = []
    for text in (child_text(shape, _name("coordinates")) or "").split():
        values = [number(value) for value in text.split(",")]
        rows.append(values if len(values) == 3 else [np.nan] * 3)
    return np.array(rows, float).reshape(-1, 3)


def _order_faults(document: Element) -> list[Fault]:
    """Elements that the schema has elsewhere."""
    faults = []
    for element in document.iter():
        order = ORDER.get(_plain(element))
        if order is None or element.tag != _name(_plain(element)):
            continue
        names = [_plain(child) for child in element]
        known = [order.index(name) for name in names if name in order]
        if known != sorted(known):
            faults.append(Fault("", tr("The elements of {name} are not in the order of the schema: {names}.",
                                       name=_plain(element), names=shortened(", ".join(names)))))  # fmt: skip
        if len(faults) >= 5:
            break
    return faults


def _time_faults(marks: list[Element]) -> list[Fault]:
    """Times that are none, or that end before they begin."""
    faults = []
    for row, mark in enumerate(marks):
        for span in children(mark, _name("TimeSpan")):
            begins, ends = (instant(child_text(span, _name(name))) for name in ("begin", "end"))
            if begins is None or ends is None or ends < begins:
                faults.append(Fault(waypoint(row), tr("Its time span cannot be read, or ends before it begins.")))
    return faults[:5]


def instant(text: str | None) -> float | None:
    """s since the epoch of an XML date and time in UTC; None where it is none."""
    try:
        found = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
        return found.timestamp() if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _mission_faults(mode: str, stops: np.ndarray, marks: list[Element], mission: Mission) -> list[Fault]:
    wanted_mode, height = heights_of(mission)
    if mode != wanted_mode:
        return [
            Fault("", tr("altitudeMode is {mode}; the mission's heights are {wanted}.", mode=mode, wanted=wanted_mode))
        ]
    found = Held(*stops.T, _data(marks, "speed_ms"), _data(marks, "hover_s"))
    wanted = Held(mission.lon, mission.lat, height, mission.speed, mission.hover)
    name = tr("height above sea level") if mode == ABSOLUTE else tr("height above the ground")
    return differences(found, wanted, mission, name)


def _data(marks: list[Element], name: str) -> np.ndarray:
    values = []
    for mark in marks:
        data = next(children(mark, _name("ExtendedData")), None)
        found = (child_text(item, _name("value")) for item in children(data, _name("Data")) if item.get("name") == name)
        values.append(number(next(found, None)))
    return np.array(values, float)


def _name(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"


def _plain(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
