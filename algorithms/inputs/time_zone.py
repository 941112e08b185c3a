"""TIMEZONE: the parameter, and what is assumed where it is empty."""

import time
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsExpressionContextUtils, QgsProcessingParameterString

from ...engine.text import shortened
from ...engine.timing.text import local_text
from ...engine.timing.timezones import clock_changes, zone_names
from ...engine.timing.zone_by_position import ZoneGuess, typical_position
from ...layers.attributes import is_null
from ...layers.first_rows import first_rows
from ...layers.time_zones import guessed_zone
from ..base import tr
from ..run import Run

NAME = "TIMEZONE"
VARIABLE = "timezone"
"""The variable of expressions whose value is used where the parameter is empty."""
EMPTY = (
    "Empty: as recorded in the input layer, if Blindspot made it; else the variable timezone of the model, the project "
    "or QGIS; else a guess from the position of the data, which is a warning in the log."
)


@dataclass(frozen=True)
class AssumedZone:
    """The zone assumed for an empty TIMEZONE. layer: the parameter of the layer whose position it is; what: its
    features in a message; guess: None where no position helps."""

    layer: str
    what: str
    guess: ZoneGuess | None

    def text(self, label: str, when: float, event: str) -> str:
        """Sentences for the log. label: of the parameter; when: an instant in s since the epoch, of an event that shows
        whether the zone is right; event: the start of a sentence, such as: The first fix is; empty: there is none."""
        otherwise = tr("If that is wrong, set {label}.", label=label)
        if self.guess is None:
            return tr(
                "{label} is empty, and {features} have no position to guess it from: UTC is assumed. {otherwise}",
                label=label,
                features=self.what,
                otherwise=otherwise,
            )
        zone, near = self.guess.zone, self.guess.near
        where = (
            tr("position, {distance:,.0f} km from {near}", distance=self.guess.distance, near=near)
            if near
            else tr("longitude alone")
        )
        others = tr(", ").join(
            tr("{name} ({text})", name=other, text=offset_text(other, when)) for other in self.guess.others
        )
        nearby = tr(" Other clocks are near: {others}.", others=others) if others else ""
        then = tr(" {event} then at {when} in local time.", event=event, when=local_text(when, zone)) if event else ""
        return tr(
            "{label} is empty. {features} seem to be in {zone} ({offset_text}): a guess from their "
            "{where}.{then}{nearby} {otherwise}",
            label=label,
            features=self.what[0].upper() + self.what[1:],
            zone=zone,
            offset_text=offset_text(zone, when),
            where=where,
            then=then,
            nearby=nearby,
            otherwise=otherwise,
        )


def timezone_parameter(title: str) -> QgsProcessingParameterString:
    """TIMEZONE, with the names of all zones as a list in the dialog."""
    parameter = QgsProcessingParameterString(NAME, tr(title), "", False, True)
    parameter.setMetadata({"widget_wrapper": {"value_hints": ["", *sorted(zone_names())]}})
    return parameter


def settle_timezone(run: Run, layer: str, what: str) -> None:
    """Gives an empty TIMEZONE its value for this run: that of the variable, else the zone at the position of a layer.
    To be called in prepareAlgorithm. layer: the name of its parameter; what: its features in a message."""
    if run.text(NAME).strip():
        return
    zone = _variable(run)
    if zone:
        run.say(
            tr(
                "{name} is empty: {zone} is used, the value of the variable {variable}.",
                name=NAME,
                zone=zone,
                variable=VARIABLE,
            )
        )
        run.assume(NAME, zone)
        return
    rows = first_rows(run.source(layer), run.transform_context)
    position = typical_position(rows.lon, rows.lat)
    guess = None if position is None else guessed_zone(*position, time.time())
    run.prepared[NAME] = AssumedZone(layer, what, guess)
    run.assume(NAME, "UTC" if guess is None else guess.zone)


def zone_for(run: Run, lon: np.ndarray, lat: np.ndarray, what: str) -> str:
    """TIMEZONE where it is given; else the value of the variable, or the zone at (n,) positions in degrees, which is a
    warning in the log. what: whose positions they are, in a message."""
    if run.text(NAME).strip():
        return run.text(NAME).strip()
    zone = _variable(run)
    if not zone:
        position = typical_position(lon, lat)
        guess = None if position is None else guessed_zone(*position, time.time())
        run.warn(AssumedZone("INPUT", what, guess).text(NAME, time.time(), ""))
        zone = "UTC" if guess is None else guess.zone
    run.assume(NAME, zone)
    return zone


def settle_shown_zone(run: Run, lon: np.ndarray, lat: np.ndarray, what: str) -> None:
    """Gives an empty TIMEZONE, which no file needs, the zone that layers show and play times in: that of the variable,
    else a guess from (n,) positions in degrees. what: whose positions they are, in a message."""
    if run.text(NAME).strip():
        return
    zone = _variable(run)
    if not zone:
        position = typical_position(lon, lat)
        guess = None if position is None else guessed_zone(*position, time.time())
        if guess is None:
            return
        zone = guess.zone
        run.say(tr("Times are shown in {zone}, a guess from the position of {what}.", zone=zone, what=what))
    run.assume(NAME, zone)


def assumed_zone(run: Run, layer: str) -> AssumedZone | None:
    """What `settle_timezone` has assumed from the position of a layer; None where the zone was given."""
    assumed = run.prepared.get(NAME)
    return assumed if assumed is not None and assumed.layer == layer else None


def offset_text(zone: str, when: float) -> str:
    """The offset of a zone at an instant, such as UTC+5:30."""
    changes = clock_changes(zone, when, when)
    minutes = round(float(changes.offset[(changes.at <= when).sum()]) / 60)
    hours, minutes, sign = *divmod(abs(minutes), 60), "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def _variable(run: Run) -> str:
    """The zone that the variable names, of the model, the project or QGIS; empty where there is none. Warns where its
    value is no zone."""
    context, project = run.context.expressionContext(), run.context.project()
    scopes = [context]
    if project is not None:
        scopes.append(QgsExpressionContextUtils.projectScope(project))
    scopes.append(QgsExpressionContextUtils.globalScope())
    for scope in scopes:
        value = scope.variable(VARIABLE)
        if is_null(value) or not str(value).strip():
            continue
        if str(value).strip() in zone_names():
            return str(value).strip()
        run.warn(
            tr(
                "The variable {variable} is not used: {value} is no IANA name, such as Asia/Shanghai.",
                variable=VARIABLE,
                value=shortened(value),
            )
        )
        return ""
    return ""
