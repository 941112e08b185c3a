"""Drones in turn and apart."""

import numpy as np
import pytest

from blindspot.engine.aircraft import Aircraft
from blindspot.engine.flight import Stretch, flown
from blindspot.engine.progress import Cancelled
from blindspot.engine.schedule import SEPARATION, starts_of


def there_and_back(site, goal):
    return flown([Stretch("fly", np.array([site, goal, site], dtype=float))], Aircraft())


def test_a_drone_flies_one_after_another_with_time_to_swap():
    flights = [there_and_back((0, 0), (500, 0)), there_and_back((0, 0), (0, 300))]
    begins = starts_of(flights, np.array([3, 3]), swap_time=180)
    assert begins[0] == 0
    assert begins[1] == flights[0].duration + 180


def test_drones_far_from_each_other_start_together():
    flights = [there_and_back((0, 0), (500, 0)), there_and_back((5000, 0), (5500, 0))]
    assert starts_of(flights, np.array([0, 1])).tolist() == [0, 0]


def test_no_two_drones_come_close_in_the_air():
    random = np.random.default_rng(0)
    sites = np.array([[0.0, 0], [800, 0]])
    flights = [there_and_back(sites[index % 2], random.random(2) * 1000) for index in range(8)]
    drone = np.array([0, 1, 2, 3, 0, 1, 2, 3])
    begins = starts_of(flights, drone, swap_time=60)
    for one in range(8):
        for other in range(one):
            first = max(begins[one], begins[other])
            last = min(begins[one] + flights[one].duration, begins[other] + flights[other].duration)
            moments = np.arange(first, last, 0.1)
            gaps = np.hypot(
                *(flights[one].position(moments - begins[one]) - flights[other].position(moments - begins[other])).T
            )
            assert not len(gaps) or gaps.min() >= SEPARATION


def test_waiting_for_free_air_can_be_cancelled():
    flights = [there_and_back((0, 0), (500, 0)) for _ in range(3)]
    calls = []

    def stop_in_time(share):
        calls.append(share)
        if len(calls) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        starts_of(flights, np.arange(3), progress=stop_in_time)
    assert calls == sorted(calls)
