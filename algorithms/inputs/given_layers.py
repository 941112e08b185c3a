"""The input layers of a run, for its record: what they are, what was read of them, and the records that they carry."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from ...engine.timing.text import utc_text
from ...layers.crs import WGS84, crs_name
from ...layers.features import layer_name
from ...layers.source_reference import public_name, reference_of
from ..values import Values
from .carried_records import Carried, carried_by
from .layer_gate import layers_of
from .not_as_made import not_as_made
from .only_feature import name_of_only_feature


@dataclass
class GivenLayer:
    """One input layer. entry: what the record says of it; record: the record that the layer carries, None where it has
    none."""

    entry: dict
    record: dict | None = None


@dataclass
class GivenLayers:
    """The input layers of a run, by parameter, in their order. expected: what the record of an input layer says of
    them, see `not_as_made`."""

    layers: dict[str, list[GivenLayer]] = field(default_factory=dict)
    expected: dict[str, tuple[str, list[dict]]] = field(default_factory=dict)

    @classmethod
    def of(cls, algorithm: QgsProcessingAlgorithm, values: Values, context: QgsProcessingContext) -> "GivenLayers":
        """All layers that are given as parameters, or taken from records. To be called in the thread of the layers."""
        found = {}
        for definition in algorithm.parameterDefinitions():
            if definition.isDestination():
                continue
            name = definition.name()
            value, asked = values.parameters.get(name), values.carried.get(name)
            layers = [layer for _, layer in layers_of(definition, value, context)]
            carried = asked if asked and len(asked) == len(layers) else [None] * len(layers)
            if layers:
                found[name] = [_given(name, layer, value, known) for layer, known in zip(layers, carried, strict=True)]
        return cls(found, values.expected)

    def note(
        self,
        name: str,
        index: int = 0,
        *,
        content: str,
        features: int | None = None,
        bounds: tuple[float, float, float, float] | None = None,
        crs: QgsCoordinateReferenceSystem | None = None,
        times: tuple[float, float] | None = None,
        transform_context: QgsCoordinateTransformContext | None = None,
        within: tuple[float, float, float, float] | None = None,
        fields: Sequence[str] | None = None,
    ) -> str:
        """Notes what was read of a layer: the hash of its content, the number of features, their bounds in `crs`, and
        their first and last time (s since the epoch). within: bounds (x, y, x, y) in the CRS worked in, outside of
        which nothing was read; fields: those that were read, None for all. Returns how the content is not as expected;
        empty where it is."""
        layers = self.layers.get(name, [])
        if index >= len(layers):
            return ""
        entry = layers[index].entry
        entry["content"] = content
        if features is not None:
            entry["features"] = features
        if bounds is not None and np.isfinite(bounds).all():
            entry["extent"] = _degrees(bounds, crs, transform_context)
        if within is not None:
            entry["within"] = [float(value) for value in within]
        if fields is not None:
            entry["fields"] = list(fields)
        if times is not None and np.isfinite(times).all():
            entry["time"] = [utc_text(times[0]), utc_text(times[1])]
        return not_as_made(name, self.expected[name], index, entry) if name in self.expected else ""

    def entries(self) -> dict[str, list[dict]]:
        """The inputs of the record of this run."""
        found = {}
        for name, layers in self.layers.items():
            found[name] = [one.entry if one.record is None else {**one.entry, "record": one.record} for one in layers]
        return found


def _given(name: str, layer: QgsMapLayer | None, value, known: Carried | None) -> GivenLayer:
    if layer is None:
        return GivenLayer({})
    entry = {"source": reference_of(layer), "crs": crs_name(layer.crs())}
    if isinstance(layer, QgsVectorLayer):
        entry |= {"name": layer_name(layer), "features": layer.featureCount()}
        only = name_of_only_feature(layer) if name in ("AREA", "PLACES") else ""
        if only:
            entry["feature"] = only
    else:
        entry["name"] = public_name(layer.name())
    if isinstance(layer, QgsRasterLayer):
        entry["pixels"] = [layer.width(), layer.height()]
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        if value.filterExpression:
            entry["filter"] = value.filterExpression
        if value.selectedFeaturesOnly:
            entry["selected"] = True
        if value.featureLimit >= 0:
            entry["limit"] = value.featureLimit
    carried = known or carried_by(layer, check_edits=False)
    if carried.record is not None and carried.warnings:
        entry["edited"] = True
    return GivenLayer(entry, carried.record)


def _degrees(bounds, crs: QgsCoordinateReferenceSystem, transform_context) -> list[float] | None:
    """West, south, east and north in degrees (WGS 84); None where the bounds cannot be transformed."""
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(WGS84), transform_context)
    try:
        box = transform.transformBoundingBox(QgsRectangle(*map(float, bounds)))
    except QgsCsException:
        return None
    return [round(value, 7) for value in (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())]
