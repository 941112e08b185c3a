"""Small layers and a feedback that remembers, for the tests of algorithms and layers."""

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QMetaType, QTimeZone

START = 1_767_308_400  # 2026-01-01T23:00Z
EASTING, NORTHING = 500_000.0, 5_500_000.0


class Feedback(QgsProcessingFeedback):
    """A feedback that records messages by level, and progress."""

    def __init__(self, cancel_at: float | None = None):
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.shares: list[float] = []
        self.stages: list[str] = []
        self.cancel_at = cancel_at

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)

    def reportError(self, text, fatalError=False):
        self.errors.append(text)

    def setProgressText(self, text):
        self.stages.append(text)

    def setProgress(self, progress):
        self.shares.append(progress)
        if self.cancel_at is not None and progress >= self.cancel_at:
            self.cancel()


def point_layer(
    rows, fields=(("time", "QDateTime"), ("unit", "QString")), crs="EPSG:32633", name="fixes"
) -> QgsVectorLayer:
    """A memory layer of points from ((x, y) or None, value, value, ...) rows."""
    layer = QgsVectorLayer(f"Point?crs={crs}", name, "memory")
    provider = layer.dataProvider()
    provider.addAttributes([QgsField(field, getattr(QMetaType.Type, kind)) for field, kind in fields])
    layer.updateFields()
    features = []
    for xy, *values in rows:
        feature = QgsFeature(layer.fields())
        if xy is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*xy)))
        feature.setAttributes(values)
        features.append(feature)
    provider.addFeatures(features)
    layer.updateExtents()
    return layer


def shape_layer(wkts, kind="Polygon", crs="EPSG:32633", name="shapes", fields=(), rows=None) -> QgsVectorLayer:
    """A memory layer from WKT, with attribute rows if given."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}", name, "memory")
    layer.dataProvider().addAttributes([QgsField(field, getattr(QMetaType.Type, t)) for field, t in fields])
    layer.updateFields()
    features = []
    for i, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        if rows:
            feature.setAttributes(list(rows[i]))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def utc(seconds: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(seconds * 1000), QTimeZone.utc())


def walk_rows(units=2, fixes=60, step=30.0, speed=1.5, start=START):
    """Fixes of units that walk east, each on its own street, 200 m north of the previous one."""
    return [
        ((EASTING + i * step * speed, NORTHING + 200.0 * unit), utc(start + i * step), f"U{unit}")
        for unit in range(units)
        for i in range(fixes)
    ]


def attributes(layer, *names) -> list[tuple]:
    return [tuple(feature[name] for name in names) for feature in layer.getFeatures()]


def saved(layer, path, driver="GPKG", name="", **options) -> QgsVectorLayer:
    """The layer written to a file by an OGR driver, and opened from there. options: of QgsVectorFileWriter."""
    settings = QgsVectorFileWriter.SaveVectorOptions()
    settings.driverName = driver
    for option, value in options.items():
        setattr(settings, option, value)
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), settings
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, message
    opened = QgsVectorLayer(str(path), name or layer.name(), "ogr")
    assert opened.isValid()
    return opened


def source_of(layer, selected_only=False, expression="") -> QgsProcessingFeatureSource:
    """What Processing hands to an algorithm for the layer, from the features selected or those that an expression
    takes."""
    context = QgsProcessingContext()
    context.temporaryLayerStore().addMapLayer(layer)
    definition = QgsProcessingFeatureSourceDefinition(layer.id(), selected_only)
    definition.filterExpression = expression
    source = QgsProcessingUtils.variantToSource(definition, context)
    context.temporaryLayerStore().takeMapLayer(layer)
    return source
