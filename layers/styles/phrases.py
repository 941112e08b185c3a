"""Sentences with values, as expressions of QGIS."""

from qgis.core import QgsExpression


def phrase(text: str, **values: str) -> str:
    """An expression for a text, translated, whose placeholders are replaced by other expressions:
    phrase(tr("Drone {number}"), number='"drone"')."""
    found = QgsExpression.quotedString(text)
    for name, value in values.items():
        found = f"replace({found}, '{{{name}}}', coalesce(to_string({value}), ''))"
    return found
