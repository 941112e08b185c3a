"""Results in the layer tree of a project: a group for each question, layers in drawing order, names that differ, and
what a rerun does with the layers of the earlier run. Only called in the main thread, when a layer has been loaded."""

import json
import re
from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsLayerTree,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsLayerTreeNode,
    QgsMapLayer,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)

from ..engine.language import tr
from ..engine.text import shortened
from .provenance_files import edited, stored
from .reruns import reruns_replace

RESULTS_GROUP = "/".join(("Processing", "Configuration", "RESULTS_GROUP_NAME"))
"""Key of QGIS's own setting: the group into which all results are loaded."""
PROPERTY = "blindspot/result"
"""Custom property of a layer, with what is known of it as a result (JSON)."""
QUESTION, WORDS, VALUES = "blindspot/question", "blindspot/words", "blindspot/values"
"""Custom properties of a group."""
LEGEND_OF_OTHERS = ("/WAYPOINTS",)
"""The ends of roles whose legend repeats that of another layer, here the drones of the routes. It is collapsed."""
TO_CHECK = ("/REJECTED",)
"""The ends of roles that are for checking data. They are not ticked at first: they would cover the results."""
UNIT = re.compile(r" \(([^()\d]+)\)$")
"""The unit at the end of a label."""
IN_BRACKETS = re.compile(r" \([^()]+\)$")
"""The unit, or the bounds of the value."""


@dataclass(frozen=True)
class Result:
    """What the layer tree has to know of a result.

    question, group, words, values: of its question: the key, the name of its group, the words in it, and the values of
    its parameters by their label; role: which output of which algorithm it is; settings: the values of the other
    parameters by their label; order: higher is drawn above lower.
    """

    question: str
    group: str
    words: tuple[str, ...]
    role: str
    order: int = 0
    values: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


def drawing_order(kind: Qgis.GeometryType | None, order: int = 0) -> int:
    """A number for the layer order of a result: points above lines, lines above polygons, polygons above rasters, and
    what is not drawn below all; among these, a higher `order` is above. kind: None for a raster."""
    above = {Qgis.GeometryType.Polygon: 2, Qgis.GeometryType.Line: 3, Qgis.GeometryType.Point: 4}
    return 100 * above.get(kind, 1 if kind is None else 0) + order


def place_result(layer: QgsMapLayer, result: Result, given_group: str, note: str = "") -> list[str]:
    """Puts a layer that QGIS has just loaded into the group of its question, at its place in the drawing order, with a
    name that differs from those of other results. Returns sentences for the user, on earlier layers of the same kind.

    given_group: the group into which QGIS was told to load it; another one than that of the question comes from a
    model, and stays. note: with which the name ends, in brackets. A layer that was in the project before, because its
    file was written again, stays where it is.
    """
    project = layer.project()
    node = project.layerTreeRoot().findLayer(layer.id()) if project is not None else None
    if node is None:
        return []
    ending = tr(" ({text})", text=note) if note else ""
    known, base, loaded_into = _known(layer), layer.name().removesuffix(ending), node.parent()
    if known and known["question"] == result.question:
        layer.setName(known["name"])
        _remember(layer, result, known["base"], known["ending"])
        return []
    if known and loaded_into.customProperty(QUESTION) != known["question"]:  # moved by the user
        _remember(layer, result, base, ending)
        return []
    if not known and given_group and loaded_into.name() != given_group:  # loaded by the user
        return []
    own = given_group not in ("", result.group)
    group = loaded_into if own else _group(project, result, loaded_into)
    said, replaced = _replace(layer, result, group) if reruns_replace() else ([], None)
    for one in _of_the_same_kind(group, layer, result):
        one.setExpanded(False)  # its legend is that of the new layer
    _insert(group, node, result, replaced)
    if loaded_into is not group and not loaded_into.children() and _is_ours(loaded_into, result):
        loaded_into.parent().removeChildNode(loaded_into)
    said += _name(layer, result, base, ending, group)
    _remember(layer, result, base, ending)
    return said


def _is_ours(group: QgsLayerTreeGroup, result: Result) -> bool:
    """Whether a group was made for results: for another question, or by QGIS a moment ago."""
    return bool(group.customProperty(QUESTION)) or group.name() == result.group


