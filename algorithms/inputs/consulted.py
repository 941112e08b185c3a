"""What residents are asked about: the area, the neighbourhoods, and the flights that are planned."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...engine.consultation.areas import LEAST_SIZE, NumberedAreas, grid_areas, named_areas
from ...engine.consultation.effect import seconds_over
from ...engine.consultation.levels import HIDDEN, level_edges, levels
from ...engine.errors import UserError
from ...engine.exposure.legs import Legs, View
from ...engine.progress import Progress, part
from ...engine.text import counted
from ...layers.crs import crs_of_source
from ...layers.flights import read_flights
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import any_field, metres

SCORED_FIELD = "place_id"
"""Of places that were scored, all of which are in the layer, also those without a gap."""


@dataclass(frozen=True)
class Consulted:
    """crs: metric; level: (a,) how often drones are planned to be over each area; edges: minutes of the levels."""

    crs: QgsCoordinateReferenceSystem
    areas: NumberedAreas
    level: np.ndarray
    edges: tuple[float, float]


@dataclass(frozen=True)
class ConsultedInput(Block):
    """INPUT, ROUTES, NEIGHBOURHOODS, NAME_FIELD, AREA_SIZE and LEVELS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        kinds = Qgis.ProcessingSourceType
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "INPUT", tr("Scored places or blind spots"), [kinds.VectorAnyGeometry], None, True
            ),
            "Where residents are asked: the areas cover these features. Best are scored places, of which all are used, "
            "not only those with a gap. Their gaps are not shown, because a map of gaps says where nobody looks.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [kinds.VectorLine], None, True),
            "The plan: the page says for each area, in three levels, how long drones would be over it. The routes are "
            "not drawn. Empty: the page says nothing of planned flights.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "NEIGHBOURHOODS", tr("Neighbourhoods"), [kinds.VectorPolygon], None, True
            ),
            "Areas that residents know, which are numbered instead of the cells of a grid. All of them are on the map.",
        )
        algorithm.add(
            any_field("NAME_FIELD", "Name field of the neighbourhoods", "NEIGHBOURHOODS"),
            "The field with their names. Empty: the field called name, if there is one.",
        )
        algorithm.add(
            metres("AREA_SIZE", "Side of an area (m)", 500.0, LEAST_SIZE),
            "Without neighbourhoods, the areas are squares with this side, 200 m or more, so that the map does not "
            "show where in a street drones are.",
        )
        algorithm.add(
            QgsProcessingParameterString("LEVELS", tr("Minutes a night for some and many"), "1,10"),
            "Two numbers: from how many minutes of drones in a night an area has some, and many. Below the first it "
            "has few or none, which is one level so that no area is declared free of drones.",
            takes_list=True,
        )

    def check(self, run: Run) -> None:
        level_edges(run.text("LEVELS"))
        if not any(run.given(name) for name in ("INPUT", "ROUTES", "NEIGHBOURHOODS")):
            raise UserError(tr("Give INPUT, ROUTES or NEIGHBOURHOODS: they say which areas residents are asked about."))

    def read(self, run: Run, progress: Progress) -> Consulted:
        """Raises UserError where there would be no area, or too many."""
        source = next(filter(None, map(run.source, ("NEIGHBOURHOODS", "INPUT", "ROUTES"))))
        crs, note = crs_of_source(source, run.transform_context)
        run.say(note)
        flights = None
        if run.given("ROUTES"):
            flights = read_flights(run.source("ROUTES"), crs, run.transform_context)
            run.note_input("ROUTES", content=flights.content)
            run.warn(*flights.notes)
        progress(0.2)
        areas = self._areas(run, crs, flights, part(progress, 0.2, 0.6))
        edges = level_edges(run.text("LEVELS"))
        if flights is None:
            return Consulted(crs, areas, np.full(len(areas), HIDDEN), edges)
        legs = Legs.of(flights.lines, [View.of_swath(1.0)] * len(flights.lines))
        seconds = seconds_over(legs, areas, part(progress, 0.6, 1.0))[:-1] / max(len(np.unique(flights.night)), 1)
        if areas.too_small.any():
            run.warn(
                tr(
                    "{areas} smaller than {least:g} m x {least:g} m: the page does not say how often drones come "
                    "there.",
                    areas=counted(int(areas.too_small.sum()), "area is", "areas are"),
                    least=LEAST_SIZE,
                )
            )
        return Consulted(crs, areas, levels(seconds, edges, areas.too_small), edges)

    def _areas(self, run: Run, crs, flights, progress: Progress) -> NumberedAreas:
        source = run.source("NEIGHBOURHOODS")
        if source is not None:
            read = run.features(source, crs, progress, "NEIGHBOURHOODS")
            field = run.field("NAME_FIELD")
            names = read.texts(field) if field else read.names or [""] * len(read)
            if not len(read):
                raise UserError(tr("NEIGHBOURHOODS has no polygon that can be used."))
            areas = named_areas(read.geometry, tuple(names))
            if len(areas) < len(read):
                run.warn(
                    tr(
                        "{areas} left out, because others cover them.",
                        areas=counted(len(read) - len(areas), "neighbourhood is", "neighbourhoods are"),
                    )
                )
            return areas
        size, source = run.number("AREA_SIZE"), run.source("INPUT")
        doubt = tr(
            "The areas end one square beyond the outermost blind spot or route, so the size of the map says something "
            "of these. Give the scored places as INPUT, or NEIGHBOURHOODS."
        )
        if source is None:
            run.warn(doubt)
            return grid_areas(_around(np.concatenate([line[:, :2] for line in flights.lines]), size), size)
        read = run.features(source, crs, progress, "INPUT")
        if not len(read):
            raise UserError(tr("INPUT has no feature that can be used."))
        if read.has(SCORED_FIELD) and not read.has("spot_id"):
            return grid_areas(tuple(shapely.total_bounds(read.geometry)), size, read.geometry)
        run.warn(doubt)
        return grid_areas(_around(shapely.total_bounds(read.geometry).reshape(2, 2), size), size)


def _around(xy: np.ndarray, size: float) -> tuple[float, float, float, float]:
    """The extent of (n, 2) points with a margin of a cell: its edges must not say where the outermost spot or launch
    site is."""
    low, high = xy.min(axis=0) - size, xy.max(axis=0) + size
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
