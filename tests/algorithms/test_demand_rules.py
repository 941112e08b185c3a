"""What demand rests on: kinds of demand layers, residents' answers and the minimum, in the algorithms that score."""

import pytest
from qgis.core import QgsProcessingException
from small_archive import ZONE, add_to_archive, as_layer
from small_archive import walks as many_walks

from small_layers import EASTING, NORTHING, attributes, point_layer, saved, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
X0, X1, Y0, Y1 = EASTING, EASTING + 1000, NORTHING, NORTHING + 500
AREA = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"
ANSWERED = (("answer", "QString"), ("weight", "QString"), ("respondent", "QString"), ("comment", "QString"))


def at(*places, name, fields=()):
    """A layer of points some metres east and north of the corner."""
    rows = [((X0 + east, Y0 + north), *values) for east, north, *values in places]
    return point_layer(rows, fields, name=name)


@pytest.fixture
def given():
    """A layer of each kind, and answers."""
    exits, incidents = at((125, 125), (725, 325), name="exits"), at((625, 25), (640, 25), name="incidents")
    rows = [(125, 125, "not_here", None, f"flat {k}", "") for k in range(9)]
    rows += [(725, 325, "more", "1", "flat 77", "Anna")] * 3 + [(425, 425, "maybe", "1", "", "")]
    answers = at(*rows, name="answers", fields=ANSWERED)
    return {
        "AREA": shape_layer([AREA]),
        "DEMAND": [exits, incidents],
        "DEMAND_BASE": 0.01,
        "DEMAND_KIND": "infrastructure, patrol",
        "PATROL_FOUND_LIMIT": 20,
        "RESIDENTS": [answers],
        "DEMAND_MINIMUM": 25,
    }


def without(given, *names):
    return {name: value for name, value in given.items() if name not in names}


def test_the_fields_follow_only_what_is_given(run, walks, given):
    plain = without(given, "DEMAND_KIND", "PATROL_FOUND_LIMIT", "RESIDENTS", "DEMAND_MINIMUM")
    before = run("scoregaps", INPUT=walks, **FIXES, **plain, OUTPUT="memory:")
    known = run("scoregaps", INPUT=walks, **FIXES, **plain, DEMAND_KIND=["", "patrol"], OUTPUT="memory:")
    layer, with_kind = before["OUTPUT"], known["OUTPUT"]
    names = layer.fields().names()
    assert with_kind.fields().names() == [*names, "patrol_found"]
    assert attributes(with_kind, *names) == attributes(layer, *names)
    assert known["PATROL_FOUND_SHARE"] == pytest.approx(
        100 * sum(p * f for p, f in attributes(with_kind, "priority", "patrol_found")) / known["TOTAL_PRIORITY"]
    )
    assert "PATROL_FOUND_SHARE" not in before
    both = run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")["OUTPUT"]
    assert both.fields().names() == [*names, "patrol_found", "demand_without"]


def test_the_limit_holds_and_the_log_says_it(run, walks, given, log):
    given = without(given, "RESIDENTS", "DEMAND_MINIMUM")
    layer = run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")["OUTPUT"]
    rows = attributes(layer, "demand", "patrol_found")
    assert sum(demand * found for demand, found in rows) == pytest.approx(0.2 * sum(demand for demand, _ in rows))
    assert any("patrols would be" in text and "they are now 20.0 %" in text for text in log.infos)
    assert any("% of the total priority rests on incidents found by patrols" in text for text in log.infos)
    run("scoregaps", INPUT=walks, **FIXES, **given | {"DEMAND_KIND": "reports;infrastructure"}, OUTPUT="memory:")
    assert any("no effect" in text and "patrol" in text for text in log.warnings)


def test_answers_raise_and_lower_and_nothing_falls_below_the_minimum(run, walks, given, log):
    given = without(given, "DEMAND_KIND", "PATROL_FOUND_LIMIT") | {"DEMAND_BASE": 1}
    layer = run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")["OUTPUT"]
    rows = attributes(layer, "demand", "demand_without")
    ratios = [demand / before for demand, before in rows]
    assert min(ratios) == 0.5  # of nine households five would do
    assert max(ratios) == pytest.approx(2**0.2)  # three answers of one household are one
    (said,) = [text for text in log.infos if text.startswith("Residents:")]
    assert said == (
        "Residents: 3 requests (more), 9 objections (not here). 10 respondents have a key; 3 answers share a voice "
        "with others of the same key."
    )
    assert any("answers (RESIDENTS): 1 answer is neither more nor not_here" in text for text in log.warnings)
    (effects,) = [text for text in log.infos if "raise the demand" in text]
    raised, lowered = (sum(ratio > 1 for ratio in ratios), sum(ratio < 1 for ratio in ratios))
    assert f"raise the demand of {raised} places, and lower that of {lowered} places" in effects
    assert any(text.startswith("Total priority: ") and "without" in text for text in log.infos)
    assert not any("Anna" in text for text in [*log.infos, *log.warnings])
    held = run("scoregaps", INPUT=walks, **FIXES, **given | {"DEMAND_MINIMUM": 80}, OUTPUT="memory:")["OUTPUT"]
    mean = sum(without for _, without in rows) / len(rows)
    assert min(attributes(held, "demand"))[0] == pytest.approx(0.8 * mean)
    assert any(text.startswith("DEMAND_MINIMUM (80 % of the mean) holds ") for text in log.infos)


