"""What the layers of a project are guessed to be."""

import pytest
from qgis.core import Qgis

from blindspot.ui.roles import AREA, DEMAND, FIXES, PRIVACY, SITES, ZONES, Candidate, candidate_of, guesses, unit_field
from small_layers import shape_layer

POINT, LINE, POLYGON = Qgis.GeometryType.Point, Qgis.GeometryType.Line, Qgis.GeometryType.Polygon


def layer(name, geometry=POINT, **more):
    return Candidate(name, name, geometry, **more)


def chosen(*candidates):
    return {role: guess.layers for role, guess in guesses(candidates).items() if guess.layers}


def test_points_with_times_are_fixes_and_nothing_else_is_guessed_without_a_name():
    found = guesses([layer("march", times=("time",), dated=True), layer("trees"), layer("parks", POLYGON)])
    assert (found[FIXES].layers, found[FIXES].why) == (("march",), "points with a time field")
    assert not any(found[role].layers for role in (AREA, DEMAND, SITES, ZONES))


def test_of_several_the_dated_ones_with_units_and_then_the_most():
    texts = layer("a", times=("time",), features=900)
    few = layer("b", times=("t",), dated=True, units=("unit",), features=5)
    many = layer("c", times=("t",), dated=True, units=("unit",), features=50)
    alone = layer("d", times=("t",), dated=True, features=5000)
    found = guesses([texts, few, alone, many])[FIXES]
    assert found.layers == ("c",)
    assert "of 4 layers" in found.why


def test_results_are_no_input_but_tracks_are():
    scored = layer("scored points", made_by="scoregaps", times=("last_seen",), dated=True)
    tracks = layer("tracks", LINE, has_m=True, made_by="preparetracks")
    assert chosen(scored, tracks) == {FIXES: ("tracks",)}
    assert chosen(scored, tracks, layer("gps", times=("time",)))[FIXES] == ("gps",)
    assert FIXES not in chosen(layer("routes", LINE, has_m=True, made_by="planroutes"))


@pytest.mark.parametrize(
    ("name", "geometry", "role"),
    [
        ("Launch sites", POINT, SITES),
        ("takeoff", POINT, SITES),
        ("起降点", POINT, SITES),
        ("No-fly zones", POLYGON, ZONES),
        ("nfz", POLYGON, ZONES),
        ("禁飞区", POLYGON, ZONES),
        ("Privacy places", POINT, PRIVACY),
        ("private homes", POLYGON, PRIVACY),
        ("隐私区域", POLYGON, PRIVACY),
        ("Districts", POLYGON, AREA),
        ("Station exits", POINT, DEMAND),
        ("Riverside", LINE, DEMAND),
        ("No-fly zones", POINT, None),
        ("Launch sites", POLYGON, None),
        ("river", LINE, None),
        ("database", POINT, None),
        ("embankment", LINE, None),
    ],
)
def test_roles_by_name_and_geometry(name, geometry, role):
    assert chosen(layer(name, geometry)) == ({role: (name,)} if role else {})


def test_posts_and_cameras_are_neither_demand_nor_fixes():
    """Demand around them would send patrols to what is watched already."""
    cameras = layer("Cameras at exits", times=("hours",), fields=("hours",))
    posts = layer("Posts at exits", times=("hours",), fields=("hours", "FOV"))
    assert chosen(cameras, posts, layer("监控点"), layer("Exits")) == {DEMAND: ("Exits",)}
    carried = layer("body cameras", times=("time",), dated=True)
    assert chosen(carried, cameras) == {FIXES: ("body cameras",)}


def test_no_layer_has_two_roles_and_the_truth_of_the_city_has_none():
    found = chosen(
        layer("exits with drones depots"),
        layer("Truth: exits nobody patrols"),
        layer("真值：无人巡逻的出口（模拟）"),
        layer("exits", fields=("drones",)),
    )
    assert found == {SITES: ("exits with drones depots",), DEMAND: ("exits",)}


def test_fields_that_sound_like_times():
    fields = [(name, "QString") for name in ("patrol_mandate", "gps_time", "时间", "name")]
    layer = shape_layer(["Point (1 2)"], "Point", fields=fields, rows=[["x", "y", "z", "n"]])
    found = candidate_of(layer)
    assert (found.times, found.dated, found.units) == (("gps_time", "时间"), False, ("patrol_mandate",))


def test_the_unit_field_is_only_guessed_where_it_is_certain():
    assert unit_field(layer("a", units=("officer_id",))) == "officer_id"
    assert unit_field(layer("a", units=("vehicle", "Unit"))) == "Unit"
    assert unit_field(layer("a", units=("vehicle", "officer"))) == ""
    assert unit_field(layer("a")) == ""
    assert unit_field(layer("a", units=("patrol_id", "patrol_transport", "patrol_mandate", "team"))) == "patrol_id"
    assert unit_field(layer("a", units=("user_id", "device_id"))) == ""


def test_the_unit_field_is_said():
    why = guesses([layer("a", times=("t",), units=("unit",))])[FIXES].why
    assert why == "points with a time field, units in unit"
