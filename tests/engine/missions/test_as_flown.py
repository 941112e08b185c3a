"""Tests of the time and the battery of a plan as flown, against a simulated autopilot that flies its files."""

from dataclasses import replace

import numpy as np
import pytest
from autopilot import Autopilot
from scenarios import village
from small_mission import ARDUPILOT, degrees

from blindspot.engine.check.battery import energy_along, full_battery
from blindspot.engine.missions.as_flown import as_flown
from blindspot.engine.missions.from_plan import missions_of
from blindspot.engine.missions.mavlink import slower
from blindspot.engine.missions.qgc_plan import write


def hills(x, y):
    return 30 + 20 * np.sin(np.asarray(x) / 150) * np.cos(np.asarray(y) / 120)


@pytest.fixture(scope="module", params=["level", "hilly"])
def planned(request):
    given = village()
    if request.param == "hilly":
        given = replace(given, aircraft=replace(given.aircraft, ground=hills, ground_spacing=10.0, endurance=800))
    return given.layers(given.plan())[0], given.aircraft


def test_time_and_battery_are_those_of_the_flight(planned):
    plan, aircraft = planned
    found = as_flown(plan, aircraft)
    sorties = missions_of(plan, degrees)
    assert len(sorties) == len(found.left) > 2
    full, _ = full_battery(aircraft)
    for sortie in sorties:
        route = sortie.route
        track = Autopilot(write(sortie.mission, ARDUPILOT)).flown().track
        assert found.duration[route] == pytest.approx(track[-1, 3], rel=0.01, abs=2)
        left = 100 * (1 - energy_along(track, aircraft) / full)
        assert left - 5 <= found.left[route] <= left + 0.5, "rather too little than too much"
        assert slower(sortie.mission, ARDUPILOT) == pytest.approx(found.slower[route], abs=0.5)
        assert found.slower[route] == pytest.approx(found.duration[route] - plan.routes.duration_s[route])
        assert 0 < found.slower[route] < plan.routes.duration_s[route]
