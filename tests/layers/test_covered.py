"""Of layers of places that lie on each other, one is shown."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer

from blindspot.layers.covered import show_last


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


def places(name, west=0, kind="Polygon"):
    """A layer of places, 1 km wide, at the top of the project."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32650", name, "memory")
    square = QgsGeometry.fromRect(QgsRectangle(500_000 + west, 3_500_000, 501_000 + west, 3_501_000))
    feature = QgsFeature()
    feature.setGeometry(square if kind == "Polygon" else square.centroid())
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer


def shown():
    return {node.name() for node in QgsProject.instance().layerTreeRoot().findLayers() if node.itemVisibilityChecked()}


def test_what_a_new_layer_covers_is_unticked_and_named(project):
    show_last(places("scored"), "places", ())
    said = show_last(places("gain"), "gain", ())
    assert shown() == {"gain"}
    assert said == "Unticked in the layer tree, because gain lies on it: scored."
    assert not project.layerTreeRoot().findLayers()[1].isExpanded()


def test_a_new_layer_below_an_old_one_is_shown_instead_of_it(project):
    scored, gain = places("scored"), places("gain")
    show_last(gain, "gain", ())
    show_last(scored, "places", ())
    assert shown() == {"scored"}


def test_of_one_run_the_uppermost_is_shown(project):
    scored, gain = places("scored"), places("gain")
    loaded = {scored.id(), gain.id()}
    show_last(gain, "gain", loaded)
    assert show_last(scored, "places", loaded) == ""
    assert shown() == {"gain"}


@pytest.mark.parametrize(
    ("west", "kind", "style"), [(900, "Polygon", "gain"), (0, "Point", "gain"), (0, "Polygon", "spots")]
)
def test_neighbours_and_other_kinds_stay(project, west, kind, style):
    show_last(places("scored"), "places", ())
    assert show_last(places("other", west, kind), style, ()) == ""
    assert shown() == {"scored", "other"}


def test_the_users_own_areas_stay(project):
    places("districts")
    show_last(places("scored"), "places", ())
    assert shown() == {"scored", "districts"}


def test_what_the_user_has_unticked_is_not_named(project):
    show_last(places("scored"), "places", ())
    project.layerTreeRoot().findLayers()[0].setItemVisibilityChecked(False)
    assert show_last(places("gain"), "gain", ()) == ""
