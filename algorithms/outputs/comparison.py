"""Flown tracks against a plan as rows of layers."""

import struct
from collections.abc import Sequence

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.flown.comparison import FROM_LOG, Comparison, FlownSortie, source_text
from ...engine.flown.planned_stops import HOVER
from ...engine.flown.remaining import DroneNow, RemainingSpot
from ...engine.language import tr
from ...engine.tables import geometries_of
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, multi_wkb_type, values
from .flown import line_zm
from .layers import OutputLayer

OTHERS = {1: "REMAINING_LINES", 0: "REMAINING_POINTS"}
"""The outputs of lines and points beside areas, by dimension."""
SORTIES_HELP = (
    "One line (LineStringZM) for each flown track, and for each sortie that was not flown, with the planned line. "
    "Fields: drone, sortie, status (flown, not flown, or not planned), paired (how the track was matched with the "
    "sortie: by its label, or by place and time), start, end (UTC), late_start_s and late_end_s (seconds later than "
    "planned, negative where earlier; null without dates), off_max_m and off_rms_m (largest and RMS horizontal "
    "distance from the planned line), up_max_m and up_rms_m (the same of the height above take-off; null where the "
    "log has no heights), stops, stops_served (number of stops of the sortie, and of those served), left_pct and "
    "planned_pct (% of the battery left after landing, flown and planned), left_from (log, or estimated from the time"
    " flown), privacy_s and planned_privacy_s (seconds over privacy places), zone_s (seconds inside no-fly zones), "
    "zones (their names)."
)
STOPS_HELP = (
    "One point for each stop of the plan. Fields: drone, sortie, seq (of its first waypoint), stop (hover, follow or "
    "sweep), spot_id, spot_name, result (served, partly or missed), flown_share (0 to 1: of the hover time, of the "
    "line, or of the area), planned_s and flown_s (seconds of a hover)."
)
REMAINING_HELP = (
    "What is still to be flown, for Plan drone routes to take as blind spots: the spots that were missed, and the "
    "parts of lines and areas that were not flown. Fields: spot_id, name, priority (of what is left), left_share (of "
    "the spot that is left, 0 to 1), gap and gap_profile (of the blind spots, where they are known), drone and sortie "
    "(that should have flown it). If points, lines and areas are left, ask for the two outputs below as well; else all "
    "are in this one as geometry collections, which Plan drone routes takes, but the map does not show."
)
DRONES_HELP = (
    "One point for each drone of the plan, where it is now, for Plan drone routes to take as launch sites. Fields: "
    "name, drone, drones (1, for Drones at each launch site), battery_pct (% left, for Battery at each launch site; "
    "null if it has not flown), battery_from (log, estimated, or not flown), launch_site (of the plan), until (when it "
    "landed, UTC)."
)


def sorties_layer(comparison: Comparison, zone_names: Sequence[str], crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """OUTPUT."""
    fields = fields_of(
        *(("drone", WHOLE), ("sortie", WHOLE), ("status", TEXT), ("paired", TEXT), ("start", MOMENT), ("end", MOMENT)),
        *(("late_start_s", REAL), ("late_end_s", REAL), ("off_max_m", REAL), ("off_rms_m", REAL), ("up_max_m", REAL)),
        *(("up_rms_m", REAL), ("stops", WHOLE), ("stops_served", WHOLE), ("left_pct", REAL), ("planned_pct", REAL)),
        *(("left_from", TEXT), ("privacy_s", REAL), ("planned_privacy_s", REAL), ("zone_s", REAL), ("zones", TEXT)),
    )
    rows, shapes = [], []
    for sortie in comparison.sorties:
        for index, off in zip(sortie.tracks, sortie.deviations, strict=True):
            shapes.append(comparison.tracks[index].line)
            rows.append(_flown_row(comparison, sortie, index, off, zone_names))
        if not sortie.flown:
            shapes.append(comparison.plan.routes.line[sortie.route])
            rows.append(_missed_row(comparison, sortie))
    for index, privacy, inside in comparison.alone:
        track = comparison.tracks[index]
        shapes.append(track.line)
        left = track.battery_end if np.isfinite(track.battery_end) else None
        own = (*(None,) * 8, left, None, None if left is None else source_text(FROM_LOG))
        zones = float(inside.sum()), _zone_text(inside, zone_names)
        head = track.drone, track.sortie, tr("not planned"), None, track.start, track.end
        rows.append((*head, *own, privacy, None, *zones))
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in fields]
    for at, field in enumerate(fields):
        if field.type() == MOMENT:
            columns[at] = moments(np.array([np.nan if one is None else one for one in columns[at]], float))
        elif field.type() == REAL:
            columns[at] = values(columns[at])
    wkb = [line_zm(line) for line in shapes]
    kind = Qgis.WkbType.LineStringZM
    return OutputLayer.of("OUTPUT", (fields, wkb, columns), kind, crs, "compared", 4, ("start", "end"))


