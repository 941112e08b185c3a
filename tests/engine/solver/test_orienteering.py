"""The check of a solution finds each broken rule."""

from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.solver.orienteering import Problem, Solution, check, collected, route_cost

PLACES = np.array([[1.0, 0], [2, 0], [2, 1], [0, 0], [0, 0]])
PROBLEM = Problem(
    prize=np.array([1.0, 2.0]),
    stop=np.array([0, 1, 1]),
    cost=np.hypot(*(PLACES[:, None] - PLACES).transpose(2, 0, 1)),
    limit=4.0,
    home=np.array([0]),
)


def test_a_valid_solution_passes_and_its_prize_is_summed():
    solution = Solution(((0, 1),), np.array([0]))
    check(PROBLEM, solution)
    assert route_cost(PROBLEM, 0, (0, 1)) == pytest.approx(4)
    assert collected(PROBLEM, solution) == 3


@pytest.mark.parametrize(
    ("problem", "routes", "message"),
    [
        (PROBLEM, ((1, 2),), "twice"),
        (replace(PROBLEM, limit=3.9), ((0, 1),), "costs"),
        (PROBLEM, ((0,), (1,)), "number"),
        (replace(PROBLEM, reach=np.array([[True, False, True]])), ((0, 1),), "may not"),
    ],
)
def test_a_broken_rule_is_found(problem, routes, message):
    with pytest.raises(ValueError, match=message):
        check(problem, Solution(routes, np.array([0])))


def test_reachable_includes_the_way_back():
    assert replace(PROBLEM, limit=3.0).reachable().tolist() == [[True, False, False]]
