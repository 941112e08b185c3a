"""Over which watch a plan closes gaps, when drones may take off, and where what they close is measured."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSource

from ...engine.errors import UserError
from ...engine.language import tr_plural
from ...engine.plan.night_by_sun import shares_of_night, watch_of_night
from ...engine.plan.scored_places import SPACING, scored_places
from ...engine.plan.start_in_watch import start_in_watch
from ...engine.plan.stops import Targets
from ...engine.plan.task import Task
from ...engine.plan.watch_task import ScoredPlaces, WatchTask
from ...engine.provenance.record import chain, name_of
from ...engine.score.gap_profiles import profile_field, unseen_of
from ...engine.score.recorded_question import OWN
from ...engine.text import counted
from ...engine.timing.sun_hours import SunHours
from ...engine.timing.text import interval_text, local_text
from ...engine.timing.watch import Watch
from ...layers.crs import WGS84, transform_xy
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .blind_spots import GivenSpots
from .camera import CameraInput
from .detection import add_drone_range
from .evidence import GAPS
from .field_values import field_numbers
from .objective import ObjectiveInput
from .parameters import hour, number
from .sun_place import DIGITS, recorded_sun_place
from .watch import FIVE_IN_THE_MORNING, TEN_AT_NIGHT, add_hours_by_sun, note_hours, sun_angle

OBJECTIVE, CAMERA = ObjectiveInput(), CameraInput()
WATCH = ("REVISIT", "WATCH_START", "WATCH_END", "WATCH_BY", "SUN_OFFSET")


def measures_scored_places(parameters: Mapping) -> bool:
    """Whether a plan with these parameters can be measured at the places in which its blind spots were found: it closes
    gaps, and the priority of the spots is that of these places."""
    closes = parameters.get("OBJECTIVE") in (None, 0, "0")
    return closes and parameters.get("PRIORITY_FIELD", "priority") == "priority" and not parameters.get("LAYER_WEIGHTS")


@dataclass(frozen=True)
class ClosingInput(Block):
    """REVISIT, WATCH_START, WATCH_END, WATCH_BY, SUN_OFFSET, NIGHT_FROM, NIGHT_TO, SCORED and DRONE_RANGE of a plan."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            number("REVISIT", "Revisit interval (min)", 120, 0.01),
            "The longest time that something may go unseen. A visit closes what began up to this long before it.",
        )
        algorithm.add(
            hour("WATCH_START", "Watch starts", TEN_AT_NIGHT),
            "Start of the hours that count, in local time. If start and end are the same, all hours of the day count.",
        )
        algorithm.add(
            hour("WATCH_END", "Watch ends", FIVE_IN_THE_MORNING),
            "End of the hours that count, in local time. It may be on the next day.",
        )
        add_hours_by_sun(algorithm)
        OBJECTIVE.add_hours(algorithm)
        kinds = [Qgis.ProcessingSourceType.VectorAnyGeometry]
        algorithm.add(
            QgsProcessingParameterFeatureSource("SCORED", tr("Scored places"), kinds, None, True),
            "The output of Score gaps. What the plan closes is then measured at all of these places, as Assess a plan "
            "measures it: also at places outside the blind spots that drones pass. Empty: the places in which the "
            "blind spots were found, if that layer is still there and the priorities are those of Find blind spots. "
            "Otherwise it is measured within the blind spots, with the priority of each spread evenly over it.",
        )
        add_drone_range(algorithm)

    def check(self, run: Run) -> None:
        if not OBJECTIVE.closes(run):
            return
        if sun_angle(run) is None:
            OBJECTIVE.check_hours(run, Watch(run.seconds_of_day("WATCH_START"), run.seconds_of_day("WATCH_END")))
        elif not run.given("START"):
            raise UserError(
                tr(
                    "START is empty. A watch by the sun (WATCH_BY) has other hours on every date, so give the date and "
                    "time of the flights, or set WATCH_BY to the clock."
                )
            )
        scored = run.source("SCORED")
        if scored is not None and scored.fields().lookupField("priority") < 0:
            raise _no_priority()

    def read(self, run: Run, task: Task, start: float | None, timezone: str, spots: GivenSpots) -> tuple[Task, Targets]:
        """The task with its watch, and the spots with what patrols leave unseen of them over the watch. start: START
        in s since the epoch. Raises UserError if no hour is left in which drones may take off."""
        watch = Watch(run.seconds_of_day("WATCH_START"), run.seconds_of_day("WATCH_END"), frozenset(), timezone)
        by_sun = self._by_sun(run, watch, start, spots)
        if by_sun is not None:
            watch = watch_of_night(by_sun, start)
            note_hours(run, watch)
        revisit = run.number("REVISIT") * 60
        begins, not_before = (0.0, 0.0) if start is None else start_in_watch(watch, start)
        detection_range = CAMERA.drone_range(run, task.service.swath)
        closing = WatchTask.of(watch, revisit, detection_range, OBJECTIVE.hours(run), not_before)
        day = "" if start is None else tr(", which begins at {begins}", begins=local_text(begins, timezone))
        run.say(
            tr(
                "Gaps are closed over the watch {watch}{day}, with a revisit interval of {revisit}; drones "
                "take off {hours}.",
                watch=watch if by_sun is None else f"{watch} ({by_sun})",
                day=day,
                revisit=interval_text(revisit),
                hours=closing.hours,
            )
        )
        run.warn(*_own_questions(run))
        scored = self._scored(run, spots.crs, (by_sun or watch).length)
        targets = self._over_watch(run, spots, by_sun or watch)
        if by_sun is not None:
            longest = by_sun.length
            targets = replace(targets, unseen=shares_of_night(targets.unseen, longest, watch.length))
            if scored is not None and scored.unseen is not None:
                scored = replace(scored, unseen=shares_of_night(scored.unseen, longest, watch.length))
        return replace(task, begins=begins, watch=replace(closing, scored=scored)), targets

    def _by_sun(self, run: Run, watch: Watch, start: float | None, spots: GivenSpots) -> Watch | None:
        """The watch by the sun where the gaps were scored, else at the middle of the spots; None where it is by the
        clock."""
        angle = sun_angle(run)
        if angle is None or start is None:
            return None
        longitude, latitude = self._sun_place(run, spots)
        sun = SunHours(longitude, latitude, angle, run.number("SUN_OFFSET") * 60)
        return Watch.by_sun(sun, watch.weekdays, watch.timezone, start)

    def _sun_place(self, run: Run, spots: GivenSpots) -> tuple[float, float]:
        recorded = recorded_sun_place(run, ("BLIND_SPOTS", "SCORED"))
        if recorded is not None:
            return recorded.longitude, recorded.latitude
        west, south, east, north = shapely.total_bounds(spots.targets.geometry)
        middle = (np.array([(west + east) / 2]), np.array([(south + north) / 2]))
        wgs84 = QgsCoordinateReferenceSystem(WGS84)
        longitude, latitude = (float(at[0]) for at in transform_xy(*middle, spots.crs, wgs84, run.transform_context))
        return round(longitude, DIGITS), round(latitude, DIGITS)

    def _over_watch(self, run: Run, spots: GivenSpots, watch: Watch) -> Targets:
        """The spots with the profile of their gaps."""
        unseen, fits = unseen_of(spots.profiles, watch.length)
        missing, count = int((~fits).sum()), len(fits)
        if missing:
            run.warn(_without_profile(missing, count))
        return replace(spots.targets, unseen=unseen)

    def _scored(self, run: Run, crs: QgsCoordinateReferenceSystem, length: float) -> ScoredPlaces | None:
        """The scored places in `crs`. Raises UserError if SCORED has no priorities."""
        source = run.source("SCORED")
        if source is None:
            return None
        progress = run.doing(tr("Reading the scored places."), 0.02, 0.05)
        features = run.features(source, crs, progress, name="SCORED", one_kind=True)
        if features.fields.lookupField("priority") < 0:
            raise _no_priority()
        priority = np.nan_to_num(field_numbers(run, features, "priority"))
        if (priority < 0).any():
            raise UserError(tr("The field priority of SCORED has negative numbers. Give the output of Score gaps."))
        field = profile_field(features.table.columns)
        profiles = [None] * len(features) if field is None else features.column(field)
        scored, missing = scored_places(features.geometry, priority, profiles, length, _spacing(run))
        if missing:
            run.warn(
                tr(
                    "Scored places: {places} no gap_profile of this watch. Their "
                    "gaps are taken to be the same at all hours of the watch.",
                    places=counted(missing, "place has", "places have"),
                )
            )
        return scored


