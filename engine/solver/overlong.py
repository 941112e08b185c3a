"""Routes that exceed the limit: the string of consecutive stops to leave out."""

import numpy as np

LENGTHS = (1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 90)
"""Numbers of stops of the strings that are tried."""


def cheapest_string(
    cost: np.ndarray, nodes: np.ndarray, size: np.ndarray, value: np.ndarray, excess: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(m,) the position of the first stop and the length of the string that loses the least value for each unit of cost
    that it saves, where saving more than the excess doesn't count.

    nodes (m, W) from start to end, padded with the end; size (m,) stops, at least 1; value (m, W) of the nodes;
    excess (m,) by how much each route exceeds the limit. All lengths of LENGTHS up to the size are tried; where no
    string saves cost, it is the whole route.
    """
    count, width = nodes.shape
    row = np.arange(count)
    least = np.full(count, np.inf)
    first, best_length = np.ones(count, int), size.copy()
    along = np.zeros((count, width))
    np.cumsum(cost[nodes[:, :-1], nodes[:, 1:]], axis=1, out=along[:, 1:])
    total_value = np.cumsum(value, axis=1)
    for length in LENGTHS:
        if length > width - 2:
            break
        saving = (
            along[:, length + 1 :] - along[:, : -length - 1] - cost[nodes[:, : -length - 1], nodes[:, length + 1 :]]
        )
        lost = total_value[:, length:-1] - total_value[:, : -length - 1]
        useful = np.minimum(saving, excess[:, None])
        ratio = np.where(useful > 0, lost / np.maximum(useful, 1e-300), np.inf)
        ratio[np.arange(1, width - length) + length - 1 > size[:, None]] = np.inf
        at = ratio.argmin(axis=1)
        better = ratio[row, at] < least
        least[better] = ratio[row, at][better]
        first[better], best_length[better] = at[better] + 1, length
    return first, best_length
