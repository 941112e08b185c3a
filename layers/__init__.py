"""Converts QGIS layers to arrays and tables, and back. The only package that transforms coordinates."""
