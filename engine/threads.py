"""Work done in parallel threads: NumPy releases the interpreter lock while it computes."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from .progress import Progress, quiet

WORKERS = min(2, os.cpu_count() or 1)

Item, Result = TypeVar("Item"), TypeVar("Result")


def in_threads(work: Callable[[Item], Result], items: Sequence[Item], progress: Progress = quiet) -> list[Result]:
    """The result of `work` for each item, in the order of the items. Stops at the first error, or when `progress`
    raises."""
    done: list[Result] = []
    workers = ThreadPoolExecutor(WORKERS)
    try:
        results: Iterable[Result] = workers.map(work, items)
        for result in results:
            done.append(result)
            progress(len(done) / len(items))
    finally:
        workers.shutdown(wait=True, cancel_futures=True)
    return done
