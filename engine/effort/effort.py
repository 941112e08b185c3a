"""Patrol effort: how long, how far and how often units were in each place.

Each leg is split where it crosses the edges of places, and each piece belongs to the place that contains its midpoint.
So rounding at an edge never loses time or distance, and never counts it twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..errors import UserError
from ..language import tr
from ..places.grid import Grid
from ..places.places import MAX_SAMPLES, Places, point_places
from ..places.sample_index import SampleIndex
from ..progress import Progress, part, quiet
from ..score.detection import Detection
from ..timing.local_steps import LocalSteps
from ..timing.watch import Period, Watch
from ..tracks.legs import Legs, legs_and_starts
from ..tracks.tracks import Tracks
from .crossings import Patches
from .unit_times import UnitTimes, UnitTimesSoFar

AT_ONCE = 50_000  # pieces of legs processed at once: few enough for the processor's cache
CANDIDATES = 400_000  # pairs of leg and sample point processed at once
SAMPLES_AT_ONCE = 2_000_000
SLIVER = 1e-7  # metres; where edges meet, rounding can turn one crossing into two, and the piece between is no visit
MIN_SIDE = 4  # the smallest number of sample points along the side of a cell


@dataclass(frozen=True)
class Effort:
    """The effort of all units in n places; (n,) each.

    seconds, metres: summed over units; visits: uninterrupted stays of a unit; units: the number of different units;
    days: the number of days with a visit; first_seen, last_seen: seconds since the epoch, NaN if never.
    total_seconds, total_metres: inside and outside the places; outside_seconds, outside_metres: outside all places.
    unit_times: when each unit was in each place, in seconds after `origin`, which is in seconds since the epoch.
    """

    seconds: np.ndarray
    metres: np.ndarray
    visits: np.ndarray
    units: np.ndarray
    days: np.ndarray
    first_seen: np.ndarray
    last_seen: np.ndarray
    total_seconds: float
    total_metres: float
    outside_seconds: float
    outside_metres: float
    unit_times: UnitTimes
    origin: float

    def __len__(self) -> int:
        return len(self.seconds)


def effort(
    tracks: Tracks,
    patches: Patches,
    hours: np.ndarray,
    days: np.ndarray,
    slowest: float = 0.0,
    progress: Progress = quiet,
    travelled: np.ndarray | None = None,
) -> Effort:
    """The effort of all tracks in the places of `patches`, in their order.

    hours: (k, 2) the time in which effort counts, in seconds since the epoch, rising and disjoint; legs are cut at its
    edges. days: (d,) rising, the start of each day; the first is not after the first hour. slowest: m/s; slower legs
    don't count. travelled: (fixes,) metres from each fix to the next, as in `Tracks.travelled`, spread evenly over the
    leg; None: the lengths of the legs. The fixes are processed in chunks: only a few numbers for each place, and
    its units, with their times, and days, stay in memory.
    """
    n, origin = len(patches), float(np.floor(hours[0, 0]))
    seconds, metres = np.zeros(n), np.zeros(n)
    visits = np.zeros(n, np.int64)
    by_unit, by_day = UnitTimesSoFar(len(tracks.unit_names)), []
    total, outside = np.zeros(2), np.zeros(2)
    midnights = days - origin
    carried = np.zeros(0, np.int64)  # the places in which the last leg of the previous chunk ended
    for legs, starts, done in _chunks(tracks, hours, origin, slowest, patches.cuts_per_metre):
        progress(done)
        pieces = pieces_of(legs, patches)
        if travelled is not None:
            pieces.metres[:] *= _moving(tracks, travelled, starts)[pieces.leg]
        piece, place = patches.containing(pieces.x, pieces.y)
        total += pieces.seconds.sum(), pieces.metres.sum()
        in_no_place = np.ones(len(pieces.leg), bool)
        in_no_place[piece] = False
        outside += pieces.seconds[in_no_place].sum(), pieces.metres[in_no_place].sum()
        stays, arrived = _stays(legs, pieces, piece, place, carried)
        carried = place[piece == len(pieces.leg) - 1]
        if not len(stays.place):
            continue
        by_unit.add(stays.place, stays.unit, stays.start, stays.end)
        by_day.append(_place_days(stays, midnights))
        order = np.argsort(stays.place, kind="stable")
        begin = np.flatnonzero(np.r_[True, np.diff(stays.place[order]) > 0])
        at = stays.place[order[begin]]
        seconds[at] += np.add.reduceat(stays.seconds[order], begin)
        metres[at] += np.add.reduceat(stays.metres[order], begin)
        visits[at] += np.add.reduceat(arrived[order].astype(np.int64), begin)
    progress(1.0)
    unit_times = by_unit.found()
    first, last = unit_times.extremes(n)
    return Effort(
        seconds,
        metres,
        visits,
        unit_times.units(n),
        _distinct(by_day, len(days), n),
        first + origin,
        last + origin,
        *total.tolist(),
        *outside.tolist(),
        unit_times,
        origin,
    )


def published(found: Effort, watch: Watch, period: Period, seconds: bool = False) -> Effort:
    """The effort with first_seen and last_seen as they are published, so that they do not follow single persons:
    rounded down to a quarter of an hour, an hour or the start of the day of the watch (see `score.last_seen`); with
    `seconds` as they are. Everything else stays as it is, since the sums over the places are the totals."""
    if seconds:
        return found
    clock = LocalSteps.of(watch, period.start, period.end).after(found.origin)
    first, last = (
        found.unit_times.published(times - found.origin, clock) + found.origin
        for times in (found.first_seen, found.last_seen)
    )
    return replace(found, first_seen=first, last_seen=last)


def cells_in_range(
    tracks: Tracks, grid: Grid, spacing: float, detection: Detection, hours: np.ndarray, progress: Progress = quiet
) -> np.ndarray:
    """(n,) the share of each cell that came within range of a unit, estimated at sample points at most `spacing` metres
    apart, with at least MIN_SIDE x MIN_SIDE points in a cell. Raises UserError if there would be more than
    MAX_SAMPLES points."""
    found = []
    for start, strip in sampled_cells(grid, spacing):
        here = part(progress, start / len(grid), (start + len(strip)) / len(grid))
        found.append(share_in_range(tracks, strip, detection, hours, here))
    return np.concatenate(found)


def sampled_cells(grid: Grid, spacing: float) -> Iterator[tuple[int, Places]]:
    """Yields the cells strip by strip, as places with the sample points of `cells_in_range`: the index of the first
    cell of a strip, and the places, which all have as many points."""
    n, side = len(grid), points_along(grid, spacing)
    step = max(SAMPLES_AT_ONCE // side**2, 1)
    around_x, around_y = grid.lattice.samples(side)
    for start in range(0, n, step):
        some = grid.subset(start, start + step).places
        x, y = (some.x[:, None] + around_x).ravel(), (some.y[:, None] + around_y).ravel()
        yield start, Places(x, y, np.arange(len(some) + 1) * side**2)


def points_along(grid: Grid, spacing: float) -> int:
    """The number of sample points along the side of a cell. Raises UserError if there would be more than MAX_SAMPLES
    points in all cells."""
    n, side = len(grid), max(int(np.ceil(grid.lattice.size / spacing)), MIN_SIDE)
    if side > MIN_SIDE and n * side**2 > MAX_SAMPLES:
        fits = np.ceil(spacing * (n * side**2 / MAX_SAMPLES) ** 0.5 * 1.05)
        raise UserError(
            tr(
                "A SAMPLE_SPACING of {spacing:g} m puts about {points:,} sample points into the grid, more than "
                "{max_samples:,}. Use at least {least:g} m, or a smaller AREA.",
                spacing=spacing,
                points=n * side**2,
                max_samples=MAX_SAMPLES,
                least=fits,
            )
        )
    return side


def share_in_range(
    tracks: Tracks, places: Places, detection: Detection, hours: np.ndarray, progress: Progress = quiet
) -> np.ndarray:
    """(n,) the share of each place's sample points that came within range of a unit in the `hours` (as in `effort`)."""
    seen = points_in_range(tracks, places, detection, hours, progress)
    return np.add.reduceat(seen.astype(np.int64), places.offsets[:-1]) / np.diff(places.offsets)


