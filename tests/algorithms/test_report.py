"""Report: one page of the results that are given, with what does not belong together."""

import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer, edit
from test_as_made import QUESTION, data
from test_chain import qgis_process

from blindspot.engine.timing.text import local_text
from small_layers import EASTING, NORTHING, START, Feedback, point_layer, saved, shape_layer, walk_rows

__all__ = ["data"]  # a fixture
PLAN = {"MAX_ITERATIONS": 20, "DRONES": 1, "ENDURANCE": 30}


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> dict:
    """Results that were made by an earlier test, by their question."""
    return {"folder": tmp_path_factory.mktemp("results")}


@pytest.fixture
def results(run, data, kept) -> dict[str, str]:
    """All results of a question, in files. Tests do not change them."""
    return others(run, data, kept)


def others(run, data: dict, kept: dict, **question) -> dict[str, str]:
    """The results of a question that differs in some parameters."""
    key = str(question)
    if key not in kept:
        kept[key] = made(run, data, kept["folder"] / str(len(kept)), **question)
    return kept[key]


def made(run, data: dict, out: Path, **question) -> dict[str, str]:
    out.mkdir()
    names = ("SCORED", "SPOTS", "ROUTES", "WAYPOINTS", "VISITED", "UNSERVED", "ASSESSED", "PROFILE")
    names = (*names, "TRACKS", "OUTAGES", "REJECTED")
    path = {name: str(out / f"{name.lower()}.gpkg") for name in names}
    asked = {name: value for name, value in QUESTION.items() if name not in ("TIME_FIELD", "UNIT_FIELD")}
    fields = {name: QUESTION[name] for name in ("TIME_FIELD", "UNIT_FIELD", "TIMEZONE")}
    layers = {"OUTPUT": path["TRACKS"], "OUTAGES": path["OUTAGES"], "REJECTED": path["REJECTED"]}
    run("preparetracks", INPUT=data["fixes"], **fields, **layers)
    demand = [data["exits"], data["bank"]]
    run("scoregaps", INPUT=path["TRACKS"], DEMAND=demand, **{**asked, **question}, OUTPUT=path["SCORED"])
    run("findblindspots", INPUT=path["SCORED"], SHARE=40, OUTPUT=path["SPOTS"])
    flown = {"ROUTES": path["ROUTES"], "WAYPOINTS": path["WAYPOINTS"], "UNSERVED": path["UNSERVED"]}
    flown["SPOTS"] = path["VISITED"]
    run("planroutes", BLIND_SPOTS=[path["SPOTS"]], LAUNCH_SITES=data["sites"], **PLAN, **flown)
    run("assessplan", ROUTES=path["ROUTES"], OUTPUT=path["ASSESSED"])
    run("coverageprofile", SCORED=path["SCORED"], OUTPUT=path["PROFILE"])
    return path


def report(run, folder: Path, feedback=None, name="report", **parameters) -> tuple[dict, str]:
    path = folder / f"{name}.html"
    found = run("report", *([feedback] if feedback else []), HTML=str(path), **parameters)
    return found, path.read_text(encoding="utf-8")


def headings(html: str) -> list[str]:
    body = re.sub("<script.*?</script>", "", html, flags=re.DOTALL)
    return ["".join(e.itertext()).strip() for e in ElementTree.fromstring(body).iter() if e.tag == "h2"]


def test_the_whole_report(run, data, results, tmp_path, log):
    log.warnings.clear()
    found, html = report(run, tmp_path, **results, AUTHOR="Office <&>", REMARK="Our remark", BACKGROUND=[data["bank"]])
    assert headings(html) == [
        "Where most is missed",
        "The blind spots that matter most",
        "When most is missed",
        "What would be flown",
        "What it would change",
        "What is not known",
        "The data, and their faults",
        "How it was computed, in plain words",
        "Appendix",
        "How this was made",
    ]
    assert found["WARNINGS"] == 0
    assert not [text for text in log.warnings if "belong" in text or "another" in text]
    assert "Of what begins between 23:00 and 04:00, how much is not seen within 15 min, and where?" in html
    assert "Office &lt;&amp;&gt;" in html
    assert "Our remark" in html
    assert "near Exit 1" in html
    places = QgsVectorLayer(results["ASSESSED"])
    gain = sum(one["gain"] for one in places.getFeatures())
    before = sum(one["priority_before"] for one in places.getFeatures())
    assert found["PRIORITY_CLOSED"] == pytest.approx(gain)
    assert found["SHARE_CLOSED"] == pytest.approx(100 * gain / before)
    assert found["TOTAL_PRIORITY"] == pytest.approx(before)
    assert found["SPOT_COUNT"] == QgsVectorLayer(results["SPOTS"]).featureCount()
    assert f"every night would close {100 * gain / before:.0f} % of what patrols miss" in html