def _flown_row(comparison: Comparison, sortie: FlownSortie, index: int, off, zone_names) -> tuple:
    routes, track = comparison.plan.routes, comparison.tracks[index]
    late = comparison.late(sortie)
    paired = tr("label") if comparison.pairs.by_label[index] else tr("place and time")
    return (
        *(int(routes.drone[sortie.route]), int(routes.sortie[sortie.route]), tr("flown"), paired),
        *(track.start, track.end, *late, off.largest, off.rms, off.largest_vertical, off.rms_vertical),
        *(len(sortie.stops), sum(map(comparison.served, sortie.stops)), sortie.left),
        *(
            float(routes.left_pct[sortie.route]),
            source_text(sortie.battery_from),
            sortie.privacy,
            sortie.planned_privacy,
        ),
        *(float(sortie.zones.sum()), _zone_text(sortie.zones, zone_names)),
    )


def _missed_row(comparison: Comparison, sortie: FlownSortie) -> tuple:
    routes = comparison.plan.routes
    start, end = routes.start[sortie.route], routes.end[sortie.route]
    return (
        *(int(routes.drone[sortie.route]), int(routes.sortie[sortie.route]), tr("not flown"), None, start, end),
        *(None,) * 6,
        *(len(sortie.stops), sum(map(comparison.served, sortie.stops)), None, float(routes.left_pct[sortie.route])),
        *(None, 0.0, sortie.planned_privacy, 0.0, None),
    )


def _zone_text(seconds: np.ndarray, names: Sequence[str]) -> str | None:
    return tr(", ").join(name for name, inside in zip(names, seconds, strict=True) if inside > 0) or None


