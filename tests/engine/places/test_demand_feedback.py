"""Discovered crime as demand: what it does to itself, and whether a layer lies where patrols go."""

import numpy as np
import pytest
import shapely
from scipy.stats import norm

from blindspot.engine.places.demand import Demand
from blindspot.engine.places.demand_feedback import FEWEST, follows_patrols, places_of_features
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


def test_each_feature_counts_at_the_nearest_place_alone():
    targets = shapely.points(np.arange(5) * 50.0, np.zeros(5))
    features = shapely.points([55.0, 60.0, 120.0, 900.0], np.zeros(4))
    assert places_of_features(targets, features, 100.0).tolist() == [False, True, True, False, False]


def test_the_ratio_and_its_test_by_hand():
    # one neighbourhood: 40 places, 20 of them visited often; 23 have a feature, 18 of these are visited often
    # and 60 courtyards, without a visit or a feature
    x, y, visits = np.linspace(1, 99, 100), np.zeros(100), np.repeat([1, 5, 0], [20, 20, 60])
    holds = np.r_[np.arange(20) < 5, np.arange(20) < 18, np.zeros(60, bool)]
    found = follows_patrols(x, y, holds, visits, 100.0)
    assert (found.places, found.often, found.expected) == (23, 18, 11.5)
    assert found.ratio == pytest.approx((18 / 20) / (5 / 20))
    z = (18 - 11.5 - 0.5) / np.sqrt(23 * 17 * 20 * 20 / (40**2 * 39))
    assert found.p == pytest.approx(norm.sf(z))
    assert found.follows


def test_too_few_places_with_a_feature_say_nothing():
    x = np.linspace(1, 99, 100)
    assert follows_patrols(x, x, np.arange(100) < FEWEST - 1, np.arange(100), 1000.0) is None
    assert follows_patrols(x, x, np.arange(100) % 2 == 0, np.zeros(100), 1000.0) is None  # all visited equally


def city(rng):
    """6 x 6 neighbourhoods of 10 x 10 places; more visits in the middle. Returns x, y, and visits."""
    x, y = (some.ravel() * 50.0 + 25 for some in np.meshgrid(np.arange(60), np.arange(60)))
    busy = np.exp(-((x - 1500) ** 2 + (y - 1500) ** 2) / 1e6)
    return x, y, busy, rng.poisson(20 * busy * rng.gamma(1.0, 1.0, len(x)))


def test_reports_in_a_busy_centre_do_not_follow_patrols_and_finds_do():
    rng = np.random.default_rng(7)
    x, y, busy, visits = city(rng)
    near, far = [], []
    for _ in range(60):
        reports = rng.random(len(x)) < 0.3 * busy
        near.append(follows_patrols(x, y, reports, visits, 500.0))
        far.append(follows_patrols(x, y, reports, visits, 1e6))  # as one neighbourhood
    assert not any(found.follows for found in near)
    assert np.median([found.p for found in near]) > 0.05
    assert np.median([found.p for found in far]) < 1e-4
    finds = rng.random(len(x)) < 0.02 * visits / visits.mean()
    found = follows_patrols(x, y, finds, visits, 500.0)
    assert found.follows
    assert found.p < 1e-6
