"""The camera of the drones: a preset or the analyst's own figures, and the swath and detection range that follow."""

import math
from dataclasses import dataclass, replace

from qgis.core import QgsProcessingParameterEnum

from ...engine.drones.camera import DETECT, MOST_TILT, PRESETS, SensorCamera, task_of, task_text
from ...engine.errors import UserError
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import number, whole
from .taken import PLANNERS, Taken
from .tilted import enough_text, footprint_text, require_ground_below, small_circle_text, turning_text

NONE, OWN = "None", "Own figures"
NO_CAMERA, OWN_CAMERA = 0, 1
"""The first options of CAMERA; the presets follow."""
FIGURES = ("SENSOR_WIDTH", "FOCAL_LENGTH", "IMAGE_WIDTH", "IMAGE_HEIGHT")
OVERLAPS = ("OVERLAP", "FRONT_OVERLAP")
TILT = "GIMBAL_TILT"
NAMES = ("CAMERA", *FIGURES, TILT, *OVERLAPS)
"""All parameters of a camera."""
USUAL_SWATH = 60.0
"""m, SWATH where it is empty and there is no camera"""
USUAL_OVERLAP = 20.0
MOST_OVERLAP = 95.0


def camera_of(layer: str, *others: str) -> Taken:
    """All parameters of a camera, and others, taken from the record of the plan whose routes the parameter `layer` has.
    Use with `empty_as_made(self.declared, NAMES, ...)`."""
    names = (*NAMES, *others)
    return Taken((layer,), PLANNERS, dict(zip(names, names, strict=True)), silent=True)


