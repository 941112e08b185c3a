"""Reads the check and the exposure of a plan for a report."""

from qgis.core import QgsProcessingFeatureSource

from ...engine.errors import UserError
from ...engine.pages.report_safety import CheckPart, ExposedPlace, ExposurePart
from ...layers.attributes import text_of
from ...layers.field_columns import field_columns
from ..base import tr
from ..run import Run

MINUTE = 60.0


def check_part(run: Run, record: dict | None) -> CheckPart | None:
    """What VIOLATIONS holds. record: of this layer."""
    source = run.source("VIOLATIONS")
    if source is None:
        return None
    table = _table(source, "VIOLATIONS", ("rule", "message"), tr("Check a plan"))
    reserve = ((record or {}).get("results") or {}).get("LEAST_RESERVE")
    known = isinstance(reserve, (int, float)) and not isinstance(reserve, bool)
    rows = [(text_of(rule), text_of(message)) for rule, message in zip(table["rule"], table["message"], strict=True)]
    return CheckPart(rows, float(reserve) if known else None)


def exposure_part(run: Run) -> ExposurePart | None:
    """What EXPOSED holds."""
    source = run.source("EXPOSED")
    if source is None:
        return None
    names = ("place_name", "kind", "over_s", "view_s")
    table = _table(source, "EXPOSED", names, tr("Exposure of places"))
    rows = zip(*(table[name] for name in names), strict=True)
    places = [
        ExposedPlace(text_of(name), text_of(kind), _minutes(over), _minutes(view)) for name, kind, over, view in rows
    ]
    return ExposurePart(sorted(places, key=lambda place: (-place.view, -place.over, place.name)))


def _table(source: QgsProcessingFeatureSource, name: str, names: tuple[str, ...], algorithm: str) -> dict[str, list]:
    missing = [name for name in names if source.fields().lookupField(name) < 0]
    if missing:
        text = tr(
            "{name} has no field {field}. Give the output of {algorithm}.",
            name=name,
            field=missing[0],
            algorithm=algorithm,
        )
        raise UserError(text)
    return field_columns(source, names)


def _minutes(seconds) -> float:
    return seconds / MINUTE if isinstance(seconds, (int, float)) else 0.0
