"""Layers of routes to flights: places, times, names and widths are the layer's, and what cannot be flown is counted."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from blindspot.engine.errors import UserError
from blindspot.layers.crs import transform_xy
from blindspot.layers.flights import read_flights
from small_layers import saved, shape_layer, source_of

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
CONTEXT = QgsCoordinateTransformContext()
FIELDS = (("drone", "Int"), ("sortie", "Int"), ("launch_site", "QString"), ("swath_m", "Double"))
GOOD = "LINESTRING ZM (500000 5500000 60 0, 500100 5500000 60 10, 500100 5500200 70 30)"


def routes(wkts, rows=None, kind="LineStringZM", fields=FIELDS, crs="EPSG:32633"):
    rows = rows or [[1, 1, "base", 60.0]] * len(wkts)
    return shape_layer(wkts, kind, crs, "routes", fields, rows)


def read(layer, crs=UTM, **options):
    return read_flights(source_of(layer, **options), crs, CONTEXT)


@pytest.mark.parametrize("as_file", [True, False])
def test_places_times_and_names_are_the_layers(tmp_path, as_file):
    layer = routes([GOOD, GOOD.replace(" 0,", " 5,")], [[1, 2, "base", 60.0], [2, None, None, None]])
    found = read(saved(layer, tmp_path / "routes.gpkg") if as_file else layer)
    assert found.lines[0].tolist() == [[500000, 5500000, 0, 0], [500100, 5500000, 0, 10], [500100, 5500200, 0, 30]]
    assert found.lines[1][:, 3].tolist() == [5, 10, 30]
    assert (found.drone, found.sortie, found.site) == (["1", "2"], ["2", ""], ["base", ""])
    assert found.swath.tolist() == pytest.approx([60, np.nan], nan_ok=True)
    assert found.notes == []


def test_another_crs_is_brought_over_and_times_stay():
    x, y = transform_xy(
        np.array([500_000.0, 500_100]),
        np.array([5.5e6, 5.5e6]),
        UTM,
        QgsCoordinateReferenceSystem("EPSG:4326"),
        CONTEXT,
    )
    wkt = f"LINESTRING M ({x[0]} {y[0]} 3, {x[1]} {y[1]} 13)"
    (line,) = read(routes([wkt], kind="LineStringM", crs="EPSG:4326")).lines
    assert line == pytest.approx(np.array([[500_000, 5.5e6, 0, 3], [500_100, 5.5e6, 0, 13]]), abs=1e-3)


def test_parts_are_flown_one_after_the_other_and_curves_are_straightened():
    wkt = "MULTILINESTRING M ((0 0 0, 100 0 10), (100 0 10, 100 100 20, 0 100 30))"
    (line,) = read(routes([wkt], kind="MultiLineStringM")).lines
    assert line[:, [0, 1, 3]].tolist() == [[0, 0, 0], [100, 0, 10], [100, 0, 10], [100, 100, 20], [0, 100, 30]]
    with_z = "MULTILINESTRING ZM ((0 0 9 0, 100 0 9 10), (100 0 9 10, 100 100 9 20, 0 100 9 30))"
    (zm,) = read(routes([with_z], kind="MultiLineStringZM")).lines
    assert zm[:, 3].tolist() == [0, 10, 10, 20, 30]
    arc = "CIRCULARSTRING M (0 0 0, 100 100 10, 200 0 20)"
    (bow,) = read(routes([arc], kind="CircularStringM")).lines
    assert len(bow) > 10
    assert np.hypot(bow[:, 0] - 100, bow[:, 1]) == pytest.approx(100, abs=0.5)
    assert (np.diff(bow[:, 3]) >= 0).all()


BAD = {
    None: "1 route left out: no geometry",
    "LINESTRING ZM EMPTY": "1 route left out: no geometry",
    GOOD.replace("60 10", "60 9e12"): "without a usable position or time",
    GOOD.replace("60 10", "60 40"): "times (M) that don't rise",
    GOOD.replace("60 10", "60 0"): "times (M) that don't rise",
}


@pytest.mark.parametrize("wkt", BAD)
def test_what_cannot_be_flown_is_left_out_and_counted(wkt):
    found = read(routes([GOOD, wkt], [[1, 1, "a", 60.0], [2, 1, "b", 30.0]]))
    assert (len(found.lines), found.drone, found.site, found.swath.tolist()) == (1, ["1"], ["a"], [60])
    (note,) = found.notes
    assert BAD[wkt] in note
    with pytest.raises(UserError, match=r"routes has no valid route\. routes: 2 routes left out"):
        read(routes([wkt, wkt]))


def test_standing_still_and_a_moment_without_a_move_can_be_flown():
    wkt = "LINESTRING M (0 0 0, 0 0 60, 0.001 0 60, 100 0 70)"
    assert len(read(routes([wkt], kind="LineStringM")).lines[0]) == 4


@pytest.mark.parametrize("swath", [0.0, -5.0, None])
def test_a_width_that_is_none_is_not_known(swath):
    assert np.isnan(read(routes([GOOD], [[1, 1, "a", swath]])).swath).all()


def test_fields_may_be_missing_or_of_another_type():
    found = read(routes([GOOD], [["alpha", "wide"]], fields=(("drone", "QString"), ("swath_m", "QString"))))
    assert (found.drone, found.sortie, found.site) == (["alpha"], [""], [""])
    assert np.isnan(found.swath).all()


def test_only_what_is_selected_or_filtered_is_read():
    layer = routes([GOOD] * 3, [[i, 1, "a", 60.0] for i in range(3)])
    layer.selectByExpression('"drone" = 1')
    assert read(layer, selected_only=True).drone == ["1"]
    assert read(layer, expression='"drone" > 1').drone == ["2"]
    layer.removeSelection()
    with pytest.raises(UserError, match="If you use a selection or a filter"):
        read(layer, selected_only=True)


def test_lines_without_times_or_a_crs_are_an_error():
    with pytest.raises(UserError, match="routes have no M values"):
        read(routes(["LINESTRING (0 0, 1 1)"], kind="LineString"))
    lost = routes([GOOD])
    lost.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(UserError, match="routes has no CRS"):
        read(lost)
