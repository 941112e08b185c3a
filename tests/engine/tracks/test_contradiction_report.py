"""What is said of fixes that contradict each other and of patrols that count several times: figures and causes."""

from datetime import UTC, datetime

import numpy as np
import pytest

from blindspot.engine.tracks.contradiction_report import ParameterNames, contradiction_texts
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from small_walks import T0, fixes, rows_of, wander

NAMES = ParameterNames("UNIT_FIELD", "TEAMS", True)


def said(rows, once=False, timezone="UTC", names=NAMES):
    data = fixes(rows)
    tracks, rejected = tracks_from_fixes(data, TrackRules(teams_once=once))
    return contradiction_texts(data, tracks, rejected, timezone, names, once)


@pytest.mark.parametrize(("once", "end"), [(False, "count more than once."), (True, "are left out.")])
def test_a_roster_in_hours_and_kilometres_of_all(once, end):
    """Three units with the same hour of 3.6 km, and one on its own; two more walk side by side for an hour."""
    t, x = T0 + 30.0 * np.arange(121), 30.0 * np.arange(121)
    rows = [row for unit in "abc" for row in rows_of(unit, t, x, 0 * x)] + rows_of("d", t, x, 0 * x + 9000)
    rows += rows_of("e", t, x, 0 * x + 20_000) + rows_of("f", t + 7, x + 7, 0 * x + 20_010)
    (text,) = said(rows, once)[1]
    assert text.startswith("3 units (a, b, c) have identical fixes. 2 units (e, f) move together.")
    assert f"3.0 of 6.0 h and 10.8 of 21.6 km {end}" in text
    assert once or "Is one patrol counted 3 times?" in text


def test_an_hour_read_twice_is_named_as_such():
    """In Berlin, 02:00 to 03:00 of 26 October 2025 came twice; all of it was read as the first."""
    first = datetime(2025, 10, 25, 23, tzinfo=UTC).timestamp()
    t, x, y = wander(1.0, 300, 60)
    t = first + t - t[0]
    later = (t >= first + 7200) & (t < first + 10_800)
    rows = rows_of("a", np.where(later, t - 3600, t), x, y)
    (text,) = said(rows, timezone="Europe/Berlin")[1]
    assert "12 rejected fixes lie in the hour that the clocks of Europe/Berlin show twice" in text
    assert "(2025-10-26)" in text
    assert "clocks" not in " ".join(said(rows, timezone="UTC")[1])
