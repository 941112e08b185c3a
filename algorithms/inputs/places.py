"""The places to score: features of a layer, or the cells of a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
)

from ...engine.errors import UserError
from ...engine.places.grid import HEXAGON, MAX_CELLS, Grid, Lattice, grid_near, grid_over, too_many
from ...engine.places.overlap import distance_of_nearest_fix, passes_near
from ...engine.places.places import Places, places_from_geometries
from ...engine.progress import Progress, part
from ...engine.score.detection import Detection
from ...engine.tracks.tracks import Tracks
from ...layers.crs import crs_name, crs_of_source, length_warnings_of
from ...layers.features import Features
from ...layers.sinks import added_fields, multi_wkb_type
from ...layers.wkb import polygons_of_rings
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .before_run import has_nothing, largest_area
from .parameters import metres

SURELY = 0.9
"""Share of an area on the ellipsoid that any metric CRS gives it at least."""


@dataclass(frozen=True)
class PlacesToScore:
    """The places to score: features of a layer (`features`), or cells (`grid`, over `area` if that was given).

    places: with the sample points at which they are scored; cells by their centres, or by points in the open."""

    places: Places
    features: Features | None
    grid: Grid | None
    area: Features | None
    crs: QgsCoordinateReferenceSystem

    def __len__(self) -> int:
        return len(self.places)

    @property
    def geometries(self) -> np.ndarray:
        """(n,) shapely geometries in the metric CRS."""
        return self.grid.polygons() if self.features is None else self.features.geometry

    @property
    def targets(self) -> np.ndarray:
        """(n,) shapely geometries in the metric CRS from which the distance to demand features is measured. For a cell
        it is the centre."""
        if self.features is not None:
            return self.features.geometry
        centres = self.middles
        return shapely.points(centres.x, centres.y)

    @property
    def middles(self) -> Places:
        """The places as they are drawn: cells by their centres, wherever they are scored."""
        return self.places if self.grid is None else self.grid.places

    @property
    def names(self) -> list[str] | None:
        """The names of the places, empty where there is none; None where PLACES has no field of names."""
        return None if self.features is None else self.features.names

    def wkb_type(self) -> Qgis.WkbType:
        """The geometry type of all places."""
        polygon = Qgis.WkbType.Polygon
        return polygon if self.features is None else multi_wkb_type(self.features.geometry, polygon)

    def wkb(self, start: int, end: int) -> Sequence[bytes]:
        """WKB of the places start:end."""
        if self.features is not None:
            return shapely.to_wkb(self.features.geometry[start:end], output_dimension=2)
        cells = self.grid.subset(start, end)
        return polygons_of_rings(cells.lattice.outlines(cells.column, cells.row))

    def fields(self, ours: QgsFields) -> QgsFields:
        """The fields of PLACES, if it is given, followed by `ours`."""
        return ours if self.features is None else added_fields(self.features.fields, ours)

    def own_columns(self, start: int, end: int) -> Sequence[list]:
        """The values of the fields of PLACES for the places start:end."""
        return () if self.features is None else self.features.own_columns(start, end)

    def ids(self, start: int, end: int) -> list[str]:
        """place_id of the places start:end."""
        if self.features is not None:
            return [str(fid) for fid in self.features.fid[start:end].tolist()]
        return self.grid.subset(start, end).ids(crs_name(self.crs))


@dataclass(frozen=True)
class PlacesInput(Block):
    """PLACES, or the grid: AREA, CELL_SIZE, GRID_TYPE and GRID_REACH; and SAMPLE_SPACING."""

    def add(
        self,
        algorithm: BlindspotAlgorithm,
        kind: Qgis.ProcessingSourceType = Qgis.ProcessingSourceType.VectorAnyGeometry,
        title: str = "Places to score (instead of a grid)",
        help_text: str = "Places to score, if you do not want a grid: zones, stretches of street or riverside, station "
        "exits.",
    ) -> None:
        """PLACES, or the grid."""
        algorithm.add(QgsProcessingParameterFeatureSource("PLACES", tr(title), [kind], None, True), help_text)
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "AREA", tr("Area of the grid"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
            ),
            "Polygons that the grid covers: all cells whose centre is inside. Use the area that the patrols are "
            "responsible for. Without it, the grid covers only the surroundings of the fixes, and places further away "
            "are left out.",
        )
        algorithm.add(
            metres("CELL_SIZE", "Cell size (m)", 50, 0.01, decimals=1),
            "The side of a square, or the width of a hexagon. Not used if places are given.",
        )
        algorithm.add(
            QgsProcessingParameterEnum("GRID_TYPE", tr("Grid type"), [tr("Square"), tr("Hexagon")], False, 0),
            "Shape of the cells.",
        )

    def add_reach(self, algorithm: BlindspotAlgorithm) -> None:
        """The distance that the grid reaches from the fixes."""
        algorithm.add(
            metres("GRID_REACH", "Reach of the grid (m)", 500, 0),
            "Without an area, the grid has the cells within this distance of a cell with a fix, measured between cell "
            "centres.",
        )

    def add_spacing(
        self,
        algorithm: BlindspotAlgorithm,
        help_text: str = "Lines and zones are scored at sample points with this distance between them. Their score is "
        "the mean of these points.",
    ) -> None:
        """The distance between sample points."""
        algorithm.add(metres("SAMPLE_SPACING", "Sample spacing (m)", 25, 0.01, decimals=1), help_text)

    def check(self, run: Run) -> None:
        places, area = run.source("PLACES"), run.source("AREA")
        for name, source in (("PLACES", places), ("AREA", area)):
            if has_nothing(source):
                raise _nothing(name, source.sourceName())
        if places is None and area is not None:
            lattice = Lattice(run.number("CELL_SIZE"), run.choice("GRID_TYPE"))
            cells = SURELY * largest_area(area, run.transform_context) / lattice.cell_area
            if cells > MAX_CELLS:
                raise too_many(cells / SURELY, lattice.size)

    def crs(self, run: Run) -> QgsCoordinateReferenceSystem | None:
        """The metric CRS for PLACES or AREA, so that the results of different months can be compared. None where
        neither has features: the CRS then depends on the fixes."""
        return self.crs_of(run, "PLACES", "AREA")

    def crs_of(self, run: Run, *names: str) -> QgsCoordinateReferenceSystem | None:
        """The metric CRS for the first layer of these parameters that has features; None where none has."""
        for name in names:
            source = run.source(name)
            if source is not None and source.featureCount():
                crs, note = crs_of_source(source, run.transform_context)
                run.say(note)
                run.warn(*length_warnings_of(source, crs, run.transform_context))
                return crs
        return None

    def read(
        self, run: Run, near: Sequence[Tracks], crs: QgsCoordinateReferenceSystem, progress: Progress
    ) -> PlacesToScore:
        """PLACES, or the grid over AREA or near the tracks."""
        features = self._features(run, "PLACES", crs, part(progress, 0, 0.5))
        if features is not None:
            if run.source("AREA") is not None:
                run.warn(tr("PLACES is given, so AREA and the grid are not used."))
            samples = places_from_geometries(features.geometry, run.number("SAMPLE_SPACING"), part(progress, 0.5, 1))
            return PlacesToScore(samples, features, None, None, crs)
        area = self._features(run, "AREA", crs, part(progress, 0, 0.5))
        found = self.grid(run, area, near, crs, (0.0, 0.0), part(progress, 0 if area is None else 0.5, 1))
        if area is not None:
            run.say(tr("The grid has {found:,} cells in AREA.", found=len(found)))
        else:
            run.say(
                tr(
                    "Without AREA, the grid has the {found:,} cells within {reach:g} m of a fix "
                    "(GRID_REACH). Places further away are left out.",
                    found=len(found),
                    reach=run.number("GRID_REACH"),
                )
            )
        return found

    def grid(
        self,
        run: Run,
        area: Features | None,
        near: Sequence[Tracks],
        crs: QgsCoordinateReferenceSystem,
        shift: tuple[float, float],
        progress: Progress,
    ) -> PlacesToScore:
        """The grid over the area, or near the tracks. shift: offset of the grid in x and y, in metres."""
        lattice = Lattice(run.number("CELL_SIZE"), run.choice("GRID_TYPE"), shift)
        if area is not None:
            grid = grid_over(area.geometry, lattice, progress)
        else:
            x, y = (np.concatenate([getattr(tracks, axis) for tracks in near]) for axis in "xy")
            grid = grid_near(x, y, lattice, run.number("GRID_REACH"), progress)
        return PlacesToScore(grid.places, None, grid, area, crs)

    def _features(self, run: Run, name: str, crs, progress: Progress) -> Features | None:
        source = run.source(name)
        if source is None:
            return None
        features = run.features(source, crs, progress, name, one_kind=True)
        if not len(features):
            raise _nothing(name, features.name)
        return features


def _nothing(name: str, layer: str) -> UserError:
    """The error for a layer without places or area. name: of the parameter."""
    return UserError(
        tr(
            "{layer} ({name}) has no feature with a usable geometry. Choose another layer, or leave {name} empty.",
            layer=layer,
            name=name,
        )
    )


def check_range(run: Run, scored: PlacesToScore) -> None:
    """Warns where the detection range around a cell's centre does not cover the corners of the cell."""
    detection_range = run.number("DETECTION_RANGE")
    if scored.grid is None or detection_range >= scored.grid.lattice.inner_range:
        return
    lattice = scored.grid.lattice
    what = tr("the side of a hexagon") if lattice.shape == HEXAGON else tr("half the diagonal of a cell")
    run.warn(
        tr(
            "DETECTION_RANGE ({detection_range:g} m) is less than {what} ({inner_range:.1f} m). A patrol near the "
            "corner of a cell is then in range of no cell centre, and does not count. Use a CELL_SIZE of at most "
            "{fitting_size:g} m.",
            detection_range=detection_range,
            what=what,
            inner_range=lattice.inner_range,
            fitting_size=_fitting_size(lattice, detection_range),
        )
    )


