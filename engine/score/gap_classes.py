"""The classes in which gaps are drawn: the same on maps, rasters and reports."""

from dataclasses import dataclass

from ..language import tr

NEVER_SEEN = 0.999995
"""A gap from here on is that of a place whose starting moments are all missed."""


@dataclass(frozen=True)
class GapClass:
    """A class of gaps from `lower` to `upper`: its colour as #rrggbb, and what a legend says."""

    lower: float
    upper: float
    colour: str
    label: str


def gap_classes() -> tuple[GapClass, ...]:
    """All classes, from the smallest gap. The colours grow darker up to red; places that are never seen have another
    hue. All of them are told apart, and from white and dark maps, also with red-green colour blindness."""
    return (
        GapClass(0.0, 0.1, "#f3f0a0", tr("0 – 0.1, rarely missed")),
        GapClass(0.1, 0.25, "#fbd33c", "0.1 – 0.25"),
        GapClass(0.25, 0.5, "#f99f48", "0.25 – 0.5"),
        GapClass(0.5, 0.75, "#d5641c", "0.5 – 0.75"),
        GapClass(0.75, NEVER_SEEN, "#b93030", tr("0.75 – 1, mostly missed")),
        GapClass(NEVER_SEEN, 1.0000001, "#803a98", tr("1, never seen in time")),
    )
