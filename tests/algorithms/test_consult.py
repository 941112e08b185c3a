"""Consult residents, Read residents' answers and Effect of a consultation through processing.run: what is handed out
gives nothing away, forms come back whole, and effects add up."""

import re
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from small_layers import attributes, point_layer, saved, shape_layer

X, Y = 500_000.0, 5_500_000.0
SITE, SPOT = (X + 137.7, Y + 261.3), (X + 712.9, Y + 388.1)
FIELDS = (("place_id", "QString"), ("demand", "Double"), ("gap_before", "Double"), ("gap_after", "Double"))
SAID = {
    **{"AGENCY": "City <Hall>", "UNTIL": "30 April", "CONTACT": "555 0100\nWalk in", "FLIGHTS_FOR": "To look."},
    **{"RECORDED": "Video.", "USE": "The council decides.", "QUESTION": "More & more?"},
}


def box(x0, y0, x1, y1):
    x0, x1, y0, y1 = X + x0, X + x1, Y + y0, Y + y1
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


def routes(minutes=5, x=700, name="night routes"):
    """A flight from a launch site that hovers over a spot."""
    layer = QgsVectorLayer("LineStringZM?crs=EPSG:32633&field=drone:integer&field=launch_site:string", name, "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([1, "Depot Nine"])
    away, spot = f"{SITE[0]} {SITE[1]} 60", f"{X + x} {SPOT[1]} 60"
    times = (1_767_308_400, 1_767_308_460, 1_767_308_460 + 60 * minutes)
    feature.setGeometry(QgsGeometry.fromWkt(f"LineStringZM({away} {times[0]}, {spot} {times[1]}, {spot} {times[2]})"))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer


def spots():
    return point_layer([(SPOT, "S1", "Dead End 7")], (("spot_id", "QString"), ("name", "QString")), name="secret spots")


def districts():
    return shape_layer(
        [box(0, 0, 500, 1000), box(500, 0, 1000, 1000), box(0, 1000, 100, 1100)],
        fields=(("name", "QString"),),
        rows=[("West <b>",), ("East",), ("Tiny",)],
    )


@pytest.fixture
def consult(run, tmp_path):
    def consult(form="form.csv", **given):
        files = {"HTML": str(tmp_path / "page.html"), "FORM": str(tmp_path / form)}
        return run("consult", **{"INPUT": spots(), "ROUTES": routes(), **SAID, **files, "AREAS": "memory:", **given})

    return consult


def read_page(result):
    return Path(result["HTML"]).read_text(encoding="utf-8")


def test_the_page_gives_nothing_away(consult):
    result = consult()
    text = read_page(result) + Path(result["FORM"]).read_text(encoding="utf-8")
    for secret in ("Depot", "Dead End", "S1", "secret", "night routes", "2026", "22:", "23:", "blindspot-provenance"):
        assert secret not in text, secret
    numbers = set(re.findall(r"\d{5,}", text))
    assert not {number for number in numbers if number[:3] in ("500", "550")}  # coordinates
    assert (result["AREA_COUNT"], result["MISSING"]) == (9, 0)  # with a margin of a cell


def test_the_map_does_not_depend_on_where_in_an_area_a_spot_is(consult):
    one = read_page(consult(ROUTES=None))
    moved = point_layer([((SPOT[0] + 55, SPOT[1] - 44), "S1", "")], (("spot_id", "QString"), ("name", "QString")))
    assert read_page(consult(ROUTES=None, INPUT=moved)) == one
    assert "few or none" not in one


def test_the_page_loads_nothing_and_escapes(consult):
    text = read_page(consult(NEIGHBOURHOODS=districts()))
    assert "City &lt;Hall&gt;" in text
    assert "West &lt;b&gt;" in text
    assert "More &amp; more?" in text
    assert "<b>555" not in text
    assert "<p>Walk in</p>" in text
    assert not re.search(r"<script|<link|<iframe|@import|url\(|src=|href=\"(?!data:)", text)
    assert "http" not in text.replace("http-equiv", "")


def test_levels_of_areas(consult, log):
    result = consult(NEIGHBOURHOODS=districts(), LEVELS="1,3")
    rows = attributes(result["AREAS"], "area", "area_name", "planned")
    assert [row[:2] for row in rows] == [(1, "Tiny"), (2, "West <b>"), (3, "East")]
    assert [row[2] for row in rows][1:] == ["few or none", "many"]
    assert not rows[0][2]  # too small
    assert any("does not say how often" in text for text in log.warnings)


def test_a_draft_says_so(consult, log):
    result = consult(CONTACT="", USE=" ")
    assert result["MISSING"] == 2
    assert "Draft, not to be handed out" in read_page(result)
    assert "Draft" not in read_page(consult())
    assert any("is a draft" in text and "2" not in text for text in log.warnings)


def test_results_are_refused_as_a_background(consult, run, tmp_path):
    made = run("consult", NEIGHBOURHOODS=districts(), HTML=str(tmp_path / "p.html"), AREAS=str(tmp_path / "a.gpkg"))
    with pytest.raises(QgsProcessingException, match="results of Blindspot"):
        consult(BACKGROUND=[made["AREAS"]])
    assert "data:image/png" in read_page(consult(BACKGROUND=[districts()]))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"INPUT": None, "ROUTES": None}, "Give"),
        ({"AREA_SIZE": 100}, "200"),
        ({"LEVELS": "3"}, "two numbers"),
        ({"form": "form.xlsx"}, "must end in .csv or .gpkg"),
    ],
)
def test_what_cannot_be_used(consult, given, words):
    with pytest.raises(QgsProcessingException, match=words):
        consult(**given)


