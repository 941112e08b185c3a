"""The layers that the panel works with: choosers that are filled with guesses, until the user chooses."""

from collections.abc import Callable, Iterable, Mapping

from qgis.core import Qgis, QgsIconUtils, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsCheckableComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..engine.language import tr
from .roles import AREA, DEMAND, FIXES, PRIVACY, SITES, ZONES, Guess, Roles

FILTERS = {
    FIXES: Qgis.LayerFilter.PointLayer | Qgis.LayerFilter.LineLayer,
    AREA: Qgis.LayerFilter.PolygonLayer,
    SITES: Qgis.LayerFilter.PointLayer,
}
SCOPE, KEY = "Blindspot", "/panel/"
"""Where a project keeps what the user chose."""


class LayerChoice(QWidget):
    """Choosers for each role. `changed` follows every change, by the user or by a guess. sites_button: stands beside
    the launch sites."""

    changed = pyqtSignal()

    def __init__(self, sites_button: QToolButton, parent: QWidget | None = None):
        super().__init__(parent)
        self._own: set[str] = set()
        self._guesses: dict[str, Guess] = {}
        self._boxes: dict[str, QgsMapLayerComboBox | QgsCheckableComboBox] = {}
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for role, title, tip in (
            (FIXES, tr("Fixes or tracks"), tr("GPS positions of the patrols, with times")),
            (AREA, tr("Area"), tr("Polygons to score. Empty: the surroundings of the fixes")),
            (DEMAND, tr("Demand"), tr("What matters more than the rest, such as station exits. Empty: all the same")),
            (SITES, tr("Launch sites"), tr("Points where drones take off and land")),
            (ZONES, tr("No-fly zones"), tr("Polygons that no drone may enter")),
            (PRIVACY, tr("Privacy places"), tr("Homes, schools, clinics: places that drones should not watch")),
        ):
            box = self._box(role)
            box.setObjectName(f"blindspot_{role}")
            box.setToolTip(tip)
            box.setAccessibleName(title)
            box.setMinimumContentsLength(6 if role == SITES else 10)  # beside a button
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self._boxes[role] = box
            field: QWidget = box
            if role == SITES:
                field = QWidget()
                row = QHBoxLayout(field)
                row.setContentsMargins(0, 0, 0, 0)
                row.addWidget(box, 1)
                row.addWidget(sites_button)
            label = QLabel(title)
            label.setBuddy(box)
            form.addRow(label, field)
        self._said = QLabel()
        self._said.setObjectName("blindspotGuesses")
        self._said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self._said)

    def _box(self, role: str) -> QgsMapLayerComboBox | QgsCheckableComboBox:
        if role not in FILTERS:
            box = QgsCheckableComboBox()
            box.setDefaultText(tr("None"))
            box.setSeparator(tr(", "))
            box.checkedItemsChanged.connect(lambda _: self._chosen(role))
            return box
        box = QgsMapLayerComboBox()
        box.setFilters(Qgis.LayerFilters(FILTERS[role]))
        box.setAllowEmptyLayer(True)
        box.setLayer(None)
        box.activated.connect(lambda _: self._chosen(role))
        return box

    @property
    def roles(self) -> Roles:
        """The layers that are chosen now."""
        found = {}
        for role, box in self._boxes.items():
            if role in FILTERS:
                layer = box.currentLayer()
                found[role] = () if layer is None else (layer.id(),)
            else:
                found[role] = tuple(box.checkedItemsData())
        return Roles(found)

    def layer(self, role: str) -> QgsMapLayer | None:
        """The layer of a role that has one."""
        return self._boxes[role].currentLayer()

    def choose(self, role: str, layers: Iterable[str]) -> None:
        """Chooses layers for a role by id, as the user would."""
        self._set(role, tuple(layers))
        self._chosen(role)

    def fill(self, layers: Mapping[str, QgsVectorLayer], guesses: Mapping[str, Guess]) -> None:
        """Offers the layers of the project, and chooses what is guessed in roles that the user has not chosen."""
        before = self.roles
        self._guesses = dict(guesses)
        for role, box in self._boxes.items():
            if role not in FILTERS:
                self._offer(box, layers.values(), (Qgis.GeometryType.Polygon,) if role == ZONES else ())
            if role in self._own:
                kept = tuple(one for one in before.all_of(role) if one in layers)
                self._set(role, kept)
            else:
                self._set(role, guesses[role].layers if role in guesses else ())
        self._say()
        if self.roles != before:
            self.changed.emit()

    def forget(self) -> None:
        """Forgets what the user chose, as the project is another one; takes what this project keeps."""
        self._own, project = set(), QgsProject.instance()
        for role in self._boxes:
            kept, found = project.readListEntry(SCOPE, KEY + role)
            if found:
                self._own.add(role)
                self._set(role, tuple(kept))

    def _offer(self, box: QgsCheckableComboBox, layers: Iterable[QgsVectorLayer], kinds: tuple) -> None:
        checked = set(box.checkedItemsData())
        blocker = QSignalBlocker(box)
        box.clear()
        for layer in sorted(layers, key=lambda one: one.name().lower()):
            spatial = layer.geometryType() not in (Qgis.GeometryType.Null, Qgis.GeometryType.Unknown)
            if spatial and (not kinds or layer.geometryType() in kinds):
                state = Qt.CheckState.Checked if layer.id() in checked else Qt.CheckState.Unchecked
                box.addItemWithCheckState(layer.name(), state, layer.id())
                box.setItemIcon(box.count() - 1, QgsIconUtils.iconForLayer(layer))
        blocker.unblock()

    def _set(self, role: str, layers: tuple[str, ...]) -> None:
        box = self._boxes[role]
        blocker = QSignalBlocker(box)
        if role in FILTERS:
            box.setLayer(QgsProject.instance().mapLayer(next(iter(layers), "")))
        else:
            for index in range(box.count()):
                state = Qt.CheckState.Checked if box.itemData(index) in layers else Qt.CheckState.Unchecked
                box.setItemCheckState(index, state)
        blocker.unblock()

    def _chosen(self, role: str) -> None:
        self._own.add(role)
        QgsProject.instance().writeEntry(SCOPE, KEY + role, list(self.roles.all_of(role)))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Says what is guessed, and why."""
        names: dict[str, Callable[[], str]] = {
            FIXES: lambda: tr("fixes"),
            AREA: lambda: tr("area"),
            DEMAND: lambda: tr("demand"),
            SITES: lambda: tr("launch sites"),
            ZONES: lambda: tr("no-fly zones"),
            PRIVACY: lambda: tr("privacy places"),
        }
        said = [
            tr("{what} ({why})", what=names[role](), why=guess.why)
            for role, guess in self._guesses.items()
            if guess.layers and role not in self._own
        ]
        self._said.setText(tr("Guessed: {list}.", list=tr(", ").join(said)) if said else "")
        self._said.setVisible(bool(said))
