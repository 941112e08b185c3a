"""Routes of several drones along the same legs: which of them are drawn wide and below, and which narrow and above, so
that all can be seen. The same on maps and on pages."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise

LEVELS = 3


def line_levels(paths: Iterable[tuple[Hashable, Hashable, tuple]]) -> tuple[dict[Hashable, int], set[Hashable]]:
    """The level of each drone, 0 to LEVELS - 1: the widest lines are drawn first. Drones that fly along the same leg in
    the same night have different ones, as far as these suffice. Also returns the drones that share a leg at all.

    paths: night, drone and vertices of each route; the vertices are comparable, so rounded.
    """
    on_leg, meeting = defaultdict(set), {}
    for night, drone, path in paths:
        meeting.setdefault(drone, set())
        for leg in pairwise(path):
            if leg[0] != leg[1]:
                on_leg[night, min(leg), max(leg)].add(drone)
    for together in on_leg.values():
        for drone in together:
            meeting[drone] |= together - {drone}
    levels: dict[Hashable, int] = {}
    for position, drone in enumerate(sorted(meeting)):
        taken = {levels[other] for other in meeting[drone] if other in levels}
        levels[drone] = next((level for level in range(LEVELS) if level not in taken), position % LEVELS)
    return levels, {drone for drone, others in meeting.items() if others}
