"""What a preflight check looked at, as rows of its report: rules with their limits, sorties, pairs of drones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..check.airspace import sampled_legs
from ..check.preflight import Rules
from ..check.returning import worst_return
from ..check.separation import closest_in_space
from ..check.violation import Violation
from ..drones.flight_plan import FlightPlan, sortie_name
from ..language import tr
from ..text import counted
from ..timing.text import local_text

Places = Callable[[np.ndarray], np.ndarray]
"""(n, 2) x and y in the CRS of the plan -> (n, 2) longitude and latitude in degrees."""


@dataclass(frozen=True)
class CheckRow:
    """A rule, its limit, and what was found. found: how many violations; None where it was not checked, and `why`."""

    rule: str
    limit: str
    found: int | None
    why: str = ""


@dataclass(frozen=True)
class SortieRow:
    """A sortie. lowest, highest: m above ground between climb and descent; left, back: % of the battery left after
    landing, and after a return from the worst point; found: how many violations."""

    name: str
    site: str
    begins: str
    minutes: float
    kilometres: float
    lowest: float
    highest: float
    left: float
    back: float
    found: int


@dataclass(frozen=True)
class PairRow:
    """The closest approach of two drones. distance: m in three dimensions; across, apart: in the plane, and in
    height."""

    name: str
    distance: float
    across: float
    apart: float
    when: str
    where: str


@dataclass(frozen=True)
class Clock:
    """Moments as text. dated: whether they are s since the epoch; zone: of the texts; begins: s, moment 0 of a plan
    without dates."""

    dated: bool
    zone: str = "UTC"
    begins: float = 0.0

    @classmethod
    def of(cls, plan: FlightPlan, zone: str) -> "Clock":
        begins = min((line[0, 3] for line in plan.routes.line), default=0.0)
        return cls(plan.dated, zone or "UTC", begins)

    def text(self, moment: float) -> str:
        """A time of day with seconds, or minutes and seconds since the plan began; empty for none."""
        if not np.isfinite(moment):
            return ""
        if self.dated:
            return f"{local_text(moment, self.zone)[11:]}:{int(moment) % 60:02d}"
        minutes, seconds = divmod(round(moment - self.begins), 60)
        return tr("{minutes}:{seconds} min", minutes=minutes, seconds=f"{seconds:02d}")


def check_rows(plan: FlightPlan, rules: Rules, violations: Sequence[Violation], hovered: bool) -> list[CheckRow]:
    """Every rule with its limit and what was found. hovered: whether it is known how long drones hover."""
    limits, aircraft, area, privacy = rules.limits, rules.aircraft, rules.area, rules.privacy
    given, fenced = bool(len(rules.zones)), area.fenced
    no_zones, no_fence = tr("no zones are given"), tr("no geofence is given")
    height = tr("never") if privacy.height is None else tr("at {height:g} m or higher", height=privacy.height)
    budget = tr("no limit") if not np.isfinite(privacy.budget) else tr("{time:g} min", time=privacy.budget / 60)
    zones = tr(
        "{zones}; {clearance:g} m away, {buffer:g} m beside launch sites that are nearer",
        zones=counted(len(rules.zones), "zone"),
        buffer=limits.no_fly_buffer,
        clearance=max(limits.clearance, limits.no_fly_buffer),
    )
    returning = tr("{reserve:g} % after a return from the worst point", reserve=100 * aircraft.reserve)
    listed = [
        (tr("No-fly zones"), zones, ("no-fly zone",), "" if given else no_zones),
        (tr("Geofence"), tr("not left"), ("geofence",), "" if fenced else no_fence),
        (
            tr("Privacy places"),
            tr(
                "{places}; no stop; crossed {height}; time over them: {budget}",
                places=counted(len(privacy), "place"),
                height=height,
                budget=budget,
            ),
            ("privacy service", "privacy height", "privacy budget"),
            "" if len(privacy) else tr("no places are given"),
        ),
        (
            tr("Height above ground"),
            tr(
                "{least:g} to {most:g} m, and within {off:g} m of the planned height",
                least=limits.min_agl,
                most=limits.max_agl,
                off=limits.terrain_tolerance,
            ),
            ("terrain", "lowest height", "highest height"),
            "",
        ),
        (tr("Battery after landing"), tr("{reserve:g} %", reserve=100 * aircraft.reserve), ("reserve",), ""),
        (
            tr("Battery after a return"),
            returning,
            ("return", "return height"),
            "" if area.returns else tr("neither rally points nor a return height are given"),
        ),
        (
            tr("Rally points"),
            tr("inside the geofence, outside of zones"),
            ("rally point",),
            "" if len(area.rally) else tr("no rally points are given"),
        ),
        (
            tr("Distance between drones"),
            tr("{distance:g} m, or {height:g} m in height", distance=limits.separation, height=limits.layer_spacing)
            if np.isfinite(limits.layer_spacing)
            else tr("{distance:g} m", distance=limits.separation),
            ("separation",),
            "",
        ),
        (
            tr("Time between movements"),
            tr("{swap:g} s between sorties, {pad:g} s at a launch site", swap=limits.swap_time, pad=limits.pad_time),
            ("swap time", "pad time"),
            "",
        ),
        (
            tr("Range from the launch site"),
            "" if limits.max_range is None else tr("{range:g} m", range=limits.max_range),
            ("range",),
            tr("no range is given") if limits.max_range is None else "",
        ),
        (tr("Take-off and landing"), tr("at the launch site named"), ("launch site", "one site"), ""),
        (
            tr("DJI docks"),
            tr("10 m from edges of flight areas; 5 m in flight"),
            ("dock", "dock abort"),
            "" if area.docks else tr("the launch sites are no docks"),
        ),
        (
            tr("Speeds and times"),
            tr("as the aircraft flies in this wind"),
            ("time order", "speed", "start", "end", "duration_s"),
            "",
        ),
        (
            tr("Routes, waypoints and their fields"),
            tr("agree with each other") if hovered else tr("agree with each other, except for how long drones hover"),
            ("energy", "distance_m", "swath_m", "z_ref", "altitude_m", "waypoints", "nulls", "priority"),
            "",
        ),
        (
            tr("What is served"),
            "",
            ("service", "served twice"),
            tr("the check before a flight does not read the blind spots; the panel checks them after an edit"),
        ),
    ]
    count = {rule: sum(one.rule == rule for one in violations) for rule in {one.rule for one in violations}}
    rows = []
    for title, limit, codes, why in listed:
        found = sum(count.get(code, 0) for code in codes)
        rows.append(CheckRow(title, limit, None if why and not found else found, why))
    return rows


def sortie_rows(plan: FlightPlan, rules: Rules, violations: Sequence[Violation], clock: Clock) -> list[SortieRow]:
    """A row for each sortie, by drone and time."""
    rows, routes = [], plan.routes
    for route in routes.order.tolist():
        line, drone, sortie = routes.line[route], int(routes.drone[route]), int(routes.sortie[route])
        places, ground = sampled_legs(line, rules.terrain)
        above = places[:, 2] - ground
        above = above[np.isfinite(above)]
        charge = rules.sites.charge_of(routes.launch_site[route], line[0, :2])
        low, high = (float(above.min()), float(above.max())) if len(above) else (np.nan, np.nan)
        rows.append(
            SortieRow(
                sortie_name(drone, sortie),
                str(routes.launch_site[route] or ""),
                clock.text(line[0, 3]),
                float(line[-1, 3] - line[0, 3]) / 60,
                float(np.sqrt((np.diff(line[:, :3], axis=0) ** 2).sum(axis=1)).sum()) / 1000,
                low,
                high,
                float(routes.left_pct[route]),
                worst_return(line, rules.aircraft, rules.area, rules.terrain, charge).left,
                sum((one.drone, one.sortie) == (drone, sortie) for one in violations),
            )
        )
    return rows


def pair_rows(plan: FlightPlan, clock: Clock, places: Places) -> list[PairRow]:
    """The closest approach of each pair of drones that are in the air at the same time, the closest first."""
    best: dict[tuple[int, int], tuple] = {}
    routes = plan.routes
    for one in range(len(routes)):
        for other in range(one + 1, len(routes)):
            pair = tuple(sorted((int(routes.drone[one]), int(routes.drone[other]))))
            if pair[0] == pair[1]:
                continue
            near = closest_in_space(routes.line[one], routes.line[other])
            if np.isfinite(near.distance) and (pair not in best or near.distance < best[pair][0].distance):
                best[pair] = (near, one, other)
    rows = []
    for near, one, other in sorted(best.values(), key=lambda item: item[0].distance):
        names = [sortie_name(int(routes.drone[each]), int(routes.sortie[each])) for each in (one, other)]
        middle = (near.one[:2] + near.other[:2]) / 2
        rows.append(
            PairRow(
                tr("{one} and {other}", one=names[0], other=names[1]),
                near.distance,
                float(np.hypot(*(near.one[:2] - near.other[:2]))),
                float(abs(near.one[2] - near.other[2])),
                clock.text(near.moment),
                place_text(places(middle[None])[0]),
            )
        )
    return rows


def place_text(place: np.ndarray) -> str:
    """A latitude and longitude in degrees, as drone apps take them."""
    return f"{place[1]:.5f}, {place[0]:.5f}" if np.isfinite(place).all() else ""
