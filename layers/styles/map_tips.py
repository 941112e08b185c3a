"""What is shown at the mouse pointer: a title, a sentence, and the figures that matter, in words and short numbers."""

import re
from collections.abc import Sequence

from qgis.core import QgsExpression, QgsVectorLayer

from ...engine.language import tr
from .geozones import tip_rows
from .local_times import local_expression
from .phrases import phrase
from .spots import name_expression
from .words_of_fields import words_of_fields

FIGURES = {
    "places": ("gap", "gap_patrols", "gap_low", "demand", "priority", "last_seen", "nights_seen", "near"),
    "gain": ("gap_before", "gap_after", "gain", "demand", "drone_visits", "drone_nights", "visit_probability"),
    "effort": ("hours", "km", "visits", "units", "last_seen", "watcher_h"),
    "spots": ("gap", "priority", "area_m2", "places", "visits", "times", "gap_after", "closed"),
    "visited": ("visits", "times", "gap_before", "gap_after", "closed", "priority"),
    "stability": ("stability", "found", "repeats", "matters_most"),
    "routes": (
        "start",
        "end",
        "launch_site",
        "spots",
        "duration_s",
        "distance_m",
        "left_pct",
        "altitude_m",
        "priority",
    ),
    "waypoints": ("action", "spot_name", "arrive", "leave", "arrive_s", "alt_agl_m", "speed_ms"),
    "unserved": ("reason", "priority"),
    "violations": ("drone", "sortie", "seq", "time"),
    "tracks": ("start", "end", "fixes", "distance_m"),
    "exposed_places": ("kind", "over_s", "view_s", "passes", "nights", "worst_s", "lowest_m", "seen_share"),
    "equity": ("residents", "flown_over", "ratio", "drone_1000", "flights", "home_s", "patrol_1000", "gap_home"),
    "exposed_areas": ("drone_min", "min_per_km2", "night_min", "share", "privacy_min", "seen_km2", "seen_share"),
    "consulted_areas": ("area", "area_name", "planned"),
    "answers": ("area", "answer", "weight"),
    "consulted_effect": ("asked", "change", "why", "demand_diff", "closed_diff", "minutes_diff"),
    "outages": ("start", "end", "duration_s", "distance_m"),
    "rejected": ("reason", "unit", "time"),
    "flown": ("start", "end", "duration_s", "distance_m", "height_m", "battery_start", "battery_end", "modes"),
    "compared": (
        *("status", "start", "late_start_s", "off_max_m", "off_rms_m", "up_rms_m", "stops", "stops_served", "left_pct"),
        *("planned_pct", "privacy_s", "zone_s", "zones"),
    ),
    "flown_stops": ("spot_name", "stop", "result", "flown_share", "planned_s", "flown_s"),
    "remaining": ("priority", "left_share", "drone", "sortie"),
    "drones_now": ("battery_pct", "battery_from", "launch_site", "until"),
    "sweeps": ("length_m", "turns", "coverage", "over_bound"),
    "sweeps_uncovered": ("area_m2", "reason"),
    "geozones": ("restriction", "reason", "conditions", "message", "authority", "contact", "note"),
    "visible": (
        *("area_m2", "open_share", "gap", "watch_visits", "watch_dwell_s", "nights_seen", "visits", "dwell_s"),
        *("last_seen", "watchers"),
    ),
    "walks": ("start", "end", "seconds", "watch_s", "length_m", "speed_kmh"),
    "watcher_lines": ("place_id", "distance_m"),
    "sight_points": (),
    "place_nights": (),
    "certificate": (),
    "profile": (),
}
"""The fields in the tip of each style, in order. Those that are null or not in the layer are left out; tables have
no tip."""


UNIT = re.compile(r"\s*[(（]([^()（）]+)[)）]$")
"""The unit at the end of the words for a field."""


