"""A flight plan: the contents of the layers ROUTES, WAYPOINTS and UNSERVED, with the names of their fields.

The planner makes it, the check tests it, and the same object is then written to the layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..language import tr
from ..text import listed, shortened
from ..timing.text import time_of_day

ABOVE_SEA, ABOVE_SITE = "AMSL", "launch site"
"""Values of z_ref, what Z is measured from: with terrain, and without."""

IN_ZONE = "inside a no-fly zone"
BEYOND_RANGE = "beyond MAX_RANGE"
NO_PRIORITY = "no priority"
OUT_OF_REACH = "out of reach of every launch site on one battery"
ENCLOSED = "no way around the no-fly zones on one battery"
TOO_LARGE = "larger than one battery"
NO_BATTERY_LEFT = "no battery left for it"
TOO_LARGE_FOR_ALL = "larger than all batteries together"
NOT_WORTH = "other visits close more"
FAILED_CHECK = "left out, because a plan with it failed its check"
GROUND_PATROL = "needs ground patrol"
"""It is over a privacy place, cannot be reached but over such places, or the budget of time over them is used up."""
HIDDEN = "hidden from drones at ALTITUDE"
"""No stop or sweep at this altitude sees it."""
REASONS = (
    IN_ZONE,
    BEYOND_RANGE,
    NO_PRIORITY,
    OUT_OF_REACH,
    ENCLOSED,
    TOO_LARGE,
    NO_BATTERY_LEFT,
    TOO_LARGE_FOR_ALL,
    NOT_WORTH,
    FAILED_CHECK,
    GROUND_PATROL,
    HIDDEN,
)
"""The reasons why a spot, or a part of it, isn't visited: the same in all languages. Users read `reason_text`."""


BETWEEN_SPOTS = "; "
"""Divides the spots that one waypoint serves, or that a list names."""
SPOTS_LISTED = 5
TIMES_LISTED = 12
LONGEST_PLAN = 3.0e7
"""s, about a year: M of a plan without dates is less."""
LONGEST_LIST = 200
"""Characters of the list of spots of a sortie; a shapefile holds 254 bytes."""


def reason_text(reason: str) -> str:
    """One of REASONS in the user's language; another text as it is."""
    return {known: tr(known) for known in REASONS}.get(reason, reason)


def sortie_name(drone: int, sortie: int) -> str:
    """What a sortie is called within a sentence."""
    return tr("drone {drone}, sortie {sortie}", drone=drone, sortie=sortie)


def sortie_title(drone: int, sortie: int) -> str:
    """What a sortie is called in a heading, or at the beginning of a sentence."""
    return tr("Drone {drone}, sortie {sortie}", drone=drone, sortie=sortie)


def spot_labels(names: Sequence[str | None], ids: Sequence[str]) -> list[str]:
    """(n,) what spots are called in texts: the name; `spot 7` where only others have one; the id where none has."""
    named = any(names)
    return [name or (tr("spot {id}", id=spot) if named else f"{spot}") for name, spot in zip(names, ids, strict=True)]


def spots_in_order(labels: Sequence[str]) -> str:
    """The spots that a sortie serves as one text: the first few, each once, and how many more there are. labels: of the
    spot of each waypoint that serves one, in the order flown."""
    return shortened(listed_spots(list(dict.fromkeys(labels))), LONGEST_LIST)


def listed_times(moments: Sequence[float], start_s: float) -> str:
    """The first few of the times of visits, as times of day. moments: rising, s from the start of the watch; start_s:
    the time of day at which it starts."""
    told = [time_of_day(start_s + moment) for moment in moments[:TIMES_LISTED]]
    return tr(", ").join(told + (["..."] if len(moments) > TIMES_LISTED else []))


def ids_together(ids: Sequence[str]) -> str:
    """spot_id of a waypoint that serves several spots."""
    return BETWEEN_SPOTS.join(ids)


def names_together(names: Sequence[str | None]) -> str | None:
    """spot_name of a waypoint that serves several spots: each name once; None where no spot has one."""
    return BETWEEN_SPOTS.join(dict.fromkeys(name for name in names if name)) or None


def listed_spots(labels: Sequence[str]) -> str:
    """The first few of the labels of spots, and how many more there are. A semicolon divides spots, so the names of the
    places of one spot are divided by commas here."""
    return listed([label.replace(BETWEEN_SPOTS, tr(", ")) for label in labels], SPOTS_LISTED, tr("; "))


