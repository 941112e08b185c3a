"""Export missions: the files that ground stations load, one a sortie, each checked strictly before it is written."""

from dataclasses import replace
from types import MappingProxyType

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ..engine.errors import UserError
from ..engine.missions.formats import FORMATS
from ..engine.missions.mission import ARDUPILOT, PX4
from ..engine.missions.wpml_elements import AIRCRAFT as DJI_MODELS
from ..engine.pages.missions_page import page
from ..engine.text import counted, listed
from ..layers.crs import crs_name
from ..layers.files import check_writable
from ..layers.mission_files import StagedFiles
from .base import BlindspotAlgorithm, tr
from .inputs.camera import NAMES as CAMERA_NAMES
from .inputs.camera import CameraInput, camera_of
from .inputs.parameters import number
from .inputs.preflight import Preflight, PreflightInput
from .inputs.taken import empty_as_made
from .outputs.missions import MissionFiles, check_names, earlier_missions, mission_files
from .outputs.report import input_name, parameter_values, write_page
from .run import Run
from .version import version

PREFLIGHT, CAMERA = PreflightInput(), CameraInput(side=False, tilts=False)
AUTOPILOTS = (ARDUPILOT, PX4)
FACTS = ("ROUTES", "WAYPOINTS", "FORMAT", "HEIGHTS", "NO_FLY", "GEOFENCE", "RALLY", "CAMERA", "CAMERA_PITCH")
"""Parameters that the list of missions names."""
DEPENDS_ON_FORMAT = MappingProxyType({".plan": ("AUTOPILOT",), ".waypoints": ("AUTOPILOT",), ".kmz": ("DJI_AIRCRAFT",)})
"""Other ones, by the ending of the files."""
STRAIGHT, PITCH_ROUNDING = 90.0, 0.05
"""Degrees from the horizon to straight down, and by which a pitch may differ from the planned one."""
MESSAGES = 5
"""Violations that a message tells one by one."""


