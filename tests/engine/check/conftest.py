"""A flight plan without faults, in which tests plant faults."""

import pytest
from scenarios import Scenario, village

from blindspot.engine.drones.flight_plan import FlightPlan, Promise


@pytest.fixture(scope="session")
def good() -> tuple[Scenario, FlightPlan, Promise]:
    given = village()
    return given, *given.layers(given.plan())
