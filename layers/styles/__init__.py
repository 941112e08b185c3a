"""How outputs look in QGIS: symbols, labels, readable fields, and what is shown at the mouse pointer."""
