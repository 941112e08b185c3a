"""Layers of several nights: the legend has a box for each night, and the first night is shown."""

from qgis.core import QgsFeatureRequest, QgsRuleBasedRenderer, QgsSymbol, QgsVectorLayer

from ...engine.language import tr

PLAYED = "@map_start_time IS NOT NULL"
"""Whether the map shows a moment of the temporal controller."""


def nights_of(layer: QgsVectorLayer) -> list[tuple[int, int, float | None]]:
    """(night, plan, probability) of each night in a layer with these fields, in order; empty where it has no nights."""
    indices = [layer.fields().lookupField(name) for name in ("night", "plan", "probability")]
    if min(indices) < 0:
        return []
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes(indices)
    found = {}
    for feature in layer.getFeatures(request):
        night, plan, share = (feature[index] for index in indices)
        found.setdefault(int(night), (int(night), int(plan), share if isinstance(share, float) else None))
    return [found[night] for night in sorted(found)]


def by_night(layer: QgsVectorLayer, symbols: list[tuple[str, str, QgsSymbol]], played: bool) -> QgsRuleBasedRenderer:
    """A renderer with a rule for each night, of which the first is on, and within it one for each kind of feature.

    symbols: filter, label and symbol of each kind; played: whether the temporal controller plays the layer. While it
    does, all nights are drawn, each at its time.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    for position, (night, plan, share) in enumerate(nights_of(layer)):
        condition = f'"night" = {night}' + (f" AND NOT ({PLAYED})" if played else "")
        rule = QgsRuleBasedRenderer.Rule(None, 0, 0, condition, _title(night, plan, share))
        rule.setActive(position == 0)
        _append(rule, symbols)
        root.appendChild(rule)
    if played:
        rule = QgsRuleBasedRenderer.Rule(None, 0, 0, PLAYED, tr("While time is played: the night of that time"))
        _append(rule, symbols)
        root.appendChild(rule)
    return QgsRuleBasedRenderer(root)


def _append(rule: QgsRuleBasedRenderer.Rule, symbols: list[tuple[str, str, QgsSymbol]]) -> None:
    for condition, label, symbol in symbols:
        rule.appendChild(QgsRuleBasedRenderer.Rule(symbol.clone(), 0, 0, condition, label))


def _title(night: int, plan: int, share: float | None) -> str:
    if share is None:
        return tr("Night {night}", night=night)
    return tr("Night {night}: plan {plan}, drawn with {percent:.0f} %", night=night, plan=plan, percent=100 * share)
