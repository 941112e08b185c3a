"""What is published: a layer, the fixes behind it, and the layers that were published earlier."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
)

from ...engine.errors import UserError
from ...engine.places.cell_ids import grid_of_ids
from ...engine.places.grid import HEXAGON, SQUARE, Grid, Lattice, grid_over
from ...engine.places.places import Places, places_from_geometries
from ...engine.progress import part
from ...engine.provenance.record import chain, name_of
from ...engine.publication.evidence_counts import Evidence, evidence_in_range, evidence_inside
from ...engine.publication.evidence_of_passes import Span, evidence_in_sight
from ...engine.publication.figures import EFFORT, PLACES, ROUTES, SPOTS, TRACKS
from ...engine.publication.positions import Positions, days_of_period
from ...engine.score.detection import Detection
from ...engine.sight.sight import Sight
from ...engine.tables import geopandas
from ...engine.timing.timezones import DAY
from ...engine.timing.watch import Watch
from ...engine.tracks.tracks import Tracks
from ...layers.crs import crs_name, crs_of_source
from ...layers.features import Features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .detection import DetectionInput
from .evidence import SCORING
from .fixes import FixInput
from .parameters import any_field, metres
from .places import PlacesToScore
from .sight import SightInput
from .sun_place import follows_sun, recorded_sun_place, sun_place
from .taken import NEEDED, Taken
from .watch import WatchInput

FIXES, WATCH, DETECTION, SIGHT = FixInput(), WatchInput(), DetectionInput(), SightInput()
EFFORTS = ("patroleffort", "effortarchive")
MAKERS = (*SCORING, *EFFORTS)
"""The algorithms whose records say what the figures of a layer rest on."""
PUBLISHABLE = (*MAKERS, "findblindspots", "planroutes", "importflight", "preparetracks")
"""The algorithms whose results can be published."""
OF_FIXES = (
    *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "DETECTION_RANGE", "RANGE_FIELD", "DARK_RANGE", "MIN_SPEED"),
    *("SAMPLE_SPACING", "WATCH_START", "WATCH_END", "WATCH_BY", "SUN_OFFSET", "WEEKDAYS"),
    *("PERIOD_START", "PERIOD_END", "BUILDINGS", "WALL_TOLERANCE", "CELL_SAMPLES"),
    *("SIGHT_TERRAIN", "EYE_HEIGHT", "TARGET_HEIGHT"),
    *("NAIVE_TIMES", "MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE", "STANDSTILL", "TIME_FORMAT", "DATE_FIELD", "TEAMS"),
)
"""The parameters that are taken from the record of the layer."""
AS_PUBLISHED = Taken(("LAYER",), MAKERS, dict(zip(OF_FIXES, OF_FIXES, strict=True)), or_empty=("INPUT",))
SIGNS = (
    (ROUTES, ("sortie", "launch_site")),
    (SPOTS, ("spot_id", "gap", "priority")),
    (PLACES, ("gap",)),
    (PLACES, ("gap_before", "gap_after")),
    (EFFORT, ("hours", "km", "visits")),
    (TRACKS, ("track_id",)),
)
"""The fields by which a kind of layer is known."""


@dataclass(frozen=True)
class LayerToPublish:
    """A layer in a metric CRS. kind: see figures.py; features: None of routes; grid: of which all features are cells,
    else None; maker: the record of the algorithm that computed the figures, None where it is not known."""

    kind: str
    features: Features
    grid: Grid | None
    crs: QgsCoordinateReferenceSystem
    maker: dict | None

    @property
    def shapes(self) -> np.ndarray:
        return self.features.geometry

    @property
    def follows_fixes(self) -> bool:
        """Whether it is (of) a grid whose outline follows the fixes: one without AREA."""
        if self.kind == SPOTS and self.maker is None:
            return True
        if self.kind != SPOTS and self.grid is None:
            return False
        inputs = {} if self.maker is None else self.maker["inputs"]
        return not (inputs.get("AREA") or inputs.get("PLACES"))

    @property
    def cell(self) -> float:
        """Metres, the usual side of a place."""
        if self.grid is not None:
            return self.grid.lattice.size
        size = float(np.median(shapely.area(self.shapes))) if len(self.shapes) else 0.0
        return size**0.5 if size > 0 else 50.0

    def table(self, fields: tuple[str, ...]) -> geopandas.GeoDataFrame:
        """The places with those of the fields of numbers that the layer has, and place_id."""
        columns = {name: self.features.numbers(name) for name in fields if self.features.has(name)}
        return self.features.with_columns(place_id=self.features.ids("place_id"), **columns)


@dataclass(frozen=True)
class Behind:
    """What is behind the figures of a layer. span: its period; detection: without a range of its own after dark."""

    tracks: Tracks
    positions: Positions
    watch: Watch
    span: Span
    detection: Detection

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of the period."""
        return self.span.first_day, self.span.last_day


