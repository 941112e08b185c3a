"""Sweep areas: paths that cover areas."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..engine.errors import UserError
from ..engine.geometry import buffer, difference
from ..engine.progress import part
from ..engine.sweep.areas import SweepRules, Swept, area_to_see, check_size, single_shapes, swept_parts
from ..engine.sweep.coverage import length_bound, line_of, path_length, turns
from ..engine.text import counted
from ..layers.crs import crs_name, crs_of_source, length_warnings_of
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from .base import BlindspotAlgorithm, tr
from .inputs.before_run import has_nothing
from .inputs.camera import CameraInput
from .inputs.drone_sight import DroneSightInput
from .inputs.no_fly import NoFlyInput
from .inputs.parameters import metres, number
from .inputs.task import TaskInput
from .outputs.hidden_sweeps import report_hidden
from .outputs.layers import OutputLayer, write_layers
from .run import Run

NO_FLY, TASK = (
    NoFlyInput(
        "Polygons that no path may enter. Holes in the polygons may be entered. A path has neither height nor time, so "
        "zones count whatever their limits of height and times of validity are.",
        "Distance that paths keep from no-fly zones.",
        clears=False,
    ),
    TaskInput(),
)
CAMERA, SIGHT = CameraInput(front=False), DroneSightInput()
LINE, POLYGON = Qgis.ProcessingSourceType.VectorLine, Qgis.ProcessingSourceType.VectorPolygon

IN_ZONE, MISSED = "inside a no-fly zone", "farther than half a swath from the path"

OUTPUT_HELP = (
    "One line (LineString) for each part of an area. An area, or a line to follow, that no-fly zones cut has several "
    "parts. Fields: area_id (the field spot_id of the input, if there is one, else the feature id), part (from 1 in "
    "each area), length_m (metres of the path), turns (bends of more than 15 degrees), coverage (share of the part "
    "that is seen, 0 to 1), area_m2 (of the part; for a line, of its strip), bound_m (lower bound in metres: no path "
    "for this part is shorter), over_bound (length_m / bound_m; null where bound_m is 0). Where a whole part is seen "
    "from one position, the path is a line of a hundredth of the Swath there, so that QGIS can draw it and Plan drone "
    "routes accepts it."
)
UNCOVERED_HELP = (
    "The areas that the paths do not see (MultiPolygon), one feature for each area and reason. Fields: area_id, "
    f"area_m2, reason ({IN_ZONE}, which includes small pieces that zones cut off; or {MISSED})."
)


@dataclass(frozen=True)
class Areas:
    """n areas in a metric CRS. shapes: the given polygons and lines; wholes: the areas to be seen for each of them."""

    crs: QgsCoordinateReferenceSystem
    ids: list[str]
    shapes: np.ndarray
    wholes: list[shapely.Geometry]

    @property
    def sizes(self) -> np.ndarray:
        """(n,) m2."""
        return shapely.area(self.wholes)


class SweepAreas(BlindspotAlgorithm):
    """blindspot:sweepareas"""

    ID = "sweepareas"
    TITLE = "Sweep areas"
    SUMMARY = "Finds short paths that see all of an area."
    TAGS = ("drone", "uav", "sweep", "coverage", "survey", "lawnmower", "boustrophedon", "corridor", "no-fly")
    BASIC = ("INPUT", "CAMERA", "SWATH", "CORRIDOR_WIDTH", "NO_FLY", "NO_FLY_BUFFER")
    BLOCKS = (NO_FLY, CAMERA, SIGHT)
    HELP = """<p>Finds a short path that sees all of an area.</p>
