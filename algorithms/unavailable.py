"""The stand-in for an algorithm that cannot be imported."""

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException
from qgis.PyQt.QtGui import QIcon

from ..engine.language import tr_again
from .catalogue import Entry
from .groups import group_icon, group_title


class Unavailable(QgsProcessingAlgorithm):
    """An algorithm with the id, the title and the group of the real one, which says why it cannot run.

    So a model, a script or a batch process that uses the algorithm reports the reason instead of "algorithm not found".
    It has no parameters, because only the real algorithm defines them.
    """

    def __init__(self, entry: Entry, reason: str):
        super().__init__()
        self.entry = entry
        self.reason = reason

    def canExecute(self):
        return False, self.reason

    def processAlgorithm(self, parameters, context, feedback):
        raise QgsProcessingException(self.reason)

    def shortHelpString(self):
        return self.reason.replace("<", "&lt;")  # the command may contain <, which is not HTML here

    def shortDescription(self):
        return self.reason

    def createInstance(self):
        return Unavailable(self.entry, self.reason)

    def initAlgorithm(self, configuration=None):
        pass

    def name(self):
        return self.entry.id

    def displayName(self):
        return tr_again(self.entry.title)  # the TITLE of the class

    def group(self):
        return group_title(self.entry.group)

    def groupId(self):
        return self.entry.group

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return group_icon(self.entry.group)
