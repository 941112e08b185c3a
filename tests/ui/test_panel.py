"""The panel follows the project: what it guesses, which results it recognises, and that it leaves nothing behind."""

import pytest
from qgis.core import QgsApplication, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QPushButton

from blindspot.layers.provenance_files import store_in_layer, stored
from blindspot.ui.plan_recheck import ALARM
from waiting import settle, wait_for

LEFT = Qt.MouseButton.LeftButton


def button(panel, name):
    return panel.findChild(QPushButton, f"blindspot_{name}")


def said(panel, name):
    return panel.findChild(QLabel, f"blindspot_{name}_says").text()


def test_an_empty_project_says_what_to_add(panel, monkeypatch):
    hint = panel.findChild(QLabel, "blindspotHint")
    assert hint.isVisible()
    assert not any(
        button(panel, name).isEnabled() for name in ("scoregaps", "findblindspots", "planroutes", "assessplan")
    )
    assert "Choose the fixes" in said(panel, "scoregaps")


def test_layers_are_guessed_and_the_guess_is_said_until_the_user_chooses(panel, city, add):
    fixes, exits, zones = add(city("fixes"), city("exits", "Station exits"), city("no_fly", "No-fly zones"))
    roles = panel.choice.roles
    assert (roles.one_of("fixes"), roles.all_of("demand"), roles.all_of("zones")) == (
        fixes.id(), (exits.id(),), (zones.id(),),
    )  # fmt: skip
    guessed = panel.findChild(QLabel, "blindspotGuesses")
    assert "points with a time field" in guessed.text()
    assert "demand" in guessed.text()
    panel.choice.choose("demand", [])
    assert "demand" not in guessed.text()
    add(city("launch_sites", "Launch sites"))
    assert panel.choice.roles.all_of("demand") == ()
    assert panel.choice.roles.one_of("sites")
    assert button(panel, "scoregaps").isEnabled()
    assert not panel.findChild(QLabel, "blindspotHint").isVisible()


def test_results_from_files_are_recognised(panel, chain, add):
    made = chain()
    add(made["fixes"], made["sites"], *(made[name] for name in ("scored", "spots", "routes", "waypoints", "assessed")))
    assert "mean gap" in said(panel, "scoregaps")
    assert "blind spot" in said(panel, "findblindspots")
    assert "drone minutes" in said(panel, "planroutes")
    assert "Total priority" in said(panel, "assessplan")
    assert panel.parts.spots.topLevelItemCount() > 0
    assert panel.parts.timeline.sorties
    assert panel.findChild(QLabel, "blindspot_assumed_text").text().startswith("•")
    assert said(panel, "assessplan").endswith("Next: Check a plan.")


def test_each_step_points_to_the_next(panel, chain, add):
    made = chain()
    add(made["fixes"], made["scored"])
    assert said(panel, "scoregaps").endswith("Next: Find blind spots.")
    assert button(panel, "findblindspots").font().bold()
    add(made["spots"])
    assert "place them on the map" in said(panel, "planroutes")
    assert not button(panel, "planroutes").isEnabled()
    add(made["sites"])
    assert button(panel, "planroutes").isEnabled()
    assert said(panel, "findblindspots").endswith("Next: Plan drone routes.")


def test_results_of_other_fixes_are_told_apart(panel, chain, city, add):
    made = chain()
    add(made["fixes"], made["scored"])
    assert "mean gap" in said(panel, "scoregaps")
    other = add(city("fixes", "april"))
    panel.choice.choose("fixes", [other.id()])
    assert "made from other input" in said(panel, "scoregaps")
    assert "april" in said(panel, "scoregaps")


def test_a_click_on_a_spot_zooms_to_it(panel, chain, add, qgis_canvas):
    made = chain()
    add(made["fixes"], made["scored"], made["spots"])
    qgis_canvas.setDestinationCrs(made["spots"].crs())
    item = panel.parts.spots.topLevelItem(0)
    panel.parts.spots.itemClicked.emit(item, 0)
    spot = next(one for one in made["spots"].getFeatures() if one["rank"] == 1)
    assert qgis_canvas.extent().contains(spot.geometry().boundingBox())
    assert qgis_canvas.extent().width() < 6 * max(spot.geometry().boundingBox().width(), 200)


