"""Flown tracks as rows of a layer."""

import struct
from collections.abc import Sequence

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.flown.track import FlownTrack, profile_text
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from .layers import OutputLayer

FLOWN_HELP = (
    "One line (LineStringZM) for each flight, from take-off to landing. M is in seconds since 1970 (UTC). Fields: "
    "drone and sortie (numbers from 1), start and end (dates and times, UTC), duration_s (seconds in the air), "
    "distance_m (metres over ground, without the scatter of the positions), z_ref (what Z is measured from: AMSL or "
    "launch site; null where the log has no heights, and Z is 0), height_m (the greatest height above take-off), "
    "battery_start and battery_end (%; null where the log has none), used_wh (Wh), volts_start, volts_end, battery (% "
    "over the flight, as seconds:percent), swath_m, modes (flight modes, in order), log_format, log_file "
    "(its number in the list of flight logs), labelled (1 where drone and sortie were given)."
)


def flown_layer(tracks: Sequence[FlownTrack], crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """OUTPUT of importflight."""
    fields = fields_of(
        ("drone", WHOLE),
        ("sortie", WHOLE),
        ("launch_site", TEXT),
        ("start", MOMENT),
        ("end", MOMENT),
        ("duration_s", REAL),
        ("distance_m", REAL),
        ("z_ref", TEXT),
        ("height_m", REAL),
        ("battery_start", REAL),
        ("battery_end", REAL),
        ("used_wh", REAL),
        ("volts_start", REAL),
        ("volts_end", REAL),
        ("battery", TEXT),
        ("swath_m", REAL),
        ("modes", TEXT),
        ("log_format", TEXT),
        ("log_file", WHOLE),
        ("labelled", WHOLE),
    )

    def numbers(name: str) -> list:
        return values(np.array([getattr(track, name) for track in tracks], float))

    columns = [
        [track.drone for track in tracks],
        [track.sortie for track in tracks],
        [None] * len(tracks),
        moments(np.array([track.start for track in tracks])),
        moments(np.array([track.end for track in tracks])),
        numbers("duration"),
        numbers("distance"),
        [track.z_ref for track in tracks],
        numbers("highest"),
        numbers("battery_start"),
        numbers("battery_end"),
        numbers("used_wh"),
        *(values(np.array([track.volts[end] for track in tracks], float)) for end in (0, 1)),
        [profile_text(track.battery) or None for track in tracks],
        numbers("swath"),
        [track.modes or None for track in tracks],
        [track.format for track in tracks],
        [track.file for track in tracks],
        [int(track.labelled) for track in tracks],
    ]
    shapes = [line_zm(track.line) for track in tracks]
    return OutputLayer.of(
        "OUTPUT", (fields, shapes, columns), Qgis.WkbType.LineStringZM, crs, "flown", 4, ("start", "end")
    )


def line_zm(vertices: np.ndarray) -> bytes:
    """WKB of a LineStringZM from (n, 4) x, y, z, m."""
    head = struct.pack("<BII", 1, Qgis.WkbType.LineStringZM.value, len(vertices))
    return head + np.ascontiguousarray(vertices, dtype="<f8").tobytes()
