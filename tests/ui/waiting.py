"""Lets Qt's events run until something has happened."""

import time

from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QApplication


def wait_for(happened, seconds=60.0) -> bool:
    """Lets events run until something has happened; False where it has not in time."""
    ends = time.monotonic() + seconds
    while not happened() and time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.002)
    return bool(happened())


def settle() -> None:
    """Deletes what is to be deleted later, and lets events run."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
