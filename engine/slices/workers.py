"""Where slices are computed: one after the other, in threads of this process, or by the workers of a cluster.

Dask does it where it is installed. The answer is the same everywhere: each slice is computed alone, and what it gives
is added up in the order of time.
"""

import os
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from ..errors import UserError
from ..language import tr
from ..progress import Cancelled, Progress, part, quiet
from ..threads import in_this_thread

AT_ONCE = min(4, os.cpu_count() or 1)
"""Slices that are computed in threads at a time, at most: each takes memory of its own."""
PAUSE = 0.1  # seconds between two looks at what is done, and at whether the user has cancelled
JOINED = 30.0  # seconds to wait for a scheduler
INSTALL = "python3 -m pip install dask distributed"

Work = Callable[[Any, Any, Progress], Any]
"""Computes one item, called with what is given to all, the item and the progress. A function of a module."""
Done = Callable[[int, Any], None]
"""Called with the number of an item and its result, in the thread of the caller, in any order."""


@dataclass(frozen=True)
class Workers:
    """Who computes. threads: of this process, at a time. processes: of a cluster on this machine, 0 for none.
    scheduler: the address of a Dask scheduler, empty for none."""

    threads: int = AT_ONCE
    processes: int = 0
    scheduler: str = ""

    def run(self, work: Work, given, items: Sequence, done: Done, progress: Progress = quiet) -> None:
        """Computes all items. Raises UserError where the workers cannot be reached, and whatever `work` or `progress`
        raises."""
        if not len(items):
            return
        if self.scheduler or self.processes:
            with self._client() as client:
                _on_cluster(client, work, given, items, done, progress)
        elif find_spec("dask") and 1 < self.threads < len(items):
            _in_threads(self.threads, work, given, items, done, progress)
        else:  # few items share all threads
            for number, item in enumerate(items):
                here = part(progress, number / len(items), (number + 1) / len(items))
                done(number, work(given, item, here))
        progress(1.0)

    @contextmanager
    def _client(self) -> Iterator:
        if not find_spec("distributed"):
            raise UserError(tr("A cluster needs the Python packages dask and distributed: {command}", command=INSTALL))
        from distributed import Client, LocalCluster

        if self.scheduler:
            try:
                client = Client(self.scheduler, timeout=JOINED)
            except (OSError, ValueError, TimeoutError) as error:
                raise UserError(
                    tr(
                        "No Dask scheduler answers at {address}: {error}. Check the address, such as "
                        "tcp://10.0.0.5:8786, and that the scheduler runs.",
                        address=self.scheduler,
                        error=error,
                    )
                ) from error
            with client, TemporaryDirectory() as folder:
                client.upload_file(str(_packed(Path(folder))))
                yield client
            return
        if not Path(sys.executable).stem.lower().startswith("python"):
            raise UserError(
                tr(
                    "This program cannot start worker processes, because it is not Python itself ({program}). Start a "
                    "scheduler and workers yourself (dask scheduler, dask worker) and give the address.",
                    program=sys.executable,
                )
            )
        with (
            LocalCluster(n_workers=self.processes, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield client


HERE = Workers()
"""In threads of this process, as many as it has cores for."""


def _in_threads(threads: int, work: Work, given, items: Sequence, done: Done, progress: Progress) -> None:
    """By Dask in threads. They run while this thread reports the progress and hands on the results."""
    from dask.threaded import get

    shares, found, stop = [0.0] * len(items), [], threading.Event()

    def share(number: int, value: float) -> None:
        if stop.is_set():
            raise Cancelled
        shares[number] = value

    def job(number: int) -> None:
        share(number, 0.0)
        with in_this_thread():
            found.append((number, work(given, items[number], partial(share, number))))
        shares[number] = 1.0

    graph = {f"slice-{number}": (job, number) for number in range(len(items))}
    failed: list[BaseException] = []

    def compute() -> None:
        try:
            get(graph, list(graph), num_workers=threads)
        except BaseException as error:  # raised again in the thread of the caller
            failed.append(error)

    thread = threading.Thread(target=compute, name="slices", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(PAUSE)
            while found:
                done(*found.pop(0))
            progress(min(sum(shares) / len(shares), 1.0))
    except BaseException:
        stop.set()
        thread.join()
        raise
    while found:
        done(*found.pop(0))
    if failed:
        raise failed[0]


def _on_cluster(client, work: Work, given, items: Sequence, done: Done, progress: Progress) -> None:
    """By the workers of a cluster. What is given to all is a task of its own, so that it is made again where the worker
    that holds it is lost; and so is every item."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that it is large
        everything = client.submit(_given, given, pure=False)
    waiting = {client.submit(_computed, work, everything, item, pure=False): i for i, item in enumerate(items)}
    try:
        while waiting:
            for future in [future for future in waiting if future.done()]:
                done(waiting.pop(future), future.result())
                future.release()
            progress(1 - len(waiting) / len(items))
            time.sleep(PAUSE)
    except BaseException:
        client.cancel([everything, *waiting])
        raise


def _given(value):
    """What is given to all items, as the result of a task."""
    return value


def _computed(work: Work, given, item):
    with in_this_thread():
        return work(given, item, quiet)


def _packed(folder: Path) -> Path:
    """A zip file with the engine, for workers on which the plugin is not installed."""
    root = Path(__file__).resolve().parents[2]
    package = __name__.split(".")[0]
    path = folder / f"{package}.zip"
    with ZipFile(path, "w") as file:
        file.writestr(f"{package}/__init__.py", "")
        for source in sorted((root / "engine").rglob("*.py")):
            file.write(source, f"{package}/{source.relative_to(root).as_posix()}")
    return path
