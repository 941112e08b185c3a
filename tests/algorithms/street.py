"""A street with a building beside it, for the tests of what walls hide.

A unit walks east along y = 0 at 1 m/s, from x = -200 to 200, in metres from (EASTING, NORTHING). A building between
y = 10 and 20 hides the place at (0, 30) from it while |x| < 60: the rays past the corners (20, 20) and (-20, 20) meet
the street there.
"""

from math import sqrt

from small_layers import EASTING, NORTHING, START, point_layer, shape_layer, utc

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC"}
RANGE = 100.0
IN_RANGE = 2 * sqrt(RANGE**2 - 30**2)
CLEAR = IN_RANGE - 120.0
"""Seconds that the place is in range, and in range and not hidden."""
BUILDING = [(-20, 10), (20, 10), (20, 20), (-20, 20)]


def walk(start=START, step=10, y=0.0, unit="U0", skip=()):
    """The rows of the fixes of the walk, one every `step` seconds. skip: seconds whose fixes are left out."""
    seconds = [s for s in range(0, 401, step) if not any(low < s < high for low, high in skip)]
    return [((EASTING - 200.0 + s, NORTHING + y), utc(start + s), unit) for s in seconds]


def polygon(*corners, holes=(), z=None) -> str:
    """WKT of a polygon, from (x, y) relative to the street's origin."""

    def ring(points):
        height = "" if z is None else f" {z}"
        return ", ".join(f"{EASTING + x} {NORTHING + y}{height}" for x, y in [*points, points[0]])

    rings = ", ".join(f"({ring(points)})" for points in (corners, *holes))
    return f"Polygon{'' if z is None else ' Z '}({rings})"


def box(x0, y0, x1, y1) -> str:
    return polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def buildings(*wkts, kind="MultiPolygon", **options):
    """A layer of buildings; the one beside the street without any WKT."""
    return shape_layer(wkts or [polygon(*BUILDING)], kind, name="houses", **options)


def places(*xy, kind="Point"):
    """A layer of places at (x, y); the one behind the building without any."""
    return shape_layer([f"Point({EASTING + x} {NORTHING + y})" for x, y in xy or [(0, 30)]], kind, name="places")


def fixes(*rows):
    return point_layer([row for some in rows or [walk()] for row in some])