def test_a_click_on_the_timeline_selects_the_route(panel, chain, add):
    made = chain()
    add(made["spots"], made["routes"])
    timeline = panel.parts.timeline
    QTest.mouseClick(timeline, LEFT, Qt.KeyboardModifier.NoModifier, timeline.bar_of(0).center().toPoint())
    assert made["routes"].selectedFeatureIds() == [timeline.sorties[0].feature]
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert made["routes"].selectedFeatureIds() == [timeline.sorties[min(1, len(timeline.sorties) - 1)].feature]


def drag(waypoints, feature, dx, dy):
    waypoints.startEditing()
    geometry = QgsGeometry(feature.geometry())
    geometry.translate(dx, dy)
    waypoints.changeGeometry(feature.id(), geometry)


def marks(canvas):
    """Without the bands with which QGIS flashes features."""
    bands = [item for item in canvas.scene().items() if isinstance(item, QgsRubberBand)]
    return [band for band in bands if band.strokeColor() == ALARM]


def test_a_dragged_waypoint_is_checked_at_once_and_undone(panel, chain, add, qgis_canvas):
    made = chain()
    add(*(made[name] for name in ("spots", "routes", "waypoints", "unserved")))
    takeoff = next(one for one in made["waypoints"].getFeatures() if one["action"] == "takeoff")
    text = panel.findChild(QLabel, "blindspot_check_text")
    drag(made["waypoints"], takeoff, 50, 0)
    assert wait_for(lambda: "launch site" in text.text(), 20)
    assert panel.recheck.bands == len(marks(qgis_canvas)) > 0
    assert panel.parts.check.isVisible()
    made["waypoints"].undoStack().undo()
    assert wait_for(lambda: text.text() == "The plan keeps all rules.", 5), text.text()
    assert panel.recheck.bands == len(marks(qgis_canvas)) == 0


def test_times_and_battery_are_updated_in_the_layers(panel, chain, add):
    made = chain()
    add(*(made[name] for name in ("spots", "routes", "waypoints", "unserved")))
    land = [one for one in made["waypoints"].getFeatures() if one["action"] == "fly"][-2]
    text, update = panel.findChild(QLabel, "blindspot_check_text"), panel.parts.update_button
    drag(made["waypoints"], land, 20, 0)
    assert wait_for(lambda: update.isVisible(), 20), text.text()
    QTest.mouseClick(update, LEFT)
    assert wait_for(lambda: not update.isVisible(), 10), text.text()
    assert made["routes"].isModified()
    made["waypoints"].undoStack().undo()  # in one layer alone
    assert wait_for(update.isVisible, 10), text.text()
    assert panel.recheck.found.moved.unmatched == ()
    assert "vertices of its route" not in text.text()
    made["routes"].rollBack()
    made["waypoints"].rollBack()


def test_a_deleted_waypoint_is_told_from_a_moved_one(panel, chain, add):
    made = chain()
    add(*(made[name] for name in ("spots", "routes", "waypoints", "unserved")))
    text = panel.findChild(QLabel, "blindspot_check_text")
    made["waypoints"].startEditing()
    made["waypoints"].deleteFeature([one.id() for one in made["waypoints"].getFeatures()][3])
    assert wait_for(lambda: "added or deleted (drone 1, sortie 1)" in text.text(), 20), text.text()
    made["waypoints"].rollBack()
    assert wait_for(lambda: text.text() == "The plan keeps all rules.", 10), text.text()


def test_a_check_comes_into_view(panel, chain, add):
    made = chain()
    add(*(made[name] for name in ("fixes", "sites", "scored", "spots", "routes", "waypoints", "unserved", "assessed")))
    panel.window().resize(1000, 400)
    settle()
    takeoff = next(one for one in made["waypoints"].getFeatures() if one["action"] == "takeoff")
    drag(made["waypoints"], takeoff, 50, 0)
    assert wait_for(panel.parts.check.isVisible, 20)
    assert wait_for(lambda: not panel.parts.check.visibleRegion().isEmpty(), 5)
    made["waypoints"].rollBack()


def test_temporary_results_that_lost_their_rows_are_said(panel, chain, add):
    made = chain()
    emptied = QgsVectorLayer("Polygon?crs=EPSG:32650", "Scored places", "memory")
    store_in_layer(emptied, stored(made["scored"]).record, "", "")
    hint = panel.findChild(QLabel, "blindspotHint")
    add(made["fixes"], emptied)
    assert "Empty temporary layers: Scored places." in hint.text()
    assert hint.isVisible()
    assert panel.found.scored is None
    assert "Scores march" in said(panel, "scoregaps")
    add(made["scored"])
    QgsProject.instance().removeMapLayer(emptied.id())
    assert wait_for(lambda: not hint.isVisible(), 5)
    assert "mean gap" in said(panel, "scoregaps")


