"""Reads point layers, and track lines with times in M, as Fixes."""

from dataclasses import dataclass, replace
from time import time as clock_time

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, part
from ..engine.provenance.content import content_hash
from ..engine.text import counted
from ..engine.timing.only_midnights import check_midnights
from ..engine.timing.repeated_hour import repeated_hour_notes, resolve_repeated_hour
from ..engine.timing.timestamps import ONLY_DATES, ONLY_TIMES, Instants
from ..engine.tracks.fixes import Fixes
from ..engine.tracks.strays import Strays, find_strays, usable_fixes
from ..engine.tracks.tracks import NO_POSITION, NO_TIME, Rejected, by_unit_and_time
from .arrow import LayerFile
from .crs import check_units, metric_crs, null_island_in, only_zone, require_crs, transform_xy, units_per_metre
from .fix_columns import FixColumns, FixFields, point_columns, unit_codes, vertex_columns
from .fix_times import NUMBERS, only_a_part
from .growing_column import joined
from .source_reference import public_name
from .wkb import NO_POINT, SEVERAL

UNREADABLE_TIME = "unreadable time"
MANY_POSITIONS = tr("several positions in one feature")
OTHER_TYPE = tr("another geometry type")


@dataclass(frozen=True)
class ReadFixes:
    """Fixes in a metric CRS, and notes and warnings for the log.

    source_x, source_y: coordinates in the CRS of the layer; empty where they were not kept. range, detection_time:
    (units,) by unit code, NaN where a unit has none, or None where no field was given. rows: how many rows were read.
    crs_note: names the metric CRS; empty where it was given. crs_fixes: how many fixes it was chosen from. strays: set
    apart before. warnings: sentences for the log that are more than notes. settled: whether no other metric CRS can be
    chosen, whatever is rejected. content: the hash of the positions in the CRS of the layer, times and units as read.
    """

    fixes: Fixes
    crs: QgsCoordinateReferenceSystem
    source_crs: QgsCoordinateReferenceSystem
    source_x: np.ndarray
    source_y: np.ndarray
    range: np.ndarray | None
    detection_time: np.ndarray | None
    rows: int
    notes: tuple[str, ...]
    crs_note: str
    crs_fixes: int
    strays: Strays
    warnings: tuple[str, ...] = ()
    settled: bool = False
    content: str = ""

    def without_fixes(self) -> "ReadFixes":
        """The same without fixes, to free their memory; the names of the units remain."""
        none = np.zeros(0)
        fixes = Fixes(none, none, none, none.astype(int), none.astype(int), self.fixes.unit_names)
        return replace(self, fixes=fixes, source_x=none, source_y=none)


def no_fixes(unit_names: tuple[str, ...], crs: QgsCoordinateReferenceSystem) -> ReadFixes:
    """Stands for fixes that are not in memory, in a metric CRS. unit_names: of some tracks of them."""
    none, codes = np.zeros(0), np.zeros(0, np.int64)
    fixes = Fixes(none, none, none, codes, codes, unit_names)
    return ReadFixes(fixes, crs, crs, none, none, None, None, 0, (), "", 0, Strays({}, (), slice(None)), settled=True)


def read_fixes(
    source: QgsProcessingFeatureSource,
    file: LayerFile | None,
    names: FixFields,
    crs: QgsCoordinateReferenceSystem | None,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress,
    sort: bool = False,
    keep_source: bool = True,
) -> ReadFixes:
    """All rows of the source as fixes, with their faults.

    file: the file behind the source, if it can be read through Arrow. crs: the metric CRS to transform the fixes to;
    None to choose one. sort: whether to sort points by unit and time, so that tracks are made of them without
    copies. keep_source: whether the coordinates in the CRS of the layer are needed; otherwise they are kept only if
    another metric CRS is still possible.
    Raises UserError for a layer that cannot hold fixes.
    """
    name = public_name(source.sourceName())
    require_crs(source.sourceCrs(), name, source.wkbType())
    is_line = QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Line
    if is_line and not QgsWkbTypes.hasM(source.wkbType()):  # maybe only the first feature is a line: see if any differs
        is_line = not _has_points(source)
    names = names.as_spelled(source.fields())
    _check_fields(source, names, is_line, name)
    reading = part(progress, 0, 0.55)
    if is_line:
        columns, time, null = vertex_columns(source, names, reading)
    else:
        columns, time, null = point_columns(source, file, names, reading)
    progress(0.57)
    at_midnight = bool(names.time) and not is_line and not names.date
    origin = FixOrigin(name, source.sourceCrs(), crs, transform_context, at_midnight)
    read = fixes_of_columns(
        columns, time, null, names, origin, part(progress, 0.57, 0.9 if sort and not is_line else 1), keep_source
    )
    return _sorted_in_place(read, part(progress, 0.9, 1)) if sort and not is_line else read