@pytest.fixture
def areas(consult, tmp_path):
    return saved(consult(NEIGHBOURHOODS=districts())["AREAS"], tmp_path / "areas.gpkg").source()


def test_from_the_form_to_the_answers(consult, run, log, areas, tmp_path):
    form = tmp_path / "form.csv"
    with form.open("a", encoding="utf-8") as file:
        file.write(
            '2,more,,,,A-1,"call Ms X, 0171"\r\n3,Not here!,,,"1,5",A-1,\r\n9,more,,,,A-2,\r\n2,more,,,,A-1,\r\n'
        )
        file.write(f",more,{X + 600},{Y + 20},,Jane Doe,\r\n,,,,,,\r\n")
    made = {"RESIDENTS": "memory:", "REJECTED": "memory:", "XY_CRS": "EPSG:32633"}
    result = run("readanswers", FILES=[str(form)], AREAS=areas, **made)
    rows = attributes(result["RESIDENTS"], "area", "answer", "weight")
    assert rows == [(2, "more", 1), (3, "not_here", 1.5), (3, "more", 1)]
    assert [field.name() for field in result["RESIDENTS"].fields()] == ["area", "answer", "weight", "respondent"]
    assert attributes(result["REJECTED"], "source", "row", "reason") == [
        ("form.csv", 13, "area 9 is not on the map"),
        ("form.csv", 14, "it repeats the answer of this respondent in row 11 of form.csv"),
    ]
    assert (result["ANSWER_COUNT"], result["REJECTED_COUNT"], result["EMPTY_COUNT"]) == (3, 2, 1)
    written = str([*attributes(result["RESIDENTS"], "respondent"), *log.infos, *log.warnings])
    assert "Jane" not in written
    assert "Ms X" not in written
    kept = run("readanswers", FILES=[str(form)], AREAS=areas, KEEP_COMMENTS=True, POINTS="memory:", **made)
    assert attributes(kept["RESIDENTS"], "comment")[0] == ("call Ms X, 0171",)
    ((position),) = kept["POINTS"].getFeatures()
    assert position.geometry().asPoint().x() == pytest.approx(X + 600)
    assert kept["RESIDENTS"].featureCount() == 2


def test_the_form_of_qgis_has_lists_and_comes_back(consult, run, areas):
    form = QgsVectorLayer(consult("form.gpkg", NEIGHBOURHOODS=districts())["FORM"], "form", "ogr")
    widget = form.editorWidgetSetup(form.fields().lookupField("answer"))
    assert (widget.type(), widget.config()["map"]) == ("ValueMap", [{"more": "more"}, {"not here": "not_here"}])
    assert {"2 West <b>": "2"} in form.editorWidgetSetup(form.fields().lookupField("area")).config()["map"]
    features = [QgsFeature(form.fields()) for _ in range(3)]
    features[0]["area"], features[0]["answer"], features[0]["respondent"] = 2, "more", "7"
    features[1]["answer"] = "not_here"
    features[1].setGeometry(QgsGeometry.fromWkt(f"Point({X + 600} {Y + 20})"))
    form.dataProvider().addFeatures(features)
    result = run("readanswers", ANSWERS=[form.source()], AREAS=areas, RESIDENTS="memory:")
    assert attributes(result["RESIDENTS"], "area", "answer") == [(2, "more"), (3, "not_here")]
    assert result["EMPTY_COUNT"] == 1
    del form


@pytest.mark.parametrize(
    ("text", "words"), [(None, "no file"), ("a,b\n", "no field answer"), ("area,answer\n", "no answer")]
)
def test_forms_that_cannot_be_read(run, areas, tmp_path, text, words):
    file = tmp_path / "f.csv"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=words):
        run("readanswers", FILES=[str(file)], AREAS=areas, RESIDENTS="memory:")


