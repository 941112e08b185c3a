"""Time and memory of the stages of the gap score, each in its own process, compared with reading alone and with peers.

The baseline is GDAL's Arrow stream, which only reads the fixes. The aim is that finding tracks and passes takes no more
time than that. Peers get the same fixes and the same cells; their results are printed, so that they can be compared.
Then come the limits: few places and many fixes, very many cells, and writing compared with pyogrio.write_arrow.
"""

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from blindspot.benchmarks.coverage_rows import ROW_STAGES, missing_for_peer
from blindspot.benchmarks.peers import INSTALL, PEERS, PYTHON_VARIABLE, Missing, in_another_python, qgis
from blindspot.benchmarks.stages import CELLS_MATTER, STAGES, Job, prepare
from blindspot.benchmarks.synthetic import SIDE

AIM_TRACKS_AND_PASSES, AIM_WITH_SCORE = 1.0, 1.5  # times the stream
AIM_GROWTH = 1.0  # growth of time divided by growth of fixes
AIM_PEAK = "aim: less than 1,500 MB at 10,000,000 fixes"
AIM_FEW_PLACES = 1.5  # times our read
AIM_MANY_CELLS = 2000  # MB
AIM_WRITE = 1.5  # times pyogrio.write_arrow
ROWS = ("stages", "few-places", "many-cells", "write")
AIM_QGIS = "aim: at least 10, at 200,000 fixes and 40,000 cells"


@dataclass(frozen=True)
class Measured:
    """Medians over the runs of a stage or peer. seconds: wall time; cpu: seconds of all threads; peak_mb: the maximum;
    found: a text on the result; parts: seconds of its parts, by name."""

    seconds: float
    cpu: float
    peak_mb: float
    found: str
    runs: int
    parts: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, runs: list[dict]) -> "Measured":
        parts = {name: median(run["parts"][name] for run in runs) for name in runs[0].get("parts", {})}
        return cls(
            median(run["seconds"] for run in runs),
            median(run["cpu"] for run in runs),
            max(run["peak_mb"] for run in runs),
            runs[0]["found"],
            len(runs),
            parts,
        )


def main() -> None:
    formatter = argparse.ArgumentDefaultsHelpFormatter
    options = argparse.ArgumentParser(
        prog="scripts/bench coverage",
        description=__doc__,
        formatter_class=formatter,
        epilog=f"To install the peers that are Python libraries: {INSTALL}; then --peers-python DIR/bin/python.",
    )
    options.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), help="which parts to run")
    options.add_argument("--many-fixes", type=int, default=10_000_000, help="fixes of the row few-places")
    options.add_argument("--many-cells", type=int, default=740_000, help="cells of the row many-cells, about")
    options.add_argument("--written", type=int, default=280_000, help="cells of the row write, about")
    options.add_argument("--fixes", type=int, nargs="+", default=[200_000, 2_000_000], help="how many fixes, rising")
    options.add_argument("--cells", type=float, nargs="+", default=[100.0, 50.0], help="cell sizes in metres")
    options.add_argument("--stages", nargs="*", choices=STAGES, default=list(STAGES), help="which of our stages")
    peers = "; ".join(f"{name}: {peer.what}" for name, peer in PEERS.items())
    options.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help=f"which peers. {peers}")
    options.add_argument("--peers-up-to", type=int, default=200_000, help="peers get no more fixes than this")
    options.add_argument(
        "--peers-python", default=os.environ.get(PYTHON_VARIABLE), help=f"their Python; or set {PYTHON_VARIABLE}"
    )
    options.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median is printed")
    options.add_argument("--patience", type=float, default=10.0, help="a stage is not repeated after so many seconds")
    options.add_argument("--cores", type=int, default=2, help="processors that a run may use (Linux)")
    options.add_argument(
        "--output", choices=("file", "temporary"), default="file", help="GeoPackages, or QGIS's temporary layers"
    )
    options.add_argument("--errors", type=float, default=0.0, help="share of fixes that are outliers")
    options.add_argument("--folder", type=Path, help="where the generated fixes are kept between runs")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        _run_one(*chosen.one)
    if hasattr(os, "sched_setaffinity"):  # child processes inherit it
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: chosen.cores])
    with contextlib.ExitStack() as kept:
        folder = chosen.folder or Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="blindspot-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        if "stages" in chosen.rows:
            _compare(chosen, folder)
        for row, run in (("few-places", _few_places), ("many-cells", _many_cells), ("write", _write)):
            if row in chosen.rows:
                with tempfile.TemporaryDirectory(prefix="arrays-", dir=folder) as arrays:
                    run(chosen, folder, Path(arrays))


