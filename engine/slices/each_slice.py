"""Computes slices, keeps what they give, and hands it on in the order of time."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from tempfile import TemporaryDirectory
from typing import TypeVar

from ..progress import Progress, part, quiet
from .kept import Kept
from .tree import Node
from .workers import HERE, Work, Workers

COMPUTING = 0.9
"""Share of the time; the rest is adding up."""

Partial = TypeVar("Partial")


def each_slice(
    work: Work,
    kind: type[Partial],
    given,
    items: Sequence,
    nodes: Sequence[Node],
    add: Callable[[Partial], None],
    kept: Kept | None = None,
    workers: Workers = HERE,
    progress: Progress = quiet,
    joined: Callable[[Iterator[Partial]], Partial] | None = None,
) -> int:
    """Calls `add` with what each of the nodes gives, in their order, and returns how many items had to be computed.

    work: computes an item, see `Workers`; kind: the class of what it gives; given: to all items; nodes: the items, each
    by itself or several together, with keys that are the same only where what they give is; joined: makes one of what
    several give, where there are such nodes; kept: where all that is kept, None for nowhere. What slices give is not
    held in memory, but read from files when its turn comes.
    """
    if kept is None:
        with TemporaryDirectory(prefix="blindspot_slices_") as folder:
            return each_slice(work, kind, given, items, nodes, add, Kept(folder), workers, progress, joined)
    missing = [item for node in nodes for item in node.items_without(kept)]
    keys = dict(_keys(nodes))
    save = partial(_save, kept, [keys[item] for item in missing])
    workers.run(work, given, [items[item] for item in missing], save, part(progress, 0, COMPUTING))
    computed = len(missing)

    def given_by(node: Node) -> Partial:
        nonlocal computed
        found = kept.load(node.key, kind)
        if found is None:
            if node.children:
                found = joined(given_by(child) for child in node.children)
            else:  # damaged, or deleted meanwhile
                computed += 1
                found = work(given, items[node.item], quiet)
            kept.save(node.key, found)
        return found

    for number, node in enumerate(nodes):
        progress(COMPUTING + (1 - COMPUTING) * number / len(nodes))
        add(given_by(node))
    progress(1.0)
    return computed


def _keys(nodes: Sequence[Node]) -> Iterator[tuple[int, str]]:
    """Each item with its key."""
    for node in nodes:
        if node.children:
            yield from _keys(node.children)
        else:
            yield node.item, node.key


def _save(kept: Kept, keys: Sequence[str], number: int, found) -> None:
    kept.save(keys[number], found)