def check_overlap(
    run: Run, tracks: Tracks, scored: PlacesToScore, detection: Detection, from_samples: bool = True
) -> None:
    """Warns where no track is near any place, with the distance: either nobody has been there, which is a result, or a
    layer or its CRS is wrong. from_samples: whether patrols count only within range of a sample point."""
    reach = float(detection.range.max())
    if passes_near(tracks, scored.places, reach):
        return
    cells, shapes = scored.grid is not None, scored.geometries if scored.area is None else scored.area.geometry
    away = distance_of_nearest_fix(tracks, shapes)
    if away > reach:
        km = f"{away / 1000:,.1f}" if away < 10_000 else f"{away / 1000:,.0f}"
        distance = tr("{metres:,.0f} m", metres=away) if away < 1000 else tr("{km} km", km=km)
        where = "AREA" if cells else tr("the surroundings of PLACES")
        run.warn(
            tr(
                "All fixes lie outside {where}: the nearest is {distance} away, and DETECTION_RANGE is {reach:g} m. So "
                "every place counts as unpatrolled. If that cannot be, check that the layers cover the same region, "
                "and that the CRS of each is right.",
                where=tr("the grid") if cells and scored.area is None else where,
                distance=distance,
                reach=reach,
            )
        )
    elif from_samples and cells:
        run.warn(
            tr(
                "There are fixes in {where} or near it, but none within DETECTION_RANGE ({reach:g} m) of the centre of "
                "a cell, where patrols count. So every place counts as unpatrolled. Use a smaller CELL_SIZE, or a "
                "longer DETECTION_RANGE.",
                where=tr("the grid") if scored.area is None else "AREA",
                reach=reach,
            )
        )
    elif from_samples:
        run.warn(
            tr(
                "There are fixes in PLACES or near it, but none within DETECTION_RANGE ({reach:g} m) of a sample point "
                "of a place, where patrols count. So every place counts as unpatrolled. Use a smaller SAMPLE_SPACING, "
                "or a longer DETECTION_RANGE.",
                reach=reach,
            )
        )


def _fitting_size(lattice: Lattice, detection_range: float) -> float:
    """The size of the largest cell that the range around its centre covers, in metres, rounded down to two digits."""
    size = lattice.size * detection_range / lattice.inner_range
    digit = 10 ** np.floor(np.log10(size) - 1)
    return float(np.floor(size / digit) * digit)
