"""What patrol effort asks for, of fixes and of an archive."""

from ..base import BlindspotAlgorithm, tr
from .parameters import metres
from .places import PlacesInput
from .seconds import SecondsInput
from .watchers import WatchersInput

WATCHERS = WatchersInput(
    notice=False,
    help_text="Posts and cameras that do not move. Each place then gets the field watcher_h: the hours in the watch "
    "that posts and cameras see it, summed over them. They are no effort of patrols, so no other field counts them. "
    "Fields that are used, if there are any of these names: range_m (m), bearing (degrees clockwise from true north; "
    "empty: sees all around), fov (width of the view in degrees; empty: 360, or 90 with a bearing), hours (local time, "
    "such as 22:00-05:00, or Mon-Fri 08:00-18:00; Sat 10:00-14:00; empty: always).",
)
SECONDS = SecondsInput(
    "Off: first_seen and last_seen are rounded, so that they do not show where single persons were at what time: down "
    "to a quarter of an hour or an hour if at least three units were in the cell or zone in that time, otherwise to "
    "the start of the day (the local calendar day, or with a watch, from one start of the watch to the next). On: "
    "exact times. The layer then contains data about persons. Hours and kilometres are exact in both cases."
)


def add_range(algorithm: BlindspotAlgorithm, places: PlacesInput) -> None:
    """DETECTION_RANGE and SAMPLE_SPACING, for what is within range."""
    algorithm.add(
        metres("DETECTION_RANGE", "Detection range (m)", 50, 0.01),
        "A patrol can notice something within this distance. Used only for the field within_range.",
    )
    places.add_spacing(
        algorithm, tr("Distance between the points at which within_range is estimated. In small cells it is less.")
    )
