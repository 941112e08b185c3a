"""Litchi CSV: missions of waypoints for the app Litchi, which flies older DJI aircraft.

The file has no settings of the whole mission: path mode, heading mode and what is done at the end are set in the app.
"""

import csv
import io

import numpy as np

from ..errors import UserError
from ..language import tr
from .airborne import Airborne
from .litchi_check import (
    ACTIONS,
    COLUMNS,
    FASTEST,
    HIGHEST,
    LEAST_POINTS,
    LOWEST,
    MOST_POINTS,
    NO_ACTION,
    STAY,
    STAY_MOST,
    check,
    route_of,
)
from .mission import SEA_LEVEL, TERRAIN, Format, Mission, Options

INTERPOLATE, UNTOUCHED = 2, 0


def write(mission: Mission, options: Options) -> bytes:
    """The .csv of a mission. Raises UserError where Litchi's format cannot hold it."""
    if options.heights == SEA_LEVEL:
        raise UserError(
            tr("HEIGHTS: Litchi has heights above the take-off point, or above the ground; not above sea level.")
        )
    route = route_of(mission, options)
    above_ground = options.heights == TERRAIN
    _refuse(mission, route)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(mission, route, row, above_ground) for row in range(len(route)))
    return text.getvalue().encode("ascii")


def fits(mission: Mission, options: Options) -> bool:
    """Whether one file holds the mission."""
    return len(route_of(mission, options)) <= MOST_POINTS


def slower(mission: Mission, options: Options) -> float:
    """s that the flight takes longer than planned, because the aircraft stops at each waypoint."""
    route = route_of(mission, options)
    return route.stopping(np.ones(len(route), bool))


def steps(options: Options) -> tuple[str, ...]:
    """From the file to the ground station."""
    return (
        tr("In Litchi's Mission Hub: Missions, Import, choose the file."),
        tr(
            "In the settings of the mission: Path Mode Straight Lines, Heading Mode Custom, Finish Action RTH; and the "
            "return height in the settings of the aircraft. The file cannot hold these."
        ),
        tr("Save the mission, and load it in the app Litchi at the launch site."),
    )


def _refuse(mission: Mission, route: Airborne) -> None:
    """Raises UserError for what would have to be changed to get it into the file."""
    if not LEAST_POINTS <= len(route) <= MOST_POINTS:
        raise UserError(
            tr(
                "{mission} has {count:,} waypoints in the air; a Litchi mission has {least} to {most}.",
                **{"mission": mission.name, "count": len(route), "least": LEAST_POINTS, "most": MOST_POINTS},
            )
        )
    if (route.speed > FASTEST).any():
        raise UserError(
            tr(
                "{mission} has a leg at {speed:.1f} m/s; Litchi flies at most {most:.0f} m/s. Plan with a "
                "SPEED of at most {most:.0f} m/s.",
                **{"mission": mission.name, "speed": float(route.speed.max()), "most": FASTEST},
            )
        )
    if ((route.height < LOWEST) | (route.height > HIGHEST)).any():
        raise UserError(
            tr(
                "{mission} has heights from {low:.0f} to {high:.0f} m; Litchi takes {least:.0f} to {most:.0f} m.",
                **{"mission": mission.name, "low": float(route.height.min()), "high": float(route.height.max())},
                **{"least": LOWEST, "most": HIGHEST},
            )
        )
    longest = ACTIONS * STAY_MOST / 1000
    if (route.hover > longest).any():
        raise UserError(
            tr(
                "{mission} hovers {seconds:.0f} s at a waypoint; in Litchi that is at most {most:.0f} s.",
                **{"mission": mission.name, "seconds": float(route.hover.max()), "most": longest},
            )
        )


def _row(mission: Mission, route: Airborne, row: int, above_ground: bool) -> list[str]:
    pitch, trigger = mission.camera.pitch, mission.camera.trigger
    stays = _stays(route.hover[row])
    actions = [value for stay in stays for value in (str(STAY), str(stay))]
    actions += [str(NO_ACTION), "0"] * (ACTIONS - len(stays))
    return [
        *(f"{route.lat[row]:.9f}", f"{route.lon[row]:.9f}", f"{route.height[row]:.3f}", f"{route.heading[row]:.1f}"),
        *("0", "0"),  # no curve: the drone stops at the waypoint; it turns clockwise
        *((str(UNTOUCHED), "0") if pitch is None else (str(INTERPOLATE), f"{pitch:.1f}")),
        *actions,
        *(str(int(above_ground)), f"{route.speed[row]:.3f}", "0", "0", "0", "0", "-1"),
        f"{trigger:.3f}" if trigger is not None and route.photographs[row] else "-1",
    ]


def _stays(seconds: float) -> list[int]:
    """ms of the actions that make up a stay: each lasts at most STAY_MOST."""
    left, stays = round(seconds * 1000), []
    while left > 0:
        stays.append(min(left, STAY_MOST))
        left -= stays[-1]
    return stays


LITCHI = Format("Litchi CSV", ".csv", fits, write, check, steps, slower)
