"""Evidence and tracks for tests, with defaults for what most tests do not need."""

import numpy as np

from blindspot.engine.places.places import Places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import Rejected, TrackRules, Tracks, tracks_from_fixes

ALL_DAY = Watch(0.0, 0.0)


def evidence_of(
    tracks: Tracks,
    detection: Detection,
    places: Places,
    question: Question,
    demand: np.ndarray | float = 1.0,
    watch: Watch = ALL_DAY,
    geometry: np.ndarray | None = None,
) -> Evidence:
    """demand: one number, or one for each place."""
    demand = np.broadcast_to(np.asarray(demand, float), len(places)).copy()
    return Evidence(tracks, detection, places, demand, question, watch, geometry)


def fixes_and_tracks(x, y, t, unit=None, accuracy=None) -> tuple[Fixes, Tracks, Rejected]:
    """Fixes of units at x, y (m) and t (s since the epoch), with the tracks and the rejected fixes that they give."""
    x, y, t = (np.asarray(column, float) for column in np.broadcast_arrays(x, y, t))
    unit = np.zeros(len(t), int) if unit is None else np.asarray(unit)
    names = tuple(map(str, range(unit.max() + 1)))
    fixes = Fixes(x, y, t, unit, np.arange(len(t)), names, accuracy)
    return fixes, *tracks_from_fixes(fixes, TrackRules())
