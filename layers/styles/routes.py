"""Routes of drones: a colour for each drone, arrows, launch sites. Where routes lie above each other, all can be seen:
those of the next drone are narrower, and a path that a drone flies again is dashed on its first route there."""

from collections import defaultdict
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRequest,
    QgsLineSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ...engine.drones.colours import drone_colour
from ...engine.drones.shared_legs import line_levels
from ...engine.language import tr
from .labels import label, settings, text_on_casing
from .nights import by_night, nights_of
from .phrases import phrase
from .symbols import CASING, arrows, at_start, cased_line, line, marker

KEY = """concat(coalesce(attribute('night'), ''), '/', "drone", '/', "sortie")"""
"""Tells the rows of a layer of routes from each other."""


TOP = 9
"""The level of arrows and launch sites."""
SITE_SIZE = 3.2
"""Of the mark of a launch site, in millimetres. It is not in the legend, which would cut it: no route, no id."""
ALONE = 0.9
"""The width of routes on whose legs no other drone flies, in millimetres."""
LABELLED = 26
"""Millimetres on the map of the longest leg of a route that has a label: along shorter legs it would stick out."""
LONGEST_LEG = (
    "array_max(array_foreach(generate_series(1, num_points($geometry) - 1), "
    "distance(point_n($geometry, @element), point_n($geometry, @element + 1))))"
)
"""An expression, in metres."""


@dataclass(frozen=True)
class FlownPaths:
    """The paths of a layer of routes.

    drones: their numbers, in order; again: the keys of routes along the path of an earlier route of the same drone and
    night, with its number; sorties: of the first route on each path that is flown again, by its key: the numbers of all
    sorties there; levels, sharing: of `line_levels`.
    """

    drones: list[int]
    again: dict[str, int]
    sorties: dict[str, list[int]]
    levels: dict[int, int]
    sharing: set[int]

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> "FlownPaths":
        """Reads all routes; two are on the same path if their vertices are, to the metre, in either direction."""
        fields = layer.fields()
        night, drone, sortie = (fields.lookupField(name) for name in ("night", "drone", "sortie"))
        request = QgsFeatureRequest().setSubsetOfAttributes([index for index in (night, drone, sortie) if index >= 0])
        on_path, paths = defaultdict(list), []
        if min(drone, sortie) < 0:
            return cls([], {}, {}, {}, set())
        for feature in layer.getFeatures(request):
            if not isinstance(feature[drone], int) or not isinstance(feature[sortie], int):
                continue
            when = feature[night] if night >= 0 else ""
            path = _path(feature)
            on_path[when, feature[drone], path].append(feature[sortie])
            paths.append((when, feature[drone], path))
        again, sorties = {}, {}
        for (when, number, _), flown in on_path.items():
            again |= {f"{when}/{number}/{each}": number for each in flown[1:]}
            if len(flown) > 1:
                sorties[f"{when}/{number}/{flown[0]}"] = flown
        levels, sharing = line_levels(paths)
        return cls(sorted(levels), again, sorties, levels, sharing)

    @property
    def is_again(self) -> str:
        """An expression: whether a route is on the path of an earlier one."""
        keys = ", ".join(f"'{key}'" for key in self.again)
        return f"array_contains(array({keys}), {KEY})" if keys else "FALSE"


def _path(feature: QgsFeature) -> tuple:
    there = tuple((round(vertex.x()), round(vertex.y())) for vertex in feature.geometry().vertices())
    return min(there, there[::-1])


