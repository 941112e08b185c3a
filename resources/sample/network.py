"""A street network as a graph: nodes in metres, and edges between them."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra


@dataclass(frozen=True)
class Network:
    """Nodes xy (n, 2) in metres; edges (m, 2) node numbers; kind and street (m,) say what each is part of."""

    xy: np.ndarray
    edges: np.ndarray
    kind: np.ndarray
    street: np.ndarray

    def lengths(self) -> np.ndarray:
        """Length of each edge in metres, (m,)."""
        return np.hypot(*(self.xy[self.edges[:, 1]] - self.xy[self.edges[:, 0]]).T)

    def lines(self) -> np.ndarray:
        """Each edge as a line, (m,)."""
        return shapely.linestrings(self.xy[self.edges])

    def avoiding(self, geometry: shapely.Geometry, clearance: float) -> "Network":
        """The largest connected part that stays `clearance` metres away from `geometry`, with the same node numbers."""
        free = shapely.distance(self.lines(), geometry) >= clearance
        graph = coo_array((np.ones(free.sum()), self.edges[free].T), shape=(len(self.xy),) * 2)
        part = connected_components(graph, directed=False)[1]
        largest = np.bincount(part[self.edges[free, 0]]).argmax()
        keep = free & (part[self.edges[:, 0]] == largest)
        return Network(self.xy, self.edges[keep], self.kind[keep], self.street[keep])

    def nodes(self, kind: str | None = None) -> np.ndarray:
        """The nodes that an edge (of this kind) touches, in ascending order."""
        return np.unique(self.edges if kind is None else self.edges[self.kind == kind])


def round_trip(network: Network, targets: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Nodes of a closed walk through all targets, by the nearest-neighbour rule along shortest paths.

    `weights` (m,) is the cost of each edge; the walk starts and ends at the first target.
    """
    ends = network.edges.T
    graph = coo_array((weights, ends), shape=(len(network.xy),) * 2).tocsr()
    costs, before = dijkstra(graph, directed=False, indices=targets, return_predecessors=True)
    order, left = [0], set(range(1, len(targets)))
    while left:
        here = costs[order[-1], targets]
        order.append(min(left, key=lambda k: (here[k], k)))
        left.remove(order[-1])
    walk = [int(targets[0])]
    for start, stop in zip(order, [*order[1:], 0], strict=True):
        path, node = [], int(targets[stop])
        while node != targets[start]:
            path.append(node)
            node = int(before[start, node])
        walk += path[::-1]
    return np.array(walk)