def points_in_range(
    tracks: Tracks, places: Places, detection: Detection, hours: np.ndarray, progress: Progress = quiet
) -> np.ndarray:
    """(m,) whether each of the places' sample points came within range of a unit in the `hours` (as in `effort`)."""
    seen = np.zeros(len(places.x), bool)
    reach = float(detection.range.max())
    near = (places.x >= tracks.x.min() - reach) & (places.x <= tracks.x.max() + reach)
    near = np.flatnonzero(near & (places.y >= tracks.y.min() - reach) & (places.y <= tracks.y.max() + reach))
    for start in range(0, len(near), SAMPLES_AT_ONCE):
        some = near[start : start + SAMPLES_AT_ONCE]
        strip = part(progress, start / len(near), (start + len(some)) / len(near))
        seen[some] = _seen(tracks, places.x[some], places.y[some], detection, hours, strip)
    progress(1.0)
    return seen


def _seen(tracks: Tracks, x, y, detection: Detection, hours: np.ndarray, progress: Progress) -> np.ndarray:
    """(m,) whether each of the points came within range of a unit."""
    seen, reach = np.zeros(len(x), bool), float(detection.range.max())
    unseen, nearby, repeated = np.arange(len(x)), None, 0
    for legs, _, done in _chunks(tracks, hours, float(np.floor(hours[0, 0])), detection.slowest, 0.0):
        progress(done)
        if nearby is None or repeated > 4 * len(unseen):  # patrols repeat their routes: drop points already seen
            unseen, repeated = unseen[~seen[unseen]], 0
            if not len(unseen):
                break
            nearby = SampleIndex.of(point_places(x[unseen], y[unseen]), reach)
        for leg, sample in nearby.candidates(legs, detection.range[legs.unit], CANDIDATES):
            progress(done)
            sample = unseen[sample]
            new = np.flatnonzero(~seen[sample])
            repeated += len(sample) - len(new)
            leg, sample = leg[new], sample[new]
            dx, dy = (legs.x1 - legs.x0)[leg], (legs.y1 - legs.y0)[leg]
            to_x, to_y = x[sample] - legs.x0[leg], y[sample] - legs.y0[leg]
            length_2 = dx * dx + dy * dy
            share = np.clip((to_x * dx + to_y * dy) / np.where(length_2 > 0, length_2, 1.0), 0.0, 1.0)
            away_2 = (to_x - share * dx) ** 2 + (to_y - share * dy) ** 2
            seen[sample[away_2 <= detection.range[legs.unit[leg]] ** 2]] = True
    return seen


