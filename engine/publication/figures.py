"""The figures that may be published, by kind of layer. What is not listed here is not published."""

from dataclasses import dataclass
from types import MappingProxyType

from ..errors import UserError
from ..language import tr

PLACES, EFFORT, SPOTS, ROUTES, TRACKS = "places", "effort", "spots", "routes", "tracks"


@dataclass(frozen=True)
class Figure:
    """A figure of a group of places.

    name: of the published field; source: of the field of the layer; is_sum: whether the figure of a group is the sum
    over its places, otherwise the mean weighted by demand; factor: from the units of the source; step: multiples of the
    rules' step.
    """

    name: str
    source: str
    is_sum: bool = False
    factor: float = 1.0
    step: float = 1.0


SCORED = (
    Figure("gap", "gap"),
    Figure("gap_before", "gap_before"),
    Figure("gap_after", "gap_after"),
    Figure("visits", "watch_visits", True),
    Figure("minutes", "watch_dwell_s", True, 1 / 60),
)
"""Of scored places. visits and dwell_s at any hour are left out: less those of the watch, they tell of the few that
came at other hours. gap_low tells of single receivers that were silent; last_seen, mean_idle_s, worst_gap_s, why and
gap_profile tell when somebody came."""

OF_EFFORT = (
    Figure("hours", "hours", True, step=0.1),
    Figure("km", "km", True, step=0.1),
    Figure("visits", "visits", True),
)
"""Of patrol effort. units and days are small counts themselves; first_seen and last_seen are times."""

FIGURES = MappingProxyType({PLACES: SCORED, EFFORT: OF_EFFORT})


def figures_of(kind: str, fields) -> tuple[Figure, ...]:
    """The figures of a kind of layer that the layer has. Raises UserError where it has none."""
    found = tuple(figure for figure in FIGURES[kind] if figure.source in fields)
    if not found:
        raise UserError(
            tr(
                "The layer has none of the fields that can be published: {fields}.",
                fields=", ".join(figure.source for figure in FIGURES[kind]),
            )
        )
    return found
