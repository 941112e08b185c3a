"""Computes slices, keeps what they give, and hands it on in the order of time."""

from collections.abc import Callable, Sequence
from functools import partial
from tempfile import TemporaryDirectory
from typing import TypeVar

from ..progress import Progress, part, quiet
from .kept import Kept
from .workers import HERE, Work, Workers

COMPUTING = 0.9
"""Share of the time; the rest is adding up."""

Partial = TypeVar("Partial")


def each_slice(
    work: Work,
    kind: type[Partial],
    given,
    items: Sequence,
    keys: Sequence[str],
    add: Callable[[Partial], None],
    kept: Kept | None = None,
    workers: Workers = HERE,
    progress: Progress = quiet,
) -> int:
    """Calls `add` with what each of the items gives, in their order, and returns how many had to be computed.

    work: computes an item, see `Workers`; kind: the class of what it gives; given: to all items; keys: for each item a
    text that is the same only where what it gives is; kept: where that is kept, None for nowhere. What slices give is
    not held in memory, but read from files when its turn comes.
    """
    if kept is None:
        with TemporaryDirectory(prefix="blindspot_slices_") as folder:
            return each_slice(work, kind, given, items, keys, add, Kept(folder), workers, progress)
    missing = [number for number, key in enumerate(keys) if not kept.has(key)]
    save = partial(_save, kept, [keys[number] for number in missing])
    workers.run(work, given, [items[number] for number in missing], save, part(progress, 0, COMPUTING))
    for number, key in enumerate(keys):
        progress(COMPUTING + (1 - COMPUTING) * number / len(keys))
        found = kept.load(key, kind)
        if found is None:  # damaged, or deleted meanwhile
            missing.append(number)
            found = work(given, items[number], quiet)
            kept.save(key, found)
        add(found)
    progress(1.0)
    return len(missing)


def _save(kept: Kept, keys: Sequence[str], number: int, found) -> None:
    kept.save(keys[number], found)
