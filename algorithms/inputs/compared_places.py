"""The places, neighbourhoods, answers and flights of two runs, without and with residents' answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.consultation.areas import NumberedAreas, named_areas
from ...engine.consultation.effect import Asked, PlacesOf, respondents_of, seconds_over
from ...engine.consultation.form import MORE, NOT_HERE
from ...engine.errors import UserError
from ...engine.exposure.legs import Legs, View
from ...engine.progress import Progress, part
from ...engine.text import counted
from ...layers.features import Features
from ...layers.flights import read_flights
from ..base import tr
from ..run import Run

ANSWER_FIELDS = ("answer", "weight", "respondent")
"""Those that scores read, in this order: the hash of what was read is then the same."""
FAR_APART = 0.01
"""Difference of the gaps of patrols alone from which the two runs had other patrols."""


@dataclass(frozen=True)
class ComparedRuns:
    """flights: (a + 1,) s over each neighbourhood and elsewhere, of both runs, None where routes are missing; nights:
    how many each plan has; no_fly: areas, None where they are not given; contents: of the layers of answers; notes:
    warnings."""

    without: PlacesOf
    other: PlacesOf
    areas: NumberedAreas
    asked: Asked
    flights: tuple[np.ndarray, np.ndarray] | None
    nights: tuple[int, int]
    no_fly: np.ndarray | None
    contents: list[str]
    notes: list[str]


def compared_runs(run: Run, crs: QgsCoordinateReferenceSystem, progress: Progress) -> ComparedRuns:
    """Reads WITHOUT, WITH, NEIGHBOURHOODS, NAME_FIELD, RESIDENTS, NO_FLY, ROUTES_WITHOUT and ROUTES_WITH."""
    notes: list[str] = []
    without = _places(run, "WITHOUT", crs, part(progress, 0, 0.25))
    other = _places(run, "WITH", crs, part(progress, 0.25, 0.5))
    if (without.after is None) != (other.after is None):
        notes.append(
            tr(
                "Only one of WITHOUT and WITH says what drones close (gap_after), so the cost is not known. Give the "
                "output of Assess a plan for both."
            )
        )
    areas = _neighbourhoods(run, crs, notes)
    asked, contents = _asked(run, crs, notes)
    progress(0.7)
    no_fly = None
    if run.layers("NO_FLY"):
        shapes = [run.features(one, crs, of=("NO_FLY", i)).geometry for i, one in enumerate(run.layers("NO_FLY"))]
        no_fly = np.concatenate(shapes)
        no_fly = no_fly[shapely.get_dimensions(no_fly) == 2]
    flights, nights = _flights(run, crs, areas, notes, part(progress, 0.7, 1))
    return ComparedRuns(without, other, areas, asked, flights, nights, no_fly, contents, notes)


def other_patrols(found: ComparedRuns) -> list[str]:
    """A warning where the gaps of the patrols alone differ: the two runs had other patrols, or another question."""
    rows = {ident: row for row, ident in enumerate(found.other.ident)}
    theirs = found.other.before[[rows[ident] for ident in found.without.ident]]
    count = int((np.abs(theirs - found.without.before) > FAR_APART).sum())
    if not count:
        return []
    return [
        tr(
            "The gaps of the patrols alone differ in {places}. They do not depend on answers, so the two runs had "
            "other patrols or another question.",
            places=counted(count, "place"),
        )
    ]


def _places(run: Run, name: str, crs, progress: Progress) -> PlacesOf:
    read = run.features(run.source(name), crs, progress, name)
    if not len(read):
        raise UserError(tr("{name} has no place that can be used.", name=name))
    assessed = read.has("gap_after")
    before = read.numbers("gap_before" if assessed else "gap")
    after = read.numbers("gap_after") if assessed else None
    demand = read.numbers("demand") if read.has("demand") else np.ones(len(read))
    sound = np.isfinite(before) & np.isfinite(demand) & (np.isfinite(after) if assessed else True)
    if not sound.all():
        run.warn(
            tr(
                "{name}: {places} no gap or no demand, and counted as 0.",
                name=read.name,
                places=counted(int((~sound).sum()), "place has", "places have"),
            )
        )
    before, demand = np.where(sound, before, 0.0), np.where(sound, demand, 0.0)
    after = np.where(sound, after, 0.0) if assessed else None
    return PlacesOf(tuple(read.ids("place_id")), read.geometry, demand, before, after)


def _neighbourhoods(run: Run, crs, notes: list[str]) -> NumberedAreas:
    read = run.features(run.source("NEIGHBOURHOODS"), crs, name="NEIGHBOURHOODS")
    if not len(read):
        raise UserError(tr("NEIGHBOURHOODS has no polygon that can be used."))
    numbers = None
    if read.has("area"):
        found = _numbers(read, "area")
        whole = np.where(np.isfinite(found), found, 0).astype(int)
        numbers = whole if (whole > 0).all() and len(set(whole.tolist())) == len(whole) else None
    field = run.field("NAME_FIELD") or ("area_name" if read.has("area_name") else "")
    names = read.texts(field) if field else read.names or [""] * len(read)
    areas = named_areas(read.geometry, tuple(names), np.arange(1, len(read) + 1) if numbers is None else numbers)
    if len(areas) < len(read) or shapely.area(read.geometry).sum() > areas.size_m2.sum() * 1.001:
        notes.append(tr("Neighbourhoods overlap: the shared ground counts for the first of them."))
    return areas


def _numbers(read: Features, name: str) -> np.ndarray:
    return np.array([float(one) if isinstance(one, (int, float)) else np.nan for one in read.column(name)], float)


def _asked(run: Run, crs, notes: list[str]) -> tuple[Asked, list[str]]:
    points, answers, weights, keys, contents, unknown = [], [], [], [], [], 0
    for index, layer in enumerate(run.layers("RESIDENTS")):
        read = run.features(layer, crs, of=("RESIDENTS", index), only=ANSWER_FIELDS)
        contents.append(read.content)
        if not read.has("answer"):
            raise UserError(tr("{name} (RESIDENTS) has no field answer.", name=read.name))
        given = [text.strip().casefold().replace(" ", "_").replace("-", "_") for text in read.texts("answer")]
        weight = _numbers(read, "weight") if read.has("weight") else np.ones(len(read))
        weight = np.where(np.isnan(weight), 1.0, weight)
        key = read.texts("respondent") if read.has("respondent") else [""] * len(read)
        good = [i for i, answer in enumerate(given) if answer in (MORE, NOT_HERE) and 0 <= weight[i] < np.inf]
        unknown += len(given) - len(good)
        points.append(shapely.point_on_surface(read.geometry)[good])
        answers += [given[i] for i in good]
        weights += [float(weight[i]) for i in good]
        keys += [key[i] for i in good]
    if unknown:
        notes.append(
            tr(
                "{answers} neither more nor not_here, and not counted.",
                answers=counted(unknown, "answer of RESIDENTS is", "answers of RESIDENTS are"),
            )
        )
    joined = np.concatenate([np.zeros(0, object), *points])
    return Asked(joined, tuple(answers), np.array(weights, float), respondents_of(tuple(keys))), contents


def _flights(
    run: Run, crs, areas: NumberedAreas, notes: list[str], progress: Progress
) -> tuple[tuple[np.ndarray, np.ndarray] | None, tuple[int, int]]:
    names: Sequence[str] = ("ROUTES_WITHOUT", "ROUTES_WITH")
    if not all(map(run.given, names)):
        if any(map(run.given, names)):
            notes.append(tr("Only one of ROUTES_WITHOUT and ROUTES_WITH is given, so flights are not compared."))
        return None, (1, 1)
    seconds, nights = [], []
    for index, name in enumerate(names):
        flown = read_flights(run.source(name), crs, run.transform_context)
        run.note_input(name, content=flown.content)
        notes += flown.notes
        legs = Legs.of(flown.lines, [View.of_swath(1.0)] * len(flown.lines))
        seconds.append(seconds_over(legs, areas, part(progress, index / 2, (index + 1) / 2)))
        nights.append(len(np.unique(flown.night)))
    return (seconds[0], seconds[1]), (nights[0], nights[1])