@dataclass(frozen=True)
class FixOrigin:
    """Where columns of fixes come from, and where they go. name: for messages; source_crs: of the positions; crs: the
    metric CRS to transform them to, None to choose one; check_midnights: whether times that are all midnight would be
    dates."""

    name: str
    source_crs: QgsCoordinateReferenceSystem
    crs: QgsCoordinateReferenceSystem | None
    transform_context: QgsCoordinateTransformContext
    check_midnights: bool = True


def fixes_of_columns(
    columns: FixColumns,
    time: Instants,
    null: np.ndarray,
    names: FixFields,
    origin: FixOrigin,
    progress: Progress,
    keep_source: bool = True,
) -> ReadFixes:
    """Columns as fixes, with their faults. The columns are emptied. time: the instants of the rows; null: (n,) whether
    a row has no time; keep_source: as for read_fixes. Raises UserError where there are no rows, or the positions do
    not fit their CRS."""
    source_crs, crs, transform_context = origin.source_crs, origin.crs, origin.transform_context
    name = origin.name
    x, y, row = joined(columns.x), joined(columns.y), joined(columns.row, None)
    if not len(row):
        raise UserError(
            tr("{name} has no features to read. If you use a selection or a filter, check what it leaves.", name=name)
        )
    notes = list(time.notes)
    warning = check_units(source_crs, x, y, name, transform_context)
    unit, unit_names = unit_codes(columns.unit, len(row))
    resolved = resolve_repeated_hour(time.seconds, time.ambiguous, unit, time.shift)
    said, doubts = repeated_hour_notes(resolved, names.timezone)
    notes += said
    warnings = [*filter(None, [warning]), *time.warnings, *doubts]
    if origin.check_midnights:
        warnings += check_midnights(resolved.seconds, unit, names.timezone, names.time, "DATE_FIELD")
    seconds = resolved.seconds
    content = content_hash(x, y, seconds, unit, unit_names)
    several = joined(columns.several, np.int8)
    unreadable = ~np.isfinite(seconds)
    scale = units_per_metre(source_crs)
    usable = usable_fixes(x, y, seconds, scale)
    if null.any() or several.any():
        usable = (usable if usable is not None else True) & ~null & (several == 0)
    null_island = null_island_in(source_crs, transform_context)
    strays = find_strays(x, y, seconds, unit, usable, scale, unit_names, names.timezone, clock_time(), null_island)
    left = strays.left
    if not len(x[left]):
        left = slice(None)  # nothing can be used; the rejected fixes still need a CRS
    note = ""
    if crs is None:
        crs, note = metric_crs(source_crs, x[left], y[left], transform_context)
        settled = only_zone(source_crs, x[left], y[left]) is not None
    else:
        settled = True
    in_place = settled and not keep_source
    metric_x, metric_y = _metric_xy(x, y, source_crs, crs, transform_context, part(progress, 0.1, 1), in_place)
    if in_place:
        x = y = np.zeros(0)
    progress(1.0)
    faults = {
        **strays.faults,
        UNREADABLE_TIME: np.flatnonzero(unreadable),
        NO_TIME: np.flatnonzero(null),
        NO_POSITION: _lost(metric_x, metric_y, strays.faults),
        MANY_POSITIONS: np.flatnonzero(several == SEVERAL),
        OTHER_TYPE: np.flatnonzero(several == NO_POINT),
    }
    numbers = {field: joined(parts) for field, parts in columns.numbers.items()}
    fixes = Fixes(metric_x, metric_y, seconds, unit, row, unit_names, numbers.get(names.accuracy), faults)
    by_unit = {}
    for field_name in (names.range, names.detection_time):
        if field_name:
            by_unit[field_name], varied = _by_unit(numbers[field_name], unit, len(unit_names), field_name)
            notes += varied
    return ReadFixes(
        fixes,
        crs,
        source_crs,
        x,
        y,
        by_unit.get(names.range),
        by_unit.get(names.detection_time),
        len(row),
        tuple(n for n in notes if n),
        note,
        len(row) if isinstance(left, slice) else len(left),
        strays,
        tuple(warnings),
        settled,
        content,
    )


