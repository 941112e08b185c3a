"""What the demo is given: the simulated sample city, or the user's own layers."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from blindspot.ui import sample_city

PACKAGE = "blindspot.gpkg"
SAMPLE_START, SAMPLE_SORTIES = "2026-03-16T22:00:00", 4
"""The start of the watch for which the simulated drones are planned, local time: the first one after the last patrol;
and how many sorties each may fly."""
NO_FLY_BUFFER = 30  # metres
MADE_BY_THE_DEMO = (
    "tracks",
    "outages",
    "rejected",
    "places",
    "in_sight",
    "spots",
    "routes",
    "waypoints",
    "unserved",
    "visited",
    "gain",
    "violations",
    "exposure",
)


@dataclass(frozen=True)
class Given:
    """A layer that the user gives beside the fixes: its role (area, demand, buildings, watchers, launch_sites,
    no_fly or privacy), its table in the GeoPackage, and its name."""

    role: str
    table: str
    title: str


@dataclass(frozen=True)
class Case:
    """The input of a run, by the step that it is given to. A later step takes it from the result of the one before.

    fixes: the parameters of Prepare tracks; question: those of Score gaps, without layers; plan: those of Plan drone
    routes, without layers; given: the other layers.
    """

    title: str
    fixes: dict
    question: dict = field(default_factory=dict)
    plan: dict = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    simulated: bool = False

    def tables(self, role: str) -> list[str]:
        """The tables of the layers of a role."""
        return [one.table for one in self.given if one.role == role]


def sample_case(staging: Path) -> Case:
    """The simulated city, copied into the GeoPackage for the results."""
    city = sample_city.unpack(staging)
    city.rename(staging / PACKAGE)
    city.parent.rmdir()
    return Case(
        title="A simulated city",
        fixes={
            "INPUT": f"{staging / PACKAGE}|layername=fixes",
            "UNIT_FIELD": "unit",
        },
        plan={"START": SAMPLE_START, "SORTIES": SAMPLE_SORTIES},
        given=(
            Given("demand", "exits", "Station exits"),
            Given("demand", "riverside", "Riverside"),
            Given("buildings", "buildings", "Buildings"),
            Given("watchers", "cameras", "Cameras"),
            Given("launch_sites", "launch_sites", "Launch sites"),
            Given("no_fly", "no_fly", "No-fly zones"),
            Given("privacy", "privacy", "Privacy places"),
        ),
        simulated=True,
    )


def own_case(arguments: argparse.Namespace, copy: Callable[[str, str], None]) -> Case:
    """The user's own data. The fixes stay where they are; `copy` copies each other layer to a table of the GeoPackage,
    for the project. What is not given stays empty: the algorithms then take it from the data."""
    fixes = absolute(arguments.path) + (f"|layername={arguments.layer}" if arguments.layer else "")
    watch_start, _, watch_end = arguments.watch.partition("-")
    question = {
        "REVISIT": arguments.revisit,
        "CELL_SIZE": arguments.cell_size,
        "DETECTION_RANGE": arguments.detection_range,
        "WATCH_START": watch_start,
        "WATCH_END": watch_end,
    }
    read = {"TIME_FIELD": arguments.time_field, "UNIT_FIELD": arguments.unit_field, "TIMEZONE": arguments.timezone}
    layers = [
        *(("area", layer) for layer in filter(None, [arguments.area])),
        *(("demand", layer) for layer in arguments.demand),
        *(("launch_sites", layer) for layer in filter(None, [arguments.launch_sites])),
        *(("no_fly", layer) for layer in arguments.no_fly),
        *(("privacy", layer) for layer in arguments.privacy),
    ]
    taken = {*MADE_BY_THE_DEMO} | (set() if arguments.launch_sites else {"launch_sites"})
    given: list[Given] = []
    for role, layer in layers:
        title = _name(layer)
        table = _free(title, taken | {one.table.lower() for one in given}, role)
        copy(absolute(layer), table)
        given.append(Given(role, table, title))
    plan = _filled({"START": arguments.start})
    return Case(Path(arguments.path).stem, {"INPUT": fixes} | _filled(read), _filled(question), plan, tuple(given))


def absolute(source: str) -> str:
    """The source of a layer, with an absolute path if it is that of a file."""
    path, bar, rest = source.partition("|")
    return str(Path(path).resolve()) + bar + rest if Path(path).exists() else source


def _filled(values: dict) -> dict:
    """The values without those that are empty."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def _name(layer: str) -> str:
    """The name of a layer, as the algorithms call it: that of its table if its source has one, else of its file."""
    table = re.search(r"\|layername=([^|]+)", layer)
    return table[1] if table else Path(layer.partition("|")[0]).stem


def _free(title: str, taken: set[str], role: str) -> str:
    """A name for a table like `title` that is not taken."""
    wanted = re.sub(r"\W+", "_", title).strip("_") or role
    names = (wanted, f"{role}_{wanted}", *(f"{wanted}_{number}" for number in range(2, 1000)))
    return next(name for name in names if name.lower() not in taken)