def legs_within(legs: Legs, hours: np.ndarray) -> Legs:
    """The parts of the legs within `hours`, (k, 2) rising and disjoint, with the same origin as the legs. A leg that is
    cut begins or ends a run of connected legs. A leg without duration counts at the start of an hour, but not at its
    end."""
    return parts_within(legs, hours)[0]


def parts_within(legs: Legs, hours: np.ndarray) -> tuple[Legs, np.ndarray]:
    """legs_within, and the index of the leg of which each is a part."""
    lasting = legs.t1 > legs.t0
    first = np.searchsorted(hours[:, 1], legs.t0, side="right")
    after = np.where(
        lasting, np.searchsorted(hours[:, 0], legs.t1), np.searchsorted(hours[:, 0], legs.t0, side="right")
    )
    count = np.maximum(after - first, 0)
    leg = np.repeat(np.arange(len(legs)), count)
    hour = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count) + first[leg]
    legs, begin, end = legs.take(leg), hours[hour, 0], hours[hour, 1]
    early, late = legs.t0 < begin, legs.t1 > end
    duration = np.where(legs.t1 > legs.t0, legs.t1 - legs.t0, 1.0)
    start, stop = (np.clip((edge - legs.t0) / duration, 0.0, 1.0) for edge in (begin, end))
    dx, dy = legs.x1 - legs.x0, legs.y1 - legs.y0
    parts = Legs(
        np.where(early, legs.x0 + start * dx, legs.x0),
        np.where(early, legs.y0 + start * dy, legs.y0),
        np.maximum(legs.t0, begin),
        np.where(late, legs.x0 + stop * dx, legs.x1),
        np.where(late, legs.y0 + stop * dy, legs.y1),
        np.minimum(legs.t1, end),
        legs.unit,
        legs.first | (legs.t0 <= begin),
        legs.last | (legs.t1 >= end),
    )
    return parts, leg


def _chunks(
    tracks: Tracks, hours: np.ndarray, origin: float, slowest: float, cuts_per_metre: float
) -> Iterator[tuple[Legs, np.ndarray, float]]:
    """Yields the legs within the hours, with times after `origin`, in chunks that are cut into about AT_ONCE pieces;
    the fixes at which they start; and the share of the fixes processed before each chunk."""
    fixes = len(tracks.t)
    for start in range(0, fixes, AT_ONCE):
        legs, starts = legs_and_starts(tracks, origin, slowest, start, start + AT_ONCE)
        legs, index = parts_within(legs, hours - origin)
        starts = starts[index]
        pieces = np.cumsum(1 + np.hypot(legs.x1 - legs.x0, legs.y1 - legs.y0) * cuts_per_metre)
        if not len(legs):
            continue
        stops = np.searchsorted(pieces, np.arange(AT_ONCE, pieces[-1], AT_ONCE))
        for i, j in pairwise(np.unique(np.r_[0, stops, len(legs)])):
            yield legs.take(slice(i, j)), starts[i:j], (start + i / len(legs) * min(AT_ONCE, fixes - start)) / fixes


