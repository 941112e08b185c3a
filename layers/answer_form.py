"""The form for answers as a GeoPackage: answers with widgets for entering them in QGIS, the areas, and an
explanation."""

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ..engine.consultation.areas import NumberedAreas
from ..engine.consultation.form import COMMENT_MARK, MORE, NOT_HERE, form_rows
from ..engine.errors import UserError
from ..engine.language import tr

INT, REAL, TEXT = QMetaType.Type.Int, QMetaType.Type.Double, QMetaType.Type.QString
ANSWERS, AREAS, README = "answers", "areas", "read_me"
"""The tables. The answers come first, so that they are what is opened."""


def write_form(
    path: str, areas: NumberedAreas, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
) -> None:
    """Writes the form to a file that does not exist. Its answers may have a position, or the number of an area. Raises
    UserError where it cannot be written."""
    fields = (("area", INT), ("answer", TEXT), ("weight", REAL), ("respondent", TEXT), ("comment", TEXT))
    _add(path, ANSWERS, _fields(fields), "Point", crs, [], context)
    shapes = [(shape.wkb, (int(number), name)) for number, shape, name in zip(*_columns(areas), strict=True)]
    _add(path, AREAS, _fields((("area", INT), ("area_name", TEXT))), "MultiPolygon", crs, shapes, context)
    texts = [row[0].removeprefix(COMMENT_MARK).strip() for row in form_rows(areas.number.tolist())[1:-2]]
    nowhere = QgsCoordinateReferenceSystem()
    _add(path, README, _fields((("text", TEXT),)), "NoGeometry", nowhere, [(None, (text,)) for text in texts], context)
    _save_widgets(path, areas)


def _columns(areas: NumberedAreas) -> tuple:
    return areas.number.tolist(), areas.shape, areas.name


def _fields(names: tuple) -> QgsFields:
    fields = QgsFields()
    for name, kind in names:
        fields.append(QgsField(name, kind))
    return fields


def _add(path: str, table: str, fields: QgsFields, kind: str, crs, rows: list, context) -> None:
    """Adds a table. rows: (WKB, values) each."""
    authority = f"?crs={crs.authid()}" if crs.authid() else ""
    layer = QgsVectorLayer(f"{kind}{authority}", table, "memory")
    if crs.isValid():
        layer.setCrs(crs)
    layer.dataProvider().addAttributes(fields.toList())
    layer.updateFields()
    features = []
    for wkb, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        if wkb is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.fileEncoding = "GPKG", table, "UTF-8"
    action = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = (
        action.CreateOrOverwriteLayer if Path(path).exists() else action.CreateOrOverwriteFile
    )
    error, reason, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise UserError(tr("FORM could not be written: {reason}. Choose another file.", reason=reason))


def _save_widgets(path: str, areas: NumberedAreas) -> None:
    """Saves how answers are entered in QGIS as the default style of the table."""
    layer = QgsVectorLayer(f"{path}|layername={ANSWERS}", ANSWERS, "ogr", QgsVectorLayer.LayerOptions(False))
    words = [{tr("more"): MORE}, {tr("not here"): NOT_HERE}]
    numbers = [
        {f"{number} {name}".strip(): str(number)}
        for number, name in zip(areas.number.tolist(), areas.name, strict=True)
    ]
    widgets = {
        "fid": ("Hidden", {}),
        "answer": ("ValueMap", {"map": words}),
        "area": ("ValueMap", {"map": numbers}),
        "comment": ("TextEdit", {"IsMultiline": True}),
    }
    titles = {
        "fid": "",
        "area": tr("Area"),
        "answer": tr("Answer"),
        "weight": tr("Weight (empty: 1)"),
        "respondent": tr("Number of the slip (no name)"),
        "comment": tr("Comment (no names)"),
    }
    for name, title in titles.items():
        index = layer.fields().lookupField(name)
        layer.setFieldAlias(index, title)
        if name in widgets:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(*widgets[name]))
    categories = QgsMapLayer.StyleCategory.Fields | QgsMapLayer.StyleCategory.Forms
    save = getattr(layer, "saveStyleToDatabaseV2", layer.saveStyleToDatabase)  # the older one is deprecated in 3.44
    save("form", tr("How answers are entered"), True, "", categories=categories)
