"""PyVRP on one problem, in the Python that it is installed in; routing.py runs this file there and reads the JSON it
prints: routes by drone.

Arguments: a .npz of the problem, seconds, seed, and what a prize of 1 is worth in the costs' unit. Imports nothing of
ours, as it isn't there. Each stop with several alternatives is an optional client group. Costs are whole numbers to
PyVRP, so they are rounded up, to hundredths, and the limit down.
"""

import json
import sys

import numpy as np
from pyvrp import IteratedLocalSearchParams, Model, PenaltyParams, SolveParams, solve
from pyvrp.search import NeighbourhoodParams
from pyvrp.stop import MaxRuntime


def main(path, seconds, seed, worth):
    given = np.load(path)
    stop, prize, home, count = given["stop"], given["prize"], given["home"], len(given["stop"])
    cost = np.ceil(np.minimum(given["cost"], 10 * given["limit"]) * 100).astype(np.int64)
    sites = (len(cost) - count) // 2
    model = Model()
    places = [model.add_location(0, 0) for _ in range(len(cost))]  # where they are isn't asked: costs are given
    depots = [model.add_depot(places[node]) for node in range(count, len(cost))]
    groups = {}
    for alternative in range(count):
        several = (stop == stop[alternative]).sum() > 1
        if several and stop[alternative] not in groups:
            groups[stop[alternative]] = model.add_client_group(required=False)
        value = round(float(prize[stop[alternative]]) * float(worth))
        group = groups.get(stop[alternative])
        model.add_client(places[alternative], prize=value, required=False, group=group)
    for drone, site in enumerate(home):
        limit = int(np.floor(given["limit"] * 100))
        model.add_vehicle_type(1, [], depots[site], depots[sites + site], max_distance=limit, name=str(drone))
    np.fill_diagonal(cost, 0)
    data = model.data().replace(distance_matrices=[cost], duration_matrices=[np.zeros_like(cost)])
    params = SolveParams(
        ils=IteratedLocalSearchParams(num_iters_no_improvement=3000, history_length=100),
        penalty=PenaltyParams(target_feasible=0.3, solutions_between_updates=100),
        neighbourhood=NeighbourhoodParams(num_neighbours=20),
    )
    found = solve(data, MaxRuntime(float(seconds)), int(seed), display=False, params=params)
    routes = [[] for _ in home]
    if found.is_feasible():
        for route in found.best.routes():
            routes[route.vehicle_type()] = [step.idx for step in route.schedule() if step.is_client()]
    print(json.dumps(routes))


main(*sys.argv[1:])
