"""Adapts the feedback of QGIS Processing to the engine's progress callable."""

from qgis.core import QgsProcessingFeedback

from ..engine.progress import Cancelled, Progress


def progress_of(feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 1.0) -> Progress:
    """Progress that fills the bar from `start` to `end` (shares of the whole), and raises Cancelled once the user asks
    to stop."""

    def progress(share: float) -> None:
        if feedback.isCanceled():
            raise Cancelled
        feedback.setProgress(100 * (start + (end - start) * min(max(share, 0.0), 1.0)))

    return progress
