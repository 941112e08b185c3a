"""A map where most places tie says so in the name and the legend of its layer, in its file's style, and in reports."""

import pytest
from qgis.core import QgsProcessingFeedback, QgsProcessingOutputLayerDefinition, QgsProject, QgsVectorLayer

from small_layers import START, point_layer, shape_layer, utc, walk_rows

HOURS = {"WATCH_START": "00:00", "WATCH_END": "00:00", "REVISIT": 10, "CELL_SIZE": 50, "TIME_FIELD": "time"}
FIELDS = (("gap", "Double"), ("priority", "Double"))


def cells(scores):
    boxes = [f"Polygon(({x} 0, {x + 50} 0, {x + 50} 50, {x} 50, {x} 0))" for x in range(0, 50 * len(scores), 50)]
    return shape_layer(boxes, fields=FIELDS, rows=[(1.0, score) for score in scores])


def loaded(run, name, output="memory:", **inputs):
    """The details with which the output is loaded, and the output as a styled layer."""
    wanted = {"OUTPUT": QgsProcessingOutputLayerDefinition(output, QgsProject())}
    layer = run(name, **inputs, **wanted)["OUTPUT"]
    layer = QgsVectorLayer(layer, name, "ogr") if isinstance(layer, str) else layer
    (details,) = run.context.layersToLoadOnCompletion().values()
    details.postProcessor().postProcessLayer(layer, run.context, QgsProcessingFeedback())
    return details, layer


def legend(layer):
    return [item.label() for item in layer.renderer().legendSymbolItems()]


def spots(run, scores, **inputs):
    return loaded(run, "findblindspots", INPUT=cells(scores), **inputs)


def gaps(run, reach, **inputs):
    return loaded(run, "scoregaps", INPUT=point_layer(walk_rows()), GRID_REACH=reach, **HOURS, **inputs)


def test_spots_of_a_map_of_ties_say_so(run):
    details, layer = spots(run, [1.0] * 30 + [2.0] * 3)
    assert details.name == "Blind spots (30 of 33 places tie)"
    assert details.forceName
    assert "30 of 33 places tie" in legend(layer)


def test_spots_of_another_map_do_not(run):
    details, layer = spots(run, [1 + 0.1 * i for i in range(30)])
    assert details.name == "Blind spots"
    assert not any("tie" in label for label in legend(layer))


def test_demand_tells_apart_what_the_gaps_do_not(run, log):
    """Most gaps are 1, but it is the priority that must tell the places apart."""
    x, y = walk_rows()[0][0]
    exits = shape_layer([f"Point({x + 313.7} {y + 171.3})"], "Point")
    details, layer = gaps(run, 1000, DEMAND=[exits], DEMAND_RANGE=5000)
    assert sum(feature["gap"] == 1 for feature in layer.getFeatures()) * 2 > layer.featureCount()
    assert details.name == "Scored places"
    assert not any("tie" in label for label in legend(layer))
    assert not any("the same priority" in text for text in log.warnings)


def test_scored_places_say_so_and_keep_their_classes(run, log):
    details, layer = gaps(run, 1000)
    (note,) = [label for label in legend(layer) if "places tie" in label]
    assert details.name == f"Scored places ({note})"
    assert "0 – 0.1, rarely missed" in legend(layer)
    (warning,) = [text for text in log.warnings if "places have the same priority (1)" in text]
    assert warning.startswith(note.removesuffix(" tie"))
    renderer = layer.renderer()
    assert all(renderer.rangeForValue(value).label() != note for value in (0.0, 0.05, 0.5, 1.0))


def test_places_close_to_the_patrols_do_not(run, log):
    fixes = [((x, y), utc(START + 7 * i), unit) for i, ((x, y), _, unit) in enumerate(walk_rows())]
    details, _ = loaded(run, "scoregaps", INPUT=point_layer(fixes), GRID_REACH=20, **HOURS)
    assert details.name == "Scored places"
    assert not [text for text in log.warnings if "the same priority" in text]


def test_the_style_in_the_file_has_the_note(run, tmp_path):
    path = str(tmp_path / "spots.gpkg")
    run("findblindspots", INPUT=cells([1.0] * 30), OUTPUT=path)
    assert "30 of 30 places tie" in legend(QgsVectorLayer(path, "spots", "ogr"))


def test_a_file_that_is_loaded_says_so_once(run, tmp_path):
    path = str(tmp_path / "spots.gpkg")
    _, layer = spots(run, [1.0] * 30, output=path)
    assert legend(layer) == ["30 of 30 places tie"]
    _, layer = gaps(run, 1000, output=str(tmp_path / "places.gpkg"))
    assert len([label for label in legend(layer) if "places tie" in label]) == 1


@pytest.mark.parametrize("kind", ["Point", "LineString"])
def test_points_and_lines_say_so(run, kind):
    shapes = [f"{kind}({x} 0)" if kind == "Point" else f"{kind}({x} 0, {x} 50)" for x in range(0, 1500, 50)]
    places = shape_layer(shapes, kind, fields=FIELDS, rows=[(1.0, 1.0)] * 30)
    _, layer = loaded(run, "findblindspots", INPUT=places)
    assert "30 of 30 places tie" in legend(layer)


@pytest.mark.parametrize("per_place", [False, True])
def test_the_report_of_a_profile_says_so(run, tmp_path, per_place):
    page = tmp_path / "profile.html"
    inputs = {"INPUT": point_layer(walk_rows()), **HOURS, "OUTPUT": "memory:", "OUTPUT_HTML": str(page)}
    run("coverageprofile", **inputs, GRID_REACH=1000, PER_PLACE=per_place)
    assert "places have the same priority (1), so nothing here tells them apart" in page.read_text(encoding="utf-8")


def test_the_report_of_an_assessment_says_so(run, tmp_path):
    page, later = tmp_path / "gain.html", point_layer(walk_rows(start=START + 864_000))
    inputs = {"INPUT": point_layer(walk_rows()), "INPUT_AFTER": later, **HOURS, "OUTPUT": "memory:", "HTML": str(page)}
    run("assessplan", **inputs, GRID_REACH=1000)
    assert "places have the same priority (1), so nothing here tells them apart" in page.read_text(encoding="utf-8")