@dataclass(frozen=True)
class Routes:
    """n sorties. NaN or None where a field is null; check_plan skips null fields."""

    drone: np.ndarray
    sortie: np.ndarray
    """(n,) whole numbers from 1"""
    launch_site: np.ndarray
    """(n,) name"""
    start: np.ndarray
    end: np.ndarray
    """(n,) s since the epoch, to the millisecond; NaN in a plan without START"""
    duration_s: np.ndarray
    """(n,) s in the air"""
    distance_m: np.ndarray
    """(n,) m flown, climb and descent included"""
    energy_wh: np.ndarray
    """(n,) Wh used"""
    priority: np.ndarray
    """(n,) priority of what the sortie serves"""
    z_ref: np.ndarray
    """(n,) what Z is measured from: ABOVE_SEA or ABOVE_SITE"""
    altitude_m: np.ndarray
    """(n,) m above the ground, between climb and descent"""
    left_pct: np.ndarray
    """(n,) % of the battery left after landing"""
    swath_m: np.ndarray
    """(n,) m, the swath that polygons were swept with"""
    spots: np.ndarray
    """(n,) the spots served, in the order flown: see spots_in_order. A spot without a name appears with its id"""
    line: tuple[np.ndarray, ...]
    """n of (m, 4), m >= 2: x, y, z in m, and M in s (since the epoch with START, else from 0)"""

    def __len__(self) -> int:
        return len(self.drone)

    @property
    def order(self) -> np.ndarray:
        """(n,) indices of the sorties, sorted by drone, then by start."""
        return np.lexsort(([line[0, 3] for line in self.line], self.drone))


@dataclass(frozen=True)
class Waypoints:
    """w waypoints, grouped by sortie, in the order flown. NaN or None where a field is null."""

    drone: np.ndarray
    sortie: np.ndarray
    seq: np.ndarray
    """(w,) whole numbers from 1"""
    action: np.ndarray
    """(w,) takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land"""
    arrive: np.ndarray
    leave: np.ndarray
    """(w,) s since the epoch, to the millisecond; NaN in a plan without START"""
    arrive_s: np.ndarray
    leave_s: np.ndarray
    """(w,) s from the first take-off of the plan"""
    alt_agl_m: np.ndarray
    """(w,) m above the ground"""
    alt_amsl_m: np.ndarray
    """(w,) m above sea level; NaN without TERRAIN"""
    speed_ms: np.ndarray
    """(w,) m/s over ground on the leg to the waypoint, vertical speed where that leg is vertical; 0 at take-off"""
    spot_id: np.ndarray
    """(w,) id of the spot served there, None where none is served; of several spots that practically coincide, all
    ids: see ids_together"""
    spot_name: np.ndarray
    """(w,) name of the spot served there, or what it is near to; None where none is served, or it has no name; of
    several spots see names_together"""
    vertex: np.ndarray
    """(w, 4) x, y, z in m, and M of the arrival in s"""

    def __len__(self) -> int:
        return len(self.drone)

    @property
    def arrival(self) -> np.ndarray:
        """(w,) s, in the time reference of M."""
        return self.vertex[:, 3]

    @property
    def departure(self) -> np.ndarray:
        """(w,) s, in the time reference of M; equal to the arrival where arrive_s or leave_s is null."""
        return self.vertex[:, 3] + np.nan_to_num(self.leave_s - self.arrive_s)

    def of(self, drone: int, sortie: int) -> np.ndarray:
        """Indices of the waypoints of a sortie, sorted by seq."""
        found = np.flatnonzero((self.drone == drone) & (self.sortie == sortie))
        return found[np.argsort(self.seq[found], kind="stable")]


@dataclass(frozen=True)
class Unserved:
    """u rows, one for each reason why a spot, or a part of it, isn't served."""

    spot_id: np.ndarray
    """(u,) id of the spot"""
    priority: np.ndarray
    """(u,) priority of what isn't served"""
    reason: np.ndarray
    """(u,) one of REASONS"""
    spot_name: np.ndarray
    """(u,) name of the spot, or what it is near to; None without one"""
    place: np.ndarray
    """(u, 2) x, y in m, on the spot"""

    def __len__(self) -> int:
        return len(self.spot_id)


