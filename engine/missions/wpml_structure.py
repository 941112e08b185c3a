"""Whether the two files of a WPML route are built as published: elements, values, ranges, numbering, actions."""

from dataclasses import dataclass

from ..language import tr
from ..text import shortened
from .compared import MOST_FAULTS
from .mission import Fault
from .wpml_elements import (
    ACTION_PARAMETERS,
    CONFIG,
    FLAGS,
    KML,
    NAMESPACES,
    PAYLOADS,
    RANGES,
    TEMPLATE,
    TEMPLATE_FOLDER,
    TEMPLATE_ROUTE,
    VALUES,
    WAYLINE,
    WAYLINE_POINT,
    WHOLE,
)
from .xml_text import Element, NotReadable, child_text, children, number, whole


@dataclass(frozen=True)
class Wpml:
    """template.kml or waylines.wpml."""

    file: str
    namespace: str
    document: Element
    config: Element
    folders: tuple[Element, ...]

    @classmethod
    def of(cls, root: Element, file: str) -> "Wpml":
        """The parts of a file. Raises NotReadable where there are none."""
        if root.tag != f"{{{KML}}}kml":
            raise NotReadable(
                tr("{file} does not begin with kml of {namespace}: it is no KML 2.2.", file=file, namespace=KML)
            )
        document = next(children(root, f"{{{KML}}}Document"), None)
        if document is None:
            raise NotReadable(tr("{file} has no element {name}.", file=file, name="Document"))
        for namespace in NAMESPACES:
            config = next(children(document, f"{{{namespace}}}missionConfig"), None)
            if config is not None:
                folders = tuple(children(document, f"{{{KML}}}Folder"))
                if not folders:
                    raise NotReadable(tr("{file} has no element {name}.", file=file, name="Folder"))
                return cls(file, namespace, document, config, folders)
        raise NotReadable(tr("{file} has no missionConfig of WPML 1.0.", file=file))

    def name(self, element: str) -> str:
        return f"{{{self.namespace}}}{element}"

    @property
    def is_template(self) -> bool:
        return self.file == TEMPLATE


def value_faults(part: Wpml) -> list[Fault]:
    """Elements with a value that isn't in the published list or range, wherever they are."""
    faults = []
    prefix = f"{{{part.namespace}}}"
    for element in part.document.iter():
        if not element.tag.startswith(prefix):
            continue
        name, text = element.tag[len(prefix) :], (element.text or "").strip()
        if name in VALUES and text not in VALUES[name]:
            faults.append(
                _fault(
                    part,
                    tr(
                        "{name} is {value}; possible are {values}.",
                        name=name,
                        value=shortened(text),
                        values=", ".join(sorted(VALUES[name])),
                    ),
                )
            )
        elif name in FLAGS and text not in ("0", "1"):
            faults.append(
                _fault(part, tr("{name} is {value}; possible are 0 and 1.", name=name, value=shortened(text)))
            )
        elif name in RANGES:
            least, most = RANGES[name]
            value = whole(text) if name in WHOLE else number(text)
            if value is None or not least <= value <= most:
                faults.append(
                    _fault(
                        part,
                        tr(
                            "{name} is {value}; possible are {least} to {most}.",
                            name=name,
                            value=shortened(text or "-"),
                            least=least,
                            most=most,
                        ),
                    )
                )
        if len(faults) >= MOST_FAULTS:
            break
    return faults


