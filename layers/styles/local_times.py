"""Dates and times of outputs, which are UTC, as local times of the time zone of the run."""

from datetime import UTC, datetime, timedelta

from qgis.core import QgsExpression, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, QLocale

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.timing.timezones import zone_of
from ..playing import Ahead


def form() -> str:
    """How dates and times are written, in the letters of Qt: Tue 17 Mar 2026, 00:30."""
    return tr("ddd d MMM yyyy, HH:mm")


def short_form() -> str:
    """The same without the year, for legends: Tue 17 Mar, 00:30."""
    return tr("ddd d MMM, HH:mm")


def known_zone(zone: str) -> bool:
    """Whether local times of a zone can be computed here."""
    try:
        zone_of(zone)
    except UserError:
        return False
    return bool(zone)


def local_expression(layer: QgsVectorLayer, field: str, zone: str) -> str:
    """An expression for a field of dates and times in the local time of `zone`; in UTC where the zone is not known. It
    starts from the instant, because newer versions of QGIS may show a field in the zone of the computer."""
    instant, known = f'(epoch("{field}") / 1000)', known_zone(zone)
    ahead = Ahead.of(layer, field, zone).expression(instant) if known else "0"
    clock = f"to_datetime('1970-01-01T00:00:00Z') + make_interval(seconds:={instant} + {ahead})"
    text = f"format_date({clock}, {QgsExpression.quotedString(form())})"
    return text if known else f"{text} || ' UTC'"


def local_text(value: QDateTime, zone: str, written: str = "") -> str:
    """A date and time in the local time of `zone`, in the words and digits of the language of QGIS. written: how, in
    the letters of Qt; by default as `form` says."""
    moment = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=value.toMSecsSinceEpoch())
    wall = moment.astimezone(zone_of(zone))
    shown = QDateTime.fromString(wall.strftime("%Y-%m-%dT%H:%M:%S"), "yyyy-MM-ddTHH:mm:ss")
    return QLocale().toString(shown, written or form())