<p>Polygons are swept in parallel lines, in the direction or directions that give the shortest path. Lines are followed;
where the width of corridors is more than the Swath, they are swept in parallel lines too. Paths stay inside their
polygon and outside no-fly zones. An area that a zone cuts into pieces gets several parts, each with its own path.</p>
<p><b>coverage</b> is the share of the area that is within half a Swath of the path. The target is at least 0.995:
the last small pieces in corners would make the path much longer. <b>bound_m</b> is a lower bound of the path length.
So <b>over_bound</b> shows how much shorter a better path could be at most. About 1.1 is good; narrow or irregular areas
have higher values.</p>
<p>You do not need this algorithm to plan flights: Plan drone routes sweeps polygons itself, and takes batteries, wind
and launch sites into account. Use this one if you want only the paths, or to see the effect of Swath and direction.</p>
<p>A path is a proposal. The operator is responsible for permission, obstacles and weather.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Areas"), [POLYGON, LINE]),
            "Polygons to sweep, or lines to follow. Holes of polygons are not swept. Each part of a multi-part feature "
            "gets its own path.",
        )
        TASK.add_swath(self, CAMERA)
        self.add(
            metres("ALTITUDE", "Altitude above ground (m)", 60),
            "Altitude of the flight. It matters only with a Camera, which sees more of the ground from higher up, and "
            "with Buildings, which hide less of it.",
        )
        SIGHT.add(self)
        NO_FLY.add(self)
        self.add(
            number("DIRECTION", "Direction of all lines (degrees)", None, -360, 360, optional=True, decimals=1),
            "Clockwise from the north of the output's CRS: with 90 the lines over polygons run from west to east. "
            "Corridors always follow their line. Empty: the best direction for each polygon, or for each piece of it.",
        )
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Sweep paths"), LINE), OUTPUT_HELP)
        self.add(
            QgsProcessingParameterFeatureSink("UNCOVERED", tr("Not covered"), POLYGON, None, True, False),
            UNCOVERED_HELP,
        )
        self.add_numbers(
            ("PATH_LENGTH", "Metres of all paths"),
            ("COVERAGE", "Share seen of all that lies outside of no-fly zones"),
            ("AREA_COUNT", "Areas swept"),
        )
        self.add_texts()

    def check(self, run):
        source = run.source("INPUT")
        if has_nothing(source):
            raise _nothing(source.sourceName())
        return super().check(run)

    def compute(self, run):
        areas, rules = _read(run)
        swept = _swept(run, areas, rules)
        sight = SIGHT.read(run, areas.crs, [areas.shapes], rules.swath / 2)
        if sight is not None:
            report_hidden(run, swept, rules.swath, sight, run.number("ALTITUDE"))
        return _written(run, areas, rules, swept)


def _read(run: Run) -> tuple[Areas, SweepRules]:
    """The areas, and the rules for sweeping them. Raises UserError where there are none, or their area is too large."""
    crs, ids, shapes = _areas(run)
    rules = _rules(run, crs)
    areas = Areas(crs, ids, shapes, [area_to_see(shape, rules) for shape in shapes])
    check_size(areas.sizes.sum(), rules.swath)
    return areas, rules


def _swept(run: Run, areas: Areas, rules: SweepRules) -> list[list[Swept]]:
    """The parts of each area, with their paths."""
    share = np.concatenate(([0], np.cumsum(areas.sizes) / areas.sizes.sum()))
    progress = run.doing(tr("Sweeping {areas}.", areas=counted(len(areas.shapes), "area")), 0.02, 0.98)
    return [
        swept_parts(shape, rules, part(progress, *share[index : index + 2])) for index, shape in enumerate(areas.shapes)
    ]


def _written(run: Run, areas: Areas, rules: SweepRules, swept: list[list[Swept]]) -> dict:
    """Writes the paths and the areas not covered; returns all results."""
    crs, line, polygons = areas.crs, Qgis.WkbType.LineString, Qgis.WkbType.MultiPolygon
    layers = [OutputLayer.of("OUTPUT", _path_rows(areas.ids, swept, rules.swath), line, crs, "sweeps", 4)]
    if run.parameters.get("UNCOVERED"):
        rows = _uncovered_rows(areas.ids, areas.wholes, swept, rules)
        layers.append(OutputLayer.of("UNCOVERED", rows, polygons, crs, "sweeps_uncovered", 3))
    return {**write_layers(run, 0.98, *layers), **_report(run, swept), "CRS": crs_name(crs)}


