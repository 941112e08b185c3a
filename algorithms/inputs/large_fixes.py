"""Fixes that are more than fit into memory: they are read in parts and put into days, which are then scored one by
one."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...engine.archive.arrow_library import arrow
from ...engine.archive.dataset import Archive
from ...engine.archive.writing import ArchiveWriter
from ...engine.errors import UserError
from ...engine.progress import Progress, part
from ...engine.text import counted
from ...engine.tracks.fixes import Fixes
from ...layers.archive_sources import LayerFixes
from ...layers.crs import pyproj_crs
from ...layers.fixes import ReadFixes
from ..base import tr
from ..run import Block, Run
from .fix_report import COUNT_ONCE
from .fixes import FixInput

MANY = 15_000_000
"""Fixes: more take more than about 1.5 GB of memory at once."""
READING = 0.7
"""Share of the time; the rest is for writing the days."""
PREPARED = "large fixes"
"""Key among what was prepared; in small letters, as no parameter is."""


@dataclass(frozen=True)
class LargeFixesInput(Block):
    """Fixes of INPUT, if they are many. only_at_once: parameters of the algorithm that need all fixes at once."""

    fixes: FixInput
    only_at_once: tuple[str, ...]

    def prepare(self, run: Run) -> None:
        layer = run.vector_layer("INPUT")
        if layer is None or layer.featureCount() <= MANY:
            return
        if QgsWkbTypes.geometryType(layer.wkbType()) == Qgis.GeometryType.Line or not _is_whole(run, layer):
            return
        names = [*self.only_at_once, "RANGE_FIELD", "DETECTION_TIME_FIELD"]
        names = [name for name in names if run.given(name) and run.parameters[name]]
        names += ["TEAMS"] if run.choice("TEAMS") == COUNT_ONCE else []
        count = counted(layer.featureCount(), "fix", "fixes")
        if names:
            run.warn(
                tr(
                    "{names} needs all {count} in memory at once. Without it they are scored day by day, which takes "
                    "less than 2 GB.",
                    names=tr(", ").join(names),
                    count=count,
                )
            )
            return
        try:
            arrow()
        except UserError as error:
            run.warn(
                tr(
                    "{count} are read at once, which needs much memory. To have them scored day by day: {error}",
                    count=count,
                    error=error,
                )
            )
            return
        run.prepared[PREPARED] = (layer.providerType(), layer.source(), layer.name(), layer.crs(), layer.featureCount())

    def given(self, run: Run) -> bool:
        """Whether the fixes are to be read with `in_days`."""
        return run.prepared.get(PREPARED) is not None

    def in_days(self, run: Run, crs: QgsCoordinateReferenceSystem | None, folder: str, progress: Progress) -> Archive:
        """All fixes in days, in a temporary folder. crs: the metric CRS, None to choose one. Raises UserError where
        they cannot be read."""
        provider, uri, name, source_crs, count = run.prepared[PREPARED]
        zone, path = self.fixes.timezone(run), str(Path(folder) / "days")
        run.say(
            tr(
                "{count} are more than are read at once. They are put into days in a temporary folder, {folder}, and "
                "scored day by day.",
                count=counted(count, "fix", "fixes"),
                folder=QgsProcessingUtils.tempFolder(),
            )
        )
        layer = QgsVectorLayer(uri, name, provider)  # a layer of this thread
        layer.setCrs(source_crs)
        source = LayerFixes.of(layer, self.fixes.fields(run), run.context)
        parts = source.parts(zone, crs, run.context, part(progress, 0, READING))
        first = next(parts)
        known = pyproj_crs(first.crs)
        text = known.to_wkt() if known is not None and ":" not in first.crs.authid() else first.crs.authid()
        said: dict[str, None] = {}
        rejected: Counter[str] = Counter()
        with ArchiveWriter(path, text, zone) as writer:
            for read in chain([first], parts):
                _add(writer, read, rejected)
                _say(run, read, said)
            written = writer.commit(part(progress, READING, 1))
        rejected["exact repeat"] += written.repeats
        for reason, count in rejected.most_common():
            if count:
                run.say(tr("  {name}: {number:,}", name=reason, number=count))
        return Archive.open(path)


def _is_whole(run: Run, layer: QgsVectorLayer) -> bool:
    """Whether a file or a database has all fixes of the layer, and no others: they can be read from there in parts."""
    value = run.parameters.get("INPUT")
    if isinstance(value, QgsProcessingFeatureSourceDefinition) and (
        value.selectedFeaturesOnly or value.filterExpression or value.featureLimit >= 0
    ):
        return False
    if layer.providerType() == "postgres":
        return not layer.isModified() and bool(layer.primaryKeyAttributes())
    return run.file_behind("INPUT") is not None


def _add(writer: ArchiveWriter, read: ReadFixes, rejected: Counter[str]) -> None:
    """Adds the fixes that can be used, and counts the others by reason."""
    fixes, good = read.fixes, np.ones(len(read.fixes), bool)
    for reason, index in fixes.faults.items():
        good[index] = False
        rejected[reason] += len(index)
    columns = (column[good] for column in (fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row))
    writer.add(Fixes(*columns, fixes.unit_names))


def _say(run: Run, read: ReadFixes, said: dict[str, None]) -> None:
    """Says what was found, each sentence once."""
    warnings = (*read.warnings, *read.strays.sentences)
    for sentences, say in (((*read.notes, read.crs_note), run.say), (warnings, run.warn)):
        new = [text for text in sentences if text and text not in said]
        said |= dict.fromkeys(new)
        say(*new)
