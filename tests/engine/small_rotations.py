"""Places around one launch site, a patrol that stands still, and drones, for the tests of rotations."""

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.gain.rotation import Drones
from blindspot.engine.places.places import point_places
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.spots.selection import SpotRules
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

HOUR, DAY = 3600.0, 86_400.0
EVENING = 1_767_304_800.0  # 2026-01-01T22:00Z
NIGHT = Watch(22 * HOUR, 5 * HOUR)
ALL = SpotRules(share=1.0, min_gap=0.1)


def patrols(xy, demand=None, days=6, walker=(3000.0, 0.0)) -> Evidence:
    """Places at points, and a unit that stands at `walker` for an hour each night."""
    whole = period(NIGHT, EVENING, EVENING + 1, EVENING, EVENING + (days - 1) * DAY + 7 * HOUR)
    question = Question(whole, moments(whole, 2 * HOUR), nights(whole, NIGHT), 2 * HOUR)
    t = (EVENING + np.arange(days)[:, None] * DAY + np.arange(0, 3600, 60.0)).ravel()
    x, y = (np.full(len(t), at) for at in walker)
    tracks = tracks_from_fixes(Fixes(x, y, t, np.zeros(len(t), int), np.arange(len(t)), ("0",)), TrackRules())[0]
    xy = np.array(xy, float)
    demand = np.ones(len(xy)) if demand is None else np.array(demand, float)
    detection, places = Detection.same(1, 50.0, 30.0), point_places(*xy.T)
    return Evidence(tracks, detection, places, demand, question, NIGHT, shapely.points(xy))


def drones(endurance=900.0, sites=((0.0, 0.0),), zones=(), iterations=40, **task) -> Drones:
    """One drone that hovers for a minute over each point, with a detection range of 30 m."""
    fleet = Fleet(np.array(sites, float), tuple(map(str, range(len(sites)))), np.array([-1]))
    aircraft = Aircraft(endurance=endurance)
    return Drones(
        fleet, airspace_around(list(zones), 10), aircraft, Task(iterations=iterations, bound_seconds=0.0, **task), 30.0
    )


def evenings(count) -> np.ndarray:
    return EVENING + (10 + np.arange(count)) * DAY


RING = [(1200 * np.cos(a), 1200 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 6, endpoint=False)]
"""So far apart that one night serves one or two of them."""
