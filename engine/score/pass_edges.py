"""Where passes begin and end on legs: intersections of segments with discs, in closed form."""

from dataclasses import dataclass, fields

import numpy as np
from scipy.sparse import csr_matrix

from ..places.places import Places
from ..places.sample_index import SampleIndex
from ..tracks.legs import Legs
from .clear_legs import SightLines
from .detection import Detection

CHUNK = 100_000  # candidates processed at once: few enough for the processor's cache


@dataclass(frozen=True)
class Edges:
    """The starts, or the ends, of passes: (k,) sample, unit, seconds after the origin. Sorted by unit, then time.

    clear: (k,) False for the edges of stays in range, True for those of the parts of stays in which the line of sight
    is clear; a stay comes before its parts. None where nothing hides the samples, and there are no parts.
    """

    sample: np.ndarray
    unit: np.ndarray
    time: np.ndarray
    clear: np.ndarray | None = None

    @classmethod
    def joined(cls, parts: list["Edges"]) -> "Edges":
        """The parts one after the other. Their list is emptied, to free their memory."""
        names = [column.name for column in fields(cls) if getattr(parts[0], column.name) is not None]
        columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
        parts.clear()
        return cls(**columns)

    def take(self, index: np.ndarray) -> "Edges":
        clear = None if self.clear is None else self.clear[index]
        return Edges(self.sample[index], self.unit[index], self.time[index], clear)

    def by_sample(self, samples: int) -> "Edges":
        """Stably sorted by sample."""
        return self.take(stable_order(self.sample, samples))

    def after(self, first: int) -> "Edges":
        """The same with indices of samples that start at `first`."""
        return Edges(self.sample + np.int32(first), self.unit, self.time, self.clear) if first else self


def stable_order(keys: np.ndarray, count: int) -> np.ndarray:
    """The indices that sort the keys, (n,) below `count`, stably: a counting sort, done by building a sparse matrix in
    row order."""
    n = len(keys)
    cells = (keys, np.arange(n, dtype=np.int32 if n < 2**31 else np.int64))
    return csr_matrix((np.ones(n, np.int8), cells), shape=(count, max(n, 1))).indices


def edges_of(
    legs: Legs, places: Places, nearby: SampleIndex, detection: Detection, lines: SightLines | None = None
) -> tuple[Edges, Edges]:
    """The starts and the ends of passes on these legs. lines: the lines of sight; None: all are clear."""
    same_range = bool(np.all(detection.range == detection.range[0]))
    reach = float(detection.range[0]) if same_range else detection.range[legs.unit]
    begun, ended, clear_begun, clear_ended = [], [], [], []
    for leg, sample in nearby.candidates(legs, reach, CHUNK):
        reach_2 = reach * reach if same_range else reach[leg] ** 2
        px, py = places.x[sample], places.y[sample]
        ax, ay = legs.x0[leg] - px, legs.y0[leg] - py
        bx, by = legs.x1[leg] - px, legs.y1[leg] - py
        from_inside = ax * ax + ay * ay <= reach_2
        to_inside = bx * bx + by * by <= reach_2
        # The intersection with the circle is computed only for legs that may cross it.
        rim = np.flatnonzero(~(from_inside & to_inside))
        a, b = (ax, ay), (bx, by)
        dx, dy = bx[rim] - ax[rim], by[rim] - ay[rim]
        ax, ay = ax[rim], ay[rim]
        along = -(ax * dx + ay * dy)  # distance along the leg to the point closest to the sample, times its length
        aside = ax * dy - ay * dx  # distance from there to the sample, times the leg's length
        length_2 = dx * dx + dy * dy
        half_2 = (reach_2 if same_range else reach_2[rim]) * length_2 - aside * aside
        through = (half_2 >= 0) & (along > 0) & (along < length_2)
        met = np.flatnonzero(through | from_inside[rim] | to_inside[rim])
        rim, length_2, along = rim[met], length_2[met], along[met]
        half = np.sqrt(np.maximum(half_2[met], 0.0))
        crossings = []
        for edge, crosses, share in ((begun, ~from_inside, along - half), (ended, ~to_inside, along + half)):
            here = np.flatnonzero(crosses[rim])
            on = leg[rim[here]]
            t0 = legs.t0[on]
            share = np.clip(share[here] / length_2[here], 0.0, 1.0)
            time = t0 + share * (legs.t1[on] - t0)
            edge.append((on, sample[rim[here]], time))
            crossings.append((rim[here], share))
        if legs.first.any() or legs.last.any():
            begin = np.flatnonzero(from_inside & legs.first[leg])
            begun.append((leg[begin], sample[begin], legs.t0[leg[begin]]))
            end = np.flatnonzero(to_inside & legs.last[leg])
            ended.append((leg[end], sample[end], legs.t1[leg[end]]))
        if lines is not None:
            enter, leave = np.zeros(len(leg)), np.ones(len(leg))
            for at, (which, share) in zip((enter, leave), crossings, strict=True):
                at[which] = share
            in_range = from_inside & to_inside
            in_range[rim] = True
            some = np.flatnonzero(in_range)
            columns = (leg, sample, *a, *b, enter, leave, from_inside, to_inside)
            begins, ends = lines.edges(legs, *(column[some] for column in columns))
            clear_begun.append(begins)
            clear_ended.append(ends)
    if lines is None:
        return _in_order(begun, legs), _in_order(ended, legs)
    return _in_order(begun, legs, clear_begun), _in_order(ended, legs, clear_ended)


Parts = list[tuple[np.ndarray, np.ndarray, np.ndarray]]


def _in_order(parts: Parts, legs: Legs, clear_parts: Parts | None = None) -> Edges:
    """Edges from (leg, sample, time) parts, sorted by leg."""
    every = parts + (clear_parts or [])
    leg, sample, time = (np.concatenate(columns) for columns in zip(*every, strict=True)) if every else [_EMPTY] * 3
    clear = None if clear_parts is None else np.arange(len(leg)) >= sum(len(part[0]) for part in parts)
    if np.any(leg[1:] < leg[:-1]):
        order = np.argsort(leg, kind="stable")
        leg, sample, time = leg[order], sample[order], time[order]
        clear = None if clear is None else clear[order]
    return Edges(sample.astype(np.int32), legs.unit[leg].astype(np.int32), time, clear)


_EMPTY = np.zeros(0, np.int64)
