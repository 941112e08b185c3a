"""What a plan is to achieve: the most gap closed over the watch, or each spot served once."""

from dataclasses import dataclass

from qgis.core import Qgis, QgsProcessingParameterDateTime, QgsProcessingParameterEnum

from ...engine.plan.launch_hours import launch_hours
from ...engine.timing.watch import Watch
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run


@dataclass(frozen=True)
class ObjectiveInput(Block):
    """OBJECTIVE, NIGHT_FROM and NIGHT_TO."""

    def add_objective(self, algorithm: BlindspotAlgorithm) -> None:
        """What is maximised."""
        algorithm.add(
            QgsProcessingParameterEnum(
                "OBJECTIVE",
                tr("Objective"),
                [tr("Close the gap over the watch"), tr("Serve each spot once")],
                False,
                0,
            ),
            "Close the gap over the watch: the drones close as much of the gaps as they can, as Assess a plan measures "
            "it. Spots are visited again as often as it pays, and the planner chooses when each sortie takes off. "
            "Serve each spot once: the drones visit the spots that together have the highest priority, each of them "
            "once, from the start on.",
        )

    def add_hours(self, algorithm: BlindspotAlgorithm) -> None:
        """The hours in which drones may take off."""
        for name, title, help_text in (
            (
                "NIGHT_FROM",
                "First take-off from",
                "No drone takes off before this local time of day. Empty: from the start of the watch. Used only if "
                "the objective is to close the gap over the watch.",
            ),
            (
                "NIGHT_TO",
                "Last take-off until",
                "No drone takes off after this local time of day. Empty: until one revisit interval after the end of "
                "the watch. A drone that has to wait for another one may take off a few minutes later. Used only if "
                "the objective is to close the gap over the watch.",
            ),
        ):
            kind = Qgis.ProcessingDateTimeParameterDataType.Time
            algorithm.add(
                QgsProcessingParameterDateTime(name, tr(title), kind, None, True),
                help_text,
            )

    def closes(self, run: Run) -> bool:
        """Whether gaps are to be closed over the watch."""
        return run.choice("OBJECTIVE") == 0

    def check_hours(self, run: Run, watch: Watch) -> None:
        """Raises UserError where no hour of a watch is left in which drones may take off."""
        launch_hours(watch, run.number("REVISIT") * 60, *self.hours(run))

    def hours(self, run: Run) -> tuple[float | None, float | None]:
        """NIGHT_FROM and NIGHT_TO in s after midnight; None where they are empty."""
        first, last = (run.seconds_of_day(name) if run.given(name) else None for name in ("NIGHT_FROM", "NIGHT_TO"))
        return first, last
