"""The models of the plugin in QGIS's model designer: an entry in the context menu of the Processing toolbox."""

from qgis.core import QgsProcessingAlgorithm

from ..engine.language import tr

PROVIDER = "blindspot"


class DesignerAction:
    """The entry, until `remove`. Nothing is done where QGIS's Processing plugin is not there."""

    def __init__(self, iface=None, problem: str = ""):
        self.actions = []
        try:
            from processing.gui.ContextAction import ContextAction
            from processing.gui.ProviderActions import ProviderContextMenuActions
        except ImportError:
            return

        class OpenCopy(ContextAction):
            """Opens a copy, so that the model of the plugin stays as it is."""

            def __init__(self):
                super().__init__()
                self.name = tr("Open a copy in the model designer")

            def isEnabled(self):
                return is_model(self.itemData)

            def execute(self):
                open_copy(self.itemData.name())

        self.actions = [OpenCopy()]
        ProviderContextMenuActions.registerProviderContextMenuActions(self.actions)

    def remove(self) -> None:
        """Takes the entry away."""
        if self.actions:
            from processing.gui.ProviderActions import ProviderContextMenuActions

            ProviderContextMenuActions.deregisterProviderContextMenuActions(self.actions)
            self.actions = []


def is_model(item) -> bool:
    """Whether an item of the toolbox is a model of the plugin."""
    from ..algorithms.models import MODELS

    if not isinstance(item, QgsProcessingAlgorithm) or item.provider() is None:
        return False
    return item.provider().id() == PROVIDER and item.name() in [model.ID for model in MODELS]


def open_copy(name: str):
    """Opens a copy of the model with this id in the designer, and returns the designer. Saving it asks for a file."""
    from processing.modeler.ModelerDialog import ModelerDialog

    from ..algorithms.models import MODELS, model_copy

    model = next(model for model in MODELS if name == model.ID)
    designer = ModelerDialog.create(model_copy(model()))
    designer.show()
    designer.activate()
    return designer
