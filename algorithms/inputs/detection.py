"""What patrols notice."""

from dataclasses import dataclass

import numpy as np

from ...engine.score.detection import Detection, rates, sweep_width
from ...engine.tracks.tracks import Tracks
from ..base import BlindspotAlgorithm
from ..run import Block, Run
from .fixes import CleanFixes
from .parameters import metres, number, numeric_field


@dataclass(frozen=True)
class DetectionInput(Block):
    """DETECTION_RANGE and DETECTION_TIME, by unit where fields say so, MIN_SPEED and PRISM_SPEED."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """How far, and how soon."""
        algorithm.add(
            metres("DETECTION_RANGE", "Detection range", 50, 0.01),
            "Within this distance a patrol can notice what is there. Measured from a cell's centre, a point, or "
            "points along lines and in zones.",
        )
        algorithm.add(
            number("DETECTION_TIME", "Detection time (s)", 30),
            "Mean time to notice something while in range; 0 = at once. Somebody who stays this long notices with "
            "probability 63 %.",
        )

    def add_fields(self, algorithm: BlindspotAlgorithm) -> None:
        """The same by unit."""
        for name, title, what in (
            (
                "RANGE_FIELD",
                "Detection range field",
                "Detection range by unit, in metres, if foot and vehicle differ. Null: DETECTION_RANGE.",
            ),
            (
                "DETECTION_TIME_FIELD",
                "Detection time field",
                "Detection time by unit, in seconds. Null: DETECTION_TIME.",
            ),
        ):
            algorithm.add(numeric_field(name, title, "INPUT"), what, advanced=True)

    def add_slowest(self, algorithm: BlindspotAlgorithm) -> None:
        """Which legs count."""
        algorithm.add(
            number("MIN_SPEED", "Slowest speed that counts (km/h)", 0),
            "Legs slower than this are not counted as patrolling. 0 counts standing too: a parked vehicle sees what is "
            "around it. Set 1 or 2 where receivers report from vehicles that nobody sits in.",
            advanced=True,
        )

    def add_prisms(self, algorithm: BlindspotAlgorithm) -> None:
        """What gap_low takes silent units to be able to."""
        algorithm.add(
            number("PRISM_SPEED", "Speed during outages (km/h)", None, 0, optional=True),
            "How fast a unit may have gone while its receiver was silent; gap_low counts every pass that this allows. "
            "Empty: for each unit the speed that 95 % of its moving legs stay below.",
            advanced=True,
        )

    def read(self, run: Run, fixes: CleanFixes) -> Detection:
        """What every unit notices, how slow it may be to count, and how fast it may have gone in an outage."""
        read, units = fixes.read, len(fixes.read.fixes.unit_names)
        ranges = np.full(units, run.number("DETECTION_RANGE"))
        times = np.full(units, run.number("DETECTION_TIME"))
        if read.range is not None:
            ranges = np.where(np.isnan(read.range), ranges, read.range)
        if read.detection_time is not None:
            times = np.where(np.isnan(read.detection_time), times, read.detection_time)
        slowest = run.number("MIN_SPEED") / 3.6
        given = run.optional_number("PRISM_SPEED")
        if given is not None:
            fastest = np.full(units, given / 3.6)
        else:
            fastest = fixes.tracks.usual_top_speeds if len(fixes.tracks.outages) else np.zeros(units)
        return Detection(ranges, rates(times), slowest, fastest)


def report_outage_speeds(run: Run, tracks: Tracks, detection: Detection) -> None:
    """Says how fast silent units are taken to have been."""
    if not len(tracks.outages):
        return
    speeds = 3.6 * np.broadcast_to(detection.fastest, detection.range.shape)[np.unique(tracks.outages.unit)]
    low, high = (f"{speed:.0f}" for speed in (speeds.min(), speeds.max()))
    run.say(
        f"In outages units may have gone at up to {high if low == high else f'{low} to {high}'} km/h (PRISM_SPEED), or "
        "as fast as it takes to be where they were next heard of; gap_low counts all that this allows."
    )


def sweep_width_of(run: Run, tracks: Tracks, detection: Detection) -> float | None:
    """The sweep width in metres at the tracks' median speed, with a sentence in the log; None where nothing moves."""
    speed = tracks.median_speed
    if not np.isfinite(speed):
        return None
    width = sweep_width(float(np.median(detection.range)), float(np.median(detection.rate)), speed)
    run.say(f"Sweep width at the tracks' median speed of {speed * 3.6:.1f} km/h: {width:.0f} m.")
    return width
