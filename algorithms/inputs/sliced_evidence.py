"""The parameters of a gap score of an archive, and what is read with them: all but the fixes, which are read slice by
slice."""

from dataclasses import dataclass, field, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QTime

from ...engine.archive.dataset import Archive
from ...engine.archive.day import Day
from ...engine.errors import UserError
from ...engine.places.grid import Lattice
from ...engine.progress import Progress
from ...engine.provenance.content import content_hash
from ...engine.score.detection import rates
from ...engine.slices.fix_cells import cells_of_days
from ...engine.slices.given import DetectionRules, Given
from ...engine.slices.kept import Kept
from ...engine.slices.slice import slices_of
from ...engine.slices.slice_question import SliceQuestion, slice_questions
from ...engine.slices.sliced_scores import SlicedScores
from ...engine.slices.times_of_days import times_of
from ...engine.slices.workers import Workers
from ...engine.text import counted, listed
from ...engine.timing.text import span_text, utc_text
from ...engine.timing.watch import Watch, whole_nights
from ...engine.tracks.tracks import TrackRules, Tracks, no_tracks, tracks_from_fixes
from ...layers.fixes import no_fixes
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .archive import ArchiveInput
from .demand import DemandInput
from .detection import DetectionInput
from .evidence import EvidenceInput, Patrols, ScoreInput
from .fix_report import CleanFixes
from .fixes import track_rules
from .light import read_light
from .places import PlacesInput
from .retention import refuse_expired_days
from .sight import SightInput
from .sun_place import follows_sun, sun_place
from .watch import FIVE_IN_THE_MORNING, TEN_AT_NIGHT, WatchInput
from .watchers import WatchersInput

LAYER = "ARCHIVE"
FIX = 3e-6
"""Seconds to read, clean and score a fix."""


@dataclass(frozen=True)
class SlicedInput:
    """All input of a score by slices, in the metric CRS of the archive.

    read: the input of the score; its evidence has no tracks, and its patrols those of one day only. given, questions:
    what the slices are computed from. kept: where partial results are kept, None for nowhere.
    """

    read: ScoreInput
    given: Given
    questions: list[SliceQuestion]
    kept: Kept | None
    workers: Workers


