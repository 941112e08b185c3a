"""The panel among the other docks of QGIS, and whether it is there again when QGIS starts."""

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget

from blindspot.plugin import BlindspotPlugin
from blindspot.ui.docks import behind_the_panel
from blindspot.ui.menu import SHOWN
from waiting import settle, wait_for

RIGHT, LEFT = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.LeftDockWidgetArea


@pytest.fixture(autouse=True)
def docks(qgis_iface, monkeypatch):
    """The mocked QGIS has no place for docks, but its window has."""
    window = qgis_iface.mainWindow()
    monkeypatch.setattr(qgis_iface, "addDockWidget", window.addDockWidget)
    monkeypatch.setattr(qgis_iface, "removeDockWidget", window.removeDockWidget)


@pytest.fixture
def beside(qgis_iface):
    """A function that shows another dock on a side of the window."""
    made, window = [], qgis_iface.mainWindow()

    def beside(side=RIGHT):
        dock = QDockWidget("Other", window)
        window.addDockWidget(side, dock)
        dock.show()
        settle()
        made.append(dock)
        return dock

    yield beside
    for dock in made:
        window.removeDockWidget(dock)
        dock.deleteLater()
    settle()


def test_a_dock_that_is_there_shares_the_place_of_the_panel(plugin, beside, qgis_iface):
    right, left = beside(), beside(LEFT)
    plugin.menu.panel.setChecked(True)
    settle()
    assert qgis_iface.mainWindow().tabifiedDockWidgets(plugin.menu.shown) == [right]
    assert not plugin.menu.shown.visibleRegion().isEmpty()
    assert left.isVisible()


def test_a_dock_that_comes_later_is_behind_the_panel(panel, beside, qgis_iface):
    window, dock = qgis_iface.mainWindow(), beside()
    assert behind_the_panel(window, dock)
    settle()
    assert not panel.visibleRegion().isEmpty()
    assert dock.visibleRegion().isEmpty()
    assert not behind_the_panel(window, beside(LEFT))
    panel.hide()
    assert not behind_the_panel(window, dock)


def test_a_shown_panel_is_there_again(plugin, qgis_iface, qgis_processing):
    plugin.menu.panel.setChecked(True)
    settle()
    plugin.unload()
    assert QgsSettings().value(SHOWN, type=bool)
    again = BlindspotPlugin(qgis_iface)
    again.initGui()
    assert wait_for(lambda: again.menu.shown is not None and again.menu.shown.isVisible(), 10)
    again.menu.panel.setChecked(False)
    settle()
    again.unload()
    assert not QgsSettings().value(SHOWN, type=bool)
    plugin.initGui()
    wait_for(lambda: False, 0.3)
    assert plugin.menu.shown is None


def test_the_sample_city_from_the_panel_opens_no_toolbox(panel, plugin, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr("blindspot.ui.toolbox.show_algorithms", opened.append)
    monkeypatch.setattr("blindspot.ui.sample_city._home", lambda project: tmp_path)
    panel.findChild(object, "blindspotHint").linkActivated.emit("sample")
    assert wait_for(lambda: panel.choice.roles.one_of("fixes"), 10)
    assert opened == []
    plugin.menu.load_sample_city()
    assert len(opened) == 1


def test_a_new_layer_of_launch_sites_is_not_in_the_group_of_another_layer(panel, chain, add, qgis_iface):
    root = QgsProject.instance().layerTreeRoot()
    root.insertGroup(0, "Results")
    layer = panel.sites_button.target()
    assert root.children()[0].layerId() == layer.id()
    layer.rollBack()
