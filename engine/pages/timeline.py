"""The plan over the watch: a row for each drone, a bar for each flight, with the battery that is left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..drones.colours import drone_colour
from ..drones.flight_plan import Routes
from ..language import tr
from ..timing.local_steps import QUARTER
from ..timing.text import local_text, time_of_day

LEFT, RIGHT, TOP, ROW, BAR = 90.0, 20.0, 34.0, 44.0, 26.0  # pixels
WIDTH = 1000.0
MOST_TICKS = 12
STEPS = (300.0, 600.0, QUARTER, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0, 43200.0, 86400.0)


@dataclass(frozen=True)
class Bar:
    """A flight. x, width: pixels; level: an SVG path of the battery from take-off to landing; text: inside or beside
    the bar; tip: for readers and mice; ticks: the visits, in pixels."""

    x: float
    y: float
    width: float
    colour: str
    level: str
    text: str
    tip: str
    ticks: Sequence[float]


@dataclass(frozen=True)
class Timeline:
    """In pixels. rows: (name, y) of each drone; hours: (x, text); watch: x and width of the watch, None where it is not
    known."""

    height: float
    rows: Sequence[tuple[str, float]]
    bars: Sequence[Bar]
    hours: Sequence[tuple[float, str]]
    watch: tuple[float, float] | None


def timeline(
    routes: Routes,
    visits: Sequence[Sequence[tuple[float, str]]],
    zone: str,
    watch: tuple[float, float] | None = None,
    origin: float = 0.0,
) -> Timeline:
    """The flights of one night. visits: of each route, (seconds, text); watch: its first and last moment, in seconds as
    those of the routes, None where it is not known; origin: the time of day, in seconds, from which the times of a plan
    without dates count."""
    dated = not np.isnan(routes.start).any()
    takeoff = np.array([line[0, 3] for line in routes.line])
    landing = np.array([line[-1, 3] for line in routes.line])
    edges = [takeoff.min(), landing.max(), *(watch or ())]
    first, last = min(edges), max(edges)
    first, last = first - 0.01 * (last - first), last + 0.02 * (last - first) + 1
    per_second = (WIDTH - LEFT - RIGHT) / (last - first)

    def clock(at: float) -> str:
        return local_text(at, zone)[11:] if dated else time_of_day(origin + at)

    def across(at: float) -> float:
        return LEFT + (at - first) * per_second

    drones = np.unique(routes.drone).tolist()
    rows = [(tr("Drone {name}", name=drone), TOP + ROW * row) for row, drone in enumerate(drones)]
    bars = []
    for i in routes.order.tolist():
        y = TOP + ROW * drones.index(routes.drone[i])
        x, wide = across(takeoff[i]), max((landing[i] - takeoff[i]) * per_second, 2.0)
        left = float(routes.left_pct[i])
        known = left if np.isfinite(left) else 0.0
        level = f"M{x:.1f} {y:.1f}L{x + wide:.1f} {y + BAR * (1 - known / 100):.1f}V{y + BAR:.1f}H{x:.1f}Z"
        times = tr("{first} to {last}", first=clock(takeoff[i]), last=clock(landing[i]))
        battery = tr("{left:.0f} % left", left=left) if np.isfinite(left) else ""
        ticks = [across(at) for at, _ in visits[i]]
        tip = " · ".join(filter(None, [times, battery]))
        bars.append(Bar(x, y, wide, drone_colour(int(routes.drone[i])), level, battery, tip, ticks))
    hours = [(across(at), clock(at)) for at in _ticks(first, last, zone, dated, origin)]
    shown = None if watch is None else (across(watch[0]), (watch[1] - watch[0]) * per_second)
    return Timeline(TOP + ROW * len(drones) + 6, rows, bars, hours, shown)


def _ticks(first: float, last: float, zone: str, dated: bool, origin: float) -> list[float]:
    """Full hours, or other round times of day."""
    step = next((step for step in STEPS if (last - first) / step <= MOST_TICKS), STEPS[-1])
    midnight = -origin
    if dated:
        hours, minutes = map(int, local_text(first, zone)[11:].split(":"))
        midnight = first // 60 * 60 - (hours * 3600 + minutes * 60)
    start = midnight + np.ceil((first - midnight) / step) * step
    return np.arange(start, last, step).tolist()
