"""Checks every layer and field parameter of an algorithm against its definition, before anything is computed."""

from collections.abc import Iterator

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameters,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...engine.language import tr
from ...engine.text import alternatives, listed, shortened
from ...layers.crs import no_crs_text
from ...layers.features import layer_name
from ...layers.tables import LINE, POINT, POLYGON, File, file_of_several

SINGLE_LAYERS = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorLayer,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
)
Kind, Geometry = Qgis.ProcessingSourceType, Qgis.GeometryType
GEOMETRIES = (
    (Kind.VectorPoint, Geometry.Point),
    (Kind.VectorLine, Geometry.Line),
    (Kind.VectorPolygon, Geometry.Polygon),
)
WORDS = ((Geometry.Point, tr("points")), (Geometry.Line, tr("lines")), (Geometry.Polygon, tr("polygons")))
TABLE_KINDS = ((Geometry.Point, POINT), (Geometry.Line, LINE), (Geometry.Polygon, POLYGON))
OTHER_LAYERS = (
    (Qgis.LayerType.Raster, tr("a raster")),
    (Qgis.LayerType.Mesh, tr("a mesh")),
    (Qgis.LayerType.VectorTile, tr("a layer of vector tiles")),
    (Qgis.LayerType.PointCloud, tr("a point cloud")),
    (Qgis.LayerType.Annotation, tr("a layer of annotations")),
    (Qgis.LayerType.Group, tr("a group of layers")),
    (Qgis.LayerType.TiledScene, tr("a tiled scene")),
)
ADVICE = (
    (Geometry.Null, Geometry.Point, tr("Create points layer from table makes points of it.")),
    (Geometry.Point, Geometry.Polygon, tr("Buffer makes polygons around them.")),
    (Geometry.Line, Geometry.Polygon, tr("Buffer makes polygons around them; Lines to polygons, of closed lines.")),
    (Geometry.Polygon, Geometry.Point, tr("Centroids makes points of them.")),
)
"""From, to, and the algorithm of QGIS that converts."""


