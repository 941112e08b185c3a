"""The pages of the algorithms: up to date, complete, self-contained, and opened by the Help button of a dialog."""

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

import blindspot
from blindspot.algorithms import reference_url
from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.models import MODELS
from blindspot.algorithms.provider import BlindspotProvider
from blindspot.algorithms.reference_example import example
from blindspot.algorithms.reference_page import reference_pages
from blindspot.algorithms.reference_url import REFERENCE
from blindspot.layers.translation import Translation

ALGORITHMS = [*(entry.id for entry in CATALOGUE), *(model.ID for model in MODELS)]


def algorithm_of(name):
    return QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")


def test_the_pages_are_those_of_the_algorithms_as_they_are():
    pages = reference_pages(QgsApplication.processingRegistry().providerById("blindspot"))
    written = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.html")}
    stale = sorted(name for name in pages.keys() | written.keys() if pages.get(name) != written.get(name))
    assert stale == [], "run scripts/reference, and look at what has changed"


@pytest.mark.parametrize("locale", [path.name for path in REFERENCE.iterdir() if path.is_dir()])
def test_the_pages_in_other_languages_are_those_of_the_algorithms_as_they_are(locale):
    translation = Translation()
    translation.install(locale)
    try:
        provider = BlindspotProvider()
        provider.loadAlgorithms()
        pages = reference_pages(provider)
    finally:
        translation.remove()
    written = {path.name: path.read_text(encoding="utf-8") for path in (REFERENCE / locale).glob("*.html")}
    stale = sorted(name for name in pages.keys() | written.keys() if pages.get(name) != written.get(name))
    assert stale == [], f"run scripts/reference {locale}"


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_help_button_opens_the_page(name):
    url = QUrl(algorithm_of(name).helpUrl())
    assert url.isLocalFile()
    assert url.toLocalFile() == str(REFERENCE / f"{name}.html")


def test_the_page_is_in_the_language_of_the_user_where_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(reference_url, "REFERENCE", tmp_path)
    for page in ("a.html", "zh_CN/a.html", "de_AT/a.html", "de/b.html"):
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).touch()
    for name, locale, page in (
        ("a", "zh_CN", "zh_CN/a.html"),
        ("a", "zh-Hans", "zh_CN/a.html"),
        ("a", "zh", "zh_CN/a.html"),
        ("a", "zh_TW", "a.html"),
        ("a", "de_AT", "de_AT/a.html"),
        ("a", "de_DE", "a.html"),
        ("b", "de_AT", "de/b.html"),
        ("a", "", "a.html"),
        ("a", "fi", "a.html"),
    ):
        assert reference_url.reference_page(name, locale) == tmp_path / page
    assert reference_url.reference_url("no such algorithm") == ""


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.open = [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            self.ids.append(values["id"])
        self.links += [values[key] for key in ("href", "src") if key in values]
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["index", *ALGORITHMS])
def test_a_page_has_everything_and_loads_nothing(name):
    page = _Page()
    text = (REFERENCE / f"{name}.html").read_text(encoding="utf-8")
    page.feed(text)
    page.close()
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert all((REFERENCE / link).is_file() for link in page.links)
    assert "url(" not in text
    if name != "index":
        algorithm = algorithm_of(name)
        names = [each.name() for each in (*algorithm.parameterDefinitions(), *algorithm.outputDefinitions())]
        assert all(f">{each}</code>" in text for each in names)
        assert "<h2>Advanced parameters</h2>" in text or name in (
            "repeatrun",
            "impactassessment",
            "consulteffect",
            "verifytrail",
        )


def test_a_row_has_type_unit_default_and_choices():
    page = " ".join((REFERENCE / "scoregaps.html").read_text(encoding="utf-8").split())
    cell = r"</code></th><td>length<br/><small>at least 0.01</small></td><td>m</td><td>50</td><td>The side of a square"
    assert f"Cell size<code>CELL_SIZE{cell}" in page
    assert "<li>1: Hexagon</li>" in page
    assert re.search(r"WATCH_START</code></th><td>time of day</td><td></td><td>22:00</td>", page)
    assessed = (REFERENCE / "assessplan.html").read_text(encoding="utf-8")
    assert "<td>as recorded, otherwise 120</td>" in assessed


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_example_gives_what_must_be_given(name):
    algorithm = algorithm_of(name)
    values = example(algorithm)
    assert set(values) <= {each.name() for each in algorithm.parameterDefinitions()}
    for definition in algorithm.parameterDefinitions():
        needed = definition.defaultValue() is None and not definition.flags() & definition.Flag.FlagOptional
        assert not needed or values[definition.name()]


@pytest.mark.parametrize("name", [entry.id for entry in CATALOGUE])
def test_the_help_beside_the_dialog_is_short_and_the_page_has_all_of_it(name):
    algorithm = algorithm_of(name)
    short, whole = algorithm.shortHelpString(), algorithm.full_help()
    assert "<!--" not in short + whole
    assert len(short) <= len(whole) + 60
    assert len(re.sub("<[^>]*>", "", short)) < 2200
    for paragraph in re.findall("<p>.*?</p>", short):
        assert paragraph in whole or "Help button" in paragraph


def test_the_script_writes_the_pages_and_removes_old_ones(tmp_path):
    path = Path(blindspot.__file__).parent / "scripts" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    (tmp_path / "gone.html").touch()
    (tmp_path / "notes.md").touch()
    script.write(tmp_path, {"a.html": "ä", "index.html": ""})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.html", "index.html", "notes.md"]
    assert (tmp_path / "a.html").read_bytes() == "ä".encode()
