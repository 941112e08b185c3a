"""The parts of straight legs that sample points see: exact, in closed form, with no step in time."""

from dataclasses import dataclass

import numpy as np

from .directions import direction_key
from .isovists import Isovists

RADIAL = 1e-13  # sine of the angle at a sample below which a leg counts as on a line through it: rounding leaves less


@dataclass(frozen=True)
class ClearParts:
    """k parts of legs in which the line of sight is clear: rising within a pair of a leg and a sample; (k,) each.

    pair: the index of the pair; start, end: shares of the leg, start <= end; from_start, to_end: whether the part
    begins where the pair comes into range, and whether it ends where it goes out of range.
    seen_from, seen_to: for each of the n pairs whether the two ends of the part in range are seen. It depends on the
    end and the sample alone, so it is the same for the legs before and after a fix.
    """

    pair: np.ndarray
    start: np.ndarray
    end: np.ndarray
    from_start: np.ndarray
    to_end: np.ndarray
    seen_from: np.ndarray
    seen_to: np.ndarray


def clear_parts(
    isovists: Isovists,
    sample: np.ndarray,
    a: tuple[np.ndarray, np.ndarray],
    b: tuple[np.ndarray, np.ndarray],
    enter: np.ndarray,
    leave: np.ndarray,
    from_inside: np.ndarray,
    to_inside: np.ndarray,
) -> ClearParts:
    """The clear parts of n pairs of a leg and a sample point in range of it; (n,) each.

    a, b: (x, y) of the two ends of the leg in metres from the sample; enter, leave: the shares of the leg between which
    it is in range, 0 or 1 where that end is; from_inside, to_inside: whether the two ends are in range.
    """
    (ax, ay), (bx, by) = a, b
    nearest = isovists.nearest[sample]
    nearest_2 = nearest * nearest
    edge = nearest >= isovists.reach
    near = np.where(from_inside, ax * ax + ay * ay <= nearest_2, edge)
    near &= np.where(to_inside, bx * bx + by * by <= nearest_2, edge)
    every = np.flatnonzero(near)
    yes = np.ones(len(every), bool)
    found = [(every, enter[every], leave[every], yes, yes)]
    seen_from, seen_to = np.ones(len(sample), bool), np.ones(len(sample), bool)
    some = np.flatnonzero(~near)
    if len(some):
        ax, ay, bx, by = ax[some], ay[some], bx[some], by[some]
        aside = ax * by - ay * bx
        radial = np.abs(aside) <= RADIAL * (ax * ax + ay * ay + bx * bx + by * by)
        for these, way in ((radial, _radial), (~radial, _across)):
            if not these.any():
                continue
            i = some if these.all() else some[these]
            ends = (ax, ay, bx, by) if these.all() else tuple(at[these] for at in (ax, ay, bx, by))
            parts, seen_from[i], seen_to[i] = way(
                isovists, sample[i], ends, enter[i], leave[i], from_inside[i], to_inside[i]
            )
            found.append((i[parts[0]], *parts[1:]))
    return ClearParts(*(np.concatenate(column) for column in zip(*found, strict=True)), seen_from, seen_to)


def _radial(isovists, sample, ends, enter, leave, from_inside, to_inside):
    """Legs on a line through the sample: each half of the line meets one wall, at the piece of its direction. Returns
    the parts, and whether the ends are seen."""
    ax, ay, bx, by = ends
    dx, dy = bx - ax, by - ay
    low, high, seen = enter, leave, []
    for x, y in ((ax, ay), (bx, by)):
        key = direction_key(x, y)
        piece = isovists.pieces(sample, key)
        before = np.where(isovists.key[piece] == key, isovists.before(piece, sample), piece)
        for which in (piece, before):
            wall_x, wall_y = isovists.walls_at(which)
            height = wall_x * ax + wall_y * ay
            slope = wall_x * dx + wall_y * dy
            with np.errstate(divide="ignore", invalid="ignore"):
                meets = (1.0 - height) / slope
            low = np.where(slope < 0, np.maximum(low, meets), low)
            high = np.where(slope > 0, np.minimum(high, meets), high)
            high = np.where((slope == 0) & (height > 1.0), -1.0, high)
        hidden = isovists.hides(piece, x, y) | isovists.hides(before, x, y)
        seen.append(~hidden)
    # The ends are as their own test says, whatever rounding does to the shares.
    starts, stops = from_inside & seen[0], to_inside & seen[1]
    low = np.where(starts, enter, low)
    high = np.where(stops, leave, high)
    high = np.where(starts, np.maximum(high, low), high)
    low = np.where(stops, np.minimum(low, high), low)
    pair = np.flatnonzero(low <= high)
    low, high = low[pair], high[pair]
    return (pair, low, high, low <= enter[pair], high >= leave[pair]), *seen


