"""Launch sites that are placed on the map, and what the panel reads from the history."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsVectorLayer

from blindspot.engine.errors import UserError
from blindspot.ui.figures import logged_warnings, warnings_of
from blindspot.ui.found_results import Result
from blindspot.ui.launch_sites import add_site, stored_sites, temporary_sites
from small_layers import shape_layer

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
UTM = QgsCoordinateReferenceSystem("EPSG:32633")


def names(layer):
    return [feature["name"] for feature in layer.getFeatures()]


def test_sites_are_named_and_undone_one_by_one(qgis_new_project):
    layer = temporary_sites(UTM)
    assert add_site(layer, QgsPointXY(15, 48), WGS84)
    assert add_site(layer, QgsPointXY(500_000, 5_000_000), UTM)
    assert names(layer) == ["Site 1", "Site 2"]
    place = next(layer.getFeatures()).geometry().asPoint()
    assert place.x() == pytest.approx(500_000, abs=1)
    layer.undoStack().undo()
    assert names(layer) == ["Site 1"]
    assert add_site(layer, QgsPointXY(1, 48), WGS84)
    assert names(layer) == ["Site 1", "Site 2"]
    layer.rollBack()


def test_sites_in_a_geopackage_leave_its_other_tables(qgis_new_project, tmp_path):
    path = str(tmp_path / "mine.gpkg")
    first, second = stored_sites(path, UTM), stored_sites(path, UTM)
    assert first.source() != second.source()
    assert add_site(first, QgsPointXY(500_000, 5_000_000), UTM)
    assert first.commitChanges()
    assert names(QgsVectorLayer(first.source(), "", "ogr")) == ["Site 1"]
    assert names(second) == []
    with pytest.raises(UserError, match="could not be written"):
        stored_sites(str(tmp_path / "missing" / "mine.gpkg"), UTM)


def test_a_layer_that_cannot_be_edited_is_named(qgis_new_project):
    layer = shape_layer(["Point (1 2)"], "Point", name="depots")
    layer.setReadOnly(True)
    with pytest.raises(UserError, match="depots cannot be edited"):
        add_site(layer, QgsPointXY(0, 0), UTM)


def test_a_layer_without_names_takes_sites(qgis_new_project):
    layer = shape_layer([], "Point", name="depots", fields=[("name", "Int")])
    assert add_site(layer, QgsPointXY(0, 0), UTM)
    layer.rollBack()


LOG = (
    'Algorithm started<br/><span style="color:#b85a20;">43 fixes &lt; 1<br/></span><span style="color:red">no</span>'
    '<span style="color:#b85a20;">Two<br/></span><span style="color:#b85a20;">Two<br/></span>'
)


def test_warnings_are_read_from_the_log_of_the_run_that_made_a_layer():
    assert logged_warnings(LOG) == ["43 fixes < 1", "Two"]
    result = Result("layer_1", "gaps", {"algorithm": "blindspot:scoregaps", "made": "2026-01-01T00:00:00Z"})
    entries = [
        {"algorithm_id": "blindspot:scoregaps", "results": {"OUTPUT": "other"}, "log": "x"},
        {"algorithm_id": "blindspot:scoregaps", "results": {"OUTPUT": "layer_1", "MEAN_GAP": 1}, "log": LOG},
    ]
    assert warnings_of(result, "/a.gpkg", lambda _: entries) == ["43 fixes < 1", "Two"]
    assert warnings_of(result, "other", lambda _: entries) == []
    assert warnings_of(result, "/a.gpkg", lambda _: entries[:1]) == []


def test_qgis_writes_warnings_as_they_are_read():
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    feedback.pushInfo("fine")
    feedback.pushWarning("a < b")
    feedback.reportError("bad")
    assert logged_warnings(feedback.htmlLog()) == ["a < b"]
