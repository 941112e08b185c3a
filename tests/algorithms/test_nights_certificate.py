"""CERTIFICATE of blindspot:plannights: the table, its numbers and what the log says."""

import pytest
from qgis.core import QgsApplication, QgsProcessingException
from test_plannights import OUTPUTS, ZONE, features, fixes, places, site

from blindspot.layers.attributes import is_null
from small_layers import attributes

DRAWN = {"UNPREDICTABLE": True, "PLANS": 3, "NIGHTS": 2, "SEED": 3, "RETURN_WEIGHT": 0}


@pytest.fixture
def plan(run):
    def plan(**parameters):
        given = {
            "INPUT": fixes(2),
            "TIME_FIELD": "time",
            "UNIT_FIELD": "unit",
            "TIMEZONE": ZONE,
            "PLACES": places(),
            "DEMAND_FIELD": "weight",
            "LAUNCH_SITES": site(),
            "DRONES": 1,
            "ENDURANCE": 10,
            "TURN_TIME": 0,
            "LANDING_TIME": 0,
            "SHARE": 100,
            "NIGHTS": 2,
            "MAX_ITERATIONS": 10,
            "SEED": 3,
            **dict.fromkeys(OUTPUTS, "memory:"),
        }
        return run("plannights", **(given | parameters))

    return plan


def test_of_drawn_nights(plan, log):
    results = plan(CERTIFICATE="memory:", **DRAWN)
    table = results["CERTIFICATE"]
    rows = {
        (picks, rule): (escape, low)
        for picks, rule, escape, low in attributes(table, "picks", "rule", "escape", "escape_low")
    }
    seen = "place and moment, where and when a plan sees"
    assert rows["place and moment", "draw of this run"] == (results["ESCAPE_PROBABILITY"], results["ESCAPE_BOUND"])
    assert rows[seen, "draw of this run"] == (results["ESCAPE_SEEN"], results["ESCAPE_SEEN_BOUND"])
    assert results["ESCAPE_SEEN"] >= 1 - results["LEAST_PROBABILITY"] - 1e-9
    assert [rule for picks, rule in rows if picks == seen] == [
        *("rotation", "draw of this run", "equal probabilities", "best probabilities"),
    ]
    assert [rule for picks, rule in rows if picks == "place and moment"][-2:] == [
        *("draw of this run, take-offs moved", "best probabilities, take-offs moved"),
    ]
    assert all(low <= escape + 1e-9 for escape, low in rows.values())
    known = {f"exit {k}" for k in range(1, 7)}
    for picks, place, name, moment in attributes(table, "picks", "place_id", "name", "moment"):
        assert name == f"exit {place}"
        assert name in known
        if "random" in picks:
            assert is_null(moment)
        else:
            assert moment >= "22:00" or moment <= "07:00"
    said = [text for text in log.infos if "An observer" in text or text.startswith("Certificate")]
    assert len(said) == 4
    assert f"{results['ESCAPE_SEEN']:.3f} against the draw of this run" in said[2]
    assert any("as secret as the seed" in text for text in log.infos)
    assert log.shares == sorted(log.shares)


def test_other_outputs_stay_as_they_are(plan, log):
    for more in (DRAWN, {}):
        without, with_it = plan(**more), plan(CERTIFICATE="memory:", **more)
        assert not any(name.startswith("ESCAPE") for name in without)
        assert "CERTIFICATE" not in without
        for name in OUTPUTS:
            assert features(without[name]) == features(with_it[name]), name
        assert {name: value for name, value in with_it.items() if name in without and name not in OUTPUTS} == {
            name: value for name, value in without.items() if name not in OUTPUTS
        }
    assert with_it["ESCAPE_PROBABILITY"] == 1  # a rotation is known
    rules = [rule for (rule,) in attributes(with_it["CERTIFICATE"], "rule")]
    assert len(rules) == 11
    assert not any("this run" in rule for rule in rules)
    assert any("If nights were drawn among these plans" in text for text in log.infos)


def test_where_each_visit_sees_the_whole_watch_a_draw_would_leave_one_half(plan):
    whole = {"WATCH_START": "00:00", "WATCH_END": "01:00", "START": "2026-01-10T01:30:00", "RETURN_WEIGHT": 0}
    results = plan(CERTIFICATE="memory:", **whole)
    assert (results["ESCAPE_PROBABILITY"], results["ESCAPE_SEEN"]) == (1, 1)
    assert (results["ESCAPE_BOUND"], results["ESCAPE_SEEN_BOUND"]) == pytest.approx((0.5, 0.5))
    moments = {moment for (moment,) in attributes(results["CERTIFICATE"], "moment") if not is_null(moment)}
    assert all("00:00" <= moment <= "01:00" for moment in moments)


def test_a_table_without_rows_where_nothing_is_flown(plan, log):
    results = plan(PLACES=places((1, 1), [(60_000, 0), (0, 50_000)]), CERTIFICATE="memory:", NIGHTS=1)
    assert results["CERTIFICATE"].featureCount() == 0
    assert "ESCAPE_PROBABILITY" not in results
    assert any("CERTIFICATE is empty" in text for text in log.warnings)


def test_a_revisit_interval_of_a_day_is_refused(plan):
    with pytest.raises(QgsProcessingException, match="leave CERTIFICATE empty"):
        plan(CERTIFICATE="memory:", REVISIT=1440)


def test_every_field_is_explained(plan):
    results = plan(CERTIFICATE="memory:", NIGHTS=1)
    algorithm = QgsApplication.processingRegistry().algorithmById("blindspot:plannights")
    help_text = algorithm.parameterDefinition("CERTIFICATE").help()
    assert [f.name() for f in results["CERTIFICATE"].fields() if f.name() not in help_text] == []
