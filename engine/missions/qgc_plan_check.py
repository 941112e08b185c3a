"""The strict check of .plan files: structure, types, ranges, limits, and whether the file flies a given mission."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from ..language import tr
from .fence_check import check_fences, check_kept, check_rally
from .json_file import is_number, is_whole, read_json
from .mavlink import FENCE_POINTS, MOST_ITEMS, MOST_RALLY
from .mavlink_check import MOST_FAULTS, Row, check_rows
from .mavlink_compare import compare_mission, compare_surroundings
from .mission import ARDUPILOT, PX4, Fault, Fence, Mission, Options, Rally

AUTOPILOTS = MappingProxyType({3: ARDUPILOT, 12: PX4, 0: None})
"""By firmwareType; 0 is any autopilot."""
ALTITUDE_MODES = MappingProxyType({1: (3,), 2: (0,), 3: (0,), 4: (10,)})
"""The frames that fit QGroundControl's AltitudeMode."""
COMPLEX_ITEMS = frozenset(("survey", "CorridorScan", "StructureScan", "fwLandingPattern", "vtolLandingPattern"))


@dataclass
class _Contents:
    """What was read of a file, as far as it is sound."""

    autopilot: str | None = None
    home: tuple[float, float, float] | None = None
    """longitude, latitude, m above sea level"""
    rows: list[Row] = field(default_factory=list)
    complete: bool = True
    """whether `rows` are all that is flown: a ground station makes the items of some patterns when it loads them"""
    fences: list[Fence] = field(default_factory=list)
    rally: list[Rally] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, message: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(where, message))


def check(data: bytes, mission: Mission | None = None, options: Options | None = None) -> list[Fault]:
    """The faults of a .plan file; none for a good one. mission, options: what it must fly, and how; None: not known."""
    document, faults = read_json(data)
    if faults:
        return faults
    contents = _contents(document)
    if contents.faults:
        return contents.faults
    autopilot = contents.autopilot
    most = FENCE_POINTS.get(autopilot, max(FENCE_POINTS.values()))
    faults = check_rows(contents.rows, autopilot, contents.home, MOST_ITEMS)
    faults += check_fences(contents.fences, most, autopilot == ARDUPILOT)
    faults += check_rally(contents.rally, contents.home, MOST_RALLY.get(autopilot, max(MOST_RALLY.values())))
    if not faults:
        faults += check_kept(_places(contents), contents.fences, contents.rally)
    if mission is not None and options is not None and not faults:
        if autopilot != options.autopilot:
            faults.append(Fault("", tr("it is not made for {autopilot}.", autopilot=options.autopilot)))
        faults += compare_mission(contents.rows, mission, options)
        faults += compare_surroundings(mission, contents.home, contents.fences, contents.rally)
    return faults[:MOST_FAULTS]


def _places(contents: _Contents) -> list[tuple[str, float, float]]:
    """The places of the flight in order, home first and, after a return, last."""
    places, home = [], contents.home
    real = home is not None and any(home[:2])
    if real:
        places.append((tr("home"), *home[:2]))
    for row in contents.rows:
        if row.flies and (row.params[4] or row.params[5]):
            places.append((row.where, row.params[5], row.params[4]))
        elif row.command == 20 and real:
            places.append((row.where, *home[:2]))
    return places


def _contents(document) -> _Contents:
    """What a file holds. Its faults are those of structure and types."""
    read = _Contents()
    if not isinstance(document, dict):
        read.fault("", tr("the file is not a plan: it holds no JSON object."))
        return read
    if document.get("fileType") != "Plan":
        read.fault("", tr("the file is not a plan: fileType is not Plan."))
        return read
    _version(read, "", document, 1)
    if not isinstance(document.get("groundStation"), str):
        read.fault("", tr("groundStation is missing."))
    parts = {}
    for name in ("mission", "geoFence", "rallyPoints"):
        part = document.get(name)
        if not isinstance(part, dict):
            read.fault("", tr("the object {name} is missing.", name=name))
        else:
            _version(read, name, part, 2)
            parts[name] = part
    if read.faults:
        return read
    _read_mission(read, parts["mission"])
    _read_fences(read, parts["geoFence"])
    _read_rally(read, parts["rallyPoints"])
    return read


def _version(read: _Contents, where: str, part: dict, version: int) -> None:
    if not is_whole(part.get("version")) or part["version"] != version:
        found = str(part.get("version"))[:20]
        message = tr("version {found} is not known; {version} is.", found=found, version=version)
        read.fault(where, message)


def _read_mission(read: _Contents, mission: dict) -> None:
    firmware = mission.get("firmwareType")
    if not is_whole(firmware) or firmware not in AUTOPILOTS:
        read.fault("mission", tr("firmwareType is neither 3 (ArduPilot) nor 12 (PX4)."))
    else:
        read.autopilot = AUTOPILOTS[firmware]
    for name in ("cruiseSpeed", "hoverSpeed"):
        if not is_number(mission.get(name)) or not 0 < mission[name] <= 100:
            read.fault("mission", tr("{name} is not a speed in m/s.", name=name))
    if not is_whole(mission.get("vehicleType", 2)):
        read.fault("mission", tr("{name} is not a whole number.", name="vehicleType"))
    home = mission.get("plannedHomePosition")
    if not _is_position(home, (3,)):
        read.fault("mission", tr("plannedHomePosition is not a latitude, a longitude and a height."))
    else:
        read.home = (home[1], home[0], home[2])
    items = mission.get("items")
    if not isinstance(items, list):
        read.fault("mission", tr("items is not a list."))
        return
    for number, item in enumerate(items, 1):
        _read_item(read, tr("item {number}", number=number), item)
    jumps = [row.jump_id for row in read.rows]
    if any(later <= earlier for earlier, later in pairwise(jumps)):
        read.fault("mission", tr("the doJumpId of its items do not rise."))


