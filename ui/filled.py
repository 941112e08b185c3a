"""What the panel fills into the dialogs of its steps besides the layers, so that nothing needs to be typed."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from qgis.core import QgsVectorLayer

from ..engine.errors import UserError
from ..engine.provenance.record import chain
from ..engine.score.recorded_question import sun_words
from ..engine.timing.timezones import zone_of
from .found_results import Chain
from .roles import candidate_of, unit_field
from .steps import ROUTES, SCORED


def filled(
    key: str,
    parameters: dict,
    found: Chain,
    layer_of: Callable[[str], QgsVectorLayer | None],
    now: datetime | None = None,
) -> dict:
    """The parameters of a step with the unit field of the fixes if it is certain, or the start of the next watch. What
    the algorithms find themselves, such as the time field and the time zone, stays empty. now: None for
    the present."""
    if key == SCORED:
        fixes = layer_of(parameters.get("INPUT", ""))
        unit = "" if fixes is None else unit_field(candidate_of(fixes))
        return {**parameters, **({"UNIT_FIELD": unit} if unit else {})}
    if key == ROUTES and found.spots is not None:
        start = next_watch(found.spots.record, now or datetime.now(UTC))
        return {**parameters, **({"START": start} if start else {})}
    return parameters


def next_watch(record: dict, now: datetime) -> str:
    """When the next watch of a record starts, in its local time, such as 2026-03-17T22:00:00; empty where the record
    does not say. Of a watch by the sun it is the noon before it."""
    for one in chain(record):
        starts, zone = one["parameters"].get("WATCH_START"), _zone(one["parameters"].get("TIMEZONE"))
        if zone is None or not re.fullmatch(r"\d\d:\d\d(:\d\d)?", str(starts)):
            continue
        here = now.astimezone(zone)
        if sun_words(one["parameters"]):
            return here.replace(hour=12, minute=0, second=0, microsecond=0, tzinfo=None).isoformat(timespec="seconds")
        hour, minute = int(starts[:2]), int(starts[3:5])
        first = here.replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
        first += timedelta(days=int(first < here.replace(tzinfo=None)))
        return first.isoformat(timespec="seconds")
    return ""


def _zone(name) -> tzinfo | None:
    try:
        return zone_of(name) if isinstance(name, str) and name else None
    except UserError:
        return None
