"""Results that the user opens from their files play in the temporal controller and have their heights in profiles, like
those that are loaded after a run."""

from qgis.core import QgsMapLayer, QgsProject

from ..layers.file_styles import restore_time_and_height


class OpenedLayers:
    """Listens to the open project, for layers that are added to it."""

    def __init__(self, iface=None, problem: str = ""):
        self.project = QgsProject.instance()
        self.project.layersAdded.connect(self.restore)

    def restore(self, layers: list[QgsMapLayer]) -> None:
        """Restores what QGIS has dropped when it opened them."""
        for layer in layers:
            restore_time_and_height(layer)

    def remove(self) -> None:
        self.project.layersAdded.disconnect(self.restore)