def test_no_units_no_paths_and_nothing_is_loaded(run, results, tmp_path):
    _, html = report(run, tmp_path, **results)
    assert not re.search(r"\bU[01]\b", html)
    assert str(tmp_path) not in html
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|src=|url\(|@import|<link", html)
    assert re.findall("<script[^>]*>", html) == ['<script type="application/json" id="blindspot-provenance">']
    facts = dict(re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', html))
    assert facts["Units on patrol"] == "2"
    assert facts["Positions used"] == "120"


def test_the_same_results_make_the_same_page_apart_from_the_time(run, results, data, tmp_path):
    pages = [report(run, tmp_path, name=f"report{i}", **results, BACKGROUND=[data["bank"]])[1] for i in range(2)]
    one, other = (re.sub(r'"made": "[^"]*"', "", re.sub(r"report\d", "", page)) for page in pages)
    assert one == other


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("SCORED", "Where most is missed"),
        ("SPOTS", "The blind spots that matter most"),
        ("ROUTES", "What would be flown"),
        ("ASSESSED", "What it would change"),
        ("VISITED", "The blind spots that matter most"),
    ],
)
def test_one_result_is_enough(run, results, tmp_path, name, heading):
    found, html = report(run, tmp_path, **{name: results[name]})
    assert heading in headings(html)
    assert found["WARNINGS"] == 0
    assert ">nan" not in html
    assert "Of what begins between 23:00 and 04:00" in html


def test_without_a_result_there_is_no_report(run, results, tmp_path):
    with pytest.raises(QgsProcessingException, match="No result is given"):
        report(run, tmp_path, PROFILE=results["PROFILE"])


def test_scored_places_without_a_gap_are_no_result(run, tmp_path):
    empty = shape_layer([], fields=(("gap", "Double"), ("demand", "Double")), name="tonight")
    with pytest.raises(QgsProcessingException, match="tonight has no place with a gap"):
        report(run, tmp_path, SCORED=empty)


def test_a_result_of_another_question_is_named(run, data, results, kept, tmp_path):
    second = others(run, data, kept, REVISIT=20, DETECTION_RANGE=30)
    log = Feedback()
    found, html = report(run, tmp_path, log, SCORED=results["SCORED"], ASSESSED=second["ASSESSED"])
    expected = "assessed answers another question than scored: "
    (text,) = [text for text in log.warnings if expected in text]
    assert "Revisit interval (min) is 20, not 15" in text
    assert "Detection range (m) is 30, not 45" in text
    assert expected in html
    assert found["WARNINGS"] >= 1
    assert headings(html)[0] == "These results do not all belong together"


def test_results_of_another_run_are_named(run, data, results, kept, tmp_path):
    second = others(run, data, kept, REVISIT=20, DETECTION_RANGE=30)
    log = Feedback()
    report(run, tmp_path, log, ROUTES=results["ROUTES"], WAYPOINTS=second["WAYPOINTS"])
    assert any("waypoints is of another run than routes" in text for text in log.warnings)
    report(run, tmp_path, log, SCORED=second["SCORED"], SPOTS=results["SPOTS"])
    assert any("spots was made from another result of" in text and "than scored" in text for text in log.warnings)


def test_an_edited_result_and_one_without_a_record_are_named(run, results, tmp_path):
    edited = shutil.copy(results["SPOTS"], tmp_path / "spots.gpkg")
    layer = QgsVectorLayer(str(edited), "spots")
    with edit(layer):
        layer.deleteFeature(next(layer.getFeatures()).id())
    del layer
    plain = saved(shape_layer([f"Point({EASTING} {NORTHING})"], "Point", name="mine"), tmp_path / "mine.gpkg")
    log = Feedback()
    found, _ = report(run, tmp_path, log, SCORED=results["SCORED"], SPOTS=str(edited), VISITED=plain)
    assert any("spots" in text and "edited" in text for text in log.warnings)
    assert any("carries no record" in text for text in log.warnings)
    assert found["WARNINGS"] == 2


def test_markup_in_names_is_text(run, data, tmp_path):
    hostile = "<img src=x onerror=alert(1)>"
    exits = shape_layer(
        [f"Point({EASTING + 300} {NORTHING + 60})"],
        "Point",
        name="exits",
        fields=(("name", "QString"),),
        rows=[(hostile,)],
    )
    data["exits"] = str(tmp_path / "hostile.gpkg")
    saved(exits, data["exits"])
    results = made(run, data, tmp_path / "out")
    _, html = report(run, tmp_path, **results, TITLE=hostile)
    assert "<img" not in html
    assert html.count("&lt;img src=x") > 3
    headings(html)  # it is well formed


def test_moved_and_reported_headless_with_a_background(run, data, results, tmp_path):
    run.context = None
    page = tmp_path / "headless.html"
    inputs = {name: results[name] for name in ("SCORED", "SPOTS", "ROUTES", "ASSESSED")}
    found = qgis_process("report", {**inputs, "BACKGROUND": [data["bank"]], "HTML": str(page)})
    html = page.read_text(encoding="utf-8")
    assert found["WARNINGS"] == 0
    assert html.count('<g class="below">') == 3
    record = json.loads(re.search('provenance">(.*?)</script>', html)[1])
    assert record["algorithm"] == "blindspot:report"
    assert "source" not in json.dumps(record["inputs"])


