"""Time and memory of scoring archives of many millions of fixes, each run in its own process.

Archives are generated and kept in the folder: 30 days in Helsinki, units that walk and drive over 20 x 20 km, each with
some 6,650 fixes a day, so that more fixes are more units (10,000,000 are 50 units, 100,000,000 are 500). Then come
blindspot:scorearchive over 160,000 cells of 50 m, in one thread and in two; the same after a day was added, with the
partial results of the others kept; and plain dwell by cell and hour from the same files, compared with DuckDB and
Polars. Seconds are those of the run, without the start of QGIS. Peak memory is that of the whole process.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

ROWS = ("score", "threads", "add", "dwell")
AIM_GROWTH = 1.3  # of the time a fix, from the fewest fixes to the most
AIM_PEAK = 2000  # MB
AIM_THREADS = 1.5  # times as fast with two threads on two cores as with one on one
AIM_ADDED = 1 / 15  # of scoring all days
MAY_BE_MISSING = ("duckdb", "polars")
INSTALL = "python3 -m pip install duckdb polars"


@dataclass(frozen=True)
class ArchiveRun:
    """Medians over the runs of a stage. seconds: wall time; cpu: seconds of all threads; peak_mb: the maximum; found: a
    text on the result; runs: how many; parts: seconds of its parts, by name."""

    seconds: float
    cpu: float
    peak_mb: float
    found: str
    runs: int
    parts: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, runs: list[dict]) -> "ArchiveRun":
        parts = {name: median(run["parts"][name] for run in runs) for name in runs[0]["parts"]}
        seconds, cpu = (median(run[name] for run in runs) for name in ("seconds", "cpu"))
        return cls(seconds, cpu, max(run["peak_mb"] for run in runs), runs[0]["found"], len(runs), parts)


def main() -> None:
    options = argparse.ArgumentParser(
        prog="scripts/bench archive",
        description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        epilog=f"The peers of plain dwell are measured where they are installed: {INSTALL}",
    )
    options.add_argument("--fixes", type=float, nargs="+", default=[1e7, 1e8], help="how many fixes, about")
    options.add_argument("--days", type=int, default=30, help="of each archive, at least 2")
    options.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), help="what to measure")
    options.add_argument("--threads", type=int, default=2, help="days computed at a time, on as many cores")
    options.add_argument("--all-day", action="store_true", help="all hours count, instead of 22:00 to 05:00")
    options.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median is printed")
    options.add_argument("--patience", type=float, default=10.0, help="a stage is not repeated after so many seconds")
    options.add_argument("--folder", type=Path, help="where the generated archives are kept between runs")
    options.add_argument("--quick", action="store_true", help="1,000,000 fixes in 5 days: to try the benchmark itself")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        _run_one(*chosen.one)
    if chosen.quick:
        chosen.fixes, chosen.days = [1e6], 5
    with contextlib.ExitStack() as kept:
        folder = chosen.folder or Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="blindspot-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        _measure(chosen, folder.resolve())


def _measure(chosen: argparse.Namespace, folder: Path) -> None:
    """Runs all measurements and prints a table for each number of fixes."""
    from blindspot.benchmarks.archive_fixes import units_for
    from blindspot.benchmarks.archive_stages import ArchiveJob

    scores: dict[int, tuple[float, ArchiveRun]] = {}
    for wanted in sorted(map(int, chosen.fixes)):
        units, threads = units_for(wanted, chosen.days), chosen.threads
        with tempfile.TemporaryDirectory(prefix="results-", dir=folder) as results:
            job = ArchiveJob(
                *(str(folder), units, chosen.days, threads, threads),
                all_day=chosen.all_day,
                partials=f"{results}/partials",
                output=f"{results}/places.gpkg",
                dwell=f"{results}/dwell.npy",
            )
            made = _in_a_process("generate", job)
            count = made["fixes"]
            print(f"\n{count:,} fixes of {units:,} units in {chosen.days} days")
            print(f"{'':32}{'seconds':>9}{'cpu s':>9}{'us/fix':>8}{'peak MB':>9}{'runs':>6}{'load':>6}  result")
            if made["there"]:
                print(f"{'the archive':32}{'was kept from an earlier run':38}{made['found']}", flush=True)
            else:
                _print("writing it, and a day more", ArchiveRun.of([made]), count * (chosen.days + 1) // chosen.days)
            if {"score", "threads", "add"} & set(chosen.rows):
                name = f"scorearchive, {threads} threads"
                scored = _measured("score", job, chosen)
                _print(name, scored, count)
                aim = f" (aim: below {AIM_PEAK:,} MB)" if count > 5e7 else ""
                print(f"{'  peak':32}{scored.peak_mb:9,.0f} MB{aim}", flush=True)
                scores[count] = scored.seconds / count, scored
                if "threads" in chosen.rows:
                    _threads(job, chosen, scored, count)
                if "add" in chosen.rows:
                    _added(job, chosen, scored, count)
            if "dwell" in chosen.rows:
                _dwell(job, chosen, count)
    print()
    for fewer, more in pairwise(sorted(scores)):
        ratio = scores[more][0] / scores[fewer][0]
        print(f"{fewer:,} to {more:,} fixes: the time a fix grows by {ratio:.2f} (aim: at most {AIM_GROWTH})")


def _threads(job, chosen: argparse.Namespace, scored: ArchiveRun, count: int) -> None:
    """The same on one core, which all threads share."""
    one = _measured("score", replace(job, threads=1, cores=1, partials=f"{job.partials}_1"), chosen)
    shutil.rmtree(f"{job.partials}_1")
    _print("scorearchive, 1 thread, 1 core", one, count)
    ratio, name = one.seconds / scored.seconds, "computing slices"
    print(f"{'  speedup':32}{ratio:9.2f} with {job.threads} threads and cores (aim: at least {AIM_THREADS}); ", end="")
    print(f"of computing slices {one.parts[name] / scored.parts[name]:.2f}", flush=True)


def _added(job, chosen: argparse.Namespace, scored: ArchiveRun, count: int) -> None:
    """Scoring after one day was added, with what the run over the other days has kept."""
    writing = "writing the layer"
    for what, last in (("all days", 0), (f"the last {job.days} watches", job.days)):
        runs = []
        while not runs or (len(runs) < chosen.repeats and sum(run["seconds"] for run in runs) < chosen.patience):
            partials = f"{job.partials}_added"
            shutil.rmtree(partials, ignore_errors=True)
            shutil.copytree(job.partials, partials)
            runs.append(_in_a_process("score", replace(job, grown=True, fresh=False, last=last, partials=partials)))
        added = ArchiveRun.of(runs)
        _print(f"a day added, {what}", added, count // job.days)
        share = added.seconds / scored.seconds
        rest = (added.seconds - added.parts[writing]) / (scored.seconds - scored.parts[writing])
        aim = f"aim: at most 1/{1 / AIM_ADDED:.0f}"
        print(f"{'  share of scoring all days':32}{share:9.4f} = 1/{1 / share:.1f} ({aim}); ", end="")
        print(f"without writing the layer, the same in both: 1/{1 / rest:.1f}", flush=True)


def _dwell(job, chosen: argparse.Namespace, count: int) -> None:
    """Plain dwell by cell and hour of day, by us and by the peers."""
    ours = _measured("dwell", job, chosen)
    _print("dwell, ours", ours, count)
    for name in MAY_BE_MISSING:
        peer = _measured(name, job, chosen)
        if peer is None:
            print(f"{f'dwell, {name}':32}skipped: not installed. {INSTALL}", flush=True)
            continue
        _print(f"dwell, {name}", peer, count)
        times, memory = peer.seconds / ours.seconds, peer.peak_mb / ours.peak_mb
        print(f"{'':32}{name} takes {times:.2f} times as long as ours, and {memory:.1f} times the memory", flush=True)


def _measured(name: str, job, chosen: argparse.Namespace) -> ArchiveRun | None:
    """The results of `--repeats` runs, or of fewer if they take longer than `--patience`; None for a peer that is not
    installed."""
    runs = [_in_a_process(name, job)]
    if runs[0].get("missing"):
        return None
    while len(runs) < chosen.repeats and sum(run["seconds"] for run in runs) < chosen.patience:
        runs.append(_in_a_process(name, job))
    return ArchiveRun.of(runs)


def _print(name: str, row: ArchiveRun, fixes: int) -> None:
    each, load = 1e6 / fixes, os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    timed = f"{row.seconds:9.2f}{row.cpu:9.2f}{row.seconds * each:8.2f}{row.peak_mb:9,.0f}"
    print(f"{name:32}{timed}{row.runs:6}{load:6.1f}  {row.found}", flush=True)
    for part, seconds in row.parts.items():
        print(f"  {part:30}{seconds:9.2f}{'':9}{seconds * each:8.2f}{'':21}{seconds / row.seconds:.0%}", flush=True)


def _in_a_process(name: str, job) -> dict:
    command = [sys.executable, "-m", "blindspot.benchmarks.archive", "--one", name, json.dumps(asdict(job))]
    own = {**os.environ, "POLARS_MAX_THREADS": str(job.threads)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=own)
    if done.returncode:
        why = done.stderr.strip()[-3000:] or f"it was ended with {done.returncode}"
        raise SystemExit(f"{name} failed:\n{why}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _run_one(name: str, text: str) -> None:
    """One stage or peer, timed, in this process, which ends with it."""
    given = json.loads(text)
    if hasattr(os, "sched_setaffinity"):  # before a library counts the cores
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given["cores"]])
    from blindspot.benchmarks.archive_peers import PEERS
    from blindspot.benchmarks.archive_stages import STAGES, ArchiveJob

    try:
        work, say = {**STAGES, **PEERS}[name](ArchiveJob(**given))
    except ModuleNotFoundError as error:
        if error.name not in MAY_BE_MISSING:
            raise
        print(json.dumps({"missing": error.name}), flush=True)
        os._exit(0)
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    measured = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**measured, **say(result)}), flush=True)
    os._exit(0)  # QGIS takes its time to shut down, and that is not what is measured


if __name__ == "__main__":
    main()