def _known(layer: QgsMapLayer) -> dict:
    """What is known of a layer as a result; empty where it is none, or a copy, or was saved elsewhere."""
    try:
        known = json.loads(layer.customProperty(PROPERTY) or "{}")
    except ValueError:
        return {}
    # the property is copied with the layer, and with its style if the user wants so
    same = isinstance(known, dict) and known.get("layer") == layer.id() and known.get("source") == layer.source()
    return known if same else {}


def _remember(layer: QgsMapLayer, result: Result, base: str, ending: str) -> None:
    known = {"layer": layer.id(), "source": layer.source(), "name": layer.name(), "base": base, "ending": ending}
    about = {"question": result.question, "words": result.words, "role": result.role, "order": result.order}
    layer.setCustomProperty(PROPERTY, json.dumps({**known, **about, "settings": result.settings}, ensure_ascii=False))


def _group(project: QgsProject, result: Result, loaded_into: QgsLayerTreeGroup) -> QgsLayerTreeGroup:
    """The group of a question: where the user has moved it, and as the user has named it. It is made where there is
    none: in the group into which QGIS loads all results, if there is one, else above all other layers."""
    root = project.layerTreeRoot()
    groups = [one for one in root.findGroups(True) if one.customProperty(QUESTION)]
    found = next((one for one in groups if one.customProperty(QUESTION) == result.question), None)
    if found is not None:
        return found
    for other in groups:
        other.setExpanded(False)
    fresh = loaded_into.name() == result.group and not loaded_into.customProperty(QUESTION)
    others = [one for one in root.findGroups(True) if one.name() == result.group and one is not loaded_into]
    same_name = [one for one in groups if one.name() == result.group]
    if fresh and not others:
        group = loaded_into
    else:
        wanted = QgsSettings().value(RESULTS_GROUP, "", type=str)
        parent = (root.findGroup(wanted) if wanted else None) or root
        group = parent.insertGroup(0, _other_name(root, result, same_name))
    group.setCustomProperty(QUESTION, result.question)
    group.setCustomProperty(WORDS, json.dumps(result.words))
    group.setCustomProperty(VALUES, json.dumps(result.values))
    group.setExpanded(True)
    return group


def _other_name(root: QgsLayerTreeGroup, result: Result, same_name: list[QgsLayerTreeGroup]) -> str:
    """The name of a group, with what tells it from other questions in the same words."""
    taken = {one.name() for one in root.findGroups(True)}
    for other in same_name:
        before = json.loads(other.customProperty(VALUES) or "{}")
        difference = _difference(result.values, before)
        if difference and tr("{name}, {text}", name=result.group, text=difference) not in taken:
            return tr("{name}, {text}", name=result.group, text=difference)
    return _numbered(result.group, "", taken)


def _replace(layer: QgsMapLayer, result: Result, group: QgsLayerTreeGroup) -> tuple[list[str], QgsLayerTreeNode | None]:
    """Removes the layers of earlier runs with the same role from the group and the project, unless they are the user's
    by now. Returns sentences on those that are kept, and the node of the one that is replaced (removed already, with
    its state)."""
    said, state = [], None
    for node in _of_the_same_kind(group, layer, result):
        earlier = node.layer()
        name, why = earlier.name(), _is_the_users(earlier)
        if why:
            said.append(tr("{name} of an earlier run is kept: {why}.", name=name, why=why))
            continue
        state = node.clone()
        layer.project().removeMapLayer(earlier.id())
        said.append(tr("{name} replaces that of the earlier run.", name=name))
    return said, state


def _of_the_same_kind(group: QgsLayerTreeGroup, layer: QgsMapLayer, result: Result) -> list[QgsLayerTreeLayer]:
    """The nodes in a group of earlier layers with the same question and role."""
    nodes = [node for node in group.findLayers() if node.layer() is not None and node.layer() is not layer]
    asked = (result.question, result.role)
    return [node for node in nodes if (_known(node.layer()).get("question"), _known(node.layer()).get("role")) == asked]


def _is_the_users(layer: QgsMapLayer) -> str:
    """Why a result may not be removed, as the end of a sentence; empty where it may."""
    if isinstance(layer, QgsVectorLayer) and (layer.isEditable() or layer.isModified()):
        return tr("it is being edited")
    record = stored(layer).record
    if record is None:
        return tr("it does not say how it was made")
    return edited(layer, record).rstrip(".")


