"""The templates: names are always text and never markup; pages load nothing; a missing value is an error."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import shapely
from jinja2 import StrictUndefined, UndefinedError
from small_report import content

from blindspot.engine.gain.assessment import Assessment
from blindspot.engine.pages import gain_page, labels, profile_page, report_page
from blindspot.engine.pages.gain_map import GainMap
from blindspot.engine.pages.html import TEMPLATES, environment, fixed, percent, render, thousands
from blindspot.engine.pages.impact_page import plain
from blindspot.engine.places.place_names import PlaceName
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score.coverage_profile import SLOTS, Profile
from blindspot.engine.score.score import Scores

HARMLESS = "Quay"
HOSTILE = (
    "<script>alert(1)</script>",
    "</svg></table></body><h1>",
    "</style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "a & b &lt; &#60; &amp;",
    "{{ 7 * 7 }}{% raw %}{# gone #}",
    "--><![CDATA[ <b> ]]>",
    "10% {} %s \\ \N{SNOWMAN} \N{RIGHT-TO-LEFT OVERRIDE}",
)
VOID = ("meta", "br")


class Reader(HTMLParser):
    """Parses a page like a browser: counts elements by their attributes, and collects the text outside of style sheets.
    Fails on an element that is closed but not open, or still open at the end."""

    def __init__(self, html: str):
        super().__init__()
        self.elements, self.text, self.open = Counter(), [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements[tag, tuple(sorted(name for name, _ in attributes))] += 1
        self.text += [value for name, value in attributes if name in ("title", "aria-label")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")


def scores(gap) -> Scores:
    gap = np.array(gap, float)
    return Scores(gap, gap, *[np.zeros(len(gap))] * 9, np.zeros((len(gap), 2)), gap > 1)


def gain_html(name=HARMLESS, flights=2, shapes=True, notes=1, facts=1, after=(0.6, 1.0, 0.4)) -> str:
    """A report in which every text that can come from a user is `name`."""
    found = Assessment(scores([1, 0.9, 0.5]), scores(after), np.ones(3))
    rows = np.ones(flights)
    names = [name] * flights
    flown = gain_page.Flown(names, names, names, 10 * rows, rows, rows.astype(int), rows, rows > 0, True, 4, name)
    lines = [np.array([[0.0, 0.0], [50.0 * i, 90.0]]) for i in range(1, flights + 1)]
    geometries = np.array([shapely.box(0, 0, 50, 50), shapely.Point(90, 9), shapely.LineString([(0, 0), (9, 90)])])
    places = places_from_geometries(geometries, 25.0) if shapes else point_places([0.0, 50, 100], [0.0, 0, 0])
    gain_map = GainMap(places, geometries if shapes else None, 25.0, found.gain, lines, names, names)
    sentences = gain_page.finding(found, flown) + gain_page.finding(found, None, (name, name))
    return gain_page.page(
        name,
        found,
        flown,
        sentences,
        [name] * notes,
        gain_map,
        lambda place: PlaceName(name, name, is_position=True),
        [(name, name)] * facts,
    )


def profile_html(name=HARMLESS, places=1, notes=1, facts=1, first_hour=22) -> str:
    gap = np.where(np.arange(SLOTS) % 24 < 6, np.nan, np.linspace(0.2, 0.9, SLOTS))
    watch_hours = np.where(np.isnan(gap), 0.0, 4.0)
    each = Profile(np.tile(gap, (places, 1)), np.ones((places, SLOTS)), watch_hours)
    listed = profile_page.PlaceList([PlaceName(name, name)] * places, each, places)
    total = Profile(gap, np.ones(SLOTS), watch_hours)
    return profile_page.page(name, total, [(name, name)] * facts, [name] * notes, first_hour, listed)


def report_html(name=HARMLESS) -> str:
    return report_page.page(content(name))


@pytest.fixture
def names_of_days(monkeypatch):
    """Sets what the profile calls the days of the week, and the hours without a gap."""

    def called(name: str) -> None:
        monkeypatch.setattr(profile_page, "short_day_name", lambda day: name)
        monkeypatch.setattr(profile_page, "day_name", lambda day: name)
        monkeypatch.setattr(profile_page, "NO_MOMENT", name)
        monkeypatch.setattr(profile_page, "hour_span", lambda slot: name)

    return called


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("shapes", [True, False])
def test_a_name_in_the_report_of_a_plan_is_text(hostile, shapes):
    expected, found = (Reader(gain_html(name, shapes=shapes)) for name in (HARMLESS, hostile))
    assert found.elements == expected.elements
    assert sum(text.count(hostile) for text in found.text) == sum(text.count(HARMLESS) for text in expected.text) > 20


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_in_the_report_of_a_profile_is_text(hostile, names_of_days):
    read = []
    for name in (HARMLESS, hostile):
        names_of_days(name)
        read.append(Reader(profile_html(name)))
    expected, found = read
    assert found.elements == expected.elements
    assert sum(text.count(hostile) for text in found.text) == sum(text.count(HARMLESS) for text in expected.text) > 400


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_in_the_whole_report_is_text(hostile):
    expected, found = (Reader(report_html(name)) for name in (HARMLESS, hostile))
    assert found.elements == expected.elements
    assert sum(text.count(hostile) for text in found.text) == sum(text.count(HARMLESS) for text in expected.text) > 100


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_on_a_map_is_text(hostile, monkeypatch):
    monkeypatch.setattr(labels, "LONGEST", 99)
    gain_map = GainMap(point_places([0.0, 900.0], [0.0, 600.0]), None, 50.0, np.ones(2))
    read = []
    for name in (HARMLESS, hostile):
        drawing = gain_map.drawing(labels.Named(np.array([[100.0, 300.0]]), [name], ["gain"]))
        read.append(Reader(environment().get_template("map.svg.j2").module.map(drawing).strip()))
    assert read[1].elements == read[0].elements
    assert hostile in read[1].text


@pytest.mark.parametrize("made", [gain_html, profile_html, report_html])
@pytest.mark.parametrize("name", [HARMLESS, *HOSTILE])
def test_a_page_is_well_formed_and_loads_nothing(made, name):
    html = made(name)
    tree = ElementTree.fromstring(html)
    assert [child.tag for child in tree] == ["head", "body"]
    assert not {"script", "link", "iframe", "object", "embed", "base", "form", "a"} & {e.tag for e in tree.iter()}
    names = {attribute for element in tree.iter() for attribute in element.attrib}
    assert not {n for n in names if n.startswith("on")} | ({"src", "action", "xlink:href"} & names)
    links = [element.get("href") for element in tree.iter() if element.get("href")]
    assert all(link.startswith("data:image/png;base64,") for link in links)
    (style,) = (element.text for element in tree.iter("style"))
    assert not re.search(r"https?:|//|@import|url\(", style)
    (policy,) = (meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize(
    "html",
    [
        lambda: gain_html(flights=0, notes=0, facts=0),
        lambda: gain_html(flights=0, shapes=False, after=(1.0, 0.9, 0.5)),
        lambda: profile_html(places=0, notes=0, facts=0, first_hour=0),
    ],
)
def test_empty_lists_make_a_page(html):
    ElementTree.fromstring(html())
    Reader(html())


@pytest.mark.parametrize(
    ("module", "made"), [(gain_page, gain_html), (profile_page, profile_html), (report_page, report_html)]
)
def test_a_missing_value_of_a_template_is_an_error(monkeypatch, module, made):
    given = {}
    monkeypatch.setattr(module, "render", lambda template, **values: given.update(values, template=template) or "")
    made()
    template = given.pop("template")
    assert len(given) >= 8
    render(template, **given)
    for name in given:
        with pytest.raises(UndefinedError, match=name):
            render(template, **{other: value for other, value in given.items() if other != name})


def test_every_template_is_escaped_and_none_disables_it():
    made = environment()
    made.filters["plain"] = plain  # of text that is no HTML
    assert made.autoescape is True
    assert made.undefined is StrictUndefined
    assert len(made.list_templates()) == len(list(TEMPLATES.iterdir())) == 26
    for name in made.list_templates():
        made.get_template(name)
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        if name != "reference.html.j2":  # has the plugin's own help, and nothing of a user
            assert not re.search(r"\|\s*safe|autoescape|xmlattr|Markup", text), name


def test_the_templates_are_in_the_plugin_s_zip():
    root = Path(gain_page.__file__).resolve().parents[2]
    (archived,) = re.findall(r"__init__\.py plugin\.py .*", (root / "scripts" / "package").read_text(encoding="utf-8"))
    assert TEMPLATES.relative_to(root).parts[0] in archived.split()


def test_numbers_are_written_short():
    assert (fixed(0.12345, 3), fixed(2, 1)) == ("0.123", "2.0")
    assert [percent(share) for share in (0.0049, 0.005, 0.234, 1)] == ["<1", "<1", "23", "100"]
    assert (thousands(1234567), thousands(np.int64(12))) == ("1,234,567", "12")
