"""The layers and files that go into an archive, and how to read them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from ...engine.errors import UserError
from ...engine.text import shortened
from ...engine.timing.time_format import parse_time_format
from ...engine.timing.timezones import check_timezone
from ...layers.archive_sources import ENDINGS, LayerFixes, TableFixes, files_in, is_table, layers_in, table_behind
from ...layers.crs import WGS84
from ...layers.fix_columns import FixFields
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .fixes import add_naive_times
from .retention import needs_no_fixes
from .time_zone import EMPTY, timezone_parameter

LAYERS = "INPUT"
ROW_BYTES = 60
"""Bytes of a row in a file, about."""
NUMBER_FIELDS = (
    (
        "ACCURACY_FIELD",
        "Accuracy field (m)",
        "The field with the accuracy of each fix in metres. Layers and files without it have none.",
    ),
    (
        "RANGE_FIELD",
        "Detection range field (m)",
        "The field with the detection range of each unit in metres. Layers and files without it have none.",
    ),
    (
        "DETECTION_TIME_FIELD",
        "Detection time field (s)",
        "The field with the detection time of each unit in seconds. Layers and files without it have none.",
    ),
)


@dataclass(frozen=True)
class Failed:
    """A layer or file that cannot be read, and why."""

    name: str
    reason: str


Source = LayerFixes | TableFixes


class ArchiveInput(Block):
    """INPUT, FOLDER and the names of fields, which hold for all of them."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                LAYERS, tr("Layers of fixes or tracks"), Qgis.ProcessingSourceType.Vector, None, True
            ),
            "Layers of GPS fixes as points, of tracks as lines whose M values are epoch seconds, or CSV files without "
            "geometries.",
        )
        algorithm.add(
            QgsProcessingParameterFile(
                "FOLDER", tr("Folder of files"), Qgis.ProcessingFileParameterBehavior.Folder, "", None, True
            ),
            "All files in it of these formats are read, sorted by name, beside the layers: CSV, GeoPackage, shapefile, "
            "FlatGeobuf, GeoJSON, GPX, Parquet. Files in other folders within it are not read. It may be another "
            "archive.",
        )
        for name, title, help_text in (
            (
                "TIME_FIELD",
                "Time field",
                "The name of the field with the time of each fix, the same in all layers and files. Formats are as in "
                "Prepare tracks. Empty: of each, its only date-and-time field, else its only text field of times. Not "
                "needed for tracks and GPX.",
            ),
            (
                "UNIT_FIELD",
                "Unit field",
                "The name of the field that identifies who or what carried the receiver. A GPX file without it is one "
                "unit, named after the file. Use codes, not names of persons.",
            ),
        ):
            algorithm.add(_text(name, title), help_text)
        algorithm.add(
            timezone_parameter("Time zone of the days"),
            "The local time zone, as an IANA name such as Asia/Shanghai: of the days of a new archive, and of times "
            f"that do not give their own zone. An archive keeps its zone. {EMPTY}",
        )

    def add_details(self, algorithm: BlindspotAlgorithm) -> None:
        """How to read times and tables. They come after the algorithm's own parameters."""
        algorithm.add(
            _text("X_FIELD", "X or longitude field"),
            "The name of the column with the longitude or x of each fix, in CSV and Parquet files without geometries. "
            "Empty: longitude and latitude, or lon and lat, if there are columns of these names.",
        )
        algorithm.add(
            _text("Y_FIELD", "Y or latitude field"),
            "The name of the column with the latitude or y.",
        )
        algorithm.add(
            QgsProcessingParameterCrs("SOURCE_CRS", tr("CRS of x and y"), WGS84, True),
            "The CRS of these two columns. Geometries have their own.",
        )
        add_naive_times(algorithm)
        algorithm.add(
            _text("TIME_FORMAT", "Time format"),
            "Only needed where times are misread or the log calls them a guess. A format such as dd/MM/yyyy HH:mm "
            "or %d/%m/%Y %H:%M; or 'day first' or 'month first'; or, for numbers, what they count: unix, unix ms, gps, "
            "fit, cocoa, 2000, .net, excel.",
        )
        algorithm.add(
            _text("DATE_FIELD", "Date field"),
            "The name of the field with the date, where the time field holds only the time of day.",
        )
        for name, title, help_text in NUMBER_FIELDS:
            algorithm.add(_text(name, title), help_text)

    def check(self, run: Run) -> None:
        if not has_fixes(run) and not needs_no_fixes(run):
            raise UserError(tr("Nothing is given to read: set INPUT or FOLDER."))
        folder = self._folder(run)
        if folder and not run.given(LAYERS) and not files_in(folder):
            raise UserError(
                tr(
                    "FOLDER ({folder}) has no file of fixes. It can read: {endings}.",
                    folder=shortened(folder, 200),
                    endings=", ".join(ENDINGS),
                )
            )
        if bool(run.field("X_FIELD")) != bool(run.field("Y_FIELD")):
            raise UserError(tr("X_FIELD and Y_FIELD belong together: set both, or neither."))
        if run.text("TIMEZONE").strip():
            check_timezone(run.text("TIMEZONE").strip())
        self.fields(run)

    def prepare(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, LAYERS, run.context)
        run.prepared[LAYERS] = [self._of_layer(run, layer) for layer in layers if isinstance(layer, QgsVectorLayer)]

    def fields(self, run: Run) -> FixFields:
        """The fields to read, and how to read times without a zone; the zone is settled later. Raises UserError where
        TIME_FORMAT is not a format."""
        form = replace(parse_time_format(run.text("TIME_FORMAT")), unix_is_local=run.choice("NAIVE_TIMES") == 2)
        names = ("TIME_FIELD", "UNIT_FIELD", *(name for name, _, _ in NUMBER_FIELDS))
        return FixFields(
            *(run.field(name).strip() for name in names),
            naive_is_utc=run.choice("NAIVE_TIMES") == 1,
            date=run.field("DATE_FIELD").strip(),
            format=form,
        )

    def sources(self, run: Run) -> Iterator[tuple[float, float, Source | Failed]]:
        """The layers of INPUT, then the files of FOLDER, by name; each with the shares of the work before and after
        it. A file is opened when its turn comes, because there may be thousands."""
        folder, layers = self._folder(run), run.prepared[LAYERS]
        paths = files_in(folder) if folder else []
        sizes = [0 if isinstance(each, Failed) else each.rows * ROW_BYTES for each in layers]
        done = np.cumsum([0, *sizes, *(Path(path).stat().st_size for path in paths)])
        edges = (done / max(done[-1], 1)).tolist()
        for index, source in enumerate(layers):
            yield edges[index], edges[index + 1], source
        for index, path in enumerate(paths, len(layers)):
            start, end = edges[index], edges[index + 1]
            found = self._in_file(run, path, folder)
            for number, source in enumerate(found):
                yield (
                    start + (end - start) * number / len(found),
                    start + (end - start) * (number + 1) / len(found),
                    source,
                )

    def _in_file(self, run: Run, path: str, folder: str) -> list[Source | Failed]:
        """What a file of FOLDER holds."""
        try:
            if is_table(path):
                return [self._of_table(run, path)]
            unit = Path(path).stem if path.lower().endswith(".gpx") else ""
            return [self._of_layer(run, layer, unit) for layer in layers_in(path, run.field("TIME_FIELD"))]
        except UserError as error:
            return [Failed(Path(path).relative_to(folder).as_posix(), str(error))]

    def _of_layer(self, run: Run, layer: QgsVectorLayer, unit: str = "") -> Source | Failed:
        try:
            table = table_behind(layer)
            if table:
                return self._of_table(run, table)
            fields = self.fields(run)
            fields = fields if not unit else replace(fields, time=fields.time or "time")
            return LayerFixes.of(layer, fields, run.context, unit)
        except UserError as error:
            return Failed(layer.name(), str(error))

    def _of_table(self, run: Run, path: str) -> TableFixes:
        crs = run.algorithm.parameterAsCrs(run.parameters, "SOURCE_CRS", run.context)
        fields = self.fields(run)
        if not (fields.unit or fields.time) and Path(path).name == "fixes.parquet":  # a day of another archive
            fields = replace(fields, time="time", unit="unit", accuracy="accuracy")
        crs = crs if crs.isValid() else QgsCoordinateReferenceSystem(WGS84)
        return TableFixes.of(path, fields, run.field("X_FIELD").strip(), run.field("Y_FIELD").strip(), crs)

    @staticmethod
    def _folder(run: Run) -> str:
        """FOLDER; empty where it is not given. Raises UserError where there is none."""
        folder = run.text("FOLDER").strip() if run.given("FOLDER") else ""
        folder = os.path.expanduser(folder)
        if folder and not Path(folder).is_dir():
            raise UserError(tr("FOLDER: there is no folder {folder}.", folder=shortened(folder, 200)))
        return folder


def has_fixes(run: Run) -> bool:
    """Whether anything is given to read."""
    return run.given(LAYERS) or run.given("FOLDER")


def _text(name: str, title: str) -> QgsProcessingParameterString:
    return QgsProcessingParameterString(name, tr(title), None, False, True)
