"""Discovered crime as demand: what it does to itself, and whether a layer lies where patrols go."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.demand import Demand
from blindspot.engine.places.demand_kinds import PATROL, REPORTS
from blindspot.engine.places.demand_rules import DemandRules

AREAS = shapely.points([0.0, 10_000.0], [0.0, 0.0])
"""Two areas in which equally many incidents happen."""
ROUNDS, CITIES = 150, 16


def shares_of_demand(found, reports, limit=None, reports_alone=False):
    """The share of the first area in the demand of so many incidents in the two areas, found by patrols and
    reported."""
    rows = np.array([reports] if reports_alone else [reports, found], float)
    demand = Demand(rows.sum(axis=0), rows, rows.astype(int))
    demand = DemandRules((REPORTS, PATROL)[: len(rows)], limit).applied(demand, AREAS, 100.0).total
    return demand[0] / demand.sum()


def first_area_of_urn(share, rng):
    """Ensign et al. 2018: the patrol of a day goes to an area that is drawn by demand."""
    return float(rng.random() < share)


def first_area_of_gap(share, rng, patrols=4, seen=0.2):
    """As priority = demand x gap sends them: each of few patrols goes where the priority is then greatest. Lum and
    Isaac 2016 send all of them to the places that are first in the ranking, which is `seen` = 0."""
    priority, sent = np.array([share, 1 - share]) * (1 + 1e-9 * rng.random(2)), np.zeros(2)
    for _ in range(patrols):
        best = int(np.argmax(priority * (1 - seen) ** sent))
        sent[best] += 1
    return sent[0] / patrols


def demand_after(send, seed, **rules):
    """The share of the first area in the demand after many rounds. Where patrols are decides what they find; residents
    report equally much in both areas."""
    rng = np.random.default_rng(seed)
    found, reports = np.array([6.0, 2.0]), np.array([4.0, 4.0])  # patrols once went more to the first area
    for _ in range(ROUNDS):
        where = send(shares_of_demand(found, reports, **rules), rng)
        found += rng.poisson(5.0 * np.array([where, 1 - where]))
        reports += rng.poisson(1.0, 2)
    return shares_of_demand(found, reports, **rules)


@pytest.mark.parametrize(("send", "runaway"), [(first_area_of_urn, 0.08), (first_area_of_gap, 0.25)])
def test_discovered_crime_runs_away_as_demand_unless_its_share_is_limited(send, runaway):
    def error(**rules):
        return np.sqrt(np.mean([(demand_after(send, seed, **rules) - 0.5) ** 2 for seed in range(CITIES)]))

    free, limited, reports = error(), error(limit=0.2), error(reports_alone=True)
    assert free > runaway
    assert max(limited, reports) < 0.05
    assert free > 3 * max(limited, reports)
