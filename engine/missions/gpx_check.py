"""The strict check of GPX 1.1 routes, after its schema (topografix.com/GPX/1/1)."""

from types import MappingProxyType

import numpy as np

from ..language import tr
from ..text import shortened
from .compared import Held, differences, listed, places
from .kml_check import instant
from .mission import Fault, Mission, Options
from .xml_text import Element, NotReadable, child_text, children, number, parsed

NAMESPACE = "http://www.topografix.com/GPX/1/1"
EXTENSIONS = "https://github.com/blindspot-gis/blindspot"
ORDER = MappingProxyType(
    {
        "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
        "rte": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"),
        "rtept": (
            *(
                "ele",
                "time",
                "magvar",
                "geoidheight",
                "name",
                "cmt",
                "desc",
                "src",
                "link",
                "sym",
                "type",
                "fix",
                "sat",
            ),
            *("hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions"),
        ),
    }
)
"""Children in the order of the schema; nothing else may be there."""
LEAST_HEIGHT, MOST_HEIGHT = -1000.0, 10_000.0


def check(data: bytes, mission: Mission | None, options: Options | None) -> list[Fault]:
    """The faults of a .gpx; with a mission, also where it isn't what was to be written."""
    try:
        root = parsed(data, tr("The file"))
    except NotReadable as error:
        return [Fault("", str(error))]
    if root.tag != _name("gpx") or root.get("version") != "1.1":
        return [Fault("", tr("The file does not begin with gpx, version 1.1, of {namespace}.", namespace=NAMESPACE))]
    routes = list(children(root, _name("rte")))
    faults = [] if root.get("creator") else [Fault("", tr("{name} is missing.", name="creator"))]
    if len(routes) != 1:
        return [*faults, Fault("", tr("The file has {count:,} routes; a mission is one.", count=len(routes)))]
    points = list(children(routes[0], _name("rtept")))
    if not points:
        return [*faults, Fault("", tr("The route has no waypoints."))]
    for element in (root, routes[0], *points):
        faults += _order_faults(element)
        if len(faults) >= 5:
            return faults
    lon, lat = (np.array([number(point.get(name)) for point in points], float) for name in ("lon", "lat"))
    faults += places(lon, lat, mission)
    height = np.array([number(child_text(point, _name("ele"))) for point in points], float)
    given = np.array([child_text(point, _name("ele")) is not None for point in points], bool)
    faults += listed(
        given & ~((height >= LEAST_HEIGHT) & (height <= MOST_HEIGHT)),
        lambda row: tr("Its elevation cannot be read, or is impossible."),
    )
    faults += _time_faults([child_text(point, _name("time")) for point in points])
    if mission is not None and not faults:
        speed, hover = (_extension(points, name) for name in ("speed", "hover"))
        found = Held(lon, lat, height, speed, hover)
        sea = np.asarray(mission.above_sea, float)
        wanted = Held(mission.lon, mission.lat, sea, mission.speed, mission.hover)
        faults += differences(found, wanted, mission, tr("height above sea level"))
    return faults


def _order_faults(element: Element) -> list[Fault]:
    kind = _plain(element)
    names = [_plain(child) if child.tag.startswith(f"{{{NAMESPACE}}}") else child.tag for child in element]
    strange = [name for name in names if name not in ORDER[kind]]
    if strange:
        return [
            Fault(
                "",
                tr(
                    "{name} has an element that GPX doesn't have there: {strange}.",
                    name=kind,
                    strange=shortened(strange[0]),
                ),
            )
        ]
    at = [ORDER[kind].index(name) for name in names]
    if at != sorted(at):
        return [
            Fault(
                "",
                tr(
                    "The elements of {name} are not in the order of the schema: {names}.",
                    name=kind,
                    names=shortened(", ".join(names)),
                ),
            )
        ]
    return []


def _time_faults(texts: list[str | None]) -> list[Fault]:
    """Times that are none, or that go back."""
    times = [instant(text) if text is not None else None for text in texts]
    none = np.array([text is not None and time is None for text, time in zip(texts, times, strict=True)], bool)
    faults = listed(none, lambda row: tr("Its time is not one in UTC: {text}.", text=shortened(texts[row])))
    known = np.array([np.nan if time is None else time for time in times], float)
    back = np.concatenate(([False], known[1:] < known[:-1]))
    return faults + listed(back, lambda row: tr("Its time is before that of the waypoint before."))


def _extension(points: list[Element], name: str) -> np.ndarray:
    values = [
        child_text(next(children(point, _name("extensions")), None), f"{{{EXTENSIONS}}}{name}") for point in points
    ]
    return np.array([number(value) for value in values], float)


def _name(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"


def _plain(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
