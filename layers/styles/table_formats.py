"""Short numbers and local times in attribute tables, while the plugin is loaded.

They are formats of our own: the range widget of QGIS shows short numbers too, but it writes what it shows, so that a
form in which one field is edited would round all the others. QGIS without the plugin shows the values as they are.
"""

from qgis.core import QgsApplication, QgsFieldFormatter
from qgis.PyQt.QtCore import QDateTime, QLocale

from ..attributes import is_null
from .local_times import known_zone, local_text

NUMBER, TIME = "BlindspotNumber", "BlindspotLocalTime"
"""Types of the editor widgets of fields: a real number with `decimals`, a date and time in the local time of `zone`."""


class _Format(QgsFieldFormatter):
    """Shows the values of a field that are not null."""

    def representValue(self, layer, fieldIndex, config, cache, value) -> str:
        if is_null(value):
            return QgsApplication.nullRepresentation()
        return self.text(config, value)

    def sortValue(self, layer, fieldIndex, config, cache, value):
        return value


class ShortNumbers(_Format):
    """Numbers with as many decimals as the field's settings say."""

    def id(self) -> str:
        return NUMBER

    def text(self, config: dict, value) -> str:
        decimals = int(config.get("decimals", 2))
        return QLocale().toString(value, "f", decimals) if isinstance(value, float) else str(value)


class LocalTimes(_Format):
    """Dates and times in the local time of the zone in the field's settings."""

    def id(self) -> str:
        return TIME

    def text(self, config: dict, value) -> str:
        zone = config.get("zone", "")
        return local_text(value, zone) if isinstance(value, QDateTime) and known_zone(zone) else str(value)


def add_formats() -> None:
    """Lets QGIS show both. Does nothing where it does already."""
    registry = QgsApplication.fieldFormatterRegistry()
    for kind in (ShortNumbers, LocalTimes):
        if registry.fieldFormatter(kind().id()).id() != kind().id():
            registry.addFieldFormatter(kind())


def remove_formats() -> None:
    """Takes back `add_formats`."""
    for name in (NUMBER, TIME):
        QgsApplication.fieldFormatterRegistry().removeFieldFormatter(name)
