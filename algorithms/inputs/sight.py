"""What hides places from units: buildings and terrain."""

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
)

from ...engine.places.open_points import open_cells
from ...engine.places.places import Places
from ...engine.progress import Progress, part, quiet
from ...engine.score.detection import Detection
from ...engine.sight.heights import heights_of
from ...engine.sight.in_buildings import share_of_length, share_of_samples
from ...engine.sight.outlines import FINE, SIMPLIFIED, plain_outlines
from ...engine.sight.sight import WALL_TOLERANCE, Sight
from ...engine.sight.walls import Walls, walls_of
from ...engine.text import counted
from ...engine.tracks.tracks import Tracks
from ...layers.features import Bounds
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import any_field, metres
from .places import PlacesToScore
from .sight_terrain import SightTerrainInput

CENTRE, OPEN_POINTS = 0, 1
"""The options of CELL_SAMPLES."""
LEAST_REACH = 500.0
"""Buildings are read at least so far (m) around the places."""
FURTHER = 1.5
"""Times the range of a unit: so far around the places buildings are read, for ranges that vary, and a moved grid."""
MUCH = 0.15
"""Share of the length of legs in buildings from which fixes are too sparse."""
TERRAIN = SightTerrainInput()


@dataclass(frozen=True)
class Buildings:
    """What was read of BUILDINGS. geometry: (n,) shapely polygons in metres; height: (n,) metres above the ground, inf
    where it is not known; name: of the layer."""

    geometry: np.ndarray
    height: np.ndarray
    name: str

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def walls(self) -> Walls:
        return walls_of(self.geometry, self.height)


def bounds_around(places: Places, reach: float) -> Bounds:
    """The bounds (x, y, x, y) of what can be between a sample point and a unit with the range `reach`, in metres."""
    return _bounds(places, max(FURTHER * reach, LEAST_REACH))


def _bounds(places: Places, reach: float) -> Bounds:
    """The bounds (x, y, x, y) of what is within `reach` metres of a sample point, or a little more."""
    low, high = (f([places.x, places.y], axis=1) for f in (np.min, np.max))
    return tuple(float(value) for value in (*(low - reach), *(high + reach)))


