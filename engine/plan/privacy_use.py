"""What a plan has to do with privacy areas, for the log and the outputs."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..drones.flight_plan import GROUND_PATROL
from ..language import tr
from ..text import counted, figure
from .crossings import Crossings
from .flight import Flight
from .shared_visits import SharedVisits
from .stops import UnservedPart

MINUTE = 60.0


@dataclass(frozen=True)
class PrivacyUse:
    """Times in s; priorities of what is not visited because of privacy areas."""

    seconds: float
    """over the areas, of all sorties together"""
    budget: float
    why: str
    """why drones go around the areas, as a part of a sentence; empty where they may cross them"""
    over: float
    """priority of the parts of spots in the areas"""
    lost: float
    """priority of what cannot be flown to around the areas, or within the budget"""
    spots: int
    """number of spots that need a ground patrol, as a whole or in part"""
    short: frozenset[int] = frozenset()
    """indices into Targets of the spots of which something is lost to the budget"""
    inside: int = 0
    """number of launch sites in an area"""

    def sentences(self) -> list[str]:
        """For the log."""
        minutes, budget = self.seconds / MINUTE, self.budget / MINUTE
        if self.why:
            said = [tr("All drones go around privacy places, because {why}.", why=self.why)]
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
            parts = []
            if self.over:
                parts.append(tr("a priority of {priority} over or next to privacy places", priority=figure(self.over)))
            if self.lost:
                why = tr("the time over privacy places is used up")
                if self.why:
                    why = tr("there is no way around the privacy places on one battery")
                parts.append(tr("a priority of {priority} because {why}", priority=figure(self.lost), why=why))
            spots = counted(self.spots, "spot needs ground patrol", "spots need ground patrol")
            said.append(tr("{spots}, as a whole or in part: {parts}.", spots=spots, parts=tr(", ").join(parts)))
        if self.inside:
            sites = counted(self.inside, "launch site lies", "launch sites lie")
            said.append(
                tr(
                    "{sites} in a privacy place. Drones climb straight up there and leave by the shortest way, which "
                    "does not count as time over privacy places.",
                    sites=sites,
                )
            )
        return said


def privacy_use(
    crossings: Crossings,
    flights: Iterable[Flight],
    refused: list[UnservedPart],
    left: list[UnservedPart],
    shared: SharedVisits,
) -> PrivacyUse:
    """refused: what got no stop; left: the stops that are not visited; shared: which spots each of them is for."""
    groups = [[part for part in parts if part.reason == GROUND_PATROL] for parts in (refused, left)]
    over, lost = (sum(part.priority for part in parts) for parts in groups)
    spots = [{member for part in parts for member in shared.members(part.spot)} for parts in groups]
    return PrivacyUse(
        crossings.total(flights),
        crossings.budget,
        crossings.why,
        over,
        lost,
        len(spots[0] | spots[1]),
        frozenset() if crossings.closed else frozenset(spots[1]),
        crossings.inside,
    )