@dataclass(frozen=True)
class CameraInput(Block):
    """CAMERA, SENSOR_WIDTH, FOCAL_LENGTH, IMAGE_WIDTH, IMAGE_HEIGHT, GIMBAL_TILT, OVERLAP and FRONT_OVERLAP."""

    front: bool = True
    """whether there is FRONT_OVERLAP"""
    side: bool = True
    """whether there is OVERLAP"""
    tilts: bool = True
    """whether there is GIMBAL_TILT"""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterEnum(
                "CAMERA", tr("Camera"), [tr(NONE), tr(OWN), *(one.name for one in PRESETS)], False, NO_CAMERA
            ),
            tr(
                "The camera, with the longer side of its image across the course. {looks}{use}The "
                "presets have the figures of their makers' data sheets. For any other camera choose Own figures, and "
                "enter sensor width, focal length and image size.",
                use=tr(
                    "Swath and Detection range of the drones, where these are empty, follow from it and from the "
                    "altitude, and the log says how large a pixel is on the ground. "
                )
                if self.side
                else "",
                looks=tr("It looks straight down, unless you enter a Gimbal tilt. ")
                if self.tilts
                else tr("It looks straight down. "),
            ),
        )
        algorithm.add(
            number("SENSOR_WIDTH", "Width of the sensor (mm)", None, 0.001, 10_000, optional=True, decimals=3),
            "Longer side of the sensor. For thermal cameras: pixels times pixel pitch, such as 640 x 0.012 mm = 7.68 "
            "mm. Empty: that of the preset.",
        )
        algorithm.add(
            number("FOCAL_LENGTH", "Focal length (mm)", None, 0.001, 10_000, optional=True, decimals=3),
            "The true focal length, not the one equivalent to 35 mm film. Empty: that of the preset.",
        )
        algorithm.add(
            whole("IMAGE_WIDTH", "Image width (pixels)", None, 1, 1_000_000, optional=True),
            "Pixels along the longer side of the image. Empty: those of the preset.",
        )
        algorithm.add(
            whole("IMAGE_HEIGHT", "Image height (pixels)", None, 1, 1_000_000, optional=True),
            "Pixels along the shorter side of the image. Empty: those of the preset; with own figures three quarters "
            "of the image width.",
        )
        if self.tilts:
            algorithm.add(
                number(TILT, "Gimbal tilt from straight down (degrees)", 0, 0, MOST_TILT, decimals=1),
                "How far the camera is tilted ahead: 0 looks straight down, 45 half way to the horizon; it is 90 plus "
                "the pitch of the gimbal. A tilted camera sees a trapezoid ahead. Swath is then its width at the near "
                "edge. Detection range is the largest circle around the point below the drone that is in the image "
                "whatever the heading, also in turns and orbits; where the point below is not in the image, enter the "
                "range yourself. It has no effect without a camera.",
            )
        if self.side:
            algorithm.add(
                number("OVERLAP", "Side overlap of images (%)", USUAL_OVERLAP, 0, MOST_OVERLAP, decimals=1),
                "Share of an image that the next line of a sweep sees again. The Swath of a camera is the width of its "
                "image on the ground without this share. It makes up for errors of position and heading; mapping needs "
                "60 to 80 %.",
            )
        if self.front:
            algorithm.add(
                number("FRONT_OVERLAP", "Front overlap of images (%)", USUAL_OVERLAP, 0, MOST_OVERLAP, decimals=1),
                "Share of a photograph that the next one along the course sees again. It gives the distance between "
                "photographs. It has no effect on the route.",
            )

    def check(self, run: Run) -> None:
        self.read(run)

    def read(self, run: Run) -> SensorCamera | None:
        """The camera; None where there is none. Raises UserError where figures are missing."""
        choice = run.choice("CAMERA") if run.given("CAMERA") else NO_CAMERA
        if choice == NO_CAMERA:
            return None
        own = [run.optional_number(name) for name in FIGURES]
        if choice != OWN_CAMERA:
            return self._tilted(run, PRESETS[choice - 2].with_own(*own))
        missing = [name for name, value in zip(FIGURES[:3], own[:3], strict=True) if value is None]
        if missing:
            raise UserError(
                tr(
                    "CAMERA is Own figures, which need {names} as well. Take them from the data sheet of the camera, "
                    "or choose a preset.",
                    names=tr(", ").join(missing),
                )
            )
        width, focal, across, along = own
        rows = int(along or max(1, round(0.75 * across)))
        return self._tilted(run, SensorCamera(width, focal, int(across), rows, tr("The camera")))

    def _tilted(self, run: Run, camera: SensorCamera) -> SensorCamera:
        tilt = run.optional_number(TILT) if self.tilts and run.has(TILT) else None
        return replace(camera, tilt=tilt) if tilt else camera

    def overlap(self, run: Run) -> float:
        """Side overlap as a share."""
        return run.number("OVERLAP") / 100

    def trigger(self, run: Run, camera: SensorCamera, height: float) -> float:
        """m between photographs at `height` m above the ground."""
        return camera.trigger(height, run.number("FRONT_OVERLAP") / 100)

    def swath(self, run: Run) -> float:
        """SWATH in m: as given, else from the camera at the lowest altitude, else the usual one. Says in the log what
        the camera sees, and warns of a swath wider than its image."""
        camera, given = self.read(run), run.given("SWATH") and "SWATH" not in run.assumed
        if camera is None:
            self._warn_unused(run)
            if not given:
                run.parameters["SWATH"] = USUAL_SWATH
            return run.number("SWATH")
        low, high = _heights(run)
        across = camera.across(low)
        if not across > 0:
            raise UserError(tr("ALTITUDE is 0 m, where a camera sees nothing. Raise ALTITUDE, or set CAMERA to None."))
        run.say(*self.sentences(camera, low, high))
        self._warn_coarse(run, camera, high)
        own = camera.swath(low, self.overlap(run))
        if not given:
            run.assume("SWATH", own)
            run.say(
                tr(
                    "SWATH is {swath:.1f} m: {across:.1f} m less an OVERLAP of {overlap:g} %.",
                    swath=own,
                    across=across,
                    overlap=run.number("OVERLAP"),
                )
            )
        elif run.number("SWATH") > across * (1 + 1e-9):
            run.warn(
                tr(
                    "SWATH is {swath:g} m, but from {height:g} m the image of the camera is only {across:.1f} m wide: "
                    "between the lines of a sweep {missed:.0f} % of the ground is not seen. Leave SWATH empty for "
                    "{own:.1f} m, or fly at {enough:.0f} m.",
                    swath=run.number("SWATH"),
                    height=low,
                    across=across,
                    missed=100 * (1 - across / run.number("SWATH")),
                    own=own,
                    enough=math.ceil(low * run.number("SWATH") / across),
                )
            )
        return run.number("SWATH")

    def drone_range(self, run: Run, swath: float) -> float:
        """DRONE_RANGE in m: as given, else from the camera at the lowest altitude, else half of `swath`."""
        camera, given = self.read(run), run.given("DRONE_RANGE") and "DRONE_RANGE" not in run.assumed
        if camera is None:
            return run.optional_number("DRONE_RANGE") or swath / 2
        low, _ = _heights(run)
        return self.range_at(run, camera, low, run.number("DRONE_RANGE") if given else None)

    def range_at(self, run: Run, camera: SensorCamera, height: float, given: float | None) -> float:
        """DRONE_RANGE of a camera in m: as given, else from `height`. Warns of one beyond the image."""
        if given is None:
            require_ground_below(camera, height)
        own = camera.detection_range(height)
        if given is None:
            run.assume("DRONE_RANGE", own)
            run.say(
                tr(
                    "DRONE_RANGE is {range:.1f} m: what is within this distance is in the image, whatever the heading.",
                    range=own,
                )
            )
            straight = replace(camera, tilt=0.0).detection_range(height)
            if own < straight / 2:
                run.warn(small_circle_text(camera, height, own, straight))
            return own
        if not own > 0:
            self._say_turning(run, camera, height, given)
        elif given > own * (1 + 1e-9):
            run.warn(
                tr(
                    "DRONE_RANGE is {given:g} m, but from {height:g} m only what is within {own:.1f} m is in the image "
                    "whatever the heading. Leave DRONE_RANGE empty to use that.",
                    given=given,
                    height=height,
                    own=own,
                )
            )
        return given

    def _say_turning(self, run: Run, camera: SensorCamera, height: float, given: float) -> None:
        """Of a camera that does not see the point below: what the range given assumes."""
        seen = camera.view(height)
        (run.warn if given > seen.far * (1 + 1e-9) else run.say)(
            tr(
                "From {height:g} m with a GIMBAL_TILT of {tilt:g} degrees the ground within {near:.1f} m and beyond "
                "{far:.1f} m is not in the image, so a DRONE_RANGE of {given:g} m assumes a drone that turns "
                "or orbits. {turns}",
                height=height,
                tilt=camera.tilt,
                near=seen.near,
                far=seen.far,
                given=given,
                turns=turning_text(seen),
            )
        )

    def sentences(self, camera: SensorCamera, low: float, high: float) -> list[str]:
        """What the camera sees from the lowest and the highest altitude."""
        if camera.tilt:
            heights = [low, high] if high > low else [low]
            texts = [f"{footprint_text(camera, height)}. {enough_text(camera, height)}" for height in heights]
            return [tr("{name}: {text}", name=camera.name, text=text) for text in texts]
        across, along = camera.footprint(low)
        source = tr(" ({source})", source=camera.source) if camera.source else ""
        said = [
            tr(
                "{name}{source}: from {height:g} m the image shows {across:.1f} x {along:.1f} m of level ground. "
                "{pixel}",
                name=camera.name,
                source=source,
                height=low,
                across=across,
                along=along,
                pixel=_pixel_text(camera, low),
            )
        ]
        if high > low:
            across, along = camera.footprint(high)
            said.append(
                tr(
                    "On the highest altitude layer, {height:g} m, it shows {across:.1f} x {along:.1f} m. {pixel}",
                    height=high,
                    across=across,
                    along=along,
                    pixel=_pixel_text(camera, high),
                )
            )
        return said

    def _warn_coarse(self, run: Run, camera: SensorCamera, high: float) -> None:
        if camera.density(high) >= DETECT:
            return
        if camera.tilt and camera.seen_to(high, DETECT) > camera.view(high).near:
            return  # a part of the image suffices, as `sentences` says
        run.warn(
            tr(
                "From {height:g} m the image has {density:.1f} pixels a metre, which does not suffice to detect a "
                "person ({detect:g}, IEC 62676-4). This camera has that from {enough:.0f} m or less.",
                height=high,
                density=camera.density(high),
                detect=DETECT,
                enough=math.floor(camera.height_for(DETECT)),
            )
        )

    def _warn_unused(self, run: Run) -> None:
        unused = [name for name in FIGURES if run.has(name) and run.given(name)]
        if self.tilts and run.has(TILT) and run.optional_number(TILT):
            unused.append(TILT)
        if unused:
            run.warn(
                tr(
                    "{names} has no effect, because CAMERA is None. Set CAMERA to Own figures.",
                    names=tr(", ").join(unused),
                )
            )


def _heights(run: Run) -> tuple[float, float]:
    """m above the ground of the lowest and the highest altitude layer."""
    low = run.number("ALTITUDE")
    if not run.has("LAYERS"):
        return low, low
    layers = run.whole("LAYERS")
    if run.has("DRONES") and not run.field("DRONES_FIELD"):
        layers = min(layers, max(1, run.whole("DRONES")))
    return low, low + (layers - 1) * run.number("LAYER_SPACING")


def _pixel_text(camera: SensorCamera, height: float) -> str:
    """What a pixel is, and what it suffices for."""
    density, pixel = camera.density(height), 100 * camera.pixel(height)
    task = task_of(density)
    text = tr("A pixel is {pixel:.1f} cm, {density:.1f} pixels a metre", pixel=pixel, density=density)
    if not task:
        return tr("{text}: not enough to monitor people (IEC 62676-4).", text=text)
    return tr("{text}: enough to {task} people (IEC 62676-4).", text=text, task=task_text(task))
