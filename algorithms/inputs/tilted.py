"""What is said of a tilted camera: its footprint, how far ahead it suffices, and what its range is."""

import math

from ...engine.drones.camera import DETECT, FAINTEST, MONITOR, SensorCamera, task_text
from ...engine.drones.footprint import Footprint
from ...engine.errors import UserError
from ..base import tr


def footprint_text(camera: SensorCamera, height: float) -> str:
    """The ground that a tilted camera shows from `height` m."""
    seen = camera.view(height)
    text = tr(
        "from {height:g} m, tilted by {tilt:g} degrees, the image shows level ground from {near} ({near_width:.1f} m "
        "wide) to {far:.1f} m ahead ({far_width:.1f} m wide)",
        height=height,
        tilt=camera.tilt,
        near=_ahead(seen.near),
        far=seen.far,
        near_width=seen.near_width,
        far_width=seen.far_width,
    )
    return text if not seen.horizon else tr("{text}; it goes on to the horizon, {limit}", text=text, limit=_limit())


def _ahead(metres: float) -> str:
    if metres < 0:
        return tr("{metres:.1f} m behind the point below", metres=-metres)
    return tr("{metres:.1f} m", metres=metres)


def _limit() -> str:
    return tr("but beyond that a metre has less than {faintest:g} pixels", faintest=FAINTEST)


def enough_text(camera: SensorCamera, height: float) -> str:
    """How far ahead the image suffices to detect, else to monitor, people."""
    near = camera.view(height).near
    for density, task in ((DETECT, "detect"), (MONITOR, "monitor")):
        far = camera.seen_to(height, density)
        if far > max(near, 0.0):
            return tr(
                "It suffices to {task} people up to {far:.1f} m ahead ({density:g} pixels a metre, IEC 62676-4).",
                task=task_text(task),
                far=far,
                density=density,
            )
    return tr(
        "Nowhere in it has a metre the {monitor:g} pixels that monitoring people takes (IEC 62676-4).", monitor=MONITOR
    )


def require_ground_below(camera: SensorCamera, height: float) -> None:
    """Raises UserError where DRONE_RANGE is to follow from a camera that does not see the ground below it."""
    if camera.detection_range(height) > 0:
        return
    raise UserError(
        tr(
            "GIMBAL_TILT is {tilt:g} degrees, so the ground below the drone is not in the image, and no DRONE_RANGE "
            "follows from the camera: there is no circle that it sees whatever the heading. Tilt it by less than "
            "{most:.0f} degrees, or enter DRONE_RANGE. {turns}",
            tilt=camera.tilt,
            most=math.floor(camera.most_tilt_below * 10) / 10,
            turns=turning_text(camera.view(height)),
        )
    )


def turning_text(seen: Footprint) -> str:
    """What a drone with such a footprint sees while it turns, or orbits."""
    return tr(
        "A drone that turns on the spot sees what is from {near:.0f} to {far:.0f} m away in the course of a turn; one "
        "that orbits a place at {middle:.0f} m, looking at it, sees {circle:.0f} m around the place all the time.",
        near=seen.near,
        far=seen.far,
        middle=(seen.near + seen.far) / 2,
        circle=seen.orbit_circle,
    )
