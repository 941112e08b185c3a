"""Tracks in pieces, each with a detection range of its own: wider or narrower by as much as positions are uncertain."""

from dataclasses import dataclass, fields

import numpy as np

from ..tracks.planned import NO_OUTAGES
from ..tracks.tracks import Tracks
from .detection import Detection

LEVELS = 4  # in which the drift grows by a detection range
MOST_LEVELS = 8  # on either half of a leg
CLASSES = 16  # ranges differ from the detection range by (k / CLASSES)^2 of it
MOST_CLASSES = 1 << 16
AT_ONCE = 200_000  # legs


@dataclass(frozen=True)
class Uncertainty:
    """How far from its track a unit may have been: (n,) metres each, for the n fixes of the tracks.

    drift: in the middle of the leg that starts at a fix (`leg_drift`); error: of a fix, the radius that contains the
    position with a probability of 68 %.
    """

    drift: np.ndarray
    error: np.ndarray


def in_pieces(tracks: Tracks, detection: Detection, uncertain: Uncertainty, wider: bool) -> tuple[Tracks, Detection]:
    """The same legs in pieces, and the detection parameters of these: with the range plus the largest deviation on the
    piece if `wider`, else minus that. The deviation at the share s of a leg is sqrt(error^2 + (4 s (1 - s) drift)^2).

    Each range of a unit has a unit code of its own, and consecutive pieces with the same range form one track. Pieces
    without any range are left out, and so are legs that are slower than the slowest speed that counts; what they
    deviate counts as well. The tracks have no outages.
    """
    parts = [
        _pieces(tracks, detection, uncertain, wider, slice(start, start + AT_ONCE))
        for start in range(0, len(tracks.t), AT_ONCE)
    ]
    code, size, x, y, t = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    del parts
    order = np.argsort(code, kind="stable")
    first = np.cumsum(size) - size
    code, first, size = code[order], first[order], size[order]
    offsets = np.r_[0, np.cumsum(size)].astype(np.int64)
    point = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], size)
    codes, code = np.unique(code, return_inverse=True)
    unit, rank = np.divmod(codes, MOST_CLASSES)
    names = tuple(tracks.unit_names[own] for own in unit.tolist())
    own = Tracks(x[point], y[point], t[point], np.repeat(code, size).astype(np.int32), offsets, names, NO_OUTAGES)
    by = detection.range[unit] * (rank / CLASSES) ** 2
    return own, _of_units(detection, unit, by if wider else -by)


def _of_units(detection: Detection, unit: np.ndarray, by: np.ndarray) -> Detection:
    """The detection parameters of the units (k,), with their ranges, also those after dark, changed `by` metres. Slow
    legs have been left out."""
    columns = {
        column.name: np.broadcast_to(getattr(detection, column.name), detection.range.shape)[unit]
        for column in fields(Detection)
        if column.name != "patrols"
    }
    ranges = {name: np.maximum(columns[name] + by, 0.0) for name in ("range", "dark")}
    return Detection(**(columns | ranges | {"slowest": 0.0}))


