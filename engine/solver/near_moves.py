"""Local search on long routes, many at a time: 2-opt and Or-opt moves between near nodes.

`best_moves` compares all pairs of positions of a route, which costs the square of its length. Here only nodes near to
each other are brought together, as is usual for tours (Johnson and McGeoch 1997, "The traveling salesman problem: a
case study in local optimization"): a move pays only if one of its new legs is shorter than one that it replaces at the
same node. Nodes whose legs haven't changed since their route was last improved are skipped, and moves on separate parts
of a route are made at once.
"""

from dataclasses import dataclass

import numpy as np

NEAR = 12
"""How many near alternatives each node is brought together with."""
SEGMENTS = (1, 2, 3)
"""Numbers of stops that an Or-opt move relocates."""
ROUNDS = 6
"""The most moves that are made on one route at once."""


@dataclass(frozen=True)
class Moves:
    """Moves on routes. (v,) each: the nodes at begin .. end of a route are rotated to the left by `shift`; then those
    at turn_begin .. turn_end, a part of them, are reversed. saving is the cost saved."""

    row: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    shift: np.ndarray
    turn_begin: np.ndarray
    turn_end: np.ndarray
    saving: np.ndarray

    def at(self, some: np.ndarray) -> "Moves":
        return Moves(*(getattr(self, name)[some] for name in self.__dataclass_fields__))


def nearest(symmetric_cost: np.ndarray, alternatives: int) -> np.ndarray:
    """(N, NEAR) the alternatives nearest to each node, or all where there are fewer. symmetric_cost (N, N)."""
    among = symmetric_cost[:, :alternatives].copy()
    np.fill_diagonal(among, np.inf)
    if alternatives <= NEAR:
        return np.repeat(np.arange(alternatives)[None], len(among), axis=0)
    return np.argpartition(among, NEAR - 1, axis=1)[:, :NEAR]


