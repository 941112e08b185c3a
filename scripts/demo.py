"""The program of scripts/demo: runs all steps through qgis_process, writes a project and a map, prints a summary."""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr

from blindspot.scripts.demo_case import PACKAGE, Case, own_case, sample_case
from blindspot.scripts.demo_chain import CHECKOUT, IN_SIGHT, MISSIONS, Failed, Results, copy_layer, features, run_chain
from blindspot.scripts.demo_project import write_project
from blindspot.scripts.demo_question import Question

PROJECT, MAP, MADE = "blindspot.qgz", "map.png", "made.json"
PLANTED_SPOTS = 15


def main() -> int:
    ogr.UseExceptions()
    arguments = _arguments()
    folder, notice = _folder(Path(arguments.out or CHECKOUT / "demo"))
    if notice:
        print(notice)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as temporary:
        staging = Path(temporary)
        package = staging / PACKAGE
        try:
            case = _case(arguments, staging)
            results = run_chain(case, package, arguments.iterations)
        except Failed as failure:
            print(f"demo: {failure}", file=sys.stderr)
            return 1
        planted = planted_in_spots(package) if case.simulated else None  # here, because exitQgis also closes GDAL
        watched = watched_places(package) if "MEAN_GAP_PATROLS" in results.in_sight else ""
        question = write_project(package, staging / PROJECT, staging / MAP, case, gap_closed(results.gain))
        _move_results(staging, folder)
        summary = _summary(case, results, question, planted, watched)
    files = f"{PROJECT} (open it in QGIS), {PACKAGE}, {MAP}" + (f", {MISSIONS}/" if results.missions else "")
    print("\n".join([*summary, f"{'Files':17}{folder}: {files}"]))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="From patrol fixes to drone routes. Without PATH: on the simulated sample city.",
        epilog="Layers are anything that QGIS reads: a path, or 'path|layername=name'.",
    )
    parser.add_argument("path", nargs="?", help="your own point layer of fixes")
    parser.add_argument("--layer", help="the layer of PATH")
    parser.add_argument("--time-field", help="the field with the time (default: the only field of dates and times)")
    parser.add_argument("--unit-field", help="the field with the unit: the vehicle, or the officer's code")
    parser.add_argument("--timezone", help="IANA name, such as Asia/Shanghai (default: that of the place of the fixes)")
    parser.add_argument(
        "--watch",
        metavar="HH:MM-HH:MM",
        default="",
        help="hours to score (default 22:00-05:00; equal = all day)",
    )
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
    parser.add_argument(
        "--privacy",
        action="append",
        default=[],
        metavar="LAYER",
        help="homes, schools, clinics: places that drones keep away from; may be repeated",
    )
    parser.add_argument("--start", metavar="TIME", help="when the drones take off, in local time: 2026-03-17T00:30:00")
    parser.add_argument("--iterations", type=int, metavar="N", help="limit the solver by N steps instead of by time")
    parser.add_argument("--out", help="folder to write (default: demo/ in the checkout)")
    arguments = parser.parse_args()
    changed = {name for name, value in vars(arguments).items() if value != parser.get_default(name)}
    if not arguments.path and changed - {"out", "iterations"}:
        parser.error("these options need a PATH")
    return arguments


def _case(arguments: argparse.Namespace, staging: Path) -> Case:
    if not arguments.path:
        return sample_case(staging)
    return own_case(arguments, lambda layer, table: copy_layer(layer, staging / PACKAGE, table))


def gap_closed(gain: dict) -> str:
    """How much of the gaps the flights close, as a sentence; empty where no drone flies."""
    if not gain:
        return ""
    share = gain["GAIN"] / gain["PRIORITY_BEFORE"] if gain["PRIORITY_BEFORE"] else 0.0
    before, after = gain["MEAN_GAP_BEFORE"], gain["MEAN_GAP_AFTER"]
    digits = 0 if share >= 0.1 else 1
    return f"{share:.{digits}%} by these flights, flown in every watch: {before:.2f} before, {after:.2f} after"


