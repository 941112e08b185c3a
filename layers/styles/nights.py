"""Layers of several nights: the legend has a box for each night, and the first night is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import Qgis, QgsFeatureRequest, QgsRuleBasedRenderer, QgsSymbol, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime

from ...engine.language import tr
from .local_times import known_zone, local_text, short_form

PLAYED = "@map_start_time IS NOT NULL"
"""Whether the map shows a moment of the temporal controller."""


@dataclass(frozen=True)
class Night:
    """A night of a layer: its number, the number of its plan, the probability of the plan (None where it is not drawn),
    and when its first drone takes off (None where the layer does not tell)."""

    number: int
    plan: int
    probability: float | None
    first: QDateTime | None

    def title(self, zone: str) -> str:
        """What the legend calls the night. zone: in whose local time."""
        values = {"night": self.number, "plan": self.plan, "percent": 100 * (self.probability or 0)}
        if self.first is None or not known_zone(zone):
            if self.probability is None:
                return tr("Night {night}", **values)
            return tr("Night {night}: plan {plan}, drawn with {percent:.0f} %", **values)
        values["time"] = local_text(self.first, zone, short_form())
        if self.probability is None:
            return tr("Night {night}, {time}", **values)
        return tr("Night {night}, {time}: plan {plan}, drawn with {percent:.0f} %", **values)


def nights_of(layer: QgsVectorLayer) -> list[Night]:
    """The nights of a layer with the fields night, plan and probability, in order; empty where it has no nights."""
    fields = layer.fields()
    night, plan, chance = indices = [fields.lookupField(name) for name in ("night", "plan", "probability")]
    if min(indices) < 0:
        return []
    time = max(fields.lookupField(name) for name in ("start", "arrive"))
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes([*indices, *([time] if time >= 0 else [])])
    found = {}
    for feature in layer.getFeatures(request):
        share, first = feature[chance], feature[time] if time >= 0 else None
        each = Night(
            int(feature[night]),
            int(feature[plan]),
            share if isinstance(share, float) else None,
            first if isinstance(first, QDateTime) and first.isValid() else None,
        )
        known = found.setdefault(each.number, each)
        if each.first is not None and known.first is not None and each.first < known.first:
            found[each.number] = each
    return [found[number] for number in sorted(found)]


def by_night(
    nights: Sequence[Night], symbols: list[tuple[str, str, QgsSymbol]], played: bool, zone: str = ""
) -> QgsRuleBasedRenderer:
    """A renderer with a rule for each night, of which the first is on, and within it one for each kind of feature.

    symbols: filter, label and symbol of each kind; played: whether the temporal controller plays the layer. While it
    does, all nights are drawn, each at its time; of a layer that it does not play nothing is drawn, since the night in
    the legend would be that of another time. zone: in whose local time nights are named.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    for position, night in enumerate(nights):
        condition = f'"night" = {night.number} AND NOT ({PLAYED})'
        rule = QgsRuleBasedRenderer.Rule(None, 0, 0, condition, night.title(zone))
        rule.setActive(position == 0)
        _append(rule, symbols)
        root.appendChild(rule)
    if played:
        rule = QgsRuleBasedRenderer.Rule(None, 0, 0, PLAYED, tr("While playing: that night"))
        _append(rule, symbols)
        root.appendChild(rule)
    return QgsRuleBasedRenderer(root)


def _append(rule: QgsRuleBasedRenderer.Rule, symbols: list[tuple[str, str, QgsSymbol]]) -> None:
    for condition, label, symbol in symbols:
        rule.appendChild(QgsRuleBasedRenderer.Rule(symbol.clone(), 0, 0, condition, label))
