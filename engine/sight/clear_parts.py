"""The parts of straight legs that sample points see: exact, in closed form, with no step in time."""

from dataclasses import dataclass

import numpy as np

from .directions import direction_key
from .isovists import Isovists


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
        radial = aside == 0
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
        piece, edge = isovists.pieces(sample, direction_key(x, y))
        before = np.where(edge, isovists.before(piece, sample), piece)
        for which in (piece, before):
            wall = isovists.wall[which]
            height = wall[:, 0] * ax + wall[:, 1] * ay
            slope = wall[:, 0] * dx + wall[:, 1] * dy
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
    cx, cy = np.where(from_inside, ax, ax + enter * dx), np.where(from_inside, ay, ay + enter * dy)
    ex, ey = np.where(to_inside, bx, ax + leave * dx), np.where(to_inside, by, ay + leave * dy)
    key_c, key_e = direction_key(cx, cy), direction_key(ex, ey)
    piece_c, edge_c = isovists.pieces(sample, key_c)
    piece_e, edge_e = isovists.pieces(sample, key_e)
    hidden_c, hidden_e = isovists.hides(piece_c, cx, cy), isovists.hides(piece_e, ex, ey)
    seen_from = ~(hidden_c | isovists.hides_before(piece_c, edge_c, sample, cx, cy))
    seen_to = ~(hidden_e | isovists.hides_before(piece_e, edge_e, sample, ex, ey))
    # Counterclockwise, from p to q.
    turned = ax * by - ay * bx < 0
    px, py, qx, qy = (np.where(turned, *two) for two in ((ex, cx), (ey, cy), (cx, ex), (cy, ey)))
    first, last = np.where(turned, piece_e, piece_c), np.where(turned, piece_c, piece_e)
    hidden_p, hidden_q = np.where(turned, hidden_e, hidden_c), np.where(turned, hidden_c, hidden_e)
    rays = last - first
    begins, ends_at = isovists.offsets[sample], isovists.offsets[sample + 1]
    # Less than half a turn, which is 2: from a higher to a lower key by more than 1 is past the first ray. What else is
    # not rising is so by rounding only.
    drop = np.where(turned, key_e - key_c, key_c - key_e)
    turn = ends_at - begins - 1
    past = drop > 1.0
    rays = np.where(past, rays + turn, np.where(drop < -3.0, 0, np.maximum(rays, 0)))
    span_x, span_y, area = qx - px, qy - py, px * qy - py * qx
    pair = np.repeat(np.arange(len(sample)), rays)
    rank = np.arange(len(pair)) - np.repeat(np.cumsum(rays) - rays, rays)
    ray = first[pair] + 1 + rank
    wrapped = np.flatnonzero(past[pair])
    over = wrapped[ray[wrapped] >= ends_at[pair[wrapped]]]
    ray[over] -= turn[pair[over]]
    row = isovists.ray[ray]
    q = row[:, 0] * span_y[pair] - row[:, 1] * span_x[pair]
    reached = area[pair]
    before, after = row[:, 2] * reached > q, row[:, 3] * reached > q
    entered = np.empty_like(after)
    entered[1:] = after[:-1]
    some = np.flatnonzero(rays)
    stop = np.cumsum(rays)
    entered[stop[some] - rays[some]] = hidden_p[some]
    final = hidden_p.copy()
    final[some] = after[stop[some] - 1]
    in_piece = np.flatnonzero(entered != before)
    at_ray = np.flatnonzero(before != after)
    in_last = np.flatnonzero(final != hidden_q)
    changes = [
        (pair[in_piece], 2 * rank[in_piece], ray[in_piece] - 1, before[in_piece]),
        (in_last, 2 * rays[in_last], last[in_last], hidden_q[in_last]),
    ]
    which, order, piece, hidden = (np.concatenate(column) for column in zip(*changes, strict=True))
    wall = isovists.wall[piece]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (1.0 - wall[:, 0] * px[which] - wall[:, 1] * py[which]) / (
            wall[:, 0] * span_x[which] + wall[:, 1] * span_y[which]
        )
        on = pair[at_ray]
        across = (row[at_ray, 1] * px[on] - row[at_ray, 0] * py[on]) / q[at_ray]
    which = np.concatenate([which, on])
    order = np.concatenate([order, 2 * rank[at_ray] + 1])
    share = np.clip(np.nan_to_num(np.concatenate([share, across])), 0.0, 1.0)
    hidden = np.concatenate([hidden, after[at_ray]])
    back = turned[which]
    share = np.where(back, 1.0 - share, share)
    hidden, order = hidden != back, np.where(back, -order, order)
    share = enter[which] + share * (leave[which] - enter[which])
    parts = _parts(which, order, share, hidden, ~hidden_c, ~hidden_e, enter, leave)
    return parts, seen_from, seen_to


def _parts(which, order, share, hidden, clear_from, clear_to, enter, leave):
    """The parts from the changes within pairs, and whether the pairs are clear at their ends."""
    starts, stops = np.flatnonzero(clear_from), np.flatnonzero(clear_to)
    far = 1 << 40
    begun, ended = np.flatnonzero(~hidden), np.flatnonzero(hidden)
    sides = []
    for changes, at, shares, number in ((begun, starts, enter, -far), (ended, stops, leave, far)):
        pair = np.concatenate([at, which[changes]])
        number = np.concatenate([np.full(len(at), number), order[changes]])
        rising = np.lexsort((number, pair))
        at_end = np.arange(len(pair)) < len(at)
        sides.append((pair[rising], np.concatenate([shares[at], share[changes]])[rising], at_end[rising]))
    (pair, start, from_start), (_, end, to_end) = sides
    return pair, start, np.maximum(start, end), from_start, to_end
