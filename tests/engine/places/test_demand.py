"""Demand: the biweight kernel, summed over features and weighted by layer."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.demand import demand_from_layers, own_demand


def test_kernel_weights_and_counts():
    targets = shapely.points([0.0, 50.0, 300.0], [0.0, 0.0, 0.0])
    exits = shapely.points([0.0, 60.0], [0.0, 0.0])
    river = np.array([shapely.LineString([(0, 80), (400, 80)])])
    demand = demand_from_layers(targets, [exits, river], ["Station exits", "Riverside"], [3.0, 1.0], 100.0, 0.5)

    def kernel(d):
        return (1 - (d / 100) ** 2) ** 2 if d < 100 else 0.0

    assert demand.share[0].tolist() == pytest.approx([3 * (kernel(0) + kernel(60)), 3 * (kernel(50) + kernel(10)), 0.0])
    assert demand.share[1].tolist() == pytest.approx([kernel(80)] * 3)
    assert demand.total.tolist() == pytest.approx((0.5 + demand.share.sum(axis=0)).tolist())
    assert demand.near.tolist() == [[2, 2, 0], [1, 1, 1]]


def test_demand_without_layers():
    assert own_demand(3).total.tolist() == [1.0, 1.0, 1.0]
    assert own_demand(2, np.array([2.0, 0.0])).total.tolist() == [2.0, 0.0]
