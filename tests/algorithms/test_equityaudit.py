"""blindspot:equityaudit through processing.run: flights, patrols and gaps by neighbourhood and group, and the page."""

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from small_layers import Feedback, attributes, shape_layer

X, Y, SIDE = 500_000, 5_000_000, 1000
CRS = "EPSG:32650"
DAY = 86_400
FIELDS = "field=drone:integer&field=sortie:integer&field=altitude_m:double&field=swath_m:double&field=call:string"
KINDS = (("name", "QString"), ("people", "Int"), ("aged", "Double"), ("income", "Int"))
PEOPLE = (1000, 3000, 0, 500, 2500, 3000)


def box(x0, y0, x1, y1):
    x0, x1, y0, y1 = X + x0, X + x1, Y + y0, Y + y1
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


def quarters(people=PEOPLE, crs=CRS):
    """Three columns and two rows; incomes rise to the east."""
    shapes = [box(SIDE * i, SIDE * j, SIDE * (i + 1), SIDE * (j + 1)) for j in range(2) for i in range(3)]
    rows = [(f"Q{k} <b>", people[k], 0.5 if k % 3 == 0 else 0.1, 20_000 + 10_000 * (k % 3)) for k in range(6)]
    return shape_layer(shapes, crs=crs, name="quarters", fields=KINDS, rows=rows)


def flight(number, y, reason="C1", begin=1_773_680_000):
    """From the west to the east at 10 m/s; stands in the second column for 60 s."""
    path = ((0, 0), (1500, 150), (1500, 210), (3000, 360))
    vertices = ", ".join(f"{X + x} {Y + y} 60 {begin + number * DAY + t}" for x, t in path)
    return (1, number, 60.0, 60.0, reason), f"LineStringZM({vertices})"


def flights(*rows):
    layer = QgsVectorLayer(f"LineStringZM?crs={CRS}&{FIELDS}", "flown", "memory")
    features = []
    for values, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


SOUTH = [flight(n, 500, None if n % 4 == 0 else "N/a" if n == 1 else f"C{n}") for n in range(16)]
NORTH = [flight(n, 1500) for n in range(16, 20)]


def effort():
    """10 h in the first quarter, and 6 h in a cell of which a third lies in it."""
    return shape_layer(
        [box(100, 100, 200, 200), box(950, 500, 1100, 600)], crs=CRS, fields=[("hours", "Double")], rows=[[10.0], [6.0]]
    )


def places(**more):
    names = ["demand", *more]
    cells = [box(0, 0, 500, 1000), box(500, 0, 1000, 1000), box(1000, 1000, 2000, 2000)]
    rows = list(zip((1.0, 3.0, 1.0), *more.values(), strict=True))
    return shape_layer(cells, crs=CRS, name="scored", fields=[(name, "Double") for name in names], rows=rows)


@pytest.fixture
def audit(run):
    def audit(**more):
        given = {"NEIGHBOURHOODS": quarters(), "POPULATION_FIELD": "people", "OUTPUT": "memory:", "DRAWS": 100}
        return run("equityaudit", **{**given, **more})

    return audit


def test_minutes_reasons_and_stops(audit):
    result = audit(ROUTES=flights(*SOUTH, *NORTH), REASON_FIELD="call", NO_REASON="Unknown, N/A", RANK_FIELD="income")
    rows = attributes(
        result["OUTPUT"],
        "drone_min",
        "flights",
        "stop_min",
        "way_min",
        "pass_min",
        "no_reason",
        "drone_1000",
        "flown_over",
    )
    minute = 100 / 60
    assert rows[0][:6] == pytest.approx((16 * minute, 16, 0, 16 * minute, 16 * minute, 5 / 16))
    assert rows[1][:5] == pytest.approx((16 * (minute + 1), 16, 16, 16 * minute, 0))
    assert rows[4][:6] == pytest.approx((4 * (minute + 1), 4, 4, 4 * minute, 0, 0))
    assert rows[0][6] == pytest.approx(16 * minute)
    assert rows[2][6:] == (None, "not tested")  # nobody lives there
    assert rows[0][7] == "over"
    assert rows[5][7] == "under"
    assert result["NO_REASON_FLIGHTS"] == 5
    assert result["NO_REASON_SHARE"] == pytest.approx(5 / 20)
    assert result["OVER_COUNT"] >= 1 <= result["UNDER_COUNT"]
    assert result["PASSING_SHARE"] == pytest.approx(20 * 200 / (20 * 360))
    assert result["DRONE_MINUTES"] == pytest.approx(20 * 6)
    assert result["GINI_PRACTICE_LOW"] < result["GINI_DRONES"]
    assert result["CONCENTRATION_DRONES"] < 0  # without residents the rich south has no rate


