"""blindspot:findblindspots through processing.run."""

import pytest
from qgis.core import QgsProcessingException

from small_layers import attributes, shape_layer

FIELDS = (("gap", "Double"), ("priority", "Double"), ("demand", "Double"), ("why", "QString"))


def cell(column, row, size=100):
    x, y = 500_000 + column * size, 5_500_000 + row * size
    return f"Polygon(({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"


def places(scores, kind="Polygon"):
    """Cells of 100 m from {(column, row): (gap, priority)}."""
    rows = [(gap, priority, 1.0, f"cell {c} {r}") for (c, r), (gap, priority) in scores.items()]
    return shape_layer([cell(c, r) for c, r in scores], kind, fields=FIELDS, rows=rows, name="places")


SCORES = {(0, 0): (1.0, 5.0), (1, 0): (0.9, 4.0), (3, 0): (1.0, 3.0), (5, 5): (0.2, 50.0), (9, 9): (0.6, 1.0)}


def test_spots_are_merged_and_ranked(run):
    result = run("findblindspots", INPUT=places(SCORES), SHARE=18, OUTPUT="memory:")
    rows = attributes(result["OUTPUT"], "rank", "priority", "area_m2", "places", "why", "part_of")
    assert rows == [(1, 9.0, 20_000.0, 2, rows[0][4], rows[0][5]), (2, 3.0, 10_000.0, 1, rows[1][4], rows[1][5])]
    assert "cell 0 0" in rows[0][4]
    assert result["SPOT_COUNT"] == 2
    assert result["OUTPUT"].crs().authid() == "EPSG:32633"


def test_too_few_places_above_min_gap_are_warned_about(run, log):
    run("findblindspots", INPUT=places(SCORES), SHARE=90, OUTPUT="memory:")
    assert any("less than the 90 % of SHARE" in text for text in log.warnings)


def test_a_map_of_ties_is_warned_about(run, log):
    scores = {(c, r): (1.0, 1.0) for c in range(12) for r in range(12)}
    result = run("findblindspots", INPUT=places(scores), MAX_AREA=200_000, OUTPUT="memory:")
    assert any("not a selection" in text and "DEMAND" in text for text in log.warnings)
    areas = [area for (area,) in attributes(result["OUTPUT"], "area_m2")]
    assert max(areas) <= 200_000
    assert sum(areas) == pytest.approx(144 * 10_000)


def test_large_cells_are_not_cut(run, log):
    square = {(c, r): (1.0, 1.0) for c in range(6) for r in range(6)}
    rows = [(gap, priority, 1.0, "") for gap, priority in square.values()]
    large = shape_layer([cell(c, r, 1000) for c, r in square], fields=FIELDS, rows=rows)
    result = run("findblindspots", INPUT=large, SHARE=100, OUTPUT="memory:")
    assert sum(count for (count,) in attributes(result["OUTPUT"], "places")) == 36
    assert result["SPOT_COUNT"] < 10
    assert any("9 cells of 1,000,000 m2" in text for text in log.infos)
    result = run("findblindspots", INPUT=large, SHARE=100, MAX_AREA=250_000, OUTPUT="memory:")
    assert {area for (area,) in attributes(result["OUTPUT"], "area_m2")} == {1e6}
    assert any("MAX_AREA (250,000 m2) is smaller than a cell" in text for text in log.warnings)
    assert run("findblindspots", INPUT=large, SHARE=100, MAX_AREA=0, OUTPUT="memory:")["SPOT_COUNT"] == 1


def test_a_least_area_above_the_usual_largest_is_possible(run):
    square = {(c, r): (1.0, 1.0) for c in range(8) for r in range(8)}
    result = run("findblindspots", INPUT=places(square), SHARE=100, MIN_AREA=300_000, OUTPUT="memory:")
    assert sum(area for (area,) in attributes(result["OUTPUT"], "area_m2")) == pytest.approx(640_000)


def test_spots_get_the_name_of_the_nearest_feature(run):
    streets = shape_layer(
        ["Point(500150 5500050)", "Point(509000 5509000)"],
        "Point",
        fields=(("name", "QString"),),
        rows=[("Quay",), ("Hill",)],
    )
    result = run("findblindspots", INPUT=places(SCORES), SHARE=18, NAMES=streets, NAME_FIELD="name", OUTPUT="memory:")
    assert [near for (near,) in attributes(result["OUTPUT"], "near")] == ["Quay", "Quay"]


