"""A plan whose waypoints were moved is written into its layers, whatever their CRS: the sorties that changed alone."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext
from small_plan import ROUTE, WAYPOINT, T

from blindspot.engine.errors import UserError
from blindspot.layers.features import LayerSource
from blindspot.layers.flight_plan import read_flight_plan
from blindspot.layers.moved_plan import write_moved
from small_layers import shape_layer, utc

UTM, CONTEXT = QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateTransformContext()
METRES = (
    f"LINESTRING ZM (500000 5500000 100 {T}, 500100 5500000 160 {T + 100})",
    f"POINT ZM (500050 5500010 160 {T + 1})",
)

EARLIER = {"duration_s": 1.0, "distance_m": 1.0, "energy_wh": 1.0, "left_pct": 99.0, "end": utc(T + 9)}
EARLIER_POINT = {"arrive": utc(T), "leave": utc(T), "arrive_s": 0.0, "leave_s": 0.0, "alt_amsl_m": 0.0, "speed_ms": 1.0}
OTHER = {"drone": 1, "sortie": 1}


def layer_of(columns, kind, crs, wkt, *changes):
    fields = [(name, kind) for name, (kind, _) in columns.items()]
    values = {name: value for name, (_, value) in columns.items()}
    rows = [list((values | one).values()) for one in changes]
    return shape_layer([wkt] * len(changes), kind, crs, "plan", fields, rows)


def plan_of(lines, points):
    return read_flight_plan(LayerSource.of(lines), LayerSource.of(points), None, UTM, CONTEXT).plan


@pytest.fixture
def moved():
    """The plan after the move, of two sorties."""
    line, point = METRES
    crs = "EPSG:32633"
    return plan_of(
        layer_of(ROUTE, "LineStringZM", crs, line, {}, OTHER), layer_of(WAYPOINT, "PointZM", crs, point, {}, OTHER)
    )


@pytest.fixture
def before():
    """Routes and waypoints of two sorties as they were, in degrees."""
    line, point = f"LINESTRING ZM (15 49 0 {T}, 15 49.1 0 {T + 9})", f"POINT ZM (15 49 0 {T})"
    lines = layer_of(ROUTE, "LineStringZM", "EPSG:4326", line, EARLIER, EARLIER | OTHER)
    return lines, layer_of(WAYPOINT, "PointZM", "EPSG:4326", point, EARLIER_POINT, EARLIER_POINT | OTHER)


def test_positions_times_and_battery_are_written_as_one_edit_of_each_layer(before, moved):
    write_moved(*before, moved, [(2, 3)], UTM, CONTEXT)
    found = plan_of(*before)
    row, point = found.routes.drone.tolist().index(2), found.waypoints.drone.tolist().index(2)
    np.testing.assert_allclose(found.routes.line[row], moved.routes.line[0], atol=1e-3)
    np.testing.assert_allclose(found.waypoints.vertex[point], moved.waypoints.vertex[0], atol=1e-3)
    for name in ("duration_s", "distance_m", "energy_wh", "left_pct", "start", "end"):
        assert getattr(found.routes, name)[row] == getattr(moved.routes, name)[0], name
    for name in ("arrive", "leave", "arrive_s", "leave_s", "alt_amsl_m", "speed_ms"):
        assert getattr(found.waypoints, name)[point] == getattr(moved.waypoints, name)[0], name
    assert found.routes.left_pct[1 - row] == 99
    assert found.waypoints.leave_s[1 - point] == 0
    for layer in before:
        layer.undoStack().undo()
    undone = plan_of(*before)
    assert set(undone.routes.left_pct) == {99}
    assert set(undone.waypoints.speed_ms) == {1}


def test_a_layer_that_cannot_be_edited_is_named(before, moved):
    before[0].setReadOnly(True)
    with pytest.raises(UserError, match="plan cannot be edited"):
        write_moved(*before, moved, [(2, 3)], UTM, CONTEXT)
