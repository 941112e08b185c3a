"""A report with every part, in which every text that can come from a user is one name."""

from dataclasses import replace

import numpy as np
import shapely

from blindspot.engine.drones.flight_plan import Routes
from blindspot.engine.pages.question_text import Asked
from blindspot.engine.pages.report_content import (
    GainPart,
    GapsOf,
    GapsPart,
    PatrolsPart,
    PlanPart,
    ReportContent,
    RunText,
    SpotsPart,
)
from blindspot.engine.places.place_names import PlaceName, PlaceNames
from blindspot.engine.score.coverage_profile import SLOTS, Profile

START = 1_773_756_000.0  # 2026-03-17 22:00 in Shanghai
ASKED = Asked(22 * 3600.0, 5 * 3600.0, "Asia/Shanghai", 7200.0, (), "2026-03-02 to 2026-03-16", "fixes", 14.0)


class Unmapped(PlaceNames):
    """Names that are not written on a map, where long ones are shortened."""

    def __call__(self, place: int) -> PlaceName:
        return replace(super().__call__(place), is_position=True)


def routes(starts=(0.0, 9000.0, 3600.0), drones=(1, 1, 2), name="Depot", dated=True) -> Routes:
    """Flights of 20 minutes; starts: seconds after 22:00."""
    count = len(starts)
    first = np.array(starts) + (START if dated else 0.0)
    lines = tuple(np.array([[100.0 * i, 0, 0, t], [100.0 * i, 400, 60, t + 1200]]) for i, t in enumerate(first))
    none, texts = np.full(count, np.nan), np.array([name] * count, object)
    sortie = np.array([1 + drones[:i].count(drone) for i, drone in enumerate(drones)])
    start, end = (first, first + 1200) if dated else (none, none)
    numbers = np.full(count, 1200.0), np.full(count, 5000.0), none, np.ones(count)
    left = np.full(count, 25.0)
    sites = np.array(["Depot"] * count, object)  # of a fixed length, as it takes room from other names on the map
    return Routes(np.array(drones), sortie, sites, start, end, *numbers, texts, none, left, none, texts, lines)


def content(name="Quay", **without) -> ReportContent:
    """The whole report. without: parts that are left out, as name=None, or other values."""
    x, y = np.meshgrid(np.arange(6) * 50.0 + 25, np.arange(8) * 50.0 + 25)
    x, y = x.ravel(), y.ravel()
    shapes = shapely.box(x - 25, y - 25, x + 25, y + 25)
    gap, demand, count = np.linspace(0, 1, len(x)), np.ones(len(x)), len(x)
    names = Unmapped(x, y, [name] * count, [name] * count)
    rows = range(12)
    spots = SpotsPart(
        shapely.box(x[:12] - 25, y[:12] - 25, x[:12] + 25, y[:12] + 25),
        np.arange(1.0, 13),
        np.linspace(2, 1, 12),
        np.full(12, 0.9),
        np.full(12, 2500.0),
        [PlaceName(name, name, is_position=True) for _ in rows],
        [name] * 12,
        [2] * 12,
        [name] * 12,
        np.full(12, 0.1),
    )
    parts = {
        "gaps": GapsPart(shapes, 50.0, demand, gap, 0.5 * gap, demand * gap, names),
        "spots": spots,
        "plan": PlanPart(routes(name=name), 2, [[(START + 60, name)], [], []], [(name, 1.0, name)]),
        "gain": GainPart(shapes, 50.0, demand, GapsOf(gap), GapsOf(0.5 * gap), 0.2 * gap, names, True, True),
        "profile": Profile(np.linspace(0.2, 0.9, SLOTS), np.ones(SLOTS), np.full(SLOTS, 2.0)),
        "patrols": PatrolsPart(5, 3, 120.0, 40.0, 999, 4, 2.5, [(name, 7)]),
        "mismatches": [name],
        "method": [name],
        "unknown": [name],
        "sources": [(name, name)],
        "runs": [RunText(name, name, [(name, name)], name)],
        "facts": [(name, name)],
    }
    asked = without.pop("asked", ASKED)
    return ReportContent(name, name, name, asked, **{**parts, **without})
