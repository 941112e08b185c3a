"""The audit finds a bias that was planted, and little where there is none."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scipy.sparse import vstack
from small_neighbourhoods import city, flights

from blindspot.engine.equity.audit import BY_AREA, OVER, UNDER, Rules, audit
from blindspot.engine.equity.gaps import Scored
from blindspot.engine.equity.lorenz import gini
from blindspot.engine.equity.overlay import Overlay
from blindspot.engine.equity.watching import Resampling

FEW = Rules(Resampling(draws=200, seed=1))
NONE = Rules(Resampling(draws=0))


def test_a_planted_bias_is_found():
    random = np.random.default_rng(4)
    given = city(random, groups=lambda people, income: np.where(income < 40_000, 0.8, 0.1)[None] * people, names=["g"])
    poor = given.figure < 35_000
    flown = flights(random, given.residents * np.where(poor, 4.0, 1.0), 500)
    found = audit(given, FEW, flights=flown)
    assert found.flown.kind[poor].tolist().count(OVER) >= 0.7 * poor.sum()
    assert OVER not in found.flown.kind[~poor]
    assert found.count(UNDER) >= 1
    over = found.flown.over
    assert over.concentration.high < 0
    practice = found.flown.practice
    truth = float(gini(given.residents * np.where(poor, 4.0, 1.0), given.residents))
    assert practice.chance < practice.chance_high < practice.low < practice.high
    assert practice.middle == pytest.approx(truth, abs=0.05)
    # the flights are drawn four times as often by residents there, and the group lives there
    group, lowest, highest = 1, found.groups.lowest, len(found.groups) - 1
    assert found.groups.name[group] == "g"
    assert over.ratios[group].low > 1.5
    assert over.ratios[lowest].low > 2.5
    assert over.ratios[highest] is None
    assert over.rates[lowest].estimate > over.rates[0].estimate > over.rates[highest].estimate


def test_without_a_bias_discoveries_are_few():
    """The false discovery rate is that of the seeds with any discovery, as all are false."""
    seeds = 120
    found = 0
    for seed in range(seeds):
        random = np.random.default_rng(seed)
        given = city(random)
        made = audit(given, NONE, flights=flights(random, given.residents, 80)).flown
        found += bool(np.isin(made.kind, (OVER, UNDER)).any())
    assert found / seeds <= 0.09  # 0.05, and what 120 seeds scatter


def test_flights_that_are_not_independent_prove_nothing():
    """The same flights, each flown 20 times: as 20 units they would be proof of a bias."""
    random = np.random.default_rng(2)
    given = city(random)
    once = flights(random, given.residents, 12)
    again = replace(
        once, **{name: _twenty(getattr(once, name)) for name in ("stop", "transit", "view", "homes")},
        seconds=np.tile(once.seconds, 20), unit=np.tile(np.arange(12), 20),
    )  # fmt: skip
    apart = replace(again, unit=np.arange(240))
    assert audit(given, NONE, flights=apart).count(OVER) > 5
    assert audit(given, NONE, flights=again).count(OVER) == audit(given, NONE, flights=once).count(OVER) == 0


def _twenty(matrix):
    return vstack([matrix] * 20).tocsr()


def test_equal_rates_and_the_expectation_by_area():
    random = np.random.default_rng(0)
    given = city(random)
    flown = flights(random, given.residents, 400)
    by_area = audit(given, replace(NONE, expectation=BY_AREA), flights=flown)
    assert by_area.flown.expected == pytest.approx(np.full(30, by_area.flown.over.amount.mean()))
    assert by_area.count(OVER) > 0
    hours = audit(given, FEW, hours=given.residents / 100).patrol
    assert hours.gini.estimate == pytest.approx(0, abs=1e-9)
    assert [rate.estimate for rate in hours.rates] == pytest.approx([0.01] * 4)
    assert hours.ratios[1].estimate == pytest.approx(1)


def test_the_share_without_a_reason():
    random = np.random.default_rng(0)
    given = city(random)
    silent = np.arange(200) % 10 == 0
    flown = flights(random, given.residents, 200, silent=silent)
    found = audit(given, FEW, flights=flown).flown
    assert found.unexplained.estimate == pytest.approx(flown.seconds[silent].sum() / flown.seconds.sum())
    assert found.unexplained.low < 0.1 < found.unexplained.high
    total = np.nansum(found.without_reason * found.over.amount)
    assert total == pytest.approx(flown.seconds[silent].sum())


def test_groups_are_means_over_their_residents():
    """Two neighbourhoods by hand: 1 h and 4 h of patrols among 100 and 200 residents."""
    given = city(np.random.default_rng(0), 1, 2)
    given = replace(
        given, residents=np.array([100.0, 200.0]), groups=np.array([[90.0, 20.0], [50.0, np.nan]]),
        group_names=("a", "b"), figure=np.array([1.0, 2.0]),
    )  # fmt: skip
    found = audit(given, NONE, hours=np.array([1.0, 4.0]))
    rates = [rate.estimate for rate in found.patrol.rates]
    assert rates[0] == pytest.approx(5 / 300)
    assert rates[1] == pytest.approx((90 * 0.01 + 20 * 0.02) / 110)
    assert rates[2] == pytest.approx(0.01)  # known in the first alone
    assert rates[3:] == pytest.approx([0.01, 0.02, 0.02])  # thirds of 100 residents
    assert found.patrol.ratios[1].estimate == pytest.approx(rates[1] / ((10 * 0.01 + 180 * 0.02) / 190))
    assert found.patrol.ratios[2].estimate == pytest.approx(1)
    # the curve from (0, 0) by (1/3, 1/5) to (1, 1)
    assert found.patrol.gini.estimate == pytest.approx(1 / 3 - 1 / 5)


def test_gaps_before_and_after():
    given = city(np.random.default_rng(0), 1, 2)
    # the first cell lies in both neighbourhoods, three quarters of it in the second
    cells = np.array([shapely.box(450, 0, 650, 100), shapely.box(700, 0, 800, 100), shapely.Point(100, 100)])
    overlay = Overlay.of(cells, given.area)
    assert list(zip(overlay.place, overlay.area, overlay.share, strict=True)) == [
        (0, 0, 0.25), (0, 1, 0.75), (1, 1, 1), (2, 0, 1),
    ]  # fmt: skip
    border = Overlay.of(np.array([shapely.Point(500, 100)]), given.area)
    assert border.area.tolist() == [0]  # a point on a border counts once
    overlay = Overlay.of(cells[:2], given.area)
    scored = Scored(overlay, np.array([4.0, 1.0]), np.array([0.8, 0.2]), np.array([0.4, 0.2]), np.array([0.5, np.nan]))
    found = audit(given, NONE, scored).gaps
    assert found.demand == pytest.approx([1, 4])
    assert found.by_demand == pytest.approx([0.8, (3 * 0.8 + 1 * 0.2) / 4])
    assert found.by_area == pytest.approx([0.8, (15 * 0.8 + 10 * 0.2) / 25])
    assert found.in_gap == pytest.approx([1, 0.6])
    assert found.in_gap_after == pytest.approx([0, 0])
    assert found.by_area_after == pytest.approx([0.4, (15 * 0.4 + 10 * 0.2) / 25])
    assert found.found == pytest.approx([0.5, 0.5])


def test_nobody_lives_there():
    given = replace(city(np.random.default_rng(0), 1, 3), residents=np.array([0.0, 10.0, 30.0]))
    flown = flights(np.random.default_rng(0), np.ones(3), 30)
    found = audit(given, FEW, flights=flown)
    assert np.isnan(found.flown.q[0])
    assert np.isnan(found.flown.expected[0])
    assert found.flown.expected[1:].sum() == pytest.approx(found.flown.over.amount[1:].sum())
    nobody = audit(replace(given, residents=np.zeros(3)), FEW, flights=flown)
    assert np.isnan(nobody.flown.over.gini.estimate)
    assert not nobody.flown.over.gini.known
