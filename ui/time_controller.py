"""Hands the time range that a result gave to the project to the temporal controller, which otherwise reads the ranges
of a project only when it is opened."""

from qgis.core import Qgis, QgsProject, QgsTemporalNavigationObject

from ..layers.playing import frame_of, is_ours


class TimeController:
    """Listens to the open project. Changes nothing while the controller plays, or where the range is not ours."""

    def __init__(self, iface, problem: str = ""):
        self.canvas = iface.mapCanvas()
        self.project = QgsProject.instance()
        self.project.timeSettings().temporalRangeChanged.connect(self.take_range)

    def take_range(self) -> None:
        """Sets the controller to the project's range, frame and speed, and leaves it switched on or off as it is."""
        controller = self.canvas.temporalController()
        if not isinstance(controller, QgsTemporalNavigationObject) or not is_ours(self.project):
            return
        if controller.animationState() != Qgis.AnimationState.Idle:
            return
        settings = self.project.timeSettings()
        controller.setFrameDuration(frame_of(self.project))
        controller.setFramesPerSecond(settings.framesPerSecond())
        controller.setTemporalExtents(settings.temporalRange())

    def remove(self) -> None:
        self.project.timeSettings().temporalRangeChanged.disconnect(self.take_range)
