"""Fixtures of the tests of the panel: the plugin in a mocked QGIS Desktop, and the layers of the simulated city."""

import gc
import shutil

import pytest
from qgis.core import QgsApplication, QgsLayerTreeModel, QgsProject, QgsSettings, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel, QgsLayerTreeView
from qgis.PyQt.QtWidgets import QMessageBox

from blindspot.plugin import BlindspotPlugin
from blindspot.ui import sample_city
from blindspot.ui.menu import SHOWN
from small_layers import EASTING, NORTHING, point_layer, saved, shape_layer, walk_rows
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
    browser, tree = QgsBrowserGuiModel(), QgsLayerTreeView()
    tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), tree))
    # a dialog of Processing asks for them
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: browser, raising=False)
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: tree, raising=False)
    qgis_iface.mainWindow().resize(1000, 800)
    qgis_iface.mainWindow().show()
    QgsSettings().remove(SHOWN)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initGui()
    yield plugin
    plugin.unload()
    QgsSettings().remove(SHOWN)
    settle()
    QgsProject.instance().clear()
    gc.collect()


@pytest.fixture
def panel(plugin):
    """The panel, shown."""
    plugin.menu.panel.setChecked(True)
    settle()
    wait_for(lambda: False, 0.25)
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


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """The folder of the results of `chain`, and whether they are there yet."""
    return tmp_path_factory.mktemp("chain")


@pytest.fixture
def chain(plugin, made_once, tmp_path):
    """A function that opens the fixes and launch sites of a walk, and the results of all steps, by name. None of them
    is in the project, and each test has files of its own."""

    def chain():
        if not any(made_once.iterdir()):
            _run_all(made_once)
        shutil.copytree(made_once, tmp_path / "chain")
        return {
            path.stem: QgsVectorLayer(str(path), TITLES.get(path.stem, path.stem), "ogr")
            for path in (tmp_path / "chain").glob("*.gpkg")
        }

    return chain


TITLES = {"sites": "Launch sites", "fixes": "march"}


def _run_all(folder) -> None:
    import processing

    def at(name):
        return str(folder / f"{name}.gpkg")

    saved(point_layer(walk_rows(), name="march"), at("fixes"))
    saved(shape_layer([f"Point ({EASTING + 1000} {NORTHING})"], "Point"), at("sites"))
    scoring = {"UNIT_FIELD": "unit", "TIMEZONE": "Europe/Berlin", "CELL_SIZE": 100, "DETECTION_RANGE": 80}
    plan = {"BLIND_SPOTS": [at("spots")], "LAUNCH_SITES": at("sites"), "START": "2026-01-02T23:00:00"}
    outputs = {name: at(name.lower()) for name in ("ROUTES", "WAYPOINTS", "UNSERVED")}
    for name, parameters in (
        ("scoregaps", {"INPUT": at("fixes"), **scoring, "OUTPUT": at("scored")}),
        ("findblindspots", {"INPUT": at("scored"), "OUTPUT": at("spots")}),
        ("planroutes", {**plan, "MAX_ITERATIONS": 20, **outputs}),
        ("assessplan", {"ROUTES": at("routes"), "OUTPUT": at("assessed")}),
    ):
        processing.run(f"blindspot:{name}", parameters)
