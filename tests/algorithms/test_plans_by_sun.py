"""Plans for a watch by the sun: the hours of their date, and rotations over nights of their own lengths."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from qgis.core import QgsProcessingException
from test_nights_over_the_watch import plan  # noqa: F401
from test_plannights import assessed
from test_planroutes import Listener, spots
from test_planroutes import run as plan_one
from test_planroutes_watch import launches, with_profiles

from blindspot.engine.plan.night_by_sun import shares_of_night
from blindspot.engine.score.watch_bins import bin_edges
from blindspot.engine.timing.sun_hours import SunHours
from small_layers import attributes

ZONE, PLACE = "Europe/Vienna", (15.0, 45.16)
CLOSE = {"OBJECTIVE": 0, "SPOTS": "memory:", "TIMEZONE": ZONE, "MAX_ITERATIONS": 10, "WATCH_BY": 1, "SORTIES": 2}


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


@pytest.mark.parametrize("start", ["2026-01-10T12:00:00", "2026-06-20T12:00:00", "2026-06-21T02:00:00"])
def test_a_plan_has_the_hours_of_its_night(start):
    log = Listener()
    made = plan_one(log, BLIND_SPOTS=[spots()], START=start, **CLOSE)
    sun = SunHours(*PLACE).nights(at(start) - 43_200, at(start) + 86_400)
    begins, ends = sun[sun[:, 1] > at(start)][0]
    taken = launches(made["ROUTES"])
    assert len(taken)
    assert (taken >= max(begins, at(start)) - 60).all()
    assert (taken <= ends + 7200 + 60).all()
    hours = " to ".join(datetime.fromtimestamp(each, ZoneInfo(ZONE)).strftime("%H:") for each in (begins, ends))
    text = next(line for line in log.infos if line.startswith("Gaps are closed over the watch"))
    assert text.startswith(f"Gaps are closed over the watch {hours[:3]}")
    assert "(sunset to sunrise), which begins at" in text


def test_without_a_date_or_a_night_there_is_a_sentence():
    with pytest.raises(QgsProcessingException, match="give the date and time of the flights"):
        plan_one(**CLOSE)
    nautical = {**CLOSE, "WATCH_BY": 3, "SUN_OFFSET": 200}
    with pytest.raises(QgsProcessingException, match=r"no watch \(nautical night, 200 min less at either end\)"):
        plan_one(START="2026-06-20T12:00:00", **nautical)


def test_profiles_count_from_the_start_of_the_night():
    """Three gaps that open within the night's first hour, after two, and late."""
    bins = round(SunHours(*PLACE).longest / 1800)
    profiles = [
        str([float(low <= number < high) for number in range(bins)]) for low, high in ((0, 2), (4, 6), (10, 12))
    ]
    log = Listener()
    made = plan_one(log, BLIND_SPOTS=[with_profiles(profiles)], START="2026-01-10T12:00:00", **CLOSE, REVISIT=60)
    assert not any("no gap_profile" in line for line in log.warnings)
    first = {row[0]: row[1].toSecsSinceEpoch() for row in attributes(made["SPOTS"], "spot_id", "first_visit")}
    sunsets = SunHours(*PLACE).nights(at("2026-01-10T12:00"), at("2026-01-11T12:00"))[:, 0]
    sunset = sunsets[sunsets > at("2026-01-10T12:00")][0]
    np.testing.assert_allclose((np.array(sorted(first.values())) - sunset) / 3600, [1, 3, 6], atol=0.1)


@pytest.mark.parametrize(("longest", "length"), [(14.0, 9.6), (14.0, 13.2), (11.5, 4.77), (24.0, 24.0), (12.0, 12.0)])
def test_shares_of_a_night_are_those_of_its_hours(longest, length):
    random = np.random.default_rng(1)
    edges, own = bin_edges(3600 * longest), bin_edges(3600 * length)
    shares = random.dirichlet(np.ones(len(edges) - 1), 5)
    found = shares_of_night(shares, 3600 * longest, 3600 * length)
    moments = np.arange(6, longest * 3600, 12)
    density = (
        shares[:, np.searchsorted(edges, moments, side="right") - 1]
        / np.diff(edges)[np.searchsorted(edges, moments, side="right") - 1]
    )
    inside = moments < 3600 * length
    of_bin = np.searchsorted(own, moments[inside], side="right") - 1
    expected = np.array([np.bincount(of_bin, row[inside], len(own) - 1) for row in density])
    np.testing.assert_allclose(found, expected / expected.sum(axis=1, keepdims=True), atol=1e-9)
    nothing = np.zeros((1, len(edges) - 1))
    np.testing.assert_allclose(shares_of_night(nothing, 3600 * longest, 3600 * length), [np.diff(own) / own[-1]])


def test_nights_of_a_rotation_begin_at_their_own_sunsets(plan, log):  # noqa: F811
    made = plan(WATCH_BY=1, NIGHTS=2, NIGHT_FROM=None)
    starts = [row[0].toSecsSinceEpoch() for row in attributes(made["ROUTES"], "start")]
    sun = SunHours(15.0, 49.65).nights(min(starts) - 43_200, max(starts) + 43_200)
    night = np.searchsorted(sun[:, 0], starts, side="right") - 1
    assert len(set(night.tolist())) == 2
    assert (np.array(starts) <= sun[night, 1] + 7200).all()
    assert any(line.startswith("The watch follows the sun") for line in log.infos)
    assert made["PRIORITY_AFTER"] < made["PRIORITY_BEFORE"]


def test_a_plan_of_one_night_gains_what_assessing_it_finds(plan, run):  # noqa: F811
    made = plan(WATCH_BY=1, NIGHTS=1)
    found = assessed(run, made["ROUTES"])
    assert found["PRIORITY_AFTER"] == pytest.approx(made["PRIORITY_AFTER"], abs=1e-6)


def test_a_season_without_enough_nights_is_a_sentence(plan):  # noqa: F811
    with pytest.raises(QgsProcessingException, match="in this season there are only"):
        plan(WATCH_BY=3, SUN_OFFSET=170, NIGHTS=5, START="2026-05-25T12:00:00")
