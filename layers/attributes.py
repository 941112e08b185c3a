"""Attributes of features as text."""

from qgis.core import QgsGeometry, QgsReferencedGeometry
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime

from ..engine.text import plain_text


def is_null(value) -> bool:
    """Whether an attribute is null, in any of PyQGIS's representations of null."""
    return value is None or (hasattr(value, "isNull") and value.isNull())


def text_of(value) -> str:
    """An attribute as text; empty for null. See `plain_text` for the form."""
    return value if type(value) is str else plain_text(_python(value))


def _python(value):
    """The attribute as a plain Python value; text where there is none that says the same."""
    if is_null(value):
        return None
    if isinstance(value, (QDate, QDateTime, QTime)):
        return _moment_text(value)
    if isinstance(value, QByteArray):
        return bytes(value)
    if _is_variant(value):
        inner = value.value()
        return None if _is_variant(inner) else _python(inner)
    if isinstance(value, (QgsGeometry, QgsReferencedGeometry)):
        return value.asWkt()
    if isinstance(value, dict):
        return {key: _python(item) for key, item in value.items()}
    return [_python(item) for item in value] if isinstance(value, (list, tuple)) else value


def _is_variant(value) -> bool:
    """Whether a value is still in Qt's container for values of any type."""
    return type(value).__name__ == "QVariant"


def _moment_text(value: QDate | QDateTime | QTime) -> str:
    """ISO 8601, with milliseconds where there are any, and the offset where the value has a time zone of its own."""
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    if isinstance(value, QTime):
        return value.toString("HH:mm:ss.zzz" if value.msec() else "HH:mm:ss")
    text = f"{_moment_text(value.date())}T{_moment_text(value.time())}"
    if value.timeSpec() == Qt.TimeSpec.LocalTime:
        return text
    minutes = abs(value.offsetFromUtc()) // 60
    sign = "-" if value.offsetFromUtc() < 0 else "+"
    return f"{text}{sign}{minutes // 60:02d}:{minutes % 60:02d}" if minutes else f"{text}Z"