@pytest.mark.parametrize("what", ["layers", "clear", "dock"])
def test_what_is_shown_may_go_at_any_time(panel, chain, add, what, plugin):
    made = chain()
    add(*(made[name] for name in ("fixes", "scored", "spots", "routes", "waypoints", "unserved")))
    takeoff = next(one for one in made["waypoints"].getFeatures() if one["action"] == "takeoff")
    drag(made["waypoints"], takeoff, 50, 0)
    assert wait_for(lambda: panel.recheck.bands, 20)
    if what == "dock":
        plugin.unload()  # while edits, marks and a check are pending
        settle()
        assert plugin.menu is None
        made["waypoints"].rollBack()
        return
    if what == "clear":
        QgsProject.instance().clear()
    else:
        drag(made["waypoints"], takeoff, 50, 0)  # is to be checked when the layers are gone
        QgsProject.instance().removeMapLayers([made[name].id() for name in ("routes", "waypoints", "spots", "scored")])
    wait_for(lambda: False, 0.3)
    assert panel.recheck.bands == 0
    assert panel.parts.timeline.sorties == ()
    assert panel.parts.spots.topLevelItemCount() == 0
    assert panel.found.routes is None
    assert not button(panel, "assessplan").isEnabled()


def test_loaded_again_it_is_there_once(plugin, qgis_iface, city, add):
    for _ in range(3):
        plugin.menu.panel.setChecked(True)
        settle()
        assert len(qgis_iface.mainWindow().findChildren(type(plugin.menu.shown), "blindspotPanel")) == 1
        plugin.unload()
        settle()
        assert qgis_iface.mainWindow().findChildren(QLabel, "blindspotHint") == []
        add(city("fixes"))  # reaches no panel that is gone
        plugin.initGui()


def test_closed_and_shown_again_it_follows(panel, plugin, city, add):
    panel.close()
    assert not plugin.menu.panel.isChecked()
    fixes = add(city("fixes"))
    assert panel.choice.layer("fixes") is None
    plugin.menu.panel.setChecked(True)
    assert wait_for(lambda: panel.choice.layer("fixes") == fixes, 5)


def test_unloaded_in_mid_run_the_run_is_cancelled(panel, plugin, city, add):
    add(city("fixes"))
    QTest.mouseClick(button(panel, "scoregaps"), LEFT)
    dialog = panel.dialogs.of("blindspot:scoregaps")
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(ok))
    QTest.mouseClick(dialog.runButton(), LEFT)
    assert wait_for(lambda: dialog.cancelButton().isEnabled(), 10)
    plugin.unload()
    assert ended
    assert QgsApplication.processingRegistry().providerById("blindspot") is None
    settle()


def test_another_project_in_mid_run(panel, city, add):
    add(city("fixes"))
    QTest.mouseClick(button(panel, "scoregaps"), LEFT)
    dialog = panel.dialogs.of("blindspot:scoregaps")
    ended = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(ok))
    QTest.mouseClick(dialog.runButton(), LEFT)
    QgsProject.instance().clear()
    assert wait_for(lambda: ended, 60)
    wait_for(lambda: False, 0.4)
    assert panel.choice.layer("fixes") is None
    dialog.close()


def test_the_dialog_of_a_step_is_filled_in_and_not_opened_twice(panel, city, add):
    fixes, _ = add(city("fixes"), city("exits", "Station exits"))
    QTest.mouseClick(button(panel, "scoregaps"), LEFT)
    dialog = panel.dialogs.of("blindspot:scoregaps")
    values = dialog.createProcessingParameters()
    assert fixes.id() in str(values["INPUT"]) or fixes.source() in str(values["INPUT"])
    assert values["UNIT_FIELD"] == "unit"
    assert len(values["DEMAND"]) == 1
    QTest.mouseClick(button(panel, "scoregaps"), LEFT)
    assert panel.dialogs.of("blindspot:scoregaps") is dialog
    panel.choice.choose("demand", [])
    QTest.mouseClick(button(panel, "scoregaps"), LEFT)
    assert not panel.dialogs.of("blindspot:scoregaps").createProcessingParameters().get("DEMAND")