def test_a_layer_without_answers_is_one_sentence(run, walks, given):
    given["RESIDENTS"] = given["DEMAND"]
    with pytest.raises(QgsProcessingException, match="has no field answer"):
        run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"DEMAND_KIND": "patrol"}, "has 1 word for 2 layers"),
        ({"DEMAND_KIND": "patrol,crime"}, "has the word crime"),
        ({"DEMAND_KIND": "patrol,patrol", "DEMAND_BASE": 0}, "All demand rests on incidents found by patrols"),
        ({"PATROL_FOUND_LIMIT": 101}, "PATROL_FOUND_LIMIT"),
        ({"DEMAND_MINIMUM": -1}, "DEMAND_MINIMUM"),
        ({"RESIDENTS_LIMIT": 0.5}, "RESIDENTS_LIMIT"),
    ],
)
def test_wrong_values_are_one_sentence(run, walks, given, extra, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("scoregaps", INPUT=walks, **FIXES, **given | extra, OUTPUT="memory:")


def test_an_archive_has_the_same_demand(run, given, tmp_path):
    fixes = many_walks(2)
    given |= {"PRISM_SPEED": 15, "OUTPUT": "memory:"}
    one = run("scoregaps", INPUT=as_layer(fixes), UNIT_FIELD="unit", TIMEZONE=ZONE, **given)
    other = run("scorearchive", ARCHIVE=add_to_archive(tmp_path / "archive", fixes), **given)
    names = ("place_id", "demand", "patrol_found", "demand_without", "why")
    assert sorted(attributes(one["OUTPUT"], *names)) == sorted(attributes(other["OUTPUT"], *names))
    for name in ("PATROL_FOUND_SHARE", "TOTAL_PRIORITY"):
        assert other[name] == pytest.approx(one[name])
    assert 0 < one["PATROL_FOUND_SHARE"] < 100


def test_what_is_based_on_scored_places_has_the_same_demand(run, walks, given, log, tmp_path):
    def file(layer, number=0):
        return saved(layer, tmp_path / f"{layer.name()} {number}.gpkg").source()

    walks, given["AREA"] = file(walks), file(given["AREA"])
    for name in ("DEMAND", "RESIDENTS"):
        given[name] = [file(layer, number) for number, layer in enumerate(given[name])]
    scored = run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")
    other = run("assessplan", INPUT=walks, INPUT_AFTER=walks, **FIXES, **given, OUTPUT="memory:")
    names = ("place_id", "demand")
    assert attributes(other["OUTPUT"], *names) == attributes(scored["OUTPUT"], *names)
    assert other["PRIORITY_BEFORE"] == pytest.approx(scored["TOTAL_PRIORITY"])
    log.infos.clear()
    profile = run("coverageprofile", SCORED=scored["OUTPUT"], PER_PLACE=False, OUTPUT="memory:")
    assert profile["PLACE_COUNT"] == scored["PLACE_COUNT"]
    said = [text for text in log.infos if "patrols would be" in text or "raise the demand" in text]
    assert len(said) == 2
    spots = run("findblindspots", INPUT=scored["OUTPUT"], SHARE=100, MIN_GAP=0.5, OUTPUT="memory:")["OUTPUT"]
    rules = {"SHARE": 100, "MIN_GAP": 0.5, "REPEATS": 1, "ACCURACY": 1}
    again = run("spotstability", SPOTS=spots, INPUT=walks, **FIXES, **given, **rules, OUTPUT="memory:")
    assert again["MEAN_STABILITY"] == 1


@pytest.mark.parametrize("kind", ["reports", "patrol", "infrastructure", None])
def test_reports_that_lie_where_patrols_go_are_a_warning(run, kind, log):
    again = [(xy, time.addSecs(7200), f"{unit} again") for xy, time, unit in walk_rows(2) if unit == "U1"]
    walks = point_layer(walk_rows(units=3) + again)  # the street in the middle is walked twice
    where = at(*((40 * k, 200 + side) for k in range(25) for side in (-5, 5)), name="calls")
    given = {"AREA": shape_layer([AREA]), "DEMAND": [where], "DEMAND_KIND": kind}
    run("scoregaps", INPUT=walks, **FIXES, **given, OUTPUT="memory:")
    warned, said = ([text for text in texts if text.startswith("calls:")] for texts in (log.warnings, log.infos))
    assert [len(warned), len(said)] == [kind == "reports", kind is None]
    for text in [*warned, *said]:
        assert "visited more by patrols than most" in text
