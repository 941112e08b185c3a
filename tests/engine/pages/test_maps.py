"""The maps of reports: names that do not cover each other, the background, the frame."""

import base64
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
import shapely

from blindspot.engine.drones.colours import drone_colour
from blindspot.engine.pages.flown_lines import FlownLines
from blindspot.engine.pages.gain_map import GainMap
from blindspot.engine.pages.gain_page import marked
from blindspot.engine.pages.gaps_map import GapsMap
from blindspot.engine.pages.html import environment
from blindspot.engine.pages.labels import Named, placed
from blindspot.engine.pages.sheet import Sheet
from blindspot.engine.places.place_names import PlaceName
from blindspot.engine.places.places import point_places

NOT_FLOWN = FlownLines()
SHEET = Sheet.around((0.0, 0.0, 10_000.0, 6000.0))


def svg_of(drawing) -> ElementTree.Element:
    return ElementTree.fromstring(environment().get_template("map.svg.j2").module.map(drawing).strip())


def boxes(labels) -> list[tuple[float, float, float, float]]:
    found = []
    for label in labels:
        if label.text:
            wide = 7.6 * len(label.text)
            left = label.text_x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
            found.append((left, label.text_y - 13, left + wide, label.text_y + 3))
    return found


@pytest.mark.parametrize("count", [2, 5, 40])
def test_names_do_not_cover_each_other_and_stay_on_the_map(count):
    rng = np.random.default_rng(count)
    xy = rng.uniform([0, 0], [10_000, 6000], (count, 2))
    labels = placed(SHEET, Named(xy, [f"near Exit {i} of somewhere" for i in range(count)], ["gain"] * count))
    assert len(labels) == count
    found = boxes(labels)
    assert len(found) >= min(count, 8)
    for i, (left, top, right, bottom) in enumerate(found):
        assert 0 < left < right < SHEET.width
        assert 0 < top < bottom < SHEET.height
        for other in found[:i]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_the_first_names_win_and_others_keep_their_symbol():
    xy = np.full((20, 2), 3000.0)
    labels = placed(SHEET, Named(xy, ["A name"] * 20, ["spot"] * 20))
    assert labels[0].text
    assert not labels[-1].text
    assert {label.mark for label in labels} == {"spot"}


def test_a_long_name_is_shortened():
    (label,) = placed(SHEET, Named(np.array([[5000.0, 3000.0]]), ["x" * 80], ["gain"]))
    assert label.text == "x" * 33 + "…"


def test_the_background_is_asked_for_the_extent_of_the_sheet_and_lies_below():
    asked = []

    def draws(extent, width, height):
        asked.append((extent, width, height))
        return b"png"

    places = point_places([25.0, 9975.0], [25.0, 5975.0])
    gain_map = GainMap(places, None, 50.0, np.array([1.0, 0.0]), draws=draws)
    svg = svg_of(gain_map.drawing())
    ((west, south, east, north), width, height) = asked[0]
    assert (east - west) / (north - south) == pytest.approx(width / height, rel=1e-3)
    images = list(svg.iter("image"))
    assert base64.b64decode(images[0].get("href").partition(",")[2]) == b"png"
    assert (float(images[0].get("x")), float(images[0].get("y"))) == (pytest.approx(0, abs=0.01),) * 2
    assert float(images[0].get("width")) == pytest.approx(float(svg.get("viewBox").split()[2]), abs=1)
    assert len(images) == 2  # places are drawn after it
    assert "no change" not in [what for what, _ in gain_map.key]


def test_without_a_background_there_is_none():
    for draws in (None, lambda extent, width, height: b""):
        svg = svg_of(GainMap(point_places([25.0], [25.0]), None, 50.0, np.ones(1), draws=draws).drawing())
        assert len(list(svg.iter("image"))) == 1


def test_every_map_has_a_scale_and_an_arrow_to_the_north():
    texts = [
        text.text
        for text in svg_of(GainMap(point_places([25.0], [25.0]), None, 50.0, np.ones(1)).drawing()).iter("text")
    ]
    assert "N" in texts
    assert any(re.fullmatch(r"\d+ k?m", text) for text in texts)


def test_marks_tell_what_gains_from_what_stays_worst():
    places = point_places(np.arange(30) * 50.0, np.zeros(30))
    gain, left = np.zeros(30), np.zeros(30)
    gain[[3, 4]], left[[4, 5]] = 1.0, 1.0
    gain_map = GainMap(places, None, 50.0, gain)
    named = marked(gain, left, gain_map, lambda place: PlaceName(f"place {place}"))
    assert dict(zip(named.texts, named.marks, strict=True)) == {
        "place 4": "both",
        "place 5": "left",
        "place 3": "gain",
    }
    assert named.xy[named.texts.index("place 4")].tolist() == [200.0, 0.0]


def gaps_map(flown=NOT_FLOWN, spots=2) -> GapsMap:
    x = np.arange(20) * 50.0 + 25
    shapes = shapely.box(x - 25, 0, x + 25, 50)
    return GapsMap(shapes, 50.0, np.linspace(0, 1, 20), shapes[-spots:][::-1], ("Quay", "")[:spots], flown)


def test_two_drones_on_one_leg_are_both_seen():
    leg = np.array([[0.0, 0, 0, 0], [500.0, 40, 0, 9]])
    first, second = gaps_map(FlownLines([leg, leg], ["1", "2"], ["", ""])).drawing("about").routes
    assert first.width - second.width > 2.8  # the white outline of the second one, and the first one beside it
    alike = gaps_map(FlownLines([leg, leg + 90], ["1", "2"], ["", ""])).drawing("about").routes
    assert alike[0].width == alike[1].width


def test_spots_have_their_rank_and_name():
    drawing = gaps_map().drawing("about")
    assert [label.text for label in drawing.labels] == ["1 Quay", "2"]
    assert len(drawing.outlines) == 2
    assert [label.text for label in gaps_map().drawing("about", names=False).labels] == ["1", "2"]


def test_routes_have_the_colours_of_their_drones_and_places_below_are_faint():
    flown = FlownLines([np.array([[0.0, 0, 0, 0], [500.0, 40, 0, 9]])], ["3"], ["Depot"])
    drawing = gaps_map(flown).drawing("about")
    assert [route.colour for route in drawing.routes] == [drone_colour(3)]
    assert gaps_map(flown).flown.key == [("drone 3", drone_colour(3))]
    assert drawing.picture.png != gaps_map().drawing("about").picture.png


def test_a_map_of_spots_without_places():
    empty = np.empty(0, object)
    alone = GapsMap(empty, 0.0, np.empty(0), np.array([shapely.Point(5, 5)]), ("Quay",), FlownLines())
    drawing = alone.drawing("about")
    assert (drawing.picture, list(drawing.shapes), alone.colours) == (None, [], [])
    assert drawing.labels[0].text == "1 Quay"


def test_the_highest_priority_is_drawn_on_top():
    places = shapely.box(np.array([0.0, 300, 600]), 0, np.array([400.0, 700, 1000]), 500)
    found = GapsMap(places, 0.0, np.array([0.2, 1.0, 0.5]), np.empty(0, object), (), NOT_FLOWN)
    assert [shape.colour == found.colours[-1] for shape in found.drawing("about").shapes] == [False, False, True]
