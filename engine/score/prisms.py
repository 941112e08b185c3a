"""Space-time prisms: where a unit may have been in an outage, between its last fix before and its first fix after.

T. Hägerstrand, "What about people in regional science?" (1970); H. J. Miller, "Modelling accessibility using space-time
prism concepts within geographical information systems" (1991). A unit that moves at most at speed v can pass a point q
on the way from A to B in the time T if |Aq| + |qB| <= v T: these points form an ellipse.
"""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..places.sample_index import SampleIndex
from ..tracks.legs import Legs
from ..tracks.tracks import Outages
from .detection import Detection
from .passes import Passes

CHUNK = 100_000  # pairs of an outage and a sample processed at once
STEPS = 50  # of a ternary search or a bisection over a half circle


@dataclass(frozen=True)
class Prisms:
    """Prisms of n outages, (n,) each.

    axes: the straight legs from A to B; speed: the greatest speed in m/s; range: the detection range in metres; reach:
    the length of the longest possible way from A to B in the time of the outage, in metres.
    """

    axes: Legs
    speed: np.ndarray
    range: np.ndarray
    reach: np.ndarray

    @classmethod
    def of(cls, outages: Outages, detection: Detection, origin: float = 0.0) -> "Prisms":
        """The prisms of outages, with times after `origin`. If a unit needs more than detection.fastest to get from A
        to B, the speed that it needs is its greatest speed."""
        lasted, apart = outages.t1 - outages.t0, np.hypot(outages.x1 - outages.x0, outages.y1 - outages.y0)
        fastest = np.broadcast_to(detection.fastest, detection.range.shape)[outages.unit]
        speed = np.maximum(np.maximum(fastest, apart / lasted), 1e-9)
        ends = np.ones(len(outages), bool)
        axes = Legs(
            outages.x0, outages.y0, outages.t0 - origin, outages.x1, outages.y1, outages.t1 - origin, outages.unit,
            ends, ends,
        )  # fmt: skip
        return cls(axes, speed, detection.range[outages.unit], np.maximum(speed * lasted, apart))

    def __len__(self) -> int:
        return len(self.speed)

    def distance(self, ax: np.ndarray, ay: np.ndarray, x: float, y: float, around: float) -> np.ndarray:
        """(n,) metres from (ax, ay) until the nearest point within `around` metres of (x, y) is in range; if `around`
        is negative, until the furthest point within -around metres is in range."""
        return np.maximum(np.hypot(ax - x, ay - y) - around - self.range, 0.0)

    def slack(self, x: float, y: float, around: float) -> np.ndarray:
        """(n,) metres of the reach that remain on the way from A into range of such a point (see `distance`) and from
        there to B."""
        axes = self.axes
        from_a, to_b = self.distance(axes.x0, axes.y0, x, y, around), self.distance(axes.x1, axes.y1, x, y, around)
        return self.reach * (1 + 1e-12) - from_a - to_b

    @property
    def width(self) -> np.ndarray:
        """(n,) metres: points further than this from the leg cannot come into range."""
        apart = np.hypot(self.axes.x1 - self.axes.x0, self.axes.y1 - self.axes.y0)
        return np.sqrt(np.maximum(self.reach**2 - apart**2, 0.0)) / 2 + self.range

    def take(self, index: np.ndarray) -> "Prisms":
        return Prisms(self.axes.take(index), self.speed[index], self.range[index], self.reach[index])

    def reversed(self) -> "Prisms":
        a = self.axes
        return Prisms(
            Legs(a.x1, a.y1, a.t1, a.x0, a.y0, a.t0, a.unit, a.first, a.last), self.speed, self.range, self.reach
        )


