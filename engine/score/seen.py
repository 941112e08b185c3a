"""What is seen: the passes of all units at places, as far as sight, light and fixed watchers go."""

from ..places.places import Places
from ..progress import Progress, part, quiet
from .evidence import Evidence
from .light import passes_by_light
from .passes import Passes
from .watcher_passes import with_watchers


def seen_passes(evidence: Evidence, places: Places, progress: Progress = quiet) -> Passes:
    """The passes at some places of the evidence: all that scores are computed from. Times are after the origin of the
    evidence."""
    detection, light, origin = evidence.detection, evidence.light, evidence.origin
    alone = 1.0 if evidence.watchers is None or not len(evidence.watchers) else 0.6
    here = part(progress, 0, alone)
    found = passes_by_light(evidence.tracks, places, detection, light, origin, here, evidence.sight)
    return with_watchers(found, evidence, places, part(progress, alone, 1))
