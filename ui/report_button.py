"""What the panel fills into the dialog of the report."""

from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterMultipleLayers

from .found_results import Chain

TAKES = {
    "SCORED": "scored",
    "PLACES": "scored",
    "GAPS": "scored",
    "SPOTS": "spots",
    "BLIND_SPOTS": "spots",
    "ROUTES": "routes",
    "PLAN": "routes",
    "GAIN": "assessed",
    "ASSESSED": "assessed",
    "ASSESSMENT": "assessed",
}
"""The results that parameters of these names take."""


def report_parameters(algorithm: QgsProcessingAlgorithm, found: Chain) -> dict:
    """The results that are there, for the parameters of the report that take them."""
    filled = {}
    for definition in algorithm.parameterDefinitions():
        result = getattr(found, TAKES.get(definition.name(), ""), None)
        if result is not None and not definition.isDestination():
            several = isinstance(definition, QgsProcessingParameterMultipleLayers)
            filled[definition.name()] = [result.layer] if several else result.layer
    return filled
