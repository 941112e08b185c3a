"""How long the stages of a run take, as far as the size of their work tells it: so the bar moves in proportion to time.

Only the ratios matter, so that they hold on any computer.
"""

import numpy as np

from ..engine.score.evidence import Evidence
from .inputs.places import PlacesToScore

READ = 0.12
"""Share of the bar for reading the fixes and making the places: how many places there will be is not known before."""
SCORING = 75e-6
"""Seconds to score a place, whether or not it is passed."""
PASSING = 10e-6
"""Seconds for each time that a leg comes into range of a place."""
WRITING = 190e-6
"""Seconds to write a place with its fields to a file."""
PIXEL = 20e-6
"""Seconds to write a cell to a raster."""


def split(start: float, end: float, *seconds: float) -> list[float]:
    """The positions on the bar where stages end that share the part from `start` to `end`. seconds: of each stage."""
    total = sum(seconds)
    ends = np.cumsum(seconds) / total if total > 0 else np.arange(1, len(seconds) + 1) / len(seconds)
    return (start + (end - start) * ends).tolist()


def scoring(evidence: Evidence, scored: PlacesToScore) -> float:
    """Seconds to score all places."""
    return SCORING * len(scored) + PASSING * _encounters(evidence, scored)


def _encounters(evidence: Evidence, scored: PlacesToScore) -> float:
    """How often a unit comes into range of a place, about: the area that the tracks pass in range, times the density of
    the sample points."""
    places = scored.places
    if not len(places.x):
        return 0.0
    if scored.grid is not None:
        density = 1 / scored.grid.lattice.cell_area
    else:
        density = len(places.x) / max(np.ptp(places.x) * np.ptp(places.y), 1.0)
    return 2 * float(np.mean(evidence.detection.range)) * evidence.tracks.length * density
