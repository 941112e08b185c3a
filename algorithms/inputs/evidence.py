"""What a score is computed from, and what the log says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingFeedback

from ...engine.errors import UserError
from ...engine.places.demand import Demand, demand_from_layers, own_demand
from ...engine.places.grid import HEXAGON, Grid
from ...engine.places.places import Places
from ...engine.progress import Progress, quiet
from ...engine.score.detection import Detection, sweep_width
from ...engine.score.score import Question
from ...engine.timing.text import utc_text
from ...engine.timing.watch import Period, Watch
from ...engine.tracks.tracks import Tracks
from ...layers.features import Features
from ...layers.fixes import ReadFixes
from ...layers.sinks import multi_wkb_type
from ...layers.wkb import polygons_of_rings


@dataclass(frozen=True)
class PlacesToScore:
    """What is scored: places of a layer (`features`) or cells (`grid`), and where demand is measured from: (n,)
    geometries in metres."""

    places: Places
    features: Features | None
    grid: Grid | None
    crs: QgsCoordinateReferenceSystem

    @property
    def geometries(self) -> np.ndarray:
        """(n,) shapely, in metres."""
        return self.grid.polygons() if self.features is None else self.features.geometry

    def wkb_type(self) -> Qgis.WkbType:
        """The type of geometry that all of them have."""
        polygon = Qgis.WkbType.Polygon
        return polygon if self.features is None else multi_wkb_type(self.features.geometry, polygon)

    def wkb(self, start: int, end: int) -> Sequence[bytes]:
        """The places start:end as they are written."""
        if self.features is not None:
            return shapely.to_wkb(self.features.geometry[start:end], output_dimension=2)
        cells = self.grid.stretch(start, end)
        return polygons_of_rings(cells.lattice.outlines(cells.column, cells.row))

    @property
    def targets(self) -> np.ndarray:
        if self.features is not None:
            return self.features.geometry
        return shapely.points(self.places.x, self.places.y)

    def ids(self, start: int, end: int) -> list[str]:
        """place_id of the places start:end. A cell has the same one in every month: it is made of CRS, cell size, row
        and column."""
        if self.features is not None:
            return [str(fid) for fid in self.features.fid[start:end].tolist()]
        grid = self.grid.stretch(start, end)
        where = (self.crs.authid() or self.crs.toProj()).replace("EPSG:", "")
        shape = "h" if grid.lattice.shape == HEXAGON else "s"
        prefix = f"{where}-{shape}{grid.lattice.size:g}"
        return [
            f"{prefix}-r{row}-c{column}" for row, column in zip(grid.row.tolist(), grid.column.tolist(), strict=True)
        ]


@dataclass(frozen=True)
class DemandLayers:
    """What makes places matter: k layers in metres, their (k,) weights, how far a feature reaches (metres), and what
    places matter by themselves: one number, or one a place."""

    features: list[Features]
    weights: list[float]
    reach: float
    base: np.ndarray | float

    def demand(self, targets: np.ndarray, progress: Progress = quiet) -> Demand:
        """Demand of the places at `targets`, (n,) geometries in metres."""
        if not self.features:
            return own_demand(len(targets), self.base)
        geometries, names = [some.geometry for some in self.features], [some.name for some in self.features]
        return demand_from_layers(targets, geometries, names, self.weights, self.reach, self.base, progress)


@dataclass(frozen=True)
class Evidence:
    """Everything that a score is computed from, in the metric CRS `crs`.

    read: the fixes as they were read; tracks: what is left of them; watch, question: when is scored; scored: where;
    detection: what each unit notices; demand: how much each place matters; sweep_width: metres, at the tracks' median
    speed.
    """

    read: ReadFixes
    tracks: Tracks
    watch: Watch
    question: Question
    scored: PlacesToScore
    detection: Detection
    demand: Demand
    sweep_width: float | None

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        return self.read.crs


def say_period(question: Question, watch: Watch, silent: list[str], feedback: QgsProcessingFeedback) -> None:
    period, hours = question.period, np.sum(question.moments[:, 1] - question.moments[:, 0]) / 3600
    count = len(question.nights)
    nights = f"{count} {watch.night}{'' if count == 1 else 's'}"
    feedback.pushInfo(
        f"Period {utc_text(period.t0)} to {utc_text(period.t1)}, {nights} in {watch.timezone}; "
        f"the gap is the mean over {hours:.1f} h of starting moments, each followed for {question.revisit / 60:g} min."
    )
    if silent:
        shown = ", ".join(silent[:10]) + (f" and {len(silent) - 10} more" if len(silent) > 10 else "")
        feedback.pushWarning(f"No fix at all in {len(silent)} of {nights}; they count as unseen: {shown}.")


def say_prisms(tracks: Tracks, detection: Detection, feedback: QgsProcessingFeedback) -> None:
    """How fast silent units are taken to have been."""
    if not len(tracks.outages):
        return
    speeds = 3.6 * np.broadcast_to(detection.fastest, detection.range.shape)[np.unique(tracks.outages.unit)]
    low, high = (f"{speed:.0f}" for speed in (speeds.min(), speeds.max()))
    feedback.pushInfo(
        f"In outages units may have gone at up to {high if low == high else f'{low} to {high}'} km/h (PRISM_SPEED), or "
        "as fast as it takes to be where they were next heard of; gap_low counts all that this allows."
    )


def check_overlap(tracks: Tracks, scored: PlacesToScore, detection: Detection, feedback) -> None:
    """Says aloud where no fix comes near any place: most often a wrong layer or CRS, but places may truly be
    forgotten."""
    x, y, reach = scored.places.x, scored.places.y, float(detection.range.max())
    near = (tracks.x >= x.min() - reach) & (tracks.x <= x.max() + reach)
    near &= (tracks.y >= y.min() - reach) & (tracks.y <= y.max() + reach)
    if near.any():
        return
    what = "All fixes lie outside {}. Check that both cover the same ground, and the CRS of each layer."
    if scored.grid is not None:
        raise UserError(what.format("AREA"))
    feedback.pushWarning(what.format("the surroundings of PLACES") + " If they do, nobody has been there.")


def sweep_width_of(tracks: Tracks, detection: Detection, feedback: QgsProcessingFeedback) -> float | None:
    """The sweep width in metres at the tracks' median speed, said aloud; None where nothing moves."""
    speed = tracks.median_speed
    if not np.isfinite(speed):
        return None
    width = sweep_width(float(np.median(detection.range)), float(np.median(detection.rate)), speed)
    feedback.pushInfo(f"Sweep width at the tracks' median speed of {speed * 3.6:.1f} km/h: {width:.0f} m.")
    return width


def scope(period: Period, watch: Watch, crs: QgsCoordinateReferenceSystem) -> dict[str, str]:
    """What a run assumed of time and space, as outputs."""
    return {
        "PERIOD_START": utc_text(period.t0),
        "PERIOD_END": utc_text(period.t1),
        "TIMEZONE": watch.timezone,
        "CRS": crs.authid() or crs.toProj(),
    }
