"""A small plan, and its flights as drones would fly them: with noise, stops skipped and cut short."""

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject
from written_logs import Flown

from small_layers import point_layer, shape_layer

X, Y = 670_000.0, 3_548_000.0  # in Nanjing
CRS = "EPSG:32650"
START = "2026-01-01T23:00:00"
SITES = [((X, Y), "base", 1), ((X + 1500, Y), "east", 1)]
POINTS = [((X + 300, Y + 200), 5.0, "gate"), ((X + 500, Y - 200), 4.0, "bridge"), ((X - 300, Y + 250), 3.0, "kiosk")]
LINE = f"LineString({X + 1400} {Y + 300}, {X + 1900} {Y + 350})"
AREA = f"Polygon(({X + 1500} {Y - 500}, {X + 1800} {Y - 500}, {X + 1800} {Y - 250}, {X + 1500} {Y - 250}, " + (
    f"{X + 1500} {Y - 500}))"
)


def spot_layers() -> list:
    fields = (("priority", "Double"), ("name", "QString"))
    return [
        point_layer(POINTS, fields, CRS, "exits"),
        shape_layer([LINE], "LineString", CRS, "riverside", fields, [(6.0, "quay")]),
        shape_layer([AREA], "Polygon", CRS, "areas", fields, [(7.0, "depot")]),
    ]


def plan_of(run, spots=None, **parameters) -> dict:
    sites = point_layer(SITES, (("name", "QString"), ("drones", "Int")), CRS, "sites")
    given = {"BLIND_SPOTS": spots or spot_layers(), "LAUNCH_SITES": sites, "DRONES_FIELD": "drones", "OBJECTIVE": 1}
    given |= {"START": START, "MAX_ITERATIONS": 40, "SEED": 1, "HOVER_TIME": 60, "TIMEZONE": "UTC"}
    return run("planroutes", **{**given, **dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED"), "memory:"), **parameters})


@dataclass(frozen=True)
class Legs:
    """A flight as the vertices of its route, (n, 4), and the battery left after it."""

    line: np.ndarray
    left: float

    def without(self, first: int, last: int) -> "Legs":
        """Without the vertices first to last; the leg between their neighbours is flown at 10 m/s, and all that follows
        is earlier."""
        line = self.line
        seconds = np.hypot(*(line[last + 1, :2] - line[first - 1, :2])) / 10
        shift = line[first - 1, 3] + seconds - line[last + 1, 3]
        rest = line[last + 1 :].copy()
        rest[:, 3] += shift
        return replace(self, line=np.vstack([line[:first], rest]))

    def hovering(self, at: int, seconds: float) -> "Legs":
        """With another time between vertices at and at + 1."""
        line = self.line.copy()
        line[at + 1 :, 3] += seconds - (line[at + 1, 3] - line[at, 3])
        return replace(self, line=line)

    def flown(self, noise: float = 1.5, rate: float = 2.0, seed: int = 1, ground: float = 20.0) -> Flown:
        """Positions `rate` times a second, with `ground` seconds on the ground before and after."""
        line = self.line
        t = np.arange(line[0, 3] - ground, line[-1, 3] + ground, 1 / rate)
        x, y, z = (np.interp(t, line[:, 3], line[:, column]) for column in range(3))
        random = np.random.default_rng(seed)
        x, y = x + random.normal(0, noise, len(t)), y + random.normal(0, noise, len(t))
        up = z + random.normal(0, 0.3, len(t)) * (z > 1)
        wgs84, own = QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem(CRS)
        transform = QgsCoordinateTransform(own, wgs84, QgsProject.instance())
        place = [transform.transform(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
        lon, lat = np.array([(p.x(), p.y()) for p in place]).T
        battery = np.interp(t, line[[0, -1], 3], [100.0, self.left])
        return Flown(t, lon, lat, up + 12.0, up, battery)


def flights_of(plan: dict) -> dict[tuple[int, int], Legs]:
    found = {}
    for row in plan["ROUTES"].getFeatures():
        line = np.array([(v.x(), v.y(), v.z(), v.m()) for v in row.geometry().vertices()])
        found[row["drone"], row["sortie"]] = Legs(line, row["left_pct"])
    return found


def hovers(plan: dict) -> list[tuple[tuple[int, int], np.ndarray, str]]:
    """(drone, sortie), place and spot id of the stops over points."""
    return [
        ((row["drone"], row["sortie"]), np.array(row.geometry().asPoint()), row["spot_id"])
        for row in plan["WAYPOINTS"].getFeatures()
        if row["action"] == "hover"
    ]
