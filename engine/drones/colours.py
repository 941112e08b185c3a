"""The colours of drones: the same on the map, on reports and in the panel. Tracks of patrols have none of them."""

DRONE_COLOURS = ("#3667f0", "#06864c", "#6bbeff", "#c152ba", "#1811bd", "#74c174", "#105200", "#7793fe")
"""Told apart on light and on dark maps, also with red-green colour blindness (tests/layers/test_colours.py)."""


def drone_colour(drone: int) -> str:
    """The colour of a drone by its number, from 1, as #rrggbb. They repeat after the last one."""
    return DRONE_COLOURS[(drone - 1) % len(DRONE_COLOURS)]
