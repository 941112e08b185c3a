"""Draws layers as the background of a map in a report: without a project, in any thread."""

from collections.abc import Sequence

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QThread
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from scipy.spatial import cKDTree

MOST = 1600
"""Pixels along the longer side."""
LARGEST = 1_500_000
"""Bytes of a PNG; a larger one is written as a smaller image."""
COLOURS = 256
"""Of a picture."""
DOTS_PER_INCH = 110


def copies_of(layers: Sequence[QgsMapLayer], project: QgsProject | None) -> list[QgsMapLayer]:
    """Copies of layers that belong to no thread. Layers of the project keep their style; others have the style that is
    stored with them, else a plain grey one: QGIS would draw them in colours by chance. To be called in the thread of
    the layers."""
    copies = []
    for layer in layers:
        if not layer.isValid():
            continue
        copy = layer.clone()
        known = project is not None and project.mapLayer(layer.id()) is not None
        if isinstance(copy, QgsVectorLayer) and not known and not copy.loadDefaultStyle()[1]:
            copy.setRenderer(_plain(copy.geometryType()))
        copy.moveToThread(None)
        copies.append(copy)
    return copies


def drawn(
    layers: Sequence[QgsMapLayer],
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    extent: tuple[float, float, float, float],
    width: int,
    height: int,
) -> bytes:
    """Layers as a PNG, the first one on top, as in the layer tree. layers: of `copies_of`; extent: west, south, east,
    north in `crs`; width, height: pixels, fewer if they are more than MOST."""
    for layer in layers:
        layer.moveToThread(QThread.currentThread())
    try:
        share = min(1.0, MOST / max(width, height))
        while True:
            size = QSize(max(round(width * share), 1), max(round(height * share), 1))
            image = _png(_image(layers, crs, transform_context, extent, size))
            if len(image) <= LARGEST or share < 0.2:
                return image
            share *= 0.7
    finally:
        for layer in layers:
            layer.moveToThread(None)


def _plain(kind: Qgis.GeometryType) -> QgsFeatureRenderer | None:
    """Grey, so that what is drawn above can be read; None for what has no geometry."""
    if kind == Qgis.GeometryType.Point:
        symbol = QgsMarkerSymbol.createSimple({"color": "#9a9a9a", "outline_style": "no", "size": "1.4"})
    elif kind == Qgis.GeometryType.Line:
        symbol = QgsLineSymbol.createSimple({"line_color": "#a8a8a8", "line_width": "0.3"})
    elif kind == Qgis.GeometryType.Polygon:
        symbol = QgsFillSymbol.createSimple({"color": "#dde3e8", "outline_color": "#aab4bd", "outline_width": "0.2"})
    else:
        return None
    return QgsSingleSymbolRenderer(symbol)


def _image(layers, crs, transform_context, extent, size: QSize) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(crs)
    settings.setTransformContext(transform_context)
    settings.setExtent(QgsRectangle(*extent))
    settings.setOutputSize(size)
    settings.setOutputDpi(DOTS_PER_INCH)
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setFlag(Qgis.MapSettingsFlag.Antialiasing, True)
    settings.setFlag(Qgis.MapSettingsFlag.UseAdvancedEffects, False)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        QgsMapRendererCustomPainterJob(settings, painter).renderSynchronously()
    finally:
        painter.end()
    return image


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _with_few_colours(image).save(buffer, "PNG", 0)
    buffer.close()
    return bytes(data)


def _with_few_colours(image: QImage) -> QImage:
    """An RGB32 image in at most COLOURS of its own colours, the most frequent ones. Each pixel has the nearest of them:
    dithering would leave dots on plain areas."""
    pixels = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint32)
    pixels = pixels.reshape(image.height(), -1)[:, : image.width()] & 0xFFFFFF
    colour, index, count = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = colour[np.argsort(-count, kind="stable")[:COLOURS]]
    parts = [np.stack([each >> 16 & 255, each >> 8 & 255, each & 255], axis=1) for each in (kept, colour)]
    nearest = cKDTree(parts[0].astype(float)).query(parts[1].astype(float))[1].astype(np.uint8)
    rows = nearest[index.reshape(pixels.shape)]
    wide = -(-image.width() // 4) * 4  # rows of an image begin at multiples of 4 bytes
    data = np.zeros((image.height(), wide), np.uint8)
    data[:, : image.width()] = rows
    indexed = QImage(data.tobytes(), image.width(), image.height(), wide, QImage.Format.Format_Indexed8)
    indexed.setColorTable([int(each) | 0xFF000000 for each in kept])
    return indexed.copy()  # which owns its pixels
