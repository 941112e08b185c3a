"""Time in the temporal controller: layers play in local time, and a project gets the time range of the first of them.

The controller knows no time zones: it compares what clocks show, and what it shows itself is meant to be UTC. Outputs
hold UTC. So the temporal properties of a layer are expressions that add the offset of the zone of the run. They start
from the instant (`epoch`), because newer versions of QGIS may show a field in the zone of the computer, and return a
date and time without a zone (`make_datetime`), as the controller's own in a filter are.
"""

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsDateTimeRange, QgsInterval, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt, QTimeZone

from ..engine.timing.timezones import clock_changes
from .attributes import is_null

SCOPE, KEY = "Blindspot", "/PlayedRange"
"""The entry of a project that holds the time range that it got from us."""
FRAMES_PER_SECOND = 5.0
MOST_FRAMES = 600
"""A range has no more frames than this, unless they would be longer than LONGEST_FRAME."""
FRAMES = (1, 2, 5, 10, 15)
"""Lengths of frames in minutes."""
LONGEST_FRAME = {"routes": 5, "flown": 5, "tracks": 15}
"""In minutes, by style: of the layers that give a project its range. A sortie of 20 minutes still has a few frames."""
MARGIN = 300
"""A range starts and ends at a multiple of this many seconds."""


@dataclass(frozen=True)
class Ahead:
    """How far the clocks of a layer's zone are ahead of UTC.

    at: (k,) instants of clock changes in s since the epoch; offset: (k + 1,) s ahead of UTC before, between and after
    them.
    """

    at: tuple[float, ...] = ()
    offset: tuple[float, ...] = (0.0,)

    @classmethod
    def of(cls, layer: QgsVectorLayer, field: str, zone: str) -> "Ahead":
        """For the times in a field of a layer; those of UTC where the zone is empty or there are no times."""
        first, last = _ends(layer, field)
        if not zone or first is None or last is None:
            return cls()
        changes = clock_changes(zone, first, last)
        used = (changes.at > first) & (changes.at <= last)  # the margins of a day do not matter
        start = int(np.searchsorted(changes.at, first, side="right"))
        return cls(
            tuple(changes.at[used].tolist()), tuple(changes.offset[start : start + 1 + int(used.sum())].tolist())
        )

    def expression(self, instant: str) -> str:
        """An expression: seconds ahead of UTC at an instant, itself an expression in s since the epoch."""
        cases = [f"WHEN {instant} < {at:.0f} THEN {ahead:.0f}" for at, ahead in zip(self.at, self.offset, strict=False)]
        last = f"{self.offset[-1]:.0f}"
        return f"(CASE {' '.join(cases)} ELSE {last} END)" if cases else last


def play_in_local_time(layer: QgsVectorLayer, start: str, end: str, zone: str, lasting: float = 0.0) -> Ahead:
    """Lets the temporal controller play a layer by two of its fields, dates and times in UTC, as local times of `zone`
    (UTC if it is empty). A feature that lasts over a clock change keeps the offset at its start. Returns the
    offsets. lasting: s that a feature is still shown after its end."""
    ahead = Ahead.of(layer, start, zone)
    offset = ahead.expression(f'(epoch("{start}") / 1000)')
    temporal = layer.temporalProperties()
    temporal.setStartField(start)
    temporal.setEndField(end)
    temporal.setStartExpression(_local(start, offset))
    temporal.setEndExpression(_local(end, f"{offset} + {lasting:.0f}" if lasting else offset))
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromExpressions)
    temporal.setIsActive(True)
    return ahead


def appear_in_local_time(layer: QgsVectorLayer, start: str, zone: str) -> None:
    """Lets the temporal controller show each feature from the time in a field on; one without a time at all times."""
    ahead = Ahead.of(layer, start, zone)
    begins = _local(start, ahead.expression(f'(epoch("{start}") / 1000)'))
    temporal = layer.temporalProperties()
    temporal.setStartField(start)
    temporal.setStartExpression(f"coalesce({begins}, make_datetime(1, 1, 1, 0, 0, 0))")
    temporal.setEndExpression("make_datetime(9999, 1, 1, 0, 0, 0)")
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromExpressions)
    temporal.setIsActive(True)


