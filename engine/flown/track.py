"""Flown tracks: what becomes a row of the layer of tracks, and what is read from it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..drones.flight_plan import ABOVE_SEA, ABOVE_SITE
from ..language import tr
from .flights import LogFlights

SCATTER = 3.0
"""m of the scatter of positions that is not counted as distance."""
MOST_MODES = 6
PROFILE_POINTS = 60
"""Points of the battery over time that are kept."""


@dataclass(frozen=True)
class FlownTrack:
    """One flight, from take-off to landing."""

    line: np.ndarray
    """(m, 4) x, y, z in m and time in s since the epoch; z is 0 where z_ref is None"""
    z_ref: str | None
    """what z is measured from: ABOVE_SEA, or ABOVE_SITE for the place of take-off"""
    file: int
    """from 1"""
    format: str
    battery: np.ndarray
    """(k, 2) s from take-off and % left, rising times; (0, 2) where it is not known"""
    volts: tuple[float, float] = (np.nan, np.nan)
    """at take-off and after landing"""
    used_wh: float = np.nan
    modes: str = ""
    drone: int = 0
    sortie: int = 0
    labelled: bool = False
    """whether the user has said which sortie of the plan it is"""
    swath: float = np.nan

    @property
    def start(self) -> float:
        return float(self.line[0, 3])

    @property
    def end(self) -> float:
        return float(self.line[-1, 3])

    @property
    def duration(self) -> float:
        """s"""
        return self.end - self.start

    @property
    def distance(self) -> float:
        """m over ground, without the scatter of positions."""
        return float(shapely.length(shapely.simplify(shapely.linestrings(self.line[:, :2]), SCATTER)))

    @property
    def highest(self) -> float:
        """m above the take-off point; NaN without heights."""
        return float(self.line[:, 2].max() - self.line[0, 2]) if self.z_ref else np.nan

    @property
    def battery_start(self) -> float:
        return float(self.battery[0, 1]) if len(self.battery) else np.nan

    @property
    def battery_end(self) -> float:
        return float(self.battery[-1, 1]) if len(self.battery) else np.nan

    def with_swath(self, swath: float) -> "FlownTrack":
        return replace(self, swath=swath)

    def sentence(self) -> str:
        """For the log."""
        battery = ""
        if len(self.battery):
            battery = tr(", battery {begin:.0f} to {end:.0f} %", begin=self.battery_start, end=self.battery_end)
        return tr(
            "Drone {drone}, sortie {sortie}: {minutes:.1f} min, {km:.2f} km{battery}.",
            drone=self.drone,
            sortie=self.sortie,
            minutes=self.duration / 60,
            km=self.distance / 1000,
            battery=battery,
        )


def tracks_of(
    found: LogFlights,
    file: int,
    place: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
    above_takeoff: bool = False,
) -> list[FlownTrack]:
    """The flights of a log as tracks, not yet numbered. place: longitudes and latitudes to x, y in m; above_takeoff:
    whether heights above take-off are preferred to those above sea level."""
    log, tracks = found.log, []
    for index in found.flights:
        x, y = place(log.lon[index], log.lat[index])
        good = np.isfinite(x) & np.isfinite(y)
        index, x, y = index[good], x[good], y[good]
        if len(index) < 2:
            continue
        t = log.t[index]
        z, z_ref = _heights(log.above_sea[index], log.above_takeoff[index], t, above_takeoff)
        modes = [mode for mode in dict.fromkeys(log.mode[index].tolist()) if mode][:MOST_MODES]
        volts = log.volts[index][np.isfinite(log.volts[index])]
        used = log.used_wh[index][np.isfinite(log.used_wh[index])]
        tracks.append(
            FlownTrack(
                np.column_stack([x, y, z, t]),
                z_ref,
                file,
                log.format,
                _profile(t - t[0], log.battery[index]),
                (float(volts[0]), float(volts[-1])) if len(volts) else (np.nan, np.nan),
                float(used[-1] - used[0]) if len(used) else np.nan,
                "; ".join(modes),
            )
        )
    return tracks


def numbered(tracks: Sequence[FlownTrack], labels: Sequence[tuple[int, int]] | None) -> list[FlownTrack]:
    """The tracks with drone and sortie. Without labels, in the order of time: a flight belongs to the first drone that
    has landed before it takes off, and first to that of the same file."""
    if labels is not None:
        return [
            replace(track, drone=drone, sortie=sortie, labelled=True)
            for track, (drone, sortie) in zip(tracks, labels, strict=True)
        ]
    landed: list[float] = []
    flown: list[int] = []
    of_file: dict[int, int] = {}
    found: dict[int, FlownTrack] = {}
    for index in np.argsort([track.start for track in tracks], kind="stable").tolist():
        track = tracks[index]
        free = [drone for drone, end in enumerate(landed) if end <= track.start]
        own = of_file.get(track.file)
        drone = own if own in free else next(iter(free), len(landed))
        if drone == len(landed):
            landed.append(0.0)
            flown.append(0)
        landed[drone] = track.end
        flown[drone] += 1
        of_file[track.file] = drone
        found[index] = replace(track, drone=drone + 1, sortie=flown[drone])
    return [found[index] for index in range(len(tracks))]


def profile_text(battery: np.ndarray) -> str:
    """The battery over time as a text such as 0:98;60:95: s from take-off and % left."""
    return ";".join(f"{seconds:.0f}:{left:.0f}" for seconds, left in battery)


def profile_of(text: str | None) -> np.ndarray:
    """(k, 2) the battery over time that profile_text has written; (0, 2) for any other text."""
    try:
        pairs = [tuple(map(float, pair.split(":"))) for pair in (text or "").split(";") if pair]
        found = np.array(pairs, float).reshape(-1, 2)
    except ValueError:
        return np.zeros((0, 2))
    sound = np.isfinite(found).all() and (np.diff(found[:, 0]) >= 0).all()
    return found if sound else np.zeros((0, 2))


def _profile(seconds: np.ndarray, left: np.ndarray) -> np.ndarray:
    known = np.isfinite(left)
    seconds, left = seconds[known], left[known]
    if not len(seconds):
        return np.zeros((0, 2))
    index = np.unique(np.rint(np.linspace(0, len(seconds) - 1, min(PROFILE_POINTS, len(seconds)))).astype(int))
    return np.column_stack([seconds[index], left[index]])


def _heights(sea: np.ndarray, takeoff: np.ndarray, t: np.ndarray, above_takeoff: bool) -> tuple[np.ndarray, str | None]:
    """(n,) heights without gaps, and what they are measured from."""
    choices = [(sea, ABOVE_SEA), (takeoff, ABOVE_SITE)]
    for column, reference in reversed(choices) if above_takeoff else choices:
        known = np.isfinite(column) & (np.abs(column) < 20_000)
        if known.sum() >= max(2, 0.5 * len(t)):
            return np.interp(t, t[known], column[known]), reference
    return np.zeros(len(t)), None
