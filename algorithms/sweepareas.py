"""Areas to the paths that sweep them."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
)

from ..engine.airspace.airspace import Airspace, airspace_around, buffer, difference
from ..engine.errors import UserError
from ..engine.progress import Progress, part
from ..engine.sweep.corridor import corridor_paths, strip_of
from ..engine.sweep.coverage import bound, coverage, line_of, path_length, turns
from ..engine.sweep.sweep import single_direction_path, sweep_paths
from ..layers.crs import crs_of_source
from ..layers.features import Features, LayerSource, read_features
from ..layers.progress import progress_of
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, values, write
from ..layers.styling import dress
from .base import BlindspotAlgorithm, tr
from .inputs.fleet import noted, read_zones
from .inputs.parameters import metres, number

LINE, POLYGON = Qgis.ProcessingSourceType.VectorLine, Qgis.ProcessingSourceType.VectorPolygon
CRUMB = 1e-3
"""Of a squared swath: what no-fly zones leave of an area, but smaller than this, is not gone to."""
MOST_FOOTPRINTS = 1_000_000
"""Squares of a swath that all areas together may hold: beyond it, the paths take hours to find."""
SHORT_LINE = 0.01
"""Of a swath: the length of the line that stands for a single place, as a line needs two vertices."""

IN_ZONE, MISSED = "inside a no-fly zone", "farther than half a swath from the path"

OUTPUT_HELP = (
    "One line (LineString) a part of an area; a line that no-fly zones cut has several parts too. Fields: area_id "
    "(spot_id where INPUT has it, else the feature id), part (from 1 in each area), length_m (metres of the path), "
    "turns (bends of more than 15 degrees), coverage (share of the part seen, 0 to 1), area_m2 (of the part; of a "
    "line, its strip), bound_m (metres that no path for this part is shorter than), over_bound (length_m / bound_m; "
    "null where bound_m is 0). A part that is seen from one place is a line of a hundredth of SWATH there, so that "
    "QGIS draws it and Plan drone routes takes it."
)
UNCOVERED_HELP = (
    "What the paths don't see (MultiPolygon), one feature for an area and a reason. Fields: area_id, area_m2, reason "
    f"({IN_ZONE}, crumbs that zones cut off included; or {MISSED})."
)


@dataclass(frozen=True)
class Swept:
    """A part of an area, and the path that sweeps it."""

    room: shapely.Geometry
    """what is to be seen"""
    path: np.ndarray
    """(k, 2), at least two vertices"""
    coverage: float
    """0 to 1"""


@dataclass(frozen=True)
class Manner:
    """How areas are swept."""

    zones: Airspace
    swath: float
    """m"""
    width: float
    """m, of the strips that lines stand for; up to `swath`, lines are followed once"""
    angle: float | None
    """of the lines over polygons, radians from the x axis; None: the best"""


class SweepAreas(BlindspotAlgorithm):
    """blindspot:sweepareas"""

    ID = "sweepareas"
    TITLE = "Sweep areas"
    TAGS = ("drone", "uav", "sweep", "coverage", "survey", "lawnmower", "boustrophedon", "corridor", "no-fly")
    HELP = """<p>Which path sees all of an area, and is short?</p>
