"""What the panel fills into the dialog of the report, and into the reports of other steps."""

from collections.abc import Iterable

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingParameterMultipleLayers, QgsProject, QgsVectorLayer

from .found_results import CHECKED, UNSERVED, WAYPOINTS, Chain, Result, companion
from .roles import Roles

MADE = {"TRACKS": "preparetracks", "PROFILE": "coverageprofile", "EXPOSED": "exposure"}
"""Parameters that take the newest output OUTPUT of an algorithm."""
SHAPES = (Qgis.GeometryType.Line, Qgis.GeometryType.Polygon)


def report_layers(found: Chain, results: list[Result], roles: Roles, project: QgsProject) -> dict[str, list[str]]:
    """The layers that a report may take, by parameter, each by id."""
    layers = {"SCORED": found.scored, "SPOTS": found.spots, "ROUTES": found.routes, "ASSESSED": found.assessed}
    if found.routes is not None:
        layers["WAYPOINTS"] = companion(results, found.routes, WAYPOINTS)
        layers["UNSERVED"] = companion(results, found.routes, UNSERVED)
    layers["VIOLATIONS"] = None if CHECKED in found.others else found.checked
    for name, algorithm in MADE.items():
        made = [one for one in results if one.made_by == algorithm and _is_main(one)]
        layers[name] = max(made, key=lambda one: one.made, default=None)
    given = {name: [one.layer] for name, one in layers.items() if one is not None}
    return {**given, "BACKGROUND": background(results, roles, project)}


def background(results: Iterable[Result], roles: Roles, project: QgsProject) -> list[str]:
    """What lies below the results on the map: visible rasters, lines and polygons that are none of the layers that the
    steps use."""
    used = {one.layer for one in results} | {layer for chosen in roles.chosen.values() for layer in chosen}
    visible = [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible() and node.layer()]
    return [
        layer.id()
        for layer in visible
        if layer.id() not in used
        and layer.isValid()
        and (layer.geometryType() in SHAPES if isinstance(layer, QgsVectorLayer) else layer.isSpatial())
    ]


def for_algorithm(algorithm: QgsProcessingAlgorithm, layers: dict[str, list[str]]) -> dict:
    """Those of the layers that an algorithm has parameters for."""
    filled = {}
    for definition in algorithm.parameterDefinitions():
        chosen = layers.get(definition.name())
        if chosen and not definition.isDestination():
            several = isinstance(definition, QgsProcessingParameterMultipleLayers)
            filled[definition.name()] = chosen if several else chosen[0]
    return filled


def _is_main(result: Result) -> bool:
    return (result.record.get("output") or {}).get("name") == "OUTPUT"