def improve_near(
    cost: np.ndarray,
    symmetric_cost: np.ndarray,
    near: np.ndarray,
    nodes: np.ndarray,
    size: np.ndarray,
    settled: np.ndarray,
    epsilon: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(m, W) routes after moves until none saves more than epsilon, (m,) the cost saved, and (m, N) `settled` then.
    nodes (m, W) from start to end, padded with the end; size (m,) stops; settled (m, N) each node's successor when its
    route was last improved, -1 where it had none. symmetric_cost (N, N) tells what is near."""
    nodes, gain = nodes.copy(), np.zeros(len(nodes))
    dirty = _changed(nodes, settled)
    left = np.arange(len(nodes))
    while len(left):
        width = int(size[left].max()) + 2
        some = nodes[left, :width]
        moves, tails = near_moves(cost, symmetric_cost, near, some, size[left], dirty[left])
        pays = moves.saving > epsilon
        moves, tails = moves.at(pays), tails[pays]
        chosen = disjoint(moves)
        after = apply(some, moves.at(chosen))
        np.add.at(gain, left[moves.row[chosen]], moves.saving[chosen])
        successors = _successors(some, settled.shape[1])
        dirty[left] = _changed(after, successors)
        dirty[left[moves.row], tails] = True
        nodes[left, :width] = after
        left = left[np.unique(moves.row[chosen])]
    return nodes, gain, _successors(nodes, settled.shape[1])


def _successors(nodes: np.ndarray, count: int) -> np.ndarray:
    """(m, N) the node behind each node of a route, -1 where the route doesn't have it."""
    successors = np.full((len(nodes), count), -1, np.int32)
    successors[np.arange(len(nodes))[:, None], nodes[:, :-1]] = nodes[:, 1:]
    return successors


def _changed(nodes: np.ndarray, successors: np.ndarray) -> np.ndarray:
    """(m, N) whether a node of a route has a leg that was not there, in either direction."""
    row = np.arange(len(nodes))[:, None]
    one, other = nodes[:, :-1], nodes[:, 1:]
    new = (successors[row, one] != other) & (successors[row, other] != one)
    changed = np.zeros(successors.shape, bool)
    at, leg = np.nonzero(new)
    changed[at, one[at, leg]] = True
    changed[at, other[at, leg]] = True
    return changed


def near_moves(
    cost: np.ndarray,
    symmetric_cost: np.ndarray,
    near: np.ndarray,
    nodes: np.ndarray,
    size: np.ndarray,
    dirty: np.ndarray,
) -> tuple[Moves, np.ndarray]:
    """The moves that give a stop a nearer neighbour than one it has, where either of the two is in `dirty` (m, N); and
    (v,) that stop of each move."""
    row, stop, other = _pairs(symmetric_cost, near, nodes, size, dirty)
    legs = _Legs(cost, nodes, size)
    reversals, by_reversal = _reversals(legs, row, stop, other)
    relocations, by_relocation = _relocations(legs, row, stop, other)
    source = np.concatenate((by_reversal, by_relocation))
    names = Moves.__dataclass_fields__
    both = Moves(*(np.concatenate((getattr(reversals, name), getattr(relocations, name))) for name in names))
    return both, nodes[row[source], stop[source]]


def _pairs(
    symmetric_cost: np.ndarray, near: np.ndarray, nodes: np.ndarray, size: np.ndarray, dirty: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(u,) each: a route, and the positions of a stop and of a node (a stop, the start or the end) that is nearer to it
    than its farther neighbour."""
    count, width = nodes.shape
    row, place = np.arange(count), np.arange(width)
    position = np.full(dirty.shape, -1)
    position[row[:, None], nodes[:, ::-1]] = place[::-1]  # of the end: the first, the others are padding
    legs = np.pad(symmetric_cost[nodes[:, :-1], nodes[:, 1:]], ((0, 0), (1, 1)))
    longest = np.maximum(legs[:, :-1], legs[:, 1:])  # of the legs at each node
    stops = nodes[:, 1:-1]
    ends = np.repeat(nodes[:, None, [0, -1]], width - 2, axis=1)
    others = np.concatenate((near[stops], ends), axis=2)
    at = position[row[:, None, None], others]
    most = np.repeat(longest[:, 1:-1, None], others.shape[2], axis=2)
    # start and end list no near nodes themselves
    most[:, :, -2:] = np.maximum(most[:, :, -2:], np.stack((longest[:, 0], longest[row, size + 1]), axis=1)[:, None])
    good = (at >= 0) & (symmetric_cost[stops[:, :, None], others] < most)
    good &= dirty[row[:, None], stops][:, :, None] | dirty[row[:, None, None], others]
    good &= (place[1:-1] <= size[:, None])[:, :, None]
    line, stop, which = np.nonzero(good)
    return line, stop + 1, at[line, stop, which]


class _Legs:
    """The costs of some routes' legs, (m, W - 1), and `reversal` (m, W), the prefix sum of what each leg costs more
    backwards than forwards."""

    def __init__(self, cost: np.ndarray, nodes: np.ndarray, size: np.ndarray):
        self.cost, self.nodes, self.size = cost, nodes, size
        self.legs = cost[nodes[:, :-1], nodes[:, 1:]]
        self.reversal = np.zeros(nodes.shape)
        np.cumsum(cost[nodes[:, 1:], nodes[:, :-1]] - self.legs, axis=1, out=self.reversal[:, 1:])


def _reversals(legs: _Legs, row: np.ndarray, stop: np.ndarray, other: np.ndarray) -> tuple[Moves, np.ndarray]:
    """2-opt: both ways to make pairs of nodes neighbours by reversing a segment. Returns the moves and the pair of
    each."""
    cost, nodes = legs.cost, legs.nodes
    low, high = np.minimum(stop, other), np.maximum(stop, other)
    pair = np.tile(np.arange(len(row)), 2)
    begin, end = np.concatenate((low + 1, low)), np.concatenate((high, high - 1))
    valid = (begin >= 1) & (end > begin) & (end <= legs.size[row[pair]])
    pair, begin, end = pair[valid], begin[valid], end[valid]
    r = row[pair]
    saving = legs.legs[r, begin - 1] + legs.legs[r, end] - legs.reversal[r, end] + legs.reversal[r, begin]
    saving -= cost[nodes[r, begin - 1], nodes[r, end]] + cost[nodes[r, begin], nodes[r, end + 1]]
    return Moves(r, begin, end, np.zeros_like(r), begin, end, saving), pair


def _relocations(legs: _Legs, row: np.ndarray, stop: np.ndarray, other: np.ndarray) -> tuple[Moves, np.ndarray]:
    """Or-opt: the ways to make pairs of nodes neighbours by relocating a segment, forwards or backwards, that begins or
    ends with the stop. Returns the moves and the pair of each."""
    cost, nodes = legs.cost, legs.nodes
    # number of stops, how many of them lie before the stop, whether the other is then behind the segment, backwards
    ways = np.array(
        [
            (length, (length - 1) * last, last ^ back, back)
            for length in SEGMENTS
            for last in (0, 1)
            for back in (0, 1)
            if length > 1 or not back
        ]
    )
    pair, way = np.tile(np.arange(len(row)), len(ways)), np.repeat(ways, len(row), axis=0)
    first, gap = stop[pair] - way[:, 1], other[pair] - way[:, 2]
    last, most = first + way[:, 0] - 1, legs.size[row[pair]]
    valid = (first >= 1) & (last <= most) & (gap >= 0) & (gap <= most) & ((gap < first - 1) | (gap > last))
    pair, first, last, gap, back = pair[valid], first[valid], last[valid], gap[valid], way[valid, 3] > 0
    r, length = row[pair], last - first + 1
    head, tail = nodes[r, first], nodes[r, last]
    saving = legs.legs[r, first - 1] + legs.legs[r, last] + legs.legs[r, gap]
    saving -= cost[nodes[r, first - 1], nodes[r, last + 1]]
    saving -= cost[nodes[r, gap], np.where(back, tail, head)] + cost[np.where(back, head, tail), nodes[r, gap + 1]]
    saving -= np.where(back, legs.reversal[r, last] - legs.reversal[r, first], 0.0)
    down = gap < first
    begin, end = np.where(down, gap + 1, first), np.where(down, last, gap)
    turn = np.where(down, begin, end - length + 1)
    turn_end = np.where(back, turn + length - 1, turn)
    return Moves(r, begin, end, np.where(down, first - gap - 1, length), turn, turn_end, saving), pair


def disjoint(moves: Moves) -> np.ndarray:
    """Indices of moves that can be made at once: on each route the one that saves most, then the next that touches no
    leg of those before, and so on."""
    order = np.lexsort((-moves.saving, moves.row))
    chosen = []
    for _ in range(ROUNDS):
        if not len(order):
            break
        row = moves.row[order]
        first = np.flatnonzero(np.append(True, row[1:] != row[:-1]))
        best = order[first]
        chosen.append(best)
        of = np.repeat(best, np.diff(np.append(first, len(order))))
        apart = (moves.begin[order] > moves.end[of] + 1) | (moves.end[order] + 1 < moves.begin[of])
        order = order[apart]
    return np.concatenate(chosen) if chosen else np.zeros(0, int)


def apply(nodes: np.ndarray, moves: Moves) -> np.ndarray:
    """The routes after moves that are disjoint on each route."""
    length = moves.end - moves.begin + 1
    move = np.repeat(np.arange(len(length)), length)
    place = np.arange(len(move)) - np.repeat(np.cumsum(length) - length, length) + moves.begin[move]
    turned = (place >= moves.turn_begin[move]) & (place <= moves.turn_end[move])
    source = np.where(turned, moves.turn_begin[move] + moves.turn_end[move] - place, place)
    source = moves.begin[move] + (source - moves.begin[move] + moves.shift[move]) % length[move]
    after = nodes.copy()
    after[moves.row[move], place] = nodes[moves.row[move], source]
    return after