<p>Polygons are flown in parallel lines, in the direction or directions that make the path shortest; lines are
followed, or flown in parallel lines where CORRIDOR_WIDTH is more than SWATH. Paths stay inside their polygon and
outside of no-fly zones. What a zone cuts apart becomes several parts, each with its own path.</p>
<p>Coverage is the share of the area that comes within half of SWATH of the path. At least 0.995 is aimed for: the last
crumbs in corners would cost more metres than they are worth. bound_m is a length that no path can beat, so over_bound
says how much is left to gain at most; around 1.1 is good, and narrow or ragged areas have more.</p>
<p>You don't need this to plan flights: Plan drone routes sweeps polygons by itself, and knows batteries, wind
and launch sites. Take this one where paths alone are wanted, or to see what SWATH and DIRECTION do to them.</p>
<p>A path is a proposal. Whoever flies it answers for permission, obstacles and weather.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Areas"), [POLYGON, LINE]),
            "Polygons to sweep, or lines to follow. Holes are left out. Each part of a multi-part feature gets its own "
            "path.",
        )
        self.add(
            metres("SWATH", "Swath", 60, 0.1),
            "Width of what the drone sees on the ground: the distance between the lines of a sweep.",
        )
        self.add(
            metres("CORRIDOR_WIDTH", "Width of corridors along lines", None, 0.01, optional=True),
            "How wide the strips are that lines stand for, such as a riverside of 150 m. Wider than SWATH, they are "
            "flown in parallel lines. Empty: lines are followed once.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), POLYGON, None, True),
            "Polygons that no path may enter. Holes in them are open.",
        )
        self.add(metres("NO_FLY_BUFFER", "Distance to no-fly zones", 0), "How far paths keep from no-fly zones.")
        self.add(
            number("DIRECTION", "Direction of all lines (degrees)", None, -360, 360, optional=True),
            "Clockwise from the north of the output's CRS: with 90 the lines over polygons run from west to east. "
            "Corridors follow their line. Empty: the best direction for each polygon, or for each piece of it.",
            advanced=True,
        )
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Sweep paths"), LINE), OUTPUT_HELP)
        self.add(
            QgsProcessingParameterFeatureSink("UNCOVERED", tr("Not covered"), POLYGON, None, True, False),
            UNCOVERED_HELP,
        )
        for name, title in (
            ("PATH_LENGTH", "Metres of all paths"),
            ("COVERAGE", "Share seen of all that lies outside of no-fly zones"),
            ("AREA_COUNT", "Areas swept"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.addOutput(QgsProcessingOutputString("CRS", tr("CRS worked in")))

    def prepareAlgorithm(self, parameters, context, feedback):
        # Layers belong to the thread that this is called from; what is read later, in another one, is their sources.
        self._zone_layers = [
            LayerSource.of(layer) for layer in self.parameterAsLayerList(parameters, "NO_FLY", context)
        ]
        return super().prepareAlgorithm(parameters, context, feedback)

    def compute(self, parameters, context, feedback):
        crs, ids, shapes = self._areas(parameters, context, feedback)
        manner = self._manner(parameters, context, feedback, crs)
        wholes = [_whole(shape, manner) for shape in shapes]
        sizes = np.array([whole.area for whole in wholes])
        _check_size(sizes.sum(), manner.swath)
        share = np.concatenate(([0], np.cumsum(sizes) / sizes.sum()))
        working = progress_of(feedback, 0.05, 0.95)
        swept = [_swept(shape, manner, part(working, *share[index : index + 2])) for index, shape in enumerate(shapes)]
        seen, size = (
            sum(of(done) for parts in swept for done in parts)
            for of in (lambda done: done.coverage * done.room.area, lambda done: done.room.area)
        )
        paths = [done.path for parts in swept for done in parts]
        outputs = {"OUTPUT": _path_rows(ids, swept, manner.swath)}
        if parameters.get("UNCOVERED"):
            outputs["UNCOVERED"] = _uncovered_rows(ids, wholes, swept, manner)
        results = self._write(parameters, context, crs, outputs)
        count = sum(bool(parts) for parts in swept)
        length = sum(path_length(path) for path in paths)
        feedback.pushInfo(
            f"{count:,} of {len(shapes):,} areas are swept by {len(paths):,} paths of {length / 1000:,.2f} km in all."
        )
        if paths:
            feedback.pushInfo(f"{seen / size:.2%} of what lies outside of no-fly zones comes within half a swath.")
        if count < len(shapes):
            feedback.pushWarning(f"{len(shapes) - count:,} areas lie inside no-fly zones and have no path.")
        feedback.setProgress(100)
        return results | {
            "PATH_LENGTH": length,
            "COVERAGE": seen / size if paths else 0.0,
            "AREA_COUNT": count,
            "CRS": crs.authid() or crs.toProj(),
        }

    def _areas(self, parameters, context, feedback):
        """CRS, ids and (n,) polygons and lines of INPUT. Raises UserError where there is none."""
        source = self.source(parameters, "INPUT", context)
        nothing = UserError(
            f"{source.sourceName()} has no polygon and no line to sweep: take another layer as INPUT, or clear its "
            "filter."
        )
        if not source.featureCount():
            raise nothing
        crs, said = crs_of_source(source, context.transformContext())
        feedback.pushInfo(said)
        features = noted(
            read_features(source, crs, context.transformContext(), progress_of(feedback, 0, 0.05)), feedback
        )
        usable = shapely.get_dimensions(features.geometry) > 0
        points = int((shapely.get_dimensions(shapely.get_parts(features.geometry)) == 0).sum())
        if points:
            feedback.pushWarning(f"{features.name}: {points:,} points are left out; a point has nothing to sweep.")
        if not usable.any():
            raise nothing
        ids = [area for area, good in zip(_ids(features), usable, strict=True) if good]
        return crs, ids, features.geometry[usable]

    def _manner(self, parameters, context, feedback, crs) -> Manner:
        zones = [
            zone for layer in self._zone_layers for zone in read_zones(layer, crs, context.transformContext(), feedback)
        ]
        swath = self.parameterAsDouble(parameters, "SWATH", context)
        direction = self.optional_number(parameters, "DIRECTION", context)
        return Manner(
            airspace_around(zones, self.parameterAsDouble(parameters, "NO_FLY_BUFFER", context)),
            swath,
            max(swath, self.optional_number(parameters, "CORRIDOR_WIDTH", context) or 0.0),
            None if direction is None else math.radians(90 - direction) % math.pi,
        )

    def _write(self, parameters, context, crs, outputs: dict[str, tuple]) -> dict:
        """Destinations by name. All outputs are opened before any is written."""
        opened, results = [], {}
        for name, (fields, shapes, columns) in outputs.items():
            kind, style, order = {
                "OUTPUT": (Qgis.WkbType.LineString, "sweeps", 4),
                "UNCOVERED": (Qgis.WkbType.MultiPolygon, "sweeps_uncovered", 3),
            }[name]
            sink, destination = self.parameterAsSink(parameters, name, context, fields, kind, crs)
            if sink is None:
                raise QgsProcessingException(self.invalidSinkError(parameters, name))
            opened.append((sink, shapes, columns))
            dress(context, destination, style, order)
            results[name] = destination
        while opened:
            write(*opened.pop(0))
        return results


def _ids(features: Features) -> list[str]:
    own = features.fields.lookupField("spot_id") >= 0
    return features.texts("spot_id") if own else [str(fid) for fid in features.fid]


def _check_size(area: float, swath: float) -> None:
    if area > MOST_FOOTPRINTS * swath**2:
        least = math.ceil(math.sqrt(area / MOST_FOOTPRINTS))
        raise UserError(
            f"The areas hold {area / 1e6:,.1f} km2, too much for a SWATH of {swath:g} m: take one of {least:,} m or "
            "more, or sweep a part of them at a time."
        )


def _whole(shape, manner: Manner):
    """What of an area is to be seen, zones or not."""
    return shapely.union_all(
        [strip_of(single, manner.width) if _dimension(single) == 1 else single for single in _single(shape)]
    )


def _dimension(shape) -> int:
    return int(shapely.get_dimensions(shape))


def _single(shape) -> list:
    """Single polygons and lines of a geometry; lines that meet end to end are one."""
    if shape.geom_type == "MultiLineString":
        shape = shapely.line_merge(shape)
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [single for single in parts if _dimension(single) > 0 and not single.is_empty]


def _left(single, manner: Manner) -> list:
    """What no-fly zones leave of a polygon or line, in parts."""
    if not shapely.intersects(manner.zones.zones, single).any():
        return _single(single)
    (left,) = manner.zones.open_part(np.array([single], dtype=object))
    if _dimension(single) == 1:
        return [line for line in _single(left) if line.length > CRUMB * manner.swath]
    return [room for room in _single(left) if room.area > CRUMB * manner.swath**2]


def _swept(shape, manner: Manner, progress: Progress) -> list[Swept]:
    """All parts of an area outside of no-fly zones, swept."""
    todo = []
    for single in _single(shape):
        if _dimension(single) == 2:
            todo += [(room, room) for room in _left(single, manner)]
            continue
        strip = strip_of(single, manner.width)
        if manner.width <= manner.swath:
            todo += [(line, strip_of(line, manner.swath)) for line in _left(single, manner)]
        elif not shapely.intersects(manner.zones.zones, strip).any():
            todo.append((single, strip))
        else:
            todo += [(room, room) for room in _left(strip, manner) if _dimension(room) == 2]
    total = sum(room.area for _, room in todo)
    swept, done = [], 0.0
    for what, room in todo:
        now = part(progress, done / total, (done + room.area) / total)
        now(0.0)
        path = _drawable(_path(what, manner, now), room, manner.swath)
        swept.append(Swept(room, path, float(coverage(room, path, manner.swath))))
        done += room.area
    return swept


def _path(what, manner: Manner, progress: Progress) -> np.ndarray:
    """(k, 2) the path for a line or a polygon."""
    if what.geom_type != "Polygon":
        return corridor_paths(what, manner.width, manner.swath, progress)[0]
    if manner.angle is not None:
        return single_direction_path(what, manner.swath, manner.angle)
    return sweep_paths(what, manner.swath, progress)[0]


def _drawable(path: np.ndarray, room, swath: float) -> np.ndarray:
    """(k, 2) the path; a single place becomes a short line around it that stays inside the room."""
    if len(path) > 1:
        return path
    half = min(SHORT_LINE * swath, shapely.distance(shapely.boundary(room), shapely.points(path[0]))) / 2
    return path + np.array([[-half, 0.0], [half, 0.0]])


def _path_rows(ids: list[str], swept: list[list[Swept]], swath: float):
    """(fields, WKB, columns) of OUTPUT."""
    fields = fields_of(
        ("area_id", TEXT),
        ("part", WHOLE),
        ("length_m", REAL),
        ("turns", WHOLE),
        ("coverage", REAL),
        ("area_m2", REAL),
        ("bound_m", REAL),
        ("over_bound", REAL),
    )
    rows = []
    for area, parts in zip(ids, swept, strict=True):
        for index, done in enumerate(parts, 1):
            length, least = path_length(done.path), bound(done.room.area, swath)
            over = length / least if least > 0 else None
            size = float(done.room.area)
            rows.append((done.path, area, index, length, turns(done.path), done.coverage, size, least, over))
    shapes = [shapely.linestrings(row[0]).wkb for row in rows]
    return fields, shapes, [[row[column] for row in rows] for column in range(1, 9)]


def _uncovered_rows(ids: list[str], wholes: list, swept: list[list[Swept]], manner: Manner):
    """(fields, WKB, columns) of UNCOVERED."""
    rows = []
    for area, whole, parts in zip(ids, wholes, swept, strict=True):
        rooms = shapely.union_all([done.room for done in parts])
        closed = difference(whole, rooms) if len(manner.zones.zones) else None
        missed = [difference(done.room, buffer(line_of(done.path), manner.swath / 2, quad_segs=32)) for done in parts]
        for reason, shape in ((IN_ZONE, closed), (MISSED, shapely.union_all(missed))):
            pieces = [] if shape is None else [piece for piece in _single(shape) if piece.area > 0]
            if pieces:
                shape = shapely.multipolygons(pieces)
                rows.append((shape.wkb, area, float(shape.area), reason))
    fields = fields_of(("area_id", TEXT), ("area_m2", REAL), ("reason", TEXT))
    return fields, [row[0] for row in rows], [values([row[column] for row in rows]) for column in (1, 2, 3)]
