"""Work done side by side, in threads: NumPy releases the interpreter while it works."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from .progress import Progress, quiet

WORKERS = min(2, os.cpu_count() or 1)

Item, Result = TypeVar("Item"), TypeVar("Result")


def in_threads(work: Callable[[Item], Result], items: Sequence[Item], progress: Progress = quiet) -> list[Result]:
    """What `work` makes of each item, in their order. Stops at the first error, and where `progress` raises."""
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
