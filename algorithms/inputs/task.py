"""How spots are served, how drones are kept apart, and how long a plan is searched for."""

from dataclasses import dataclass

from qgis.core import QgsProcessingParameterEnum, QgsProcessingParameterString

from ...engine.plan.plan import Task
from ...engine.plan.schedule import Separation
from ...engine.plan.stops import Service
from ...engine.timing.timezones import check_timezone
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, moment, number, whole


@dataclass(frozen=True)
class TaskInput(Block):
    """HOVER_TIME, SWATH, CORRIDOR_WIDTH, MAX_RANGE, START, the separation of drones, and the solver's settings."""

    def add_service(self, algorithm: BlindspotAlgorithm) -> None:
        """How spots are served."""
        algorithm.add(number("HOVER_TIME", "Hovering time (s)", 60), "How long a drone hovers over each point.")
        algorithm.add(
            metres("SWATH", "Swath", 60, 0.1),
            "Width of what the drone sees on the ground: the distance between the lines of a sweep.",
        )
        algorithm.add(
            metres("CORRIDOR_WIDTH", "Width of corridors along lines", None, 0.01, optional=True),
            "How wide the strips are that lines stand for, such as a riverside of 150 m. Wider than SWATH, they are "
            "flown in parallel lines. Empty: lines are followed once.",
        )
        algorithm.add(
            metres("MAX_RANGE", "Longest range", None, 0.01, optional=True),
            "The farthest, in a straight line, that a drone may ever be from its launch site: that of the radio link, "
            "or of sight.",
        )

    def add_start(self, algorithm: BlindspotAlgorithm) -> None:
        """When a plan begins."""
        algorithm.add(
            moment("START", "Start"),
            "When the first drones take off. With it all times are absolute; without it they are seconds from 0, and "
            "start and end are null.",
        )
        algorithm.add(
            QgsProcessingParameterString("TIMEZONE", tr("Time zone of the start"), "UTC"),
            "An IANA name such as Asia/Shanghai, for a START that doesn't say its zone.",
        )

    def add_separation(self, algorithm: BlindspotAlgorithm) -> None:
        """How drones are kept apart."""
        algorithm.add(
            whole("LAYERS", "Altitude layers", 3, 1, 100),
            "Drones take turns on these altitudes, the lowest at ALTITUDE, so that they may cross each other. 1: all "
            "fly at one altitude, and launch delay alone keeps them apart.",
            advanced=True,
        )
        algorithm.add(
            metres("LAYER_SPACING", "Height between layers", 10, 0),
            "From one altitude layer to the next: more than the error of height of your drones. 0: one altitude.",
            advanced=True,
        )
        algorithm.add(
            metres("SEPARATION", "Distance between drones", 30, 0),
            "In the plane, between any two drones in the air that aren't on different layers, at take-off and landing "
            "too. What layers can't part takes off later.",
            advanced=True,
        )

    def add_solver(self, algorithm: BlindspotAlgorithm, each: str = "") -> None:
        """How long a plan is searched for, and by whom. each: what TIME_LIMIT is for, where there are several."""
        algorithm.add(
            number("TIME_LIMIT", "Time to search for a plan (s)", 10, 0.1, 86400),
            f"Longer finds better plans, less and less so. {each}".strip(),
        )
        algorithm.add(
            QgsProcessingParameterEnum("SOLVER", tr("Solver"), [tr("Automatic"), tr("Built in")], False, 0),
            "Who searches. Automatic takes what was measured to be best, which is the built-in search.",
            advanced=True,
        )
        algorithm.add(
            whole("MAX_ITERATIONS", "Steps of the solver", 0),
            "0: by time. Otherwise exactly so many steps, however long they take: with the same SEED the plan is then "
            "the same.",
            advanced=True,
        )
        algorithm.add(whole("SEED", "Seed", 0), "Of the solver's random choices.")

    def read(self, run: Run) -> tuple[Task, float | None]:
        """The task, and START as seconds since the epoch if it is given."""
        timezone = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(timezone)
        start = run.instant("START", timezone)
        task = Task(
            Service(
                run.number("HOVER_TIME"),
                run.number("SWATH"),
                run.optional_number("CORRIDOR_WIDTH"),
            ),
            run.optional_number("MAX_RANGE"),
            Separation(
                run.number("SEPARATION"),
                run.number("LAYER_SPACING"),
                run.whole("LAYERS"),
            ),
            begins=start or 0.0,
            seconds=run.number("TIME_LIMIT"),
            iterations=run.whole("MAX_ITERATIONS"),
            seed=run.whole("SEED"),
        )
        return task, start
