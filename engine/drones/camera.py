"""Cameras on drones: what they see of the ground, how small it is in the image, and how wide a sweep may be.

A frame camera behind a lens without distortion, as in every photogrammetry text: from the height h an image side s
behind the focal length f shows h s / f of level ground.
"""

import math
from dataclasses import dataclass, replace

from ..errors import UserError
from ..language import tr
from .footprint import Footprint, footprint_of

MONITOR, DETECT, OBSERVE, RECOGNISE, IDENTIFY = 12.5, 25.0, 62.5, 125.0, 250.0
"""Pixels a metre from which on an image suffices to monitor, detect, observe, recognise and identify a person (IEC
62676-4:2014, EN 62676-4:2015: 80, 40, 16, 8 and 4 mm a pixel)."""
TASKS = ("identify", "recognise", "observe", "detect", "monitor")
"""What an image may suffice for, from the finest to the coarsest. Users read `task_text`."""
LEVELS = tuple(zip((IDENTIFY, RECOGNISE, OBSERVE, DETECT, MONITOR), TASKS, strict=True))
"""The least pixels a metre of each task."""
FAINTEST = 2.0
"""Pixels a metre below which a person, half a metre wide, is less than a pixel wide: ground farther away does not count
as shown."""
MOST_TILT = 85.0
"""degrees from straight down; a camera that is tilted more looks at the horizon"""


@dataclass(frozen=True)
class SensorCamera:
    """A camera with the longer side of its image across the course. It looks straight down, or ahead and down."""

    sensor_width: float
    """mm, across the course"""
    focal_length: float
    """mm, the true one; not the equivalent for 35 mm film"""
    image_width: int
    image_height: int
    """pixels, across the course and along it; pixels are square"""
    name: str = ""
    source: str = ""
    tilt: float = 0.0
    """degrees from straight down, 0 to MOST_TILT; the pitch of the gimbal is tilt - 90"""

    def __post_init__(self):
        for name in ("sensor_width", "focal_length", "image_width", "image_height"):
            value = getattr(self, name)
            if not (value > 0 and math.isfinite(value)):
                raise UserError(tr("{name} must be above 0; it is {value:g}.", name=name.upper(), value=value))
        if not 0 <= self.tilt <= MOST_TILT:
            raise UserError(
                tr("GIMBAL_TILT must be from 0 to {most:g} degrees; it is {tilt:g}.", most=MOST_TILT, tilt=self.tilt)
            )

    @property
    def sensor_height(self) -> float:
        """mm, along the course."""
        return self.sensor_width * self.image_height / self.image_width

    def footprint(self, height: float) -> tuple[float, float]:
        """m across the course and m along it that an image shows from `height` m above level ground, where the camera
        looks straight down."""
        scale = height / self.focal_length
        return self.sensor_width * scale, self.sensor_height * scale

    def view(self, height: float) -> Footprint:
        """The ground that an image shows from `height` m. An image with the horizon ends where a metre has FAINTEST
        pixels."""
        tangents = self.sensor_height / 2 / self.focal_length, self.sensor_width / 2 / self.focal_length
        seen = footprint_of(height, self.tilt, *tangents)
        return footprint_of(height, self.tilt, *tangents, self.ground_range(FAINTEST, height)) if seen.horizon else seen

    def seen_to(self, height: float, density: float) -> float:
        """m ahead of the point below, the farthest in the middle of the image at which a metre has `density` pixels; 0
        or less, or less than the near edge, where no ground in the image has."""
        return min(self.view(height).far, self.ground_range(density, height))

    def pixel(self, height: float) -> float:
        """m that a pixel in the middle of the image shows, from `height` m (ground sampling distance); of a tilted
        camera, across the line of sight."""
        slant = height if not self.tilt else height / math.cos(math.radians(self.tilt))
        return self.sensor_width * slant / (self.focal_length * self.image_width)

    def density(self, height: float) -> float:
        """Pixels for each metre in the middle of the image, from `height` m; inf from 0 m."""
        pixel = self.pixel(height)
        return 1 / pixel if pixel > 0 else math.inf

    def height_for(self, density: float) -> float:
        """m, the highest flight in which a metre in the middle of the image has `density` pixels."""
        slant = self.slant_range(density)
        return slant if not self.tilt else slant * math.cos(math.radians(self.tilt))

    def slant_range(self, density: float) -> float:
        """m from the camera, the farthest at which a metre across the line of sight has `density` pixels:
        f px / (w D)."""
        return self.focal_length * self.image_width / (self.sensor_width * density)

    def ground_range(self, density: float, height: float) -> float:
        """m from below the camera, the farthest at which a metre across the line of sight has `density` pixels, from
        `height` m; 0 where not even the ground below has."""
        slant = self.slant_range(density)
        return math.sqrt(slant**2 - height**2) if slant > height else 0.0

    def swath(self, height: float, overlap: float) -> float:
        """m between lines of a sweep whose images overlap by this share (0 to less than 1) at the sides; of a tilted
        camera, at the near edge, where the image is narrowest."""
        return self.across(height) * (1 - overlap)

    def across(self, height: float) -> float:
        """m across the course that the whole length of an image shows, from `height` m."""
        return self.view(height).near_width if self.tilt else self.footprint(height)[0]

    def trigger(self, height: float, overlap: float) -> float:
        """m between photographs that overlap by this share (0 to less than 1) along the course."""
        return (self.view(height).length if self.tilt else self.footprint(height)[1]) * (1 - overlap)

    def detection_range(self, height: float) -> float:
        """m, radius of the largest circle around the point below that is in the image, whatever the heading: so a drone
        that turns, or orbits, sees all of it all the time. 0 where a tilted camera does not see the point below."""
        return self.view(height).circle if self.tilt else min(self.footprint(height)) / 2

    @property
    def most_tilt_below(self) -> float:
        """degrees, the tilt up to which the point below is in the image."""
        return math.degrees(math.atan(self.sensor_height / 2 / self.focal_length))

    def with_own(
        self,
        sensor_width: float | None,
        focal_length: float | None,
        image_width: int | None,
        image_height: int | None,
    ) -> "SensorCamera":
        """The same with the analyst's own figures where these are not None."""
        own = {
            "sensor_width": sensor_width,
            "focal_length": focal_length,
            "image_width": image_width,
            "image_height": image_height,
        }
        return replace(self, **{name: value for name, value in own.items() if value is not None})


