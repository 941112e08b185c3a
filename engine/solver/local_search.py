"""Local search on routes, many at a time: 2-opt and Or-opt moves, and the choice of alternatives.

None of them changes which stops a route serves. Routes are rows of node numbers, padded at the right with their end
node. The cost from an end to itself must be 0, and from an end to any other node more than any route may cost: then no
move that touches the padding saves anything.
"""

from functools import lru_cache

import numpy as np

MAX_SEGMENT = 3
"""The most stops that an Or-opt move relocates."""


def best_moves(cost: np.ndarray, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m, W) routes after the best single move of each, and (m,) the cost that it saves, 0 where no move saves any.

    A move reverses a segment (2-opt), or relocates a segment of up to MAX_SEGMENT stops (Or-opt). Costs may be
    asymmetric: the legs of a reversed segment are charged in their new direction. nodes (m, W) with W at least 4.
    """
    count, width = nodes.shape
    pair_cost = cost[nodes[:, :, None], nodes[:, None, :]]
    leg_costs = pair_cost.diagonal(1, 1, 2)
    reversal_cost = np.zeros((count, width))
    np.cumsum(pair_cost.diagonal(-1, 1, 2) - leg_costs, axis=1, out=reversal_cost[:, 1:])
    # 2-opt: reverse first .. last, 1 <= first < last <= width - 2. reversal_cost is the prefix sum of what each leg
    # costs more backwards than forwards.
    saving = (leg_costs[:, :-1] + reversal_cost[:, 1:-1])[:, :, None] + (leg_costs[:, 1:] - reversal_cost[:, 1:-1])[
        :, None, :
    ]
    saving -= pair_cost[:, :-2, 1:-1]
    saving -= pair_cost[:, 1:-1, 2:]
    saving += _invalid_reversals(width)
    saving = saving.reshape(count, -1)
    at = saving.argmax(axis=1)
    row = np.arange(count)
    best = saving[row, at]
    begin, end = (part + 1 for part in np.divmod(at, width - 2))
    shift = np.zeros(count, int)  # 0: reverse begin .. end; else rotate begin .. end to the left by this many nodes
    for length in range(1, min(MAX_SEGMENT, width - 3) + 1):  # Or-opt: move first .. first + length - 1 behind `gap`
        stay = width - length
        saving = leg_costs[:, : stay - 1] + leg_costs[:, length:] - pair_cost.diagonal(length + 1, 1, 2)
        saving = saving[:, :, None] + leg_costs[:, None, :]
        saving -= pair_cost[:, :-1, 1:stay].transpose(0, 2, 1)
        saving -= pair_cost[:, length:-1, 1:]
        saving += _invalid_relocations(width, length)
        saving = saving.reshape(count, -1)
        at = saving.argmax(axis=1)
        better = np.flatnonzero(saving[row, at] > best)
        if not len(better):
            continue
        best[better] = saving[better, at[better]]
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


def cheapest_alternatives(
    cost: np.ndarray, nodes: np.ndarray, choices: np.ndarray, choice_penalty: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(m, W) routes with the cheapest alternative for each stop, in the same order, and (m,) their cost.

    A dynamic program along each route. choices (N, M) lists for each node the alternatives that may replace it;
    choice_penalty (m, W, M) is inf where one may not (or is padding) and 0 elsewhere.
    """
    count, width = nodes.shape
    candidates = choices[nodes]
    total, predecessors = choice_penalty[:, 0], []
    for place in range(1, width):
        through = total[:, :, None] + cost[candidates[:, place - 1, :, None], candidates[:, place, None, :]]
        predecessors.append(through.argmin(axis=1))
        total = through.min(axis=1) + choice_penalty[:, place]
    row = np.arange(count)
    at = total.argmin(axis=1)
    chosen, least = np.empty_like(nodes), total[row, at]
    for place in range(width - 1, 0, -1):
        chosen[:, place] = candidates[row, place, at]
        at = predecessors[place - 1][row, at]
    chosen[:, 0] = candidates[row, 0, at]
    return chosen, least


@lru_cache(maxsize=32)
def _invalid_reversals(width: int) -> np.ndarray:
    """(W - 2, W - 2) -inf where a segment (first, last) has fewer than two stops, 0 elsewhere."""
    return _read_only(np.where(np.tri(width - 2, dtype=bool), -np.inf, 0.0))


@lru_cache(maxsize=128)
def _invalid_relocations(width: int, length: int) -> np.ndarray:
    """-inf where a segment would be relocated into itself or to its present position, 0 elsewhere."""
    first, gap = np.arange(1, width - length)[:, None], np.arange(width - 1)
    return _read_only(np.where((gap >= first - 1) & (gap < first + length), -np.inf, 0.0))


def _read_only(array: np.ndarray) -> np.ndarray:
    """The array, protected because it is shared by all callers."""
    array.setflags(write=False)
    return array