def _few_places(chosen: argparse.Namespace, folder: Path, arrays: Path) -> None:
    """Tracks, passes and scores of few places, as a multiple of reading the fixes."""
    job = _limit(folder, arrays, chosen.many_fixes, 500.0)
    rows = _limit_rows(f"Few places, {job.fixes:,} fixes", ("read", "few"), job, chosen, prepared=True)
    read, few = rows["read"], rows["few"]
    seconds, cpu = few.seconds / read.seconds, few.cpu / read.cpu
    print(f"{'few places':24}{seconds:9.2f}{cpu:9.2f} of our read (aim: at most {AIM_FEW_PLACES})", flush=True)


def _many_cells(chosen: argparse.Namespace, folder: Path, arrays: Path) -> None:
    """The peak memory of scoregaps for very many cells, written to a GeoPackage."""
    job = _limit(folder, arrays, min(chosen.fixes), SIDE / round(chosen.many_cells**0.5))
    title = f"{job.fixes:,} fixes, {job.across**2:,} cells to a GeoPackage"
    peak = _limit_rows(title, ("scoregaps",), job, chosen, prepared=True)["scoregaps"].peak_mb
    print(f"{'peak':24}{peak:9,.0f} MB (aim: below {AIM_MANY_CELLS:,})", flush=True)


def _write(chosen: argparse.Namespace, folder: Path, arrays: Path) -> None:
    """Writing scored cells to a GeoPackage, compared with pyogrio.write_arrow."""
    job = _limit(folder, arrays, 0, SIDE / round(chosen.written**0.5))
    missing = missing_for_peer()
    names = ("write",) if missing else ("write", "write_arrow")
    rows = _limit_rows(f"{job.across**2:,} scored cells, written to a GeoPackage", names, job, chosen)
    if missing:
        print(f"{'write_arrow':24}skipped: {missing}", flush=True)
        return
    ours, peer = rows["write"], rows["write_arrow"]
    ratios = f"{ours.seconds / peer.seconds:9.2f}{ours.cpu / peer.cpu:9.2f}"
    print(f"{'our writing':24}{ratios} of pyogrio.write_arrow (aim: at most {AIM_WRITE})", flush=True)


def _limit(folder: Path, arrays: Path, fixes: int, cell: float) -> Job:
    return Job.over_all(folder / f"fixes_{fixes}.gpkg", arrays, fixes, 0.0, cell, False)


def _limit_rows(
    title: str, names: tuple[str, ...], job: Job, chosen: argparse.Namespace, prepared: bool = False
) -> dict[str, Measured]:
    """Measures the stages, and prints a row for each. prepared: whether they need the fixes."""
    if prepared:
        _in_a_process("prepare", job)
    print(f"\n{title}\n{'':24}{'seconds':>9}{'cpu s':>9}{'us/row':>8}{'peak MB':>9}{'runs':>6}  result", flush=True)
    rows = {}
    for name in names:
        rows[name] = _measured(_in_a_process, name, job, chosen)
        _print(name, rows[name], job.fixes or job.across**2)
    return rows


def _compare(chosen: argparse.Namespace, folder: Path) -> None:
    """Runs all measurements, prints a table for each, and then the growth of time and memory."""
    tables: dict[tuple[int, float], dict[str, Measured]] = {}
    for fixes in sorted(chosen.fixes):
        spoilt = f"_errors_{chosen.errors:g}" if chosen.errors else ""
        path = folder / f"fixes_{fixes}{spoilt}.gpkg"
        with tempfile.TemporaryDirectory(prefix="arrays-", dir=folder) as arrays:
            jobs = [
                Job.over_all(path, Path(arrays), fixes, chosen.errors, cell, chosen.output == "temporary")
                for cell in chosen.cells
            ]
            made = _in_a_process("prepare", jobs[0])
            rows: dict[str, Measured] = {}
            for job in jobs:
                load = f", machine load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
                print(f"\n{fixes:,} fixes, {job.across**2:,} cells of {job.cell:g} m. {made['found']}{load}")
                print(f"{'':24}{'seconds':>9}{'cpu s':>9}{'us/fix':>8}{'peak MB':>9}{'runs':>6}  result", flush=True)
                rows = {name: row for name, row in rows.items() if not _cells_matter(name)}
                _table(chosen, job, rows)
                tables[fixes, job.cell] = rows
    _growth(tables)


def _cells_matter(name: str) -> bool:
    return PEERS[name].cells_matter if name in PEERS else name in CELLS_MATTER


