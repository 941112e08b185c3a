"""What a plan has to do with privacy areas, for the log and the outputs."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..drones.flight_plan import GROUND_PATROL
from ..language import tr
from ..text import counted, figure
from .crossings import Crossings
from .flight import Flight
from .stops import UnservedPart

MINUTE = 60.0


@dataclass(frozen=True)
class PrivacyUse:
    """Times in s; priorities of what is not visited because of privacy areas."""

    seconds: float
    """over the areas, of all sorties together"""
    budget: float
    closed: bool
    """whether drones go around the areas"""
    over: float
    """priority of the parts of spots in the areas"""
    lost: float
    """priority of what cannot be flown to around the areas, or within the budget"""
    spots: int
    """number of spots that need a ground patrol, as a whole or in part"""

    def sentences(self) -> list[str]:
        """For the log."""
        minutes, budget = self.seconds / MINUTE, self.budget / MINUTE
        if self.closed:
            said = [tr("No drone crosses a privacy place: all go around them.")]
        elif budget < float("inf"):
            said = [
                tr(
                    "Drones are over privacy places for {minutes:.1f} min, of at most {budget:g} min (PRIVACY_BUDGET).",
                    minutes=minutes,
                    budget=budget,
                )
            ]
        else:
            said = [tr("Drones are over privacy places for {minutes:.1f} min.", minutes=minutes)]
        if self.spots:
            parts = [tr("{priority} over or next to privacy places", priority=figure(self.over))] if self.over else []
            if self.lost:
                why = tr("the time over privacy places is used up")
                if self.closed:
                    why = tr("there is no way around the privacy places on one battery")
                parts.append(tr("{priority} because {why}", priority=figure(self.lost), why=why))
            spots = counted(self.spots, "spot needs ground patrol", "spots need ground patrol")
            said.append(tr("{spots}, as a whole or in part: {parts}.", spots=spots, parts=tr(", ").join(parts)))
        return said


def privacy_use(
    crossings: Crossings, flights: Iterable[Flight], refused: list[UnservedPart], left: list[UnservedPart]
) -> PrivacyUse:
    """refused: what got no stop; left: the stops that are not visited."""
    groups = [[part for part in parts if part.reason == GROUND_PATROL] for parts in (refused, left)]
    over, lost = (sum(part.priority for part in parts) for parts in groups)
    spots = len({part.spot for parts in groups for part in parts})
    return PrivacyUse(crossings.total(flights), crossings.budget, crossings.closed, over, lost, spots)