def _read_item(read: _Contents, where: str, item) -> None:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind == "ComplexItem":
        _read_complex(read, where, item)
    elif kind != "SimpleItem":
        read.fault(where, tr("type is neither SimpleItem nor ComplexItem."))
    else:
        _read_simple(read, where, item)


def _read_complex(read: _Contents, where: str, item: dict) -> None:
    """A pattern. Its items are checked where the file has them; otherwise the ground station makes them."""
    if item.get("complexItemType") not in COMPLEX_ITEMS:
        read.fault(where, tr("complexItemType is not known."))
        return
    inner = item.get("TransectStyleComplexItem", {})
    items = inner.get("Items") if isinstance(inner, dict) else None
    if items is None:
        read.complete = False
    elif not isinstance(items, list):
        read.fault(where, tr("items is not a list."))
    else:
        for number, one in enumerate(items, 1):
            _read_item(read, tr("{item}.{number}", item=where, number=number), one if _is_simple(one) else None)


def _is_simple(item) -> bool:
    return isinstance(item, dict) and item.get("type") == "SimpleItem"


def _read_simple(read: _Contents, where: str, item: dict) -> None:
    for name in ("command", "frame", "doJumpId"):
        if not is_whole(item.get(name)) or item[name] < 0:
            read.fault(where, tr("{name} is not a whole number.", name=name))
            return
    if not isinstance(item.get("autoContinue"), bool):
        read.fault(where, tr("autoContinue is neither true nor false."))
        return
    if item["doJumpId"] < 1:
        read.fault(where, tr("doJumpId is below 1."))
        return
    params = item.get("params")
    if not isinstance(params, list) or len(params) != 7:
        count = len(params) if isinstance(params, list) else 0
        read.fault(where, tr("it has {count} params; it needs exactly 7.", count=count))
        return
    if not all(value is None or is_number(value) for value in params):
        read.fault(where, tr("a parameter is neither a number nor null."))
        return
    row = Row(where, item["command"], item["frame"], tuple(params), item["doJumpId"])
    if row.has_position and any(value is None for value in params[4:]):
        read.fault(where, tr("its position is not complete."))
        return
    mode, shown = item.get("AltitudeMode"), item.get("Altitude")
    if mode is not None and row.has_position:
        if not is_whole(mode) or mode not in ALTITUDE_MODES or row.frame not in ALTITUDE_MODES[mode]:
            read.fault(
                where, tr("AltitudeMode {mode} and frame {frame} disagree.", mode=str(mode)[:9], frame=row.frame)
            )
        elif mode != 3 and shown is not None and not (is_number(shown) and abs(shown - params[6]) <= 0.01):
            read.fault(where, tr("Altitude is not the height that the item flies at."))
    read.rows.append(row)


def _is_position(value, lengths: Sequence[int]) -> bool:
    return isinstance(value, list) and len(value) in lengths and all(map(is_number, value)) and _on_globe(value)


def _on_globe(value: list) -> bool:
    return abs(value[0]) <= 90 and abs(value[1]) <= 180


def _read_fences(read: _Contents, fence: dict) -> None:
    for name, reader in (("polygons", _polygon), ("circles", _circle)):
        shapes = fence.get(name)
        if not isinstance(shapes, list):
            read.fault("geoFence", tr("{name} is not a list.", name=name))
            continue
        for number, shape in enumerate(shapes, 1):
            one = reader(shape) if isinstance(shape, dict) and isinstance(shape.get("inclusion"), bool) else None
            if one is None or shape.get("version") != 1:
                where = f"geoFence.{name} {number}"
                read.fault(where, tr("it is not a fence of version 1 with positions on the globe."))
            else:
                read.fences.append(one)


def _polygon(shape: dict) -> Fence | None:
    points = shape.get("polygon")
    if not isinstance(points, list) or len(points) < 3 or not all(_is_position(one, (2,)) for one in points):
        return None
    return Fence(np.array(points, float)[:, ::-1], shape["inclusion"])


def _circle(shape: dict) -> Fence | None:
    circle = shape.get("circle")
    if not isinstance(circle, dict) or not _is_position(circle.get("center"), (2,)):
        return None
    if not is_number(circle.get("radius")) or not circle["radius"] > 0:
        return None
    return Fence(np.array([circle["center"]], float)[:, ::-1], shape["inclusion"], float(circle["radius"]))


def _read_rally(read: _Contents, rally: dict) -> None:
    points = rally.get("points")
    if not isinstance(points, list):
        read.fault("rallyPoints", tr("{name} is not a list.", name="points"))
        return
    for number, point in enumerate(points, 1):
        if _is_position(point, (3,)):
            read.rally.append(Rally(float(point[1]), float(point[0]), float(point[2])))
        else:
            read.fault(tr("rally point {number}", number=number), tr("it is not a latitude, a longitude and a height."))
