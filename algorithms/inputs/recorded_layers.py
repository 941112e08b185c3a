"""The input layers that a record names, as values of parameters."""

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProperty,
)

from ...engine.errors import UserError
from ...engine.language import tr
from ...layers.source_reference import address, is_id, reference_of, text_of_reference


class NotFound(UserError):
    """A layer of a record that cannot be read. why: a sentence, without what to do."""

    def __init__(self, why: str):
        super().__init__(f"{why} {tr('Choose the layer.')}")
        self.why = why


def layer_to_read(definition: QgsProcessingParameterDefinition, entry: dict, made: str, context: QgsProcessingContext):
    """What QGIS opens to read an input of a record again, for an empty parameter. entry: of the record; made: the name
    of the layer that has the record. Raises NotFound if it is not found, or was a selection."""
    source = entry.get("source") or {}
    values = {"parameter": definition.name(), "name": entry.get("name") or tr("layer"), "made": made}
    if entry.get("selected"):
        raise NotFound(
            tr(
                "{parameter} is empty, but {made} was made of the selected features of {name} only, and the selection "
                "is not recorded.",
                **values,
            )
        )
    found = recorded_layer(entry, context)
    if found is not None:
        return found
    if source.get("provider") == "memory":
        raise NotFound(
            tr(
                "{parameter} is empty, and the {name} with which {made} was made was a temporary layer, which is not "
                "in this project.",
                **values,
            )
        )
    raise NotFound(
        tr(
            "{parameter} is empty, and the {name} with which {made} was made is not found at {source}.",
            source=text_of_reference(source),
            **values,
        )
    )


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
    wanted, project = _place(source), context.project()
    stores = [context.temporaryLayerStore(), *([] if project is None else [project.layerStore()])]
    same = [one for store in stores for one in store.mapLayers() if is_id(one, source.get("id"))]
    if same:
        return same[0]
    if project is None or "path" in source or len(wanted) < 2:  # no more than the provider: a layer in memory
        return ""
    layers = project.mapLayers().values()
    return next((each.id() for each in layers if _place(reference_of(each)) == wanted), "")


def _place(source: dict) -> dict:
    return {key: value for key, value in source.items() if key not in ("id", "relative")}
