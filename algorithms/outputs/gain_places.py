"""Gaps before and after as a layer of places."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ...engine.gain.assessment import Assessment
from ...engine.gain.drone_tracks import DroneTracks
from ...engine.pages.gain_page import Flown
from ...engine.score.doubts import Doubts
from ...engine.score.evidence import Question
from ...engine.score.published import published
from ...engine.score.reasons import reasons
from ...engine.text import counted
from ...layers.flights import Flights
from ...layers.sinks import REAL, TEXT, WHOLE, values
from ..base import tr
from ..inputs.evidence import ScoreInput
from ..run import Run

FIELDS = (
    ("demand", REAL),
    ("gap_before", REAL),
    ("gap_after", REAL),
    ("gain", REAL),
    ("gain_low", REAL),
    ("priority_before", REAL),
    ("priority_after", REAL),
    ("visits_before", WHOLE),
    ("visits_after", WHOLE),
    ("drone_visits", WHOLE),
    ("drone_min", REAL),
    ("worst_gap_before_s", REAL),
    ("worst_gap_after_s", REAL),
    ("why", TEXT),
    ("watch_visits_before", WHOLE),
    ("watch_visits_after", WHOLE),
    ("nights_seen_before", WHOLE),
    ("nights_seen_after", WHOLE),
)

OUTPUT_HELP = """The places with the fields: place_id, demand, gap_before and gap_after (0 to 1), gain (demand x
(gap_before - gap_after)), gain_low (the gain that remains even if units were at the place wherever that is possible
during their outages), priority_before and priority_after (demand x gap), visits_before and visits_after (in the period,
at any hour), drone_visits and drone_min (visits by drones in the period, and their minutes in range),
worst_gap_before_s and worst_gap_after_s (longest time without a pass, in seconds), why, watch_visits_before and
watch_visits_after (visits that were in the watch for any of their time), nights_seen_before and nights_seen_after
(nights in which a unit or drone was in range in the watch). Times and durations are rounded so that they do not
follow single persons (see Times to the second); those of drones are exact. gain_low, drone_visits and drone_min are
null if no drone routes are given. The fields of your own places come first."""


@dataclass(frozen=True)
class Finding:
    """The result and its warnings. routes, flights, flown: None where two periods are compared; questions: that of the
    period, and that of the later period if there is one; partial: sentences on what the data leave unknown."""

    assessment: Assessment
    questions: tuple[Question, ...]
    warnings: list[str]
    partial: list[str]
    routes: Flights | None = None
    flights: DroneTracks | None = None
    flown: Flown | None = None


def published_gains(read: ScoreInput, found: Finding, seconds: bool) -> Assessment:
    """The assessment as it is written: times of patrols are rounded, unless `seconds`."""
    before, after = found.assessment.before, found.assessment.after
    patrols = before if found.flown is not None else None
    before = published(before, found.questions[0], read.watch, seconds)
    after = published(after, found.questions[-1], read.watch, seconds, patrols)
    return replace(found.assessment, before=before, after=after)


def _why(run: Run, read: ScoreInput, found: Finding, assessment: Assessment) -> Callable[[int, int], list[str]]:
    """Returns a function for the sentences of the places start:end. assessment: as it is written. Logs
    what nearly all sentences would share."""
    reach = run.number("DEMAND_RANGE")
    periods = list(zip((assessment.before, assessment.after), found.questions, strict=False))
    doubts = [Doubts.of(scores) for scores, _ in periods]
    for title, doubt in zip((tr("Before"), tr("After")), doubts, strict=False):
        run.say(*(tr("{name}: {text}", name=title, text=text) for text in filter(None, [doubt.sentence])))

    def why(start: int, end: int) -> list[str]:
        demand = read.demand.subset(start, end)
        texts = [
            reasons(scores.subset(start, end), demand, question, read.watch, reach, doubt, read.evidence.watchers)
            for (scores, question), doubt in zip(periods, doubts, strict=True)
        ]
        if found.flown is not None:
            before, after = assessment.before, assessment.after
            visits = (after.visits - before.visits)[start:end].tolist()
            in_watch = (after.watch_visits - before.watch_visits)[start:end].tolist()
            return [
                tr("{passes} Before: {before}", passes=_passes(*counts), before=text)
                for *counts, text in zip(visits, in_watch, texts[0], strict=True)
            ]
        return [tr("Before: {before} After: {after}", before=was, after=now) for was, now in zip(*texts, strict=True)]

    return why


def _passes(count: int, in_watch: int) -> str:
    if not count:
        return tr("No drone passes.")
    times = counted(count, "time")
    if in_watch == count:
        return tr("Drones pass {times}.", times=times)
    if not in_watch:
        return tr("Drones pass {times}, none of them in the watch.", times=times)
    return tr("Drones pass {times}, {in_watch} of them in the watch.", times=times, in_watch=in_watch)


def gain_columns(run: Run, read: ScoreInput, found: Finding, written: Assessment) -> Callable[[int, int], tuple]:
    """Returns a function for the values of FIELDS for the places start:end. written: the assessment as it is
    written."""
    drones, why = found.flown is not None, _why(run, read, found, written)

    def columns(start: int, end: int) -> tuple:
        some, nothing = found.assessment.subset(start, end), [None] * (end - start)
        before, after = some.before, some.after
        added = after.visits - before.visits
        return (
            values(some.demand),
            values(before.gap),
            values(after.gap),
            values(some.gain),
            values(np.clip(some.gain_at_least, 0, some.gain)) if drones else nothing,
            values(some.demand * before.gap),
            values(some.demand * after.gap),
            values(before.visits),
            values(after.visits),
            values(np.maximum(added, 0)) if drones else nothing,
            values(np.where(added > 0, after.dwell - before.dwell, 0.0) / 60) if drones else nothing,
            values(written.before.worst_gap[start:end]),
            values(written.after.worst_gap[start:end]),
            why(start, end),
            values(before.watch_visits),
            values(after.watch_visits),
            values(before.nights_seen),
            values(after.nights_seen),
        )

    return columns
