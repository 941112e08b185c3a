"""How long the stages of a run take, as far as the size of their work tells it: so the bar moves in proportion to time.

Only the ratios matter, so that they hold on any computer.
"""

import numpy as np

from ..engine.score.evidence import Evidence
from .inputs.before_run import largest_area
from .inputs.places import PlacesToScore
from .run import Run

BEGINNING = 0.15
"""Seconds that it takes to begin, for any amount of data."""
FIX = 1.7e-6
"""Seconds to read and clean a fix."""
PLACE = 6e-6
"""Seconds to make a place."""
USUAL_PLACES = 10_000
"""How many places a grid around the fixes has, as long as it is not known."""
SCORING = 5e-6
"""Seconds to score a place, whether or not it is passed."""
PASSING = 2.5e-6
"""Seconds for each time that a leg comes into range of a place."""
USUAL_PASSES = 2
"""How often a leg comes into range of a place, as long as it is not known."""
WRITING = 70e-6
"""Seconds to write a place with its fields to a file."""
SHORT_ROW = 16e-6
"""Seconds to write a row of a table of a few numbers."""
PAGE = 12e-6
"""Seconds to draw a place on a page."""
PIXEL = 2e-6
"""Seconds to write a cell to a raster."""


def read_share(run: Run, effort: float = SCORING + WRITING) -> float:
    """The share of the bar for reading the fixes and making the places. effort: seconds for each place after that."""
    fixes, places = max(run.source("INPUT").featureCount(), 0), _places(run)
    reading = BEGINNING + FIX * fixes + PLACE * places
    rest = BEGINNING + PASSING * USUAL_PASSES * fixes + effort * places
    return min(max(reading / (reading + rest), 0.05), 0.7)


def _places(run: Run) -> float:
    """How many places there will be, about."""
    places, area = run.source("PLACES"), run.source("AREA")
    if places is not None:
        return max(places.featureCount(), 0)
    if area is None:
        return USUAL_PLACES
    return largest_area(area, run.transform_context) / run.number("CELL_SIZE") ** 2


def split(start: float, end: float, *seconds: float) -> list[float]:
    """The positions on the bar where stages end that share the part from `start` to `end`. seconds: of each stage."""
    total = sum(seconds)
    ends = np.cumsum(seconds) / total if total > 0 else np.arange(1, len(seconds) + 1) / len(seconds)
    return (start + (end - start) * ends).tolist()


def scoring(evidence: Evidence, scored: PlacesToScore) -> float:
    """Seconds to score all places."""
    return BEGINNING + SCORING * len(scored) + PASSING * _encounters(evidence, scored)


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
