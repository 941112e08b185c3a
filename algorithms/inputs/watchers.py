"""Posts and cameras that do not move."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSource

from ...engine.score.evidence import Evidence
from ...engine.score.score import Scores
from ...engine.sight.watcher_fields import DETECTION, FIELDS, RANGE, USUAL_VIEW, WatchersRead, watchers_from
from ...engine.sight.watchers import Watchers
from ...engine.text import counted
from ...layers.crs import true_north
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number

HELP = """Posts and cameras that do not move, and that somebody heeds at once: a manned post, a camera with a live
operator. A camera that only records notices nothing in time: leave it out. The gap then counts patrols and watchers;
gap_patrols is the gap by patrols alone. Fields that are used, if there are any of these names: range_m (m), bearing
(degrees clockwise from true north, the middle of the view; empty: sees all around), fov (width of the view in degrees;
empty: 360, or 90 with a bearing), hours (local time, such as 22:00-05:00, or Mon-Fri 08:00-18:00; Sat 10:00-14:00;
empty: always), detection_s (seconds), kind (such as camera or post). Buildings hide what is behind them from watchers
as from patrols."""


@dataclass(frozen=True)
class WatchersInput(Block):
    """WATCHERS, and what holds where their fields say nothing. notice: whether it matters how soon they notice
    something, and so WATCHER_DETECTION_TIME; help_text: of WATCHERS."""

    notice: bool = True
    help_text: str = HELP

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The parameters."""
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "WATCHERS", tr("Posts and cameras"), [Qgis.ProcessingSourceType.VectorPoint], None, True
            ),
            self.help_text,
        )
        algorithm.add(
            metres("WATCHER_RANGE", "Range of posts and cameras (m)", 50, 0.01),
            "How far posts and cameras see. Only for those without a range_m of their own.",
        )
        if not self.notice:
            return
        algorithm.add(
            number("WATCHER_DETECTION_TIME", "Detection time of posts and cameras (s)", 30),
            "Mean time until a post, or the operator of a camera, notices something in view. 0: at once. Longer for "
            "an operator with many screens. Only for those without a detection_s of their own.",
        )

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem, timezone: str) -> Watchers | None:
        """The watchers, in the metric `crs`; None where WATCHERS is empty. timezone: of their hours."""
        source = run.source("WATCHERS") if run.has("WATCHERS") else None
        if source is None:
            return None
        features = run.features(source, crs, name="WATCHERS", only=FIELDS)
        points, of = shapely.get_parts(features.geometry, return_index=True)  # of multipoints, each is one
        x, y = shapely.get_coordinates(points).T
        names = [name for name in FIELDS if features.has(name) and (self.notice or name != DETECTION)]
        columns = {name: np.array(features.column(name), object)[of] for name in names}
        usual = run.number("WATCHER_RANGE"), run.number("WATCHER_DETECTION_TIME") if self.notice else 0.0
        north = true_north(x, y, crs, run.transform_context)
        read = watchers_from(x, y, columns, *usual, timezone, north)
        run.warn(*read.warnings(features.name, len(x)))
        run.facts["WATCHERS_USED"] = len(read.watchers)
        if not len(read.watchers):
            run.warn(tr("{name}: no post or camera can be used, so gap equals gap_patrols.", name=features.name))
            return read.watchers
        run.say(*_used(run, features.name, read, self.notice))
        if read.watchers.twins:
            run.warn(
                tr(
                    "{name}: {twins} the same position, range, view and hours as another one. Each counts. If they "
                    "are the same thing mapped twice, delete all but one.",
                    name=features.name,
                    twins=counted(read.watchers.twins, "post or camera has", "posts and cameras have"),
                )
            )
        return read.watchers


def _used(run: Run, name: str, read: WatchersRead, notice: bool) -> list[str]:
    """How many watchers there are, and what is taken from their fields."""
    watchers, count = read.watchers, len(read.watchers)
    found = sorted(read.missing)
    fields = tr("fields used: {fields}", fields=tr(", ").join(found)) if found else tr("no field is used")
    sentences = [
        tr(
            "{name} (WATCHERS): {watchers}; {fields}.",
            name=name,
            watchers=counted(count, "post or camera", "posts and cameras"),
            fields=fields,
        )
    ]
    for field, parameter in ((RANGE, "WATCHER_RANGE"), (DETECTION, "WATCHER_DETECTION_TIME")):
        without = read.missing.get(field, count)
        if without and (notice or field == RANGE):
            unit = "m" if field == RANGE else "s"
            sentences.append(
                tr(
                    "{without:,} of {count:,} have no {field}: {value:g} {unit} ({parameter}).",
                    without=without,
                    count=count,
                    field=field,
                    value=run.number(parameter),
                    unit=unit,
                    parameter=parameter,
                )
            )
    if read.assumed_view:
        sentences.append(
            tr(
                "{count:,} have a bearing but no fov: a view of {view:g} degrees is assumed.",
                count=read.assumed_view,
                view=USUAL_VIEW,
            )
        )
    always = sum(not hours for hours in watchers.hours)
    if always == count:
        return [*sentences, tr("All are on at all hours.")]
    text = tr("{always:,} of {count:,} are on at all hours, the others as their hours say.", always=always, count=count)
    return [*sentences, text]


def report_watched(run: Run, evidence: Evidence, scores: Scores) -> None:
    """Says how many places the watchers see in the watch."""
    if scores.watched is None or not len(evidence.watchers):
        return
    seen, places = int((scores.watched["seconds"] > 0).sum()), len(scores)
    if not seen:
        run.warn(
            tr(
                "No post or camera (WATCHERS) sees a place in the watch, so gap equals gap_patrols. Check range_m, "
                "bearing, hours, and that the layers cover the same region."
            )
        )
        return
    weight = evidence.demand if evidence.demand.sum() > 0 else np.ones(places)
    run.say(
        tr(
            "Posts and cameras see {seen:,} of {places:,} places in the watch. Mean gap: {alone:.3f} by patrols alone, "
            "{gap:.3f} with them.",
            seen=seen,
            places=places,
            alone=float(np.average(scores.gap_by_patrols, weights=weight)),
            gap=float(np.average(scores.gap, weights=weight)),
        )
    )