def add_buildings(algorithm: BlindspotAlgorithm, help_text: str) -> None:
    """BUILDINGS."""
    algorithm.add(
        QgsProcessingParameterFeatureSource(
            "BUILDINGS", tr("Buildings"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
        ),
        help_text,
    )


def add_height_field(algorithm: BlindspotAlgorithm) -> None:
    """HEIGHT_FIELD and BUILDING_HEIGHT, for drones."""
    algorithm.add(
        any_field("HEIGHT_FIELD", "Height field of the buildings", "BUILDINGS"),
        "The field of the buildings with the height of each above the ground: numbers in metres, or text such as 12, "
        "12.5 m or 40 ft. A drone sees what is behind a building only from high enough above it. Where it is empty or "
        "null, Height of buildings without one counts.",
    )
    algorithm.add(
        metres("BUILDING_HEIGHT", "Height of buildings without one (m)", None, optional=True, decimals=1),
        "The height above the ground of buildings for which Height field has none. Empty: such a building hides what "
        "is behind it from drones at any height, so that nothing counts as seen that may be hidden.",
    )


def read_buildings(
    run: Run, crs: QgsCoordinateReferenceSystem, near: Bounds, progress: Progress = quiet
) -> Buildings | None:
    """The buildings in `near`, (x, y, x, y) in the metric `crs`; None where BUILDINGS is empty, or, with a warning,
    where none is there. Heights are those of HEIGHT_FIELD, else of BUILDING_HEIGHT, where the algorithm has these."""
    source = run.source("BUILDINGS") if run.has("BUILDINGS") else None
    if source is None:
        return None
    field = run.field("HEIGHT_FIELD")
    features = run.features(source, crs, progress, "BUILDINGS", only=[field] if field else [], within=near)
    if not len(features):
        run.warn(
            tr(
                "No building of {layer} (BUILDINGS) is near a place, so none hides anything. If that cannot be, check "
                "that the layers cover the same region, and that the CRS of each is right.",
                layer=features.name,
            )
        )
        return None
    height = _heights(run, features, field) if run.has("HEIGHT_FIELD") else np.full(len(features), np.inf)
    run.say(
        tr(
            "{layer} (BUILDINGS): {buildings} near the places. What is behind a wall is not seen.",
            layer=features.name,
            buildings=counted(len(features), "building"),
        )
    )
    shapes, simplified = plain_outlines(features.geometry)
    if simplified:
        run.say(
            tr(
                "{name}: the outlines of {buildings} have vertices less than {fine:g} m apart. They are simplified by "
                "{metres:g} m.",
                name=features.name,
                buildings=counted(simplified, "building"),
                fine=FINE,
                metres=SIMPLIFIED,
            )
        )
    return Buildings(shapes, height, features.name)


def _heights(run: Run, features, field: str | None) -> np.ndarray:
    """(n,) m above the ground; inf where neither HEIGHT_FIELD nor BUILDING_HEIGHT has one. Says how many these are."""
    known = np.full(len(features), np.nan)
    if field:
        known = heights_of(features.column(field))
    usual, missing = run.optional_number("BUILDING_HEIGHT"), int(np.isnan(known).sum())
    if not missing:
        return known
    have = counted(missing, "building has", "buildings have")
    where = tr("no {field} (HEIGHT_FIELD) of 0 or more", field=field) if field else tr("no height (HEIGHT_FIELD)")
    if usual is None:
        run.warn(
            tr(
                "{name}: {buildings} {where}, and hide what is behind them from drones at any height. Enter "
                "BUILDING_HEIGHT to use a height for them.",
                name=features.name,
                buildings=have,
                where=where,
            )
        )
    else:
        run.say(
            tr(
                "{name}: {buildings} {where}, and count as {usual:g} m high (BUILDING_HEIGHT).",
                name=features.name,
                buildings=have,
                where=where,
                usual=usual,
            )
        )
    return np.where(np.isnan(known), np.inf if usual is None else usual, known)


def read_walls(run: Run, crs: QgsCoordinateReferenceSystem, near: Bounds, progress: Progress = quiet) -> Walls | None:
    """The walls of the buildings that `read_buildings` reads."""
    buildings = read_buildings(run, crs, near, progress)
    return None if buildings is None else buildings.walls


@dataclass(frozen=True)
class SightInput(Block):
    """BUILDINGS, WALL_TOLERANCE, CELL_SAMPLES and SIGHT_TERRAIN; with `heights` also HEIGHT_FIELD and BUILDING_HEIGHT,
    which only drones need."""

    heights: bool = False

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The parameters."""
        add_buildings(
            algorithm,
            "Polygons of buildings, such as those of OpenStreetMap. A patrol then sees a place only while no wall is "
            "between them. Courtyards (holes of the polygons) are open ground. Without buildings, a patrol sees all "
            "that is in range.",
        )
        if self.heights:
            add_height_field(algorithm)
        algorithm.add(
            metres("WALL_TOLERANCE", "Tolerance behind walls (m)", WALL_TOLERANCE, decimals=1),
            "A fix up to this distance behind a wall counts as before it, because positions scatter: about the "
            "position error of the receivers. 0: a fix behind a wall counts as behind it. Only used with buildings.",
        )
        algorithm.add(
            QgsProcessingParameterEnum(
                "CELL_SAMPLES",
                tr("Where cells are scored"),
                [tr("At their centre"), tr("At open points, Sample spacing apart")],
                False,
                CENTRE,
            ),
            "With buildings, the centre of about one cell in three of a city lies in a building, from which it looks "
            "out. Open points: each cell is scored at several points outside buildings, and its score is the mean of "
            "these points: more exact, and slower. A cell wholly in buildings keeps its centre. Only used with "
            "buildings.",
        )
        TERRAIN.add(algorithm)

    def read(
        self,
        run: Run,
        crs: QgsCoordinateReferenceSystem,
        scored: PlacesToScore,
        tracks: Tracks,
        detection: Detection,
        reach: float,
        progress: Progress = quiet,
    ) -> "SightRead":
        """What hides places, in the metric `crs`, and the places with the sample points that they have then. tracks,
        detection: of the patrols, whose part in buildings is logged; reach: metres, the longest range of a unit."""
        near = bounds_around(scored.places, reach)
        own = float(detection.range.max(initial=0.0))
        ground = _bounds(scored.places, FURTHER * reach)
        terrain = TERRAIN.read(run, crs, scored.places, ground, own, part(progress, 0, 0.2))
        buildings = read_buildings(run, crs, near, part(progress, 0.2, 0.6))
        if buildings is None:
            return SightRead(scored, None if terrain is None else Sight(terrain=terrain), None)
        _report(run, scored, tracks, detection, buildings, part(progress, 0.6, 0.8))
        opened = self.opened(run, scored, buildings, part(progress, 0.8, 1))
        return SightRead(opened, Sight(buildings.walls, run.number("WALL_TOLERANCE"), terrain), buildings)

    def opened(
        self,
        run: Run,
        scored: PlacesToScore,
        buildings: Buildings | None,
        progress: Progress = quiet,
        say: bool = True,
    ) -> PlacesToScore:
        """The places; cells by their open points if they are to be scored there. say: whether to log how many."""
        if scored.grid is None or buildings is None or run.choice("CELL_SAMPLES") != OPEN_POINTS:
            return scored
        cells = open_cells(scored.grid, run.number("SAMPLE_SPACING"), buildings.geometry, progress)
        if say:
            run.say(
                tr(
                    "The cells are scored at {points:,} open points, at most {most:,} in each (CELL_SAMPLES). {closed}",
                    points=len(cells.places.x) - int(cells.closed.sum()),
                    most=cells.points,
                    closed=counted(
                        int(cells.closed.sum()),
                        "cell lies wholly in buildings and is scored at its centre.",
                        "cells lie wholly in buildings and are scored at their centres.",
                    ),
                )
            )
        return replace(scored, places=cells.places)


@dataclass(frozen=True)
class SightRead:
    """scored: the places to score; sight: what hides them, None where nothing does; buildings: as they were read, None
    where there are none."""

    scored: PlacesToScore
    sight: Sight | None
    buildings: Buildings | None


def _report(
    run: Run,
    scored: PlacesToScore,
    tracks: Tracks,
    detection: Detection,
    buildings: Buildings,
    progress: Progress,
) -> None:
    """Logs how much of the places and of the legs lies in buildings, and warns where lines of sight mean little."""
    of_places = share_of_samples(scored.places, buildings.geometry, part(progress, 0, 0.5))
    area = _bounds(scored.places, float(detection.range.max(initial=0.0)))
    of_legs = share_of_length(tracks, buildings.geometry, area, part(progress, 0.5, 1))
    what = tr("the centres of cells") if scored.grid is not None else tr("the sample points of the places")
    run.say(
        tr(
            "{places:.0f} % of {what} lie in buildings. The walls around such a point do not hide anything from it.",
            places=100 * of_places,
            what=what,
        )
    )
    if np.isfinite(of_legs):
        run.say(
            tr(
                "{legs:.0f} % of the length of the legs between fixes lies in buildings.",
                legs=100 * of_legs,
            )
        )
    if of_legs > MUCH:
        run.warn(
            tr(
                "The fixes are too sparse for lines of sight: {legs:.0f} % of the length of the legs between them lies "
                "in buildings, where nobody drives or walks. Gaps are then too high, by 0.04 to 0.07 for vehicles that "
                "report every 30 to 60 s. Use receivers that report more often, or leave BUILDINGS empty.",
                legs=100 * of_legs,
            )
        )
    if np.isinf(detection.rate).any():
        run.warn(
            tr(
                "With a DETECTION_TIME of 0, a glimpse through a slit between two walls counts as seen. Use the "
                "seconds that it takes to notice something."
            )
        )
