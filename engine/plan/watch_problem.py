"""From the network of stops to the problem of a whole watch."""

import math
from dataclasses import replace

import numpy as np

from ..drones.aircraft import Aircraft
from ..solver.orienteering import Problem
from ..solver.watch import WatchProblem
from .even_bins import even_bins
from .fleet import Fleet
from .stop_network import Network
from .stops import Stop, Targets, effort_of
from .watch_task import WatchTask

MEAN_CHORD = math.pi / 4
"""The mean chord of a strip's edge to edge circle, as a share of its diameter: how long a place at a random distance
from the path is in range, compared with one on it."""


STEPS = 1024
"""Steps of a joule and of a second, see `in_steps`."""
PRIORITY_STEPS = 2.0**28
"""Steps of the largest priority."""


def watch_problem(
    spots: Targets, network: Network, problem: Problem, fleet: Fleet, aircraft: Aircraft, watch: WatchTask
) -> WatchProblem:
    """The watch problem on a network. problem: of the same network and aircraft, `Network.problem`.

    A stop closes at most its share of its spot's priority, in the bins of the watch in which it is unseen.
    """
    stops, sites, count = network.stops, len(network.reach), len(network.stop)
    service = np.array([_service_time(network, way, aircraft) for way in range(count)]).reshape(count)
    between = network.times(aircraft)
    duration = np.full(problem.cost.shape, np.inf)
    duration[:count, :count] = between[network.exit[:, None], network.entry] + service
    duration[count : count + sites, :count] = between[:sites][:, network.entry] + service + aircraft.takeoff()[0]
    duration[:count, count + sites :] = between[network.exit][:, :sites] + aircraft.landing()[0]
    own = np.arange(sites)
    duration[count + own, count + sites + own] = aircraft.takeoff()[0] + aircraft.landing()[0]
    spot = np.array([stop.spot for stop in stops], int)
    shares, bin_length = even_bins(spots.unseen, watch.length, len(spots.geometry))
    unseen = problem.prize[:, None] * shares[spot]
    in_range = np.array([_in_range(stops[stop], aircraft, watch) for stop in network.stop]).reshape(count)
    middle = np.array([_middle(stops[stop], seconds) for stop, seconds in zip(network.stop, service, strict=True)])
    seen = np.column_stack((middle.reshape(count) - in_range / 2, middle.reshape(count) + in_range / 2))
    return WatchProblem(
        replace(problem, prize=unseen.sum(axis=1)),
        duration,
        seen,
        unseen,
        bin_length,
        watch.revisit,
        watch.earliest,
        watch.latest,
        fleet.swap_time,
        None if not watch.detection_time else in_range / watch.detection_time,
        watch.length if watch.all_day else 0.0,
    )


def in_steps(problem: WatchProblem) -> WatchProblem:
    """The problem in whole steps of energy, time and priority, so that the search finds the same plan on all machines.

    Versions of GEOS and NumPy, and processors, compute lengths that differ by rounding. The search would turn such a
    difference into another plan that is as good. Energy is rounded up, so that no plan needs more than it may.
    """
    cost = np.ceil(problem.routing.cost * STEPS - 1e-3) / STEPS
    step = 2.0 ** np.ceil(np.log2(max(problem.unseen.max(initial=0.0), 1e-300))) / PRIORITY_STEPS
    unseen = np.rint(problem.unseen / step) * step
    return replace(
        problem,
        routing=replace(problem.routing, cost=cost, prize=unseen.sum(axis=1)),
        duration=np.rint(problem.duration * STEPS) / STEPS,
        seen=np.rint(problem.seen * STEPS) / STEPS,
        unseen=unseen,
    )


def _service_time(network: Network, way: int, aircraft: Aircraft) -> float:
    return effort_of(network.stops[network.stop[way]], network.way_of(way), aircraft)[0]


def _in_range(stop: Stop, aircraft: Aircraft, watch: WatchTask) -> float:
    """s for which a place of a stop is in range, in the mean: of a strip, places at all distances from its middle."""
    across = 2 * watch.detection_range / aircraft.speed
    return stop.pause + across if stop.action == "hover" else MEAN_CHORD * across


def _middle(stop: Stop, service: float) -> float:
    """s from the end of serving a stop to the middle of the time in which its places are in range, in the mean. Along a
    path they are seen one after another, so in the mean when half of it is flown."""
    return -(stop.pause if stop.action == "hover" else service) / 2