@pytest.mark.parametrize(
    ("layer", "extra", "sentence"),
    [
        (lambda: shape_layer([cell(0, 0)]), {}, "no field priority and no field gap"),
        (lambda: places({}), {}, "nothing to choose from"),
        (lambda: places(SCORES), {"MIN_AREA": 10, "MAX_AREA": 5}, "MIN_AREA"),
        (lambda: places(SCORES), {"SHARE": -1}, "SHARE"),
        (lambda: places(SCORES), {"SIGNIFICANCE": True, "SIGNIFICANCE_BAND": -1}, "SIGNIFICANCE_BAND"),
        (lambda: places(SCORES), {"NAMES": shape_layer(["Point(1 1)"], "Point")}, "NAME_FIELD"),
    ],
)
def test_bad_input_is_one_sentence(run, layer, extra, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("findblindspots", INPUT=layer(), OUTPUT="memory:", **extra)


def hot_block():
    """20 x 20 cells; a block of 3 x 3 has by far the highest priority, and one cell alone as much."""
    scores = {(c, r): (0.5, 0.5 + (7 * c + 3 * r) % 10 / 100) for c in range(20) for r in range(20)}
    scores.update({(c, r): (1.0, 1.0) for c in range(3, 6) for r in range(3, 6)})
    scores[(15, 15)] = (1.0, 1.0)
    return places(scores)


def test_significance_is_optional(run, log):
    plain = run("findblindspots", INPUT=hot_block(), MIN_GAP=0.9, OUTPUT="memory:")["OUTPUT"]
    names = [field.name() for field in plain.fields()]
    assert names == ["spot_id", "part_of", "rank", "priority", "gap", "area_m2", "places", "near", "why"]
    tested = run("findblindspots", INPUT=hot_block(), MIN_GAP=0.9, SIGNIFICANCE=True, OUTPUT="memory:")["OUTPUT"]
    assert [field.name() for field in tested.fields()] == [*names, "gi_z", "gi_q", "significant"]
    assert attributes(plain, *names) == attributes(tested, *names)
    (block, alone) = attributes(tested, "places", "gi_z", "gi_q", "significant")
    assert (block[0], block[3]) == (9, 1)
    assert block[1] > 6
    assert block[2] < 1e-6
    assert alone[0] == 1
    assert alone[1] < block[1] / 2
    assert any("within 150 m" in text and "not a proof" in text for text in log.infos)


def test_the_band_of_the_test_can_be_chosen(run, log):
    extra = {"MIN_GAP": 0.9, "OUTPUT": "memory:"}
    run("findblindspots", INPUT=hot_block(), SIGNIFICANCE=True, SIGNIFICANCE_BAND=50, **extra)
    assert any("400 places have no neighbour within 50 m" in text for text in log.warnings)
    result = run("findblindspots", INPUT=hot_block(), SIGNIFICANCE=True, SIGNIFICANCE_BAND=100, **extra)
    assert any("within 100 m" in text for text in log.infos)
    assert attributes(result["OUTPUT"], "significant")[0] == (1,)
    run("findblindspots", INPUT=hot_block(), SIGNIFICANCE_BAND=100, **extra)
    assert any("SIGNIFICANCE is off" in text for text in log.warnings)


def test_ties_everywhere_are_never_significant(run, log):
    scores = {(c, r): (1.0, 1.0) for c in range(6) for r in range(6)}
    result = run("findblindspots", INPUT=places(scores), SIGNIFICANCE=True, OUTPUT="memory:")
    assert {row[:1] + row[2:] for row in attributes(result["OUTPUT"], "gi_z", "gi_q", "significant")} == {(0.0, 0)}
    assert any("nothing can cluster" in text for text in log.warnings)


@pytest.mark.parametrize("test", [False, True])
def test_no_priority_anywhere(run, log, test):
    result = run("findblindspots", INPUT=places({(0, 0): (0.0, 0.0)}), SIGNIFICANCE=test, OUTPUT="memory:")
    assert result["SPOT_COUNT"] == 0
    assert any("No place has any priority" in text for text in log.warnings)


def test_a_place_without_demand_weighs_nothing_in_the_gap_of_its_spot(run):
    rows = [(1.0, 5.0, None, ""), (0.6, 5.0, 2.0, "")]
    layer = shape_layer([cell(0, 0), cell(1, 0)], "Polygon", fields=FIELDS, rows=rows, name="places")
    result = run("findblindspots", INPUT=layer, SHARE=100, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "gap", "priority", "places") == [(pytest.approx(0.6), 10.0, 2)]


def test_spots_smaller_than_min_area_are_left_out_and_counted(run, log):
    result = run("findblindspots", INPUT=places(SCORES), SHARE=18, MIN_AREA=15_000, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "area_m2") == [(20_000.0,)]
    assert any("1 spot was smaller than MIN_AREA" in text for text in log.infos)
