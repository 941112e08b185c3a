"""Reads ED-318: geozones as GeoJSON (EUROCAE ED-318, published with a JSON schema).

The rules of the schema are checked here. What breaks one and decides where, when or whether drones may fly is a fault:
then no zone of the file is read. All else, such as a long identifier, is a remark.
"""

from dataclasses import replace

from ..language import tr
from ..progress import Progress, quiet
from ..text import shortened
from .geozone import FOOT, NO_LIMIT, Findings, Geozone, outline_note, schedule_rows
from .json_fields import Members, in_language, position, rings_of
from .shapes import circle, filled
from .zones import AGL, REFERENCES

TYPES = ("USPACE", "PROHIBITED", "REQ_AUTHORIZATION", "CONDITIONAL", "NO_RESTRICTION")
VARIANTS = ("COMMON", "CUSTOMIZED")
REASONS = ("AIR_TRAFFIC", "SENSITIVE", "PRIVACY", "POPULATION", "NATURE", "NOISE", "EMERGENCY", "DAR", "OTHER")
PURPOSES = ("AUTHORIZATION", "NOTIFICATION", "INFORMATION")
PROPERTIES = (
    *("identifier", "country", "name", "type", "variant", "restrictionConditions", "region", "reason"),
    *("otherReasonInfo", "regulationExemption", "message", "zoneAuthority", "limitedApplicability", "dataSource"),
    "extendedProperties",
)
PERIOD, HOURS = ("startDateTime", "endDateTime", "schedule"), ("day", "startTime", "startEvent", "endTime", "endEvent")
SHORT = 200
"""Characters of short texts."""


def read_ed318(
    document: dict, tolerance: float, language: str, findings: Findings, progress: Progress = quiet
) -> tuple[list[Geozone], int]:
    """The rows, and the number of zones, of a FeatureCollection or of one Feature."""
    if document.get("type") == "Feature":
        features = [document]
    else:
        root = Members(document, tr("The file"), findings)
        _metadata(root)
        features = root.items("features", dict, required=True)
    zones = []
    for index, feature in enumerate(features, 1):
        progress((index - 1) / len(features))
        rows = _feature(feature, index, tolerance, language, findings)
        zones += findings.rows_of(tr("Zone {index:,}", index=index), rows)
    return zones, len(features)


def _metadata(root: Members) -> None:
    """What the collection says of itself decides nothing, so it is only remarked."""
    Members(root.of, root.where, root.findings, grave=False).text("name", most=SHORT)
    value = root.of.get("metadata")
    if "metadata" in root.of and not isinstance(value, dict):
        root.must_be("metadata", tr("an object"), False)
    metadata = Members(value if isinstance(value, dict) else {}, tr("The file's metadata"), root.findings, False)
    for key in ("validFrom", "validTo", "issued"):
        metadata.instant(key)
    for key in ("provider", "description", "technicalLimitations"):
        _texts(metadata, key)
    metadata.text("otherGeoid")


def _feature(feature: dict, index: int, tolerance: float, language: str, findings: Findings) -> list[Geozone]:
    """The rows of a zone: one for each area, height layer and period."""
    given = feature.get("properties")
    properties = given if isinstance(given, dict) else {}
    name = shortened(properties.get("identifier") or in_language(_list(properties.get("name")), language) or "", 40)
    where = tr("Zone {index:,} ({name})", index=index, name=name) if name else tr("Zone {index:,}", index=index)
    members = Members(feature, where, findings)
    members.choice("type", ("Feature",), required=True)
    if not isinstance(given, dict):
        members.must_be("properties", tr("an object"))
    base = _described(Members(properties, where, findings), language) if isinstance(given, dict) else None
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        members.must_be("geometry", tr("an object"))
        return []
    areas = _areas(Members(geometry, where, findings), tolerance)
    if base is None:
        return []
    periods = _periods(Members(properties, where, findings))
    return [replace(base, number=index, **area, **period) for area in areas for period in periods]


