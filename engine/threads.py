"""Work done in parallel threads: NumPy releases the interpreter lock while it computes."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from .progress import Progress, quiet

WORKERS = min(2, os.cpu_count() or 1)
ALONE = ContextVar("alone", default=False)
"""Whether work is done in the thread that asks for it, because other threads do other work meanwhile."""

Item, Result = TypeVar("Item"), TypeVar("Result")


def in_threads(work: Callable[[Item], Result], items: Sequence[Item], progress: Progress = quiet) -> list[Result]:
    """The result of `work` for each item, in the order of the items. Stops at the first error, or when `progress`
    raises."""
    done: list[Result] = []
    if ALONE.get():
        for item in items:
            done.append(work(item))
            progress(len(done) / len(items))
        return done
    workers = ThreadPoolExecutor(WORKERS)
    try:
        results: Iterable[Result] = workers.map(work, items)
        for result in results:
            done.append(result)
            progress(len(done) / len(items))
    finally:
        workers.shutdown(wait=True, cancel_futures=True)
    return done


@contextmanager
def in_this_thread() -> Iterator[None]:
    """Within it, `in_threads` works in the calling thread alone."""
    before = ALONE.set(True)
    try:
        yield
    finally:
        ALONE.reset(before)
