"""The report on a gain: its sentences, map, chart and tables."""

import base64
import re
import struct
import xml.etree.ElementTree as ET
import zlib

import numpy as np
import pytest
import shapely

from blindspot.engine.drones.colours import drone_colour
from blindspot.engine.gain.assessment import Assessment
from blindspot.engine.pages.cell_picture import png
from blindspot.engine.pages.gain_map import GainMap
from blindspot.engine.pages.gain_page import (
    Flown,
    finding,
    gap_classes,
    gap_left_after_passes,
    gap_shares,
    page,
    place_lists,
)
from blindspot.engine.pages.html import amount, environment, share_text
from blindspot.engine.places.grid import Lattice, grid_near
from blindspot.engine.places.place_names import PlaceName
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score.score import Scores


def svg_of(gain_map: GainMap) -> str:
    return environment().get_template("map.svg.j2").module.map(gain_map.drawing()).strip()


def legend_of(gain_map: GainMap) -> str:
    return environment().get_template("map.svg.j2").module.legend(gain_map)


def scores(gap, low=None, visits=0) -> Scores:
    gap = np.array(gap, float)
    rest = [np.zeros(len(gap))] * 5
    visits = np.broadcast_to(visits, len(gap))
    low = gap if low is None else np.array(low, float)
    more = visits, visits, rest[0], np.zeros((len(gap), 2)), gap > 1
    return Scores(gap, low, visits, *rest, *more)


def assessment(before, after, demand=1.0, **more) -> Assessment:
    return Assessment(
        scores(before, more.get("low_before")),
        scores(after, more.get("low_after"), more.get("visits", 0)),
        np.broadcast_to(np.array(demand, float), len(before)),
    )


def flown(flights=2, every_watch=True, counts=None, **more) -> Flown:
    return Flown(
        more.get("name", [f"Drone {i + 1}, sortie 1" for i in range(flights)]),
        [str(i + 1) for i in range(flights)],
        more.get("site", ["Depot"] * flights),
        np.full(flights, 10.0),
        np.full(flights, 5.0),
        np.full(flights, 30),
        np.full(flights, 0.25),
        np.ones(flights, bool) if counts is None else np.array(counts),
        every_watch,
        4,
        "night",
    )


def test_the_headline():
    found = assessment([1, 1, 0.5], [0.6, 1, 0.4])
    head, *rest = finding(found, flown())
    assert (
        head
        == "Flown every night, these 2 flights would close 20 % of the priority, a gain of 0.025 for each drone-minute."
    )
    assert "from 2.5 to 2, by 0.5, with 20 minutes in the air a night" in rest[0]
    assert "0.833 before and 0.667 after" in rest[0]
    assert len(rest) == 1


def test_once_as_dated_counts_the_minutes_of_all_nights_and_of_the_period_alone():
    plan = flown(every_watch=False, counts=[True, False])
    assert plan.minutes_a_night == 10 / 4
    head = finding(assessment([1, 1, 0.5], [0.6, 1, 0.4]), plan)[0]
    assert (
        head
        == "Flown once, as dated, this flight would close 20 % of the priority, a gain of 0.2 for each drone-minute."
    )


def test_the_gain_that_is_certain_despite_outages_is_given():
    found = assessment([1, 1], [0.5, 1], low_before=[0.4, 0.4], low_after=[0.2, 0.4])
    assert "would still close 0.2." in finding(found, flown())[-1]


def test_a_plan_that_closes_nothing_says_so():
    assert finding(assessment([1, 1], [1, 1]), flown())[0] == (
        "Flown every night, these 2 flights would close nothing of the priority."
    )


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ([0.5, 0.5], "In the later period the priority is 50 % lower: 1 instead of 2."),
        ([1, 1], "The priority is the same in both periods: 2."),
    ],
)
def test_two_periods(after, says):
    sentences = finding(assessment([1, 1], after), None, ("March", "April"))
    assert sentences[:2] == [says, "Before: March. After: April."]
    worse = finding(assessment(after, [1, 1]), None, ("March", "April"))[0]
    assert ("100 % higher" in worse) == (after != [1, 1])


