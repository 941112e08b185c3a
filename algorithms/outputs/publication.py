"""The layers of a publication, its statement, and the record that goes with it."""

from pathlib import Path

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.errors import UserError
from ...engine.tables import geometries_of, geopandas
from ...engine.text import listed
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values
from ..base import tr
from ..run import Run
from .layers import OutputLayer

OUTPUT_HELP = (
    "What may be published. Of scored places: place_id (of a block: of its first place, and how many others), status "
    "(published; withheld: fewer units, days or fixes than allowed, or none at all, one unit that makes up much of it, "
    "or it would give away too much beside a layer published earlier), "
    "places (how many were merged), block_m (the side of the block), demand, gap, priority, visits and minutes (in the "
    "watch); of Assess a plan gap_before, gap_after and gain; of patrol effort hours, km and visits; of blind spots "
    "spot_id, status, blocks, block_m, gap and priority; of routes cell_id, minutes and block_m; of tracks segment_id. "
    "Figures are null where they are withheld. All other fields are left out, but for the names of your own places if "
    "you choose their field."
)
AREAS_HELP = "The neighbourhoods with their names, status, places and the same figures, null where they are withheld."
KEPT = (
    *("LAYER", "MIN_UNITS", "UNIT_DAYS", "MIN_DAYS", "MIN_FIXES", "MAX_SHARE", "FINEST", "COARSEST", "GAP_STEP"),
    *(
        "DELAY",
        "KEEP_CLEAR",
        "UNTRIMMED",
        "DETECTION_RANGE",
        "WATCH_START",
        "WATCH_END",
        "WEEKDAYS",
        "WATCH_BY",
        "TIMEZONE",
    ),
)
"""The parameters that the record of a published layer has. The others may name persons, files or fields."""
TEXTS = ("blindspot", "schema", "algorithm", "made", "language", "made_with", "crs", "output")
RESULTS = ("CRS", "MEAN_GAP", "FIGURE_COUNT", "PUBLISHED")
MOST_NAMES = 5  # of a group
WHOLE_FIELDS = ("places", "blocks")


def published_layer(
    name: str, table: geopandas.GeoDataFrame, crs: QgsCoordinateReferenceSystem, style: str, order: int = 0
) -> OutputLayer:
    """A published table as a layer."""
    columns = [column for column in table.columns if column != "geometry"]
    kinds = [TEXT if table[column].dtype == object else WHOLE if column in WHOLE_FIELDS else REAL for column in columns]
    shapes = geometries_of(table)
    kind = multi_wkb_type(shapes, Qgis.WkbType.MultiPolygon)
    shapes = _multi(shapes) if kind in (Qgis.WkbType.MultiPolygon,) else shapes
    rows = (
        fields_of(*zip(columns, kinds, strict=True)),
        shapely.to_wkb(shapes, output_dimension=2).tolist(),
        [values(table[column].to_numpy()) for column in columns],
    )
    return OutputLayer.of(name, rows, kind, crs, style, order)


def reduced_record(record: dict) -> dict:
    """The record of a published layer: without inputs, whose names, filters and own records may identify persons, and
    without the values of fields, selections and seeds."""
    parameters = {name: value for name, value in record["parameters"].items() if name in KEPT}
    return {
        **{name: record[name] for name in TEXTS if name in record},
        "parameters": parameters,
        "inputs": {},
        "inputs_withheld": True,
        "results": {name: value for name, value in (record.get("results") or {}).items() if name in RESULTS},
    }


def write_statement(run: Run, path: str, sentences: list[str]) -> None:
    """Writes the statement that goes with the layer. Raises UserError where it cannot."""
    staged = run.stage(path)
    try:
        Path(path if staged is None else staged.path).write_text("\n".join(sentences) + "\n", encoding="utf-8")
    except OSError as error:
        raise UserError(tr("STATEMENT could not be written: {reason}.", reason=error.strerror)) from error


def _multi(shapes: np.ndarray) -> np.ndarray:
    several = [shape if shape.geom_type.startswith("Multi") else shapely.multipolygons([shape]) for shape in shapes]
    return geometries_of(several)


def joined_names(names: list[str], group: np.ndarray) -> list[str]:
    """The names of the places of each group. group: (n,) the group of each place."""
    found = [[] for _ in range(int(group.max(initial=-1)) + 1)]
    for name, of in zip(names, group.tolist(), strict=True):
        if name:
            found[of].append(name)
    return [listed(each, MOST_NAMES) if each else "" for each in found]


def named(table: geopandas.GeoDataFrame, names: list[str] | None) -> geopandas.GeoDataFrame:
    """The table with a first column of names; as it is where there are none."""
    if names is None:
        return table
    table = table.copy()
    table.insert(0, "name", np.array(names, object))
    return table
