"""The list of blind spots, and how far the map zooms to one."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from blindspot.ui.spot_list import SpotList, ranked_spots
from blindspot.ui.zoom import zoom_and_flash
from small_layers import shape_layer

FIELDS = (("rank", "Int"), ("name", "QString"), ("near", "QString"), ("spot_id", "QString"), ("priority", "Double"))
SQUARE = "Polygon ((0 0, 20 0, 20 20, 0 20, 0 0))"


def spots(*rows) -> QgsVectorLayer:
    return shape_layer([SQUARE] * len(rows), fields=FIELDS, rows=[list(row) for row in rows])


def test_spots_are_listed_by_rank_under_their_own_name_or_what_is_near():
    layer = spots(
        (3, None, None, "s3", 1.5), (1, "Quay", "near Mill", "s1", 12345.0), (2, None, "near Mill", "s2", 2.0)
    )
    found = SpotList()
    found.show_spots(ranked_spots(layer))
    rows = [[found.topLevelItem(row).text(column) for column in range(3)] for row in range(3)]
    assert rows == [["1", "Quay", "12,345"], ["2", "near Mill", "2"], ["3", "Spot s3", "1.5"]]
    chosen = []
    found.chosen.connect(chosen.append)
    found.itemActivated.emit(found.topLevelItem(0), 0)
    assert layer.getFeature(chosen[0])["rank"] == 1


@pytest.mark.parametrize("crs", ["EPSG:32633", "EPSG:4326"])
def test_a_small_spot_is_shown_with_some_hundred_metres_around(qgis_canvas, crs):
    layer = shape_layer(["Polygon ((500000 5500000, 500020 5500000, 500020 5500020, 500000 5500000))"])
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    zoom_and_flash(qgis_canvas, layer, 1)
    metres = qgis_canvas.extent().height() * (111_000 if crs == "EPSG:4326" else 1)
    assert 200 < metres < 1500