def _across(isovists, sample, ends, enter, leave, from_inside, to_inside):
    """Legs that pass the sample on one side. Between two rays the leg is before one wall, and linear in it: so it is
    hidden throughout, clear throughout, or changes once. Returns the parts, and whether the ends are seen."""
    ax, ay, bx, by = ends
    dx, dy = bx - ax, by - ay
    cx, cy = ax + enter * dx, ay + enter * dy
    rest = 1.0 - leave  # an end in range is the end of the leg to the bit
    ex, ey = bx - rest * dx, by - rest * dy
    key_c, key_e = direction_key(cx, cy), direction_key(ex, ey)
    piece_c, piece_e = isovists.pieces(sample, key_c), isovists.pieces(sample, key_e)
    hidden_c, hidden_e = isovists.hides(piece_c, cx, cy), isovists.hides(piece_e, ex, ey)
    seen_from = _seen(isovists, sample, from_inside, hidden_c, piece_c, key_c, cx, cy)
    seen_to = _seen(isovists, sample, to_inside, hidden_e, piece_e, key_e, ex, ey)
    dx, dy = ex - cx, ey - cy
    area = cx * ey - cy * ex
    # Counterclockwise, from p to q.
    turned = ax * by < ay * bx
    moved = (piece_e - piece_c) * turned  # arithmetic: quicker than np.where, whose branches are unpredictable
    first, last = piece_c + moved, piece_e - moved
    other = turned & (hidden_c != hidden_e)
    hidden_p, hidden_q = hidden_c ^ other, hidden_e ^ other
    # Less than half a turn, which is 2: from a higher to a lower key by more than 1 is past the first ray. What else is
    # not rising is so by rounding only.
    sign = 1.0 - 2.0 * turned
    drop = (key_c - key_e) * sign
    rays = last - first
    np.maximum(rays, 0, out=rays)
    rays[drop < -3.0] = 0
    past = np.flatnonzero(drop > 1.0)
    turn = isovists.offsets[sample[past] + 1] - isovists.offsets[sample[past]] - 1
    rays[past] = last[past] - first[past] + turn
    # Every pair with each ray that it crosses, counterclockwise.
    stop = np.cumsum(rays)
    begin = stop - rays
    pair = np.repeat(np.arange(len(sample)), rays)
    ray = np.arange(len(pair))
    ray += (first + 1 - begin).take(pair)
    which = np.repeat(np.arange(len(past)), rays[past])  # past the last ray, which is the first again
    at = np.arange(len(which)) + (begin[past] - np.cumsum(rays[past]) + rays[past])[which]
    over = np.flatnonzero(ray[at] >= isovists.offsets[sample[past] + 1][which])
    ray[at[over]] -= turn[which[over]]
    row = isovists.ray.take(ray, axis=0)
    # h (x, y) is on the leg for h = area / q; both have the sign of the sense of rotation.
    q = row[:, 0] * (dy * sign).take(pair)
    q -= row[:, 1] * (dx * sign).take(pair)
    reached = np.abs(area).take(pair)
    before, after = row[:, 2] * reached > q, row[:, 3] * reached > q
    entered = np.empty_like(after)
    entered[1:] = after[:-1]
    some = np.flatnonzero(rays)
    entered[begin[some]] = hidden_p[some]
    final = hidden_p.copy()
    final[some] = after[stop[some] - 1]
    in_piece, at_ray, in_last = (
        np.flatnonzero(one != two) for one, two in ((entered, before), (before, after), (final, hidden_q))
    )
    which = np.concatenate([pair[in_piece], in_last, pair[at_ray]])
    order = np.concatenate([2 * in_piece, 2 * stop[in_last], 2 * at_ray + 1]) - 2 * begin[which]
    hidden = np.concatenate([before[in_piece], hidden_q[in_last], after[at_ray]])
    back = turned[which]
    hidden, order = hidden != back, np.where(back, -order, order)
    # The shares of the leg, in its own direction.
    walls = len(in_piece) + len(in_last)
    share = np.empty(len(which))
    on, across = which[:walls], which[walls:]
    a, b = isovists.walls_at(np.concatenate([ray[in_piece] - 1, last[in_last]]))
    with np.errstate(divide="ignore", invalid="ignore"):
        share[:walls] = (1.0 - a * cx[on] - b * cy[on]) / (a * dx[on] + b * dy[on])
        x, y = row[at_ray, 0], row[at_ray, 1]
        share[walls:] = (y * cx[across] - x * cy[across]) / (x * dy[across] - y * dx[across])
    share = np.clip(np.nan_to_num(share), 0.0, 1.0)
    share = enter[which] + share * (leave[which] - enter[which])
    return _parts(which, order, share, hidden, ~hidden_c, ~hidden_e, enter, leave), seen_from, seen_to


def _seen(isovists, sample, inside, hidden, piece, key, x, y) -> np.ndarray:
    """(k,) whether points are seen, also from the piece before where they are on its ray. Only right where `inside`."""
    seen = ~hidden
    some = np.flatnonzero(inside)
    some = some[isovists.key.take(piece[some]) == key[some]]
    seen[some] &= ~isovists.hides(isovists.before(piece[some], sample[some]), x[some], y[some])
    return seen


def _parts(which, order, share, hidden, clear_from, clear_to, enter, leave):
    """The parts from the changes within pairs, and whether the pairs are clear at their ends."""
    rising = np.argsort((which << 32) + order, kind="stable")  # many times as quick as lexsort
    which, share, hidden = which[rising], share[rising], hidden[rising]
    (pair, start, from_start), (_, end, to_end) = (
        _side(which[changes], share[changes], at, edge, later)
        for changes, at, edge, later in ((~hidden, clear_from, enter, False), (hidden, clear_to, leave, True))
    )
    return pair, start, np.maximum(start, end), from_start, to_end


def _side(which, share, at, edge, later: bool):
    """The changes, sorted by pair, with the edges of those pairs where `at` before them (or, `later`, after them): the
    pair, the share, and whether it is an edge."""
    edges = np.flatnonzero(at)
    place_of_changes = np.arange(len(which)) + (np.cumsum(at, dtype=np.int32) - (at if later else 0))[which]
    is_edge = np.ones(len(which) + len(edges), bool)
    is_edge[place_of_changes] = False
    pair, shares = np.empty(len(is_edge), np.int64), np.empty(len(is_edge))
    pair[place_of_changes], shares[place_of_changes] = which, share
    pair[is_edge], shares[is_edge] = edges, edge[edges]
    return pair, shares, is_edge
