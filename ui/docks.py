"""Docks on the side of the panel: tabs of one place, because beside each other each would be too low to be read."""

from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow

PANEL = "blindspotPanel"


def behind_the_panel(window: QMainWindow, dock: QDockWidget) -> bool:
    """Makes a dock a tab behind the panel, if the panel is shown and both are on the same side of the window. Returns
    whether it is one."""
    panel = window.findChild(QDockWidget, PANEL)
    if panel is None or panel is dock or panel.isHidden() or panel.isFloating() or dock.isFloating():
        return False
    if window.dockWidgetArea(panel) != window.dockWidgetArea(dock):
        return False
    if dock not in window.tabifiedDockWidgets(panel):
        window.tabifyDockWidget(panel, dock)
    panel.raise_()
    return True


def shown_on_the_side_of(window: QMainWindow, panel: QDockWidget) -> list[QDockWidget]:
    """The other docks that are shown where the panel is."""
    area = window.dockWidgetArea(panel)
    docks = window.findChildren(QDockWidget)
    return [
        one
        for one in docks
        if one is not panel and not one.isHidden() and not one.isFloating() and window.dockWidgetArea(one) == area
    ]
