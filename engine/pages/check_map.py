"""The map of a preflight check: routes, zones, geofence, privacy places, and numbers where rules are broken."""

from collections.abc import Sequence

import numpy as np
import shapely

from ..check.keep_out import as_zones
from ..check.preflight import Rules
from ..check.zone_times import ever_met
from ..drones.flight_plan import FlightPlan
from ..geometry import intersection
from ..language import tr
from .background import Draws, drawn_below
from .drawing import Drawing, Shape
from .flown_lines import FlownLines
from .labels import Named, placed
from .sheet import Sheet, framed

ZONE, OTHER_ZONE, PRIVATE, RALLY = "#e9b3ab", "#f7e9e6", "#d9c6ea", "#2e7d32"
"""Of zones that a flight meets at its height and time, of other zones, of privacy places, and of rally points."""
MOST_MARKS = 60


def check_map(
    plan: FlightPlan, rules: Rules, marks: Sequence[tuple[float, float, str]], draws: Draws | None = None
) -> tuple[Drawing, list[tuple[str, str]], list[tuple[str, str]]]:
    """The map, the legend of its routes, and that of its zones. marks: x, y (m) and text of each violation, the most
    important first."""
    routes = plan.routes
    flown = FlownLines(routes.line, [str(drone) for drone in routes.drone], [str(site) for site in routes.launch_site])
    others = [rules.area.rally, np.array([mark[:2] for mark in marks]).reshape(-1, 2)]
    shown = np.vstack([line[:, :2] for line in routes.line] + others)
    wide = (*shown.min(axis=0), *shown.max(axis=0))
    margin = 0.1 * max(wide[2] - wide[0], wide[3] - wide[1], 200.0)
    extent = (wide[0] - margin, wide[1] - margin, wide[2] + margin, wide[3] + margin)
    sheet = Sheet.around(framed(extent, shown, 10.0))
    (west, south), (east, north) = sheet.corners
    window = shapely.box(west, south, east, north)
    zones = as_zones(rules.zones)
    zones = zones.take(shapely.intersects(zones.polygon, window))
    met = ever_met(routes.line, zones, rules.terrain, plan.dated)
    kinds = [
        (ZONE, met, tr("no-fly zone")),
        (OTHER_ZONE, ~met, tr("no-fly zone at other heights or times")),
    ]
    zone_key = [(colour, text) for colour, those, text in kinds if those.any()]
    shapes = [
        *_areas(sheet, zones.polygon[~met], window, OTHER_ZONE),
        *_areas(sheet, rules.privacy.area, window, PRIVATE),
        *_areas(sheet, zones.polygon[met], window, ZONE),
        *([Shape(0, RALLY, dots=sheet.to_pixels(rules.area.rally).tolist())] if len(rules.area.rally) else []),
    ]
    fence = intersection(shapely.boundary(rules.area.fence), window) if rules.area.fenced else None
    outlines = [] if fence is None or fence.is_empty else [sheet.outline(shapely.multilinestrings(_lines(fence)))]
    some = list(marks)[:MOST_MARKS]
    where = np.array([mark[:2] for mark in some]).reshape(-1, 2)
    named = Named(where, [mark[2] for mark in some], ["left"] * len(some))
    sites = flown.launch_sites(sheet)
    taken = [(site.x, site.y, site.name) for site in sites]
    drawing = Drawing(
        sheet.width,
        sheet.height,
        None,
        shapes,
        flown.routes(sheet),
        sites,
        False,
        sheet.scale(),
        drawn_below(sheet, draws),
        outlines,
        placed(sheet, named, taken),
        tr("Map of the routes, the zones and the violations"),
    )
    return drawing, flown.key, zone_key


def _areas(sheet: Sheet, areas: np.ndarray, window, colour: str) -> list[Shape]:
    if not len(areas):
        return []
    near = intersection(shapely.force_2d(areas), window)
    near = near[~shapely.is_empty(near)]
    parts = shapely.get_parts(near)
    parts = parts[shapely.get_dimensions(parts) == 2]
    return [Shape(2, colour, sheet.outline(shapely.multipolygons([part]))) for part in sheet.simplified(parts)]


def _lines(shape) -> list:
    parts = shapely.get_parts(shape)
    return [part for part in parts if shapely.get_dimensions(part) == 1]