class ExportMissions(BlindspotAlgorithm):
    """blindspot:exportmissions"""

    ID = "exportmissions"
    TITLE = "Export missions"
    SUMMARY = "Writes the sorties of a plan as files that ground stations load, after a check of the plan."
    TAGS = (
        *("drone", "uav", "mission", "autopilot", "waypoints", "ground station", "QGroundControl", "Mission Planner"),
        *("ArduPilot", "PX4", "MAVLink", "DJI", "WPML", "KMZ", "KML", "GPX", "Litchi", "geofence", "rally"),
    )
    BASIC = (
        "ROUTES",
        "WAYPOINTS",
        "FORMAT",
        "AUTOPILOT",
        "DJI_AIRCRAFT",
        "NO_FLY",
        "GEOFENCE",
        "RALLY",
        "EXPORT_ANYWAY",
    )
    BLOCKS = (PREFLIGHT, CAMERA)
    AS_MADE = (*PREFLIGHT.as_made, camera_of("ROUTES"))
    HELP = """<p>Writes each sortie of a plan as a file that a ground station loads: take-off, speed, waypoints,
hovering, camera and the return to the launch site. It takes the layers as they are now, also with waypoints that you
have moved.</p>
<p>Before anything is written, the plan is checked as Check a plan does it. A plan that breaks a rule is not exported,
unless you choose <b>Export in spite of violations</b>; these are then named in each file's description. Each file is
then read back by a strict check of its format, and compared with the plan. Files are written all or not at all, and
other files in the folder stay as they are.</p>
<p>The list of missions says which file belongs to which drone, sortie and launch site, when it takes off, and the steps
from the file to the drone. A sortie that a format cannot hold in one file is divided into parts. Each part is a flight
of its own with take-off and return, and needs a charged battery.</p>
<!-- more --><p>Heights are metres above the take-off point unless you choose another reference. Over terrain, legs have
a waypoint wherever the ground requires it, so they keep their height above the ground in this reference too.</p>
<p>In .plan files, no-fly zones become areas that the autopilot keeps out of, and the geofence the area that it stays
in. A fence is left out where the planned way comes nearer than 3 m to it, and the farthest ones where an autopilot
holds no more points; the log and the list say so. A fence has no times and no heights: a zone that a sortie flies over
or under has none. The return height, the fences and what the autopilot does in a failure are settings of the autopilot:
check them before each flight.</p><!-- /more -->"""

    def declare(self):
        PREFLIGHT.add(self)
        self.add(
            QgsProcessingParameterEnum("FORMAT", tr("Format"), [tr(one.title) for one in FORMATS], False, 0),
            "The format of the files. Only .plan holds geofence and rally points.",
        )
        self.add(
            QgsProcessingParameterEnum("AUTOPILOT", tr("Autopilot"), [*AUTOPILOTS], False, 0),
            "The autopilot of the drones, for .plan and .waypoints. They differ in some commands.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "DJI_AIRCRAFT", tr("DJI aircraft"), [tr("That of the plan's drone model"), *_dji_titles()], False, 0
            ),
            "The aircraft and camera that a DJI file is made for; another aircraft refuses it. The first "
            "option takes the one that Drone model names.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "HEIGHTS",
                tr("Heights in the files"),
                [tr("Above the take-off point"), tr("Above sea level"), tr("Above the terrain")],
                False,
                0,
            ),
            "What heights are measured from. Above the take-off point is understood by every drone. Above sea level "
            "needs a plan with Terrain, and an elevation model in the vertical datum of the autopilot (EGM96). Above "
            "the terrain uses the terrain data of the autopilot (ArduPilot), not those of the plan.",
        )
        CAMERA.add(self)
        empty_as_made(self.declared, CAMERA_NAMES, tr("the drone routes"))
        self.add(
            number("CAMERA_PITCH", "Camera pitch (degrees)", -90, -90, 30, optional=True),
            "Where the camera looks: -90 is straight down, 0 to the horizon. A plan with a Gimbal tilt needs that tilt "
            "minus 90. Empty: the gimbal is left alone.",
        )
        self.add(
            QgsProcessingParameterBoolean("EXPORT_ANYWAY", tr("Export in spite of violations"), False),
            "Writes a plan that breaks a rule all the same. The violations stand in the description of each file.",
        )
        self.add(
            QgsProcessingParameterBoolean("REPLACE", tr("Replace files of the same names"), False),
            "Files of an earlier export are replaced in any case, as long as no other program has changed them. With "
            "this, all files of the same names are.",
        )
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder of the missions")),
            "The files, one for each sortie, such as drone-01-sortie-02-Harbour.plan. Other files in the folder are "
            "not touched.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "HTML", tr("List of missions"), tr("HTML files (*.html)"), None, True, True
            ),
            "An HTML page to print and take along: file, drone, sortie, launch site, take-off, duration, battery left, "
            "and the steps from the file to the drone.",
        )
        self.add_numbers(("FILE_COUNT", "Files written"), ("VIOLATION_COUNT", "Violations"))
        self.add_texts()

    def compute(self, run):
        found = PREFLIGHT.read(run)
        violations = [one.message for one in found.violations]
        if violations and not run.flag("EXPORT_ANYWAY"):
            raise UserError(_refused(violations))
        run.warn(*violations[:MESSAGES])
        files = mission_files(run, found, CAMERA, run.doing(tr("Making the missions."), 0.9, 0.97))
        files = replace(files, warned=(*_tilt_warning(run, found), *files.warned))
        run.say(*files.said)
        run.warn(*files.warned)
        folder = run.file("FOLDER")
        contents = {mission.name + files.format.ending: data for mission, data in files.written}
        run.say(*check_names(folder, [*contents], contents, files.format.ending, run.flag("REPLACE")))
        run.warn(*earlier_missions(folder, [*contents], files.format.ending))
        run.staged.append(StagedFiles.written(folder, contents))  # moved first: no list without its files
        html = self._write_list(run, found, files, violations)
        run.say(
            tr(
                "{files} written to {folder}. {steps}",
                files=counted(len(contents), "file"),
                folder=folder,
                steps=" ".join(files.steps),
            )
        )
        return {
            "FOLDER": folder,
            "HTML": html,
            "FILE_COUNT": len(contents),
            "VIOLATION_COUNT": len(violations),
            "CRS": crs_name(found.crs),
        }

    @staticmethod
    def _write_list(run, found: Preflight, files: MissionFiles, violations: list[str]) -> str:
        path = run.file("HTML")
        if not path:
            return ""
        own = DEPENDS_ON_FORMAT.get(files.format.ending, ())
        facts = [
            (tr("Made by"), f"Blindspot {version()}, {run.algorithm.id()}"),
            *((label, value) for name, label, value in parameter_values(run) if name in (*FACTS, *own)),
        ]
        notes = [run.labels.in_report(note) for note in (*files.warned, *files.said, *found.assumed)]
        violations = [run.labels.in_report(one) for one in violations]
        title = tr("Missions: {name}", name=input_name(run, "ROUTES"))
        text = page(title, tr(files.format.title), found.timezone, files.rows, files.steps, violations, notes, facts)
        check_writable(path, "HTML")
        write_page(run, path, text)
        return path


def _tilt_warning(run: Run, found: Preflight) -> list[str]:
    """A warning where the camera will not look as the plan assumes it, by its record."""
    planned = (found.record or {}).get("parameters") or {}
    tilt, pitch = float(planned.get("GIMBAL_TILT") or 0.0), run.optional_number("CAMERA_PITCH")
    if not planned.get("CAMERA") or not tilt or (pitch is not None and abs(pitch - (tilt - STRAIGHT)) < PITCH_ROUNDING):
        return []
    files = (
        tr("the files leave the gimbal alone")
        if pitch is None
        else tr("the files turn it to {pitch:g} degrees", pitch=pitch)
    )
    return [
        tr(
            "The routes are planned for a camera pitch of {planned:g} degrees (Gimbal tilt {tilt:g}), but {files}. Set "
            "CAMERA_PITCH to {planned:g}, so that drones see what the plan says.",
            planned=tilt - STRAIGHT,
            tilt=tilt,
            files=files,
        )
    ]


def _dji_titles() -> list[str]:
    return [one.title for one in DJI_MODELS.values()]


def _refused(violations: list[str]) -> str:
    return tr(
        "The plan has {count}, so nothing is exported: {violations} Correct the plan (Check a plan shows each place), "
        "or set EXPORT_ANYWAY.",
        count=counted(len(violations), "violation"),
        violations=listed(violations, MESSAGES, " "),
    )
