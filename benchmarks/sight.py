"""Time and memory of scores with walls, as a multiple of those without, on the same fixes and places.

A generated city of 20,000 buildings with vehicles on its streets, at two numbers of fixes; and the buildings of a file,
with vehicles along its streets, if one is given. Each run has its own process. The places whose gap rises by more than
0.1 are those that a score without walls calls seen although they are not.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import shapely

from blindspot.benchmarks import sight_city
from blindspot.engine.places.places import Places, point_places
from blindspot.engine.score import score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.passes import find_passes
from blindspot.engine.sight.isovists import isovists_of
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import Walls, walls_of
from blindspot.engine.timing.watch import Period, Watch
from blindspot.engine.tracks.tracks import Outages, Tracks

RANGE, DETECTION_TIME, REVISIT = 50.0, 60.0, 7200.0
UNITS_FOR = 20_000  # fixes of a unit
AIMS = ((1_000_000, 2.0), (0, 3.0))  # at most so many times as long, from so many fixes on
AIM_MEMORY = 500  # MB more
RISE = 0.1


def main() -> None:
    formatter = argparse.ArgumentDefaultsHelpFormatter
    options = argparse.ArgumentParser(prog="scripts/bench sight", description=__doc__, formatter_class=formatter)
    options.add_argument("--fixes", type=int, nargs="*", default=[250_000, 2_000_000], help="in the generated city")
    options.add_argument("--samples", type=int, default=47_000, help="about so many places, with one sample each")
    options.add_argument("--buildings", type=int, default=20_000, help="about so many in the generated city")
    options.add_argument("--file", type=Path, help="a GeoPackage with the layers buildings and streets, in degrees")
    options.add_argument("--range", type=float, default=RANGE, help="the detection range in metres")
    options.add_argument("--repeats", type=int, default=1, help="runs of each, of which the quickest counts")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--one", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        _run_one(json.loads(chosen.one))
        return
    for fixes in chosen.fixes:
        _compare(chosen, fixes, None)
    if chosen.file:
        _compare(chosen, 250_000, chosen.file)


def _compare(chosen: argparse.Namespace, fixes: int, file: Path | None) -> None:
    job = {
        "fixes": fixes,
        "samples": chosen.samples,
        "buildings": chosen.buildings,
        "file": str(file) if file else None,
        "range": chosen.range,
        "seed": chosen.seed,
    }
    rows = {}
    for walls in (False, True):
        runs = [_in_a_process({**job, "walls": walls}) for _ in range(chosen.repeats)]
        rows[walls] = min(runs, key=lambda run: run["cpu"])
    bare, hidden = rows[False], rows[True]
    print(f"\n{file or 'Generated city'}: {hidden['what']}")
    print(f"{'':14}{'seconds':>9}{'cpu s':>9}{'peak MB':>9}{'passes':>13}{'mean gap':>10}")
    for name, row in (("without walls", bare), ("with walls", hidden)):
        print(
            f"{name:14}{row['seconds']:9.2f}{row['cpu']:9.2f}{row['peak']:9,.0f}{row['passes']:13,}{row['gap']:10.3f}"
        )
    aim = next(most for least, most in AIMS if fixes >= least)
    ratio, of_cpu = hidden["seconds"] / bare["seconds"], hidden["cpu"] / bare["cpu"]
    more = hidden["peak"] - bare["peak"]
    print(f"  {ratio:.2f} times as long, {of_cpu:.2f} in cpu time (aim: at most {aim}); {more:+,.0f} MB", end="")
    print(f" (aim: at most +{AIM_MEMORY})")
    print(f"  of which: passes without walls {bare['passing']:.2f} s, with walls {hidden['passing']:.2f} s,", end="")
    print(f" isovists alone {hidden['isovists']:.2f} s")
    rise = np.array(hidden["gaps"]) - np.array(bare["gaps"])
    print(f"  the gap rises by more than {RISE} in {np.mean(rise > RISE):.1%} of the places, and falls in", end="")
    print(f" {np.count_nonzero(rise < -1e-9)}", flush=True)


def _in_a_process(job: dict) -> dict:
    command = [sys.executable, "-m", "blindspot.benchmarks.sight", "--one", json.dumps(job)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _run_one(job: dict) -> None:
    tracks, places, walls, what = _from_file(job) if job["file"] else _generated(job)
    sight = Sight(walls) if job["walls"] else None
    span = float(tracks.t.max())
    detection = Detection.same(len(tracks.unit_names), job["range"], DETECTION_TIME)
    whole = np.array([[0.0, span]])
    question = Question(Period(0.0, span, whole), np.array([[0.0, span - REVISIT]]), whole, REVISIT)
    evidence = Evidence(tracks, detection, places, np.ones(len(places)), question, Watch(0.0, 0.0), sight=sight)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    scores = score.score_places(evidence)
    found = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found |= {"before": before / 1024, "gap": float(scores.gap.mean()), "gaps": scores.gap.tolist(), "what": what}
    found["passing"], passes = _timed(lambda: find_passes(tracks, places, detection, 0.0, sight=sight))
    found["passes"] = len(passes)
    if sight:
        found["isovists"] = _timed(lambda: isovists_of(walls, places.x, places.y, job["range"], sight.tolerance))[0]
    print(json.dumps(found), flush=True)
    os._exit(0)


def _timed(work) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _generated(job: dict) -> tuple[Tracks, Places, Walls, str]:
    buildings, blocks = sight_city.buildings(job["buildings"], job["seed"])
    units = max(job["fixes"] // UNITS_FOR, 1)
    t, x, y = sight_city.drives(job["fixes"], units, blocks, job["seed"])
    places = point_places(*sight_city.samples(job["samples"], blocks))
    tracks = _tracks(t, x, y, np.repeat(np.arange(units), len(t) // units))
    what = f"{len(t):,} fixes, {len(places):,} places, {len(buildings):,} buildings, range {job['range']:g} m"
    return tracks, places, walls_of(buildings), what


def _from_file(job: dict) -> tuple[Tracks, Places, Walls, str]:
    """Vehicles that drive along one street after the other, each of them in a track of its own."""
    rng = np.random.default_rng(job["seed"])
    buildings, streets = (_layer(job["file"], name) for name in ("buildings", "streets"))
    lengths = shapely.length(streets)
    streets = streets[lengths > 2 * sight_city.SPEED * sight_city.INTERVAL]
    step = sight_city.SPEED * sight_city.INTERVAL / 4  # on foot and by car alike
    ways = [
        shapely.get_coordinates(shapely.line_interpolate_point(street, np.arange(0, shapely.length(street), step)))
        for street in streets
    ]
    order = rng.integers(0, len(ways), int(job["fixes"] / np.mean([len(way) for way in ways])))
    xy = np.concatenate([ways[i] for i in order])
    x, y = xy.T + rng.normal(0, sight_city.SCATTER, (2, len(xy)))
    track = np.repeat(np.arange(len(order)), [len(ways[i]) for i in order])
    units = max(job["fixes"] // UNITS_FOR, 1)
    unit = track * units // len(order)
    first = np.searchsorted(unit, np.arange(units))
    t = (np.arange(len(x)) - first[unit]) * sight_city.INTERVAL
    x0, y0, x1, y1 = shapely.total_bounds(buildings)
    cell = np.sqrt((x1 - x0) * (y1 - y0) / job["samples"])
    gx, gy = np.meshgrid(np.arange(x0, x1, cell), np.arange(y0, y1, cell))
    places = point_places(gx.ravel(), gy.ravel())
    tracks = _tracks(t, x, y, unit, np.r_[np.flatnonzero(np.diff(track, prepend=-1)), len(x)])
    what = f"{len(t):,} fixes, {len(places):,} places, {len(buildings):,} buildings, range {job['range']:g} m"
    return tracks, places, walls_of(buildings), what


def _layer(path: str, name: str) -> np.ndarray:
    """The valid geometries of a layer, in metres around its middle."""
    from osgeo import ogr

    source = ogr.Open(path)
    shapes = shapely.from_wkb([bytes(row.GetGeometryRef().ExportToWkb()) for row in source.GetLayerByName(name)])
    x0, _, y0, y1 = source.GetLayerByName("streets").GetExtent()
    scale = 6_371_000 * np.pi / 180 * np.array([np.cos(np.radians((y0 + y1) / 2)), 1.0])
    shapes = shapely.transform(shapes, lambda xy: (xy - [x0, y0]) * scale)
    return shapes[shapely.is_valid(shapes)]


def _tracks(t, x, y, unit, offsets=None) -> Tracks:
    ends = np.r_[np.flatnonzero(np.diff(unit, prepend=-1)), len(t)] if offsets is None else offsets
    none = Outages(np.zeros(0, int), *[np.zeros(0)] * 6)
    return Tracks(x, y, t.astype(float), unit, ends, tuple(map(str, range(int(unit.max()) + 1))), none)


if __name__ == "__main__":
    main()
