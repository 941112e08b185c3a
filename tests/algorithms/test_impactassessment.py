"""blindspot:impactassessment through processing.run, on results of the sample city."""

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from small_layers import point_layer, walk_rows

ARCHIVE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "city.gpkg.zip"

QUICK = {"MAX_ITERATIONS": 5, "OBJECTIVE": 1, "DRONES": 1}


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("persons_home")


@pytest.fixture
def results(city) -> list[str]:
    """The outputs of the chain from fixes to exposure."""
    import processing

    names = ("tracks", "scored", "spots", "routes", "exposed")
    paths = {name: str(city / f"{name}.gpkg") for name in names}
    if Path(paths["exposed"]).exists():
        return list(paths.values())
    data = zipfile.ZipFile(ARCHIVE).extract("city.gpkg", city)
    layer = {name: f"{data}|layername={name}" for name in ("fixes", "districts", "launch_sites", "exits")}
    made = (
        ("preparetracks", {"INPUT": layer["fixes"], "UNIT_FIELD": "unit", "TIMEZONE": "Asia/Shanghai"}, "OUTPUT"),
        ("scoregaps", {"INPUT": paths["tracks"], "AREA": layer["districts"], "CELL_SIZE": 250}, "OUTPUT"),
        ("findblindspots", {"INPUT": paths["scored"]}, "OUTPUT"),
        ("planroutes", {"BLIND_SPOTS": [paths["spots"]], "LAUNCH_SITES": layer["launch_sites"], **QUICK}, "ROUTES"),
        ("exposure", {"ROUTES": paths["routes"], "PRIVACY": [layer["exits"]]}, "OUTPUT"),
    )
    terms = {"RETAIN_DAYS": 90, "PURPOSE": "to plan patrols of the night"}
    for (algorithm, given, output), path in zip(made, paths.values(), strict=True):
        more = terms if algorithm == "preparetracks" else {}
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        values = {**given, **more, output: path}
        processing.run(f"blindspot:{algorithm}", values, feedback=feedback, context=context)
    return list(paths.values())


def test_the_chain_of_the_sample_city(run, city, results):
    html, markdown = city / "assessment.html", city / "below" / "assessment.md"
    markdown.parent.mkdir(exist_ok=True)
    found = run("impactassessment", RESULTS=results, AUTHOR="City", HTML=str(html), MARKDOWN=str(markdown))
    page, text = (path.read_text(encoding="utf-8") for path in (html, markdown))
    assert found["RESULT_COUNT"] == 5
    assert page.count('class="open"') == found["OPEN_COUNT"] == len(re.findall(r"\*\*\[\d+\]", text)) > 20
    assert f"{found['OPEN_COUNT']} questions are open" in page
    for part in (
        *("to plan patrols of the night", "65,163 positions", "90 days", "2026-06-14", "14 different units"),
        *("places scored", "drone flight", "With a privacy place in view", "made without PRIVACY"),
        *("is not seen within 2 h", "Time zone", "track_id, unit, start"),
    ):
        assert part in page, part
        assert part.replace("_", "\\_") in text, part
    units = QgsVectorLayer(results[0], "tracks", "ogr").uniqueValues(2)
    for unit in units:
        assert not re.search(rf"\b{re.escape(str(unit))}\b", page), unit
    assert str(city) not in page + text
    assert "persons_home" not in page + text
    assert "http" not in page.replace("http-equiv", "")


def test_every_link_resolves(run, city, results):
    html, markdown = city / "links.html", city / "links.md"
    run("impactassessment", RESULTS=results, HTML=str(html), MARKDOWN=str(markdown))
    page, text = (path.read_text(encoding="utf-8") for path in (html, markdown))
    hrefs, idents = re.findall(r'href="([^"]*)"', page), re.findall(r'\bid="([^"]*)"', page)
    files = [href for href in hrefs if not href.startswith("#")]
    assert sorted(files) == ["exposed.gpkg", "routes.gpkg", "scored.gpkg", "spots.gpkg", "tracks.gpkg"]
    assert all((city / unquote(file)).is_file() for file in files)
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(idents)
    links, idents = re.findall(r"\]\(([^)]*)\)", text), re.findall(r'<a id="([^"]*)"', text)
    assert {link[1:] for link in links if link.startswith("#")} <= set(idents)
    assert sorted(link for link in links if not link.startswith("#")) == sorted(files)


def test_files_elsewhere_are_named_and_not_linked(run, city, results, tmp_path):
    html = tmp_path / "page.html"
    found = run("impactassessment", RESULTS=results[1:2], HTML=str(html))
    page = html.read_text(encoding="utf-8")
    assert not [href for href in re.findall(r'href="([^"]*)"', page) if not href.startswith("#")]
    assert "MARKDOWN" not in found
    assert "blindspot:exposure" not in page or "Exposure of places" in page
    assert "fixes" in page  # from the record of the tracks, which are not given


def test_layers_without_a_record_and_edited_ones_are_said(run, log, tmp_path, results):
    tracks = QgsVectorLayer(results[0], "tracks", "ogr")
    tracks.setSubsetString("unit IS NOT NULL AND fid > 3")
    plain = point_layer(walk_rows(2, 5))
    found = run("impactassessment", RESULTS=[plain, tracks], HTML=str(tmp_path / "page.html"), TITLE="Patrols")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<h1>Patrols</h1>" in page
    assert "Without a record:" in page
    assert "Edited after they were made, or filtered: tracks" in page
    assert any("without a record of Blindspot" in text for text in log.warnings)
    assert found["RISK_COUNT"] >= 3


def test_nothing_to_write_is_an_error(run, results):
    with pytest.raises(QgsProcessingException, match="Neither HTML nor MARKDOWN"):
        run("impactassessment", RESULTS=results[:1])