def _own_questions(run: Run) -> list[str]:
    """What to say where the gaps were scored with the own questions of places: a plan has one question for all."""
    layers = [one for name in ("BLIND_SPOTS", "SCORED") for one in run.inputs.layers.get(name, ())]
    records = [one.record for one in layers if one.record is not None]
    scores = [each for record in records for each in chain(record) if name_of(each) in GAPS]
    given = {name for each in scores for name in OWN if each["inputs"].get("PLACES") and each["parameters"].get(name)}
    texts = {
        "REVISIT_FIELD": tr(
            "The gaps were scored with the places' own revisit intervals (REVISIT_FIELD). The plan counts with REVISIT "
            "for all of them; Assess a plan says what it closes with their own."
        ),
        "WATCH_FIELD": tr(
            "The gaps were scored in the places' own hours (WATCH_FIELD). Drones close gaps at a place only in those "
            "that are in the watch of the plan. Where a place has other hours as well, the plan takes its whole gap to "
            "be in the watch; Assess a plan says what it closes."
        ),
    }
    return [texts[name] for name in OWN if name in given]


def _no_priority() -> UserError:
    return UserError(tr("SCORED has no field priority. Give the output of Score gaps."))


def _spacing(run: Run) -> float | None:
    """The spacing of the points at which SCORED was scored, if its record says that it is of places and no grid."""
    records = [one.record for one in run.inputs.layers.get("SCORED", ()) if one.record is not None]
    scored = next((each for record in records for each in chain(record) if name_of(each) in GAPS), None)
    if scored is None or not scored["inputs"].get("PLACES"):
        return None
    spacing = scored["parameters"].get("SAMPLE_SPACING")
    return spacing if isinstance(spacing, (int, float)) and 0 < spacing < np.inf else SPACING


def _without_profile(missing: int, count: int) -> str:
    """The warning where so many of all `count` blind spots have no profile of their gap."""
    spots = counted(count, "blind spot")
    if count == 1:
        said = tr("The blind spot has no gap_profile of this watch.")
    elif missing == count:
        said = tr("None of {spots} has a gap_profile of this watch.", spots=spots)
    else:
        said = tr_plural(
            "{missing:,} of {spots} has no gap_profile of this watch.",
            "{missing:,} of {spots} have no gap_profile of this watch.",
            missing,
            missing=missing,
            spots=spots,
        )
    return tr_plural(
        "{said} Its gap is taken to be the same at all hours of the watch. Find blind spots carries the profile from "
        "Score gaps, if both used this watch.",
        "{said} The gap of each of them is taken to be the same at all hours of the watch. Find blind spots carries "
        "the profile from Score gaps, if both used this watch.",
        missing,
        said=said,
    )
