"""The menu entry that loads the simulated city: the layers it adds, where it writes, and what it leaves unchanged."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, QTime, QTimeZone
from qgis.PyQt.QtGui import QAction

from blindspot.ui import sample_city
from blindspot.ui.menu import Menu

LAYERS = 13


@pytest.fixture
def project(tmp_path, monkeypatch, qgis_new_project):
    monkeypatch.setattr(sample_city, "_home", lambda project: tmp_path)
    return QgsProject.instance()


def test_loads_every_layer_with_its_style(project, qgis_canvas):
    sample_city.load_sample_city(qgis_canvas)
    layers = list(project.mapLayers().values())
    assert len(layers) == LAYERS
    for layer in layers:
        assert layer.isValid(), layer.name()
        assert layer.featureCount() > 0, layer.name()
        assert "simulated" in layer.name()
    styled = {layer.name(): layer.renderer().type() for layer in layers}
    assert styled["Streets (simulated)"] == "categorizedSymbol"
    names = next(layer for layer in layers if layer.name().startswith("Launch sites"))
    assert names.labelsEnabled()
    assert names.labeling().settings().fieldName in names.fields().names()


def test_hides_the_truth(project, qgis_canvas):
    sample_city.load_sample_city(qgis_canvas)
    group = project.layerTreeRoot().findGroup("Simulated city")
    hidden = {node.name() for node in group.findLayers() if not node.isVisible()}
    assert hidden == {"Truth: exits nobody patrols (simulated)", "Truth: riverside nobody patrols (simulated)"}


def test_fixes_have_temporal_properties(project, qgis_canvas):
    sample_city.load_sample_city(qgis_canvas)
    fixes = next(layer for layer in project.mapLayers().values() if layer.name().startswith("Patrol fixes"))
    temporal = fixes.temporalProperties()
    assert temporal.isActive()
    assert fixes.fields().field(temporal.startField()).isDateOrTime()
    context = QgsVectorLayerTemporalContext()
    context.setLayer(fixes)
    begin = QDateTime(QDate(2026, 3, 5), QTime(23, 0), QTimeZone.utc())  # in the controller: local time
    frame = QgsDateTimeRange(begin, begin.addSecs(60), True, False)
    request = QgsFeatureRequest().setFilterExpression(temporal.createFilterString(context, frame))
    times = {feature["time"].toString("yyyy-MM-dd HH:mm") for feature in fixes.getFeatures(request)}
    assert times == {"2026-03-05 14:59", "2026-03-05 15:00"}


def test_zooms_to_the_city(project, qgis_canvas):
    sample_city.load_sample_city(qgis_canvas)
    QCoreApplication.processEvents()
    streets = next(layer for layer in project.mapLayers().values() if layer.name().startswith("Streets"))
    assert project.crs() == streets.crs()
    assert qgis_canvas.extent().contains(streets.extent())
    assert qgis_canvas.extent().width() < 3 * streets.extent().width()


def test_keeps_the_crs_of_a_project_in_use(project, qgis_canvas):
    sample_city.load_sample_city(qgis_canvas)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    sample_city.load_sample_city(qgis_canvas)
    assert project.crs().authid() == "EPSG:3857"


def test_never_changes_an_existing_file(project, qgis_canvas, tmp_path):
    first = sample_city.load_sample_city(qgis_canvas)
    mine = tmp_path / "simulated city 2" / "city.gpkg"
    mine.parent.mkdir()
    mine.write_text("mine")
    third = sample_city.load_sample_city(qgis_canvas)
    assert len({first, mine, third}) == 3
    assert mine.read_text() == "mine"


def test_is_written_beside_a_saved_project(qgis_new_project, tmp_path):
    project = QgsProject.instance()
    project.write(str(tmp_path / "mine.qgz"))
    assert sample_city._home(project) == tmp_path


def test_menu_entries_are_added_and_removed(qgis_iface):
    menu = Menu(qgis_iface)
    assert "simulated" in menu.load.text()
    assert not menu.load.icon().isNull()
    menu.remove()
    QCoreApplication.sendPostedEvents(None, 52)  # deferred deletes
    assert qgis_iface.mainWindow().findChild(QAction, "blindspotLoadSampleCity") is None


def test_menu_shows_the_error_if_loading_fails(qgis_iface, monkeypatch, qgis_new_project):
    menu = Menu(qgis_iface)
    monkeypatch.setattr("blindspot.ui.sample_city.load_sample_city", _full_disk)
    menu.load.trigger()
    assert any("No space" in text for text in _messages(qgis_iface))
    menu.remove()


def _full_disk(canvas):
    raise OSError("No space left on device")


def _messages(iface) -> list[str]:
    return [message for texts in iface.messageBar().messages.values() for message in texts]
