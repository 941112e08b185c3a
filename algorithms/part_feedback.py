"""The feedback of an algorithm that runs as a part of another one."""

from qgis.core import QgsProcessingFeedback


class PartFeedback(QgsProcessingFeedback):
    """Passes messages on, and fills the bar of another feedback from `start` to `end` (0 to 1). It is cancelled with
    that one. Warnings become information: they are about the part, so that those about the whole stand out."""

    def __init__(self, feedback: QgsProcessingFeedback, start: float, end: float):
        super().__init__(False)
        self.whole, self.start, self.end = feedback, start, end

    def isCanceled(self):
        return self.whole.isCanceled()

    def setProgress(self, progress):
        self.whole.setProgress(100 * self.start + (self.end - self.start) * progress)

    def setProgressText(self, text):
        self.whole.setProgressText(text)

    def pushInfo(self, info):
        self.whole.pushInfo(info)

    def pushWarning(self, warning):
        self.whole.pushInfo(warning)

    def pushDebugInfo(self, info):
        self.whole.pushDebugInfo(info)

    def reportError(self, error, fatalError=False):
        self.whole.reportError(error, False)
