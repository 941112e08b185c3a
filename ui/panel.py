"""The panel "Blindspot": the steps from fixes to missions, and what they found."""

import html
from collections.abc import Callable

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface, QgsDockWidget, QgsScrollArea
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..engine.language import tr
from ..engine.text import listed
from .dialogs import Dialogs
from .filled import filled
from .found_results import Chain, Result, chain_of, companion, is_lost, result_of
from .launch_site_button import LaunchSiteButton
from .layer_choice import LayerChoice
from .panel_parts import Part
from .plan_recheck import Checked, PlanRecheck
from .report_button import for_algorithm, report_layers
from .result_parts import ResultParts
from .roles import FIXES, SITES, candidate_of, guesses
from .step_buttons import REPORT, StepButtons
from .steps import STEPS, step_states
from .zoom import show_well, zoom_and_flash

PAUSE = 100
"""Milliseconds after a change of the project until the panel follows, so that many layers are read once."""


class Panel(QgsDockWidget):
    """The dock. It follows the open project while it is visible, until `take_away`.

    load_sample: what the link in an empty project does.
    """

    def __init__(self, iface: QgisInterface, icon: QIcon, load_sample: Callable[[], None]):
        super().__init__(tr("Blindspot"), iface.mainWindow())
        self.setObjectName("blindspotPanel")
        self.setWindowIcon(icon)
        self._iface, self._canvas = iface, iface.mapCanvas()
        self._results: dict[str, Result | None] = {}
        self._to_show: dict[str, Result | None] = {}  # the results before the steps that were opened
        self.found = Chain()
        self.dialogs = Dialogs(self)
        self.recheck = PlanRecheck(self._canvas, self)
        self.sites_button = LaunchSiteButton(self._canvas, self)
        self.choice = LayerChoice(self.sites_button)
        self.steps = StepButtons()
        self.parts = ResultParts()
        self._hint = QLabel()
        self._build(load_sample)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.refresh)
        self._scroll = QTimer(self)  # when the new part has its place
        self._scroll.setSingleShot(True)
        self._scroll.timeout.connect(lambda: self._area.ensureWidgetVisible(self.parts.check, 0, 0))
        self._connect()
        self._timer.start()

    def _build(self, load_sample: Callable[[], None]) -> None:
        self._hint.setObjectName("blindspotHint")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.RichText)
        self._hint.linkActivated.connect(lambda _: load_sample())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self._hint)
        layers = Part("layers", tr("Layers"))
        layers.put(self.choice)
        column.addWidget(layers)
        steps = Part("steps", tr("Steps"))
        steps.put(self.steps)
        column.addWidget(steps)
        for part in self.parts.all:
            column.addWidget(part)
        column.addStretch(1)
        self._area = QgsScrollArea()
        self._area.setFrameShape(self._area.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self.setWidget(self._area)

    def _connect(self) -> None:
        project = QgsProject.instance()
        self._connections = [
            (project.layersAdded, self._layers_added),
            (project.layersRemoved, self._layers_removed),
            (project.cleared, self._project_changed),
            (project.readProject, self._project_changed),
            (self.visibilityChanged, self._visible),
        ]
        for signal, slot in self._connections:
            signal.connect(slot)
        self.choice.changed.connect(self._update)
        self.steps.chosen.connect(self.open_step)
        self.steps.report.connect(self.open_report)
        self.parts.spot_chosen.connect(lambda feature: self._show("spots", feature))
        self.parts.route_chosen.connect(lambda feature: self._show("routes", feature))
        self.recheck.checked.connect(self._show_check)
        self.parts.update_wanted.connect(self.recheck.update_layers)
        self.sites_button.placed.connect(self._sites_placed)
        self.sites_button.refused.connect(self._warn)

    def take_away(self) -> None:
        """Takes the panel out of QGIS for good: no signal of the project reaches it any more, its marks are off the
        map, and no run that it started goes on."""
        self._timer.stop()
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._connections = []
        self.sites_button.stop()
        self.recheck.stop()
        self.dialogs.close_all()
        self._iface.removeDockWidget(self)
        self.close()
        self.deleteLater()

    # Following the project.

    def _layers_added(self, layers: list[QgsMapLayer]) -> None:
        written = {_file_of(layer) for layer in layers} - {""}
        for layer in QgsProject.instance().mapLayers().values():
            if _file_of(layer) in written:  # a rerun has replaced the file
                self._results.pop(layer.id(), None)
        self._timer.start()

    def _layers_removed(self, ids: list[str]) -> None:
        for one in ids:
            self._results.pop(one, None)
        shown = [getattr(self.found, step.key, None) for step in STEPS]
        if any(one is not None and one.layer in ids for one in shown):
            self.recheck.watch(None)
        self._timer.start()

    def _project_changed(self, *_) -> None:
        self._results, self._to_show = {}, {}
        self.recheck.watch(None)
        self.choice.forget()
        self._timer.start()

    def _visible(self, visible: bool) -> None:
        if visible:
            self._timer.start()

    def refresh(self) -> None:
        """Reads what the project has now, and shows it."""
        if not self.isUserVisible() and not self.isVisible():
            return
        layers = QgsProject.instance().mapLayers()
        for layer_id, layer in layers.items():
            if layer_id not in self._results:
                self._results[layer_id] = result_of(layer) if layer.isValid() else None
        vectors = {one: layer for one, layer in layers.items() if isinstance(layer, QgsVectorLayer) and layer.isValid()}
        made = {one: result.made_by for one, result in self._results.items() if result is not None}
        found = guesses([candidate_of(layer, made.get(one, "")) for one, layer in vectors.items()])
        self.choice.fill(vectors, found)
        self._update()

    def _update(self) -> None:
        """Shows the steps and the results for what is chosen."""
        fixes = self.choice.layer(FIXES)
        self.sites_button.add_to(self.choice.roles.one_of(SITES))
        self._say_hint(fixes)
        self.found = chain_of(self.results, fixes)
        self.steps.show_states(step_states(self.choice.roles, self.found, self._name_of))
        self.parts.show_results(self.found, self._layer)
        self._watch_plan()
        self._show_new()

    def _say_hint(self, fixes: QgsMapLayer | None) -> None:
        """Says what is missing, above all."""
        lost = [self._name_of(one.layer) for one in self._carried() if is_lost(one, self._layer(one.layer))]
        hints = []
        if fixes is None:
            hints.append(
                tr(
                    "Add the fixes of your patrols to the project: points with a time field, or tracks. Or "
                    '<a href="sample">load the simulated sample city</a>.'
                )
            )
        if lost:
            hints.append(
                tr(
                    "Empty temporary layers: {names}. QGIS does not save the rows of temporary layers. "
                    "Run the steps again. To keep results, make the layers permanent, or choose files in the dialogs.",
                    names=html.escape(listed(lost, 5)),
                )
            )
        self._hint.setText("<br><br>".join(hints))
        self._hint.setVisible(bool(hints))

    def _show_new(self) -> None:
        """Has the map show the new result of a step that was opened here."""
        for step in STEPS:
            result = getattr(self.found, step.key, None)
            if step.id in self._to_show and result is not None and result != self._to_show[step.id]:
                del self._to_show[step.id]
                show_well(self._canvas, self._layer(result.layer))

    @property
    def results(self) -> list[Result]:
        """The results of Blindspot in the project, without those that have lost their rows."""
        return [one for one in self._carried() if not is_lost(one, self._layer(one.layer))]

    def _carried(self) -> list[Result]:
        return [one for one in self._results.values() if one is not None and self._layer(one.layer) is not None]

    def _watch_plan(self) -> None:
        from ..algorithms.edited_plan import PlanLayers

        routes = self.found.routes
        waypoints = None if routes is None else companion(self.results, routes, "waypoints")
        if waypoints is None or routes.made_by != "planroutes":
            self.recheck.watch(None)
            return
        unserved = companion(self.results, routes, "unserved")
        left = None if unserved is None else self._layer(unserved.layer)
        self.recheck.watch(PlanLayers(self._layer(routes.layer), self._layer(waypoints.layer), left))

    # What the user does.

    def open_step(self, key: str) -> None:
        """Opens the dialog of a step, filled in."""
        step = next(one for one in STEPS if one.key == key)
        states = step_states(self.choice.roles, self.found, self._name_of)
        parameters = filled(key, states[key].parameters, self.found, self._layer)
        parameters |= self._for_report(step.id, "BACKGROUND")
        dialog = self.dialogs.open(step.id, parameters)
        if dialog is not None:
            self._to_show[step.id] = getattr(self.found, key, None)
        else:
            self._warn(tr("Processing has no algorithm {id}. Is the plugin Processing switched on?", id=step.id))

    def open_report(self) -> None:
        """Opens the dialog of the report, filled in."""
        self.dialogs.open(REPORT, self._for_report(REPORT))

    def _for_report(self, algorithm_id: str, only: str = "") -> dict:
        """The layers for the report of an algorithm. only: one parameter."""
        algorithm = QgsApplication.processingRegistry().algorithmById(algorithm_id)
        if algorithm is None:
            return {}
        layers = report_layers(self.found, self.results, self.choice.roles, QgsProject.instance())
        return for_algorithm(algorithm, {only: layers[only]} if only else layers)

    def _show(self, kind: str, feature: int) -> None:
        result = getattr(self.found, kind)
        layer = None if result is None else self._layer(result.layer)
        if layer is None:
            return
        if kind == "routes":
            layer.selectByIds([feature])
            self._canvas.flashFeatureIds(layer, [feature])
        else:
            zoom_and_flash(self._canvas, layer, feature)

    def _show_check(self, checked: Checked | None) -> None:
        """Shows the outcome of a check, and scrolls to it when it comes up."""
        part, was = self.parts.check, self.parts.check.isHidden()
        self.parts.show_check(checked)
        if was and not part.isHidden():
            self.raise_()
            self._scroll.start()

    def _sites_placed(self, layer_id: str) -> None:
        if self.choice.roles.one_of(SITES) != layer_id:
            self.choice.choose(SITES, [layer_id])
            layer = self._layer(layer_id)
            kind = tr("a temporary layer") if layer.isTemporary() else tr("a layer in a file")
            said = tr("Launch sites go to {name}, {kind}. Ctrl+Z takes one back.", name=layer.name(), kind=kind)
            self._iface.messageBar().pushInfo(tr("Blindspot"), said)
        else:
            self._update()

    def _warn(self, text: str) -> None:
        self._iface.messageBar().pushWarning(tr("Blindspot"), text)

    def _layer(self, layer_id: str) -> QgsMapLayer | None:
        return QgsProject.instance().mapLayer(layer_id) if layer_id else None

    def _name_of(self, layer_id: str) -> str:
        layer = self._layer(layer_id)
        return "" if layer is None else layer.name()


def _file_of(layer: QgsMapLayer) -> str:
    """What two layers of the same file share; empty for layers in memory."""
    return "" if layer.providerType() == "memory" else layer.source().partition("|")[0]
