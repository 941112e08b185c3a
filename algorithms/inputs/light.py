"""DARK_RANGE: what the log says of it, and where it is dark."""

from ...engine.score.detection import Detection
from ...engine.score.light import Light, cut_at_dusk_and_dawn
from ...engine.tracks.tracks import Tracks
from ..base import tr
from ..run import Run
from .sun_place import SunPlace


def read_light(run: Run, tracks: Tracks, detection: Detection, place: SunPlace | None) -> Light | None:
    """Where the sun's times are taken for DARK_RANGE; None where it is empty. Reports in the log how much of the
    patrols is after dark."""
    given = run.optional_number("DARK_RANGE")
    if given is None or place is None:
        return None
    weaker = detection.weaker_after_dark
    if not weaker.any():
        run.warn(
            tr(
                "DARK_RANGE ({range:g} m) is not less than the detection range of any unit, so it has no effect.",
                range=given,
            )
        )
        return None
    light = Light(place.longitude, place.latitude)
    hours = light.dark_hours(float(tracks.t.min()), float(tracks.t.max()))
    dark = 0.0 if not len(hours) else _seconds(cut_at_dusk_and_dawn(tracks, weaker, hours)[1])
    run.say(
        tr(
            "After dark, from the end of civil twilight to its beginning at {where}, patrols notice within {range:g} m "
            "(DARK_RANGE): {dark:,.1f} of {hours:,.1f} h of tracks.",
            where=place.text,
            range=given,
            dark=dark / 3600,
            hours=_seconds(tracks) / 3600,
        )
    )
    return light


def _seconds(tracks: Tracks) -> float:
    """The time from start to end of all tracks."""
    return float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum())