def places(demand, after, name):
    wkts = [box(x, 100, x + 50, 150) for x in (100, 300, 700, 5000)]
    rows = [(f"p{i}", one, 0.8, gap) for i, (one, gap) in enumerate(zip(demand, after, strict=True))]
    return shape_layer(wkts, fields=FIELDS, rows=rows, name=name)


@pytest.fixture
def compare(run, tmp_path):
    def compare(**given):
        answer = [("more", 1.0, "A-1"), ("more", 1.0, "A-2"), ("not_here", 1.0, "A-1"), ("hm", 1.0, "")]
        residents = shape_layer(
            [box(0, 0, 500, 1000), box(0, 0, 500, 1000), box(500, 0, 1000, 1000), box(0, 0, 500, 1000)],
            fields=(("answer", "QString"), ("weight", "Double"), ("respondent", "QString")),
            rows=answer,
        )
        layers = {
            "WITHOUT": places([1, 1, 2, 1], [0.8, 0.8, 0.2, 0.8], "without"),
            "WITH": places([2, 2, 1, 1], [0.3, 0.8, 0.8, 0.8], "with"),
            **{"ROUTES_WITHOUT": routes(10), "ROUTES_WITH": routes(10, 200)},
            **{"RESIDENTS": [residents], "NEIGHBOURHOODS": districts()},
        }
        return run("consulteffect", **{**layers, "OUTPUT": "memory:", "HTML": str(tmp_path / "effect.html"), **given})

    return compare


def test_the_effect_adds_up(compare, log):
    result = compare()
    rows = attributes(result["OUTPUT"], "area_name", "more", "not_here", "demand_diff", "closed_diff", "minutes_diff")
    assert [row[:3] for row in rows] == [("West <b>", 2, 0), ("East", 0, 1), ("Tiny", 0, 0), ("elsewhere", 0, 0)]
    assert [row[3] for row in rows] == pytest.approx([2, -1, 0, 0])
    assert [row[4] for row in rows] == pytest.approx([0.5, -1.2, 0, 0])
    assert result["COST"] == pytest.approx(0.7) == pytest.approx(result["CLOSED_WITHOUT"] - result["CLOSED_WITH"])
    assert sum(row[5] for row in rows) == pytest.approx(result["MINUTES_WITH"] - result["MINUTES_WITHOUT"], abs=1e-9)
    assert rows[0][5] > 9
    assert result["ANSWER_COUNT"] == 3
    assert any("neither more nor not_here" in text for text in log.warnings)
    assert any("carries no record" in text for text in log.warnings)
    text = read_page(result)
    assert "3 answers by 2 respondents: 2 for more, 1 against." in text
    assert "Following the answers costs 0.7 (58 %)" in text
    for secret in ("A-1", "<b>,", "Depot", "blindspot-provenance"):
        assert secret not in text


def test_scored_places_without_flights(compare, tmp_path):
    fields = (("place_id", "QString"), ("demand", "Double"), ("gap", "Double"))
    one, other = (
        shape_layer([box(100, 100, 150, 150)], fields=fields, rows=[("a", value, 0.5)]) for value in (1.0, 2.0)
    )
    result = compare(WITHOUT=one, WITH=other, ROUTES_WITHOUT=None, ROUTES_WITH=None)
    assert "COST" not in result
    assert "MINUTES_WITH" not in result
    assert result["DEMAND_WITH"] == 2
    assert "Closed" not in read_page(result)


def test_runs_that_differ_in_more_are_said_loudly(run, compare, log, walks, tmp_path):
    given = {"INPUT": walks, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "CELL_SIZE": 100, "DETECTION_RANGE": 80}
    made = [
        run("scoregaps", **given, REVISIT=revisit, OUTPUT=str(tmp_path / f"{revisit}.gpkg"))["OUTPUT"]
        for revisit in (120, 60)
    ]
    paths = [one if isinstance(one, str) else one.source() for one in made]
    result = compare(WITHOUT=paths[0], WITH=paths[1], ROUTES_WITHOUT=None, ROUTES_WITH=None)
    assert result["DIFFERENT"] >= 2
    (warning,) = [text for text in log.warnings if "differ in more than the answers" in text]
    assert "120 without, and 60 with the answers" in warning
    assert "made without residents' answers" in warning
    assert "not all of the difference is their effect" in read_page(result)
    assert "Demand" in read_page(result)
    same = compare(WITHOUT=paths[0], WITH=paths[0], ROUTES_WITHOUT=None, ROUTES_WITH=None)
    assert same["DIFFERENT"] == 1  # it was made without answers
