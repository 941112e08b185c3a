"""The solver on orienteering instances of one long route: best known score, score reached, per cent below.

    scripts/bench op --dir DIR --seconds 1,5 --seeds 3

DIR holds instances in the format of OPLib (.oplib: TSPLIB with COST_LIMIT and NODE_SCORE_SECTION; EUC_2D rounds
distances to whole numbers) and a csv file with best known scores (columns `instance`, the file's name without ending,
and `score` or `best_known`). A route starts and ends at the depot, whose score counts. The length of each route is
computed again from the coordinates, and a route longer than the limit ends the run with an error.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from blindspot.benchmarks.routing import Instance, best_known, compare_best_known

SCORES = ("score", "best_known")
"""The columns that may hold the best known scores."""


def read_oplib(path: Path) -> Instance:
    """An instance from a file in OPLib's format: the depot first and last, the other nodes between. Raises ValueError
    if the distances aren't EUC_2D or a section is missing."""
    head: dict[str, str] = {}
    sections: dict[str, list[list[float]]] = {}
    rows: list[list[float]] = []
    for line in path.read_text().split("\n"):
        text = line.strip()
        if text.endswith("_SECTION"):
            rows = sections.setdefault(text, [])
        elif ":" in text:
            key, value = text.split(":", 1)
            head[key.strip()] = value.strip()
        elif text and text != "EOF":
            rows.append([float(cell) for cell in text.split()])
    missing = {"NODE_COORD_SECTION", "NODE_SCORE_SECTION", "DEPOT_SECTION"} - set(sections)
    if head.get("EDGE_WEIGHT_TYPE") != "EUC_2D" or "COST_LIMIT" not in head or missing:
        raise ValueError(f"{path}: expected EDGE_WEIGHT_TYPE EUC_2D, COST_LIMIT, and sections of nodes and the depot.")
    points = {int(row[0]): row[1:3] for row in sections["NODE_COORD_SECTION"]}
    score = {int(row[0]): row[1] for row in sections["NODE_SCORE_SECTION"]}
    depot = int(sections["DEPOT_SECTION"][0][0])
    order = [depot, *(node for node in points if node != depot)]
    return Instance(
        path.stem,
        np.array([points[node] for node in [*order, depot]]),
        np.array([score[node] for node in order] + [0.0]),
        1,
        float(head["COST_LIMIT"]),
        rounded=True,
    )


def scores_of(folder: Path) -> dict[str, float]:
    """The best known score of each instance, from the csv file in the folder."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as file:
            columns = csv.DictReader(file).fieldnames or ()
        for column in SCORES:
            if column in columns and "instance" in columns:
                return best_known(path, column)
    raise SystemExit(f"{folder} has no csv file with the columns instance and {' or '.join(SCORES)}.")


def main(argv: list[str] | None = None) -> int:
    """Prints a table for the folder and the times given."""
    parser = argparse.ArgumentParser(prog="scripts/bench op", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--dir",
        type=Path,
        required=True,
        help="folder of .oplib files, with a csv file of best known scores (columns instance, score)",
    )
    parser.add_argument("--seconds", default="1,5", help="time limits, separated by commas")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each, with seeds 0, 1, ...; the mean counts")
    arguments = parser.parse_args(argv)
    known = scores_of(arguments.dir)
    instances = [read_oplib(path) for path in sorted(arguments.dir.glob("*.oplib")) if path.stem in known]
    compare_best_known(instances, known, [float(text) for text in arguments.seconds.split(",")], arguments.seeds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
