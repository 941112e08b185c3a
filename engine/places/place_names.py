"""What places are called in reports: by name, and where they have none by what is near or by their position."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..language import tr
from .names import Nearest, called

NEAR = 50.0
"""Metres from which the distance to a named feature is told."""
AT_THE_MIDDLE = 0.05
"""Share of the extent of all places within which a place lies in the middle of them."""


@dataclass(frozen=True)
class PlaceName:
    """What a place is called, its identifier, and a shorter text for maps, each empty where there is none. is_position:
    whether the text only says where it is."""

    text: str
    ident: str = ""
    short: str = ""
    is_position: bool = False

    @property
    def label(self) -> str:
        """What the place is called on a map; empty where the map says as much."""
        return "" if self.is_position else self.short or self.text

    def __str__(self) -> str:
        return f"{self.text} ({self.ident})" if self.ident else self.text


@dataclass(frozen=True)
class Districts:
    """Areas with names, such as districts. shapes: (k,) polygons in the CRS of the places; names: (k,) texts."""

    shapes: np.ndarray
    names: Sequence[str]

    def at(self, x: float, y: float) -> str:
        """The name of the first area that contains a point; empty where there is none."""
        inside = np.flatnonzero(shapely.intersects(self.shapes, shapely.Point(x, y)))
        return next((self.names[i] for i in inside.tolist() if self.names[i]), "")


@dataclass(frozen=True)
class PlaceNames:
    """The names of n places.

    x, y: (n,) a point of each, in metres; ids: (n,) identifiers; names: (n,) own names, empty where there is none, None
    if no place has one; nearest: the nearest named feature of each; districts: areas with names.
    """

    x: np.ndarray
    y: np.ndarray
    ids: Sequence[str]
    names: Sequence[str] | None = None
    nearest: Nearest | None = None
    districts: Districts | None = None

    def __call__(self, place: int) -> PlaceName:
        """The name of a place by its index: its own, else the nearest named feature, else the district and the
        position in words."""
        own = None if self.names is None else self.names[place]
        if own and own.strip():
            return PlaceName(own.strip(), self.ids[place])
        near = None if self.nearest is None else self.nearest.name[place]
        if near:
            metres = float(self.nearest.metres[place])
            text = short = called(None, near)
            if metres >= NEAR:
                text = tr("{near}, {metres:,.0f} m away", near=short, metres=round(metres, -1))
            return PlaceName(text, self.ids[place], short)
        where = self._position(place)
        district = self.districts.at(self.x[place], self.y[place]) if self.districts is not None else ""
        if district:
            where = tr("in {district}, {where}", district=district, where=where)
        return PlaceName(where, self.ids[place], is_position=True)

    def _position(self, place: int) -> str:
        """The position as seen from the middle of all places."""
        low, high = (np.array([edge(self.x), edge(self.y)]) for edge in (np.min, np.max))
        middle, extent = (low + high) / 2, float((high - low).max())
        east, north = self.x[place] - middle[0], self.y[place] - middle[1]
        away = float(np.hypot(east, north))
        if away <= AT_THE_MIDDLE * extent:
            return tr("in the middle of the area")
        eighth = round(np.degrees(np.arctan2(east, north)) / 45) % 8
        side = sides()[eighth]
        if away < 950:
            return tr("{metres:,.0f} m {side} of the middle of the area", metres=max(round(away, -1), 10), side=side)
        return tr("{kilometres:.1f} km {side} of the middle of the area", kilometres=away / 1000, side=side)


def sides() -> tuple[str, ...]:
    """The eight directions, clockwise from the north, as they stand in a text on a position."""
    return (
        *(tr("north"), tr("north-east"), tr("east"), tr("south-east")),
        *(tr("south"), tr("south-west"), tr("west"), tr("north-west")),
    )
