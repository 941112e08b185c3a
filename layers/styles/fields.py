"""Fields as people read them: words instead of names, short numbers, local times, and the order of the table. The data
in the file stay as they are."""

from qgis.core import QgsAttributeTableConfig, QgsEditorWidgetSetup, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from .local_times import known_zone
from .map_tips import FIGURES, map_tip, title_expression
from .table_formats import NUMBER, TIME
from .words_of_fields import words_of_fields

DECIMALS = {
    **dict.fromkeys(("gap_patrols", "watcher_h"), 2),
    **dict.fromkeys(("gap", "gap_low", "gap_before", "gap_after", "demand", "priority", "gain", "gain_low"), 2),
    **dict.fromkeys(("priority_before", "priority_after", "closed", "served", "stability", "probability"), 2),
    **dict.fromkeys(("visit_probability", "coverage", "over_bound", "within_range", "gi_z", "hours", "km"), 2),
    **dict.fromkeys(("lost_accuracy", "lost_range", "lost_revisit", "lost_grid"), 2),
    **dict.fromkeys(("value", "limit", "time_s"), 1),
    **dict.fromkeys(("speed_ms", "energy_wh", "drone_min", "watch_hours", "unit_hours"), 1),
    **dict.fromkeys(("off_max_m", "off_rms_m", "up_max_m", "up_rms_m", "used_wh", "volts_start", "volts_end"), 1),
    **dict.fromkeys(("drone_min", "min_per_km2", "night_min", "privacy_min"), 1),
    **dict.fromkeys(("share", "seen_share", "area_km2", "flown_share", "left_share"), 2),
    **dict.fromkeys(("open_share",), 2),
    **dict.fromkeys(("seconds", "watch_s", "speed_kmh"), 1),
    **dict.fromkeys(
        ("escape", "escape_patrols", "mean_escape", "escape_95", "escape_low", "escape_low_any", "worth"), 3
    ),
    "gap_high": 2,
    "seen_km2": 3,
    "gi_q": 4,
}
"""Of real numbers that are not whole when shown."""
FIRST = {
    "places": ("place_id", "name", "gap", "gap_patrols", "why", "demand", "priority", "near", "last_seen", "gap_low"),
    "gain": ("place_id", "name", "gap_before", "gap_after", "gain", "why", "demand"),
    "spots": ("night", "rank", "name", "near", "priority", "gap", "why", "area_m2", "visits", "times", "closed"),
    "stability": ("rank", "name", "near", "stability", "matters_most"),
    "visited": ("spot_name", "visits", "times", "first_visit", "gap_before", "gap_after", "closed"),
    "unserved": ("night", "spot_name", "reason", "priority"),
    "exposed_places": ("place_name", "kind", "view_s", "over_s", "passes", "nights"),
    "equity": ("area_name", "residents", "flown_over", "ratio", "drone_1000", "patrol_1000", "gap_home", "in_gaps"),
    "exposed_areas": ("area_name", "drone_min", "min_per_km2", "night_min", "share", "privacy_min"),
    "routes": ("night", "drone", "sortie", "start", "end", "spots", "launch_site", "left_pct", "duration_s"),
    "flown": ("drone", "sortie", "start", "end", "duration_s", "distance_m", "battery_start", "battery_end"),
    "compared": ("drone", "sortie", "status", "off_rms_m", "off_max_m", "stops", "stops_served", "left_pct"),
    "flown_stops": ("drone", "sortie", "seq", "spot_name", "stop", "result", "flown_share"),
    "remaining": ("spot_id", "name", "priority", "left_share"),
    "certificate": ("picks", "rule", "escape", "name", "place_id", "moment", "escape_low", "mean_escape", "escape_95"),
    "drones_now": ("name", "battery_pct", "battery_from", "launch_site", "until"),
    "geozones": ("name", "zone_id", "restriction", "lower_m", "lower_ref", "upper_m", "upper_ref", "valid_from"),
    "visible": ("place_id", "name", "watch_visits", "watch_dwell_s", "nights_seen", "gap", "why", "open_share"),
    "walks": ("place_id", "unit", "seen", "start", "end", "seconds", "watch_s", "speed_kmh"),
    "violations": ("rule", "message", "drone", "sortie", "seq", "value", "limit", "unit", "time"),
    "waypoints": ("night", "drone", "sortie", "seq", "action", "arrive", "leave", "spot_name"),
}
"""The first columns of the table of each style."""
SORTED = {"spots": "rank", "stability": "rank"}
WIDTH_OF_TIMES = 180
WIDE = {
    **{"why": 420, "message": 520, "reason": 300, "spots": 260, "picks": 300, "rule": 220, "knows": 400},
    **dict.fromkeys(
        ("spot_name", "place_name", "area_name", "kind", "name", "near", "times", "place_id", "restriction"),
        WIDTH_OF_TIMES,
    ),
}
"""Widths of columns, in pixels."""
LONG, PER_LETTER = 14, 8
"""Words for a field of more than LONG letters are wider than the columns of QGIS; pixels for each of their letters."""


def describe(layer: QgsVectorLayer, style: str, zone: str) -> None:
    """Sets what people read of the fields that are ours. style: of the output; zone: of the run, whose local time dates
    and times are shown in, empty where there is none."""
    if style not in FIGURES:
        return
    words, ours = words_of_fields(), _ours(layer)
    moments, decimals = [], {}
    for index in ours:
        field = layer.fields().at(index)
        name, kind = field.name(), field.type()
        if name in words:
            layer.setFieldAlias(index, words[name])
        if kind == QMetaType.Type.Double:
            decimals[name] = DECIMALS.get(name, 0)
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(NUMBER, {"decimals": decimals[name]}))
        elif kind == QMetaType.Type.QDateTime:
            moments.append(name)
            if known_zone(zone):
                layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(TIME, {"zone": zone}))
                layer.setFieldAlias(index, words.get(name, name))
    layer.setAttributeTableConfig(_table(layer, style, moments))
    if FIGURES[style]:
        layer.setDisplayExpression(title_expression(layer, style))
    layer.setMapTipTemplate(map_tip(layer, style, moments, decimals, zone))


def _ours(layer: QgsVectorLayer) -> range:
    """The indices of the fields that are ours: those of the user's places come first."""
    return range(max(layer.fields().lookupField("place_id"), 0), layer.fields().count())


def _table(layer: QgsVectorLayer, style: str, moments: list[str]) -> QgsAttributeTableConfig:
    """Columns with those that matter first, and then as in the file; other fields of the user's own places last."""
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    rank = {name: place for place, name in enumerate(FIRST.get(style, ()))}
    users = {layer.fields().at(index).name() for index in range(_ours(layer).start)}
    # what else is ours follows, then what is the user's, and the number of the row in the file
    columns.sort(
        key=lambda column: rank.get(column.name, len(rank) + (column.name in users) + 2 * (column.name == "fid"))
    )
    for column in columns:
        column.width = WIDE.get(column.name, WIDTH_OF_TIMES if column.name in moments else _width(layer, column.name))
    config.setColumns(columns)
    if style in SORTED and layer.fields().lookupField(SORTED[style]) >= 0:
        config.setSortExpression(f'"{SORTED[style]}"')
    return config


def _width(layer: QgsVectorLayer, name: str) -> int:
    """The width of a column in pixels, where its words do not fit into those of QGIS; else -1."""
    words = layer.attributeAlias(layer.fields().lookupField(name)) if layer.fields().lookupField(name) >= 0 else ""
    return PER_LETTER * (len(words) + 2) if len(words) > LONG else -1
