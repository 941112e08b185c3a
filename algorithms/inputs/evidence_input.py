"""The parameters of a gap score, shared by every algorithm that scores, and the scoring itself."""

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameters,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QTime

from ...engine.errors import UserError
from ...engine.places.demand import Demand
from ...engine.places.grid import HEXAGON, Lattice, grid_near, grid_over
from ...engine.places.places import places_from_geometries
from ...engine.progress import Progress, part
from ...engine.score.detection import Detection, rates
from ...engine.score.score import Question
from ...engine.timing.watch import Period, Watch, moments, nights, nights_without, parse_weekdays, period, touched
from ...engine.tracks.tracks import Tracks
from ...layers.crs import crs_of_source
from ...layers.features import Features, LayerSource, read_features
from ...layers.fixes import ReadFixes
from ...layers.progress import progress_of
from ..base import tr
from .evidence import DemandLayers, Evidence, PlacesToScore, check_overlap, say_period, say_prisms, sweep_width_of
from .fixes import FixReader
from .parameters import epoch_seconds, hour, layer_weights, metres, moment, number, numeric_field, seconds_of_day

TEN_AT_NIGHT, FIVE_IN_THE_MORNING = QTime(22, 0), QTime(5, 0)


class GapScorer(FixReader):
    """An algorithm that scores the gaps that the INPUT leaves."""

    def add_score_parameters(
        self, watch_start: QTime = TEN_AT_NIGHT, watch_end: QTime = FIVE_IN_THE_MORNING, silence: bool = False
    ) -> None:
        """Everything that decides a score; with `silence` what decides gap_low too."""
        any_geometry = [Qgis.ProcessingSourceType.VectorAnyGeometry]
        self.add_fix_parameters()
        self.add(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Places to score (instead of a grid)"), any_geometry, None, True
            ),
            "What is to be watched, if not the cells of a grid: zones, stretches of street or riverside, station "
            "exits.",
        )
        self.add_grid_parameters()
        self.add(
            metres("DETECTION_RANGE", "Detection range", 50, 0.01),
            "Within this distance a patrol can notice what is there. Measured from a cell's centre, a point, or "
            "points along lines and in zones.",
        )
        self.add(
            number("DETECTION_TIME", "Detection time (s)", 30),
            "Mean time to notice something while in range; 0 = at once. Somebody who stays this long notices with "
            "probability 63 %.",
        )
        self.add(
            number("REVISIT", "Revisit interval (min)", 120, 0.01),
            "How long a condition may go unseen before that counts as a failure.",
        )
        self.add_watch_parameters(watch_start, watch_end)
        self.add_period_parameters()
        self.add(
            QgsProcessingParameterMultipleLayers(
                "DEMAND", tr("Demand layers"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "What makes a place matter: station exits, the riverside, schools. Without any, every place matters the "
            "same. "
            "Layers of discovered crime feed back on themselves: patrols find crime where patrols go.",
        )
        self.add(
            QgsProcessingParameterString("DEMAND_WEIGHTS", tr("Weights of the demand layers"), None, False, True),
            "One number a layer, in their order, such as 3,1. Empty: all 1.",
        )
        self.add(
            metres("DEMAND_RANGE", "Demand range", 100, 0.01),
            "A feature of a demand layer matters to places within this distance, most where it stands.",
        )
        self.add(
            numeric_field("DEMAND_FIELD", "Demand field of the places", "PLACES"),
            "How much each place matters in itself (0 or more).",
        )
        self.add(
            number("DEMAND_BASE", "Demand everywhere", None, 0, optional=True),
            "What every place matters by itself. Empty: 1, or 0 once demand layers are given.",
            advanced=True,
        )
        self.add_reach_parameter()
        self.add(
            metres("SAMPLE_SPACING", "Sample spacing", 25, 0.01),
            "Lines and zones are scored at points this far apart, and the mean is taken.",
            advanced=True,
        )
        for name, title, what in (
            (
                "RANGE_FIELD",
                "Detection range field",
                "Detection range by unit, in metres, if foot and vehicle differ. Null: DETECTION_RANGE.",
            ),
            (
                "DETECTION_TIME_FIELD",
                "Detection time field",
                "Detection time by unit, in seconds. Null: DETECTION_TIME.",
            ),
        ):
            self.add(numeric_field(name, title, "INPUT"), what, advanced=True)
        self.add_speed_parameter()
        if silence:
            self.add_prism_parameter()
        self.add_cleaning_parameters()

    def add_grid_parameters(self) -> None:
        """Where the grid lies, and its cells."""
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA", tr("Area of the grid"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
            ),
            "Where the grid lies: cells whose centre is inside. Without it, the grid is the cells near the fixes, and "
            "what lies further away is left out: give the area that the patrols answer for.",
        )
        self.add(
            metres("CELL_SIZE", "Cell size", 50, 0.01),
            "The side of a square, or the width of a hexagon. Not used with PLACES.",
        )
        self.add(
            QgsProcessingParameterEnum("GRID_TYPE", tr("Grid type"), [tr("Square"), tr("Hexagon")], False, 0),
            "The shape of the cells.",
        )

    def add_reach_parameter(self) -> None:
        """How far the grid reaches from the fixes."""
        self.add(
            metres("GRID_REACH", "Reach of the grid", 500, 0),
            "Without AREA, the grid is the cells within this distance (between cell centres) of a cell with a fix.",
            advanced=True,
        )

    def add_watch_parameters(self, watch_start: QTime, watch_end: QTime) -> None:
        """Which hours count."""
        self.add(
            hour("WATCH_START", "Watch starts", watch_start),
            "The hours that count, in local time. The same start and end: all day.",
        )
        self.add(hour("WATCH_END", "Watch ends", watch_end), "May be on the next day.")

    def add_period_parameters(self) -> None:
        """Which days count."""
        self.add(
            QgsProcessingParameterString("WEEKDAYS", tr("Weekdays"), None, False, True),
            "On which days the watch begins, such as Mon-Fri or Sat,Sun. Empty: every day.",
            advanced=True,
        )
        self.add(
            moment("PERIOD_START", "Period starts"),
            "Local time, if it names no zone. Empty: the first watch with data.",
        )
        self.add(
            moment("PERIOD_END", "Period ends"),
            "Local time, if it names no zone. Empty: the last watch with data.",
        )

    def add_speed_parameter(self) -> None:
        """Which legs count."""
        self.add(
            number("MIN_SPEED", "Slowest speed that counts (km/h)", 0),
            "Legs slower than this are not counted as patrolling. 0 counts standing too: a parked vehicle sees what is "
            "around it. Set 1 or 2 where receivers report from vehicles that nobody sits in.",
            advanced=True,
        )

    def add_prism_parameter(self) -> None:
        """What gap_low takes silent units to be able to."""
        self.add(
            number("PRISM_SPEED", "Speed during outages (km/h)", None, 0, optional=True),
            "How fast a unit may have gone while its receiver was silent; gap_low counts every pass that this allows. "
            "Empty: for each unit the speed that 95 % of its moving legs stay below.",
            advanced=True,
        )

    def add_scope_outputs(self) -> None:
        """What a run assumed of time and space."""
        for name, title in (
            ("PERIOD_START", "Period start (UTC)"),
            ("PERIOD_END", "Period end (UTC)"),
            ("TIMEZONE", "Time zone of the watch"),
            ("CRS", "CRS worked in"),
        ):
            self.addOutput(QgsProcessingOutputString(name, tr(title)))

    def prepareAlgorithm(self, parameters, context, feedback):
        # Layers belong to the thread that this is called from; what is read later, in another one, is their sources.
        self._demand_layers = [
            LayerSource.of(layer) for layer in self.parameterAsLayerList(parameters, "DEMAND", context)
        ]
        return super().prepareAlgorithm(parameters, context, feedback)

    def evidence(self, parameters, context, feedback, end: float) -> Evidence:
        """Reads all that a score needs, filling the progress bar up to `end`, and says in the log what was assumed."""
        rules = self.rules(parameters, context)
        watch = self.watch(parameters, context)
        crs = self.scored_crs(parameters, context, feedback)
        read, tracks, _ = self.read_tracks(
            parameters, context, feedback, rules, progress_of(feedback, 0, 0.7 * end), crs
        )
        if not len(tracks):
            raise UserError(
                "No fix can be used, so nothing can be scored. Run Prepare tracks to see each one with its reason."
            )
        step = progress_of(feedback, 0, end)
        step(0.7)
        question = self.question(parameters, context, feedback, watch, tracks)
        step(0.7)
        scored = self.scored_places(
            parameters, context, feedback, tracks, read.crs, progress_of(feedback, 0.7 * end, 0.9 * end)
        )
        self._check_range(parameters, context, feedback, scored)
        step(0.9)
        detection = self.detection(parameters, context, read, tracks)
        step(0.9)
        say_prisms(tracks, detection, feedback)
        check_overlap(tracks, scored, detection, feedback)
        demand = self.demand(parameters, context, feedback, scored, read.crs, progress_of(feedback, 0.9 * end, end))
        step(1.0)
        width = sweep_width_of(tracks, detection, feedback)
        return Evidence(read, tracks, watch, question, scored, detection, demand, width)

    def scored_crs(self, parameters, context, feedback) -> QgsCoordinateReferenceSystem | None:
        """The metric CRS that PLACES or AREA ask for, so that months can be compared; None to leave it to the fixes."""
        for name in ("PLACES", "AREA"):
            source = self.source(parameters, name, context)
            if source is not None and source.featureCount():
                crs, said = crs_of_source(source, context.transformContext())
                feedback.pushInfo(said)
                return crs
        return None

    def scored_places(self, parameters, context, feedback, tracks: Tracks, crs, progress: Progress) -> PlacesToScore:
        """PLACES, or the grid over AREA or near the fixes."""
        places = self._features(parameters, "PLACES", context, feedback, crs, part(progress, 0, 0.5))
        if places is not None:
            if self.source(parameters, "AREA", context) is not None:
                feedback.pushWarning("PLACES is given, so AREA and the grid are not used.")
            spacing = self.parameterAsDouble(parameters, "SAMPLE_SPACING", context)
            samples = places_from_geometries(places.geometry, spacing, part(progress, 0.5, 1))
            return PlacesToScore(samples, places, None, crs)
        lattice = self.lattice(parameters, context)
        area = self.area(parameters, context, feedback, crs, part(progress, 0, 0.5))
        if area is not None:
            grid = grid_over(area.geometry, lattice, part(progress, 0.5, 1))
            feedback.pushInfo(f"The grid has {len(grid):,} cells in AREA.")
        else:
            reach = self.parameterAsDouble(parameters, "GRID_REACH", context)
            grid = grid_near(tracks.x, tracks.y, lattice, reach, part(progress, 0, 1))
            feedback.pushInfo(
                f"Without AREA, the grid is the {len(grid):,} cells within {reach:g} m of a fix (GRID_REACH). What "
                "lies further away is left out."
            )
        return PlacesToScore(grid.places, None, grid, crs)

    def _check_range(self, parameters, context, feedback, scored: PlacesToScore) -> None:
        """Warns where the range from a cell's centre leaves its corners out."""
        detection_range = self.parameterAsDouble(parameters, "DETECTION_RANGE", context)
        if scored.grid is None or detection_range >= scored.grid.lattice.inner_range:
            return
        lattice = scored.grid.lattice
        what = "a hexagon's side" if lattice.shape == HEXAGON else "half a cell's diagonal"
        feedback.pushWarning(
            f"DETECTION_RANGE ({detection_range:g} m) is less than {what} ({lattice.inner_range:.1f} m): who passes "
            "near the corner of a cell is in nobody's range, and patrol time is lost. Use a CELL_SIZE of at most "
            f"{_fitting_size(lattice, detection_range):g} m."
        )

    def lattice(self, parameters, context, shift: tuple[float, float] = (0.0, 0.0)) -> Lattice:
        """Where the cells of the grid can be, moved by `shift` metres."""
        size = self.parameterAsDouble(parameters, "CELL_SIZE", context)
        return Lattice(size, self.parameterAsEnum(parameters, "GRID_TYPE", context), shift)

    def area(self, parameters, context, feedback, crs, progress: Progress) -> Features | None:
        """AREA, if it is given."""
        return self._features(parameters, "AREA", context, feedback, crs, progress)

    def _features(self, parameters, name, context, feedback, crs, progress: Progress) -> Features | None:
        source = self.source(parameters, name, context)
        if source is None:
            return None
        features = read_features(source, crs, context.transformContext(), progress)
        for note in features.notes:
            feedback.pushWarning(note)
        if not len(features):
            raise UserError(
                f"{features.name} ({name}) has no feature with a usable geometry. Choose another layer, or leave "
                f"{name} empty."
            )
        return features

    def detection(self, parameters, context, read: ReadFixes, tracks: Tracks) -> Detection:
        """What every unit notices, how slow it may be to count, and how fast it may have gone in an outage."""
        units = len(read.fixes.unit_names)
        ranges = np.full(units, self.parameterAsDouble(parameters, "DETECTION_RANGE", context))
        times = np.full(units, self.parameterAsDouble(parameters, "DETECTION_TIME", context))
        if read.range is not None:
            ranges = np.where(np.isnan(read.range), ranges, read.range)
        if read.detection_time is not None:
            times = np.where(np.isnan(read.detection_time), times, read.detection_time)
        slowest = self.parameterAsDouble(parameters, "MIN_SPEED", context) / 3.6
        given = self.optional_number(parameters, "PRISM_SPEED", context)
        if given is not None:
            fastest = np.full(units, given / 3.6)
        else:
            fastest = tracks.usual_top_speeds if len(tracks.outages) else np.zeros(units)
        return Detection(ranges, rates(times), slowest, fastest)

    def watch(self, parameters, context) -> Watch:
        """The hours that are scored."""
        return Watch(
            seconds_of_day(self._time(parameters, "WATCH_START", context), "WATCH_START"),
            seconds_of_day(self._time(parameters, "WATCH_END", context), "WATCH_END"),
            parse_weekdays(self.parameterAsString(parameters, "WEEKDAYS", context)),
            self.timezone(parameters, context),
        )

    def _time(self, parameters, name, context) -> QTime:
        return QgsProcessingParameters.parameterAsTime(self.parameterDefinition(name), parameters, context)

    def question(self, parameters, context, feedback, watch: Watch, tracks: Tracks) -> Question:
        """Period, moments and nights to be scored, said aloud."""
        times = np.sort(tracks.t)
        whole = self.period(parameters, context, watch, times)
        revisit = self.parameterAsDouble(parameters, "REVISIT", context) * 60
        days, silent = nights_without(whole, watch, times)
        question = Question(whole, moments(whole, revisit), nights(whole, watch), revisit, silent)
        say_period(question, watch, days, feedback)
        return question

    def period(self, parameters, context, watch: Watch, times: np.ndarray) -> Period:
        """PERIOD_START to PERIOD_END, or the watches that the rising `times` of fixes touch."""
        bounds = [
            epoch_seconds(
                self.parameterAsDateTime(parameters, name, context),
                watch.timezone,
                name,
                parameters.get(name) not in (None, ""),
            )
            for name in ("PERIOD_START", "PERIOD_END")
        ]
        first, last = (times[0], times[-1]) if None not in bounds else touched(watch, times)
        return period(watch, float(first), float(last), *bounds)

    def demand(self, parameters, context, feedback, scored: PlacesToScore, crs, progress: Progress) -> Demand:
        """Demand of every place."""
        layers = self.demand_layers(parameters, context, feedback, scored, crs, part(progress, 0, 0))
        demand = layers.demand(scored.targets, progress)
        for name, share in zip(demand.names, demand.share, strict=True):
            if not share.any():
                feedback.pushWarning(f"No feature of the demand layer {name} lies within DEMAND_RANGE of a place.")
        return demand

    def demand_layers(self, parameters, context, feedback, scored: PlacesToScore, crs, progress) -> DemandLayers:
        """Everything that makes places matter, as it was read."""
        layers = self._demand_layers
        given = self.optional_number(parameters, "DEMAND_BASE", context)
        base = given if given is not None else (0.0 if layers else 1.0)
        field = next(iter(self.parameterAsStrings(parameters, "DEMAND_FIELD", context)), "")
        if field and scored.features is None:
            feedback.pushWarning("DEMAND_FIELD is a field of PLACES; without PLACES it is not used.")
        elif field:
            own = scored.features.numbers(field)
            if np.isnan(own).any():
                feedback.pushWarning(f"{int(np.isnan(own).sum()):,} places have no {field}; their demand counts as 0.")
            if (own < 0).any():
                raise UserError(
                    f"The field {field} of {scored.features.name} holds negative demand. Use numbers of 0 or more."
                )
            base = np.nan_to_num(own) + (given or 0.0)
        weights = layer_weights(
            self.parameterAsString(parameters, "DEMAND_WEIGHTS", context), len(layers), "DEMAND_WEIGHTS"
        )
        read = [read_features(layer, crs, context.transformContext(), progress) for layer in layers]
        for features in read:
            for note in features.notes:
                feedback.pushWarning(note)
        return DemandLayers(read, weights, self.parameterAsDouble(parameters, "DEMAND_RANGE", context), base)


def _fitting_size(lattice: Lattice, detection_range: float) -> float:
    """The largest cell that the range covers from its centre, rounded down to something to say aloud."""
    size = lattice.size * detection_range / lattice.inner_range
    digit = 10 ** np.floor(np.log10(size) - 1)
    return float(np.floor(size / digit) * digit)
