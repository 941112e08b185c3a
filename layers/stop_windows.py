"""When flights are at their stops, from the waypoints of a plan."""

import numpy as np
from qgis.core import QgsProcessingFeatureSource, QgsWkbTypes

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.provenance.content import add_numbers, add_texts, new_digest
from .attributes import is_null, text_of
from .flights import Flights

KEY = ("night", "drone", "sortie")
FIELDS = (*KEY, "seq", "arrive_s", "leave_s", "spot_id")


def stop_windows(source: QgsProcessingFeatureSource, flights: Flights) -> tuple[list[np.ndarray], int, str]:
    """For each flight (w, 2) s, in its own times, from the first to the last waypoint of each spot that it visits; how
    many flights have no waypoints; and the hash of what was read. Raises UserError where the layer holds no waypoints
    of a plan."""
    index = {field: source.fields().lookupField(field) for field in FIELDS}
    if min(index[field] for field in ("drone", "sortie", "seq", "spot_id")) < 0 or not QgsWkbTypes.hasM(
        source.wkbType()
    ):
        raise UserError(
            tr(
                "{name} is no layer of waypoints: it needs M values and the fields drone, sortie, seq and spot_id. "
                "Give the output Waypoints of the same plan, or leave WAYPOINTS empty.",
                name=source.sourceName(),
            )
        )
    digest = new_digest()
    found: dict[tuple[str, str, str], list[tuple]] = {}
    for feature in source.getFeatures():
        values = {field: feature[i] if i >= 0 else None for field, i in index.items()}
        vertex = next(feature.geometry().vertices(), None) if feature.hasGeometry() else None
        add_numbers(digest, np.array([] if vertex is None else [vertex.m()]))
        add_texts(digest, map(text_of, values.values()))
        if vertex is None or not np.isfinite([vertex.m(), _number(values["seq"])]).all():
            continue
        hover = max(float(np.nan_to_num(_number(values["leave_s"]) - _number(values["arrive_s"]))), 0.0)
        night = "1" if is_null(values["night"]) else text_of(values["night"])
        key = (night, text_of(values["drone"]), text_of(values["sortie"]))
        row = (_number(values["seq"]), vertex.m(), vertex.m() + hover, text_of(values["spot_id"]))
        found.setdefault(key, []).append(row)
    keys = zip(flights.night.astype(str).tolist(), flights.drone, flights.sortie, strict=True)
    rows = [sorted(found.get(key, ())) for key in keys]
    return [_windows(own) for own in rows], sum(not own for own in rows), digest.hexdigest()


def _windows(rows: list[tuple]) -> np.ndarray:
    """(w, 2) s of the runs of waypoints with the same spot. rows: seq, arrival, departure and spot of each, sorted."""
    found, before = [], ""
    for _, arrive, leave, spot in rows:
        if spot and spot == before:
            found[-1][1] = leave
        elif spot:
            found.append([arrive, leave])
        before = spot
    return np.array(found, float).reshape(-1, 2)


def _number(value) -> float:
    return float(value) if not is_null(value) and isinstance(value, (int, float)) else np.nan
