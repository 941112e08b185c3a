"""ROUTES and WAYPOINTS read back: every field that was written is read as it was, in the order flown."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext
from small_plan import ROUTE, WAYPOINT, T

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled, quiet
from blindspot.layers.features import LayerSource
from blindspot.layers.flight_plan import read_flight_plan
from small_layers import saved, shape_layer, source_of

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
CONTEXT = QgsCoordinateTransformContext()
LINE = f"LINESTRING ZM (500000 5500000 100 {T}, 500100 5500000 160 {T + 100})"
POINT = f"POINT ZM (500050 5500010 160 {T + 1})"


def layer_of(columns, wkts, kind, changes=None, without=()):
    """A layer of features that have the columns' values but for the changes of each."""
    fields = [(name, kind) for name, (kind, _) in columns.items() if name not in without]
    values = {name: value for name, (_, value) in columns.items() if name not in without}
    rows = [list((values | change).values()) for change in changes or [{}] * len(wkts)]
    return shape_layer(wkts, kind, "EPSG:32633", "plan", fields, rows)


def routes(wkts=(LINE,), changes=None, **more):
    return layer_of(ROUTE, wkts, "LineStringZM", changes, **more)


def waypoints(wkts=(POINT,), changes=None, **more):
    return layer_of(WAYPOINT, wkts, "PointZM", changes, **more)


def read(lines=None, points=None, crs=UTM, progress=quiet):
    return read_flight_plan(
        LayerSource.of(lines or routes()), LayerSource.of(points or waypoints()), None, crs, CONTEXT, progress
    )


@pytest.mark.parametrize("as_file", [True, False])
def test_every_field_is_read_as_it_was_written(tmp_path, as_file):
    lines, points = routes(), waypoints()
    if as_file:
        lines, points = saved(lines, tmp_path / "routes.gpkg"), saved(points, tmp_path / "waypoints.gpkg")
    found = read_flight_plan(source_of(lines), source_of(points), None, UTM, CONTEXT)
    assert (found.above_sea, found.notes) == (True, ())
    route, point = found.plan.routes, found.plan.waypoints
    assert (route.drone[0], route.sortie[0], route.launch_site[0]) == (2, 3, "base")
    assert (route.start[0], route.end[0]) == (T, T + 100)
    assert (route.duration_s[0], route.distance_m[0], route.energy_wh[0]) == (100.5, 201.5, 7.25)
    assert (route.priority[0], route.altitude_m[0], route.left_pct[0], route.swath_m[0]) == (4.75, 60, 33.5, 55)
    assert route.line[0].tolist() == [[500000, 5500000, 100, T], [500100, 5500000, 160, T + 100]]
    assert (point.drone[0], point.sortie[0], point.seq[0], point.action[0], point.spot_id[0]) == (2, 3, 1, "hover", "7")
    assert (point.arrive[0], point.leave[0]) == (T + 1, T + 61)
    assert (point.arrive_s[0], point.leave_s[0]) == (1, 61)
    assert (point.alt_agl_m[0], point.alt_amsl_m[0], point.speed_ms[0]) == (60, 160, 9.5)
    assert point.vertex[0].tolist() == [500050, 5500010, 160, T + 1]


def test_fields_that_are_missing_or_null_are_not_known():
    found = read(routes(changes=[{"energy_wh": None, "start": None}], without=("left_pct", "z_ref")))
    route = found.plan.routes
    assert np.isnan([route.energy_wh[0], route.start[0], route.left_pct[0]]).all()
    assert not found.above_sea


def test_waypoints_come_in_the_order_flown_whatever_that_of_the_rows():
    keys = [(2, 1, 1), (1, 2, 1), (1, 1, 10), (1, 1, 9), (1, 2, 2)]
    wkts = [f"POINT ZM ({500000 + i} 5500000 60 {i})" for i in range(len(keys))]
    points = waypoints(wkts, [{"drone": d, "sortie": s, "seq": q} for d, s, q in keys])
    found = read(points=points).plan.waypoints
    assert list(zip(found.drone, found.sortie, found.seq, strict=True)) == sorted(keys)
    assert (found.vertex[:, 0] - 500000).tolist() == [keys.index(key) for key in sorted(keys)]


def test_rows_without_a_line_or_a_number_are_left_out_and_counted():
    wkts = [LINE, None, LINE, f"LINESTRING ZM (500000 5500000 100 {T})"]
    found = read(routes(wkts, [{"drone": 1}, {"drone": 2}, {"drone": None}, {"drone": 4}]))
    assert found.plan.routes.drone.tolist() == [1]
    assert [note.removeprefix("plan: ") for note in found.notes] == [
        "2 features have no usable geometry and are left out.",
        "1 feature has no number in drone, sortie and is left out.",
    ]
    with pytest.raises(UserError, match="plan has no usable feature"):
        read(routes([None]))


def test_layers_that_are_no_plan_are_an_error():
    with pytest.raises(UserError, match="plan has no field seq"):
        read(points=waypoints(without=("seq",)))
    with pytest.raises(UserError, match="plan has no Z and M values"):
        read(layer_of(ROUTE, ["LINESTRING(0 0, 1 1)"], "LineString"))
    lost = routes()
    lost.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(UserError, match="plan has no CRS"):
        read(lost)


def test_progress_never_falls_and_cancel_is_heard():
    lines, points = routes([LINE] * 1500), waypoints([POINT] * 1500)
    shares = []
    read(lines, points, progress=shares.append)
    assert shares == sorted(shares)
    assert 0.5 <= shares[-1] <= 1

    def cancel(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        read(lines, points, progress=cancel)