def _report(run: Run, swept: list[list[Swept]]) -> dict[str, float]:
    """Reports path length and coverage in the log; returns them as results."""
    parts = [done for some in swept for done in some]
    count, length = sum(bool(some) for some in swept), sum(path_length(done.path) for done in parts)
    size = sum(done.region.area for done in parts)
    coverage = sum(done.coverage * done.region.area for done in parts) / size if parts else 0.0
    run.say(
        tr(
            "{count:,} of {swept:,} areas are swept by {parts:,} paths of {length:,.2f} km in all.",
            count=count,
            swept=len(swept),
            parts=len(parts),
            length=length / 1000,
        )
    )
    if parts:
        run.say(
            tr(
                "{coverage:.2f} % of the area outside no-fly zones is within half a swath of a path.",
                coverage=100 * coverage,
            )
        )
    if count < len(swept):
        lie = counted(len(swept) - count, "area lies", "areas lie")
        run.warn(tr("{lie} inside no-fly zones, without a path.", lie=lie))
    return {"PATH_LENGTH": length, "COVERAGE": coverage, "AREA_COUNT": count}


def _areas(run: Run) -> tuple[QgsCoordinateReferenceSystem, list[str], np.ndarray]:
    """CRS, ids and (n,) polygons and lines of INPUT. Raises UserError where there is none."""
    source = run.source("INPUT")
    nothing = _nothing(source.sourceName())
    if not source.featureCount():
        raise nothing
    crs, note = crs_of_source(source, run.transform_context)
    run.say(note)
    run.warn(*length_warnings_of(source, crs, run.transform_context))
    progress = run.doing(tr("Reading the areas."), 0, 0.02)
    features = run.features(source, crs, progress, collections=True, of=("INPUT", 0))
    usable = shapely.get_dimensions(features.geometry) > 0
    points = int((shapely.get_dimensions(shapely.get_parts(features.geometry)) == 0).sum())
    if points:
        run.warn(
            tr(
                "{name}: {points:,} points are left out, because a point has no area to sweep.",
                name=features.name,
                points=points,
            )
        )
    if not usable.any():
        raise nothing
    ids = [area for area, good in zip(features.ids("spot_id"), usable, strict=True) if good]
    return crs, ids, features.geometry[usable]


def _nothing(layer: str) -> UserError:
    return UserError(
        tr("{layer} has no polygon and no line to sweep. Choose another INPUT, or clear its filter.", layer=layer)
    )


def _rules(run: Run, crs: QgsCoordinateReferenceSystem) -> SweepRules:
    swath, direction = CAMERA.swath(run), run.optional_number("DIRECTION")
    return SweepRules(
        NO_FLY.read(run, crs),
        swath,
        max(swath, run.optional_number("CORRIDOR_WIDTH") or 0.0),
        None if direction is None else math.radians(90 - direction) % math.pi,
    )


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
            length, least = path_length(done.path), length_bound(done.region.area, swath)
            over = length / least if least > 0 else None
            size = float(done.region.area)
            rows.append((done.path, area, index, length, turns(done.path), done.coverage, size, least, over))
    shapes = [shapely.linestrings(row[0]).wkb for row in rows]
    return fields, shapes, [[row[column] for row in rows] for column in range(1, 9)]


def _uncovered_rows(ids: list[str], wholes: list, swept: list[list[Swept]], rules: SweepRules):
    """(fields, WKB, columns) of UNCOVERED."""
    rows = []
    for area, whole, parts in zip(ids, wholes, swept, strict=True):
        regions = shapely.union_all([done.region for done in parts])
        in_zones = difference(whole, regions) if len(rules.zones.zones) else None
        missed = [difference(done.region, buffer(line_of(done.path), rules.swath / 2, quad_segs=32)) for done in parts]
        for reason, shape in ((IN_ZONE, in_zones), (MISSED, shapely.union_all(missed))):
            pieces = [] if shape is None else [piece for piece in single_shapes(shape) if piece.area > 0]
            if pieces:
                shape = shapely.multipolygons(pieces)
                rows.append((shape.wkb, area, float(shape.area), reason))
    fields = fields_of(("area_id", TEXT), ("area_m2", REAL), ("reason", TEXT))
    return fields, [row[0] for row in rows], [values([row[column] for row in rows]) for column in (1, 2, 3)]