@dataclass(frozen=True)
class ClosedSpots:
    """n rows, one for each spot: how often drones visit it, and what that closes of its gap over the watch."""

    spot_id: np.ndarray
    spot_name: np.ndarray
    """(n,) as in Waypoints"""
    visits: np.ndarray
    """(n,) number of sorties that serve it, or some of it"""
    times: np.ndarray
    """(n,) the times of the visits as one text, None for a spot without a visit"""
    first_visit: np.ndarray
    """(n,) s since the epoch, to the millisecond; NaN without a visit, and in a plan without START"""
    gap_before: np.ndarray
    """(n,) mean gap of the spot with patrols alone, NaN where it is not known"""
    gap_after: np.ndarray
    """(n,) the same with the drones"""
    closed: np.ndarray
    """(n,) the priority that is closed"""
    priority: np.ndarray
    """(n,) of the spot"""

    def __len__(self) -> int:
        return len(self.spot_id)


@dataclass(frozen=True)
class FlightPlan:
    """What is flown, and what isn't served, in one metric CRS."""

    routes: Routes
    waypoints: Waypoints
    unserved: Unserved
    served_priority: float = np.nan
    total_priority: float = np.nan
    """the outputs SERVED_PRIORITY and TOTAL_PRIORITY; NaN in a plan read from layers, which don't hold them"""
    spots: ClosedSpots | None = None
    closed_priority: float = np.nan
    """the output CLOSED_PRIORITY; both of a plan that closes gaps over a watch, and None and NaN of any other"""

    @property
    def dated(self) -> bool:
        """Whether M is s since the epoch: a sortie has a start, or, where a format has lost that, M is years from 0."""
        began = [line[0, 3] for line in self.routes.line]
        return bool(np.isfinite(self.routes.start).any()) or min(began, default=0.0) > LONGEST_PLAN

    @property
    def span(self) -> tuple[float | None, float | None]:
        """The first and the last moment in the air, s since the epoch; None where the plan has no dates, or no
        sortie."""
        if not self.dated or not len(self.routes):
            return None, None
        return min(line[0, 3] for line in self.routes.line), max(line[-1, 3] for line in self.routes.line)


@dataclass(frozen=True)
class Screens:
    """k walls. start, end: (k, 2) m, with the building on the left; height: (k,) m above the ground, inf where it is
    not known."""

    start: np.ndarray
    end: np.ndarray
    height: np.ndarray

    def __len__(self) -> int:
        return len(self.height)


@dataclass(frozen=True)
class PromisedWatch:
    """The watch whose gaps a plan is to close, for n spots."""

    begins: float
    """s, start of the watch, in the time reference of M"""
    length: float
    revisit: float
    """s"""
    detection_range: float
    """m"""
    detection_time: float
    """s; 0: at once"""
    all_day: bool
    unseen: np.ndarray
    """(n, B) the priority of each spot that patrols leave unseen, in bins of equal length"""
    start_s: float = 0.0
    """time of day at which it starts, s after midnight"""
    gap: np.ndarray | None = None
    """(n,) mean gap of each spot with patrols alone, NaN where it is not known; None: of no spot"""
    places: np.ndarray | None = None
    """(m, 2) sample points of the scored places; None: what is closed is that of the spots"""
    place_spot: np.ndarray | None = None
    """(m,) the spot that each lies in, -1 for none"""
    place_row: np.ndarray | None = None
    """(m,) row of place_unseen of each"""
    place_weight: np.ndarray | None = None
    """(m,) the priority that each stands for"""
    place_unseen: np.ndarray | None = None
    """(r, B) shares of the priority in bins of equal length"""
    walls: Screens | None = None
    """what hides places from the drones; None: nothing does"""
    hidden_by_more: bool = False
    """whether terrain hides places as well, so that drones may see less than the walls let them"""


@dataclass(frozen=True)
class Promise:
    """The n spots that a flight plan was made for. The check compares the plan with them."""

    id: tuple[str, ...]
    """(n,) as in the plan's spot_id"""
    geometry: np.ndarray
    """(n,) shapely points, lines, polygons or their multiples, in the plan's CRS"""
    priority: np.ndarray
    """(n,) 0 or more"""
    served_at: np.ndarray | None = None
    """(w,) index of the spot that each waypoint serves, -1 for none; None: found by id, which must then be unique"""
    left: np.ndarray | None = None
    """(u,) index of the spot of each row of Unserved; None: found by id, which must then be unique"""
    name: tuple[str | None, ...] | None = None
    """(n,) as in the plan's spot_name; None: not known, and then not checked"""
    together: np.ndarray | None = None
    """(n,) index of the first of the spots that one visit serves together with each, its own where it is alone; then
    served_at holds the first ones. None: each is alone"""
    watch: PromisedWatch | None = None
    """None: each spot is served once"""