@pytest.mark.parametrize("at", [10, 40, 60])
def test_cancel_stops(run, results, tmp_path, at):
    path, log = tmp_path / "report.html", Feedback(cancel_at=at)
    assert run("report", log, **results, HTML=str(path)) == {}
    assert "Cancelled." in log.infos
    assert not path.exists()


def test_progress_never_goes_back(run, results, tmp_path, log):
    log.shares.clear()
    report(run, tmp_path, **results)
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 100


def test_a_model_can_branch_on_the_warnings():
    from blindspot.algorithms.report import Report

    algorithm = Report()
    algorithm.initAlgorithm()
    assert {"WARNINGS", "SHARE_CLOSED", "HTML"} <= {output.name() for output in algorithm.outputDefinitions()}


def test_of_many_nights_the_first_is_shown(run, data, tmp_path):
    path = {name: str(tmp_path / f"{name}.gpkg") for name in ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT")}
    fixes = saved(point_layer(walk_rows() + walk_rows(1, start=START + 86_400)), tmp_path / "two nights.gpkg")
    asked = {"INPUT": fixes, "DEMAND": [data["exits"], data["bank"]], **QUESTION}
    run("plannights", **asked, LAUNCH_SITES=data["sites"], NIGHTS=2, SHARE=40, **PLAN, **path)
    given = {name: path[name] for name in ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS")}
    log = Feedback()
    found, html = report(run, tmp_path, log, **given, ASSESSED=path["OUTPUT"])
    assert found["WARNINGS"] == 0, log.warnings
    nights = [feature["night"] for feature in QgsVectorLayer(path["ROUTES"]).getFeatures()]
    count = re.search(r"<b>(\d+)</b><span>flights with", html)[1]
    assert int(count) == nights.count(1)
    assert set(nights) == {1, 2}
    starts = {row["night"]: row["start"].toSecsSinceEpoch() for row in QgsVectorLayer(path["ROUTES"]).getFeatures()}
    flights = html.partition("All flights")[2].partition("</table>")[0]
    assert local_text(starts[1], "Europe/Berlin") in flights
    assert local_text(starts[2], "Europe/Berlin") not in flights
    assert "The plan has 2 nights; this is the first." in html
    first = [feature["night"] for feature in QgsVectorLayer(path["SPOTS"]).getFeatures()]
    assert found["SPOT_COUNT"] == first.count(1)
    assert "close" in html.partition('class="finding"')[2][:200]


def number(seconds) -> str:
    return f'<td class="number">{seconds / 60:.1f}</td>'


def test_check_and_exposure_are_in_the_report(run, results, tmp_path):
    waypoints = QgsVectorLayer(results["WAYPOINTS"])
    below = sorted(waypoints.getFeatures(), key=lambda one: one["seq"])[len(waypoints) // 2].geometry()
    crs, name = waypoints.crs().authid(), (("name", "QString"),)
    school = shape_layer([below.asWkt()], "Point", crs, "s", name, [["<b>school</b>"]])
    school = saved(school, tmp_path / "s.gpkg")
    plan = {name: results[name] for name in ("ROUTES", "WAYPOINTS")}
    found = {name: str(tmp_path / f"{name}.gpkg") for name in ("VIOLATIONS", "EXPOSED")}
    run("checkplan", **plan, VIOLATIONS=found["VIOLATIONS"])
    run("exposure", **plan, PRIVACY=[school.source()], OUTPUT=found["EXPOSED"])
    numbers, html = report(run, tmp_path, **results, **found)
    assert "found no violation" in html
    assert "privacy place" in html
    rows = QgsVectorLayer(found["EXPOSED"]).getFeatures()
    seen = [row for row in rows if row["view_s"] > 0 or row["over_s"] > 0]
    assert len(seen) == 1  # the school lies below a flight
    assert f"<td>&lt;b&gt;school&lt;/b&gt;</td><td>s</td>{number(seen[0]['over_s'])}{number(seen[0]['view_s'])}" in html
    assert numbers["WARNINGS"] == 0

    run("checkplan", **plan, MAX_AGL=40, VIOLATIONS=found["VIOLATIONS"])
    _, html = report(run, tmp_path, **results, **found)
    assert "do not fly it like this" in html
    first = next(QgsVectorLayer(found["VIOLATIONS"]).getFeatures())
    assert f"<td>{first['rule']}</td><td>{first['message']}</td>" in html
    with pytest.raises(QgsProcessingException, match="Give the output of Check a plan"):
        report(run, tmp_path, **{**results, "VIOLATIONS": results["UNSERVED"]})
