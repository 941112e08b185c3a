"""The places from which lines of sight are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterPoint,
)

from ...engine.errors import UserError
from ...engine.places.cell_ids import grid_of_ids
from ...engine.places.places import places_from_geometries
from ...engine.progress import Progress, part
from ...engine.text import counted, shortened
from ...engine.tracks.tracks import Tracks
from ...layers.crs import crs_name
from ...layers.features import Features
from ..base import BlindspotAlgorithm, tr
from ..run import Run
from .before_run import has_nothing
from .demand import DemandInput, DemandLayers
from .places import PlacesInput, PlacesToScore

MAX_PLACES, MAX_POINTS = 1000, 5000
"""Places, and sample points of them, from which lines of sight can be drawn."""


@dataclass(frozen=True)
class LookedFrom(PlacesInput):
    """PLACES, POINT, or else the features of SCORED; and SAMPLE_SPACING."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """PLACES and POINT. SCORED is declared by the algorithm."""
        algorithm.add(
            QgsProcessingParameterPoint("POINT", tr("A place on the map"), None, True),
            "One place, picked on the map. Used if no layer of places is given.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Places to look from"), [Qgis.ProcessingSourceType.VectorAnyGeometry], None, True
            ),
            "Points, lines or zones to look from; for some features of a layer, select them and tick 'Selected "
            "features only'. Cells of a grid that Score gaps made are looked from where they were scored, other zones "
            "and lines from their sample points. At most 1,000 places. Empty: the place on the map, otherwise the "
            "scored places.",
        )

    def add_reach(self, algorithm: BlindspotAlgorithm) -> None:
        """No parameter: there is no grid to extend."""

    def check(self, run: Run) -> None:
        name = _chosen(run)
        if name == "POINT":
            _point(run)
            return
        source = run.source(name)
        if has_nothing(source):
            raise _nothing(name, source.sourceName())
        _check_number(name, source.featureCount())

    def prepare(self, run: Run) -> None:
        """Writes POINT as text, as the record keeps it."""
        if _chosen(run) == "POINT":
            x, y, crs = _point(run)
            run.parameters["POINT"] = f"{x!r},{y!r}" + (f" [{crs.authid()}]" if crs.isValid() else "")

    def crs(self, run: Run) -> QgsCoordinateReferenceSystem | None:
        return self.crs_of(run, "PLACES", "SCORED")

    def read(
        self, run: Run, near: Sequence[Tracks], crs: QgsCoordinateReferenceSystem, progress: Progress
    ) -> PlacesToScore:
        name = _chosen(run)
        if name == "POINT":
            features = _features_of(run, crs)
        else:
            features = run.features(run.source(name), crs, part(progress, 0, 0.5), name, one_kind=True)
            if not len(features):
                raise _nothing(name, features.name)
            _check_number(name, len(features))
        grid = grid_of_ids(features.texts("place_id"), crs_name(crs)) if features.has("place_id") else None
        if grid is not None and _same_places(grid.places, features):
            run.say(
                tr(
                    "{layer} ({name}): {cells}, looked from where Score gaps scores them.",
                    layer=features.name,
                    name=name,
                    cells=counted(len(grid), "cell of a grid", "cells of a grid"),
                )
            )
            return PlacesToScore(grid.places, None, grid, None, crs)
        samples = places_from_geometries(features.geometry, run.number("SAMPLE_SPACING"), part(progress, 0.5, 1))
        if len(samples.x) > MAX_POINTS:
            raise UserError(
                tr(
                    "A SAMPLE_SPACING of {spacing:g} m puts {points:,} sample points into the places; lines of sight "
                    "can be drawn from at most {most:,}. Choose fewer or smaller places, or a larger SAMPLE_SPACING.",
                    spacing=run.number("SAMPLE_SPACING"),
                    points=len(samples.x),
                    most=MAX_POINTS,
                )
            )
        return PlacesToScore(samples, features, None, None, crs)


def ids_of(scored: PlacesToScore) -> list[str]:
    """place_id of each place: that of the layer where it has one."""
    if scored.features is not None and scored.features.has("place_id"):
        own, others = scored.features.texts("place_id"), scored.ids(0, len(scored))
        return [text or other for text, other in zip(own, others, strict=True)]
    return scored.ids(0, len(scored))


def _chosen(run: Run) -> str:
    """The parameter that says where to look from. Raises UserError where none does."""
    for name in ("PLACES", "POINT", "SCORED"):
        if run.given(name):
            return name
    raise UserError(
        tr("There is no place to look from. Pick a place on the map (POINT), or choose a layer (PLACES or SCORED).")
    )


def _nothing(name: str, layer: str) -> UserError:
    return UserError(tr("{layer} ({name}) has no feature with a usable geometry.", layer=layer, name=name))


def _check_number(name: str, places: int) -> None:
    if places > MAX_PLACES:
        raise UserError(
            tr(
                "{name} has {places:,} places; lines of sight can be drawn from at most {most:,}. Select the places "
                "that matter, and tick 'Selected features only'.",
                name=name,
                places=places,
                most=MAX_PLACES,
            )
        )


def _point(run: Run) -> tuple[float, float, QgsCoordinateReferenceSystem]:
    """The coordinates of POINT, and their CRS, which may not be valid. Raises UserError where it is no point."""
    value = run.parameters.get("POINT")
    if not run.algorithm.parameterDefinition("POINT").checkValueIsAcceptable(value, run.context):
        raise UserError(
            tr(
                "POINT is {value}; it must be a point, such as 24.941,60.172 [EPSG:4326].",
                value=f"'{shortened(value)}'",
            )
        )
    found = run.algorithm.parameterAsPoint(run.parameters, "POINT", run.context)
    return found.x(), found.y(), run.algorithm.parameterAsPointCrs(run.parameters, "POINT", run.context)


def _features_of(run: Run, crs: QgsCoordinateReferenceSystem) -> Features:
    """POINT as a layer of one feature, in the metric `crs`. Raises UserError where it lies outside of it."""
    at = run.algorithm.parameterAsPoint(run.parameters, "POINT", run.context, crs)
    if not (np.isfinite(at.x()) and np.isfinite(at.y())):
        raise UserError(
            tr("POINT does not lie in the area of {crs}, in which this run works. Check its CRS.", crs=crs_name(crs))
        )
    table = geopandas.GeoDataFrame(geometry=[shapely.Point(at.x(), at.y())], index=[1])
    return Features(tr("the place on the map"), table, QgsFields(), 0, 0, 0, 0)


def _same_places(places, features: Features) -> bool:
    """Whether cells lie where the features with their ids lie."""
    middles = shapely.points(places.x, places.y)
    return bool(shapely.intersects(shapely.union_all(features.geometry), middles).all())


@dataclass(frozen=True)
class NoDemand(DemandInput):
    """Every place matters the same: no parameters."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """None."""

    def check(self, run: Run) -> None:
        """Nothing to check."""

    def prepare(self, run: Run) -> None:
        """Nothing to prepare."""

    def read(self, run: Run, scored: PlacesToScore, crs: QgsCoordinateReferenceSystem) -> DemandLayers:
        return DemandLayers([], [], 0.0, 1.0)