def _insert(
    group: QgsLayerTreeGroup, node: QgsLayerTreeLayer, result: Result, replaced: QgsLayerTreeLayer | None
) -> None:
    """Moves a node to its place in the drawing order of a group. Layers that are no results, and the order that the
    user has given to others, stay."""
    moved, order = node.clone(), result.order
    is_raster = order < drawing_order(Qgis.GeometryType.Polygon)
    moved.setExpanded(not is_raster and not result.role.endswith(LEGEND_OF_OTHERS))
    moved.setItemVisibilityChecked(not result.role.endswith(TO_CHECK))
    if replaced is not None:
        moved.setItemVisibilityChecked(replaced.itemVisibilityChecked())
        moved.setExpanded(replaced.isExpanded())
    index = 0
    for position, child in enumerate(group.children()):
        is_layer = QgsLayerTree.isLayer(child) and child is not node and child.layer() is not None
        known = _known(child.layer()) if is_layer else {}
        if known and known["order"] <= order:
            index = position
            break
        if known:
            index = position + 1
    group.insertChildNode(index, moved)
    node.parent().removeChildNode(node)  # only now: QGIS removes a layer from the project that is not in the tree


def _name(layer: QgsMapLayer, result: Result, base: str, ending: str, group: QgsLayerTreeGroup) -> list[str]:
    """Gives a layer a name that no other layer of the project has: its base and its ending, with what tells it from
    others between them. Returns a sentence where an earlier layer of the same kind stands beside it."""
    others = [one for one in layer.project().mapLayers().values() if one is not layer]
    alike = [(one, _known(one)) for one in others]
    alike = [(one, known) for one, known in alike if known and known["base"] == base]
    name, said = base, []
    here = [(one, known) for one, known in alike if known["question"] == result.question]
    elsewhere = [(one, known) for one, known in alike if known["question"] != result.question]
    if elsewhere:
        words = [tuple(known["words"]) for _, known in elsewhere]
        name = _with_words(base, result.words, words) or name
        for one, known in elsewhere:  # of the first question, which had no other beside it
            renamed = _with_words(base, known["words"], [result.words])
            if renamed and one.name() == known["name"] == base + known["ending"]:
                renamed += known["ending"]
                one.setName(renamed)
                one.setCustomProperty(PROPERTY, json.dumps({**known, "name": renamed}, ensure_ascii=False))
    taken = {one.name() for one in others}
    if here:
        difference = _difference(result.settings, here[-1][1].get("settings") or {})
        if difference and tr("{name}, {text}", name=name, text=difference) + ending not in taken:
            name = tr("{name}, {text}", name=name, text=difference)
    name = _numbered(name, ending, taken)
    if any(known["role"] == result.role for _, known in here):
        said.append(
            tr(
                "{name}: the layer of the earlier run stays beside it in the group {group}. Whether a rerun replaces "
                "it is set in Settings > Options > Processing > Providers > Blindspot.",
                name=name,
                group=group.name(),
            )
        )
    if name != layer.name():
        layer.setName(name)
    return said


def _with_words(base: str, words: tuple[str, ...], others: list[tuple[str, ...]]) -> str:
    """A name with the words of its question that others lack; empty where there are none."""
    telling = [word for word in words if any(word not in other for other in others)]
    return tr("{name}, {text}", name=base, text=tr(", ").join(telling)) if telling else ""


def _difference(values: dict[str, str], before: dict[str, str]) -> str:
    """The first value that differs, with its label; empty where none does."""
    found = next((label for label, value in values.items() if before.get(label, value) != value), "")
    if not found:
        return ""
    label, value = IN_BRACKETS.sub("", found), shortened(values[found], 30) or tr("none")
    unit = UNIT.search(found)
    if unit and value[-1:].isdigit():
        value = f"{value} {unit[1]}"
    return tr("{name}: {text}", name=shortened(label, 40), text=value)


def _numbered(name: str, ending: str, taken: set[str]) -> str:
    """A name with its ending that is not taken: as it is, or with the lowest free number."""
    number, free = 1, f"{name}{ending}"
    while free in taken:
        number += 1
        free = f"{name} ({number}){ending}"
    return free