def _table(chosen: argparse.Namespace, job: Job, rows: dict[str, Measured]) -> None:
    """Measures the stages and peers that `rows` lacks, and prints a row for each."""
    for name in chosen.stages:
        rows[name] = rows.get(name) or _measured(_in_a_process, name, job, chosen)
        _print(name, rows[name], job.fixes)
    _ratios(rows)
    for name in chosen.peers if job.fixes <= chosen.peers_up_to else ():
        peer = PEERS[name]
        asked = job.in_the_middle(peer.across) if peer.across else job
        way = _in_a_process if name == "qgis" else partial(in_another_python, chosen.peers_python)
        try:
            rows[name] = rows.get(name) or _measured(way, name, asked, chosen)
        except Missing as missing:
            print(f"{name:24}skipped: {missing}", flush=True)
            continue
        _print(name, rows[name], job.fixes)
        same = {ours: rows[ours] for ours in peer.ours if ours in rows}
        if asked is not job:
            print(f"{'':24}measured only for the {asked.across**2:,} cells in the middle; ours for the same cells:")
            same = {ours: _measured(_in_a_process, ours, asked, chosen) for ours in peer.ours}
            for ours, row in same.items():
                _print(ours, row, job.fixes)
        for ours, row in same.items():
            aim = f" ({AIM_QGIS})" if (name, ours) == ("qgis", "scoregaps") else ""
            times = rows[name].seconds / row.seconds
            print(f"{'':24}{name} takes {times:.1f} times as long as our {ours}{aim}", flush=True)


def _measured(way: Callable[[str, Job], dict], name: str, job: Job, chosen: argparse.Namespace) -> Measured:
    """The results of `--repeats` runs, or of fewer if they take longer than `--patience`."""
    runs = [way(name, job)]
    while len(runs) < chosen.repeats and sum(run["seconds"] for run in runs) < chosen.patience:
        runs.append(way(name, job))
    return Measured.of(runs)


def _print(name: str, row: Measured, fixes: int) -> None:
    each, peak = 1e6 / fixes, f"{row.peak_mb:9,.0f}"
    timed = f"{row.seconds:9.2f}{row.cpu:9.2f}{row.seconds * each:8.2f}"
    print(f"{LABELS.get(name, name):24}{timed}{peak}{row.runs:6}  {row.found}", flush=True)
    for part, seconds in row.parts.items():
        share = f"{seconds / row.seconds:.0%} of the whole"
        print(f"  {part:22}{seconds:9.2f}{'':9}{seconds * each:8.2f}{'':17}{share}", flush=True)


LABELS = {
    "stream": "stream (GDAL alone)",
    "passes1": "passes, 1 thread",
    "passes": "passes, 2 threads",
    "score": "passes + score",
    "few": "tracks + score, few",
    "write": "our writing",
    "write_arrow": "pyogrio.write_arrow",
    "scoregaps": "scoregaps, whole",
    "patroleffort": "patroleffort, whole",
}


def _ratios(rows: dict[str, Measured]) -> None:
    """Prints the engine's time as a multiple of the time for reading."""
    for what, stages, aim in (
        ("tracks + passes", ("tracks", "passes"), AIM_TRACKS_AND_PASSES),
        ("tracks + passes + score", ("tracks", "score"), AIM_WITH_SCORE),
    ):
        if {"stream", *stages} <= rows.keys():
            spent = sum(rows[name].seconds for name in stages)
            of_read = f", {spent / rows['read'].seconds:.2f} of our read" if "read" in rows else ""
            print(f"{what:24}{spent / rows['stream'].seconds:9.2f} of the stream (aim: at most {aim}){of_read}")
    if {"read", "stream"} <= rows.keys():
        print(f"{'our read':24}{rows['read'].seconds / rows['stream'].seconds:9.2f} of the stream", flush=True)


def _growth(tables: dict[tuple[int, float], dict[str, Measured]]) -> None:
    """Prints the growth of time from each number of fixes to the next, and the highest memory."""
    print()
    keys = sorted(tables, key=lambda key: (key[1], key[0]))
    for (fewer, cell), (more, same) in pairwise(keys):
        if cell != same or fewer == more:
            continue
        grown = [
            f"{name} {tables[more, cell][name].seconds / tables[fewer, cell][name].seconds:.1f}"
            for name in STAGES
            if name in tables[fewer, cell]
        ]
        aim = AIM_GROWTH * more / fewer
        print(f"{fewer:,} to {more:,} fixes, {cell:g} m, time grows by (aim: at most {aim:g}): {', '.join(grown)}")
    ours = [(row.peak_mb, name, key) for key, rows in tables.items() for name, row in rows.items() if name in STAGES]
    if ours:
        peak, name, (fixes, cell) = max(ours)
        print(f"Highest memory of ours: {peak:,.0f} MB ({name}, {fixes:,} fixes, {cell:g} m; {AIM_PEAK})")


def _in_a_process(name: str, job: Job) -> dict:
    command = [sys.executable, "-m", "blindspot.benchmarks.coverage", "--one", name, json.dumps(asdict(job))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _run_one(name: str, job: str) -> None:
    """One stage or peer, timed, in this process, which ends with it."""
    work, say = {"prepare": prepare, "qgis": qgis, **STAGES, **ROW_STAGES}[name](Job(**json.loads(job)))
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    measured = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = say(result)
    measured.update({"found": said} if isinstance(said, str) else {"found": said[0], "parts": said[1]})
    print(json.dumps(measured), flush=True)
    os._exit(0)  # QGIS takes its time to shut down, and that is not what is measured


if __name__ == "__main__":
    main()
