"""When each sortie flies: drones in turn, batteries swapped, and never two drones close to each other in the air.

All drones fly at one altitude, so they are kept apart by launch delay alone: sorties are put into the night one after
another, each at the earliest moment its drone is ready and from which on, second by second, it stays away from all
that are in the air by then. That always ends: once all others have landed, the air is free.
"""

from dataclasses import dataclass

import numpy as np

from .flight import Flight
from .progress import Progress, quiet

SEPARATION = 30.0
"""m in the plane, between any two drones in the air, take-off and landing included"""
STEP = 1.0
"""s between the moments that are looked at"""
DELAY = 5.0
"""s by which a launch is put off until it is safe"""


@dataclass(frozen=True)
class _Flown:
    begins: float
    places: np.ndarray
    """(n, 2) at every STEP from take-off to landing"""
    fastest: float


def starts_of(
    flights: list[Flight],
    drone: np.ndarray,
    swap_time: float = 0.0,
    separation: float = SEPARATION,
    progress: Progress = quiet,
) -> np.ndarray:
    """(n,) seconds from the beginning of the plan at which each flight takes off.

    drone (n,) says who flies it; a drone's flights follow each other in the order given, `swap_time` seconds apart at
    least.
    """
    begins = np.zeros(len(flights))
    ready: dict[int, float] = {}
    air: list[_Flown] = []
    turn = np.zeros(len(flights), int)
    for index in range(len(flights)):
        turn[index] = int((drone[:index] == drone[index]).sum())
    for done, index in enumerate(np.lexsort((drone, turn))):
        progress(done / len(flights))
        own = int(drone[index])
        flown = _flown(flights[index], ready.get(own, 0.0))
        ahead = [other for other in air if other.begins + len(other.places) * STEP >= flown.begins]
        while (blocker := _first_too_close(flown, ahead, separation)) is not None:
            progress(done / len(flights))  # so that a long wait for free air can be cancelled
            flown = _Flown(flown.begins + DELAY, flown.places, flown.fastest)
            ahead.insert(0, ahead.pop(blocker))  # most likely it is still in the way
        air.append(flown)
        begins[index] = flown.begins
        ready[own] = flown.begins + flights[index].duration + swap_time
    return begins


def _flown(flight: Flight, begins: float) -> _Flown:
    moments = np.append(np.arange(0, flight.duration, STEP), flight.duration)
    places = flight.position(moments)
    fastest = float(np.hypot(*np.diff(places, axis=0).T).max() / STEP) if len(places) > 1 else 0.0
    return _Flown(begins, places, fastest)


def _first_too_close(one: _Flown, others: list[_Flown], separation: float) -> int | None:
    """Index of the first of some flights that another comes too close to; None where there is none."""
    return next((index for index, other in enumerate(others) if _too_close(one, other, separation)), None)


def _too_close(one: _Flown, other: _Flown, separation: float) -> bool:
    """Whether two flights come closer than `separation` while both are in the air. Moments are looked at STEP apart,
    so what both can move until the next is added."""
    shift = round((one.begins - other.begins) / STEP)
    first, last = max(0, shift), min(len(other.places), shift + len(one.places))
    if first >= last:
        return False
    apart = one.places[first - shift : last - shift] - other.places[first:last]
    least = separation + (one.fastest + other.fastest) * STEP
    return bool(np.einsum("ij,ij->i", apart, apart).min() < least**2)
