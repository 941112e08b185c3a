"""The colours of drones: the same on the map, on reports and in the panel. Tracks of patrols have none of them."""

DRONE_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7a4fa3", "#8c6d31")
"""Told apart with the common kinds of colour blindness; the first ones by Okabe and Ito (2008)."""


def drone_colour(drone: int) -> str:
    """The colour of a drone by its number, from 1, as #rrggbb. They repeat after the last one."""
    return DRONE_COLOURS[(drone - 1) % len(DRONE_COLOURS)]