def config_faults(part: Wpml) -> list[Fault]:
    """What missionConfig lacks, and aircraft and camera that do not go together."""
    faults = _missing(part, part.config, CONFIG, part.file)
    lost = child_text(part.config, part.name("exitOnRCLost"))
    if lost == "executeLostAction":
        faults += _missing(part, part.config, ("executeRCLostAction",), part.file)
    drone = next(children(part.config, part.name("droneInfo")), None)
    payload = next(children(part.config, part.name("payloadInfo")), None)
    if drone is None or payload is None:
        return faults
    kind = (
        whole(child_text(drone, part.name("droneEnumValue"))),
        whole(child_text(drone, part.name("droneSubEnumValue"))) or 0,
    )
    camera = whole(child_text(payload, part.name("payloadEnumValue")))
    if kind not in PAYLOADS:
        faults.append(
            _fault(
                part,
                tr("droneEnumValue {drone}, droneSubEnumValue {sub} is no known aircraft.", drone=kind[0], sub=kind[1]),
            )
        )
    elif camera not in PAYLOADS[kind]:
        faults.append(
            _fault(
                part,
                tr(
                    "payloadEnumValue {camera} is no camera of this aircraft (droneEnumValue {drone}).",
                    camera=camera,
                    drone=kind[0],
                ),
            )
        )
    return faults + _missing(part, payload, ("payloadPositionIndex",), part.file)


def folder_faults(part: Wpml) -> list[Fault]:
    """What the folders lack, and numbers of waypoints and routes that do not count up from 0."""
    faults = []
    if not part.is_template:
        routes = [whole(child_text(folder, part.name("waylineId"))) for folder in part.folders]
        if sorted(route if route is not None else -1 for route in routes) != list(range(len(routes))):
            faults.append(_fault(part, tr("waylineId must count the routes from 0.")))
    for folder in part.folders:
        kind = child_text(folder, part.name("templateType"))
        faults += _missing(part, folder, TEMPLATE_FOLDER if part.is_template else WAYLINE, part.file)
        if part.is_template and kind == "waypoint":
            faults += _missing(part, folder, TEMPLATE_ROUTE, part.file)
        if part.is_template and kind != "waypoint":
            continue
        points = list(children(folder, f"{{{KML}}}Placemark"))
        for row, point in enumerate(points):
            where = tr("{file}, waypoint {number:,}", file=part.file, number=row + 1)
            index = whole(child_text(point, part.name("index")))
            if index != row:
                faults.append(
                    Fault(
                        where,
                        tr(
                            "Its index is {index}, where {row} is due: waypoints count from 0, without gaps.",
                            index="-" if index is None else index,
                            row=row,
                        ),
                    )
                )
            faults += _point_faults(part, point, where)
            if len(faults) >= MOST_FAULTS:
                return faults
    return faults


def _point_faults(part: Wpml, point: Element, where: str) -> list[Fault]:
    if part.is_template:
        needed = tuple(
            own
            for own, shared in (
                *(
                    ("height", "useGlobalHeight"),
                    ("ellipsoidHeight", "useGlobalHeight"),
                    ("waypointSpeed", "useGlobalSpeed"),
                ),
                *(("waypointHeadingParam", "useGlobalHeadingParam"), ("waypointTurnParam", "useGlobalTurnParam")),
            )
            if child_text(point, part.name(shared)) != "1"
        )
        faults = _missing(part, point, ("index", *needed), where)
    else:
        faults = _missing(part, point, WAYLINE_POINT, where)
    place = next(children(point, f"{{{KML}}}Point"), None)
    text = child_text(place, f"{{{KML}}}coordinates")
    values = [number(value) for value in (text or "").split(",")]
    if len(values) not in (2, 3) or any(value != value for value in values):
        faults.append(
            Fault(where, tr("Its coordinates are {text}; longitude,latitude is due.", text=shortened(text or "-")))
        )
    for name in ("height", "ellipsoidHeight", "executeHeight"):
        value = child_text(point, part.name(name))
        if value is not None and number(value) != number(value):
            faults.append(Fault(where, tr("{name} is {value}; a number is due.", name=name, value=shortened(value))))
    turn = next(children(point, part.name("waypointTurnParam")), None)
    mode = child_text(turn, part.name("waypointTurnMode"))
    if turn is not None and mode is None:
        faults.append(Fault(where, tr("{name} is missing.", name="waypointTurnMode")))
    if mode == "coordinateTurn" and not number(child_text(turn, part.name("waypointTurnDampingDist"))) > 0:
        faults.append(Fault(where, tr("coordinateTurn needs a waypointTurnDampingDist above 0.")))
    if mode is not None and "WithContinuity" in mode and child_text(point, part.name("useStraightLine")) is None:
        faults.append(Fault(where, tr("{name} is missing.", name="useStraightLine")))
    return faults


