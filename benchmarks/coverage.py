"""Our gap score beside QGIS's own way to coverage, on the same fixes and the same cells.

QGIS's own way: points to path, explode lines, spatial index, create grid, sum line lengths. It gives the metres of
track in each cell, and neither gap, revisits nor reasons. Ours is blindspot:scoregaps, reading and writing included on
both sides. Every run is a process of its own, so that its peak memory is its own.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .synthetic import EPSG, ORIGIN, SIDE, write_fixes

WAYS = ("blindspot", "qgis")


def main() -> None:
    options = argparse.ArgumentParser(prog="scripts/bench coverage", description=__doc__)
    options.add_argument(
        "--fixes", type=int, nargs="+", default=[200_000], help="how many fixes; several for several rows"
    )
    options.add_argument("--cell", type=float, default=100.0, help="cell size in metres (100: 40,000 cells)")
    options.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median is printed")
    options.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    options.add_argument("--folder", type=Path, help="where the generated fixes are kept between runs")
    options.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        _run_one(*chosen.one)
        return
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="blindspot-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'fixes':>10}  {'cells':>8}  {'way':<10}  {'seconds':>8}  {'us/fix':>7}  {'peak MB':>8}")
    for fixes in chosen.fixes:
        path = write_fixes(folder / f"fixes_{fixes}.gpkg", fixes)
        medians = {}
        for way in chosen.ways:
            runs = [_in_a_process(way, path, chosen.cell) for _ in range(chosen.repeats)]
            medians[way] = statistics.median(run["seconds"] for run in runs)
            peak = max(run["peak_mb"] for run in runs)
            cells = runs[0]["cells"]
            print(
                f"{fixes:>10,}  {cells:>8,}  {way:<10}  {medians[way]:>8.2f}  {1e6 * medians[way] / fixes:>7.2f}  "
                f"{peak:>8,.0f}",
                flush=True,
            )
        if len(medians) == 2:
            print(
                f"{'':>10}  {'':>8}  ratio: QGIS's own way takes {medians['qgis'] / medians['blindspot']:.1f} times "
                "as long",
                flush=True,
            )


def _in_a_process(way: str, path: Path, cell: float) -> dict:
    command = [sys.executable, "-m", "blindspot.benchmarks.coverage", "--one", way, str(path), str(cell)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.strip().splitlines()[-1])


def _run_one(way: str, path: str, cell: str) -> None:
    """One way, timed, in this process."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(application.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    from ..algorithms.provider import BlindspotProvider

    provider = BlindspotProvider()
    application.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        cells = {"blindspot": _blindspot, "qgis": _qgis}[way](processing.run, path, float(cell), Path(folder))
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "cells": cells}), flush=True)
    os._exit(0)  # QGIS takes its time to shut down, and that is not what is measured


def _blindspot(run, path: str, cell: float, folder: Path) -> int:
    result = run(
        "blindspot:scoregaps",
        {
            "INPUT": f"{path}|layername=fixes",
            "TIME_FIELD": "time",
            "UNIT_FIELD": "unit",
            "TIMEZONE": "Europe/Vienna",
            "AREA": f"{path}|layername=area",
            "CELL_SIZE": cell,
            "OUTPUT": str(folder / "places.gpkg"),
        },
    )
    return result["PLACE_COUNT"]


def _qgis(run, path: str, cell: float, folder: Path) -> int:
    fixes = f"{path}|layername=fixes"
    order = {"ORDER_EXPRESSION": '"time"', "GROUP_EXPRESSION": '"unit"'}
    lines = run("native:pointstopath", {"INPUT": fixes, **order, "OUTPUT": "memory:"})["OUTPUT"]
    legs = run("native:explodelines", {"INPUT": lines, "OUTPUT": "memory:"})["OUTPUT"]
    run("native:createspatialindex", {"INPUT": legs})
    x, y = ORIGIN
    extent = f"{x},{x + SIDE},{y},{y + SIDE} [EPSG:{EPSG}]"
    cells = run(
        "native:creategrid",
        {"TYPE": 2, "EXTENT": extent, "HSPACING": cell, "VSPACING": cell, "CRS": f"EPSG:{EPSG}", "OUTPUT": "memory:"},
    )["OUTPUT"]
    sums = {
        "POLYGONS": cells,
        "LINES": legs,
        "LEN_FIELD": "metres",
        "COUNT_FIELD": "legs",
        "OUTPUT": str(folder / "sums.gpkg"),
    }
    run("native:sumlinelengths", sums)
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(str(folder / "sums.gpkg"), "sums", "ogr").featureCount()


if __name__ == "__main__":
    main()