def _summary(
    case: Case, results: Results, question: Question, planted: tuple[int, int] | None, watched: str
) -> list[str]:
    """The summary of the results, in lines. planted: see `planted_in_spots`; None where nothing was planted. watched:
    see `watched_places`; empty where there are no posts and cameras."""
    tracks, gaps, routes = results.tracks, results.gaps, results.routes
    rejected = tracks["REJECTED_COUNT"]
    lines = [
        ("Blindspot", case.title),
        ("Fixes read", f"{tracks['FIX_COUNT'] + rejected:,}; {rejected:,} rejected, with their reasons"),
        ("Tracks", f"{tracks['TRACK_COUNT']:,}"),
        ("Watch", question.hours + ("" if case.fixes.get("TIMEZONE") else " (taken from the data)")),
        ("Period", question.period),
        ("Revisit interval", f"{question.revisit:g} min"),
        ("Gap", f"{gaps['MEAN_GAP']:.2f} on average, weighted by demand, over {gaps['PLACE_COUNT']:,} places"),
        (
            "Gap with walls",
            results.in_sight and f"{_by_patrols(results.in_sight):.2f}, as they hide what is behind them",
        ),
        ("With cameras", watched),
        ("Blind spots", f"{results.spots['SPOT_COUNT']:,}"),
        ("Planted places", planted and f"{planted[0]} of {planted[1]} are among the first {PLANTED_SPOTS} blind spots"),
        ("Routes", f"{routes['ROUTE_COUNT']:,}, {routes['DRONE_MINUTES']:.0f} min in the air"),
        ("Priority closed", f"{routes['CLOSED_PRIORITY']:.1f} over the watch ({routes['SHARE_CLOSED']:.0f}%), planned"),
        ("Gap closed", gap_closed(results.gain) or "nothing, because no drone flies"),
        ("Privacy places", results.exposure and _exposure(results.exposure)),
        ("Check", results.check and _check(results.check)),
        ("Missions", results.missions and f"{results.missions['FILE_COUNT']:,} files for QGroundControl, one a sortie"),
    ]
    return ["", *(f"{label:17}{text}" for label, text in lines if text)]


def _by_patrols(in_sight: dict) -> float:
    """The mean gap by patrols alone."""
    return in_sight.get("MEAN_GAP_PATROLS", in_sight["MEAN_GAP"])


def _exposure(exposure: dict) -> str:
    seen, count = exposure["PLACES_IN_VIEW"], exposure["PLACE_COUNT"]
    minutes = exposure["PRIVACY_MINUTES"], exposure["VIEW_MINUTES"]
    return f"{minutes[0]:.1f} min above them, {minutes[1]:.1f} min with one in view ({seen:,} of {count:,})"


def _check(check: dict) -> str:
    violations = f"{check['VIOLATION_COUNT']:,} violations" if check["VIOLATION_COUNT"] else "no violation"
    return f"{violations}, at least {check['LEAST_RESERVE']:.0f}% of each battery left"


def watched_places(package: Path) -> str:
    """What posts and cameras are worth, as a phrase: how many places they see in the watch, and the mean gap there."""
    source = ogr.Open(str(package))
    rows = [row for row in source.GetLayerByName(IN_SIGHT) if row["watcher_s"]]
    both, patrols = (sum(row[name] for row in rows) / max(len(rows), 1) for name in ("gap", "gap_patrols"))
    return f"{len(rows):,} places in their view: gap {both:.2f}, by patrols alone {patrols:.2f}" if rows else ""


def planted_in_spots(package: Path) -> tuple[int, int]:
    """How many of the places that the simulation left unpatrolled lie in the first spots (lines: at least half of their
    length), and how many such places there are."""
    truth, _, _ = features(package, "truth", "kind")
    spots, ranks, _ = features(package, "spots", "rank")
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
    there = {PACKAGE, PROJECT, MAP, *made, *_missions(folder)}
    return all(not (folder / name).exists() or _digest(folder / name) == made.get(name) for name in there)


def _missions(folder: Path) -> list[str]:
    """The files of missions in a folder, relative to it."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / MISSIONS).glob("*.plan"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _move_results(staging: Path, folder: Path) -> None:
    """Moves the finished files to the folder. Those of an earlier run are replaced; other files are kept."""
    names = (PACKAGE, PROJECT, MAP, *_missions(staging))
    for name in _missions(folder):  # of an earlier run, which may have had more sorties
        (folder / name).unlink()
    (folder / MISSIONS if len(names) > 3 else folder).mkdir(parents=True, exist_ok=True)
    (staging / MADE).write_text(json.dumps({name: _digest(staging / name) for name in names}, indent=1) + "\n")
    for name in (*names, MADE):
        os.replace(staging / name, folder / name)


if __name__ == "__main__":
    sys.exit(main())
