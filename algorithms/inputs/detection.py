"""Detection: within which distance and how soon patrols notice something."""

from dataclasses import dataclass

import numpy as np

from ...engine.language import tr
from ...engine.score.detection import Detection, rates, sweep_width
from ...engine.tables import LARGEST
from ...engine.tracks.tracks import Outages, Tracks
from ..base import BlindspotAlgorithm
from ..run import Block, Run
from ..value_types import MAX_DISTANCE
from .field_values import unit_numbers
from .fix_report import CleanFixes
from .parameters import metres, number, numeric_field


def add_drone_range(algorithm: BlindspotAlgorithm) -> None:
    """DRONE_RANGE of drones that are planned for."""
    algorithm.add(
        metres("DRONE_RANGE", "Detection range of the drones (m)", None, 0.01, optional=True, decimals=1),
        "A drone notices what is within this horizontal distance. Empty: with a Camera, the largest circle that is in "
        "the image whatever the heading, from the lowest altitude; without one, half the Swath.",
    )


@dataclass(frozen=True)
class DetectionInput(Block):
    """DETECTION_RANGE and DETECTION_TIME, with fields for values by unit, MIN_SPEED and PRISM_SPEED."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """Detection range and detection time."""
        algorithm.add(
            metres("DETECTION_RANGE", "Detection range (m)", 50, 0.01),
            "A patrol can notice something within this distance. It is measured from the centre of a cell, from a "
            "point, or from sample points along lines and in zones.",
        )
        algorithm.add(
            number("DETECTION_TIME", "Detection time (s)", 30),
            "Mean time in range until a patrol notices something. 0: at once. A patrol that stays exactly this long "
            "notices it with probability 63 %.",
        )

    def add_fields(self, algorithm: BlindspotAlgorithm) -> None:
        """Fields with values for each unit."""
        for name, title, what in (
            (
                "RANGE_FIELD",
                "Detection range field (m)",
                "Detection range of each unit in metres, for example if foot patrols and vehicles differ. Null: the "
                "value of Detection range.",
            ),
            (
                "DETECTION_TIME_FIELD",
                "Detection time field (s)",
                "Detection time of each unit in seconds. Null: the value of Detection time.",
            ),
        ):
            algorithm.add(numeric_field(name, title, "INPUT"), what)

    def add_dark(self, algorithm: BlindspotAlgorithm) -> None:
        """The detection range after dark."""
        algorithm.add(
            metres("DARK_RANGE", "Detection range after dark (m)", None, 0.01, optional=True),
            "The distance within which a patrol notices something after dark, from the end of civil twilight (the sun "
            "6 degrees below the horizon) to its beginning, by the date and the middle of the places. Units whose own "
            "range is shorter keep it. Set it if streets or paths are not lit. Drones, cameras and posts keep their "
            "range. Empty: as by light.",
        )

    def add_slowest(self, algorithm: BlindspotAlgorithm) -> None:
        """The minimum speed of legs that count."""
        algorithm.add(
            number("MIN_SPEED", "Slowest speed that counts (km/h)", 0, decimals=1),
            "Legs that are slower do not count as patrol. 0: standing also counts, because a parked vehicle sees what "
            "is around it. Set 1 or 2 if receivers also report from empty vehicles.",
        )

    def add_prisms(self, algorithm: BlindspotAlgorithm) -> None:
        """The speed of units during outages, for gap_low."""
        algorithm.add(
            number("PRISM_SPEED", "Speed during outages (km/h)", None, 0, optional=True, decimals=1),
            "The highest speed of a unit while its receiver was silent. gap_low counts every pass that is possible at "
            "this speed. Empty: for each unit the 95th percentile of the speeds of its moving legs.",
        )

    def read(self, run: Run, fixes: CleanFixes, edges: Outages | None = None) -> Detection:
        """Detection range and rate of every unit, its minimum speed to count, and its maximum speed in an outage.
        edges: outages at the edges of the data."""
        read, names = fixes.read, fixes.read.fixes.unit_names
        units = len(names)
        ranges = np.full(units, run.number("DETECTION_RANGE"))
        times = np.full(units, run.number("DETECTION_TIME"))
        if read.range is not None:
            ranges = unit_numbers(run, read.range, names, "RANGE_FIELD", "DETECTION_RANGE", MAX_DISTANCE)
        if read.detection_time is not None:
            field, general = "DETECTION_TIME_FIELD", "DETECTION_TIME"
            times = unit_numbers(run, read.detection_time, names, field, general, LARGEST)
        slowest = run.number("MIN_SPEED") / 3.6
        given = run.optional_number("PRISM_SPEED")
        if given is not None:
            fastest = np.full(units, given / 3.6)
        else:
            fastest = fixes.tracks.usual_top_speeds if len(fixes.tracks.outages) or edges else np.zeros(units)
        dark = run.optional_number("DARK_RANGE") if run.has("DARK_RANGE") else None
        return Detection(ranges, rates(times), slowest, fastest, dark=np.inf if dark is None else dark)


def report_outage_speeds(run: Run, tracks: Tracks, detection: Detection) -> None:
    """Reports the assumed speeds during outages."""
    if not len(tracks.outages):
        return
    speeds = 3.6 * np.broadcast_to(detection.fastest, detection.range.shape)[np.unique(tracks.outages.unit)]
    low, high = (f"{speed:.0f}" for speed in (speeds.min(), speeds.max()))
    values = {"low": low, "high": high}
    run.say(
        tr(
            "In outages units are assumed to move at no more than {high} km/h (PRISM_SPEED), or faster if they need it "
            "to reach their next fix. gap_low counts every pass that this allows.",
            **values,
        )
        if low == high
        else tr(
            "In outages units are assumed to move at no more than {low} to {high} km/h, depending on the unit "
            "(PRISM_SPEED), or faster if they need it to reach their next fix. gap_low counts every pass that this "
            "allows.",
            **values,
        )
    )


def sweep_width_of(run: Run, tracks: Tracks, detection: Detection) -> float | None:
    """The sweep width in metres at the tracks' median speed, which is also logged; None where no unit moves."""
    speed = tracks.median_speed
    if not np.isfinite(speed):
        return None
    width = sweep_width(float(np.median(detection.range)), float(np.median(detection.rate)), speed)
    run.say(
        tr(
            "Sweep width at the tracks' median speed of {speed:.1f} km/h: {width:.0f} m.",
            speed=speed * 3.6,
            width=width,
        )
    )
    return width
