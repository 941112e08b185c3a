"""The map of an audit of equity: neighbourhoods by whether they are flown over more or less than expected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..equity.audit import AS_EXPECTED, NOT_TESTED, OVER, UNDER, Audit
from ..language import tr
from .heat_map import BLUES, colour_at
from .sheet import Scale, Sheet

NUMBERED = 60
"""The most neighbourhoods that are numbered on the map."""
MOST_LINES = 400
"""The most flights that are drawn."""
MOST_VERTICES = 40
OVER_COLOUR, UNDER_COLOUR, PLAIN, PALE = "#c2410c", "#2c7fb8", "#e7e3da", "#f7f6f2"


@dataclass(frozen=True)
class Area:
    """A neighbourhood on the map, in pixels. number: empty where it has none; x, y: where it is; dark: whether its
    colour is, so that the number is white."""

    path: str
    colour: str
    number: str
    x: float
    y: float
    dark: bool


@dataclass(frozen=True)
class EquityMap:
    """The map in pixels. key: labels with their colours."""

    width: float
    height: float
    areas: Sequence[Area]
    lines: Sequence[str]
    scale: Scale
    key: Sequence[tuple[str, str]]


def equity_map(found: Audit, lines: Sequence[np.ndarray], numbers: np.ndarray) -> EquityMap:
    """The map. lines: of flights, (m, 2 or more) in m; numbers: (n,) of the neighbourhoods in the table."""
    shapes = found.neighbourhoods.area
    sheet = Sheet.around(tuple(shapely.total_bounds(shapes)))
    colours, key = _colours(found)
    middle = sheet.to_pixels(shapely.get_coordinates(shapely.point_on_surface(shapes)))
    some = len(shapes) <= NUMBERED
    areas = [
        Area(sheet.outline(shape), colour, str(number) if some else "", *xy, colour in _dark(colours))
        for shape, colour, number, xy in zip(
            sheet.simplified(shapes), colours, numbers.tolist(), middle.tolist(), strict=True
        )
    ]
    drawn = (
        lines
        if len(lines) <= MOST_LINES
        else [lines[i] for i in np.linspace(0, len(lines) - 1, MOST_LINES).astype(int)]
    )
    paths = [
        sheet.path(shapely.get_coordinates(shapely.LineString(line[:, :2]).simplify(sheet.metres))) for line in drawn
    ]
    return EquityMap(sheet.width, sheet.height, areas, paths, sheet.scale(), key)


def _colours(found: Audit) -> tuple[list[str], list[tuple[str, str]]]:
    """The colour of each neighbourhood, and the legend: by the test of flights, or else by hours of patrols for each
    resident, or else by the gap."""
    if found.flown is not None:
        kinds = found.flown.kind.tolist()
        looks = {
            OVER: (tr("flown over more than expected"), OVER_COLOUR),
            UNDER: (tr("less than expected"), UNDER_COLOUR),
            AS_EXPECTED: (tr("as expected, or too few flights to tell"), PLAIN),
            NOT_TESTED: (tr("not tested"), PALE),
        }
        return [looks[kind][1] for kind in kinds], [look for kind, look in looks.items() if kind in kinds]
    given = found.neighbourhoods
    if found.patrol is not None:
        rate = np.divide(found.patrol.amount, given.residents, out=np.zeros(len(given)), where=given.lived_in)
        words = tr("hours of patrols for each resident, from few to many")
    else:
        rate, words = np.nan_to_num(found.gaps.by_area), tr("mean gap, from low to high")
    rank = np.searchsorted(np.sort(rate), rate, side="left") / max(len(rate) - 1, 1)
    return [colour_at(BLUES, share)[0] for share in rank.tolist()], [
        (words, colour_at(BLUES, 0.6)[0]),
    ]


def _dark(colours: Sequence[str]) -> set[str]:
    return {one for one in set(colours) if sum(bytes.fromhex(one[1:])) < 3 * 140}