def test_nights_are_fewer_than_flights(audit, log):
    """Flights of one night are one proof, not sixteen."""
    same = [flight(n, 500, begin=1_773_680_000 - n * DAY) for n in range(16)]
    assert audit(ROUTES=flights(*same, *NORTH))["OVER_COUNT"] > 0
    result = audit(ROUTES=flights(*same, *NORTH), INDEPENDENT=1)
    assert (result["OVER_COUNT"], result["UNDER_COUNT"]) == (0, 0)
    assert any("5 nights that are independent" in text for text in log.warnings)


def test_hours_of_patrols_and_groups(audit):
    result = audit(
        EFFORT=effort(),
        ROUTES=flights(*SOUTH),
        GROUP_FIELDS=["aged"],
        GROUPS_ARE=1,
        RANK_FIELD="income",
        GROUPS="memory:",
    )
    hours = [row[0] for row in attributes(result["OUTPUT"], "patrol_h")]
    assert hours == pytest.approx([12, 4, 0, 0, 0, 0])
    groups = {
        row[0]: row[1:] for row in attributes(result["GROUPS"], "group_name", "residents", "patrol_1000", "ratio")
    }
    aged = 0.5 * 1500 + 0.1 * 8500
    assert groups["All residents"][:2] == pytest.approx((10_000, 1.6))
    assert groups["aged"][:2] == pytest.approx((aged, (500 * 12 + 300 * 4 / 3) / aged))
    assert groups["Third with the lowest figure"][0] == pytest.approx(10_000 / 3)
    # the whole first column, and a third of the second
    part = (10_000 / 3 - 1500) / 5500
    assert groups["Third with the lowest figure"][1] == pytest.approx((12 + part * 4) / (10_000 / 3) * 1000)
    assert "GINI_PATROL_LOW" not in result  # five neighbourhoods are too few
    assert result["GINI_TOGETHER"] < result["GINI_PATROL"]


def test_gaps_before_and_after_a_plan(audit, log, tmp_path):
    given = places(gap_before=(0.8, 0.2, 0.9), gap_after=(0.4, 0.2, 0.9), patrol_found=(1.0, 0.0, 0.5))
    page = tmp_path / "page.html"
    result = audit(PLACES=given, HTML=str(page))
    rows = attributes(
        result["OUTPUT"], "gap", "gap_home", "in_gaps", "gap_after", "home_after", "in_after", "found_share"
    )
    assert rows[0] == pytest.approx((0.35, 0.5, 500, 0.25, 0.3, 0, 0.25))
    assert rows[4][:3] == pytest.approx((0.9, 0.9, 2500))
    assert rows[3] == (None,) * 7
    assert (result["RESIDENTS_IN_GAPS"], result["RESIDENTS_IN_GAPS_AFTER"]) == pytest.approx((3000, 2500))
    assert any("3,000 residents live in gaps" in text for text in log.infos)
    text = page.read_text(encoding="utf-8")
    assert "30 % of it, weighted by demand" in text  # (1 x 1 + 0 x 3 + 0.5 x 1) / 5
    assert "With the plan it is 2,500" in text
    assert "gap" in [field.name() for field in audit(PLACES=places(gap=(0.8, 0.2, None)))["OUTPUT"].fields()]