def _pieces(tracks: Tracks, detection: Detection, uncertain: Uncertainty, wider: bool, some: slice) -> tuple:
    """The pieces of the legs that start at `some` fixes, in runs of the same range: for each run its code (unit x
    MOST_CLASSES + class of range) and the number of its fixes, and x, y, t of all fixes."""
    leg, to = _legs(tracks, detection, uncertain, wider, some)
    reach, drift = detection.range[tracks.unit[leg]], uncertain.drift[leg]
    error = np.maximum(uncertain.error[leg], uncertain.error[to])
    step, levels = _levels(reach, drift, error, wider)
    # Each half of a leg has a piece for each level; the two of the highest are one.
    count = 2 * levels - 1
    of = np.repeat(np.arange(len(leg)), count)
    k = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    level = np.minimum(k, count[of] - 1 - k) + 1
    top, second = level == levels[of], k >= levels[of]
    low, high = (_share(number * step[of], drift[of]) for number in (level - 1, level))
    most = np.where(top, drift[of], level * step[of])
    rank = np.ceil(CLASSES * np.sqrt(np.hypot(error[of], most) / reach[of]) - 1e-9)
    rank = np.minimum(rank, MOST_CLASSES - 1).astype(np.int64)
    start, end = np.where(second, 1 - high, low), np.where(second | top, 1 - low, high)
    if not wider:
        kept = np.flatnonzero(rank < CLASSES)
        of, rank, start, end = of[kept], rank[kept], start[kept], end[kept]
    leg, to = leg[of], to[of]
    begin, finish = (_at(tracks, leg, to, share) for share in (start, end))
    code = tracks.unit[leg].astype(np.int64) * MOST_CLASSES + rank
    follows = np.r_[False, code[1:] == code[:-1]][: len(of)]
    for before, after in zip(finish, begin, strict=True):
        follows[1:] &= before[:-1] == after[1:]
    first = np.flatnonzero(~follows)
    size = np.diff(np.r_[first, len(of)])
    points = size + (leg != to)[first]  # a track of a single fix has one
    run = np.repeat(np.arange(len(first)), points)
    at = np.arange(len(run)) - (np.cumsum(points) - points)[run]
    last, piece = at == size[run], first[run] + np.minimum(at, size[run] - 1)
    columns = (np.where(last, b[piece], a[piece]) for a, b in zip(begin, finish, strict=True))
    return code[first], points, *columns


def _legs(
    tracks: Tracks, detection: Detection, uncertain: Uncertainty, wider: bool, some: slice
) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last fix of the legs that count among those that start at `some` fixes; the same fix for a
    track of a single one."""
    n = len(tracks.t)
    start = np.arange(n)[some]
    track = np.searchsorted(tracks.offsets, start, side="right") - 1
    end = np.minimum(start + 1, tracks.offsets[track + 1] - 1)
    alone = np.diff(tracks.offsets)[track] == 1
    unit = tracks.unit[start]
    slow = np.broadcast_to(detection.slowest, detection.range.shape)[unit]
    apart = np.hypot(tracks.x[end] - tracks.x[start], tracks.y[end] - tracks.y[start])
    faster = 4 * uncertain.drift[start]  # the derivative of 4 s (1 - s) at the ends of a leg, times its duration
    apart = apart + faster if wider else apart - faster
    counts = (slow == 0) | (~alone & (apart >= slow * (tracks.t[end] - tracks.t[start])))
    counts &= ((end > start) | alone) & (detection.range[unit] > 0)
    return start[counts], end[counts]


def _levels(reach: np.ndarray, drift: np.ndarray, error: np.ndarray, wider: bool) -> tuple[np.ndarray, np.ndarray]:
    """The metres of drift between two levels of a leg, and the number of levels."""
    step = reach / LEVELS
    if wider:
        step = np.maximum(step, drift / MOST_LEVELS)
    levels = np.maximum(np.ceil(drift / step), 1)
    if not wider:
        levels = np.minimum(levels, LEVELS + 1)  # where the drift is larger than the range, nothing is left of it
    levels[np.hypot(error, drift) - error <= reach / CLASSES] = 1
    return step, levels.astype(np.int64)


def _share(off: np.ndarray, drift: np.ndarray) -> np.ndarray:
    """The share s of a leg's time, up to 1/2, at which 4 s (1 - s) times the drift is `off` metres."""
    ratio = np.divide(off, drift, out=np.where(off > 0, 1.0, 0.0), where=drift > 0)
    return (1 - np.sqrt(1 - np.clip(ratio, 0.0, 1.0))) / 2


def _at(tracks: Tracks, leg: np.ndarray, to: np.ndarray, share: np.ndarray) -> list[np.ndarray]:
    """x, y and t at a share of the time from fix `leg` to fix `to`; at its ends exactly those of the fixes."""
    found = []
    for column in (tracks.x, tracks.y, tracks.t):
        a, b = column[leg], column[to]
        found.append(np.where(share >= 1, b, a + share * (b - a)))
    return found
