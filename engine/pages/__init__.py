"""Reports as HTML and SVG."""