@dataclass(frozen=True)
class SlicedEvidenceInput(Block):
    """All parameters of a gap score of an archive."""

    archive: ArchiveInput = field(default_factory=ArchiveInput)
    watch: WatchInput = field(default_factory=WatchInput)
    places: PlacesInput = field(default_factory=PlacesInput)
    demand: DemandInput = field(default_factory=DemandInput)
    detection: DetectionInput = field(default_factory=DetectionInput)
    sight: SightInput = field(default_factory=SightInput)
    watchers: WatchersInput = field(default_factory=WatchersInput)

    def add(
        self,
        algorithm: BlindspotAlgorithm,
        watch_start: QTime = TEN_AT_NIGHT,
        watch_end: QTime = FIVE_IN_THE_MORNING,
        gap_low: bool = False,
    ) -> None:
        """All parameters. gap_low: whether to include those that only gap_low depends on."""
        self.archive.add(algorithm)
        self.places.add(algorithm)
        self.places.add_reach(algorithm)
        self.places.add_spacing(algorithm)
        self.archive.add_last_nights(algorithm)
        self.archive.add_timezone(algorithm)
        self.watch.add(algorithm, watch_start, watch_end)
        self.watch.add_revisit(algorithm)
        self.watch.add_partial_watches(algorithm)
        self.detection.add(algorithm)
        self.detection.add_dark(algorithm)
        self.detection.add_slowest(algorithm)
        if gap_low:
            self.detection.add_prisms(algorithm)
        self.sight.add(algorithm)
        self.watchers.add(algorithm)
        self.demand.add(algorithm)
        self.archive.add_rules(algorithm)
        self.archive.add_workers(algorithm)

    def check(self, run: Run) -> None:
        for block in (self.archive, self.watch, self.places, self.demand, self.sight, self.watchers):
            block.check(run)

    def prepare(self, run: Run) -> None:
        for block in (self.demand, self.sight, self.watchers):
            block.prepare(run)

    def read(self, run: Run, end: float) -> SlicedInput:
        """All input of a score. Fills the progress bar up to `end` and logs what is assumed. Raises UserError where the
        archive cannot be read, or no fix can be used."""
        archive = self.archive.open(run)
        kept, workers = self.archive.kept(run), self.archive.workers(run)
        report_archive(run, archive)
        run.progress()(0.1 * end)
        return self.read_days(run, archive, self.archive.timezone(run, archive), kept, workers, 0.1 * end, end)

    def read_days(
        self,
        run: Run,
        archive: Archive,
        timezone: str,
        kept: Kept | None,
        workers: Workers,
        start: float,
        end: float,
    ) -> SlicedInput:
        """All input of a score of the days of an archive. timezone: of the watch; kept, workers: see SlicedInput. Fills
        the bar from `start` to `end`. Raises UserError where no fix can be used."""
        rules, done = track_rules(run), [start + share * (end - start) for share in (0.1, 0.5)]
        crs = crs_of(archive)
        newest = tracks_of(archive, archive.days[-1], rules)
        place = sun_place(run, LAYER, newest, crs) if follows_sun(run) else None
        times = times_of_tracks(archive, rules, newest)
        watch = self.watch.by_sun(run, self.watch.watch(run, timezone), place, times)
        settle_start(run, watch, times)
        asked = self.watch.ask(run, times, watch, run.number("REVISIT") * 60)
        self.watch.report(run, watch, asked)
        question = asked.question
        slices = slices_of(archive.days, archive.timezone, question.revisit, rules.max_pause)
        questions = slice_questions(question, watch, slices)
        since, until = questions[0].slice.since, questions[-1].slice.until
        days = tuple(day for day in archive.days if day.last >= since and day.first <= until)
        refuse_expired_days(run, archive, days, question.revisit + rules.max_pause)
        source = replace(archive, days=days)
        around = archive if whole_archive(run) else source
        run.facts |= {"ARCHIVE_DAYS": len(days), "ARCHIVE_CONTENT": content_hash([day.content for day in days])}
        sample = tracks_of(source, max(days, key=lambda day: day.fixes), rules) if days else no_tracks()
        if not len(sample):
            raise UserError(
                tr(
                    "No fix can be used, so nothing can be scored. Check MAX_SPEED, the period, and what the "
                    "archive has."
                )
            )
        run.progress()(done[0])
        clean = CleanFixes(no_fixes(sample.unit_names, crs), sample, None)
        detection = self.detection.read(run, clean)
        light = read_light(run, sample, detection, place)
        sun = self.watch.report_sun(run, watch, place, question.period.t0, question.period.t1)
        edges = (float(times[0]), float(times[-1])) if asked.edges_unknown else None
        patrols = Patrols(clean, detection, question, watch, asked.partial, None, asked, light=light, sun=sun)
        near = [sample]
        if run.source("PLACES") is None and run.source("AREA") is None:
            near = [fix_points(run, around, rules, kept, workers, run.progress(*done))]
        read = EvidenceInput().read_places(run, patrols, near, done[1], end)
        read = replace(read, patrols=replace(patrols, fixes=replace(clean, tracks=no_tracks())))
        evidence = replace(read.evidence, tracks=no_tracks())
        del sample, near, clean
        prism = run.optional_number("PRISM_SPEED") if run.has("PRISM_SPEED") else None
        same = DetectionRules(
            run.number("DETECTION_RANGE"),
            run.number("DETECTION_TIME"),
            run.number("MIN_SPEED") / 3.6,
            None if prism is None else prism / 3.6,
            run.optional_number("DARK_RANGE") or np.inf,
        )
        units = {name for day in around.days for name in day.units}
        hours = replace(watch, start_s=0.0, end_s=0.0) if watch.sun else watch  # those of a usual night move day by day
        given = Given(
            *(source, rules, same, evidence.places, hours, float(len(units) * rates(np.array(same.time)))),
            data=edges,
            sight=evidence.sight,
            watchers=evidence.watchers,
            light=light,
        )
        return SlicedInput(replace(read, evidence=evidence), given, questions, kept, workers)


@dataclass(frozen=True)
class Points:
    """Positions in metres, (n,) each."""

    x: np.ndarray
    y: np.ndarray


def fix_points(
    run: Run, source: Archive, rules: TrackRules, kept: Kept | None, workers: Workers, progress: Progress
) -> Points:
    """The centres of the cells with a fix, which a grid without AREA surrounds."""
    if kept is not None:
        run.warn(
            tr(
                "Without AREA or PLACES, the grid follows the fixes: all of them are read once more, and a new day "
                "with a fix in a new cell has every day computed again. Give AREA to have results of earlier runs used."
            )
        )
    lattice = Lattice(run.number("CELL_SIZE"), run.choice("GRID_TYPE"))
    return Points(*cells_of_days(source, rules, lattice, kept, workers, progress))


