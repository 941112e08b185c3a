"""The outline of an OpenAir airspace: points, arcs, circles and airways."""

import re

import numpy as np
import shapely

from ..crs.geodesic import ELLIPSOID
from ..language import tr
from ..text import shortened
from .geozone import Findings, outline_note
from .shapes import LARGEST_RADIUS, along, arc, circle, filled

NAUTICAL_MILE = 1852.0
EVEN = 100.0
"""m, up to which the ends of an arc may differ in their distance from its centre: positions are rounded to seconds."""
MOST_POINTS = 200_000
LARGEST = 1e5
"""Of radii (nautical miles) and angles (degrees)."""
_PART = r"(\d{1,3})(?::(\d{1,2}(?:\.\d+)?))?(?::(\d{1,2}(?:\.\d+)?))?"
_DECIMAL = r"(\d{1,3}\.\d+)"
POSITION = re.compile(
    rf"^\s*(?:{_DECIMAL}|{_PART})\s*([NS])\s*[, ]?\s*(?:{_DECIMAL}|{_PART})\s*([EW])\s*$", re.IGNORECASE | re.ASCII
)
_NUMBER = r"[+-]?\d+(?:\.\d+)?"


class Outline:
    """Draws an airspace line by line. where: what it is, for messages; tolerance: m, of arcs and circles."""

    def __init__(self, where: str, findings: Findings, tolerance: float):
        self.where, self.findings, self.tolerance = where, findings, tolerance
        self.centre: tuple[float, float] | None = None
        self.clockwise = True
        self.width = 0.0
        self.pieces: list = []
        """positions, and arcs as (centre, begin, sweep, radii)"""
        self.circles: list[tuple[float, float, float]] = []
        self.airway: list[tuple[float, float]] = []
        self.good = True

    def draw(self, line: int, tag: str, rest: str) -> None:
        """Takes one line. tag: DP, DA, DB, DC, DY or V."""
        draw = {
            "DP": self._corner,
            "DA": self._arc_between_angles,
            "DB": self._arc_between_points,
            "DC": self._circle,
            "DY": self._airway_corner,
            "V": self._variable,
        }[tag]
        if not draw(rest):
            self.good = False
            self.findings.fault(
                tr(
                    "{where}: line {line:,} ({tag} {text}) cannot be read.",
                    where=self.where,
                    line=line,
                    tag=tag,
                    text=shortened(rest, 50),
                )
            )

    def finished(self) -> tuple[shapely.Geometry | None, tuple[float, float, float] | None, str]:
        """The shape (None after a fault), the circle that it is, and what was assumed."""
        if not self.good:
            return None, None, ""
        try:
            shapes = [circle(*each, self.tolerance) for each in self.circles]
            shapes += [along(np.array(self.airway), self.width / 2.0, self.tolerance)] if self.airway else []
        except ValueError:
            shapes = []
        note = ""
        if self.pieces:
            shape, done = filled([self._ring()], self.tolerance)
            shapes = [*shapes, shape] if shape is not None else []
            note = outline_note(done, self.findings)
        if not shapes:
            self.findings.fault(tr("{where}: it has no area, or goes around a pole.", where=self.where))
            return None, None, ""
        whole = shapely.union_all(shapes) if len(shapes) > 1 else shapes[0]
        return whole, self.circles[0] if len(self.circles) == 1 and len(shapes) == 1 else None, note

    def _variable(self, rest: str) -> bool:
        key, _, value = rest.replace(" ", "", 1).partition("=") if rest[:2].strip() == rest[:1] else rest.partition("=")
        key, value = key.strip().upper(), value.strip()
        if key == "X":
            self.centre = position(value)
            return self.centre is not None
        if key == "D":
            self.clockwise = value[:1] != "-"
            return value[:1] in ("+", "-")
        if key == "W":
            width = _number(value)
            self.width = (width or 0.0) * NAUTICAL_MILE
            return width is not None and 0 < self.width <= LARGEST_RADIUS
        return key == "Z"  # zoom of a display

    def _corner(self, rest: str) -> bool:
        point = position(rest)
        if point is None or len(self.pieces) >= MOST_POINTS:
            return False
        self.pieces.append(point)
        return True

    def _circle(self, rest: str) -> bool:
        radius = _number(rest)
        if radius is None or self.centre is None or not 0 < radius * NAUTICAL_MILE <= LARGEST_RADIUS:
            return False
        self.circles.append((*self.centre, radius * NAUTICAL_MILE))
        return True

    def _airway_corner(self, rest: str) -> bool:
        point = position(rest)
        if point is None or self.width <= 0:
            return False
        self.airway.append(point)
        return True

    def _arc_between_angles(self, rest: str) -> bool:
        numbers = [_number(each) for each in rest.split(",")]
        if len(numbers) != 3 or None in numbers or self.centre is None:
            return False
        radius, begin, end = numbers
        return self._add_arc(begin, end, (radius * NAUTICAL_MILE,) * 2)

    def _arc_between_points(self, rest: str) -> bool:
        points = [position(each) for each in rest.split(",")]
        if len(points) != 2 or None in points or self.centre is None:
            return False
        (lon, lat), ends = self.centre, np.array(points)
        bearings, _, radii = ELLIPSOID.inv([lon, lon], [lat, lat], ends[:, 0], ends[:, 1])
        return self._add_arc(*bearings, (float(radii[0]), float(radii[1])))

    def _add_arc(self, begin: float, end: float, radii: tuple[float, float]) -> bool:
        if not 0 < min(radii) <= max(radii) <= LARGEST_RADIUS or abs(self.centre[1]) > 85 or len(self.pieces) >= 5_000:
            return False
        sweep = (end - begin) % 360.0 or 360.0
        self.pieces.append((self.centre, begin % 360.0, sweep if self.clockwise else sweep - 360.0 or -360.0, radii))
        return True

    def _ring(self) -> np.ndarray:
        """(n, 2) corners. Which side of each arc is inside is seen from the ring with its corners on the arcs."""
        on_arcs = self._corners(None)
        ring = on_arcs - on_arcs[:1]
        doubled = float(np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1])) if len(ring) > 1 else 0.0
        return self._corners(doubled < 0)

    def _corners(self, clockwise_ring: bool | None) -> np.ndarray:
        rows = []
        for piece in self.pieces:
            if len(piece) == 2:
                rows.append(np.array([piece]))
                continue
            centre, begin, sweep, radii = piece
            outwards = clockwise_ring is not None and (sweep > 0) == clockwise_ring
            if abs(radii[0] - radii[1]) > max(EVEN, 0.02 * max(radii)):
                self.findings.assume(
                    tr("the ends of an arc differ in their distance from its centre; the larger area is taken.")
                )
                radii = (max(radii),) * 2 if outwards else (min(radii),) * 2
            rows.append(arc(centre, begin, sweep, radii, self.tolerance, outwards))
        return np.concatenate(rows)


def position(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of 46:55:23 N 008:13:25 E, 46:55.383N 008:13.417E, or 46.923N 8.2236E; None for other
    text."""
    match = POSITION.match(text.strip().rstrip(",;"))
    if not match:
        return None
    north, east = _degrees(match.groups()[:4]), _degrees(match.groups()[5:9])
    if north is None or east is None or north > 90 or east > 180:
        return None
    return (-east if match[10].upper() == "W" else east), (-north if match[5].upper() == "S" else north)


def _degrees(parts: tuple[str | None, ...]) -> float | None:
    decimal, degrees, minutes, seconds = parts
    if decimal is not None:
        return float(decimal)
    minutes, seconds = float(minutes or 0), float(seconds or 0)
    return float(degrees) + minutes / 60.0 + seconds / 3600.0 if minutes <= 60 and seconds <= 60 else None


def _number(text: str) -> float | None:
    number = float(text) if re.fullmatch(_NUMBER, text.strip(), re.ASCII) else None
    return number if number is not None and abs(number) <= LARGEST else None
