"""What a report is made of: the results of the steps, as arrays. Each part may be missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..drones.flight_plan import Routes
from ..places.place_names import PlaceName, PlaceNames
from ..places.places import Places, point_places
from ..score.coverage_profile import Profile
from ..timing.text import local_text, time_of_day
from .question_text import Asked
from .report_safety import CheckPart, ExposurePart


@dataclass(frozen=True)
class GapsPart:
    """n scored places. shapes: (n,) geometries in metres; cell: the size of a cell, 0 where the places are no cells;
    demand, gap, gap_low, priority: (n,); names: what they are called; patrols: (n,) the gap by patrols alone, None
    where no posts and cameras count; watchers: how many there are, None where that is not known; high: (n,) the highest
    possible gap, None where that was not asked for."""

    shapes: np.ndarray
    cell: float
    demand: np.ndarray
    gap: np.ndarray
    gap_low: np.ndarray
    priority: np.ndarray
    names: PlaceNames
    patrols: np.ndarray | None = None
    watchers: int | None = None
    high: np.ndarray | None = None

    @property
    def mean_gap_patrols(self) -> float | None:
        """By patrols alone; None where there are no posts and cameras."""
        return None if self.patrols is None else weighted(self.patrols, self.demand)

    @property
    def mean_gap(self) -> float:
        """Weighted by demand; the plain mean if nothing has demand."""
        return weighted(self.gap, self.demand)

    @property
    def mean_gap_low(self) -> float:
        return weighted(self.gap_low, self.demand)

    @property
    def mean_gap_high(self) -> float | None:
        """None where the highest possible gap was not asked for."""
        return None if self.high is None else weighted(self.high, self.demand)


@dataclass(frozen=True)
class SpotsPart:
    """m blind spots, the first rank first. shapes: (m,) geometries in metres; rank, priority, gap, area_m2: (m,), NaN
    where a field is missing; names: (m,); why: (m,) sentences; visits: (m,) how many sorties visit it, and times: (m,)
    at what times of day, None and empty where that is not known; after: (m,) the gap with them."""

    shapes: np.ndarray
    rank: np.ndarray
    priority: np.ndarray
    gap: np.ndarray
    area_m2: np.ndarray
    names: Sequence[PlaceName]
    why: Sequence[str]
    visits: Sequence[int | None]
    times: Sequence[str]
    after: np.ndarray

    def __len__(self) -> int:
        return len(self.rank)


@dataclass(frozen=True)
class PlanPart:
    """The flights. routes: of one night; nights: how many the layer has, of which `routes` is the first; visits: for
    each of the routes, (seconds since the epoch or from 0, what is visited) of each visit; unserved: (name, priority,
    reason) of what is not visited, None where that is not known."""

    routes: Routes
    nights: int
    visits: Sequence[Sequence[tuple[float, str]]]
    unserved: Sequence[tuple[str, float, str]] | None

    @property
    def minutes(self) -> float:
        return float(np.nansum(self.routes.duration_s)) / 60

    @property
    def drones(self) -> int:
        return len(np.unique(self.routes.drone))

    def times(self, route: int, zone: str, origin: float) -> tuple[str, str]:
        """Take-off and landing of a route as local times. origin: the time of day, in seconds, from which the times of
        a plan without dates count."""
        line = self.routes.line[route]
        if np.isnan(self.routes.start[route]):
            return time_of_day(origin + line[0, 3]), time_of_day(origin + line[-1, 3])
        return local_text(line[0, 3], zone), local_text(line[-1, 3], zone)[11:]


@dataclass(frozen=True)
class GapsOf:
    gap: np.ndarray


@dataclass(frozen=True)
class GainPart:
    """n places before and after. shapes: (n,) geometries in metres; cell: as of GapsPart; demand: (n,); before, after:
    their gaps; low: (n,) gain that remains despite outages, NaN where it is not known; names: what they are called;
    with_drones: whether drones are flown, or two periods compared; every_watch: whether they fly in each watch."""

    shapes: np.ndarray
    cell: float
    demand: np.ndarray
    before: GapsOf
    after: GapsOf
    low: np.ndarray
    names: PlaceNames
    with_drones: bool
    every_watch: bool

    @property
    def samples(self) -> Places:
        """One point for each place."""
        return point_places(self.names.x, self.names.y)

    @property
    def gain(self) -> np.ndarray:
        return self.demand * (self.before.gap - self.after.gap)

    @property
    def priority_before(self) -> float:
        return float((self.demand * self.before.gap).sum())

    @property
    def priority_after(self) -> float:
        return float((self.demand * self.after.gap).sum())

    @property
    def share(self) -> float:
        """The share of the priority that is closed, 0 to 1; negative where it rises."""
        return float(self.gain.sum()) / self.priority_before if self.priority_before > 0 else 0.0


@dataclass(frozen=True)
class PatrolsPart:
    """The patrols' data and their faults; None for what is not known. units: how many; rejected: the reasons, with how
    many fixes each."""

    tracks: int | None = None
    units: int | None = None
    kilometres: float | None = None
    hours: float | None = None
    fixes: int | None = None
    outages: int | None = None
    outage_hours: float | None = None
    rejected: Sequence[tuple[str, int]] | None = None


@dataclass(frozen=True)
class RunText:
    """A run in the appendix. algorithm: as the toolbox calls it; made: when; facts: layers and what is not as usual, as
    pairs of label and value; usual: the other parameters in one text."""

    algorithm: str
    made: str
    facts: Sequence[tuple[str, str]]
    usual: str = ""


@dataclass(frozen=True)
class ReportContent:
    """A whole report. mismatches: sentences on results that do not belong together; method, unknown: sentences;
    sources: pairs of what was read, and how much of it."""

    heading: str
    author: str
    remark: str
    asked: Asked | None
    gaps: GapsPart | None = None
    spots: SpotsPart | None = None
    plan: PlanPart | None = None
    gain: GainPart | None = None
    profile: Profile | None = None
    patrols: PatrolsPart | None = None
    check: CheckPart | None = None
    exposure: ExposurePart | None = None
    mismatches: Sequence[str] = ()
    method: Sequence[str] = ()
    unknown: Sequence[str] = ()
    sources: Sequence[tuple[str, str]] = ()
    runs: Sequence[RunText] = ()
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)


def weighted(values: np.ndarray, demand: np.ndarray) -> float:
    """The mean weighted by demand; the plain mean if nothing has demand."""
    known = np.isfinite(values)
    if not known.any():
        return np.nan
    weights = demand[known]
    return float(np.average(values[known], weights=weights if weights.sum() > 0 else None))
