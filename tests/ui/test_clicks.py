"""How many clicks lead from an empty project with one's own fixes to a map, to routes, and to their assessment. Every
click is made on the real widget. Nothing is typed."""

import pytest
from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QTextEdit, QToolButton

from small_layers import EASTING, NORTHING, START, point_layer, saved, utc, walk_rows
from waiting import wait_for

LEFT = Qt.MouseButton.LeftButton
DRAG = 2
"""What adding a layer counts: pressing and releasing the mouse, when a file is dragged from the browser to the map."""


class User:
    """Clicks and counts. `says` after each step is what the panel says of it."""

    def __init__(self, plugin, canvas):
        self.plugin, self.canvas, self.clicks = plugin, canvas, 0

    @property
    def panel(self):
        return self.plugin.menu.shown

    def click(self, widget):
        assert widget.isEnabled(), widget.text()
        assert widget.isVisible(), widget.text()
        self.clicks += 1
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(8, widget.height() // 2))

    def drags(self, layer):
        """Adds a layer as a drag from the browser does."""
        self.clicks += DRAG
        QgsProject.instance().addMapLayer(layer)
        self.canvas.setExtent(layer.extent())
        self.canvas.setDestinationCrs(layer.crs())  # QGIS does so with the first layer of a project

    def opens_the_panel(self):
        button = next(one for one in self.toolbar_buttons() if one.defaultAction() is self.plugin.menu.panel)
        self.click(button)

    def toolbar_buttons(self):
        window = self.plugin.iface.mainWindow()
        bar = window.addToolBar("tests")  # the mocked QGIS has none for plugins
        bar.addAction(self.plugin.menu.panel)
        bar.show()
        return bar.findChildren(QToolButton)

    def takes(self, name, **more):
        """A step: its button, Run, Close. more: values that the test gives in place of the defaults, to be quick."""
        button = self.panel.findChild(QPushButton, f"blindspot_{name}")
        assert wait_for(button.isEnabled, 10), button.text()
        self.click(button)
        dialog = self.panel.dialogs.of(f"blindspot:{name}")
        if more:
            dialog.setParameters({**dialog.createProcessingParameters(), **more})
        ended = []
        dialog.algorithmFinished.connect(lambda ok, results: ended.append(ok))
        self.click(dialog.runButton())
        assert wait_for(lambda: ended, 30), (name, dialog.findChild(QTextEdit, "txtLog").toPlainText())
        assert ended == [True], dialog.findChild(QTextEdit, "txtLog").toPlainText()
        assert wait_for(lambda: not dialog.cancelButton().isEnabled(), 5)
        self.click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close))
        wait_for(lambda: False, 0.3)

    def says(self, name):
        return self.panel.findChild(object, f"blindspot_{name}_says").text()

    def places_a_site(self, layer, where):
        """The button beside the launch sites, and a click on the map. where: in the CRS of a layer."""
        self.click(self.panel.sites_button)
        assert self.canvas.mapTool() is not None
        settings = self.canvas.mapSettings()
        to_map = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance())
        place = settings.mapToPixel().transform(to_map.transform(where))
        self.clicks += 1
        event = QgsMapMouseEvent(
            self.canvas, QEvent.Type.MouseButtonRelease, QPoint(round(place.x()), round(place.y())), LEFT
        )
        self.canvas.mapTool().canvasReleaseEvent(event)
        wait_for(lambda: False, 0.3)


@pytest.fixture
def user(plugin, qgis_canvas):
    return User(plugin, qgis_canvas)


def test_clicks_to_a_map_to_routes_and_to_their_assessment(user, tmp_path):
    stray = ((EASTING + 200_000, NORTHING), utc(START + 45), "U0")
    fixes = saved(point_layer([*walk_rows(), stray], name="gps"), tmp_path / "march.gpkg")
    user.drags(fixes)
    user.opens_the_panel()
    assert wait_for(lambda: user.panel.choice.roles.one_of("fixes") == fixes.id(), 5)
    user.takes("scoregaps")
    assert "mean gap" in user.says("scoregaps")
    assert user.clicks <= 8
    shown = user.canvas.extent()  # not the stray fix, far away
    places = QgsProject.instance().mapLayer(user.panel.found.scored.layer)
    assert shown.contains(places.extent())
    assert shown.width() < 3 * places.extent().width()
    to_map = user.clicks
    user.takes("findblindspots")
    user.places_a_site(fixes, QgsPointXY(EASTING + 1000, NORTHING))
    user.takes("planroutes", MAX_ITERATIONS=30)
    assert "drone minutes" in user.says("planroutes")
    assert user.clicks <= 15
    to_routes = user.clicks
    user.takes("assessplan")
    assert "Total priority" in user.says("assessplan")
    assert user.clicks <= 18
    assert (to_map, to_routes, user.clicks) == (6, 14, 17)

    user.takes("checkplan")
    assert user.says("checkplan").startswith("No violation.")
    missions = tmp_path / "missions"
    user.takes("exportmissions", FOLDER=str(missions))
    assert len(list(missions.glob("*.plan"))) == user.panel.found.routes.numbers["ROUTE_COUNT"]
    assert user.clicks == 23

    waypoints = QgsProject.instance().mapLayer(user.panel.found.waypoints.layer)
    waypoints.startEditing()  # the edit is not saved
    middle = sorted(feature.id() for feature in waypoints.getFeatures())[2]
    waypoints.moveVertex(EASTING + 90_000, NORTHING, middle, 0)
    user.takes("checkplan")
    assert "mend the plan" in user.says("checkplan")
    assert "made from other input" not in user.says("checkplan")
