"""The program of scripts/demo: runs all steps through qgis_process, writes a project and a map, prints a summary."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr

from blindspot.ui import sample_city

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE, PROJECT, MAP, MADE = "blindspot.gpkg", "blindspot.qgz", "map.png", "made.json"
PLANTED_SPOTS = 15
SAMPLE_START = "2026-03-17T00:30:00"
"""Local time at which the simulated drones start: in the night after the last patrol, more than a revisit interval
after the watch begins, so that drones can notice conditions that started before."""


@dataclass(frozen=True)
class Case:
    """The inputs of a run. Layers are paths, or path|layername=name."""

    title: str
    fixes: str
    time_field: str
    unit_field: str = ""
    timezone: str = "UTC"
    area: str = ""
    demand: tuple[str, ...] = ()
    launch_sites: str = ""
    no_fly: tuple[str, ...] = ()
    names: tuple[str, str] | None = None
    simulated: bool = False
    options: dict = field(default_factory=dict)
    """Other parameters of scoregaps."""


@dataclass(frozen=True)
class Results:
    """The outputs of each algorithm, by name."""

    tracks: dict
    gaps: dict
    spots: dict
    routes: dict


class Failed(Exception):
    """An algorithm did not finish. The message contains its errors."""


def main() -> int:
    ogr.UseExceptions()
    arguments = _arguments()
    folder, notice = _folder(Path(arguments.out or CHECKOUT / "demo"))
    if notice:
        print(notice)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as temporary:
        staging = Path(temporary)
        try:
            case = _own_case(arguments, staging) if arguments.path else _sample_case(staging)
            results = _run_chain(case, staging / PACKAGE, arguments.iterations)
        except Failed as failure:
            print(f"demo: {failure}", file=sys.stderr)
            return 1
        summary = _summary(case, results, staging / PACKAGE)  # before write_project, because exitQgis also closes GDAL
        from demo_project import write_project

        write_project(staging / PACKAGE, staging / PROJECT, staging / MAP, case.title, case.simulated)
        _move_results(staging, folder)
    print("\n".join([*summary, f"Files           {folder}: {PROJECT} (open it in QGIS), {PACKAGE}, {MAP}"]))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="From patrol fixes to drone routes. Without PATH: on the simulated sample city.",
        epilog="Layers are anything that QGIS reads: a path, or 'path|layername=name'.",
    )
    parser.add_argument("path", nargs="?", help="your own point layer of fixes")
    parser.add_argument("--layer", help="the layer of PATH")
    parser.add_argument("--time-field", help="required with PATH")
    parser.add_argument("--unit-field", default="")
    parser.add_argument("--timezone", default="UTC", help="IANA name, such as Asia/Shanghai (default UTC)")
    parser.add_argument("--watch", metavar="HH:MM-HH:MM", help="hours to score (default 22:00-05:00; equal = all day)")
    parser.add_argument("--revisit", type=float, metavar="MIN", help="revisit interval in minutes (default 120)")
    parser.add_argument("--cell-size", type=float, metavar="M", help="in metres (default 50)")
    parser.add_argument("--detection-range", type=float, metavar="M", help="in metres (default 50)")
    parser.add_argument("--area", default="", metavar="LAYER", help="polygons to score (default: near the fixes)")
    parser.add_argument(
        "--demand",
        action="append",
        default=[],
        metavar="LAYER",
        help="features that make places matter; may be repeated",
    )
    parser.add_argument(
        "--launch-sites", default="", metavar="LAYER", help="points (default: the middle of the blind spots)"
    )
    parser.add_argument("--no-fly", action="append", default=[], metavar="LAYER", help="polygons; may be repeated")
    parser.add_argument("--iterations", type=int, metavar="N", help="limit the solver by N steps instead of by time")
    parser.add_argument("--out", help="folder to write (default: demo/ in the checkout)")
    arguments = parser.parse_args()
    if arguments.path and not arguments.time_field:
        parser.error("PATH needs --time-field F, the field that holds the time")
    changed = {name for name, value in vars(arguments).items() if value != parser.get_default(name)}
    if not arguments.path and changed - {"out", "iterations"}:
        parser.error("these options need a PATH")
    return arguments


def _sample_case(staging: Path) -> Case:
    """The simulated city, copied into the GeoPackage for the results."""
    city = sample_city.unpack(staging)
    city.rename(staging / PACKAGE)
    city.parent.rmdir()
    table = f"{staging / PACKAGE}|layername="
    return Case(
        title="A simulated city",
        fixes=f"{table}fixes",
        time_field="time",
        unit_field="unit",
        timezone=sample_city.ZONE,
        demand=(f"{table}exits", f"{table}riverside"),
        launch_sites=f"{table}launch_sites",
        no_fly=(f"{table}no_fly",),
        names=(f"{table}exits", "name"),
        simulated=True,
    )


def _own_case(arguments: argparse.Namespace, staging: Path) -> Case:
    """The user's fixes stay where they are; the other layers are copied into the GeoPackage, for the project."""
    fixes = _absolute(arguments.path) + (f"|layername={arguments.layer}" if arguments.layer else "")
    options = {
        "REVISIT": arguments.revisit,
        "CELL_SIZE": arguments.cell_size,
        "DETECTION_RANGE": arguments.detection_range,
    }
    if arguments.watch:
        options["WATCH_START"], _, options["WATCH_END"] = arguments.watch.partition("-")
    package = staging / PACKAGE
    return Case(
        title=Path(arguments.path).stem,
        fixes=fixes,
        time_field=arguments.time_field,
        unit_field=arguments.unit_field,
        timezone=arguments.timezone,
        area=_copy(arguments.area, package, "area"),
        demand=tuple(_copy(layer, package, f"demand_{k}") for k, layer in enumerate(arguments.demand, 1)),
        launch_sites=_copy(arguments.launch_sites, package, "launch_sites"),
        no_fly=tuple(_copy(layer, package, f"no_fly_{k}") for k, layer in enumerate(arguments.no_fly, 1)),
        options={name: value for name, value in options.items() if value is not None},
    )


