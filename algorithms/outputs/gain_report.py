"""What the report of an assessment says: flights, cautions, map, names."""

import numpy as np

from ...engine.errors import UserError
from ...engine.gain.assessment import Assessment, places_in_range
from ...engine.gain.drone_tracks import DroneTracks, seconds_outside
from ...engine.pages.gain_map import GainMap
from ...engine.pages.gain_page import Flown, gap_left_after_passes
from ...engine.score.evidence import Evidence, Question
from ...engine.timing.text import duration_text, local_text
from ...engine.timing.watch import Period, Watch
from ...layers.flights import Flights
from ..inputs.places import PlacesToScore

EARLY = 0.2
"""Share of the flying from which on it is said that it comes early in the watch."""


def flights_for_report(
    routes: Flights, flights: DroneTracks, evidence: Evidence, every: bool, lost: np.ndarray
) -> Flown:
    """The flights for the report."""
    names = [
        f"Drone {drone}, sortie {sortie}" if drone and sortie else f"Route {number}"
        for number, (drone, sortie) in enumerate(zip(routes.drone, routes.sortie, strict=True), 1)
    ]
    return Flown(
        names,
        routes.drone,
        routes.site,
        flights.durations / 60,
        flights.plan.distances / 1000,
        places_in_range(evidence.places, flights),
        lost,
        np.ones(len(flights), bool) if every else ~_outside(flights, evidence.question),
        every,
        len(evidence.question.nights),
        evidence.watch.night,
    )


def outside_watch(flights: DroneTracks, evidence: Evidence) -> list[str]:
    """Says how much of the flying is not in the hours of the watch."""
    watch, seconds = evidence.watch, seconds_outside(flights, evidence.question.nights)
    if seconds < 1:
        return []
    long = flights.last - flights.first
    takes = f"The plan takes {duration_text(long)} and the watch is {watch}: " if not watch.all_day else ""
    return [
        f"{takes}{duration_text(seconds)} of {duration_text(flights.durations.sum())} of flying lie outside the watch. "
        "What drones see before it counts for nothing, what they see after it only for what began in it."
    ]


def early_in_watch(flights: DroneTracks, evidence: Evidence) -> list[str]:
    """Says that flights come before much can have begun that they could notice."""
    nights, revisit = evidence.question.nights, evidence.question.revisit
    settled = np.stack((np.minimum(nights[:, 0] + revisit, nights[:, 1]), nights[:, 1]), axis=1)
    early = seconds_outside(flights, settled) - seconds_outside(flights, nights)
    if early < EARLY * flights.durations.sum():
        return []
    return [
        f"{duration_text(early)} of {duration_text(flights.durations.sum())} of flying lie in the first "
        f"{duration_text(revisit)} (REVISIT) of the watch. A pass notices what began within REVISIT before it, "
        "and so early the watch has just begun: the same flights later in the watch close more."
    ]


def outside_period(flights: DroneTracks, evidence: Evidence) -> list[str]:
    """Says how many flights the period leaves out. Raises UserError where it is all of them."""
    outside, zone = _outside(flights, evidence.question), evidence.watch.timezone
    if outside.all():
        raise UserError(
            f"No flight falls in the period ({period_text(evidence.question.period, evidence.watch)}): they begin on "
            f"{local_text(flights.first, zone)}. Set PERIOD_START and PERIOD_END, or REPEAT to every watch of the "
            "period."
        )
    if outside.any():
        return [f"{int(outside.sum())} of {len(outside)} flights lie outside the period and count for nothing."]
    return []


def _outside(flights: DroneTracks, question: Question) -> np.ndarray:
    """(f,) whether a flight, flown as dated, has nothing in common with the period."""
    plan = flights.plan
    takeoff, landing = plan.t[plan.offsets[:-1]], plan.t[plan.offsets[1:] - 1]
    return (landing < question.period.t0) | (takeoff > question.period.t1)


def cautions(found: Assessment, flown: Flown | None, flights: DroneTracks | None, evidence: Evidence) -> list[str]:
    """Of what the reader should beware in any case."""
    question, night = evidence.question, evidence.watch.night
    if flown is None:
        return [
            "That two periods differ does not say why: weather, season and events differ too. Two periods of the same "
            "rota also differ: compare such two first, to know by how much."
        ]
    spent = float(np.median(question.nights[:, 1] - question.nights[:, 0]))
    reach = " to ".join(
        f"{metres:g}" for metres in np.unique([flights.detection.range.min(), flights.detection.range.max()])
    )
    said = [gap_left_after_passes(found, question.revisit, spent, night)] if found.gain.any() else []
    return [
        *filter(None, said),
        f"Counted as if a drone notices what lies within {reach} m of its route, wherever it flies, take-off and "
        "landing included: height, walls, trees and darkness are not modelled.",
        "The patrols are taken to go where they went in the period; a rota that changes because of the drones is "
        "another question.",
    ]


def gain_map(scored: PlacesToScore, found: Assessment, routes: Flights | None, spacing: float) -> GainMap:
    """The map of the report."""
    size = spacing if scored.grid is None else scored.grid.lattice.size
    shapes = None if scored.grid is not None else scored.features.geometry
    flown = () if routes is None else (routes.lines, routes.drone, routes.site)
    return GainMap(scored.places, shapes, size, found.gain, *flown)


def names(scored: PlacesToScore):
    """What a place is called: its place_id, and its name where PLACES have such a field."""
    fields = [] if scored.features is None else [field.name() for field in scored.features.fields]
    named = next((field for field in fields if "name" in field.lower()), None)
    texts = None if named is None else scored.features.texts(named)

    def name(place: int) -> str:
        ident = scored.ids(place, place + 1)[0]
        text = "" if texts is None else texts[place]
        return f"{text} ({ident})" if text else ident

    return name


def period_text(period: Period, watch: Watch) -> str:
    first, last = (local_text(edge, watch.timezone) for edge in (period.t0, period.t1))
    return f"{first} to {last} ({watch.timezone})"
