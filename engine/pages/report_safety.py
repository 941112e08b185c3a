"""What a report says of the check of a plan, and of the places that the plan exposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..language import number_text, tr
from ..text import counted

SHOWN = 20
"""Violations, and exposed places, in a table."""


@dataclass(frozen=True)
class CheckPart:
    """What Check a plan found. violations: rule and sentence of each; reserve: % that is left of each battery at least,
    None where that is not known."""

    violations: Sequence[tuple[str, str]]
    reserve: float | None = None

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        return self.violations[:SHOWN]

    @property
    def sentences(self) -> list[str]:
        if self.violations:
            found = counted(len(self.violations), "violation")
            said = [tr("The check of the plan found {violations}: do not fly it like this.", violations=found)]
            more = len(self.violations) - SHOWN
            return said + ([tr("The first {shown} are listed.", shown=SHOWN)] if more > 0 else [])
        said = [tr("The check of the plan found no violation: zones, heights, batteries and distances between drones.")]
        if self.reserve is not None:
            left = number_text(self.reserve, ".0f")
            said.append(tr("At least {reserve} % of each battery is left after landing.", reserve=left))
        return said


@dataclass(frozen=True)
class ExposedPlace:
    """A privacy place. over, view: minutes that drones are over it, and have it in view."""

    name: str
    kind: str
    over: float
    view: float


@dataclass(frozen=True)
class ExposurePart:
    """The privacy places, those longest in view first."""

    places: Sequence[ExposedPlace]

    @property
    def shown(self) -> list[ExposedPlace]:
        """Those that drones come over, or have in view."""
        return [place for place in self.places if place.over > 0 or place.view > 0][:SHOWN]

    @property
    def sentence(self) -> str:
        seen = sum(place.view > 0 for place in self.places)
        return tr("Privacy places that come into view: {seen:,} of {count:,}.", seen=seen, count=len(self.places))