def waypoints(rows):
    fields = "field=drone:integer&field=sortie:integer&field=seq:integer&field=spot_id:string"
    layer = QgsVectorLayer(f"PointZM?crs={CRS}&{fields}", "waypoints", "memory")
    features = []
    for values, m in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromWkt(f"PointZM({X} {Y} 60 {m})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_places_without_a_gap_are_said(audit, log):
    shapes = [box(100, 100, 200, 200), box(1100, 100, 1200, 200)]
    published = shape_layer(shapes, crs=CRS, fields=[("gap", "Double")], rows=[[0.5], [None]])
    audit(PLACES=published)
    assert any("50% of the places have no gap" in text for text in log.warnings)


def test_waypoints_say_when_a_drone_is_at_a_spot(audit, log):
    begin = 1_773_680_000 + DAY
    rows = [(1, 1, seq, spot) for seq, spot in enumerate((None, "a", "a", "b", None), 1)]
    points = waypoints(zip(rows, (begin, begin + 150, begin + 210, begin + 360, begin + 360), strict=True))
    result = audit(ROUTES=flights(flight(1, 500), flight(2, 500)), WAYPOINTS=points)
    stops = [row[0] for row in attributes(result["OUTPUT"], "stop_min")]
    assert stops[:3] == pytest.approx([0, 1, 0])
    assert any("WAYPOINTS has none of 1 route" in text.replace('"Waypoints"', "WAYPOINTS") for text in log.warnings)


def test_the_page_answers_the_questions(audit, tmp_path):
    page = tmp_path / "page.html"
    result = audit(
        ROUTES=flights(*SOUTH, *NORTH),
        REASON_FIELD="call",
        RANK_FIELD="income",
        GROUP_FIELDS="aged",
        GROUPS_ARE=1,
        EFFORT=effort(),
        PLACES=places(gap=(0.8, 0.2, 0.9)),
        HTML=str(page),
    )
    text = page.read_text(encoding="utf-8")
    for part in (
        *("Who is flown over more", "Are poorer neighbourhoods filmed more", "no recorded reason", "pass on their way"),
        *("How long are homes in view", "more or less even", "Who lives where patrols leave gaps", "hours of patrols"),
        *("<svg", "Lorenz", "ecological fallacy", "Q0 &lt;b&gt;", "aged", "4 of 20 flights have"),
    ):
        assert part in text, part
    assert "This run cannot tell" not in text
    table = text[text.index("Those with the most for each resident first") :]
    first, last, empty = (table.index(f"Q{k} &lt;b&gt;") for k in (0, 5, 2))
    assert first < last < empty  # nobody lives in the last one
    assert "Q0 <b>" not in text
    assert str(tmp_path) not in text
    assert "<script src" not in text
    again = tmp_path / "again.html"
    audit(ROUTES=flights(*SOUTH, *NORTH), HTML=str(again))
    missing = again.read_text(encoding="utf-8")
    assert missing.count("This run cannot tell") == 5
    assert result["GINI_TOGETHER"] > 0


def test_the_same_seed_gives_the_same(audit):
    def result(seed):
        found = audit(ROUTES=flights(*SOUTH, *NORTH), RANK_FIELD="income", GROUPS="memory:", SEED=seed)
        return attributes(found["GROUPS"], "drone_low", "drone_high", "ratio_low", "ratio_high")

    assert result(1) == result(1)
    assert result(1) != result(2)


@pytest.mark.parametrize(
    ("given", "match"),
    [
        (lambda: {}, r"Give .*Drone routes.*|Give ROUTES"),
        (lambda: {"PLACES": places(risk=(1, 2, 3))}, "neither a field gap"),
        (lambda: {"EFFORT": places(gap=(1, 1, 1))}, "no field hours"),
        (lambda: {"ROUTES": flights()}, "no features"),
        (lambda: {"ROUTES": flights(*NORTH), "NEIGHBOURHOODS": quarters((0,) * 6)}, "Nobody lives"),
        (lambda: {"ROUTES": flights(*NORTH), "NEIGHBOURHOODS": quarters((5, -1, 5, 5, 5, 5))}, "number below 0: -1"),
        (lambda: {"ROUTES": flights(*NORTH), "POPULATION_FIELD": None}, "no field called residents, population"),
        (lambda: {"ROUTES": flights(*NORTH), "EXPECTED": 2}, "demand of the scored places"),
        (lambda: {"ROUTES": flights(*NORTH), "GROUP_FIELDS": ["old"]}, "has no field old"),
        (lambda: {"EFFORT": effort(), "REASON_FIELD": "call"}, "no effect without"),
        (lambda: {"ROUTES": flights(*NORTH), "TIMEZONE": "Asia/Shanghi"}, "Shanghi"),
    ],
)
def test_bad_input(audit, given, match):
    with pytest.raises(QgsProcessingException, match=match):
        audit(**given())


def test_what_is_unusual_is_said(audit, log):
    people = (1000, None, 0, 500, 2500, 3000)
    layer = quarters(people)
    audit(NEIGHBOURHOODS=layer, ROUTES=flights(*NORTH[:2], flight(30, 90_000)), GROUP_FIELDS=["people"], GROUPS_ARE=1)
    for part in (
        "1 neighbourhood has no number of residents",
        "people is more than all residents in 4 neighbourhoods",
        "33% of the time in the air is outside",
        "3 flights that are independent",
    ):
        assert any(part in text for text in log.warnings), part


def test_layers_in_degrees_give_the_same(audit):
    wgs84 = "EPSG:4326"
    layer = shape_layer(
        ["POLYGON((117 45.1, 117.02 45.1, 117.02 45.2, 117 45.2, 117 45.1))"],
        crs=wgs84,
        fields=[("Population", "Int")],
        rows=[[50]],
    )
    result = audit(NEIGHBOURHOODS=layer, POPULATION_FIELD=None, ROUTES=flights(*NORTH))
    assert result["CRS"] == "EPSG:32650"
    ((minutes,),) = attributes(result["OUTPUT"], "drone_min")
    wide = 0.02 * np.pi / 180 * 6_378_137 * np.cos(np.radians(45.16)) * 1.0008  # m, within 1 in 1000
    assert minutes * 60 / 4 == pytest.approx(wide / 10 + 60, rel=2e-3)


def test_it_can_be_cancelled(run):
    feedback = Feedback(cancel_at=20)
    given = {"NEIGHBOURHOODS": quarters(), "POPULATION_FIELD": "people", "ROUTES": flights(*SOUTH), "OUTPUT": "memory:"}
    assert "OUTPUT" not in run("equityaudit", feedback=feedback, **given)