def action_faults(part: Wpml) -> list[Fault]:
    """Groups of actions with waypoints that the route doesn't have, without a trigger, with unknown actions or ones
    that lack a parameter."""
    faults = []
    for folder in part.folders:
        points = list(children(folder, f"{{{KML}}}Placemark"))
        numbers = set()
        for row, point in enumerate(points):
            for group in children(point, part.name("actionGroup")):
                where = tr("{file}, waypoint {number:,}", file=part.file, number=row + 1)
                faults += _group_faults(part, group, where, row, len(points), numbers)
                if len(faults) >= MOST_FAULTS:
                    return faults
    return faults


def _group_faults(part: Wpml, group: Element, where: str, row: int, count: int, numbers: set) -> list[Fault]:
    faults = _missing(
        part,
        group,
        ("actionGroupId", "actionGroupStartIndex", "actionGroupEndIndex", "actionGroupMode", "actionTrigger", "action"),
        where,
    )
    first, last, number_of = (
        whole(child_text(group, part.name(name)))
        for name in ("actionGroupStartIndex", "actionGroupEndIndex", "actionGroupId")
    )
    if first is not None and last is not None and not first <= last < count:
        faults.append(
            Fault(
                where,
                tr(
                    "A group of actions lasts from index {first} to {last}; the route has 0 to {most}.",
                    first=first,
                    last=last,
                    most=count - 1,
                ),
            )
        )
    if first is not None and first != row:
        faults.append(
            Fault(
                where,
                tr("A group of actions begins at index {first}, but belongs to index {row}.", first=first, row=row),
            )
        )
    if number_of in numbers:
        faults.append(Fault(where, tr("actionGroupId {number} is there twice.", number=number_of)))
    numbers.add(number_of)
    trigger = next(children(group, part.name("actionTrigger")), None)
    kind = child_text(trigger, part.name("actionTriggerType"))
    if kind is None:
        faults.append(Fault(where, tr("{name} is missing.", name="actionTriggerType")))
    if (
        kind in ("multipleTiming", "multipleDistance")
        and not number(child_text(trigger, part.name("actionTriggerParam"))) > 0
    ):
        faults.append(Fault(where, tr("{trigger} needs an actionTriggerParam above 0.", trigger=kind)))
    for index, action in enumerate(children(group, part.name("action"))):
        faults += _action_faults(part, action, where, index, kind)
    return faults


def _action_faults(part: Wpml, action: Element, where: str, index: int, trigger: str | None) -> list[Fault]:
    faults = []
    if whole(child_text(action, part.name("actionId"))) != index:
        faults.append(Fault(where, tr("actionId must count the actions of a group from 0.")))
    name = child_text(action, part.name("actionActuatorFunc"))
    if name not in ACTION_PARAMETERS:
        return [*faults, Fault(where, tr("actionActuatorFunc {name} is unknown.", name=shortened(name or "-")))]
    if name == "gimbalEvenlyRotate" and trigger != "betweenAdjacentPoints":
        faults.append(Fault(where, tr("gimbalEvenlyRotate needs the trigger betweenAdjacentPoints.")))
    parameters = next(children(action, part.name("actionActuatorFuncParam")), None)
    return faults + _missing(part, parameters, ACTION_PARAMETERS[name], where)


def _missing(part: Wpml, parent: Element | None, names: tuple[str, ...], where: str) -> list[Fault]:
    present = {child.tag for child in (parent if parent is not None else ())}
    return [Fault(where, tr("{name} is missing.", name=name)) for name in names if part.name(name) not in present]


def _fault(part: Wpml, message: str) -> Fault:
    return Fault(part.file, message)
