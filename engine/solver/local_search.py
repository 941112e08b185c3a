"""Shortening routes without changing what they serve, many routes at a time.

Routes are rows of node numbers, filled up at the right with their end node. Going from an end to itself must cost
nothing, and from an end to anywhere else more than any route may: then no move that touches the filling ever pays.
"""

from functools import lru_cache

import numpy as np

LONGEST = 3
"""How many stops in a row are carried elsewhere at most."""


def best_moves(cost: np.ndarray, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m, W) routes after the best single move of each, and (m,) what it saves, 0 where none does.

    A move reverses a stretch, or carries one of up to LONGEST stops elsewhere. Costs may be asymmetric: a reversed
    stretch is charged the way it is then flown. nodes (m, W) with W at least 4.
    """
    count, width = nodes.shape
    among = cost[nodes[:, :, None], nodes[:, None, :]]
    legs = among.diagonal(1, 1, 2)
    turned = np.zeros((count, width))
    np.cumsum(among.diagonal(-1, 1, 2) - legs, axis=1, out=turned[:, 1:])
    # reverse first .. last, 1 <= first < last <= width - 2
    saved = (legs[:, :-1] + turned[:, 1:-1])[:, :, None] + (legs[:, 1:] - turned[:, 1:-1])[:, None, :]
    saved -= among[:, :-2, 1:-1]
    saved -= among[:, 1:-1, 2:]
    saved += _not_forward(width)
    saved = saved.reshape(count, -1)
    at = saved.argmax(axis=1)
    row = np.arange(count)
    best = saved[row, at]
    begin, end = (part + 1 for part in np.divmod(at, width - 2))
    shift = np.zeros(count, int)  # 0 is a reversal, else by how many a stretch's nodes rotate to the left
    for length in range(1, min(LONGEST, width - 3) + 1):  # carry first .. first + length - 1 to behind gap
        stay = width - length
        saved = legs[:, : stay - 1] + legs[:, length:] - among.diagonal(length + 1, 1, 2)
        saved = saved[:, :, None] + legs[:, None, :]
        saved -= among[:, :-1, 1:stay].transpose(0, 2, 1)
        saved -= among[:, length:-1, 1:]
        saved += _within(width, length)
        saved = saved.reshape(count, -1)
        at = saved.argmax(axis=1)
        better = np.flatnonzero(saved[row, at] > best)
        if not len(better):
            continue
        best[better] = saved[better, at[better]]
        first, gap = np.divmod(at[better], width - 1)
        first += 1
        back = gap < first
        begin[better] = np.where(back, gap + 1, first)
        end[better] = np.where(back, first + length - 1, gap)
        shift[better] = np.where(back, first - gap - 1, length)
    place = np.arange(width)
    begin, end, shift = begin[:, None], end[:, None], shift[:, None]
    turn = np.where(shift > 0, begin + (place - begin + shift) % np.maximum(end - begin + 1, 1), begin + end - place)
    order = np.where((place >= begin) & (place <= end) & (best > 0)[:, None], turn, place)
    return nodes[row[:, None], order], np.maximum(best, 0.0)


def cheapest_ways(
    cost: np.ndarray, nodes: np.ndarray, ways: np.ndarray, barred: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(m, W) routes with the cheapest alternative for each stop, the order kept, and (m,) what they then cost.

    A dynamic program along each route. ways (N, M) lists for each node those that may stand in its place; barred
    (m, W, M) is inf where one may not (or is only filling) and 0 elsewhere.
    """
    count, width = nodes.shape
    layers = ways[nodes]
    total, came = barred[:, 0], []
    for place in range(1, width):
        through = total[:, :, None] + cost[layers[:, place - 1, :, None], layers[:, place, None, :]]
        came.append(through.argmin(axis=1))
        total = through.min(axis=1) + barred[:, place]
    row = np.arange(count)
    at = total.argmin(axis=1)
    chosen, least = np.empty_like(nodes), total[row, at]
    for place in range(width - 1, 0, -1):
        chosen[:, place] = layers[row, place, at]
        at = came[place - 1][row, at]
    chosen[:, 0] = layers[row, 0, at]
    return chosen, least


@lru_cache(maxsize=32)
def _not_forward(width: int) -> np.ndarray:
    """-inf where a stretch to be reversed would end before it has two stops, 0 elsewhere."""
    return np.where(np.tri(width - 2, dtype=bool), -np.inf, 0.0)


@lru_cache(maxsize=128)
def _within(width: int, length: int) -> np.ndarray:
    """-inf where a stretch would be carried into itself or to where it is, 0 elsewhere."""
    first, gap = np.arange(1, width - length)[:, None], np.arange(width - 1)
    return np.where((gap >= first - 1) & (gap < first + length), -np.inf, 0.0)
