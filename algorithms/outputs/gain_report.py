"""The contents of an assessment's report: flights, cautions, map."""

import numpy as np

from ...engine.errors import UserError
from ...engine.gain.assessment import Assessment, places_in_range
from ...engine.gain.drone_tracks import DroneTracks, flight_seconds
from ...engine.language import tr
from ...engine.pages.background import Draws
from ...engine.pages.gain_map import GainMap
from ...engine.pages.gain_page import Flown, gap_left_after_passes
from ...engine.score.evidence import Evidence
from ...engine.timing.text import duration_text, interval_text, local_text, span_text
from ...engine.timing.watch import Period, Watch
from ...layers.flights import Flights
from ..inputs.places import PlacesToScore

EARLY = 0.2
"""Share of the flight time early in the watch above which there is a warning."""


def flights_for_report(
    routes: Flights, flights: DroneTracks, evidence: Evidence, every: bool, lost: np.ndarray
) -> Flown:
    """The flights for the report. every: whether they are flown in every watch; lost: (f,) the gain that would be lost
    without each flight."""
    names = [
        (
            tr("Drone {drone}, sortie {sortie}", drone=drone, sortie=sortie)
            if drone and sortie
            else tr("Route {number}", number=number)
        )
        + (tr(": {text}", text=spots) if spots else "")
        for number, (drone, sortie, spots) in enumerate(zip(routes.drone, routes.sortie, routes.spots, strict=True), 1)
    ]
    return Flown(
        names,
        routes.drone,
        routes.site,
        flights.durations / 60,
        flights.plan.distances / 1000,
        places_in_range(evidence.places, flights, evidence.sight),
        lost,
        np.ones(len(flights), bool) if every else ~_outside(flights, evidence.period),
        every,
        len(evidence.question.nights),
        evidence.watch.night,
    )


def outside_or_early_in_watch(flights: DroneTracks, evidence: Evidence, every: bool) -> list[str]:
    """Warnings if flight time lies outside the hours of the watch, or if much of it is so early in the watch that
    little can have begun that drones could notice. every: whether the plan is flown in every watch, or once, as dated;
    flights that are dated outside the period are then left out."""
    watch, revisit = evidence.watch, evidence.question.revisit
    counts = None if every else ~_outside(flights, evidence.period)
    seconds = flight_seconds(flights, watch, revisit, counts)
    found, total = [], duration_text(seconds.total)
    if seconds.outside >= 1:
        longest = ""
        if every and not watch.all_day:
            length = duration_text(flights.last - flights.first)
            longest = tr("The plan takes {length} and the watch is {watch}: ", length=length, watch=watch)
        found.append(
            tr(
                "{longest}{outside} of {total} of flight time lie outside the watch. What drones see before the watch "
                "does not count. What they see after it counts only if it began within the watch.",
                longest=longest,
                outside=duration_text(seconds.outside),
                total=total,
            )
        )
    if seconds.early < EARLY * seconds.total:
        return found
    return [
        *found,
        tr(
            "{early} of {total} of flight time lie in the first {revisit} of the watch. A pass notices what began "
            "within that time before it, and early in the watch little can have begun. The same flights later in the "
            "watch would close more of the gaps.",
            early=duration_text(seconds.early),
            total=total,
            revisit=interval_text(revisit),
        ),
    ]


def outside_period(flights: DroneTracks, evidence: Evidence) -> list[str]:
    """A warning if flights lie outside the period. Raises UserError where all of them do."""
    outside, zone = _outside(flights, evidence.period), evidence.watch.timezone
    if outside.all():
        period = evidence.period
        cut = period.start > period.t0 or period.end < period.t1
        values = {"period": period_text(period, evidence.watch), "first": local_text(flights.first, zone)}
        if cut:
            raise UserError(
                tr(
                    "No flight is within the period ({period}), as far as the data cover it ({span}): they begin on "
                    "{first}. Change PERIOD_START and PERIOD_END, or set REPEAT to every watch of the period, or "
                    "PARTIAL_WATCHES to count the time without data as unpatrolled.",
                    span=span_text(period.start, period.end, zone),
                    **values,
                )
            )
        raise UserError(
            tr(
                "No flight is within the period ({period}): they begin on {first}. Change PERIOD_START and PERIOD_END, "
                "or set REPEAT to every watch of the period.",
                **values,
            )
        )
    if outside.any():
        return [
            tr(
                "{outside} of {flights} flights lie outside the period and do not count.",
                outside=int(outside.sum()),
                flights=len(outside),
            )
        ]
    return []


def _outside(flights: DroneTracks, period: Period) -> np.ndarray:
    """(f,) whether a flight, flown as dated, does not overlap the period."""
    plan = flights.plan
    takeoff, landing = plan.t[plan.offsets[:-1]], plan.t[plan.offsets[1:] - 1]
    return (landing < period.start) | (takeoff > period.end)


def cautions(found: Assessment, flown: Flown | None, flights: DroneTracks | None, evidence: Evidence) -> list[str]:
    """The general limitations of the result, for the report."""
    question, night = evidence.question, evidence.watch.night
    if flown is None:
        return [
            tr(
                "A difference between two periods does not show its cause: weather, season and events differ too. Two "
                "periods with the same rota also differ. First compare two such periods to see by how much."
            )
        ]
    watch_seconds = float(np.median(question.nights[:, 1] - question.nights[:, 0]))
    reach = range_text(flights.detection.range)
    served = [gap_left_after_passes(found, question.revisit, watch_seconds, night)] if found.gain.any() else []
    return [
        *filter(None, served),
        tr(
            "A drone is assumed to notice everything within {reach} m of its route that nothing hides, on the whole "
            "flight from take-off to landing, by day and after dark. Trees are not modelled.",
            reach=reach,
        )
        if evidence.sight
        else tr(
            "A drone is assumed to notice everything within {reach} m of its route, on the whole flight from take-off "
            "to landing, by day and after dark. Walls and trees are not modelled.",
            reach=reach,
        ),
        tr(
            "The patrols are assumed to go where they went in the period. A rota that changes because of the drones is "
            "not considered."
        ),
    ]


def gain_map(
    scored: PlacesToScore, found: Assessment, routes: Flights | None, spacing: float, draws: Draws | None
) -> GainMap:
    """The map of the report. spacing: distance in metres between sample points, for places that are not cells; draws:
    draws the background, None where there is none."""
    size = spacing if scored.grid is None else scored.grid.lattice.size
    shapes = None if scored.grid is not None else scored.features.geometry
    flown = () if routes is None else (routes.lines, routes.drone, routes.site)
    return GainMap(scored.middles, shapes, size, found.gain, *flown, draws=draws)


def period_text(period: Period, watch: Watch) -> str:
    return tr("{name} ({text})", name=span_text(period.t0, period.t1, watch.timezone), text=watch.timezone)


def range_text(metres: np.ndarray) -> str:
    """The least and the greatest of some lengths, or the only one: 30, 30 to 50."""
    least, most = (round(float(value), 2) for value in (metres.min(), metres.max()))
    return f"{most:g}" if least == most else tr("{least:g} to {most:g}", least=least, most=most)
