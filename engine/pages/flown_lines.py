"""Drone routes on a map: lines in the colours of the drones, launch sites, and the legend."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.colours import drone_colour
from ..drones.shared_legs import line_levels
from ..language import tr
from .drawing import Route, Site
from .sheet import Sheet

MAX_SITE_NAMES = 8  # of launch sites written beside them
MAX_NAMES = 4  # of drones of one colour in the legend
OF_NO_DRONE = "#333333"
ALONE = 1.8
"""Width in pixels of routes on whose legs no other drone flies."""
WIDTHS = ((ALONE,), (4.6, 1.6), (6.6, 4.0, 1.5))
"""Of routes that share legs: by the highest level, and by level."""


@dataclass(frozen=True)
class FlownLines:
    """f routes. lines: arrays (m, 2 or more) of x, y in metres; drones: (f,) the drone of each, as text, empty where it
    is not known; sites: (f,) the launch site of each."""

    lines: Sequence[np.ndarray] = ()
    drones: Sequence[str] = ()
    sites: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def key(self) -> list[tuple[str, str]]:
        """The legend: each text with its colour. Drones share a colour if there are more of them than colours."""
        found: dict[str, list[str]] = {}
        for name in dict.fromkeys(self.drones):
            found.setdefault(self._colour(name), []).append(name)
        return [(_legend_text(names), colour) for colour, names in found.items()]

    def routes(self, sheet: Sheet) -> list[Route]:
        """The routes, in the order in which they are drawn."""
        drawn = []
        rounded = [tuple(map(tuple, np.round(line[:, :2]).tolist())) for line in self.lines]
        levels, sharing = line_levels(("", drone, path) for drone, path in zip(self.drones, rounded, strict=True))
        widths = WIDTHS[max(levels.values(), default=0)]
        for line, drone in zip(self.lines, self.drones, strict=True):
            whole = shapely.linestrings(np.repeat(line[:, :2], 2 if len(line) < 2 else 1, axis=0))
            thin = shapely.simplify(whole, 0.3 * sheet.metres)
            level = levels[drone]
            width = widths[level] if drone in sharing else ALONE
            drawn.append(Route(sheet.path(shapely.get_coordinates(thin)), self._colour(drone), level, width))
        return sorted(drawn, key=lambda route: route.level)

    def launch_sites(self, sheet: Sheet) -> list[Site]:
        names = {}
        for line, name in zip(self.lines, self.sites, strict=True):
            x, y = sheet.to_pixels(line[:1, :2])[0].tolist()
            names.setdefault((round(x), round(y)), name)
        few = len(names) <= MAX_SITE_NAMES
        return [Site(x, y, name if few else "", sheet.is_at_the_right(x, name)) for (x, y), name in names.items()]

    def _colour(self, drone: str) -> str:
        """The colour by the number of the drone, or by its place in the list where it has no number."""
        if not drone:
            return OF_NO_DRONE
        number = int(drone) if drone.isdecimal() and int(drone) > 0 else [*dict.fromkeys(self.drones)].index(drone) + 1
        return drone_colour(number)


def _legend_text(names: list[str]) -> str:
    if names == [""]:
        return tr("route")
    if len(names) == 1:
        return tr("drone {name}", name=names[0])
    shown = tr(", ").join(names[:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    return tr("drones {names}", names=shown)