def _sorted_in_place(read: ReadFixes, progress: Progress) -> ReadFixes:
    """The same sorted by unit and time: then the tracks are parts of these arrays, not copies. Column by column in
    place, which takes the memory of one."""
    fixes = read.fixes
    order = by_unit_and_time(fixes.unit, fixes.t, part(progress, 0, 0.8))
    if order is None:
        return read
    columns = (fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row, fixes.accuracy, read.source_x, read.source_y)
    for column in {id(column): column for column in columns if column is not None and len(column)}.values():
        column[:] = column[order]  # each once: the layer's coordinates may be the metric ones
        progress(0.8)

    def moved(faults: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        found = {}
        for reason, index in faults.items():
            which = np.zeros(len(order) if len(index) else 0, bool)
            which[index] = True
            found[reason] = np.flatnonzero(which[order]) if len(index) else index
        return found

    strays = replace(read.strays, faults=moved(read.strays.faults), left=slice(None))
    return replace(read, fixes=replace(fixes, faults=moved(fixes.faults)), strays=strays)


def in_crs_of_kept(
    read: ReadFixes, rejected: Rejected, transform_context: QgsCoordinateTransformContext, progress: Progress
) -> ReadFixes | None:
    """The same fixes in the metric CRS chosen from those that were kept, so that rejected fixes have no influence on
    it. None where it is the same CRS."""
    kept = len(read.fixes) - len(rejected)
    if kept in (0, read.crs_fixes) or read.settled:
        return None
    x, y = np.delete(read.source_x, rejected.index), np.delete(read.source_y, rejected.index)
    crs, note = metric_crs(read.source_crs, x, y, transform_context)
    if crs == read.crs:
        return None
    x, y = _metric_xy(read.source_x, read.source_y, read.source_crs, crs, transform_context, progress)
    faults = {**read.fixes.faults, NO_POSITION: _lost(x, y, read.strays.faults)}
    return replace(read, fixes=replace(read.fixes, x=x, y=y, faults=faults), crs=crs, crs_note=note, crs_fixes=kept)


def _metric_xy(
    x, y, source_crs, crs, transform_context, progress: Progress, in_place: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """(n,) coordinates in the metric CRS, NaN where there is no usable position."""
    metric_x, metric_y = transform_xy(x, y, source_crs, crs, transform_context, progress, in_place)
    on_earth = usable_fixes(metric_x, metric_y, np.zeros(1), 1.0)
    if on_earth is None:
        return metric_x, metric_y
    return np.where(on_earth, metric_x, np.nan), np.where(on_earth, metric_y, np.nan)


def _lost(x: np.ndarray, y: np.ndarray, strays: dict[str, np.ndarray]) -> np.ndarray:
    """The fixes without a metric position, except for strays: these have a reason of their own."""
    lost = ~(np.isfinite(x) & np.isfinite(y))
    for index in strays.values():
        lost[index] = False
    return np.flatnonzero(lost)


def _has_points(source: QgsProcessingFeatureSource) -> bool:
    """Whether any feature is a point."""
    flags = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    features = source.getFeatures(QgsFeatureRequest().setNoAttributes(), flags)
    return any(feature.geometry().type() == Qgis.GeometryType.Point for feature in features)


def _check_fields(source: QgsProcessingFeatureSource, names: FixFields, is_line: bool, name: str) -> None:
    fields = source.fields()
    for field_name in names.names:
        if fields.lookupField(field_name) < 0:
            known = ", ".join(f.name() for f in fields)
            raise UserError(
                tr("{name} has no field {field_name}. It has: {known}.", name=name, field_name=field_name, known=known)
            )
    for field_name in (names.accuracy, names.range, names.detection_time):
        if field_name and fields.field(field_name).type() not in NUMBERS:
            raise UserError(tr("The field {field_name} of {name} holds no numbers.", field_name=field_name, name=name))
    if is_line:
        if not QgsWkbTypes.hasM(source.wkbType()):
            raise UserError(
                tr(
                    "The lines of {name} have no M values. Tracks need the time of each vertex in M, as epoch seconds. "
                    "Or use fixes as points.",
                    name=name,
                )
            )
        return
    if not names.time:
        raise UserError(
            tr("TIME_FIELD is empty. Choose the field of {name} that holds the time of each fix.", name=name)
        )
    kind = fields.field(names.time).type()
    if kind in (QMetaType.Type.QDate, QMetaType.Type.QTime) and not names.date:
        raise only_a_part(fields, names.time, name, ONLY_DATES if kind == QMetaType.Type.QDate else ONLY_TIMES)


def _by_unit(values: np.ndarray, unit: np.ndarray, units: int, name: str) -> tuple[np.ndarray, list[str]]:
    """(units,) the median value of each unit's fixes, and a note where they vary."""
    grouped = pd.Series(values).groupby(unit)
    medians, varied = grouped.median(), int((grouped.max() > grouped.min()).sum())
    out = np.full(units, np.nan)
    out[medians.index.to_numpy()] = medians.to_numpy()
    if (out < 0).any():
        raise UserError(tr("The field {name} contains negative values. Ranges and times must be 0 or more.", name=name))
    return out, [
        tr("{name} varies within {units}; the median of each unit is used.", name=name, units=counted(varied, "unit"))
    ] if varied else []
