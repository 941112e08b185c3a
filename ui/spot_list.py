"""The blind spots by rank: a click zooms to one and flashes it."""

from dataclasses import dataclass

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ..engine.language import tr
from ..engine.text import figure
from ..layers.attributes import is_null, text_of

MOST = 500
"""Spots that are listed; the layer has the others."""
ROWS = 8
"""Rows that are seen without scrolling."""
ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Spot:
    """A blind spot as it is listed. feature: its id in the layer."""

    feature: int
    rank: int
    name: str
    priority: float
    why: str


def ranked_spots(layer: QgsVectorLayer) -> list[Spot]:
    """The first MOST spots of a layer by rank."""
    fields = layer.fields()
    index = {name: fields.lookupField(name) for name in ("rank", "name", "near", "spot_id", "priority", "why")}
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    spots = []
    for feature in layer.getFeatures(request):
        values = {name: feature[at] if at >= 0 else None for name, at in index.items()}
        named = next((text_of(values[name]) for name in ("name", "near") if not is_null(values[name])), "")
        rank, priority = values["rank"], values["priority"]
        spots.append(
            Spot(
                feature.id(),
                int(rank) if isinstance(rank, (int, float)) else len(spots) + 1,
                named or tr("Spot {number}", number=text_of(values["spot_id"]) or len(spots) + 1),
                float(priority) if isinstance(priority, (int, float)) else 0.0,
                text_of(values["why"]),
            )
        )
    return sorted(spots, key=lambda one: one.rank)[:MOST]


class SpotList(QTreeWidget):
    """The list. `chosen` has the id of the feature of the spot that the user clicked or walked to with Enter."""

    chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("blindspotSpots")
        self.setAccessibleName(tr("Blind spots by rank"))
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHeaderLabels([tr("Rank"), tr("Name"), tr("Priority"), tr("Why")])
        header = self.header()
        header.setStretchLastSection(True)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, 110)
        self.setMinimumHeight(header.sizeHint().height() + ROWS * (self.fontMetrics().height() + 4))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_spots(self, spots: list[Spot]) -> None:
        self.clear()
        for spot in spots:
            item = QTreeWidgetItem([str(spot.rank), spot.name, figure(spot.priority), spot.why])
            item.setData(0, ID, spot.feature)
            item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(1, spot.name)
            item.setToolTip(3, spot.why)
            self.addTopLevelItem(item)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, ID))