def _described(members: Members, language: str) -> Geozone:
    """What the properties say, but for place and time."""
    formal = Members(members.of, members.where, members.findings, grave=False)
    for key in sorted(set(members.of) - set(PROPERTIES)):
        formal.wrong(tr("{where}: {key} is not a member of ED-318.", where=members.where, key=shortened(key, 40)))
    formal.choice("variant", VARIANTS, required=True)
    formal.choice("regulationExemption", ("YES", "NO"))
    region = members.of.get("region")
    if "region" in members.of and (isinstance(region, bool) or not isinstance(region, int)):
        formal.must_be("region", tr("a whole number"))
    reasons = formal.items("reason", str)
    if len(reasons) > 9 or not set(reasons) <= set(REASONS):
        formal.must_be("reason", tr("one of {values}", values=", ".join(REASONS)))
    for key in ("dataSource", "extendedProperties"):
        if key in members.of and not isinstance(members.of[key], dict):
            formal.must_be(key, tr("an object"))
    authorities = formal.items("zoneAuthority", dict, required=True)
    if "zoneAuthority" in members.of and not authorities and members.of["zoneAuthority"] == []:
        formal.must_be("zoneAuthority", tr("at least one authority"))
    people = [_authority(Members(each, members.where, members.findings, False), language) for each in authorities]
    others = in_language(_texts(formal, "otherReasonInfo"), language)
    return Geozone(
        None,
        restriction=members.choice("type", TYPES, required=True),
        reason=", ".join([*reasons, *([others] if others else [])]),
        name=in_language(_texts(formal, "name"), language),
        zone_id=formal.text("identifier", required=True, most=7),
        country=formal.text("country", required=True, least=3, most=3),
        conditions=formal.text("restrictionConditions"),
        message=in_language(_texts(formal, "message"), language),
        authority="; ".join(filter(None, (person[0] for person in people))),
        contact="; ".join(filter(None, (person[1] for person in people))),
    )


def _authority(members: Members, language: str) -> tuple[str, str]:
    """Name and contact of an authority."""
    name, service, contact = (in_language(_texts(members, key), language) for key in ("name", "service", "contactName"))
    purpose = members.choice("purpose", PURPOSES, required=True)
    members.text("intervalBefore")
    ways = [members.text(key, most=SHORT if key == "phone" else None) for key in ("email", "phone", "siteURL")]
    who = ", ".join(dict.fromkeys(filter(None, (name, service))))
    return f"{who} ({purpose})" if who and purpose else who, ", ".join(filter(None, (contact, *ways)))


def _texts(members: Members, key: str) -> list[dict]:
    """A list of texts with their languages."""
    texts = members.items(key, dict)
    for each in texts:
        text, lang = each.get("text", ""), each.get("lang")
        if not isinstance(text, str) or len(text) > SHORT or not isinstance(lang, str) or len(lang) > 5:
            members.must_be(key, tr("texts of up to {most} characters, each with its language", most=SHORT))
            break
    return texts


def _periods(members: Members) -> list[dict]:
    """When the zone is in force: dates and hours of each period; one without limits for a permanent zone."""
    found = []
    for period in members.items("limitedApplicability", dict):
        part = Members(period, members.where, members.findings)
        _only(part, PERIOD)
        begin, end = part.instant("startDateTime"), part.instant("endDateTime")
        if begin is not None and end is not None and begin > end:
            part.wrong(tr("{where}: a period ends before it begins.", where=part.where))
        texts = []
        for entry in part.items("schedule", dict):
            hours = Members(entry, part.where, part.findings)
            _only(hours, HOURS)
            read = hours.hours()
            texts += [read.text] if read else []
        found += [{"valid_from": begin, "valid_to": end, "schedule": text} for text in schedule_rows(texts)]
    return found or [{}]


def _only(members: Members, keys: tuple[str, ...]) -> None:
    for key in sorted(set(members.of) - set(keys)):
        members.wrong(tr("{where}: {key} is not a member of a period.", where=members.where, key=shortened(key, 40)))


