"""The parts of a flight that lie between the limits of a zone while the zone is in force.

A flight is cut into straight pieces along which position, time and heights change linearly, so that the moments at
which it passes a limit, and those at which a period begins or ends, are exact. Over terrain a piece lies between two
samples of the ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..zones.zones import AGL, Zones
from .violation import ROUNDING, Terrain

SAMPLES_PER_NODE = 3
"""Pieces of a leg per node spacing of the terrain."""
SPECK = 1e-6
"""m, the length of the line that stands for a part without a horizontal length."""


@dataclass(frozen=True)
class Pieces:
    """m straight pieces of one sortie, in the order flown."""

    place: np.ndarray
    """(m, 2, 2) x and y of both ends, m"""
    time: np.ndarray
    """(m, 2) s, in the time reference of M"""
    above_ground: np.ndarray
    """(m, 2) m, NaN where the ground is unknown"""
    above_sea: np.ndarray
    """(m, 2) m, NaN where that is unknown: without terrain"""


@dataclass(frozen=True)
class Part:
    """The parts of a sortie that are at the height of a zone while it is in force: k lines."""

    line: np.ndarray
    """(k,) shapely lines, m"""
    moment: np.ndarray
    """(k,) s, when each begins"""

    @property
    def path(self) -> shapely.Geometry:
        """All of them as one geometry."""
        return shapely.multilinestrings(self.line)


def pieces_of(line: np.ndarray, terrain: Terrain | None) -> Pieces:
    """The pieces of an (m, 4) line of x, y, z and seconds. Without terrain the ground is level with the launch site."""
    nodes = line if terrain is None else _sampled(line, terrain)
    ends = np.stack((nodes[:-1], nodes[1:]), axis=1)
    above = ends[..., 2]
    if terrain is None:
        return Pieces(ends[..., :2], ends[..., 3], above, np.full(above.shape, np.nan))
    ground = terrain.height(ends[..., 0].ravel(), ends[..., 1].ravel()).reshape(above.shape)
    return Pieces(ends[..., :2], ends[..., 3], above - ground, above)


def part_in_force(pieces: Pieces, zones: Zones, zone: int, dated: bool) -> Part:
    """The part of a sortie that is between the limits of a zone while it is in force. A limit whose height is not known
    counts as none. dated: whether M is s since the epoch; without dates a zone counts as always in force."""
    lower, upper = (bound[zone] for bound in zones.bounds())
    first, last = np.zeros(len(pieces.time)), np.ones(len(pieces.time))
    for bound, reference, sign in ((lower, zones.lower_ref[zone], 1.0), (upper, zones.upper_ref[zone], -1.0)):
        if np.isfinite(bound):
            height = pieces.above_ground if reference == AGL else pieces.above_sea
            first, last = _clipped(sign * height, sign * bound + ROUNDING, first, last)
        elif sign * bound > 0:  # nothing is above an infinite lower limit, or below an upper one
            last = np.full(len(last), -1.0)
    periods = zones.periods[zone] if dated else np.array([[-np.inf, np.inf]])
    parts = [_within(pieces, first, last, *period) for period in periods]
    if not parts:
        return Part(np.zeros(0, object), np.zeros(0))
    line, moment = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(moment, kind="stable")
    return Part(line[order], moment[order])


def ever_met(lines: Sequence[np.ndarray], zones: Zones, terrain: Terrain | None, dated: bool) -> np.ndarray:
    """(n,) whether some of the sorties is between the limits of each zone while it is in force, wherever that is.
    lines: (m, 4) x, y, z and seconds of each sortie."""
    met = zones.unlimited
    for pieces in (pieces_of(line, terrain) for line in lines):
        for zone in np.flatnonzero(~met).tolist():
            met[zone] = len(part_in_force(pieces, zones, zone, dated).line) > 0
    return met


def _within(pieces: Pieces, first: np.ndarray, last: np.ndarray, begins: float, ends: float):
    """The lines, and the moments at which they begin, of the parts from `first` to `last` (shares of each piece) in a
    period."""
    first, last = _clipped(pieces.time, begins, first, last)
    first, last = _clipped(-pieces.time, -ends, first, last)
    some = np.flatnonzero(first <= last)
    share = np.stack((first[some], last[some]), axis=1)[..., None]
    start, end = pieces.place[some, :1], pieces.place[some, 1:]
    places = start + share * (end - start)
    still = np.hypot(*(places[:, 1] - places[:, 0]).T) < SPECK
    places[still, 1] = places[still, 0] + [SPECK, 0.0]
    began, until = pieces.time[some].T
    return shapely.linestrings(places).reshape(-1), began + first[some] * (until - began)


def _clipped(value: np.ndarray, least: float, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shares of pieces between `first` and `last` at which a linear value is at least `least`; where the value is
    not known, all of it. value: (m, 2) at both ends."""
    if not np.isfinite(least):
        return first, last
    begin, change = value[:, 0], value[:, 1] - value[:, 0]
    unknown = np.isnan(change)
    moving = (change != 0) & ~unknown
    at = (least - begin) / np.where(moving, change, 1.0)
    first = np.where(moving & (change > 0), np.maximum(first, at), first)
    last = np.where(moving & (change < 0), np.minimum(last, at), last)
    return first, np.where(moving | unknown | (begin >= least), last, -1.0)


def _sampled(line: np.ndarray, terrain: Terrain) -> np.ndarray:
    """(n, 4) the vertices of a line, and samples along its legs."""
    lengths = np.hypot(*np.diff(line[:, :2], axis=0).T)
    counts = np.maximum(np.ceil(lengths * SAMPLES_PER_NODE / terrain.spacing).astype(int), 1)
    leg = np.repeat(np.arange(len(counts)), counts)
    step = np.arange(len(leg)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (step / counts[leg])[:, None]
    return np.vstack((line[leg] + share * (line[leg + 1] - line[leg]), line[-1:]))
