"""Peers that do the same work: QGIS's own algorithms, in our Python, and Python libraries, in a separate Python."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from blindspot.benchmarks.stages import Job, Say, Work, processing_run
from blindspot.benchmarks.synthetic import EPSG

INSTALL = 'python3 -m venv DIR && DIR/bin/pip install movingpandas ecoscope "numpy<2" "pandas<2.3"'
PYTHON_VARIABLE = "BLINDSPOT_PEERS_PYTHON"
SCRIPT = Path(__file__).resolve().parent / "peers_in_python.py"


@dataclass(frozen=True)
class Peer:
    """what: a description of the work; ours: our stages that do the same or more; across: number of cells along a side,
    in the middle of the square, if all would take too long (0: all); cells_matter: whether it uses the cells."""

    what: str
    ours: tuple[str, ...]
    across: int = 0
    cells_matter: bool = True


PEERS = {
    "qgis": Peer(
        "metres in each cell, by points to path, explode lines, spatial index, grid, sum line lengths",
        ("scoregaps", "patroleffort"),
    ),
    "movingpandas": Peer("OutlierCleaner, then ObservationGapSplitter", ("tracks",), cells_matter=False),
    "geopandas": Peer("metres and seconds in each cell, by overlay", ("effort",)),
    "ecoscope": Peer("metres in each cell, by calculate_feature_density", ("effort",), across=20),
}


def qgis(job: Job) -> tuple[Work, Say]:
    """Coverage by QGIS's own algorithms, with a spatial index. It gives the metres of track in each cell, but no gaps,
    revisits or reasons."""
    run = processing_run()
    from qgis.core import QgsVectorLayer

    side = job.across * job.cell

    def work() -> QgsVectorLayer | str:
        order = {"ORDER_EXPRESSION": '"time"', "GROUP_EXPRESSION": '"unit"'}
        lines = run("native:pointstopath", {"INPUT": job.layer, **order, "OUTPUT": "memory:"})["OUTPUT"]
        legs = run("native:explodelines", {"INPUT": lines, "OUTPUT": "memory:"})["OUTPUT"]
        run("native:createspatialindex", {"INPUT": legs})
        extent = f"{job.x0},{job.x0 + side},{job.y0},{job.y0 + side} [EPSG:{EPSG}]"
        spacing = {"HSPACING": job.cell, "VSPACING": job.cell}
        grid = {"TYPE": 2, "EXTENT": extent, **spacing, "CRS": f"EPSG:{EPSG}", "OUTPUT": "memory:"}
        cells = run("native:creategrid", grid)["OUTPUT"]
        names = {"LEN_FIELD": "metres", "COUNT_FIELD": "legs"}
        sums = {"POLYGONS": cells, "LINES": legs, **names, "OUTPUT": job.output("sums")}
        return run("native:sumlinelengths", sums)["OUTPUT"]

    def say(found: QgsVectorLayer | str) -> str:
        sums = found if job.temporary else QgsVectorLayer(found, "sums", "ogr")
        return f"{sum(cell['metres'] for cell in sums.getFeatures()) / 1000:,.1f} km in cells"

    return work, say


class Missing(Exception):
    """A peer can't be run; the message says why."""


def in_another_python(python: str | None, name: str, job: Job) -> dict:
    """The results of one run of peers_in_python.py: seconds, cpu, peak_mb and found. Raises Missing."""
    if not python:
        raise Missing(f"name a Python that has {name} with --peers-python or {PYTHON_VARIABLE}; see --help.")
    command = [python, "-E", "-s", str(SCRIPT), name, job.arrays, *map(str, (job.cell, job.x0, job.y0, job.across))]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Missing(f"{python} cannot be run ({error.strerror}).") from error
    if done.returncode:
        raise Missing(f"it failed in {python}: {(done.stderr.strip() or 'it was killed').splitlines()[-1]}")
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if "missing" in said:
        raise Missing(said["missing"])
    return said