def map_tip(layer: QgsVectorLayer, style: str, moments: Sequence[str], decimals: dict[str, int], zone: str) -> str:
    """The HTML template for a layer; empty where the style has none. moments: fields of dates and times; decimals: of
    fields with real numbers, by name; zone: in whose local time they are shown."""
    names = [name for name in FIGURES.get(style, ()) if layer.fields().lookupField(name) >= 0]
    if not names:
        return ""
    words = words_of_fields()
    rows = [_row(layer, name, words[name], moments, decimals, zone) for name in names]
    if style == "geozones":
        rows[1:1] = tip_rows()
    title, reason = title_expression(layer, style), ""
    if layer.fields().lookupField("why") >= 0:
        reason = """[% if("why" IS NULL, '', '<p>' || "why" || '</p>') %]"""
    if layer.fields().lookupField("message") >= 0:
        reason = '<p>[% "message" %]</p>'
    table = f'<table cellspacing="0" cellpadding="2">{"".join(rows)}</table>'
    return f'<div style="max-width:26em"><b>[% {title} %]</b>{reason}{table}</div>'


def _row(
    layer: QgsVectorLayer, name: str, word: str, moments: Sequence[str], decimals: dict[str, int], zone: str
) -> str:
    """A row with the word and the value of a field, where it is not null; units go with the value."""
    unit = UNIT.search(word)
    if name in moments:
        value = local_expression(layer, name, zone)
    elif name not in decimals:
        value = f'to_string("{name}")'
    elif unit and name.endswith("_s"):
        word, minutes = word[: unit.start()], phrase(tr("{number} min"), number=f'format_number("{name}" / 60, 0)')
        hours = phrase(tr("{number} h"), number=f'format_number("{name}" / 3600, 1)')
        seconds = phrase(tr("{number} s"), number=f'format_number("{name}", 0)')
        value = f'if(abs("{name}") < 120, {seconds}, if(abs("{name}") < 5400, {minutes}, {hours}))'
    elif unit:
        word, value = (
            word[: unit.start()],
            f'format_number("{name}", {decimals[name]}) || {QgsExpression.quotedString(" " + unit[1])}',
        )
    else:
        value = f'format_number("{name}", {decimals[name]})'
    missing = f'"{name}" IS NULL' + (' OR "arrive" IS NOT NULL' if name == "arrive_s" else "")
    row = f"'<tr><td>' || {QgsExpression.quotedString(word)} || '</td><td>' || {value} || '</td></tr>'"
    return f"[% if({missing}, '', {row}) %]"


def title_expression(layer: QgsVectorLayer, style: str) -> str:
    """An expression for the name of a feature."""
    if style in ("spots", "visited", "unserved", "stability"):
        place = name_expression(layer)
        if layer.fields().lookupField("rank") >= 0:
            ranked = phrase(tr("Blind spot {rank}"), rank='"rank"')
            return f"concat({ranked}, coalesce(': ' || {place}, ''))"
        numbered = phrase(tr("Blind spot {name}"), name='"spot_id"')
        return f"concat({numbered}, coalesce(': ' || {place}, ''))"
    if style == "remaining":
        return phrase(tr("Still to be flown: {name}"), name='coalesce("name", "spot_id")')
    if style == "drones_now":
        return '"name"'
    if style in ("routes", "waypoints", "flown", "compared", "flown_stops"):
        text = phrase(tr("Drone {number}, sortie {sortie}"), number='"drone"', sortie='"sortie"')
        if layer.fields().lookupField("night") >= 0:
            night = phrase(tr("Night {night}"), night='"night"')
            return f"concat({night}, ': ', {text})"
        return text
    if style == "watcher_lines":
        return phrase(tr("Watcher {number}"), number='"watcher"')
    if style in ("tracks", "outages", "walks"):
        return phrase(tr("Unit {name}"), name='"unit"')
    if style == "violations":
        return 'concat(upper(left("rule", 1)), substr("rule", 2))'
    if style == "rejected":
        return QgsExpression.quotedString(tr("Rejected fix"))
    if style == "geozones":
        return """coalesce(nullif("name", ''), "zone_id", '')"""
    if style.startswith("exposed") or style == "equity":
        own = "place_name" if style == "exposed_places" else "area_name"
        return f'coalesce("{own}", {QgsExpression.quotedString(tr("without a name"))})'
    if style.startswith("sweeps"):
        return phrase(tr("Area {name}"), name='"area_id"')
    own = [name for name in ("name", "title", "label") if layer.fields().lookupField(name) >= 0]
    return f'coalesce({"".join(f"{chr(34)}{name}{chr(34)}, " for name in own)}"place_id")'