@dataclass(frozen=True)
class PublicationInput(Block):
    """LAYER, and the fixes that it was made from."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "LAYER", tr("Layer to publish"), [Qgis.ProcessingSourceType.VectorAnyGeometry]
            ),
            "Scored places (also of Assess a plan), blind spots, patrol effort, drone routes, or tracks "
            "(as segments that enough units walked; then choose them as the fixes or tracks too).",
        )
        algorithm.add(
            any_field("NAME_FIELD", "Name field of your own places", "LAYER"),
            "The field with the names of your own places (districts, beats, stations), if these shall be published. "
            "Choose none that names persons. It is not used for cells of a grid.",
        )

    def read(self, run: Run) -> LayerToPublish:
        """The layer. Raises UserError where it is of no kind that can be published."""
        source = run.source("LAYER")
        crs, note = crs_of_source(source, run.transform_context)
        run.say(note)
        features = run.features(source, crs, name="LAYER")
        names = [field.name() for field in features.fields]
        kind = next((kind for kind, signs in SIGNS if set(signs) <= set(names)), "")
        given = run.inputs.layers.get("LAYER")
        if given and given[0].record is not None and name_of(given[0].record) not in PUBLISHABLE:
            kind = ""
        if not kind:
            raise UserError(
                tr(
                    "{name} is no layer that can be published: it is neither scored places nor blind spots, patrol "
                    "effort or drone routes. Choose an output of Score gaps, Find blind spots, Patrol effort or Plan "
                    "drone routes.",
                    name=source.sourceName(),
                )
            )
        if not len(features):
            raise UserError(tr("{name} has no feature that can be published.", name=source.sourceName()))
        grid = _grid(features, crs) if kind in (PLACES, EFFORT) else None
        return LayerToPublish(kind, features, grid, crs, _maker(run))

    def behind(self, run: Run, layer: LayerToPublish, end: float) -> Behind:
        """The fixes that the layer was made from. Raises UserError where they are not given, or do not tell what is
        behind its figures."""
        if not run.given("INPUT"):
            raise UserError(
                tr(
                    "INPUT is empty: units, days and fixes are counted in the fixes that LAYER was made from. Choose "
                    "them."
                )
            )
        self._check_maker(layer.maker)
        self._check_trimmed(run, layer)
        fixes = FIXES.read(run, FIXES.rules(run), run.progress(0, end), layer.crs)
        watch, place = WATCH.watch(run, FIXES.timezone(run)), None
        if follows_sun(run):
            place = recorded_sun_place(run, ("LAYER",)) or sun_place(run, "INPUT", fixes.tracks, layer.crs)
        watch = WATCH.by_sun(run, watch, place, fixes.tracks.t)
        detection = DETECTION.read(run, fixes)
        # by day a unit sees further than after dark; counted with the shorter range, nobody counts who saw nothing
        reach = np.minimum(detection.range, np.broadcast_to(detection.dark, detection.range.shape))
        spacing = max(float(reach.min(initial=50.0)) / 2, 1.0)
        positions = Positions.of_tracks(fixes.tracks, watch, spacing, float(np.max(detection.slowest)))
        if not len(positions):
            raise UserError(tr("No fix is in the hours of the watch, so nothing can be published. Check INPUT."))
        if len(np.unique(positions.unit)) == 1:
            run.warn(tr("All fixes are of one unit. Is UNIT_FIELD the field that says whose they are?"))
        start, end = self._period(run, layer, watch)
        days = days_of_period(positions, watch, start, end)
        span = Span(*days, start, end)
        # how soon they notice something does not matter for who was there
        detection = replace(detection, range=reach, dark=np.inf, rate=np.ones(len(reach)))
        return Behind(fixes.tracks, positions.without_cut(*days, start, end), watch, span, detection)

    def _period(self, run: Run, layer: LayerToPublish, watch: Watch) -> tuple[float, float]:
        """The start and the end of the period in s since the epoch: as given, else as recorded, else infinite."""
        results, found = (layer.maker or {}).get("results") or {}, []
        for name, otherwise in (("PERIOD_START", -np.inf), ("PERIOD_END", np.inf)):
            at = run.instant(name, watch.timezone)
            if at is None and results.get(name):
                at = datetime.fromisoformat(str(results[name])).timestamp()
            found.append(otherwise if at is None else at)
        return found[0], found[1]

    def _check_trimmed(self, run: Run, layer: LayerToPublish) -> None:
        """Raises UserError where tracks were not trimmed, unless the analyst publishes such figures knowingly."""
        behind = run.inputs.layers.get("INPUT")
        if trimmed_first(behind[0].record if behind else None, layer.maker):
            return
        if layer.kind == TRACKS:
            raise UserError(
                tr("Tracks are published only without their ends. Make them with Prepare tracks and its TRIM.")
            )
        if not run.flag("UNTRIMMED"):
            raise UserError(
                tr(
                    "INPUT was not trimmed: the figures contain the starts, ends and stays of units at homes and "
                    "stations, and with them where somebody lives. Make tracks with Prepare tracks and its TRIM, score "
                    "these, and publish that result. To publish it all the same, choose UNTRIMMED."
                )
            )
        run.warn(
            tr(
                "INPUT was not trimmed: starts, ends and stays of units at homes and stations are in the figures. "
                "Blocks around homes can then be told from others more often than by chance."
            )
        )

    def _check_maker(self, maker: dict | None) -> None:
        if maker is None:
            return
        used, inputs = maker["parameters"], maker["inputs"]
        if used.get("WATCH_FIELD") or used.get("REVISIT_FIELD"):
            raise UserError(
                tr(
                    "LAYER was scored with hours or revisit intervals of its own for each place. What is behind such "
                    "figures cannot be counted yet. Score the places of each watch by themselves, and publish these."
                )
            )
        if inputs.get("INPUT_AFTER"):
            raise UserError(
                tr(
                    "LAYER compares two periods, and the fixes of each of them would have to be counted. Publish the "
                    "scored places of each period by themselves."
                )
            )

    def evidence(
        self, run: Run, layer: LayerToPublish, behind: Behind, start: float, end: float, grid: Grid | None = None
    ) -> Evidence:
        """Who was in range of each place, or inside it where the figures are of patrol effort. grid: the cells, where
        these are others than those of the layer."""
        progress = run.doing(tr("Counting units, days and fixes."), start, end)
        if layer.kind == EFFORT:
            return evidence_inside(behind.positions, layer.shapes if grid is None else grid.polygons(), progress)
        points, ranges = self._points(run, layer) if grid is None else grid.places, behind.detection.range
        if not run.given("BUILDINGS") and not run.given("SIGHT_TERRAIN"):
            return evidence_in_range(behind.positions, points, ranges, progress)
        features = None if grid is not None else layer.features
        scored = PlacesToScore(points, features, grid, None, layer.crs)
        reach, reading = float(ranges.max()), part(progress, 0, 0.2)
        seen = SIGHT.read(run, layer.crs, scored, behind.tracks, behind.detection, reach, reading)
        return evidence_in_sight(
            *(behind.tracks, seen.scored.places, behind.detection, seen.sight or Sight(), behind.watch, behind.span),
            part(progress, 0.2, 1),
        )

    def _points(self, run: Run, layer: LayerToPublish) -> Places:
        """The points at which the places were scored."""
        if layer.kind == SPOTS and (lattice := _lattice(layer.maker)) is not None:
            return _cells_in(layer.shapes, lattice)
        return places_from_geometries(layer.shapes, run.number("SAMPLE_SPACING"))


def _lattice(maker: dict | None) -> Lattice | None:
    """The grid that was scored; None where it is not known, or places were scored."""
    if maker is None or maker["inputs"].get("PLACES"):
        return None
    size, shape = maker["parameters"].get("CELL_SIZE"), maker["parameters"].get("GRID_TYPE")
    return Lattice(float(size), SQUARE if shape in (None, SQUARE) else HEXAGON) if size else None


def _cells_in(shapes: np.ndarray, lattice: Lattice) -> Places:
    """The centres of the cells in each shape, or a point on it where it has none."""
    found = []
    for shape in shapes:
        try:
            cells = grid_over(np.array([shape], object), lattice)
            found.append(np.column_stack(lattice.centres(cells.column, cells.row)))
        except UserError:  # it has no cell
            found.append(shapely.get_coordinates(shapely.point_on_surface(shape)))
    points = np.concatenate(found)
    return Places(points[:, 0].copy(), points[:, 1].copy(), np.r_[0, np.cumsum([len(each) for each in found])])


def _grid(features: Features, crs: QgsCoordinateReferenceSystem) -> Grid | None:
    """The cells of the features, in their order; None where they are no cells."""
    if not features.has("place_id") or shapely.get_dimensions(features.geometry).min() < 2:
        return None
    known = grid_of_ids(features.texts("place_id"), crs_name(crs))
    if known is None or len(known) != len(features):
        return None
    centre = shapely.get_coordinates(shapely.centroid(features.geometry))
    return Grid(known.lattice, *known.lattice.cell_at(*centre.T))


def trimmed_first(fixes: dict | None, maker: dict | None) -> bool:
    """Whether the fixes that are counted, and those that the figures were computed from, are tracks without their ends.
    fixes: the record of the former; maker: that of the algorithm that computed the figures. Of figures from an archive
    it is not known."""
    behind = [fixes] if maker is None else [fixes, (maker["inputs"].get("INPUT") or [{}])[0].get("record")]
    return all(
        any(name_of(one) == "preparetracks" and (one["parameters"].get("TRIM") or 0) > 0 for one in chain(record))
        if record is not None
        else False
        for record in behind
    )


def _maker(run: Run) -> dict | None:
    given = run.inputs.layers.get("LAYER")
    record = given[0].record if given else None
    return None if record is None else next((one for one in chain(record) if name_of(one) in MAKERS), None)


def check_delay(last: float, delay: float) -> None:
    """Raises UserError where what is published ends less than `delay` days ago. last: s since the epoch."""
    now = datetime.now(UTC).timestamp()
    if last > now - delay * DAY:
        until = np.datetime64(int((now - delay * DAY) // DAY), "D")
        raise UserError(
            tr(
                "LAYER reaches until {last}, and nothing of the last {delay:g} days is published (DELAY). Compute it "
                "again with a PERIOD_END of {until} or before, or publish it later.",
                last=np.datetime64(int(last // DAY), "D"),
                delay=delay,
                until=until,
            )
        )


def add_spacing(algorithm: BlindspotAlgorithm) -> None:
    """SAMPLE_SPACING."""
    algorithm.add(
        metres("SAMPLE_SPACING", "Sample spacing (m)", 25, 0.1, decimals=1),
        "Distance between the points of lines and zones at which it is counted who was in range.",
    )


def not_needed(definition: QgsProcessingParameterDefinition) -> None:
    """Routes are published without fixes, so a layer parameter that is taken from records may stay empty."""
    definition.setMetadata({**definition.metadata(), NEEDED: False})


def check_filled(evidence: Evidence, count: int) -> None:
    """Raises UserError where somebody was in range of cells that were added to the `count` cells of the layer: they are
    no cells that nobody can have seen."""
    if (evidence.place >= count).any():
        raise UserError(
            tr(
                "The grid of LAYER has cells at the edge that units were in range of, and others of that kind are "
                "missing. Score it again with AREA, or with a GRID_REACH longer than the detection range."
            )
        )
