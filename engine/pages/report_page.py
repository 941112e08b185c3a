"""The whole report as one HTML page: a page or two for everybody, and an appendix of tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..drones.flight_plan import Routes
from ..language import tr
from ..places.place_names import PlaceName
from .background import Draws
from .drawing import Drawing
from .flown_lines import FlownLines
from .gain_map import GainMap
from .gain_page import gap_classes, marked, place_lists
from .gaps_map import GapsMap
from .heat_map import HeatMap
from .html import render
from .profile_page import finding as profile_finding
from .profile_page import gap_map
from .report_content import GainPart, PlanPart, ReportContent, SpotsPart
from .report_finding import doubts, figures, gain_sentences, headline, patrol_facts
from .timeline import Timeline, timeline

SPOTS_IN_SHORT = 10  # in the main part
SPOTS_IN_FULL = 200  # in the appendix
SPACING = 25.0  # metres between the points at which places are drawn on a map
NOTHING = np.empty(0, object)


@dataclass(frozen=True)
class SpotRow:
    """A blind spot in the ranking. share: of the total priority, NaN where that is not known; the others as in
    SpotsPart."""

    rank: int
    name: PlaceName
    gap: float
    priority: float
    share: float
    area_m2: float
    why: str
    visits: int | None
    times: str
    after: float


@dataclass(frozen=True)
class SortieRow:
    """A flight in the table. start, end: texts; left: % of the battery, NaN where it is not known."""

    drone: int
    sortie: int
    site: str
    start: str
    end: str
    minutes: float
    kilometres: float
    left: float
    spots: str


def page(content: ReportContent, draws: Draws | None = None, watch: tuple[float, float] | None = None) -> str:
    """The report as HTML. draws: draws the background of the maps; watch: the first and the last moment of the watch
    in which the flights are, as the times of the routes."""
    spots, plan, gain = content.spots, content.plan, content.gain
    origin = 0.0 if content.asked is None else content.asked.start_s
    shown = None if plan is None else timeline(plan.routes, plan.visits, _zone(content), watch, origin)
    rows = [] if spots is None else _spot_rows(content, spots)
    lists = [] if gain is None else place_lists(gain, gain.names, gain.with_drones)
    return render(
        "report.html.j2",
        title=content.heading,
        asked=content.asked,
        content=content,
        sentences=headline(content),
        figures=figures(content),
        gaps=_gaps_drawing(content, draws),
        routes=_routes_drawing(content, draws),
        gained=_gain_drawing(gain, plan, draws),
        spots=rows,
        ranking=rows[:SPOTS_IN_SHORT],
        profile=_profile(content),
        timeline=shown,
        sorties=_sorties(content, shown),
        gain_lines=[] if gain is None else gain_sentences(gain),
        gap_bars=None if gain is None else gap_classes(gain),
        places=lists,
        doubts=doubts(content),
        patrols=[] if content.patrols is None else patrol_facts(content.patrols),
        facts=content.facts,
    )


def _zone(content: ReportContent) -> str:
    return content.asked.zone if content.asked is not None else "UTC"


@dataclass(frozen=True)
class Mapped:
    """A map with what its legend needs. map: GapsMap or GainMap; drawing: its Drawing."""

    map: GapsMap | GainMap
    drawing: Drawing


def _gaps_drawing(content: ReportContent, draws: Draws | None) -> Mapped | None:
    """Places and blind spots, without routes."""
    if content.gaps is None and (content.spots is None or not len(content.spots)):
        return None
    found = _gaps_map(content, FlownLines(), draws)
    return Mapped(found, found.drawing(tr("Map of the priority of each place, with the blind spots")))


def _routes_drawing(content: ReportContent, draws: Draws | None) -> Mapped | None:
    """The flights over the places and the blind spots."""
    if content.plan is None:
        return None
    found = _gaps_map(content, _flown(content.plan.routes), draws)
    return Mapped(found, found.drawing(tr("Map of the drone routes"), names=False))


def _gaps_map(content: ReportContent, flown: FlownLines, draws: Draws | None) -> GapsMap:
    gaps, spots = content.gaps, content.spots
    return GapsMap(
        NOTHING if gaps is None else gaps.shapes,
        0.0 if gaps is None else gaps.cell,
        np.empty(0) if gaps is None else gaps.priority,
        NOTHING if spots is None else spots.shapes,
        () if spots is None else tuple(name.label for name in spots.names),
        flown,
        draws,
    )


def _flown(routes: Routes) -> FlownLines:
    sites = ["" if site is None else str(site) for site in routes.launch_site]
    return FlownLines(routes.line, [str(drone) for drone in routes.drone.tolist()], sites)


def _gain_drawing(gain: GainPart | None, plan: PlanPart | None, draws: Draws | None) -> Mapped | None:
    if gain is None:
        return None
    flown = FlownLines() if plan is None else _flown(plan.routes)
    shapes = None if gain.cell else gain.shapes
    lines = (flown.lines, flown.drones, flown.sites)
    found = GainMap(gain.samples, shapes, gain.cell or SPACING, gain.gain, *lines, draws=draws)
    return Mapped(found, found.drawing(marked(gain.gain, gain.demand * gain.after.gap, found, gain.names)))


def _spot_rows(content: ReportContent, spots: SpotsPart) -> list[SpotRow]:
    total = np.nan if content.gaps is None else float(np.nansum(content.gaps.priority))
    share = spots.priority / total if total > 0 else np.full(len(spots), np.nan)
    columns = zip(
        range(1, len(spots) + 1),
        spots.names,
        spots.gap.tolist(),
        spots.priority.tolist(),
        share.tolist(),
        spots.area_m2.tolist(),
        spots.why,
        spots.visits,
        spots.times,
        spots.after.tolist(),
        strict=True,
    )
    return [SpotRow(*row) for row in list(columns)[:SPOTS_IN_FULL]]


def _profile(content: ReportContent) -> tuple[HeatMap, Sequence[str]] | None:
    """The heat map of the gap by hour of the week, and its finding."""
    if content.profile is None:
        return None
    asked = content.asked
    first = int(asked.start_s // 3600) if asked is not None and asked.end_s < asked.start_s else 0
    return gap_map(content.profile, first).without_empty_columns(), profile_finding(content.profile)


def _sorties(content: ReportContent, shown: Timeline | None) -> list[SortieRow]:
    if shown is None:
        return []
    routes, rows = content.plan.routes, []
    for i in routes.order.tolist():
        start, end = content.plan.times(i, _zone(content), 0.0 if content.asked is None else content.asked.start_s)
        site, spots = routes.launch_site[i], routes.spots[i]
        rows.append(
            SortieRow(
                int(routes.drone[i]),
                int(routes.sortie[i]),
                "" if site is None else str(site),
                start,
                end,
                float(routes.duration_s[i]) / 60,
                float(routes.distance_m[i]) / 1000,
                float(routes.left_pct[i]),
                "" if spots is None else str(spots),
            )
        )
    return rows