def play_project(project: QgsProject | None, layer: QgsVectorLayer, style: str, ahead: Ahead) -> None:
    """Gives a project the time range and the length of frames of a layer of routes or tracks that plays, if it has none
    of its own. A range that it got from us before is replaced; what the user has set stays."""
    if project is None or style not in LONGEST_FRAME or _is_users(project):
        return
    temporal = layer.temporalProperties()
    begin, end = _ends(layer, temporal.startField())[0], _ends(layer, temporal.endField())[1]
    if begin is None or end is None:
        return
    begin, end = _on_clock(begin, ahead.offset[0]), _on_clock(end, ahead.offset[-1])
    settings = project.timeSettings()
    settings.setTimeStepUnit(Qgis.TemporalUnit.Minutes)
    settings.setTimeStep(frame_minutes(begin.secsTo(end), style))
    if settings.framesPerSecond() == 1:  # that of QGIS
        settings.setFramesPerSecond(FRAMES_PER_SECOND)
    span = QgsDateTimeRange(_rounded(begin, -MARGIN), _rounded(end, MARGIN))
    project.writeEntry(SCOPE, KEY, _mark(span))  # before those who listen to the range ask whose it is
    settings.setTemporalRange(span)


def is_ours(project: QgsProject) -> bool:
    """Whether the time range of a project is one that it got from us."""
    mark = project.readEntry(SCOPE, KEY)[0]
    return bool(mark) and mark == _mark(project.timeSettings().temporalRange())


def frame_of(project: QgsProject) -> QgsInterval:
    """The length of frames of a project."""
    return QgsInterval(project.timeSettings().timeStep(), project.timeSettings().timeStepUnit())


def frame_minutes(seconds: float, style: str) -> int:
    """The length of frames in minutes for a range of this many seconds."""
    few_enough = (minutes for minutes in FRAMES if seconds / 60 <= minutes * MOST_FRAMES)
    return min(next(few_enough, FRAMES[-1]), LONGEST_FRAME[style])


def _is_users(project: QgsProject) -> bool:
    """Whether the user has set a range, in the project's properties or in the temporal controller."""
    span = project.timeSettings().temporalRange()
    in_controller = project.readEntry("TemporalControllerWidget", "/StartDateTime")[0]
    return bool(in_controller) or (not is_ours(project) and (span.begin().isValid() or span.end().isValid()))


def _mark(span: QgsDateTimeRange) -> str:
    """A range as a text; empty where it has no begin or no end."""
    if not (span.begin().isValid() and span.end().isValid()):
        return ""
    ends = (span.begin(), span.end())
    return " ".join(f"{end.date().toString('yyyyMMdd')}{end.time().toString('HHmmss')}" for end in ends)


def _local(field: str, offset: str) -> str:
    """An expression: a field in local time, without a zone."""
    clock = f"to_datetime('1970-01-01T00:00:00Z') + make_interval(seconds:=epoch(\"{field}\") / 1000 + {offset})"
    parts = ", ".join(f"{part}(@t)" for part in ("year", "month", "day", "hour", "minute", "second"))
    return f"with_variable('t', {clock}, make_datetime({parts}))"


def _ends(layer: QgsVectorLayer, field: str) -> tuple[float | None, float | None]:
    """The first and the last time in a field of a layer, in s since the epoch; None where there is none."""
    index = layer.fields().lookupField(field)
    if index < 0:
        return None, None
    return _seconds(layer.minimumValue(index)), _seconds(layer.maximumValue(index))


def _seconds(moment) -> float | None:
    """A date and time in s since the epoch. One that QGIS has read without a zone is UTC."""
    if is_null(moment) or not isinstance(moment, QDateTime):
        return None
    if moment.timeSpec() == Qt.TimeSpec.LocalTime:
        moment = QDateTime(moment.date(), moment.time(), QTimeZone.utc())
    return moment.toMSecsSinceEpoch() / 1000


def _on_clock(instant: float, offset: float) -> QDateTime:
    """What clocks show that are this many seconds ahead of UTC, called UTC, as by the controller. Newer versions of Qt
    would convert anything else."""
    return QDateTime.fromMSecsSinceEpoch(round((instant + offset) * 1000), QTimeZone.utc())


def _rounded(moment: QDateTime, step: int) -> QDateTime:
    """The time on the clock, rounded to a multiple of a number of seconds: up, or down where it is negative."""
    over = (moment.time().msecsSinceStartOfDay() // 1000) % abs(step)
    return moment.addSecs(-over if step < 0 else (step - over) % step)
