"""Blindspot: where patrols don't look, and drone routes that do."""


def classFactory(iface):
    """The plugin, as QGIS loads it."""
    from .plugin import BlindspotPlugin

    return BlindspotPlugin(iface)