def stops_layer(comparison: Comparison, crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """STOPS."""
    fields = fields_of(
        *(("drone", WHOLE), ("sortie", WHOLE), ("seq", WHOLE), ("stop", TEXT), ("spot_id", TEXT), ("spot_name", TEXT)),
        *(("result", TEXT), ("flown_share", REAL), ("planned_s", REAL), ("flown_s", REAL)),
    )
    routes, stops = comparison.plan.routes, comparison.stops
    shapes = [shapely.Point(_middle(stop.stop.path)).wkb for stop in stops]
    hovers = [stop.stop.kind == HOVER for stop in stops]
    columns = [
        [int(routes.drone[stop.stop.route]) for stop in stops],
        [int(routes.sortie[stop.stop.route]) for stop in stops],
        [stop.stop.seq for stop in stops],
        [stop.stop.kind for stop in stops],
        ["; ".join(stop.stop.spots) or None for stop in stops],
        [stop.stop.name for stop in stops],
        [
            tr("served") if comparison.served(stop) else tr("partly") if stop.share > 0.02 else tr("missed")
            for stop in stops
        ],
        [stop.share for stop in stops],
        [stop.stop.seconds if hover else None for stop, hover in zip(stops, hovers, strict=True)],
        [stop.seconds if hover else None for stop, hover in zip(stops, hovers, strict=True)],
    ]
    return OutputLayer.of("STOPS", (fields, shapes, columns), Qgis.WkbType.Point, crs, "flown_stops", 6)


def _middle(path: np.ndarray) -> np.ndarray:
    if len(path) < 2:
        return path[0]
    return shapely.get_coordinates(shapely.line_interpolate_point(shapely.linestrings(path), 0.5, normalized=True))[0]


def remaining_layers(
    remaining: Sequence[RemainingSpot], crs: QgsCoordinateReferenceSystem, asked: set[str]
) -> list[OutputLayer]:
    """REMAINING, and those of REMAINING_LINES and REMAINING_POINTS that are asked for. Kinds go to their own layers if
    all that are needed are asked for; else all are in REMAINING."""
    dimensions = np.array([shapely.get_dimensions(spot.geometry) for spot in remaining], int)
    kinds = sorted(set(dimensions.tolist()), reverse=True)
    names = {kind: OTHERS[kind] for kind in kinds[1:]}
    mixed = not set(names.values()) <= asked
    first = [spot for spot, kind in zip(remaining, dimensions, strict=True) if mixed or kind == kinds[0]]
    otherwise = Qgis.WkbType.GeometryCollection if mixed else Qgis.WkbType.Polygon
    layers = [_spots_layer("REMAINING", first, crs, otherwise, mixed)]
    for kind, name in OTHERS.items():
        own = [spot for spot, each in zip(remaining, dimensions, strict=True) if not mixed and each == kind]
        own = own if name in names.values() else []
        if name in asked:
            otherwise = Qgis.WkbType.LineString if kind else Qgis.WkbType.Point
            layers.append(_spots_layer(name, own, crs, otherwise))
    return layers


def _spots_layer(
    name: str, spots: Sequence[RemainingSpot], crs: QgsCoordinateReferenceSystem, otherwise, mixed: bool = False
) -> OutputLayer:
    fields = fields_of(
        *(("spot_id", TEXT), ("name", TEXT), ("priority", REAL), ("left_share", REAL), ("gap", REAL)),
        *(("gap_profile", TEXT), ("drone", WHOLE), ("sortie", WHOLE)),
    )
    shapes = geometries_of([spot.geometry for spot in spots])
    kind = otherwise if mixed else multi_wkb_type(shapes, otherwise)
    if mixed:
        shapes = np.array([shapely.geometrycollections([shape]) for shape in shapes], object)
    columns = [
        [spot.id for spot in spots],
        [spot.name for spot in spots],
        [spot.priority for spot in spots],
        [spot.share for spot in spots],
        values(np.array([spot.gap for spot in spots], float)),
        [None if spot.profile is None else str(spot.profile) for spot in spots],
        [spot.drone for spot in spots],
        [spot.sortie for spot in spots],
    ]
    wkb = shapely.to_wkb(shapes, output_dimension=2).tolist() if len(shapes) else []
    return OutputLayer.of(name, (fields, wkb, columns), kind, crs, "remaining", 5)


def drones_layer(drones: Sequence[DroneNow], crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """DRONES."""
    fields = fields_of(
        *(("name", TEXT), ("drone", WHOLE), ("drones", WHOLE), ("battery_pct", REAL), ("battery_from", TEXT)),
        *(("launch_site", TEXT), ("until", MOMENT)),
    )
    shapes = [struct.pack("<BI2d", 1, Qgis.WkbType.Point.value, *drone.place) for drone in drones]
    columns = [
        [tr("drone {name}", name=drone.drone) for drone in drones],
        [drone.drone for drone in drones],
        [1] * len(drones),
        values(np.array([drone.battery for drone in drones], float)),
        [source_text(drone.battery_from) for drone in drones],
        [drone.launch_site for drone in drones],
        moments(np.array([drone.until for drone in drones], float)),
    ]
    return OutputLayer.of("DRONES", (fields, shapes, columns), Qgis.WkbType.Point, crs, "drones_now", 7)
