"""The parts of the plugin that need the QGIS desktop."""
