"""The schedule: swap times of a drone, and separation of different drones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.flight import Stretch, flown
from blindspot.engine.plan.schedule import Separation, starts_of
from blindspot.engine.progress import Cancelled


def there_and_back(site, goal, higher=0.0):
    return flown([Stretch("fly", np.array([site, goal, site], dtype=float))], Aircraft().raised(float(higher)))


def test_sorties_of_a_drone_are_a_swap_time_apart():
    flights = [there_and_back((0, 0), (500, 0)), there_and_back((0, 0), (0, 300))]
    begins = starts_of(flights, np.array([3, 3]), swap_time=180)
    assert begins[0] == 0
    assert begins[1] == flights[0].duration + 180


def test_drones_far_from_each_other_start_together():
    flights = [there_and_back((0, 0), (500, 0)), there_and_back((5000, 0), (5500, 0))]
    assert starts_of(flights, np.array([0, 1])).tolist() == [0, 0]


def apart(flights, begins, drone):
    """(n, 2) m in the plane and in height between flights of different drones, ten times a second."""
    found = []
    for one in range(len(flights)):
        for other in range(one):
            if drone[one] == drone[other]:
                continue
            lines = flights[one].line(begins[one]), flights[other].line(begins[other])
            moments = np.arange(max(line[0, 3] for line in lines), min(line[-1, 3] for line in lines), 0.1)
            places = [[np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)] for line in lines]
            steps = np.subtract(*places)
            found.append(np.stack((np.hypot(steps[0], steps[1]), np.abs(steps[2])), axis=1))
    return np.concatenate(found)


@pytest.mark.parametrize("layers", [1, 3])
def test_no_two_drones_come_close_in_the_air(layers):
    random = np.random.default_rng(0)
    sites = np.array([[0.0, 0], [800, 0]])
    drone = np.array([0, 1, 2, 3, 0, 1, 2, 3])
    rules = Separation(30, 10, layers)
    flights = [
        there_and_back(sites[index % 2], random.random(2) * 1000, rules.heights(4)[drone[index]]) for index in range(8)
    ]
    begins = starts_of(flights, drone, 60, rules)
    between = apart(flights, begins, drone)
    assert len(between) > 1000
    # in 0.1 s two drones come at most 2 m closer in the plane, 0.6 m in height
    close = (between[:, 0] < 30 - 2) & (between[:, 1] < (10 - 0.6 if layers > 1 else np.inf))
    assert not close.any()


def test_layers_let_drones_cross_without_delay():
    lines = [((0, 0), (1000, 0)), ((500, -500), (500, 500))]
    for layers, waits in ((1, True), (2, False)):
        rules = Separation(30, 10, layers)
        flights = [there_and_back(*line, rules.heights(2)[index]) for index, line in enumerate(lines)]
        assert (starts_of(flights, np.arange(2), 0, rules)[1] > 0) == waits


def test_sorties_are_delayed_if_the_height_tolerance_uses_up_the_layer_spacing():
    lines = [((0, 0), (1000, 0)), ((500, -500), (500, 500))]
    rules = Separation(30, 10, 2)
    flights = [there_and_back(*line, rules.heights(2)[index]) for index, line in enumerate(lines)]
    assert starts_of(flights, np.arange(2), 0, rules, tolerance=1).tolist() == [0, 0]
    assert starts_of(flights, np.arange(2), 0, rules, tolerance=6)[1] > 0
    assert rules.least_vertical(1.0) == pytest.approx(8)


def test_flights_take_off_at_their_wanted_times():
    flights = [there_and_back((0, 0), (500, 0)), there_and_back((5000, 0), (5500, 0))]
    assert starts_of(flights, np.array([0, 1]), wanted=np.array([900.0, 7.5])).tolist() == [900, 7.5]


def test_a_drone_that_is_not_ready_takes_off_later_than_wanted():
    """Its flights follow each other by wanted time, not by index; each waits for the one before."""
    flights = [there_and_back((0, 0), goal) for goal in ((500, 0), (0, 300), (0, 400))]
    begins = starts_of(flights, np.zeros(3, int), swap_time=180, wanted=np.array([100.0, 50, 5000]))
    assert begins.tolist() == [50 + flights[1].duration + 180, 50, 5000]


def test_a_flight_that_conflicts_takes_off_as_soon_after_its_wanted_time_as_it_can():
    rules = Separation(30, 10, 1)
    flights = [there_and_back((0, 0), (1000, 0)), there_and_back((500, -500), (500, 500))]
    late = np.array([1000.0, 1000.0])
    begins = starts_of(flights, np.arange(2), 0, rules, wanted=late)
    assert begins[0] == 1000
    assert begins - 1000 == pytest.approx(starts_of(flights, np.arange(2), 0, rules))
    assert begins[1] > 1000


PADS = np.array([[0.0, 0], [20, 0], [800, 0]])


@given(st.integers(0, 10_000))
def test_movements_at_a_pad_are_its_time_apart(seed):
    """Two of the three sites are nearer to each other than the separation, so they are one pad."""
    random = np.random.default_rng(seed)
    rules = Separation(30, 10, 3, pad_time=float(random.choice([20.0, 60.0, 300.0])))
    drone = np.arange(9) % int(random.integers(2, 6))
    home = random.integers(0, 3, 6)[drone]
    flights = [
        there_and_back(PADS[site], random.random(2) * 1000, height)
        for site, height in zip(home, rules.heights(6)[drone], strict=True)
    ]
    wanted = random.random(9) * 1500 if seed % 2 else None
    begins = starts_of(flights, drone, 60, rules, wanted=wanted)
    assert wanted is None or (begins >= wanted).all()
    pad, moment, whose = [], [], []
    for index, flight in enumerate(flights):
        pad += [0 if home[index] < 2 else 1] * 2
        moment += [begins[index], begins[index] + flight.duration]
        whose += [drone[index]] * 2
    pad, moment, whose = np.array(pad), np.array(moment), np.array(whose)
    other = (pad[:, None] == pad) & (whose[:, None] != whose)
    assert (np.abs(moment[:, None] - moment)[other] >= rules.pad_time - 1e-5).all()


def test_a_flight_leaves_a_pad_as_soon_as_its_time_has_passed():
    rules = Separation(30, 10, 2, pad_time=47.0)
    flights = [there_and_back((0, 0), (3000, 0)), there_and_back((0, 0), (-3000, 0), 10)]
    assert starts_of(flights, np.arange(2), 0, rules).tolist() == [0, 47]
    # the second one flies 10 / 3 + 10 / 2 s longer, and also lands 47 s before the first
    begins = starts_of(flights, np.arange(2), 0, rules, wanted=np.array([600.0, 570]))
    assert begins == pytest.approx([570 + 10 / 3 + 10 / 2 + 47, 570])
    # its own landing and take-off are a swap time apart, not a pad time
    assert starts_of(flights, np.zeros(2, int), 10, rules)[1] == flights[0].duration + 10
    assert starts_of(flights, np.arange(2), 0, replace(rules, pad_time=0.0))[1] < 47
    assert starts_of(flights, np.arange(2), 0, replace(rules, horizontal=0.0)).tolist() == [0, 47]  # one launch site


def test_sixty_sorties_share_a_pad():
    rules = Separation()
    drone = np.repeat(np.arange(20), 3)
    angle = np.arange(60)
    flights = [
        there_and_back((0, 0), 2000 * np.array([np.cos(turn), np.sin(turn)]), rules.heights(20)[own])
        for turn, own in zip(angle, drone, strict=True)
    ]
    begins = starts_of(flights, drone, 300, rules)
    assert (np.diff(np.sort(begins)) >= 60 - 1e-6).all()
    assert begins.max() < 3 * 3600


def test_the_search_for_a_start_can_be_cancelled():
    flights = [there_and_back((0, 0), (500, 0)) for _ in range(3)]
    calls = []

    def stop_in_time(share):
        calls.append(share)
        if len(calls) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        starts_of(flights, np.arange(3), progress=stop_in_time)
    assert calls == sorted(calls)
