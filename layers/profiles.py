"""The elevation profile: what the Z values of flights are measured from."""

from qgis.core import Qgis, QgsLineSymbol, QgsVectorLayer, QgsWkbTypes

from ..engine.drones.flight_plan import ABOVE_SEA
from .attributes import is_null
from .line_symbols import marks_start, only_where, rebuilt, with_locked_casings

STYLES_WITH_Z = ("routes", "waypoints")
ON_MAP = "@map_scale IS NOT NULL"
"""Whether a map is drawn, and no profile."""
Z_REF, ABOVE_SEA_FIELD = "z_ref", "alt_amsl_m"


def set_elevation(layer: QgsVectorLayer, style: str) -> None:
    """Sets the elevation properties of a layer of routes or waypoints: Z above sea level is absolute, Z above the
    launch site is added to the terrain of the project. Drawn with the symbols of the layer."""
    if style not in STYLES_WITH_Z or not QgsWkbTypes.hasZ(layer.wkbType()):
        return
    elevation = layer.elevationProperties()
    absolute = is_above_sea(layer)
    elevation.setClamping(Qgis.AltitudeClamping.Absolute if absolute else Qgis.AltitudeClamping.Relative)
    elevation.setBinding(Qgis.AltitudeBinding.Vertex)
    elevation.setType(Qgis.VectorProfileType.IndividualFeatures)
    elevation.setZOffset(0.0)
    elevation.setZScale(1.0)
    elevation.setExtrusionEnabled(False)
    elevation.setRespectLayerSymbology(True)
    if layer.renderer() is not None:
        layer.setRenderer(rebuilt(layer.renderer(), _of_profile))


def _of_profile(symbol: QgsLineSymbol) -> QgsLineSymbol:
    """A symbol that is also drawn in profiles, in the colour of its line, and without a mark at the start of each part
    of the line that the profile sees."""
    other = with_locked_casings(symbol)
    for layer in other.symbolLayers():
        if marks_start(layer):
            only_where(layer, ON_MAP)
    return other


def is_above_sea(layer: QgsVectorLayer) -> bool:
    """Whether Z is metres above sea level: what z_ref of routes says, or whether waypoints have alt_amsl_m. A layer
    holds one plan, or nights of one run, so that its first feature speaks for all."""
    feature = next(layer.getFeatures(), None)
    if feature is None:
        return False
    fields = layer.fields()
    if fields.lookupField(Z_REF) >= 0:
        return str(feature[Z_REF]) == ABOVE_SEA
    return fields.lookupField(ABOVE_SEA_FIELD) >= 0 and not is_null(feature[ABOVE_SEA_FIELD])
