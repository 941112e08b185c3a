"""Fixtures of the tests of the panel: the plugin in a mocked QGIS Desktop, and the layers of the simulated city."""

import gc

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt.QtWidgets import QMessageBox

from blindspot.plugin import BlindspotPlugin
from blindspot.ui import sample_city
from waiting import settle, wait_for


@pytest.fixture
def city(tmp_path):
    """A function that opens a table of the simulated city, under a name."""
    package = sample_city.unpack(tmp_path)

    def table(name, title=""):
        layer = QgsVectorLayer(f"{package}|layername={name}", title or name, "ogr")
        assert layer.isValid()
        return layer

    return table


@pytest.fixture(autouse=True)
def boxes(monkeypatch):
    """The texts of message boxes, which would wait for an answer."""
    shown = []

    def show(parent, title, text, *more):
        shown.append(text)
        print("MESSAGE BOX:", title, text)
        return QMessageBox.StandardButton.No

    for kind in ("question", "warning", "critical", "information"):
        monkeypatch.setattr(QMessageBox, kind, show)
    return shown


@pytest.fixture
def plugin(qgis_app, qgis_iface, qgis_processing, qgis_new_project, monkeypatch):
    """The plugin, loaded. No other provider of it is registered before and after."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("blindspot") is not None:
        registry.removeProvider(registry.providerById("blindspot"))
    browser = QgsBrowserGuiModel()
    monkeypatch.setattr(
        qgis_iface, "browserModel", lambda: browser, raising=False
    )  # a dialog of Processing asks for it
    qgis_iface.mainWindow().resize(1000, 800)
    qgis_iface.mainWindow().show()
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initGui()
    yield plugin
    plugin.unload()
    settle()
    QgsProject.instance().clear()
    gc.collect()


@pytest.fixture
def panel(plugin):
    """The panel, shown."""
    plugin.menu.panel.setChecked(True)
    settle()
    return plugin.menu.shown


@pytest.fixture
def add():
    """A function that adds layers to the project, and waits until the panel follows."""

    def add(*layers):
        for layer in layers:
            QgsProject.instance().addMapLayer(layer)
        wait_for(lambda: False, 0.25)
        return layers[0] if len(layers) == 1 else layers

    return add
