"""What lies below a map, such as streets: an image that whoever knows the layers has drawn."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .drawing import Picture
from .sheet import Sheet


@dataclass(frozen=True)
class Background:
    """An image, and what it shows.

    png: the file; extent: west, south, east, north, in metres in the CRS of the map.
    """

    png: bytes
    extent: tuple[float, float, float, float]

    def on(self, sheet: Sheet) -> Picture:
        """The image at its position."""
        west, south, east, north = self.extent
        (x0, y0), (x1, y1) = sheet.to_pixels(np.array([[west, north], [east, south]])).tolist()
        return Picture(x0, y0, x1 - x0, y1 - y0, base64.b64encode(self.png).decode())


Draws = Callable[[tuple[float, float, float, float], int, int], bytes]
"""Draws an extent (west, south, east, north, in metres) as a PNG of so many pixels across and down; empty where there
is nothing to draw."""


def drawn_below(sheet: Sheet, draws: Draws | None) -> Picture | None:
    """The background of a sheet; None where there is none."""
    if draws is None:
        return None
    (west, south), (east, north) = sheet.corners
    extent = (west, south, east, north)
    image = draws(extent, round(1.5 * sheet.width), round(1.5 * sheet.height))  # sharp enough on paper
    return Background(image, extent).on(sheet) if image else None
