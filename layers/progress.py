"""Adapts the feedback of QGIS Processing to the engine's progress callable."""

from qgis.core import QgsProcessingFeedback

from ..engine.progress import Cancelled, Progress


def writing_progress(feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 1.0) -> Progress:
    """Progress of writing an output. Writing is not cancelled, so that no file is left incomplete."""
    return lambda share: feedback.setProgress(100 * (start + (end - start) * min(max(share, 0.0), 1.0)))


def progress_of(feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 1.0) -> Progress:
    """Progress that fills the bar from `start` to `end` (shares of the whole), and raises Cancelled once the user asks
    to stop."""

    shown = writing_progress(feedback, start, end)

    def progress(share: float) -> None:
        if feedback.isCanceled():
            raise Cancelled
        shown(share)

    return progress
