"""Height and battery of a sortie along time, planned and flown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..drones.colours import drone_colour
from ..drones.flight_plan import sortie_title
from ..flown.comparison import Comparison, FlownSortie
from ..language import tr
from .svg_path import svg_path

LEFT, RIGHT, WIDTH = 52.0, 12.0, 920.0
HIGH, LOW, TOP, BETWEEN = 130.0, 90.0, 10.0, 26.0
"""Pixels of the panels of height and battery, above the first, and between them."""
MOST_POINTS = 600
STEPS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 240)
RISES = (5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Panel:
    """top, height: pixels; planned, flown: SVG paths; marks: (y, text) of the lines of the axis; title: of the axis."""

    top: float
    height: float
    planned: str
    flown: str
    marks: Sequence[tuple[float, str]]
    title: str


@dataclass(frozen=True)
class FlightChart:
    """A sortie. minutes: (x, text) of the axis of time; about: for readers that do not see it."""

    title: str
    colour: str
    height: float
    panels: Sequence[Panel]
    minutes: Sequence[tuple[float, str]]
    about: str


def flight_chart(comparison: Comparison, sortie: FlownSortie) -> FlightChart:
    """The chart of a sortie that was flown. Time counts from the planned take-off, or from the flown one in a plan
    without dates; heights from the take-off point."""
    routes = comparison.plan.routes
    line, tracks = routes.line[sortie.route], [comparison.tracks[index] for index in sortie.tracks]
    dated = np.isfinite(routes.start[sortie.route])
    begin = tracks[0].start
    planned_t = line[:, 3] - line[0, 3]
    shift = line[0, 3] if dated and abs(begin - line[0, 3]) < 7200 else begin
    first = min(0.0, begin - shift)
    last = max(planned_t[-1], tracks[-1].end - shift)
    scale = (WIDTH - LEFT - RIGHT) / max(last - first, 1.0)

    def across(seconds: np.ndarray) -> np.ndarray:
        return LEFT + (np.asarray(seconds) - first) * scale

    up = line[:, 2] - line[0, 2]
    flown_up = [(track.line[:, 3] - shift, track.line[:, 2] - track.line[0, 2]) for track in tracks if track.z_ref]
    top = max([up.max(), *(heights.max() for _, heights in flown_up), 10.0])
    rise = next((step for step in RISES if top / step <= 5), RISES[-1])
    ceiling = np.ceil(top / rise) * rise
    panels = [_panel(TOP, HIGH, ceiling, rise, (planned_t, up), flown_up, across, tr("Height (m)"))]
    bottom = TOP + HIGH
    if any(len(track.battery) for track in tracks):
        panels.append(_battery_panel(routes.left_pct[sortie.route], planned_t[-1], tracks, shift, across))
        bottom += BETWEEN + LOW
    step = next((one for one in STEPS if (last - first) / 60 / one <= 12), STEPS[-1])
    minutes = np.arange(np.ceil(first / 60 / step) * step, last / 60 + 1e-9, step)
    title = sortie_title(int(routes.drone[sortie.route]), int(routes.sortie[sortie.route]))
    return FlightChart(
        title,
        drone_colour(int(routes.drone[sortie.route])),
        bottom + 24,
        panels,
        [(float(across(60 * one)), f"{one + 0.0:g}") for one in minutes],
        tr("{title}: height and battery along time, planned and flown", title=title),
    )


def _battery_panel(left: float, planned: float, tracks, shift: float, across) -> Panel:
    lines = [(track.start - shift + track.battery[:, 0], track.battery[:, 1]) for track in tracks if len(track.battery)]
    plan = (np.array([0.0, planned]), np.array([100.0, left])) if np.isfinite(left) else (np.zeros(0), np.zeros(0))
    return _panel(TOP + HIGH + BETWEEN, LOW, 100.0, 25, plan, lines, across, tr("Battery (%)"))


def _panel(top: float, height: float, most: float, step: float, planned, flown, across, title: str) -> Panel:
    def path(seconds: np.ndarray, values: np.ndarray) -> str:
        if not len(seconds):
            return ""
        y = top + height * (1 - np.clip(np.asarray(values) / most, -0.05, 1))
        return svg_path(np.column_stack((across(seconds), y)), MOST_POINTS)

    marks = [(top + height * (1 - value / most), f"{value:g}") for value in np.arange(0, most + 1e-9, step)]
    return Panel(top, height, path(*planned), "".join(path(*one) for one in flown), marks, title)