def possible_passes(prisms: Prisms, places: Places, detection: Detection) -> Passes:
    """The longest pass that each prism allows at each sample point, if it allows one: from the earliest time at which
    the unit can have come into range and still reach its next fix, to the latest time at which it can have left.

    No possible path of the unit gives this sample point more exposure in any time window. The passes of different
    sample points need not be possible together: each is a bound for its own sample point. Not sorted.
    """
    if not len(prisms.speed) or not len(places.x):
        return Passes.none()
    axes = prisms.axes
    nearby = SampleIndex.of(places, float(np.median(prisms.width)))
    found = []
    for prism, sample in nearby.candidates(axes, prisms.width, CHUNK):
        px, py, radius = places.x[sample], places.y[sample], prisms.range[prism]
        way_in = np.maximum(np.hypot(axes.x0[prism] - px, axes.y0[prism] - py) - radius, 0.0)
        way_out = np.maximum(np.hypot(axes.x1[prism] - px, axes.y1[prism] - py) - radius, 0.0)
        slack = prisms.reach[prism] - way_in - way_out  # left for the way between entering and leaving the disc
        close = np.flatnonzero((slack >= -1e-9) & (slack < 2 * radius))  # may not suffice to cross the disc
        if len(close):
            some = prisms.take(prism[close])
            way_in[close] = _shortest(some, px[close], py[close])
            way_out[close] = _shortest(some.reversed(), px[close], py[close])
        possible = np.flatnonzero((slack >= -1e-9) & np.isfinite(way_in) & np.isfinite(way_out))
        of = prism[possible]
        start = axes.t0[of] + way_in[possible] / prisms.speed[of]
        end = axes.t1[of] - way_out[possible] / prisms.speed[of]
        found.append((sample[possible], axes.unit[of], np.minimum(start, end), np.maximum(start, end)))
    if not found:
        return Passes.none()
    sample, unit, start, end = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return Passes(sample, unit, start, end, detection.rate[unit])


def _shortest(prisms: Prisms, px: np.ndarray, py: np.ndarray) -> np.ndarray:
    """(n,) the shortest way in metres from A to a point q in range of P from which B can still be reached, that is,
    |Aq| + |qB| <= reach; inf if there is none."""
    axes, reach, radius = prisms.axes, prisms.reach * (1 + 1e-12) + 1e-9, prisms.range
    ax, ay, bx, by = axes.x0 - px, axes.y0 - py, axes.x1 - px, axes.y1 - py  # relative to P
    to_a, to_b = np.hypot(ax, ay), np.hypot(bx, by)
    direct = np.maximum(to_a - radius, 0.0)
    on_the_way = np.where(to_a > 0, np.minimum(radius / np.maximum(to_a, 1e-12), 1.0), 0.0)
    nearest_x, nearest_y = ax * on_the_way, ay * on_the_way
    shortest = np.where(direct + np.hypot(bx - nearest_x, by - nearest_y) <= reach, direct, np.inf)
    rim = np.flatnonzero(np.isinf(shortest) & (to_a + to_b - 2 * radius <= reach) & (to_a > radius))
    if len(rim):
        shortest[rim] = _along_the_rim(ax[rim], ay[rim], bx[rim], by[rim], radius[rim], reach[rim])
    return shortest


def _along_the_rim(ax, ay, bx, by, radius, reach) -> np.ndarray:
    """The same if the point of the circle that is nearest to A is too far from B. Then q is the intersection of circle
    and ellipse between that point and the point of the circle with the smallest |Aq| + |qB|. The circle's centre is the
    origin."""
    from_a = np.arctan2(ay, ax)
    turn = np.arctan2(by, bx) - from_a
    turn = (turn + np.pi) % (2 * np.pi) - np.pi

    def way(share):
        angle = from_a + share * turn
        qx, qy = radius * np.cos(angle), radius * np.sin(angle)
        first = np.hypot(qx - ax, qy - ay)
        return first, first + np.hypot(qx - bx, qy - by)

    # Between the directions of A and B, |Aq| + |qB| has a single minimum on the circle, found by ternary search. If the
    # segment AB crosses the circle, there are two minima; the one on A's side is where the segment enters the circle.
    low, high = np.zeros(len(ax)), np.ones(len(ax))
    for _ in range(STEPS):
        third = (high - low) / 3
        rising = way(low + third)[1] < way(high - third)[1]
        low, high = np.where(rising, low, low + third), np.where(rising, high - third, high)
    dx, dy = bx - ax, by - ay
    length = np.maximum(np.hypot(dx, dy), 1e-12)
    along, aside = -(ax * dx + ay * dy) / length, (ax * dy - ay * dx) / length
    inward = along - np.sqrt(np.maximum(radius**2 - aside**2, 0.0))
    through = (np.abs(aside) < radius) & (inward > 0) & (inward < length)
    entry = np.arctan2(ay + dy / length * inward, ax + dx / length * inward) - from_a
    entry = np.abs((entry + np.pi) % (2 * np.pi) - np.pi) / np.maximum(np.abs(turn), 1e-12)
    minimum = np.where(through, np.minimum(entry, 1.0), (low + high) / 2)
    possible = way(minimum)[1] <= reach
    low, high = np.zeros(len(ax)), minimum
    for _ in range(STEPS):
        middle = (low + high) / 2
        far = way(middle)[1] > reach
        low, high = np.where(far, middle, low), np.where(far, high, middle)
    return np.where(possible, way(high)[0], np.inf)
