"""The layers and the figures of an audit of equity."""

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.equity.audit import OVER, UNDER, Audit
from ...engine.equity.bootstrap import Interval
from ...engine.equity.gaps import weighted
from ...engine.equity.practice import Practice
from ...layers.crs import crs_name
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from .exposure import multipolygons
from .layers import OutputLayer

OUTPUT_HELP = (
    "The neighbourhoods (MultiPolygon). Fields: area_name, residents, area_km2, figure (by which they are ranked); "
    "patrol_h (hours of patrols), patrol_1000 (for each 1000 residents), patrol_km2; drone_min (minutes that drones "
    "are over it), drone_1000 (for each 1000 residents), drone_low and drone_high (its interval), drone_km2; flights "
    "(that pass over it), stop_min (minutes at their stops), way_min (on the way), pass_min (on the way, of flights "
    "that have no stop in it), view_min (minutes that the image shows some of it), home_s (seconds that the image "
    "shows a point in it, on average), longest_s (the point shown longest), no_reason (share of the minutes without a "
    "recorded reason, 0 to 1); ratio (of the minutes to those expected), p_value, q_value, flown_over (over, under, "
    "as expected or not tested); gap (mean gap, weighted by demand), gap_home (by area, as for residents who live "
    "evenly spread), in_gaps (residents who live in gaps), found_share (share of the priority that rests on what "
    "patrols found), and the gaps with the plan: gap_after, home_after, in_after. What was not given is null."
)
GROUPS_HELP = (
    "A table of all residents, of each group, and of the thirds by the figure. Fields: group_name, residents, "
    "patrol_1000 (hours of patrols for each 1000 residents), drone_1000 (minutes of drones), drone_low and drone_high "
    "(its interval), ratio (of drone_1000 to that of all other residents of these neighbourhoods; for thirds to that "
    "of the highest), ratio_low and ratio_high (its interval), home_s (seconds that the home of a resident is in "
    "view), no_reason (share of the minutes without a recorded reason), gap (mean gap where they live), in_gaps "
    "(share of them who live in gaps), gap_after, in_after (with the plan)."
)


def neighbourhood_layer(crs: QgsCoordinateReferenceSystem, found: Audit) -> OutputLayer:
    """OUTPUT."""
    given, count = found.neighbourhoods, len(found.neighbourhoods)
    none, people = (
        np.full(count, np.nan),
        np.where(found.neighbourhoods.lived_in, found.neighbourhoods.residents, np.nan),
    )
    columns: list[tuple[str, object, list]] = [
        ("area_name", TEXT, given.name.tolist()),
        ("residents", REAL, values(given.residents)),
        ("area_km2", REAL, values(given.km2)),
        ("figure", REAL, values(none if given.figure is None else given.figure)),
    ]

    def add(name: str, column: np.ndarray | None) -> None:
        columns.append((name, REAL, values(none if column is None else np.asarray(column, float))))

    hours = none if found.patrol is None else found.patrol.amount
    for name, column in (
        ("patrol_h", hours),
        ("patrol_1000", hours / people * 1000),
        ("patrol_km2", hours / given.km2),
    ):
        add(name, column)
    flown = found.flown
    kinds = [None] * count
    if flown is None:
        flights = [None] * count
        of = dict.fromkeys(FLOWN_FIELDS)
    else:
        minutes, per = flown.over.amount / 60, 1000 / people / 60
        flights, kinds = values(flown.flights.flights), flown.kind.tolist()
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(flown.expected > 0, flown.over.amount / flown.expected, np.nan)
        summed = {name: np.asarray(getattr(flown.flights, name).sum(axis=0)).ravel() for name in SUMMED}
        of = {
            **{"drone_min": minutes, "drone_1000": minutes * 1000 / people},
            **{"drone_low": flown.low * per, "drone_high": flown.high * per, "drone_km2": minutes / given.km2},
            **{"stop_min": summed["stop"] / 60, "way_min": summed["transit"] / 60, "pass_min": summed["passing"] / 60},
            **{"view_min": summed["view"] / 60, "home_s": summed["homes"], "longest_s": flown.flights.longest},
            **{"no_reason": flown.without_reason, "ratio": ratio, "p_value": flown.p, "q_value": flown.q},
        }
    for name in FLOWN_FIELDS:
        add(name, of[name])
        if name == "drone_km2":
            columns.append(("flights", WHOLE, flights))
    columns.append(("flown_over", TEXT, kinds))
    gaps = found.gaps
    for name, column in GAP_FIELDS.items():
        add(name, None if gaps is None else getattr(gaps, column))
        if name in ("gap_home", "home_after"):
            share = None if gaps is None else gaps.in_gap if name == "gap_home" else gaps.in_gap_after
            add("in_gaps" if name == "gap_home" else "in_after", None if share is None else share * given.residents)
    fields = fields_of(*((name, kind) for name, kind, _ in columns))
    rows = fields, multipolygons(given.area), [column for *_, column in columns]
    return OutputLayer.of("OUTPUT", rows, Qgis.WkbType.MultiPolygon, crs, "equity", 1)