def _areas(members: Members, tolerance: float) -> list[dict]:
    """Shape and heights of each part of a geometry."""
    kind = members.of.get("type")
    if kind == "GeometryCollection":
        found = []
        for part in members.items("geometries", dict, required=True):
            inner = {"layer": members.of["layer"], **part} if "layer" in members.of else part
            if part.get("type") == "GeometryCollection":
                members.wrong(tr("{where}: a collection of geometries lies in another.", where=members.where))
            else:
                found += _areas(Members(inner, members.where, members.findings), tolerance)
        if not found and members.of.get("geometries") == []:
            members.must_be("geometries", tr("at least one geometry"))
        return found
    heights = _heights(members)
    if kind == "Point":
        shape = _circle(members, tolerance)
        return [shape | heights] if shape else []
    if kind not in ("Polygon", "MultiPolygon"):
        members.must_be("type", tr("Polygon, MultiPolygon, or Point with a circle, because a zone needs an area"))
        return []
    polygons = members.of.get("coordinates")
    if kind == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list) or not polygons:
        members.must_be("coordinates", tr("an array of polygons"))
        return []
    found = []
    for polygon in polygons:
        rings = rings_of(members, polygon)
        if rings:
            area = polygon_area(members, rings, tolerance)
            found += [area | heights] if area else []
    return found


def polygon_area(members: Members, rings: list, tolerance: float) -> dict:
    """The shape of a polygon, as a member of a Geozone; empty after a fault."""
    shape, done = filled(rings, tolerance)
    if shape is None:
        members.wrong(tr("{where}: its polygon has no area, or goes around a pole.", where=members.where))
        return {}
    return {"shape": shape, "note": outline_note(done, members.findings)}


def circle_area(members: Members, centre: tuple[float, float] | None, radius: float | None, tolerance: float) -> dict:
    """The shape of a circle, as members of a Geozone; empty after a fault."""
    try:
        if centre is None or radius is None:
            raise ValueError
        return {"shape": circle(*centre, radius, tolerance), "circle": (*centre, radius)}
    except ValueError:
        members.wrong(
            tr(
                "{where}: its circle needs a centre (longitude and latitude, not at a pole) and a radius of up to "
                "1,000 km.",
                where=members.where,
            )
        )
        return {}


def _circle(members: Members, tolerance: float) -> dict:
    extent = members.of.get("extent")
    if not isinstance(extent, dict):
        members.must_be("extent", tr("a circle, because a point has no area"))
        return {}
    inner = Members(extent, members.where, members.findings)
    if not inner.choice("subType", ("Circle",), required=True):
        return {}
    return circle_area(members, position(members.of.get("coordinates")), inner.number("radius"), tolerance)


def _heights(members: Members) -> dict:
    """Limits in metres, with their references."""
    layer = members.of.get("layer")
    if layer is None and "layer" not in members.of:
        members.findings.assume(tr("a zone without heights is in force at all heights."))
        return {}
    if not isinstance(layer, dict):
        members.must_be("layer", tr("an object"))
        return {}
    inner = Members(layer, members.where, members.findings)
    if "uom" not in layer:
        members.findings.assume(tr("heights without a unit are in metres."))
    unit = FOOT if inner.choice("uom", ("m", "ft"), otherwise="m") == "ft" else 1.0
    return limits(inner, unit, inner.number("lower"), inner.number("upper"), "lowerReference", "upperReference")


def limits(
    members: Members, unit: float, lower: float | None, upper: float | None, lower_key: str, upper_key: str
) -> dict:
    """Heights as members of a Geozone. unit: metres of one."""
    found = {}
    for side, value, key in (("lower", lower, lower_key), ("upper", upper, upper_key)):
        reference = members.choice(key, REFERENCES)
        if value is not None and not reference:
            members.findings.assume(tr("heights without a reference are above the ground."))
        if side == "upper" and value is not None and value >= NO_LIMIT:
            value = None
        found |= {side: None if value is None else value * unit, f"{side}_ref": reference or AGL}
    same = found["lower_ref"] == found["upper_ref"]
    if same and lower is not None and found["upper"] is not None and found["lower"] > found["upper"]:
        members.wrong(tr("{where}: its lower limit is above its upper limit.", where=members.where))
    return found


def _list(value) -> list:
    return value if isinstance(value, list) else []