def test_the_gap_left_after_passes():
    found = assessment([1, 1, 1], [0.7, 0.9, 1], visits=[1, 1, 0])
    sentences = gap_left_after_passes(found, 7200, 7 * 3600, "night")
    assert "the 2 h before it (the revisit interval), of a watch of 7 h a night." in sentences
    assert "Half of the 2 places that drones pass keep a gap of 0.80 or more." in sentences
    assert "the 90 min before it" in gap_left_after_passes(found, 5400, 7 * 3600, "night")
    assert gap_left_after_passes(assessment([1], [1]), 7200, 7 * 3600, "night") == ""


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0.0 %"), (1e-5, "less than 0.1 %"), (0.031, "3.1 %"), (0.23, "23 %"), (1, "100 %"), (2.5, "250 %")],
)
def test_shares(share, text):
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1790.34, "1,790"), (226.15, "226"), (0.7657, "0.766"), (0, "0"), (1e-5, "0.00001"), (-1e-9, "0"), (-3.2, "-3.2")],
)
def test_amounts(value, text):
    assert amount(value) == text


def test_the_shares_of_demand_by_gap():
    shares = gap_shares(np.array([0, 0.1, 0.3, 0.99, 1.0]), np.array([1.0, 1, 2, 3, 3]))
    assert shares == pytest.approx(np.array([1, 1, 0, 2, 0, 0, 0, 0, 0, 3, 3]) / 10)
    assert gap_shares(np.array([0.2, 1.0]), np.zeros(2))[[2, 10]].tolist() == [0.5, 0.5]


def test_the_bars_are_as_tall_as_the_shares():
    gaps = gap_classes(assessment([1, 1, 1, 0.05], [1, 0.55, 0.55, 0.05]))
    svg = ET.fromstring(environment().get_template("gap_chart.svg.j2").module.gap_chart(gaps))
    bars = {
        look: [float(r.get("height")) for r in svg.iter("rect") if r.get("class") == look] for look in ("was", "is")
    }
    assert bars["was"] == pytest.approx([170 / 3, 170, 14], abs=0.1)  # the last one is the legend's
    assert bars["is"] == pytest.approx([170 / 3, 170 * 2 / 3, 170 / 3, 14], abs=0.1)


