"""How long results may be used: the strictest of all that their records say, by local days."""

from datetime import date

import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.provenance.retention import (
    MOST_DAYS,
    Retention,
    Terms,
    check_retention,
    expired,
    joined_terms,
    looser,
    retention_of,
    spans,
)


def record(*inputs, results=None, time=None, made="2026-05-01T00:00:00Z", **parameters):
    """A record of a run. inputs: records of its input layers; time: of the fixes that it read."""
    layers = [{"name": "layer", "record": one} for one in inputs]
    layers += [{"name": "fixes", "time": list(time)}] if time else []
    return {
        **{"schema": 1, "algorithm": "blindspot:any", "made": made},
        **{"parameters": parameters, "inputs": {"INPUT": layers}, "results": results or {}},
    }


MARCH = ("2026-03-01T20:00:00Z", "2026-03-10T20:00:00Z")


def test_nothing_said_is_no_limit():
    found = retention_of(record(record(time=MARCH)))
    assert found == Retention(None, (), date(2026, 3, 1), date(2026, 3, 10), None, None)
    assert check_retention("scored", found, date(2100, 1, 1)) == []
    assert retention_of(record(RETAIN_DAYS=None, PURPOSE="")) == Retention()


def test_the_last_local_day_and_the_day_after():
    """20:00 UTC is the next day in Shanghai: the data end on 11 March there."""
    found = retention_of(record(time=MARCH, TIMEZONE="Asia/Shanghai", RETAIN_DAYS=30, PURPOSE=" to plan\n patrols "))
    assert (found.first_day, found.last_day) == (date(2026, 3, 2), date(2026, 3, 11))
    assert (found.ends, found.begins) == (date(2026, 4, 10), date(2026, 4, 1))
    assert found.purposes == ("to plan patrols",)
    assert check_retention("scored", found, date(2026, 4, 1)) == []
    (notice,) = check_retention("scored", found, date(2026, 4, 10))
    assert "until 2026-04-10" in notice
    with pytest.raises(UserError, match="scored is past its time: it was to be used until 2026-04-10") as error:
        check_retention("scored", found, date(2026, 4, 11))
    assert "2026-03-11" in str(error.value)
    assert "30" in str(error.value)


@pytest.mark.parametrize(("near", "far"), [(90, 30), (30, 90), (None, 30), (30, None)])
def test_the_strictest_of_the_chain_holds(near, far):
    tracks = record(time=MARCH, RETAIN_DAYS=far, PURPOSE="far")
    found = retention_of(record(record(tracks, RETAIN_DAYS=near, PURPOSE="near"), record()))
    assert (found.retain_days, found.ends) == (30, date(2026, 4, 9))
    assert found.purposes == ("near", "far")


def test_of_two_inputs_that_ends_which_ends_first():
    old, new = record(time=MARCH, RETAIN_DAYS=30), record(time=("2026-04-01T00:00:00Z",) * 2, RETAIN_DAYS=20)
    found = retention_of(record(new, old))
    assert (found.first_day, found.last_day, found.ends) == (date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 9))
    assert found.retain_days == 20


def test_a_period_of_the_data_is_what_counts():
    period = {"PERIOD_START": "2026-03-02T00:00:00Z", "PERIOD_END": "2026-03-05T00:00:00Z"}
    found = retention_of(record(record(time=MARCH, RETAIN_DAYS=10), results=period))
    assert (found.first_day, found.last_day, found.ends) == (date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 14))


def test_a_period_beyond_the_data_ends_with_them():
    period = {"PERIOD_START": "2026-03-02T00:00:00Z", "PERIOD_END": "2026-03-25T00:00:00Z"}
    found = retention_of(record(time=MARCH, RETAIN_DAYS=10, results=period))
    assert (found.first_day, found.last_day, found.ends) == (date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 20))
    days = {"ARCHIVE_RETAIN_DAYS": 10, "ARCHIVE_FIRST_DAY": "2026-03-01", "ARCHIVE_LAST_DAY": "2026-03-09"}
    assert retention_of(record(results={**period, **days})).ends == date(2026, 3, 19)
    assert retention_of(record(results={**period, **days, "ARCHIVE_LAST_DAY": "?"})).ends == date(2026, 4, 3)


def test_days_after_the_data_do_not_give_more_time():
    period = {"PERIOD_START": "2026-06-02T00:00:00Z", "PERIOD_END": "2026-06-05T00:00:00Z"}
    found = retention_of(record(record(time=MARCH, RETAIN_DAYS=10), results=period))
    assert (found.ends, found.begins) == (date(2026, 3, 20), date(2026, 3, 11))


def test_an_archive_says_it_in_the_results():
    found = retention_of(record(results={"ARCHIVE_RETAIN_DAYS": 7, "ARCHIVE_PURPOSE": "years"}, RETAIN_DAYS=9))
    assert (found.retain_days, found.purposes, found.ends) == (7, ("years",), date(2026, 5, 8))  # the day of the run


@pytest.mark.parametrize("value", ["30", True, [30], float("nan"), None])
def test_what_is_no_number_of_days_is_none(value):
    assert retention_of(record(time=MARCH, RETAIN_DAYS=value)).ends is None


def test_numbers_and_times_from_elsewhere_raise_nothing():
    assert retention_of(record(time=MARCH, RETAIN_DAYS=1e300)).retain_days == MOST_DAYS
    assert retention_of(record(time=MARCH, RETAIN_DAYS=-4)).ends == date(2026, 3, 10)
    odd = record(time=("9999-12-31T00:00:00Z", "9999-12-31T23:00:00Z"), TIMEZONE="Asia/Shanghai", RETAIN_DAYS=4)
    assert retention_of(odd).ends == date(2026, 5, 5)  # of the day of the run
    assert retention_of(record(time=(3, None), TIMEZONE=4, RETAIN_DAYS=4, made=None)).ends is None


def test_terms_are_joined_to_the_stricter():
    there = Terms(30, "to plan patrols")
    assert joined_terms("it", there, Terms()) == there
    assert joined_terms("it", Terms(), there) == there
    assert joined_terms("it", there, Terms(7, "To plan patrols")) == Terms(7, "to plan patrols")
    assert joined_terms("it", Terms(7, "To plan patrols"), Terms(None, "to plan patrols")).retain_days == 7
    with pytest.raises(UserError, match="it is for another purpose"):
        joined_terms("it", there, Terms(None, "to watch officers"))
    with pytest.raises(UserError, match="it may be kept for 30 days, and RETAIN_DAYS says 31"):
        joined_terms("it", there, Terms(31))
    assert looser("it", there, Terms(30)) == ""


def test_expired_days():
    days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-09"]
    assert expired(days, 10, date(2026, 1, 12)) == ["2026-01-01"]
    assert expired(days, 0, date(2026, 1, 4)) == days[:3]
    assert expired(days, None, date(2100, 1, 4)) == []
    assert spans(days) == "2026-01-01 to 2026-01-03, 2026-01-09"