SUMMED = ("stop", "transit", "passing", "view", "homes")
FLOWN_FIELDS = (
    *("drone_min", "drone_1000", "drone_low", "drone_high", "drone_km2", "stop_min", "way_min", "pass_min", "view_min"),
    *("home_s", "longest_s", "no_reason", "ratio", "p_value", "q_value"),
)
GAP_FIELDS = {
    "gap": "by_demand",
    "gap_home": "by_area",
    "found_share": "found",
    "gap_after": "by_demand_after",
    "home_after": "by_area_after",
}


def group_table(crs: QgsCoordinateReferenceSystem, found: Audit) -> OutputLayer:
    """GROUPS."""
    groups, flown, count = found.groups, found.flown, len(found.groups)
    none = [Interval(np.nan)] * count

    def columns(of: list[Interval | None] | tuple, by: float = 1.0) -> list[list]:
        some = [Interval(np.nan) if one is None else one for one in of]
        return [values(np.array([getattr(one, end) for one in some]) * by) for end in ("estimate", "low", "high")]

    drone = columns(none if flown is None else flown.over.rates, 1000 / 60)
    ratio = columns(none if flown is None else flown.over.ratios)
    patrol = columns(none if found.patrol is None else found.patrol.rates, 1000)
    homes = columns(none if flown is None else flown.homes.rates)
    gaps = found.gaps
    means = [None] * 4 if gaps is None else [gaps.by_area, gaps.in_gap, gaps.by_area_after, gaps.in_gap_after]
    data = {
        "group_name": (TEXT, list(groups.name)),
        "residents": (REAL, values(groups.members.sum(axis=1))),
        "patrol_1000": (REAL, patrol[0]),
        **dict(zip(("drone_1000", "drone_low", "drone_high"), ((REAL, one) for one in drone), strict=True)),
        **dict(zip(("ratio", "ratio_low", "ratio_high"), ((REAL, one) for one in ratio), strict=True)),
        "home_s": (REAL, homes[0]),
        "no_reason": (REAL, values(np.full(count, np.nan) if flown is None else flown.silent)),
        **{
            name: (REAL, values(weighted(mean, groups.members)))
            for name, mean in zip(("gap", "in_gaps", "gap_after", "in_after"), means, strict=True)
        },
    }
    fields = fields_of(*((name, kind) for name, (kind, _) in data.items()))
    rows = fields, [None] * count, [column for _, column in data.values()]
    return OutputLayer.of("GROUPS", rows, Qgis.WkbType.NoGeometry, crs)


def _of_practice(behind: Practice | None) -> dict:
    if behind is None:
        return {}
    ends = {"": behind.middle, "_LOW": behind.low, "_HIGH": behind.high}
    return {"GINI_BY_CHANCE": behind.chance, **{f"GINI_PRACTICE{end}": value for end, value in ends.items()}}


def figures(crs: QgsCoordinateReferenceSystem, found: Audit) -> dict:
    """The numbers and texts of the results; those of what was not given are left out."""
    given, patrol, flown, gaps = found.neighbourhoods, found.patrol, found.flown, found.gaps
    results: dict = {
        "NEIGHBOURHOOD_COUNT": len(given),
        "RESIDENTS": float(given.residents.sum()),
        "FLIGHT_COUNT": 0,
        "OVER_COUNT": found.count(OVER),
        "UNDER_COUNT": found.count(UNDER),
        "GINI_TOGETHER": found.together,
        "CRS": crs_name(crs),
    }
    for name, shares in (("PATROL", patrol), ("DRONES", flown and flown.over)):
        if shares is not None:
            results[f"GINI_{name}"] = shares.gini.estimate
            results |= {f"CONCENTRATION_{name}": shares.concentration and shares.concentration.estimate}
    if patrol is not None:
        results |= {"GINI_PATROL_LOW": patrol.gini.low, "GINI_PATROL_HIGH": patrol.gini.high}
    if flown is not None:
        over, lowest = float(flown.over.amount.sum()), found.groups.lowest
        ratio = None if lowest is None else flown.over.ratios[lowest]
        silent = flown.flights.unexplained
        results |= {
            "FLIGHT_COUNT": len(flown.flights.seconds),
            "DRONE_MINUTES": float(flown.flights.seconds.sum()) / 60,
            **_of_practice(flown.practice),
            "LOW_TO_HIGH": ratio and ratio.estimate,
            "NO_REASON_SHARE": flown.unexplained and flown.unexplained.estimate,
            "NO_REASON_FLIGHTS": None if silent is None else int(silent.sum()),
            "PASSING_SHARE": float(flown.flights.passing.sum()) / over if over and flown.flights.stop.nnz else None,
        }
    if gaps is not None:
        for name, share in (("RESIDENTS_IN_GAPS", gaps.in_gap), ("RESIDENTS_IN_GAPS_AFTER", gaps.in_gap_after)):
            results[name] = None if share is None else float(np.nansum(share * given.residents))
    return {name: value for name, value in results.items() if value is not None and value == value}
