"""How much of swept areas buildings hide, in the log."""

import numpy as np
import shapely

from ...engine.places.places import places_from_geometries
from ...engine.plan.hidden import hidden_from
from ...engine.sight.sight import Sight
from ...engine.sweep.areas import Swept
from ..base import tr
from ..run import Run

SAMPLES = 60_000
"""Sample points of all areas together, about."""
FINEST = 5.0
"""m, the least distance between sample points"""


def report_hidden(run: Run, swept: list[list[Swept]], swath: float, sight: Sight, altitude: float) -> None:
    """Says how much of the swept ground is hidden from all of its paths at this altitude, m above the ground."""
    parts = [done for some in swept for done in some]
    if not parts:
        return
    regions = np.array([done.region for done in parts], object)
    spacing = max(FINEST, float(np.sqrt(shapely.area(regions).sum() / SAMPLES)))
    places = places_from_geometries(regions, spacing)
    in_range, hidden = hidden_from([done.path for done in parts], places, swath / 2, sight, altitude)
    share = 100 * hidden.sum() / max(int(in_range.sum()), 1)
    text = tr(
        "From {altitude:g} m, buildings hide {share:.1f} % of the ground within half a swath of the paths. coverage "
        "does not take that into account.",
        altitude=altitude,
        share=share,
    )
    if hidden.any():
        run.warn(tr("{text} Fly higher (ALTITUDE), or use a smaller SWATH.", text=text))
    else:
        run.say(text)
