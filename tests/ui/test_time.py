"""The temporal controller of the desktop, and layers that are opened from files."""

from types import SimpleNamespace

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsDateTimeRange,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsTemporalNavigationObject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from blindspot.layers.file_styles import NO_STYLES, save_style
from blindspot.layers.playing import play_in_local_time, play_project
from blindspot.ui.opened_layers import OpenedLayers
from blindspot.ui.time_controller import TimeController


@pytest.fixture
def project(qgis_app):
    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def controller(project):
    """The temporal controller of a canvas that takes the ranges of results."""
    canvas, controller = QgsMapCanvas(), QgsTemporalNavigationObject()
    canvas.setTemporalController(controller)
    listener = TimeController(SimpleNamespace(mapCanvas=lambda: canvas))
    controller.kept = canvas
    yield controller
    listener.remove()


def moment(hour: int, minute: int = 0) -> QDateTime:
    return QDateTime(QDate(2026, 3, 16), QTime(hour, minute), QTimeZone.utc())


def routes() -> QgsVectorLayer:
    layer = QgsVectorLayer("LineStringZM?crs=EPSG:32633&field=start:datetime&field=end:datetime", "r", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([moment(10), moment(11)])
    feature.setGeometry(QgsGeometry.fromWkt("LineStringZM(0 0 0 0, 9 0 60 9)"))
    layer.dataProvider().addFeatures([feature])
    return layer


def load(project) -> None:
    """As the post-processor of a result does."""
    layer = routes()
    play_project(project, layer, "routes", play_in_local_time(layer, "start", "end", "Asia/Shanghai"))


def test_the_controller_takes_the_range_of_a_result(project, controller):
    mode = controller.navigationMode()
    load(project)
    extents = controller.temporalExtents()
    assert (extents.begin(), extents.end()) == (moment(18), moment(19))
    assert controller.frameDuration().seconds() == 60
    assert controller.framesPerSecond() == project.timeSettings().framesPerSecond()
    assert controller.navigationMode() == mode  # the map is not filtered by itself


def test_a_range_of_the_user_is_not_handed_on(project, controller):
    before = controller.temporalExtents()
    project.timeSettings().setTemporalRange(QgsDateTimeRange(moment(1), moment(2)))
    load(project)
    assert controller.temporalExtents() == before


def test_nothing_changes_while_the_controller_plays(project, controller):
    controller.setTemporalExtents(QgsDateTimeRange(moment(1), moment(2)))
    controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)
    controller.playForward()
    load(project)
    controller.pause()
    assert controller.temporalExtents().begin() == moment(1)


def opened(path) -> QgsVectorLayer:
    return QgsVectorLayer(str(path), "opened", "ogr")


def test_a_result_that_is_opened_from_its_file_plays(project, saved_routes):
    layer = opened(saved_routes)
    project.addMapLayer(layer)
    assert not layer.temporalProperties().isActive()  # QGIS has switched it off
    project.removeAllMapLayers()
    listener = OpenedLayers()
    layer = opened(saved_routes)
    project.addMapLayer(layer)
    assert layer.temporalProperties().isActive()
    assert layer.elevationProperties().respectLayerSymbology()
    layer.temporalProperties().setIsActive(False)
    project.layersAdded.emit([layer])  # as when a project is opened again
    assert not layer.temporalProperties().isActive()
    listener.remove()


@pytest.fixture(params=["gpkg", "fgb"])
def saved_routes(request, tmp_path):
    path, options = tmp_path / f"routes.{request.param}", QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {"gpkg": "GPKG", "fgb": "FlatGeobuf"}[request.param]
    options.layerOptions = ["SPATIAL_INDEX=NO"]
    QgsVectorFileWriter.writeAsVectorFormatV3(routes(), str(path), QgsCoordinateTransformContext(), options)
    save_style(str(path), "routes", opened(path), "routes", "start", "end", NO_STYLES, zone="Asia/Shanghai")
    return path