def task_of(density: float) -> str:
    """What so many pixels a metre suffice for: one of TASKS; empty where they do not even suffice to monitor."""
    return next((task for least, task in LEVELS if density >= least), "")


def task_text(task: str) -> str:
    """One of TASKS in the user's language."""
    return {known: tr(known) for known in TASKS}[task]


PRESETS = (
    SensorCamera(17.3, 12.29, 5280, 3956, "DJI Mavic 3E, wide", "enterprise.dji.com/mavic-3-enterprise/specs"),
    SensorCamera(7.68, 9.1, 640, 512, "DJI Mavic 3T, thermal", "enterprise.dji.com/mavic-3-enterprise/specs"),
    SensorCamera(7.68, 9.1, 640, 512, "DJI Matrice 30T, thermal", "enterprise.dji.com/matrice-30/specs"),
    SensorCamera(7.68, 13.5, 640, 512, "DJI Zenmuse H20T, thermal", "enterprise.dji.com/zenmuse-h20-series/specs"),
    SensorCamera(15.36, 24.0, 1280, 1024, "DJI Zenmuse H30T, thermal", "enterprise.dji.com/zenmuse-h30-series/specs"),
    SensorCamera(35.9, 35.0, 8192, 5460, "DJI Zenmuse P1, 35 mm", "enterprise.dji.com/zenmuse-p1/specs"),
    SensorCamera(13.2, 8.8, 5472, 3648, "DJI Phantom 4 RTK", "www.dji.com/phantom-4-rtk/info"),
)
"""As their maker publishes them on the pages given in `source`. Of thermal cameras the width of the sensor is the
number of pixels times their pitch of 12 micrometres."""
