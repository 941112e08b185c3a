"""Evidence for tests, with defaults for what most tests do not need."""

import numpy as np

from blindspot.engine.places.places import Places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.tracks import Tracks

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