def style_routes(layer: QgsVectorLayer, zone: str) -> None:
    """Routes by drone, night by night where there are several nights."""
    found = FlownPaths.of(layer)
    if not found.drones:
        layer.setRenderer(QgsSingleSymbolRenderer(cased_line(drone_colour(1), ALONE)))
        return
    widths = _widths(found)
    first = [(drone, tr("Drone {number}", number=drone), _first(drone, *widths[drone])) for drone in found.drones]
    repeated = [
        (-drone, tr("Drone {number}, the same path again", number=drone), _again(drone, widths[drone][0]))
        for drone in sorted(set(found.again.values()))
    ]
    value = f'if({found.is_again}, -"drone", "drone")'
    nights = nights_of(layer)
    if nights:
        kinds = [(f"{value} = {number}", text, symbol) for number, text, symbol in (*first, *repeated)]
        layer.setRenderer(by_night(nights, kinds, True, zone))
    else:
        categories = [QgsRendererCategory(number, symbol, text) for number, text, symbol in (*first, *repeated)]
        layer.setRenderer(QgsCategorizedSymbolRenderer(value, categories))
    layer.renderer().setUsingSymbolLevels(len(found.drones) > 1 or bool(repeated))
    _label(layer, found)


def _widths(found: FlownPaths) -> dict[int, tuple[float, int]]:
    """The width in millimetres and the level of the routes of each drone. Those of drones that fly along the same legs
    differ, the widest are drawn first; the others are all alike."""
    widths = {1: (ALONE,), 2: (1.9, 0.75)}.get(1 + max(found.levels.values()), (2.4, 1.5, 0.7))
    return {drone: (widths[level] if drone in found.sharing else ALONE, level) for drone, level in found.levels.items()}


def _first(drone: int, width: float, level: int) -> QgsLineSymbol:
    colour = drone_colour(drone)
    symbol = cased_line(colour, width, width + 0.5)
    symbol.appendSymbolLayer(arrows(colour, 22))
    site = marker("#111111", SITE_SIZE, "triangle")
    site.setDataDefinedSize(QgsProperty.fromExpression(f"if($id IS NULL, 0, {SITE_SIZE})"))
    symbol.appendSymbolLayer(at_start(site))
    # each casing lies on the line below it: without it, thin lines on wide ones seem to have a mixed colour
    for layer, drawn in zip(symbol.symbolLayers(), (2 * level, 2 * level + 1, TOP, TOP), strict=True):
        layer.setRenderingPass(drawn)
    return symbol


def _again(drone: int, width: float) -> QgsLineSymbol:
    """Narrower than the first route on the path, whose width is given, so that both are seen: light, with dashes."""
    symbol = line(CASING, 0.5 * width)
    symbol.appendSymbolLayer(line(drone_colour(drone), 0.5 * width, "dash").takeSymbolLayer(0))
    for layer in symbol.symbolLayers():
        layer.setRenderingPass(TOP - 1)
    return symbol


def _label(layer: QgsVectorLayer, found: FlownPaths) -> None:
    """Drone and sortie along the route; those of a path that is flown again on the first route there."""
    last = layer.maximumValue(layer.fields().lookupField("sortie"))
    if last == 1:
        text = phrase(tr("Drone {number}"), number='"drone"')
    else:
        text = phrase(tr("Drone {number}, sortie {sortie}"), number='"drone"', sortie='"sortie"')
    cases = [
        f"WHEN {KEY} = '{key}' THEN "
        + phrase(tr("Drone {number}, sorties {sorties}"), number='"drone"', sorties=f"'{', '.join(map(str, numbers))}'")
        for key, numbers in found.sorties.items()
    ]
    if cases:
        text = f"CASE {' '.join(cases)} ELSE {text} END"
    text = f"if({found.is_again} OR {LONGEST_LEG} * 1000 < {LABELLED} * @map_scale, NULL, {text})"
    # on legs that several sorties share, their labels would hide each other
    along = settings(text, text_on_casing(size=8, bold=True), Qgis.LabelPlacement.Line, always=False)
    line_settings = along.lineSettings()
    line_settings.setPlacementFlags(Qgis.LabelLinePlacementFlag.AboveLine | Qgis.LabelLinePlacementFlag.MapOrientation)
    along.setLineSettings(line_settings)
    along.priority = 6
    label(layer, along)
