"""How spots are visited, how drones are separated, and how long the solver searches."""

from dataclasses import dataclass
from datetime import datetime

from qgis.core import QgsProcessingParameterEnum

from ...engine.plan.plan import Task
from ...engine.plan.schedule import Separation
from ...engine.plan.stops import Service
from ...engine.timing.text import utc_text
from ...engine.timing.timezones import check_timezone
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .camera import USUAL_SWATH, CameraInput
from .parameters import metres, moment, number, whole
from .time_zone import EMPTY, assumed_zone, settle_timezone, timezone_parameter

SITES = "LAUNCH_SITES"
CAMERA = CameraInput()

STAGES = "SEARCH_STAGES"
"""The result in the record of a run: the steps at which the stages of each search ended, see `Plan.stages`."""


@dataclass(frozen=True)
class TaskInput(Block):
    """HOVER_TIME, SWATH, CORRIDOR_WIDTH, MAX_RANGE, START, the separation of drones, and the solver's settings."""

    def add_service(self, algorithm: BlindspotAlgorithm) -> None:
        """How spots are visited."""
        algorithm.add(number("HOVER_TIME", "Hovering time (s)", 60), "How long a drone hovers above each point.")
        self.add_swath(algorithm)
        algorithm.add(
            metres("MAX_RANGE", "Longest range (m)", None, 0.01, optional=True),
            "Maximum straight-line distance between a drone and its launch site at any time, for example the range of "
            "the radio link or of visual line of sight.",
        )

    def add_swath(self, algorithm: BlindspotAlgorithm, camera: CameraInput = CAMERA) -> None:
        """The width of what is seen along a path."""
        camera.add(algorithm)
        algorithm.add(
            metres("SWATH", "Swath (m)", None, 0.1, optional=True, decimals=1),
            tr(
                "Width of the strip on the ground that the drone sees: the distance between the lines of a sweep. "
                "Empty: what the Camera sees from the lowest altitude, less the side overlap; {usual:g} m without a "
                "camera.",
                usual=USUAL_SWATH,
            ),
        )
        algorithm.add(
            metres("CORRIDOR_WIDTH", "Width of corridors along lines (m)", None, 0.01, optional=True),
            "Width of the strip that each line represents, such as a riverside of 150 m. A strip wider than the Swath "
            "is flown in parallel lines. Empty: each line is followed once.",
        )

    def add_start(self, algorithm: BlindspotAlgorithm) -> None:
        """The start time of a plan."""
        algorithm.add(
            moment("START", "Start"),
            "Date and time before which no drone takes off. The plan is for the watch that contains it, or for the "
            "next one. If each spot is served once, the first drones take off at this time. With a start, the outputs "
            "have dates and times. Empty: their times are seconds from the start of the watch (from the first take-off "
            "if each spot is served once), and the fields start and end are null.",
        )
        algorithm.add(
            timezone_parameter("Time zone"),
            "Time zone of the start, unless it names one itself, and of the hours of the watch: an IANA name such as "
            f"Asia/Shanghai. {EMPTY}",
        )

    def add_separation(self, algorithm: BlindspotAlgorithm) -> None:
        """How drones are separated."""
        algorithm.add(
            whole("LAYERS", "Altitude layers", 3, 1, 100),
            "Number of altitudes. The drones are assigned to them in turn, so that their routes may cross. The lowest "
            "one is Altitude above ground. 1: all drones fly at the same altitude, and only later take-offs separate "
            "them.",
        )
        algorithm.add(
            metres("LAYER_SPACING", "Height between layers (m)", 10, 0),
            "Vertical distance from one altitude layer to the next. It should be more than the altitude error of your "
            "drones. 0: all drones fly at the same altitude.",
        )
        algorithm.add(
            metres("SEPARATION", "Distance between drones (m)", 30, 0),
            "Minimum horizontal distance between two drones in the air that are not a layer apart in height. Where "
            "layers do not separate two drones, one of them takes off later.",
        )
        algorithm.add(
            number("PAD_TIME", "Time between movements at a launch site (s)", 60, 0, 3600),
            "Minimum time between take-offs and landings of different drones at one launch site, where all of them "
            "climb and descend at the same place. Launch sites closer to each other than Distance between drones count "
            "as one. 0: no such time; drones there are separated by their height alone.",
        )

    def add_solver(self, algorithm: BlindspotAlgorithm, each: str = "") -> None:
        """The settings of the solver. each: a sentence on what TIME_LIMIT applies to, where there are several plans."""
        algorithm.add(
            number("TIME_LIMIT", "Time to search for a plan (s)", 10, 0.1, 86400),
            tr(
                "More time gives better plans, but the improvement gets smaller and smaller. It is the time of the "
                "search and of the upper bound together; reading, the paths around no-fly zones, checking and writing "
                "come in addition. {each}",
                each=each,
            ),
        )
        algorithm.add(
            QgsProcessingParameterEnum("SOLVER", tr("Solver"), [tr("Automatic"), tr("Built in")], False, 0),
            "The solver that searches for the plan. Automatic uses the one that was best in measurements, which is the "
            "built-in solver.",
        )
        algorithm.add(
            whole("MAX_ITERATIONS", "Steps of the solver", 0),
            "0: the solver stops at the time limit. Otherwise it makes exactly this number of steps, however long that "
            "takes; the same Seed then gives the same plan.",
        )
        algorithm.add(whole("SEED", "Seed", 0), "Seed of the solver's random choices.")

    def check(self, run: Run) -> None:
        self.read(run)

    def prepare(self, run: Run) -> None:
        if run.given("START") and datetime.fromisoformat(run.parameters["START"]).tzinfo is None:
            settle_timezone(run, SITES, tr("the launch sites"))

    def timezone(self, run: Run) -> str:
        """The time zone of START and of the watch."""
        timezone = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(timezone)
        return timezone

    def read(self, run: Run) -> tuple[Task, float | None]:
        """The task, and START in seconds since the epoch, None where it is empty."""
        timezone = self.timezone(run)
        start = run.instant("START", timezone)
        assumed = assumed_zone(run, SITES)
        if assumed is not None:
            run.warn(assumed.text("TIMEZONE", start, tr("START ({start}) is", start=utc_text(start))))
        task = Task(
            Service(
                run.number("HOVER_TIME"),
                CAMERA.swath(run),
                run.optional_number("CORRIDOR_WIDTH"),
            ),
            run.optional_number("MAX_RANGE"),
            Separation(
                run.number("SEPARATION"),
                run.number("LAYER_SPACING"),
                run.whole("LAYERS"),
                run.number("PAD_TIME"),
            ),
            begins=start or 0.0,
            seconds=run.number("TIME_LIMIT"),
            iterations=run.whole("MAX_ITERATIONS"),
            stages=_recorded_stages(run),
            seed=run.whole("SEED"),
        )
        return task, start


def note_stages(run: Run, stages: tuple[tuple[int, ...], ...]) -> None:
    """Notes for the record when the stages of searches limited by time ended, so that the run can be repeated
    exactly."""
    if stages:
        run.facts[STAGES] = [list(each) for each in stages]


def _recorded_stages(run: Run) -> tuple[tuple[int, ...], ...]:
    """The stages in the record that this run repeats; none where it repeats none, or the record is damaged."""
    found = run.recorded(STAGES)
    if not isinstance(found, list) or not all(isinstance(each, list) for each in found):
        return ()
    whole = all(type(step) is int and step >= 0 for each in found for step in each)
    return tuple(map(tuple, found)) if whole and all(each == sorted(each) for each in found) else ()
