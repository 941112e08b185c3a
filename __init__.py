"""Blindspot: finds the places that patrols miss, and plans drone routes to them."""


def classFactory(iface):
    """The plugin, as QGIS loads it."""
    from .plugin import BlindspotPlugin

    return BlindspotPlugin(iface)
