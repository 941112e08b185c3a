"""Cameras on drones: what they see of the ground, how small it is in the image, and how wide a sweep may be.

A frame camera behind a lens without distortion, as in every photogrammetry text: from the height h an image side s
behind the focal length f shows h s / f of level ground.
"""

import math
from dataclasses import dataclass, replace

from ..errors import UserError
from ..language import tr

MONITOR, DETECT, OBSERVE, RECOGNISE, IDENTIFY = 12.5, 25.0, 62.5, 125.0, 250.0
"""Pixels a metre from which on an image suffices to monitor, detect, observe, recognise and identify a person (IEC
62676-4:2014, EN 62676-4:2015: 80, 40, 16, 8 and 4 mm a pixel)."""
TASKS = ("identify", "recognise", "observe", "detect", "monitor")
"""What an image may suffice for, from the finest to the coarsest. Users read `task_text`."""
LEVELS = tuple(zip((IDENTIFY, RECOGNISE, OBSERVE, DETECT, MONITOR), TASKS, strict=True))
"""The least pixels a metre of each task."""
MM = 1e-3


@dataclass(frozen=True)
class SensorCamera:
    """A camera that looks straight down, with the longer side of its image across the course."""

    sensor_width: float
    """mm, across the course"""
    focal_length: float
    """mm, the true one; not the equivalent for 35 mm film"""
    image_width: int
    image_height: int
    """pixels, across the course and along it; pixels are square"""
    name: str = ""
    source: str = ""

    def __post_init__(self):
        for name in ("sensor_width", "focal_length", "image_width", "image_height"):
            value = getattr(self, name)
            if not (value > 0 and math.isfinite(value)):
                raise UserError(tr("{name} must be above 0; it is {value:g}.", name=name.upper(), value=value))

    @property
    def sensor_height(self) -> float:
        """mm, along the course."""
        return self.sensor_width * self.image_height / self.image_width

    def footprint(self, height: float) -> tuple[float, float]:
        """m across the course and m along it that an image shows from `height` m above level ground."""
        scale = height / self.focal_length
        return self.sensor_width * scale, self.sensor_height * scale

    def pixel(self, height: float) -> float:
        """m on the ground that a pixel shows from `height` m (ground sampling distance)."""
        return self.sensor_width * height / (self.focal_length * self.image_width)

    def density(self, height: float) -> float:
        """Pixels for each metre on the ground, from `height` m; inf from 0 m."""
        pixel = self.pixel(height)
        return 1 / pixel if pixel > 0 else math.inf

    def height_for(self, density: float) -> float:
        """m, the highest flight in which a metre on the ground has `density` pixels."""
        return self.slant_range(density)

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
        """m between lines of a sweep whose images overlap by this share (0 to less than 1) at the sides."""
        return self.footprint(height)[0] * (1 - overlap)

    def trigger(self, height: float, overlap: float) -> float:
        """m between photographs that overlap by this share (0 to less than 1) along the course."""
        return self.footprint(height)[1] * (1 - overlap)

    def detection_range(self, height: float) -> float:
        """m, radius of the largest circle around the point below that is in the image, whatever the heading."""
        return min(self.footprint(height)) / 2

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
