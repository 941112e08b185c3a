"""The steps of the demo, each in a run of qgis_process of its own. Each step is given only what it adds: the rest is in
the record of its input layer."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr

from blindspot.scripts.demo_case import NO_FLY_BUFFER, Case

MISSIONS, IN_SIGHT = "missions", "in_sight"
CHECKOUT = Path(__file__).resolve().parent.parent
TRACKS = {"OUTPUT": "tracks", "OUTAGES": "outages", "REJECTED": "rejected"}
PLAN = {"ROUTES": "routes", "WAYPOINTS": "waypoints", "UNSERVED": "unserved", "SPOTS": "visited"}


@dataclass(frozen=True)
class Results:
    """The outputs of each algorithm, by name. in_sight: of Score gaps with buildings, posts and cameras; empty where
    neither is given. gain, check, exposure, missions: empty where no drone flies; exposure also without privacy places,
    and missions where the plan breaks a rule."""

    tracks: dict
    gaps: dict
    in_sight: dict
    spots: dict
    routes: dict
    gain: dict
    check: dict
    exposure: dict
    missions: dict


class Failed(Exception):
    """An algorithm did not finish. The message contains its errors."""


def run_chain(case: Case, package: Path, iterations: int | None = None) -> Results:
    """Runs all steps, and writes their results to the GeoPackage, and the missions to a folder beside it. With
    `iterations`, the plan is the same on every machine."""

    def tables(role: str) -> list[str]:
        return [table(package, name) for name in case.tables(role)]

    tracks = run("preparetracks", case.fixes | _to(package, TRACKS))
    area, demand, no_fly, privacy = (tables(role) for role in ("area", "demand", "no_fly", "privacy"))
    question = (
        {"INPUT": table(package, "tracks")}
        | case.question
        | ({"AREA": area[0]} if area else {})
        | ({"DEMAND": demand} if demand else {})
    )
    gaps = run("scoregaps", question | _to(package, {"OUTPUT": "places"}))
    sight = {name: tables(name.lower())[0] for name in ("BUILDINGS", "WATCHERS") if tables(name.lower())}
    in_sight = {}
    if sight:  # another map, beside the one that the drones are planned with
        title = "blindspot:scoregaps with walls and cameras"
        in_sight = run("scoregaps", question | sight | _to(package, {"OUTPUT": IN_SIGHT}), title)
    spots = run("findblindspots", {"INPUT": table(package, "places")} | _to(package, {"OUTPUT": "spots"}))
    if not tables("launch_sites"):
        _add_central_launch_site(package)
    routes = run(
        "planroutes",
        {"BLIND_SPOTS": [table(package, "spots")]}
        | {"LAUNCH_SITES": next(iter(tables("launch_sites")), table(package, "launch_sites"))}
        | ({"NO_FLY": no_fly, "NO_FLY_BUFFER": NO_FLY_BUFFER} if no_fly else {})
        | ({"PRIVACY": privacy} if privacy else {})
        | case.plan
        | ({"MAX_ITERATIONS": iterations} if iterations else {})
        | _to(package, PLAN),
    )
    if not routes["ROUTE_COUNT"]:
        return Results(tracks, gaps, in_sight, spots, routes, {}, {}, {}, {})
    gain = run("assessplan", {"ROUTES": table(package, "routes")} | _to(package, {"OUTPUT": "gain"}))
    plan = {"ROUTES": table(package, "routes"), "WAYPOINTS": table(package, "waypoints")}
    check = run("checkplan", plan | _to(package, {"VIOLATIONS": "violations"}))
    exposure, missions = {}, {}
    if privacy:
        exposure = run("exposure", plan | {"PRIVACY": privacy} | _to(package, {"OUTPUT": "exposure"}))
    if not check["VIOLATION_COUNT"]:
        missions = run("exportmissions", plan | {"FOLDER": str(package.parent / MISSIONS)})
    return Results(tracks, gaps, in_sight, spots, routes, gain, check, exposure, missions)


def table(package: Path, name: str) -> str:
    """The source of a table of the GeoPackage."""
    return f"{package}|layername={name}"


def copy_layer(layer: str, package: Path, name: str) -> None:
    """Copies a layer to a table of the GeoPackage."""
    run(
        "native:extractbyexpression",
        {"INPUT": layer, "EXPRESSION": "TRUE"} | _to(package, {"OUTPUT": name}),
        f"copying {name}",
    )


def _to(package: Path, outputs: dict[str, str]) -> dict[str, str]:
    """The destinations of outputs in tables of the GeoPackage."""
    return {output: f"ogr:dbname='{package}' table=\"{name}\" (geom)" for output, name in outputs.items()}


def run(algorithm: str, inputs: dict, title: str = "") -> dict:
    """Runs one algorithm in qgis_process and returns its outputs. Raises Failed with its errors."""
    algorithm = algorithm if ":" in algorithm else f"blindspot:{algorithm}"
    print(f"  {title or algorithm} ...", flush=True)
    command = [str(CHECKOUT / "scripts" / "qgis-process"), "run", algorithm, "-"]
    done = subprocess.run(command, input=json.dumps({"inputs": inputs}), capture_output=True, text=True, check=False)
    answer = done.stdout[done.stdout.find("{") :]
    try:
        report = json.loads(answer)
    except json.JSONDecodeError:
        report = {}
    if done.returncode != 0 or "results" not in report:
        lines = [line.strip() for line in done.stderr.strip().splitlines()[-6:]]
        said = [line for line in lines if not line.startswith("ERROR")] or lines
        errors = report.get("log", {}).get("error") or said
        raise Failed(f"{algorithm} did not finish. " + " ".join(dict.fromkeys(map(str, errors))))
    for warning in report.get("log", {}).get("warning", []):
        if not warning.startswith(" "):  # a detail of a line of the log that is not printed
            print(f"    {warning}")
    return report["results"]


def features(package: Path, name: str, column: str) -> tuple[np.ndarray, list, object]:
    """Geometries, one column and the CRS of a table. Raises Failed if it is empty."""
    source = ogr.Open(str(package))
    layer = source.GetLayerByName(name)
    rows = [(shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb())), f.GetField(column)) for f in layer]
    if not rows:
        raise Failed(f"There are no {name}: no place reaches the minimum gap, so no drone needs to fly.")
    geometries, values = zip(*rows, strict=True)
    return np.array(geometries), list(values), layer.GetSpatialRef().Clone()


def _add_central_launch_site(package: Path) -> None:
    """Writes a layer with one launch site at the mean position of the blind spots, weighted by priority."""
    spots, priority, crs = features(package, "spots", "priority")
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