def _absolute(source: str) -> str:
    path, bar, rest = source.partition("|")
    return str(Path(path).resolve()) + bar + rest if Path(path).exists() else source


def _copy(layer: str, package: Path, table: str) -> str:
    """Copies a layer into the GeoPackage as `table`. Returns its source; '' for no layer."""
    if not layer:
        return ""
    _run(
        "native:extractbyexpression",
        {"INPUT": _absolute(layer), "EXPRESSION": "TRUE", "OUTPUT": _table(package, table)},
    )
    return f"{package}|layername={table}"


def _table(package: Path, name: str) -> str:
    """The destination of an output: a table of the GeoPackage."""
    return f"ogr:dbname='{package}' table=\"{name}\" (geom)"


def _run_chain(case: Case, package: Path, iterations: int | None = None) -> Results:
    """Runs all four steps and writes their results to the GeoPackage. With `iterations`, the plan is the same on every
    machine."""
    fixes = {"INPUT": case.fixes, "TIME_FIELD": case.time_field, "TIMEZONE": case.timezone}
    if case.unit_field:
        fixes["UNIT_FIELD"] = case.unit_field
    tracks = _run(
        "blindspot:preparetracks",
        fixes | {name: _table(package, table) for name, table in _OUTPUTS["preparetracks"].items()},
    )
    gaps = _run(
        "blindspot:scoregaps",
        fixes
        | case.options
        | {"OUTPUT": _table(package, "places")}
        | ({"AREA": case.area} if case.area else {})
        | ({"DEMAND": list(case.demand)} if case.demand else {}),
    )
    named = {"NAMES": case.names[0], "NAME_FIELD": case.names[1]} if case.names else {}
    spots = _run(
        "blindspot:findblindspots",
        {"INPUT": f"{package}|layername=places", "OUTPUT": _table(package, "spots")} | named,
    )
    launch_sites = case.launch_sites or _central_launch_site(package)
    routes = _run(
        "blindspot:planroutes",
        {"BLIND_SPOTS": [f"{package}|layername=spots"], "LAUNCH_SITES": launch_sites}
        | ({"NO_FLY": list(case.no_fly), "NO_FLY_BUFFER": 30} if case.no_fly else {})
        | ({"START": SAMPLE_START, "TIMEZONE": case.timezone} if case.simulated else {})
        | ({"MAX_ITERATIONS": iterations} if iterations else {})
        | {name: _table(package, table) for name, table in _OUTPUTS["planroutes"].items()},
    )
    return Results(tracks, gaps, spots, routes)


_OUTPUTS = {
    "preparetracks": {"OUTPUT": "tracks", "OUTAGES": "outages", "REJECTED": "rejected"},
    "planroutes": {"ROUTES": "routes", "WAYPOINTS": "waypoints", "UNSERVED": "unserved"},
}


def _run(algorithm: str, inputs: dict) -> dict:
    """Runs one algorithm in qgis_process and returns its outputs. Raises Failed with its errors."""
    print(f"  {algorithm} ...", flush=True)
    command = [str(CHECKOUT / "scripts" / "qgis-process"), "run", algorithm, "-"]
    done = subprocess.run(command, input=json.dumps({"inputs": inputs}), capture_output=True, text=True, check=False)
    answer = done.stdout[done.stdout.find("{") :]
    try:
        report = json.loads(answer)
    except json.JSONDecodeError:
        report = {}
    if done.returncode != 0 or "results" not in report:
        errors = report.get("log", {}).get("errors") or done.stderr.strip().splitlines()[-6:]
        raise Failed(f"{algorithm} did not finish. " + " ".join(str(error) for error in errors))
    for warning in report.get("log", {}).get("warnings", []):
        print(f"    {warning}")
    return report["results"]


