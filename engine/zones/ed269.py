"""Reads ED-269: geozones as JSON with a list `features` or `UASZoneList` (EUROCAE ED-269, the format before ED-318).

What decides where, when or whether drones may fly and cannot be read is a fault: then no zone of the file is read.
"""

from dataclasses import replace

from ..language import tr
from ..progress import Progress, quiet
from ..text import shortened
from .ed318 import circle_area, limits, polygon_area
from .fields import AUTHORISATION, CONDITIONAL, NONE, PROHIBITED
from .geozone import FOOT, Findings, Geozone, schedule_rows
from .json_fields import Members, in_language, position

ROOTS = ("UASZoneList", "features")
RESTRICTIONS = (
    ("PROHIBITED", PROHIBITED),
    ("REQ_AUTHORISATION", AUTHORISATION),
    ("REQ_AUTHORIZATION", AUTHORISATION),
    ("CONDITIONAL", CONDITIONAL),
    ("NO_RESTRICTION", NONE),
)
"""As files write them, and as layers have them."""
CONTACTS = ("contactName", "email", "phone", "siteURL")


def is_ed269(document: dict) -> bool:
    return any(isinstance(document.get(root), list) for root in ROOTS)


def read_ed269(
    document: dict, tolerance: float, language: str, findings: Findings, progress: Progress = quiet
) -> tuple[list[Geozone], int]:
    """The rows, and the number of zones."""
    root = next(key for key in ROOTS if isinstance(document.get(key), list))
    features = Members(document, tr("The file"), findings).items(root, dict)
    zones = []
    for index, feature in enumerate(features, 1):
        progress((index - 1) / len(features))
        name = shortened(feature.get("identifier") or "", 40)
        where = tr("Zone {index:,} ({name})", index=index, name=name) if name else tr("Zone {index:,}", index=index)
        rows = _zone(Members(feature, where, findings), tolerance, language)
        zones += findings.rows_of(where, [replace(row, number=index) for row in rows])
    return zones, len(features)


def _zone(members: Members, tolerance: float, language: str) -> list[Geozone]:
    """The rows of a zone: one for each area, height layer and period."""
    formal = Members(members.of, members.where, members.findings, grave=False)
    given = members.choice("restriction", tuple(text for text, _ in RESTRICTIONS), required=True)
    people = [_authority(each, language) for each in _several(formal, "zoneAuthority")]
    reasons = members.of.get("reason")
    reasons = reasons if isinstance(reasons, list) else [reasons]
    conditions = members.of.get("restrictionConditions")
    base = Geozone(
        None,
        restriction=dict(RESTRICTIONS).get(given, ""),
        reason=", ".join(
            each for each in [*reasons, _text(members.of.get("otherReasonInfo"), language)] if _full(each)
        ),
        name=_text(members.of.get("name"), language),
        zone_id=formal.text("identifier", required=True),
        country=formal.text("country", required=True, least=3, most=3),
        conditions=", ".join(filter(_full, conditions))
        if isinstance(conditions, list)
        else _text(conditions, language),
        message=_text(members.of.get("message"), language),
        authority="; ".join(filter(None, (person[0] for person in people))),
        contact="; ".join(filter(None, (person[1] for person in people))),
    )
    parts = _several(members, "geometry")
    if not parts:
        members.must_be("geometry", tr("at least one geometry"))
    areas = [_area(Members(part, members.where, members.findings), tolerance) for part in parts]
    periods = _periods(members)
    return [replace(base, **area, **period) for area in areas if area for period in periods]


def _area(members: Members, tolerance: float) -> dict:
    """Shape and heights of one geometry."""
    if "uomDimensions" not in members.of:
        members.findings.assume(tr("heights without a unit are in metres."))
    feet = members.choice("uomDimensions", ("M", "m", "FT", "ft"), otherwise="M").upper() == "FT"
    lower, upper = members.number("lowerLimit", texts=True), members.number("upperLimit", texts=True)
    keys = ("lowerVerticalReference", "upperVerticalReference")
    heights = limits(members, FOOT if feet else 1.0, lower, upper, *keys)
    projection = members.of.get("horizontalProjection")
    if not isinstance(projection, dict):
        members.must_be("horizontalProjection", tr("an object"))
        return {}
    inner = Members(projection, members.where, members.findings)
    kind = inner.choice("type", ("Polygon", "Circle"), required=True)
    if kind == "Circle":
        if feet:
            members.findings.assume(tr("the radius of a circle is in metres, also where heights are in feet."))
        shape = circle_area(inner, position(projection.get("center")), inner.number("radius", texts=True), tolerance)
    else:
        rings = inner.rings() if kind else []
        shape = polygon_area(inner, rings, tolerance) if rings else {}
    return shape | heights if shape else {}


def _periods(members: Members) -> list[dict]:
    """When the zone is in force: one without limits for a permanent zone."""
    found = []
    for period in _several(members, "applicability"):
        part = Members(period, members.where, members.findings)
        if part.choice("permanent", ("YES", "NO")) == "YES":
            return [{}]
        begin, end = part.instant("startDateTime"), part.instant("endDateTime")
        if begin is not None and end is not None and begin > end:
            part.wrong(tr("{where}: a period ends before it begins.", where=part.where))
        texts = []
        for key in ("schedule", "dailyPeriod"):
            for entry in _several(part, key):
                hours = Members(entry, part.where, part.findings).hours()
                texts += [hours.text] if hours else []
        found += [{"valid_from": begin, "valid_to": end, "schedule": text} for text in schedule_rows(texts)]
    return found or [{}]


def _authority(person: dict, language: str) -> tuple[str, str]:
    """Name and contact of an authority."""
    who = [_text(person.get(key), language) for key in ("name", "service")]
    ways = [_text(person.get(key), language) for key in CONTACTS]
    return ", ".join(dict.fromkeys(filter(None, who))), ", ".join(filter(None, ways))


def _several(members: Members, key: str) -> list[dict]:
    """The objects of a member that is one object or a list of them."""
    value = members.of.get(key)
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    return members.items(key, dict)


def _text(value, language: str) -> str:
    """A text that may be given in several languages."""
    if isinstance(value, list):
        return in_language(value, language) or ", ".join(filter(_full, value))
    return value.strip() if isinstance(value, str) else ""


def _full(value) -> bool:
    return isinstance(value, str) and bool(value.strip())
