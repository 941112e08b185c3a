"""The parameters of a gap score, shared by every algorithm that scores places, and the data read with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QTime

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.places.demand import Demand
from ...engine.score.detection import Detection
from ...engine.score.evidence import Evidence, OwnQuestions, Question
from ...engine.score.light import Light
from ...engine.score.question import AskedQuestion
from ...engine.timing.text import utc_text
from ...engine.timing.watch import Period, Watch
from ...engine.tracks.edge_outages import edge_outages
from ...engine.tracks.tracks import Outages, Tracks
from ..base import BlindspotAlgorithm
from ..run import Block, Run
from .demand import DemandInput, DemandLayers, demand_of
from .detection import DetectionInput, report_outage_speeds, sweep_width_of
from .fix_report import CleanFixes
from .fixes import FixInput
from .light import read_light
from .own_questions import OWN, OwnQuestionsInput, report_questions
from .places import PlacesInput, PlacesToScore, check_overlap, check_range
from .sight import Buildings, SightInput
from .sun_place import SunPlace, follows_sun, recorded_sun_place, sun_place
from .taken import Taken
from .twins import report_twins
from .watch import FIVE_IN_THE_MORNING, TEN_AT_NIGHT, WatchInput
from .watchers import WatchersInput

GAPS = ("scoregaps", "scorearchive")
"""The algorithms that score places."""
SCORING = (*GAPS, "plannights", "assessplan", "coverageprofile", "profilearchive", "spotstability")
"""The algorithms whose records hold all parameters of a gap score."""
QUESTION = (
    *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "PLACES", "AREA", "CELL_SIZE", "GRID_TYPE", "DETECTION_RANGE"),
    *("DETECTION_TIME", "REVISIT", "WATCH_START", "WATCH_END", "WEEKDAYS", "PERIOD_START", "PERIOD_END"),
    *("PARTIAL_WATCHES", "DEMAND", "DEMAND_WEIGHTS", "DEMAND_RANGE", "DEMAND_FIELD", "DEMAND_BASE", "GRID_REACH"),
    *("SAMPLE_SPACING", "RANGE_FIELD", "DETECTION_TIME_FIELD", "MIN_SPEED", "PRISM_SPEED", "NAIVE_TIMES"),
    *("MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE", "STANDSTILL", "TIME_FORMAT", "DATE_FIELD", "TEAMS"),
    *("BUILDINGS", "WALL_TOLERANCE", "CELL_SAMPLES"),
    *("SIGHT_TERRAIN", "EYE_HEIGHT", "TARGET_HEIGHT"),
    *("WATCHERS", "WATCHER_RANGE", "WATCHER_DETECTION_TIME"),
    *("WATCH_BY", "SUN_OFFSET", "DARK_RANGE"),
    *("DEMAND_KIND", "PATROL_FOUND_LIMIT", "RESIDENTS", "RESIDENTS_WEIGHT", "RESIDENTS_LIMIT", "DEMAND_MINIMUM"),
    *OWN,
)
"""All parameters of a gap score."""


def question_of(layer: str, makers: tuple[str, ...] = SCORING) -> Taken:
    """All parameters of a gap score, taken from the record of the layer of a parameter."""
    return Taken((layer,), makers, dict(zip(QUESTION, QUESTION, strict=True)))


@dataclass(frozen=True)
class Patrols:
    """The patrols, and the question (period, watch, revisit interval) that is asked of them.

    partial: sentences on the moments whose revisit interval reaches outside the data; edges: outages at the edges of
    the data, None where they do not count. light: for ranges after dark, None where none is given; sun: sentences on a
    watch by the sun. own: the questions of the places, where they have their own (see `EvidenceInput.with_own`);
    unasked: why the question of the run cannot be asked, where places may have their own; `question` is then another
    one.
    """

    fixes: CleanFixes
    detection: Detection
    question: Question
    watch: Watch
    partial: list[str]
    edges: Outages | None
    asked: AskedQuestion
    unasked: UserError | None = None
    own: OwnQuestions | None = None
    light: Light | None = None
    sun: Sequence[str] = ()

    @property
    def tracks(self) -> Tracks:
        return self.fixes.tracks

    @property
    def cautions(self) -> list[str]:
        """What a reader of a report should know of the patrols."""
        return [*filter(None, [self.fixes.assumed]), *self.partial, *self.sun]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        return self.fixes.read.crs


@dataclass(frozen=True)
class ScoreInput:
    """All input of a score, in the metric CRS `crs`.

    evidence: the input of the engine; patrols: the fixes as they were read; scored: the places as they are written;
    layers, demand: how much each place matters, and by which layer; sweep_width: in metres, at the tracks' median
    speed, None where no unit moves; buildings: that hide places, None where there are none.
    """

    evidence: Evidence
    patrols: Patrols
    scored: PlacesToScore
    layers: DemandLayers
    demand: Demand
    sweep_width: float | None
    buildings: Buildings | None = None

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        return self.patrols.crs

    @property
    def evidence_with_geometry(self) -> Evidence:
        """The evidence with the geometry of the places, which finding spots needs."""
        return replace(self.evidence, geometry=self.scored.geometries)

    @property
    def question(self) -> Question:
        return self.evidence.question

    @property
    def watch(self) -> Watch:
        return self.evidence.watch

    @property
    def period(self) -> Period:
        """The period of all questions."""
        return self.evidence.period


@dataclass(frozen=True)
class EvidenceInput(Block):
    """All parameters of a gap score. sun_of: parameters of layers whose records say where the sun's times are taken."""

    fixes: FixInput = field(default_factory=FixInput)
    watch: WatchInput = field(default_factory=WatchInput)
    places: PlacesInput = field(default_factory=PlacesInput)
    demand: DemandInput = field(default_factory=DemandInput)
    detection: DetectionInput = field(default_factory=DetectionInput)
    sight: SightInput = field(default_factory=SightInput)
    watchers: WatchersInput = field(default_factory=WatchersInput)
    own: OwnQuestionsInput = field(default_factory=OwnQuestionsInput)
    sun_of: tuple[str, ...] = ()

    def add(
        self,
        algorithm: BlindspotAlgorithm,
        watch_start: QTime = TEN_AT_NIGHT,
        watch_end: QTime = FIVE_IN_THE_MORNING,
        gap_low: bool = False,
        own_questions: bool = False,
    ) -> None:
        """All parameters. gap_low: whether to include those that only gap_low depends on; own_questions: whether places
        may have their own revisit interval and hours."""
        self.fixes.add(algorithm)
        self.places.add(algorithm)
        self.places.add_reach(algorithm)
        self.places.add_spacing(algorithm)
        self.watch.add(algorithm, watch_start, watch_end)
        self.watch.add_revisit(algorithm)
        self.watch.add_partial_watches(algorithm)
        if own_questions:
            self.own.add(algorithm)
        self.detection.add(algorithm)
        self.detection.add_fields(algorithm)
        self.detection.add_dark(algorithm)
        self.detection.add_slowest(algorithm)
        if gap_low:
            self.detection.add_prisms(algorithm)
        self.sight.add(algorithm)
        self.watchers.add(algorithm)
        self.demand.add(algorithm)
        self.fixes.add_cleaning(algorithm)

    def check(self, run: Run) -> None:
        for block in (self.fixes, self.watch, self.places, self.demand, self.sight, self.watchers):
            block.check(run)

    def prepare(self, run: Run) -> None:
        self.fixes.prepare(run)
        for block in (self.demand, self.sight, self.watchers):
            block.prepare(run)

    def read(self, run: Run, end: float) -> ScoreInput:
        """All input of a score. Fills the progress bar up to `end` and logs what is assumed. Raises UserError where no
        fix can be used."""
        patrols = self.read_patrols(run, 0.0, 0.7 * end, self.places.crs(run))
        return self.read_places(run, patrols, [patrols.tracks], 0.7 * end, end)

    def read_patrols(self, run: Run, start: float, end: float, crs: QgsCoordinateReferenceSystem | None) -> Patrols:
        """The patrols and the question, in `crs` if given. Raises UserError where no fix can be used."""
        rules = self.fixes.rules(run)
        watch = self.watch.watch(run, self.fixes.timezone(run))
        fixes = self.fixes.read(run, rules, run.progress(start, end), crs)
        if not len(fixes.tracks):
            raise UserError(
                tr("No fix can be used, so nothing can be scored. Run Prepare tracks to see why each fix was rejected.")
            )
        place = self._sun_place(run, fixes) if follows_sun(run) else None
        watch = self.watch.by_sun(run, watch, place, fixes.tracks.t)
        try:
            asked, unasked = self._asked(run, watch, fixes.tracks)
        except UserError:
            self.watch.report_no_nights(run, watch, fixes.tracks.t)
            raise
        edges = edge_outages(fixes.tracks, rules.max_pause) if asked.edges_unknown else None
        detection = self.detection.read(run, fixes, edges)
        period = asked.question.period
        light = read_light(run, fixes.tracks, detection, place)
        sun = self.watch.report_sun(run, watch, place, period.t0, period.t1)
        return Patrols(
            *(fixes, detection, asked.question, watch, asked.partial, edges, asked, unasked), light=light, sun=sun
        )

    def _asked(self, run: Run, watch: Watch, tracks: Tracks) -> tuple[AskedQuestion, UserError | None]:
        """The question of the run. Where places may have their own it is reported later, if any place is asked it; and
        if it cannot be asked, there is another one in its place, and the reason."""
        if not self.own.given(run):
            return self.watch.question(run, watch, tracks), None
        times, revisit = np.sort(tracks.t), run.number("REVISIT") * 60
        try:
            return self.watch.ask(run, times, watch, revisit), None
        except UserError as error:
            try:
                return self.watch.ask(run, times, Watch(0.0, 0.0, timezone=watch.timezone), revisit), error
            except UserError:
                raise error from None

    def with_own(self, run: Run, patrols: Patrols, scored: PlacesToScore) -> Patrols:
        """The patrols with the questions of the places. Reports in the log. Raises UserError where one cannot be
        asked."""
        if not self.own.given(run):
            return patrols
        times, watch = np.sort(patrols.tracks.t), patrols.watch

        @cache
        def place() -> SunPlace:
            return self._sun_place(run, patrols.fixes)

        def by_sun(angle: float, weekdays: frozenset[int]) -> Watch:
            return self.watch.night(run, angle, weekdays, watch.timezone, place(), times)

        found = self.own.read(
            *(run, scored, watch, run.number("REVISIT") * 60),
            lambda own, revisit: self.watch.ask(run, times, own, revisit),
            by_sun,
        )
        if patrols.unasked and (found is None or found.usual is not None):
            raise patrols.unasked
        if found is None:
            self.watch.report(run, watch, patrols.asked)
            return patrols
        partial = report_questions(run, found)
        sun = list(patrols.sun)
        asked = zip(found.own.watches, found.own.questions, strict=True)
        for own, its in {own: its.period for own, its in asked if own.sun and own != watch}.items():
            sun += self.watch.report_sun(run, own, place(), its.t0, its.t1)
        first = found.usual or 0  # of the run; where no place is asked it, that of most places
        question, watch = found.own.questions[first], found.own.watches[first]
        return replace(patrols, question=question, watch=watch, partial=partial, own=found.own, sun=sun)

    def _sun_place(self, run: Run, fixes: CleanFixes) -> SunPlace:
        recorded = recorded_sun_place(run, self.sun_of)
        return recorded or sun_place(run, self.fixes.layer, fixes.tracks, fixes.read.crs)

    def read_places(
        self, run: Run, patrols: Patrols, near: Sequence[Tracks], start: float, end: float, reach: float = 0.0
    ) -> ScoreInput:
        """The places to score, and their demand. A grid without AREA covers the surroundings of the tracks `near`.
        reach: metres, the longest range of units other than these patrols."""
        middle, later = (start + (end - start) * share for share in (0.6, 0.8))
        scored = self.places.read(run, near, patrols.crs, run.doing(tr("Making the places."), start, middle))
        check_range(run, scored)
        patrols = self.with_own(run, patrols, scored)
        report_outage_speeds(run, patrols.tracks, patrols.detection)
        check_overlap(run, patrols.tracks, scored, patrols.detection)
        tracks, detection = patrols.tracks, patrols.detection
        watchers = self.watchers.read(run, patrols.crs, patrols.watch.timezone)
        reach = max(reach, float(detection.range.max()))
        if watchers is not None:
            reach = max(reach, float(watchers.range.max(initial=0.0)))
        here = run.progress(middle, later)
        if run.given("BUILDINGS"):
            here = run.doing(tr("Reading the buildings."), middle, later)
        seen = self.sight.read(run, patrols.crs, scored, tracks, detection, reach, here)
        scored = seen.scored
        layers = self.demand.read(run, scored, patrols.crs)
        report_twins(run, scored.features, layers.features)
        demand = demand_of(run, layers, scored, run.doing(tr("Adding the demand."), later, end))
        width = sweep_width_of(run, tracks, detection)
        evidence = Evidence(
            *(tracks, detection, scored.places, demand.total, patrols.question, patrols.watch),
            edge_outages=patrols.edges,
            sight=seen.sight,
            watchers=watchers,
            light=patrols.light,
            own=patrols.own,
        )
        period = evidence.period
        run.facts |= {"PERIOD_START": utc_text(period.t0), "PERIOD_END": utc_text(period.t1)}
        return ScoreInput(evidence, patrols, scored, layers, demand, width, seen.buildings)
