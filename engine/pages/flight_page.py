"""The report on flown tracks as an HTML page: finding, map, charts, sorties, stops and provenance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.colours import drone_colour
from ..drones.flight_plan import sortie_title, spot_labels
from ..flown.comparison import ESTIMATED, Comparison, FlownSortie
from ..flown.planned_stops import HOVER, FlownStop
from ..flown.remaining import RemainingSpot
from ..language import tr
from ..text import counted
from ..timing.text import duration_text
from .background import Draws, drawn_below
from .drawing import Drawing, Label, Route, Site
from .flight_chart import FlightChart, flight_chart
from .html import render
from .sheet import Sheet, framed

PLANNED_COLOUR = "#8a8f96"
MOST_CHARTS = 40
MOST_LABELS = 12
UNKNOWN = "–"


@dataclass(frozen=True)
class SortieRow:
    name: str
    status: str
    late: str
    off: str
    off_height: str
    stops: str
    battery: str
    privacy: str
    zones: str


@dataclass(frozen=True)
class StopRow:
    name: str
    spot: str
    what: str
    share: str
    missed: bool


def finding(comparison: Comparison, remaining: Sequence[RemainingSpot], zone_names: Sequence[str]) -> list[str]:
    """The finding in sentences, the most important first."""
    stops, sorties = comparison.stops, comparison.sorties
    flown = [sortie for sortie in sorties if sortie.flown]
    served = comparison.served_count
    said = [
        tr(
            "{flown} of {sorties} flown; {served} of {stops} served.",
            flown=len(flown),
            sorties=counted(len(sorties), "planned sortie", "planned sorties"),
            served=served,
            stops=counted(len(stops), "stop"),
        )
    ]
    if flown:
        off = np.array([sortie.off_line for sortie in flown])
        rms = float(np.sqrt(np.mean(np.square(off[:, 1]))))
        said.append(
            tr(
                "Distance from the planned lines: {rms:.1f} m (RMS), {most:.0f} m at most.",
                rms=rms,
                most=float(off[:, 0].max()),
            )
        )
    if remaining:
        said.append(
            tr(
                "Still to be flown: {spots}, with a priority of {priority:.3g}.",
                spots=counted(len(remaining), "spot, or part of one", "spots, or parts of spots"),
                priority=sum(spot.priority for spot in remaining),
            )
        )
    elif stops:
        said.append(tr("Nothing is left to be flown."))
    if comparison.privacy > 0:
        said.append(tr("Over privacy places: {time}.", time=duration_text(comparison.privacy)))
    for name, seconds in zip(zone_names, comparison.in_zones, strict=True):
        if seconds > 0:
            said.append(tr("Inside the no-fly zone {name}: {time}.", name=name, time=duration_text(float(seconds))))
    if len(comparison.pairs.alone):
        tracks = counted(len(comparison.pairs.alone), "track fits", "tracks fit")
        said.append(tr("{tracks} no sortie of the plan.", tracks=tracks))
    return said


def page(
    title: str,
    comparison: Comparison,
    remaining: Sequence[RemainingSpot],
    sentences: Sequence[str],
    notes: Sequence[str],
    zone_names: Sequence[str],
    facts: Sequence[tuple[str, str]],
    draws: Draws | None = None,
) -> str:
    """The whole page as HTML. sentences: the finding; notes: warnings; zone_names: of the no-fly zones; facts: the
    provenance, as pairs of label and value."""
    charts: list[FlightChart] = [
        flight_chart(comparison, sortie) for sortie in comparison.sorties[:MOST_CHARTS] if sortie.flown
    ]
    return render(
        "flight.html.j2",
        title=title,
        asked=None,
        sentences=sentences,
        notes=notes,
        drawing=_drawing(comparison, remaining, draws),
        planned_colour=PLANNED_COLOUR,
        drones=[
            (tr("drone {name}", name=drone), drone_colour(drone))
            for drone in np.unique(comparison.plan.routes.drone).tolist()
        ],
        charts=charts,
        sorties=[_sortie_row(comparison, sortie, zone_names) for sortie in comparison.sorties],
        stops=sorted((_stop_row(comparison, stop) for stop in comparison.stops), key=lambda row: not row.missed),
        batteries=any(len(chart.panels) > 1 for chart in charts),
        estimated=any(sortie.battery_from == ESTIMATED for sortie in comparison.sorties),
        facts=facts,
    )


def _name(comparison: Comparison, route: int) -> str:
    routes = comparison.plan.routes
    return sortie_title(int(routes.drone[route]), int(routes.sortie[route]))


def _sortie_row(comparison: Comparison, sortie: FlownSortie, zone_names: Sequence[str]) -> SortieRow:
    routes = comparison.plan.routes
    late = [_late_text(seconds) for seconds in comparison.late(sortie)]
    planned, left = routes.left_pct[sortie.route], sortie.left
    served = sum(map(comparison.served, sortie.stops))
    inside = [f"{name} {seconds:.0f} s" for name, seconds in zip(zone_names, sortie.zones, strict=True) if seconds > 0]
    battery = UNKNOWN
    if np.isfinite(left):
        about = tr("about ") if sortie.battery_from == ESTIMATED else ""
        battery = tr("{about}{left:.0f} % ({planned:.0f} %)", about=about, left=left, planned=planned)
    return SortieRow(
        _name(comparison, sortie.route),
        tr("flown") if sortie.flown else tr("not flown"),
        " / ".join(late) if sortie.flown else UNKNOWN,
        _metres(sortie.off_line),
        _metres(sortie.off_height),
        tr("{served} of {stops}", served=served, stops=len(sortie.stops)),
        battery,
        tr("{flown:.0f} s ({planned:.0f} s)", flown=sortie.privacy, planned=sortie.planned_privacy),
        tr(", ").join(inside) or tr("none"),
    )


def _late_text(seconds: float) -> str:
    minutes = round(seconds / 60, 1) + 0.0 if np.isfinite(seconds) else np.nan  # no -0.0
    return f"{minutes:+.1f} min" if np.isfinite(minutes) else UNKNOWN


def _metres(both: tuple[float, float]) -> str:
    largest, rms = both
    return tr("{rms:.1f} m, at most {largest:.0f} m", rms=rms, largest=largest) if np.isfinite(rms) else UNKNOWN


def _stop_row(comparison: Comparison, stop: FlownStop) -> StopRow:
    planned = stop.stop
    label = spot_labels([planned.name], [" ".join(planned.spots)])[0]
    if planned.kind == HOVER:
        what = tr("hover, {flown:.0f} of {planned:.0f} s", flown=stop.seconds, planned=planned.seconds)
    else:
        what = tr("line followed") if planned.kind == "follow" else tr("area swept")
    return StopRow(
        _name(comparison, planned.route),
        label,
        what,
        f"{100 * stop.share:.0f} %",
        not comparison.served(stop),
    )


def _drawing(comparison: Comparison, remaining: Sequence[RemainingSpot], draws: Draws | None) -> Drawing:
    planned = comparison.plan.routes.line
    lines = [*planned, *(track.line for track in comparison.tracks)]
    xy = np.concatenate([line[:, :2] for line in lines])
    whole = (*xy.min(axis=0), *xy.max(axis=0))
    sheet = Sheet.around(framed(whole, np.zeros((0, 2)), 1.0))
    routes = [Route(_path(sheet, line), PLANNED_COLOUR, 0, 4.5) for line in planned]
    for row, sortie in enumerate(comparison.sorties):
        colour = drone_colour(int(comparison.plan.routes.drone[row]))
        routes += [Route(_path(sheet, comparison.tracks[index].line), colour, 1, 1.6) for index in sortie.tracks]
    routes += [Route(_path(sheet, comparison.tracks[index].line), "#333333", 1, 1.6) for index, *_ in comparison.alone]
    sites = {}
    for line, name in zip(planned, comparison.plan.routes.launch_site, strict=True):
        x, y = sheet.to_pixels(line[:1, :2])[0]
        sites[round(float(x)), round(float(y))] = name or ""
    return Drawing(
        sheet.width,
        sheet.height,
        None,
        (),
        routes,
        [Site(x, y, name, sheet.is_at_the_right(x, name)) for (x, y), name in sites.items()],
        False,
        sheet.scale(),
        drawn_below(sheet, draws),
        labels=[_label(sheet, spot, number) for number, spot in enumerate(remaining)],
        about=tr("Map of the planned lines, the flown tracks, and the spots that are still to be flown"),
    )


def _path(sheet: Sheet, line: np.ndarray) -> str:
    whole = shapely.linestrings(line[:, :2] if len(line) > 1 else np.repeat(line[:, :2], 2, axis=0))
    return sheet.path(shapely.get_coordinates(shapely.simplify(whole, 0.3 * sheet.metres)))


def _label(sheet: Sheet, spot: RemainingSpot, number: int) -> Label:
    place = shapely.get_coordinates(shapely.point_on_surface(spot.geometry))
    x, y = sheet.to_pixels(place)[0].tolist()
    text = (spot.name or spot.id) if number < MOST_LABELS else ""
    right = sheet.is_at_the_right(x, text)
    return Label(x, y, text, x - 10 if right else x + 10, y + 5, "end" if right else "start", "left")