def settle_start(run: Run, watch: Watch, times: np.ndarray) -> None:
    """Gives PERIOD_START the start of the first of the LAST_NIGHTS, if these are given. times: (n,) of fixes,
    rising."""
    if not run.given("LAST_NIGHTS"):
        return
    nights = whole_nights(watch, float(times[0]), float(times[-1]))[1]
    some = nights[np.searchsorted(times, nights[:, 1]) > np.searchsorted(times, nights[:, 0])]
    if len(some):
        start = some[-run.whole("LAST_NIGHTS") :][0, 0]
        run.assume("PERIOD_START", utc_text(float(start)))


def crs_of(archive: Archive) -> QgsCoordinateReferenceSystem:
    """The metric CRS of an archive."""
    found = QgsCoordinateReferenceSystem.fromWkt(archive.crs)
    return found if found.isValid() else QgsCoordinateReferenceSystem(archive.crs)


def tracks_of(source, day: Day, rules: TrackRules) -> Tracks:
    """The tracks of one day."""
    tracks, _ = tracks_from_fixes(source.fixes(day), rules)
    return tracks


def times_of_tracks(archive: Archive, rules: TrackRules, newest: Tracks) -> np.ndarray:
    """`times_of` the days, but from the first to the last fix of their tracks: those that are rejected do not count,
    and those of a coarse clock are spread within its tick. newest: the tracks of the last day."""
    times, oldest = times_of(archive.days), tracks_of(archive, archive.days[0], rules)
    if len(oldest):
        first = oldest.t.min()
        times = np.r_[first, times[times > first]]
    if len(newest):
        last = newest.t.max()
        times = np.r_[times[times < last], last]
    return times


def whole_archive(run: Run) -> bool:
    """Whether a grid surrounds all fixes of the archive, and all its units count: where the period is that of the data,
    and in Score gaps of a file of many fixes, as in one of few."""
    return not run.has("ARCHIVE") or not any(run.given(name) for name in ("LAST_NIGHTS", "PERIOD_START", "PERIOD_END"))


def report_archive(run: Run, archive: Archive) -> None:
    """Says what the archive has, and which days it has not."""
    days = archive.days
    first, last = days[0], days[-1]
    between = np.arange(np.datetime64(first.date), np.datetime64(last.date))
    missing = sorted(set(np.datetime_as_string(between).tolist()) - {day.date for day in days})
    run.say(
        tr(
            "{archive}: {fixes} of {units} in {days}, {span} ({zone}).",
            archive=archive.name,
            fixes=counted(sum(day.fixes for day in days), "fix", "fixes"),
            units=counted(len({name for day in days for name in day.units}), "unit"),
            days=counted(len(days), "day"),
            span=span_text(first.first, last.last, archive.timezone),
            zone=archive.timezone,
        )
    )
    if missing:
        run.warn(
            tr(
                "The archive has no fix of {days}: {dates}. If there were patrols, add them with makearchive.",
                days=counted(len(missing), "day"),
                dates=listed(missing, 10),
            )
        )


def report_slices(run: Run, computed: int, slices: int) -> None:
    """Says how many slices were computed."""
    run.say(
        tr(
            "{computed:,} of {slices} of time (about a day each) were computed, the others kept from earlier runs.",
            computed=computed,
            slices=counted(slices, "slice"),
        )
    )


def report_scored(run: Run, found: SlicedScores, sliced: SlicedInput) -> None:
    """Says how many fixes were kept, and why others were rejected."""
    report_read(run, found.counts, len({name for day in sliced.given.source.days for name in day.units}))


def report_read(run: Run, counts: dict[str, float], units: int) -> None:
    """Says how many fixes were kept, and why others were rejected. counts: see `counts_of`; units: how many there
    are."""
    counts = {name: int(count) for name, count in counts.items()}
    rejected = {name.partition(": ")[2]: count for name, count in counts.items() if name.startswith("rejected: ")}
    outages = counts.get("outages", 0)
    run.say(
        tr(
            "{fixes} read: {kept:,} kept in {tracks} of {units}{outages}, {rejected:,} rejected.",
            fixes=counted(counts.get("read", 0), "fix", "fixes"),
            kept=counts.get("kept", 0),
            tracks=counted(counts.get("tracks", 0), "track"),
            units=counted(units, "unit"),
            outages=tr(" with {outages}", outages=counted(outages, "outage")) if outages else "",
            rejected=sum(rejected.values()),
        )
    )
    for reason, count in sorted(rejected.items(), key=lambda item: (-item[1], item[0])):
        run.say(tr("  {name}: {number:,}", name=reason, number=count))
