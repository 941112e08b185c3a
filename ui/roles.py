"""What the layers of a project are for: guesses from geometry, fields and names, which the panel shows and says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qgis.core import Qgis, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ..engine.language import tr
from ..layers.tables import sounds_like_time

FIXES, AREA, DEMAND, SITES, ZONES, PRIVACY = "fixes", "area", "demand", "sites", "zones", "privacy"
POINT, LINE, POLYGON = Qgis.GeometryType.Point, Qgis.GeometryType.Line, Qgis.GeometryType.Polygon
CHINESE_TIMES = re.compile("时间|日期")
UNIT_WORDS = re.compile(
    r"unit|officer|patrol|vehicle|car_?id|ranger|callsign|call_sign|device|imei|tracker|receiver|team|crew|badge|user"
    r"|单位|警号|车辆|设备",
    re.IGNORECASE,
)
IDENTIFIER = re.compile(r"id$|_no$|num(ber)?$|code$|callsign$|call_sign$|imei$|编号$|警号$|号$", re.IGNORECASE)
"""How the names of fields end that identify something."""
NAMES = {
    SITES: r"launch|take.?off|drone.?(base|dock|home|site|station)|\bdepots?\b|\bpads?\b|\bbases?\b"
    r"|起飞|起降|机场|机库",
    ZONES: r"no.?fly|\bnfz\b|restricted|prohibited|geo.?zone|airspace|\bctr\b|禁飞|限飞|管制",
    PRIVACY: r"privacy|\bprivate\b|隐私|敏感",
    AREA: r"area|district|boundar|study|city|precinct|beat|jurisdiction|辖区|区域|边界|范围",
    DEMAND: r"demand|exit|entrance|subway|metro|station|stop|school|riverside|\bbank\b|shore|\bpoi|incident"
    r"|crime|hot.?spot|asset|facilit|需求|出入口|出口|车站|学校|岸|案件|重点",
}
"""What the names of layers say that they hold, by role."""
NOT_MEANT = re.compile(r"\btruth\b|真值", re.IGNORECASE)
"""Layers that are there to compare results with, as in the simulated city."""
WATCHERS = re.compile(r"camera|\bcctv\b|surveillance|摄像|监控", re.IGNORECASE)
"""Posts and cameras: they see, and are not what is to be seen; their field of hours holds no times of fixes."""
MOST_FIELDS = 200


@dataclass(frozen=True)
class Candidate:
    """A vector layer of a project. times, units: names of its fields that may hold times, and who carried the receiver;
    made_by: the name of the algorithm of Blindspot that made it, empty for the user's own; dated: whether a field is of
    dates and times, or its temporal properties are on."""

    id: str
    name: str
    geometry: Qgis.GeometryType
    features: int = 0
    times: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    has_m: bool = False
    dated: bool = False
    made_by: str = ""


@dataclass(frozen=True)
class Guess:
    """The layers that a role is guessed to have, by id, and why, the end of a sentence; empty where nothing is
    guessed."""

    layers: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Roles:
    """The layers of each role, by id."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def all_of(self, role: str) -> tuple[str, ...]:
        return self.chosen.get(role, ())

    def one_of(self, role: str) -> str:
        """The layer of a role that has one; empty where it has none."""
        return next(iter(self.all_of(role)), "")


def candidate_of(layer: QgsVectorLayer, made_by: str = "") -> Candidate:
    """What can be guessed from. The features are not read."""
    fields = list(layer.fields())[:MOST_FIELDS]
    moments = [one.name() for one in fields if one.type() == QMetaType.Type.QDateTime]
    others = [one.name() for one in fields if one.name() not in moments and _sounds_like_time(one.name())]
    units = [one.name() for one in fields if UNIT_WORDS.search(one.name()) and one.name() not in moments]
    return Candidate(
        layer.id(),
        layer.name(),
        layer.geometryType(),
        layer.featureCount(),
        (*moments, *others),
        tuple(units),
        tuple(one.name() for one in fields),
        QgsWkbTypes.hasM(layer.wkbType()),
        bool(moments) or layer.temporalProperties().isActive(),
        made_by,
    )


def guesses(candidates: Sequence[Candidate]) -> dict[str, Guess]:
    """The layers of each role, guessed. No layer has two roles; results of Blindspot have none, but for tracks."""
    own = [one for one in candidates if not one.made_by and not NOT_MEANT.search(one.name) and not _watches(one)]
    found = {FIXES: _fixes([*own, *(one for one in candidates if one.made_by == "preparetracks")])}
    for role, kinds, several in (
        (SITES, (POINT,), False),
        (ZONES, (POLYGON,), True),
        (PRIVACY, (POINT, LINE, POLYGON), True),
        (AREA, (POLYGON,), False),
        (DEMAND, (POINT, LINE, POLYGON), True),
    ):
        taken = {layer for guess in found.values() for layer in guess.layers}
        named = [
            one
            for one in own
            if one.id not in taken and one.geometry in kinds and re.search(NAMES[role], one.name, re.IGNORECASE)
        ]
        if role == SITES and not named:
            named = [one for one in own if one.id not in taken and one.geometry == POINT and "drones" in one.fields]
        chosen = named if several else named[:1]
        found[role] = Guess(tuple(one.id for one in chosen), tr("by name") if chosen else "")
    return found


def unit_field(candidate: Candidate) -> str:
    """The field of fixes that says who carried the receiver: one that is called unit, or the only one that may, or of
    several the only identifier, such as patrol_id beside patrol_type and team; else empty."""
    exact = [name for name in candidate.units if name.lower() in ("unit", "unit_id", "unitid")]
    if exact:
        return exact[0]
    identifiers = [name for name in candidate.units if IDENTIFIER.search(name)]
    return next((those[0] for those in (candidate.units, identifiers) if len(those) == 1), "")


def _watches(candidate: Candidate) -> bool:
    """Whether a layer holds posts or cameras. What has dates may be the fixes of cameras that are carried."""
    by_name = WATCHERS.search(candidate.name) or "fov" in map(str.lower, candidate.fields)
    return bool(by_name) and candidate.geometry == POINT and not candidate.dated


def _sounds_like_time(name: str) -> bool:
    return sounds_like_time(name) or bool(CHINESE_TIMES.search(name))


def _fixes(candidates: Sequence[Candidate]) -> Guess:
    points = [one for one in candidates if one.geometry == POINT and one.times and not one.made_by]
    if points:
        # of several, those with dates and a field of units, then the most features
        best = max(points, key=lambda one: (one.dated, bool(one.units), one.features))
        why, unit = tr("points with a time field"), unit_field(best)
        if len(points) > 1:
            why = tr("of {count} layers of points with a time field", count=len(points))
        if unit:
            why = tr("{why}, units in {field}", why=why, field=unit)
        return Guess((best.id,), why)
    tracks = [one for one in candidates if one.geometry == LINE and one.has_m]
    if tracks:
        best = max(tracks, key=lambda one: (bool(one.made_by), one.features))
        return Guess((best.id,), tr("lines with times (M)"))
    return Guess()
