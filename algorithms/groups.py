"""The groups of algorithms in the Processing toolbox: their titles, their order and their icons."""

from pathlib import Path

from ..engine.language import tr
from .catalogue import DRONES, GAPS, MISSIONS, PATROLS, PUBLIC, RESULTS, SPOTS

GROUPS = {
    PATROLS: "Patrols",
    GAPS: "Gaps",
    SPOTS: "Blind spots",
    DRONES: "Drones",
    MISSIONS: "Missions",
    RESULTS: "Results",
    PUBLIC: "Accountability",
    "models": "Models",
}
"""The titles by id, in the order of the workflow."""

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


def group_title(group: str) -> str:
    """The title as the toolbox shows it; empty where there is no such group. It begins with a number, because the
    toolbox sorts groups by their titles, in every language."""
    return f"{list(GROUPS).index(group) + 1} {tr(GROUPS[group])}" if group in GROUPS else ""


def group_icon(group: str) -> str:
    """The path of the icon of the group's algorithms; that of the plugin where there is no such group."""
    return str(ICONS / f"{group if group in GROUPS else 'blindspot'}.svg")
