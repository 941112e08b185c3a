"""What hides places from patrols, also the dark, and what watches beside them, in words."""

from collections.abc import Collection, Mapping

from ..language import tr
from ..sight.sight import WALL_TOLERANCE

SIGHT_LAYERS = ("BUILDINGS", "SIGHT_TERRAIN", "WATCHERS")
"""Parameters with a layer of what hides places, or of what watches beside patrols."""


def sight_words(layers: Collection[str]) -> str:
    """What hides places, and what watches beside patrols, in a few words; empty where nothing does. layers: the
    parameters with a layer."""
    beside = tr("with posts and cameras") if "WATCHERS" in layers else ""
    return tr(", ").join(filter(None, [_hiding_words(layers), beside]))


def _hiding_words(layers: Collection[str]) -> str:
    if "BUILDINGS" in layers and "SIGHT_TERRAIN" in layers:
        return tr("not seen through walls and hills")
    if "BUILDINGS" in layers:
        return tr("not seen through walls")
    return tr("not seen through hills") if "SIGHT_TERRAIN" in layers else ""


def sight_sentence(parameters: Mapping) -> str:
    """What hides places, and what watches beside patrols, in sentences; empty where nothing does. parameters: of the
    score, also those with a layer."""
    said = []
    if parameters.get("DARK_RANGE"):
        said.append(
            tr("After dark a patrol sees a place only within {metres:g} m.", metres=float(parameters["DARK_RANGE"]))
        )
    if parameters.get("BUILDINGS"):
        tolerance = parameters.get("WALL_TOLERANCE")
        said.append(
            tr(
                "A patrol sees a place only while no wall is between them; a position up to {metres:g} m behind a wall "
                "counts as before it.",
                metres=WALL_TOLERANCE if tolerance is None else float(tolerance),
            )
        )
    if parameters.get("SIGHT_TERRAIN"):
        said.append(tr("A patrol sees a place only while no ground is between them."))
    if parameters.get("WATCHERS"):
        said.append(
            tr("Posts and cameras count beside the patrols: each sees what is in its range and view, while it is on.")
        )
    return " ".join(said)