def layer_problem(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> str:
    """What is wrong with the first layer or field parameter that is not as its definition wants it, in a sentence with
    the parameter's id, and what to do; empty where all are right."""
    layers: dict[str, QgsMapLayer | None] = {}
    for definition in algorithm.parameterDefinitions():
        for value in _values(definition, parameters.get(definition.name()), context):
            layer = _opened(definition, value, context)
            layers[definition.name()] = layer
            problem = _layer_problem(definition, value, layer)
            problem = problem or _filter_problem(parameters.get(definition.name()), layer)
            if problem:
                return tr("{name}: {text}", name=definition.name(), text=problem)
    for definition in algorithm.parameterDefinitions():
        problem = _field_problem(definition, parameters.get(definition.name()), layers, context)
        if problem:
            return tr("{name}: {text}", name=definition.name(), text=problem)
    return ""


def layers_of(
    definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext
) -> list[tuple[object, QgsMapLayer | None]]:
    """The values that are given for a layer parameter, and the layer of each (None where it cannot be opened)."""
    return [(one, _opened(definition, one, context)) for one in _values(definition, value, context)]


def layer_notes(
    definition: QgsProcessingParameterDefinition, parameters: dict, context: QgsProcessingContext, fixes: bool
) -> tuple[list[str], list[str]]:
    """What the log should say, as information and as warnings, on layers that are the first of several in their file.
    fixes: whether the parameter wants fixes, so that others with times may be meant."""
    said, warned = [], []
    for value in _values(definition, parameters.get(definition.name()), context):
        layer = _opened(definition, value, context)
        file = file_of_several(layer) if isinstance(layer, QgsVectorLayer) else None
        if file is None or not file.others:
            continue
        meant = tuple(table for table in file.others if table.may_hold_fixes)
        read = tr(
            "{definition}: {name} has several layers, and {first}, the first, is read.",
            definition=definition.name(),
            name=file.name,
            first=file.first,
        )
        if fixes and meant:
            warned.append(
                tr("{read} If another is meant, enter its source ({meant}).", read=read, meant=file.listed(meant))
            )
        else:
            said.append(tr("{read} The others are {others}.", read=read, others=file.listed(file.others)))
    return said, warned


def geometry_types(definition: QgsProcessingParameterDefinition) -> tuple[Geometry, ...] | None:
    """The geometry types that a layer parameter allows; None where it also allows tables without geometries."""
    allowed = _allowed(definition)
    if not allowed or Kind.Vector in allowed or Kind.MapLayer in allowed:
        return None
    if Kind.VectorAnyGeometry in allowed:
        return tuple(geometry for _, geometry in GEOMETRIES)
    return tuple(geometry for kind, geometry in GEOMETRIES if kind in allowed)


def _allowed(definition: QgsProcessingParameterDefinition) -> set[Kind]:
    if isinstance(definition, QgsProcessingParameterRasterLayer):
        return {Kind.Raster}
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        return {Kind(definition.layerType())}
    return {Kind(kind) for kind in definition.dataTypes()}


def _values(definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext) -> Iterator:
    """The layers, or the names of layers, that are given for a parameter; none for parameters of another kind."""
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        if definition.layerType() == Kind.File:
            return
        value = _plain(value, context)
        values = value if isinstance(value, (list, tuple)) else [value]
        yield from (given for given in (_plain(one, context) for one in values) if given not in (None, ""))
    elif isinstance(definition, SINGLE_LAYERS):
        value = _plain(value, context)
        if value not in (None, ""):
            yield value


def _plain(value, context: QgsProcessingContext):
    """A value without the wrappings of Processing."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.value(context.expressionContext(), None)[0]
    return value


def _opened(definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext) -> QgsMapLayer | None:
    """The layer of any kind; None where there is none."""
    if isinstance(value, QgsMapLayer) or not isinstance(value, str):
        return _with_crs(value) if isinstance(value, QgsMapLayer) and value.isValid() else None
    hint = QgsProcessingUtils.LayerHint
    first = hint.Raster if isinstance(definition, QgsProcessingParameterRasterLayer) else hint.Vector
    for kind in (first, hint.UnknownType):
        layer = QgsProcessingParameters.parameterAsLayer(definition, {definition.name(): value}, context, kind)
        if layer is not None:
            return _with_crs(layer)
    return None


def _with_crs(layer: QgsMapLayer) -> QgsMapLayer:
    """The layer with the CRS of its file: QGIS leaves it out for geometry collections."""
    if isinstance(layer, QgsVectorLayer) and layer.geometryType() == Geometry.Unknown and not layer.crs().isValid():
        layer.setCrs(layer.dataProvider().crs())
    return layer


def _layer_problem(definition: QgsProcessingParameterDefinition, value, layer: QgsMapLayer | None) -> str:
    if layer is None:
        return tr(
            "{named} is no layer that QGIS can open. Check its name or path, or choose another layer.",
            named=_named(value),
        )
    geometries, allowed = geometry_types(definition), _allowed(definition)
    if not allowed or Kind.MapLayer in allowed:
        return ""
    if isinstance(layer, QgsRasterLayer) and Kind.Raster in allowed:
        return _crs_problem(layer.name(), layer.crs())
    if not isinstance(layer, QgsVectorLayer):
        what = dict(OTHER_LAYERS).get(layer.type(), tr("not a vector layer"))
        wanted = _wanted(geometries, allowed)
        return tr("{name} is {what}; it must be {wanted}.", name=layer.name(), what=what, wanted=wanted)
    name = layer_name(layer)
    if allowed == {Kind.Raster}:
        return tr("{name} is a vector layer; it must be a raster.", name=name)
    if geometries is None:
        return ""
    return _geometry_problem(name, layer, geometries) or _crs_problem(name, layer.crs()) or _empty_problem(name, layer)


def _geometry_problem(name: str, layer: QgsVectorLayer, geometries: tuple[Geometry, ...]) -> str:
    """A layer without geometries, or with none of a type that is allowed. What to do comes last."""
    kind = layer.wkbType()
    has = Geometry.Null if kind == Qgis.WkbType.NoGeometry else QgsWkbTypes.geometryType(kind)
    if has in geometries:
        return ""
    if has == Geometry.Unknown and (len(geometries) == len(WORDS) or not layer.featureCount()):
        return ""
    if has != Geometry.Null and _some_fit(layer, geometries):
        return ""
    file, kinds = file_of_several(layer), [dict(TABLE_KINDS)[one] for one in geometries]
    fitting = () if file is None else tuple(table for table in file.others if table.kind in kinds)
    if fitting:
        name = file.first
        advice = tr("Its file has others that may be meant: {fitting}.", fitting=file.listed(fitting))
    else:
        advice = next(
            (text for old, new, text in ADVICE if old == has and new in geometries), tr("Choose another layer.")
        )
    values = {"name": name, "wanted": _either(geometries), "advice": advice}
    if has == Geometry.Null:
        return tr("{name} is a table without geometries; it must have {wanted}. {advice}", **values)
    if has in dict(WORDS):
        return tr("{name} has {found}; it must have {wanted}. {advice}", found=dict(WORDS)[has], **values)
    return tr("{name} has no {wanted}; it must have {wanted}. {advice}", **values)


def _some_fit(layer: QgsVectorLayer, geometries: tuple[Geometry, ...]) -> bool:
    """Whether a feature, or a part of a collection, is of an allowed type after all: of a GeoJSON file or a table of
    mixed types QGIS reports the type of the first feature."""
    features = layer.getFeatures(QgsFeatureRequest().setNoAttributes())
    parts = (part for feature in features for part in feature.geometry().constParts())
    return any(QgsWkbTypes.geometryType(part.wkbType()) in geometries for part in parts)


def _filter_problem(given, layer: QgsMapLayer | None) -> str:
    """A filter of features that cannot be evaluated, or names a field that the layer does not have: no feature would
    pass it."""
    if not isinstance(given, QgsProcessingFeatureSourceDefinition) or not isinstance(layer, QgsVectorLayer):
        return ""
    text, name = given.filterExpression, layer_name(layer)
    expression = QgsExpression(text)
    if text and expression.hasParserError():
        reason = shortened(expression.parserErrorString(), 200)
        return tr(
            "the filter {expression} of {name} cannot be evaluated ({reason}). Correct it.",
            expression=shortened(text, 200),
            name=name,
            reason=reason,
        )
    known = layer.fields()
    for field in sorted(expression.referencedColumns() - {QgsFeatureRequest.ALL_ATTRIBUTES}) if text else ():
        if known.lookupField(field) < 0:
            fields = listed([one.name() for one in known], 40)
            return tr(
                "the filter {expression} of {name} uses {field}, which is no field. It has: {fields}.",
                expression=shortened(text, 200),
                name=name,
                field=field,
                fields=fields,
            )
    return ""


def _crs_problem(name: str, crs: QgsCoordinateReferenceSystem) -> str:
    return "" if crs.isValid() else no_crs_text(name)


def _empty_problem(name: str, layer: QgsVectorLayer) -> str:
    """A first layer without features, in a file where others have some: the others are meant."""
    if layer.featureCount() != 0 or layer.subsetString():
        return ""
    file: File | None = file_of_several(layer)
    if file is None or not file.others:
        return ""
    meant = tuple(table for table in file.others if table.may_hold_fixes) or file.others
    return tr(
        "{first}, the first layer of {name}, has no features. Enter the source of another of its layers ({meant}).",
        first=file.first,
        name=file.name,
        meant=file.listed(meant),
    )


def _field_problem(
    definition: QgsProcessingParameterDefinition, value, layers: dict[str, QgsMapLayer], context: QgsProcessingContext
) -> str:
    """A field that its layer does not have, or that has no numbers where numbers are wanted."""
    if not isinstance(definition, QgsProcessingParameterField):
        return ""
    layer = layers.get(definition.parentLayerParameterName())
    value = _plain(value, context)
    if not isinstance(layer, QgsVectorLayer) or not value:
        return ""
    fields, name = layer.fields(), layer_name(layer)
    for field in value if isinstance(value, (list, tuple)) else [value]:
        index = fields.lookupField(str(field))
        if index < 0:
            return tr(
                "{name} has no field {field}. It has: {known}.",
                name=name,
                field=shortened(field),
                known=listed([known.name() for known in fields], 40),
            )
        numbers = definition.dataType() == Qgis.ProcessingFieldParameterDataType.Numeric
        if numbers and not fields[index].isNumeric():
            return tr(
                "the field {field} of {name} holds no numbers. Choose another field.",
                field=fields[index].name(),
                name=name,
            )
    return ""


def _wanted(geometries: tuple[Geometry, ...] | None, allowed: set[Kind]) -> str:
    if geometries is None or not geometries:
        return tr("a raster") if Kind.Raster in allowed else tr("a vector layer")
    return tr("a vector layer with {either}", either=_either(geometries))


def _either(geometries: tuple[Geometry, ...]) -> str:
    """Such as: points, lines or polygons."""
    return alternatives([dict(WORDS)[one] for one in geometries])


def _named(value) -> str:
    """A value for a message."""
    return shortened(value.name() if isinstance(value, QgsMapLayer) else value, 200)
