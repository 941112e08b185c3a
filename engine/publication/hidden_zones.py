"""Zones around places that tell who somebody is: discs whose centre is moved by a secret distance.

A circle around a home hides nothing once some tracks end on it: three ends give its centre (Hassan, Hussain, Bates
2018, on the privacy zones of fitness networks). So the disc is moved, by an offset that follows from a secret key, the
unit and the place. It is the same on all days, since the mean of different offsets is the place itself. Whoever finds
the disc knows that the place lies within MOVE x distance of the cell of the lattice that was moved, and no better.

The radius makes up for all that moves the centre, so that everything within `distance` of each position that was
joined into the place is inside.
"""

import hmac
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

JOINED = 0.5  # times the distance: ends of one unit as near to each other as this are at one place
LATTICE = 0.5  # times the distance: the side of the cells that a place is snapped to, so that exports agree on it
MOVE = 1.0  # times the distance: the largest offset
MOST_DENSE = 3000  # positions that are compared with each other
RADIUS = 1.0 + JOINED + LATTICE / np.sqrt(2) + MOVE  # times the distance


@dataclass(frozen=True)
class Zones:
    """z discs. x, y: (z,) metres, their centres; radius: (z,) metres; unit: (z,) codes of the units whose fixes are
    cut, -1 for those of all units."""

    x: np.ndarray
    y: np.ndarray
    radius: np.ndarray
    unit: np.ndarray

    def __len__(self) -> int:
        return len(self.x)


def moved_zones(
    x: np.ndarray, y: np.ndarray, extent: np.ndarray, unit: np.ndarray, owner: list[str], distance: float, key: bytes
) -> Zones:
    """The zones around (z,) places. x, y: metres; extent: (z,) m, how far a place reaches from there; unit: as in
    Zones; owner: (z,) what the offset belongs to, the name of a unit or "" ; distance: m to be hidden around each
    place; key: the secret, any bytes. The offset is uniform in a disc, so that no place in it is likelier than another.
    """
    side = max(LATTICE * distance, 1e-9)
    column, row = (np.floor(values / side).astype(np.int64) for values in (x, y))
    draws = [_draws(key, f"{name}\0{c}\0{r}") for name, c, r in zip(owner, column.tolist(), row.tolist(), strict=True)]
    share, turn = np.array(draws, float).reshape(-1, 2).T
    away, angle = MOVE * distance * np.sqrt(share), 2 * np.pi * turn
    return Zones(
        (column + 0.5) * side + away * np.cos(angle),
        (row + 0.5) * side + away * np.sin(angle),
        RADIUS * distance + extent,
        unit,
    )


def _draws(key: bytes, text: str) -> tuple[float, float]:
    """Two numbers in [0, 1) that nobody can tell without the key."""
    digest = hmac.digest(key, b"zone\0" + text.encode("utf-8", "surrogatepass"), "sha256")
    return tuple(int.from_bytes(digest[start : start + 8], "big") / 2**64 for start in (0, 8))


def joined_places(x: np.ndarray, y: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Joins (m,) positions into places: the position with the most others within `reach` metres is a place with all of
    these, then the same for the rest. Returns (m,) the place of each, and (p,) the positions that places are at."""
    if len(x) > MOST_DENSE:  # of many positions, those within an eighth of the reach count as one
        side = reach / 8 if reach > 0 else 1.0
        keys = np.floor(np.column_stack([x, y]) / side).astype(np.int64)
        _, first, number, weight = np.unique(keys, axis=0, return_index=True, return_inverse=True, return_counts=True)
        if len(first) < len(x):
            place, leaders = _joined(x[first], y[first], weight, reach)
            return place[number.reshape(-1)], first[leaders]
    return _joined(x, y, np.ones(len(x), np.int64), reach)


def _joined(x: np.ndarray, y: np.ndarray, weight: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """As joined_places. weight: (m,) how many positions each stands for."""
    order = np.lexsort((y, x))  # so that the result does not depend on the order of the rows
    x, y, weight = x[order], y[order], weight[order]
    near = cKDTree(np.column_stack([x, y])).query_ball_point(np.column_stack([x, y]), reach)
    count = np.array([weight[each].sum() for each in near], np.int64)
    place, leaders = np.full(len(x), -1), []
    while count.max(initial=0) > 0:
        leader = int(np.argmax(count))
        taken = [each for each in near[leader] if place[each] < 0]
        place[taken] = len(leaders)
        for each in taken:
            count[near[each]] -= weight[each]
        count[taken] = 0
        leaders.append(order[leader])
    back = np.empty(len(x), np.int64)
    back[order] = place
    return back, np.array(leaders, np.int64)
