"""Checks a plan again whenever its waypoints or routes are edited, and shows what is wrong on the map."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..algorithms.edited_plan import CheckedEdit, PlanLayers, check_edited, planned_with
from ..algorithms.planroutes import PlanInput
from ..engine.check.moved import ROUTES, WAYPOINTS
from ..engine.check.violation import Violation
from ..engine.drones.flight_plan import sortie_name
from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import counted, listed
from ..layers.attributes import is_null
from ..layers.moved_plan import write_moved

PAUSE = 150
"""Milliseconds after an edit until the check runs, so that a drag of several waypoints is checked once."""
MOST_BANDS = 100
SIGNALS = ("geometryChanged", "featureDeleted", "featureAdded", "afterRollBack", "attributeValueChanged")
ALARM = QColor(213, 0, 50)


@dataclass(frozen=True)
class Checked:
    """says: the outcome in sentences; violations: none where all is well, or where it could not be checked; outdated:
    whether times and figures in the layers are from before an edit."""

    says: str
    violations: tuple[Violation, ...] = ()
    outdated: bool = False


class PlanRecheck(QObject):
    """Watches the layers of a plan from `watch` to `stop`. `checked` has a Checked after each check, and None when
    there is nothing to say any more."""

    checked = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None):
        super().__init__(parent)
        self._canvas = canvas
        self._layers: PlanLayers | None = None
        self._planned: PlanInput | None = None
        self._found: CheckedEdit | None = None
        self._edited: dict[tuple[int, int], str] = {}
        self._slots: list[tuple[QgsVectorLayer, str, Callable]] = []
        self._bands: list[QgsRubberBand] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.check)

    @property
    def bands(self) -> int:
        """How many marks are on the map."""
        return len(self._bands)

    @property
    def found(self) -> CheckedEdit | None:
        """What the last check found."""
        return self._found

    def watch(self, layers: PlanLayers | None) -> None:
        """Watches the layers of a plan instead of those before; of none for None. What the plan was made with is read
        when the first edit comes."""
        if layers is not None and self._layers is not None and layers == self._layers:
            return
        self.stop()
        self._layers = layers
        if layers is None:
            return
        for layer, name in ((layers.routes, ROUTES), (layers.waypoints, WAYPOINTS)):
            for signal in SIGNALS:
                slot = self._slot(layer, name, signal)
                getattr(layer, signal).connect(slot)
                self._slots.append((layer, signal, slot))

    def stop(self) -> None:
        """Watches nothing, and takes the marks off the map."""
        self._timer.stop()
        for layer, signal, slot in self._slots:
            with suppress(RuntimeError, TypeError):  # a layer that is gone has taken its connections along
                getattr(layer, signal).disconnect(slot)
        if self._layers is not None:
            self.checked.emit(None)
        self._slots, self._layers, self._planned, self._found, self._edited = [], None, None, None, {}
        self._clear()

    def check(self) -> None:
        """Checks the plan as it is now."""
        if self._layers is None:
            return
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        try:
            if self._planned is None:
                self._planned = planned_with(self._layers.routes, context)
            found = check_edited(self._layers, self._planned, context, self._edited)
        except UserError as error:
            self._clear()
            self.checked.emit(Checked(tr("The edited plan could not be checked. {why}", why=str(error))))
            return
        self._found = found
        self._mark(found.violations, self._planned.spots.crs)
        says = _sentences(found, self._layers.unserved is not None)
        self.checked.emit(Checked(says, tuple(found.violations), bool(found.moved.changed)))

    def update_layers(self) -> None:
        """Writes the times and the battery that follow from the edits into both layers, as edits."""
        if self._found is None or self._layers is None:
            return
        try:
            write_moved(
                self._layers.routes,
                self._layers.waypoints,
                self._found.moved.plan,
                self._found.moved.changed,
                self._planned.spots.crs,
                QgsProject.instance().transformContext(),
            )
        except UserError as error:
            self.checked.emit(Checked(str(error)))

    def _slot(self, layer: QgsVectorLayer, name: str, signal: str) -> Callable:
        def changed(*arguments) -> None:
            if signal == "geometryChanged":
                self._note(layer, name, arguments[0])
            self._timer.start()

        return changed

    def _note(self, layer: QgsVectorLayer, name: str, feature_id: int) -> None:
        """Notes in which layer a sortie was edited last: that one counts."""
        feature = layer.getFeature(feature_id)
        sortie = tuple(feature.attribute(field) for field in ("drone", "sortie") if feature.fieldNameIndex(field) >= 0)
        if len(sortie) == 2 and not any(map(is_null, sortie)):
            self._edited[tuple(map(int, sortie))] = name

    def _mark(self, violations: list[Violation], crs: QgsCoordinateReferenceSystem) -> None:
        self._clear()
        transform = QgsCoordinateTransform(crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance())
        for violation in [one for one in violations if one.where is not None][:MOST_BANDS]:
            geometry = QgsGeometry()
            geometry.fromWkb(shapely.to_wkb(shapely.force_2d(violation.where)))
            try:
                if geometry.isEmpty() or geometry.transform(transform) != Qgis.GeometryOperationResult.Success:
                    continue
            except QgsCsException:
                continue
            band = QgsRubberBand(self._canvas, geometry.type())
            band.setColor(ALARM)
            fill = QColor(ALARM)
            fill.setAlpha(60)
            band.setFillColor(fill)
            band.setWidth(4)
            band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
            band.setIconSize(14)
            band.setToGeometry(geometry, None)
            self._bands.append(band)

    def _clear(self) -> None:
        for band in self._bands:
            band.reset()
            scene = self._canvas.scene()
            if scene is not None:
                scene.removeItem(band)
        self._bands = []


def _sentences(found: CheckedEdit, complete: bool) -> str:
    """complete: whether the spots that are not visited are known, and so whether the others are served."""
    notes = []
    if found.moved.changed and not found.violations:
        notes.append(
            tr(
                "In the layers, times and battery are those from before the edit ({list}).",
                list=listed(_sorties(found.moved.changed), 3),
            )
        )
    if found.moved.unmatched:
        notes.append(
            tr(
                "Waypoints or vertices were added or deleted ({list}). Undo that, or plan again.",
                list=listed(_sorties(found.moved.unmatched), 3),
            )
        )
    if not complete:
        notes.append(tr("Whether spots are served is not checked: the layer of spots that are not visited is missing."))
    if found.violations:  # which follow in a list
        return " ".join(
            [*notes, tr("The plan breaks rules in {places}:", places=counted(len(found.violations), "place"))]
        )
    return " ".join([tr("The plan keeps all rules."), *notes])


def _sorties(keys: Iterable[tuple[int, int]]) -> list[str]:
    return [sortie_name(drone, sortie) for drone, sortie in keys]
