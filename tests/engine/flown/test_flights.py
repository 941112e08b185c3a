"""Positions cleaned and divided into flights."""

import numpy as np
import pytest

from blindspot.engine.flown.flight_log import FlightLog
from blindspot.engine.flown.flights import BACK, NO_FIX, NO_POSITION, NO_TIME, ON_GROUND, ORIGIN, TOO_FAST, flights_of

START = 1_767_308_400.0


def log(seconds=600, ground=60, noise=0.5, seed=1, **columns) -> FlightLog:
    """A minute on the ground, a flight, and a minute on the ground, a position a second."""
    t = np.arange(0, seconds + 1.0)
    air = (t > ground) & (t < seconds - ground)
    up = np.interp(t, [0, ground, ground + 20, seconds - ground - 20, seconds - ground, seconds], [0, 0, 60, 60, 0, 0])
    east = np.where(air, 100 * np.sin((t - ground) / (seconds - 2 * ground) * np.pi), 0)
    noisy = np.random.default_rng(seed).normal(0, noise, (2, len(t)))
    lon, lat = 118.78 + (east + noisy[0]) / 94_000, 32.05 + noisy[1] / 111_000
    return FlightLog.of("test", t + START, lon, lat, **{"above_takeoff": up, **columns})


def test_the_ground_is_left_out():
    found = flights_of(log())
    assert len(found.flights) == 1
    assert found.log.t[found.flights[0][[0, -1]]] - START == pytest.approx([60, 540], abs=4)
    assert set(found.counts()) == {ON_GROUND}


def test_armed_divides_flights_and_so_does_the_ground():
    first, second = log(), log()
    both = {name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in
            ("lon", "lat", "above_takeoff")}  # fmt: skip
    t = np.concatenate([first.t, second.t + 601])
    joined = FlightLog.of("test", t, **both)
    assert len(flights_of(joined).flights) == 2
    armed = np.zeros(len(t))
    armed[50:560] = armed[650:1150] = 1
    found = flights_of(FlightLog.of("test", t, **both, armed=armed))
    assert [len(flight) > 400 for flight in found.flights] == [True, True]


def test_each_fault_has_its_reason():
    good = log()
    lon, lat, t, fixed = good.lon.copy(), good.lat.copy(), good.t.copy(), np.ones(len(good), bool)
    lon[200] = lat[200] = 0.0
    lat[210] = np.nan
    t[220] = np.nan
    t[230] -= 50
    lon[240] += 0.1
    fixed[250] = False
    faulty = FlightLog.of("test", t, lon, lat, above_takeoff=good.above_takeoff, fixed=fixed)
    found = flights_of(faulty)
    assert found.rejected[[200, 210, 220, 230, 240, 250]].tolist() == [
        *(ORIGIN, NO_POSITION, NO_TIME, BACK, TOO_FAST, NO_FIX)
    ]
    assert len(found.flights) == 1
    assert (found.rejected[100:200] == "").all()


def test_one_time_far_ahead_costs_only_itself():
    good = log()
    t = good.t.copy()
    t[300] += 5000
    found = flights_of(FlightLog.of("test", t, good.lon, good.lat, above_takeoff=good.above_takeoff))
    assert found.counts().get(BACK) == 1
    assert (np.diff(found.log.t[found.flights[0]]) > 0).all()


def test_a_hover_is_no_landing():
    t = np.arange(0, 400.0)
    up = np.interp(t, [0, 20, 380, 399], [0, 60, 60, 0])
    still = FlightLog.of("test", t + START, np.full(400, 118.78), np.full(400, 32.05), above_takeoff=up)
    assert len(flights_of(still).flights) == 1


def test_a_log_that_stays_on_the_ground_has_no_flight():
    t = np.arange(0, 400.0)
    still = FlightLog.of("test", t + START, np.full(400, 118.78), np.full(400, 32.05), above_takeoff=np.zeros(400))
    assert flights_of(still).flights == ()
