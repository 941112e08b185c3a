"""A tree over slices: what many slices give together is kept as well, so that a long archive with a new day does not
need what every day has given.

Slices are grouped by their days, eight at a time, and the groups again, in all runs in the same way. The first and the
last group are left as they are: at these ends the period moves on from run to run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..provenance.fingerprint import fingerprint

FAN = 8


@dataclass(frozen=True)
class Node:
    """A slice, or several that follow each other. key: of what is kept of it; number: of its day or group; item: the
    index of the slice; children: if it is several."""

    key: str
    number: int
    item: int = -1
    children: tuple["Node", ...] = ()

    def items_without(self, kept) -> Iterator[int]:
        """The slices that have to be computed, where `kept` has neither the node nor what it is made of."""
        if kept.has(self.key):
            return
        if not self.children:
            yield self.item
        for child in self.children:
            yield from child.items_without(kept)


def leaves_of(keys: Sequence[str]) -> list[Node]:
    """Each slice by itself."""
    return [Node(key, item, item) for item, key in enumerate(keys)]


def tree_of(keys: Sequence[str], numbers: Sequence[int]) -> list[Node]:
    """The slices, in their order, as few nodes. numbers: the number of the day of each slice, rising."""
    head, middle, tail = [], [Node(key, numbers[item], item) for item, key in enumerate(keys)], []
    while len(middle) > 2 * FAN:
        groups = [list(group) for _, group in groupby(middle, key=lambda node: node.number // FAN)]
        if len(groups) < 3:
            break
        head, tail = head + groups[0], groups[-1] + tail
        middle = [_joined(group) for group in groups[1:-1]]
    return head + middle + tail


def _joined(group: list[Node]) -> Node:
    number = group[0].number // FAN
    if len(group) == 1:
        return Node(group[0].key, number, group[0].item, group[0].children)
    return Node(fingerprint("together", *(node.key for node in group)), number, -1, tuple(group))
