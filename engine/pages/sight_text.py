"""What hides places from patrols, in words."""

from collections.abc import Collection, Mapping

from ..language import tr
from ..sight.sight import WALL_TOLERANCE

SIGHT_LAYERS = ("BUILDINGS", "SIGHT_TERRAIN")
"""Parameters with a layer of what hides places."""


def sight_words(layers: Collection[str]) -> str:
    """What hides places, in a few words; empty where nothing does. layers: the parameters with a layer."""
    if "BUILDINGS" in layers and "SIGHT_TERRAIN" in layers:
        return tr("not seen through walls and hills")
    if "BUILDINGS" in layers:
        return tr("not seen through walls")
    return tr("not seen through hills") if "SIGHT_TERRAIN" in layers else ""


def sight_sentence(parameters: Mapping) -> str:
    """What hides places, in a sentence; empty where nothing does. parameters: of the score, also those with a layer."""
    said = []
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
    return " ".join(said)
