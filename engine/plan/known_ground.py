"""Whether the ground is known wherever drones must fly."""

from dataclasses import replace

import numpy as np

from ..airspace.airspace import Airspace
from ..drones.aircraft import Aircraft
from ..errors import UserError
from ..language import tr
from ..progress import Progress
from ..solver.orienteering import Problem
from .fleet import Fleet
from .stop_network import Network, network_of
from .task import Task


def check_ground(ways: list[np.ndarray], fleet: Fleet, aircraft: Aircraft) -> None:
    """Raises UserError if the ground is unknown at a launch site or anywhere under a stop."""
    unknown = np.isnan(aircraft.elevation(fleet.sites))
    if unknown.any():
        names = tr(", ").join(fleet.names[index] for index in np.flatnonzero(unknown))
        raise UserError(
            tr("TERRAIN has no height at launch site {names}: use a DEM that covers all launch sites.", names=names)
        )
    vertices = np.unique(np.vstack(ways), axis=0) if ways else np.empty((0, 2))
    unknown = vertices[np.isnan(aircraft.elevation(vertices))]
    if len(unknown):
        raise unknown_ground(tr("{unknown} vertices of the blind spots, the first", unknown=len(unknown)), unknown[0])
    for way in ways:
        if not np.isfinite(aircraft.path(way)[1]) and len(unknown := aircraft.unknown(way)):
            raise unknown_ground(tr("places within a blind spot, the first"), unknown[0])


def check_legs(
    network: Network,
    problem: Problem,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    progress: Progress,
) -> None:
    """Raises UserError if a stop is out of reach only because the ground is unknown on the way there or back. Other
    legs over unknown ground are avoided by the solver."""
    lost = ~problem.reachable().any(axis=0)
    if not lost.any():
        return
    level = replace(aircraft, ground=None)
    easier = network_of(network.stops, fleet.sites, airspace, level, task.max_range, progress)
    for site, alternative in np.argwhere(easier.problem(level, fleet.home, fleet.sorties).reachable() & lost):
        entry, leave = int(easier.entry[alternative]), int(easier.exit[alternative])
        for way in (easier.paths.path(int(site), entry), easier.paths.path(leave, int(site))):
            if len(unknown := aircraft.unknown(way)):
                raise unknown_ground(
                    tr("places between launch site {names} and a blind spot, the first", names=fleet.names[site]),
                    unknown[0],
                )


def unknown_ground(what: str, place: np.ndarray) -> UserError:
    """The error for unknown ground. what: where it is, in words; place: (2,) x, y of the first such place, m."""
    return UserError(
        tr(
            "TERRAIN has no height at {where} at x {x:.0f}, y {y:.0f} (m, CRS of the plan): use a DEM that "
            "covers all of the plan, or leave these blind spots out.",
            where=what,
            x=place[0],
            y=place[1],
        )
    )
