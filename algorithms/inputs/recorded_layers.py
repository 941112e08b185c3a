"""The input layers that a record names, as values of parameters."""

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSourceDefinition, QgsProcessingUtils, QgsProperty

from ...layers.source_reference import address, public_id, reference_of


def recorded_layer(entry: dict, context: QgsProcessingContext) -> str | QgsProcessingFeatureSourceDefinition | None:
    """What QGIS opens to read an input of a record again, with its filter and its limit on features; None where it is
    not found. entry: of the record, with its path as it is now; a layer without a file is looked for in the project,
    by its id, and one on a server also by its table."""
    source = entry.get("source") or {}
    found = address(source) or _in_project(source, context)
    if not found or not (entry.get("filter") or entry.get("limit") is not None):
        return found or None
    limited = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(found), False)
    limited.filterExpression, limited.featureLimit = entry.get("filter", ""), entry.get("limit", -1)
    return limited


def _in_project(source: dict, context: QgsProcessingContext) -> str:
    """The id of the layer of a project that a reference is of; empty where there is none."""
    if QgsProcessingUtils.mapLayerFromString(str(source.get("id", "")), context, False):
        return source["id"]
    wanted = _place(source)
    project = context.project()
    known = [*context.temporaryLayerStore().mapLayers(), *(project.mapLayers() if project is not None else ())]
    same = next((each for each in known if public_id(each) == source.get("id")), "")
    if same:
        return same
    if project is None or "path" in source or len(wanted) < 2:  # no more than the provider: a layer in memory
        return ""
    layers = project.mapLayers().values()
    return next((each.id() for each in layers if _place(reference_of(each)) == wanted), "")


def _place(source: dict) -> dict:
    return {key: value for key, value in source.items() if key not in ("id", "relative")}