def _central_launch_site(package: Path) -> str:
    """Writes a layer with one launch site at the mean position of the blind spots, weighted by priority."""
    spots, priority, crs = _features(package, "spots", "priority")
    middles = shapely.get_coordinates(shapely.centroid(spots))
    weights = np.array(priority, float)
    middle = (middles * weights[:, None]).sum(axis=0) / weights.sum()
    source = ogr.Open(str(package), 1)
    layer = source.CreateLayer("launch_sites", crs, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("name", "Middle of the blind spots")
    feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(shapely.Point(middle))))
    layer.CreateFeature(feature)
    layer = feature = source = None
    print("    No launch sites were given: the drones start in the middle of the blind spots. Use --launch-sites.")
    return f"{package}|layername=launch_sites"


def _features(package: Path, table: str, column: str) -> tuple[np.ndarray, list, object]:
    """Geometries, one column and the CRS of a table. Raises Failed if it is empty."""
    source = ogr.Open(str(package))
    layer = source.GetLayerByName(table)
    rows = [(shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb())), f.GetField(column)) for f in layer]
    if not rows:
        raise Failed(f"There are no {table}: no place reaches the minimum gap, so no drone needs to fly.")
    geometries, values = zip(*rows, strict=True)
    return np.array(geometries), list(values), layer.GetSpatialRef().Clone()


def _summary(case: Case, results: Results, package: Path) -> list[str]:
    """The summary of the results, in lines."""
    tracks, gaps, routes = results.tracks, results.gaps, results.routes
    count, rejected = results.spots["SPOT_COUNT"], tracks["REJECTED_COUNT"]
    share = routes["SERVED_PRIORITY"] / routes["TOTAL_PRIORITY"] if routes["TOTAL_PRIORITY"] else 0.0
    lines = [
        "",
        f"Blindspot       {case.title}",
        f"Fixes read      {tracks['FIX_COUNT'] + rejected:,}; {rejected:,} rejected, with their reasons",
        f"Tracks          {tracks['TRACK_COUNT']:,}",
        f"Period          {gaps['PERIOD_START']} to {gaps['PERIOD_END']}, watch in {case.timezone}",
        f"Gap             {gaps['MEAN_GAP']:.2f} on average, weighted by demand, over {gaps['PLACE_COUNT']:,} places",
        f"Blind spots     {count:,}",
        f"Routes          {routes['ROUTE_COUNT']:,}",
        f"Priority served {routes['SERVED_PRIORITY']:.1f} of {routes['TOTAL_PRIORITY']:.1f} ({share:.0%})",
    ]
    if case.simulated:
        held, planted = planted_in_spots(package)
        lines.insert(7, f"Planted places  {held} of {planted} are among the first {PLANTED_SPOTS} blind spots")
    return lines


def planted_in_spots(package: Path) -> tuple[int, int]:
    """How many of the places that the simulation left unpatrolled lie in the first spots (lines: at least half of their
    length), and how many such places there are."""
    truth, _, _ = _features(package, "truth", "kind")
    spots, ranks, _ = _features(package, "spots", "rank")
    first = shapely.union_all(spots[np.array(ranks) <= PLANTED_SPOTS])
    inside = [
        place.intersection(first).length >= place.length / 2 if place.length else place.intersects(first)
        for place in truth
    ]
    return sum(inside), len(inside)


def _folder(wanted: Path) -> tuple[Path, str]:
    """The folder to write to, where no file of the user is overwritten, and a notice to print ('' for none)."""
    wanted = wanted.resolve()
    if _is_ours(wanted):
        return wanted, f"demo: replacing the earlier run in {wanted}" if wanted.exists() else ""
    number = 2
    while not _is_ours(wanted / str(number)):
        number += 1
    folder = wanted / str(number)
    notice = f"demo: {wanted} has files that the demo did not make or that were changed since; writing to {folder}"
    return folder, notice


def _is_ours(folder: Path) -> bool:
    """Whether the demo can write to a folder without overwriting a file that it did not make or that was changed."""
    if not folder.exists():
        return True
    try:
        made = json.loads((folder / MADE).read_text())
    except (OSError, ValueError):
        return folder.is_dir() and not any(folder.iterdir())
    return all(
        not (folder / name).exists() or _digest(folder / name) == made.get(name) for name in (PACKAGE, PROJECT, MAP)
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _move_results(staging: Path, folder: Path) -> None:
    """Moves the finished files to the folder. Those of an earlier run are replaced; other files are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    names = (PACKAGE, PROJECT, MAP)
    (staging / MADE).write_text(json.dumps({name: _digest(staging / name) for name in names}, indent=1) + "\n")
    for name in (*names, MADE):
        os.replace(staging / name, folder / name)


if __name__ == "__main__":
    sys.exit(main())
