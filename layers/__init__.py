"""Where QGIS layers become arrays and tables, and these become layers again. The only room that projects."""