def _moving(tracks: Tracks, travelled: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """(m,) the share of the length of legs that is movement. starts: (m,) the fixes at which they start."""
    ends = np.minimum(starts + 1, len(tracks.t) - 1)
    length = np.hypot(tracks.x[ends] - tracks.x[starts], tracks.y[ends] - tracks.y[starts])
    return np.divide(travelled[starts], length, out=np.ones(len(starts)), where=length > 0)


@dataclass(frozen=True)
class Pieces:
    """Pieces of legs, sorted by leg, then time; (p,) each. x, y: the midpoint; start, end: seconds after the origin;
    joined: whether the piece continues the previous one, also across legs."""

    leg: np.ndarray
    x: np.ndarray
    y: np.ndarray
    start: np.ndarray
    end: np.ndarray
    seconds: np.ndarray
    metres: np.ndarray
    joined: np.ndarray


def pieces_of(legs: Legs, patches: Patches) -> Pieces:
    """The legs, split where they cross edges of places."""
    dx, dy, duration = legs.x1 - legs.x0, legs.y1 - legs.y0, legs.t1 - legs.t0
    length = np.hypot(dx, dy)
    leg, share = patches.cuts(legs)
    leg, share = np.r_[np.arange(len(legs)), leg], np.r_[np.zeros(len(legs)), share]
    order = np.lexsort((share, leg))
    leg, share = leg[order], share[order]
    whole = np.r_[True, leg[1:] != leg[:-1]]
    along = share * length[leg]
    clear = np.r_[True, np.diff(along) > SLIVER] & (length[leg] - along > SLIVER)
    kept = whole | clear
    leg, start, whole = leg[kept], share[kept], whole[kept]
    to_end = np.r_[whole[1:], True]
    end = np.where(to_end, 1.0, np.r_[start[1:], 1.0])
    middle, width = (start + end) / 2, end - start
    return Pieces(
        leg,
        legs.x0[leg] + middle * dx[leg],
        legs.y0[leg] + middle * dy[leg],
        legs.t0[leg] + start * duration[leg],
        np.where(to_end, legs.t1[leg], legs.t0[leg] + end * duration[leg]),
        width * duration[leg],
        width * length[leg],
        ~(whole & legs.first[leg]),
    )


@dataclass(frozen=True)
class _Stays:
    """Uninterrupted stays of units in places, within a chunk of legs; (s,) each. start, end: seconds after origin."""

    place: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    seconds: np.ndarray
    metres: np.ndarray


def _stays(legs: Legs, pieces: Pieces, piece, place, carried) -> tuple[_Stays, np.ndarray]:
    """Stays from (k,) pieces and (k,) the places that contain them; and (s,) whether each is a new visit: not if it
    continues a stay of the previous chunk, which ended in the `carried` places."""
    follows = (place[1:] == place[:-1]) & (piece[1:] == piece[:-1] + 1) & pieces.joined[piece[1:]]
    begin = np.flatnonzero(np.r_[True, ~follows]) if len(piece) else np.zeros(0, np.int64)
    end = np.r_[begin[1:], len(piece)][: len(begin)] - 1
    head = piece[begin]
    continues = (head == 0) & pieces.joined[head] & np.isin(place[begin], carried)
    stays = _Stays(
        place[begin],
        legs.unit[pieces.leg[head]].astype(np.int64),
        pieces.start[head],
        pieces.end[piece[end]],
        np.add.reduceat(pieces.seconds[piece], begin) if len(begin) else np.zeros(0),
        np.add.reduceat(pieces.metres[piece], begin) if len(begin) else np.zeros(0),
    )
    return stays, ~continues


def _place_days(stays: _Stays, midnights: np.ndarray) -> np.ndarray:
    """The distinct pairs of place and day of the stays, as place * days + day. A stay that ends at midnight does not
    count for the next day."""
    first = np.searchsorted(midnights, stays.start, side="right") - 1
    last = np.maximum(np.searchsorted(midnights, stays.end) - 1, first)
    count = last - first + 1
    day = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return np.unique(np.repeat(stays.place, count) * len(midnights) + day)


def _distinct(keys: list[np.ndarray], base: int, places: int) -> np.ndarray:
    """(places,) the number of distinct keys, place * base + value, of each place."""
    return np.bincount(np.unique(np.concatenate([np.zeros(0, np.int64), *keys])) // base, minlength=places)
