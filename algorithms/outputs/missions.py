"""The missions of a plan as files: made, split where a format requires it, and checked, before any is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.errors import UserError
from ...engine.missions.as_flown import used_while_slower
from ...engine.missions.fences import TOO_NEAR
from ...engine.missions.formats import FORMATS
from ...engine.missions.from_plan import Around, SortieMission, missions_of
from ...engine.missions.mavlink import EACH_FENCE, FENCE_ROOM, MOST_RALLY
from ...engine.missions.mission import ARDUPILOT, PX4, RELATIVE, SEA_LEVEL, TERRAIN, Camera, Format, Mission, Options
from ...engine.missions.names import PATTERN, flight_title
from ...engine.missions.ours import is_ours
from ...engine.missions.split import split
from ...engine.missions.way import way_finder
from ...engine.missions.wpml_elements import AIRCRAFT
from ...engine.pages.missions_page import MissionRow, mission_row
from ...engine.plan.way_home import way_around
from ...engine.progress import Progress
from ...engine.text import counted, listed
from ...engine.timing.text import duration_text, utc_text
from ...layers.crs import transform_xy
from ...layers.mission_files import existing
from ..base import tr
from ..inputs.camera import CameraInput
from ..inputs.preflight import Preflight
from ..run import Run
from ..version import version
from .report import input_name

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
HOLDS_FENCES = (".plan",)
DJI_KEYS = tuple(AIRCRAFT)
BY_MODEL = {1: "M3E", 2: "M3T", 3: "M30T", 4: "M350_H20T"}
"""By option of AIRCRAFT."""
USUAL_DJI = "M3E"
NOTED_DELAY = 30.0
"""s"""
NAMED = 5
"""Names that a sentence lists, and violations that a description does."""


@dataclass(frozen=True)
class MissionFiles:
    """What is to be written. written: missions with their files, in the order of the list; rows: of the list; said,
    warned: sentences."""

    format: Format
    written: tuple[tuple[Mission, bytes], ...]
    rows: tuple[MissionRow, ...]
    steps: tuple[str, ...]
    said: tuple[str, ...]
    warned: tuple[str, ...]


def mission_files(run: Run, found: Preflight, camera: CameraInput, progress: Progress) -> MissionFiles:
    """The files of all sorties. Raises UserError where a format cannot hold a sortie, or a file fails its check."""
    kind = FORMATS[run.choice("FORMAT")]
    warned: list[str] = []
    options = _options(run, kind, warned)
    sorties = missions_of(
        found.plan, _to_degrees(run, found), _around(found, kind, options), _camera_of(run, camera), ""
    )
    if not sorties:
        raise UserError(tr("The plan has no sortie with waypoints, so there is nothing to export."))
    said = _fence_notes(found, sorties, kind)
    find_way = _find_way(run, found)
    written, rows, flown = [], [], []
    for number, sortie in enumerate(sorties):
        progress(number / len(sorties))
        described = _described(run, found, sortie)
        parts = split(described, lambda part: kind.fits(part, options), find_way)
        if len(parts) > 1:
            warned.append(_parts_note(parts))
            if len(found.privacy):
                warned.append(tr("The ways out and home of these flights are not held against privacy places."))
        for part in parts:
            mission = replace(part, description=_of_part(part))
            data = kind.write(mission, options)
            _require_sound(kind, data, mission, options)
            written.append((mission, data))
            flown.append(_as_flown(found, sortie, mission, kind.slower(mission, options)))
            file = mission.name + kind.ending
            rows.append(mission_row(mission, file, flown[-1].duration, flown[-1].left, found.timezone))
    progress(1.0)  # ends a run that was cancelled meanwhile
    if not len(found.zones):
        warned.append(tr("No no-fly zones are given, so the plan was checked without them."))
    warned += _delay_notes(found, flown)
    returns = max(mission.return_height for mission, _ in written)
    said.append(
        tr(
            "Set the return height of the autopilot to that of the list before each flight (up to {height:g} m above "
            "the take-off point): no obstacle is known besides terrain and the planned heights.",
            height=returns,
        )
    )
    return MissionFiles(kind, tuple(written), tuple(rows), kind.steps(options), tuple(said), tuple(warned))


@dataclass(frozen=True)
class _AsFlown:
    """A file as its aircraft flies it. slower: s longer than planned; duration: s, left: % of the battery after it;
    NaN where the file is only a part of a sortie."""

    title: str
    slower: float
    duration: float
    left: float


def _as_flown(found: Preflight, sortie: SortieMission, mission: Mission, slower: float) -> _AsFlown:
    title = flight_title(mission.drone, mission.sortie, mission.part, mission.parts)
    if mission.parts > 1:
        return _AsFlown(title, slower, np.nan, np.nan)
    routes, route = found.plan.routes, sortie.route
    left = float(routes.left_pct[route]) - used_while_slower(slower, found.aircraft)
    return _AsFlown(title, slower, float(routes.duration_s[route]) + slower, left)


def _delay_notes(found: Preflight, flown: Sequence[_AsFlown]) -> list[str]:
    """What pilots must know about the time that aircraft need beyond that of the plan."""
    slower, reserve = max(one.slower for one in flown), 100 * found.aircraft.reserve
    if slower < NOTED_DELAY:
        return []
    notes = [
        tr(
            "The aircraft slows down at corners, or stops there, where the plan flies on, and lands slowly: a sortie "
            "takes up to {minutes} longer than planned. Where only the times of the plan keep drones apart, at one "
            "height or at one launch site, do not rely on them.",
            minutes=duration_text(slower),
        )
    ]
    short = sorted((one for one in flown if one.left < reserve), key=lambda one: one.left)
    if short:
        notes.append(
            tr(
                "Flown so, {flights} with less than the reserve of {reserve:g} %: {named}. To keep it, plan again with "
                "RESERVE = {enough:.0f}, and export that plan with RESERVE = {reserve:g}.",
                flights=counted(len(short), "sortie lands", "sorties land"),
                reserve=reserve,
                named=listed([f"{one.title} ({max(one.left, 0.0):.0f} %)" for one in short], NAMED),
                enough=min(np.ceil(reserve + (reserve - short[0].left)), 95),
            )
        )
    return notes


def check_names(folder: str, names: Sequence[str], contents: dict[str, bytes], ending: str, replace_all: bool):
    """Sentences on files that are replaced. Raises UserError where a file of the same name is not one of ours."""
    there = existing(folder, list(names))
    foreign = [
        name
        for name, data in there.items()
        if data is None or (data != contents[name] and not replace_all and not is_ours(data, ending))
    ]
    if foreign:
        raise UserError(
            tr(
                "{folder} already has {names}, not written by this algorithm, or changed since. Nothing is written. "
                "Choose another FOLDER, or set REPLACE.",
                folder=folder,
                names=listed(foreign, NAMED),
            )
        )
    changed = [name for name, data in there.items() if data != contents[name]]
    return [tr("Replaced: {names}.", names=listed(changed, NAMED))] if changed else []


def earlier_missions(folder: str, names: Sequence[str], ending: str) -> list[str]:
    """A warning on files of an earlier export that stay in the folder, and could be flown by mistake. names: of the
    files that are written now."""
    stay = sorted(path.name for path in Path(folder).glob(f"{PATTERN}{ending}") if path.name not in set(names))
    if not stay:
        return []
    return [
        tr(
            "{folder} still has {files} of an earlier export ({names}). They are not of this plan: move them away "
            "before you load missions.",
            folder=folder,
            files=counted(len(stay), "mission file"),
            names=listed(stay, NAMED),
        )
    ]


def _options(run: Run, kind: Format, warned: list[str]) -> Options:
    autopilot = (ARDUPILOT, PX4)[run.choice("AUTOPILOT")]
    heights = (RELATIVE, SEA_LEVEL, TERRAIN)[run.choice("HEIGHTS")]
    chosen = run.choice("DJI_AIRCRAFT")
    model = DJI_KEYS[chosen - 1] if chosen else BY_MODEL.get(run.choice("AIRCRAFT"), "")
    if not model:
        model = USUAL_DJI
        if kind.ending == ".kmz":
            warned.append(
                tr(
                    "The files are made for a {aircraft}, because DJI_AIRCRAFT and AIRCRAFT name no other. Another "
                    "aircraft refuses them.",
                    aircraft=AIRCRAFT[model].title,
                )
            )
    return Options(autopilot, heights, model)


def _to_degrees(run: Run, found: Preflight):
    def to_degrees(x, y):
        lon, lat = transform_xy(np.asarray(x, float), np.asarray(y, float), found.crs, WGS84, run.transform_context)
        if not (np.isfinite(lon) & np.isfinite(lat)).all():
            raise UserError(tr("A position of the plan has no longitude and latitude. Check the CRS of ROUTES."))
        return lon, lat

    return to_degrees


def _zones(found: Preflight) -> np.ndarray:
    """(k,) polygons of the zones that are in force at any time of the plan."""
    zones, (begins, ends) = found.zones, found.plan.span
    return zones.polygon if begins is None else zones.polygon[zones.in_force(begins, ends)]


def _around(found: Preflight, kind: Format, options: Options) -> Around:
    terrain, area = found.terrain, found.area
    fenced = kind.ending in HOLDS_FENCES
    return Around(
        None if terrain is None else terrain.height,
        30.0 if terrain is None else terrain.spacing,
        area.geofence if fenced else (),
        _zones(found) if fenced else (),
        area.rally if fenced else None,
        FENCE_ROOM[options.autopilot],
        EACH_FENCE[options.autopilot],
        MOST_RALLY[options.autopilot],
        area.return_height,
    )


def _camera_of(run: Run, camera: CameraInput):
    sensor, pitch = camera.read(run), run.optional_number("CAMERA_PITCH")

    def of(height: float) -> Camera:
        if sensor is None:
            return Camera(pitch)
        return Camera(pitch, camera.trigger(run, sensor, height), sensor.name)

    return of


def _find_way(run: Run, found: Preflight):
    limits, terrain = found.limits, found.terrain
    made: list = []

    def path(start, end):
        if not made:  # only where a sortie has to be divided
            zones = (_zones(found), limits.no_fly_buffer, limits.clearance, found.sites.place, found.area.geofence)
            made.append(way_around(found.aircraft, *zones))
        return made[0](start, end)

    def from_degrees(lon, lat):
        xy = transform_xy(np.asarray(lon, float), np.asarray(lat, float), WGS84, found.crs, run.transform_context)
        return np.column_stack(xy)

    return way_finder(path, _to_degrees(run, found), from_degrees, None if terrain is None else terrain.height)


def _described(run: Run, found: Preflight, sortie: SortieMission) -> Mission:
    mission = sortie.mission
    start = mission.start
    flight = tr(
        "Plan {plan}: {flight} from {site}",
        plan=input_name(run, "ROUTES"),
        flight=flight_title(mission.drone, mission.sortie, 1, 1),
        site=mission.launch_site or "-",
    )
    lines = [
        f"Blindspot {version()}.",
        flight + (tr(", take-off {time}", time=utc_text(start)) if np.isfinite(start) else "") + ".",
        tr("Return height: {height:g} m above the take-off point, or more.", height=mission.return_height),
    ]
    if found.violations:
        named = [one.message for one in found.violations]
        lines.append(
            tr(
                "NOT SOUND: the plan has {violations} and was exported in spite of that:",
                violations=counted(len(named), "violation"),
            )
        )
        lines += [*named[:NAMED], *([listed(named[NAMED:], 0)] if len(named) > NAMED else [])]
    return replace(mission, description="\n".join(lines), broken=bool(found.violations))


def _of_part(mission: Mission) -> str:
    if mission.parts == 1:
        return mission.description
    part = tr(
        "Part {part} of {parts} of the sortie: a flight of its own, on a charged battery, before the next part.",
        part=mission.part,
        parts=mission.parts,
    )
    return f"{mission.description}\n{part}"


def _parts_note(parts: Sequence[Mission]) -> str:
    return tr(
        "The file of {flight} cannot hold all its waypoints, so it is divided into {parts} flights, one after the "
        "other, each with take-off, return and a charged battery. The times of the plan hold for the first of them.",
        flight=flight_title(parts[0].drone, parts[0].sortie, 1, 1),
        parts=len(parts),
    )


def _require_sound(kind: Format, data: bytes, mission: Mission, options: Options) -> None:
    faults = kind.check(data, mission, options)
    if faults:
        told = [f"{fault.where}: {fault.message}" if fault.where else fault.message for fault in faults]
        raise UserError(
            tr(
                "The file of {flight} does not pass the check of its format, so nothing is written: {faults}",
                flight=flight_title(mission.drone, mission.sortie, mission.part, mission.parts),
                faults=listed(told, NAMED, " "),
            )
        )


def _fence_notes(found: Preflight, sorties: Sequence[SortieMission], kind: Format) -> list[str]:
    """What of geofence, zones and rally points is not in the files."""
    area, notes = found.area, []
    given = [len(found.zones) > 0, area.fenced, len(area.rally) > 0]
    if kind.ending not in HOLDS_FENCES:
        names = [tr("no-fly zones"), tr("geofence"), tr("rally points")]
        told = [name for name, there in zip(names, given, strict=True) if there]
        return (
            [
                tr(
                    "{format} holds no fences: {names} are not in the files.",
                    format=tr(kind.title),
                    names=listed(told, 3),
                )
            ]
            if told
            else []
        )
    without = sum(one.fences.without_geofence for one in sorties)
    if without:
        notes.append(
            tr(
                "{files} without the geofence, because the planned way leaves it, or comes nearer than 3 m to its "
                "edge, or because an autopilot does not hold its corners.",
                files=counted(without, "file is", "files are"),
            )
        )
    near = sum(any(why == TOO_NEAR for _, why in one.fences.left_out) for one in sorties)
    many = sum(any(why != TOO_NEAR for _, why in one.fences.left_out) for one in sorties)
    if near:
        notes.append(
            tr(
                "In {files} a no-fly zone has no fence, because the planned way comes nearer than 3 m to it, or "
                "crosses it at another height or time: the autopilot would end the flight there.",
                files=counted(near, "file"),
            )
        )
    if many:
        notes.append(
            tr(
                "In {files} only the nearest no-fly zones have a fence, because the autopilot holds no more points.",
                files=counted(many, "file"),
            )
        )
    coarse = sum(one.fences.simplified > 0 for one in sorties)
    if coarse:
        notes.append(
            tr(
                "In {files} fences have fewer corners than the layers, because the autopilot holds no more: areas to "
                "keep out of are drawn larger, the area to stay in smaller.",
                files=counted(coarse, "file"),
            )
        )
    if any(one.mission.rally for one in sorties):
        notes.append(
            tr(
                "Files with rally points end with a landing at the launch site, because a return may end at a rally "
                "point. ArduPilot returns to a rally point only within RALLY_LIMIT_KM (0.3 km unless set otherwise)."
            )
        )
    rally = sum(bool(one.rally_left_out) for one in sorties)
    if rally:
        notes.append(
            tr(
                "In {files} a rally point is left out, because it lies outside of the fences of the file.",
                files=counted(rally, "file"),
            )
        )
    return notes