def read_png(data: bytes) -> np.ndarray:
    """(h, w, 4) of a PNG without filters."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(data[at + 4 : at + 8 + size])
        packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 4 * width)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 4)


def test_a_png_is_read_back():
    rgba = np.random.default_rng(0).integers(0, 256, (7, 5, 4), np.uint8)
    np.testing.assert_array_equal(read_png(png(rgba)), rgba)


def picture_of(gain_map: GainMap) -> tuple[np.ndarray, dict[str, float]]:
    image = ET.fromstring(svg_of(gain_map)).find("image")
    place = {name: float(image.get(name)) for name in ("x", "y", "width", "height")}
    return read_png(base64.b64decode(image.get("href").partition(",")[2])), place


def test_cells_are_painted_where_they_lie():
    # A row of three cells and one above the first; the route runs through their centres.
    places = point_places([25.0, 75, 125, 25], [25.0, 25, 25, 75])
    line = np.array([[25.0, 25], [125, 25]])
    gain_map = GainMap(places, None, 50.0, np.array([0, 1.0, 0.2, -1]), [line], ["1"], ["Depot"])
    rgba, place = picture_of(gain_map)
    assert rgba.shape == (2, 3, 4)
    assert (rgba[:, :, 3] > 0).tolist() == [[True, False, False], [True, True, True]]
    blue, pale, red = (rgba[1, 1].astype(int), rgba[1, 2].astype(int), rgba[0, 0].astype(int))
    assert blue[2] > blue[0]
    assert pale.sum() > blue.sum()
    assert red[0] > red[1]
    start = re.search(r'<path d="M([\d.]+) ([\d.]+)L[^"]*" fill="none" stroke="#fff"', svg_of(gain_map))
    x, y = map(float, start.groups())
    assert x == pytest.approx(place["x"] + place["width"] / 6, abs=0.2)
    assert y == pytest.approx(place["y"] + place["height"] * 3 / 4, abs=0.2)


def test_a_city_of_cells_stays_small():
    rng = np.random.default_rng(1)
    grid = grid_near(*rng.uniform(0, 20_000, (2, 800)), Lattice(50.0), 500.0)
    assert len(grid) > 100_000
    lines = [np.column_stack([rng.uniform(0, 20_000, (3000, 2)), np.zeros((3000, 2))]) for _ in range(6)]
    gain_map = GainMap(grid.places, None, 50.0, rng.exponential(1, len(grid)), lines, list("112233"), [""] * 6)
    rgba, _ = picture_of(gain_map)
    assert max(rgba.shape) <= 402
    assert len(svg_of(gain_map)) < 1_000_000


def test_the_map_shows_where_something_changes():
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(600), np.arange(400)))
    places = point_places(column * 50.0 + 25, row * 50.0 + 25)
    change = np.where((abs(column - 300) < 5) & (abs(row - 100) < 5), 1.0, 0.0)
    rgba, place = picture_of(GainMap(places, None, 50.0, change))
    assert max(rgba.shape) < 40
    assert place["width"] > 900  # the sheet is full
    blue = (rgba[:, :, 2] > rgba[:, :, 0] + 20) & (rgba[:, :, 3] > 0)
    assert blue.sum() == 81


@pytest.mark.parametrize("hole", [False, True])
def test_shapes_are_drawn_one_by_one(hole):
    zone = shapely.box(0, 0, 1000, 500)
    if hole:
        zone = zone.difference(shapely.box(100, 100, 300, 300))
    shapes = np.array([zone, shapely.LineString([(0, 600), (900, 700)]), shapely.Point(500, 800)])
    places = places_from_geometries(shapes, 25.0)
    svg = ET.fromstring(svg_of(GainMap(places, shapes, 25.0, np.array([0.5, 0.1, 0.0]))))
    drawn = [path.get("d").count("M") for path in svg.iter("path") if path.get("fill-rule")]
    assert drawn == [1 + hole]
    assert len(list(svg.iter("circle"))) == 1
    assert svg.find("image") is None


@pytest.mark.parametrize(
    ("x", "name", "before_it"),
    [
        (100, "Depot", False),
        (600, "Depot", False),
        (600, "A depot whose name is as long as a whole sentence", True),
        (900, "", True),
    ],
)
def test_the_name_of_a_launch_site_stays_on_the_map(x, name, before_it):
    places = point_places([0.0, 1000.0], [0.0, 400.0])
    gain_map = GainMap(places, None, 50.0, np.ones(2), [np.array([[x, 100.0], [x, 300.0]])], ["1"], [name])
    (site,) = gain_map.drawing().sites
    assert (site.name, site.at_the_right) == (name, before_it)
    texts = [(t.text, t.get("text-anchor")) for t in ET.fromstring(svg_of(gain_map)).iter("text")]
    assert ((name, "end" if before_it else "start") in texts) is bool(name)


def test_drones_have_their_colours_and_many_sites_have_no_names():
    places = point_places([0.0, 1000.0], [0.0, 400.0])
    lines = [np.array([[100.0 * i, 100], [100.0 * i, 300]]) for i in range(9)]
    gain_map = GainMap(places, None, 50.0, np.ones(2), lines, list("123456789"), ["Depot"] * 9)
    assert [route.colour for route in gain_map.drawing().routes] == [drone_colour(i + 1) for i in range(9)]
    shared = [f"drone {i}" for i in range(2, 9)]
    assert [what for what, _ in gain_map.drone_colours] == ["drones 1, 9", *shared]
    assert "Depot" not in svg_of(gain_map)
    few = GainMap(places, None, 50.0, np.ones(2), lines[:3], ["2", "", "2"], ["Depot", "Mill", "Yard"])
    assert [what for what, _ in few.drone_colours] == ["drone 2", "route"]
    assert [route.colour for route in few.drawing().routes] == [
        dict(few.drone_colours)[w] for w in ("drone 2", "route", "drone 2")
    ]


def test_points_are_drawn_above_the_routes_and_areas_below():
    shapes = shapely.points([[0.0, 0.0], [500.0, 300.0]])
    line = [np.array([[0.0, 0.0], [500.0, 300.0]])]
    for some, first in ((shapes, "path"), (shapely.buffer(shapes, 50), "shape")):
        gain_map = GainMap(places_from_geometries(some, 25.0), some, 25.0, np.ones(2), line, ["1"], [""])
        kinds = ["path" if e.get("stroke-linejoin") else "shape" for e in list(ET.fromstring(svg_of(gain_map)))[1:]]
        assert kinds[0] == first


def test_one_place_and_one_vertex_make_a_map():
    gain_map = GainMap(point_places([5.0], [5.0]), None, 50.0, np.zeros(1), [np.zeros((1, 4))], [""], [""])
    ET.fromstring(svg_of(gain_map))
    assert "no change" in legend_of(gain_map)


def whole_page(found, plan, **more) -> str:
    n = len(found.demand)
    gain_map = GainMap(point_places(np.arange(n) * 50.0, np.zeros(n)), None, 50.0, found.gain)
    facts = [("Made by", "Blindspot <1>")]
    sentences = finding(found, plan, ("a", "b"))
    return page(
        more.get("title", "Plan & more"),
        found,
        plan,
        sentences,
        ["Beware <of this>."],
        gain_map,
        lambda place: PlaceName(str(place)),
        facts,
    )


def test_the_page_contains_all_texts_it_is_given():
    text = whole_page(assessment([1, 1, 0.5], [0.6, 1, 0.4]), flown(site=["<Depot>", "Mill"]))
    sentences = " ".join(ET.fromstring(text).itertext())
    for expected in ("Plan & more", "Beware <of this>.", "<Depot>", "Blindspot <1>", "Places that stay worst"):
        assert expected in sentences
    assert "Places that lose most" not in sentences


def test_places_are_listed_by_gain_and_by_priority_left():
    before = np.linspace(0.9, 1, 40)
    text = whole_page(assessment(before, before - np.arange(40) / 100), flown())
    gains, left = (text.partition(title)[2].partition("</table>")[0] for title in ("gain most", "stay worst"))
    assert re.findall(r"<tr><td>(\d+)", gains) == [str(i) for i in range(39, 24, -1)]
    assert re.findall(r"<tr><td>(\d+)", left) == [str(i) for i in range(15)]


def test_amounts_are_below_their_headings():
    found = assessment([1, 0.9, 0.5], [0.2, 0.8, 0.6], [1, 2, 1])
    rows = {
        (each.title, row.name.text): dict(zip(each.whats, np.round(row.amounts, 6).tolist(), strict=True))
        for each in place_lists(found, lambda place: PlaceName("abc"[place]))
        for row in each.rows
    }
    assert rows["Places that gain most", "a"] == {"Gain": 0.8, "Priority left": 0.2}
    assert rows["Places that lose most", "c"] == {"Loss": 0.1, "Priority left": 0.6}
    assert rows["Places that stay worst", "b"] == {"Gain": 0.2, "Priority left": 1.6}


def test_ties_are_counted():
    text = whole_page(assessment(np.ones(40), np.ones(40)), flown())
    assert "<h2>Places that gain most</h2>\n<p>None.</p>" in text
    assert "25 more places have the same value as the last one in this list." in text


def test_periods_that_differ_both_ways_list_gains_and_losses():
    text = whole_page(assessment([0.5, 0.5], [0.2, 0.9]), None)
    assert "Places that lose most" in text
    assert "<h2>Flights</h2>" not in text
