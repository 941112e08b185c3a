"""BUILDINGS in Score gaps: what is behind a wall is not seen."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsProcessingException,
    QgsProject,
)
from street import BUILDING, CLEAR, FIXES, IN_RANGE, RANGE, box, buildings, fixes, places, polygon, walk

from small_layers import START, attributes, shape_layer

FIELDS = ("gap", "gap_low", "visits", "dwell_s", "nights_seen", "watch_visits", "watch_dwell_s", "why")
EXACT = {**FIXES, "DETECTION_RANGE": RANGE, "SECONDS": True, "PARTIAL_WATCHES": 1, "OUTPUT": "memory:"}


@pytest.fixture
def scored(run):
    """The rows of FIELDS of the place behind the building, or of others."""

    def scored(houses=None, where=None, of=None, **parameters):
        result = run(
            "scoregaps",
            INPUT=fixes() if of is None else of,
            PLACES=places() if where is None else where,
            BUILDINGS=houses,
            **{**EXACT, **parameters},
        )
        return attributes(result["OUTPUT"], *FIELDS)

    return scored


def _of_buildings(warnings) -> list[str]:
    return [text for text in warnings if any(word in text for word in ("houses", "BUILDINGS", "sight", "slit"))]


def test_a_place_is_seen_only_past_the_corners_of_the_building(scored, log):
    ((gap, low, visits, dwell, nights, watch_visits, _, _),) = scored()
    assert dwell == pytest.approx(IN_RANGE, abs=1e-6)
    ((hidden, hidden_low, *counts, why),) = scored(buildings())
    assert counts == [1, pytest.approx(CLEAR, abs=1e-6), 1, 1, pytest.approx(CLEAR, abs=1e-6)]
    assert (visits, nights, watch_visits) == (1, 1, 1)
    assert low <= gap < hidden
    assert hidden_low <= hidden < 1
    assert any("houses (BUILDINGS): 1 building near the places" in text for text in log.infos)
    assert any("0 % of the sample points of the places lie in buildings" in text for text in log.infos)
    assert not _of_buildings(log.warnings)
    assert "Seen" in why


def test_the_gap_is_that_of_the_two_clear_stretches(scored):
    at_once = scored(buildings(), DETECTION_TIME=0, REVISIT=1)[0]
    # of the starts in a watch of 7 h, those up to a minute before, or in, each of two stretches, 120 s apart, are seen
    assert at_once[0] == pytest.approx(1 - (CLEAR + 120) / (7 * 3600 - 60), abs=1e-9)


def test_the_tolerance_counts_fixes_behind_a_wall_as_before_it(scored):
    thin = buildings(box(-20, 10, 20, 20))
    walled_in = fixes(walk(y=16.0))
    assert scored(thin, of=walled_in)[0][3] == pytest.approx(2 * np.sqrt(RANGE**2 - 14**2), abs=1e-6)
    assert scored(thin, of=walled_in, WALL_TOLERANCE=3)[0][3] < 150
    dwell = [scored(thin, of=walled_in, WALL_TOLERANCE=metres)[0][3] for metres in (0, 2, 4, 6)]
    assert dwell == sorted(dwell)


def test_no_building_near_is_as_none_at_all(scored, log):
    plain = scored()
    assert scored(buildings(box(5000, 5000, 5010, 5010))) == plain
    assert any("No building of houses (BUILDINGS) is near a place" in text for text in log.warnings)
    log.warnings.clear()
    assert scored(buildings(box(300, 300, 310, 310))) == plain
    assert not _of_buildings(log.warnings)


def _in_degrees(layer):
    degrees = shape_layer([], "MultiPolygon", crs="EPSG:4326", name="houses")
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance())
    made = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        made.append(QgsFeature(degrees.fields()))
        made[-1].setGeometry(geometry)
    degrees.dataProvider().addFeatures(made)
    degrees.updateExtents()
    return degrees


HALVES = [box(-20, 10, 3, 20), box(3, 10, 20, 20)]


@pytest.mark.parametrize(
    "houses",
    [
        lambda: buildings(polygon(*BUILDING[::-1])),
        lambda: buildings(polygon(*BUILDING), polygon(*BUILDING), polygon(*BUILDING)),
        lambda: buildings(*HALVES),
        lambda: buildings(box(-20, 10, 10, 20), box(-10, 10, 20, 20)),
        lambda: buildings(polygon(*BUILDING, z=12.5), kind="MultiPolygonZ"),
        lambda: buildings(f"Multi{HALVES[0].replace('((', '(((')[:-2]})), {HALVES[1][7:]})".replace("))))", ")))")),
        lambda: _in_degrees(buildings()),
        lambda: buildings(polygon((-20, 10), (0, 10), (20, 10), (20, 15), (20, 20), (7, 20), (-20, 20))),
        lambda: buildings(polygon(*BUILDING), box(-5, 12, 5, 14), ""),
    ],
    ids=["ring", "twice", "halves", "overlap", "height", "multi", "degrees", "vertices", "inside"],
)
def test_the_same_building_in_other_words(scored, houses):
    ((gap, _, visits, dwell, *_),) = scored(buildings())
    ((other, _, again, lasted, *_),) = scored(houses())
    assert (other, again, lasted) == (pytest.approx(gap, abs=1e-6), visits, pytest.approx(dwell, abs=1e-3))


def test_a_courtyard_is_open_ground_hidden_from_the_street(scored):
    yard = buildings(
        polygon((-60, 10), (60, 10), (60, 60), (-60, 60), holes=[[(-20, 20), (20, 20), (20, 40), (-20, 40)]])
    )
    inside = scored(yard)[0]
    assert inside[2:5] == (0, 0.0, 0)
    assert inside[0] == 1.0
    in_yard = fixes([(xy, time, unit) for xy, time, unit in walk(y=25.0)])
    seen = scored(yard, of=in_yard, WALL_TOLERANCE=0)[0]
    assert seen[3] == pytest.approx(40, abs=1e-6)
    assert seen[2] == 1


def test_invalid_buildings_are_mended_and_counted(scored, log):
    bow = polygon((-20, 10), (20, 20), (20, 10), (-20, 20))
    rows = scored(buildings(bow, box(-20, 10, 20, 20), "", polygon((0, 0), (1, 0), (2, 0))))
    assert rows[0][3] == pytest.approx(CLEAR, abs=1e-6)
    assert any("1 invalid geometry was repaired" in text for text in log.warnings)
    assert any("has no area" in text for text in log.warnings)


def test_only_polygons_can_be_buildings(scored):
    with pytest.raises(QgsProcessingException, match=r"Buildings|BUILDINGS"):
        scored(shape_layer(["Point(1 1)"], "Point"))
    with pytest.raises(QgsProcessingException, match=r"degrees|metres|CRS"):
        scored(shape_layer(["Polygon((500000 0, 500010 0, 500010 10, 500000 0))"], crs="EPSG:4326"))
    assert scored(shape_layer([], "Polygon")) == scored()


def test_a_stay_goes_on_over_an_outage_behind_the_building(scored):
    silent = fixes(walk(skip=[(150, 250)]))
    ((_, _, visits, dwell, *_),) = scored(buildings(), of=silent, MAX_OUTAGE=0.5)
    assert visits == 1  # the receiver was silent from -50 to 50, where the place is hidden anyway
    assert dwell == pytest.approx(CLEAR, abs=1e-6)
    twice = fixes(walk(), walk(START + 3600))
    assert scored(buildings(), of=twice, MAX_OUTAGE=5)[0][2] == 2


def test_gap_low_is_a_bound_behind_walls(scored):
    silent = fixes(walk(skip=[(100, 300)]))
    for houses in (None, buildings()):
        ((gap, low, *_),) = scored(houses, of=silent, MAX_OUTAGE=1)
        assert low < gap
    assert low == pytest.approx(scored(None, of=silent, MAX_OUTAGE=1)[0][1], abs=0.01)


def test_zones_and_lines_count_a_stay_in_range_once(scored):
    east, north = (500_000, 5_500_000)
    for kind, wkt in (
        ("LineString", f"LineString({east - 30} {north + 30}, {east + 30} {north + 30})"),
        ("Polygon", box(-30, 25, 30, 45)),
    ):
        zone = shape_layer([wkt], kind)
        ((plain_gap, _, plain_visits, plain_dwell, *_),) = scored(None, zone, SAMPLE_SPACING=10)
        ((gap, low, visits, dwell, nights, watch_visits, *_),) = scored(buildings(), zone, SAMPLE_SPACING=10)
        assert (visits, nights, watch_visits, plain_visits) == (1, 1, 1, 1)
        assert dwell < 0.75 * plain_dwell
        assert low <= gap
        assert plain_gap < gap


def test_a_night_counts_only_for_its_clear_moments(run):
    """The walk passes the start of the watch while the place is hidden, and its end before it is clear again."""
    result = run(
        "scoregaps", INPUT=fixes(), PLACES=places(), BUILDINGS=buildings(),
        **{**EXACT, "WATCH_START": "23:02:25", "WATCH_END": "23:04:10", "REVISIT": 0.5},
        NIGHTS="memory:", PERIOD_START="2026-01-01T22:00:00", PERIOD_END="2026-01-02T22:00:00",
    )  # fmt: skip
    ((visits, nights, watch_visits, dwell),) = attributes(
        result["OUTPUT"], "visits", "nights_seen", "watch_visits", "watch_dwell_s"
    )
    assert (visits, nights, watch_visits, dwell) == (1, 0, 0, 0)
    assert {passes for (passes,) in attributes(result["NIGHTS"], "passes")} == {0}


def test_cells_at_open_points(run, log):
    area = shape_layer([box(0, 0, 100, 100)])
    houses = buildings(box(0, 0, 50, 50), box(50, 0, 75, 50))
    common = {**EXACT, "INPUT": fixes(), "AREA": area, "BUILDINGS": houses}
    centres = run("scoregaps", **common)["OUTPUT"]
    log.infos.clear()
    opened = run("scoregaps", **common, CELL_SAMPLES=1)["OUTPUT"]
    assert any("10 open points, at most 4 in each" in text and "1 cell lies wholly" in text for text in log.infos)
    assert attributes(centres, "place_id", "demand") == attributes(opened, "place_id", "demand")
    before, after = (attributes(layer, "dwell_s", "gap") for layer in (centres, opened))
    assert before[0] == after[0]  # wholly in a building: at its centre in both
    assert before[1] != after[1]
    quarter = run("scoregaps", **common, CELL_SAMPLES=1, SAMPLE_SPACING=50)["OUTPUT"]
    assert attributes(quarter, "dwell_s", "gap") == before


def test_sparse_fixes_and_glimpses_are_warned_of(scored, log):
    row = buildings(*(box(x, -5, x + 12, 5) for x in range(-200, 200, 40)))
    scored(row, DETECTION_TIME=0)
    assert any("too sparse for lines of sight: 30 % of the length" in text for text in log.warnings)
    assert any("a glimpse through a slit" in text for text in log.warnings)
    log.warnings.clear()
    scored(buildings(box(0, -5, 20, 5)))
    assert any("10 % of the length of the legs" in text for text in log.infos)
    assert not _of_buildings(log.warnings)


def test_what_is_hidden_from_all_is_not_said_to_be_out_of_range(run, scored, log):
    assert [row[0] for row in scored(buildings(box(-300, 5, 300, 8)))] == [1]
    texts = [text for text in log.warnings if text.endswith("gap is 1.")]
    assert [text[:31] for text in texts] == ["No leg sees a place in the peri"]
    log.warnings.clear()
    houses, given = buildings(box(-300, 5, 300, 8)), {**FIXES, "DETECTION_RANGE": RANGE, "OUTPUT": "memory:"}
    run("coverageprofile", INPUT=fixes(), PLACES=places(), BUILDINGS=houses, **given)
    assert [text[:31] for text in log.warnings if text.endswith("gap is 1.")] == ["No leg sees a place in the peri"]
