"""Plans of a night by when drones stay at points, and a slow count of what they see, for the tests of escapes."""

import numpy as np

from blindspot.engine.gain.escape import NightPasses, Sightings
from blindspot.engine.score.passes import Passes

HOUR = 3600.0
REVISIT, WATCH = 2 * HOUR, 7 * HOUR


def night(*stays, rate=np.inf) -> NightPasses:
    """A plan of one sortie for each stay: (point, start, end) in hours after the start of the watch."""
    point, start, end = np.array(sorted(stays), float).reshape(-1, 3).T
    start, end = start * HOUR, end * HOUR
    passes = Passes(point.astype(int), np.arange(len(point)), start, end, np.full(len(point), rate))
    return NightPasses(passes, start - 600, end + 600)


def sightings(*nights, points=4, length=WATCH) -> Sightings:
    return Sightings.of(nights, points, REVISIT, length)


def unseen_at(plan: NightPasses, point: int, moment: np.ndarray | float) -> np.ndarray:
    """The probability that a plan does not notice what starts at a point and moments, from its stays one by one."""
    exposure, own = np.zeros_like(moment, float), plan.passes
    for where, start, end, rate in zip(own.sample, own.start, own.end, own.rate, strict=True):
        if where == point:
            lasts = np.minimum(end, moment + REVISIT) - np.maximum(start, moment)
            seen = np.where(lasts >= 0, np.inf, 0.0)
            exposure = exposure + (seen if np.isinf(rate) else rate * np.maximum(lasts, 0.0))
    return np.exp(-exposure)


ALWAYS = [(0, 2, 2.01), (0, 4, 4.01), (0, 6, 6.01), (0, 8, 8.01)]
"""Stays at point 0 so that whatever starts there in the watch is seen."""


def at(point, stays=ALWAYS):
    return [(point, start, end) for _, start, end in stays]


def flight(point, takeoff, after=0.0, lasts=60.0, unit=0):
    """(point, unit, start, end) of a stay, and the take-off."""
    return (point, unit, takeoff + after, takeoff + after + lasts), takeoff


def plan(*flights) -> NightPasses:
    """One sortie for each flight."""
    rows = sorted(((*row, number) for number, (row, _) in enumerate(flights)))
    point, _, start, end, unit = np.array(rows).T
    takeoff = np.array([begin for _, begin in flights])
    last = np.array([row[3] for row, _ in flights])
    passes = Passes(point.astype(int), unit.astype(int), start, end, np.full(len(rows), np.inf))
    return NightPasses(passes, takeoff, last)
